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
  cue.pass_on(cue.subject[0]);
  cue.subject[0] = *object;
  cue.subjects = 1;
  cue.subject_carried = false;
  cue.end = saying ? object->end + 2 : object->end;
}

namespace {

constexpr std::uint32_t kReach = 48;  // items between a cue and what cites it

// A cue that was taken by another has no frame any more.
void take_out(Cue& cue) noexcept { cue.frame = Frame::none; }
bool is_out(const Cue& cue) noexcept { return cue.frame == Frame::none; }

// Gives cues their channels. Cues on either side of one are looked at, never further.
class CitationReader {
 public:
  CitationReader(const SentenceReader& s, std::vector<Cue>& cues) : s_(s), cues_(cues) {}

  void run() {
    bool any = false;
    for (std::size_t c = 0; c < cues_.size(); ++c) {
      if (!cites(c) && !quoted_by(c) && !aside(c)) continue;
      take_out(cues_[c]);
      any = true;
    }
    if (any) std::erase_if(cues_, is_out);
  }

 private:
  [[nodiscard]] bool passes_on(const Cue& cue) const {
    return cue.kind == Cue::Kind::verb &&
           s_.words().is(s_.tokens(), s_.token(cue.begin), SpeechRole::passes_on);
  }
  [[nodiscard]] bool can_be_cited(const NounPhrase& p) const {
    return s_.name_like(p.head) || s_.speaks(p.head);
  }
  // The verb before `c`, or nullptr.
  [[nodiscard]] Cue* before(std::size_t c) {
    while (c > 0 && is_out(cues_[c - 1])) --c;
    if (c == 0) return nullptr;
    Cue& cue = cues_[c - 1];
    return cue.kind == Cue::Kind::verb && cue.subjects > 0 ? &cue : nullptr;
  }
  // The verb after `c`, whose subject stands before the comma at `comma`: "Voss, quoted by Tass, said".
  [[nodiscard]] Cue* around(std::size_t c, std::uint32_t comma) {
    if (c + 1 == cues_.size()) return nullptr;
    Cue& cue = cues_[c + 1];
    const bool theirs = cue.kind == Cue::Kind::verb && cue.subjects > 0 && !cue.subject_after &&
                        !cue.subject_carried && cue.subject[0].end == comma;
    return theirs && s_.is_comma(comma) && s_.is_comma(cue.begin - 1) ? &cue : nullptr;
  }
  [[nodiscard]] static std::uint32_t end_of(const Cue& cue) {
    return cue.subject_after ? std::max(cue.end, cue.subject[0].end) : cue.end;
  }

  // "Tass reported, citing the ministry": the ministry speaks, Tass passes it on. A person who
  // cites somebody speaks for themselves.
  bool cites(std::size_t c) {
    const Cue& other = cues_[c];
    if (other.form != Form::ing || other.channelled() || !passes_on(other)) return false;
    const auto object = s_.phrase_starting(other.end);
    if (!object || !can_be_cited(*object)) return false;
    const bool first = other.begin == s_.range().begin;
    Cue* cue = nullptr;
    if (first) {
      if (c + 1 < cues_.size() && cues_[c + 1].kind == Cue::Kind::verb && cues_[c + 1].subjects > 0)
        cue = &cues_[c + 1];
    } else if (cue = around(c, other.begin - 1); cue == nullptr) {
      cue = before(c);
      if (cue == nullptr) return false;
      const std::uint32_t end = end_of(*cue);
      if (end > other.begin || other.begin - end > kReach || !s_.is_comma(other.begin - 1))
        return false;
    }
    if (cue == nullptr || cue->channelled() || !is_outlet(s_, cue->subject[0])) return false;
    cue->pass_on(cue->subject[0]);
    cue->subject[0] = *object;
    cue->subjects = 1;
    return true;
  }

  // "Voss, quoted by Tass, said", "Voss said, as quoted by Tass".
  bool quoted_by(std::size_t c) {
    const Cue& other = cues_[c];
    if (other.form != Form::past || other.passive || other.subject_after || !passes_on(other) ||
        !s_.does(other.end, SpeechRole::agent) || other.begin < s_.range().begin + 2)
      return false;
    const auto agent = s_.phrase_starting(other.end + 1);
    if (!agent || !can_be_cited(*agent)) return false;
    std::uint32_t comma = other.begin - 1;
    if (s_.does(comma, SpeechRole::as)) --comma;
    Cue* cue = around(c, comma);
    if (cue == nullptr) {
      cue = before(c);
      if (cue == nullptr || end_of(*cue) > comma || comma - end_of(*cue) > kReach) return false;
      if (!s_.is_comma(comma) && comma + 1 == other.begin) return false;
    }
    cue->pass_on(*agent);
    return true;
  }

  // "Voss told Tass, according to Le Monde, that": what stands between commas in the cue's own clause.
  bool aside(std::size_t c) {
    const Cue& other = cues_[c];
    if (other.kind != Cue::Kind::phrase || !other.subject_after || other.passive ||
        other.subjects == 0 || other.begin < s_.range().begin + 2 ||
        !s_.is_comma(other.begin - 1) || !s_.is_comma(other.content))
      return false;
    if (Cue* cue = around(c, other.begin - 1)) {
      cue->pass_on(other.subject[0]);
      return true;
    }
    Cue* cue = before(c);
    if (cue == nullptr || cue->subject_after || !is_speech(cue->frame)) return false;
    const std::uint32_t comma = other.begin - 1;
    if (cue->end != comma) {
      const auto hearer = s_.phrase_starting(cue->end);
      if (cue->frame != Frame::tell || !hearer || hearer->end != comma) return false;
      // The paper that prints it was told by itself; of one that repeats it, another was told.
      if (is_outlet(s_, *hearer)) cue->pass_on(*hearer);
    }
    cue->pass_on(other.subject[0]);
    cue->content = other.content + 1;
    cue->that = s_.does(cue->content, SpeechRole::that);
    return true;
  }

  const SentenceReader& s_;
  std::vector<Cue>& cues_;
};

}  // namespace

void take_citations(const SentenceReader& s, std::vector<Cue>& cues) {
  CitationReader(s, cues).run();
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
