#include "quoth/results/context.hpp"

#include <algorithm>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {
namespace {

// Code points that no line of output should carry: controls, and those that turn the direction of
// writing.
bool is_control(char32_t c) noexcept {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

// The next code point's begin at or after `at`.
std::uint32_t forward_to_code_point(std::string_view text, std::uint32_t at) noexcept {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

std::uint32_t back_to_code_point(std::string_view text, std::uint32_t at) noexcept {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

std::string one_line(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at += c.size;
    if (c.value == ' ' || (c.value >= 0x09 && c.value <= 0x0D) || c.value == 0xA0 ||
        c.value == 0x2028 || c.value == 0x2029) {
      space = !out.empty();
      continue;
    }
    if (is_control(c.value)) continue;
    if (space) out += ' ';
    space = false;
    append_utf8(out, c.value);
  }
  return out;
}

constexpr std::string_view kEllipsis = "…";

Sentences first_bytes(std::string_view text, Span span, std::size_t most) {
  if (span.empty()) return {};
  const bool cut = span.size() > most;
  if (cut)
    span.end = std::max(span.begin,
                        back_to_code_point(text, span.begin + static_cast<std::uint32_t>(most)));
  Sentences out{span, one_line(span.of(text))};
  if (cut) out.text += kEllipsis;
  return out;
}

Sentences last_bytes(std::string_view text, Span span, std::size_t most) {
  if (span.empty()) return {};
  const bool cut = span.size() > most;
  if (cut)
    span.begin = std::min(span.end,
                          forward_to_code_point(text, span.end - static_cast<std::uint32_t>(most)));
  Sentences out{span, one_line(span.of(text))};
  if (cut) out.text.insert(0, kEllipsis);
  return out;
}

// Of sentences that are too long, what stands before the stretch in its sentence (at most half of the room) and
// then as much of the rest as there is room for.
Sentences around_bytes(std::string_view text, Span holding, Span asked, std::size_t most) {
  if (holding.size() <= most) return first_bytes(text, holding, most);
  const auto half = static_cast<std::uint32_t>(most / 2);
  const bool cut = asked.begin - holding.begin > half;
  if (cut) holding.begin = std::min(asked.begin, forward_to_code_point(text, asked.begin - half));
  Sentences out = first_bytes(text, holding, most);
  if (cut) out.text.insert(0, kEllipsis);
  return out;
}

}  // namespace

SentenceContext sentences_around(std::string_view text, const TokenTable& tokens, Span span,
                                 std::uint32_t body, const ContextOptions& options) {
  SentenceContext out;
  if (tokens.size() == 0) return out;
  const std::vector<TokenRange>& sentences = tokens.sentences();
  // Tokens the stretch touches; an empty stretch touches the one at or before it.
  const TokenIndex first = std::min(tokens.token_at(span.begin), tokens.size() - 1);
  TokenIndex last =
      span.empty() ? first : std::min(tokens.token_at(span.end - 1), tokens.size() - 1);
  if (last > first && tokens.span(last).begin >= span.end) --last;
  std::uint32_t from = tokens.sentence_of(first), to = tokens.sentence_of(std::max(first, last));
  const bool in_title = span.begin < body;
  const auto is_same_field = [&](std::uint32_t sentence) {
    return (tokens.span(sentences[sentence]).begin < body) == in_title;
  };
  out.holding = around_bytes(
      text, {tokens.span(sentences[from]).begin, tokens.span(sentences[to]).end},
      {std::max(span.begin, tokens.span(sentences[from]).begin), span.end}, options.bytes);
  std::uint32_t before = from;
  for (std::size_t n = 0; n < options.sentences && before > 0 && is_same_field(before - 1); ++n)
    --before;
  if (before < from)
    out.before = last_bytes(
        text, {tokens.span(sentences[before]).begin, tokens.span(sentences[from - 1]).end},
        options.bytes);
  std::uint32_t after = to;
  for (std::size_t n = 0;
       n < options.sentences && after + 1 < sentences.size() && is_same_field(after + 1); ++n)
    ++after;
  if (after > to)
    out.after =
        first_bytes(text, {tokens.span(sentences[to + 1]).begin, tokens.span(sentences[after]).end},
                    options.bytes);
  return out;
}

SentenceContext sentences_around(const StoredArticle& stored, std::string_view text, Span span,
                                 const ContextOptions& options) {
  const auto title = static_cast<std::uint32_t>(stored.article.title.size());
  const std::uint32_t body = title == 0 ? 0 : title + 2;
  // One sentence more than is shown on either side, so that the window's own edge is never taken for the begin of a
  // sentence that is shown whole; at the window's edge a sentence is cut anyway.
  const std::uint64_t reach = std::uint64_t{options.bytes} * 2 + 64;
  Span window{span.begin > reach ? static_cast<std::uint32_t>(span.begin - reach) : 0,
              static_cast<std::uint32_t>(std::min<std::uint64_t>(text.size(), span.end + reach))};
  // Of a stretch that is itself far too long only the begin is looked at; what follows it is read apart.
  const bool long_stretch = span.size() > reach;
  if (long_stretch) window.end = static_cast<std::uint32_t>(span.begin + reach);
  window = {forward_to_code_point(text, window.begin), forward_to_code_point(text, window.end)};
  if (span.begin >= body) window.begin = std::max(window.begin, body);

  const auto look = [&](Span in, Span asked) {
    TokenTable tokens;
    const std::string_view part = in.of(text);
    tokens.scan(part, lexicon_of(stored.article));
    const std::uint32_t part_body = body > in.begin ? body - in.begin : 0;
    SentenceContext found = sentences_around(
        part, tokens, {asked.begin - in.begin, std::min(asked.end, in.end) - in.begin}, part_body,
        options);
    for (Sentences* s : {&found.before, &found.holding, &found.after})
      if (!s->span.empty()) s->span = {s->span.begin + in.begin, s->span.end + in.begin};
    // What the window's edge cut is no whole sentence.
    if (in.begin > 0 && in.begin != body && found.before.span.begin == in.begin &&
        !found.before.span.empty() && !found.before.text.starts_with(kEllipsis))
      found.before.text.insert(0, kEllipsis);
    return found;
  };
  SentenceContext out = look(window, span);
  if (long_stretch) {
    const auto tail =
        static_cast<std::uint32_t>(span.end - std::min<std::uint64_t>(span.size(), reach));
    const Span end{forward_to_code_point(text, tail),
                   forward_to_code_point(text, static_cast<std::uint32_t>(std::min<std::uint64_t>(
                                                   text.size(), span.end + reach)))};
    out.after = look(end, {end.begin, span.end}).after;
  }
  return out;
}

}  // namespace quoth
