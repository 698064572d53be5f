// A whole name made ready to be compared: its tokens with their sounds, roles and weights.
#pragma once

#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "analyze/names/nicknames.hpp"
#include "analyze/names/token_role.hpp"
#include "analyze/names/token_sound.hpp"
#include "quoth/analyze/name_similarity.hpp"
#include "quoth/analyze/name_variants.hpp"

namespace quoth::names {

/// Tokens of a name beyond these are not compared.
inline constexpr std::size_t kMostNameTokens = 12;
/// Tokens and joined tokens.
inline constexpr std::size_t kMostUnits = 24;

/// The family of scripts a token is written in, by how much its letters tell.
enum class Script : std::uint8_t { latin, alphabet, abjad, syllables, other };

/// What a token is wherever it stands. Immutable once made.
struct PreparedToken {
  TokenSound sound;
  NicknameGroups nicknames;  ///< groups of the tables of names that sound unlike
  float rarity = 1;
  RoleFound role;
  Script script = Script::latin;
  std::uint8_t length = 0;    ///< sounds of its first reading
  std::uint32_t letters = 0;  ///< which of a to z it is written with, as bits
  bool initial = false;       ///< one letter
  bool given = false;         ///< a known given name
  bool given_only = false;    ///< and no known surname
  std::uint8_t gender = 0;    ///< of a known given name: 1 male, 2 female, 3 both, 0 unknown
};

[[nodiscard]] PreparedToken prepare_token(std::string folded_token);

/// One token as it was cut from a name.
struct SplitToken {
  std::string text;  ///< folded
  bool joined_next =
      false;              ///< written together with the next: a hyphen, CamelCase, one Hangul block
  bool capitals = false;  ///< all of several letters are capitals
};
struct SplitName {
  boost::container::small_vector<SplitToken, 8> tokens;
  std::uint8_t comma = 0;  ///< the tokens before a comma, 0 without one: "Marenko, Ilka" has 1
};

/// Cuts a name at spaces, hyphens and marks; drops a possessive; parts "RamiMakhlouf" and a name of
/// two to four Hangul or Han characters that begins with a surname.
[[nodiscard]] SplitName split_name(std::string_view name);

/// A token in its place.
struct NameToken {
  const PreparedToken* token = nullptr;
  TokenRole role = TokenRole::name;  ///< here: "King" is no title at the end of a name
  bool joined_next = false;
  bool capitals = false;
};
/// Neighbours that may be written as one: Abdul Rahman, Jong-un.
struct JoinedTokens {
  const PreparedToken* token = nullptr;  ///< of the joined text
  std::uint8_t first = 0, count = 2;
};

/// A name as the alignment sees it. Borrows its tokens.
struct NameView {
  boost::container::static_vector<NameToken, kMostNameTokens> tokens;
  boost::container::static_vector<JoinedTokens, kMostUnits - kMostNameTokens> joined;
  std::uint8_t comma = 0;
  std::uint32_t variant = 0;  ///< group of the whole name in the tables of variants, 0 for none
  std::span<const VariantRef> things;  ///< the places and organisations that the whole name means
  bool capitals_tell = false;  ///< some but not all tokens are in capitals: those are the surname

  [[nodiscard]] std::size_t units() const noexcept { return tokens.size() + joined.size(); }
  [[nodiscard]] const PreparedToken& unit(std::size_t i) const noexcept {
    return i < tokens.size() ? *tokens[i].token : *joined[i - tokens.size()].token;
  }
};

/// Gives roles by place: titles only lead or follow, a name is never all titles.
void settle_roles(NameView& name);

/// Which neighbours of a cut name may be written as one; at most kMostUnits - kMostNameTokens.
struct Join {
  std::uint8_t first = 0, count = 2;
};
[[nodiscard]] boost::container::static_vector<Join, kMostUnits - kMostNameTokens> joins_of(
    const SplitName& name);
[[nodiscard]] std::string joined_text(const SplitName& name, Join join);

/// The group of a whole name in the tables of places' and organisations' variants, 0 for none.
[[nodiscard]] std::uint32_t whole_name_variant(const SplitName& name);

/// A name with the tokens it owns. Not copyable: the view points into it.
class PreparedName {
 public:
  explicit PreparedName(std::string_view name, const SimilarityOptions& options = {});
  PreparedName(const PreparedName&) = delete;
  PreparedName& operator=(const PreparedName&) = delete;
  [[nodiscard]] const NameView& view() const noexcept { return view_; }

 private:
  boost::container::small_vector<PreparedToken, 8> tokens_;
  NameView view_;
};

}  // namespace quoth::names
