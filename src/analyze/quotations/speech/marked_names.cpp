#include "analyze/quotations/speech/marked_names.hpp"

#include <algorithm>

namespace quoth::quotations {
namespace {

bool is_named(const TokenTable& t, const Stretch& stretch, const MentionIndex& mentions) {
  for (TokenIndex i = stretch.open + 1; i < stretch.close; ++i)
    if (t.kind(i) == TokenKind::word && !mentions.names(i)) return false;
  return true;
}

// "nannte den Bau „Unsinn“": a verb that judges takes a noun and the judgement after it.
bool judged(const SentenceReader& s, std::uint32_t k, const std::vector<Cue>& cues) {
  constexpr std::uint32_t kNear = 12;
  const auto after = std::lower_bound(cues.begin(), cues.end(), k,
                                      [](const Cue& c, std::uint32_t i) { return c.begin < i; });
  if (after == cues.begin()) return false;
  const Cue& cue = *(after - 1);
  return cue.kind == Cue::Kind::verb && cue.frame == Frame::call && k - cue.begin < kNear &&
         s.text(k - 1) != s.text(cue.begin);
}

bool finite_cue(const SentenceReader& s, std::uint32_t k) noexcept {
  if (!s.is_word(k) || s.name_like(k)) return false;
  const CueVerb v = cue_verb(s.tokens(), s.token(k));
  return (v.form == Form::past || v.form == Form::present) &&
         (is_speech(v.frame) || v.frame == Frame::add);
}

bool phrase_code(const SentenceReader& s, std::uint32_t k, std::int32_t code) noexcept {
  return s.has_class(k, WordClass::cue_phrase) &&
         class_value(s.tokens(), s.token(k), WordClass::cue_phrase) == code;
}

}  // namespace

bool marks_a_name(const SentenceReader& s, std::uint32_t k, const Stretch& stretch,
                  const StretchLook& look, const MentionIndex& mentions,
                  const std::vector<Cue>& cues) {
  const TokenTable& t = s.tokens();
  if (!s.words().capital_nouns()) return false;
  const ItemRange r = s.range();
  constexpr std::uint32_t kLongestName = 12, kLongestOutlet = 5;
  // die „Nord“-Tunnel
  if (s.code(k + 1) == '-' && !t.before(s.token(k + 1), Gap::space)) return true;
  if (look.words <= 6 && !look.stopped && is_named(t, stretch, mentions)) return true;
  if (k == r.begin || !s.is_token(k - 1) || look.words > kLongestName) return false;
  // die so genannten „Alten“
  if (s.does(k - 1, SpeechRole::titled)) return true;
  if (s.does(k - 1, SpeechRole::called) && k > r.begin + 1 && s.does(k - 2, SpeechRole::so))
    return true;
  const bool number = t.kind(stretch.open + 1) == TokenKind::number;
  // das Schiff „Morgenstern“
  if (s.is_word(k - 1) && !s.name_like(k - 1) && t.shape(s.token(k - 1)) != Shape::lower &&
      k - 1 > r.begin && (look.capital || number)) {
    const std::int32_t noun = s.has_class(k - 1, WordClass::cue_noun)
                                  ? class_value(t, s.token(k - 1), WordClass::cue_noun) % 10
                                  : 0;
    return noun != 2 && !judged(s, k, cues);
  }
  // wie die „Nordpost“ berichtet; berichtet die „Nordpost“; laut „Nordpost“; der „Nordpost“ zufolge
  if (look.words > kLongestOutlet || look.stopped || look.comma || !look.capital) return false;
  // in der „Neuen Nordpost“: in German adjectives have capitals in names alone.
  const TokenIndex second = stretch.open + 2;
  if (second < stretch.close && t.kind(second) == TokenKind::word &&
      t.shape(second) != Shape::lower && s.code(k - 1) != ',' && s.code(k - 1) != ':')
    return !judged(s, k, cues) && !s.does(k - 1, SpeechRole::as);
  std::uint32_t before = k - 1;
  // ein Sprecher der „Gilde“
  if (s.does(before, SpeechRole::genitive) && before > r.begin + 1 && s.is_word(before - 1) &&
      !s.name_like(before - 1) && t.shape(s.token(before - 1)) != Shape::lower)
    return !judged(s, k, cues);
  if (s.has_class(before, WordClass::determiner)) {
    if (before == r.begin) return finite_cue(s, k + 1);
    --before;
  }
  if (phrase_code(s, before, 1) || phrase_code(s, before, 5) || phrase_code(s, k + 1, 4))
    return true;
  if (finite_cue(s, before)) return true;
  return s.has_class(before, WordClass::subordinator) && !s.does(before, SpeechRole::as) &&
         s.is_word(k + 1);
}

Choice judgement_after(const SentenceReader& s, std::uint32_t k,
                       const std::vector<Cue>& cues) noexcept {
  constexpr std::uint32_t kReach = 12;
  Choice none;
  none.cue = -1;
  if (!s.words().verb_second() || k == s.range().begin || !s.does(k - 1, SpeechRole::as))
    return none;
  const auto after = std::lower_bound(cues.begin(), cues.end(), k,
                                      [](const Cue& c, std::uint32_t i) { return c.begin < i; });
  if (after == cues.end() || after->begin - k > kReach || after->kind != Cue::Kind::verb)
    return none;
  Choice choice;
  choice.cue = static_cast<std::int32_t>(after - cues.begin());
  choice.score = 30;
  choice.before = false;
  return choice;
}

bool in_reported_mood(const SentenceReader& s, std::uint32_t k) noexcept {
  const ItemRange r = s.range();
  constexpr std::uint32_t kReach = 32;
  const std::uint32_t from = k - r.begin > kReach ? k - kReach : r.begin;
  const std::uint32_t to = std::min(r.end, k + kReach);
  for (std::uint32_t i = from; i < to; ++i)
    if (s.does(i, SpeechRole::reported)) return true;
  return false;
}

}  // namespace quoth::quotations
