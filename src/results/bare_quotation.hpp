// A quotation of a stored article as results give it, without the sentences round it.
#pragma once

#include <string_view>

#include "quoth/index/snapshot.hpp"
#include "quoth/results/hit.hpp"

namespace quoth {

/// Without context and marks: nothing is scanned. `text` is text_of(stored.article).
[[nodiscard]] FoundQuotation bare_quotation(const StoredArticle& stored, std::string_view text,
                                            QuotationRef ref);
[[nodiscard]] FoundSpeaker found_speaker(const Speaker& speaker, const Annotations& annotations,
                                         std::string_view text);

}  // namespace quoth
