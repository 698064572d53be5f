#include "analyze/quotations/speech_words.hpp"

#include <algorithm>
#include <optional>

#include "analyze/tables/language_setting.hpp"
#include "analyze/tables/per_language.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::quotations {
namespace {

std::optional<SpeechRole> role_named(std::string_view name) {
  const auto same = [&](std::string_view role) {
    return std::equal(role.begin(), role.end(), name.begin(), name.end(),
                      [](char a, char b) { return (a == '_' ? '-' : a) == b; });
  };
#define QUOTH_MATCH(role) \
  if (same(#role)) return SpeechRole::role;
  QUOTH_SPEECH_ROLES(QUOTH_MATCH)
#undef QUOTH_MATCH
  return std::nullopt;
}

}  // namespace

SpeechWords::SpeechWords(std::string_view table, std::string_view file, const Lexicon& lexicon,
                         std::vector<std::string>* errors)
    : begins_cue_phrase_(lexicon.size()), roles_(lexicon.size()) {
  for (WordId id = 0; id < lexicon.size(); ++id) {
    if (!has(lexicon.classes(id), WordClass::cue_phrase)) continue;
    const std::string_view text = lexicon.text(id);
    if (const std::size_t space = text.find(' '); space != std::string_view::npos)
      if (const WordId first = lexicon.find_text(text.substr(0, space)); first != kNoWord)
        begins_cue_phrase_[first] = 1;
  }
  tables::for_each_row(table, [&](std::span<const std::string_view> row, std::size_t line) {
    const auto fail = [&](const std::string& what) {
      if (errors != nullptr)
        errors->push_back(std::string(file) + ":" + std::to_string(line) + ": " + what);
    };
    if (row.size() < 2) return fail("needs a role, a TAB and words with commas between them");
    Endings* endings = nullptr;
    if (row[0] == "speaker-ending") endings = &speaker_;
    if (row[0] == "manner-ending") endings = &manner_;
    if (row[0] == "not-manner") endings = &not_manner_;
    if (row[0] == "past-ending") endings = &past_;
    if (row[0] == "ongoing-ending") endings = &ongoing_;
    if (row[0] == "plural-ending") endings = &plural_;
    if (row[0] == "apostrophe-ending") endings = &apostrophe_;
    if (endings != nullptr)
      return tables::for_each_word(row[1],
                                   [&](std::string_view word) { endings->emplace_back(word); });
    if (row[0] == "after-noun" || row[0] == "separable")
      return tables::for_each_word(row[1], [&](std::string_view words) {
        const std::size_t space = words.find(' ');
        if (space == std::string_view::npos || words.find(' ', space + 1) != std::string_view::npos)
          return fail("\"" + std::string(words) +
                      "\" are not two words; write two, as in close to");
        auto& pairs = row[0] == "separable" ? separable_ : after_noun_;
        pairs.emplace_back(hash_word(folded(words.substr(0, space))),
                                 hash_word(folded(words.substr(space + 1))));
      });
    const std::optional<SpeechRole> role = role_named(row[0]);
    if (!role)
      return fail("there is no role \"" + std::string(row[0]) +
                  "\"; use one of those listed in src/analyze/quotations/speech_words.hpp");
    const Roles bit = Roles{1} << static_cast<unsigned>(*role);
    tables::for_each_word(row[1], [&](std::string_view word) {
      if (word.find(' ') != std::string_view::npos)
        return fail("\"" + std::string(word) + "\" is more than one word; put a comma between");
      const bool marked =
          std::any_of(word.begin(), word.end(), [](char c) { return (c & 0x80) != 0; });
      if (marked) {
        const auto known = std::find_if(spelled_.begin(), spelled_.end(),
                                        [&](const auto& s) { return s.first == word; });
        if (known == spelled_.end())
          spelled_.emplace_back(word, bit);
        else
          known->second |= bit;
        spelled_bits_ |= std::uint64_t{1} << (hash_word(folded(word)) & 63);
        return;
      }
      if (const WordId id = lexicon.find_text(word); id != kNoWord) {
        roles_[id] |= bit;
        return;
      }
      const std::uint64_t hash = hash_word(folded(word));
      const auto known = std::find_if(unlisted_.begin(), unlisted_.end(),
                                      [&](const auto& u) { return u.first == hash; });
      if (known == unlisted_.end())
        unlisted_.emplace_back(hash, bit);
      else
        known->second |= bit;
      unlisted_bits_ |= std::uint64_t{1} << (hash & 63);
    });
  });
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

SpeechWords::Roles SpeechWords::roles_of_unlisted(std::uint64_t hash) const noexcept {
  for (const auto& [word, roles] : unlisted_)
    if (word == hash) return roles;
  return 0;
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
  return ends(word, speaker_);
}

bool SpeechWords::describe_after(const TokenTable& t, TokenIndex first,
                                 TokenIndex second) const noexcept {
  for (const auto& [a, b] : after_noun_)
    if (t.hash(first) == a && t.hash(second) == b) return true;
  return false;
}

}  // namespace quoth::quotations
