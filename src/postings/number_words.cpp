#include "postings/number_words.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth {
namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const noexcept {
    return std::hash<std::string_view>{}(s);
  }
};

struct NumberWords {
  std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> value;
  std::size_t longest = 0;
};

NumberWords read_number_words() {
  NumberWords out;
  for (const std::string_view language : tables::languages()) {
    const Lexicon& lexicon = lexicon_of(language);
    for (WordId id = 0; id < lexicon.size(); ++id) {
      const WordClasses classes = lexicon.classes(id);
      if (!has(classes, WordClass::cardinal) || has(classes, WordClass::pronoun)) continue;
      const std::string_view word = lexicon.text(id);
      const std::int32_t value = lexicon.value(id, static_cast<unsigned>(WordClass::cardinal), -1);
      if (value < 0 || (value > 100 && value != 1000)) continue;
      if (word.find(' ') != std::string_view::npos) continue;
      out.value.emplace(word, value);
      out.longest = std::max(out.longest, word.size());
    }
  }
  return out;
}

}  // namespace

std::int32_t number_of_word(std::string_view folded) {
  static const NumberWords words = read_number_words();
  if (folded.size() > words.longest) return -1;
  const auto at = words.value.find(folded);
  return at == words.value.end() ? -1 : at->second;
}

}  // namespace quoth
