// The rules of time expressions, read from src/analyze/tables/en/dates.tsv, as one automaton.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/dates/atoms.hpp"
#include "analyze/dates/token_traits.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::dates {

/// How the words of a rule become a date. The names are those of the table.
enum class Reading : std::uint8_t {
  none,       ///< not a time expression, whatever it looks like
  date,       ///< what is stated, completed from its surroundings: March 31, 2022-03-11, Friday
  deictic,    ///< a cell counted from an anchor: last week, this Friday, the following day
  offset,     ///< an amount of time from an anchor: two weeks ago, three days later
  duration,   ///< an amount of time: five weeks
  set,        ///< repeated: every Friday, daily
  reference,  ///< a value of its own: PAST_REF
};

enum class Anchor : std::uint8_t {
  published,  ///< the publication day
  discourse,  ///< the date last spoken of
};

/// What a rule's `check` column asks before it is believed.
enum class Check : std::uint8_t {
  none,
  year,
  month,
  season,
  part,
  unit,
  quantity,
  edge,    ///< nothing that it leads to follows: "two days before", not "two days before the vote"
  coming,  ///< what is said lies ahead
  time,    ///< "that time" means a time only where one has been spoken of
  nth,     ///< "the 28th": digits, with nothing that it could count after it
  fiscal,  ///< a half of a year only where quarters or halves have been spoken of
  narrative,  ///< a time in a history, elsewhere an idiom: at the same time
  clock,      ///< 14:58 alone could be a score or a verse
};

struct Rule {
  std::string name;
  Reading reading = Reading::none;
  Anchor anchor = Anchor::published;
  Check check = Check::none;
  Grain unit = Grain::none;      ///< when no word of the rule tells it
  DayPart part = DayPart::none;  ///< likewise
  std::int32_t shift = 0;        ///< cells of a deictic; -1 or +1 of an offset
  std::int32_t holiday = 0;      ///< code, when the words spell it and the lexicon does not
  std::int8_t edge_day = 0;      ///< of a deictic's cell: -1 its first day, 1 its last
  bool bc = false;               ///< counted back from the year 1
  bool event = false;            ///< the offset leads to an event that the words name
  bool year_told = false;        ///< `shift` counts the year from the anchor's: June of last year
  bool latest = false;           ///< the last one that has begun, rather than this one
  bool per_amount = false;       ///< a set that repeats every amount: every two weeks
  std::string value, mod, quant, freq;
};

/// Part of a match that is one expression. Empty when begin == end.
using Group = TokenRange;

/// One rule matched at a token.
struct Match {
  static constexpr std::size_t kMostCaptures = 12;
  const Rule* rule = nullptr;
  TokenIndex begin = 0, end = 0;  ///< context included
  std::array<Group, 2> groups;    ///< the second is empty unless the rule is a range
  std::array<Capture, kMostCaptures> captures;
  std::uint32_t capture_count = 0;
};

/// The compiled rules of a language: a trie whose edges are words, numbers and atoms. Immutable and
/// shared by all threads.
class RuleSet {
 public:
  /// Compiles a table; `errors` receives a line for each row that cannot be read, with `file`, the
  /// line and what to do (tests ask for it).
  RuleSet(std::string_view table, const Lexicon& lexicon,
          std::vector<std::string>* errors = nullptr, std::string_view file = "dates.tsv");

  /// No rules at all; nothing may be matched with it.
  RuleSet() = default;
  [[nodiscard]] bool empty() const noexcept { return nodes_.empty(); }

  /// The rules of the language whose compiled lexicon this is (rules know words by its ids); none
  /// for any other lexicon. Compiled on first use.
  static const RuleSet& of(const Lexicon& lexicon);

  /// The rule for a rate ("$1.76 a year"), which looks like an amount and is told by what precedes.
  [[nodiscard]] const Rule* rate() const noexcept { return rate_; }

 private:
  friend class Matcher;
  class Compiler;
  static constexpr std::uint32_t kMostDepth = 20;

  struct Accept {
    std::uint32_t rule;
    std::array<std::uint8_t, 4> bounds;  ///< depths at which the two groups begin and end
    std::int32_t next = -1;              ///< the next row that ends at the same node
  };
  struct WordEdge {
    std::uint32_t symbol;  ///< of a word; numbers have the top bit set
    std::uint32_t child;
  };
  struct AtomEdge {
    Atom atom;
    std::uint32_t child;
  };
  /// Edges lie in the two arrays below; words of a node are sorted by symbol.
  struct Node {
    std::uint32_t words = 0, words_end = 0, atoms = 0, atoms_end = 0;
    std::int32_t accept = -1;  ///< the first rule that ends here
    Traits wants = 0;          ///< a token that has none of these leads nowhere
  };
  static constexpr std::uint32_t kNumberSymbol = 0x80000000;
  static constexpr Traits kAnyTraits = ~Traits{0};

  std::vector<Rule> rules_;
  const Rule* rate_ = nullptr;
  std::vector<Node> nodes_;
  std::vector<WordEdge> word_edges_;
  std::vector<AtomEdge> atom_edges_;
  std::vector<Accept> accepts_;
  std::vector<std::uint16_t> symbol_of_word_;  ///< by WordId; 0: no word of any rule
  /// By WordId: 0 starts no rule, 1 needs a fitting word after it, 2 may stand alone.
  std::vector<std::uint8_t> starts_;
  struct WordTraits {
    Traits own = 0;
    Traits follows = 0;  ///< at a rule's start it is of use only before a token with one of these
  };
  std::vector<WordTraits> traits_;  ///< by WordId
  /// The root's edges of symbol s are word_edges_[root_edges_[s] .. root_edges_[s + 1]).
  std::vector<std::uint32_t> root_edges_;
};

}  // namespace quoth::dates
