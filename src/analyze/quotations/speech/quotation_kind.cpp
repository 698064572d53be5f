#include "analyze/quotations/speech/quotation_kind.hpp"

#include <algorithm>

namespace quoth::quotations {
namespace {

constexpr std::uint32_t kClause = 5;  // words; shorter ones with a small letter are seldom a clause

// said “the gates will stay shut all winter”: the marks hold the clause that was said.
bool holds_clause(const StretchLook& look, const Cue& cue) {
  return look.words >= kClause && look.verb && !look.predicate && is_speech(cue.frame);
}

// “The gates will stay shut” until spring, Voss said: the reporter's clause goes on.
bool runs_on(const SentenceReader& s, std::uint32_t at, const StretchLook& look, const Cue& cue) {
  if (look.comma || look.stopped || !s.is_word(at + 1)) return false;
  std::uint32_t attribution = cue.begin;
  if (!cue.subject_after && !cue.subject_carried && cue.subjects > 0)
    attribution = std::min(attribution, cue.subject[0].first);
  return attribution > at + 1;
}

}  // namespace

bool is_direct(const SentenceReader& s, std::uint32_t k, const StretchLook& look, const Cue* cue,
               const Choice& choice) {
  const std::uint32_t b = s.range().begin;
  if (cue != nullptr && (cue->kind == Cue::Kind::colon || cue->kind == Cue::Kind::dash ||
                         cue->kind == Cue::Kind::headline))
    return true;
  const bool at_begin = k == b;
  const char32_t tie = k > b ? s.code(k - 1) : U'\0';
  if (tie == ':') return true;
  // “Yes.” alone is an answer.
  if (cue == nullptr) return at_begin && (look.words >= 2 || (look.stopped && look.capital));
  if (choice.before) {
    if (s.does(k - 1, SpeechRole::that)) return false;
    if (cue->frame == Frame::call || cue->frame == Frame::thank) return false;
    const bool adjacent = tie == ',' || k == cue->end || k == cue->content;
    if (!adjacent) return false;
    if (!look.capital) return holds_clause(look, *cue);
    return look.words >= 3 || look.stopped || look.comma;
  }
  if (at_begin) return (look.capital || look.comma || look.stopped) && !runs_on(s, k, look, *cue);
  // “A,” he said, “B.”
  return (tie == ',' && look.capital) && (look.comma || look.stopped);
}

}  // namespace quoth::quotations
