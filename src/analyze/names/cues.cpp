#include "analyze/names/cues.hpp"

#include <algorithm>
#include <charconv>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr std::string_view kFeatureNames[kFeatures] = {
    "titled",   "role",     "role-after", "age",        "given",      "surname",     "initial",
    "suffix",   "particle", "acronym",    "camel",      "two-words",  "three-words", "many-words",
    "one-word", "common",   "org-word",   "possessive", "comma-place"};

constexpr std::size_t kShortestEnding = 2, kLongestEnding = 7;

void plus(Scores& to, const Scores& more) noexcept {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += more[i];
}

WordClasses class_named(std::string_view name) noexcept {
#define QUOTH_MATCH(class_name, bit) \
  if (name == #class_name) return WordClasses{1} << bit;
  QUOTH_WORD_CLASSES(QUOTH_MATCH)
#undef QUOTH_MATCH
  return 0;
}

template <class F>
void for_each_word(std::string_view words, F&& f) {
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    if (end != 0) f(words.substr(0, end));
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
}

}  // namespace

Cues::Cues() {
  std::uint32_t row = 0;
  tables::for_each_row(tables::text_of("en/names.tsv"), [&](auto columns) {
    if (columns.size() < 6) return;
    ++row;
    Scores scores{};
    const auto number = [&](std::size_t column) {
      std::int32_t value = 0;
      std::from_chars(columns[column].data(), columns[column].data() + columns[column].size(),
                      value);
      return value;
    };
    scores[static_cast<std::size_t>(EntityType::person)] = number(3);
    scores[static_cast<std::size_t>(EntityType::organisation)] = number(4);
    scores[static_cast<std::size_t>(EntityType::place)] = number(5);
    const std::string_view side = columns[1];
    if (columns[0] == "after-country") country_row_ = row;
    for_each_word(columns[2], [&](std::string_view cue) {
      if (side == "inside") {
        for (std::size_t f = 0; f < kFeatures; ++f)
          if (kFeatureNames[f] == cue) features_[f] = scores;
      } else if (side == "list") {
        for (const EntityType type :
             {EntityType::person, EntityType::organisation, EntityType::place})
          if (cue == quoth::name_of(type)) listed_[static_cast<std::size_t>(type)] = scores;
      } else if (side == "noun") {
        static constexpr std::string_view kTold[] = {"", "person", "organisation", "place", "work"};
        const std::string_view what = columns[0].substr(columns[0].find('-') + 1);
        for (std::uint32_t k = 1; k < std::size(kTold); ++k)
          if (what == kTold[k]) nouns_.add({hash_word(cue), scores, k});
      } else if (side == "ending") {
        endings_.add({hash_word(cue), scores, row});
        last_letters_[cue.back() & 31u] |= std::uint32_t{1} << (cue[cue.size() - 2] & 31u);
      } else if (cue.front() == '@') {
        (side == "before" ? before_classes_ : after_classes_)
            .push_back({class_named(cue.substr(1)), scores, row});
      } else {
        (side == "before" ? before_ : after_).add({hash_word(cue), scores, row});
      }
    });
  });
}

const Cues& Cues::english() {
  static const Cues cues;
  return cues;
}

void Cues::Words::add(const Weighted& word) {
  // Of two rows with one word the first speaks.
  if (find(word.hash) != nullptr) return;
  if (++words_ * 4 > places_.size()) grow();
  std::size_t place = word.hash & mask_;
  while (places_[place].hash != 0) place = (place + 1) & mask_;
  places_[place] = word;
}

void Cues::Words::grow() {
  std::vector<Weighted> old(places_.size() * 2);
  old.swap(places_);
  mask_ = places_.size() - 1;
  for (const Weighted& w : old) {
    if (w.hash == 0) continue;
    std::size_t place = w.hash & mask_;
    while (places_[place].hash != 0) place = (place + 1) & mask_;
    places_[place] = w;
  }
}

void Cues::add_word(const Words& words, std::uint64_t hash, Scores& scores) noexcept {
  if (const Weighted* w = words.find(hash)) plus(scores, w->scores);
}

std::uint32_t Cues::before_row(const TokenTable& tokens, TokenIndex i) const noexcept {
  if (const Weighted* w = before_.find(tokens.hash(i))) return w->row;
  for (const ByClass& c : before_classes_)
    if (has_any(tokens.classes(i), c.classes)) return c.row;
  return 0;
}

std::uint32_t Cues::after_row(const TokenTable& tokens, TokenIndex i) const noexcept {
  if (const Weighted* w = after_.find(tokens.hash(i))) return w->row;
  for (const ByClass& c : after_classes_)
    if (has_any(tokens.classes(i), c.classes)) return c.row;
  return 0;
}

Cues::Told Cues::told_by(const TokenTable& tokens, TokenIndex i) const noexcept {
  const Weighted* w = nouns_.find(tokens.hash(i));
  return w == nullptr ? Told::nothing : static_cast<Told>(w->row);
}

std::uint32_t Cues::ending_row(std::string_view word) const noexcept {
  const Weighted* w = find_ending(word);
  return w == nullptr ? 0 : w->row;
}

void Cues::add(Feature feature, Scores& scores) const noexcept {
  plus(scores, features_[static_cast<std::size_t>(feature)]);
}

void Cues::add_before(const TokenTable& tokens, TokenIndex i, Scores& scores) const noexcept {
  add_word(before_, tokens.hash(i), scores);
  for (const ByClass& c : before_classes_)
    if (has_any(tokens.classes(i), c.classes)) {
      plus(scores, c.scores);
      break;
    }
}

void Cues::add_after(const TokenTable& tokens, TokenIndex i, Scores& scores) const noexcept {
  const Scores before = scores;
  add_word(after_, tokens.hash(i), scores);
  if (scores != before) return;
  for (const ByClass& c : after_classes_)
    if (has_any(tokens.classes(i), c.classes)) {
      plus(scores, c.scores);
      break;
    }
}

const Cues::Weighted* Cues::find_ending(std::string_view word) const noexcept {
  // The low five bits of a letter are the same in both cases.
  if (word.size() < kShortestEnding + 2 ||
      (last_letters_[word.back() & 31u] >> (word[word.size() - 2] & 31u) & 1u) == 0)
    return nullptr;
  char lower[kLongestEnding];
  const std::size_t longest = std::min(word.size(), kLongestEnding);
  const std::string_view tail = word.substr(word.size() - longest);
  for (std::size_t i = 0; i < longest; ++i)
    lower[i] = tail[i] >= 'A' && tail[i] <= 'Z' ? static_cast<char>(tail[i] + 32) : tail[i];
  // The longest ending that is known speaks; it must leave two letters before it.
  for (std::size_t size = longest; size >= kShortestEnding; --size) {
    if (size + 2 > word.size()) continue;
    if (const Weighted* w = endings_.find(hash_word({lower + longest - size, size}))) return w;
  }
  return nullptr;
}

void Cues::add_ending(std::string_view word, Scores& scores) const noexcept {
  if (const Weighted* w = find_ending(word)) plus(scores, w->scores);
}

void Cues::add_listed(EntityType neighbour, Scores& scores) const noexcept {
  plus(scores, listed_[static_cast<std::size_t>(neighbour)]);
}

}  // namespace quoth::names
