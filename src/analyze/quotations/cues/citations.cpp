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
constexpr WordClasses kFinite = classes_of(WordClass::auxiliary, WordClass::modal,
                                           WordClass::verb_past, WordClass::verb_present);

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
      if (!cites(c) && !quoted_by(c) && !aside(c) && !trails(c) && !opens(c)) continue;
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
      pass_on(*cue, other.subject[0]);
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
    pass_on(*cue, other.subject[0]);
    cue->content = other.content + 1;
    cue->that = s_.does(cue->content, SpeechRole::that);
    return true;
  }

  // Documents pass nothing on, but for whose they are: "court documents", "a Kremlin transcript".
  void pass_on(Cue& cue, const NounPhrase& p) const {
    bool somebody = s_.speaks(p.head) && !s_.has_class(p.head, WordClass::cue_noun);
    for (std::uint32_t k = p.begin; k < p.head_end; ++k) somebody = somebody || s_.name_like(k);
    if (somebody) cue.pass_on(p);
  }
  [[nodiscard]] bool attributes(const Cue& cue) const noexcept {
    return cue.kind == Cue::Kind::phrase && cue.subject_after && !cue.passive && cue.subjects > 0 &&
           !cue.quoted_as_saying;
  }
  // A verb, and no month of May.
  [[nodiscard]] bool finite(std::uint32_t k) const noexcept {
    return has_any(s_.classes(k), kFinite) && !s_.name_like(k) &&
           s_.tokens().shape(s_.token(k)) == Shape::lower;
  }
  [[nodiscard]] static bool claims(const Cue& cue) noexcept {
    return cue.kind == Cue::Kind::verb && cue.subjects > 0 && !cue.infinitive && !cue.passive &&
           cue.relative == 0 &&
           (is_speech(cue.frame) || cue.frame == Frame::add || cue.frame == Frame::call);
  }

  // “...,” Voss told the inquiry in Arlen on Monday, according to Tass: the verb has its speaker, and
  // nothing but circumstances, or what it reports, stand between it and the phrase.
  bool trails(std::size_t c) {
    const Cue& other = cues_[c];
    const ItemRange r = s_.range();
    if (!attributes(other) || other.begin < r.begin + 3) return false;
    const bool comma = s_.is_comma(other.begin - 1);
    // Words in marks bring their comma along: “...,” according to Tass.
    if (!comma && !s_.is_stretch(other.begin - 1)) return false;
    // "..., adding that ..., according to Tass": both came through Tass.
    std::size_t first = c;
    std::uint32_t to = other.begin;
    Cue* cue = nullptr;
    for (std::size_t i = c; i-- > 0 && cue == nullptr;) {
      if (is_out(cues_[i]) || cues_[i].kind == Cue::Kind::noun) continue;
      if (!claims(cues_[i])) return false;
      first = i;
      if (cues_[i].subject_carried)
        to = cues_[i].begin;
      else
        cue = &cues_[i];
    }
    if (cue == nullptr || !reaches(*cue, to)) return false;
    for (std::size_t i = first; i < c; ++i) {
      if (is_out(cues_[i]) || cues_[i].kind == Cue::Kind::noun) continue;
      pass_on(cues_[i], other.subject[0]);
      cues_[i].until = other.begin;
    }
    return true;
  }

  // Whether what stands between a verb and the phrase that begins at `to` belongs to the verb.
  [[nodiscard]] bool reaches(const Cue& cue, std::uint32_t to) const {
    const std::uint32_t from = end_of(cue);
    if (from > to || to - from > kReach) return false;
    bool marked = false, verb = false;
    for (std::uint32_t k = from; k < to; ++k) {
      if (s_.is_stretch(k)) {
        marked = true;
        continue;
      }
      // "Voss said no, and the talks were “a farce,” according to Tass"
      const bool clause = s_.code(k) == ';' || s_.code(k) == ':' || s_.is_dash(k) ||
                          (s_.is_comma(k) && (s_.has_class(k + 1, WordClass::conjunction) ||
                                              s_.has_class(k + 1, WordClass::subordinator)));
      if (clause) return false;
      verb = verb || finite(k);
    }
    if (marked) return cue.frame != Frame::call || !verb;
    // “...,” Voss said on Monday; Voss said that the dam would hold.
    const std::uint32_t first =
        cue.subject_after || cue.subject_carried ? cue.begin : cue.subject[0].first;
    const bool after_words =
        first > s_.range().begin && (s_.is_stretch(first - 1) || s_.is_comma(first - 1));
    if (after_words && !verb) return true;
    return is_speech(cue.frame) && !s_.has_stretch() && (cue.that || verb);
  }

  // "According to Tass, Voss called it “a mistake”": the verb's subject begins the clause. Without marks
  // it is left to who reads what is reported.
  bool opens(std::size_t c) {
    const Cue& other = cues_[c];
    if (!attributes(other) || other.begin != s_.range().begin || c + 1 == cues_.size() ||
        !s_.is_comma(other.content))
      return false;
    Cue& cue = cues_[c + 1];
    if (!claims(cue) || cue.subject_after || cue.subject_carried ||
        cue.subject[0].first != other.content + 1)
      return false;
    bool marked = false, verb = false, object = false;
    const std::uint32_t limit = std::min(s_.range().end, cue.end + kReach);
    for (std::uint32_t k = cue.end; k < limit && !marked; ++k) {
      if (s_.code(k) == ';') return false;
      if (s_.is_comma(k) && s_.has_class(k + 1, WordClass::conjunction)) return false;
      // "Voss said nothing and the mill is “a ruin”"
      if (finite(k) && (cue.frame == Frame::call || object)) return false;
      verb = verb || cue.that || finite(k);
      object = object || (!verb && s_.does(k, SpeechRole::joins_clauses));
      marked = s_.is_stretch(k);
    }
    if (!marked && !(is_speech(cue.frame) && cue.that)) return false;
    pass_on(cue, other.subject[0]);
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
  constexpr std::uint32_t kFarthest = 8;
  if (!s.has_stretch() || !s.does(k, SpeechRole::attributes)) return std::nullopt;
  std::uint32_t at = k + 1;
  while (at < k + kFarthest && s.is_word(at) && !s.does(at, SpeechRole::infinitive)) ++at;
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
