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

/// The same for all of a block's postings, and appends how many occurrences each has. Gives how many
/// bytes the block takes; nothing when they are damaged.
[[nodiscard]] std::optional<std::size_t> read_position_block(std::string_view bytes,
                                                             std::size_t postings, bool with_forms,
                                                             std::vector<std::uint32_t>& counts,
                                                             std::vector<Occurrence>& out);

}  // namespace quoth::storage
