// The terms of an article and of its quotations as an index takes them in: each text once, words as numbers.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/article.hpp"
#include "quoth/postings/article_terms.hpp"

namespace quoth {

/// One value without a pointer in it, so that it is cheap to hand from thread to thread; a DocumentTerms for each of its
/// documents says the same for people to read (document_terms()). A quotation's words are those of its article at
/// its place.
struct ArticlePostings {
  /// A text in `texts`, with its hash_word().
  struct Text {
    std::uint32_t begin = 0, size = 0;
    std::uint64_t hash = 0;
  };
  struct Word {
    Text form;
    std::uint32_t stem = 0;  ///< index of its stem among `terms`
  };
  struct Document {
    std::uint32_t begin = 0, end = 0;  ///< its terms that only filter: `filters` [begin, end), ascending, distinct
    DocumentTerms::Place place;
  };

  std::string texts;
  std::vector<Text> terms;  ///< distinct
  std::vector<Word> words;  ///< distinct, but that two spellings may fold to one form
  std::vector<std::uint32_t> sequence;  ///< which word stands at position 1, 2, ...
  std::uint32_t title_words = 0;        ///< see DocumentTerms
  std::vector<std::uint32_t> filters;   ///< indexes among `terms`
  Document article;
  std::vector<Document> quotations;  ///< one for each of `Annotations::quotations`, in order

  [[nodiscard]] std::string_view text_of(const Text& text) const noexcept {
    return std::string_view(texts).substr(text.begin, text.size);
  }
  /// How much a word of the article counts; one of a quotation counts 1.
  [[nodiscard]] std::uint32_t weight_at(std::uint32_t position) const noexcept {
    constexpr std::uint32_t kTitle = 3;
    return position <= title_words ? kTitle : 1;
  }
  /// Bytes of memory it takes, about.
  [[nodiscard]] std::size_t weight() const noexcept;
};

/// Where an article's texts stand among each other when they are sorted: worked out once for all of its documents.
struct TextOrder {
  explicit TextOrder(const ArticlePostings& postings);
  std::vector<std::uint32_t> terms;  ///< of each of `terms`
  std::vector<std::uint32_t> words;  ///< of each of `words`, by their forms; equal forms have one place
};

/// The terms of the article, or of one of its quotations, spelled out.
[[nodiscard]] DocumentTerms document_terms(const ArticlePostings& postings,
                                           const ArticlePostings::Document& document,
                                           const TextOrder& order);

/// Makes them. Holds a stemmer, and remembers words and names it met: cheap to reuse, one for each thread.
class PostingsMaker {
 public:
  explicit PostingsMaker(std::string_view lang = "en");
  ~PostingsMaker();
  PostingsMaker(PostingsMaker&&) noexcept;
  PostingsMaker& operator=(PostingsMaker&&) noexcept;

  /// As TermMaker::make.
  [[nodiscard]] ArticlePostings make(const Article& article, const TokenTable& tokens,
                                     const Annotations& annotations);
  [[nodiscard]] std::string_view stem_of(std::string_view folded);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quoth
