// An article's words as a result shows them: where printed, whose, and the sentences round them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quoth/index/snapshot.hpp"
#include "quoth/results/quotation_check.hpp"
#include "results/printed_quotation.hpp"

namespace quoth {

/// The words [first, last] of a quotation of a stored article, without the sentences round them. `text` is
/// text_of(stored.article).
[[nodiscard]] QuotationSource quotation_source(const StoredArticle& stored, std::string_view text,
                                               ArticleRef article, const PrintedQuotation& words,
                                               std::size_t first, std::size_t last);
/// The same of words of running text.
[[nodiscard]] QuotationSource text_source(const StoredArticle& stored, std::string_view text,
                                          ArticleRef article, const PrintedQuotation& words,
                                          std::size_t first, std::size_t last);
/// Fills in the sentences round a source: apart, since many sources are read and few are shown.
void add_context(const StoredArticle& stored, std::string_view text, const ContextOptions& options,
                 QuotationSource& source);

/// Whom words are said to be by: a name in any spelling, or a description ("the mayor").
class AskedSpeaker {
 public:
  explicit AskedSpeaker(std::string_view name);
  /// Whether a quotation of a stored article is said to be theirs: by any spelling the article has of its speaker, or
  /// by a role or description it gives that speaker.
  [[nodiscard]] bool said(const StoredArticle& stored, std::string_view text,
                          std::uint32_t quotation) const;
  /// Whether it holds no word to look for.
  [[nodiscard]] bool is_empty() const noexcept { return words_.empty(); }
  /// That no article calls its speaker so tells nothing then.
  [[nodiscard]] bool is_description() const noexcept { return is_description_; }

 private:
  [[nodiscard]] bool is_described(std::string_view text) const;
  [[nodiscard]] bool is_described_at(std::string_view text, const Mention& mention) const;
  std::string name_;
  std::vector<std::string> words_;  ///< folded, without a leading determiner
  bool is_description_ = false;
  bool may_describe_ =
      false;  ///< it is, or has no capital: then an article's "headmistress Torvik" tells
};

/// Whether a quotation's sentence says that it is a misquotation: “An earlier version misquoted Moss as saying …”.
[[nodiscard]] bool is_corrected(const StoredArticle& stored, std::string_view text,
                                std::uint32_t quotation);

}  // namespace quoth
