// From the terms of a document to its postings in a .ranks file.
#pragma once

#include "index/ranks/ranks_builder.hpp"
#include "quoth/postings/article_terms.hpp"

namespace quoth::storage {

/// Adds the document. All its terms but the article's id are there: ids are looked up by
/// articles.map, and one term a document would be half of the dictionary. The plain way, for tests: what an index
/// writes goes by SegmentPostings.
void add_document(const DocumentTerms& document, RanksBuilder& out);

/// Whether a term of a document has postings in .ranks.
[[nodiscard]] bool has_ranks(std::string_view term) noexcept;

}  // namespace quoth::storage
