#include "analyze/quotations/speech_words.hpp"

#include <algorithm>

#include "analyze/tables/language_setting.hpp"
#include "analyze/tables/per_language.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::quotations {
namespace {

constexpr std::string_view kRoles[] = {
#define QUOTH_NAME(role) #role,
    QUOTH_SPEECH_ROLES(QUOTH_NAME)
#undef QUOTH_NAME
};

}  // namespace

SpeechWords::SpeechWords(std::string_view table, std::string_view file, const Lexicon& lexicon,
                         std::vector<std::string>* errors)
    : begins_cue_phrase_(lexicon.size()), words_(lexicon) {
  for (WordId id = 0; id < lexicon.size(); ++id) {
    if (!has(lexicon.classes(id), WordClass::cue_phrase)) continue;
    const std::string_view text = lexicon.text(id);
    if (const std::size_t space = text.find(' '); space != std::string_view::npos)
      if (const WordId first = lexicon.find_text(text.substr(0, space)); first != kNoWord)
        begins_cue_phrase_[first] = 1;
  }
  const std::pair<std::string_view, tables::WordEndings*> endings[] = {
      {"speaker-ending", &speaker_},      {"manner-ending", &manner_},
      {"not-manner", &not_manner_},       {"past-ending", &past_},
      {"ongoing-ending", &ongoing_},      {"plural-ending", &plural_},
      {"apostrophe-ending", &apostrophe_}};
  const std::pair<std::string_view, std::vector<std::pair<std::uint64_t, std::uint64_t>>*> pairs[] =
      {{"after-noun", &after_noun_}, {"between-pair", &between_pair_}, {"separable", &separable_}};
  const auto own = [&](std::span<const std::string_view> row, const auto& fail) {
    for (const auto& [name, list] : endings)
      if (row[0] == name) return list->add(row[1]), true;
    const auto list = std::find_if(std::begin(pairs), std::end(pairs),
                                   [&](const auto& known) { return known.first == row[0]; });
    if (list == std::end(pairs)) return false;
    tables::for_each_word(row[1], [&](std::string_view words) {
      const std::size_t space = words.find(' ');
      if (space == std::string_view::npos || words.find(' ', space + 1) != std::string_view::npos)
        return fail("\"" + std::string(words) + "\" are not two words; write two, as in close to");
      list->second->emplace_back(hash_word(folded(words.substr(0, space))),
                                 hash_word(folded(words.substr(space + 1))));
    });
    return true;
  };
  const auto add = [&](std::string_view word, std::size_t role, const auto& fail) {
    if (word.find(' ') != std::string_view::npos)
      return fail("\"" + std::string(word) + "\" is more than one word; put a comma between");
    const bool marked =
        std::any_of(word.begin(), word.end(), [](char c) { return (c & 0x80) != 0; });
    if (!marked) return words_.add(word, role);
    const auto known = std::find_if(spelled_.begin(), spelled_.end(),
                                    [&](const auto& s) { return s.first == word; });
    if (known == spelled_.end())
      spelled_.emplace_back(word, Roles{}.set(role));
    else
      known->second.set(role);
    spelled_bits_ |= std::uint64_t{1} << (hash_word(folded(word)) & 63);
  };
  tables::for_each_role({table, file, "src/analyze/quotations/speech_words.hpp", kRoles, errors},
                        own, add);
  words_.settle();
  std::sort(separable_.begin(), separable_.end());
}

const SpeechWords& SpeechWords::of(const Lexicon& lexicon) {
  static tables::PerLanguage<SpeechWords> words;
  return words.of(lexicon, [&](std::string_view language) {
    const std::string file = std::string(language) + "/speech_words.tsv";
    SpeechWords out(tables::text_of(file), file, lexicon);
    out.capital_nouns_ = tables::language_sets(language, "capital-nouns");
    out.verb_second_ = tables::language_sets(language, "verb-second");
    return out;
  });
}

SpeechWords::Roles SpeechWords::roles_as_spelled(const TokenTable& t, TokenIndex i,
                                                 Roles otherwise) const noexcept {
  const std::string_view text = t.text(i);
  for (const auto& [word, roles] : spelled_)
    if (word == text) return roles;
  return otherwise;
}

bool SpeechWords::needs_particle(const TokenTable& t, TokenIndex verb) const noexcept {
  const auto at =
      std::lower_bound(separable_.begin(), separable_.end(), std::pair{t.hash(verb), 0ul});
  return at != separable_.end() && at->first == t.hash(verb);
}

bool SpeechWords::goes_with(const TokenTable& t, TokenIndex verb,
                            TokenIndex particle) const noexcept {
  return std::binary_search(separable_.begin(), separable_.end(),
                            std::pair{t.hash(verb), t.hash(particle)});
}

bool SpeechWords::ends_as_speaker(std::string_view word) const noexcept {
  return speaker_.end(word);
}

bool SpeechWords::describe_after(const TokenTable& t, TokenIndex first,
                                 TokenIndex second) const noexcept {
  return std::find(after_noun_.begin(), after_noun_.end(),
                   std::pair{t.hash(first), t.hash(second)}) != after_noun_.end();
}

bool SpeechWords::stand_between(const TokenTable& t, TokenIndex first,
                                TokenIndex second) const noexcept {
  return std::find(between_pair_.begin(), between_pair_.end(),
                   std::pair{t.hash(first), t.hash(second)}) != between_pair_.end();
}

}  // namespace quoth::quotations
