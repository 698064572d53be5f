#include "analyze/quotations/stance/marked_words.hpp"

#include <algorithm>

#include "analyze/quotations/speech_words.hpp"
#include "analyze/quotations/stance/governors.hpp"
#include "analyze/quotations/stance/stance.hpp"
#include "analyze/quotations/stance/stance_words.hpp"

namespace quoth::quotations {
namespace {

constexpr WordClasses kFinite = classes_of(WordClass::auxiliary, WordClass::modal,
                                           WordClass::verb_past, WordClass::verb_present);
constexpr std::uint32_t kGroup = 8;  // items of a verb group

class MarkedWordsReader {
 public:
  MarkedWordsReader(const SentenceReader& s, std::uint32_t k)
      : s_(s), words_(StanceWords::of(s.tokens().lexicon())), begin_(s.range().begin), at_(k) {}

  bool withheld() const {
    constexpr std::uint32_t kReach = 12;
    const std::uint32_t lowest = clause_begin(s_, at_);
    for (std::uint32_t k = at_, n = 0; n < kReach && k > lowest; ++n) {
      --k;
      const CueVerb verb = s_.is_word(k) ? cue_verb(s_.tokens(), s_.token(k)) : CueVerb{};
      if (!is_speech(verb.frame)) continue;
      return (verb.form == Form::base || verb.form == Form::ing) && k > begin_ && withholds(k - 1);
    }
    return false;
  }

  // "(the phrase “...”) was never used by Voss", "(the quote “...”) is made up"
  bool never_used_behind(std::optional<NounPhrase>& by) const {
    const bool named = at_ > begin_ && is(at_ - 1, StanceRole::wording);
    if (!named && at_ != begin_) return false;
    std::uint32_t k = at_ + 1;
    if (s_.is_comma(k)) ++k;
    if (!has_any(s_.classes(k), classes_of(WordClass::auxiliary, WordClass::modal))) return false;
    bool negated = false;
    for (std::uint32_t n = 0; n < kGroup && s_.is_word(k); ++n, ++k) {
      if (s_.has_class(k, WordClass::negation)) {
        if (is(k + 1, StanceRole::only)) return false;
        negated = true;
        continue;
      }
      if (is(k, StanceRole::uttered) || (named && is(k, StanceRole::used))) {
        if (s_.does(k + 1, SpeechRole::agent)) by = s_.phrase_starting(k + 2);
        return negated && !is(k + 1, StanceRole::anew);
      }
      // "(“...”) is not a quote from Voss", "were not her words"
      if (is(k, StanceRole::wording)) return negated;
      if (named && invented(k)) return !negated;
      if (!has_any(s_.classes(k),
                   classes_of(WordClass::auxiliary, WordClass::modal, WordClass::adverb,
                              WordClass::determiner, WordClass::possessive)))
        return false;
    }
    return false;
  }

  // "Voss never used the words (“...”)"
  bool never_used_before() const {
    if (at_ < begin_ + 2 || !is(at_ - 1, StanceRole::wording)) return false;
    const std::uint32_t lowest = clause_begin(s_, at_);
    std::uint32_t k = at_ - 1;
    for (std::uint32_t n = 0; n < 3 && k > lowest; ++n) {
      --k;
      if (is(k, StanceRole::uttered) || is(k, StanceRole::used)) return negated(lowest, k);
      if (!has_any(s_.classes(k), classes_of(WordClass::determiner, WordClass::possessive)) &&
          s_.has_class(k, WordClass::preposition))
        return false;
    }
    return false;
  }

  Ruling governed(const Cue& cue) const {
    if (s_.is_token(at_ + 1) && has_any(s_.classes(at_ + 1), kFinite)) return Ruling::none;
    return ruling_over_words(s_, words_, cue, at_);
  }

 private:
  bool is(std::uint32_t k, StanceRole role) const { return words_.is(s_, k, role); }

  // "without", "rather than", "far from" that ends at `k`
  bool withholds(std::uint32_t k) const {
    if (s_.does(k, SpeechRole::infinitive) && k > begin_) --k;
    if (s_.does(k, SpeechRole::as)) return false;  // "went so far as to say"
    std::uint32_t word = k;
    if (!is(k, StanceRole::withholds)) {
      if (k == begin_ || !is(k - 1, StanceRole::withholds_by) ||
          !has_any(s_.classes(k), classes_of(WordClass::preposition, WordClass::subordinator)))
        return false;
      word = k - 1;
    }
    if (word == begin_) return true;
    return !is(word - 1, StanceRole::goes) && !negated(clause_begin(s_, word), word);
  }

  bool negated(std::uint32_t lowest, std::uint32_t k) const {
    for (std::uint32_t n = 0; n < kGroup && k > lowest; ++n)
      if (s_.has_class(--k, WordClass::negation)) return !is(k + 1, StanceRole::only);
    return false;
  }

  bool invented(std::uint32_t k) const {
    if (is(k, StanceRole::made))
      return is(k + 1, StanceRole::up) && !s_.has_class(k + 2, WordClass::preposition);
    return is(k, StanceRole::fake) || is(k, StanceRole::untruth);
  }

  const SentenceReader& s_;
  const StanceWords& words_;
  std::uint32_t begin_;  // of the sentence
  std::uint32_t at_;     // the stretch
};

}  // namespace

std::int32_t unasserted_cue(const SentenceReader& s, const std::vector<Cue>& cues,
                            std::uint32_t k) {
  constexpr std::uint32_t kReach = 6;  // that, on Monday
  const auto after = std::lower_bound(cues.begin(), cues.end(), k,
                                      [](const Cue& c, std::uint32_t at) { return c.begin < at; });
  if (after == cues.begin()) return -1;
  const Cue& cue = *(after - 1);
  if (cue.kind != Cue::Kind::verb || cue.passive || cue.subjects == 0 || cue.subject_carried ||
      cue.subject_after || !is_speech(cue.frame) || k > cue.end + kReach)
    return -1;
  for (std::uint32_t i = cue.end; i < k; ++i) {
    if (!s.is_token(i) || has_any(s.classes(i), kFinite)) return -1;
    if (ends_clause(s, i) && !(i == cue.end && i + 1 == k)) return -1;
  }
  if (stance_of(s, cue, {k, k + 1}) == Stance::asserted) return -1;
  return static_cast<std::int32_t>(after - cues.begin()) - 1;
}

WordsRuling ruling_over_marked(const SentenceReader& s, const Cue* cue, std::uint32_t k) {
  const MarkedWordsReader reader(s, k);
  WordsRuling out;
  if (reader.withheld() || reader.never_used_behind(out.by) || reader.never_used_before()) {
    out.stance = Stance::denied;
    return out;
  }
  const Ruling ruling = cue == nullptr ? Ruling::none : reader.governed(*cue);
  if (ruling == Ruling::denies) out.stance = Stance::denied;
  if (ruling == Ruling::doubts) out.stance = Stance::hypothetical;
  return out;
}

bool names_wording(const TokenTable& tokens, Span span) {
  const TokenRange in = tokens.tokens_in(span);
  return in.begin < in.end &&
         StanceWords::of(tokens.lexicon()).is(tokens, in.end - 1, StanceRole::wording);
}

}  // namespace quoth::quotations
