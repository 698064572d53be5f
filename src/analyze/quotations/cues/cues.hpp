// Finds the cues of a sentence (said, according to, in a statement) and whose they are.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analyze/quotations/cues/cue_words.hpp"
#include "analyze/quotations/cues/noun_phrase.hpp"

namespace quoth::quotations {

/// Joint speakers of one cue: Voss, Keller and Lindqvist said.
inline constexpr std::size_t kMostSubjects = 4;
/// Who passed one cue's words on: told Reuters, according to Le Monde.
inline constexpr std::size_t kMostChannels = 2;

/// One cue and its subject, as items of a skeleton.
struct Cue {
  enum class Kind : std::uint8_t {
    verb,      ///< X said
    noun,      ///< X’s claim that; in a statement from X
    phrase,    ///< according to X
    colon,     ///< X: ...
    dash,      ///< ... — X
    headline,  ///< “...”: X ...
  };
  Kind kind = Kind::verb;
  Frame frame = Frame::none;
  Form form = Form::none;
  Complements takes = 0;    ///< of a verb or noun; how its words go on
  std::uint32_t begin = 0;  ///< the cue itself; empty for colon, dash and headline
  std::uint32_t end = 0;
  std::uint8_t subjects = 0;  ///< how many of `subject` are filled; 0: nobody is named
  std::array<NounPhrase, kMostSubjects> subject{};
  std::uint8_t channels = 0;  ///< how many of `channel` are filled, from the subject outwards
  std::array<NounPhrase, kMostChannels> channel{};  ///< Tass quoted him as saying
  bool subject_after = false;                       ///< said Smith
  bool subject_carried = false;  ///< adding: the subject is the clause’s, not at the cue
  std::uint32_t relative = 0;    ///< the "who" between the subject and the cue; 0 for none
  bool passive = false;
  std::uint32_t patient = 0;      ///< of a passive, the head of who heard or bore it; 0 for none
  bool infinitive = false;        ///< to say
  bool progressive = false;       ///< was saying
  bool quoted_as_saying = false;  ///< somebody else passed the words on
  bool negated = false;
  bool hypothetical = false;
  std::uint32_t content =
      0;              ///< where content begins when it follows the cue: after hearer and "that"
  bool that = false;  ///< "that" introduces it
  std::uint32_t until = 0;  ///< where content ends at the latest: at "according to X"; 0: anywhere

  [[nodiscard]] bool channelled() const noexcept { return channels > 0; }
  /// `who` passed the subject's words on, outside of those that did already.
  void pass_on(const NounPhrase& who) noexcept {
    if (channels < kMostChannels) channel[channels++] = who;
  }
};

/// Whether item `k` is a preposition and one that a verb or noun takes: called for.
[[nodiscard]] bool takes_preposition_at(const SentenceReader& sentence, std::uint32_t k,
                                        Complements takes) noexcept;

/// The cues of one sentence, in order. Appends to nothing: `out` is cleared first. Linear in the
/// sentence.
void find_cues(const SentenceReader& sentence, std::vector<Cue>& out);
/// Likewise the verbs that introduce no marked words and report by what they take alone: wants to.
void find_reports(const SentenceReader& sentence, std::vector<Cue>& out);

}  // namespace quoth::quotations
