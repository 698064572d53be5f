// A quotation of a stored article with all its parts, as one sequence of words.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "quoth/index/snapshot.hpp"
#include "quoth/postings/quotation_words.hpp"

namespace quoth {

/// “We will pay,” Moss said, “but not twice.” is one, of two parts. Words keep their spans in the article's text.
struct PrintedQuotation {
  std::vector<QuotationWord> words;
  std::vector<std::uint32_t> part;  ///< of each word: its index in Annotations::quotations
  std::vector<bool> marked;  ///< of each word: between marks, or in direct speech that needs none
};

/// The quotation that `index` is a part of.
[[nodiscard]] PrintedQuotation printed_quotation(const StoredArticle& stored, std::string_view text,
                                                 std::uint32_t index);
/// Appends the words of that quotation alone, quickly: only their text is to be looked at, since their traits are told
/// as if an article without a language were English. `scratch` is for its tokens.
void append_words_of(const StoredArticle& stored, std::string_view text, std::uint32_t index,
                     TokenTable& scratch, std::vector<QuotationWord>& out);
/// Running text as if it were one: all words of an article from `begin` on, at most `most` bytes of it; no part, no
/// marks.
[[nodiscard]] PrintedQuotation running_text(const StoredArticle& stored, std::string_view text,
                                            std::size_t most);

/// The index of the first part of the quotation that `index` is a part of.
[[nodiscard]] std::uint32_t first_part(const StoredArticle& stored, std::uint32_t index) noexcept;

}  // namespace quoth
