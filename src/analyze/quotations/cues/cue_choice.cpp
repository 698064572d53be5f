#include "analyze/quotations/cues/cue_choice.hpp"

#include <algorithm>

#include "analyze/quotations/speech/stretch_look.hpp"

namespace quoth::quotations {
namespace {

// Points. Fifty for standing in one sentence, less for each word between, more for the verb's kind
// and for punctuation that ties the two together.
constexpr float kEnough = 6;

float frame_points(const Cue& cue) noexcept {
  if (cue.kind != Cue::Kind::verb) return cue.kind == Cue::Kind::noun ? 2 : 10;
  switch (cue.frame) {
    case Frame::say:
    case Frame::tell:
    case Frame::write:
      return 12;
    case Frame::add:
    case Frame::call:
    case Frame::inquire:
      return 8;
    case Frame::deny:
    case Frame::thank:
      return 5;
    default:
      return 0;
  }
}

}  // namespace

Choice choose_cue(const SentenceReader& s, const std::vector<Cue>& cues, std::uint32_t at,
                  const StretchLook& look) {
  Choice best;
  const auto words_between = [&](std::uint32_t from, std::uint32_t to) {
    float words = 0;
    constexpr std::uint32_t kReach = 160;
    if (to - from > kReach) return 1000.0f;
    for (std::uint32_t k = from; k < to; ++k) {
      if (s.is_stretch(k)) {
        words += 1;
      } else if (s.is_word(k)) {
        words += 1;
      } else if (s.code(k) == ';') {
        words += 8;
      }
    }
    return words;
  };
  // The nearest cues on both sides are enough.
  constexpr std::size_t kMost = 32;
  const auto after = std::lower_bound(cues.begin(), cues.end(), at,
                                      [](const Cue& c, std::uint32_t k) { return c.begin < k; });
  const auto middle = static_cast<std::size_t>(after - cues.begin());
  const std::size_t lowest = middle > kMost ? middle - kMost : 0;
  const std::size_t highest = std::min(cues.size(), middle + kMost);
  for (std::size_t c = lowest; c < highest; ++c) {
    const Cue& cue = cues[c];
    float score = 40 + frame_points(cue);
    const bool before = cue.begin < at;
    if (cue.kind == Cue::Kind::colon && (!before || cue.begin + 1 != at)) continue;
    if ((cue.kind == Cue::Kind::headline || cue.kind == Cue::Kind::dash) && cue.begin != at + 1)
      continue;
    if (cue.kind == Cue::Kind::noun && look.predicate && !cue.that) continue;
    if (cue.subjects == 0) score -= 18;
    if (cue.subject_carried) score -= 2;
    if (before) {
      const std::uint32_t from = std::min(at, std::max(cue.end, cue.content));
      const float distance = words_between(from, at);
      score -= std::min(44.0f, 1.2f * distance);
      const char32_t tie = s.code(at - 1);
      if (tie == ':') score += 14;
      if (tie == ',' && distance <= 3) score += 6;
      if (distance == 0) score += 16;
      // Infinitives plan to speak, they rarely did; a passive without agent names nobody.
      if (cue.passive && cue.subjects == 0) score -= 6;
      // “A,” said Smith, who called it “B”: an inverted cue has spent itself on what stands before.
      if (cue.subject_after && !cue.passive && cue.kind == Cue::Kind::verb && tie != ':' &&
          tie != ',')
        score -= 12;
    } else {
      std::uint32_t to = cue.begin;
      if (!cue.subject_after && !cue.subject_carried && cue.subjects > 0)
        to = std::min(to, cue.subject[0].first);
      if (to <= at) to = cue.begin;
      const float distance = words_between(at + 1, to);
      score -= std::min(48.0f, 3.0f * distance);
      const bool comma = look.comma || s.is_comma(at + 1) || s.is_dash(at + 1);
      if (distance == 0 && (comma || look.stopped))
        score += 26;
      else if (distance == 0 && cue.subject_after)
        score += 14;
      else if (comma)
        score += 4;
      else
        score -= 4;
      // A cue with its own clause after it has no need of what stands before.
      if (cue.that && distance > 0) score -= 16;
      if (cue.kind == Cue::Kind::noun) score -= distance == 0 ? 0 : 30;
      if (cue.frame == Frame::call || cue.frame == Frame::thank) score -= 22;
      if (cue.form == Form::ing && cue.kind == Cue::Kind::verb) score -= 14;
    }
    if (best.cue < 0 || score > best.score) best = {static_cast<std::int32_t>(c), score, before};
  }
  if (best.cue >= 0 && best.score < kEnough) best.cue = -1;
  return best;
}

std::string_view rule_name(const Cue& cue, bool before) noexcept {
  switch (cue.kind) {
    case Cue::Kind::noun:
      return before ? "cue-noun" : "cue-noun-after";
    case Cue::Kind::phrase:
      return cue.quoted_as_saying ? "quoted-as-saying"
             : before             ? "according-to"
                                  : "according-to-after";
    case Cue::Kind::colon:
      return "name-colon";
    case Cue::Kind::dash:
      return "dash-attribution";
    case Cue::Kind::headline:
      return "headline";
    case Cue::Kind::verb:
      break;
  }
  if (cue.subject_after) return before ? "verb-before-inverted" : "verb-after-inverted";
  if (cue.form == Form::ing) return "participle";
  return before ? "verb-before" : "verb-after";
}

}  // namespace quoth::quotations
