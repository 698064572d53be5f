#include "rank/core/places.hpp"

#include <algorithm>

#include "rank/core/window_lists.hpp"

namespace quoth::core {

using Op = PlanNode::Op;
using storage::TermPostings;

bool Places::stands_at(const Node& node, std::uint16_t offset) {
  keep_time();
  title_ = ranks_->title_words(window_.first() + offset);
  return node.op == Op::near ? near_at(node, offset)
                             : read_phrase(node, offset, node.plan->in_title);
}

bool Places::read_occurrences(std::size_t index, std::uint16_t offset) {
  const Leaf& leaf = tree_.leaf(index);
  occurrences_.clear();
  if (leaf.here == nullptr || !leaf.postings->has_positions()) return false;
  const auto posting = TermPostings::posting_from(*leaf.here, offset, hints_[index]);
  return posting && leaf.postings->positions(*leaf.here, *posting, occurrences_);
}

// Where a word stands in one of the forms.
bool Places::read_word(std::span<const FormPlace> forms, std::uint16_t offset,
                       std::vector<std::uint32_t>& out) {
  out.clear();
  for (const FormPlace& form : forms) {
    const std::size_t before = out.size();
    if (!read_occurrences(form.leaf, offset)) continue;
    for (const storage::Occurrence& occurrence : occurrences_)
      if (occurrence.form == form.form) out.push_back(occurrence.position);
    if (before == 0 || before == out.size()) continue;
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
  }
  return !out.empty();
}

bool Places::read_phrase(const Node& phrase, std::uint16_t offset, bool in_title) {
  starts_.clear();
  if (phrase.order.empty()) return false;
  // The rarest word first: its places are few, and it may stand there in another form.
  for (std::size_t k = 0; k < phrase.order.size(); ++k) {
    const std::size_t w = phrase.order[k];
    const auto before = static_cast<std::uint32_t>(w);  // words of the phrase before it
    std::vector<std::uint32_t>& own = k == 0 ? starts_ : places_;
    if (!read_word(phrase.places_of(w), offset, own)) return false;
    if (k == 0) {
      std::erase_if(starts_, [&](std::uint32_t place) { return place <= before; });
      for (std::uint32_t& place : starts_) place -= before;
    } else {
      starts_.resize(kernel_.keep_followed(starts_.data(), starts_.size(), places_.data(),
                                           places_.size(), before));
    }
    if (starts_.empty()) return false;
  }
  std::erase_if(starts_,
                [&](std::uint32_t start) { return !stays_apart(phrase, start, title_, in_title); });
  return !starts_.empty();
}

// The title's last word and the body's first are neighbours by number alone.
bool Places::stays_apart(const Node& phrase, std::uint32_t start, std::uint32_t title,
                         bool in_title) const noexcept {
  return start > title ? !in_title : start + phrase.order.size() - 1 <= title;
}

std::size_t Places::keep_standing(const Node& node, std::span<std::uint16_t> offsets) {
  std::size_t kept = 0;
  if (node.op != Op::phrase) {
    for (const std::uint16_t offset : offsets)
      if (stands_at(node, offset)) offsets[kept++] = offset;
    return kept;
  }
  for (std::size_t begin = 0; begin < offsets.size(); begin += kAtOnce) {
    const auto some = offsets.subspan(begin, std::min(kAtOnce, offsets.size() - begin));
    const std::size_t stand = keep_phrase(node, some);
    std::copy_n(some.begin(), stand, offsets.begin() + static_cast<std::ptrdiff_t>(kept));
    kept += stand;
  }
  return kept;
}

std::size_t Places::keep_phrase(const Node& phrase, std::span<std::uint16_t> offsets) {
  keep_time(static_cast<std::uint32_t>(offsets.size()));
  if (phrase.order.empty()) return 0;
  starts_.clear();
  for (std::size_t k = 0; k < phrase.order.size() && !offsets.empty(); ++k) {
    const std::size_t w = phrase.order[k];
    const std::span<const FormPlace> forms = phrase.places_of(w);
    offsets = offsets.first(forms.size() == 1 ? keep_form(forms.front(), w, k == 0, offsets)
                                              : keep_forms(forms, w, k == 0, offsets));
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const std::uint32_t title = ranks_->title_words(window_.first() + offsets[i]);
    const auto* starts = starts_.data() + runs_[i].begin;
    if (std::any_of(starts, starts + runs_[i].size, [&](std::uint32_t start) {
          return stays_apart(phrase, start, title, phrase.plan->in_title);
        }))
      offsets[kept++] = offsets[i];
  }
  return kept;
}

std::size_t Places::keep_postings(const Leaf& leaf, std::span<std::uint16_t> offsets) {
  if (leaf.here == nullptr || !leaf.postings->has_positions()) return 0;
  const std::size_t kept = find_offsets(kernel_, *leaf.here, offsets.data(), offsets.size(),
                                        in_list_.data(), in_leaf_.data());
  for (std::size_t n = 0; n < kept; ++n) {
    numbers_[n] = in_leaf_[n];
    runs_[n] = runs_[in_list_[n]], offsets[n] = offsets[in_list_[n]];
  }
  return kept;
}

Places::Run Places::begin_run(std::size_t begin, std::size_t w) {
  std::size_t end = begin;
  for (std::size_t i = begin; i < starts_.size(); ++i)
    if (starts_[i] > w) starts_[end++] = starts_[i] - static_cast<std::uint32_t>(w);
  starts_.resize(end);
  return {begin, end - begin};
}

std::size_t Places::keep_form(const FormPlace& form, std::size_t w, bool first,
                              std::span<std::uint16_t> offsets) {
  const Leaf& leaf = tree_.leaf(form.leaf);
  offsets = offsets.first(keep_postings(leaf, offsets));
  if (offsets.empty()) return 0;
  take_blocks(leaf, form.form, w, first,
              take_firsts(leaf, form.form, w, first, offsets.size()));
  std::size_t kept = 0;
  for (std::size_t i = 0; i < offsets.size(); ++i)
    if (runs_[i].size > 0) runs_[kept] = runs_[i], offsets[kept++] = offsets[i];
  return kept;
}

std::size_t Places::take_firsts(const Leaf& leaf, std::uint32_t form, std::size_t w, bool first,
                                std::size_t count) {
  std::size_t slow = 0;
  const auto take_block = [&](std::size_t i) {
    slow_numbers_[slow] = numbers_[i];
    slow_[slow++] = static_cast<std::uint16_t>(i);
  };
  if (!leaf.postings->has_firsts()) {
    for (std::size_t i = 0; i < count; ++i) take_block(i);
    return slow;
  }
  leaf.postings->find_firsts(*leaf.here, {numbers_.data(), count}, firsts_.data());
  const storage::CodeBook& book = ranks_->book();
  for (std::size_t i = 0; i < count; ++i) {
    // A word of the title counts more than once, so that what counts once occurs once.
    const bool only = book[leaf.here->codes[numbers_[i]]].most == 1;
    const auto [position, other_form] = firsts_[i];
    Run& run = runs_[i];
    if (!only || position == 0) {
      take_block(i);
      continue;
    }
    const std::uint32_t start = position - static_cast<std::uint32_t>(w);
    std::uint32_t* const begin = starts_.data() + run.begin;
    if (position <= w || other_form != (form != 0) ||
        (!first && std::find(begin, begin + run.size, start) == begin + run.size)) {
      run.size = 0;
    } else if (other_form) {
      take_block(i);  // which of the others it is
    } else if (first) {
      run = {starts_.size(), 1};
      starts_.push_back(start);
    } else {
      *begin = start;
      run.size = 1;
    }
  }
  return slow;
}

void Places::take_blocks(const Leaf& leaf, std::uint32_t form, std::size_t w, bool first,
                         std::size_t count) {
  if (count == 0) return;
  leaf.postings->find_positions(*leaf.here, {slow_numbers_.data(), count}, found_.data());
  for (std::size_t i = 0, end = 0; i < count; i = end) {
    const storage::PositionPlace& block = found_[i];
    for (end = i + 1; end < count && found_[end].bytes.data() == block.bytes.data();) ++end;
    const bool several = end - i >= kWholeBlock, forms = leaf.postings->has_forms();
    const bool good = block.postings > 0 &&
                      (several ? whole_block_.open(block.bytes, block.postings, forms, block.head)
                               : block_.open(block.bytes, block.postings, forms, block.head));
    for (std::size_t k = i; k < end; ++k) {
      Run& run = runs_[slow_[k]];
      if (!good) {
        run.size = 0;
      } else if (several) {
        run = read_run(whole_block_, found_[k].which, form, w, first, run);
      } else {
        run = read_run(block_, found_[k].which, form, w, first, run);
      }
    }
  }
}

template <class Block>
Places::Run Places::read_run(Block& block, std::size_t which, std::uint32_t form, std::size_t w,
                             bool first, Run run) {
  if (first) {
    const std::size_t begin = starts_.size();
    block.read(which, form, starts_);
    return begin_run(begin, w);
  }
  run.size = block.keep_followed(which, form, {starts_.data() + run.begin, run.size},
                                 static_cast<std::uint32_t>(w));
  return run;
}

std::size_t Places::keep_forms(std::span<const FormPlace> forms, std::size_t w, bool first,
                               std::span<std::uint16_t> offsets) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    if (!read_word(forms, offsets[i], places_)) continue;
    Run run = runs_[i];
    if (first) {
      const std::size_t begin = starts_.size();
      starts_.insert(starts_.end(), places_.begin(), places_.end());
      run = begin_run(begin, w);
    } else {
      run.size = kernel_.keep_followed(starts_.data() + run.begin, run.size, places_.data(),
                                       places_.size(), static_cast<std::uint32_t>(w));
    }
    if (run.size > 0) runs_[kept] = run, offsets[kept++] = offsets[i];
  }
  return kept;
}

void Places::read_forms(const Node& words, std::uint16_t offset, bool in_title,
                        std::vector<Span>& out) {
  for (auto begin = words.places.begin(), end = begin; begin != words.places.end(); begin = end) {
    end = std::find_if(begin, words.places.end(),
                       [&](const FormPlace& form) { return form.leaf != begin->leaf; });
    if (!read_occurrences(begin->leaf, offset)) continue;
    for (const storage::Occurrence& there : occurrences_)
      if ((!in_title || there.position <= title_) &&
          std::any_of(begin, end, [&](const FormPlace& form) { return form.form == there.form; }))
        out.push_back({there.position, there.position});
  }
}

void Places::read_spans(const Node& node, std::uint16_t offset, bool in_title,
                        std::vector<Span>& out) {
  in_title = in_title || node.plan->in_title;
  switch (node.op) {
    case Op::word:
    case Op::synonyms:
      if (!node.plan->beginning.empty()) {
        read_forms(node, offset, in_title, out);
        break;
      }
      for (const std::size_t leaf : node.op == Op::word ? node.leaves : node.stems) {
        if (!read_occurrences(leaf, offset)) continue;
        for (const storage::Occurrence& occurrence : occurrences_)
          if (!in_title || occurrence.position <= title_)
            out.push_back({occurrence.position, occurrence.position});
      }
      break;
    case Op::phrase:
      if (!read_phrase(node, offset, in_title)) break;
      for (const std::uint32_t start : starts_)
        out.push_back({start, start + static_cast<std::uint32_t>(node.order.size() - 1)});
      break;
    case Op::any:
      for (const std::size_t child : node.children)
        read_spans(tree_.node(child), offset, in_title, out);
      break;
    default:
      break;
  }
}

bool Places::near_at(const Node& near, std::uint16_t offset) {
  const std::size_t count = near.children.size();
  if (count == 0) return false;
  while (spans_.size() < count) spans_.emplace_back();
  part_.resize(count);
  for (std::size_t c = 0; c < count; ++c) {
    std::vector<Span>& own = spans_[c];
    own.clear();
    read_spans(tree_.node(near.children[c]), offset, near.plan->in_title, own);
    if (own.empty()) return false;
    std::sort(own.begin(), own.end());
    own.erase(std::unique(own.begin(), own.end()), own.end());
  }
  for (const bool title : {true, false}) {
    bool all = true;
    for (std::size_t c = 0; c < count; ++c) {
      const Spans own(spans_[c]);
      const auto body = std::partition_point(own.begin(), own.end(),
                                             [&](const Span& s) { return s.begin <= title_; });
      part_[c] = title ? Spans(own.begin(), body) : Spans(body, own.end());
      all = all && !part_[c].empty();
    }
    if (!all) continue;
    const std::uint32_t distance = near.plan->distance;
    if (near.plan->ordered ? ordered_within(distance) : any_order_within(distance)) return true;
  }
  return false;
}

namespace {

// The least end of the spans that begin behind `behind` and not behind `limit`; 0 when there are
// none: positions count from 1.
template <class Spans>
std::uint32_t least_end(const Spans& spans, std::uint32_t behind, std::uint64_t limit) {
  auto at = std::partition_point(spans.begin(), spans.end(),
                                 [&](const auto& s) { return s.begin <= behind; });
  std::uint32_t least = 0;
  for (; at != spans.end() && at->begin <= limit && (least == 0 || at->begin < least); ++at)
    if (least == 0 || at->end < least) least = at->end;
  return least;
}

}  // namespace

bool Places::ordered_within(std::uint32_t distance) const {
  return std::any_of(part_.front().begin(), part_.front().end(), [&](const Span& first) {
    const std::uint64_t limit = std::uint64_t{first.end} + distance;
    std::uint32_t end = first.end;
    // Each as early as it ends: so the next has most room.
    for (std::size_t c = 1; c < part_.size() && end != 0; ++c)
      end = least_end(part_[c], end, limit);
    return end != 0;
  });
}

bool Places::any_order_within(std::uint32_t distance) {
  for (std::size_t c = 0; c < part_.size(); ++c)
    for (const Span& first : part_[c])
      if (others_follow(c, first.end, std::uint64_t{first.end} + distance)) return true;
  return false;
}

// Whether all other children stand behind the first one, which ends at `end`, each begun by `limit`
// and none in another's place.
bool Places::others_follow(std::size_t first, std::uint32_t end, std::uint64_t limit) {
  const std::size_t count = part_.size();
  for (std::size_t c = 0; c < count; ++c)
    if (c != first && least_end(part_[c], end, limit) == 0) return false;
  if (count <= 2) return true;
  keep_time();
  // For every set of children that stand in a row behind the first: the least end of such a row. A
  // row that ends earlier leaves more room, so no other needs to be kept.
  const std::size_t sets = std::size_t{1} << count;
  ends_.assign(sets, 0);
  ends_[std::size_t{1} << first] = end;
  for (std::size_t set = 0; set < sets; ++set) {
    if (ends_[set] == 0) continue;
    for (std::size_t c = 0; c < count; ++c) {
      const std::size_t more = set | std::size_t{1} << c;
      if (more == set) continue;
      const std::uint32_t reached = least_end(part_[c], ends_[set], limit);
      if (reached != 0 && (ends_[more] == 0 || reached < ends_[more])) ends_[more] = reached;
    }
  }
  return ends_[sets - 1] != 0;
}

}  // namespace quoth::core
