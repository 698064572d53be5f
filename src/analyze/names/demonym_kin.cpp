// Countries that no list has, told by their demonym: an article that writes "Borovian timber" and "in
// Borovia" has named a country and its adjective.
#include <string_view>

#include "analyze/names/word_facts.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr std::size_t kShortest = 6;  // letters of a demonym: "Dalvian"

// "Borovian" and "Borovians" leave "Borovia"; nothing for a word that ends otherwise.
std::string_view singular_of(std::string_view word) noexcept {
  if (word.ends_with('s')) word.remove_suffix(1);
  return word.size() >= kShortest && word.ends_with("an") ? word : std::string_view{};
}

// Folded as the tokens' hashes are. Only ASCII letters: others make the word one that is not found.
std::uint64_t folded_hash(std::string_view word) noexcept {
  constexpr std::size_t kLongest = 24;
  char letters[kLongest];
  if (word.size() > kLongest) return 0;
  for (std::size_t k = 0; k < word.size(); ++k)
    letters[k] = word[k] >= 'A' && word[k] <= 'Z' ? static_cast<char>(word[k] + 32) : word[k];
  return hash_word({letters, word.size()});
}

}  // namespace

// 1 where only an adjective can stand: before a noun in small letters or an office. -1 where only a
// person can: Armenian surnames have the same ending. 0 where both can. Its plural is a people.
int WordFacts::speaks_for_demonym(TokenIndex i) const noexcept {
  const auto apart = [&](TokenIndex k) {
    return k >= tokens_.size() || tokens_.before(k, Gap::sentence | Gap::paragraph);
  };
  if (i > 0 && !apart(i) && tokens_.kind(i - 1) == TokenKind::word && is_capital(i - 1) &&
      has_any(tokens_.classes(i - 1),
              kPersonName | classes_of(WordClass::honorific, WordClass::role)))
    return -1;
  if (tokens_.text(i).ends_with('s')) return 1;
  if (apart(i + 1)) return 0;
  if (tokens_.kind(i + 1) == TokenKind::clitic) return -1;
  if (tokens_.kind(i + 1) != TokenKind::word) return 0;
  const WordClasses next = tokens_.classes(i + 1);
  if (has(next, WordClass::cue_verb)) return -1;
  if (is_capital(i + 1)) return has(next, WordClass::role) ? 1 : 0;
  return has_any(next, kFunctionWord | classes_of(WordClass::verb_past, WordClass::verb_present))
             ? 0
             : 1;
}

void WordFacts::find_kin() {
  const auto known = [&](std::size_t slot) { return slot == kNoSlot ? nullptr : &counts_[slot]; };
  const auto tell = [&](Count& c, Kin kin) {
    c.kin = kin;
    any_kin_ = true;
  };
  for (const TokenIndex i : capitals_) {
    if (tokens_.shape(i) != Shape::capitalised || tokens_.word(i) != kNoWord) continue;
    const std::string_view word = singular_of(tokens_.text(i));
    if (word.empty()) continue;
    Count* const demonym = known(slots_[i]);
    if (demonym == nullptr || demonym->lower > 0) continue;
    const std::string_view country = word.substr(0, word.size() - 1);
    if (country.ends_with('a')) {
      // The lexicon would know its own: "Maria" makes no country of "Marian".
      Count* const kin = known(slot_of_hash(folded_hash(country)));
      if (kin != nullptr && kin->lower == 0 && tokens_.lexicon().find_text(country) == kNoWord) {
        tell(*kin, Kin::country);
        tell(*demonym, Kin::demonym);
        continue;
      }
    }
    if (!word.ends_with("ian") || demonym->kin != Kin::none) continue;
    const int says = speaks_for_demonym(i);
    if (says < 0) demonym->person = true;
    if (says > 0) demonym->adjective = true;
  }
  for (Count& c : counts_)
    if (c.adjective && !c.person && c.kin == Kin::none) tell(c, Kin::demonym);
}

}  // namespace quoth::names
