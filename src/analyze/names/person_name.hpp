// The parts of a person's name, as far as they tell two people of one surname apart.
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstdint>

#include "analyze/names/found_name.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// "George H. W. Bush Jr.": given George, initials {H, W}, surname Bush, generation Jr.
struct PersonName {
  /// Those that count, in order; never empty. Of very many the first few and the last.
  boost::container::static_vector<TokenIndex, 8> words;
  TokenIndex given = 0, surname = 0;  ///< the first and the last of `words`
  std::uint32_t initials = 0;         ///< set of the initials after the given name, bit 0 for A
  std::uint32_t middles = 0;          ///< set of the first letters of all words between the two
  std::uint64_t generation = 0;       ///< hash of "jr", "iii"; 0 for none

  /// Given name and surname, rather than one of them.
  [[nodiscard]] bool full() const noexcept { return words.size() > 1; }
};

/// Reads a name: particles in small letters, points and degrees are passed over, initials after the
/// last whole word too ("George W.").
[[nodiscard]] PersonName person_name(const TokenTable& tokens, const FoundName& name);

/// Whether two full names that share their surname can mean one person; `later` stands later in the
/// text. Says no for other given names, other middle initials (George W. and George H. W.), and for
/// a Jr. that is told apart from somebody named before him.
[[nodiscard]] bool may_be_one(const TokenTable& tokens, const PersonName& earlier,
                              const PersonName& later);

/// Whether two folded given names can be one: alike in sound, an initial, a nickname, or one
/// cut short ("Chris", "Christopher").
[[nodiscard]] bool given_names_agree(const std::string& a, const std::string& b);

}  // namespace quoth::names
