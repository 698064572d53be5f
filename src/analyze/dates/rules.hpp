// The rules of time expressions, read from src/analyze/tables/en/dates.tsv, as one automaton.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/dates/atoms.hpp"
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
enum class Check : std::uint8_t { none, year, month, season, part, unit, quantity, holiday };

struct Rule {
  std::string name;
  Reading reading = Reading::none;
  Anchor anchor = Anchor::published;
  Check check = Check::none;
  Grain unit = Grain::none;      ///< when no word of the rule tells it
  DayPart part = DayPart::none;  ///< likewise
  std::int32_t shift = 0;        ///< cells of a deictic; -1 or +1 of an offset
  std::int32_t holiday = 0;      ///< code, when the words spell it and the lexicon does not
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
  const Rule* rule = nullptr;
  TokenIndex begin = 0, end = 0;  ///< context included
  std::array<Group, 2> groups;    ///< the second is empty unless the rule is a range
  std::array<Capture, 16> captures;
  std::uint32_t capture_count = 0;
  explicit operator bool() const noexcept { return rule != nullptr; }
};

/// The compiled rules of a language: a trie whose edges are words, sets of words and atoms.
/// Immutable and shared by all threads.
class RuleSet {
 public:
  /// Compiles a table; `errors` receives a line for each row that cannot be read (tests ask for
  /// it).
  RuleSet(std::string_view table, const Lexicon& lexicon,
          std::vector<std::string>* errors = nullptr);

  /// The rules of English.
  static const RuleSet& english();

  /// The longest match that starts at token `i`; of equal ones the rule that stands first.
  [[nodiscard]] Match match(const TokenTable& tokens, const AtomReader& atoms,
                            TokenIndex i) const noexcept;

  /// The rule for a rate ("$1.76 a year"), which looks like an amount and is told by what precedes.
  [[nodiscard]] const Rule* rate() const noexcept { return rate_; }

  /// Whether any rule can start with this word.
  [[nodiscard]] bool starts(WordId word) const noexcept {
    return word != kNoWord && starts_[word] != 0;
  }

 private:
  static constexpr std::uint32_t kMostSets = 192;
  static constexpr std::uint32_t kMostDepth = 20;
  enum class EdgeKind : std::uint8_t { atom, word, set, number };
  struct Edge {
    EdgeKind kind;
    std::uint16_t id;  ///< an Atom, a word's symbol, a set or a number itself
    std::uint32_t child;
    friend bool operator==(const Edge&, const Edge&) = default;
  };
  struct Accept {
    std::uint32_t rule;
    std::array<std::uint8_t, 4> bounds;  ///< depths at which the two groups begin and end
  };
  struct Node {
    std::vector<Edge> edges;
    std::int32_t accept = -1;  ///< the first rule that ends here
  };
  struct Walk;
  class Compiler;

  void walk(Walk& walk, std::uint32_t node, TokenIndex at, std::uint32_t depth) const noexcept;

  std::vector<Rule> rules_;
  const Rule* rate_ = nullptr;
  std::vector<Node> nodes_;
  std::vector<Accept> accepts_;
  std::vector<std::uint16_t> symbol_of_word_;           ///< by WordId; 0: no word of any rule
  std::vector<std::bitset<kMostSets>> sets_of_symbol_;  ///< the sets a symbol is in
  std::vector<std::uint8_t> starts_;                    ///< by WordId
};

}  // namespace quoth::dates
