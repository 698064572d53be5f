// What a token can be to a rule of time expressions, as bits, so that a rule that cannot go on is
// turned away by one test.
#pragma once

#include <cstdint>

#include "analyze/dates/atoms.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::dates {

/// The lowest bits: the atoms that can begin here. Above them a Bloom filter of rule words, numbers
/// among them (a rule names the symbol of a word): a bit that is not set is proof. 0: no part of
/// any rule. Traits are necessary, never sufficient: AtomReader and the edges have the say.
using Traits = std::uint64_t;

static_assert(static_cast<unsigned>(Atom::count_) <= 24);
inline constexpr Traits kAtomTraits = (Traits{1} << 24) - 1;
/// Can stand inside an amount after its first word: a couple, half an, dozens of.
inline constexpr Traits kGoesOn = Traits{1} << 63;

[[nodiscard]] constexpr Traits atom_trait(Atom atom) noexcept {
  return Traits{1} << static_cast<unsigned>(atom);
}
[[nodiscard]] constexpr Traits symbol_trait(std::uint32_t symbol) noexcept {
  return Traits{1} << (24 + symbol % 39);
}
/// The atoms that a number can begin.
inline constexpr Traits kNumberTraits =
    atom_trait(Atom::day) | atom_trait(Atom::year) | atom_trait(Atom::clock) |
    atom_trait(Atom::numdate) | atom_trait(Atom::quantity) | atom_trait(Atom::number) |
    atom_trait(Atom::ordinal) | atom_trait(Atom::decade) | atom_trait(Atom::two);
/// The atoms that a quotation mark can begin: '69, '80s.
inline constexpr Traits kMarkTraits = atom_trait(Atom::year) | atom_trait(Atom::decade);

/// The traits of a clitic, a punctuation mark, a symbol.
[[nodiscard]] inline Traits sign_traits(const TokenTable& t, TokenIndex i) noexcept {
  if (t.kind(i) == TokenKind::clitic) return atom_trait(Atom::clitic);
  switch (const char32_t c = t.code(i); c) {
    case '-':
    case 0x2212:
      return atom_trait(Atom::dash);
    case ',':
      return atom_trait(Atom::comma);
    case '.':
      return atom_trait(Atom::point);
    case '/':
      return atom_trait(Atom::slash);
    case '(':
      return atom_trait(Atom::bracket);
    default:
      return c >= 0x2010 && c <= 0x2015 ? atom_trait(Atom::dash) : 0;
  }
}

/// A word without one of these or kStartsPhrase is no part of any rule.
inline constexpr WordClasses kDateClasses =
    classes_of(WordClass::month, WordClass::weekday, WordClass::time_unit, WordClass::day_part,
               WordClass::season, WordClass::cardinal, WordClass::ordinal, WordClass::temporal,
               WordClass::holiday, WordClass::time_zone);

/// The classes of words that an atom can begin with.
[[nodiscard]] WordClasses first_classes(Atom atom) noexcept;
/// The atoms that a word of the lexicon can begin, and kGoesOn. `begins_holiday`: a holiday's name
/// of several words begins with it.
[[nodiscard]] Traits word_traits(const Lexicon& lexicon, const DateWords& words, WordId word,
                                 bool begins_holiday) noexcept;

}  // namespace quoth::dates
