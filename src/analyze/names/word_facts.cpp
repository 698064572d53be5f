#include "analyze/names/word_facts.hpp"

#include <algorithm>

namespace quoth::names {

WordFacts::WordFacts(const TokenTable& tokens) : tokens_(tokens) {
  judge_sentences();
  count_words();
  find_kin();
}

bool WordFacts::at_start(TokenIndex i) const noexcept {
  if (i == 0 || tokens_.before(i, Gap::sentence | Gap::paragraph)) return true;
  const TokenIndex previous = i - 1;
  if (tokens_.kind(previous) == TokenKind::mark) return tokens_.mark(previous) != Mark::dagger;
  if (tokens_.kind(previous) == TokenKind::symbol) return true;
  switch (tokens_.code(previous)) {
    case ':':
    case 0x2022:
    case 0x2026:
      return true;
    case '-':
    case 0x2014:
    case 0x2013:
      return previous == 0 || tokens_.before(previous, Gap::line);
    default:
      return false;
  }
}

bool WordFacts::in_address(TokenIndex i) const noexcept {
  const auto touches = [&](TokenIndex k) {
    return k < tokens_.size() && !tokens_.before(k, Gap::space);
  };
  const auto is_at = [&](TokenIndex k) { return tokens_.text(k).starts_with('@'); };
  constexpr TokenIndex kReach = 4;  // "Tessa.Quill@", "Tessa_Quill@"
  for (TokenIndex k = i + 1; k < i + kReach && touches(k); ++k)
    if (is_at(k)) return true;
  if (i == 0 || !touches(i)) return false;
  if (is_at(i - 1)) return true;
  if (tokens_.at(i - 1) != '/' || !touches(i - 1)) return false;
  const std::string_view text = tokens_.text(i);  // "and/or" is none, "t.co/Ab3Xy" is
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

const WordFacts::Count* WordFacts::find(std::uint64_t hash) const noexcept {
  const std::size_t mask = counts_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const Count& c = counts_[slot];
    if (c.hash == hash) return &c;
    if (c.hash == 0) return nullptr;
  }
}

unsigned WordFacts::lower_count(TokenIndex i) const noexcept {
  const Count* c = find(tokens_.hash(i));
  return c == nullptr ? 0 : c->lower;
}

unsigned WordFacts::capital_count(TokenIndex i) const noexcept {
  const Count* c = find(tokens_.hash(i));
  return c == nullptr ? 0 : c->capital;
}

// Only words that somewhere have a capital are kept: first those, then their small brothers.
void WordFacts::count_words() {
  std::size_t capitals = 0;
  for (TokenIndex i = 0; i < tokens_.size(); ++i) capitals += is_capital(i) ? 1 : 0;
  std::size_t size = 16;
  while (size < capitals * 2) size *= 2;
  counts_.assign(size, {});
  const std::size_t mask = size - 1;
  for (TokenIndex i = 0; i < tokens_.size(); ++i) {
    if (!is_capital(i)) continue;
    const std::uint64_t hash = tokens_.hash(i);
    std::size_t slot = hash & mask;
    while (counts_[slot].hash != 0 && counts_[slot].hash != hash) slot = (slot + 1) & mask;
    Count& c = counts_[slot];
    c.hash = hash;
    if (c.capital < 255 && casing(i) == Casing::sentence && !at_start(i)) ++c.capital;
  }
  for (TokenIndex i = 0; i < tokens_.size(); ++i) {
    if (tokens_.kind(i) != TokenKind::word || tokens_.shape(i) != Shape::lower) continue;
    // "then-president", "mid-May": what follows a hyphen keeps no capital of its own.
    if (Count* c = const_cast<Count*>(find(tokens_.hash(i))); c != nullptr && c->lower < 255)
      ++c->lower;
  }
}

// A headline shows itself by common words with capitals inside it.
void WordFacts::judge_sentences() {
  // So many words with capitals, and no other but function words, are no sentence: one common word
  // among them is enough.
  constexpr std::uint32_t kHeadline = 5;
  casing_.reserve(tokens_.sentences().size());
  for (const TokenRange sentence : tokens_.sentences()) {
    std::uint32_t upper = 0, capital = 0, common = 0, lower = 0;
    for (TokenIndex i = sentence.begin; i < sentence.end; ++i) {
      if (tokens_.kind(i) != TokenKind::word) continue;
      const WordClasses classes = tokens_.classes(i);
      if (tokens_.shape(i) == Shape::lower) {
        if (!has_any(classes, kFunctionWord)) ++lower;
        continue;
      }
      if (!is_capital(i)) continue;
      if (tokens_.shape(i) == Shape::upper)
        ++upper;
      else
        ++capital;
      constexpr WordClasses kMayName =
          kPersonName | kPlaceName | kOrgName |
          classes_of(WordClass::org_head, WordClass::place_head, WordClass::role,
                     WordClass::honorific, WordClass::never_name, WordClass::org_suffix);
      if (i != sentence.begin && has_any(classes, classes_of(WordClass::common_word)) &&
          !has_any(classes, kMayName))
        ++common;
    }
    Casing casing = Casing::sentence;
    if (upper >= 3 && lower == 0 && capital * 3 <= upper)
      casing = Casing::upper;
    else if ((common >= 2 && common > lower) || (common >= 1 && lower == 0 && capital >= kHeadline))
      casing = Casing::title;
    casing_.push_back(casing);
  }
}

}  // namespace quoth::names
