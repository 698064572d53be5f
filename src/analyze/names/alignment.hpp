// Two prepared names aligned token by token, and the score that follows.
#pragma once

#include <array>
#include <boost/container/static_vector.hpp>
#include <cstdint>
#include <string>

#include "analyze/names/prepared_name.hpp"

namespace quoth::names {

/// How two tokens meet: 0..1, and by what.
struct Meeting {
  float similarity = 0;
  TokenMeeting how = TokenMeeting::conflict;
};

/// `alone`: one of the names has no other token, so that nothing else can speak for a loose reading.
/// Symmetric, no allocation.
[[nodiscard]] Meeting meeting_of(const PreparedToken& a, const PreparedToken& b, bool alone);

/// The meetings of all units of two names: at(i, j) of a's unit i and b's unit j.
struct MeetingTable {
  std::array<Meeting, kMostUnits * kMostUnits> cells;
  Meeting& at(std::size_t i, std::size_t j) noexcept { return cells[i * kMostUnits + j]; }
  [[nodiscard]] const Meeting& at(std::size_t i, std::size_t j) const noexcept {
    return cells[i * kMostUnits + j];
  }
};
/// Fills the table by meeting_of(). Two joined units never meet.
void fill_meetings(const NameView& a, const NameView& b, MeetingTable& table);

enum class Veto : std::uint8_t { none, generation, patronymic, given_names_swapped };

struct AlignedPair {
  std::uint8_t a, b;  ///< units
  Meeting meeting;
  float weight;
  std::uint8_t tokens_a = 1, tokens_b = 1;  ///< of a token that was joined with those after it
};

/// What the score is made of; its weights are in names_alignment.tsv.
inline constexpr std::size_t kEvidence = 29;
using Evidence = std::array<float, kEvidence>;

struct Alignment {
  float score = 0;
  Veto veto = Veto::none;
  boost::container::static_vector<AlignedPair, kMostNameTokens> pairs;
  std::uint32_t used_a = 0, used_b = 0;  ///< tokens (not units) that a pair took, as bits
  Evidence evidence{};
};

/// How much a token in its place tells who is meant, 0..1.
[[nodiscard]] float weight_of(const NameToken& token) noexcept;

/// The score as the callers of the library see it: 1 for the same folded form or known variants.
[[nodiscard]] double final_score(const NameView& a, const NameView& b, const Alignment& alignment);

/// Aligns tokens one to one, the most alike first. Symmetric in score; deterministic.
[[nodiscard]] Alignment align(const NameView& a, const NameView& b, const MeetingTable& meetings);

class PreparedName;
/// name_similarity() of names that are compared with many.
[[nodiscard]] double similarity_of(const PreparedName& a, const PreparedName& b);

}  // namespace quoth::names
