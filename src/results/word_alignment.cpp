#include "results/word_alignment.hpp"

#include <algorithm>
#include <cassert>

namespace quoth {
namespace {

using Costs = AlignmentCosts;

// Scores of all pairs of prefixes: at(i, j) is the best of an alignment that ends with text word i and source word j
// used up, never below 0. 8 * kMostTextWords fits 16 bits.
class Scores {
 public:
  Scores(std::size_t text, std::size_t source)
      : width_(source + 1), cells_((text + 1) * width_, 0) {}
  std::int16_t& at(std::size_t i, std::size_t j) noexcept { return cells_[i * width_ + j]; }
  const std::int16_t* row(std::size_t i) const noexcept { return &cells_[i * width_]; }
  std::int16_t* row(std::size_t i) noexcept { return &cells_[i * width_]; }

 private:
  std::size_t width_;
  std::vector<std::int16_t> cells_;
};

bool same_word(std::uint32_t a, std::uint32_t b) noexcept { return a == b && a != kUnknownWord; }

// Reads the alignment that ends at (i, j) back from the scores.
WordAlignment trace(Scores& scores, std::span<const std::uint32_t> text,
                    std::span<const std::uint32_t> source, std::span<const std::uint8_t> weights,
                    std::size_t i, std::size_t j) {
  WordAlignment out;
  out.score = scores.at(i, j);
  const auto text_only = [&](std::size_t down_to) {
    for (; i > down_to; --i)
      out.steps.push_back({static_cast<std::uint32_t>(i - 1), AlignedWords::kNoWord, false});
  };
  const auto source_only = [&](std::size_t down_to) {
    for (; j > down_to; --j)
      out.steps.push_back({AlignedWords::kNoWord, static_cast<std::uint32_t>(j - 1), false});
  };
  while (i > 0 && j > 0 && scores.at(i, j) > 0) {
    const std::int32_t here = scores.at(i, j);
    const bool same = same_word(text[i - 1], source[j - 1]);
    if (here == scores.at(i - 1, j - 1) + (same ? weights[i - 1] : -Costs::kChanged)) {
      out.steps.push_back(
          {static_cast<std::uint32_t>(i - 1), static_cast<std::uint32_t>(j - 1), same});
      --i, --j;
    } else if (here == scores.at(i - 1, j) - Costs::kGap) {
      text_only(i - 1);
    } else if (here == scores.at(i, j - 1) - Costs::kGap) {
      source_only(j - 1);
    } else {
      std::size_t from = j;
      while (from > 0 && scores.at(i, from - 1) - Costs::kLongGap != here) --from;
      if (from > 0) {
        source_only(from - 1);
        continue;
      }
      from = i;
      while (from > 0 && scores.at(from - 1, j) - Costs::kLongGap != here) --from;
      assert(from > 0);
      text_only(from - 1);
    }
  }
  std::reverse(out.steps.begin(), out.steps.end());
  return out;
}

WordAlignment align_all(std::span<const std::uint32_t> text, std::span<const std::uint32_t> source,
                        std::span<const std::uint8_t> weights) {
  Scores scores(text.size(), source.size());
  std::vector<std::int16_t> best_above(source.size() + 1,
                                       0);  // of each column, over the rows before
  std::int16_t best = 0;
  std::size_t best_i = 0, best_j = 0;
  for (std::size_t i = 1; i <= text.size(); ++i) {
    const std::int16_t* above = scores.row(i - 1);
    std::int16_t* row = scores.row(i);
    const std::uint32_t word = text[i - 1];
    const std::int32_t weight = weights[i - 1];
    std::int32_t best_left = 0;
    for (std::size_t j = 1; j <= source.size(); ++j) {
      std::int32_t score =
          above[j - 1] + (same_word(word, source[j - 1]) ? weight : -Costs::kChanged);
      score = std::max(score, above[j] - Costs::kGap);
      score = std::max(score, row[j - 1] - Costs::kGap);
      score = std::max(score, std::max<std::int32_t>(best_left, best_above[j]) - Costs::kLongGap);
      score = std::max(score, 0);
      row[j] = static_cast<std::int16_t>(score);
      best_left = std::max(best_left, score);
      best_above[j] = std::max(best_above[j], row[j]);
      if (row[j] > best) {
        best = row[j];
        best_i = i;
        best_j = j;
      }
    }
  }
  return trace(scores, text, source, weights, best_i, best_j);
}

// The stretches of a long source that hold most of the text's words, best first, apart.
std::vector<std::pair<std::size_t, std::size_t>> promising(std::span<const std::uint32_t> text,
                                                           std::span<const std::uint32_t> source,
                                                           std::span<const std::uint8_t> weights) {
  constexpr std::size_t kMostStretches = 3;
  std::vector<std::uint8_t> weight_of;  // by word number
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == kUnknownWord) continue;
    if (text[i] >= weight_of.size()) weight_of.resize(text[i] + 1, 0);
    weight_of[text[i]] = std::max(weight_of[text[i]], weights[i]);
  }
  const auto weight = [&](std::size_t j) -> std::uint32_t {
    return source[j] < weight_of.size() ? weight_of[source[j]] : 0;
  };
  const std::size_t width = std::min(source.size(), text.size() + text.size() / 2 + 8);
  struct Window {
    std::uint32_t sum;
    std::size_t begin;
  };
  std::vector<Window> windows;  // the best of each `width` of begins
  std::uint32_t sum = 0;
  for (std::size_t j = 0; j < source.size(); ++j) {
    sum += weight(j);
    if (j >= width) sum -= weight(j - width);
    if (j + 1 < width) continue;
    const std::size_t begin = j + 1 - width;
    if (windows.empty() || begin / width != windows.back().begin / width)
      windows.push_back({sum, begin});
    else if (sum > windows.back().sum)
      windows.back() = {sum, begin};
  }
  std::stable_sort(windows.begin(), windows.end(),
                   [](const Window& a, const Window& b) { return a.sum > b.sum; });
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (const Window& w : windows) {
    const std::size_t margin = text.size() / 4 + 8;
    const std::pair<std::size_t, std::size_t> stretch{
        w.begin > margin ? w.begin - margin : 0, std::min(source.size(), w.begin + width + margin)};
    out.push_back(stretch);
    if (out.size() == kMostStretches) break;
  }
  return out;
}

}  // namespace

WordAlignment align_words(std::span<const std::uint32_t> text,
                          std::span<const std::uint32_t> source,
                          std::span<const std::uint8_t> weights) {
  text = text.first(std::min(text.size(), kMostTextWords));
  if (text.empty() || source.empty()) return {};
  if (text.size() * source.size() <= kMostCells) return align_all(text, source, weights);
  WordAlignment best;
  for (const auto& [begin, end] : promising(text, source, weights)) {
    WordAlignment one = align_all(text, source.subspan(begin, end - begin), weights);
    if (one.score <= best.score) continue;
    for (AlignedWords& step : one.steps)
      if (step.source != AlignedWords::kNoWord) step.source += static_cast<std::uint32_t>(begin);
    best = std::move(one);
  }
  return best;
}

WordAlignment align_words_plainly(std::span<const std::uint32_t> text,
                                  std::span<const std::uint32_t> source,
                                  std::span<const std::uint8_t> weights) {
  Scores scores(text.size(), source.size());
  const auto gap = [](std::size_t words) {
    return std::min<std::int32_t>(Costs::kGap * static_cast<std::int32_t>(words), Costs::kLongGap);
  };
  std::size_t best_i = 0, best_j = 0;
  for (std::size_t i = 1; i <= text.size(); ++i)
    for (std::size_t j = 1; j <= source.size(); ++j) {
      std::int32_t score =
          scores.at(i - 1, j - 1) +
          (same_word(text[i - 1], source[j - 1]) ? weights[i - 1] : -Costs::kChanged);
      for (std::size_t from = 0; from < i; ++from)
        score = std::max(score, scores.at(from, j) - gap(i - from));
      for (std::size_t from = 0; from < j; ++from)
        score = std::max(score, scores.at(i, from) - gap(j - from));
      scores.at(i, j) = static_cast<std::int16_t>(std::max(score, 0));
      if (scores.at(i, j) > scores.at(best_i, best_j)) {
        best_i = i;
        best_j = j;
      }
    }
  return trace(scores, text, source, weights, best_i, best_j);
}

}  // namespace quoth
