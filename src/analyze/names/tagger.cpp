#include "analyze/names/tagger.hpp"

#include <algorithm>
#include <bit>

#include "analyze/names/repetition.hpp"
#include "analyze/names/stretch_reader.hpp"

namespace quoth::names {
namespace {

constexpr std::int32_t kRuledOut = -1'000'000;
constexpr std::int64_t kNever = std::int64_t{-1} << 60;

}  // namespace

void best_tags(const TagWeights& weights, const std::vector<TagScores>& scores,
               std::vector<std::array<Tag, 8>>& back, std::vector<Tag>& tags) {
  tags.resize(scores.size());
  if (scores.empty()) return;
  if (back.size() < scores.size()) back.resize(scores.size());
  // Only sums that differ by less than a stretch's weights can be: 64 bits never overflow.
  std::array<std::int64_t, kTags> best{};
  for (Tag after = 0; after < kTags; ++after)
    best[after] = can_follow(0, after)
                      ? std::int64_t{weights.transition(0, after)} + scores[0][after]
                      : kNever;
  for (std::size_t i = 1; i < scores.size(); ++i) {
    std::array<std::int64_t, kTags> now;
    now.fill(2 * kNever);
    const auto from = [&](Tag after, Tag before) {
      const std::int64_t sum = best[before] + weights.transition(before, after);
      if (sum <= now[after]) return;
      now[after] = sum;
      back[i][after] = before;
    };
    // What is so far behind that no transition makes it good is the way to no beginning.
    const std::int64_t least =
        *std::max_element(best.begin(), best.end()) - 2 * std::int64_t{TagWeights::kMost};
    for (Tag before = 0; before < kTags; ++before) {
      if (best[before] < least) continue;
      from(0, before);
      for (Tag after = 1; after < kTags; after += 2) from(after, before);
    }
    for (Tag inside = 2; inside < kTags; inside += 2) {
      from(inside, static_cast<Tag>(inside - 1));
      from(inside, inside);
    }
    for (Tag after = 0; after < kTags; ++after) now[after] += scores[i][after];
    best = now;
  }
  Tag tag = static_cast<Tag>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t i = scores.size(); i-- > 0;) {
    tags[i] = tag;
    if (i > 0) tag = back[i][tag];
  }
}

void tag_names(const TokenTable& t, const WordFacts& facts, const TagWeights& weights,
               FoundNames& names) {
  if (weights.empty()) return;
  StretchReader reader(t, facts, names);
  std::vector<TagScores> scores;
  std::vector<std::array<Tag, 8>> back;
  std::vector<Tag> tags;
  FoundNames out;
  out.reserve(names.size() + names.size() / 8);
  std::size_t n = 0;  // the first name of the rules that ends after what has been settled
  const auto keep = [&](const FoundName& name) {
    if (out.empty() || out.back().span.end <= name.span.begin) out.push_back(name);
  };
  for (TokenRange stretch = reader.next(); !stretch.empty(); stretch = reader.next()) {
    // Names that stand before it, in no stretch of their own.
    while (n < names.size() && names[n].tokens.end <= stretch.begin) keep(names[n++]);
    bool by_rules = facts.casing(stretch.begin) == Casing::upper;
    for (std::size_t k = n; k < names.size() && names[k].tokens.begin < stretch.end; ++k)
      by_rules = by_rules || names[k].rule == Rule::glued;
    if (by_rules) {
      while (n < names.size() && names[n].tokens.begin < stretch.end) keep(names[n++]);
      continue;
    }
    scores.resize(stretch.size());
    for (TokenIndex i = stretch.begin; i < stretch.end; ++i) {
      TagScores& score = scores[i - stretch.begin];
      reader.score(i, weights, score);
      for (unsigned bits = reader.ruled_out(i); bits != 0; bits &= bits - 1)
        score[static_cast<std::size_t>(std::countr_zero(bits))] = kRuledOut;
    }
    best_tags(weights, scores, back, tags);
    for (std::size_t i = 0; i < tags.size();) {
      if (tags[i] == 0) {
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      while (end < tags.size() && tags[end] != 0 && !begins(tags[end])) ++end;
      FoundName name;
      name.tokens = {stretch.begin + static_cast<TokenIndex>(i),
                     stretch.begin + static_cast<TokenIndex>(end)};
      name.span = t.span(name.tokens);
      name.type = type_of(tags[i]);
      name.rule = Rule::learned;
      name.sure = true;
      while (n < names.size() && names[n].span.end <= name.span.begin) ++n;
      if (n < names.size() && names[n].span == name.span) {
        if (names[n].type == name.type) name.rule = names[n].rule;
      }
      keep(name);
      i = end;
    }
    while (n < names.size() && names[n].tokens.begin < stretch.end) ++n;
  }
  while (n < names.size()) keep(names[n++]);
  names = std::move(out);
  add_repeats(t, facts, names);
}

}  // namespace quoth::names
