#include "analyze/quotations/marks/mark_place.hpp"

#include "analyze/quotations/speech_words.hpp"

namespace quoth::quotations {
namespace {

bool opening_bracket(char32_t c) noexcept {
  return c == '(' || c == '[' || c == '{' || c == '>' || c == 0xFF08;
}
bool dash(char32_t c) noexcept {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == '/' || c == '=';
}

// Punctuation alone after a mark: « français », and so on. Not so „.de“.
bool stop_after(const TokenTable& t, TokenIndex i) noexcept {
  switch (t.at(i + 1)) {
    case ',':
    case '.':
    case ';':
    case ':':
    case '!':
    case '?':
    case ')':
      return space_after(t, i + 1) || t.kind(i + 2) == TokenKind::mark;
    default:
      return false;
  }
}

}  // namespace

bool opening_place(const TokenTable& t, TokenIndex i) noexcept {
  if (space_after(t, i) || stop_after(t, i)) return false;
  constexpr int kMarksInARow = 8;
  for (int n = 0; n < kMarksInARow; ++n, --i) {
    if (space_before(t, i)) return true;
    if (t.kind(i - 1) != TokenKind::mark) {
      const char32_t c = t.code(i - 1);
      return opening_bracket(c) || dash(c);
    }
  }
  return false;
}

bool closing_place(const TokenTable& t, TokenIndex i) noexcept {
  if (space_before(t, i)) return false;
  if (space_after(t, i)) return true;
  const TokenKind next = t.kind(i + 1);
  return next == TokenKind::punctuation || next == TokenKind::mark || next == TokenKind::clitic ||
         t.at(i + 1) == '<';
}

bool clipped_word(const TokenTable& t, const SpeechWords& words, TokenIndex i) noexcept {
  if (i + 1 >= t.size()) return true;
  const std::string_view next = t.text(i + 1);
  if (t.kind(i + 1) == TokenKind::number) {
    const bool decade = next.size() == 2 && i + 2 < t.size() && !t.before(i + 2, Gap::space) &&
                        t.kind(i + 2) == TokenKind::word;
    return next.size() == 2 && (decade || i + 2 >= t.size() || t.mark(i + 2) == Mark::none);
  }
  if (t.kind(i + 1) != TokenKind::word) return false;
  // ‘Cause’ in full marks is a word; ‘em is not.
  return words.small(t, i + 1, SpeechRole::clipped) &&
         (i + 2 >= t.size() || t.mark(i + 2) == Mark::none || next.size() < 3);
}

bool ends_clause(char32_t c) noexcept {
  switch (c) {
    case '.':
    case '!':
    case '?':
    case ',':
    case ';':
    case ':':
    case '-':
    case 0x2026:
    case 0x2013:
    case 0x2014:
    case 0x3002:
    case 0xFF01:
    case 0xFF0C:
    case 0xFF1F:
      return true;
    default:
      return false;
  }
}

}  // namespace quoth::quotations
