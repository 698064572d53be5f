#include "analyze/quotations/cues/noun_phrase.hpp"

#include <algorithm>

#include "analyze/quotations/cues/cue_words.hpp"
#include "analyze/text_language.hpp"

namespace quoth::quotations {
namespace {

// No speaker's description is longer; keeps every search constant.
constexpr std::uint32_t kLongestPhrase = 16;

constexpr WordClasses kFunction = classes_of(
    WordClass::pronoun, WordClass::preposition, WordClass::conjunction, WordClass::subordinator,
    WordClass::auxiliary, WordClass::modal, WordClass::negation, WordClass::adverb,
    WordClass::weekday, WordClass::month, WordClass::verb_past, WordClass::verb_present);

}  // namespace

MentionIndex::MentionIndex(const TokenTable& tokens, const std::vector<Mention>& mentions)
    : words_(SpeechWords::of(tokens.lexicon())),
      mentions_(mentions),
      of_token_(tokens.size(), kNone),
      traits_(tokens.size(), 0),
      small_roles_(tokens.size()) {
  TokenIndex i = 0;
  for (std::size_t m = 0; m < mentions.size(); ++m) {
    const Span span = mentions[m].span;
    while (i > 0 && tokens.span(i - 1).end > span.begin) --i;
    while (i < tokens.size() && tokens.span(i).end <= span.begin) ++i;
    for (TokenIndex j = i; j < tokens.size() && tokens.span(j).begin < span.end; ++j) {
      const std::int32_t old = of_token_[j];
      if (old == kNone || mentions[static_cast<std::size_t>(old)].form > mentions[m].form)
        of_token_[j] = static_cast<std::int32_t>(m);
    }
  }
  constexpr WordClasses kCueWord =
      classes_of(WordClass::cue_verb, WordClass::cue_noun, WordClass::cue_phrase);
  constexpr WordClasses kNoName =
      classes_of(WordClass::pronoun, WordClass::weekday, WordClass::month);
  constexpr WordClasses kNoNameOpening =
      kFunction | classes_of(WordClass::determiner, WordClass::possessive, WordClass::common_word);
  for (i = 0; i < tokens.size(); ++i) {
    const WordClasses classes = tokens.classes(i);
    std::uint8_t traits = 0;
    if (has_any(classes, kCueWord) ||
        ((classes & kStartsPhrase) != 0 && words_.begins_cue_phrase(tokens.word(i))))
      traits = kCue;
    if (tokens.kind(i) == TokenKind::word) {
      const Shape shape = tokens.shape(i);
      if (shape == Shape::lower) small_roles_[i] = words_.roles(tokens, i);
      if (names(i)) {
        traits |= kNameInside | kNameOpening;
      } else if (shape != Shape::lower && shape != Shape::none &&
                 !(words_.capital_nouns() && shape == Shape::capitalised)) {
        const bool opening = !has_any(classes, kNoNameOpening);
        // “I” and headline words are no names.
        const bool inside = tokens.before(i, Gap::sentence) ? opening : !has_any(classes, kNoName);
        if (opening) traits |= kNameOpening;
        if (inside) traits |= kNameInside;
      }
    }
    traits_[i] = traits;
  }
  foreign_ = in_unknown_language(tokens);
  if (foreign_) doubt_names(tokens);
}

// In a language without tables the capital of a sentence's first word tells nothing: it is a name only
// if it has one inside a sentence as well, or if a capital follows and it is written small nowhere.
void MentionIndex::doubt_names(const TokenTable& t) {
  std::vector<std::uint64_t> inside, small;
  const auto opens = [&](TokenIndex i) { return i == 0 || t.before(i, Gap::sentence); };
  const auto capital = [&](TokenIndex i) {
    return i < t.size() && t.kind(i) == TokenKind::word && t.shape(i) != Shape::lower &&
           t.shape(i) != Shape::none;
  };
  for (TokenIndex i = 0; i < t.size(); ++i) {
    if (t.kind(i) != TokenKind::word) continue;
    if (t.shape(i) == Shape::lower)
      small.push_back(t.hash(i));
    else if (!opens(i) && t.kind(i - 1) == TokenKind::word)
      inside.push_back(t.hash(i));
  }
  std::sort(inside.begin(), inside.end());
  std::sort(small.begin(), small.end());
  for (TokenIndex i = 0; i < t.size(); ++i) {
    if (!capital(i)) continue;
    const std::uint64_t word = t.hash(i);
    const bool common = std::binary_search(small.begin(), small.end(), word);
    const bool named = std::binary_search(inside.begin(), inside.end(), word);
    const bool starts = opens(i) || t.kind(i - 1) != TokenKind::word;
    const bool whole = capital(i + 1) && !t.before(i + 1, Gap::sentence);
    if (common || (starts && !named && !whole)) traits_[i] &= static_cast<std::uint8_t>(kCue);
  }
}

SentenceReader::SentenceReader(const TokenTable& tokens, const MentionIndex& mentions,
                               const Skeleton& skeleton, ItemRange sentence) noexcept
    : t_(tokens),
      mentions_(mentions),
      words_(mentions.words()),
      items_(skeleton.items.data()),
      s_(sentence) {
  for (std::uint32_t k = s_.begin; k < s_.end; ++k) {
    if (items_[k].is_stretch()) {
      has_stretch_ = true;
      continue;
    }
    const TokenIndex i = items_[k].token();
    all_classes_ |= t_.classes(i);
    all_roles_ |= mentions_.small_roles(i);
    has_cue_word_ |= mentions_.may_be_cue(i);
  }
}

namespace {

// Whether a word has no apostrophe, nor another character beyond letters without marks.
bool is_plain(std::string_view word) noexcept {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

std::int32_t SentenceReader::pronoun(std::uint32_t k) const noexcept {
  if (!has_class(k, WordClass::pronoun)) return 0;
  // "who knows him well": no "we’ll", which is the same word to a lexicon.
  if (does(k, SpeechRole::contracted) && is_plain(text(k))) return 0;
  return class_value(t_, token(k), WordClass::pronoun);
}

bool SentenceReader::speaks(std::uint32_t k) const noexcept {
  // A compound speaks as its last part does: Ministeriumssprecher.
  if (words_.capital_nouns() && is_word(k) && t_.shape(token(k)) != Shape::lower &&
      words_.ends_as_speaker(text(k)))
    return true;
  return has_any(
      classes(k),
      classes_of(WordClass::role, WordClass::anonymous, WordClass::group_noun,
                 WordClass::person_noun, WordClass::outlet, WordClass::metonym,
                 WordClass::organisation, WordClass::cue_noun, WordClass::relative_person));
}

bool SentenceReader::finite_verb(std::uint32_t k) const noexcept {
  if (words_.ends_as_past(text(k)) && t_.shape(token(k)) == Shape::lower && k > s_.begin) {
    // "Smith joined", "the crowd cheered" against "the retired general".
    const bool adjective =
        !is_word(k - 1) ||
        has_any(classes(k - 1),
                classes_of(WordClass::determiner, WordClass::possessive, WordClass::preposition,
                           WordClass::conjunction, WordClass::adverb));
    if (!adjective && !does(k - 1, SpeechRole::former) && !words_.ends_as_manner(text(k - 1)))
      return true;
  }
  const CueVerb v = cue_verb(t_, token(k));
  // "Voss’s thinking", "her thinking"
  if (v.form == Form::ing && k > s_.begin && is_token(k - 1) &&
      (has_class(k - 1, WordClass::possessive) ||
       (t_.kind(token(k - 1)) == TokenKind::clitic && k > s_.begin + 1 && pronoun(k - 2) == 0)))
    return false;
  return v.form == Form::past || v.form == Form::participle || v.form == Form::ing;
}

bool SentenceReader::breaks_phrase(std::uint32_t k) const noexcept {
  if (!is_token(k)) return true;
  const TokenIndex i = token(k);
  switch (t_.kind(i)) {
    case TokenKind::word:
      break;
    case TokenKind::number:
    case TokenKind::clitic:
      return false;
    case TokenKind::punctuation:
      // Mr. Smith, John F. Kerry
      if (t_.at(i) == '.' && k > s_.begin && k + 1 < s_.end && is_word(k - 1) && is_word(k + 1) &&
          !t_.before(i, Gap::space) && !t_.before(token(k + 1), Gap::sentence))
        return t_.shape(token(k + 1)) == Shape::lower;
      // Hyphens inside a phrase: vice-chair.
      return !((t_.at(i) == '-' || t_.at(i) == '/') && !t_.before(i, Gap::space));
    case TokenKind::symbol:
      return t_.at(i) != '&' && t_.at(i) != '@' && t_.at(i) != '#' && t_.at(i) != '$';
    default:
      return true;
  }
  if (name_like(k)) return false;
  return has_any(t_.classes(i), kFunction) || finite_verb(k);
}

std::optional<NounPhrase> SentenceReader::chunk_ending(std::uint32_t last) const {
  if (!is_token(last)) return std::nullopt;
  if (const std::int32_t p = pronoun(last); p != 0 && p != 6)
    return NounPhrase{last, last, last, last + 1, last + 1};
  if (pronoun(last) == 6) return NounPhrase{last, last, last, last + 1, last + 1};
  if (breaks_phrase(last) || has_class(last, WordClass::determiner)) return std::nullopt;
  if (t_.kind(token(last)) == TokenKind::clitic) return std::nullopt;
  std::uint32_t k = last;
  std::uint32_t begin = last;
  std::uint32_t first = last;
  for (std::uint32_t n = 0; n < kLongestPhrase; ++n) {
    begin = first = k;
    if (k == s_.begin) break;
    const std::uint32_t before = k - 1;
    if (has_any(classes(before), classes_of(WordClass::determiner, WordClass::possessive)) &&
        !(name_like(before) && !t_.before(token(before), Gap::sentence) && before != s_.begin)) {
      first = before;
      break;
    }
    if (breaks_phrase(before) || noun_ends(before, k)) break;
    // A name ends the search where common words go before it that name no office: "the report
    // Trump".
    if (name_like(k) && !name_like(before) && is_word(before) &&
        !has_class(before, WordClass::abbreviation) &&
        !has_any(classes(before),
                 classes_of(WordClass::role, WordClass::person_noun, WordClass::honorific,
                            WordClass::anonymous, WordClass::relative_person, WordClass::demonym,
                            WordClass::particle)))
      break;
    k = before;
  }
  return NounPhrase{first, begin, last, last + 1, last + 1};
}

std::optional<NounPhrase> SentenceReader::phrase_ending(std::uint32_t last) const {
  std::uint32_t k = last;
  // (R-Texas) and the like.
  if (code(k) == ')') {
    for (std::uint32_t n = 0; n < 12 && inside(k) && code(k) != '('; ++n) {
      if (k == s_.begin) return std::nullopt;
      --k;
    }
    if (k == s_.begin) return std::nullopt;
    --k;
  }
  auto phrase = chunk_ending(k);
  // "The union this week called it": a time is nobody.
  if (phrase && !name_like(phrase->head) && phrase->first > s_.begin &&
      has_any(classes(phrase->head),
              classes_of(WordClass::time_unit, WordClass::weekday, WordClass::day_part))) {
    if (const auto before = chunk_ending(phrase->first - 1)) {
      phrase = before;
      last = before->head;
    }
  }
  if (!phrase) return std::nullopt;
  phrase->end = last + 1;
  for (int climbs = 0; climbs < 4; ++climbs) {
    if (phrase->first == s_.begin) break;
    // "a letter in which Voss": a clause of its own.
    if (!words_.capital_nouns() && does(phrase->first, SpeechRole::relative)) break;
    const std::uint32_t prep = phrase->first - 1;
    // "die Vorsitzende der Opposition": also where "der Opposition" was taken for a name.
    if (words_.capital_nouns() && phrase->first < phrase->head &&
        does(phrase->first, SpeechRole::genitive) && is_word(prep) && !name_like(prep) &&
        t_.shape(token(prep)) != Shape::lower) {
      const auto owned = chunk_ending(prep);
      if (!owned) break;
      phrase->first = owned->first;
      phrase->begin = owned->begin;
      phrase->head = owned->head;
      phrase->head_end = owned->head + 1;
      continue;
    }
    if (!has_class(prep, WordClass::preposition) || prep == s_.begin) break;
    if (!does(prep, SpeechRole::climbs)) break;
    // "sources close to the minister"
    const bool described = prep >= s_.begin + 2 && adjective_after(prep - 1);
    const auto up = chunk_ending(prep - (described ? 2 : 1));
    if (!up) break;
    // "told reporters in Iowa": a pronoun takes nothing after it but "of us".
    if (pronoun(up->head) != 0 && !does(prep, SpeechRole::of)) break;
    // A full name before "in" or "on" goes on with the sentence, it is not the head of "on
    // Tuesday".
    phrase->first = up->first;
    phrase->begin = up->begin;
    phrase->head = up->head;
    if (adjective_after(phrase->head) && phrase->head > phrase->begin) --phrase->head;
    phrase->head_end = phrase->head + 1;
  }
  return phrase;
}

std::optional<NounPhrase> SentenceReader::phrase_starting(std::uint32_t k) const {
  if (!is_token(k)) return std::nullopt;
  // "Her colleague Lindh" against "told her".
  const bool owner = has_class(k, WordClass::possessive) && is_word(k + 1) &&
                     !has_class(k + 1, WordClass::determiner) && !breaks_phrase(k + 1);
  if (pronoun(k) != 0 && !owner) return NounPhrase{k, k, k, k + 1, k + 1};
  NounPhrase p;
  p.first = p.begin = k;
  while (is_word(p.begin) && !name_like(p.begin) &&
         has_any(classes(p.begin), classes_of(WordClass::determiner, WordClass::possessive)))
    ++p.begin;
  std::uint32_t e = p.begin;
  bool named = false;
  for (std::uint32_t n = 0; n < kLongestPhrase && inside(e); ++n, ++e) {
    if (e > p.begin && noun_ends(e - 1, e)) break;
    if (breaks_phrase(e) || (e > p.begin && adjective_after(e))) break;
    // "said her mother resentfully"
    if (e > p.begin && is_word(e) && t_.shape(token(e)) == Shape::lower && !is_word(e + 1) &&
        words_.tells_manner(text(e)))
      break;
    // "My father used to say"
    if (e > p.begin && does(e + 1, SpeechRole::infinitive) && !name_like(e) &&
        words_.ends_as_past(text(e), 4))
      break;
    if (e > p.begin &&
        has_any(classes(e), classes_of(WordClass::determiner, WordClass::possessive)) &&
        !name_like(e))
      break;
    const bool name = name_like(e);
    const bool owned = e > p.begin && is_token(e - 1) && t_.kind(token(e - 1)) == TokenKind::clitic;
    if (named && !name && is_word(e) && !owned &&
        !has_any(classes(e),
                 classes_of(WordClass::role, WordClass::person_noun, WordClass::anonymous,
                            WordClass::group_noun, WordClass::particle, WordClass::name_suffix)))
      break;
    named = name || (named && !is_word(e));
  }
  if (e == p.begin) {
    // "this", "some", "many" alone.
    if (p.begin == p.first) return std::nullopt;
    --p.begin;
    e = p.begin + 1;
  }
  while (e > p.begin + 1 && !is_word(e - 1) && t_.kind(token(e - 1)) != TokenKind::number) --e;
  p.head = e - 1;
  // ’s: the possessor is only the begin of the phrase; the head is after it and was read along.
  p.end = p.head_end = e;
  if (words_.capital_nouns()) take_genitives(p);
  // "one of the farmers", "a friend from Arlen": an unnamed one is known by what follows.
  for (int n = 0; n < 2 && !name_like(p.head); ++n) {
    const bool close_to = adjective_after(p.end);
    if (!close_to && !does(p.end, SpeechRole::known_by)) break;
    const std::uint32_t next = p.end + (close_to ? 2u : 1u);
    const std::uint32_t noun =
        next + (has_any(classes(next), classes_of(WordClass::determiner, WordClass::possessive))
                    ? 1u
                    : 0u);
    std::uint32_t stop = noun;
    while (stop < noun + 6 && is_token(stop) && !breaks_phrase(stop) &&
           !has_class(stop, WordClass::determiner))
      ++stop;
    if (stop == noun && noun > next && pronoun(next) != 0)
      stop = noun;  // close to her
    else if (stop == noun)
      break;
    p.end = stop;
  }
  return p;
}

// In a language whose nouns have capitals a phrase has one noun; only a name goes on after it.
bool SentenceReader::noun_ends(std::uint32_t noun, std::uint32_t next) const noexcept {
  return words_.capital_nouns() && is_word(noun) && !name_like(noun) &&
         t_.shape(token(noun)) != Shape::lower && is_word(next) &&
         (!name_like(next) || does(next, SpeechRole::genitive));
}

// "der Sprecher der Behörde": an owner in the genitive belongs to the phrase.
void SentenceReader::take_genitives(NounPhrase& p) const noexcept {
  for (int n = 0; n < 3 && is_word(p.head) && !name_like(p.head); ++n) {
    if (!does(p.end, SpeechRole::genitive)) return;
    std::uint32_t e = p.end + 1;
    while (e < p.end + 5 && is_word(e) && t_.shape(token(e)) == Shape::lower && !breaks_phrase(e) &&
           !has_class(e, WordClass::determiner))
      ++e;
    if (!is_word(e) || t_.shape(token(e)) == Shape::lower) return;
    while (is_word(e + 1) && name_like(e + 1)) ++e;
    p.end = e + 1;
  }
}

bool SentenceReader::adjective_after(std::uint32_t k) const noexcept {
  return is_token(k) && is_token(k + 1) && words_.describe_after(t_, token(k), token(k + 1));
}

std::optional<NounPhrase> SentenceReader::main_subject(std::uint32_t from,
                                                       std::uint32_t limit) const {
  constexpr std::uint32_t kReach = 64;
  const std::uint32_t end = std::min(limit, from + kReach);
  std::uint32_t k = from;
  // ARLEN — Ada Voss said
  for (std::uint32_t i = from; i < std::min(end, from + 8); ++i)
    if (is_dash(i) && is_word(from) && t_.shape(token(from)) == Shape::upper) k = i + 1;
  bool governed = false;  // by a preposition or subordinator, up to the next comma
  while (k < end) {
    if (!is_token(k)) {
      ++k;
      continue;
    }
    if (is_comma(k)) {
      governed = false;
      ++k;
      continue;
    }
    const bool small = is_word(k) && !name_like(k);
    // "Speaking in Arlen, ...", "Shortly after ..."
    const bool opening = small && k == from && words_.ends_as_ongoing(text(k));
    if (opening || (small && has_any(classes(k), classes_of(WordClass::preposition,
                                                            WordClass::subordinator)))) {
      governed = true;
      ++k;
      continue;
    }
    if (small && (has_class(k, WordClass::adverb) || words_.ends_as_manner(text(k)))) {
      ++k;
      continue;
    }
    const auto phrase = phrase_starting(k);
    if (!phrase || phrase->end > limit) {
      ++k;
      continue;
    }
    const bool time =
        has_any(classes(phrase->head), classes_of(WordClass::time_unit, WordClass::weekday,
                                                  WordClass::month, WordClass::day_part)) &&
        !name_like(phrase->head);
    if (!governed && !time) return phrase;
    k = phrase->end;
  }
  return std::nullopt;
}

}  // namespace quoth::quotations
