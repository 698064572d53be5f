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

/// Appends a block: bits, the low ones of each byte first, zeros to a whole byte. Distances are those
/// from each position to the one before it in the document (to 0), less one. A number in unary is so
/// many zeros and a one, so that the n-th number lies behind the n-th one.
///
///   5 bits           `low`: as many low bits of each distance are written as they are
///   counts           for each posting its occurrences less one in unary: as many bits as occurrences
///   low parts        `low` bits for each occurrence
///   high parts       for each occurrence in unary
///   if `with_forms`  1 bit: whether any form is not 0; if so each occurrence's form in unary
///
/// `counts[i]` occurrences belong to posting i, >= 1 each; positions ascend within a posting.
/// REQUIRES: no more than kPostingsInBlock postings.
void append_position_block(std::span<const std::uint32_t> counts,
                           std::span<const Occurrence> occurrences, bool with_forms,
                           std::string& out);

/// Appends to `out` the occurrences of posting `which` of a block of `postings`. False when the bytes
/// are damaged. The block begins where `bytes` do; what lies behind it is not looked at. Cost: tens of
/// nanoseconds, and a few for each occurrence of the posting.
/// REQUIRES: which < postings.
[[nodiscard]] bool read_positions(std::string_view bytes, std::size_t postings, std::size_t which,
                                  bool with_forms, std::vector<Occurrence>& out);

/// Reads postings of one block, quickly where they are asked for in ascending order: what lies before a posting is not
/// looked through again for the next. A plain value without memory of its own; tests hold it against read_positions.
class PositionBlock {
 public:
  /// The block that begins where `bytes` do, which stay. False when it is damaged; then it is not to be read.
  [[nodiscard]] bool open(std::string_view bytes, std::size_t postings, bool with_forms) noexcept;
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
  [[nodiscard]] bool has_form(std::uint64_t occurrence, std::uint32_t form) noexcept;

  std::string_view bytes_;
  std::size_t postings_ = 0;
  bool with_forms_ = false;
  unsigned low_ = 0;  // as FORMAT.md has it
  // Numbers of occurrences count those of the whole block, places its bits.
  std::uint64_t occurrences_ = 0, lows_ = 0, highs_ = 0;
  // The posting looked at: its occurrences, and where the first one's high part is.
  std::size_t which_ = 0;
  std::uint64_t begin_ = 0, end_ = 0, high_ = 0;
  // The forms: whether they were looked for and there are any but 0; where that of an occurrence is.
  bool forms_found_ = false, some_form_ = false;
  std::uint64_t forms_ = 0, form_ = 0, form_place_ = 0;
};

/// The same of a block that is read as a whole when it is opened: where several of its postings are asked for, sooner.
/// Its memory is used again.
class WholePositionBlock {
 public:
  /// As PositionBlock's.
  [[nodiscard]] bool open(std::string_view bytes, std::size_t postings, bool with_forms);
  void read(std::size_t which, std::uint32_t form, std::vector<std::uint32_t>& out) const;
  [[nodiscard]] std::size_t keep_followed(std::size_t which, std::uint32_t form,
                                          std::span<std::uint32_t> starts,
                                          std::uint32_t distance) const noexcept;

 private:
  // What follows the occurrence before: the distance less one.
  [[nodiscard]] std::uint64_t distance_of(std::size_t occurrence) const noexcept;
  [[nodiscard]] bool has_form(std::size_t occurrence, std::uint32_t form) const noexcept {
    return some_form_ ? forms_[occurrence + 1] - forms_[occurrence] - 1 == form : form == 0;
  }

  std::string_view bytes_;
  unsigned low_ = 0;
  std::uint64_t lows_ = 0;
  bool some_form_ = false;
  // Where the ones of each part are, counted from the part's begin, behind 0 for the place before it: so counts' are
  // where a posting's occurrences end, and all others' differences are the numbers.
  std::vector<std::uint32_t> ends_, highs_, forms_;
};

/// As read_positions for all of a block's postings, and appends how many occurrences each has. Gives how many
/// bytes the block takes; nothing when they are damaged.
[[nodiscard]] std::optional<std::size_t> read_position_block(std::string_view bytes,
                                                             std::size_t postings, bool with_forms,
                                                             std::vector<std::uint32_t>& counts,
                                                             std::vector<Occurrence>& out);

}  // namespace quoth::storage
