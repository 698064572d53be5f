#include "analyze/quotations/speech/speech_features.hpp"

#include <algorithm>

namespace quoth::quotations {
namespace {

using F = SpeechFeature;

// Values of the word class marked_word; see tables/en/lexicon/marked_words.tsv.
enum class MarkedWord : std::int32_t {
  none,
  names,
  calls,
  distances,
  work,
  utterance,
  term,
  performs = 10,
  keyed
};

constexpr WordClasses kVerb = classes_of(WordClass::auxiliary, WordClass::modal,
                                         WordClass::verb_past, WordClass::verb_present);
constexpr WordClasses kNoNoun =
    kVerb | classes_of(WordClass::determiner, WordClass::pronoun, WordClass::possessive,
                       WordClass::preposition, WordClass::conjunction, WordClass::subordinator,
                       WordClass::negation, WordClass::adverb);

MarkedWord marked_word(const SentenceReader& s, std::uint32_t k) {
  if (!s.is_word(k)) return MarkedWord::none;
  const TokenTable& t = s.tokens();
  const TokenIndex i = s.token(k);
  // so-called, self-styled: a phrase whose first word stands before the hyphen
  if (k >= s.range().begin + 2 && s.is_word(k - 2) && !s.is_word(k - 1) && !s.is_stretch(k - 1)) {
    const TokenTable::Phrase phrase = t.phrase_at(s.token(k - 2));
    if (phrase.id != kNoWord && phrase.words == 3 &&
        has(t.lexicon().classes(phrase.id), WordClass::marked_word))
      return static_cast<MarkedWord>(
          t.lexicon().value(phrase.id, static_cast<unsigned>(WordClass::marked_word)));
  }
  if (!has(t.classes(i), WordClass::marked_word)) return MarkedWord::none;
  return static_cast<MarkedWord>(class_value(t, i, WordClass::marked_word));
}

bool is_noun(const SentenceReader& s, std::uint32_t k) {
  return s.is_word(k) && s.tokens().shape(s.token(k)) == Shape::lower &&
         !has_any(s.classes(k), kNoNoun) && !s.breaks_phrase(k);
}

void read_words(const Stretch& stretch, const StretchLook& look, SpeechFeatures& f) {
  f.set(F::bias);
  f.set(F::one_word, look.words == 1);
  f.set(F::two_words, look.words == 2);
  f.set(F::few_words, look.words == 3 || look.words == 4);
  f.set(F::some_words, look.words >= 5 && look.words <= 8);
  f.set(F::verb, look.verb);
  f.set(F::first_person, look.first_person);
  f.set(F::long_title, look.title && look.words >= 3);
  f.set(F::stopped, look.stopped);
  f.set(F::label, look.label);
  f.set(F::unclosed, !stretch.closed);
}

// What stands in [from, to).
struct Between {
  bool word = false;   // a word or a stretch
  bool comma = false;  // a comma or the like, not at either end
};
Between between(const SentenceReader& s, std::uint32_t from, std::uint32_t to) {
  constexpr std::uint32_t kReach = 40;
  if (to > from + kReach) return {true, true};
  Between b;
  for (std::uint32_t k = from; k < to; ++k) {
    b.word |= s.is_stretch(k) || s.is_word(k);
    const bool stop = s.is_comma(k) || s.code(k) == ';' || s.is_dash(k);
    b.comma |= stop && k > from && k + 1 < to;
  }
  return b;
}

void read_cue(const SentenceReader& s, std::uint32_t at, const StretchLook& look, const Cue& cue,
              const Choice& choice, SpeechFeatures& f) {
  const bool verb = cue.kind == Cue::Kind::verb;
  f.set(F::cued);
  f.set(F::cued_two_words, look.words == 2);
  f.set(F::cued_title, look.title);
  f.set(F::cue_anonymous, cue.subjects == 0);
  f.set(F::cue_say, verb && is_speech(cue.frame));
  f.set(F::cue_mind, verb && (cue.frame == Frame::think || cue.frame == Frame::deny ||
                              cue.frame == Frame::sense));
  f.set(F::cue_noun, cue.kind == Cue::Kind::noun);
  if (choice.before) {
    const Between b = between(s, std::min(at, std::max(cue.end, cue.content)), at);
    f.set(F::cue_before);
    f.set(F::adjacent_before, !b.word);
    f.set(F::comma_between, b.comma);
    return;
  }
  std::uint32_t to = cue.begin;
  if (!cue.subject_after && !cue.subject_carried && cue.subjects > 0)
    to = std::min(to, cue.subject[0].first);
  if (to <= at) to = std::max(cue.begin, at + 1);
  const Between b = between(s, at + 1, to);
  // “A,” X said; but not: the “Valley” star said
  const bool tied = look.comma || look.stopped || cue.subject_after || s.is_comma(at + 1) ||
                    s.is_dash(at + 1) || !verb;
  f.set(F::adjacent_after, !b.word && tied);
  f.set(F::before_subject, !b.word && !tied);
  // The talks gave “good” signs, though few, X said: all before the attribution is what X said.
  const bool closes = b.word && (s.is_comma(to - 1) || s.is_stretch(to - 1));
  f.set(F::closes_clause, closes);
  f.set(F::comma_between, b.comma && !closes);
}

// A series called “...”, a blog called the “...”; but not: she called the “...”
bool names_thing(const SentenceReader& s, std::uint32_t p) {
  const std::uint32_t begin = s.range().begin;
  if (s.has_class(p, WordClass::determiner) && p > begin) --p;
  if (marked_word(s, p) != MarkedWord::calls || p == begin) return false;
  constexpr WordClasses kSomebody =
      classes_of(WordClass::anonymous, WordClass::group_noun, WordClass::role,
                 WordClass::person_noun, WordClass::adverb, WordClass::auxiliary);
  const bool comma = s.is_comma(p - 1) && p - 1 > begin;  // a blog, called the “...”
  const std::uint32_t thing = comma ? p - 2 : p - 1;
  return s.is_word(thing) && !s.name_like(thing) && s.pronoun(thing) == 0 &&
         !has_any(s.classes(thing), kSomebody);
}

// The motto of the school, “Learn to row”
bool names_by_head(const SentenceReader& s, std::uint32_t p) {
  const auto thing = s.phrase_ending(p);
  return thing && thing->head < p && marked_word(s, thing->head) == MarkedWord::names;
}

void read_before(const SentenceReader& s, std::uint32_t at, const StretchLook& look,
                 SpeechFeatures& f) {
  const std::uint32_t begin = s.range().begin;
  std::uint32_t p = at - 1;
  f.set(F::comma_before, s.is_comma(p));
  f.set(F::dash_before, s.is_dash(p));
  // her memoir, “Tough Choices”
  if ((s.is_comma(p) || s.is_dash(p)) && p > begin) {
    f.set(F::work_title, look.title && marked_word(s, p - 1) == MarkedWord::work);
    f.set(F::naming_before, marked_word(s, p - 1) == MarkedWord::names || names_by_head(s, p - 1));
    return;
  }
  // Its motto: “Ever onward”
  if (s.code(p) == ':' && p > begin) {
    f.set(F::naming_before, marked_word(s, p - 1) == MarkedWord::names);
    return;
  }
  if (!s.is_token(p)) return;
  if (s.code(p) == '-' && p > begin) --p;
  if (!s.is_token(p)) return;  // “left”-“right”
  const WordClasses c = s.classes(p);
  const bool as = s.does(p, SpeechRole::as);
  const bool preposition = has(c, WordClass::preposition) && !as;
  const bool owner =
      has(c, WordClass::possessive) || s.tokens().kind(s.token(p)) == TokenKind::clitic;
  const MarkedWord before = marked_word(s, p);
  const MarkedWord second = p > begin ? marked_word(s, p - 1) : MarkedWord::none;
  f.set(F::owner_before, owner);
  f.set(F::being_before, has(c, WordClass::auxiliary));
  f.set(F::name_before, s.name_like(p));
  // on “Meet the Valley”; NBV’s “Morning Hour”; told “Valley and Friends”
  f.set(F::title_place,
        look.title && look.words >= 2 &&
            (preposition || owner || cue_verb(s.tokens(), s.token(p)).frame == Frame::tell));
  // Jon “Shorty” Keller
  f.set(F::inside_name, look.words <= 3 && !look.comma && !look.stopped && !look.verb &&
                            s.name_like(p) && s.is_word(at + 1) && s.name_like(at + 1));
  const bool article = has(c, WordClass::determiner);
  f.set(F::title_subject,
        article && p == begin && look.title && look.words >= 2 && !look.stopped && !look.comma);
  // sang “River of Stone”, sang “Yesterday”, won the “Golden Oar”
  const bool titled = look.title && (look.words >= 2 || (!look.stopped && !look.comma));
  f.set(F::performed, titled && (article ? second : before) == MarkedWord::performs);
  // The term “valley fever” comes from the north.
  f.set(F::term_subject,
        before == MarkedWord::term && !look.verb &&
            (p == begin || (p == begin + 1 && s.has_class(begin, WordClass::determiner))));
  // titled “...”, known as “...”, a series called “...”
  f.set(F::naming_before, before == MarkedWord::names || (as && second == MarkedWord::names) ||
                              (as && second == MarkedWord::calls && !f.has(F::cued)) ||
                              // Its motto is “...”; type “help”, search for “eels”
                              (has(c, WordClass::auxiliary) && second == MarkedWord::names) ||
                              before == MarkedWord::keyed ||
                              (preposition && second == MarkedWord::keyed) ||
                              (article && s.does(p - 1, SpeechRole::as) && p > begin + 1 &&
                               marked_word(s, p - 2) == MarkedWord::names) ||
                              (look.title && names_thing(s, p)));
  f.set(F::distance_before, before == MarkedWord::distances);
  f.set(F::work_title, look.title && before == MarkedWord::work);
  // the slogan “...”, chants of “...”
  f.set(F::utterance_near,
        before == MarkedWord::utterance || (preposition && second == MarkedWord::utterance));
}

void read_neighbours(const SentenceReader& s, std::uint32_t at, const StretchLook& look,
                     bool in_talk, SpeechFeatures& f) {
  const bool first = at == s.range().begin;
  f.set(F::sentence_begin, first);
  f.set(F::begin_runs_on, first && s.is_word(at + 1) && !look.comma && !look.stopped);
  f.set(F::noun_after, is_noun(s, at + 1));
  f.set(F::utterance_near, marked_word(s, at + 1) == MarkedWord::utterance);
  if (!first) read_before(s, at, look, f);
  // the “Golden Oar” prize
  if (look.title && marked_word(s, at + 1) == MarkedWord::work) f.set(F::work_title);
  // she kept to the “old road”, in a text whose marks hold talk
  f.set(F::part_in_talk, in_talk && !first && s.is_word(at - 1) && (!look.capital || look.title));
}

}  // namespace

std::string_view name_of(SpeechFeature feature) noexcept {
  constexpr std::string_view kNames[] = {
#define QUOTH_NAME(id, name) name,
      QUOTH_SPEECH_FEATURES(QUOTH_NAME)
#undef QUOTH_NAME
  };
  return kNames[static_cast<std::size_t>(feature)];
}

SpeechFeatures speech_features(const SentenceReader& s, std::uint32_t at, const Stretch& stretch,
                               const StretchLook& look, const Cue* cue, const Choice& choice,
                               const SpeechSurroundings& around) {
  SpeechFeatures f;
  read_words(stretch, look, f);
  if (cue != nullptr) read_cue(s, at, look, *cue, choice, f);
  read_neighbours(s, at, look, around.in_talk, f);
  f.set(F::cue_spent, around.cue_spent);
  f.set(F::unusual_marks, around.unusual_marks);
  f.set(F::headline, around.headline);
  f.set(F::same_paragraph, around.same_paragraph);
  f.set(F::goes_on, around.goes_on);
  f.set(F::mate_is_not, around.mate_is_not && !look.title);
  f.set(F::mate_title, around.mate_is_not && look.title);
  return f;
}

}  // namespace quoth::quotations
