#include "query/query_text.hpp"

#include "quoth/analyze/analyzers.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::query_text {
namespace {

// Closing marks beside opening ones as typographers of several languages set them. The order is
// that in which syntax() tries them.
constexpr MarkPair kPairs[] = {
    {U'"', U"\"\uFF02", U"”“"}, {U'“', U"”", U"\""}, {U'«', U"»", U"\""},
    {U'「', U"」", U""},        {U'『', U"』", U""}, {U'‹', U"›", U""},
    {U'„', U"“”", U"\""},       {U'”', U"”", U"\""}, {U'»', U"«", U"\""},
    {U'›', U"‹", U""},          {U'‟', U"”", U"\""}, {U'\uFF02', U"\"\uFF02", U""},
};

}  // namespace

bool is_space(char32_t c) noexcept {
  if (c <= 0x20 || (c >= 0x7F && c <= 0xA0)) return true;
  switch (c) {
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x2060:
    case 0x3000:
    case 0xFEFF:
      return true;
    default:
      return c >= 0x2000 && c <= 0x200B;
  }
}

std::span<const MarkPair> mark_pairs() noexcept { return kPairs; }

const MarkPair* opened_by(char32_t c) noexcept {
  for (const MarkPair& pair : kPairs)
    if (pair.open == c) return &pair;
  return nullptr;
}

std::string cleaned(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at += c.size;
    if (is_space(c.value)) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    append_utf8(out, c.value);
  }
  return out;
}

std::string shown(std::string_view text) {
  constexpr std::size_t kMost = 48;
  bool cut = false;
  if (text.size() > kMost) {
    std::size_t end = 0;
    while (end < kMost) end += code_point_at(text, end).size;
    cut = end < text.size();
    text = text.substr(0, end);
  }
  return "“" + cleaned(text) + (cut ? "…”" : "”");
}

std::size_t count_words(std::string_view text) {
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  std::size_t count = 0;
  for (TokenIndex i = 0; i < tokens.size(); ++i) count += is_indexed(tokens, i) ? 1 : 0;
  return count;
}

bool is_bare_word(std::string_view text) {
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  return tokens.size() == 1 && is_indexed(tokens, 0) && tokens.span(0).size() == text.size();
}

bool is_prefix(std::string_view text) {
  const std::string starred = std::string(text) + '*';
  TokenTable tokens;
  tokens.scan(starred, lexicon_of("en"));
  if (tokens.size() != 2 || !is_indexed(tokens, 0) || tokens.span(0).size() != text.size())
    return false;
  const std::string form = folded(text);
  return !form.empty() && code_point_at(form, 0).size < form.size() && is_bare_word(text);
}

bool is_operator(std::string_view word) noexcept {
  return word == "AND" || word == "OR" || word == "NOT" || word == "NEAR" || word == "ADJ";
}

}  // namespace quoth::query_text
