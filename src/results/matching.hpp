// Which part of an article matched: a plan read against one article's own terms.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "postings/article_postings.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/results/place.hpp"
#include "quoth/results/snippet.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {

/// Whether a document with these terms matches `node`; means the same as the executor. Quotation
/// nodes have no meaning here and match nothing.
///   article  that of the document: itself, but of a quotation
[[nodiscard]] bool matches(const PlanNode& node, const DocumentTerms& document,
                           const DocumentTerms& article);

/// One stored article, read again for showing: its text, tokens and terms. For one thread.
class ArticleView {
 public:
  explicit ArticleView(StoredArticle stored);
  ArticleView(const ArticleView&) = delete;
  ArticleView& operator=(const ArticleView&) = delete;

  [[nodiscard]] const StoredArticle& stored() const noexcept { return stored_; }
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] const TokenTable& tokens() const noexcept { return tokens_; }
  /// Its terms, and those of one of its quotations: made when they are first asked for.
  [[nodiscard]] const DocumentTerms& terms() const;
  [[nodiscard]] const DocumentTerms& terms_of_quotation(std::uint32_t i) const;

  /// Which of a name node's expansions the article has, or the quotation, where one is given; of a
  /// node inside a quotation clause, any of its quotations. Indices, ascending.
  [[nodiscard]] std::vector<std::size_t> matched_spellings(const PlanNode& names,
                                                           std::optional<std::uint32_t> quotation,
                                                           bool in_quotations) const;

  /// Indices of the quotations that match a quotation node of the plan anywhere but under a
  /// negation.
  [[nodiscard]] std::vector<std::uint32_t> matched_quotations(const PlanNode& root) const;
  /// Indices of the timexes that match a `when` clause of the plan, under the same condition.
  [[nodiscard]] std::vector<std::size_t> matched_dates(const PlanNode& root) const;
  /// The spans that made the article match, sorted, none twice. With `quotation` the plan is one of
  /// quotations, and only what lies in or speaks for that one counts.
  [[nodiscard]] std::vector<MatchedSpan> marks(const PlanNode& root,
                                               std::optional<std::uint32_t> quotation);

 private:
  struct Scope {
    TokenRange tokens;
    std::optional<std::uint32_t> quotation;
  };
  [[nodiscard]] TokenRange title_tokens() const noexcept;
  void mark_node(const PlanNode& node, const Scope& scope, std::vector<MatchedSpan>& out);
  void mark_words(const PlanNode& node, const Scope& scope, std::vector<MatchedSpan>& out);
  void mark_phrases(const PlanNode& node, const Scope& scope, std::vector<MatchedSpan>& out);
  /// The terms that the node's places are counted in.
  [[nodiscard]] const DocumentTerms& document_of(const PlanNode& node, const Scope& scope) const;
  [[nodiscard]] std::uint32_t quotation_count() const noexcept {
    return static_cast<std::uint32_t>(stored_.annotations.quotations.size());
  }
  /// What terms are made of.
  struct Words {
    ArticlePostings postings;
    TextOrder order;
  };
  [[nodiscard]] const Words& words() const;
  void mark_places(const std::vector<Place>& places, const PlanNode& node, const Scope& scope,
                   std::vector<MatchedSpan>& out) const;
  void mark_names(const PlanNode& node, const Scope& scope, std::vector<MatchedSpan>& out) const;
  void mark_dates(const PlanNode& node, const Scope& scope, std::vector<MatchedSpan>& out) const;

  StoredArticle stored_;
  std::string text_;
  TokenTable tokens_;
  mutable PostingsMaker maker_;
  mutable std::optional<Words> words_;
  mutable std::optional<DocumentTerms> terms_;
  mutable std::vector<std::optional<DocumentTerms>> terms_of_quotations_;
};

}  // namespace quoth
