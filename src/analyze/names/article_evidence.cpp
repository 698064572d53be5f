#include "analyze/names/article_evidence.hpp"

#include <algorithm>

#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr std::uint64_t kOf = hash_word("of"), kThe = hash_word("the"), kIn = hash_word("in"),
                        kAt = hash_word("at");

}  // namespace

ArticleEvidence::ArticleEvidence(const TokenTable& tokens, const WordFacts& facts,
                                 const FoundNames& names)
    : t_(tokens), facts_(facts), cues_(Cues::english()), words_(facts.slots()) {
  count_votes(names);
  note_surroundings();
}

// "X is a small band", "X (born 1950) was a poet", "X, a village near Y".
Cues::Told ArticleEvidence::told_after(TokenIndex end) const noexcept {
  constexpr TokenIndex kLongestAside = 24, kReach = 8;
  TokenIndex k = end;
  if (k < t_.size() && t_.at(k) == '(' && !breaks_before(k)) {
    const TokenIndex stop = std::min(t_.size(), k + kLongestAside);
    while (k < stop && t_.at(k) != ')') ++k;
    if (k == stop) return Cues::Told::nothing;
    ++k;
  }
  if (breaks_before(k) || breaks_before(k + 1)) return Cues::Told::nothing;
  const bool copula = has(t_.classes(k), WordClass::auxiliary);
  if (!copula && t_.at(k) != ',') return Cues::Told::nothing;
  if (!has_any(t_.classes(k + 1), classes_of(WordClass::determiner, WordClass::possessive)))
    return Cues::Told::nothing;
  for (TokenIndex n = k + 2; n < k + 2 + kReach && !breaks_before(n); ++n) {
    if (t_.kind(n) != TokenKind::word) {
      if (t_.at(n) == '-' || t_.kind(n) == TokenKind::clitic || t_.kind(n) == TokenKind::number)
        continue;
      break;
    }
    if (has_any(t_.classes(n), classes_of(WordClass::preposition, WordClass::subordinator))) break;
    if (const Cues::Told told = cues_.told_by(t_, n); told != Cues::Told::nothing) {
      // The head is the last of the nouns: "football team captain".
      if (!breaks_before(n + 1) && t_.kind(n + 1) == TokenKind::word)
        if (const Cues::Told last = cues_.told_by(t_, n + 1); last != Cues::Told::nothing)
          return last;
      return told;
    }
  }
  return Cues::Told::nothing;
}

Cues::Told ArticleEvidence::told_before(TokenIndex begin) const noexcept {
  if (begin == 0 || breaks_before(begin)) return Cues::Told::nothing;
  if (t_.kind(begin - 1) == TokenKind::word) {
    if (t_.hash(begin - 1) == kOf && begin > 1 && !breaks_before(begin - 1)) {
      const Cues::Told told = cues_.told_by(t_, begin - 2);
      return told == Cues::Told::place ? told : Cues::Told::nothing;
    }
    return cues_.told_by(t_, begin - 1);
  }
  return Cues::Told::nothing;
}

// "the parliament of X", "Prime Minister Tessa Quill of X".
bool ArticleEvidence::is_governed_before(TokenIndex of) const noexcept {
  constexpr TokenIndex kReach = 4;  // an office and a name of three words
  for (TokenIndex k = of; k > 0 && of - k < kReach;) {
    if (breaks_before(k--)) return false;
    if (cues_.after_row(t_, k) == cues_.country_row()) return true;
    if (!facts_.is_capital(k)) return false;
  }
  return false;
}

void ArticleEvidence::note_surroundings() {
  constexpr WordClasses kHeads = classes_of(WordClass::org_head, WordClass::org_suffix);
  for (const TokenIndex i : facts_.capitals()) {
    if (facts_.casing(i) != Casing::sentence) continue;
    std::uint32_t bits = 0;
    const auto note = [&](unsigned bit) { bits |= std::uint32_t{1} << bit; };
    const bool run_begin = i == 0 || breaks_before(i) || !facts_.is_capital(i - 1);
    const bool run_end = breaks_before(i + 1) || !facts_.is_capital(i + 1);
    if (!breaks_before(i) && i > 0) {
      const WordClasses c = t_.classes(i - 1);
      const std::uint64_t h = t_.hash(i - 1);
      if (run_begin) {
        if (h == kIn || h == kAt) note(0);
        if (h == kThe) note(1);
        if (h == kOf && is_governed_before(i - 1)) note(kGovernedBit);
        if (has_any(c, classes_of(WordClass::person_noun, WordClass::relative_person))) note(2);
      } else {
        if (has(c, WordClass::given_name)) note(4);
      }
      if (has_any(c, classes_of(WordClass::honorific, WordClass::role))) note(3);
      if (t_.at(i - 1) == '(' && t_.shape(i) == Shape::upper) note(5);
      const Cues::Told told = run_begin ? told_before(i) : Cues::Told::nothing;
      if (told != Cues::Told::nothing) note(6 + static_cast<unsigned>(told));
    }
    if (!breaks_before(i + 1)) {
      const WordClasses c = t_.classes(i + 1);
      if (run_end) {
        if (t_.kind(i + 1) == TokenKind::clitic) {
          note(11);
          if (!breaks_before(i + 2) && cues_.after_row(t_, i + 2) == cues_.country_row()) note(24);
        }
        if (has(c, WordClass::cue_verb)) note(12);
        if (has_any(c, classes_of(WordClass::auxiliary, WordClass::modal))) note(13);
        const Cues::Told told = told_after(i + 1);
        if (told != Cues::Told::nothing) note(13 + static_cast<unsigned>(told));
        if (t_.at(i + 1) == ',' && !breaks_before(i + 2) && has_any(t_.classes(i + 2), kPlaceName))
          note(18);
      } else {
        if (has_any(c, kHeads)) note(19);
        if (has(c, WordClass::place_head)) note(20);
      }
    }
    if (run_begin && run_end) note(21);
    if (run_end && !run_begin) note(22);
    words_[facts_.slot_of(i)].seen |= bits;
  }
}

void ArticleEvidence::count_votes(const FoundNames& names) {
  for (const FoundName& name : names) {
    if (!name.sure || name.rule == Rule::glued) continue;
    for (TokenIndex k = name.tokens.begin; k < name.tokens.end; ++k) {
      if (!facts_.is_capital(k)) continue;
      std::uint8_t& count = words_[facts_.slot_of(k)].count[static_cast<std::size_t>(name.type)];
      if (count < 255) ++count;
    }
  }
}

}  // namespace quoth::names
