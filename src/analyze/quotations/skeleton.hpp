// A text with each marked stretch folded into one item: what the reporter says, sentence by
// sentence.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/quotations/marks/marks.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

/// One token outside all marks, or one whole stretch.
///
///     “That’s one small step for man,” Armstrong said Sunday.
///     `-- stretch 0 ---------------' tokens 8 .. 11
struct Item {
  std::uint32_t code;
  static constexpr std::uint32_t kStretch = 0x80000000u;
  [[nodiscard]] constexpr bool is_stretch() const noexcept { return (code & kStretch) != 0; }
  [[nodiscard]] constexpr std::uint32_t stretch() const noexcept { return code & ~kStretch; }
  [[nodiscard]] constexpr TokenIndex token() const noexcept { return code; }
};

/// Items [begin, end) of a skeleton.
struct ItemRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] constexpr bool empty() const noexcept { return begin == end; }
  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
};

/// The items of a token range and their sentences. A sentence here is the reporter's: a quotation
/// of three sentences and its "he said" are one. Sentences end with paragraphs, and a dateline or
/// boilerplate is one of its own.
struct Skeleton {
  std::vector<Item> items;
  std::vector<ItemRange> sentences;
};

/// Folds tokens [range) with the stretches whose parent is `parent`; `first` is the first stretch
/// that may lie in the range. Linear in the range and the stretches in it.
void fold(const TokenTable& tokens, const std::vector<Stretch>& stretches, TokenRange range,
          std::int32_t parent, std::size_t first, Skeleton& out);

}  // namespace quoth::quotations
