// The normalised words of a quotation: what two printings of the same words must share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/text/span.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {

/// One word of a quotation, as it is compared.
///
/// Normalised: folded as `fold_word` does (case, accents and apostrophes gone); contractions written out ("don’t",
/// "dont" -> do not) and a possessive ’s joined to its word ("Ada’s" -> adas); number words and digits as digits
/// ("three hundred", "300" -> 300; "1,000" -> 1000), of any language with tables in any text; British spellings as American ones (English);
/// garbled letters read as what they were ("cafÃ©" -> cafe); a letter in brackets belongs to its word ("[T]he" -> the). Marks, punctuation and an editor's
/// "[sic]" are no words. What stands for what is a table, src/analyze/tables/<lang>/quotation_words.tsv; for a
/// language that has none, the English one.
struct QuotationWord {
  std::string text;
  Span span;  ///< in the text scanned; the words of one contraction share theirs
  std::uint16_t traits = 0;
  [[nodiscard]] bool is(std::uint16_t trait) const noexcept { return (traits & trait) != 0; }
  friend bool operator==(const QuotationWord&, const QuotationWord&) = default;
};

/// What a QuotationWord is, as bits.
namespace word_trait {
inline constexpr std::uint16_t gap =
    1;  ///< an ellipsis stands before it: "...", "…", ". . .", "[...]"
inline constexpr std::uint16_t bracketed =
    2;                                        ///< inside [brackets]: an editor's, not the speaker's
inline constexpr std::uint16_t sentence = 4;  ///< begins a sentence
inline constexpr std::uint16_t clause =
    8;  ///< , ; : — or a bracket stands before it, or it begins a sentence
inline constexpr std::uint16_t function =
    16;  ///< article, pronoun, preposition, auxiliary, ...: says little alone
inline constexpr std::uint16_t negation = 32;   ///< not, never, nobody, without
inline constexpr std::uint16_t condition = 64;  ///< if, unless, only
inline constexpr std::uint16_t contrast = 128;  ///< but, although, however
inline constexpr std::uint16_t pronoun = 256;   ///< he, they, his
inline constexpr std::uint16_t number = 512;    ///< digits
/// A preposition, conjunction or subordinator: a phrase or clause begins with it that others stand without.
inline constexpr std::uint16_t adjunct = 1024;
inline constexpr std::uint16_t modal = 2048;    ///< will, might: how sure it is
inline constexpr std::uint16_t term = 4096;     ///< when, once: what may yet be hangs on it
inline constexpr std::uint16_t term_as = 8192;  ///< a part of "as long as": all three have it
/// A word whose being there or not turns what is said.
inline constexpr std::uint16_t turning = negation | condition | contrast;
}  // namespace word_trait

/// Appends the normalised words of some tokens to `out`.
///
///   lang   BCP 47 tag, empty for English: its table of equal writings
///
/// Any bytes are acceptable. Linear; words longer than term::kMaxBytes are cut to that.
void append_quotation_words(const TokenTable& tokens, TokenRange range, std::string_view lang,
                            std::vector<QuotationWord>& out);

}  // namespace quoth
