#include "analyze/names/stretch_reader.hpp"

#include <algorithm>
#include <bit>

#include "analyze/names/pieces.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr std::uint64_t kOf = hash_word("of"), kFor = hash_word("for"), kAnd = hash_word("and"),
                        kThe = hash_word("the"), kIn = hash_word("in"), kAt = hash_word("at"),
                        kOn = hash_word("on"), kTo = hash_word("to"), kEve = hash_word("eve"),
                        kAccording = hash_word("according");

constexpr std::uint32_t kAccordingRow = 500;  // above all rows of the table

constexpr std::size_t kLongPhrase = 4;  // words of a listed name that is never cut
constexpr TokenIndex kAround = 2;       // tokens seen on each side of a stretch

// The classes of which each is a feature of its own.
constexpr WordClasses kTold = classes_of(
    WordClass::given_name, WordClass::surname, WordClass::place, WordClass::country,
    WordClass::demonym, WordClass::organisation, WordClass::outlet, WordClass::metonym,
    WordClass::org_head, WordClass::org_suffix, WordClass::place_head, WordClass::honorific,
    WordClass::role, WordClass::never_name, WordClass::common_word, WordClass::particle,
    WordClass::cue_verb, WordClass::group_noun, WordClass::abbreviation, WordClass::name_suffix,
    WordClass::person_noun, WordClass::relative_person);

constexpr std::size_t kLongestCode = 12;  // letters looked at for digits

bool is_mister(std::uint64_t hash) noexcept {
  return hash == hash_word("mr") || hash == hash_word("mrs") || hash == hash_word("ms") ||
         hash == hash_word("dr");
}

// What shows that no noun follows.
bool is_closed(WordKind after) noexcept {
  switch (after) {
    case WordKind::boundary:
    case WordKind::clitic:
    case WordKind::comma:
    case WordKind::point:
    case WordKind::bracket_left:
    case WordKind::preposition:
    case WordKind::preposition_in:
    case WordKind::of:
    case WordKind::conjunction:
    case WordKind::auxiliary:
    case WordKind::pronoun:
    case WordKind::cue_verb:
      return true;
    default:
      return false;
  }
}

}  // namespace

const StretchReader::Seen StretchReader::kNothing{};

StretchReader::StretchReader(const TokenTable& tokens, const WordFacts& facts,
                             const FoundNames& names)
    : t_(tokens),
      facts_(facts),
      names_(names),
      cues_(Cues::english()),
      evidence_(tokens, facts, names) {}

bool StretchReader::can_begin(TokenIndex i) const noexcept {
  if (t_.kind(i) == TokenKind::word) {
    if (facts_.is_capital(i)) return true;
    return t_.shape(i) == Shape::mixed ||
           (t_.shape(i) == Shape::lower && has(t_.classes(i), WordClass::particle) &&
            i + 1 < t_.size() &&
            (t_.at(i + 1) == '-' ? i + 2 < t_.size() && touches(i + 1) && facts_.is_capital(i + 2)
                                 : !breaks_before(i + 1) && facts_.is_capital(i + 1)));
  }
  if (t_.kind(i) != TokenKind::number || i + 1 >= t_.size() || breaks_before(i + 1)) return false;
  return facts_.is_capital(i + 1) ||
         (t_.kind(i + 1) == TokenKind::word && touches(i + 1) && t_.span(i + 1).size() == 2);
}

// "The", "He", "In": alone, a capital of grammar only, unless the rules found a name in it.
bool StretchReader::is_grammar(TokenIndex i) noexcept {
  if (t_.shape(i) != Shape::capitalised || t_.kind(i) != TokenKind::word ||
      !has_any(t_.classes(i), kFunctionWord) ||
      has_any(t_.classes(i), kPersonName | kPlaceName | kOrgName))
    return false;
  while (grammar_name_ < names_.size() && names_[grammar_name_].tokens.end <= i) ++grammar_name_;
  return grammar_name_ == names_.size() || names_[grammar_name_].tokens.begin > i;
}

// The token after what joins `i` (not yet part of the stretch) to a capital further on, or `i`.
TokenIndex StretchReader::joined(TokenIndex i) const noexcept {
  constexpr TokenIndex kLongestJoint = 3;
  for (TokenIndex k = i; k < i + kLongestJoint; ++k) {
    if (breaks_before(k)) return i;
    if (facts_.is_capital(k)) return k;
    switch (t_.kind(k)) {
      case TokenKind::word: {
        if (t_.shape(k) != Shape::lower) return k + 1;
        if (k > i && t_.at(k - 1) == '-' && touches(k)) {  // Jong-un
          if (t_.span(k).size() <= 6) return k + 1;
          return i;
        }
        const std::uint64_t h = t_.hash(k);
        if (h != kOf && h != kFor && h != kAnd && h != kThe && h != kIn && h != kAt && h != kOn &&
            !has(t_.classes(k), WordClass::particle) && !(touches(k) && t_.span(k).size() == 2))
          return i;
        break;
      }
      case TokenKind::number:
        return k + 1;
      case TokenKind::clitic:
        break;
      case TokenKind::mark:
        if (const TokenIndex end = nickname_end(t_, facts_, k); end != k) return end;
        if (k + 1 >= t_.size() || !touches(k) || t_.mark(k) == Mark::straight_double ||
            t_.mark(k) == Mark::right_double)
          return i;
        break;
      case TokenKind::symbol:
        if (t_.at(k) != '&') return i;
        break;
      case TokenKind::punctuation:
        if (t_.at(k) == '.' && touches(k) && t_.span(k).size() == 1 && k > 0 &&
            (t_.span(k - 1).size() == 1 || has(t_.classes(k - 1), WordClass::abbreviation)))
          return k + 1;
        if (t_.at(k) == '!' && touches(k)) break;
        if (t_.at(k) == '-' && touches(k) && k + 1 < t_.size() && touches(k + 1)) break;
        if (t_.at(k) == ',' && k + 1 < t_.size() &&
            has_any(t_.classes(k + 1), classes_of(WordClass::name_suffix, WordClass::org_suffix)))
          break;
        return i;
      default:
        return i;
    }
  }
  return i;
}

TokenRange StretchReader::next() {
  constexpr WordClasses kParticle = classes_of(WordClass::particle);
  const TokenIndex size = t_.size();
  for (TokenIndex i = next_; i < size;) {
    // Most tokens are words in small letters, or marks between them.
    while (i < size && ((t_.kind(i) == TokenKind::word && t_.shape(i) == Shape::lower &&
                         !has_any(t_.classes(i), kParticle)) ||
                        t_.kind(i) == TokenKind::punctuation))
      ++i;
    if (i == size) break;
    if (!can_begin(i)) {
      ++i;
      continue;
    }
    TokenRange stretch{i, i + 1};
    while (stretch.end < size) {
      const TokenIndex further = joined(stretch.end);
      if (further == stretch.end) {
        if (breaks_before(stretch.end) || !facts_.is_capital(stretch.end)) break;
        ++stretch.end;
      } else {
        stretch.end = further;
      }
    }
    i = stretch.end;
    if (stretch.size() == 1 && is_grammar(stretch.begin)) continue;
    next_ = i;
    look(stretch);
    return stretch;
  }
  next_ = size;
  return {size, size};
}

void StretchReader::look(TokenRange stretch) {
  const TokenIndex begin = stretch.begin < kAround ? 0 : stretch.begin - kAround;
  const TokenIndex end = std::min(t_.size(), stretch.end + kAround);
  window_ = begin;
  seen_.assign(end - begin, {});
  for (TokenIndex i = begin; i < end; ++i) {
    Seen& seen = seen_[i - begin];
    if (seen.phrase == PhraseKind::none && i >= stretch.begin && i < stretch.end &&
        facts_.is_capital(i)) {
      const auto phrase =
          (t_.classes(i) & kStartsPhrase) != 0 ? t_.phrase_at(i) : TokenTable::Phrase{};
      const PhraseKind kind =
          phrase.id == kNoWord ? PhraseKind::none : phrase_kind(t_.lexicon().classes(phrase.id));
      if (kind != PhraseKind::none)
        for (TokenIndex k = i; k < std::min(i + phrase.words, end); ++k) {
          seen_[k - begin].phrase = kind;
          seen_[k - begin].in_phrase = k != i;
          seen_[k - begin].long_phrase = phrase.words >= kLongPhrase;
        }
    }
    seen.classes = facts_.classes(i);
    seen.kind = word_kind(t_, facts_, i, seen.phrase);
    if (t_.kind(i) == TokenKind::word && t_.shape(i) >= Shape::upper) {
      std::uint8_t digits = 0;
      for (const char c : t_.text(i).substr(0, kLongestCode))
        digits += c >= '0' && c <= '9' ? 1 : 0;
      seen.code = std::min<std::uint8_t>(digits, 3);
    }
  }
  mark_names(stretch);
  mark_runs(stretch);
}

void StretchReader::mark_names(TokenRange stretch) {
  while (name_ < names_.size() && names_[name_].tokens.end <= window_) ++name_;
  for (std::size_t n = name_; n < names_.size() && names_[n].tokens.begin < stretch.end; ++n) {
    const FoundName& name = names_[n];
    for (TokenIndex k = std::max(name.tokens.begin, window_);
         k < std::min(name.tokens.end, window_ + static_cast<TokenIndex>(seen_.size())); ++k) {
      Seen& seen = seen_[k - window_];
      seen.rule = tag_of(name.type, k != name.tokens.begin);
      seen.rule_id =
          static_cast<std::uint8_t>(static_cast<unsigned>(name.rule) * 2 + (name.sure ? 1 : 0));
    }
  }
}

// A run is what stands without a gap of small letters: "Bank of Zorvan Steel" has two.
void StretchReader::mark_runs(TokenRange stretch) {
  const auto in_run = [&](TokenIndex k) {
    const WordKind kind = kind_at(k);
    return facts_.is_capital(k) || kind == WordKind::hyphen || kind == WordKind::point ||
           kind == WordKind::ampersand ||
           (kind == WordKind::quote && nickname_end(t_, facts_, k) != k) ||
           (kind == WordKind::quote && k >= 2 && nickname_end(t_, facts_, k - 2) == k + 1) ||
           kind == WordKind::number || kind == WordKind::particle;
  };
  runs_.clear();
  for (TokenIndex i = stretch.begin; i < stretch.end;) {
    TokenIndex end = i + 1;
    while (end < stretch.end && in_run(i) && in_run(end)) ++end;
    TokenIndex last = end - 1;
    while (last > i && !facts_.is_capital(last)) --last;
    for (TokenIndex k = i; k < end; ++k) {
      Seen& seen = seen_[k - window_];
      seen.run = static_cast<std::uint32_t>(runs_.size());
      seen.run_first = kind_at(i);
      seen.run_last = kind_at(last);
      seen.from_run = static_cast<std::uint8_t>(std::min<TokenIndex>(k - i, 15));
      seen.to_run = static_cast<std::uint8_t>(std::min<TokenIndex>(end - 1 - k, 15));
    }
    Run run;
    run.begin = i;
    run.end = end;
    run.before = i == 0 || breaks_before(i) ? WordKind::boundary : kind_at(i - 1);
    run.after = breaks_before(end) ? WordKind::boundary : kind_at(end);
    if (run.before != WordKind::boundary && t_.kind(i - 1) == TokenKind::word)
      run.cue_before = i > 1 && t_.hash(i - 1) == kTo && t_.hash(i - 2) == kAccording
                           ? kAccordingRow
                           : 1 + cues_.before_row(t_, i - 1);
    if (run.after != WordKind::boundary) run.cue_after = 1 + cues_.after_row(t_, end);
    if (run.before == WordKind::of && i > 1 && !breaks_before(i - 1))
      run.cue_of = 1 + cues_.after_row(t_, i - 2);
    if (run.after == WordKind::clitic && !breaks_before(end + 1))
      run.cue_owned = 1 + cues_.after_row(t_, end + 1);
    if (run.after == WordKind::bracket_left && !breaks_before(end + 1))
      run.initials = spells_initials({i, end}, end + 1);
    else if (run.before == WordKind::bracket_left && end == i + 1 && !runs_.empty() &&
             runs_.back().end + 1 == i)
      run.initials = runs_.back().initials;
    run.closed_the = run.before == WordKind::the && end == i + 1 && is_closed(run.after);
    run.dateline = is_dateline(i, end);
    if (run.before == WordKind::of && !run.dateline) run.holder = holder_in({i, end});
    run.told_before = evidence_.told_before(i);
    run.told_after = evidence_.told_after(end);
    runs_.push_back(run);
    i = end;
  }
}

std::uint8_t StretchReader::ruled_out(TokenIndex i) const noexcept {
  const auto bit = [](EntityType type, bool inside) {
    return static_cast<std::uint8_t>(1u << tag_of(type, inside));
  };
  constexpr EntityType kTypes[] = {EntityType::person, EntityType::organisation, EntityType::place};
  const Seen& s = at(i);
  std::uint8_t out = 0;
  if (s.in_phrase && (s.phrase == PhraseKind::organisation || s.phrase == PhraseKind::place))
    for (const EntityType type : kTypes) out |= bit(type, false);
  // "Secretary of State", not "Secretary of Health and Human Services"
  if (s.in_phrase && s.phrase == PhraseKind::role && at(i + 1).kind != WordKind::conjunction)
    for (const EntityType type : kTypes) out |= bit(type, false);
  const auto is_country = [](const Seen& seen) {
    return seen.kind == WordKind::country ||
           (seen.kind == WordKind::place && has(seen.classes, WordClass::country));
  };
  if (!s.in_phrase && is_country(s) && i > 0 && is_country(at(i - 1)))
    for (const EntityType type : kTypes) out |= bit(type, true);
  constexpr std::uint8_t kAny = 0x7e;
  const Run& run = runs_[s.run];
  const bool starts = i == run.begin;
  if (run.dateline) {
    if (facts_.is_capital(i)) {
      out |= static_cast<std::uint8_t>(~(1u << tag_of(EntityType::place, !starts)));
      return static_cast<std::uint8_t>(out & 0x7f);
    }
    return kAny;
  }
  // "the mayor of Zorvane Anne Tol": a place or a body, then whoever holds the office.
  if (run.holder != 0 && i < run.holder) out |= bit(EntityType::person, false);
  if (run.holder != 0 && starts) out |= 1;  // bit of "outside"
  if (run.holder != 0 && i == run.holder)
    return static_cast<std::uint8_t>(0x7f & ~bit(EntityType::person, false));
  // "the parliament of Zelden": what has one is no person, here and elsewhere in the article.
  if (run.end == i + 1 && facts_.is_capital(i) && !has_any(s.classes, kPersonName) &&
      evidence_.is_governed(facts_.slot_of(i)))
    out |= bit(EntityType::person, false);
  // A surname that the article has with a title or a given name names no place.
  if (run.end - run.begin == 1 && !has_any(s.classes, kPlaceName | kOrgName) &&
      evidence_.is_person(facts_.slot_of(i)))
    out |= bit(EntityType::place, false);
  // "Bakers April Will said": a common word that begins a sentence is no given name.
  if (starts && facts_.at_start(i) && has(at(i + 1).classes, WordClass::given_name) &&
      facts_.is_capital(i + 1) && !has_any(s.classes, kPersonName) &&
      (has(s.classes, WordClass::common_word) || facts_.lower_count(i) > 0))
    out |= bit(EntityType::person, false);
  // "Lake Ostrin" alone is neither a body nor a person.
  if (s.kind == WordKind::place_head && s.rule == tag_of(EntityType::place, false) &&
      at(run.end - 1).rule == tag_of(EntityType::place, true))
    out |= static_cast<std::uint8_t>(bit(EntityType::person, false) |
                                     bit(EntityType::organisation, false));
  // "Harbour Bank": the last word decides.
  if (s.rule == tag_of(EntityType::organisation, false) &&
      at(run.end - 1).rule == tag_of(EntityType::organisation, true) &&
      kind_at(run.end - 1) == WordKind::org_head)
    out |= bit(EntityType::place, false);
  // "New Year's Eve", which is no woman.
  if (i > 0 && s.kind == WordKind::given && kind_at(i - 1) == WordKind::clitic &&
      t_.hash(i) == kEve)
    out |= kAny;
  // "29 April", "June 12": a day has no name.
  if ((s.kind == WordKind::calendar &&
       (at(i - 1).kind == WordKind::number || at(i + 1).kind == WordKind::number)) ||
      (s.kind == WordKind::number && at(i + 1).kind == WordKind::calendar))
    out |= kAny;
  if ((starts && (only_small(i) || facts_.in_address(i))) || is_glued(i)) out |= kAny;
  if (is_party(i)) return kAny;  // "Tallow, D-Ohio"
  if (i > 1 && t_.at(i - 1) == '-' && is_party(i - 1)) {
    out |= static_cast<std::uint8_t>(kAny & ~bit(EntityType::place, false));
  }
  // "the Citadel said": an article stands before a body, or before a family ("the Brandts").
  if (run.closed_the && t_.text(i).back() != 's') out |= bit(EntityType::person, false);
  if (run.end == i + 1 && is_family(i))
    return static_cast<std::uint8_t>(0x7f & ~bit(EntityType::person, false));
  if (starts && i > 0 && !breaks_before(i) && has(at(i - 1).classes, WordClass::honorific) &&
      is_mister(t_.hash(i - 1)))
    out |= static_cast<std::uint8_t>(bit(EntityType::organisation, false) |
                                     bit(EntityType::place, false));
  if (s.kind == WordKind::of && ends_person(i)) out |= bit(EntityType::person, true);
  // "New York Mayor Tessa Quill": an office before a person's name ends whatever stood before it.
  if ((s.kind == WordKind::role || s.kind == WordKind::honorific) && !starts &&
      !has_any(s.classes, kPersonName) && has(at(i + 1).classes, WordClass::given_name) &&
      !breaks_before(i + 1) && facts_.is_capital(i + 1) && !breaks_before(i + 2) &&
      facts_.is_capital(i + 2) &&
      !has_any(at(i + 2).classes, classes_of(WordClass::org_head, WordClass::place_head)))
    out |= kAny;
  if (s.rule == 0 && (s.kind == WordKind::honorific || s.kind == WordKind::role)) {
    const Seen& next = i + 1 < t_.size() && t_.at(i + 1) == '.' ? at(i + 2) : at(i + 1);
    if (next.rule == tag_of(EntityType::person, false))
      out |=
          static_cast<std::uint8_t>(bit(EntityType::person, false) | bit(EntityType::person, true));
  }
  // "Democratic Republic of the Congo": so long a listed name is one, and all of it.
  if (s.long_phrase && (out & kAny) != kAny &&
      (s.phrase == PhraseKind::organisation || s.phrase == PhraseKind::place))
    out |= 1;
  return out;
}

// "Talks began", where the article has "talks" too, and "Talks" nowhere inside a sentence.
bool StretchReader::only_small(TokenIndex i) const noexcept {
  const Seen& s = at(i);
  if (!facts_.at_start(i) || s.phrase != PhraseKind::none || facts_.lower_count(i) == 0 ||
      facts_.capital_count(i) > 0 || facts_.casing(i) != Casing::sentence)
    return false;
  if (breaks_before(i + 1)) return false;
  const WordKind next = at(i + 1).kind;
  return runs_[s.run].end == i + 1 && next != WordKind::clitic && next != WordKind::cue_verb &&
         next != WordKind::of && next != WordKind::ampersand;
}

// The party's letter in "D-Ohio", and the hyphen.
bool StretchReader::is_party(TokenIndex i) const noexcept {
  const auto is_letter = [&](TokenIndex k) {
    return k > 0 && k + 2 < t_.size() && t_.kind(k) == TokenKind::word && t_.span(k).size() == 1 &&
           facts_.is_capital(k) && (t_.at(k - 1) == ',' || t_.at(k - 1) == '(') &&
           t_.at(k + 1) == '-' && touches(k + 1) && touches(k + 2) && facts_.is_capital(k + 2);
  };
  return is_letter(i) || (i > 0 && t_.at(i) == '-' && is_letter(i - 1));
}

// "OffersVelnia", glued by scraping: a common word, and one that has a capital elsewhere.
bool StretchReader::is_glued(TokenIndex i) const noexcept {
  if (t_.shape(i) != Shape::mixed || t_.word(i) != kNoWord) return false;
  const std::string_view text = t_.text(i);
  std::size_t cut = 0;
  for (std::size_t k = 1; k < text.size(); ++k)
    if (text[k - 1] >= 'a' && text[k - 1] <= 'z' && text[k] >= 'A' && text[k] <= 'Z') cut = k;
  constexpr std::size_t kLeast = 4, kMost = 32;
  if (cut < kLeast || text.size() - cut < kLeast || text.size() - cut > kMost) return false;
  if (!has(t_.lexicon().classes(t_.lexicon().find_text(text.substr(0, cut))),
           WordClass::common_word))
    return false;
  char tail[kMost];
  for (std::size_t k = cut; k < text.size(); ++k)
    tail[k - cut] = text[k] >= 'A' && text[k] <= 'Z' ? static_cast<char>(text[k] + 32) : text[k];
  return facts_.slot_of_hash(hash_word({tail, text.size() - cut})) != WordFacts::kNoSlot;
}

// "the Petrovs": the plural of a surname that is no other word. Not "the Battle of the Fords".
bool StretchReader::is_family(TokenIndex i) const noexcept {
  const std::string_view text = t_.text(i);
  if (text.back() != 's' || t_.word(i) != kNoWord || t_.shape(i) != Shape::capitalised || i == 0 ||
      breaks_before(i) || t_.hash(i - 1) != kThe || (i > 1 && t_.hash(i - 2) == kOf))
    return false;
  const Lexicon& lexicon = t_.lexicon();
  const WordClasses c = lexicon.classes(lexicon.find_text(text.substr(0, text.size() - 1)));
  return has(c, WordClass::surname) &&
         !has_any(c,
                  kPlaceName | kOrgName | classes_of(WordClass::common_word, WordClass::demonym));
}

// "Danylo Zorvan of Velnia": a given name and a surname are a whole name. "Joan of Arc" is one, and
// kings have numbers.
bool StretchReader::ends_person(TokenIndex of) const noexcept {
  if (of < 2 || !facts_.is_capital(of - 1) || !facts_.is_capital(of - 2)) return false;
  constexpr WordClasses kTitle =
      classes_of(WordClass::name_suffix, WordClass::role, WordClass::honorific);
  if (has_any(at(of - 1).classes, kTitle) || t_.shape(of - 1) == Shape::upper) return false;
  return !has_any(at(of - 2).classes, kTitle) || has(at(of - 2).classes, WordClass::given_name);
}

// Behind "an office of": a known place, or one word that is no given name, then a given name with what
// follows it. 0 where nobody's name begins in the run.
TokenIndex StretchReader::holder_in(TokenRange run) const noexcept {
  if (run.begin < 2 || breaks_before(run.begin - 1) ||
      !has(t_.classes(run.begin - 2), WordClass::role))
    return 0;
  TokenIndex i = run.begin + 1;
  while (i < run.end && at(i).in_phrase) ++i;
  if (i >= run.end || !facts_.is_capital(i) || !has(at(i).classes, WordClass::given_name)) return 0;
  // "San Luis Obispo", "Port Elizabeth"
  for (const std::uint64_t head : {hash_word("san"), hash_word("santa"), hash_word("saint"),
                                   hash_word("st"), hash_word("port"), hash_word("fort")})
    if (t_.hash(run.begin) == head) return 0;
  const bool place = at(run.begin).phrase == PhraseKind::place ||
                     has_any(at(run.begin).classes, kPlaceName | kOrgName);
  if (place) return i;
  const bool surnamed = i + 1 < run.end && facts_.is_capital(i + 1);
  return i == run.begin + 1 && surnamed && !has_any(at(run.begin).classes, kPersonName) ? i : 0;
}

// Only ASCII letters are compared; small words ("of") may be left out.
bool StretchReader::spells_initials(TokenRange name, TokenIndex acronym) const noexcept {
  const std::string_view letters = t_.text(acronym);
  if (!facts_.is_capital(acronym) || letters.size() < 2 || letters.size() > 10) return false;
  std::size_t k = letters.size();
  for (TokenIndex i = name.end; i > name.begin && k > 0;) {
    if (!facts_.is_capital(--i)) continue;
    if (t_.text(i).front() != letters[k - 1]) return false;
    --k;
  }
  // The name may begin before the run: "Bureau of Inland Waters (BIW)".
  return name.end - name.begin > 1 || k == 0;
}

// Where a report was written, before the agency in brackets and a dash.
bool StretchReader::is_dateline(TokenIndex begin, TokenIndex end) const noexcept {
  constexpr TokenIndex kReach = 12;
  if ((begin != 0 && !t_.before(begin, Gap::paragraph)) || t_.shape(begin) != Shape::upper)
    return false;
  for (TokenIndex k = begin; k < end; ++k)
    if (t_.shape(k) != Shape::upper || t_.span(k).size() < 3) return false;
  bool bracket = false;
  for (TokenIndex k = end; k < end + kReach && k + 1 < t_.size(); ++k) {
    if (t_.kind(k) == TokenKind::word) {
      if (t_.shape(k) == Shape::lower) return false;
      continue;
    }
    const char32_t c = t_.code(k);
    if (c == 0x2014 || c == 0x2013 || c == '-') return bracket;
    if (c == ')') bracket = true;
    if (t_.kind(k) != TokenKind::number && c != ',' && c != '(' && c != ')' && c != '.')
      return false;
  }
  return false;
}

void StretchReader::read(TokenIndex i, TagFeatures& out) const {
  out.clear();
  add_features(i, out);
}

void StretchReader::score(TokenIndex i, const TagWeights& weights, TagScores& out) const {
  TagSum sum(weights);
  add_features(i, sum);
  sum.write(out);
}

template <class Out>
void StretchReader::add_features(TokenIndex i, Out& out) const {
  const Seen& s = at(i);
  const bool first_of_sentence = i == 0 || breaks_before(i);
  const bool last_of_sentence = breaks_before(i + 1);
  const Seen& p = first_of_sentence ? kNothing : at(i - 1);
  const Seen& n = last_of_sentence ? kNothing : at(i + 1);
  const Seen& pp = i < 2 || first_of_sentence || breaks_before(i - 1) ? kNothing : at(i - 2);
  const Seen& nn = last_of_sentence || breaks_before(i + 2) ? kNothing : at(i + 2);
  const auto u = [](WordKind k) { return static_cast<std::uint32_t>(k); };
  const bool capital = facts_.is_capital(i);
  const std::uint32_t start = facts_.at_start(i) ? 1 : 0;
  const std::uint32_t kind = u(s.kind);
  const Run& run = runs_[s.run];
  const std::uint32_t lone = run.end - run.begin == 1 ? 1 : 0;
  const std::uint32_t from = std::min<std::uint32_t>(s.from_run, 3),
                      to = std::min<std::uint32_t>(s.to_run, 3), first = from == 0 ? 1 : 0;

  out.add(Template::bias, 0);
  out.add(Template::rule, s.rule * 64u + s.rule_id);
  out.add(Template::rules_around, (p.rule * 8u + s.rule) * 8u + n.rule);
  out.add(Template::rule_kind, s.rule * 64u + kind);
  out.add(Template::kind, (kind * 2 + start) * 16u + static_cast<std::uint32_t>(s.phrase) * 2 +
                              (s.in_phrase ? 1 : 0));
  out.add(Template::kind_before, u(p.kind) * 64 + kind);
  out.add(Template::kind_after, kind * 64 + u(n.kind));
  out.add(Template::kinds_around, (u(p.kind) * 64 + kind) * 64 + u(n.kind));
  out.add(Template::kinds_before, u(pp.kind) * 64 + u(p.kind));
  out.add(Template::kinds_after, u(n.kind) * 64 + u(nn.kind));
  const auto add_classes = [&out](Template which, WordClasses classes, std::uint32_t bit) {
    for (classes &= kTold; classes != 0; classes &= classes - 1)
      out.add(which, static_cast<std::uint32_t>(std::countr_zero(classes)) * 2 + bit);
  };
  add_classes(Template::word_class, s.classes, start);
  if ((p.classes & kTold) != 0)
    add_classes(Template::class_before, p.classes, facts_.is_capital(i - 1) ? 1 : 0);
  if ((n.classes & kTold) != 0)
    add_classes(Template::class_after, n.classes, facts_.is_capital(i + 1) ? 1 : 0);
  const auto size = std::min<std::uint32_t>(t_.span(i).size(), 8);
  const std::uint32_t shape =
      static_cast<std::uint32_t>(t_.kind(i)) * 8 + static_cast<std::uint32_t>(t_.shape(i));
  out.add(Template::shape, ((shape * 16 + size) * 2 + start) * 2 + (t_.word(i) == kNoWord ? 1 : 0));
  if (s.code != 0) out.add(Template::code, s.code * 64u + kind);
  if (capital) add_article(i, s, start, lone, out);
  // Inside a run the neighbours are no cues.
  if (first != 0) {
    if (run.cue_before != 0) out.add(Template::cue_before, run.cue_before);
  }
  if (to == 0 && run.cue_after != 0) out.add(Template::cue_after, run.cue_after);

  out.add(Template::place_in_run, (from * 4 + to) * 2 + start);
  out.add(Template::run_last, (u(s.run_last) * 4 + to) * 2 + first);
  out.add(Template::run_first, u(s.run_first) * 4 + from);
  out.add(Template::after_run, (u(run.after) * 64 + kind) * 4 + to);
  out.add(Template::around_run, (u(run.before) * 64 + u(run.after)) * 2 + first);
  if (run.cue_before != 0) out.add(Template::cue_before_run, run.cue_before * 2 + lone);
  if (run.cue_after != 0) out.add(Template::cue_after_run, run.cue_after * 2 + lone);
  if (run.cue_of != 0) out.add(Template::cue_of, run.cue_of * 2 + first);
  if (run.cue_owned != 0) out.add(Template::cue_owned, run.cue_owned * 2 + lone);
  if (run.initials) out.add(Template::initials, first);
  if (run.told_before != Cues::Told::nothing)
    out.add(Template::told, static_cast<std::uint32_t>(run.told_before) * 2 + first);
  if (run.told_after != Cues::Told::nothing)
    out.add(Template::told, 16 + static_cast<std::uint32_t>(run.told_after) * 2 + first);
  // "Hostrava, Melnik and Ostrin": what stands on the other side of a comma or "and".
  const auto joins = [](WordKind k) { return k == WordKind::comma || k == WordKind::conjunction; };
  if (run.begin >= 2 && joins(run.before))
    out.add(Template::listed, (at(run.begin - 2).rule * 8u + s.rule) * 2 + first);
  if (joins(run.after) && !breaks_before(run.end + 1))
    out.add(Template::listed, 128 + (at(run.end + 1).rule * 8u + s.rule) * 2 + first);
  const bool opened = run.before == WordKind::quote || run.before == WordKind::bracket_left;
  const bool closed = run.after == WordKind::quote || run.after == WordKind::bracket_right;
  if (opened || closed)
    out.add(Template::enclosed, (opened ? 1 : 0) + (closed ? 2 : 0) +
                                    (run.before == WordKind::quote ? 4 : 0) +
                                    (run.after == WordKind::quote ? 8 : 0));
}

// What the rest of the article says of a word with a capital.
template <class Out>
void StretchReader::add_article(TokenIndex i, const Seen& s, std::uint32_t start,
                                std::uint32_t lone, Out& out) const {
  const auto few = [](unsigned x) { return x == 0 ? 0u : x == 1 ? 1u : x < 4 ? 2u : 3u; };
  const std::size_t slot = facts_.slot_of(i);
  out.add(
      Template::counts,
      ((few(facts_.lower_count_at(slot)) * 4 + few(facts_.capital_count_at(slot))) * 2 + start) *
              2 +
          (has(s.classes, WordClass::common_word) ? 1 : 0));
  const ArticleEvidence::Word& word = evidence_.at(slot);
  for (unsigned type = 0; type < 3; ++type) {
    unsigned count = word.count[type];
    if (s.rule != 0 && (s.rule_id & 1) != 0 && (s.rule - 1) / 2u == type && count > 0) --count;
    if (count > 0)
      out.add(static_cast<Template>(static_cast<unsigned>(Template::votes_person) + type),
              few(count) * 8 + s.rule);
  }
  for (std::uint32_t bits = word.seen; bits != 0; bits &= bits - 1)
    out.add(Template::seen, static_cast<std::uint32_t>(std::countr_zero(bits)) * 2 + lone);
  const std::string_view text = t_.text(i);
  if (text.size() > 3 && text.back() == 's' && t_.shape(i) == Shape::capitalised)
    out.add(Template::plural, static_cast<std::uint32_t>(kind_at(i - 1)));
  if (const std::uint32_t row = cues_.ending_row(text); row != 0) out.add(Template::ending, row);
}

}  // namespace quoth::names
