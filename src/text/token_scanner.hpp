// The scanner behind TokenTable: bytes to tokens, then tokens to sentences and paragraphs.
#pragma once

#include <cstdint>
#include <string_view>

#include "quoth/text/token_table.hpp"

namespace quoth {

/// Fills one table. Used for one scan and thrown away.
class TokenScanner {
 public:
  explicit TokenScanner(TokenTable& table) noexcept
      : t_(table), text_(table.text_), lexicon_(*table.lexicon_) {}
  void run();

 private:
  // The columns of the table that are filled token by token.
  struct Columns {
    std::uint32_t* begin = nullptr;
    std::uint32_t* end = nullptr;
    TokenKind* kind = nullptr;
    Shape* shape = nullptr;
    Mark* mark = nullptr;
    std::uint8_t* gap = nullptr;
    std::uint32_t* value = nullptr;
    WordId* word = nullptr;
    WordClasses* classes = nullptr;
    std::uint64_t* hash = nullptr;
  };
  void make_room();
  void open_line(std::uint32_t begin);
  void tokens();
  void paragraphs();
  void sentences();

  std::uint32_t scan_word(std::uint32_t at);
  std::uint32_t scan_number(std::uint32_t at);
  std::uint32_t scan_ascii_other(std::uint32_t at);
  std::uint32_t scan_unicode(std::uint32_t at);
  std::uint32_t scan_disguise(std::uint32_t at);
  std::uint32_t scan_replaced_mark(std::uint32_t at);
  std::uint32_t scan_link(std::uint32_t at);
  std::uint32_t word_end(std::uint32_t at, bool& ascii) const noexcept;
  std::uint32_t acronym_end(std::uint32_t at) const noexcept;
  std::uint32_t apostrophe_at(std::uint32_t at) const noexcept;
  bool letter_at(std::uint32_t at) const noexcept;
  void emit(std::uint32_t begin, std::uint32_t end, TokenKind kind, std::uint32_t value,
            Mark mark = Mark::none);
  void emit_word(std::uint32_t begin, std::uint32_t end, bool ascii);
  void look_up(TokenIndex i, std::uint64_t hash) noexcept;

  bool reads_on(TokenIndex next, std::uint32_t line_size) const noexcept;
  bool can_end_sentence(TokenIndex terminator) const noexcept;
  bool ends_sentence(TokenIndex terminator, TokenIndex next) const noexcept;

  TokenTable& t_;
  std::string_view text_;
  const Lexicon& lexicon_;
  Columns c_;
  TokenIndex count_ = 0, room_ = 0;  ///< tokens written, tokens that the columns have room for
  std::uint8_t gap_ = Gap::space | Gap::line;
  bool blank_line_ = true;
  std::uint32_t line_begin_ = 0;
  std::uint32_t wrap_width_ = 0;
};

}  // namespace quoth
