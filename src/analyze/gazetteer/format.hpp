// How the compiled gazetteer lies in memory: written by compiler.cpp, read in place by gazetteer.cpp.
#pragma once

#include <cstdint>

namespace quoth::gazetteer {

/// The image is a Header and five arrays, each at the offset (bytes from the header) that the header gives; all
/// numbers as the machine that built it writes them.
///
///     buckets      uint32[2^bucket_bits + 1]   first reference of each bucket; the bucket of a phrase is the top
///                                              bits of its hash
///     prints       uint32[references]          low half of the hash of the phrase form, ascending in a bucket
///     references   uint32[references]          the group and whether the spelling is one of its further ones;
///                                              ascending among equal prints, so the best group stands first
///     groups       Group[groups]               best known first: territories, then by people
///     spellings    bytes                       of each group: size (one byte) and text of each spelling
///
/// A lookup reads one bucket and about three prints. bucket_bits + 32 bits of the hash are compared and the text is
/// not: a phrase that is in no table is taken for one that is about once in 2^31.
struct Header {
  char magic[8];          ///< "quothgz1"
  std::uint64_t content;  ///< hash of all that follows; part of names_version()
  std::uint32_t size;     ///< bytes, this header included
  std::uint32_t bucket_bits;
  std::uint32_t reference_count, group_count, spelling_count;
  std::uint32_t buckets, prints, references, groups, spellings;  ///< offsets
  std::uint32_t complete;  ///< 0: built without cities, divisions and zones
  std::uint32_t reserved;
};
static_assert(sizeof(Header) == 64);

struct Group {
  std::uint32_t spellings;   ///< offset of its first spelling from Header::spellings
  std::uint32_t population;  ///< people, 0 unknown
  std::uint32_t source_id;   ///< of GeoNames, 0 none
  char country[2];           ///< ISO 3166-1 letters, zeros for none
  std::uint16_t count : 12;  ///< spellings, 1 .. 4095
  std::uint16_t kind : 4;    ///< VariantKind
};
static_assert(sizeof(Group) == 16);

/// In a reference, whose bits VariantRef tells: set for a further spelling, one that no language prefers. Above the
/// group's number, so that preferred names sort first.
inline constexpr std::uint32_t kFurther = 0x80000000;
/// Set for any spelling but the usual ones.
inline constexpr std::uint32_t kNotUsual = 1;

}  // namespace quoth::gazetteer
