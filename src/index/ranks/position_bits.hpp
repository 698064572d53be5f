// Positions as bits: Rice codes taken apart, so that one posting of a block is read without the others.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::storage {

/// Where a word stands in a document, and in which of its stem's forms.
struct Occurrence {
  std::uint32_t position = 0;  ///< from 1
  std::uint32_t form = 0;
  friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

/// A block holds the positions of so many postings, or of fewer at a term's end.
inline constexpr std::size_t kPostingsInBlock = 16;

/// What of a block stands apart from it. Of frequent words the first position of each posting does, in bits that are
/// found without reading others: most postings have only that one.
struct BlockHead {
  bool apart = false;  ///< false: the block holds all, and nothing else here counts
  unsigned width = 0;  ///< so many low bits of each first position less one stand apart; at most kMostWidth
  bool highs = false;  ///< whether the block has the rest of these; else it is 0
  /// A bit for each posting whose first occurrence is in another form than number 0.
  std::uint32_t formed = 0;
  std::string_view bits;  ///< where the low bits are
  std::uint64_t at = 0;   ///< of them: the bit where those of the block's first posting begin
};
inline constexpr unsigned kMostWidth = 16;

/// Appends a block: bits, the low ones of each byte first, zeros to a whole byte. Distances are those
/// from each position to the one before it in the document (to 0), less one. A number in unary is so
/// many zeros and a one, so that the n-th number lies behind the n-th one.
///
///   5 bits           `low`: as many low bits of each distance are written as they are
///   counts           for each posting its occurrences less one in unary: as many bits as occurrences
///   if highs apart   the rest of each posting's first distance in unary
///   low parts        `low` bits for each occurrence
///   high parts       for each occurrence in unary
///   if `with_forms`, of firsts apart each form that is not 0, less one, in unary
///   if `with_forms`  1 bit: whether any form is not 0; if so each occurrence's form in unary
///
/// Where first positions stand apart, low and high parts and the last forms are those of the other occurrences.
/// `counts[i]` occurrences belong to posting i, >= 1 each; positions ascend within a posting. Of `head` only apart,
/// width and highs count.
/// REQUIRES: no more than kPostingsInBlock postings.
void append_position_block(std::span<const std::uint32_t> counts,
                           std::span<const Occurrence> occurrences, bool with_forms,
                           const BlockHead& head, std::string& out);

/// The width that takes least for first positions less one, each block of which has its highs or has none.
[[nodiscard]] unsigned best_width(std::span<const std::uint32_t> firsts) noexcept;

/// Reads postings of one block, quickly where they are asked for in ascending order: what lies before a posting is not
/// looked through again for the next. A plain value without memory of its own.
class PositionBlock {
 public:
  /// The block that begins where `bytes` do, which stay, as those of `head`. What lies behind the block is not looked
  /// at. False when it is damaged; then it is not to be read.
  [[nodiscard]] bool open(std::string_view bytes, std::size_t postings, bool with_forms,
                          const BlockHead& head) noexcept;
  /// Appends to `out` the occurrences of posting `which`. False when the bytes are damaged.
  /// REQUIRES: which < postings.
  [[nodiscard]] bool read(std::size_t which, std::vector<Occurrence>& out);
  /// Appends to `out` the positions of posting `which` that have the form, ascending. Of damaged bytes fewer.
  /// REQUIRES: which < postings.
  void read(std::size_t which, std::uint32_t form, std::vector<std::uint32_t>& out);
  /// Keeps of the ascending `starts` those s for which posting `which` has the form at s + distance, in order at their
  /// begin. Returns how many stay: of damaged bytes fewer. What lies behind the last one is not read.
  /// REQUIRES: which < postings.
  [[nodiscard]] std::size_t keep_followed(std::size_t which, std::uint32_t form,
                                          std::span<std::uint32_t> starts,
                                          std::uint32_t distance) noexcept;

 private:
  [[nodiscard]] bool move_to(std::size_t which) noexcept;
  [[nodiscard]] bool find_forms() noexcept;
  [[nodiscard]] bool form_of(std::uint64_t rest, std::uint64_t& form) noexcept;
  [[nodiscard]] bool first_form(std::uint64_t& form) noexcept;
  // Calls visit(position, form) for each occurrence of the posting moved to, as long as it returns true; form() reads
  // it. False when the bytes are damaged.
  template <class Visit>
  bool for_each(std::size_t which, Visit visit);

  std::string_view bytes_;
  BlockHead head_;
  std::size_t postings_ = 0;
  bool with_forms_ = false;
  unsigned low_ = 0;  // as FORMAT.md has it
  // Rests: occurrences whose distances are in the block. Their numbers count those of the whole block, places its bits.
  std::uint64_t rests_ = 0, first_highs_ = 0, lows_ = 0, highs_ = 0;
  // The posting looked at: its rests, and where the first one's high part is.
  std::size_t which_ = 0;
  std::uint64_t begin_ = 0, end_ = 0, high_ = 0;
  // The forms: whether they were looked for and there are any but 0 among the rests; where that of a rest is.
  bool forms_found_ = false, some_form_ = false;
  std::uint64_t first_forms_ = 0, forms_ = 0, form_ = 0, form_place_ = 0;
};

/// As PositionBlock::read for all of a block's postings, and appends how many occurrences each has. Gives how many
/// bytes the block takes; nothing when they are damaged.
[[nodiscard]] std::optional<std::size_t> read_position_block(std::string_view bytes,
                                                             std::size_t postings, bool with_forms,
                                                             const BlockHead& head,
                                                             std::vector<std::uint32_t>& counts,
                                                             std::vector<Occurrence>& out);

/// The same as a PositionBlock of a block that is read as a whole when it is opened: where several of its postings are
/// asked for, sooner. Its memory is used again.
class WholePositionBlock {
 public:
  [[nodiscard]] bool open(std::string_view bytes, std::size_t postings, bool with_forms,
                          const BlockHead& head);
  void read(std::size_t which, std::uint32_t form, std::vector<std::uint32_t>& out) const;
  [[nodiscard]] std::size_t keep_followed(std::size_t which, std::uint32_t form,
                                          std::span<std::uint32_t> starts,
                                          std::uint32_t distance) const noexcept;

 private:
  [[nodiscard]] std::span<const Occurrence> of(std::size_t which) const noexcept {
    return {all_.data() + (which > 0 ? ends_[which - 1] : 0), all_.data() + ends_[which]};
  }

  std::vector<std::uint32_t> ends_;  // where the occurrences of each posting end
  std::vector<Occurrence> all_;
};

}  // namespace quoth::storage
