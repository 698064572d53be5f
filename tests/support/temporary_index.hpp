// An index in a temporary directory that goes away with it.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

#include "quoth/index/writer.hpp"

namespace quoth::testing {

/// A fresh directory, removed with all in it at the end.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "quoth-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory: " + pattern);
    path_ = pattern;
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

[[nodiscard]] inline Article article(std::string id, std::string body, const char* published = nullptr,
                                     std::string title = {}) {
  Article a;
  a.id = std::move(id);
  a.title = std::move(title);
  a.body = std::move(body);
  if (published != nullptr) a.published = day_from_iso(published);
  return a;
}

/// An index of articles, each inner list committed as one segment.
class TemporaryIndex {
 public:
  explicit TemporaryIndex(const std::vector<std::vector<Article>>& segments) {
    Writer writer = Writer::open(path());
    for (const auto& segment : segments) {
      for (const Article& a : segment) writer.add(a);
      writer.commit();
    }
  }
  [[nodiscard]] std::filesystem::path path() const { return directory_.path() / "test.quoth"; }

 private:
  TemporaryDirectory directory_;
};

}  // namespace quoth::testing
