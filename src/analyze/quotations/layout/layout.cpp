#include "analyze/quotations/layout/layout.hpp"

#include <algorithm>

namespace quoth::quotations {
namespace {

void add_layout(std::vector<Cue>& cues, Cue::Kind kind, std::uint32_t at, const NounPhrase& p,
                bool after) {
  Cue cue;
  cue.kind = kind;
  cue.frame = Frame::say;
  cue.begin = cue.end = at;
  cue.content = at + 1;
  cue.subject[0] = p;
  cue.subjects = 1;
  cue.subject_after = after;
  cues.push_back(cue);
}

// "Dole foreign minister Keller dismissive": the last name of the run of names and offices.
std::optional<NounPhrase> last_name_of_run(const SentenceReader& s, std::uint32_t k) {
  auto p = s.phrase_starting(k);
  if (!p) return std::nullopt;
  // An office between two names reads on: "Voss finance minister Keller".
  while (s.is_word(p->end) && !s.breaks_phrase(p->end)) {
    std::uint32_t role = p->end;
    while (role < p->end + 3 && s.is_word(role) && !s.name_like(role) &&
           !s.has_class(role, WordClass::role))
      ++role;
    if (!s.has_class(role, WordClass::role) || !s.name_like(role + 1)) break;
    const auto more = s.phrase_starting(role + 1);
    if (!more) break;
    p->end = more->end;
  }
  std::uint32_t head = p->end;
  while (head > p->begin && !s.name_like(head - 1)) --head;
  if (head == p->begin) return std::nullopt;
  p->head = head - 1;
  p->end = p->head_end = head;
  return p;
}

bool is_number(const SentenceReader& s, std::uint32_t k) {
  return s.is_token(k) && s.tokens().kind(s.token(k)) == TokenKind::number;
}

// Whether a clock stands before item `k`: 18:10, [18:10:31]
bool after_clock(const SentenceReader& s, std::uint32_t k) {
  const std::uint32_t begin = s.range().begin;
  if (k > begin && (s.code(k - 1) == ']' || s.code(k - 1) == ')')) --k;
  return k >= begin + 3 && is_number(s, k - 1) && s.code(k - 2) == ':' && is_number(s, k - 3);
}

// "18:10 Voss: “...”": the name without the clock that begins its line.
std::optional<NounPhrase> without_clock(const SentenceReader& s, std::optional<NounPhrase> p) {
  if (p && p->first < p->head && is_number(s, p->first) && after_clock(s, p->first + 1)) {
    ++p->first;
    p->begin = std::max(p->begin, p->first);
  }
  return p;
}

// "Voss’s verdict on the dam: “...”": the words are the owner's.
std::optional<NounPhrase> owner_in(const SentenceReader& s, const NounPhrase& p) {
  for (std::uint32_t k = p.begin + 1; k <= p.head; ++k)
    if (s.is_token(k) && s.tokens().kind(s.token(k)) == TokenKind::clitic)
      return s.name_like(k - 1) && !s.has_class(k - 1, WordClass::place) ? s.phrase_ending(k - 1)
                                                                         : std::nullopt;
  return std::nullopt;
}

}  // namespace

void find_layout_cues(const SentenceReader& s, std::vector<Cue>& cues) {
  const ItemRange r = s.range();
  bool verbs = std::any_of(cues.begin(), cues.end(), [](const Cue& c) {
    return c.kind == Cue::Kind::verb && is_speech(c.frame);
  });
  for (std::uint32_t k = r.begin; k < r.end; ++k) {
    if (s.code(k) == ':' && k > r.begin && !verbs) {
      if (s.is_stretch(k - 1) && s.is_token(k + 1)) {
        if (const auto p = last_name_of_run(s, k + 1))
          add_layout(cues, Cue::Kind::headline, k, *p, true);
      } else if (s.is_stretch(k + 1)) {
        const auto p = without_clock(s, s.phrase_ending(k - 1));
        if (p && s.name_like(p->head) &&
            (p->first == r.begin || s.is_dash(p->first - 1) || after_clock(s, p->first)))
          add_layout(cues, Cue::Kind::colon, k, *p, false);
        else if (const auto owner = p && p->first == r.begin ? owner_in(s, *p) : std::nullopt)
          add_layout(cues, Cue::Kind::colon, k, *owner, false);
      }
    }
    if ((s.is_dash(k) || s.code(k) == '-') && k > r.begin && s.is_stretch(k - 1) && !verbs) {
      const auto p = s.phrase_starting(k + 1);
      const bool ends = p && (p->end >= r.end || s.is_comma(p->end) || s.code(p->end) == '(' ||
                              s.code(p->end) == '.');
      if (ends && s.name_like(p->head)) add_layout(cues, Cue::Kind::dash, k, *p, true);
    }
  }
}

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
    if (line.channel) continue;
    const TokenTable::Phrase phrase = t.phrase_at(s.token(i));
    if (phrase.id != kNoWord && has(t.lexicon().classes(phrase.id), WordClass::cue_phrase))
      line.channel = s.phrase_starting(i + phrase.words);  // according to
    else if (s.does(i, SpeechRole::channel))
      line.channel = s.phrase_starting(i + 1);
  }
  return line;
}

}  // namespace quoth::quotations
