#include "analyze/names/word_kind.hpp"

#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

struct OfClass {
  WordClasses classes;
  WordKind kind;
};

// The first that fits decides.
constexpr OfClass kSmall[] = {
    {classes_of(WordClass::determiner), WordKind::article},
    {classes_of(WordClass::possessive), WordKind::possessive},
    {classes_of(WordClass::preposition), WordKind::preposition},
    {classes_of(WordClass::conjunction), WordKind::conjunction},
    {classes_of(WordClass::auxiliary, WordClass::modal), WordKind::auxiliary},
    {classes_of(WordClass::pronoun), WordKind::pronoun},
    {classes_of(WordClass::cue_verb), WordKind::cue_verb},
    {classes_of(WordClass::role), WordKind::role_small},
    {classes_of(WordClass::person_noun, WordClass::relative_person), WordKind::person_noun},
    {classes_of(WordClass::org_head, WordClass::place_head, WordClass::group_noun),
     WordKind::head_small},
    {classes_of(WordClass::adverb), WordKind::adverb},
    {classes_of(WordClass::particle), WordKind::particle},
    {classes_of(WordClass::common_word), WordKind::common_small},
};

// Of words with a capital that name no organisation and no place.
constexpr OfClass kCapital[] = {
    {classes_of(WordClass::demonym), WordKind::demonym},
    {classes_of(WordClass::honorific), WordKind::honorific},
    {classes_of(WordClass::role), WordKind::role},
    {classes_of(WordClass::org_head), WordKind::org_head},
    {classes_of(WordClass::org_suffix), WordKind::org_suffix},
    {classes_of(WordClass::place_head), WordKind::place_head},
    {classes_of(WordClass::name_suffix), WordKind::suffix},
};

constexpr std::uint64_t kThe = hash_word("the"), kOf = hash_word("of"), kIn = hash_word("in"),
                        kAt = hash_word("at");

WordKind small_kind(WordClasses c, std::uint64_t hash) noexcept {
  if (hash == kThe) return WordKind::the;
  if (hash == kOf) return WordKind::of;
  if (hash == kIn || hash == kAt) return WordKind::preposition_in;
  for (const OfClass& of : kSmall)
    if (has_any(c, of.classes)) return of.kind;
  return WordKind::unknown_small;
}

WordKind capital_kind(WordClasses c, Shape shape, bool letter) noexcept {
  if (letter) return WordKind::initial;
  const bool person = has_any(c, kPersonName);
  // "US" is no "us".
  if (has_any(c, kFunctionWord) && !person &&
      !(shape == Shape::upper && has_any(c, kPlaceName | kOrgName)))
    return WordKind::function_capital;
  if (has_any(c, kOrgName)) return WordKind::organisation;
  if (has_any(c, kPlaceName)) {
    if (person) return WordKind::person_or_place;
    return has(c, WordClass::country) ? WordKind::country : WordKind::place;
  }
  for (const OfClass& of : kCapital)
    if (has_any(c, of.classes)) return of.kind;
  if (has_any(c, classes_of(WordClass::month, WordClass::weekday)) && !person)
    return WordKind::calendar;
  if (has(c, WordClass::never_name)) return WordKind::never;
  if (person) {
    if (!has(c, WordClass::surname)) return WordKind::given;
    return has(c, WordClass::given_name) ? WordKind::given_or_surname : WordKind::surname;
  }
  if (has(c, WordClass::common_word)) return WordKind::common;
  if (shape == Shape::upper) return WordKind::acronym;
  return shape == Shape::mixed ? WordKind::mixed : WordKind::unknown;
}

}  // namespace

PhraseKind phrase_kind(WordClasses c) noexcept {
  if (has_any(c, kOrgName)) return PhraseKind::organisation;
  if (has_any(c, kPlaceName)) return PhraseKind::place;
  if (has(c, WordClass::never_name)) return PhraseKind::never;
  if (has(c, WordClass::demonym)) return PhraseKind::demonym;
  if (has(c, WordClass::role)) return PhraseKind::role;
  if (has(c, WordClass::honorific)) return PhraseKind::honorific;
  return PhraseKind::none;
}

WordKind word_kind(const TokenTable& t, const WordFacts& facts, TokenIndex i,
                   PhraseKind phrase) noexcept {
  switch (t.kind(i)) {
    case TokenKind::word:
      break;
    case TokenKind::number:
      return WordKind::number;
    case TokenKind::clitic:
      return WordKind::clitic;
    case TokenKind::mark:
      return WordKind::quote;
    case TokenKind::symbol:
      return t.at(i) == '&' ? WordKind::ampersand : WordKind::symbol;
    case TokenKind::punctuation:
      switch (t.at(i)) {
        case ',':
          return WordKind::comma;
        case '.':
          return WordKind::point;
        case '-':
          return WordKind::hyphen;
        case ':':
        case ';':
          return WordKind::colon;
        case '(':
        case '[':
          return WordKind::bracket_left;
        case ')':
        case ']':
          return WordKind::bracket_right;
        default:
          return WordKind::other;
      }
    default:
      return WordKind::other;
  }
  if (!facts.is_capital(i)) return small_kind(t.classes(i), t.hash(i));
  switch (phrase) {
    case PhraseKind::organisation:
      return WordKind::organisation;
    case PhraseKind::place:
      return WordKind::place;
    case PhraseKind::never:
      return WordKind::never;
    case PhraseKind::demonym:
      return WordKind::demonym;
    default:
      return capital_kind(facts.classes(i), t.shape(i), t.span(i).size() == 1);
  }
}

}  // namespace quoth::names
