#include "analyze/names/roles.hpp"

#include <algorithm>

#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr TokenIndex kReach = 10;
constexpr TokenIndex kLongestRole = 5;

bool is_role(const Lexicon& lexicon, WordId word) noexcept {
  return has_any(lexicon.classes(word),
                 classes_of(WordClass::role, WordClass::relative_person, WordClass::person_noun));
}

std::int32_t role_gender(const Lexicon& lexicon, WordId word) noexcept {
  for (const WordClass c : {WordClass::role, WordClass::relative_person, WordClass::person_noun})
    if (const std::int32_t v = lexicon.value(word, static_cast<unsigned>(c)); v != 0) return v;
  return 0;
}

RoleBeside::Owner owner_of(const TokenTable& t, TokenIndex k) noexcept {
  if (has(t.classes(k), WordClass::possessive)) return RoleBeside::Owner::pronoun;
  for (const std::uint64_t h : {hash_word("the"), hash_word("this"), hash_word("that")})
    if (t.hash(k) == h) return RoleBeside::Owner::definite;
  return RoleBeside::Owner::indefinite;
}

constexpr WordClasses kQualifier = kPlaceName | kOrgName | classes_of(WordClass::demonym);

// The phrase that ends with token `k` ("United States"), else its word.
WordId phrase_ending_at(const TokenTable& t, TokenIndex k) noexcept {
  for (TokenIndex back = 4; back >= 1; --back) {
    if (back > k) continue;
    const auto phrase = t.phrase_at(k - back);
    if (phrase.id != kNoWord && phrase.words == back + 1) return phrase.id;
  }
  return t.word(k);
}

std::int32_t country_ending_at(const TokenTable& t, TokenIndex k) noexcept {
  return country_of(t.lexicon(), phrase_ending_at(t, k));
}

bool begins_sentence(const TokenTable& t, TokenIndex i) noexcept {
  return i == 0 || (i < t.size() && t.before(i, Gap::sentence | Gap::paragraph));
}

}  // namespace

std::int32_t country_of(const Lexicon& lexicon, WordId word) noexcept {
  for (const WordClass c :
       {WordClass::country, WordClass::demonym, WordClass::metonym, WordClass::place})
    if (const std::int32_t v = lexicon.value(word, static_cast<unsigned>(c)); v != 0) return v;
  return 0;
}

TokenRange role_words_at(const TokenTable& t, TokenIndex i, WordId& word) {
  if (i >= t.size() || t.kind(i) != TokenKind::word) return {};
  if (const auto phrase = t.phrase_at(i); phrase.id != kNoWord && is_role(t.lexicon(), phrase.id)) {
    word = phrase.id;
    return {i, i + phrase.words};
  }
  if (!is_role(t.lexicon(), t.word(i))) return {};
  word = t.word(i);
  return {i, i + 1};
}

TokenRange role_words_before(const TokenTable& t, TokenIndex i, WordId& word) {
  // The longest phrase that ends here wins: "deputy prime minister", not "minister".
  TokenRange best{};
  TokenIndex begin = i;
  for (TokenIndex back = 1; back <= kLongestRole && back <= i; ++back) {
    if (begins_sentence(t, begin)) break;
    --begin;
    WordId found = kNoWord;
    const TokenRange words = role_words_at(t, begin, found);
    if (!words.empty() && words.end == i) {
      best = words;
      word = found;
    }
  }
  return best;
}

namespace {

// `titles` bounds how many titles in a row are looked through: "Lord Justice", "Mr Mr Mr ...".
RoleBeside role_before(const TokenTable& t, const WordFacts& facts, TokenIndex i, int titles) {
  RoleBeside role;
  const Lexicon& lexicon = t.lexicon();
  if (begins_sentence(t, i)) return role;
  TokenIndex end = i;
  // "Mr. X": the title's own point.
  TokenIndex last = i - 1;
  if (t.at(last) == '.' && last > 0 && !begins_sentence(t, last) &&
      has(t.classes(last - 1), WordClass::abbreviation))
    --last;
  if (has(t.classes(last), WordClass::honorific) && t.shape(last) != Shape::lower) {
    role.honorific = true;
    role.tokens = {last, i};
    role.gender =
        gender_of(lexicon.value(t.word(last), static_cast<unsigned>(WordClass::honorific)));
    if (!has(t.classes(last), WordClass::role)) {
      const RoleBeside outer = begins_sentence(t, last) || titles == 0
                                   ? RoleBeside{}
                                   : role_before(t, facts, last, titles - 1);
      if (outer.word != kNoWord) {
        role.tokens = outer.tokens;
        role.word = outer.word;
        role.country = outer.country;
        if (role.gender == Gender::unknown) role.gender = outer.gender;
      }
      return role;
    }
  }
  // "special envoy, Steve Witkov": an apposition, when the role belongs to somebody before.
  bool comma = false;
  if (t.at(i - 1) == ',' && t.kind(i - 1) == TokenKind::punctuation && !begins_sentence(t, i - 1)) {
    comma = true;
    --end;
  }
  WordId word = kNoWord;
  const TokenRange words = role_words_before(t, end, word);
  if (words.empty()) return role;
  // What qualifies it: adjectives in small letters, peoples, places, organisations.
  TokenIndex begin = words.begin;
  for (TokenIndex back = 0; back < kReach && begin > 0 && !begins_sentence(t, begin); ++back) {
    const TokenIndex k = begin - 1;
    const WordClasses c = t.classes(k);
    if (t.kind(k) == TokenKind::clitic) {
      role.owner = RoleBeside::Owner::name;
      if (role.country == 0 && k > 0) role.country = country_ending_at(t, k - 1);
      break;
    }
    if (t.kind(k) == TokenKind::punctuation && t.at(k) == '-' && !t.before(begin, Gap::space)) {
      begin = k;
      continue;
    }
    if (t.kind(k) != TokenKind::word) break;
    if (has_any(c, classes_of(WordClass::determiner, WordClass::possessive)) &&
        t.shape(k) != Shape::upper) {
      role.owner = owner_of(t, k);
      break;
    }
    if (facts.is_capital(k)) {
      const WordId known = phrase_ending_at(t, k);
      if (!has_any(c | lexicon.classes(known), kQualifier)) break;
      if (role.country == 0) role.country = country_of(lexicon, known);
      begin = k;
      continue;
    }
    // Small words: adjectives only, so nothing with grammar in it.
    if (has_any(c, kFunctionWord | classes_of(WordClass::cue_verb, WordClass::verb_past)) ||
        !has_any(c, classes_of(WordClass::common_word)))
      break;
    begin = k;
  }
  const bool owned = role.owner != RoleBeside::Owner::none;
  if (comma && !owned) return role;
  // Small adjectives at its head belong to the role only when a people or place stands before them.
  TokenIndex head = begin;
  while (head < words.begin && !facts.is_capital(head)) ++head;
  role.tokens = {head, words.end};
  role.word = word;
  role.honorific = role.honorific && words.empty();
  if (role.gender == Gender::unknown) role.gender = gender_of(role_gender(lexicon, word));
  return role;
}

}  // namespace

RoleBeside role_before(const TokenTable& t, const WordFacts& facts, TokenIndex i) {
  return role_before(t, facts, i, 2);
}

RoleBeside role_after(const TokenTable& t, const WordFacts& facts, TokenIndex i) {
  RoleBeside role;
  const Lexicon& lexicon = t.lexicon();
  if (i + 1 >= t.size() || t.at(i) != ',' || t.kind(i) != TokenKind::punctuation ||
      begins_sentence(t, i))
    return role;
  TokenIndex k = i + 1, after_owner = i + 1;
  bool owned = false;
  for (TokenIndex step = 0; step < kReach && k < t.size(); ++step) {
    if (begins_sentence(t, k)) return role;
    WordId word = kNoWord;
    const TokenRange words = role_words_at(t, k, word);
    if (!words.empty()) {
      const TokenIndex next = words.end;
      // "Biden, President Tol": the role belongs to the next name.
      if (next < t.size() && !begins_sentence(t, next) && facts.is_capital(next) &&
          !has_any(t.classes(next), kFunctionWord))
        return role;
      // "Putin, US envoy hold talks": an apposition ends before the next verb.
      const bool ends = next >= t.size() || begins_sentence(t, next) ||
                        t.kind(next) == TokenKind::punctuation || t.kind(next) == TokenKind::mark ||
                        has_any(t.classes(next), kFunctionWord);
      if ((t.shape(k) == Shape::lower || owned) && ends) {
        TokenIndex begin = i + 1;
        while (
            begin < words.begin &&
            has_any(t.classes(begin), classes_of(WordClass::determiner, WordClass::possessive)) &&
            t.shape(begin) != Shape::upper)
          ++begin;
        role.tokens = {std::max(begin, after_owner), words.end};
        role.word = word;
        role.gender = gender_of(role_gender(lexicon, word));
        if (next + 1 < t.size() && t.text(next) == "of") {  // "the president of Ukraine"
          const TokenIndex of = t.hash(next + 1) == hash_word("the") ? next + 2 : next + 1;
          if (of < t.size() && facts.is_capital(of)) {
            const auto phrase = t.phrase_at(of);
            const std::int32_t country =
                country_of(lexicon, phrase.id == kNoWord ? t.word(of) : phrase.id);
            if (country != 0) role.country = country;
          }
        }
      }
      return role;
    }
    if (t.kind(k) == TokenKind::clitic) {
      owned = true;
      after_owner = ++k;
      continue;
    }
    if (t.kind(k) != TokenKind::word && t.at(k) != '-') return role;
    const WordClasses c = t.classes(k);
    if (has_any(c, classes_of(WordClass::determiner, WordClass::possessive)) &&
        t.shape(k) != Shape::upper) {
      owned = true;
    } else if (facts.is_capital(k)) {
      const auto phrase = t.phrase_at(k);
      const WordId known = phrase.id != kNoWord && has_any(lexicon.classes(phrase.id), kQualifier)
                               ? phrase.id
                               : t.word(k);
      const TokenIndex after = known == phrase.id && phrase.words > 0 ? k + phrase.words : k + 1;
      const bool owner = after < t.size() && t.kind(after) == TokenKind::clitic;
      if (!has_any(lexicon.classes(known), kQualifier) && !owner) return role;
      if (const std::int32_t country = country_of(lexicon, known); country != 0)
        role.country = country;
      if (known == phrase.id && phrase.id != kNoWord) k += phrase.words - 1;
    } else if (has_any(c, kFunctionWord | classes_of(WordClass::cue_verb))) {
      return role;
    }
    ++k;
  }
  return role;
}

}  // namespace quoth::names
