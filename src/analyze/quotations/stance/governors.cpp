#include "analyze/quotations/stance/governors.hpp"

#include <algorithm>

namespace quoth::quotations {
namespace {

constexpr std::uint32_t kGovern = 16;     // items from a clause back to what governs it
constexpr std::uint32_t kPredicate = 48;  // items from reported words on to what is said of them
constexpr std::uint32_t kGroup = 8;       // items of a verb group or of a noun's adjectives

constexpr WordClasses kFinite = classes_of(WordClass::auxiliary, WordClass::modal,
                                           WordClass::verb_past, WordClass::verb_present);

class GovernorReader {
 public:
  GovernorReader(const SentenceReader& s, const StanceWords& words, const Cue& cue,
                 std::uint32_t start, ItemRange content)
      : s_(s),
        words_(words),
        cue_(cue),
        begin_(s.range().begin),
        start_(start),
        content_(content) {}

  Ruling read() const {
    if (cue_.subjects == 0 || cue_.subject_after) return Ruling::none;
    // "had her saying": the object of "had" is who says it.
    const bool object = cue_.form == Form::ing && start_ > begin_ && s_.pronoun(start_ - 1) != 0;
    if (cue_.subject_carried && !object) return Ruling::none;
    if (const Ruling r = inverted(); r != Ruling::none) return r;
    if (in_fake_picture()) return Ruling::denies;
    std::uint32_t k = start_;
    bool that = role(k, SpeechRole::that);  // read as the subject's determiner
    if (!that && k > begin_ && role(k - 1, SpeechRole::that)) {
      that = true;
      --k;
    }
    // "That she said it is a lie."
    if (k == begin_ && that) return denied_behind() ? Ruling::denies : Ruling::none;
    if (k == begin_ && !is(k, StanceRole::what)) return Ruling::none;
    // "what Voss", "which Voss": read as the subject's determiner.
    const bool determiner = !that && (is(k, StanceRole::what) || role(k, SpeechRole::relative));
    const std::uint32_t left = determiner ? k : k - 1;
    if (is(left, StanceRole::what) || is(left, StanceRole::thing)) return not_said(left);
    if (ends_clause(s_, left)) return that && denied_behind() ? Ruling::denies : Ruling::none;
    if (supposes(left)) return Ruling::doubts;
    if (!that) {
      const bool having =
          cue_.begin > begin_ && s_.words().ends_as_ongoing(s_.text(cue_.begin - 1));
      if (cue_.form == Form::ing || cue_.form == Form::base || cue_.quoted_as_saying || having)
        if (const Ruling r = over_seen(left); r != Ruling::none) return r;
      // "a letter in which she says"
      if (role(left, SpeechRole::relative))
        return left > begin_ && s_.has_class(left - 1, WordClass::preposition) &&
                       fake_picture(clause_begin(s_, left - 1), left - 1)
                   ? Ruling::denies
                   : Ruling::none;
    }
    // "that those saying it are": the -ing form is not the verb of the clause.
    if (that && cue_.form == Form::ing && !cue_.progressive) return Ruling::none;
    // "denied the claim, and later said": what was read as the subject is the object of what stands left.
    if (!that)
      for (std::uint32_t i = cue_.subject[0].end; i < cue_.begin; ++i)
        if (ends_clause(s_, i) || s_.has_class(i, WordClass::conjunction)) return Ruling::none;
    return over_clause(left, that);
  }

  // Of marked words behind "that": the cue is theirs, and what governs them stands between.
  Ruling read_words() {
    const std::uint32_t k = content_.begin;
    if (k < begin_ + 2 || !role(k - 1, SpeechRole::that)) return Ruling::none;
    const std::uint32_t left = k - 2;
    if (!s_.is_word(left) || (cue_.begin < k && left < cue_.end)) return Ruling::none;
    if (cue_.subjects > 0 && cue_.begin < k) {
      const ItemRange aside{std::min(cue_.begin, cue_.subject[0].first),
                            std::max(cue_.end, cue_.subject_after ? cue_.subject[0].end : 0)};
      if (aside.begin > begin_ && s_.is_comma(aside.begin - 1) && s_.is_comma(aside.end))
        aside_ = {aside.begin - 1, aside.end + 1};
    }
    return over_clause(left, true);
  }

 private:
  bool is(std::uint32_t k, StanceRole r) const noexcept { return words_.is(s_, k, r); }
  bool role(std::uint32_t k, SpeechRole r) const noexcept {
    return s_.is_token(k) && s_.words().is(s_.tokens(), s_.token(k), r);
  }
  CueVerb verb(std::uint32_t k) const noexcept {
    return s_.is_word(k) ? cue_verb(s_.tokens(), s_.token(k)) : CueVerb{};
  }
  bool skipped(std::uint32_t k) const noexcept {
    return s_.has_class(k, WordClass::adverb) ||
           (s_.is_word(k) && s_.words().tells_manner(s_.text(k)) && !s_.name_like(k));
  }

  // Whether a negation stands in the clause left of item `k`: "is by no means true".
  bool negated(std::uint32_t k) const {
    std::uint32_t lowest = clause_begin(s_, k);
    const bool over_aside = aside_.size() > 0 && lowest == aside_.end;
    if (over_aside) lowest = clause_begin(s_, aside_.begin);
    for (std::uint32_t n = 0; n < kGroup && k > lowest; ++n) {
      if (over_aside && k == aside_.end) k = aside_.begin;
      if (k == lowest) break;
      --k;
      if (s_.has_class(k, WordClass::negation) || is(k, StanceRole::nowhere))
        return !is(k + 1, StanceRole::only);
      if (role(k, SpeechRole::that) || s_.pronoun(k) == 8 ||
          s_.has_class(k, WordClass::conjunction))
        return false;
    }
    return false;
  }
  // "is not true", "was by no means the case"; not "did not make the case".
  bool is_not(std::uint32_t k) const {
    const std::uint32_t lowest = clause_begin(s_, k);
    for (std::uint32_t n = 0; n < kGroup && k > lowest; ++n) {
      --k;
      if (s_.has_class(k, WordClass::negation)) return !is(k + 1, StanceRole::only);
      if (!skipped(k) && n > 0 &&
          !has_any(s_.classes(k), classes_of(WordClass::auxiliary, WordClass::determiner)))
        return false;
    }
    return false;
  }
  // "may be true", "if it is true"
  bool hedged(std::uint32_t k) const {
    const std::uint32_t lowest = clause_begin(s_, k);
    for (std::uint32_t n = 0; n < kGroup && k > lowest; ++n) {
      --k;
      if (role(k, SpeechRole::doubt) || is(k, StanceRole::supposed)) return true;
      if (!skipped(k) && s_.pronoun(k) != 6 &&
          !has_any(s_.classes(k), classes_of(WordClass::auxiliary, WordClass::determiner)))
        return false;
    }
    return false;
  }

  // "Nor did she say", "At no time has she said"; "Had she said", "Should she say".
  Ruling inverted() const {
    if (start_ == begin_ || start_ >= cue_.begin || role(start_, SpeechRole::that))
      return Ruling::none;
    const std::uint32_t a = start_ - 1;
    if (!has_any(s_.classes(a), classes_of(WordClass::auxiliary, WordClass::modal)))
      return Ruling::none;
    const bool had = role(a, SpeechRole::had);
    const bool be = role(a, SpeechRole::be);
    // "no one had a problem calling it": the -ing form is another's.
    const bool fits = cue_.form == Form::ing    ? be
                      : cue_.form == Form::base ? !be
                                                : cue_.form != Form::present;
    if (!fits) return Ruling::none;
    std::uint32_t lowest = clause_begin(s_, a);
    if (a - lowest > kGroup) lowest = a - kGroup;
    bool denies = false;
    for (std::uint32_t k = lowest; k < a; ++k) {
      if (is(k, StanceRole::delays)) return Ruling::none;
      if (s_.has_class(k, WordClass::negation) || is(k, StanceRole::nowhere)) denies = true;
    }
    if (denies) return Ruling::denies;
    if (lowest > begin_ && s_.is_stretch(lowest - 1)) return Ruling::none;
    const bool opens =
        lowest == a || (lowest + 1 == a && s_.has_class(lowest, WordClass::conjunction));
    // After other words than these it is a question that takes for granted that it was said.
    if (!opens) return Ruling::none;
    return cue_.form == Form::base || (had && cue_.form != Form::ing) ? Ruling::doubts
                                                                      : Ruling::none;
  }

  // "if she says", "as though she had said", "if only she had said"
  bool supposes(std::uint32_t k) const {
    for (std::uint32_t n = 0; n < 3; ++n, --k) {
      if (ends_clause(s_, k)) return false;
      if (is(k, StanceRole::supposed)) return true;
      if (is(k, StanceRole::though) && k > begin_ && role(k - 1, SpeechRole::as)) return true;
      if (k == begin_ ||
          !(skipped(k) || is(k, StanceRole::only) || s_.has_class(k, WordClass::determiner)))
        return false;
    }
    return false;
  }

  // “...” is not what she said; what she said was not “...”.
  Ruling not_said(std::uint32_t k) const {
    bool denied = false;
    if (content_.begin > cue_.begin) {
      if (!is(k, StanceRole::what) || content_.begin > cue_.end + kGroup) return Ruling::none;
      for (std::uint32_t i = cue_.end; i < content_.begin; ++i) {
        if (s_.has_class(i, WordClass::negation)) denied = !is(i + 1, StanceRole::only);
        if (!s_.is_token(i) || s_.is_comma(i)) return Ruling::none;
      }
      return denied ? Ruling::denies : Ruling::none;
    }
    for (std::uint32_t n = 0; n < kGroup && k > begin_; ++n) {
      --k;
      if (s_.is_stretch(k)) return denied && k + 1 == content_.end ? Ruling::denies : Ruling::none;
      if (s_.has_class(k, WordClass::negation))
        denied = !is(k + 1, StanceRole::only);
      else if (!has_any(s_.classes(k), classes_of(WordClass::auxiliary, WordClass::determiner)) &&
               !skipped(k) && !s_.is_comma(k))
        return Ruling::none;
    }
    return Ruling::none;
  }

  // Whether items [from, to) name a fabrication: "a doctored video", "deepfakes".
  bool fake_picture(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t k = from; k < to; ++k) {
      // "AI-generated"
      const bool generated = k >= from + 2 && is(k, StanceRole::generated) &&
                             s_.code(k - 1) == '-' && is(k - 2, StanceRole::machine);
      if (!is(k, StanceRole::fake) && !generated) continue;
      if (is(k, StanceRole::picture)) return true;
      for (std::uint32_t i = k + 1; i < std::min(to, k + 4); ++i)
        if (is(i, StanceRole::picture) || is(i, StanceRole::claim)) return true;
    }
    return false;
  }
  bool any_is(std::uint32_t from, std::uint32_t to, StanceRole a, StanceRole b) const {
    for (std::uint32_t k = from; k < to; ++k)
      if (is(k, a) || is(k, b)) return true;
    return false;
  }

  // "In a doctored video, she says": nothing but that stands before her.
  bool in_fake_picture() const {
    std::uint32_t end = start_;
    if (end > begin_ && s_.is_comma(end - 1)) --end;
    if (end == begin_ || !is(end - 1, StanceRole::picture)) return false;
    std::uint32_t k = end - 1;
    for (std::uint32_t n = 0; n < 4 && k > begin_; ++n) {
      --k;
      if (s_.has_class(k, WordClass::preposition))
        return (k == begin_ || ends_clause(s_, k - 1)) && fake_picture(k, end);
      if (!s_.is_word(k)) return false;
    }
    return false;
  }

  // "no record of her saying", "nobody heard her say", "a video shows her saying"
  Ruling over_seen(std::uint32_t k) const {
    const std::uint32_t lowest = clause_begin(s_, k + 1);
    const std::uint32_t noun = k > lowest && role(k, SpeechRole::of) ? k - 1 : k;
    if (is(noun, StanceRole::record)) return negated(noun) ? Ruling::denies : Ruling::none;
    if (is(k, StanceRole::hears) && negated(k)) return Ruling::denies;
    if (is(k, StanceRole::recalls) && negated(k)) return Ruling::doubts;
    for (std::uint32_t i = lowest; i <= k; ++i)
      if (is(i, StanceRole::misquoted)) return Ruling::denies;
    if (fake_picture(lowest, k + 1)) return Ruling::denies;
    if (any_is(lowest, k + 1, StanceRole::picture, StanceRole::claim) && denied_behind())
      return Ruling::denies;
    return Ruling::none;
  }

  // What governs a clause, with "that" or without: "it is not true", "claims", "denies".
  Ruling over_clause(std::uint32_t w, bool that) const {
    const std::uint32_t lowest = clause_begin(s_, w + 1);
    while (w > lowest && skipped(w) && !is(w, StanceRole::untruly)) --w;
    if (is(w, StanceRole::untruly)) return Ruling::denies;
    if (is(w, StanceRole::truth))
      return is_not(w) ? Ruling::denies : hedged(w) ? Ruling::doubts : Ruling::none;
    if (is(w, StanceRole::record)) return negated(w) ? Ruling::denies : Ruling::none;
    if (that && is(w, StanceRole::exists) && no_record_before(lowest, w)) return Ruling::denies;
    if (that && (is(w, StanceRole::recalls) || is(w, StanceRole::hears)) && negated(w))
      return Ruling::doubts;
    if (is(w, StanceRole::misquoted)) return Ruling::denies;
    if (that && is(w, StanceRole::certain) && negated(w)) return Ruling::doubts;
    if (is(w, StanceRole::doubtful)) return negated(w) ? Ruling::none : Ruling::doubts;
    if (is(w, StanceRole::claim) && verb_before(lowest, w) != w) {
      if (const Ruling r = over_claim(lowest, w); r != Ruling::none) return r;
    }
    // "a fake notice said": without "that" it describes the subject.
    const bool predicate = that || (w > lowest && (role(w - 1, SpeechRole::be) || skipped(w - 1)));
    if (is(w, StanceRole::untruth)) return negated(w) || !predicate ? Ruling::none : Ruling::denies;
    const CueVerb v = verb(w);
    if (v.frame == Frame::deny) {
      // "who were denied licences said"
      if (!that && w > lowest && role(w - 1, SpeechRole::be)) return Ruling::none;
      return negated(w) ? Ruling::none : Ruling::denies;
    }
    if (v.frame == Frame::think) return negated(w) ? Ruling::doubts : Ruling::none;
    if (v.frame != Frame::none) {
      const bool infinitive = w > lowest && s_.does(w - 1, SpeechRole::infinitive);
      if (infinitive && untrue_to(s_, words_, w - 1)) return Ruling::denies;
      return over_verb(lowest, w);
    }
    // "the claim by the council that"
    for (std::uint32_t k = w, n = 0; n < kGroup && k > lowest; ++n, --k)
      if (s_.has_class(k, WordClass::preposition) && is(k - 1, StanceRole::claim) &&
          verb_before(lowest, k - 1) != k - 1)
        return over_claim(lowest, k - 1);
    return denied_in_passing(lowest, w);
  }

  // "no evidence exists", "no record has been found", the verb at `w`
  bool no_record_before(std::uint32_t lowest, std::uint32_t w) const {
    while (w > lowest) {
      --w;
      if (is(w, StanceRole::record)) return negated(w);
      if (!skipped(w) && !s_.has_class(w, WordClass::auxiliary)) return false;
    }
    return false;
  }

  // Whether "claim" or "report" at `w` is the verb of its clause: then where it stands, else one
  // past it.
  std::uint32_t verb_before(std::uint32_t lowest, std::uint32_t w) const {
    if (verb(w).frame == Frame::none || w == lowest) return w + 1;
    const bool noun =
        has_any(s_.classes(w - 1), classes_of(WordClass::determiner, WordClass::possessive)) ||
        s_.has_class(w - 1, WordClass::preposition) || is(w - 1, StanceRole::untruth) ||
        is(w - 1, StanceRole::fake) || is(w - 1, StanceRole::dismisses) ||
        verb(w - 1).frame == Frame::deny || s_.tokens().kind(s_.token(w - 1)) == TokenKind::clitic;
    return noun ? w + 1 : w;
  }

  // "the claims that she said": who denies them, and what they are.
  Ruling over_claim(std::uint32_t lowest, std::uint32_t w) const {
    // "claims that she called mad", "claims that she said were mad": the clause describes them.
    const bool gap = content_.begin == cue_.end
                         ? cue_.frame == Frame::call
                         : has_any(s_.classes(cue_.end), kFinite) && content_.begin > cue_.begin;
    if (gap) return Ruling::none;
    for (std::uint32_t k = w, n = 0; n < kGroup && k > lowest; ++n) {
      --k;
      if (is(k, StanceRole::untruth) || is(k, StanceRole::fake))
        return negated(k) ? Ruling::none : Ruling::denies;
      if (is(k, StanceRole::doubtful)) return Ruling::doubts;
      // "no evidence for claims that"
      if (is(k, StanceRole::record)) return negated(k) ? Ruling::denies : Ruling::none;
      if (verb(k).frame == Frame::deny || is(k, StanceRole::dismisses))
        return negated(k) ? Ruling::none : Ruling::denies;
      if (has_any(s_.classes(k), kFinite)) break;
    }
    if (dismissed_as(lowest)) return Ruling::denies;
    return denied_behind() ? Ruling::denies : Ruling::none;
  }

  // "rejected as “invented” (claims that)": what the clause at `begin` is the object of.
  bool dismissed_as(std::uint32_t begin) const {
    if (begin < begin_ + 3 || !s_.is_stretch(begin - 1) || !role(begin - 2, SpeechRole::as))
      return false;
    const std::uint32_t v = begin - 3;
    return (verb(v).frame == Frame::deny || is(v, StanceRole::dismisses)) && !negated(v);
  }

  // "falsely claimed that she said", "posts say she said"
  Ruling over_verb(std::uint32_t lowest, std::uint32_t w) const {
    for (std::uint32_t k = w, n = 0; n < 3 && k > lowest; ++n)
      if (is(--k, StanceRole::untruly)) return Ruling::denies;
    if (names_own_print(s_, words_, lowest, w) || fake_picture(lowest, w)) return Ruling::denies;
    return any_is(lowest, w, StanceRole::claim, StanceRole::picture) && denied_behind()
               ? Ruling::denies
               : Ruling::none;
  }

  // "denied in a statement on Friday that": words of time and occasion stand between.
  Ruling denied_in_passing(std::uint32_t lowest, std::uint32_t w) const {
    constexpr WordClasses kPassing =
        classes_of(WordClass::weekday, WordClass::month, WordClass::time_unit, WordClass::day_part,
                   WordClass::cue_noun);
    if (!has_any(s_.classes(w), kPassing)) return Ruling::none;
    for (std::uint32_t k = w; k > lowest;) {
      --k;
      if (verb(k).frame == Frame::deny) return negated(k) ? Ruling::none : Ruling::denies;
      if (has_any(s_.classes(k), kFinite) || role(k, SpeechRole::that)) break;
    }
    return Ruling::none;
  }

  // Whether a predicate behind the reported words denies them: "... are false".
  bool denied_behind() const {
    const bool before = content_.begin < cue_.begin;
    const std::uint32_t from = std::max(cue_.end, before ? cue_.end : content_.begin);
    const std::uint32_t end = std::min(s_.range().end, from + kPredicate);
    bool verb = false;  // the reported words have one
    for (std::uint32_t k = from; k < end; ++k) {
      if (s_.is_stretch(k)) {
        verb = true;
        continue;
      }
      if (s_.code(k) == ';' || s_.is_dash(k)) return false;
      // "..., but they are": of something else
      if (verb && s_.has_class(k, WordClass::conjunction) && s_.is_comma(k - 1)) return false;
      if (has_any(s_.classes(k), kFinite) || is(k, StanceRole::proves)) {
        if (verb && says_untrue(k)) return true;
        verb = true;
      }
    }
    return false;
  }

  // "are false", "have been debunked", "turned out to be a hoax"; not "are not false".
  bool says_untrue(std::uint32_t k) const {
    bool denies = true;
    for (std::uint32_t n = 0; n < kGroup && s_.is_word(k); ++n, ++k) {
      if (s_.has_class(k, WordClass::negation)) {
        denies = !denies;
        continue;
      }
      const bool deny = n > 0 && (is(k, StanceRole::untruth) || is(k, StanceRole::fake) ||
                                  is(k, StanceRole::dismisses) || verb(k).frame == Frame::deny);
      if (deny) return denies;
      if (!skipped(k) && !is(k, StanceRole::proves) &&
          !has_any(s_.classes(k), classes_of(WordClass::auxiliary, WordClass::modal,
                                             WordClass::determiner, WordClass::preposition)))
        return false;
    }
    return false;
  }

  const SentenceReader& s_;
  const StanceWords& words_;
  const Cue& cue_;
  std::uint32_t begin_;  // of the sentence
  std::uint32_t start_;  // of the clause
  ItemRange content_;
  ItemRange aside_{};  // ", Voss said,": what a clause goes on behind
};

}  // namespace

bool ends_clause(const SentenceReader& s, std::uint32_t k) noexcept {
  if (!s.is_token(k)) return true;
  const char32_t c = s.code(k);
  return c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || s.is_dash(k);
}

std::uint32_t clause_begin(const SentenceReader& s, std::uint32_t k) noexcept {
  for (std::uint32_t n = 0; n < kGovern && k > s.range().begin && !ends_clause(s, k - 1); ++n) --k;
  return k;
}

bool names_own_print(const SentenceReader& s, const StanceWords& words, std::uint32_t from,
                     std::uint32_t to) {
  bool article = false, own = false, version = false, earlier = false;
  for (std::uint32_t k = from; k < to; ++k) {
    earlier = earlier || words.is(s, k, StanceRole::earlier);
    version = version || words.is(s, k, StanceRole::version);
    if (!words.is(s, k, StanceRole::article) || s.code(k + 1) == '-') continue;  // post-war
    article = true;
    own = own || (k > from && words.is(s, k - 1, StanceRole::own));
    // "an earlier headline"
    const bool others = k > from + 1 && s.is_token(k - 2) &&  // “the Lamp’s original headline”
                        s.tokens().kind(s.token(k - 2)) == TokenKind::clitic;
    version = version || (k > from && !others && words.is(s, k - 1, StanceRole::earlier) &&
                          words.is(s, k, StanceRole::headline));
  }
  return article && earlier && (own || version);
}

bool is_publisher(const SentenceReader& s, const StanceWords& words, const NounPhrase& phrase) {
  if (words.is(s, phrase.head, StanceRole::ourselves)) return true;
  bool article = false, ours = false;
  for (std::uint32_t k = phrase.first; k < phrase.end; ++k) {
    article = article || words.is(s, k, StanceRole::article) || words.is(s, k, StanceRole::version);
    ours = ours || words.is(s, k, StanceRole::own) || words.is(s, k, StanceRole::earlier);
  }
  return article && ours;
}

Ruling ruling_over(const SentenceReader& sentence, const StanceWords& words, const Cue& cue,
                   std::uint32_t start, ItemRange content) {
  return GovernorReader(sentence, words, cue, start, content).read();
}

Ruling ruling_over_words(const SentenceReader& sentence, const StanceWords& words, const Cue& cue,
                         std::uint32_t k) {
  return GovernorReader(sentence, words, cue, k, {k, k + 1}).read_words();
}

bool untrue_to(const SentenceReader& s, const StanceWords& words, std::uint32_t to) noexcept {
  const std::uint32_t begin = s.range().begin;
  if (to == begin || !words.is(s, to - 1, StanceRole::untruth)) return false;
  bool denies = true;
  std::uint32_t k = to - 1;
  for (std::uint32_t n = 0; n < kGroup && k > begin; ++n) {
    --k;
    if (s.pronoun(k) == 6) return denies;
    if (s.has_class(k, WordClass::negation))
      denies = !denies;
    else if (!has_any(s.classes(k), classes_of(WordClass::auxiliary, WordClass::modal,
                                               WordClass::determiner, WordClass::adverb)) &&
             s.tokens().kind(s.token(k)) != TokenKind::clitic)
      return false;
  }
  return false;
}

}  // namespace quoth::quotations
