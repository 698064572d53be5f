#include "terminal.hpp"

#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "quoth/text/decode.hpp"

namespace quoth_cli {

bool use_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(STDOUT_FILENO) != 0 && (no_colour == nullptr || *no_colour == '\0') &&
         (term == nullptr || std::strcmp(term, "dumb") != 0);
}

std::string printable(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t count = 0;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const quoth::CodePoint c = quoth::code_point_at(text, at);
    at += c.size;
    if (c.value <= 0x20 || c.value == 0xA0) {
      space = !out.empty();
      continue;
    }
    // C1 controls, DEL and the marks that turn the direction of writing around.
    const bool control = (c.value >= 0x7F && c.value < 0xA0) ||
                         (c.value >= 0x202A && c.value <= 0x202E) ||
                         (c.value >= 0x2066 && c.value <= 0x2069);
    if (control) continue;
    if (count >= most) return out + "…";
    if (space) out += ' ';
    space = false;
    quoth::append_utf8(out, c.value);
    ++count;
  }
  return out;
}

std::string styled(std::string_view text, const char* code, bool colour) {
  if (!colour) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace quoth_cli
