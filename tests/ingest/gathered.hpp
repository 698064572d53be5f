// What a reader reports, kept for tests.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/byte_source.hpp"
#include "ingest/sink.hpp"

namespace quoth_cli {

struct Gathered {
  std::vector<quoth::Article> articles;
  std::vector<std::string> skipped;  ///< "where: why"

  [[nodiscard]] ArticleSink sink() {
    return {[this](quoth::Article article) {
              articles.push_back(std::move(article));
              return true;
            },
            [this](const std::string& where, const std::string& why) {
              skipped.push_back(where + ": " + why);
            }};
  }
};

/// Gives its bytes one by one: whatever reads them must not count on more.
class DripSource final : public ByteSource {
 public:
  explicit DripSource(std::string bytes) : bytes_(std::move(bytes)) {}
  std::size_t read(std::span<char> out) override {
    if (at_ == bytes_.size()) return 0;
    out[0] = bytes_[at_++];
    return 1;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

}  // namespace quoth_cli
