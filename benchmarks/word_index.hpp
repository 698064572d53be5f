// Words as Quoth indexes them, into a .ranks file in memory: stems with frequency, the title's
// threefold, and places by form. No names, no dates, no text.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "index/ranks/ranks_builder.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/article.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::benchmarks {

class WordIndex {
 public:
  void add(const Article& article) {
    const std::string whole = text_of(article);  // the tokens point into it
    tokens_.scan(whole, lexicon_of("en"));
    const TokenRange title =
        tokens_.tokens_in({0, static_cast<std::uint32_t>(article.title.size())});
    std::map<std::string, std::uint32_t> frequencies;
    std::map<std::string, std::map<std::string, std::vector<std::uint32_t>>> places;
    std::uint32_t position = 0, title_words = 0;
    for (TokenIndex i = 0; i < tokens_.size(); ++i) {
      if (!is_indexed(tokens_, i)) continue;
      const std::string form = folded(tokens_.text(i));
      if (form.empty()) continue;
      const std::string stem = term::stem(stems_.stem_of(form));
      frequencies[stem] += i < title.end ? 3 : 1;
      places[stem][form].push_back(++position);
      if (i < title.end) ++title_words;
    }
    std::vector<storage::RanksBuilder::Term> terms;
    std::vector<storage::RanksBuilder::Form> forms;
    for (const auto& [stem, frequency] : frequencies) {
      for (const auto& [form, at] : places[stem]) forms.push_back({terms.size(), form, at});
      terms.push_back({stem, frequency});
    }
    builder_.add(terms, forms, static_cast<std::uint16_t>(std::min(title_words, 65535u)));
  }
  /// The file of what was added; the index is empty again.
  std::string bytes() {
    std::string out;
    builder_.write([&](std::string_view piece) { out += piece; });
    return out;
  }

 private:
  TokenTable tokens_;
  TermMaker stems_;
  storage::RanksBuilder builder_;
};

/// A .ranks file in memory.
struct RanksInMemory {
  std::string bytes;
  storage::Ranks ranks;
  void open() {
    if (!ranks.open(bytes)) throw std::runtime_error("the .ranks file cannot be read back");
  }
};

}  // namespace quoth::benchmarks
