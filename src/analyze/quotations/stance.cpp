#include "analyze/quotations/stance.hpp"

#include <algorithm>

#include "analyze/quotations/speech_words.hpp"

namespace quoth::quotations {
namespace {

constexpr std::uint32_t kGroup = 10;   // items of a verb group
constexpr std::uint32_t kGovern = 12;  // items from a clause back to what governs it

class StanceReader {
 public:
  StanceReader(const SentenceReader& s, const Cue& cue) : s_(s), t_(s.tokens()), cue_(cue) {}

  Stance read() {
    const bool attributed =
        cue_.kind == Cue::Kind::phrase && cue_.passive && !cue_.quoted_as_saying;
    if (cue_.kind != Cue::Kind::verb && cue_.kind != Cue::Kind::noun && !cue_.quoted_as_saying &&
        !attributed)
      return Stance::asserted;
    if (attributed && is(cue_.begin, SpeechRole::misquoted)) return Stance::denied;
    if (s_.words().verb_second() && cue_.kind == Cue::Kind::verb) {
      // Its clause was read as a whole: the negation stands behind the verb.
      if (cue_.negated || cue_.frame == Frame::deny) return Stance::denied;
      return cue_.hypothetical ? Stance::hypothetical : Stance::asserted;
    }
    read_group();
    if (cue_.frame == Frame::deny) denied_ = !denied_;
    if (denied_ || nobody_said() || governed_as_denied()) return Stance::denied;
    if (supposed_ || (doubt_ && !habit_) || governed_as_supposed()) return Stance::hypothetical;
    return Stance::asserted;
  }

 private:
  bool is(std::uint32_t k, SpeechRole role) const {
    return s_.is_token(k) && s_.words().is(t_, s_.token(k), role);
  }
  bool denies(std::uint32_t k) const {
    return s_.is_word(k) && cue_verb(t_, s_.token(k)).frame == Frame::deny;
  }

  // Leftwards over "has also never", "is not expected to", "denied ever having".
  void read_group() {
    const std::uint32_t b = s_.range().begin;
    std::uint32_t k = cue_.begin;
    for (std::uint32_t n = 0; n < kGroup && k > b; ++n) {
      --k;
      start_ = k + 1;
      if (!s_.is_token(k)) return;
      const WordClasses c = s_.classes(k);
      if (has(c, WordClass::negation)) {
        if (has(c, WordClass::determiner)) return;
        if (is(k, SpeechRole::nobody)) {
          denied_ = !denied_;
          return;
        }
        // "not only said"
        if (!is(k + 1, SpeechRole::only)) denied_ = !denied_;
        continue;
      }
      if (is(k, SpeechRole::habit) || is(k, SpeechRole::only)) {
        habit_ = true;
        continue;
      }
      if (is(k, SpeechRole::untrue)) {
        // "falsely quoted as saying"; who "falsely claims" has claimed it
        if (cue_.quoted_as_saying || cue_.passive) denied_ = true;
        continue;
      }
      if (has(c, WordClass::modal)) {
        // “I would say”: they have said it.
        if (is(k, SpeechRole::doubt)) doubt_ = k == b || s_.pronoun(k - 1) != 1;
        if (is(k, SpeechRole::future)) supposed_ = true;
        continue;
      }
      if (has(c, WordClass::auxiliary)) {
        if (k == b && cue_.form == Form::base) supposed_ = true;
        continue;
      }
      if (s_.does(k, SpeechRole::infinitive)) {
        if (k == b) return;
        if (is(k - 1, SpeechRole::planned)) supposed_ = true;
        if (is(k - 1, SpeechRole::refused)) denied_ = !denied_;
        if (!is(k - 1, SpeechRole::planned) && !is(k - 1, SpeechRole::refused)) return;
        --k;
        continue;
      }
      if (denies(k) && (cue_.form == Form::ing || k + 1 < cue_.begin)) {
        denied_ = !denied_;
        continue;
      }
      if (has(c, WordClass::adverb) || s_.does(k, SpeechRole::between) ||
          (s_.is_word(k) && s_.words().tells_manner(s_.text(k)) && !s_.name_like(k)))
        continue;
      return;
    }
  }

  // Where the clause begins: its subject, or the verb group.
  std::uint32_t clause_start() const {
    std::uint32_t start = start_ == 0 ? cue_.begin : start_;
    if (cue_.subjects > 0 && !cue_.subject_carried && cue_.subject[0].first < cue_.begin)
      start = std::min(start, cue_.relative != 0 ? cue_.relative : cue_.subject[0].first);
    return start;
  }

  // "Nobody said", "no official said"
  bool nobody_said() const {
    if (cue_.subjects == 0 || cue_.subject_carried) return false;
    const NounPhrase& p = cue_.subject[0];
    if (is(p.head, SpeechRole::nobody)) return true;
    const std::uint32_t from = p.first > s_.range().begin ? p.first - 1 : p.first;
    for (std::uint32_t k = from; k <= p.begin && k < p.head; ++k)
      if (has_any(s_.classes(k), classes_of(WordClass::negation)) &&
          s_.has_class(k, WordClass::determiner))
        return true;
    return false;
  }

  bool ends_clause(std::uint32_t k) const {
    if (!s_.is_token(k)) return true;
    const char32_t c = s_.code(k);
    return c == ',' || c == ';' || c == ':' || c == '(' || s_.is_dash(k);
  }

  // "denies that he said", "no record of him saying", "misquoted Voss as saying"
  bool governed_as_denied() const {
    const std::uint32_t b = s_.range().begin;
    std::uint32_t k = clause_start();
    bool that = s_.does(k, SpeechRole::that);  // read as the subject's determiner
    for (std::uint32_t n = 0; n < kGovern && k > b; ++n) {
      --k;
      if (ends_clause(k)) return false;
      if (s_.does(k, SpeechRole::that)) that = true;
      if (is(k, SpeechRole::misquoted)) return true;
      if (is(k, SpeechRole::untrue) && (that || cue_.form == Form::ing)) return true;
      if (is(k, SpeechRole::fake) && that) return true;
      if (is(k, SpeechRole::record) && k > b && s_.has_class(k - 1, WordClass::negation))
        return true;
      if (denies(k) && (that || cue_.form == Form::ing)) {
        // "did not deny that he said"
        for (std::uint32_t i = k, m = 0; i > b && m < 3; ++m) {
          --i;
          if (s_.has_class(i, WordClass::negation)) return false;
          if (!has_any(s_.classes(i),
                       classes_of(WordClass::auxiliary, WordClass::adverb, WordClass::modal)))
            break;
        }
        return true;
      }
      // Another clause stands between.
      if (!that && s_.has_class(k, WordClass::conjunction)) return false;
    }
    return false;
  }

  // "if he says", "imagine Voss saying", "Should she say", "Did she say ...?"
  bool governed_as_supposed() const {
    const std::uint32_t b = s_.range().begin;
    const std::uint32_t start = clause_start();
    if (cue_.form == Form::base && start > b && start <= b + 1 &&
        has_any(s_.classes(b), classes_of(WordClass::auxiliary, WordClass::modal)))
      return true;
    std::uint32_t k = start;
    for (std::uint32_t n = 0; n < 3 && k > b; ++n) {
      --k;
      if (ends_clause(k)) return false;
      if (is(k, SpeechRole::supposed)) return true;
      if (!has_any(s_.classes(k), classes_of(WordClass::adverb, WordClass::determiner)))
        return false;
    }
    return false;
  }

  const SentenceReader& s_;
  const TokenTable& t_;
  const Cue& cue_;
  std::uint32_t start_ = 0;  // of the verb group; 0: the cue itself
  bool denied_ = false, doubt_ = false, habit_ = false, supposed_ = false;
};

}  // namespace

Stance stance_of(const SentenceReader& sentence, const Cue& cue) {
  return StanceReader(sentence, cue).read();
}

bool calls_it_fake(const SentenceReader& s) {
  constexpr std::uint32_t kFarthest = 48, kApart = 6;
  if (!s.any_does(SpeechRole::quote) || !s.any_does(SpeechRole::fake)) return false;
  const ItemRange r = s.range();
  const std::uint32_t end = std::min(r.end, r.begin + kFarthest);
  std::uint32_t word = 0, fake = 0;  // one after the item of the last of each; 0 for none
  for (std::uint32_t k = r.begin; k < end; ++k) {
    if (!s.is_token(k)) continue;
    if (s.has_class(k, WordClass::negation)) return false;  // "The quote is no hoax."
    if (s.does(k, SpeechRole::quote)) word = k + 1;
    if (s.does(k, SpeechRole::fake)) fake = k + 1;
    if (word != 0 && fake != 0 && std::max(word, fake) - std::min(word, fake) <= kApart)
      return true;
  }
  return false;
}

}  // namespace quoth::quotations
