// Any bytes are a text with matches: the snippet is sound, and so is what renderers make of it.
// Byte 1 is the size, byte 2 the count of fragments, byte 3 the count of matches of two bytes each
// (distance from the last one's begin, size); the rest is the text.
#include <algorithm>
#include <vector>

#include "must.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/results/snippet.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/token_table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  using fuzz::must;
  if (size < 3) return 0;
  const SnippetOptions options{40u + data[0], 1u + data[1] % 4};
  const std::size_t count = std::min<std::size_t>(data[2], (size - 3) / 2);
  const std::string_view text(reinterpret_cast<const char*>(data) + 3 + 2 * count,
                              size - 3 - 2 * count);
  const auto boundary = [&](std::size_t wanted) {
    std::size_t at = 0;
    while (at < text.size() && at < wanted) at += code_point_at(text, at).size;
    return static_cast<std::uint32_t>(at);
  };
  std::vector<MatchedSpan> matches;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < count; ++i) {
    begin += data[3 + 2 * i];
    matches.push_back({{boundary(begin), boundary(begin + data[4 + 2 * i])},
                       static_cast<MatchedSpan::Kind>(data[4 + 2 * i] % 5)});
  }
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  const Snippet snippet = make_snippet(text, tokens, matches, options, boundary(data[1]));
  must(is_utf8(snippet.text), "a snippet is UTF-8");
  must(count_code_points(snippet.text) <= options.characters, "a snippet keeps its bound");
  std::uint32_t end = 0;
  for (const Span mark : snippet.marks) {
    must(mark.begin >= end && mark.begin < mark.end && mark.end <= snippet.text.size(),
         "marks lie in the snippet, in order, apart, none empty");
    must(is_utf8(mark.of(snippet.text)), "a mark cuts no code point");
    end = mark.end;
  }
  for (const char c : to_terminal(snippet))
    must(static_cast<unsigned char>(c) >= 0x20 || c == '\x1b', "no control character passes");
  must(to_html(snippet).find("<script") == std::string::npos, "HTML is escaped");
  return 0;
}
