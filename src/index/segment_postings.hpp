// Gathers the postings of a new segment: its .ranks files and its Xapian database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/file.hpp"
#include "index/glass_writer.hpp"
#include "index/ranks/ranks_builder.hpp"
#include "index/ranks/term_vocabulary.hpp"
#include "postings/article_postings.hpp"
#include "quoth/analyze/calendar.hpp"

namespace quoth::storage {

/// Documents come in their order and wait in memory. Each text of an article is looked up once, in a vocabulary that
/// articles and quotations share: a quotation's words are those of its article at its place. Postings are sorted by
/// terms once, when they are written. Not for two threads at once.
class SegmentPostings {
 public:
  /// `order` is the upper half of what Slot::order holds; `before` documents of the segment were written already.
  explicit SegmentPostings(std::uint64_t order, std::uint32_t before = 0)
      : order_(order), before_(before) {}
  SegmentPostings(const SegmentPostings&) = delete;
  SegmentPostings& operator=(const SegmentPostings&) = delete;

  /// The next article and its quotations. `published` is what Slot::published holds.
  void add(const ArticlePostings& article, std::optional<Day> published);

  [[nodiscard]] std::uint32_t articles() const noexcept { return articles_.documents(); }
  [[nodiscard]] std::uint32_t quotations() const noexcept { return quotations_.documents(); }
  /// Bytes of memory it takes, about; writing takes some more.
  [[nodiscard]] std::size_t bytes() const noexcept;

  /// Writes articles.ranks and quotations.ranks into the directory, `prefix` in front of their names; and, if it is
  /// given an empty file, the database of the articles' terms into that. Ranks are on disk to stay when it returns. Not
  /// to be called twice.
  void write(const Directory& directory, const std::string& prefix = {}, const File* glass = nullptr);

 private:
  struct ArticleId {
    std::string term;
    std::uint32_t document = 0;
  };
  // Where a document's words are gathered by their terms.
  struct Words {
    std::uint32_t count = 0, frequency = 0, begin = 0;
  };
  void add_words(const ArticlePostings& article, std::uint32_t first, std::uint32_t words,
                 bool weighted, RanksBuilder& out);
  [[nodiscard]] GlassDocuments glass_documents();

  const std::uint64_t order_;
  const std::uint32_t before_;
  TermVocabulary vocabulary_;
  RanksBuilder articles_{vocabulary_}, quotations_{vocabulary_};
  std::vector<ArticleId> ids_;
  std::size_t id_bytes_ = 0;
  GlassValues published_;
  // Scratch: by the article's own numbers.
  std::vector<TermVocabulary::TermId> terms_;
  std::vector<std::uint32_t> forms_;
  std::vector<Words> words_;
  std::vector<std::uint32_t> touched_;
  std::vector<Occurrence> occurrences_;
};

}  // namespace quoth::storage
