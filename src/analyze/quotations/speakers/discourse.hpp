// Remembers from sentence to sentence who spoke, and tells who goes on where no cue names anybody.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"
#include "analyze/quotations/speakers/speakers.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// The memory of one reading of a text (or of the words inside one quotation), in text order.
/// Borrows the tokens and the resolver.
class Discourse {
 public:
  static constexpr std::uint32_t kNowhere = 0xffffffff;

  /// What one sentence leaves behind for the next.
  struct Memory {
    std::vector<Speaker> speakers;  ///< of the last quotation or cue
    std::uint32_t speakers_paragraph = kNowhere;
    std::vector<Speaker> other;    ///< who spoke last of all but `speakers`
    std::vector<Speaker> subject;  ///< of the last sentence that has somebody for it
    std::uint32_t subject_paragraph = kNowhere;
    std::vector<Speaker> colon;  ///< of a sentence that ended in a colon
    std::int32_t direct = -1;    ///< the last direct quotation, for its group
    std::uint32_t direct_paragraph = kNowhere;
    std::uint32_t quoted_paragraph = kNowhere;  ///< where the last quotation stood
    bool goes_on = false;                       ///< it ran on into the next paragraph
    bool question = false;                      ///< it asked something
    std::optional<Speaker> cited;               ///< whom an outlet quoted, and the outlet
    Speaker outlet;
    std::uint32_t cited_paragraph = kNowhere;
    EntityId floor;  ///< who spoke in the last sentence
    std::uint32_t floor_paragraph = kNowhere;
  };

  /// Who goes on speaking, and by which rule.
  struct Guess {
    std::vector<Speaker> speakers;  ///< empty: nobody is known
    std::string_view rule = "no-speaker";
    float confidence = 0;
  };

  Discourse(const TokenTable& tokens, SpeakerResolver& resolver)
      : t_(tokens), resolver_(resolver) {}

  /// Nobody has spoken.
  void forget() { before_ = now_ = Memory{}; }
  /// A new section: whoever spoke before does not go on.
  void break_section();
  /// A sentence begins in paragraph `paragraph`, perhaps as its first (`opens_paragraph`).
  void begin_sentence(std::uint32_t paragraph, bool opens_paragraph);
  /// The sentence ends: its memory is that of the sentence before for the next one.
  void end_sentence() { std::swap(before_, now_); }

  [[nodiscard]] const Memory& before() const noexcept { return before_; }
  [[nodiscard]] Memory& now() noexcept { return now_; }
  [[nodiscard]] const Memory& now() const noexcept { return now_; }
  [[nodiscard]] std::uint32_t paragraph() const noexcept { return paragraph_; }
  [[nodiscard]] bool opens_paragraph() const noexcept { return opens_paragraph_; }

  /// The speaker of a marked stretch at item `at` that no cue names; `first_stretch`: none stands
  /// before it in the sentence.
  [[nodiscard]] Guess guess(const SentenceReader& sentence, std::uint32_t at,
                            bool first_stretch) const;

  /// Somebody speaks: `speakers`, whose words `via` passed on.
  void note_speakers(const Quotation& quotation, const Annotations& found);
  /// "Tass quoted the mayor on Friday. “...,” he said.": what they go on to say in the paragraph came
  /// through the outlet as well, until a cue names its speaker or hearer anew. `cues` are those of the
  /// sentence that holds the quotation.
  void add_channel(const SentenceReader& sentence, const std::vector<Cue>& cues,
                   Quotation& quotation);
  /// `speaker` signed what stands above: both this sentence and the next know it.
  void note_signature(const Speaker& speaker) { now_.speakers = before_.speakers = {speaker}; }
  /// What the sentences after may need to know of a sentence; `quoted`: it holds marked words.
  void remember(const SentenceReader& sentence, const std::vector<Cue>& cues, bool quoted);

 private:
  void set_speakers(const std::vector<Speaker>& speakers);
  void take_floor(const Speaker& speaker) {
    now_.floor = speaker.entity;
    now_.floor_paragraph = paragraph_;
  }

  const TokenTable& t_;
  SpeakerResolver& resolver_;
  Memory before_, now_;
  std::uint32_t paragraph_ = 0;
  bool opens_paragraph_ = false;
  std::vector<std::size_t> channels_;
};

}  // namespace quoth::quotations
