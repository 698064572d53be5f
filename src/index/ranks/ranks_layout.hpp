// Numbers that the writer and the reader of a .ranks file share.
#pragma once

#include <cstddef>
#include <cstdint>

namespace quoth::storage::ranks {

inline constexpr char kMagic[] = "QUOTHRNK";
inline constexpr std::uint32_t kVersion = 3;

/// Documents are taken in windows, so that an offset fits two bytes.
inline constexpr std::uint32_t kWindow = 65536;
/// A term with fewer documents is packed: offsets as differences, without windows. So are terms that
/// only filter, but of a dense window, if that takes less than a quarter: what a text says of itself
/// is said of each of its quotations, and those stand side by side.
inline constexpr std::uint32_t kPacked = 128;
/// More than one posting in so many documents, and a window has a bit for each document.
inline constexpr std::uint32_t kBitsShare = 16;
/// Bits are padded with zeros to whole steps.
inline constexpr std::uint32_t kStep = 64;
/// A window counts its postings so often: so a posting's number is soon found, and one byte of an offset is enough.
inline constexpr std::uint32_t kCountedEach = 256;
/// Position blocks in a group; a group's begin is found without reading those before it.
inline constexpr std::size_t kBlocksInGroup = 8;

enum class WindowKind : std::uint8_t { offsets = 0, lows = 1, bits = 2 };

/// How a window with so many postings among so many documents lies. `crowded`: whether so many documents side by side
/// as are counted together all have the term, which no byte can count.
[[nodiscard]] constexpr WindowKind kind_of(std::uint32_t postings, std::uint32_t documents,
                                           bool crowded) noexcept {
  if (postings > documents / kBitsShare) return WindowKind::bits;
  const std::uint32_t counts = (documents + kCountedEach - 1) / kCountedEach;
  return crowded || postings <= counts ? WindowKind::offsets : WindowKind::lows;
}

/// What a term's entry says of it, as bits.
inline constexpr std::uint8_t kScored = 1, kPositions = 2, kIsPacked = 4, kDense = 8,
                              kForms = 16,  // more than one
    kOwnForm = 32,                          // one is the term's text without its first byte
    kInexact = 64,                          // packed, and some codes tell no frequency
    kOneDocument = 128;
/// First byte of the terms whose own text may be one of their forms: such forms stand in no other
/// dictionary.
inline constexpr char kStem = 'Z';

inline constexpr std::size_t kWindowHeader = 16;

/// The file's last bytes: magic, u32 version, u32 documents, u64 sum of lengths, u64 terms, u64 forms,
/// u64 keys, then u64 offset and u64 size of each section.
enum Section : std::size_t {
  kPostingsSection,
  kLengthsSection,
  kTitleWordsSection,
  kSpansSection,
  kCodeBookSection,
  kTermsSection,
  kTermBlocksSection,
  kFormsSection,
  kFormBlocksSection,
  kKeysSection,
  kKeyBlocksSection,
  kSections
};
inline constexpr std::size_t kFooter = 48 + 16 * kSections;

[[nodiscard]] constexpr std::uint32_t padded(std::uint32_t documents) noexcept {
  return (documents + kStep - 1) / kStep * kStep;
}
[[nodiscard]] constexpr std::uint32_t documents_in_window(std::uint32_t documents,
                                                          std::uint32_t window) noexcept {
  const std::uint32_t left = documents - window * kWindow;
  return left < kWindow ? left : kWindow;
}

}  // namespace quoth::storage::ranks
