#include "rank/core/executor.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <utility>

#include "rank/core/article_walk.hpp"
#include "rank/core/batch_score.hpp"
#include "rank/core/candidates.hpp"
#include "rank/core/conjunction.hpp"
#include "rank/core/disjunction.hpp"
#include "rank/core/exact_score.hpp"
#include "rank/core/levels.hpp"
#include "rank/core/match_sets.hpp"

namespace quoth::core {
namespace {

using storage::ranks::WindowKind;

// What the levels are of: every document of the window, or those listed.
struct Slots {
  std::size_t count = 0;
  const std::uint16_t* offsets = nullptr;  // of the documents; null: slot = offset
  const std::uint64_t* among = nullptr;    // a bit for each slot that matches; null: all do
  std::size_t matching = 0;
  bool ascending = true;  // whether offsets do
  bool of_word = false;   // the only one of the plan, so that slots are its postings
  [[nodiscard]] std::uint16_t offset(std::uint16_t slot) const noexcept {
    return offsets == nullptr ? slot : offsets[slot];
  }
};

}  // namespace

struct Executor::Impl {
  explicit Impl(const kernels::Kernels& set) : kernel(set) {}

  const kernels::Kernels& kernel;
  QueryTree tree{kernel};
  ExactScore exact{tree, kernel};
  BatchScore batch{tree, kernel};
  MatchSets sets{tree, exact, kernel};
  Candidates candidates{kernel};
  Conjunction conjunction{tree};
  Disjunction disjunction{tree};
  Levels levels{kernel};
  Top top;
  std::array<std::uint16_t, kernels::kWindow> found, banded, joined;
  std::array<std::uint16_t, BatchScore::kMost> offsets;
  struct Promising {
    double score;
    std::uint16_t offset;
  };
  std::array<Promising, BatchScore::kMost> promising;
  std::array<std::uint8_t, kernels::kWindow / kernels::kLaneGroup * kernels::kStep> maxima;
  Window window;
  const storage::Ranks* ranks = nullptr;  // of the segment at hand
  const CoreOptions* options = nullptr;
  std::size_t to_count = 0;        // documents that may still be looked at for the total
  bool counted = true;             // whether the total is exact so far
  std::uint64_t at_least = 0;      // what it was when it last was exact
  std::uint32_t last_counted = 0;  // article of the segment, from 1

  // A plan that asks for articles by their quotations alone is run on the quotations, and the best k
  // articles are those of the best quotations. Then the quotations' segments, else none:
  std::vector<SegmentView> quotations;
  std::span<const SegmentView> asked;  // as given
  ArticleWalk walk;

  [[nodiscard]] bool by_quotations() const noexcept { return !quotations.empty(); }

  // What the answer is to hold for a slot.
  [[nodiscard]] Scored at(const Slots& slots, std::uint16_t slot, double score) const noexcept {
    return at(slots.offset(slot), score);
  }
  [[nodiscard]] Scored at(std::uint16_t offset, double score) const noexcept {
    const std::uint32_t document = window.first() + offset;
    if (!by_quotations()) return {score, window.segment, document};
    return {score, window.segment, asked[window.segment].map->article_of(document + 1) - 1};
  }
  // Quotations die with their articles, and bear no marks here.
  [[nodiscard]] bool is_dead(std::uint32_t article) const noexcept {
    const std::span<const std::uint64_t> dead = asked[window.segment].dead;
    return !dead.empty() && (dead[article / 64] >> article % 64 & 1) != 0;
  }

  void add(const Scored& scored) {
    if (!by_quotations() || !is_dead(scored.document)) top.add(scored);
  }

  // Scores slots, ascending.
  void score(const Slots& slots, std::size_t count, const std::uint16_t* some) {
    if (!batch.applies()) {
      for (std::size_t i = 0; i < count; ++i) {
        // Dates give thousands of documents the same score, which is all they can have; `some`
        // ascend, so where one comes too late all that follow do.
        if (top.full() && options->limit > 0 && top.threshold() >= tree.most() &&
            !top.takes(at(slots, some[i], tree.most())))
          return;
        if (const auto s = exact.of(slots.offset(some[i]))) add(at(slots, some[i], *s));
      }
      return;
    }
    for (std::size_t begin = 0; begin < count; begin += BatchScore::kMost) {
      const std::size_t size = std::min(count - begin, BatchScore::kMost);
      for (std::size_t i = 0; i < size; ++i) offsets[i] = slots.offset(some[begin + i]);
      if (!slots.ascending) std::sort(offsets.data(), offsets.data() + size);
      batch.placed().empty() ? add_batch(size, slots.of_word ? some + begin : nullptr)
                             : score_placed(size);
    }
  }

  // Adds the first `size` of `offsets`, which match.
  void add_batch(std::size_t size, const std::uint16_t* postings = nullptr) {
    if (size == 0) return;
    const auto scores = batch.of(*ranks, window, options->bm25, {offsets.data(), size}, postings);
    if (!by_quotations()) {
      top.add_many(size, [&](std::size_t i) { return at(offsets[i], scores[i]); });
      return;
    }
    for (std::size_t i = 0; i < size; ++i)
      if (!top.full() || options->limit == 0 || scores[i] >= top.threshold())
        add(at(offsets[i], scores[i]));
  }

  // Scores the first `size` of `offsets`, in which phrases are to stand; places are dear, so once there are enough only
  // those are looked at whose score can enter.
  void score_placed(std::size_t size) {
    if (!top.full()) return add_batch(keep_placed(size));
    const auto scores = batch.of(*ranks, window, options->bm25, {offsets.data(), size});
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size; ++i)
      if (scores[i] >= top.threshold()) {
        promising[kept] = {scores[i], offsets[i]};
        offsets[kept++] = offsets[i];
      }
    const Promising* next = promising.data();
    for (std::size_t i = 0, stand = keep_placed(kept); i < stand; ++i) {
      while (next->offset != offsets[i]) ++next;
      add(at(offsets[i], next->score));
    }
  }
  // Keeps of the first `size` of `offsets` those in which all phrases stand. Returns how many.
  std::size_t keep_placed(std::size_t size) {
    for (const Node* node : batch.placed())
      size = exact.keep_standing(*node, {offsets.data(), size});
    return size;
  }

  // What can enter has at least this level.
  [[nodiscard]] std::uint8_t least_level() const noexcept {
    const std::uint8_t least = top.full() ? levels.least_for(top.threshold()) : std::uint8_t{0};
    return tree.is_flat() ? std::max(least, std::uint8_t{1}) : least;
  }

  // How many slots have each level.
  using Histogram = std::array<std::uint32_t, kernels::kMostLevel + 1>;
  [[nodiscard]] Histogram levels_of_found(std::size_t count) const noexcept {
    // Of neighbours many have the same level: one of four counters, so that none waits for the one before.
    std::array<Histogram, 4> some{};
    for (std::size_t i = 0; i < count; ++i) ++some[i % some.size()][levels[found[i]]];
    for (std::size_t level = 0; level < some[0].size(); ++level)
      some[0][level] += some[1][level] + some[2][level] + some[3][level];
    return some[0];
  }

  // In up to so many slots levels are counted one by one.
  static constexpr std::size_t kCountedSteps = 4096;
  // A level that at least `wanted` matching slots reach, as high as is cheaply told.
  std::uint8_t promising_level(const Slots& slots, std::size_t steps, std::size_t wanted) {
    if (slots.among != nullptr) {
      // Documents that do not match have levels, too.
      const std::size_t count =
          kernel.between(levels.data(), steps, slots.among, 0, 255, found.data());
      const Histogram histogram = levels_of_found(count);
      std::size_t reached = 0;
      for (unsigned level = 255; level > 0; --level)
        if ((reached += histogram[level]) >= wanted) return static_cast<std::uint8_t>(level);
      return 0;
    }
    const std::uint8_t* among = levels.data();
    std::size_t lanes = steps;
    if (steps > kCountedSteps) {
      kernel.lane_maxima(levels.data(), steps, maxima.data());
      among = maxima.data();
      lanes = (steps + kernels::kLaneGroup - 1) / kernels::kLaneGroup * kernels::kStep;
    }
    unsigned low = 0, high = 255;
    while (low < high) {
      const unsigned half = (low + high + 1) / 2;
      if (kernel.count_at_least(among, lanes, static_cast<std::uint8_t>(half)) >= wanted) {
        low = half;
      } else {
        high = half - 1;
      }
    }
    return static_cast<std::uint8_t>(low);
  }

  // Scores the slots that can enter, the most promising first.
  void choose(const Slots& slots) {
    const std::size_t steps = storage::ranks::padded(static_cast<std::uint32_t>(slots.count));
    unsigned most = 255;
    if (!top.full() && slots.matching > top.missing() * 4) {
      const unsigned level = promising_level(slots, steps, top.missing());
      if (level > 1) {
        const std::size_t count = kernel.between(
            levels.data(), steps, slots.among, static_cast<std::uint8_t>(level), 255, found.data());
        score(slots, count, found.data());
        most = level - 1;
      }
    }
    const std::uint8_t least = least_level();
    if (least > most) return;
    std::size_t count = kernel.between(levels.data(), steps, slots.among, least,
                                       static_cast<std::uint8_t>(most), found.data());
    while (count > 0 && found[count - 1] >= slots.count) --count;  // the padding
    const bool placed = batch.applies() && !batch.placed().empty();
    if (count <= kBatchBand && batch.applies() && !placed) return score(slots, count, found.data());
    in_bands(slots, steps, count, least, most);
  }

  // So many are scored at once that finding the best of them first would take longer. Where places are read for each,
  // fewer, but enough for memory to be read ahead.
  static constexpr std::size_t kBatchBand = 128, kPlacedBand = 8;

  // Scores what was found, levels least..most, in bands of levels, the highest first, until the threshold is above the
  // rest. Within a band documents ascend, as postings do.
  void in_bands(const Slots& slots, std::size_t steps, std::size_t count, unsigned least,
                unsigned most) {
    // Those scored one by one are dear: no more at once than may be needed.
    const bool placed = batch.applies() && !batch.placed().empty();
    std::size_t band = !batch.applies() ? std::max<std::size_t>(top.missing(), 8)
                       : placed         ? std::max(2 * top.missing(), kPlacedBand)
                                        : kBatchBand;
    const Histogram histogram = levels_of_found(count);
    for (unsigned level = kernels::kMostLevel; level > 0;) {
      if (level < least_level()) return;
      const unsigned first = level;
      std::size_t size = 0;
      while (level > 0 && (size == 0 || size + histogram[level] <= band))
        size += histogram[level--];
      if (size == 0) break;
      if (size == count) return score(slots, count, found.data());
      score_levels(slots, steps, count, std::max(level + 1, least), std::min(first, most));
      if (batch.applies()) band *= 2;  // so that there are few, however many documents
    }
    // From level 0 on every score is 0, and documents come in their order.
    for (std::size_t i = 0; i < count && histogram[0] > 0 && least_level() == 0; ++i) {
      if (levels[found[i]] != 0) continue;
      if (!top.takes(at(slots, found[i], 0))) return;
      score(slots, 1, found.data() + i);
    }
  }

  // Scores those found whose levels are low..high.
  void score_levels(const Slots& slots, std::size_t steps, std::size_t count, unsigned low,
                    unsigned high) {
    // Looking all slots through once more takes about as long as looking at so many of those found.
    constexpr std::size_t kStepsAtOnce = 32;
    std::size_t size = 0;
    if (steps < count * kStepsAtOnce) {
      size = kernel.between(levels.data(), steps, slots.among, static_cast<std::uint8_t>(low),
                            static_cast<std::uint8_t>(high), banded.data());
    } else {
      for (std::size_t i = 0; i < count; ++i) {
        banded[size] = found[i];
        size += levels[found[i]] >= low && levels[found[i]] <= high ? 1 : 0;
      }
    }
    score(slots, size, banded.data());
  }

  // Returns how many documents of the window match.
  std::size_t search_window(const SegmentView& segment) {
    tree.enter(window);
    const std::uint32_t most_matches = tree.most_matches(tree.root(), window);
    if (most_matches == 0) return 0;
    if (can_skip(tree.most_here())) return skipped(segment, most_matches);
    tree.read_window(window);
    exact.begin(*segment.ranks, window, options->bm25);
    if (prunes() && top.threshold() > 0 && find_candidates()) return score_candidates(segment);
    if (tree.is_flat() && segment.dead.empty()) return search_flat();
    if (const auto total = take_precise(segment)) return *total;
    MatchSet& set = sets.of_root(window);
    const std::uint64_t* dead =
        segment.dead.empty() ? nullptr : segment.dead.data() + window.first() / 64;
    Slots slots;
    if (set.listed) {
      if (dead != nullptr)
        std::erase_if(set.list, [&](std::uint16_t o) { return (dead[o / 64] >> o % 64 & 1) != 0; });
      slots = {set.list.size(), set.list.data(), nullptr, set.list.size()};
      if (verifies(slots.matching)) return score_all(slots);
      if (!can_enter(slots)) return total_of(slots);
      if (batch.applies() && slots.count <= (batch.placed().empty() ? kFew : top.missing()))
        return score_few(slots);
      choose_scale();
      levels.of_list(tree, set.list);
    } else {
      for (std::size_t i = 0; i < window.words(); ++i) {
        if (dead != nullptr) set.bits[i] &= ~dead[i];
        slots.matching += static_cast<std::size_t>(std::popcount(set.bits[i]));
      }
      slots.count = window.documents, slots.among = set.bits.data();
      if (verifies(slots.matching)) return score_all(slots);
      if (!can_enter(slots)) return total_of(slots);
      choose_scale();
      levels.of_window(tree, window);
    }
    const std::size_t total = total_of(slots);
    choose(slots);
    return total;
  }

  // Where a date is all that is asked for, and so many have it precisely that there is nothing better than the first of
  // them: takes these. Returns how many match then.
  std::optional<std::size_t> take_precise(const SegmentView& segment) {
    const Node& root = tree.root();
    if (root.op != PlanNode::Op::filter || root.precise == Node::kNone || by_quotations() ||
        !segment.dead.empty() || options->limit == 0 || top.missing() != options->limit)
      return std::nullopt;
    const storage::WindowPostings* any = tree.leaf(root.leaves.front()).here;
    const storage::WindowPostings* precise = tree.leaf(root.precise).here;
    if (any == nullptr || precise == nullptr || precise->kind != WindowKind::offsets ||
        precise->postings < options->limit)
      return std::nullopt;
    for (std::size_t i = 0; i < options->limit; ++i)
      top.add(at(precise->offsets[i], kPreciseDateScore));
    return any->postings;
  }

  // Of a plan of plain words: what can still enter. False where the plan is another one.
  bool find_candidates() {
    if (!conjunction.applies() && !disjunction.applies()) return false;
    choose_scale();
    if (disjunction.applies()) {
      disjunction.find(levels, window, least_level(), candidates);
    } else {
      conjunction.find(levels, window, least_level(), candidates);
    }
    return true;
  }

  // Returns how many documents of the window match, or may.
  std::size_t score_candidates(const SegmentView& segment) {
    if (!segment.dead.empty()) candidates.erase(segment.dead.data() + window.first() / 64);
    const std::vector<std::uint16_t>& all = candidates.offsets();
    const Slots slots{all.size(), all.data(), nullptr, all.size()};
    std::iota(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(all.size()),
              std::uint16_t{0});
    if (all.size() <= kBatchBand) {
      score(slots, all.size(), found.data());
    } else {
      candidates.copy_levels(levels.data());
      in_bands(slots, storage::ranks::padded(static_cast<std::uint32_t>(all.size())), all.size(), 0,
               kernels::kMostLevel);
    }
    return skipped(segment, tree.most_matches(tree.root(), window));
  }

  // Whether only what may be among the best is to be looked at.
  [[nodiscard]] bool prunes() const noexcept {
    return options->limit > 0 && top.full() && (!counted || at_least >= options->count_exactly);
  }
  // Whether documents that score at most so much need not even be counted.
  [[nodiscard]] bool can_skip(double most) const noexcept {
    return prunes() && most <= top.threshold();
  }
  // Returns how many of those skipped match, or may.
  std::size_t skipped(const SegmentView& segment, std::size_t most) {
    if (most > 0 && (by_quotations() || !tree.is_leaf() || !segment.dead.empty())) counted = false;
    return most;
  }

  void choose_scale() { levels.choose_scale(tree, top.full() ? top.threshold() : 0); }

  // Whether any of them may be among the best: those that come later lose where scores are equal.
  [[nodiscard]] bool can_enter(const Slots& slots) const noexcept {
    return slots.matching > 0 && options->limit > 0 &&
           (!top.full() || tree.most() > top.threshold());
  }

  // So few listed documents are scored sooner than their levels are known. Returns how many of the answer match.
  static constexpr std::size_t kFew = 64;
  std::size_t score_few(const Slots& slots) {
    const std::size_t total = total_of(slots);
    std::iota(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(slots.count),
              std::uint16_t{0});
    score(slots, slots.count, found.data());
    return total;
  }

  // Whether all documents that may match are to be looked at.
  bool verifies(std::size_t matching) {
    if (!tree.has_places()) return false;
    if (matching > to_count) {
      counted = false;
      return false;
    }
    to_count -= matching;
    return true;
  }

  // Scores every slot that may match. Returns how many documents of the answer do.
  std::size_t score_all(const Slots& slots) {
    std::size_t matching = 0;
    if (!batch.applies()) {
      for_each(slots, [&](std::uint16_t slot) {
        const auto s = exact.of(slots.offset(slot));
        if (!s) return;
        matching += is_new(window.first() + slots.offset(slot)) ? 1 : 0;
        add(at(slots, slot, *s));
      });
      return matching;
    }
    std::size_t size = 0;
    const auto take = [&] {
      size = keep_placed(size);
      for (std::size_t i = 0; i < size; ++i)
        matching += is_new(window.first() + offsets[i]) ? 1 : 0;
      add_batch(std::exchange(size, 0));
    };
    for_each(slots, [&](std::uint16_t slot) {
      offsets[size++] = slots.offset(slot);
      if (size == offsets.size()) take();
    });
    take();
    return matching;
  }

  // How many documents of the answer match, or may.
  std::size_t total_of(const Slots& slots) {
    if (!by_quotations()) return slots.matching;
    if (slots.matching > to_count || !counted) {
      counted = counted && slots.matching == 0;
      return slots.matching;
    }
    to_count -= slots.matching;
    std::size_t matching = 0;
    for_each(slots, [&](std::uint16_t slot) {
      matching += is_new(window.first() + slots.offset(slot)) ? 1 : 0;
    });
    return matching;
  }

  // Whether a document is one of the answer that was not counted yet; they come in order.
  bool is_new(std::uint32_t document) {
    if (!by_quotations()) return true;
    const std::uint32_t article = walk.article_of(document);
    if (article + 1 == last_counted || is_dead(article)) return false;
    last_counted = article + 1;
    return true;
  }

  // Visits the slots that may match, in order.
  template <class F>
  void for_each(const Slots& slots, F&& visit) {
    if (slots.offsets != nullptr) {
      for (std::size_t slot = 0; slot < slots.count; ++slot)
        visit(static_cast<std::uint16_t>(slot));
    } else if (slots.among != nullptr) {
      for (std::size_t i = 0; i < window.words(); ++i)
        for (std::uint64_t word = slots.among[i]; word != 0; word &= word - 1)
          visit(static_cast<std::uint16_t>(i * 64 + static_cast<unsigned>(std::countr_zero(word))));
    } else {
      const std::size_t count =
          kernel.between(levels.data(), window.steps(), nullptr, 1, 255, found.data());
      for (std::size_t i = 0; i < count; ++i) visit(found[i]);
    }
  }

  // Where any of the words is enough, a document matches if it has a level.
  std::size_t search_flat() {
    // Those of the words that the window has, all of them listed; more than two are soonest taken document by document.
    std::array<std::size_t, 2> listed{};
    std::size_t here = 0, dense = 0;
    for (std::size_t i = 0; i < tree.leaf_count(); ++i) {
      const storage::WindowPostings* postings = tree.leaf(i).here;
      if (postings == nullptr) continue;
      dense += postings->kind != WindowKind::offsets ? 1 : 0;
      if (here < listed.size()) listed[here] = i;
      ++here;
    }
    if (here == 0) return 0;
    Slots slots;
    if (here == 1 && dense == 0) {
      const storage::WindowPostings& only = *tree.leaf(listed[0]).here;
      const bool of_word = tree.leaf_count() == 1 && !tree.leaf(0).is_listed;
      slots = {only.postings, only.offsets, nullptr, only.postings, true, of_word};
      if (!can_enter(slots)) return total_of(slots);
      if (batch.applies() && slots.count <= kFew) return score_few(slots);
      choose_scale();
      levels.of_postings(listed[0], only);
    } else if (here == 2 && dense == 0 && batch.applies() && !by_quotations() &&
               Levels::has_room(*tree.leaf(listed[0]).here, *tree.leaf(listed[1]).here)) {
      choose_scale();
      const Levels::Two two = levels.of_two(tree, listed[0], listed[1], joined.data());
      slots = {two.slots, joined.data(), nullptr, two.documents, false};
    } else {
      choose_scale();
      levels.of_window(tree, window);
      slots = {window.documents, nullptr, nullptr, count_flat()};
    }
    const std::size_t total = total_of(slots);
    if (can_enter(slots)) choose(slots);
    return total;
  }

  // How many documents of the window have a level, or may where no exact total is wanted.
  std::size_t count_flat() {
    if (options->count_exactly > 0) return kernel.count_at_least(levels.data(), window.steps(), 1);
    counted = counted && tree.is_leaf();
    return tree.most_matches(tree.root(), window);
  }

  [[nodiscard]] SearchSettings settings() const noexcept {
    return {options->bm25, Deadline(options->deadline), options->memo, options->terms};
  }

  CoreResult run(const PlanNode& root, std::span<const SegmentView> segments) {
    if (segments.empty()) return {};
    asked = segments;
    quotations.clear();
    // Each article is looked for among the best so far, so these must be few.
    constexpr std::size_t kMostByQuotations = 1000;
    if (root.op == PlanNode::Op::quotation && options->limit <= kMostByQuotations &&
        std::all_of(segments.begin(), segments.end(), [](const SegmentView& segment) {
          return !segment.of_quotations && has_other_space(segment);
        })) {
      for (const SegmentView& segment : segments) quotations.push_back(other_space(segment));
      segments = quotations;
    }
    const Deadline deadline(options->deadline);
    tree.begin(by_quotations() ? root.children.front() : root, segments, settings());
    batch.begin();
    conjunction.begin();
    disjunction.begin();
    top.begin(options->limit, by_quotations());
    to_count = options->count_exactly;
    counted = true, at_least = 0;
    CoreResult out;
    std::uint32_t unchecked = 0;  // documents since the clock was asked
    constexpr std::uint32_t kMostUnchecked = 8192;
    for (std::uint32_t s = 0; s < segments.size(); ++s) {
      tree.open_segment(s);
      const std::uint32_t most_matches = tree.most_matches(tree.root());
      if (most_matches == 0) continue;
      const auto add = [&](std::size_t matches) {
        out.total += matches;
        if (counted) at_least = out.total;
      };
      if (can_skip(tree.most())) {
        add(skipped(segments[s], most_matches));
        continue;
      }
      if (by_quotations()) walk.begin(segments[s]);
      last_counted = 0;
      levels.open_segment();
      ranks = segments[s].ranks;
      const std::uint32_t documents = ranks->documents();
      for (std::uint32_t w = 0; w * storage::ranks::kWindow < documents; ++w) {
        window = {s, w, storage::ranks::documents_in_window(documents, w)};
        // Of small segments several are searched in the time that the clock takes.
        if (unchecked == 0) deadline.check();
        unchecked += window.documents;
        if (unchecked >= kMostUnchecked) unchecked = 0;
        add(search_window(segments[s]));
      }
    }
    tree.end();
    out.total_is_exact = counted;
    out.documents = top.sorted();
    // With room left every document that matches is there.
    if (!counted && out.documents.size() < options->limit) {
      out.total = out.documents.size();
      out.total_is_exact = true;
    }
    out.at_least =
        out.total_is_exact ? out.total : std::max<std::uint64_t>(at_least, out.documents.size());
    return out;
  }

  std::optional<double> score_one(const PlanNode& root, std::span<const SegmentView> segments,
                                  std::uint32_t segment, std::uint32_t document) {
    tree.begin(root, segments, settings());
    tree.open_segment(segment);
    ranks = segments[segment].ranks;
    const std::uint32_t number = document / storage::ranks::kWindow;
    window = {segment, number, storage::ranks::documents_in_window(ranks->documents(), number)};
    tree.enter(window);
    tree.read_window(window);
    exact.begin(*ranks, window, options->bm25);
    const auto out = exact.of(static_cast<std::uint16_t>(document - window.first()));
    tree.end();
    return out;
  }
};

Executor::Executor(const kernels::Kernels& kernels) : impl_(std::make_unique<Impl>(kernels)) {}
Executor::~Executor() = default;

CoreResult Executor::run(const PlanNode& root, std::span<const SegmentView> segments,
                         const CoreOptions& options) {
  impl_->options = &options;
  return impl_->run(root, segments);
}

std::optional<double> Executor::score(const PlanNode& root, std::span<const SegmentView> segments,
                                      const CoreOptions& options, std::uint32_t segment,
                                      std::uint32_t document) {
  impl_->options = &options;
  return impl_->score_one(root, segments, segment, document);
}

}  // namespace quoth::core
