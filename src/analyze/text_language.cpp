#include "analyze/text_language.hpp"

#include <algorithm>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth {
namespace {

constexpr WordClasses kFunction =
    classes_of(WordClass::determiner, WordClass::pronoun, WordClass::possessive,
               WordClass::preposition, WordClass::conjunction, WordClass::subordinator,
               WordClass::auxiliary, WordClass::modal, WordClass::negation);

}  // namespace

std::string_view guessed_language(std::string_view text) {
  constexpr std::size_t kSample = 600;
  constexpr int kFewest = 3;
  std::size_t size = std::min(text.size(), kSample);
  // Not inside a code point.
  while (size < text.size() && size > 0 && (text[size] & 0xc0) == 0x80) --size;
  const Lexicon& english = lexicon_of("en");
  TokenTable t;
  t.scan(text.substr(0, size), english);
  std::string_view best = "en";
  int most = 0;
  for (const std::string_view code : tables::languages()) {
    const Lexicon& other = lexicon_of(code);
    if (&other == &english) continue;
    int theirs = 0, ours = 0;
    for (TokenIndex i = 0; i < t.size(); ++i) {
      if (t.kind(i) != TokenKind::word) continue;
      const bool here = has_any(t.classes(i), kFunction);
      const bool there = has_any(other.find_word(t.hash(i)).classes, kFunction);
      theirs += there && !here;
      ours += here && !there;
    }
    if (theirs >= kFewest && theirs > 2 * ours && theirs > most) {
      most = theirs;
      best = code;
    }
  }
  return best;
}

bool in_unknown_language(const TokenTable& t) noexcept {
  constexpr TokenIndex kReach = 4000;
  constexpr unsigned kFewest = 8, kMany = 40;
  unsigned words = 0, function = 0;
  for (TokenIndex i = 0; i < std::min(t.size(), kReach); ++i) {
    if (t.kind(i) != TokenKind::word || t.shape(i) != Shape::lower) continue;
    ++words;
    // One letter is a word of many languages.
    const Span span = t.span(i);
    function += span.end - span.begin > 1 && has_any(t.classes(i), kFunction);
  }
  if (words < kFewest) return false;
  // Of English news 99.5 in 100 have more than 16 in 100.
  return function * 100 <= words * (words < kMany ? 8u : 16u);
}

}  // namespace quoth
