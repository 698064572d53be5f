// Did anybody say this, and in these words? A text held against the quotations of an index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/results/context.hpp"
#include "quoth/results/hit.hpp"

namespace quoth {

/// What became of the words of a text.
enum class Verdict : std::uint8_t {
  verbatim,  ///< printed as a quotation in these words. Case, marks, accents, contractions, garbled letters, a trim
  ///< at the ends and an ellipsis that leave the sense as it was do not count; notes tell of them
  altered,  ///< a quotation with some words changed, added or dropped; with an ellipsis of the source's own closed
  ///< up, or its [insertions] taken for words said
  cut,  ///< its words, without others that turned their sense: a negation, a condition, a contrast, what stood in
  ///< the middle of a clause; or joined from places of one speech that lie apart
  spliced,  ///< put together from several quotations
  paraphrase,  ///< printed as what somebody said, but not between marks: these need not be the words. Where a
  ///< negation or a number is another it is `altered`
  denied,        ///< printed as what somebody denied, or is misquoted as, saying
  hypothetical,  ///< printed as what somebody would, might or should say
  in_text,       ///< the words of an article itself, and of no quotation
  unknown,       ///< no quotation is like it
};
[[nodiscard]] std::string_view name_of(
    Verdict verdict) noexcept;  ///< "verbatim", ..., "in text", "unknown"

/// Whether the words are those of whom they were said to be.
enum class Attribution : std::uint8_t {
  not_asked,
  confirmed,  ///< a source says that the speaker asked for said so
  denied,     ///< a source says that the speaker asked for denied saying so, or was misquoted
  other,      ///< every source that names a speaker names others
  unknown,  ///< no source names a speaker, or none says that anybody did say so; or the name asked for is a
  ///< description that no source uses
};
[[nodiscard]] std::string_view name_of(
    Attribution attribution) noexcept;  ///< "not asked", "confirmed", "denied", ...

/// A stretch of words of a word diff. Of a stretch of more than 40 words only its ends are given, with " … " between.
struct WordEdit {
  enum class Kind : std::uint8_t {
    same,
    changed,   ///< `asked` stands where the source has `source`
    added,     ///< only the text checked has it
    left_out,  ///< only the source has it
  };
  Kind kind = Kind::same;
  std::string asked;   ///< as the text checked has it
  std::string source;  ///< as the source has it
  bool turning =
      false;  ///< it turns the sense: a negation, condition or contrast left out, changed or added, or another number
  bool marked = false;  ///< left out where the text has an ellipsis, or added in [brackets]
  friend bool operator==(const WordEdit&, const WordEdit&) = default;
};
[[nodiscard]] std::string_view name_of(
    WordEdit::Kind kind) noexcept;  ///< "same", "changed", "added", "left out"

/// Where a quotation is printed.
struct QuotationSource {
  ArticleRef article;
  std::string id, title, source, url;
  std::optional<PublicationDay> published;
  /// The quotation; of one in several parts the first that the words stand in. Of words of running text: the
  /// words alone, without a speaker. Its context is `context`.
  FoundQuotation quotation;
  Span
      span;  ///< of the words, in `text_of(article)`: from the first to the last that the text shares
  std::string
      printed;  ///< the words of `span` as printed; " … " between the parts of a quotation, at most 2,000 bytes
  SentenceContext context;  ///< the sentences round these
  friend bool operator==(const QuotationSource&, const QuotationSource&) = default;
};

/// A source, and how the text compares with it.
struct CheckedSource : QuotationSource {
  Verdict verdict = Verdict::unknown;  ///< of the text against this source alone
  double likeness =
      0;  ///< 0..1: 2 * same words / (words of the text + words of the source's stretch)
  std::vector<WordEdit> diff;      ///< from the text to the source, in order
  std::vector<std::string> notes;  ///< in plain words: what was trimmed, what stands in brackets
  bool by_asked = false;           ///< its speaker is whom the check asked for
  std::size_t piece = 0;           ///< of a spliced text: which piece it is the source of, from 0
  friend bool operator==(const CheckedSource&, const CheckedSource&) = default;
};

struct CheckOptions {
  /// Whose words they are said to be: a name, or a description such as "the mayor". Empty: the text itself may tell.
  std::string by;
  std::size_t limit = 10;  ///< sources given back at most
  ContextOptions context;
};

struct CheckResult {
  Verdict verdict = Verdict::unknown;
  std::string
      text;  ///< the words that were compared: without marks at both ends and without an attribution
  std::string by;  ///< whose words they are said to be, by the options or by the text; may be empty
  Attribution attribution = Attribution::not_asked;
  std::string summary;                 ///< the answer in one or two sentences
  std::vector<CheckedSource> sources;  ///< the best first; of a spliced text piece by piece
  std::size_t more_sources = 0;        ///< like the last one, but not given back; at least so many
  std::vector<std::string> notes;  ///< limits met: a text too long or too short, another language
};

/// At most so many words of a text are compared; `notes` tells when it has more.
inline constexpr std::size_t kMostCheckedWords = 1000;

}  // namespace quoth
