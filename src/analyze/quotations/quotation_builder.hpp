// Fills in what a cue says about a quotation: its speakers, channels, stance and day.
#pragma once

#include <optional>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"
#include "analyze/quotations/cues/noun_phrase.hpp"
#include "analyze/quotations/day_said.hpp"
#include "analyze/quotations/marks/marks.hpp"
#include "analyze/quotations/speakers/speakers.hpp"
#include "quoth/analyze/analyzer.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// Borrows the text, its stretches, the resolver and the annotations; one a text.
class QuotationBuilder {
 public:
  QuotationBuilder(const Context& context, const std::vector<Stretch>& stretches,
                   const SpeakerResolver& resolver, const Annotations& found)
      : t_(context.tokens),
        stretches_(stretches),
        resolver_(resolver),
        days_(context, stretches, found) {}

  /// The subjects of a cue, resolved; empty when it names nobody.
  [[nodiscard]] std::vector<Speaker> speakers_of(const SentenceReader& s, const Cue& cue) const {
    return resolver_.speakers_of(s, cue);
  }
  /// Sets the cue's bytes and the stance it gives to the words `content`.
  void set_cue(const SentenceReader& s, const Cue& cue, ItemRange content, Quotation& q) const;
  /// Appends to `q.via` who passed on the words [content) that cue `c` introduces.
  void set_channels(const SentenceReader& s, const std::vector<Cue>& cues, std::size_t c,
                    ItemRange content, Quotation& q);
  /// When it was said.
  [[nodiscard]] std::optional<Interval> day_said_of(const SentenceReader& s, const Quotation& q) {
    return days_.of(s, q);
  }
  [[nodiscard]] DaySaid& days() noexcept { return days_; }
  /// First and last byte of an item; a stretch counts with its marks.
  [[nodiscard]] std::uint32_t begin_of(const SentenceReader& s, std::uint32_t k) const;
  [[nodiscard]] std::uint32_t end_of(const SentenceReader& s, std::uint32_t k) const;

 private:
  const TokenTable& t_;
  const std::vector<Stretch>& stretches_;
  const SpeakerResolver& resolver_;
  DaySaid days_;
  std::vector<std::size_t> channels_;  // scratch
};

}  // namespace quoth::quotations
