#include "analyze/quotations/cues/clauses.hpp"

#include <algorithm>

namespace quoth::quotations {
namespace {

bool cue_begins_at(const std::vector<Cue>& cues, const Cue& own, std::uint32_t k,
                   std::uint32_t slack) noexcept {
  const auto at = std::lower_bound(cues.begin(), cues.end(), k,
                                   [](const Cue& c, std::uint32_t i) { return c.begin < i; });
  std::size_t n = 0;
  for (auto it = at; it != cues.end() && n < 3; ++it, ++n) {
    if (it->begin == own.begin || it->kind == Cue::Kind::noun) continue;
    const std::uint32_t begin = words_begin(*it);
    if (begin >= k && begin <= k + slack) return true;
  }
  return false;
}

bool stops(const SentenceReader& s, std::uint32_t k) noexcept {
  const char32_t c = s.code(k);
  return c == '.' || c == ',' || c == '!' || c == '?' || c == ')' || s.is_dash(k) || c == ':';
}

}  // namespace

bool opens_for(const SentenceReader& s, const Cue& phrase, const Cue& cue, std::uint32_t inner) {
  return phrase.kind == Cue::Kind::phrase && phrase.subject_after && !phrase.passive &&
         phrase.subjects > 0 && !cue.subject_carried && s.is_comma(phrase.content) &&
         phrase.content + 1 == inner;
}

std::uint32_t words_begin(const Cue& cue) noexcept {
  const bool before = cue.subjects > 0 && !cue.subject_carried && !cue.subject_after;
  std::uint32_t begin = before ? std::min(cue.subject[0].first, cue.begin) : cue.begin;
  for (std::size_t i = 0; i < cue.channels; ++i) begin = std::min(begin, cue.channel[i].first);
  return begin;
}

std::uint32_t reported_end(const SentenceReader& s, const std::vector<Cue>& cues, const Cue& cue,
                           std::uint32_t from) {
  const ItemRange r = s.range();
  const TokenTable& t = s.tokens();
  int brackets = 0;
  std::uint32_t to = from + 1;
  std::uint32_t limit = r.end - from > kLongestClause ? from + kLongestClause : r.end;
  // "were told that the dam would hold by Voss"
  if (cue.passive && cue.subject_after && cue.subject[0].first > from + 1)
    limit = std::min(limit, cue.subject[0].first - 1);
  if (cue.until > from) limit = std::min(limit, cue.until);
  for (; to < limit; ++to) {
    if (!s.is_token(to)) continue;
    const char32_t c = s.code(to);
    if (c == ';') break;
    // A bracket that was opened before the clause closes around it.
    if (c == '(') ++brackets;
    if (c == ')' && brackets-- == 0) break;
    // 200,000
    if (c == ',' && s.is_token(to + 1) && !t.before(s.token(to + 1), Gap::space)) continue;
    // "..., state-run Tass reported": an adjective or two may stand before the name.
    if (c == ',' && cue_begins_at(cues, cue, to + 1, 4)) break;
    if (s.does(to, SpeechRole::joins_clauses) && cue_begins_at(cues, cue, to + 1, 0)) break;
  }
  while (to > from + 1 && s.is_token(to - 1) && (s.code(to - 1) == '.' || s.code(to - 1) == ','))
    --to;
  return to;
}

void passed_on_by(const SentenceReader& s, const std::vector<Cue>& cues, std::size_t index,
                  ItemRange content, std::vector<std::size_t>& out) {
  out.clear();
  const Cue& cue = cues[index];
  const ItemRange r = s.range();
  // Outwards to the left: A said that B said.
  const std::size_t lowest = index > kNear ? index - kNear : 0;
  std::uint32_t inner = words_begin(cue);
  for (std::size_t c = index; c-- > lowest;) {
    const Cue& other = cues[c];
    if (opens_for(s, other, cue, inner)) {
      out.push_back(c);
      break;
    }
    if (other.subjects == 0 || other.subject_carried || other.subject_after) continue;
    if (other.kind == Cue::Kind::verb && !(is_speech(other.frame) || other.frame == Frame::add))
      continue;
    if (other.kind == Cue::Kind::noun || other.kind == Cue::Kind::colon) continue;
    if (cue.subject_carried || other.content > inner) continue;
    // Nothing but the clause's own words may stand between: no comma, no conjunction.
    bool governs = other.that || other.content == inner;
    if (inner - other.content > kLongestClause) governs = false;
    for (std::uint32_t k = other.content; k < inner && governs; ++k)
      if (s.is_stretch(k) || s.code(k) == ';' || (s.is_comma(k) && !other.that)) governs = false;
    if (!governs) continue;
    out.push_back(c);
    inner = words_begin(other);
  }
  // To the right, after what is reported: "..., Tass reported", "..., according to Tass".
  const std::size_t highest = std::min(cues.size(), index + kNear);
  for (std::size_t c = index + 1; c < highest; ++c) {
    const Cue& other = cues[c];
    if (other.subjects == 0 || other.subject_carried) continue;
    if (other.begin < content.end || other.begin < cue.end) continue;
    const std::uint32_t begin = words_begin(other);
    if (begin < content.end || begin < cue.end) continue;
    if (other.kind == Cue::Kind::phrase && other.subject_after) {
      out.push_back(c);
      continue;
    }
    if (other.kind != Cue::Kind::verb || other.that) continue;
    if (!(is_speech(other.frame) || other.frame == Frame::add)) continue;
    const bool ends =
        other.end >= r.end || stops(s, other.end) ||
        has_any(s.classes(other.end),
                classes_of(WordClass::preposition, WordClass::weekday, WordClass::adverb));
    bool comma = false;
    for (std::uint32_t k = begin > r.begin + 6 ? begin - 6 : r.begin; k < begin; ++k)
      comma = comma || s.is_comma(k);
    if (ends && comma) out.push_back(c);
  }
}

}  // namespace quoth::quotations
