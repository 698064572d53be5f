#include "analyze/names/pieces.hpp"

namespace quoth::names {
namespace {

constexpr WordClasses kWholeName = kPlaceName | kOrgName;

class RunReader {
 public:
  RunReader(const TokenTable& tokens, const WordFacts& facts, Pieces& pieces)
      : t_(tokens), facts_(facts), pieces_(pieces) {}

  TokenIndex read(TokenIndex i) {
    const TokenIndex first = i;
    while (i < t_.size() && pieces_.size() < kMostPieces) {
      if (i != first && breaks_before(i)) break;
      const TokenIndex next = read_piece(i, i == first);
      if (next == i) break;
      i = next;
    }
    if (i == first && skip_to_ > i) return skip_to_;
    while (!pieces_.empty() && pieces_.back().kind == PieceKind::particle) {
      i = pieces_.back().tokens.begin;
      pieces_.pop_back();
    }
    return i > first ? i : first + 1;
  }

 private:
  bool breaks_before(TokenIndex i) const noexcept {
    return t_.before(i, Gap::sentence | Gap::paragraph);
  }
  bool touches(TokenIndex i) const noexcept { return !t_.before(i, Gap::space); }

  void push(PieceKind kind, TokenIndex begin, TokenIndex end, WordClasses classes, WordId word,
            bool common) {
    pieces_.push_back({kind, {begin, end}, classes, word, common});
  }

  // A phrase counts when its words have the capitals it needs: all but function words, or, for a
  // role, any letters.
  bool has_capitals(TokenIndex begin, TokenIndex end) const noexcept {
    bool any = false;
    for (TokenIndex k = begin; k < end; ++k) {
      if (t_.kind(k) != TokenKind::word) continue;
      if (t_.shape(k) != Shape::lower) {
        any = true;
        continue;
      }
      if (!has_any(t_.classes(k),
                   kFunctionWord | classes_of(WordClass::particle, WordClass::abbreviation)) &&
          !(k > begin && t_.at(k - 1) == '-') && !has(t_.classes(k), WordClass::place_head))
        return false;
    }
    return any;
  }

  PieceKind kind_of(WordClasses c) const noexcept {
    if (has_any(c, kOrgName)) return PieceKind::org;
    if (has_any(c, kPlaceName)) return PieceKind::place;
    if (has(c, WordClass::demonym)) return PieceKind::demonym;
    if (has(c, WordClass::role)) return PieceKind::role;
    if (has(c, WordClass::honorific)) return PieceKind::honorific;
    if (has(c, WordClass::org_head)) return PieceKind::org_head;
    if (has(c, WordClass::org_suffix)) return PieceKind::org_suffix;
    if (has(c, WordClass::place_head)) return PieceKind::place_head;
    if (has(c, WordClass::name_suffix)) return PieceKind::suffix;
    if (has(c, WordClass::given_name)) return PieceKind::given;
    return PieceKind::word;
  }

  // A word that is both a role or title and a name ("King", "Major", "Chancellor" no; "Dean",
  // "Earl").
  PieceKind kind_of_word(TokenIndex i) const noexcept {
    const WordClasses c = facts_.classes(i);
    if (has(c, WordClass::given_name) && !has(c, WordClass::org_suffix) &&
        (!has_any(c, kPlaceName | kOrgName) || given_follows(i)))
      return PieceKind::given;
    if (has(c, WordClass::surname) && follows_given()) return PieceKind::word;
    if (has_any(c, kOrgName) && has(c, WordClass::common_word) &&
        (facts_.at_start(i) || facts_.casing(i) != Casing::sentence))
      return PieceKind::word;
    // Read, Essen, Nice: a common word at a sentence's begin is no place.
    if (has_any(c, kPlaceName) && has(c, WordClass::common_word) && facts_.at_start(i))
      return PieceKind::word;
    return kind_of(c);
  }
  bool follows_given() const noexcept {
    return !pieces_.empty() &&
           (pieces_.back().kind == PieceKind::given || pieces_.back().kind == PieceKind::initial ||
            pieces_.back().kind == PieceKind::honorific ||
            pieces_.back().kind == PieceKind::particle);
  }
  // "Paris Hilton", "Georgia Meloni": the next word is a surname or unknown, and no place, role or
  // common word.
  bool given_follows(TokenIndex i) const noexcept {
    const TokenIndex next = i + 1;
    if (next >= t_.size() || breaks_before(next) || !facts_.is_capital(next)) return false;
    const WordClasses c = t_.classes(next);
    if (t_.phrase_at(i).words > 1) return false;
    if (has(c, WordClass::surname)) return true;
    if (has(t_.classes(i), WordClass::country)) return false;
    return !has_any(
               c, kFunctionWord | kWholeName |
                      classes_of(WordClass::demonym, WordClass::role, WordClass::honorific,
                                 WordClass::org_head, WordClass::org_suffix, WordClass::place_head,
                                 WordClass::common_word, WordClass::never_name, WordClass::month,
                                 WordClass::weekday)) &&
           t_.shape(next) != Shape::upper;
  }

  // Words with a capital that still belong to no name.
  bool is_outside(TokenIndex i) const noexcept {
    const WordClasses c = t_.classes(i);
    if (has_any(c, classes_of(WordClass::never_name, WordClass::month, WordClass::weekday)) &&
        !has_any(c, kPersonName | kWholeName))
      return true;
    if (has_any(c, kFunctionWord)) {
      // "US" is no "us", "Will" and "May" can be people, "Al" in "Al Jazeera" is in the lists.
      if (t_.shape(i) == Shape::upper && has_any(c, kWholeName) &&
          facts_.casing(i) != Casing::upper)
        return false;
      // May, Will: people when a title or another name stands beside them.
      return !has_any(c, kPersonName) || (!person_after(i) && !follows_given() && !titled(i));
    }
    if (has_any(c, classes_of(WordClass::month, WordClass::weekday, WordClass::never_name)))
      return !person_after(i) && !follows_given();
    return false;
  }
  bool titled(TokenIndex i) const noexcept {
    return i > 0 && !breaks_before(i) &&
           has_any(t_.classes(i - 1), classes_of(WordClass::honorific, WordClass::role)) &&
           t_.shape(i - 1) != Shape::lower;
  }
  bool person_after(TokenIndex i) const noexcept {
    const TokenIndex next = i + 1;
    return next < t_.size() && !breaks_before(next) && facts_.is_capital(next) &&
           !has_any(t_.classes(next), kFunctionWord | classes_of(WordClass::common_word)) &&
           t_.kind(next) == TokenKind::word;
  }

  // Reads one piece at `i`; gives the token after it, or `i` when the run ends here.
  TokenIndex read_piece(TokenIndex i, bool first) {
    if (t_.kind(i) == TokenKind::punctuation) {
      if (first || pieces_.empty()) return i;
      return read_join(i);
    }
    if (t_.kind(i) == TokenKind::mark) {
      const TokenIndex end = pieces_.empty() ? i : nickname_end(t_, facts_, i);
      if (end != i) push(PieceKind::particle, i, end, 0, kNoWord, false);
      return end;
    }
    if (t_.kind(i) == TokenKind::symbol) {
      // Johnson & Johnson
      if (first || t_.at(i) != '&' || i + 1 >= t_.size() || !facts_.is_capital(i + 1)) return i;
      push(PieceKind::word, i, i + 1, 0, kNoWord, false);
      return i + 1;
    }
    if (t_.kind(i) != TokenKind::word) return i;

    if (const auto phrase = t_.phrase_at(i); phrase.id != kNoWord) {
      const WordClasses c = t_.lexicon().classes(phrase.id);
      const TokenIndex end = i + phrase.words;
      const bool capital = has_capitals(i, end) && facts_.casing(i) != Casing::upper;
      const bool listed =
          has_any(c, kWholeName | classes_of(WordClass::demonym, WordClass::never_name));
      if (listed && capital) {
        if (has(c, WordClass::never_name)) {
          if (first) skip_to_ = end;  // "World War II": not even "War II"
          return i;
        }
        push(kind_of(c), i, end, c, phrase.id, false);
        return end;
      }
      if (has_any(c, classes_of(WordClass::role, WordClass::honorific)) &&
          (facts_.is_capital(i) || !first)) {
        if (!facts_.is_capital(i)) return i;
        push(kind_of(c), i, end, c, phrase.id, false);
        return end;
      }
      if (listed && facts_.casing(i) == Casing::upper && !has(c, WordClass::never_name)) {
        push(kind_of(c), i, end, c, phrase.id, false);
        return end;
      }
    }
    if (!facts_.is_capital(i)) {
      // A particle, when a name goes on after it: "von der Leyen", "al-Assad".
      if (t_.shape(i) == Shape::lower && has(t_.classes(i), WordClass::particle) &&
          name_after_particles(i, first)) {
        push(PieceKind::particle, i, i + 1, t_.classes(i), t_.word(i), false);
        return i + 1;
      }
      return i;
    }
    if (is_outside(i)) return i;

    const WordClasses c = facts_.classes(i);
    const bool common =
        has(c, WordClass::common_word) || (facts_.lower_count(i) > 0 && !has_any(c, kPersonName));
    const Span span = t_.span(i);
    if (span.size() == 1 && t_.shape(i) == Shape::capitalised) {
      TokenIndex end = i + 1;
      if (end < t_.size() && t_.at(end) == '.' && touches(end) && t_.span(end).size() == 1) ++end;
      push(PieceKind::initial, i, end, c, t_.word(i), false);
      return end;
    }
    PieceKind kind = kind_of_word(i);
    // Common words with capitals in a headline are no names by themselves.
    if (kind == PieceKind::word && common && facts_.casing(i) != Casing::sentence &&
        !has_any(c, kPersonName))
      return i;
    TokenIndex end = i + 1;
    // "Gen." and "St." take their point along, and so do "Corp." and "Jr.".
    if (end < t_.size() && t_.at(end) == '.' && touches(end) && t_.span(end).size() == 1 &&
        has(c, WordClass::abbreviation))
      ++end;
    push(kind, i, end, c, t_.word(i), common);
    return end;
  }

  // A hyphen inside a name: Jean-Claude, Jong-un, Rolls-Royce; not Trump-backed.
  TokenIndex read_join(TokenIndex i) {
    if (t_.at(i) != '-' || !touches(i) || i + 1 >= t_.size() || !touches(i + 1) ||
        t_.kind(i + 1) != TokenKind::word)
      return i;
    const TokenIndex next = i + 1;
    Piece& last = pieces_.back();
    const bool small = t_.shape(next) == Shape::lower;
    if (small && (has_any(t_.classes(next), kFunctionWord | classes_of(WordClass::common_word)) ||
                  last.kind == PieceKind::place || last.kind == PieceKind::demonym ||
                  last.kind == PieceKind::org || t_.span(next).size() > 6 ||
                  (t_.span(next).size() > 4 && t_.word(next) != kNoWord)))
      return i;
    if (!small && !facts_.is_capital(next)) return i;
    if (last.kind == PieceKind::particle) {  // al-Assad
      last.tokens.end = i + 1;
      return i + 1;
    }
    // Two demonyms, places or organisations stay two: Moscow-Kyiv, Russian-American.
    const PieceKind kind = small ? last.kind : kind_of_word(next);
    const auto stands_alone = [](PieceKind k) {
      return k == PieceKind::place || k == PieceKind::demonym || k == PieceKind::org;
    };
    if (stands_alone(last.kind) || stands_alone(kind)) {
      if (stands_alone(last.kind) && stands_alone(kind)) {
        push(kind, next, next + 1, t_.classes(next), t_.word(next), false);
        return next + 1;
      }
      if (stands_alone(last.kind)) return i;
    }
    last.tokens.end = next + 1;
    if (last.kind != PieceKind::given) last.kind = PieceKind::word;
    last.classes &= ~(kFunctionWord | classes_of(WordClass::common_word));
    last.common = false;
    return next + 1;
  }

  bool name_after_particles(TokenIndex i, bool first) const noexcept {
    // At a run's begin only "al-Assad" and "von der Leyen": "la" and "el" are too common elsewhere.
    for (TokenIndex k = i, count = 0; k < t_.size() && count < 4; ++k, ++count) {
      if (k != i && breaks_before(k)) return false;
      if (t_.at(k) == '-' && touches(k)) continue;
      if (t_.kind(k) != TokenKind::word) return false;
      if (facts_.is_capital(k) && k > i) {
        if (has_any(t_.classes(k), kFunctionWord)) return false;
        return !first || (t_.at(k - 1) == '-') ||
               !has_any(t_.classes(i), kFunctionWord | classes_of(WordClass::abbreviation));
      }
      if (!has(t_.classes(k), WordClass::particle)) return false;
    }
    return false;
  }

  const TokenTable& t_;
  const WordFacts& facts_;
  Pieces& pieces_;
  TokenIndex skip_to_ = 0;
};

}  // namespace

TokenIndex nickname_end(const TokenTable& t, const WordFacts& facts, TokenIndex i) noexcept {
  const auto touches = [&](TokenIndex k) { return !t.before(k, Gap::space); };
  if (i == 0 || i + 3 >= t.size() || t.kind(i) != TokenKind::mark || touches(i) ||
      !facts.is_capital(i - 1))
    return i;
  const TokenIndex close = i + 2;
  if (!facts.is_capital(i + 1) || !touches(i + 1) || t.kind(close) != TokenKind::mark ||
      !touches(close) || touches(close + 1) || !facts.is_capital(close + 1) ||
      t.sentence_of(i - 1) != t.sentence_of(close + 1))
    return i;
  const WordClasses before = t.classes(i - 1), after = t.classes(close + 1);
  if (!has(before, WordClass::given_name) && t.span(i - 1).size() > 1 && t.word(i - 1) != kNoWord)
    return i;
  return has_any(after, kFunctionWord | classes_of(WordClass::common_word)) &&
                 !has(after, WordClass::surname)
             ? i
             : close + 1;
}

void read_run(const TokenTable& tokens, const WordFacts& facts, TokenIndex i, Pieces& pieces,
              TokenIndex& end) {
  pieces.clear();
  end = RunReader(tokens, facts, pieces).read(i);
}

}  // namespace quoth::names
