#include "rank/name_likeness.hpp"

#include <algorithm>
#include <iterator>

#include "analyze/names/letter_table.hpp"
#include "analyze/names/phonemes.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/name_similarity.hpp"
#include "quoth/analyze/organisation_names.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {
namespace {

constexpr std::size_t kLongestAcronym = 4;

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

bool holds_any(std::string_view text, std::string_view of) noexcept {
  return text.find_first_of(of) != std::string_view::npos;
}

bool has_digit(std::string_view text) noexcept { return holds_any(text, "0123456789"); }

// II, IV, XVI; not the surname Li.
bool is_roman_numeral(std::string_view folded) noexcept {
  return folded.size() > 1 && folded.find_first_not_of("ivx") == std::string_view::npos;
}

bool is_abbreviation(std::string_view folded) noexcept {
  return folded.size() <= kLongestAcronym && is_ascii(folded) && !holds_any(folded, "aeiouy");
}

WordClasses classes_of_word(std::string_view folded) {
  return lexicon_of("en").find_word(hash_word(folded)).classes;
}

// NATO, U.S., ООН: letters of a script that has capitals, and none of them small.
bool is_in_capitals(std::string_view written) noexcept {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < written.size();) {
    const CodePoint c = code_point_at(written, at);
    const bool capital = (c.value >= U'A' && c.value <= U'Z') ||
                         (c.value >= U'\u0400' && c.value <= U'\u042F') || c.value == U'\u0490';
    if (!capital && c.value != U'.' && c.value != U'&' && !(c.value >= U'0' && c.value <= U'9'))
      return false;
    letters += capital ? 1 : 0;
    at += c.size;
  }
  return letters >= 2 && letters <= kLongestAcronym;
}

bool is_known_acronym(std::string_view folded) {
  return folded.size() <= kLongestAcronym &&
         has_any(classes_of_word(folded), classes_of(WordClass::organisation, WordClass::outlet)) &&
         !has_any(classes_of_word(folded), classes_of(WordClass::given_name, WordClass::surname));
}

bool is_common_word(std::string_view folded) {
  constexpr WordClasses kCommon = classes_of(
      WordClass::common_word, WordClass::determiner, WordClass::pronoun, WordClass::possessive,
      WordClass::preposition, WordClass::conjunction, WordClass::subordinator, WordClass::auxiliary,
      WordClass::modal, WordClass::negation, WordClass::adverb, WordClass::verb_past,
      WordClass::verb_present, WordClass::cardinal, WordClass::time_unit);
  constexpr WordClasses kName =
      classes_of(WordClass::given_name, WordClass::surname, WordClass::place, WordClass::country);
  const WordClasses classes = classes_of_word(folded);
  return has_any(classes, kCommon) && !has_any(classes, kName);
}

// George W. and George H. W.: what stands between the first and the last word, one of both with
// initials there.
bool middle_initials_conflict(std::string_view a, std::string_view b) {
  bool initials = false;
  const auto middle_of = [&](std::string_view name) {
    std::string letters;
    const auto tokens = name_tokens(name);
    for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
      letters += tokens[i][0];
      initials = initials || tokens[i].size() == 1;
    }
    return letters;
  };
  const std::string x = middle_of(a), y = middle_of(b);
  return initials && !x.empty() && !y.empty() && x != y && is_ascii(x) && is_ascii(y);
}

}  // namespace

double least_of_length(std::size_t letters) noexcept {
  constexpr double kLeast[] = {1, 1, 1, .95, .91, .89, .85};
  return letters < std::size(kLeast) ? kLeast[letters] : kSameToken;
}

AskedToken::AskedToken(std::string_view folded, std::string_view written)
    : token_(folded),
      letters_(count_code_points(folded)),
      is_latin_(is_ascii(folded)),
      is_acronym_(is_in_capitals(written) || is_known_acronym(folded) || has_digit(folded)),
      has_table_(names::has_letter_table(names::letters_of(folded))) {
  if (!is_latin_) latin_ = names::latin_letters(folded);
  // Of a short spelling in another script it takes more, but that shows when it is seen.
  least_ = !is_latin_ ? kSameToken : letters_ <= 2 ? .98 : least_of_length(letters_);
}

bool AskedToken::is_met_by(std::string_view spelling, double similarity) const {
  constexpr double kSameSound = .98;
  if (spelling == token_ || similarity >= 1) return true;
  const bool latin = is_ascii(spelling);
  if (is_acronym_ || has_digit(spelling)) return false;
  if (latin != is_latin_) {
    const std::string_view in_latin = latin ? spelling : std::string_view(token_);
    const std::string other = latin ? latin_ : names::latin_letters(spelling);
    if (in_latin == other) return true;
    if (is_roman_numeral(spelling) || (latin && is_common_word(spelling))) return false;
    const bool table =
        latin ? has_table_ : names::has_letter_table(names::letters_of(std::string(spelling)));
    // Without a table of letters ICU says how it is romanised: a short word is that or another name.
    if (!table && in_latin.size() <= 3) return false;
    const double least = in_latin.size() <= 3             ? .9
                         : in_latin.size() == 4 && !table ? .95
                                                          : kSameToken;
    return similarity >= least && (in_latin.size() > 2 || in_latin.front() == other.front());
  }
  if (similarity < least_) return false;
  if (latin &&
      (is_roman_numeral(spelling) || (is_abbreviation(spelling) && holds_any(token_, "aeiouy"))))
    return false;
  // Two spellings of a short name mostly begin alike: Lee and Li, not Xi and see.
  const std::size_t letters = std::min(letters_, count_code_points(spelling));
  if (letters <= 2) return similarity >= kSameSound && spelling.front() == token_.front();
  if (similarity < least_of_length(letters)) return false;
  return !latin || similarity >= kSameSound || !is_common_word(spelling);
}

bool is_that_name(std::string_view asked, std::string_view name, bool known_thing) {
  const NameExplanation told = explain_similarity(asked, name);
  if (told.score >= 1) return true;
  if (!known_thing && middle_initials_conflict(asked, name)) return false;
  std::size_t in_asked = 0, in_name = 0, met = 0;
  bool all_met = true;
  const TokenReason* first = nullptr;  // of the name asked for
  const TokenReason* last = nullptr;
  const TokenReason* alone = nullptr;  // what both share
  for (const TokenReason& t : told.tokens) {
    const bool both = !t.a.empty() && !t.b.empty() && t.how != TokenMeeting::conflict;
    const bool cut = t.how == TokenMeeting::initial && t.b.size() > 1;
    in_asked += t.a.empty() || t.a == "the" ? 0 : 1;
    in_name += t.b.empty() || t.b == "the" ? 0 : 1;
    met += both ? 1 : 0;
    all_met = all_met && (t.b.empty() || (both && !cut));
    if (both) alone = &t;
    if (t.a.empty()) continue;
    last = &t;
    if (first == nullptr) first = &t;
  }
  if (alone == nullptr || last == nullptr) return false;
  const bool last_is_met =
      !last->b.empty() && last->how != TokenMeeting::conflict && last->how != TokenMeeting::initial;
  const bool is_whole = std::string_view(without_legal_form(name)).size() == name.size();
  if (in_name == 1 || (met == 1 && !is_whole)) {
    if (alone->how == TokenMeeting::joined) return met == in_asked;
    if (known_thing || !is_whole || alone->a.size() < 3) return false;
    if (alone != last && (alone != first || has(classes_of_word(alone->a), WordClass::given_name)))
      return false;
    return AskedToken(alone->a).is_met_by(alone->b, alone->similarity);
  }
  if (known_thing && in_name < in_asked) return false;
  return last_is_met || all_met;
}

bool is_unknown_word(std::string_view folded) {
  return classes_of_word(folded) == 0 && variants_of(folded).empty();
}

std::vector<VariantRef> meant_by(std::string_view name, std::span<const VariantRef> things) {
  constexpr std::size_t kLongest = 3;
  std::string letters;
  for (const char c : name)
    if (c != '.' && c != ' ') letters += c;
  std::vector<VariantRef> out(things.begin(), things.end());
  if (letters.size() > kLongest || !is_ascii(letters)) return out;
  // "USA" too begins as "United States" does.
  const std::string wanted = folded(letters);
  const auto is_english = [&](VariantRef ref) {
    const VariantGroup group = group_of(ref);
    if (folded(group.name) == wanted) return group.kind != VariantKind::city;
    const Acronyms acronyms = acronyms_of(group.name);
    return std::any_of(acronyms.begin(), acronyms.end(), [&](const std::string& acronym) {
      const std::string small = folded(acronym);
      return wanted.starts_with(small) && wanted.size() <= small.size() + 1;
    });
  };
  if (std::any_of(things.begin(), things.end(), is_english)) {
    std::erase_if(out, [&](VariantRef ref) { return !is_english(ref); });
  } else {
    // The ONU may be the UN in a French article; a land's letters there are mostly something else.
    std::erase_if(out, [&](VariantRef ref) {
      const VariantGroup group = group_of(ref);
      return group.kind != VariantKind::organisation && folded(group.name) != wanted;
    });
  }
  return out;
}

}  // namespace quoth
