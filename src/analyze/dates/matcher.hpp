// Matches the compiled rules of time expressions in one text.
#pragma once

#include <array>
#include <cstdint>

#include "analyze/dates/rules.hpp"
#include "analyze/dates/token_traits.hpp"

namespace quoth::dates {

/// Matches the rules in one text. Reused from token to token; not for two threads at once.
class Matcher {
 public:
  Matcher(const RuleSet& rules, const TokenTable& tokens, const AtomReader& atoms) noexcept
      : rules_(rules), t_(tokens), atoms_(atoms) {}

  /// Whether it is worth asking for a match that starts at token `i`.
  [[nodiscard]] bool can_start(TokenIndex i) const noexcept;
  /// The first token from `i` on that can_start and whose neighbour does not rule a match out;
  /// size() when there is none.
  [[nodiscard]] TokenIndex next_start(TokenIndex i) noexcept;
  /// The longest match that starts at token `i`; of equal ones the rule that stands first. Null
  /// when there is none; valid until the next call.
  [[nodiscard]] const Match* match(TokenIndex i) noexcept;
  /// What `match` gives, without asking for the traits of any token: the reference for tests.
  [[nodiscard]] const Match* match_plainly(TokenIndex i) noexcept;
  /// The next row that reads the same tokens as the last answer, for when that is not believed;
  /// null when there is none.
  [[nodiscard]] const Match* alternative() noexcept;

 private:
  template <bool kByTraits>
  const Match* match_from(TokenIndex i) noexcept;
  template <bool kByTraits>
  void walk(std::uint32_t node, TokenIndex at, std::uint32_t depth) noexcept;
  void accept(std::int32_t id, TokenIndex at, std::uint32_t depth) noexcept;
  void set_rule(const RuleSet::Accept& accept) noexcept;
  [[nodiscard]] Traits traits(TokenIndex i) const noexcept;
  [[nodiscard]] std::uint64_t starts_in(TokenIndex begin) const noexcept;

  const RuleSet& rules_;
  const TokenTable& t_;
  const AtomReader& atoms_;
  TokenIndex block_ = 0xffffffff;  ///< the 64 tokens whose starts are known
  std::uint64_t starts_ = 0;
  Match best_;
  using Positions = std::array<TokenIndex, RuleSet::kMostDepth + 2>;
  Positions positions_{}, best_positions_{};  ///< where depth d begins
  std::int32_t best_accept_ = -1;
  std::array<Capture, Match::kMostCaptures> captures_;
  std::uint32_t capture_count_ = 0;
};

}  // namespace quoth::dates
