// The token table: one pass over a text finds its tokens, sentences and paragraphs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quoth/text/fold.hpp"
#include "quoth/text/lexicon.hpp"
#include "quoth/text/span.hpp"

namespace quoth {

enum class TokenKind : std::uint8_t {
  word,  ///< letters (with inner apostrophes, later digits, acronym points): Trump, O’Brien, U.S.,
         ///< G7
  number,  ///< ASCII digits only: 2025, 30 of "30th" (then "th" is a word without a space before
           ///< it)
  clitic,  ///< the possessive ’s after a word; its apostrophe included
  mark,    ///< may be a quotation mark: see Mark. An apostrophe inside a word is no token
  punctuation,  ///< one mark of punctuation, or a run of full stops (an ellipsis is one token)
  symbol,       ///< anything else that is seen: $ % @ + emoji
  link,         ///< http://…, https://…, www.…, pic.twitter.com/… up to white space
};

/// Letter case of a word.
enum class Shape : std::uint8_t {
  none,         ///< no letters, or a script without case
  lower,        ///< all letters small
  capitalised,  ///< first letter large, the rest small; also one single large letter
  upper,        ///< two or more letters, all large: NATO, U.S.
  mixed,        ///< anything else: McDonald, iPhone, O’Brien
};

/// Which character a `mark` token is. Marks in disguise (mojibake, &ldquo;) are given as what they
/// were, with `garbled` set in the token's gap; their span covers all the bytes of the disguise.
/// U+FFFD at the edge of a word is a straight double mark whose code is U+FFFD.
enum class Mark : std::uint8_t {
  none,
  straight_double,         ///< "
  straight_single,         ///< ' not inside a word
  left_double,             ///< “  (closes in German)
  right_double,            ///< ”  (opens and closes in Swedish)
  left_single,             ///< ‘
  right_single,            ///< ’  not inside a word; may be an apostrophe: the ’90s, workers’
  low_double,              ///< „
  low_single,              ///< ‚
  left_guillemet,          ///< «
  right_guillemet,         ///< »
  left_single_guillemet,   ///< ‹
  right_single_guillemet,  ///< ›
  left_corner,             ///< 「
  right_corner,            ///< 」
  left_white_corner,       ///< 『
  right_white_corner,      ///< 』
  grave_double,            ///< `` of LaTeX
  apostrophe_double,       ///< '' of LaTeX
  grave_single,            ///< ` not inside a word
  dagger,  ///< † glued to the word before it: may be a closing ” that took the space after it along
};

/// What stands before a token, as bits.
struct Gap {
  static constexpr std::uint8_t space = 1;      ///< white space of any kind
  static constexpr std::uint8_t line = 2;       ///< at least one line break
  static constexpr std::uint8_t sentence = 4;   ///< the token begins a sentence
  static constexpr std::uint8_t paragraph = 8;  ///< the token begins a paragraph
  static constexpr std::uint8_t garbled =
      16;  ///< the token itself is mojibake, read as what it was
};

/// Index of a token in its table.
using TokenIndex = std::uint32_t;

/// Tokens [begin, end) of a table.
struct TokenRange {
  TokenIndex begin = 0;
  TokenIndex end = 0;
  [[nodiscard]] constexpr TokenIndex size() const noexcept { return end - begin; }
  [[nodiscard]] constexpr bool empty() const noexcept { return begin == end; }
  friend constexpr bool operator==(TokenRange, TokenRange) noexcept = default;
};

namespace detail {

/// Leaves the values that a resize adds unwritten: the scanner writes them.
template <class T>
struct UnwrittenAllocator : std::allocator<T> {
  template <class U>
  struct rebind {
    using other = UnwrittenAllocator<U>;
  };
  template <class U>
  void construct(U*) noexcept {}
  template <class U, class Argument>
  void construct(U* at, Argument&& value) noexcept {
    ::new (static_cast<void*>(at)) U(std::forward<Argument>(value));
  }
};

}  // namespace detail

/// The tokens of one text, as a structure of arrays, in text order and without overlaps. Reused
/// from text to text: once its arrays have grown, a scan allocates nothing. Not for use by two
/// threads at once while scanning; afterwards it is a plain value.
///
/// Paragraphs end at blank lines, at form feeds, and at a single line break unless the line reads
/// on: the next line starts in lower case, or the line was broken at the text's wrapping width.
/// Sentences end at . ! ? … and their full-width kin (with closing marks and brackets after them)
/// when the next word can begin one; never after an abbreviation of the lexicon, an initial, or
/// inside "3.5"; always at the end of a paragraph.
class TokenTable {
 public:
  /// Scans `text`, looking every word up in `lexicon` once. Any bytes are acceptable; broken UTF-8
  /// reads as U+FFFD symbols. Only the first 4 GiB - 1 bytes are read. The table borrows `text` and
  /// `lexicon`: both must outlive its use.
  void scan(std::string_view text, const Lexicon& lexicon);

  [[nodiscard]] TokenIndex size() const noexcept { return static_cast<TokenIndex>(begin_.size()); }
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] const Lexicon& lexicon() const noexcept { return *lexicon_; }

  [[nodiscard]] Span span(TokenIndex i) const noexcept { return {begin_[i], end_[i]}; }
  /// From the first token's begin to the last token's end. REQUIRES: not empty.
  [[nodiscard]] Span span(TokenRange r) const noexcept {
    return {begin_[r.begin], end_[r.end - 1]};
  }
  [[nodiscard]] std::string_view text(TokenIndex i) const noexcept { return span(i).of(text_); }
  [[nodiscard]] TokenKind kind(TokenIndex i) const noexcept { return kind_[i]; }
  [[nodiscard]] Shape shape(TokenIndex i) const noexcept { return shape_[i]; }
  [[nodiscard]] Mark mark(TokenIndex i) const noexcept { return mark_[i]; }
  [[nodiscard]] bool before(TokenIndex i, std::uint8_t gap) const noexcept {
    return (gap_[i] & gap) != 0;
  }
  /// The code point of a punctuation, symbol or mark token (the first of a run; what a garbled one
  /// stood for), else 0.
  [[nodiscard]] char32_t code(TokenIndex i) const noexcept {
    return kind_[i] == TokenKind::number || kind_[i] == TokenKind::word ? U'\0'
                                                                        : char32_t{value_[i]};
  }
  /// `code` as a char where it is ASCII, else 0: `at(i) == ','`.
  [[nodiscard]] char at(TokenIndex i) const noexcept {
    const char32_t c = code(i);
    return c < 128 ? static_cast<char>(c) : '\0';
  }
  /// Value of a number token of at most nine digits, else kNoNumber.
  [[nodiscard]] std::uint32_t number(TokenIndex i) const noexcept {
    return kind_[i] == TokenKind::number ? value_[i] : kNoNumber;
  }
  static constexpr std::uint32_t kNoNumber = 0xffffffff;

  /// The lexicon entry of a word, kNoWord for any other token.
  [[nodiscard]] WordId word(TokenIndex i) const noexcept { return word_[i]; }
  [[nodiscard]] WordClasses classes(TokenIndex i) const noexcept { return classes_[i]; }
  /// hash_word of the folded word; numbers and clitics are hashed as they stand; 0 for other kinds.
  [[nodiscard]] std::uint64_t hash(TokenIndex i) const noexcept { return hash_[i]; }

  /// Index into `sentences()` and `paragraphs()`.
  [[nodiscard]] std::uint32_t sentence_of(TokenIndex i) const noexcept { return sentence_of_[i]; }
  [[nodiscard]] std::uint32_t paragraph_of(TokenIndex i) const noexcept { return paragraph_of_[i]; }
  [[nodiscard]] const std::vector<TokenRange>& sentences() const noexcept { return sentences_; }
  [[nodiscard]] const std::vector<TokenRange>& paragraphs() const noexcept { return paragraphs_; }

  /// First token that ends after `byte`; size() if none. Logarithmic.
  [[nodiscard]] TokenIndex token_at(std::uint32_t byte) const noexcept;
  /// The tokens that lie wholly in `span`.
  [[nodiscard]] TokenRange tokens_in(Span span) const noexcept;

  struct Phrase {
    WordId id = kNoWord;
    std::uint32_t words = 0;  ///< tokens it covers
  };
  /// The longest phrase of the lexicon that starts at token `i`: adjacent words and numbers, one
  /// paragraph, nothing but white space, hyphens and acronym points between them. `id` is kNoWord
  /// when there is none of two or more words; `words` counts every token covered, hyphens included.
  [[nodiscard]] Phrase phrase_at(TokenIndex i) const noexcept {
    if ((classes_[i] & kStartsPhrase) == 0 || i + 1 >= size()) return {};
    // Most often the next word tells.
    if (kind_[i + 1] == TokenKind::word &&
        !lexicon_->may_begin_phrase(hash_phrase(hash_[i], hash_[i + 1])))
      return {};
    return read_phrase(i);
  }

 private:
  friend class TokenScanner;
  void resize(std::size_t tokens);
  [[nodiscard]] Phrase read_phrase(TokenIndex i) const noexcept;

  std::string_view text_;
  const Lexicon* lexicon_ = nullptr;
  template <class T>
  using Column = std::vector<T, detail::UnwrittenAllocator<T>>;
  Column<std::uint32_t> begin_, end_;
  Column<TokenKind> kind_;
  Column<Shape> shape_;
  Column<Mark> mark_;
  Column<std::uint8_t> gap_;
  Column<std::uint32_t> value_;
  Column<WordId> word_;
  Column<WordClasses> classes_;
  Column<std::uint64_t> hash_;
  Column<std::uint32_t> sentence_of_, paragraph_of_;
  std::vector<TokenRange> sentences_, paragraphs_;
  // What the scanner notes on its way, kept for its memory only.
  struct LineBreak {
    TokenIndex token;  ///< the first token after it
    std::uint32_t line_size;
    bool blank;  ///< a blank line, or a form feed
  };
  std::vector<LineBreak> breaks_;
  std::vector<TokenIndex> terminators_;  ///< tokens that can end a sentence
  std::string fold_scratch_;
};

}  // namespace quoth
