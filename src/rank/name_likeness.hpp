// Which spellings are taken for the name that was asked for when nobody says how strict to be.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/name_variants.hpp"

namespace quoth {

/// The least token_similarity() worth looking at for a name token of that many letters in the
/// script of both: kSameToken from seven letters on, more for shorter ones, since in a short word one
/// sound is much of the name (Bush, Boss). 1 for one or two letters.
[[nodiscard]] double least_of_length(std::size_t letters) noexcept;

/// One token of a name in a query, made ready to judge spellings that the index has.
class AskedToken {
 public:
  ///   written  as it was typed: "NATO" in capitals is an acronym; empty if it does not matter
  explicit AskedToken(std::string_view folded, std::string_view written = {});

  /// The least similarity that can be good enough: a bound for looking spellings up.
  [[nodiscard]] double least() const noexcept { return least_; }
  /// Whether a spelling of the index, `similarity` alike, is taken for it. Besides least_of_length():
  /// an acronym is only itself; a word with digits, a Roman numeral and an abbreviation without vowels
  /// are only themselves; a common English word must all but sound the same.
  [[nodiscard]] bool is_met_by(std::string_view spelling, double similarity) const;

 private:
  std::string token_, latin_;
  std::size_t letters_ = 0;
  bool is_latin_ = false, is_acronym_ = false, has_table_ = false;
  double least_ = 0;
};

/// Whether a whole name of the index that name_similarity() found alike may be taken for `asked`, a
/// name of several tokens: not when all that both share is a given name or an initial ("George Weah",
/// "George Washington" for "George W. Bush"), where middle initials differ (George H. W.), a word too short to be told by its sound, or one word
/// of a place or an organisation that the gazetteer knows ("United").
///   known_thing  `asked` is in the gazetteer, and `name` names a place or an organisation
[[nodiscard]] bool is_that_name(std::string_view asked, std::string_view name, bool known_thing);

/// Whether a folded word is neither in the lexicon nor a place or an organisation of the gazetteer.
[[nodiscard]] bool is_unknown_word(std::string_view folded);

/// What a name means, without what it abbreviates in another language only: "EU" is the European
/// Union in English news, not the États-Unis. `things` as variants_of() gave them.
[[nodiscard]] std::vector<VariantRef> meant_by(std::string_view name,
                                               std::span<const VariantRef> things);

}  // namespace quoth
