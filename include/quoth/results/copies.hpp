// Near-identical articles: a wire story, and what others printed of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "quoth/analyze/annotations.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth {

/// An article that is a copy of another: most of the shorter body stands in the longer one, and they begin alike.
struct Copy {
  ArticleRef article;
  std::string id, title, source, url;
  std::optional<PublicationDay> published;
  double shared = 1;  ///< of the shorter body's runs of four words, the share that the longer has
  friend bool operator==(const Copy&, const Copy&) = default;
};

struct CopyOptions {
  double least = 0.8;      ///< of `Copy::shared`; 0..1
  std::size_t most = 100;  ///< copies given back at most
};

}  // namespace quoth
