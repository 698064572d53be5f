// A bitmap of a segment's documents, filled from postings.
#pragma once

#include <cstdint>
#include <vector>

#include "index/ranks/ranks.hpp"

namespace quoth::core {

/// A bit for each document of the segment. Reusable.
class DocumentBits {
 public:
  void begin(std::uint32_t documents);
  [[nodiscard]] std::uint64_t* data() noexcept { return bits_.data(); }
  /// Bits: those of whole windows.
  [[nodiscard]] std::size_t size() const noexcept { return bits_.size() * 64; }
  [[nodiscard]] bool any() const noexcept { return any_; }
  void add(const storage::WindowPostings& window);
  /// REQUIRES: document < the number of documents.
  void add(std::uint32_t document) noexcept {
    any_ = true;
    bits_[document / 64] |= std::uint64_t{1} << document % 64;
  }

 private:
  std::vector<std::uint64_t> bits_;
  std::uint32_t documents_ = 0;
  bool any_ = false;
};

}  // namespace quoth::core
