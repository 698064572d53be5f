#include "analyze/quotations/cues/cues.hpp"

#include <algorithm>

#include "analyze/quotations/cues/citations.hpp"
#include "analyze/quotations/cues/cue_nouns.hpp"
#include "analyze/quotations/cues/cue_subjects.hpp"
#include "analyze/quotations/cues/verb_second.hpp"
#include "analyze/quotations/layout/layout.hpp"

namespace quoth::quotations {
namespace {

class CueFinder {
 public:
  CueFinder(const SentenceReader& s, std::vector<Cue>& out, WordClass verbs)
      : s_(s), t_(s.tokens()), out_(out), verbs_(verbs), subjects_(s, out) {}

  void run() {
    out_.clear();
    const ItemRange r = s_.range();
    // Words of a language without tables only look like verbs of this one.
    if (s_.foreign()) {
      if (verbs_ == WordClass::cue_verb && s_.has_stretch()) find_layout_cues(s_, out_);
      return;
    }
    if (verbs_ != WordClass::cue_verb) {
      for (std::uint32_t k = r.begin; k < r.end && has(s_.all_classes(), verbs_); ++k)
        if (s_.has_class(k, verbs_)) verb(k);
      take_citations(s_, out_);
      return;
    }
    for (std::uint32_t k = r.begin; k < r.end && s_.has_cue_word(); ++k) {
      if (!s_.may_be_cue(k)) continue;
      const WordClasses classes = s_.classes(k);
      if (const std::uint32_t end = phrase(k); end != 0) {
        k = end - 1;
        continue;
      }
      if (const auto attributed = words_attributed(s_, k)) {
        out_.push_back(*attributed);
        continue;
      }
      if (has(classes, WordClass::cue_verb) && verb(k)) {
        k = std::max(k, out_.back().end - 1);
        continue;
      }
      if (has(classes, WordClass::cue_noun))
        if (const auto cue = noun_cue(s_, subjects_, k)) out_.push_back(*cue);
    }
    take_citations(s_, out_);
    const std::size_t by_words = out_.size();
    if (s_.has_stretch()) find_layout_cues(s_, out_);
    if (out_.size() > by_words)
      std::stable_sort(out_.begin(), out_.end(),
                       [](const Cue& a, const Cue& b) { return a.begin < b.begin; });
  }

 private:
  [[nodiscard]] bool any_class(std::uint32_t k, WordClasses c) const noexcept {
    return has_any(s_.classes(k), c);
  }

  // "according to X", "was quoted as saying": returns the item after it, or 0.
  std::uint32_t phrase(std::uint32_t k) {
    const TokenIndex i = s_.token(k);
    std::int32_t code = 0;
    std::uint32_t words = 1;
    if (const TokenTable::Phrase p = t_.phrase_at(i);
        p.id != kNoWord && has(t_.lexicon().classes(p.id), WordClass::cue_phrase)) {
      code = t_.lexicon().value(p.id, static_cast<unsigned>(WordClass::cue_phrase));
      words = p.words;
    } else if (has(t_.classes(i), WordClass::cue_phrase)) {
      code = class_value(t_, i, WordClass::cue_phrase);
    }
    if (code == 0 || !s_.inside(k + words - 1)) return 0;
    if (code == 6 || code == 7) return idiom(k, k + words, code);
    Cue cue;
    cue.kind = Cue::Kind::phrase;
    cue.frame = Frame::say;
    cue.begin = k;
    cue.end = cue.content = k + words;
    if (code == 4) {  // "Angaben der Polizei zufolge"
      const auto subject = k > s_.range().begin ? s_.phrase_ending(k - 1) : std::nullopt;
      if (!subject) return 0;
      subjects_.set(cue, *subject);
    } else if (code == 5) {  // ", so der Minister"
      const bool aside = k == s_.range().begin || !s_.is_word(k - 1);
      const auto subject = aside ? s_.phrase_starting(cue.end) : std::nullopt;
      if (!subject || (!s_.name_like(subject->head) && !s_.speaks(subject->head))) return 0;
      subjects_.set(cue, *subject);
      cue.subject_after = true;
      cue.content = subject->end;
    } else if (code == 1 || code == 8) {
      const auto subject =
          s_.phrase_starting(cue.end + (s_.does(cue.end, SpeechRole::of) ? 1u : 0u));
      if (!subject) return 0;
      // Per Crome said: a first name.
      if (words == 1 && t_.shape(i) != Shape::lower && !s_.words().capital_nouns() &&
          (k != s_.range().begin || !s_.is_comma(subject->end)))
        return 0;
      // "per day", "per capita": only somebody who can speak.
      if ((words == 1 || code == 8) && !s_.name_like(subject->begin) && !s_.speaks(subject->head))
        return 0;
      // "deaths attributed to the flood": without marks it tells of no words.
      cue.passive = code == 8;
      subjects_.set(cue, *subject);
      cue.subject_after = true;
      cue.content = subject->end;
    } else if (code == 2) {
      cue.quoted_as_saying = true;
      const Left left = skip_auxiliaries(k, cue);
      subjects_.find(cue, left.at);
      content_after(cue);
    } else {
      const std::uint32_t possessive = k + (words > 2 ? 1 : 0);
      cue.subject[0] = {possessive, possessive, possessive, possessive + 1, possessive + 1};
      cue.subjects = 1;
    }
    out_.push_back(cue);
    return cue.end;
  }

  // "the minister let it be known that"; “...” was all that the minister would say. Returns the item
  // after it, or 0.
  std::uint32_t idiom(std::uint32_t k, std::uint32_t end, std::int32_t code) {
    if (k == s_.range().begin || t_.shape(s_.token(k)) != Shape::lower) return 0;
    Cue cue;
    cue.frame = Frame::say;
    cue.form = Form::past;
    cue.begin = k;
    cue.end = cue.content = end;
    if (code == 6) {
      cue.takes = kTakesThat | kTakesClause;
      subjects_.find(cue, skip_auxiliaries(k, cue).at);
      content_after(cue);
    } else {
      if (!s_.is_stretch(k - 1)) return 0;
      const auto subject = s_.phrase_starting(end);
      if (!subject || !(any_class(subject->end, classes_of(WordClass::modal, WordClass::auxiliary,
                                                           WordClass::cue_verb))))
        return 0;
      cue.subject_after = true;
      subjects_.set(cue, *subject);
      cue.content = subject->end;
    }
    out_.push_back(cue);
    return cue.end;
  }

  struct Left {
    std::uint32_t at;  // item left of the verb group, or kNowhere
    bool infinitive = false;
  };

  // Walks left over "has also not been", noting what it says.
  Left skip_auxiliaries(std::uint32_t k, Cue& cue) const {
    Left left{kNowhere};
    for (std::uint32_t n = 0; n < 8; ++n) {
      if (k == s_.range().begin) return left;
      --k;
      left.at = k;
      if (!s_.is_token(k)) return left;
      const WordClasses c = s_.classes(k);
      if (s_.name_like(k)) return left;
      if (has(c, WordClass::negation)) {
        const bool subject =
            has(c, WordClass::determiner) || s_.words().is(t_, s_.token(k), SpeechRole::nobody);
        if (subject && !joins_base(k, cue)) return left;
        cue.negated = true;
      } else if (has(c, WordClass::auxiliary)) {
        if (s_.does(k, SpeechRole::be)) cue.passive = cue.progressive = true;
      } else if (has(c, WordClass::modal)) {
        if (s_.does(k, SpeechRole::doubt)) cue.hypothetical = true;
      } else if (s_.does(k, SpeechRole::infinitive)) {
        left.infinitive = true;
        if (k == s_.range().begin) return left;
        if (s_.does(k - 1, SpeechRole::planned)) cue.hypothetical = true;
        if (s_.does(k - 1, SpeechRole::refused)) cue.negated = true;
        return left;
      } else if (t_.kind(s_.token(k)) == TokenKind::clitic && k > s_.range().begin &&
                 s_.pronoun(k - 1) != 0) {
        // he’s said
      } else if (!has(c, WordClass::adverb) && !manner(k) && !s_.does(k, SpeechRole::between) &&
                 !has_any(c, classes_of(WordClass::weekday, WordClass::day_part))) {
        // "denied having said that"
        if (cue_verb(t_, s_.token(k)).frame == Frame::deny) cue.negated = true;
        // "she in fact said"
        if (k > s_.range().begin && s_.is_word(k) && s_.is_word(k - 1) &&
            s_.words().stand_between(t_, s_.token(k - 1), s_.token(k))) {
          --k;
          continue;
        }
        return left;
      }
    }
    return left;
  }

  // "could neither confirm nor deny", "they neither asked nor" against "neither side said".
  [[nodiscard]] bool joins_base(std::uint32_t k, const Cue& cue) const noexcept {
    if (k + 1 != cue.begin || !s_.has_class(k, WordClass::negation)) return false;
    return cue.form == Form::base || cue.form == Form::noun ||
           (k > s_.range().begin && (s_.name_like(k - 1) || s_.pronoun(k - 1) != 0));
  }

  // "angrily": an adverb by its ending.
  [[nodiscard]] bool manner(std::uint32_t k) const noexcept {
    return s_.is_word(k) && t_.shape(s_.token(k)) == Shape::lower &&
           s_.words().tells_manner(s_.text(k));
  }

  bool verb(std::uint32_t k) {
    const CueVerb v = cue_verb(t_, s_.token(k), verbs_);
    if (v.frame == Frame::none) return false;
    // "Citing the ministry, ...": a capital that the place explains.
    const bool opens =
        k == s_.range().begin && s_.words().is(t_, s_.token(k), SpeechRole::passes_on);
    if (!opens && s_.name_like(k) && !headline_verb(k, v)) return false;
    if (s_.words().verb_second()) return verb_second(k, v);
    Cue cue;
    cue.frame = v.frame;
    cue.form = v.form;
    cue.takes = v.takes;
    cue.begin = k;
    cue.end = k + 1;
    const bool first = k == s_.range().begin;
    const WordClasses before = first ? 0 : s_.classes(k - 1);
    const bool determined =
        has_any(before, classes_of(WordClass::determiner, WordClass::possessive)) ||
        (!first && s_.is_token(k - 1) && t_.kind(s_.token(k - 1)) == TokenKind::clitic &&
         !(k >= 2 && s_.pronoun(k - 2) != 0));
    const bool demonstrative = !first && s_.does(k - 1, SpeechRole::free_standing);
    // "had her saying"
    const bool object = v.form == Form::ing && !first && s_.pronoun(k - 1) != 0;
    if (determined && !demonstrative && !object && !joins_base(k - 1, cue)) return false;
    const Left left = skip_auxiliaries(k, cue);
    if (!acts_as_verb(k, v, left)) return false;
    if (cue.form == Form::plural) cue.form = Form::present;
    if ((cue.form == Form::base || cue.form == Form::noun) && !base_form_is_verb(k, left, cue.form))
      return false;
    if (cue.form == Form::noun) cue.form = Form::base;
    if (cue.form == Form::present && has(before, WordClass::preposition)) return false;
    if (cue.form == Form::ing && has(before, WordClass::determiner)) return false;
    cue.passive = cue.passive && (cue.form == Form::past || cue.form == Form::participle);
    subjects_.find(cue, left.at, left.infinitive);
    if (is_own_aside(cue)) return false;
    take_object_as_speaker(s_, cue);
    content_after(cue);
    // "Asked about it, Smith said": the one asked is not the one who says.
    // "Such a move, if agreed, would"
    if (!first && cue.form == Form::past && has(before, WordClass::subordinator) &&
        !s_.does(k - 1, SpeechRole::before_verb))
      return false;
    cue.infinitive = left.infinitive;
    if (first && cue.subjects == 0 && (cue.form == Form::past || cue.form == Form::participle))
      return false;
    // "did not respond to the questions" tells of no words.
    if (cue.negated && cue.frame == Frame::say && (cue.takes & kTakesInfinitive) == 0 &&
        s_.does(cue.end, SpeechRole::infinitive))
      return false;
    out_.push_back(cue);
    return true;
  }

  // ", as we reported,": the publisher says where the words stood, and speaks none.
  [[nodiscard]] bool is_own_aside(const Cue& cue) const noexcept {
    if (cue.subjects == 0 || cue.subject_carried || cue.subject_after) return false;
    const std::uint32_t first = cue.subject[0].first;
    return s_.pronoun(cue.subject[0].head) == 2 && first > s_.range().begin + 1 &&
           s_.does(first - 1, SpeechRole::as) && s_.is_comma(first - 2) && s_.is_comma(cue.end);
  }

  bool verb_second(std::uint32_t k, const CueVerb& v) {
    const auto clause = read_verb_second(s_, k, v);
    if (!clause) return false;
    Cue cue;
    cue.frame = v.frame;
    cue.form = clause->participle ? Form::participle : v.form;
    cue.takes = v.takes;
    cue.begin = k;
    cue.end = k + 1;
    cue.passive = clause->passive;
    cue.infinitive = clause->infinitive;
    cue.negated = clause->negated;
    cue.hypothetical = clause->hypothetical;
    if (clause->subject) {
      cue.subject_after = clause->subject_after;
      subjects_.set(cue, *clause->subject);
    } else if (clause->subject_carried) {
      subjects_.carry(cue, cue.begin);
    }
    content_after(cue, clause->content);
    out_.push_back(cue);
    return true;
  }

  // "phone calls with", "positive signals from": plural nouns that look like verbs.
  [[nodiscard]] bool acts_as_verb(std::uint32_t k, const CueVerb& v,
                                  const Left& left) const noexcept {
    if (takes_preposition_at(s_, k + 1, v.takes) && left.at != kNowhere && s_.is_word(left.at) &&
        !s_.has_class(left.at, WordClass::preposition) &&
        (v.form != Form::plural || s_.name_like(left.at) || s_.pronoun(left.at) != 0 ||
         s_.speaks(left.at)))
      return true;
    if (v.form == Form::plural) {
      if (s_.is_stretch(k + 1) || s_.does(k + 1, SpeechRole::leads_clause)) return true;
      if (s_.does(k + 1, SpeechRole::infinitive) && (v.takes & kTakesInfinitive) != 0)
        return left.at != kNowhere && (s_.name_like(left.at) || s_.pronoun(left.at) != 0 ||
                                       s_.speaks(left.at) || left.at + 1 < k);
      const char32_t c = s_.code(k + 1);
      const bool named =
          left.at != kNowhere &&
          (closes_aside(left.at) || s_.name_like(left.at) || s_.pronoun(left.at) == 4 ||
           s_.pronoun(left.at) == 5 || s_.pronoun(left.at) == 6 || s_.pronoun(left.at) == 8);
      if (c == ':' || c == ',')
        return named || left.at == kNowhere || s_.is_stretch(left.at) || s_.is_comma(left.at);
      return named && s_.is_token(k + 1) && !s_.has_class(k + 1, WordClass::preposition) &&
             !any_class(k + 1, classes_of(WordClass::auxiliary, WordClass::modal));
    }
    if (v.form != Form::present || is_speech(v.frame)) return true;
    const bool preposition =
        s_.has_class(k + 1, WordClass::preposition) && !s_.does(k + 1, SpeechRole::infinitive);
    if (!preposition) return true;
    if (left.at == kNowhere || s_.is_stretch(left.at)) return false;
    return v.frame != Frame::call && (s_.name_like(left.at) || s_.pronoun(left.at) != 0);
  }

  // "Keel, whose father built it, claims": whether the comma closes what describes the name that
  // begins the sentence.
  [[nodiscard]] bool closes_aside(std::uint32_t at) const noexcept {
    if (!s_.is_comma(at)) return false;
    const auto described = s_.phrase_starting(s_.range().begin);
    if (!described || !s_.name_like(described->head) || !s_.is_comma(described->end) ||
        described->end == at)
      return false;
    const std::uint32_t k = described->end + 1;
    return s_.pronoun(k) == 8 || s_.has_class(k, WordClass::determiner) ||
           s_.has_class(k, WordClass::possessive);
  }

  // Headlines write verbs with capitals; trust those only that follow a name and stand in speech.
  [[nodiscard]] bool headline_verb(std::uint32_t k, const CueVerb& v) const noexcept {
    return is_speech(v.frame) && v.form == Form::present && k > s_.range().begin &&
           s_.name_like(k - 1);
  }

  [[nodiscard]] bool base_form_is_verb(std::uint32_t k, const Left& left, Form form) const {
    if (left.infinitive) return true;
    if (left.at == kNowhere || !s_.is_token(left.at)) return false;
    if (left.at + 1 < k) return true;  // a modal or auxiliary or adverb stands between
    // "Did Smith say", "should he say"
    if (left.at <= s_.range().begin + 4 &&
        any_class(s_.range().begin, classes_of(WordClass::auxiliary, WordClass::modal)))
      return true;
    const std::int32_t p = s_.pronoun(left.at);
    // "At no time did she say"
    if (p != 0)
      return (p != 4 && p != 5 && p != 6) ||
             (left.at > s_.range().begin &&
              any_class(left.at - 1, classes_of(WordClass::auxiliary, WordClass::modal)));
    if (s_.does(left.at, SpeechRole::joins_verbs))
      return !out_.empty() && out_.back().form == Form::base;
    const bool plural =
        s_.words().ends_as_plural(s_.text(left.at)) || s_.does(left.at, SpeechRole::plural);
    if (form == Form::noun)
      return plural && !s_.name_like(left.at) &&
             any_class(left.at,
                       classes_of(WordClass::anonymous, WordClass::group_noun, WordClass::role,
                                  WordClass::person_noun, WordClass::cue_noun));
    // A base form that is no noun stands after its subject: "polls show", "eight in ten say".
    const bool number = t_.kind(s_.token(left.at)) == TokenKind::number;
    return plural || number || any_class(left.at, classes_of(WordClass::cardinal)) ||
           s_.name_like(left.at) || s_.does(left.at, SpeechRole::free_standing) ||
           s_.words().ends_as_past(s_.text(left.at));
  }

  // What follows the cue: hearer, time, "that".
  void content_after(Cue& cue, std::uint32_t from = 0) const {
    std::uint32_t k = cue.subject_after && cue.subjects > 0
                          ? std::max(cue.end, cue.subject[cue.subjects - 1].end)
                          : cue.end;
    k = std::max(k, from);
    // "were told that the dam would hold by Voss": the agent ends the clause.
    if (cue.passive && cue.subject_after && s_.does(cue.end, SpeechRole::that)) k = cue.end;
    if (cue.frame == Frame::tell && !cue.passive) {
      if (const auto hearer = s_.phrase_starting(k);
          hearer &&
          (s_.name_like(hearer->head) || s_.pronoun(hearer->head) != 0 || s_.speaks(hearer->head) ||
           s_.has_class(hearer->begin - (hearer->begin > hearer->first ? 1u : 0u),
                        WordClass::determiner)))
        k = hearer->end;
    }
    cue.content = k;
    // "said on Friday in a statement that": the clause begins at "that".
    for (std::uint32_t n = 0; n < 24 && s_.inside(k); ++n, ++k) {
      if (!s_.is_token(k)) {
        // told “The Late Hour” that
        if (s_.does(k + 1, SpeechRole::that)) continue;
        break;
      }
      // "in that town"; but "pointed out that"
      if (s_.does(k, SpeechRole::that) &&
          (k <= cue.end + 1 || !s_.has_class(k - 1, WordClass::preposition))) {
        // "areas that have suffered": a relative pronoun.
        if (k > cue.content + 1 &&
            any_class(k + 1, classes_of(WordClass::auxiliary, WordClass::modal,
                                        WordClass::verb_past, WordClass::verb_present)))
          break;
        if (has_object_before(cue, k)) break;
        cue.content = k;
        cue.that = true;
        return;
      }
      const char32_t c = s_.code(k);
      // "added, though, that"
      // "plans to hit countries that": the infinitive has the "that" to itself.
      if (s_.does(k, SpeechRole::infinitive) && s_.is_word(k + 1) && !s_.name_like(k + 1) &&
          !any_class(k + 1,
                     classes_of(WordClass::determiner, WordClass::possessive, WordClass::group_noun,
                                WordClass::anonymous, WordClass::role, WordClass::pronoun)))
        break;
      if (s_.is_dash(k)) break;
      const bool aside = c == ',' && k < cue.content + 5 &&
                         (k < cue.content + 2 || s_.does(k + 1, SpeechRole::that));
      if (c == ';' || c == ':' || (c == ',' && !aside)) break;
      if (has_any(s_.classes(k),
                  classes_of(WordClass::auxiliary, WordClass::modal, WordClass::pronoun)) &&
          !s_.name_like(k))
        break;
    }
  }

  // "pledged a sum that", "showed the crowd that": all that stands between the cue and "that" is an
  // object, which has the clause to itself.
  [[nodiscard]] bool has_object_before(const Cue& cue, std::uint32_t that) const {
    if (cue.frame == Frame::tell || cue.passive || cue.subject_after || that == cue.content)
      return false;
    const std::uint32_t k = cue.content;
    if (!s_.is_word(k) || s_.name_like(k) || s_.pronoun(k) != 0) return false;
    if (!any_class(k, classes_of(WordClass::determiner, WordClass::possessive))) return false;
    const auto object = s_.phrase_starting(k);
    return object && object->end == that && !s_.name_like(object->head) &&
           !s_.speaks(object->head) &&
           !any_class(object->head, classes_of(WordClass::time_unit, WordClass::weekday,
                                               WordClass::month, WordClass::day_part));
  }

  const SentenceReader& s_;
  const TokenTable& t_;
  std::vector<Cue>& out_;
  WordClass verbs_;
  SubjectFinder subjects_;
};

}  // namespace

bool takes_preposition_at(const SentenceReader& s, std::uint32_t k, Complements takes) noexcept {
  return s.has_class(k, WordClass::preposition) &&
         (takes & takes_preposition(class_value(s.tokens(), s.token(k), WordClass::preposition))) !=
             0;
}

void find_cues(const SentenceReader& sentence, std::vector<Cue>& out) {
  CueFinder(sentence, out, WordClass::cue_verb).run();
}

void find_reports(const SentenceReader& sentence, std::vector<Cue>& out) {
  CueFinder(sentence, out, WordClass::report_verb).run();
}

}  // namespace quoth::quotations
