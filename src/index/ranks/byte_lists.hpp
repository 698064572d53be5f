// Many byte strings that all grow at their ends, in memory that is never moved.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::storage {

/// A list is a chain of slices, each twice as large as the one before up to kMostSlice, so that a list of one posting
/// takes 16 bytes and a long one little more than its content; a slice ends in the place of the next one. Slices lie in
/// blocks. At most 4 GiB in all.
class ByteLists {
 public:
  /// Where a list begins and where it goes on. A plain value; empty at first.
  struct List {
    std::uint32_t first = 0;  // slice
    std::uint32_t at = 0;     // place of the next byte
    std::uint32_t left = 0;   // bytes from there to the end of its slice
    std::uint32_t slice = 0;  // size of that one
    [[nodiscard]] bool empty() const noexcept { return slice == 0; }
  };

  void append(List& list, std::string_view bytes) {
    while (bytes.size() > list.left) {
      const std::uint32_t now = list.left;
      if (now > 0) std::memcpy(place(list.at), bytes.data(), now);
      bytes.remove_prefix(now);
      list.at += now;
      grow(list);
    }
    std::memcpy(place(list.at), bytes.data(), bytes.size());
    list.at += static_cast<std::uint32_t>(bytes.size());
    list.left -= static_cast<std::uint32_t>(bytes.size());
  }
  /// Replaces `out` by all of a list.
  void read(const List& list, std::string& out) const {
    out.clear();
    if (list.empty()) return;
    std::uint32_t at = list.first;
    for (std::uint32_t slice = kFirstSlice;; slice = next_size(slice)) {
      const std::uint32_t content = slice - kLink;
      if (list.at >= at && list.at <= at + content) {
        out.append(place(at), list.at - at);
        return;
      }
      out.append(place(at), content);
      std::memcpy(&at, place(at + content), kLink);
    }
  }
  /// Bytes of memory all take.
  [[nodiscard]] std::size_t bytes() const noexcept { return blocks_.size() * kBlock; }

 private:
  static constexpr std::uint32_t kBlock = 1u << 18, kFirstSlice = 16, kMostSlice = 4096;
  static constexpr std::uint32_t kLink = 4;

  static std::uint32_t next_size(std::uint32_t slice) noexcept {
    return std::min(2 * slice, kMostSlice);
  }
  [[nodiscard]] char* place(std::uint32_t at) const noexcept {
    return blocks_[at / kBlock].get() + at % kBlock;
  }
  void grow(List& list) {
    const std::uint32_t size = list.empty() ? kFirstSlice : next_size(list.slice);
    if (blocks_.empty() || used_ + size > kBlock) {
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlock));
      used_ = 0;
    }
    const std::uint32_t at = (static_cast<std::uint32_t>(blocks_.size()) - 1) * kBlock + used_;
    used_ += size;
    if (list.empty())
      list.first = at;
    else
      std::memcpy(place(list.at), &at, kLink);
    list.at = at;
    list.slice = size;
    list.left = size - kLink;
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::uint32_t used_ = 0;  // of the last block
};

}  // namespace quoth::storage
