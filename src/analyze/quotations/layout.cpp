#include "analyze/quotations/layout.hpp"

namespace quoth::quotations {

std::optional<AttributionLine> attribution_line(const SentenceReader& s) {
  constexpr std::uint32_t kLongest = 40;
  const ItemRange r = s.range();
  if (r.size() < 2 || r.size() > kLongest || !s.is_token(r.begin)) return std::nullopt;
  const TokenTable& t = s.tokens();
  if (!t.before(s.token(r.begin), Gap::paragraph)) return std::nullopt;
  std::uint32_t k = r.begin;
  const auto dash = [&](std::uint32_t i) {
    const char32_t c = s.code(i);
    return c == '-' || c == '~' || (c >= 0x2012 && c <= 0x2015);
  };
  if (!dash(k)) return std::nullopt;
  while (k < r.end && dash(k)) ++k;
  const auto speaker = s.phrase_starting(k);
  if (!speaker || !s.name_like(speaker->head)) return std::nullopt;
  // What follows the name may describe it, but is no sentence about it.
  const std::uint32_t after = speaker->end;
  const bool closes = after >= r.end || s.is_comma(after) || s.code(after) == '(' ||
                      s.code(after) == '.' || s.code(after) == '@' || s.is_dash(after) ||
                      s.has_class(after, WordClass::preposition) ||
                      s.has_class(after, WordClass::cue_phrase);
  if (!closes) return std::nullopt;
  AttributionLine line;
  line.speaker = *speaker;
  for (std::uint32_t i = after; i < r.end; ++i) {
    if (!s.is_token(i)) return std::nullopt;
    if (s.code(i) == '@') line.post = true;
    const std::string_view word = s.text(i);
    if (!line.channel && (word == "per" || word == "via" || word == "to" || word == "according"))
      line.channel = s.phrase_starting(word == "according" ? i + 2 : i + 1);
  }
  return line;
}

}  // namespace quoth::quotations
