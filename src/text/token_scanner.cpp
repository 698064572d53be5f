#include "text/token_scanner.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"
#include "text/disguised_marks.hpp"
#include "text/kernels/ascii_run.hpp"

namespace quoth {
namespace {

enum class Byte : std::uint8_t { space, line, letter, digit, other, high };

constexpr std::array<Byte, 256> kBytes = [] {
  std::array<Byte, 256> table{};
  for (int c = 0; c < 256; ++c) {
    Byte b = Byte::other;
    if (c >= 0x80)
      b = Byte::high;
    else if (c == '\n' || c == '\r' || c == '\f' || c == '\v')
      b = Byte::line;
    else if (c == ' ' || c == '\t' || c < 0x20 || c == 0x7f)
      b = Byte::space;
    else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
      b = Byte::letter;
    else if (c >= '0' && c <= '9')
      b = Byte::digit;
    table[static_cast<std::size_t>(c)] = b;
  }
  return table;
}();

Byte byte_class(char c) noexcept { return kBytes[static_cast<unsigned char>(c)]; }

bool is_letter(char32_t c) noexcept {
  constexpr std::uint32_t kLetters = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK;
  return (U_MASK(u_charType(static_cast<UChar32>(c))) & kLetters) != 0;
}

// Whether a run of ASCII letters and digits may be only a part of its token, by what stands after
// it: another letter, an apostrophe, the point of an acronym, the rest of a link.
bool may_go_on(const char* run, std::uint32_t size) noexcept {
  const char next = run[size], first = static_cast<char>(run[0] | 0x20);
  switch (next) {
    case '\'':
    case '`':
    case '&':
    case '\\':
      return true;
    case '.':
      return size == 1 || (size == 3 && (first == 'w' || first == 'p'));
    case ':':
      return first == 'h' && (size == 4 || size == 5);
    default:
      return byte_class(next) == Byte::high;
  }
}

// Scripts written without spaces: each character is a token, so that phrases work.
bool stands_alone(char32_t c) noexcept {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x323AF) || (c >= 0xF900 && c <= 0xFAFF);
}

Mark mark_of(char32_t c) noexcept {
  switch (c) {
    case '"':
    case 0x2033:  // ″
      return Mark::straight_double;
    case '\'':
    case 0x00B4:  // ´, which some type on both sides
    case 0x2032:  // ′
      return Mark::straight_single;
    case 0x201C:
    case 0x275D:
    case 0x301D:
    case 0x1F676:
      return Mark::left_double;
    case 0x201D:
    case 0x275E:
    case 0x301E:
    case 0xFF02:
    case 0x1F677:
      return Mark::right_double;
    case 0x201F:
      return Mark::left_double;
    case 0x2018:
    case 0x201B:
    case 0x275B:
      return Mark::left_single;
    case 0x2019:
    case 0x275C:
      return Mark::right_single;
    case 0x201E:
    case 0x301F:
      return Mark::low_double;
    case 0x201A:
      return Mark::low_single;
    case 0x00AB:
      return Mark::left_guillemet;
    case 0x00BB:
      return Mark::right_guillemet;
    case 0x2039:
      return Mark::left_single_guillemet;
    case 0x203A:
      return Mark::right_single_guillemet;
    case 0x300C:
      return Mark::left_corner;
    case 0x300D:
      return Mark::right_corner;
    case 0x300E:
      return Mark::left_white_corner;
    case 0x300F:
      return Mark::right_white_corner;
    default:
      return Mark::none;
  }
}

bool is_terminator(char32_t c) noexcept {
  switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x2026:
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
    case 0x061F:
    case 0x0964:
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
      return true;
    default:
      return false;
  }
}

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// don�t, it�s: U+FFFD for an apostrophe, which few endings follow.
bool replaced_apostrophe(std::string_view rest) noexcept {
  if (!rest.starts_with(kReplacement)) return false;
  rest.remove_prefix(kReplacement.size());
  for (const std::string_view ending : {"s", "t", "d", "m", "re", "ve", "ll"}) {
    if (!rest.starts_with(ending)) continue;
    if (rest.size() == ending.size()) return true;
    const Byte next = byte_class(rest[ending.size()]);
    if (next != Byte::letter && next != Byte::digit && next != Byte::high) return true;
  }
  return false;
}

// Whether the first `size` bytes of `text` stand there three times, and not four.
bool run_of_three(std::string_view text, std::size_t size) noexcept {
  const std::string_view one = text.substr(0, size);
  const auto again = [&](std::size_t n) {
    return text.size() >= size * (n + 1) && text.substr(size * n, size) == one;
  };
  return again(1) && again(2) && !again(3);
}

bool is_white(char32_t c) noexcept {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x200B || c == 0xFEFF || c == 0x2060;
}

}  // namespace

void TokenScanner::run() {
  t_.breaks_.clear();
  t_.terminators_.clear();
  tokens();
  t_.resize(count_);
  t_.sentence_of_.resize(count_);
  t_.paragraph_of_.resize(count_);
  paragraphs();
  sentences();
}

void TokenScanner::make_room() {
  // News has a token every five or six bytes; what has more of them grows by half.
  const std::size_t first = text_.size() / 5 + 64;
  const std::size_t room = room_ == 0 ? first : std::size_t{room_} + room_ / 2;
  t_.resize(room);
  room_ = static_cast<TokenIndex>(std::min<std::size_t>(room, 0xffffffffu));
  c_ = {t_.begin_.data(), t_.end_.data(),   t_.kind_.data(), t_.shape_.data(),   t_.mark_.data(),
        t_.gap_.data(),   t_.value_.data(), t_.word_.data(), t_.classes_.data(), t_.hash_.data()};
}

/// Notes the line break before the token that begins at `begin`.
void TokenScanner::open_line(std::uint32_t begin) {
  if (count_ > 0) {
    t_.breaks_.push_back({count_, c_.end[count_ - 1] - line_begin_, blank_line_});
    line_begin_ = begin;
  }
  blank_line_ = false;
}

void TokenScanner::emit(std::uint32_t begin, std::uint32_t end, TokenKind kind, std::uint32_t value,
                        Mark mark) {
  if ((gap_ & Gap::line) != 0) open_line(begin);
  const TokenIndex i = count_++;
  c_.begin[i] = begin;
  c_.end[i] = end;
  c_.kind[i] = kind;
  c_.shape[i] = Shape::none;
  c_.mark[i] = mark;
  c_.gap[i] = gap_;
  c_.value[i] = value;
  c_.word[i] = kNoWord;
  c_.classes[i] = 0;
  c_.hash[i] = 0;
  gap_ = 0;
}

void TokenScanner::look_up(TokenIndex i, std::uint64_t hash) noexcept {
  c_.hash[i] = hash;
  const Lexicon::Found found = lexicon_.find_word(hash);
  c_.word[i] = found.id;
  c_.classes[i] = found.classes;
}

void TokenScanner::tokens() {
  constexpr TokenIndex kMostAtOnce = 2;  // a word and its clitic
  const char* const bytes = text_.data();
  const auto size = static_cast<std::uint32_t>(text_.size());
  std::uint32_t at = 0;
  while (at < size) {
    if (room_ - count_ < kMostAtOnce) make_room();
    switch (byte_class(bytes[at])) {
      case Byte::space:
        gap_ |= Gap::space;
        ++at;
        break;
      case Byte::line: {
        // A second line break with nothing but space since the first leaves a blank line.
        const bool form_feed = bytes[at] == '\f';
        at += bytes[at] == '\r' && at + 1 < size && bytes[at + 1] == '\n' ? 2 : 1;
        if ((gap_ & Gap::line) != 0 || form_feed) blank_line_ = true;
        gap_ |= Gap::space | Gap::line;
        break;
      }
      case Byte::letter: {
        const kernels::AsciiRun run = kernels::ascii_run(bytes + at, bytes + size);
        const auto length = static_cast<std::uint32_t>(run.size);
        if (at + length < size && may_go_on(bytes + at, length)) {
          at = scan_word(at);
          break;
        }
        if ((gap_ & Gap::line) != 0) open_line(at);
        const TokenIndex i = count_++;
        c_.begin[i] = at;
        c_.end[i] = at + length;
        c_.kind[i] = TokenKind::word;
        c_.shape[i] = run.shape;
        c_.mark[i] = Mark::none;
        c_.gap[i] = gap_;
        c_.value[i] = 0;
        look_up(i, run.hash);
        at += length;
        // What stands after most words.
        const bool space = at < size && bytes[at] == ' ';
        gap_ = space ? Gap::space : std::uint8_t{0};
        at += space ? 1 : 0;
        break;
      }
      case Byte::digit:
        at = scan_number(at);
        break;
      case Byte::other:
        at = scan_ascii_other(at);
        break;
      case Byte::high:
        at = scan_unicode(at);
        break;
    }
  }
}

bool TokenScanner::letter_at(std::uint32_t at) const noexcept {
  if (at >= text_.size()) return false;
  const Byte b = byte_class(text_[at]);
  if (b != Byte::high) return b == Byte::letter;
  const char32_t c = code_point_at(text_, at).value;
  return is_letter(c) && disguise_at(text_.substr(at)).size == 0;
}

/// Size of the apostrophe at `at`, 0 when there is none.
std::uint32_t TokenScanner::apostrophe_at(std::uint32_t at) const noexcept {
  if (at >= text_.size()) return 0;
  const std::string_view rest = text_.substr(at);
  switch (rest[0]) {
    case '\'':
    case '`':
      return 1;
    case '\xCA':
      return rest.starts_with("\xCA\xBC") ? 2 : 0;
    case '\xEF':
      return replaced_apostrophe(rest) ? static_cast<std::uint32_t>(kReplacement.size()) : 0;
    default:
      break;
  }
  if (rest.starts_with("\xE2\x80\x99") || rest.starts_with("\xE2\x80\x98")) return 3;
  if (rest.starts_with("\xC2\xB4")) return 2;
  const Disguise d = disguise_at(rest);
  return d.meant == 0x2019 || d.meant == 0x2018 || d.meant == '\'' ? d.size : 0;
}

/// End of the run of letters and digits from `at` on.
std::uint32_t TokenScanner::word_end(std::uint32_t at, bool& ascii) const noexcept {
  const auto size = static_cast<std::uint32_t>(text_.size());
  while (at < size) {
    const Byte b = byte_class(text_[at]);
    if (b == Byte::letter || b == Byte::digit) {
      ++at;
    } else if (b == Byte::high) {
      const CodePoint c = code_point_at(text_, at);
      if (!is_letter(c.value) || stands_alone(c.value)) break;
      if (disguise_at(text_.substr(at)).size != 0) break;
      ascii = false;
      at += c.size;
    } else {
      break;
    }
  }
  return at;
}

/// End of "U.S.", "a.m.", "J.K." from its first letter, or 0 when there is no such thing.
std::uint32_t TokenScanner::acronym_end(std::uint32_t at) const noexcept {
  const auto size = static_cast<std::uint32_t>(text_.size());
  const auto letter = [&](std::uint32_t i) {
    return i < size && byte_class(text_[i]) == Byte::letter;
  };
  const auto point = [&](std::uint32_t i) { return i < size && text_[i] == '.'; };
  std::uint32_t letters = 0;
  while (letter(at) && !letter(at + 1) && point(at + 1)) {
    at += 2;
    ++letters;
  }
  if (letters >= 1 && letter(at) &&
      (at + 1 == size || byte_class(text_[at + 1]) == Byte::space ||
       byte_class(text_[at + 1]) == Byte::line || text_[at + 1] == ',')) {
    ++at;
    ++letters;
  }
  return letters >= 2 ? at : 0;
}

void TokenScanner::emit_word(std::uint32_t begin, std::uint32_t end, bool ascii) {
  const TokenIndex i = count_;
  emit(begin, end, TokenKind::word, 0);
  unsigned upper = 0;
  bool any_lower = false, first_upper = false;
  for (std::uint32_t k = begin; k < end;) {
    const char c = text_[k];
    bool is_upper = c >= 'A' && c <= 'Z', is_lower = c >= 'a' && c <= 'z';
    std::uint32_t bytes = 1;
    if (byte_class(c) == Byte::high) {
      const CodePoint point = code_point_at(text_, k);
      const auto value = static_cast<UChar32>(point.value);
      is_upper = u_isupper(value) || u_istitle(value);
      is_lower = !is_upper && u_islower(value);
      bytes = point.size;
    }
    if (is_upper && k == begin) first_upper = true;
    upper += is_upper ? 1 : 0;
    any_lower = any_lower || is_lower;
    k += bytes;
  }
  c_.shape[i] = kernels::shape_of(upper > 0, upper > 1, first_upper, any_lower);
  std::string& folded = t_.fold_scratch_;
  folded.clear();
  const std::string_view word = text_.substr(begin, end - begin);
  if (const bool plain = ascii && word.find('&') == std::string_view::npos; plain) {
    fold_word(word, folded);
  } else {
    fold_word(without_disguised_apostrophes(word), folded);
  }
  look_up(i, hash_word(folded));
}

std::uint32_t TokenScanner::scan_word(std::uint32_t at) {
  const char first = text_[at];
  if (first == 'h' || first == 'w' || first == 'H' || first == 'W' ||
      (first == 't' && text_.substr(at).starts_with("t.")) ||
      (first == 'p' && text_.substr(at).starts_with("pic."))) {
    if (const std::uint32_t end = scan_link(at)) return end;
  }
  if (const std::uint32_t end = acronym_end(at)) {
    if (text_[end - 1] == '.') t_.terminators_.push_back(count_);
    emit_word(at, end, true);
    return end;
  }
  bool ascii = byte_class(first) == Byte::letter;
  std::uint32_t end = word_end(at, ascii);
  while (const std::uint32_t apostrophe = apostrophe_at(end)) {
    const std::uint32_t next = end + apostrophe;
    if (!letter_at(next)) break;
    bool rest_ascii = true;
    const std::uint32_t rest = word_end(next, rest_ascii);
    if (rest == next) break;
    if (rest - next == 1 && (text_[next] == 's' || text_[next] == 'S') && !apostrophe_at(rest)) {
      emit_word(at, end, ascii);
      const TokenIndex clitic = count_;
      emit(end, rest, TokenKind::clitic, '\'');
      c_.hash[clitic] = hash_word("s");
      return rest;
    }
    // A backquote or a left mark may open a quotation instead: only "shouldn‘t" and "rock`n" read
    // on.
    ascii = ascii && rest_ascii && apostrophe == 1;
    end = rest;
  }
  emit_word(at, end, ascii);
  return end;
}

std::uint32_t TokenScanner::scan_number(std::uint32_t at) {
  const auto size = static_cast<std::uint32_t>(text_.size());
  std::uint32_t end = at;
  std::uint64_t value = 0;
  while (end < size && byte_class(text_[end]) == Byte::digit) {
    if (end - at < 9) value = value * 10 + static_cast<std::uint64_t>(text_[end] - '0');
    ++end;
  }
  const TokenIndex i = count_;
  emit(at, end, TokenKind::number,
       end - at <= 9 ? static_cast<std::uint32_t>(value) : TokenTable::kNoNumber);
  c_.hash[i] = hash_word(text_.substr(at, end - at));
  return end;
}

std::uint32_t TokenScanner::scan_link(std::uint32_t at) {
  const std::string_view rest = text_.substr(at);
  const auto begins = [&](std::string_view prefix) {
    if (rest.size() <= prefix.size()) return false;
    for (std::size_t i = 0; i < prefix.size(); ++i)
      if ((rest[i] | 0x20) != (prefix[i] | 0x20)) return false;
    return true;
  };
  if (!begins("http://") && !begins("https://") && !begins("www.") && !begins("t.co/") &&
      !begins("pic.twitter.com/") && !begins("pic.x.com/"))
    return 0;
  const auto size = static_cast<std::uint32_t>(text_.size());
  std::uint32_t end = at;
  while (end < size) {
    const char c = text_[end];
    const Byte b = byte_class(c);
    if (b == Byte::space || b == Byte::line || b == Byte::high || c == '"' || c == '<' || c == '>')
      break;
    ++end;
  }
  while (end > at && std::string_view(".,;:!?)]}'").find(text_[end - 1]) != std::string_view::npos)
    --end;
  emit(at, end, TokenKind::link, 0);
  return end;
}

std::uint32_t TokenScanner::scan_ascii_other(std::uint32_t at) {
  const auto size = static_cast<std::uint32_t>(text_.size());
  const char c = text_[at];
  const bool twin = at + 1 < size && text_[at + 1] == c;
  switch (c) {
    case '"':
      emit(at, at + 1, TokenKind::mark, '"', Mark::straight_double);
      return at + 1;
    case '\'':
      // ''' closes a single mark inside a double one, or opens one.
      if (twin && !(gap_ == 0 && count_ > 0 && run_of_three(text_.substr(at), 1))) {
        emit(at, at + 2, TokenKind::mark, '\'', Mark::apostrophe_double);
        return at + 2;
      }
      emit(at, at + 1, TokenKind::mark, '\'', Mark::straight_single);
      return at + 1;
    case '`':
      emit(at, at + (twin ? 2 : 1), TokenKind::mark, '`',
           twin ? Mark::grave_double : Mark::grave_single);
      return at + (twin ? 2 : 1);
    case '.': {
      std::uint32_t end = at;
      while (end < size && text_[end] == '.') ++end;
      t_.terminators_.push_back(count_);
      emit(at, end, TokenKind::punctuation, end - at >= 2 ? 0x2026u : '.');
      return end;
    }
    case '&':
    case '\\':
      if (const std::uint32_t end = scan_disguise(at)) return end;
      emit(at, at + 1, TokenKind::symbol, static_cast<unsigned char>(c));
      return at + 1;
    case '<':
    case '>':
      // <<so>>: a typewriter's guillemets
      if (twin &&
          (c == '<' ? (gap_ != 0 || count_ == 0) && letter_at(at + 2)
                    : gap_ == 0 && count_ > 0 && !letter_at(at + 2)) &&
          !run_of_three(text_.substr(at), 1)) {
        emit(at, at + 2, TokenKind::mark, c == '<' ? 0x00ABu : 0x00BBu,
             c == '<' ? Mark::left_guillemet : Mark::right_guillemet);
        return at + 2;
      }
      emit(at, at + 1, TokenKind::symbol, static_cast<unsigned char>(c));
      return at + 1;
    case ',':
      // ,,so“: a typewriter's low marks
      if (twin && (gap_ != 0 || count_ == 0) && letter_at(at + 2)) {
        emit(at, at + 2, TokenKind::mark, 0x201E, Mark::low_double);
        return at + 2;
      }
      emit(at, at + 1, TokenKind::punctuation, ',');
      return at + 1;
    case '!':
    case '?':
      t_.terminators_.push_back(count_);
      [[fallthrough]];
    case ';':
    case ':':
    case '-':
    case '(':
    case ')':
    case '[':
    case ']':
    case '{':
    case '}':
    case '/':
      emit(at, at + 1, TokenKind::punctuation, static_cast<unsigned char>(c));
      return at + 1;
    default:
      emit(at, at + 1, TokenKind::symbol, static_cast<unsigned char>(c));
      return at + 1;
  }
}

/// The mark, dash or space in disguise at `at`: its end, or 0 when there is none.
std::uint32_t TokenScanner::scan_disguise(std::uint32_t at) {
  const Disguise d = disguise_at(text_.substr(at));
  if (d.size == 0) return 0;
  const std::uint32_t end = at + d.size;
  if (is_white(d.meant)) {
    gap_ |= Gap::space;
    return end;
  }
  const Mark mark = mark_of(d.meant);
  gap_ |= Gap::garbled;
  if (is_terminator(d.meant)) t_.terminators_.push_back(count_);
  emit(at, end, mark == Mark::none ? TokenKind::punctuation : TokenKind::mark, d.meant, mark);
  return end;
}

/// U+FFFD where a mark may have been: at the edge of a word, up to three for its three bytes. The
/// end of the token, or 0.
std::uint32_t TokenScanner::scan_replaced_mark(std::uint32_t at) {
  std::uint32_t end = at;
  constexpr int kBytesOfMark = 3;
  for (int n = 0; n < kBytesOfMark && text_.substr(end).starts_with(kReplacement); ++n)
    end += static_cast<std::uint32_t>(kReplacement.size());
  if (end == at || text_.substr(end).starts_with(kReplacement)) return 0;
  const bool glued_before = gap_ == 0 && count_ > 0, glued_after = letter_at(end);
  if (glued_before == glued_after) return 0;
  gap_ |= Gap::garbled;
  emit(at, end, TokenKind::mark, 0xFFFD, Mark::straight_double);
  return end;
}

std::uint32_t TokenScanner::scan_unicode(std::uint32_t at) {
  if (const std::uint32_t end = scan_disguise(at)) return end;
  if (text_[at] == '\xEF') {
    if (const std::uint32_t end = scan_replaced_mark(at)) return end;
  }
  const CodePoint c = code_point_at(text_, at);
  const std::uint32_t end = at + c.size;
  if (const Mark mark = mark_of(c.value); mark != Mark::none) {
    // ‘‘ and ’’ are double marks, and so is ´´.
    const bool left = mark == Mark::left_single, straight = mark == Mark::straight_single;
    const std::string_view bytes = text_.substr(at, c.size);
    const bool closes_two = !left && gap_ == 0 && run_of_three(text_.substr(at), c.size);
    if ((left || straight || mark == Mark::right_single) && text_.substr(end).starts_with(bytes) &&
        !closes_two) {
      emit(at, end + c.size, TokenKind::mark,
           straight ? '"'
           : left   ? 0x201C
                    : 0x201D,
           straight ? Mark::straight_double
           : left   ? Mark::left_double
                    : Mark::right_double);
      return end + c.size;
    }
    emit(at, end, TokenKind::mark, c.value, mark);
    return end;
  }
  if (is_white(c.value)) {
    gap_ |= Gap::space;
    if (c.value == 0x2028 || c.value == 0x2029 || c.value == 0x85) {
      if ((gap_ & Gap::line) != 0 || c.value == 0x2029) blank_line_ = true;
      gap_ |= Gap::line;
    }
    return end;
  }
  if (c.value == 0x2020 && gap_ == 0 && count_ > 0) {
    emit(at, end, TokenKind::mark, c.value, Mark::dagger);
    return end;
  }
  if (is_letter(c.value)) {
    if (!stands_alone(c.value)) return scan_word(at);
    emit_word(at, end, false);
    return end;
  }
  const std::uint32_t type = U_MASK(u_charType(static_cast<UChar32>(c.value)));
  const bool punctuation = (type & U_GC_P_MASK) != 0;
  if (punctuation && is_terminator(c.value)) t_.terminators_.push_back(count_);
  emit(at, end, punctuation ? TokenKind::punctuation : TokenKind::symbol, c.value);
  return end;
}

/// Whether the line that starts with token `next` goes on with the sentence of the line before it.
bool TokenScanner::reads_on(TokenIndex next, std::uint32_t line_size) const noexcept {
  if (t_.kind_[next] == TokenKind::word && t_.shape_[next] == Shape::lower) return true;
  const char after = t_.at(next);
  if (t_.kind_[next] == TokenKind::punctuation && (after == ',' || after == ';' || after == '.'))
    return true;
  const char last = t_.at(next - 1);
  if (t_.kind_[next - 1] == TokenKind::punctuation && last == ',') return true;
  return wrap_width_ != 0 && line_size * 10 >= wrap_width_ * 7;
}

void TokenScanner::paragraphs() {
  // A text is hard-wrapped when it has several lines, none longer than a terminal's or mail's, most
  // of them full.
  constexpr std::uint32_t kWidest = 110, kNarrowest = 30;
  std::uint32_t widest = 0, full = 0, single = 0;
  for (const TokenTable::LineBreak& b : t_.breaks_) widest = std::max(widest, b.line_size);
  for (const TokenTable::LineBreak& b : t_.breaks_) {
    if (b.blank) continue;
    ++single;
    if (b.line_size * 10 >= widest * 7) ++full;
  }
  wrap_width_ = single >= 4 && widest <= kWidest && widest >= kNarrowest && full * 4 >= single * 3
                    ? widest
                    : 0;

  const TokenIndex count = t_.size();
  if (count == 0) return;
  TokenIndex begin = 0;
  const auto close = [&](TokenIndex end) {
    t_.gap_[begin] |= Gap::paragraph;
    const auto id = static_cast<std::uint32_t>(t_.paragraphs_.size());
    std::fill(t_.paragraph_of_.begin() + begin, t_.paragraph_of_.begin() + end, id);
    t_.paragraphs_.push_back({begin, end});
    begin = end;
  };
  for (const TokenTable::LineBreak& b : t_.breaks_)
    if (b.blank || !reads_on(b.token, b.line_size)) close(b.token);
  close(count);
}

/// Whether a full stop at `terminator` can end a sentence, by what stands before it.
bool TokenScanner::can_end_sentence(TokenIndex terminator) const noexcept {
  if (t_.at(terminator) != '.' || terminator == 0) return true;
  const TokenIndex last = terminator - 1;
  if (t_.before(terminator, Gap::space)) return true;
  if (t_.kind_[last] == TokenKind::number)  // am 3. März
    return !(t_.lexicon_->ordinal_point() && t_.end_[last] - t_.begin_[last] <= 2);
  if (t_.kind_[last] != TokenKind::word) return true;
  if ((t_.classes_[last] & kAbbreviation) != 0) return false;
  const bool initial =
      t_.end_[last] - t_.begin_[last] == 1 && t_.shape_[last] == Shape::capitalised;
  return !(initial && t_.text_[t_.begin_[last]] != 'I');
}

/// Whether a sentence ends between `terminator` (or the acronym that ends in a point) and `next`.
bool TokenScanner::ends_sentence(TokenIndex terminator, TokenIndex next) const noexcept {
  const bool spaced = t_.before(next, Gap::space);
  const TokenKind kind = t_.kind_[next];
  if (kind == TokenKind::punctuation || kind == TokenKind::clitic) {
    const char c = t_.at(next);
    if (!spaced || (c != '(' && c != '[' && t_.code(next) < 0x2000)) return false;
  }
  if (kind == TokenKind::word && t_.shape_[next] == Shape::lower) return false;
  const char32_t code = t_.code(terminator);
  if (code >= 0x3000) return true;  // 。！？ need no space after them
  if (!spaced) return false;
  // After "U.S." or an initial only a word that is no name can begin a sentence.
  const bool acronym = t_.kind_[terminator] == TokenKind::word;
  if (acronym || !can_end_sentence(terminator)) {
    return kind == TokenKind::word && (t_.classes_[next] & kOpensSentence) != 0 &&
           (acronym || (t_.classes_[terminator - 1] & kAbbreviation) == 0);
  }
  return true;
}

void TokenScanner::sentences() {
  auto terminator = t_.terminators_.cbegin();
  for (const TokenRange paragraph : t_.paragraphs_) {
    TokenIndex begin = paragraph.begin;
    const auto close = [&](TokenIndex end) {
      t_.gap_[begin] |= Gap::sentence;
      const auto id = static_cast<std::uint32_t>(t_.sentences_.size());
      std::fill(t_.sentence_of_.begin() + begin, t_.sentence_of_.begin() + end, id);
      t_.sentences_.push_back({begin, end});
      begin = end;
    };
    TokenIndex next = paragraph.begin;
    for (; terminator != t_.terminators_.cend() && *terminator < paragraph.end; ++terminator) {
      const TokenIndex i = *terminator;
      if (i < next) continue;  // a later mark of the same end, or the end of the paragraph before
      next = i + 1;
      while (next < paragraph.end && !t_.before(next, Gap::space) &&
             (t_.kind_[next] == TokenKind::mark || t_.at(next) == ')' || t_.at(next) == ']' ||
              (t_.kind_[next] == TokenKind::punctuation && is_terminator(t_.code(next)))))
        ++next;
      // A dagger or "â€" that took the space after it along leaves none to be seen, and scrapers
      // lose it: “Stay.”Then
      const bool lost_space = next > i + 1 && (t_.mark_[next - 1] == Mark::dagger ||
                                               t_.mark_[next - 1] == Mark::right_double);
      if (next >= paragraph.end) continue;
      if (ends_sentence(i, next) || (lost_space && t_.shape_[next] != Shape::lower)) close(next);
    }
    if (begin < paragraph.end) close(paragraph.end);
  }
}

}  // namespace quoth
