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

std::size_t WordFacts::slot_of_hash(std::uint64_t hash) const noexcept {
  const std::size_t mask = places_.size() - 1;
  for (std::size_t place = hash & mask;; place = (place + 1) & mask) {
    const std::uint32_t slot = places_[place];
    if (slot == kNoSlot || counts_[slot].hash == hash) return slot;
  }
}

// Only words that somewhere have a capital are kept: first those, then their small brothers.
void WordFacts::count_words() {
  slots_.resize(tokens_.size());
  std::size_t size = 16;
  while (size < capitals_.size() * 2) size *= 2;
  places_.resize(size);
  counts_.reserve(capitals_.size() + 1);
  counts_.emplace_back();
  const std::size_t mask = size - 1;
  for (const TokenIndex i : capitals_) {
    const std::uint64_t hash = tokens_.hash(i);
    std::size_t place = hash & mask;
    while (places_[place] != 0 && counts_[places_[place]].hash != hash) place = (place + 1) & mask;
    if (places_[place] == 0) {
      places_[place] = static_cast<std::uint32_t>(counts_.size());
      counts_.emplace_back().hash = hash;
    }
    slots_[i] = places_[place];
    Count& c = counts_[places_[place]];
    if (c.capital < 255 && casing(i) == Casing::sentence && !at_start(i)) ++c.capital;
  }
  for (TokenIndex i = 0; i < tokens_.size(); ++i) {
    const Shape shape = tokens_.shape(i);
    if (tokens_.kind(i) != TokenKind::word || (shape != Shape::lower && shape != Shape::mixed) ||
        slots_[i] != kNoSlot)
      continue;
    // "then-president", "mid-May": what follows a hyphen keeps no capital of its own.
    const std::uint64_t hash = tokens_.hash(i);
    std::size_t place = hash & mask;
    while (places_[place] != 0 && counts_[places_[place]].hash != hash) place = (place + 1) & mask;
    const std::uint32_t slot = places_[place];
    if (slot == kNoSlot) continue;
    slots_[i] = slot;
    if (shape == Shape::lower && counts_[slot].lower < 255) ++counts_[slot].lower;
  }
}

// A headline shows itself by common words with capitals inside it.
void WordFacts::judge_sentences() {
  // So many words with capitals, and no other but function words, are no sentence: one common word
  // among them is enough.
  constexpr std::uint32_t kHeadline = 5;
  casing_.reserve(tokens_.sentences().size());
  capitals_.reserve(tokens_.size() / 4);
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
      capitals_.push_back(i);
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
