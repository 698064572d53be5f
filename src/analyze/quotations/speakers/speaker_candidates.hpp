// Gathers who could have said the words of a marked stretch, and what speaks for each.
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyze/quotations/cues/cue_choice.hpp"
#include "analyze/quotations/cues/cues.hpp"
#include "analyze/quotations/cues/noun_phrase.hpp"
#include "analyze/quotations/speakers/discourse.hpp"
#include "analyze/quotations/speakers/speaker_weights.hpp"
#include "analyze/quotations/speakers/speakers.hpp"
#include "analyze/quotations/speech/stretch_look.hpp"

namespace quoth::quotations {

/// Somebody (or two together, or nobody) who may be the speaker.
struct SpeakerCandidate {
  struct Feature {
    SpeakerFeature feature;
    float value;
  };
  std::vector<Speaker> speakers;  ///< empty: nobody
  std::string_view rule;          ///< what explain() calls it
  std::int32_t cue = -1;          ///< index into the sentence's cues whose subject it is, or -1
  float score = 0;                ///< sum of weight times value over `features`
  boost::container::static_vector<Feature, 48> features;
};

/// What surrounds a stretch. All borrowed.
struct StretchContext {
  const SentenceReader& sentence;
  const std::vector<Cue>& cues;  ///< of the sentence
  const std::vector<std::uint8_t>&
      used;              ///< by cue: 1 it has introduced a direct quotation, 2 mixed
  std::uint32_t at = 0;  ///< the item of the stretch
  const StretchLook& look;
  const Discourse& discourse;
  bool first_stretch = true;  ///< none stands before it in the sentence
  std::optional<ItemRange>
      next_sentence;  ///< the one after, in the same paragraph and without marks
};

/// Gathers and scores candidates. One a text; borrows everything it is given.
class SpeakerScorer {
 public:
  SpeakerScorer(const TokenTable& tokens, const MentionIndex& mentions, const Skeleton& skeleton,
                const SpeakerResolver& resolver, const Annotations& found,
                const SpeakerWeights& weights);

  /// Whether much of the text is spoken turn by turn, as in novels; false until said.
  void set_dialogue(bool dialogue) noexcept { dialogue_ = dialogue; }
  /// The best candidate of one stretch; nobody is always among them. Looks at a bounded number of
  /// items. Valid until the next call.
  [[nodiscard]] const SpeakerCandidate& best(const StretchContext& around);
  /// How sure it is, as a probability.
  [[nodiscard]] float confidence() const;
  /// All candidates of that stretch, best first. Copies them: for those who explain or learn.
  [[nodiscard]] std::vector<SpeakerCandidate> best_first() const;

 private:
  // Words, commas and the like before an item of the window, so that what lies between two items is
  // one subtraction.
  struct Counts {
    std::uint16_t words = 0, commas = 0, semicolons = 0, stretches = 0, cues = 0;
  };

  void count(const StretchContext& around);
  [[nodiscard]] Counts between(std::uint32_t from, std::uint32_t to) const;
  void add_cues(const StretchContext& around);
  void add_cue(const StretchContext& around, std::size_t c);
  [[nodiscard]] bool has_own_speaker(const StretchContext& around) const;
  void add_phrases(const StretchContext& around);
  void add_phrase(const StretchContext& around, const NounPhrase& phrase, bool nearest);
  void add_around(const StretchContext& around);
  void add_nobody(const StretchContext& around);
  void drop_who_passed_on(const StretchContext& around);
  void drop_rivals_of_agent(const StretchContext& around);
  void add_form(const StretchContext& around, const NounPhrase& phrase);
  void add_entity(const StretchContext& around, const Speaker& speaker);

  SpeakerCandidate& open(std::string_view rule);
  void add(SpeakerFeature f, float value = 1);
  [[nodiscard]] SpeakerCandidate& candidate(std::size_t i) { return pool_[order_[i]]; }
  [[nodiscard]] const SpeakerCandidate& candidate(std::size_t i) const { return pool_[order_[i]]; }

  const TokenTable& t_;
  const MentionIndex& mentions_;
  const Skeleton& skeleton_;
  const SpeakerResolver& resolver_;
  const Annotations& found_;
  const SpeakerWeights& weights_;
  std::vector<std::uint32_t> mention_count_;  // by entity
  bool dialogue_ = false;                     // much of the text is spoken, turn by turn
  // Candidates are large, and gathered anew for each stretch: their memory is kept, and what moves
  // is their places in it. The last of `order_` is the one that add() speaks for.
  std::vector<SpeakerCandidate> pool_;
  std::vector<std::uint32_t> order_;
  std::uint32_t used_ = 0;  // of pool_
  std::size_t best_ = 0;    // in order_
  std::vector<Counts> counts_;
  ItemRange window_;
  std::int32_t nearest_before_ = -1, nearest_after_ = -1;  // cues
  std::size_t near_begin_ = 0, near_end_ = 0;              // of the cues that are looked at
  bool subjectless_near_ = false;
  std::optional<NounPhrase> main_subject_;  // of what stands before the stretch
  std::vector<std::size_t> channels_;       // scratch
  std::vector<Speaker> speakers_;           // scratch
};

}  // namespace quoth::quotations
