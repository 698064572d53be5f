#include "analyze/quotations/stance/stance.hpp"

#include <algorithm>

#include "analyze/quotations/speech_words.hpp"
#include "analyze/quotations/stance/governors.hpp"
#include "analyze/quotations/stance/stance_words.hpp"

namespace quoth::quotations {
namespace {

constexpr std::uint32_t kGroup = 12;  // items of a verb group

class StanceReader {
 public:
  StanceReader(const SentenceReader& s, const Cue& cue, ItemRange content)
      : s_(s),
        t_(s.tokens()),
        words_(StanceWords::of(t_.lexicon())),
        cue_(cue),
        content_(content),
        begin_(s.range().begin) {}

  Stance read() {
    const bool attributed =
        cue_.kind == Cue::Kind::phrase && cue_.passive && !cue_.quoted_as_saying;
    if (cue_.kind == Cue::Kind::noun) return fake_noun() ? Stance::denied : Stance::asserted;
    if (cue_.kind != Cue::Kind::verb && !cue_.quoted_as_saying && !attributed)
      return Stance::asserted;
    if (is(cue_.begin, StanceRole::misquoted)) return Stance::denied;
    if (s_.words().verb_second() && cue_.kind == Cue::Kind::verb) {
      // Its clause was read as a whole: the negation stands behind the verb.
      if (cue_.negated || cue_.frame == Frame::deny) return Stance::denied;
      return cue_.hypothetical ? Stance::hypothetical : Stance::asserted;
    }
    read_group();
    if (cue_.frame == Frame::deny && !judged_so()) denied_ = !denied_;
    if (denied_ || nobody_said() || printed_before() || set_against(s_, cue_, content_.begin))
      return Stance::denied;
    const Ruling ruling = ruling_over(s_, words_, cue_, clause_start(), content_);
    if (ruling == Ruling::denies) return Stance::denied;
    if (supposed_ || (doubt_ && !habit_ && !habit_around()) || ruling == Ruling::doubts)
      return Stance::hypothetical;
    return Stance::asserted;
  }

 private:
  bool is(std::uint32_t k, SpeechRole role) const {
    return s_.is_token(k) && s_.words().is(t_, s_.token(k), role);
  }
  bool is(std::uint32_t k, StanceRole role) const { return words_.is(s_, k, role); }
  bool denies(std::uint32_t k) const {
    return s_.is_word(k) && cue_verb(t_, s_.token(k)).frame == Frame::deny;
  }
  bool adverb(std::uint32_t k) const {
    return s_.has_class(k, WordClass::adverb) ||
           (s_.is_word(k) && s_.words().tells_manner(s_.text(k)) && !s_.name_like(k));
  }

  // Leftwards over "has also never", "is not expected to", "denied ever having", "stopped short of".
  void read_group() {
    std::uint32_t k = cue_.begin;
    for (std::uint32_t n = 0; n < kGroup && k > begin_; ++n) {
      --k;
      start_ = k + 1;
      if (!s_.is_token(k)) return;
      const WordClasses c = s_.classes(k);
      if (has(c, WordClass::negation)) {
        // "neither opened the gate nor said"; who "neither confirmed nor denied" it has not said it
        if (is(k, SpeechRole::nobody) || has(c, WordClass::conjunction)) {
          if (cue_.frame != Frame::deny) denied_ = !denied_;
          return;
        }
        if (has(c, WordClass::determiner)) return;
        // "not only said"
        if (!is(k + 1, StanceRole::only)) denied_ = !denied_;
        continue;
      }
      if (cue_.form == Form::ing && k + 1 == cue_.begin && withheld(k)) continue;
      if (is(k, StanceRole::almost) && k + 1 == cue_.begin) {
        denied_ = !denied_;
        continue;
      }
      if (is(k, StanceRole::habit) || is(k, StanceRole::only)) {
        habit_ = true;
        continue;
      }
      if (is(k, StanceRole::untruly)) {
        // "falsely quoted as saying"; who "falsely claims" has claimed it
        if (cue_.quoted_as_saying || cue_.passive || hearsay_) denied_ = true;
        continue;
      }
      if (has(c, WordClass::modal)) {
        // “I would say”: they have said it.
        if (is(k, SpeechRole::doubt)) doubt_ = k == begin_ || s_.pronoun(k - 1) != 1;
        if (is(k, StanceRole::future)) supposed_ = true;
        continue;
      }
      if (has(c, WordClass::auxiliary)) {
        // "did not have backing": a noun.
        if (cue_.form == Form::ing && k + 1 == cue_.begin && !is(k, SpeechRole::be)) return;
        if (k == begin_ && cue_.form == Form::base) supposed_ = true;
        continue;
      }
      if (s_.does(k, SpeechRole::infinitive)) {
        if (k == begin_ || !infinitive_of(k)) return;
        continue;
      }
      if (denies(k) && (cue_.form == Form::ing || k + 1 < cue_.begin)) {
        denied_ = !denied_;
        continue;
      }
      // "might as well have said"
      if (is(k, StanceRole::well) && k > begin_ && is(k - 1, SpeechRole::as)) {
        --k;
        continue;
      }
      if (adverb(k) || s_.does(k, SpeechRole::between)) continue;
      return;
    }
  }

  // What the "to" at `k` hangs on; moves `k` over it, and is false where the verb group ends.
  bool infinitive_of(std::uint32_t& k) {
    std::uint32_t g = k - 1;
    const auto leads = [&](std::uint32_t i) {
      return is(i, SpeechRole::planned) || is(i, SpeechRole::refused) || is(i, StanceRole::ready);
    };
    if (!leads(g) && adverb(g) && g > begin_) --g;
    if (leads(g)) {
      // "more likely to say": many did.
      if (g > begin_ && is(g - 1, StanceRole::compares)) return false;
      if (is(g, SpeechRole::planned)) supposed_ = true;
      if (is(g, SpeechRole::refused)) denied_ = !denied_;
      k = g;
      return true;
    }
    if (is(g, SpeechRole::as)) return as_far(g, k);
    if (untrue_to(s_, words_, k)) {
      denied_ = true;
      return false;
    }
    // "no evidence to suggest"
    if (is(g, StanceRole::record)) {
      for (std::uint32_t n = 1; n <= 3 && g >= begin_ + n; ++n)
        if (s_.has_class(g - n, WordClass::negation)) denied_ = true;
      return false;
    }
    // "is said to have called"
    const Form form = s_.is_word(g) ? cue_verb(t_, s_.token(g)).form : Form::none;
    if ((form == Form::past || form == Form::participle) && !s_.name_like(g)) {
      hearsay_ = true;
      k = g;
      return true;
    }
    // "want her to say", "Were she to say"
    const auto who = s_.phrase_ending(g);
    if (who && who->first > begin_ &&
        (who->first < who->begin || s_.name_like(who->head) || s_.pronoun(who->head) != 0 ||
         s_.speaks(who->head))) {
      const std::uint32_t v = who->first - 1;
      if (is(v, StanceRole::wishes) || wished_for(v)) supposed_ = true;
      if (is(v, StanceRole::were) &&
          (v == begin_ || ends_clause(s_, v - 1) || s_.has_class(v - 1, WordClass::conjunction)))
        supposed_ = true;
    }
    return false;
  }

  // "called for (her to say)", the "for" at `k`.
  bool wished_for(std::uint32_t k) const {
    return k > begin_ && s_.has_class(k, WordClass::preposition) &&
           takes_preposition(class_value(t_, s_.token(k), WordClass::preposition)) ==
               takes_preposition(1) &&
           is(k - 1, StanceRole::wishes_for);
  }

  // "went so far as (to say)", the last "as" at `as`: moves `k` to the verb.
  bool as_far(std::uint32_t as, std::uint32_t& k) const {
    if (as < begin_ + 3 || !is(as - 1, StanceRole::far) || !is(as - 3, StanceRole::goes))
      return false;
    k = as - 3;
    return true;
  }

  // "without", "short of", "rather than", "as far as" at `k`, before an -ing form.
  bool withheld(std::uint32_t& k) {
    if (is(k, SpeechRole::as)) return as_far(k, k);
    std::uint32_t word = k;
    if (!is(k, StanceRole::withholds)) {
      if (k == begin_ || !is(k - 1, StanceRole::withholds_by)) return false;
      if (!has_any(s_.classes(k), classes_of(WordClass::preposition, WordClass::subordinator)))
        return false;
      word = k - 1;
    }
    // "it goes without saying"
    if (word > begin_ && is(word - 1, StanceRole::goes)) return false;
    denied_ = !denied_;
    k = word > begin_ && is(word - 1, StanceRole::stops) ? word - 1 : word;
    return true;
  }

  // "rejected as “...” the claims": what they are called is said.
  bool judged_so() const {
    return content_.begin > cue_.end && is(content_.begin - 1, SpeechRole::as);
  }

  // "would say later that evening", "Years later he would say"
  bool habit_around() const {
    constexpr std::uint32_t kNear = 4;
    for (std::uint32_t k = cue_.end; k < cue_.end + kNear && s_.is_word(k); ++k) {
      if (s_.does(k, SpeechRole::that)) break;
      if (is(k, StanceRole::habit)) return true;
    }
    for (std::uint32_t k = begin_; k < std::min(begin_ + kNear, start_); ++k)
      if (is(k, StanceRole::habit)) return true;
    return false;
  }

  // Where the clause begins: its subject, or the verb group.
  std::uint32_t clause_start() const {
    std::uint32_t start = start_ == 0 ? cue_.begin : start_;
    if (cue_.subjects > 0 && !cue_.subject_carried && cue_.subject[0].first < cue_.begin)
      start = std::min(start, cue_.relative != 0 ? cue_.relative : cue_.subject[0].first);
    return start;
  }

  // "Nobody said", "no official said", "no one in the hall said"
  bool nobody_said() const {
    if (cue_.subjects == 0 || cue_.subject_carried) return false;
    const NounPhrase& p = cue_.subject[0];
    if (is(p.head, SpeechRole::nobody)) return true;
    const auto negative = [&](std::uint32_t k) {
      return s_.has_class(k, WordClass::negation) && s_.has_class(k, WordClass::determiner);
    };
    const std::uint32_t from = p.first > begin_ ? p.first - 1 : p.first;
    for (std::uint32_t k = from; k <= p.begin && k < p.head; ++k)
      if (negative(k)) return true;
    // "neither Voss nor Keller said"; "not one engineer said"
    if (from < p.first && s_.has_class(from, WordClass::negation)) {
      if (s_.has_class(from, WordClass::conjunction) && !cue_.subject_after) return true;
      if (from == clause_begin(s_, from) && !is(from, SpeechRole::nobody) &&
          has_any(s_.classes(p.first), classes_of(WordClass::cardinal, WordClass::determiner)))
        return true;
    }
    // What stands between is what they are part of.
    const std::uint32_t first = clause_begin(s_, cue_.begin);
    if (p.first <= first || p.first > cue_.begin ||
        !s_.has_class(p.first - 1, WordClass::preposition))
      return false;
    if (!negative(first) && !is(first, SpeechRole::nobody)) return false;
    for (std::uint32_t k = first + 1; k < p.first; ++k)
      if (s_.does(k, SpeechRole::that) || is(k, StanceRole::doubtful) ||
          has_any(s_.classes(k), classes_of(WordClass::auxiliary, WordClass::modal,
                                            WordClass::verb_past, WordClass::verb_present)))
        return false;
    return true;
  }

  // "This article originally quoted her as saying", "we wrongly quoted": the words are taken back.
  bool printed_before() const {
    const std::uint32_t from = clause_begin(s_, cue_.begin);
    if (names_own_print(s_, words_, from, cue_.begin)) return true;
    bool ourselves = false, untruly = false;
    for (std::uint32_t k = from; k < cue_.begin; ++k) {
      ourselves = ourselves || is(k, StanceRole::ourselves);
      untruly = untruly || is(k, StanceRole::untruly) || is(k, StanceRole::earlier);
    }
    return ourselves && untruly;
  }

  // "her fabricated claim that"
  bool fake_noun() const {
    for (std::uint32_t k = cue_.begin, n = 0; n < 3 && k > begin_; ++n) {
      --k;
      if (is(k, StanceRole::fake)) return true;
      if (!s_.is_word(k) || s_.breaks_phrase(k)) return false;
    }
    return false;
  }

  const SentenceReader& s_;
  const TokenTable& t_;
  const StanceWords& words_;
  const Cue& cue_;
  ItemRange content_;
  std::uint32_t begin_;      // of the sentence
  std::uint32_t start_ = 0;  // of the verb group; 0: the cue itself
  bool denied_ = false, doubt_ = false, habit_ = false, supposed_ = false;
  bool hearsay_ = false;  // she is said to have said it
};

}  // namespace

Stance stance_of(const SentenceReader& sentence, const Cue& cue, ItemRange content) {
  return StanceReader(sentence, cue, content).read();
}

bool set_against(const SentenceReader& s, const Cue& cue, std::uint32_t k) {
  if (!s.is_stretch(k) || k < cue.end + 1 || cue.kind != Cue::Kind::verb || !is_speech(cue.frame))
    return false;
  const std::uint32_t no = k - 1;
  if (!s.has_class(no, WordClass::negation) || s.has_class(no, WordClass::determiner)) return false;
  if (no == cue.end) return true;
  std::uint32_t before = no - 1;
  if (s.is_comma(before) && before > cue.end) --before;
  // What they are set against is all that was said.
  if (s.is_stretch(before)) {
    std::uint32_t from = cue.end;
    while (from < before && (s.is_comma(from) || s.code(from) == ':')) ++from;
    return from == before;
  }
  const bool after = cue.subject_after && cue.subjects > 0;
  const std::uint32_t end = after ? cue.subject[0].end : cue.end;
  std::uint32_t first = cue.subjects > 0 && !cue.subject_carried
                            ? std::min(cue.begin, cue.subject[0].first)
                            : cue.begin;
  if (first > s.range().begin && s.is_comma(first - 1)) --first;
  return no == end + 1 && s.is_comma(end) && first > s.range().begin && s.is_stretch(first - 1);
}

bool calls_it_fake(const SentenceReader& s) {
  constexpr std::uint32_t kFarthest = 48, kApart = 6;
  if (!s.any_does(SpeechRole::quote)) return false;
  const StanceWords& words = StanceWords::of(s.tokens().lexicon());
  const ItemRange r = s.range();
  const std::uint32_t end = std::min(r.end, r.begin + kFarthest);
  std::uint32_t word = 0, fake = 0;  // one after the item of the last of each; 0 for none
  for (std::uint32_t k = r.begin; k < end; ++k) {
    if (!s.is_token(k)) continue;
    if (s.has_class(k, WordClass::negation)) return false;  // "The quote is no hoax."
    if (s.does(k, SpeechRole::quote)) word = k + 1;
    if (words.is(s, k, StanceRole::fake)) fake = k + 1;
    if (word != 0 && fake != 0 && std::max(word, fake) - std::min(word, fake) <= kApart)
      return true;
  }
  return false;
}

}  // namespace quoth::quotations
