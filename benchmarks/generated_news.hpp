// Articles that have a corpus's words, pairs of words and lengths, as many as one wants: each word
// follows one that it follows in the corpus, lengths are those of an article drawn by chance. No
// word is new however many articles there are, so rare words grow as common ones do.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/ranks/ranks_builder.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/article.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::benchmarks {

class NewsModel {
 public:
  void learn(const Article& article) {
    const std::string whole = text_of(article);  // the tokens point into it
    tokens_.scan(whole, lexicon_of("en"));
    const TokenRange title =
        tokens_.tokens_in({0, static_cast<std::uint32_t>(article.title.size())});
    std::uint32_t title_words = 0, words = 0;
    for (TokenIndex i = 0; i < tokens_.size(); ++i) {
      if (!is_indexed(tokens_, i)) continue;
      const std::string form = folded(tokens_.text(i));
      if (form.empty()) continue;
      text_.push_back(number_of(form));
      ++words;
      if (i < title.end) ++title_words;
    }
    if (words > 0) lengths_.emplace_back(title_words, words);
  }
  /// After the last article that is learnt, and before any is drawn.
  /// @throws std::runtime_error  there were no words
  void finish() {
    if (text_.size() < 2) throw std::runtime_error("the corpus has no words");
    first_.assign(forms_.size() + 1, 0);
    for (std::size_t i = 0; i + 1 < text_.size(); ++i) ++first_[text_[i] + 1];
    for (std::size_t w = 0; w < forms_.size(); ++w) first_[w + 1] += first_[w];
    places_.resize(text_.size() - 1);
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (std::uint32_t i = 0; i + 1 < text_.size(); ++i) places_[next[text_[i]]++] = i;
  }
  /// Adds an article to `builder`: its stems, the title's threefold, and places by form.
  void add_one(std::mt19937& random, storage::RanksBuilder& builder) {
    const auto [title_words, words] = lengths_[random() % lengths_.size()];
    occurrences_.clear();
    std::size_t at = random() % text_.size();
    for (std::uint32_t position = 1; position <= words; ++position) {
      const std::uint32_t word = text_[at];
      occurrences_.emplace_back(stem_of_[word], word, position);
      const std::uint32_t begin = first_[word], end = first_[word + 1];
      at = begin == end ? random() % text_.size() : places_[begin + random() % (end - begin)] + 1;
    }
    std::sort(occurrences_.begin(), occurrences_.end());
    std::vector<storage::RanksBuilder::Term> terms;
    std::vector<storage::RanksBuilder::Form> forms;
    std::uint32_t stem = 0, form = 0;
    for (const auto& [s, f, position] : occurrences_) {
      if (terms.empty() || s != stem) terms.push_back({stems_[s], 0});
      if (forms.empty() || f != form || s != stem)
        forms.push_back({terms.size() - 1, forms_[f], {}});
      stem = s, form = f;
      terms.back().frequency += position <= title_words ? 3 : 1;
      forms.back().positions.push_back(position);
    }
    builder.add(terms, forms, static_cast<std::uint16_t>(std::min(title_words, 65535u)));
  }

 private:
  static std::uint32_t numbered(const std::string& text, std::vector<std::string>& texts,
                                std::unordered_map<std::string, std::uint32_t>& numbers) {
    const auto [at, fresh] = numbers.try_emplace(text, static_cast<std::uint32_t>(texts.size()));
    if (fresh) texts.push_back(text);
    return at->second;
  }
  std::uint32_t number_of(const std::string& form) {
    const std::uint32_t number = numbered(form, forms_, form_numbers_);
    if (number == stem_of_.size())
      stem_of_.push_back(numbered(term::stem(stemmer_.stem_of(form)), stems_, stem_numbers_));
    return number;
  }

  TokenTable tokens_;
  TermMaker stemmer_;
  std::vector<std::string> forms_, stems_;
  std::unordered_map<std::string, std::uint32_t> form_numbers_, stem_numbers_;
  std::vector<std::uint32_t> stem_of_;                            // a form's
  std::vector<std::uint32_t> text_;                               // forms of the whole corpus
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lengths_;  // words of title, and of all
  std::vector<std::uint32_t> first_, places_;  // where each form stands, but at the very end
  std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> occurrences_;  // scratch
};

}  // namespace quoth::benchmarks
