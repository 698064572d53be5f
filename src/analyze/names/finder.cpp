#include "analyze/names/finder.hpp"

#include <algorithm>

#include "analyze/names/cues.hpp"
#include "analyze/names/pieces.hpp"
#include "analyze/names/repetition.hpp"
#include "analyze/names/roles.hpp"
#include "analyze/names/tagger.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr std::uint64_t kOf = hash_word("of"), kFor = hash_word("for"), kAnd = hash_word("and"),
                        kThe = hash_word("the"), kTo = hash_word("to"),
                        kAccording = hash_word("according");

constexpr WordClasses kNoSurname =
    kPlaceName | kOrgName | kFunctionWord |
    classes_of(WordClass::common_word, WordClass::given_name, WordClass::role, WordClass::honorific,
               WordClass::demonym, WordClass::cue_verb);

bool is_person_piece(PieceKind kind) noexcept {
  return kind == PieceKind::word || kind == PieceKind::given || kind == PieceKind::initial ||
         kind == PieceKind::particle || kind == PieceKind::suffix;
}

class Finder {
 public:
  Finder(const TokenTable& tokens, const WordFacts& facts)
      : t_(tokens), facts_(facts), cues_(Cues::english()) {}

  FoundNames run() {
    const TokenIndex size = t_.size();
    for (TokenIndex i = 0; i < size;) {
      while (i < size &&
             (t_.kind(i) != TokenKind::word || t_.shape(i) == Shape::none ||
              (t_.shape(i) == Shape::lower && !has(t_.classes(i), WordClass::particle))))
        ++i;
      if (i == size) break;
      if (t_.shape(i) == Shape::mixed && glued(i)) {
        ++i;
        continue;
      }
      TokenIndex end = i + 1;
      read_run(t_, facts_, i, pieces_, end);
      i = std::max(i + 1, parse(end));
    }
    settle(t_, facts_, found_);
    return std::move(found_);
  }

 private:
  bool same_sentence(TokenIndex a, TokenIndex b) const noexcept {
    return b < t_.size() && t_.sentence_of(a) == t_.sentence_of(b);
  }

  // "BenefitsUS": a common word glued to a known name by scraping. Only the name is kept.
  bool glued(TokenIndex i) {
    const Span span = t_.span(i);
    const std::string_view text = t_.text(i);
    std::size_t cut = 0;
    for (std::size_t k = 1; k < text.size(); ++k) {
      const bool lower = text[k - 1] >= 'a' && text[k - 1] <= 'z';
      if (lower && text[k] >= 'A' && text[k] <= 'Z') cut = k;
    }
    if (cut < 3 || t_.word(i) != kNoWord || text.size() - cut < 2) return false;
    const Lexicon& lexicon = t_.lexicon();
    const WordId head = lexicon.find_text(text.substr(0, cut));
    const WordId tail = lexicon.find_text(text.substr(cut));
    constexpr WordClasses kPlain = kFunctionWord | classes_of(WordClass::common_word);
    if (!has_any(lexicon.classes(head), kPlain)) return false;
    const WordClasses c = lexicon.classes(tail);
    const bool place = has_any(c, kPlaceName), org = has_any(c, kOrgName);
    if (!place && !org) return has_any(c, kPlain | classes_of(WordClass::role, WordClass::demonym));
    FoundName name;
    name.tokens = {i, i + 1};
    name.span = {span.begin + static_cast<std::uint32_t>(cut), span.end};
    name.type = place ? EntityType::place : EntityType::organisation;
    name.rule = Rule::glued;
    name.sure = true;
    found_.push_back(name);
    return true;
  }

  void emit(TokenRange tokens, EntityType type, Rule rule, bool sure) {
    FoundName name;
    // A point that belongs to "Inc." stays outside when it ends the sentence.
    name.tokens = tokens;
    name.span = t_.span(tokens);
    name.type = type;
    name.rule = rule;
    name.sure = sure;
    found_.push_back(name);
  }

  // Reads the pieces of one run; gives the token after all that was used.
  TokenIndex parse(TokenIndex end) {
    TokenIndex resume = end;
    std::size_t p = 0;
    while (p < pieces_.size()) {
      const std::size_t before = p;
      if (const TokenIndex after = organisation_at(p)) {
        resume = std::max(resume, after);
        if (after >= end) return resume;
        while (p < pieces_.size() && pieces_[p].tokens.begin < after) ++p;
        continue;
      }
      const Piece& piece = pieces_[p];
      switch (piece.kind) {
        case PieceKind::place:
          p = place_at(p);
          break;
        case PieceKind::org:
          resume = std::max(resume, listed_organisation(p));
          ++p;
          break;
        case PieceKind::word:
          if (qualifies_place(p)) {
            emit({piece.tokens.begin, pieces_[p + 1].tokens.end}, EntityType::place,
                 Rule::gazetteer, true);
            p += 2;
            break;
          }
          p = person_or_unknown(p);
          break;
        case PieceKind::org_head:
          // "the Government", "the Court": with its capital it is one certain body.
          if (pieces_.size() == 1 && after_the(piece.tokens.begin) &&
              facts_.casing(piece.tokens.begin) == Casing::sentence)
            emit(piece.tokens, EntityType::organisation, Rule::org_head, false);
          ++p;
          break;
        case PieceKind::given:
        case PieceKind::initial:
        case PieceKind::particle:
        case PieceKind::suffix:
          p = person_or_unknown(p);
          break;
        default:
          ++p;
      }
      if (p == before) ++p;
    }
    return resume;
  }

  // "Ministry of Defence" may go on: "of Ukraine".
  TokenIndex listed_organisation(std::size_t p) {
    const Piece& piece = pieces_[p];
    TokenRange tokens = piece.tokens;
    if (p + 1 == pieces_.size() && has(t_.classes(tokens.begin), WordClass::org_head) &&
        tokens.size() > 1)
      if (const TokenIndex more = read_of(tokens.end);
          more != 0 && inner_.size() == 1 && inner_[0].kind == PieceKind::place)
        tokens.end = more;
    emit(tokens, EntityType::organisation, Rule::gazetteer, !doubtful(piece));
    return tokens.end;
  }

  bool after_the(TokenIndex i) const noexcept {
    return i > 0 && same_sentence(i, i - 1) && t_.hash(i - 1) == kThe;
  }

  // A listed name that is a common word too: "Apple", "The Age".
  bool doubtful(const Piece& piece) const noexcept {
    return piece.common && (facts_.at_start(piece.tokens.begin) ||
                            facts_.casing(piece.tokens.begin) != Casing::sentence);
  }

  // "of England", "of the Armed Forces", "for the Study of War": the token after it, or 0.
  TokenIndex read_of(TokenIndex i) {
    if (i + 1 >= t_.size() || !same_sentence(i - 1, i) || t_.shape(i) != Shape::lower) return 0;
    const std::uint64_t hash = t_.hash(i);
    if (hash != kOf && hash != kFor) return 0;
    TokenIndex k = i + 1;
    if (t_.hash(k) == kThe && k + 1 < t_.size()) ++k;
    if (!same_sentence(i, k) || !facts_.is_capital(k)) return 0;
    TokenIndex end = k + 1;
    read_run(t_, facts_, k, inner_, end);
    TokenIndex taken = 0;
    for (const Piece& piece : inner_) {
      if (piece.kind == PieceKind::role || piece.kind == PieceKind::honorific) break;
      if (piece.kind == PieceKind::given && taken != 0) break;
      taken = piece.tokens.end;
    }
    return taken;
  }

  // Whether token i stands at "and Canadian Studies" behind a body's name.
  TokenIndex read_and(TokenIndex i) {
    if (i + 1 >= t_.size() || !same_sentence(i - 1, i) || t_.hash(i) != kAnd ||
        !facts_.is_capital(i + 1) || !same_sentence(i, i + 1))
      return 0;
    TokenIndex end = i + 2;
    read_run(t_, facts_, i + 1, inner_, end);
    if (inner_.empty()) return 0;
    // Only words that make no name of their own: "Health and Human Services", not "England and
    // Tol".
    for (const Piece& piece : inner_)
      if (piece.kind != PieceKind::word && piece.kind != PieceKind::org_head &&
          piece.kind != PieceKind::demonym)
        return 0;
    const Piece& last = inner_.back();
    return last.common || last.kind == PieceKind::org_head ? last.tokens.end : 0;
  }

  // An organisation's or place's name built on a head word, beginning at piece `p`: emits it and
  // gives the token after it, or 0.
  TokenIndex organisation_at(std::size_t p) {
    std::size_t stop = p;
    while (stop < pieces_.size() && pieces_[stop].kind != PieceKind::role &&
           pieces_[stop].kind != PieceKind::honorific)
      ++stop;
    std::size_t head = stop;
    for (std::size_t k = p; k < stop; ++k) {
      const PieceKind kind = pieces_[k].kind;
      if (kind == PieceKind::org_head || kind == PieceKind::org_suffix ||
          kind == PieceKind::place_head)
        head = k;
    }
    if (head == stop) return 0;
    const Piece& h = pieces_[head];
    // "School District" is a body, though districts are places.
    const bool of_place =
        h.kind == PieceKind::place_head &&
        std::none_of(pieces_.begin() + static_cast<std::ptrdiff_t>(p),
                     pieces_.begin() + static_cast<std::ptrdiff_t>(head),
                     [](const Piece& piece) { return piece.kind == PieceKind::org_head; });
    // "Rachel Park", "Tom Church": a given name before a head that is a surname too.
    if (head == p + 1 && pieces_[p].kind == PieceKind::given && has(h.classes, WordClass::surname))
      return 0;
    std::size_t first = p;
    if (head > p && facts_.at_start(pieces_[p].tokens.begin) && pieces_[p].common &&
        pieces_[p].kind == PieceKind::word && facts_.lower_count(pieces_[p].tokens.begin) > 0 &&
        head > p + 1)
      ++first;
    // A known whole name right before a suffix-like head stays itself: "Kremlin Wall" no,
    // "Bloomberg Television" yes: nothing to do, heads bind.
    TokenIndex end = h.tokens.end;
    bool extended = false;
    if (h.kind != PieceKind::org_suffix) {
      for (int round = 0; round < 3; ++round) {
        if (const TokenIndex more = read_of(end)) {
          end = more;
          extended = true;
        } else if (const TokenIndex both = extended ? read_and(end) : 0) {
          end = both;
        } else {
          break;
        }
      }
    }
    if (head == p && !extended) {
      // "Lake Zorvane", "Mount Zorvane", "Fort Zorvane".
      if (of_place && head + 1 < stop && pieces_[head + 1].kind == PieceKind::word &&
          !pieces_[head + 1].common && head + 2 >= stop) {
        emit({h.tokens.begin, pieces_[head + 1].tokens.end}, EntityType::place, Rule::place_head,
             true);
        return pieces_[head + 1].tokens.end;
      }
      return 0;
    }
    if (facts_.casing(h.tokens.begin) == Casing::title && h.common && !extended && head > p &&
        pieces_[head - 1].kind != PieceKind::word)
      return 0;
    if (facts_.casing(h.tokens.begin) == Casing::upper && !extended && !supported(first, head))
      return 0;
    const TokenRange tokens{pieces_[first].tokens.begin, end};
    const Rule rule = of_place                          ? Rule::place_head
                      : h.kind == PieceKind::org_suffix ? Rule::org_suffix
                                                        : Rule::org_head;
    emit(tokens, of_place ? EntityType::place : EntityType::organisation, rule, true);
    return end;
  }

  // "WARNS AGAINST OPENING DAM": where all letters are large, a head word makes a name of words that
  // are listed or have a capital elsewhere in the article, inside a sentence.
  bool supported(std::size_t first, std::size_t head) const noexcept {
    for (std::size_t k = first; k < head; ++k) {
      const Piece& piece = pieces_[k];
      if (piece.kind == PieceKind::word && !has_any(piece.classes, kPersonName) &&
          facts_.capital_count(piece.tokens.begin) == 0)
        return false;
    }
    return true;
  }

  // North, Eastern, Old, Greater: part of a place's name when it has a capital there.
  bool qualifies_place(std::size_t p) const noexcept {
    const Piece& piece = pieces_[p];
    return p + 1 < pieces_.size() && pieces_[p + 1].kind == PieceKind::place &&
           piece.kind == PieceKind::word && piece.tokens.size() == 1 &&
           is_direction(t_.hash(piece.tokens.begin)) &&
           !(facts_.at_start(piece.tokens.begin) && facts_.lower_count(piece.tokens.begin) > 0);
  }
  static bool is_direction(std::uint64_t hash) noexcept {
    static constexpr std::uint64_t kDirections[] = {
        hash_word("north"),     hash_word("south"),     hash_word("east"),
        hash_word("west"),      hash_word("northern"),  hash_word("southern"),
        hash_word("eastern"),   hash_word("western"),   hash_word("northeast"),
        hash_word("northwest"), hash_word("southeast"), hash_word("southwest"),
        hash_word("central"),   hash_word("greater"),   hash_word("upper"),
        hash_word("lower"),     hash_word("inner"),     hash_word("outer"),
        hash_word("old"),       hash_word("downtown")};
    return std::find(std::begin(kDirections), std::end(kDirections), hash) != std::end(kDirections);
  }

  std::size_t place_at(std::size_t p) {
    const Piece& piece = pieces_[p];
    // A surname that is a place, after a title: "Mr London", "President Lincoln".
    if (has(piece.classes, WordClass::surname) && piece.tokens.size() == 1) {
      const RoleBeside role = role_before(t_, facts_, piece.tokens.begin);
      if (!role.tokens.empty() && role.country == 0) return person_or_unknown(p);
    }
    // "Montreal Crystals": a place before words that name nothing by themselves is a team or firm.
    std::size_t end = p + 1;
    while (end < pieces_.size() && pieces_[end].kind == PieceKind::word && !pieces_[end].common &&
           !has_any(pieces_[end].classes, kPersonName) && pieces_[end].word == kNoWord)
      ++end;
    if (end > p + 1 && end == pieces_.size() &&
        facts_.casing(piece.tokens.begin) == Casing::sentence &&
        t_.shape(piece.tokens.begin) != Shape::upper) {
      emit({piece.tokens.begin, pieces_[end - 1].tokens.end}, EntityType::organisation, Rule::shape,
           false);
      return end;
    }
    emit(piece.tokens, EntityType::place, Rule::gazetteer, !doubtful(piece));
    return p + 1;
  }

  bool all_caps_acronym(const Piece& piece) const noexcept {
    return piece.tokens.size() == 1 && t_.shape(piece.tokens.begin) == Shape::upper &&
           t_.span(piece.tokens.begin).size() <= 8 &&
           facts_.casing(piece.tokens.begin) == Casing::sentence;
  }

  // Names without a list to tell them: the longest stretch of words a person's name can have.
  std::size_t person_or_unknown(std::size_t p) {
    std::size_t end = p;
    const auto begins_person = [&] {
      for (std::size_t k = p; k < end; ++k)
        if (pieces_[k].kind == PieceKind::given || pieces_[k].kind == PieceKind::initial)
          return true;
      return end == p || end > p;
    };
    while (end < pieces_.size() && (is_person_piece(pieces_[end].kind) ||
                                    (pieces_[end].kind == PieceKind::place && begins_person() &&
                                     has(pieces_[end].classes, WordClass::surname)))) {
      ++end;
      if (pieces_[end - 1].kind == PieceKind::suffix) break;
    }
    std::size_t begin = p;
    // "Speaking", "Talks": a capital that only the sentence's begin explains.
    while (begin < end && pieces_[begin].kind == PieceKind::word && drops(begin)) ++begin;
    // "Member Steve Witkoff": common words before a given name are not its part.
    for (std::size_t g = begin; g < end; ++g) {
      if (pieces_[g].kind != PieceKind::given) continue;
      bool all_common = g > begin;
      for (std::size_t k = begin; k < g; ++k)
        all_common = all_common && pieces_[k].common && pieces_[k].kind == PieceKind::word;
      if (all_common) begin = g;
      break;
    }
    while (end > begin && pieces_[end - 1].kind == PieceKind::word && pieces_[end - 1].common &&
           !has_any(pieces_[end - 1].classes, kPersonName) && end - 1 > begin &&
           facts_.lower_count(pieces_[end - 1].tokens.begin) > 0)
      --end;
    // "TALLOW DECRIES COURT": the surname alone is what the article has elsewhere.
    if (end == begin + 2 && facts_.casing(pieces_[begin].tokens.begin) == Casing::upper &&
        pieces_[begin].kind == PieceKind::word && pieces_[begin + 1].kind == PieceKind::word &&
        facts_.capital_count(pieces_[begin].tokens.begin) > 0 &&
        pieces_[begin + 1].word == kNoWord &&
        facts_.capital_count(pieces_[begin + 1].tokens.begin) == 0)
      --end;
    if (begin == end) return std::max(end, p + 1);
    judge(begin, end);
    return end;
  }

  bool drops(std::size_t k) const noexcept {
    const Piece& piece = pieces_[k];
    const TokenIndex i = piece.tokens.begin;
    if (!facts_.at_start(i) || k != 0) return false;
    if (has_any(piece.classes, kPersonName) && facts_.lower_count(i) == 0) {
      // "Brown said" begins with a name, "Brown bread" does not: the words around it decide.
      return piece.common && !has_any(piece.classes, classes_of(WordClass::surname));
    }
    return piece.common;
  }

  void judge(std::size_t begin, std::size_t end) {
    Scores scores{};
    Rule rule = Rule::shape;
    std::size_t words = 0, common = 0;
    bool given = false, surname = false, initial = false;
    for (std::size_t k = begin; k < end; ++k) {
      const Piece& piece = pieces_[k];
      words += piece.kind == PieceKind::particle ? 0 : 1;
      if (piece.kind == PieceKind::given) given = given || k + 1 < end || end - begin == 1;
      if (has(piece.classes, WordClass::surname)) surname = true;
      if (piece.kind == PieceKind::initial) initial = true;
      if (piece.kind == PieceKind::suffix && k > begin) cues_.add(Feature::suffix, scores);
      if (piece.kind == PieceKind::particle) cues_.add(Feature::particle, scores);
      if (t_.at(piece.tokens.begin) == '&') cues_.add(Feature::ampersand, scores);
      if (piece.common && piece.kind == PieceKind::word && !has(piece.classes, WordClass::surname))
        ++common;
    }
    const TokenRange tokens{pieces_[begin].tokens.begin, pieces_[end - 1].tokens.end};
    if (initial && words == 1) return;  // a letter alone
    if (given) {
      cues_.add(Feature::given, scores);
      rule = Rule::given_name;
    }
    if (surname) {
      cues_.add(Feature::surname, scores);
      if (rule == Rule::shape) rule = Rule::surname;
    }
    if (initial) {
      cues_.add(Feature::initial, scores);
      if (rule == Rule::shape) rule = Rule::initials;
    }
    cues_.add(words == 1   ? Feature::one_word
              : words == 2 ? Feature::two_words
              : words == 3 ? Feature::three_words
                           : Feature::many_words,
              scores);
    for (std::size_t k = 0; k < common; ++k) cues_.add(Feature::common, scores);
    const Piece& first = pieces_[begin];
    if (words == 1 &&
        (t_.shape(first.tokens.begin) == Shape::upper ||
         t_.shape(first.tokens.begin) == Shape::mixed) &&
        is_code(first.tokens.begin))
      return;  // IE6, ES00, CDs
    if (words == 1 && all_caps_acronym(first) && !given && !surname)
      cues_.add(Feature::acronym, scores);
    if (words == 1 && t_.shape(first.tokens.begin) == Shape::mixed && !surname && !given &&
        first.tokens.size() == 1 && is_camel(first.tokens.begin))
      cues_.add(Feature::camel, scores);
    const RoleBeside role = role_before(t_, facts_, tokens.begin);
    if (!role.tokens.empty()) {
      cues_.add(role.honorific ? Feature::titled : Feature::role, scores);
      rule = Rule::titled;
    }
    const Scores inner = scores;
    around(tokens, scores);
    if (rule == Rule::shape && scores != inner) rule = Rule::context;
    choose(tokens, scores, rule, words, common);
  }

  // Model numbers, tickers and plurals of acronyms name nobody.
  bool is_code(TokenIndex i) const noexcept {
    const std::string_view text = t_.text(i);
    const bool digit =
        std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digit) return true;
    if (text.size() < 3 || text.back() != 's') return false;
    return std::all_of(text.begin(), text.end() - 1, [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  // "the village of X", "X is a town".
  bool is_told_a_place(TokenRange tokens) const noexcept {
    const TokenIndex b = tokens.begin, e = tokens.end;
    if (b >= 2 && same_sentence(b, b - 2) && t_.hash(b - 1) == kOf &&
        t_.shape(b - 2) == Shape::lower && has(t_.classes(b - 2), WordClass::place_head))
      return true;
    if (!same_sentence(b, e) || !has(t_.classes(e), WordClass::auxiliary)) return false;
    for (TokenIndex k = e + 1; k < e + 5 && same_sentence(b, k); ++k)
      if (t_.shape(k) == Shape::lower && has(t_.classes(k), WordClass::place_head))
        return k > e + 1;
    return false;
  }

  // "ZORVANE, Velnia (Reuters) - ...": where a report was written, before its first word.
  bool is_dateline(TokenRange tokens) const noexcept {
    constexpr TokenIndex kReach = 8;
    if (tokens.begin != 0 && !t_.before(tokens.begin, Gap::paragraph)) return false;
    bool agency = false;
    for (TokenIndex k = tokens.end; k < tokens.end + kReach && k + 1 < t_.size(); ++k) {
      if (t_.kind(k) == TokenKind::word) {
        if (t_.shape(k) == Shape::lower) return false;
        agency = agency || has(t_.classes(k), WordClass::outlet);
        continue;
      }
      const char32_t c = t_.code(k);
      if (c == 0x2014 || c == 0x2013 || (c == '-' && t_.before(k, Gap::space)))
        return agency || t_.shape(tokens.begin) == Shape::upper;
      if (t_.kind(k) != TokenKind::number && c != ',' && c != '(' && c != ')' && c != '.')
        return false;
    }
    return false;
  }

  bool is_camel(TokenIndex i) const noexcept {
    const std::string_view text = t_.text(i);
    return text.find('\'') == std::string_view::npos && text.size() > 4 &&
           !text.starts_with("Mc") && !text.starts_with("Mac") && !text.starts_with("O\xE2");
  }

  // What stands around the name.
  void around(TokenRange tokens, Scores& scores) const {
    const TokenIndex b = tokens.begin, e = tokens.end;
    if (b > 0 && same_sentence(b, b - 1)) {
      if (b > 1 && t_.hash(b - 1) == kTo && t_.hash(b - 2) == kAccording)
        cues_.add(Feature::according, scores);
      else
        cues_.add_before(t_, b - 1, scores);
    }
    if (is_dateline(tokens)) cues_.add(Feature::dateline, scores);
    if (same_sentence(b, e)) {
      if (t_.kind(e) == TokenKind::clitic) {
        cues_.add(Feature::possessive, scores);
      } else if (t_.at(e) == ',' && e + 1 < t_.size()) {
        if (t_.kind(e + 1) == TokenKind::number && e + 2 < t_.size() && t_.number(e + 1) < 120 &&
            t_.at(e + 2) == ',')
          cues_.add(Feature::age, scores);
        else if (t_.kind(e + 1) == TokenKind::word &&
                 has_any(t_.classes(e + 1), classes_of(WordClass::pronoun)) &&
                 same_sentence(e, e + 1))
          cues_.add_after(t_, e + 1, scores);
        else if (!role_after(t_, facts_, e).tokens.empty())
          cues_.add(Feature::role_after, scores);
      } else if (t_.kind(e) == TokenKind::word) {
        cues_.add_after(t_, e, scores);
      }
    }
    if (is_told_a_place(tokens)) cues_.add(Feature::comma_place, scores);
    if (same_sentence(b, e + 1) && t_.at(e) == ',' && t_.kind(e + 1) == TokenKind::word &&
        has_any(t_.classes(e + 1), kPlaceName) && facts_.is_capital(e + 1) &&
        !has_any(t_.classes(e + 1), kPersonName) &&
        !(same_sentence(b, e + 2) && t_.kind(e + 2) == TokenKind::word &&
          !has_any(t_.classes(e + 2), kFunctionWord)))  // "X, US envoy"
      cues_.add(Feature::comma_place, scores);
    TokenIndex last = e - 1;
    while (last > b && t_.kind(last) != TokenKind::word) --last;
    if (t_.kind(last) == TokenKind::word) cues_.add_ending(t_.text(last), scores);
  }

  void choose(TokenRange tokens, const Scores& scores, Rule rule, std::size_t words,
              std::size_t common) {
    const auto best = std::max_element(scores.begin(), scores.end());
    const auto type = static_cast<EntityType>(best - scores.begin());
    const bool at_start = facts_.at_start(tokens.begin);
    const bool headline = facts_.casing(tokens.begin) != Casing::sentence;
    // One unknown word at a sentence's begin, or in a headline, waits for a clearer mention.
    std::int32_t need = kKept;
    if (words == 1 && at_start) need += 1;
    if (words == common) need += 5;
    // In a headline only a surname that is no other word speaks for itself: "PUTIN, BIDEN MEET".
    if (headline)
      need += words == 1 && t_.word(tokens.begin) != kNoWord &&
                      has(t_.classes(tokens.begin), WordClass::surname) &&
                      !has_any(t_.classes(tokens.begin), kNoSurname)
                  ? -2
                  : 2;
    FoundName name;
    name.tokens = tokens;
    name.span = t_.span(tokens);
    name.type = type;
    name.rule = rule;
    name.sure = *best >= kSure && *best >= need;
    if (*best < need) {
      if (words > 1) return;
      name.rule = Rule::repetition;  // kept only when the article names it elsewhere
    }
    found_.push_back(name);
  }

  const TokenTable& t_;
  const WordFacts& facts_;
  const Cues& cues_;
  Pieces pieces_, inner_;
  FoundNames found_;
};

}  // namespace

FoundNames find_by_rules(const TokenTable& tokens, const WordFacts& facts) {
  return Finder(tokens, facts).run();
}

FoundNames find_names(const TokenTable& tokens, const WordFacts& facts) {
  FoundNames names = find_by_rules(tokens, facts);
  tag_names(tokens, facts, TagWeights::english(), names);
  note_roles(tokens, facts, names);
  return names;
}

}  // namespace quoth::names
