// Random articles and quotations in memory, and the same as .ranks files: what tests of the ranking
// core search.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "index/article_map.hpp"
#include "index/ranks/ranks_builder.hpp"
#include "rank/core/segment_view.hpp"
#include "support/temporary_index.hpp"

namespace quoth::testing {

struct Word {
  std::string stem, form;
};

struct Document {
  std::vector<Word> words;
  std::size_t title = 0;  // so many of them are the title's
  std::vector<std::string> filters;
  bool dead = false;
  std::uint32_t article = 0;                           // of a quotation
  storage::SpanInArticle span;                         // of a quotation
  std::pair<std::uint32_t, std::uint32_t> quotations;  // of an article: first, end
  [[nodiscard]] std::uint32_t length() const {
    return static_cast<std::uint32_t>(words.size() + 2 * title);
  }
};

// One space of a segment.
struct Space {
  std::vector<Document> documents;
  std::string bytes;
  storage::Ranks ranks;
  std::vector<std::uint64_t> dead;
};

struct Segment {
  Space articles, quotations;
  std::unique_ptr<storage::ArticleMap> map;
};

// Zw0 is in nearly all documents, Zw200 in nearly none; forms "w3", "w3s", ... In one language of
// two the forms of some words belong to other stems.
inline Document random_document(std::mt19937& random, std::size_t most_words) {
  Document out;
  const bool other_language = random() % 3 == 0;
  const std::size_t size = 1 + random() % most_words;
  for (std::size_t i = 0; i < size; ++i) {
    const double u = static_cast<double>(random() % 10'000) / 10'000;
    const auto word = static_cast<unsigned>(u * u * u * 250);
    const std::string form = "w" + std::to_string(word);
    out.words.push_back({(other_language && word % 3 == 1 ? "Zx" : "Z") + form,
                         random() % 4 == 0 ? form + "s" : form});
  }
  out.title = std::min<std::size_t>(random() % 5, size);
  for (const char* filter : {"Len", "Lde", "XSa", "XSb"})
    if (random() % 3 == 0) out.filters.push_back(filter);
  // Names from frequent to rare, some of several types, and dates.
  for (unsigned i = 0; i < 8; ++i)
    for (const char type : {'P', 'O', 'L'})
      if (random() % (9 + 21 * i) == 0)
        out.filters.push_back(std::string("XN") + type + std::to_string(i));
  for (unsigned i = 0; i < 12; ++i)
    if (random() % (4 + 9 * i) == 0) out.filters.push_back("XT" + std::to_string(i));
  return out;
}

// Some words of the article, with filters of its own; rarely none.
inline Document random_quotation(std::mt19937& random, const Document& article) {
  Document out = random_document(random, 1);
  const std::size_t first = random() % article.words.size();
  const std::size_t size = std::min<std::size_t>(random() % 20 == 0 ? 0 : 1 + random() % 12,
                                                 article.words.size() - first);
  out.words.assign(article.words.begin() + static_cast<std::ptrdiff_t>(first),
                   article.words.begin() + static_cast<std::ptrdiff_t>(first + size));
  out.title = 0;
  out.span.first = static_cast<std::uint32_t>(first + 1);
  out.span.before = static_cast<std::uint32_t>(random() % (first + 1));
  out.span.after = static_cast<std::uint32_t>(random() % (article.words.size() - first - size + 1));
  return out;
}

inline void write(Space& space) {
  storage::RanksBuilder builder;
  for (const Document& document : space.documents) {
    std::map<std::string, std::uint32_t> frequency;
    std::map<std::pair<std::string, std::string>, std::vector<std::uint32_t>> places;
    for (std::size_t i = 0; i < document.words.size(); ++i) {
      const Word& word = document.words[i];
      frequency[word.stem] += i < document.title ? 3 : 1;
      places[{word.stem, word.form}].push_back(static_cast<std::uint32_t>(i + 1));
    }
    std::vector<storage::RanksBuilder::Term> terms;
    std::vector<storage::RanksBuilder::Form> forms;
    for (const auto& [stem, count] : frequency) {
      for (const auto& [word, at] : places)
        if (word.first == stem) forms.push_back({terms.size(), word.second, at});
      terms.push_back({stem, count});
    }
    for (const std::string& filter : document.filters) terms.push_back({filter, 0});
    builder.add(terms, forms, static_cast<std::uint16_t>(document.title), document.span);
  }
  builder.write([&](std::string_view piece) { space.bytes += piece; });
  REQUIRE(space.ranks.open(space.bytes));
  space.dead.assign((space.documents.size() + 65535) / 65536 * 1024, 0);
  for (std::size_t d = 0; d < space.documents.size(); ++d)
    if (space.documents[d].dead) space.dead[d / 64] |= std::uint64_t{1} << d % 64;
}

// Segments of so many articles. Three of four have up to `most_quotations` quotations, shorter than
// they are; one of nine is dead, if any is to be.
class Collection {
 public:
  Collection(std::mt19937& random, const std::vector<std::uint32_t>& sizes, bool deletions,
             std::uint32_t most_quotations = 3)
      : segments(sizes.size()) {
    for (std::size_t s = 0; s < sizes.size(); ++s) {
      std::vector<storage::ArticleMapEntry> entries;
      auto& articles = segments[s].articles.documents;
      auto& quotations = segments[s].quotations.documents;
      for (std::uint32_t a = 0; a < sizes[s]; ++a) {
        articles.push_back(random_document(random, 30));
        articles.back().dead = deletions && random() % 9 == 0;
        const auto first = static_cast<std::uint32_t>(quotations.size());
        const std::uint32_t count =
            random() % 4 == 0 ? 0 : static_cast<std::uint32_t>(random() % (most_quotations + 1));
        for (std::uint32_t q = 0; q < count; ++q) {
          quotations.push_back(random_quotation(random, articles.back()));
          quotations.back().dead = articles.back().dead;
          quotations.back().article = a;
        }
        articles.back().quotations = {first, first + count};
        entries.push_back({random(), count});
      }
      write(segments[s].articles);
      write(segments[s].quotations);
      map(s, entries);
    }
    for (const bool of_quotations : {false, true})
      for (const Segment& segment : segments) {
        const Space& own = of_quotations ? segment.quotations : segment.articles;
        const Space& other = of_quotations ? segment.articles : segment.quotations;
        views_[of_quotations ? 1 : 0].push_back({&own.ranks,
                                                 deletions
                                                     ? std::span<const std::uint64_t>(own.dead)
                                                     : std::span<const std::uint64_t>(),
                                                 &other.ranks, segment.map.get(), of_quotations});
      }
  }

  [[nodiscard]] const Space& space(std::size_t segment, bool of_quotations) const {
    return of_quotations ? segments[segment].quotations : segments[segment].articles;
  }
  [[nodiscard]] std::span<const core::SegmentView> views(bool of_quotations = false) const {
    return views_[of_quotations ? 1 : 0];
  }

  std::vector<Segment> segments;

 private:
  void map(std::size_t s, const std::vector<storage::ArticleMapEntry>& entries) {
    const auto directory = storage::Directory::make(directory_.path());
    const std::string name = "map" + std::to_string(s);
    directory.create_file(name).write_all(storage::article_map_bytes(entries));
    const auto file = directory.open_file(name);
    REQUIRE(file);
    segments[s].map = std::make_unique<storage::ArticleMap>(
        storage::Mapping(*file), static_cast<std::uint32_t>(entries.size()),
        static_cast<std::uint32_t>(segments[s].quotations.documents.size()), name);
  }

  TemporaryDirectory directory_;
  std::vector<core::SegmentView> views_[2];
};

}  // namespace quoth::testing
