// Narrows the publication of a text by the public facts it speaks of: terms of office, and how long a war
// has lasted.
#include <string>

#include "analyze/dates/publication_evidence.hpp"
#include "analyze/dates/tense.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

class FactReader {
 public:
  FactReader(const Context& context, const std::vector<Expression>& found)
      : t_(context.tokens), found_(found), facts_(PublicFacts::english()) {}

  std::vector<Narrowing> read() {
    read_words();
    offices();
    wars();
    return std::move(out_);
  }

 private:
  // --- the words of the text that facts ask for

  void read_words() {
    const WordSet& wanted = facts_.wanted;
    first_at_.assign(wanted.size(), kNowhere);
    for (TokenIndex i = 0; i < t_.size(); ++i) {
      // Most words are in small letters, and need not be looked up.
      if (t_.kind(i) != TokenKind::word || t_.shape(i) == Shape::lower) continue;
      const std::size_t place = wanted.place_of(t_.hash(i));
      if (place == wanted.size()) continue;
      if (first_at_[place] == kNowhere) first_at_[place] = i;
      if (places_.size() < kMostPlaces) places_.push_back(i);
    }
  }
  bool has_any_of(const WordChoice& choice) const {
    return std::any_of(choice.begin(), choice.end(), [&](std::uint64_t hash) {
      const std::size_t place = facts_.wanted.place_of(hash);
      return place != facts_.wanted.size() && first_at_[place] != kNowhere;
    });
  }

  // --- terms of office: "President Some Body said"

  void offices() {
    // Few of all holders are in one text.
    std::vector<const Office*> named, seen;
    for (const Office& office : facts_.offices)
      if (has_any_of(office.surname)) named.push_back(&office);
    for (const TokenIndex place : places_)
      for (const Office* office : named)
        if (std::find(office->surname.begin(), office->surname.end(), t_.hash(place)) !=
                office->surname.end() &&
            std::find(seen.begin(), seen.end(), office) == seen.end() &&
            holds_office(*office, place))
          seen.push_back(office);
    if (seen.empty()) return;
    // The title stays with those who held it, so a term's end counts for one holder only: the one
    // who held it last. Its beginning counts for all.
    const Office* last = nullptr;
    for (const Office* office : seen) {
      const Day first = first_term(seen, office);
      if (first != office->from) continue;  // a later term of the same holder
      narrow({{first, facts_.news.after}},
             "the text calls somebody \"" + office->name + "\", in office from " + to_iso(first));
      if (office->until && (last == nullptr || *office->until > *last->until)) last = office;
    }
    if (last == nullptr) return;
    for (const Office* office : seen)
      if (!office->until && office->from >= *last->until) return;  // somebody in office since
    std::vector<Stretch> terms;
    for (const Office* office : seen)
      if (office->name == last->name && office->until)
        terms.push_back({office->from, office->until->plus(2)});
    // Between two terms somebody else held the office; where the text names him, the gap is as
    // possible.
    const bool gap_is_named = std::any_of(seen.begin(), seen.end(), [&](const Office* office) {
      return office->name != last->name && office->from >= terms.front().after.plus(-2) &&
             office->from < terms.back().first;
    });
    if (gap_is_named) terms = {{terms.front().first, terms.back().after}};
    std::string why = "\"" + last->name + "\" held office";
    for (std::size_t k = 0; k < terms.size(); ++k)
      why += (k == 0 ? " from " : " and from ") + to_iso(terms[k].first) + " until " +
             to_iso(terms[k].after.plus(-2));
    narrow(terms, std::move(why), false);
  }

  static Day first_term(const std::vector<const Office*>& seen, const Office* office) {
    Day first = office->from;
    for (const Office* other : seen)
      if (other->name == office->name) first = std::min(first, other->from);
    return first;
  }

  // Whether the role stands right before the name (a given name may come between) and is not
  // turned.
  bool holds_office(const Office& office, TokenIndex name) const {
    for (TokenIndex gap = 0; gap <= 2; ++gap) {
      if (name < gap + office.role.size() + gap) continue;
      TokenIndex at = name - gap;
      bool between_ok = true;
      for (TokenIndex k = at; k < name; ++k)
        between_ok = between_ok && t_.kind(k) == TokenKind::word && t_.shape(k) != Shape::lower;
      if (!between_ok) continue;
      bool all = true;
      for (std::size_t k = office.role.size(); k > 0 && all;) {
        --k;
        if (at == 0) {
          all = false;
          break;
        }
        --at;
        if (t_.code(at) == '-' && at > 0) --at;
        all = std::find(office.role[k].begin(), office.role[k].end(), t_.hash(at)) !=
              office.role[k].end();
      }
      if (!all) continue;
      return at == 0 || std::find(office.not_before.begin(), office.not_before.end(),
                                  t_.hash(at - 1)) == office.not_before.end();
    }
    return false;
  }

  // --- how long a war has lasted: "the war that began two weeks ago", "five weeks of fighting"

  void wars() {
    const bool by_office = !out_.empty();
    for (const War& war : facts_.wars) {
      if (!std::all_of(war.words.begin(), war.words.end(),
                       [&](const WordChoice& w) { return has_any_of(w); }))
        continue;
      if (spoken_of(war))
        narrow({{war.from, facts_.news.after}},
               war.name + " is spoken of, which began on " + to_iso(war.from));
      for (const Expression& e : found_) {
        // Wars come again: how long one has lasted counts only beside a fact of another kind.
        if (!by_office || e.amount_count != 1 || !of_a_war(e)) continue;
        const auto stretch = after_start(war, e);
        if (!stretch) continue;
        narrow({*stretch},
               "\"" + text_of(e) + "\" of " + war.name + ", which began on " + to_iso(war.from));
      }
    }
  }

  bool is_one_of(TokenIndex i, const WordChoice& words) const {
    return i < t_.size() && t_.kind(i) == TokenKind::word &&
           std::find(words.begin(), words.end(), t_.hash(i)) != words.end();
  }
  bool names_war(TokenIndex i) const { return is_one_of(i, facts_.war_nouns); }
  bool is_preposition(TokenIndex i) const {
    return i < t_.size() && has(t_.classes(i), WordClass::preposition);
  }

  // "the war in Ukraine", "Ukraine war"
  bool spoken_of(const War& war) const {
    for (const TokenIndex place : places_) {
      const auto& words = war.words.front();
      if (std::find(words.begin(), words.end(), t_.hash(place)) == words.end()) continue;
      if (is_one_of(place + 1, facts_.whole_wars)) return true;
      // "the war in Ukraine", "the invasion of Ukraine"
      if (place > 1 && is_preposition(place - 1) && is_one_of(place - 2, facts_.whole_wars))
        return true;
    }
    return false;
  }

  bool of_a_war(const Expression& e) const {
    const TokenRange sentence = t_.sentences()[t_.sentence_of(e.begin)];
    if (e.rule->reading == Reading::offset) {
      // "... war that began more than two weeks ago": the war before it, and a verb of beginning
      if (e.rule->shift >= 0 || e.rule->anchor != Anchor::published) return false;
      bool begins = false;
      for (TokenIndex i = e.begin; i > sentence.begin && e.begin - i < 10;) {
        --i;
        if (is_one_of(i, facts_.war_begins)) begins = true;
        if (names_war(i)) return begins;
      }
      return false;
    }
    if (e.rule->reading != Reading::duration || e.rule->event) return false;
    // "after five weeks of fighting", "the 3-1/2-year war"
    if (is_preposition(e.end)) {
      for (TokenIndex i = e.end + 1; i < sentence.end && i < e.end + 5; ++i)
        if (names_war(i)) return true;
      return false;
    }
    return e.end - e.begin >= 3 && t_.code(e.end - 2) == '-' &&
           (names_war(e.end) || (names_war(e.end + 1) && t_.kind(e.end) == TokenKind::word));
  }

  std::optional<Stretch> after_start(const War& war, const Expression& e) const {
    const Amount& a = e.amounts[0];
    if (a.vague || a.unit == Grain::none || a.unit < Grain::week || a.unit > Grain::year)
      return std::nullopt;
    if (a.milli <= 0 || a.milli > 200'000) return std::nullopt;
    double days_in_unit = 1;
    switch (a.unit) {
      case Grain::week:
        days_in_unit = 7;
        break;
      case Grain::fortnight:
        days_in_unit = 14;
        break;
      case Grain::month:
        days_in_unit = 30.44;
        break;
      case Grain::year:
        days_in_unit = 365.25;
        break;
      default:
        break;
    }
    const double amount = static_cast<double>(a.milli) / 1000;
    // How loosely such amounts are meant: "five weeks" is said from 4 1/2 to nearly 6.
    double least = amount - 0.5, most = amount + 0.999;
    if (a.milli % 1000 != 0) least = amount - 0.25, most = amount + 0.3;
    for (TokenIndex i = e.begin > 0 ? e.begin - 1 : 0; i < e.end && i < e.begin + 2; ++i) {
      if (is_one_of(i, facts_.more)) least = amount;
      if (is_one_of(i, facts_.less)) least = amount - 1, most = amount;
    }
    const Day from = war.from.plus(static_cast<std::int32_t>(std::max(0.0, least) * days_in_unit));
    const Day after = war.from.plus(static_cast<std::int32_t>(most * days_in_unit) + 1);
    if (war.until && from > *war.until) return std::nullopt;
    return Stretch{from, std::min(after, facts_.news.after)};
  }

  void narrow(std::vector<Stretch> stretches, std::string why, bool hard = true) {
    out_.push_back({std::move(stretches), std::move(why), hard});
  }
  std::string text_of(const Expression& e) const {
    return std::string(t_.span(TokenRange{e.begin, e.end}).of(t_.text()).substr(0, 80));
  }

  static constexpr TokenIndex kNowhere = 0xffffffff;
  static constexpr std::size_t kMostPlaces = 512;

  const TokenTable& t_;
  const std::vector<Expression>& found_;
  const PublicFacts& facts_;
  std::vector<TokenIndex> first_at_, places_;
  std::vector<Narrowing> out_;
};

}  // namespace

std::vector<Narrowing> narrowings_of_facts(const Context& context,
                                           const std::vector<Expression>& found) {
  return FactReader(context, found).read();
}

}  // namespace quoth::dates
