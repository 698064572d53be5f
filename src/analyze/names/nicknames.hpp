// Words that are one name though they sound unlike: nicknames, one name in several languages, its
// spelling in other scripts.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace quoth::names {

/// What joins the words of a group.
enum class NameLink : std::uint8_t { spelling, nickname, kin, place_word };
[[nodiscard]] NameLink link_of(std::uint16_t group);

/// One word in one group. A group's first word is the name itself.
struct NicknameGroup {
  std::uint16_t group = 0;
  bool is_name = false;
};
using NicknameGroups = boost::container::small_vector<NicknameGroup, 4>;

/// The groups a folded token belongs to, ascending: two tokens with a group in common may be one
/// name (Bill, William). Empty for none. Source: names_nicknames.tsv,
/// names_spellings.tsv and names_place_words.tsv in src/analyze/tables/en.
[[nodiscard]] NicknameGroups nickname_groups(std::string_view folded_token);

/// Whether one of two folded tokens is a nickname or another spelling of the other ("bill" and
/// "william"). Two nicknames of one name are not, nor are one name's forms in two languages ("ivan",
/// "john").
[[nodiscard]] bool is_nickname(std::string_view a, std::string_view b);

/// The folded words of a group, static data.
[[nodiscard]] std::span<const std::string> nicknames_of(std::uint16_t group);

/// The hashed keys (name_keys(), hash_bytes()) of a group's words, distinct; of a group of place
/// words those words themselves (hash_word()). Static data.
[[nodiscard]] std::span<const std::uint64_t> nickname_keys(std::uint16_t group);

}  // namespace quoth::names
