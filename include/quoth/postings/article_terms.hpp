// From an annotated article to the terms of its documents: one for the article, one for each
// quotation.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/article.hpp"

namespace quoth {

class TokenTable;

/// The terms of one document, and the words behind them.
struct DocumentTerms {
  struct Term {
    std::string text;
    std::uint32_t wdf = 0;  ///< within-document frequency; 0 for terms that only filter
    friend bool operator==(const Term&, const Term&) = default;
  };
  /// A word as written (folded), and where it stands.
  struct Form {
    std::uint32_t term = 0;  ///< index of its stem among `terms`
    std::string text;
    /// Ascending, from 1. The title's words come first, then without a gap the body's; no phrase reads from one
    /// into the other.
    std::vector<std::uint32_t> positions;
    friend bool operator==(const Form&, const Form&) = default;
  };
  std::vector<Term> terms;  ///< distinct, sorted by text
  std::vector<Form> forms;  ///< distinct, sorted by text
  /// Positions 1..title_words are the title's. A title with more words has the others counted as the
  /// body's.
  std::uint32_t title_words = 0;
  static constexpr std::uint32_t kMostTitleWords = 65535;
  /// Of a quotation: where it stands among the positions of its article.
  struct Place {
    std::uint32_t first =
        0;  ///< of its first word; where it has none, of the next word. 0 of an article
    std::uint32_t words = 0;  ///< its words have the positions first .. first + words - 1
    /// So many words in front of these, and behind, are in the sentences that hold the quotation, in the one before or
    /// in the one after; of a quotation of the body none is the title's. At most 80 each.
    std::uint32_t before = 0, after = 0;
    friend bool operator==(const Place&, const Place&) = default;
  };
  Place place;
  friend bool operator==(const DocumentTerms&, const DocumentTerms&) = default;
};

struct ArticleTerms {
  DocumentTerms article;
  std::vector<DocumentTerms> quotations;  ///< one for each of `Annotations::quotations`, in order
};

/// Makes terms. Holds a stemmer and scratch: cheap to reuse, one for each thread.
class TermMaker {
 public:
  explicit TermMaker(std::string_view lang = "en");
  ~TermMaker();
  TermMaker(TermMaker&&) noexcept;
  TermMaker& operator=(TermMaker&&) noexcept;

  /// `tokens` is the scan of `text_of(article)`, `annotations` what was found in it.
  [[nodiscard]] ArticleTerms make(const Article& article, const TokenTable& tokens,
                                  const Annotations& annotations);
  /// The stem of a folded word, as `make` uses it.
  [[nodiscard]] std::string_view stem_of(std::string_view folded);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Whether a date's interval is what the expression means; otherwise the day is undecided ("XXXX-WXX-5") and only
/// known to lie in the interval.
[[nodiscard]] bool is_decided(const Timex& timex) noexcept;
/// The same of the day a quotation was said: undecided when all that is known is an inferred publication interval.
[[nodiscard]] bool is_decided(const Quotation& quotation, const Annotations& annotations) noexcept;

/// Whether a token is a word of the index: words and numbers are, clitics, marks and links are not.
[[nodiscard]] bool is_indexed(const TokenTable& tokens, std::uint32_t token) noexcept;

}  // namespace quoth
