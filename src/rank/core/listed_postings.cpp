#include "rank/core/listed_postings.hpp"

#include <algorithm>
#include <bit>

namespace quoth::core {

using storage::WindowPostings;
using namespace storage::ranks;

namespace {

// So that a list of scores of 0 has bounds, too: a posting has a level.
constexpr double kLeastBound = 1e-9;
// Codes 1..kClasses + 1 divide the scores evenly.
constexpr double kClasses = kernels::kCodes - 2;

}  // namespace

void ListedPostings::begin(std::uint32_t documents, Scores scores, double constant) {
  documents_ = documents, postings_ = 0;
  scores_kind_ = scores;
  most_ = scores == Scores::none ? 0 : std::max(constant, kLeastBound);
  windows_.clear(), starts_.clear();
  offsets_.clear(), counted_.clear(), codes_.clear(), front_.clear(), words_.clear();
  scores_.clear(), given_.clear();
}

void ListedPostings::open_window(std::uint32_t window) {
  close_window();
  WindowPostings& out = windows_.emplace_back();
  out.window = window, out.before = postings_;
  starts_.push_back({offsets_.size(), 0, 0, 0});
}

void ListedPostings::add(std::uint32_t document, double score) {
  if (windows_.empty() || windows_.back().window != document / kWindow)
    open_window(document / kWindow);
  offsets_.push_back(static_cast<std::uint16_t>(document % kWindow));
  ++postings_;
  if (scores_kind_ != Scores::each) return;
  scores_.push_back(score);
  most_ = std::max(most_, score);
}

void ListedPostings::add_bounded(std::uint32_t document, std::uint8_t code) {
  add(document);
  given_.push_back(code);
}

void ListedPostings::add_all(const std::uint64_t* bits) {
  for (std::uint32_t window = 0; window * kWindow < documents_; ++window, bits += kWindow / 64) {
    const std::size_t words = padded(documents_in_window(documents_, window)) / 64;
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < words; ++i)
      count += static_cast<std::uint32_t>(std::popcount(bits[i]));
    if (count == 0) continue;
    open_window(window);
    postings_ += count;
    if (is_dense(count, window)) {
      make_dense(bits, words);
      continue;
    }
    for (std::size_t i = 0; i < words; ++i)
      for (std::uint64_t word = bits[i]; word != 0; word &= word - 1)
        offsets_.push_back(
            static_cast<std::uint16_t>(i * 64 + static_cast<unsigned>(std::countr_zero(word))));
  }
}

bool ListedPostings::is_dense(std::uint32_t postings, std::uint32_t window) const noexcept {
  return kind_of(postings, documents_in_window(documents_, window), true) == WindowKind::bits;
}

// Fills the last window, of kind bits, from its bits.
void ListedPostings::make_dense(const std::uint64_t* bits, std::size_t words) {
  windows_.back().kind = WindowKind::bits;
  Start& start = starts_.back();
  start.counted = counted_.size(), start.words = words_.size();
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < words; ++i) {
    if (i * 64 % kCountedEach == 0) counted_.push_back(static_cast<std::uint16_t>(before));
    before += static_cast<std::uint32_t>(std::popcount(bits[i]));
  }
  words_.insert(words_.end(), bits, bits + words);
}

void ListedPostings::close_window() {
  if (windows_.empty()) return;
  WindowPostings& out = windows_.back();
  Start& start = starts_.back();
  out.postings = postings_ - out.before;
  start.codes = codes_.size();
  if (scored()) codes_.resize(codes_.size() + out.postings, 1);
  if (out.kind != WindowKind::offsets || !is_dense(out.postings, out.window)) return;
  const std::size_t words = padded(documents_in_window(documents_, out.window)) / 64;
  bits_.assign(words, 0);
  for (std::size_t i = start.offsets; i < offsets_.size(); ++i)
    bits_[offsets_[i] / 64] |= std::uint64_t{1} << offsets_[i] % 64;
  make_dense(bits_.data(), words);
}

std::uint8_t ListedPostings::code_of(std::uint32_t posting, double classes) const noexcept {
  if (scores_kind_ == Scores::bounded) return given_[posting];
  return static_cast<std::uint8_t>(
      1 + std::min<int>(static_cast<int>(scores_[posting] * classes), kernels::kCodes - 2));
}

void ListedPostings::assign_codes(double step) {
  bounds_.fill(0);
  if (!scored()) return;
  if (scores_kind_ == Scores::each) step = most_ / kClasses;
  // A millionth more than it is, so that rounding leaves a bound.
  for (std::size_t code = 1; code < kernels::kCodes; ++code)
    bounds_[code] = static_cast<float>(
        (scores_kind_ == Scores::constant ? most_ : step * static_cast<double>(code)) * (1 + 1e-6));
  if (scores_kind_ == Scores::bounded)  // the greatest code means that or more
    bounds_.back() = std::max(bounds_.back(), static_cast<float>(most_ * (1 + 1e-6)));
  front_.assign(windows_.size(), 1);
  if (scores_kind_ == Scores::constant) return;
  const double classes = kClasses / most_;
  for (std::size_t w = 0; w < windows_.size(); ++w) {
    const WindowPostings& window = windows_[w];
    std::uint8_t* codes = codes_.data() + starts_[w].codes;
    std::uint8_t greatest = 1;
    for (std::uint32_t i = 0; i < window.postings; ++i) {
      const std::uint8_t code = code_of(window.before + i, classes);
      codes[i] = code;
      greatest = std::max(greatest, code);
    }
    front_[w] = greatest;
  }
}

void ListedPostings::finish(double step, double most) {
  close_window();
  if (scores_kind_ == Scores::bounded) most_ = std::max(most, kLeastBound);
  assign_codes(step);
  codes_.resize(codes_.size() + kStep);  // kernels read them in steps
  for (std::size_t w = 0; w < windows_.size(); ++w) {
    WindowPostings& window = windows_[w];
    const Start& start = starts_[w];
    if (window.kind == WindowKind::offsets) window.offsets = offsets_.data() + start.offsets;
    if (window.kind != WindowKind::offsets) window.counted = counted_.data() + start.counted;
    if (window.kind == WindowKind::bits) window.bits = words_.data() + start.words;
    if (!scored()) continue;
    window.codes = codes_.data() + start.codes;
    window.front = {front_.data() + w, 1};
  }
}

const WindowPostings* ListedPostings::in_window(std::uint32_t window) const noexcept {
  const auto at = std::lower_bound(
      windows_.begin(), windows_.end(), window,
      [](const WindowPostings& w, std::uint32_t number) { return w.window < number; });
  return at != windows_.end() && at->window == window ? &*at : nullptr;
}

std::size_t ListedPostings::bytes() const noexcept {
  return sizeof *this + windows_.capacity() * (sizeof(WindowPostings) + sizeof(Start)) +
         2 * (offsets_.capacity() + counted_.capacity()) + codes_.capacity() + front_.capacity() +
         given_.capacity() + 8 * (words_.capacity() + bits_.capacity() + scores_.capacity());
}

}  // namespace quoth::core
