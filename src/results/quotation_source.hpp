// An article's words as a result shows them: where printed, whose, and the sentences round them.
#pragma once

#include <string>
#include <string_view>

#include "quoth/index/snapshot.hpp"
#include "quoth/results/quotation_check.hpp"
#include "results/printed_quotation.hpp"

namespace quoth {

/// The words [first, last] of a quotation of a stored article. `text` is text_of(stored.article).
[[nodiscard]] QuotationSource quotation_source(const StoredArticle& stored, std::string_view text,
                                               ArticleRef article, const PrintedQuotation& words,
                                               std::size_t first, std::size_t last,
                                               const ContextOptions& options);
/// The same of words of running text.
[[nodiscard]] QuotationSource text_source(const StoredArticle& stored, std::string_view text,
                                          ArticleRef article, const PrintedQuotation& words,
                                          std::size_t first, std::size_t last,
                                          const ContextOptions& options);

/// Whether a quotation of a stored article is said to be by `name`, in any spelling the article has of it.
[[nodiscard]] bool is_said_by(const StoredArticle& stored, std::string_view text,
                              std::uint32_t quotation, std::string_view name);
/// Whether its sentence says that it is a misquotation: “An earlier version misquoted Moss as saying …”.
[[nodiscard]] bool is_corrected(const StoredArticle& stored, std::string_view text,
                                std::uint32_t quotation);

}  // namespace quoth
