#include "results/language_guess.hpp"

#include <algorithm>

#include "quoth/text/decode.hpp"

namespace quoth {

bool is_other_language(const CheckedText& text, double unknown) {
  std::size_t letters = 0, foreign = 0;
  for (const QuotationWord& word : text.words)
    for (std::size_t at = 0; at < word.text.size();) {
      const CodePoint c = code_point_at(word.text, at);
      at += c.size;
      ++letters;
      if (c.value >= 0x370) ++foreign;
    }
  if (foreign * 2 > letters) return true;
  constexpr std::size_t kFewWords = 4;
  if (text.words.size() < kFewWords) return false;
  const auto small = static_cast<double>(
      std::count_if(text.words.begin(), text.words.end(),
                    [](const QuotationWord& w) { return w.is(word_trait::function); }));
  const double share = small / static_cast<double>(text.words.size());
  return unknown >= 0.5 || (share < 0.12 && unknown >= 0.2 && text.words.size() >= 6);
}

}  // namespace quoth
