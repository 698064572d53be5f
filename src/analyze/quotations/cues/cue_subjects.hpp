// Finds whose a cue is: the subject before it, after it, or carried from the cue before.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"

namespace quoth::quotations {

/// No item: nothing stands there.
inline constexpr std::uint32_t kNowhere = 0xffffffff;

/// Gives cues their subjects, from left to right. Borrows the sentence and the cues found so far,
/// which may grow between calls. Every search is bounded.
class SubjectFinder {
 public:
  SubjectFinder(const SentenceReader& sentence, const std::vector<Cue>& earlier)
      : s_(sentence), t_(sentence.tokens()), earlier_(earlier) {}

  /// `phrase` is the subject, with another that "and" joins to it.
  void set(Cue& cue, const NounPhrase& phrase) const;
  /// The subject of a verb or of "was quoted as saying": `at` is the item left of its auxiliaries,
  /// or kNowhere; `infinitive`: a "to" stands there. Leaves the cue without one when nobody is
  /// found.
  void find(Cue& cue, std::uint32_t at, bool infinitive = false) const;
  /// The subject of the cue before, or the sentence's that stands before `limit`; `over_agents`: not
  /// that of a passive, whose agent is not who goes on.
  void carry(Cue& cue, std::uint32_t limit, bool over_agents = false) const;

 private:
  void add_joint(Cue& cue) const;
  void add_joint_after(Cue& cue) const;
  bool add_neither(Cue& cue) const;
  [[nodiscard]] bool can_join(const NounPhrase& before, const NounPhrase& p) const noexcept;
  [[nodiscard]] std::optional<NounPhrase> under_clause(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t before_title(std::uint32_t b) const;
  [[nodiscard]] bool invertible(const Cue& cue) const noexcept;
  [[nodiscard]] bool can_follow(const Cue& cue, const NounPhrase& p, bool after_quotation) const;
  [[nodiscard]] std::optional<NounPhrase> name_beside(const NounPhrase& p) const;
  [[nodiscard]] bool has_predicate(const NounPhrase& p) const noexcept;
  [[nodiscard]] std::optional<NounPhrase> over_participle(const Cue& cue,
                                                          const NounPhrase& p) const;
  [[nodiscard]] std::optional<NounPhrase> seen_saying(const NounPhrase& p) const;
  [[nodiscard]] bool subject_case(std::uint32_t k) const noexcept;
  bool by_agent(Cue& cue) const;
  bool described_by(Cue& cue, std::uint32_t at) const;
  [[nodiscard]] std::uint32_t over_time(std::uint32_t at) const noexcept;
  [[nodiscard]] bool inner_agent(std::uint32_t from, std::uint32_t by) const;
  [[nodiscard]] bool clause_starts(std::uint32_t k) const noexcept;

  const SentenceReader& s_;
  const TokenTable& t_;
  const std::vector<Cue>& earlier_;
};

}  // namespace quoth::quotations
