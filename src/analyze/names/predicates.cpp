#include "analyze/names/predicates.hpp"

#include <algorithm>

#include "analyze/names/short_list.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr TokenIndex kLongestBracket = 90;
constexpr TokenIndex kLongestApposition = 14;
constexpr TokenIndex kLongestPhrase = 10;

constexpr std::uint64_t kCopulas[] = {
    hash_word("am"),      hash_word("is"),      hash_word("was"),
    hash_word("are"),     hash_word("were"),    hash_word("became"),
    hash_word("becomes"), hash_word("remains"), hash_word("remained")};
constexpr std::uint64_t kHas[] = {hash_word("has"), hash_word("have"), hash_word("had")};
constexpr std::uint64_t kBeen[] = {hash_word("been"), hash_word("become")};
// "is considered", "is widely known": what leads to "as" or "to be".
constexpr std::uint64_t kHeld[] = {
    hash_word("considered"), hash_word("known"),      hash_word("regarded"), hash_word("described"),
    hash_word("recognized"), hash_word("recognised"), hash_word("seen"),     hash_word("portrayed"),
    hash_word("thought"),    hash_word("said"),       hash_word("believed"), hash_word("viewed"),
    hash_word("designed"),   hash_word("intended"),   hash_word("meant"),    hash_word("declared"),
    hash_word("reported"),   hash_word("supposed"),   hash_word("claimed"),  hash_word("alleged")};
// Nouns that tell how somebody stands to something, not what he is.
constexpr std::uint64_t kNoDescriptions[] = {
    hash_word("reason"), hash_word("result"), hash_word("cause"),   hash_word("part"),
    hash_word("case"),   hash_word("way"),    hash_word("subject"), hash_word("focus"),
    hash_word("key"),    hash_word("one"),    hash_word("first"),   hash_word("last"),
    hash_word("second"), hash_word("third"),  hash_word("same"),    hash_word("bit"),
    hash_word("lot"),    hash_word("matter"), hash_word("thing"),   hash_word("time"),
    hash_word("year"),   hash_word("day"),    hash_word("most"),    hash_word("least"),
    hash_word("best"),   hash_word("kind"),   hash_word("sort"),    hash_word("type"),
    hash_word("name"),   hash_word("number"), hash_word("point"),   hash_word("question")};
// "a bit late", "a little angry": no noun phrases.
constexpr std::uint64_t kNoDescriptionsBegin[] = {hash_word("bit"), hash_word("little"),
                                                  hash_word("lot")};
constexpr std::uint64_t kArticles[] = {hash_word("a"), hash_word("an"), hash_word("the")};

bool begins_paragraph(const TokenTable& t, TokenIndex i) noexcept {
  return t.before(i, Gap::paragraph);
}

// Past "(…)" and ", …,".
TokenIndex past_insertion(const TokenTable& t, TokenIndex i) noexcept {
  if (i >= t.size() || begins_paragraph(t, i)) return i;
  if (t.at(i) == '(') {
    const TokenIndex last = std::min(t.size(), i + kLongestBracket);
    int depth = 0;
    for (TokenIndex k = i; k < last && !(k > i && begins_paragraph(t, k)); ++k) {
      if (t.at(k) == '(') ++depth;
      if (t.at(k) == ')' && --depth == 0) return k + 1;
    }
    return i;
  }
  if (t.at(i) == ',') {
    // "His father, Anthony, was".
    if (i + 1 < t.size() && is_one_of(t.hash(i + 1), kCopulas)) return i + 1;
    const TokenIndex last = std::min(t.size(), i + kLongestApposition);
    for (TokenIndex k = i + 1; k < last && t.sentence_of(k) == t.sentence_of(i); ++k)
      if (t.at(k) == ',') return k + 1;
  }
  return i;
}

}  // namespace

TokenRange noun_phrase_at(const TokenTable& t, TokenIndex i) {
  if (i < t.size() && t.kind(i) == TokenKind::mark) ++i;
  TokenIndex end = i, k = i;
  const TokenIndex last = std::min(t.size(), i + kLongestPhrase);
  while (k < last && t.sentence_of(k) == t.sentence_of(i)) {
    const WordClasses c = t.classes(k);
    if (t.kind(k) == TokenKind::word) {
      // "a fairly small city": an adverb only before the rest.
      if (has_any(c, kFunctionWord) && !(end == i && has(c, WordClass::adverb))) break;
      if (t.hash(k) == hash_word("born") && end > i) break;
      if (has(c, WordClass::cue_verb) && !has(c, WordClass::role) && end > i &&
          t.text(k).ends_with("ed"))
        break;
      ++k;
      if (!has_any(c, kFunctionWord)) end = k;
      continue;
    }
    const bool inner =
        t.kind(k) == TokenKind::number || t.kind(k) == TokenKind::clitic || t.at(k) == '-';
    if (!inner) break;
    ++k;
  }
  return {i, end};
}

TokenIndex complement_end(const TokenTable& t, TokenIndex end) {
  constexpr TokenIndex kLongest = 20;
  if (end == 0 || end >= t.size() || t.sentence_of(end) != t.sentence_of(end - 1) ||
      !has(t.classes(end), WordClass::preposition))
    return end;
  const TokenIndex last = std::min(t.size(), end + kLongest);
  TokenIndex k = end;
  for (; k < last && t.sentence_of(k) == t.sentence_of(end - 1); ++k) {
    const bool inner = t.kind(k) == TokenKind::clitic || t.kind(k) == TokenKind::number ||
                       t.at(k) == '-' || t.at(k) == '.';
    if (t.kind(k) != TokenKind::word && !inner) break;
    if (has_any(t.classes(k),
                classes_of(WordClass::conjunction, WordClass::subordinator, WordClass::pronoun,
                           WordClass::auxiliary, WordClass::modal, WordClass::cue_verb)) &&
        t.shape(k) == Shape::lower && !has(t.classes(k - 1), WordClass::determiner))
      break;
  }
  return k;
}

Predicate predicate_after(const TokenTable& t, const WordFacts& facts, TokenIndex i) {
  Predicate out;
  TokenIndex k = i;
  // "Orvald, who is our editor".
  if (k + 1 < t.size() && t.at(k) == ',' &&
      (t.hash(k + 1) == hash_word("who") || t.hash(k + 1) == hash_word("which")))
    k += 2;
  else if (k < t.size() && t.hash(k) == hash_word("who"))
    ++k;
  else
    k = past_insertion(t, i);
  if (k >= t.size() || begins_paragraph(t, k)) return out;
  if (k > i && t.at(k - 1) == ')') k = past_insertion(t, k);
  const auto hash_at = [&](TokenIndex j) { return j < t.size() ? t.hash(j) : 0; };
  if (is_one_of(hash_at(k), kHas) && is_one_of(hash_at(k + 1), kBeen))
    k += 2;
  else if (is_one_of(hash_at(k), kCopulas) ||
           (k == i && i > 0 && k < t.size() && t.kind(k) == TokenKind::clitic &&
            has(t.classes(i - 1), WordClass::pronoun)))
    ++k;
  else
    return out;
  const std::uint32_t sentence = t.sentence_of(k - 1);
  const auto inside = [&](TokenIndex j) { return j < t.size() && t.sentence_of(j) == sentence; };
  while (inside(k) && !has(t.classes(k), WordClass::negation) &&
         (has(t.classes(k), WordClass::adverb) || t.text(k).ends_with("ly")))
    ++k;
  if (inside(k) && is_one_of(t.hash(k), kHeld)) {
    ++k;
    if (hash_at(k) == hash_word("as"))
      ++k;
    else if (hash_at(k) == hash_word("to") && hash_at(k + 1) == hash_word("be"))
      k += 2;
    else
      return out;
  }
  if (!inside(k)) return out;
  TokenIndex begin = k;
  if (t.hash(k) == hash_word("one") && hash_at(k + 1) == hash_word("of")) {
    k += 2;
    if (inside(k) &&
        has_any(t.classes(k), classes_of(WordClass::determiner, WordClass::possessive)))
      ++k;
  } else if (is_one_of(t.hash(k), kArticles) || has(t.classes(k), WordClass::possessive)) {
    begin = ++k;
  } else {
    return out;
  }
  // "one of the most beautiful cities".
  if (inside(k) && t.hash(k) == hash_word("most")) ++k;
  if (!inside(k)) return out;
  const TokenRange words = noun_phrase_at(t, k);
  if (words.empty() || facts.is_capital(words.end - 1) ||
      is_one_of(t.hash(words.end - 1), kNoDescriptions) ||
      is_one_of(t.hash(words.begin), kNoDescriptionsBegin))
    return out;
  out.words = {begin == k ? words.begin : begin, words.end};
  out.head = words.end - 1;
  return out;
}

}  // namespace quoth::names
