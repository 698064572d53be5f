#include "terminal.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "quoth/text/decode.hpp"

namespace quoth_cli {

namespace {

// C1 controls, DEL and the marks that turn the direction of writing around.
bool is_silent(char32_t c) noexcept {
  return (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

bool use_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(STDOUT_FILENO) != 0 && (no_colour == nullptr || *no_colour == '\0') &&
         (term == nullptr || std::strcmp(term, "dumb") != 0);
}

std::string printable(std::string_view text, std::size_t most) {
  return printable(text, {}, false, most);
}

std::string printable(std::string_view text, std::span<const quoth::Span> marks, bool colour,
                      std::size_t most) {
  const std::string_view open = colour ? "\x1b[1m" : "«", close = colour ? "\x1b[0m" : "»";
  std::string out;
  std::size_t count = 0, mark = 0;
  bool space = false, marked = false;
  const auto end_mark = [&] {
    if (marked) out += close;
    marked = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const quoth::CodePoint c = quoth::code_point_at(text, at);
    const std::size_t begin = at;
    at += c.size;
    while (mark < marks.size() && marks[mark].end <= begin) {
      end_mark();
      ++mark;
    }
    if (c.value <= 0x20 || c.value == 0xA0) {
      space = !out.empty();
      continue;
    }
    if (is_silent(c.value)) continue;
    if (count >= most) {
      end_mark();
      return out + "…";
    }
    if (space) out += ' ';
    space = false;
    if (!marked && mark < marks.size() && marks[mark].begin <= begin) {
      out += open;
      marked = true;
    }
    quoth::append_utf8(out, c.value);
    ++count;
  }
  end_mark();
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const quoth::CodePoint c = quoth::code_point_at(text, at);
    at += c.size;
    if (c.value >= 0x20 && !is_silent(c.value)) {
      quoth::append_utf8(out, c.value);
      continue;
    }
    char code[16];
    std::snprintf(code, sizeof code, c.value < 0x100 ? "\\x%02x" : "\\u{%x}",
                  static_cast<unsigned>(c.value));
    out += code;
  }
  return out;
}

std::string styled(std::string_view text, const char* code, bool colour) {
  if (!colour) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace quoth_cli
