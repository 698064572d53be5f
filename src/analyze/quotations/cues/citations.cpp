#include "analyze/quotations/cues/citations.hpp"

#include <algorithm>

namespace quoth::quotations {

namespace {

bool is_outlet(const SentenceReader& s, const NounPhrase& p) noexcept {
  for (std::uint32_t k = p.begin; k < p.end; ++k)
    if (s.has_class(k, WordClass::outlet)) return true;
  return false;
}

}  // namespace

// "Tass quoted him as saying": he speaks, Tass passes it on.
void take_object_as_speaker(const SentenceReader& s, Cue& cue) {
  if (cue.passive || cue.subjects == 0 || cue.subject_after ||
      !s.does(cue.begin, SpeechRole::passes_on))
    return;
  const auto object = s.phrase_starting(cue.end);
  if (!object) return;
  const bool saying = s.does(object->end, SpeechRole::as) && s.is_token(object->end + 1) &&
                      cue_verb(s.tokens(), s.token(object->end + 1)).form == Form::ing;
  // "Tass quoted the mayor on Friday.": an outlet quotes nobody for its own words.
  const bool somebody = s.name_like(object->head) ||
                        (s.speaks(object->head) && !s.has_class(object->head, WordClass::cue_noun));
  if (!saying && !(somebody && cue.form != Form::ing && is_outlet(s, cue.subject[0]))) return;
  cue.channel = cue.subject[0];
  cue.channelled = true;
  cue.subject[0] = *object;
  cue.subjects = 1;
  cue.subject_carried = false;
  cue.end = saying ? object->end + 2 : object->end;
}

// "Tass reported, citing the ministry": the ministry speaks, Tass passes it on. A person who
// cites somebody speaks for themselves.
void take_cited(const SentenceReader& s, std::vector<Cue>& cues, std::size_t c) {
  constexpr std::uint32_t kReach = 48;
  const Cue& other = cues[c];
  if (other.form != Form::ing || other.channelled ||
      !s.words().is(s.tokens(), s.token(other.begin), SpeechRole::passes_on))
    return;
  const auto object = s.phrase_starting(other.end);
  if (!object || !(s.name_like(object->head) || s.speaks(object->head))) return;
  const bool first = other.begin == s.range().begin;
  // "Tass, citing the ministry, reported": it stands between the outlet and its verb.
  const bool between = !first && c + 1 < cues.size() && cues[c + 1].subjects > 0 &&
                       !cues[c + 1].subject_after && !cues[c + 1].subject_carried &&
                       cues[c + 1].subject[0].end + 1 == other.begin &&
                       s.is_comma(other.begin - 1) && s.is_comma(cues[c + 1].begin - 1);
  const bool next = first || between;
  if (next ? c + 1 == cues.size() : c == 0) return;
  Cue& cue = cues[next ? c + 1 : c - 1];
  if (cue.kind != Cue::Kind::verb || cue.subjects == 0 || cue.channelled) return;
  const std::uint32_t end = cue.subject_after ? std::max(cue.end, cue.subject[0].end) : cue.end;
  if (!next && (end > other.begin || other.begin - end > kReach || !s.is_comma(other.begin - 1)))
    return;
  if (!is_outlet(s, cue.subject[0])) return;
  cue.channel = cue.subject[0];
  cue.channelled = true;
  cue.subject[0] = *object;
  cue.subjects = 1;
  cues.erase(cues.begin() + static_cast<std::ptrdiff_t>(c));
}

std::optional<Cue> words_attributed(const SentenceReader& s, std::uint32_t k) {
  constexpr std::uint32_t kReach = 8;
  if (!s.has_stretch() || !s.does(k, SpeechRole::attributes)) return std::nullopt;
  std::uint32_t at = k + 1;
  while (at < k + kReach && s.is_word(at) && !s.does(at, SpeechRole::infinitive)) ++at;
  if (!s.is_stretch(at) || !s.does(at + 1, SpeechRole::infinitive)) return std::nullopt;
  const auto author = s.phrase_starting(at + 2);
  if (!author || !(s.name_like(author->head) || s.speaks(author->head))) return std::nullopt;
  Cue cue;
  cue.kind = Cue::Kind::phrase;
  cue.frame = Frame::say;
  cue.begin = k;
  cue.end = cue.content = k + 1;
  cue.passive = true;
  cue.subject_after = true;
  cue.subject[0] = *author;
  cue.subjects = 1;
  return cue;
}

}  // namespace quoth::quotations
