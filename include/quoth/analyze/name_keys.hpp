// Names in any spelling or script: the keys they are found by and how alike two of them are.
#pragma once

#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>
#include <string>
#include <string_view>

namespace quoth {

/// At most this many keys a name token.
inline constexpr std::size_t kMaxNameKeys = 5;
using NameKeys = boost::container::static_vector<std::string, kMaxNameKeys>;

/// Transliteration-and-sound keys of one name token (folded or not, any script): two spellings of
/// one name share at least one key, most unlike names share none. Distinct, none empty, the likeliest
/// reading first; none at all for a token without letters. A token of another script than Latin has
/// the keys of the Latin spellings that it most likely stands for: by learned tables for Cyrillic,
/// Arabic, Hebrew and kana, by a table for Hangul, else by ICU. Han is read as Mandarin; Japanese
/// names in Han are not found by their sound. The same on every machine for one `names_version()`.
[[nodiscard]] NameKeys name_keys(std::string_view token);

/// How alike two name tokens are: 1 the same folded form or known variants of one name (Kiev,
/// Kyiv), 0 nothing in common. Symmetric. >= kSameToken means "may be the same name". Across scripts
/// it grows with the chance, fitted on pairs, that one is a transliteration of the other.
[[nodiscard]] double token_similarity(std::string_view a, std::string_view b);
inline constexpr double kSameToken = 0.80;

/// How likely two full names (or parts of names) mean the same: tokens aligned one to one, order
/// mattering little, a missing given name costing little, a conflicting one much. 1 for the same
/// folded form, symmetric.
/// >= kSameName means "may be the same"; a bare surname against a full name with it stays above.
[[nodiscard]] double name_similarity(std::string_view a, std::string_view b);
inline constexpr double kSameName = 0.70;

/// The name tokens of a name, folded, in order: split at spaces, hyphens and points, possessive
/// dropped. A name that is one word of three or four Hangul syllables or Han is cut behind its
/// surname if it begins with a common one: 김민수 is 김 민수. The apostrophe after a Hebrew letter is
/// kept as a geresh, since it makes another letter of it.
[[nodiscard]] boost::container::small_vector<std::string, 4> name_tokens(std::string_view name);

/// Identity of the rules behind the keys: their number, the versions of ICU, its data and Unicode,
/// and a hash of the tables. Part of the names analyzer's stored name, so that an index with other
/// keys does not open. No key depends on a locale.
[[nodiscard]] std::string_view names_version();

}  // namespace quoth
