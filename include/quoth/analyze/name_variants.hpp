// Names of one place or organisation in many languages and scripts: Kyiv, Kiev, Київ; UN, Vereinte Nationen.
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace quoth {

enum class VariantKind : std::uint8_t {
  territory,  ///< countries and parts of the world: Türkiye, Western Europe
  division,   ///< first-order divisions: Donetsk Oblast, Bavaria
  city,  ///< cities and towns of 5,000 people or more, seats, and smaller ones that other languages name
  other_place,   ///< islands, stations, seas, rivers, buildings that stand for their users
  organisation,  ///< United Nations, NATO, Tass
};
/// "territory", "division", "city", "place" or "organisation".
[[nodiscard]] std::string_view name_of(VariantKind kind) noexcept;

/// One place or organisation of the gazetteer, as one of its spellings leads to it. Numbers hold for one
/// `gazetteer_facts().version` and are never stored.
struct VariantRef {
  std::uint32_t bits;  ///< from the top: further 1, group 30, usual 1 (0 for a usual name)
  /// 0 .. gazetteer_facts().groups - 1, the better known the lower.
  [[nodiscard]] constexpr std::uint32_t group() const noexcept { return bits << 1 >> 2; }
  /// Whether this is the usual English name itself, or what its own people call it in Latin letters.
  [[nodiscard]] constexpr bool usual() const noexcept { return (bits & 1) == 0; }
  /// Whether no language prefers this spelling for it: a former, a local, an inflected or a rare one.
  [[nodiscard]] constexpr bool further() const noexcept { return bits >> 31; }
  [[nodiscard]] static constexpr VariantRef to(std::uint32_t group) noexcept {
    return {group << 1};
  }
};

/// What is known of a group. Views of static data.
struct VariantGroup {
  std::string_view name;  ///< the usual English name, else the local one
  VariantKind kind;
  std::string_view country;   ///< ISO 3166-1 letters ("UA"); empty for none
  std::uint32_t population;   ///< people, 0 unknown
  std::uint32_t geonames_id;  ///< https://www.geonames.org/ + this; 0 unknown
};

/// The places and organisations that a whole name means, in any language, script and case: preferred names
/// first, then the better known first ("Georgia": the country, the state, towns). Spaces, hyphens and
/// punctuation between words do not count. Empty for a name in no table. A view of static data. `scratch` is
/// overwritten; nothing is allocated once it has room for the name (words of 27 letters or more excepted).
[[nodiscard]] std::span<const VariantRef> variants_of(std::string_view name, std::string& scratch);
[[nodiscard]] std::span<const VariantRef> variants_of(std::string_view name);

/// REQUIRES: ref is of variants_of, or its group is below gazetteer_facts().groups.
[[nodiscard]] VariantGroup group_of(VariantRef ref) noexcept;

/// All spellings of a group, the usual name first, then preferred ones, Latin before other scripts.
class VariantSpellings {
 public:
  /// REQUIRES: as group_of.
  explicit VariantSpellings(VariantRef ref) noexcept;
  /// Puts the next spelling, a view of static data, into `out`; false at the end.
  bool next(std::string_view& out) noexcept;

 private:
  const unsigned char* at_;
  std::uint32_t left_;
};

/// Calls `found(spelling, kind)` for the spellings of all that `name` can mean, best group first, the usual name of
/// each group before its others: what to look up in a list of names that may write it another way. `found`
/// returns false to end. At most `most_groups` groups.
template <class F>
void whole_name_variants(std::string_view name, F&& found, std::size_t most_groups = 8) {
  for (const VariantRef ref : variants_of(name)) {
    if (most_groups-- == 0) return;
    const VariantKind kind = group_of(ref).kind;
    VariantSpellings spellings(ref);
    for (std::string_view spelling; spellings.next(spelling);)
      if (!found(spelling, kind)) return;
  }
}

/// At most this many keys a whole name.
inline constexpr std::size_t kMaxWholeNameKeys = 3;
using WholeNameKeys = boost::container::static_vector<std::string, kMaxWholeNameKeys>;

/// Index keys of a whole name: "=" and the usual name, folded, of the best known things it can mean.
/// Two names of one place share a key: "Côte d'Ivoire" and "Ivory Coast" have "=cote divoire".
/// Distinct; what it means by a further spelling only where it means nothing else; none for a name in
/// no table, whose tokens' keys (name_keys.hpp) have to do.
[[nodiscard]] WholeNameKeys whole_name_keys(std::string_view name);

/// How surely the names that `variants_of` gave these for mean one thing: 0 when they share nothing,
/// else .969 to 1, less when the thing is not the best known of the name, or the spelling not the
/// usual or a preferred one. Two further spellings share nothing. Symmetric; looks at the 16 best of
/// each.
[[nodiscard]] double variant_similarity(std::span<const VariantRef> a,
                                        std::span<const VariantRef> b) noexcept;

/// Whether both names mean one thing under some reading, a preferred one of at least one side.
[[nodiscard]] bool are_variants(std::string_view a, std::string_view b);

/// People living in the largest town, division or territory that bears exactly this as a usual name; 0 for a name of
/// none, or of one whose people are not counted. For telling places in text.
[[nodiscard]] std::uint32_t place_population(std::string_view name, std::string& scratch);

/// What is compiled in.
struct GazetteerFacts {
  std::uint32_t groups;      ///< places and organisations
  std::uint32_t spellings;   ///< of all groups
  std::uint32_t references;  ///< pairs of a folded spelling and a group
  std::uint32_t bytes;       ///< read-only memory, the same on disk: nothing is unpacked
  bool complete;          ///< false: built with QUOTH_GAZETTEER=OFF, without cities and divisions
  std::uint64_t version;  ///< hash of the content; part of names_version()
};
[[nodiscard]] GazetteerFacts gazetteer_facts() noexcept;

}  // namespace quoth
