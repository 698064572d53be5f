#include "analyze/quotations/quotation_builder.hpp"

#include <algorithm>

#include "analyze/quotations/cues/clauses.hpp"
#include "analyze/quotations/stance/governors.hpp"
#include "analyze/quotations/stance/stance.hpp"

namespace quoth::quotations {

void QuotationBuilder::set_cue(const SentenceReader& s, const Cue& cue, ItemRange content,
                               Quotation& q) const {
  if (cue.begin < cue.end)
    q.cue = {t_.span(s.token(cue.begin)).begin, t_.span(s.token(cue.end - 1)).end};
  q.stance = stance_of(s, cue, content);
}

void QuotationBuilder::set_channels(const SentenceReader& s, const std::vector<Cue>& cues,
                                    std::size_t c, ItemRange content, Quotation& q) {
  passed_on_by(s, cues, c, content, channels_);
  const auto add = [&](const Speaker& channel) {
    for (const Speaker& speaker : q.speakers)
      if (speaker.entity.known() && speaker.entity == channel.entity) return;
    for (const Speaker& other : q.via)
      if (other.span.overlaps(channel.span)) return;
    q.via.push_back(channel);
  };
  const auto add_channels_of = [&](const Cue& cue) {
    for (std::size_t i = 0; i < cue.channels; ++i)
      // Who takes back what was printed passes nothing on.
      if (s.is_token(cue.channel[i].head) &&
          !is_publisher(s, StanceWords::of(t_.lexicon()), cue.channel[i]))
        add(resolver_.resolve_channel(s, cue.channel[i]));
  };
  add_channels_of(cues[c]);
  for (const std::size_t channel : channels_) {
    if (s.is_token(cues[channel].subject[0].head))
      add(resolver_.resolve_channel(s, cues[channel].subject[0]));
    // "Tass quoted A as saying that B had said": A's own words came through Tass.
    add_channels_of(cues[channel]);
  }
  if (cues[c].quoted_as_saying) {
    // "was quoted as saying by Tass", "... that the Tass agency had said": the outlet named
    // after.
    if (s.does(cues[c].end, SpeechRole::agent)) {
      const auto by = s.phrase_starting(cues[c].end + 1);
      if (by && s.name_like(by->head)) add(resolver_.resolve_channel(s, *by));
      return;
    }
    constexpr std::uint32_t kReach = 48;
    const std::uint32_t end = std::min(s.range().end, cues[c].end + kReach);
    for (std::uint32_t k = cues[c].end; k < end; ++k) {
      if (!s.is_token(k)) break;
      if (!has_any(s.classes(k), classes_of(WordClass::outlet)) || !s.name_like(k)) continue;
      if (const auto outlet = s.phrase_starting(k)) add(resolver_.resolve_channel(s, *outlet));
      break;
    }
  }
}

std::uint32_t QuotationBuilder::begin_of(const SentenceReader& s, std::uint32_t k) const {
  const Item item = s.item(k);
  return item.is_stretch() ? outer_span(t_, stretches_[item.stretch()]).begin
                           : t_.span(item.token()).begin;
}
std::uint32_t QuotationBuilder::end_of(const SentenceReader& s, std::uint32_t k) const {
  const Item item = s.item(k);
  return item.is_stretch() ? outer_span(t_, stretches_[item.stretch()]).end
                           : t_.span(item.token()).end;
}

}  // namespace quoth::quotations
