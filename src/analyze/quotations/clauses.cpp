#include "analyze/quotations/clauses.hpp"

#include <algorithm>

namespace quoth::quotations {
namespace {

// Where the words of a cue begin: its subject, when that stands before it.
std::uint32_t begin_of(const Cue& cue) noexcept {
  const bool before = cue.subjects > 0 && !cue.subject_carried && !cue.subject_after;
  return before ? std::min(cue.subject[0].first, cue.begin) : cue.begin;
}

// Only the cues near a place matter.
constexpr std::size_t kNear = 12;
// No reported clause is longer; keeps the work linear in sentences without end.
constexpr std::uint32_t kLongestClause = 200;

bool cue_begins_at(const std::vector<Cue>& cues, std::size_t own, std::uint32_t k,
                   std::uint32_t slack) noexcept {
  const auto at = std::lower_bound(cues.begin(), cues.end(), k,
                                   [](const Cue& c, std::uint32_t i) { return c.begin < i; });
  std::size_t n = 0;
  for (auto it = at; it != cues.end() && n < 3; ++it, ++n) {
    if (static_cast<std::size_t>(it - cues.begin()) == own || it->kind == Cue::Kind::noun) continue;
    const std::uint32_t begin = begin_of(*it);
    if (begin >= k && begin <= k + slack) return true;
  }
  return false;
}

bool stops(const SentenceReader& s, std::uint32_t k) noexcept {
  const char32_t c = s.code(k);
  return c == '.' || c == ',' || c == '!' || c == '?' || c == ')' || s.is_dash(k) || c == ':';
}

}  // namespace

std::uint32_t reported_end(const SentenceReader& s, const std::vector<Cue>& cues, std::size_t cue,
                           std::uint32_t from) {
  const ItemRange r = s.range();
  std::uint32_t to = from + 1;
  const std::uint32_t limit = r.end - from > kLongestClause ? from + kLongestClause : r.end;
  for (; to < limit; ++to) {
    if (!s.is_token(to)) continue;
    const char32_t c = s.code(to);
    if (c == ';') break;
    // "..., state-run Tass reported": an adjective or two may stand before the name.
    if (c == ',' && cue_begins_at(cues, cue, to + 1, 4)) break;
    if (s.does(to, SpeechRole::joins_clauses) && cue_begins_at(cues, cue, to + 1, 0)) break;
  }
  while (to > from + 1 && s.is_token(to - 1) && (s.code(to - 1) == '.' || s.code(to - 1) == ','))
    --to;
  return to;
}

std::optional<ItemRange> indirect_content(const SentenceReader& s, const std::vector<Cue>& cues,
                                          std::size_t index) {
  const Cue& cue = cues[index];
  const ItemRange r = s.range();
  const auto plain = [&](std::uint32_t from, std::uint32_t to) {
    if (to < from || to - from > kLongestClause) return false;
    std::uint32_t words = 0;
    for (std::uint32_t k = from; k < to; ++k) {
      if (s.is_stretch(k)) return false;
      if (s.is_word(k)) ++words;
    }
    return words >= 3;
  };
  const std::uint32_t begin = begin_of(cue);
  const bool after_comma = begin > r.begin + 3 && s.is_comma(begin - 1);
  std::uint32_t k = cue.content;
  while (k < r.end && (s.is_comma(k) || s.code(k) == ':')) ++k;
  // "continued to strike" is no speech.
  if (cue.frame == Frame::add && s.does(k, SpeechRole::infinitive)) return std::nullopt;
  const bool nothing_follows =
      k >= r.end ||
      (cue.subject_after && after_comma && !cue.that && cue.kind == Cue::Kind::verb) ||
      (s.is_token(k) && s.code(k) == '.') ||
      (!cue.that &&
       has_any(s.classes(k),
               classes_of(WordClass::preposition, WordClass::weekday, WordClass::adverb)) &&
       !s.does(k, SpeechRole::infinitive) && !s.does(k, SpeechRole::there));
  if (nothing_follows || (after_comma && !cue.that && cue.kind == Cue::Kind::phrase)) {
    if (!after_comma && !(cue.kind == Cue::Kind::phrase && begin > r.begin + 3))
      return std::nullopt;
    std::uint32_t to = after_comma ? begin - 1 : begin;
    // The clause begins with the sentence, or after an earlier clause that has its own cue.
    std::uint32_t from = r.begin;
    for (std::size_t c = 0; c < std::min(index, kNear); ++c)
      if (!cues[c].subject_carried && cues[c].kind == Cue::Kind::verb) return std::nullopt;
    if (!plain(from, to)) return std::nullopt;
    return ItemRange{from, to};
  }
  if (cue.kind == Cue::Kind::phrase && cue.subject_after) {
    // According to X, prices rose.
    if (!s.is_comma(cue.content)) return std::nullopt;
  }
  const std::uint32_t to = reported_end(s, cues, index, k);
  if (!plain(k, to)) return std::nullopt;
  if (!cue.that && (cue.frame == Frame::sense || (cue.frame == Frame::think && cue.infinitive)))
    return std::nullopt;
  if (!cue.that && cue.kind == Cue::Kind::verb) {
    // A clause, and not an object: some verb must be in it, or "to" before it.
    bool verb = s.does(k, SpeechRole::infinitive) || s.does(k, SpeechRole::leads_question);
    for (std::uint32_t i = k; i < to && !verb; ++i) {
      const WordClasses c = s.classes(i);
      const bool clitic = s.is_token(i) && s.tokens().kind(s.token(i)) == TokenKind::clitic;
      if (clitic && i > k && s.pronoun(i - 1) != 0) {
        verb = true;  // he’s
        break;
      }
      verb = has_any(c, classes_of(WordClass::auxiliary, WordClass::modal, WordClass::verb_past,
                                   WordClass::verb_present, WordClass::negation));
      if (!verb && s.is_word(i)) {
        const CueVerb v = cue_verb(s.tokens(), s.token(i));
        verb = v.form == Form::past || v.form == Form::present || v.form == Form::plural ||
               s.words().ends_as_past(s.text(i));
      }
    }
    if (!verb) return std::nullopt;
  }
  return ItemRange{k, to};
}

void passed_on_by(const SentenceReader& s, const std::vector<Cue>& cues, std::size_t index,
                  ItemRange content, std::vector<std::size_t>& out) {
  out.clear();
  const Cue& cue = cues[index];
  const ItemRange r = s.range();
  // Outwards to the left: A said that B said.
  const std::size_t lowest = index > kNear ? index - kNear : 0;
  std::uint32_t inner = begin_of(cue);
  for (std::size_t c = index; c-- > lowest;) {
    const Cue& other = cues[c];
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
    inner = begin_of(other);
  }
  // To the right, after what is reported: "..., Tass reported", "..., according to Tass".
  const std::size_t highest = std::min(cues.size(), index + kNear);
  for (std::size_t c = index + 1; c < highest; ++c) {
    const Cue& other = cues[c];
    if (other.subjects == 0 || other.subject_carried) continue;
    if (other.begin < content.end || other.begin < cue.end) continue;
    const std::uint32_t begin = begin_of(other);
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
