#include "analyze/quotations/cues/marked_clause.hpp"

#include <algorithm>

#include "analyze/quotations/cues/clauses.hpp"
#include "analyze/quotations/stance/stance.hpp"

namespace quoth::quotations {

ItemRange marked_clause(const SentenceReader& s, const std::vector<Cue>& cues, std::uint32_t k,
                        const Choice& choice, std::uint32_t against_end) {
  const Cue& cue = cues[static_cast<std::size_t>(choice.cue)];
  // The words “a gift” were attributed to Voss.
  if (cue.kind == Cue::Kind::phrase && cue.passive && !cue.quoted_as_saying) return {k, k + 1};
  if (!choice.before) return {s.range().begin, k + 1};
  std::uint32_t from = std::min(std::max(cue.content, against_end), k);
  while (from < k && (s.is_comma(from) || s.code(from) == ':')) ++from;
  // not “...” but “...”
  if (from == against_end && from < k && s.has_class(from, WordClass::conjunction)) ++from;
  // 'said “the gates stay shut” and left': what the marks open they also close, unless the marked
  // words are the subject of more, as in 'said “heavy losses” had been suffered'.
  constexpr WordClasses kVerb = classes_of(WordClass::auxiliary, WordClass::modal,
                                           WordClass::verb_past, WordClass::verb_present);
  const bool goes_on =
      k + 1 < s.range().end && s.is_token(k + 1) && has_any(s.classes(k + 1), kVerb);
  if (from == k && !goes_on) return {k, k + 1};
  return {from, reported_end(s, cues, cue, k)};
}

std::int32_t listed_before(const SentenceReader& s, std::uint32_t k) {
  std::uint32_t p = k;
  const std::uint32_t b = s.range().begin;
  if (p > b && s.has_class(p - 1, WordClass::conjunction)) --p;
  if (p > b && s.is_comma(p - 1)) --p;
  if (p == b || !s.is_stretch(p - 1)) return -1;
  return static_cast<std::int32_t>(s.item(p - 1).stretch());
}

std::optional<ItemRange> rest_behind_attribution(const SentenceReader& s, std::uint32_t k,
                                                 TokenIndex attribution_end) {
  constexpr std::uint32_t kLongestAttribution = 8;
  const std::uint32_t limit = std::min(s.range().end, k + kLongestAttribution);
  while (k < limit && s.is_token(k) && s.token(k) < attribution_end) ++k;
  if (!s.is_comma(k) || !s.is_word(k + 1)) return std::nullopt;
  const ItemRange rest{k + 1, s.range().end};
  if (rest.size() > kLongestClause) return std::nullopt;
  bool present = false;
  for (std::uint32_t i = rest.begin; i < rest.end; ++i) {
    if (s.is_stretch(i)) return std::nullopt;
    if (present || !s.is_word(i)) continue;
    if (s.has_class(i, WordClass::verb_past)) return std::nullopt;
    if (s.has_class(i, WordClass::auxiliary)) {
      constexpr std::int32_t kPresent = 2;
      if (class_value(s.tokens(), s.token(i), WordClass::auxiliary) != kPresent)
        return std::nullopt;
      present = true;
    } else {
      const Form form = cue_verb(s.tokens(), s.token(i)).form;
      if (form == Form::past) return std::nullopt;
      present = form == Form::present || s.has_class(i, WordClass::verb_present) ||
                s.has_class(i, WordClass::modal);
    }
  }
  return present ? std::optional(rest) : std::nullopt;
}

bool denied_before(const SentenceReader& s, const std::vector<Cue>& cues, std::uint32_t k,
                   std::size_t lowest) {
  constexpr std::size_t kMost = 3;
  constexpr std::uint32_t kReach = 40;
  const auto after = std::lower_bound(cues.begin(), cues.end(), k,
                                      [](const Cue& x, std::uint32_t at) { return x.begin < at; });
  auto c = static_cast<std::size_t>(after - cues.begin());
  for (std::size_t n = 0; n < kMost && c-- > lowest; ++n) {
    const Cue& cue = cues[c];
    if (cue.kind != Cue::Kind::verb || cue.passive) continue;  // "was denied entry"
    // "rejected the plan" denies nothing that is said behind it.
    if (cue.frame == Frame::deny && (cue.takes & (kTakesThat | kTakesClause)) == 0) continue;
    for (std::uint32_t i = cue.end; i < k; ++i)
      if (s.is_stretch(i) || s.code(i) == ';' || s.is_dash(i) || i > cue.end + kReach) return false;
    if (stance_of(s, cue, {k, k + 1}) == Stance::denied) return true;
    if (is_speech(cue.frame)) return false;  // what is said nearer is said
  }
  return false;
}

}  // namespace quoth::quotations
