// Whether the words of a phrase or near node stand in a document as it asks.
#pragma once

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

 private:
  // Where a child of a near node stands: positions of its first and its last word.
  struct Span {
    std::uint32_t begin, end;
    friend auto operator<=>(const Span&, const Span&) = default;
  };
  using Spans = std::span<const Span>;

  // Into starts_. False when there are none.
  bool read_phrase(const Node& phrase, std::uint16_t offset, bool in_title);
  bool read_word(std::span<const FormPlace> forms, std::uint16_t offset,
                 std::vector<std::uint32_t>& out);
  bool read_occurrences(std::size_t leaf, std::uint16_t offset);
  void read_spans(const Node& node, std::uint16_t offset, bool in_title, std::vector<Span>& out);
  bool near_at(const Node& near, std::uint16_t offset);
  bool ordered_within(std::uint32_t distance) const;
  bool any_order_within(std::uint32_t distance);
  bool others_follow(std::size_t first, std::uint32_t end, std::uint64_t limit);
  // Looks at the clock now and then.
  void keep_time() {
    if (++looked_ % 256 == 0) tree_.deadline().check();
  }

  const QueryTree& tree_;
  const kernels::Kernels& kernel_;
  const storage::Ranks* ranks_ = nullptr;
  Window window_;
  std::uint32_t title_ = 0;   // words of the document's title
  std::uint32_t looked_ = 0;  // documents, and beginnings of a row of many
  std::vector<std::uint32_t> hints_;  // of each leaf: the posting looked up last
  // Scratch.
  std::vector<storage::Occurrence> occurrences_;
  std::vector<std::uint32_t> starts_, places_;
  std::deque<std::vector<Span>> spans_;  // of each child
  std::vector<Spans> part_;              // those in the title, or those in the body
  std::vector<std::uint32_t> ends_;
};

}  // namespace quoth::core
