#include "results/language_guess.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <set>

#include "postings/equal_writings.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/decode.hpp"

namespace quoth {
namespace {

struct Letters {
  std::size_t all = 0, other_script = 0;
};

Letters letters_of(const CheckedText& text) {
  Letters out;
  for (const QuotationWord& word : text.words)
    for (std::size_t at = 0; at < word.text.size();) {
      const CodePoint c = code_point_at(word.text, at);
      at += c.size;
      ++out.all;
      constexpr char32_t kBehindLatin = 0x370;
      if (c.value >= kBehindLatin) ++out.other_script;
    }
  return out;
}

// How many words are written with Latin letters that English has not.
std::size_t words_with_other_letters(const CheckedText& text) {
  return static_cast<std::size_t>(
      std::count_if(text.words.begin(), text.words.end(), [&](const QuotationWord& word) {
        const std::string_view raw = word.span.of(text.text);
        for (std::size_t at = 0; at < raw.size();) {
          const CodePoint c = code_point_at(raw, at);
          at += c.size;
          if (c.value >= 0xC0 && c.value < 0x250) return true;
        }
        return false;
      }));
}

// "de" in "de Wit", "van" in "van der Meer".
bool is_part_of_name(const CheckedText& text, std::size_t i) {
  const auto is_particle = [&](std::size_t at) {
    const Lexicon& lexicon = lexicon_of("en");
    return has(lexicon.classes(lexicon.find_text(text.words[at].text)), WordClass::particle);
  };
  if (!is_particle(i)) return false;
  while (i + 1 < text.words.size() && is_particle(i + 1)) ++i;
  if (i + 1 == text.words.size()) return false;
  const char next = text.text[text.words[i + 1].span.begin];
  return next >= 'A' && next <= 'Z';
}

}  // namespace

bool is_other_language(const CheckedText& text, double unknown) {
  const Letters letters = letters_of(text);
  if (letters.other_script * 2 > letters.all) return true;
  constexpr std::size_t kFewWords = 4;
  const std::size_t words = text.words.size();
  if (words < kFewWords) return false;
  // A word may be small in several languages; the language with most of them, each once, is meant.
  const EqualWritings& english = EqualWritings::of("en");
  std::array<std::size_t, 32> small{};
  std::set<std::string_view> seen;
  std::size_t small_english = 0;
  for (std::size_t i = 0; i < words; ++i) {
    const QuotationWord& word = text.words[i];
    const std::uint32_t languages = english.languages_of(word.text);
    if (languages == 0 && word.is(word_trait::function)) ++small_english;
    if (languages == 0 || is_part_of_name(text, i) || !seen.insert(word.text).second) continue;
    for (std::uint32_t left = languages; left != 0; left &= left - 1)
      ++small[static_cast<std::size_t>(std::countr_zero(left))];
  }
  const std::size_t most = *std::max_element(small.begin(), small.end());
  if (most >= 2 && most > small_english && most * 6 >= words) return true;
  constexpr double kMostlyUnknown = 0.5;
  return unknown >= kMostlyUnknown && small_english == 0 &&
         words_with_other_letters(text) * 4 >= words;
}

}  // namespace quoth
