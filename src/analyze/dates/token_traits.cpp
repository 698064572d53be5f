#include "analyze/dates/token_traits.hpp"

#include <array>

#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

// Word classes an atom can start with, so that most tokens are turned away by one test.
constexpr std::array<WordClasses, static_cast<std::size_t>(Atom::count_)> kFirstClasses = [] {
  std::array<WordClasses, static_cast<std::size_t>(Atom::count_)> table{};
  const auto set = [&](Atom atom, auto... classes) {
    table[static_cast<std::size_t>(atom)] = classes_of(classes...);
  };
  set(Atom::day, WordClass::ordinal, WordClass::cardinal);
  set(Atom::year, WordClass::cardinal);
  set(Atom::month, WordClass::month);
  set(Atom::weekday, WordClass::weekday);
  set(Atom::weekdays, WordClass::weekday);
  set(Atom::unit, WordClass::time_unit);
  set(Atom::units, WordClass::time_unit);
  set(Atom::part, WordClass::day_part);
  set(Atom::season, WordClass::season);
  set(Atom::clock, WordClass::cardinal);
  set(Atom::quantity, WordClass::cardinal, WordClass::temporal);
  set(Atom::number, WordClass::cardinal);
  set(Atom::ordinal, WordClass::ordinal, WordClass::cardinal);
  set(Atom::decade, WordClass::temporal);
  table[static_cast<std::size_t>(Atom::holiday)] = classes_of(WordClass::holiday) | kStartsPhrase;
  return table;
}();

}  // namespace

WordClasses first_classes(Atom atom) noexcept {
  return kFirstClasses[static_cast<std::size_t>(atom)];
}

Traits word_traits(const Lexicon& lexicon, const DateWords& words, WordId word,
                   bool begins_holiday) noexcept {
  const WordClasses classes = lexicon.classes(word);
  const bool cardinal = has(classes, WordClass::cardinal);
  const auto plays = [&](auto... roles) { return (words.is(word, roles) || ...); };
  const auto can_begin = [&](Atom atom) {
    switch (atom) {
      case Atom::year:
        return cardinal || plays(Role::ad);
      case Atom::quantity:
        return cardinal || plays(Role::one, Role::several, Role::couple, Role::half, Role::dozens);
      case Atom::decade:
        return decade_of(lexicon, word) != 0;
      case Atom::holiday:
        return begins_holiday || has(classes, WordClass::holiday);
      default:
        return has_any(classes, first_classes(atom));
    }
  };
  Traits out = 0;
  for (unsigned atom = 0; atom < static_cast<unsigned>(Atom::count_); ++atom)
    if (can_begin(static_cast<Atom>(atom))) out |= atom_trait(static_cast<Atom>(atom));
  if (cardinal || plays(Role::couple, Role::few, Role::number, Role::half, Role::dozen,
                        Role::quarter, Role::whole, Role::one, Role::of))
    out |= kGoesOn;
  return out;
}

}  // namespace quoth::dates
