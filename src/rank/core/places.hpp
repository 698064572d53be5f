// Whether the words of a phrase or near node stand in a document as it asks.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "quoth/rank/kernels/kernels.hpp"
#include "rank/core/query_tree.hpp"

namespace quoth::core {

/// Reads positions of documents of the window. Reusable; nothing is allocated once its scratch has
/// grown.
class Places {
 public:
  Places(const QueryTree& tree, const kernels::Kernels& kernels) : tree_(tree), kernel_(kernels) {}

  void begin(const storage::Ranks& ranks, const Window& window) {
    ranks_ = &ranks, window_ = window;
    hints_.assign(tree_.leaf_count(), 0);
  }
  /// Whether a phrase or near node matches the document at an offset. @throws DeadlineError
  [[nodiscard]] bool stands_at(const Node& node, std::uint16_t offset);
  /// Keeps of ascending offsets those where it does, at their begin. Returns how many. Of phrases many at once: memory
  /// is read ahead, and of each word no more than the words before it leave open. @throws DeadlineError
  [[nodiscard]] std::size_t keep_standing(const Node& node, std::span<std::uint16_t> offsets);

 private:
  // Where a child of a near node stands: positions of its first and its last word.
  struct Span {
    std::uint32_t begin, end;
    friend auto operator<=>(const Span&, const Span&) = default;
  };
  using Spans = std::span<const Span>;

  // Of a document looked at with others: where the phrase may begin, in starts_.
  struct Run {
    std::size_t begin = 0, size = 0;
  };

  std::size_t keep_phrase(const Node& phrase, std::span<std::uint16_t> offsets);
  // Keeps documents that have a leaf, with their runs, and puts the numbers of their postings into numbers_.
  std::size_t keep_postings(const Leaf& leaf, std::span<std::uint16_t> offsets);
  // Keeps documents that have word `w` of a phrase where the words before leave it open; the first one finds where it
  // may begin.
  std::size_t keep_form(const FormPlace& form, std::size_t w, bool first,
                        std::span<std::uint16_t> offsets);
  // Of as many documents as numbers_ has: what their first occurrences tell. Returns how many need their blocks; these
  // are at the begin of slow_ and of slow_numbers_.
  std::size_t take_firsts(const Leaf& leaf, std::uint32_t form, std::size_t w, bool first,
                          std::size_t count);
  // The same of what their blocks tell, of the documents in slow_.
  void take_blocks(const Leaf& leaf, std::uint32_t form, std::size_t w, bool first,
                   std::size_t count);
  std::size_t keep_forms(std::span<const FormPlace> forms, std::size_t w, bool first,
                         std::span<std::uint16_t> offsets);
  // What posting `which` of a block leaves of a document's run.
  template <class Block>
  Run read_run(Block& block, std::size_t which, std::uint32_t form, std::size_t w, bool first,
               Run run);
  // Turns places of word `w`, in starts_ from `begin` on, into those where the phrase begins.
  Run begin_run(std::size_t begin, std::size_t w);
  [[nodiscard]] bool stays_apart(const Node& phrase, std::uint32_t start, std::uint32_t title,
                                 bool in_title) const noexcept;

  // Into starts_. False when there are none.
  bool read_phrase(const Node& phrase, std::uint16_t offset, bool in_title);
  bool read_word(std::span<const FormPlace> forms, std::uint16_t offset,
                 std::vector<std::uint32_t>& out);
  bool read_occurrences(std::size_t leaf, std::uint16_t offset);
  // Where words with the beginning of synonyms stand.
  void read_forms(const Node& words, std::uint16_t offset, bool in_title, std::vector<Span>& out);
  void read_spans(const Node& node, std::uint16_t offset, bool in_title, std::vector<Span>& out);
  bool near_at(const Node& near, std::uint16_t offset);
  bool ordered_within(std::uint32_t distance) const;
  bool any_order_within(std::uint32_t distance);
  bool others_follow(std::size_t first, std::uint32_t end, std::uint64_t limit);
  // Looks at the clock now and then.
  void keep_time(std::uint32_t more = 1) {
    if ((looked_ += more) < 256) return;
    looked_ = 0;
    tree_.deadline().check();
  }

  const QueryTree& tree_;
  const kernels::Kernels& kernel_;
  const storage::Ranks* ranks_ = nullptr;
  Window window_;
  std::uint32_t title_ = 0;           // words of the document's title
  std::uint32_t looked_ = 0;          // documents, and beginnings of a row of many
  std::vector<std::uint32_t> hints_;  // of each leaf: the posting looked up last
  // Scratch of keep_standing, for kAtOnce documents.
  static constexpr std::size_t kAtOnce = 512;
  std::array<Run, kAtOnce> runs_;
  std::array<std::uint32_t, kAtOnce> numbers_;
  std::array<std::uint16_t, kAtOnce> in_list_, in_leaf_;
  std::array<storage::FirstOccurrence, kAtOnce> firsts_;
  std::array<std::uint16_t, kAtOnce> slow_;
  std::array<std::uint32_t, kAtOnce> slow_numbers_;
  std::array<storage::PositionPlace, kAtOnce> found_;
  static constexpr std::size_t kWholeBlock =
      3;  // so many documents, and a block is read as a whole
  storage::PositionBlock block_;
  storage::WholePositionBlock whole_block_;
  // Scratch.
  std::vector<storage::Occurrence> occurrences_;
  std::vector<std::uint32_t> starts_, places_;
  std::deque<std::vector<Span>> spans_;  // of each child
  std::vector<Spans> part_;              // those in the title, or those in the body
  std::vector<std::uint32_t> ends_;
};

}  // namespace quoth::core
