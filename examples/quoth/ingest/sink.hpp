// Where the readers of this folder put what they find.
#pragma once

#include <functional>
#include <string>

#include "quoth/analyze/article.hpp"

namespace quoth_cli {

struct ArticleSink {
  std::function<bool(quoth::Article)> article;  ///< false stops the reading
  /// A record that is no article: where it stands ("news.jsonl:17"), and why, in plain words.
  std::function<void(const std::string& where, const std::string& why)> skipped;
  /// Where it is set, told of each file before it is opened ("-" for standard input); false passes over it.
  std::function<bool(const std::string& path)> file = {};
};

}  // namespace quoth_cli
