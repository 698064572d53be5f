#include "analyze/names/thing_phrase.hpp"

#include <algorithm>
#include <iterator>

#include "analyze/names/short_list.hpp"
#include "analyze/names/thing_nouns.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr std::uint64_t kCalled[] = {hash_word("called"), hash_word("named"), hash_word("dubbed")};
// "the company founded by": another one than was named.
constexpr std::uint64_t kMade[] = {hash_word("founded"), hash_word("led"),    hash_word("run"),
                                   hash_word("owned"),   hash_word("formed"), hash_word("known"),
                                   hash_word("created"), hash_word("headed"), hash_word("based"),
                                   hash_word("called"),  hash_word("named"),  hash_word("i")};

// "The Island is small" is often written so, "the Nation" may be a paper.
bool noun_of_place(std::uint64_t hash) noexcept {
  const ThingNoun* noun = thing_noun(hash);
  return noun != nullptr && noun->type == EntityType::place &&
         (noun->kind == ThingKind::island || noun->kind == ThingKind::town ||
          noun->kind == ThingKind::site);
}

}  // namespace

std::optional<ThingPhrase> thing_phrase_at(const TokenTable& t, const WordFacts& facts,
                                           const FoundNames& names,
                                           const std::vector<EntityId>& of_name, std::size_t next,
                                           TokenIndex i) {
  ThingPhrase phrase;
  const auto written = [&](bool as_noun) {
    return as_noun ? std::optional<ThingPhrase>(phrase) : std::nullopt;
  };
  const std::uint32_t sentence = t.sentence_of(i);
  const TokenIndex after = i + 1;
  if (after < t.size() && t.sentence_of(after) == sentence) {
    const TokenIndex name =
        has(t.classes(after), WordClass::determiner) && t.shape(after) == Shape::lower ? after + 1
                                                                                       : after;
    // "the capital, Zorvagrad,"; "the capital Zorvagrad".
    if (next < names.size() && names[next].tokens.begin == name) phrase.named = of_name[next];
    if (next < names.size() && (t.at(after) == ',' || t.at(after) == '(') &&
        (names[next].tokens.begin == after + 1 ||
         (t.at(after) == '(' && names[next].tokens.begin == after + 2 &&
          has(t.classes(after + 1), WordClass::determiner))) &&
        names[next].tokens.end < t.size() &&
        t.kind(names[next].tokens.end) == TokenKind::punctuation &&
        (t.at(after) == ',' || t.at(names[next].tokens.end) == ')'))
      phrase.apposed = of_name[next];
    const std::uint64_t h = t.hash(after);
    phrase.compound = t.kind(after) == TokenKind::word && t.shape(after) == Shape::lower &&
                      !has_any(t.classes(after), kFunctionWord | classes_of(WordClass::cue_verb)) &&
                      h != hash_word("together") && !t.text(after).ends_with("ing") &&
                      !t.text(after).ends_with("ed");
    // "the capital city": the second is the head.
    if (const ThingNoun* head = thing_noun(h);
        head != nullptr && head->type == EntityType::place && head->kind != ThingKind::site)
      return std::nullopt;
    if (h == hash_word("of") || h == hash_word("where")) return std::nullopt;
    // "the court in Zorvan" is the one there, "the movement in Zorvan" any part of it.
    const TokenIndex there = has(t.classes(after), WordClass::preposition) ? after + 1 : after;
    if (there != after && next < names.size() &&
        (names[next].tokens.begin == there ||
         (names[next].tokens.begin == there + 1 && has(t.classes(there), WordClass::determiner))))
      phrase.elsewhere = true, phrase.there = of_name[next];
    // "the elite group called Zorvan".
    if (next < names.size() && is_one_of(h, kCalled)) {
      TokenIndex called = after + 1;
      if (called < t.size() && has(t.classes(called), WordClass::determiner)) ++called;
      if (names[next].tokens.begin == called) phrase.named = of_name[next];
    }
    if (t.at(after) == '-' && !t.before(after, Gap::space) && after + 1 < t.size() &&
        !t.before(after + 1, Gap::space) && !facts.is_capital(after + 1))
      return std::nullopt;
    phrase.modified = h == hash_word("that") || h == hash_word("which") || h == hash_word("who") ||
                      h == hash_word("in") || h == hash_word("whose") || is_one_of(h, kMade);
  }
  TokenIndex begin = i;
  for (TokenIndex k = i, back = 0; back < 6 && k > 0 && t.sentence_of(k - 1) == sentence; ++back) {
    --k;
    if (t.at(k) == '-') continue;
    // "the country's army"; like annotators, "Zorvan's capital" is left unmarked.
    if (t.kind(k) == TokenKind::clitic && k > 0) {
      if (next > 0 && names[next - 1].tokens.end == k) return std::nullopt;
      phrase.owned = true;
      phrase.words = {begin, after};
      return written(t.shape(i) == Shape::lower);
    }
    if (t.kind(k) != TokenKind::word) return std::nullopt;
    const std::uint64_t h = t.hash(k);
    const bool is_this = h == hash_word("this");
    const bool possessive = has(t.classes(k), WordClass::possessive);
    if (is_this || possessive || h == hash_word("the") || h == hash_word("that")) {
      phrase.is_this = is_this;
      phrase.possessive = possessive;
      phrase.our = h == hash_word("our") || h == hash_word("my");
      phrase.words = {begin, after};
      // "the Nation" is written as a name, "this Nation" as a noun.
      return written(is_this || phrase.our || t.shape(i) == Shape::lower ||
                     noun_of_place(t.hash(i)));
    }
    if (phrase.apposed.known() &&
        (h == hash_word("a") || h == hash_word("an") || h == hash_word("another"))) {
      phrase.indefinite = true;
      phrase.words = {begin, after};
      return written(t.shape(i) == Shape::lower);
    }
    if (facts.is_capital(k) && !facts.at_start(k)) return std::nullopt;
    if (has_any(t.classes(k), kFunctionWord)) {
      // "a city lawyer", "to church officials".
      if (!phrase.compound || begin != i) return std::nullopt;
      phrase.bare = true;
      phrase.words = {i, after};
      return written(t.shape(i) == Shape::lower);
    }
    ++phrase.adjectives;
    begin = k;
  }
  return std::nullopt;
}

}  // namespace quoth::names
