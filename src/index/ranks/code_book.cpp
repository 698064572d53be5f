#include "index/ranks/code_book.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

namespace quoth::storage {
namespace {

constexpr std::uint32_t kUnbounded = std::numeric_limits<std::uint32_t>::max();
// Upper ends of the ranges of frequencies above CodeBook::kExact.
constexpr std::uint32_t kRangeEnds[] = {14, 18, 26, 50, kUnbounded};

std::uint32_t range_end(std::uint32_t frequency) noexcept {
  if (frequency <= CodeBook::kExact) return frequency;
  return *std::lower_bound(std::begin(kRangeEnds), std::end(kRangeEnds), frequency);
}

// The postings of one range of frequencies.
struct Range {
  std::uint32_t least = kUnbounded, most = 0;
  std::vector<std::uint32_t> lengths;  // distinct, ascending
  std::vector<std::uint64_t>
      before;  // postings in documents shorter than lengths[i]; one more at the end
};

std::vector<Range> ranges_of(const PostingHistogram::Counts& postings) {
  std::map<std::uint32_t, std::map<std::uint32_t, std::uint64_t>> by_end;
  std::map<std::uint32_t, Range> ranges;
  for (const auto& [pair, count] : postings) {
    const std::uint32_t end = range_end(pair.first);
    by_end[end][pair.second] += count;
    Range& range = ranges[end];
    range.least = std::min(range.least, pair.first);
    range.most = std::max(range.most, pair.first);
  }
  std::vector<Range> out;
  for (auto& [end, range] : ranges) {
    std::uint64_t total = 0;
    for (const auto& [length, count] : by_end[end]) {
      range.lengths.push_back(length);
      range.before.push_back(total);
      total += count;
    }
    range.before.push_back(total);
    out.push_back(std::move(range));
  }
  return out;
}

// A class in the making: lengths [begin, end) of a range.
struct Piece {
  std::size_t range = 0, begin = 0, end = 0;
  double width = 0;  // how much is to be gained by halving it
  friend bool operator<(const Piece& a, const Piece& b) noexcept { return a.width < b.width; }
};

class Divider {
 public:
  Divider(std::vector<Range> ranges, double average)
      : ranges_(std::move(ranges)), average_(average) {}

  std::vector<CodeClass> divide() {
    for (std::size_t r = 0; r < ranges_.size(); ++r) add(r, 0, ranges_[r].lengths.size());
    while (pieces_.size() < CodeBook::kCodes - 1 && pieces_.top().width > 0) {
      const Piece piece = pieces_.top();
      pieces_.pop();
      const std::size_t middle = middle_of(piece);
      add(piece.range, piece.begin, middle);
      add(piece.range, middle, piece.end);
    }
    std::vector<CodeClass> classes;
    for (; !pieces_.empty(); pieces_.pop()) {
      const Piece& piece = pieces_.top();
      const Range& range = ranges_[piece.range];
      classes.push_back(
          {range.least, range.most, range.lengths[piece.begin], range.lengths[piece.end - 1]});
    }
    return classes;
  }

 private:
  double score(std::uint32_t frequency, std::uint32_t length) const noexcept {
    constexpr double kK1 = 1.2, kB = 0.75;
    return frequency / (frequency + kK1 * (1 - kB + kB * length / average_));
  }

  void add(std::size_t r, std::size_t begin, std::size_t end) {
    const Range& range = ranges_[r];
    Piece piece{r, begin, end, 0};
    if (end - begin > 1) {
      const double postings = static_cast<double>(range.before[end] - range.before[begin]);
      piece.width = std::sqrt(postings) * (score(range.most, range.lengths[begin]) -
                                           score(range.least, range.lengths[end - 1]));
    }
    pieces_.push(piece);
  }

  // The first length whose score lies nearer to the last one's; never an end.
  std::size_t middle_of(const Piece& piece) const {
    const Range& range = ranges_[piece.range];
    const auto at = [&](std::size_t i) { return score(range.most, range.lengths[i]); };
    const double middle = (at(piece.begin) + at(piece.end - 1)) / 2;
    std::size_t low = piece.begin + 1, high = piece.end - 1;
    while (low < high) {
      const std::size_t half = low + (high - low) / 2;
      at(half) > middle ? low = half + 1 : high = half;
    }
    return low;
  }

  const std::vector<Range> ranges_;
  const double average_;
  std::priority_queue<Piece> pieces_;
};

double average_length(const PostingHistogram::Counts& postings) noexcept {
  double lengths = 0, count = 0;
  for (const auto& [pair, n] : postings) {
    lengths += static_cast<double>(pair.second) * static_cast<double>(n);
    count += static_cast<double>(n);
  }
  return lengths > 0 ? lengths / count : 1;
}

bool before(const CodeClass& a, const CodeClass& b) noexcept {
  return a.least != b.least ? a.least < b.least : a.shortest < b.shortest;
}

}  // namespace

PostingHistogram::Counts PostingHistogram::counts() const {
  Counts out = rare_;
  for (std::size_t i = 0; i < common_.size(); ++i)
    if (common_[i] > 0)
      out[{static_cast<std::uint32_t>(i / kLengths), static_cast<std::uint32_t>(i % kLengths)}] =
          common_[i];
  return out;
}

CodeBook::CodeBook(const PostingHistogram& postings) {
  const PostingHistogram::Counts counts = postings.counts();
  if (counts.empty()) return;
  std::vector<CodeClass> classes = Divider(ranges_of(counts), average_length(counts)).divide();
  std::sort(classes.begin(), classes.end(), before);
  std::copy(classes.begin(), classes.end(), classes_.begin() + 1);
  find_rows();
}

void CodeBook::find_rows() {
  rows_.clear();
  for (std::uint16_t code = 1; code < kCodes && classes_[code].most > 0; ++code) {
    if (rows_.empty() || rows_.back().most != classes_[code].most)
      rows_.push_back({classes_[code].most, code, code});
    rows_.back().last = code;
  }
}

std::uint8_t CodeBook::code_of(std::uint32_t frequency, std::uint32_t length) const noexcept {
  const auto row = std::lower_bound(rows_.begin(), rows_.end(), frequency,
                                    [](const Row& r, std::uint32_t f) { return r.most < f; });
  if (row == rows_.end()) return 0;
  std::uint16_t low = row->first, high = row->last;
  while (low < high) {
    const auto half = static_cast<std::uint16_t>(low + (high - low) / 2);
    if (classes_[half].longest < length) {
      low = static_cast<std::uint16_t>(half + 1);
    } else {
      high = half;
    }
  }
  return static_cast<std::uint8_t>(low);
}

void CodeBook::write(ByteWriter& out) const {
  for (std::size_t code = 1; code < kCodes; ++code) {
    const CodeClass& c = classes_[code];
    out.u32(c.least), out.u32(c.most), out.u32(c.shortest), out.u32(c.longest);
  }
}

bool CodeBook::read(ByteReader& in) {
  for (std::size_t code = 1; code < kCodes; ++code) {
    CodeClass& c = classes_[code];
    c.least = in.u32(), c.most = in.u32(), c.shortest = in.u32(), c.longest = in.u32();
    const bool used = c.most > 0;
    if (used != (c.least > 0) || c.least > c.most || c.shortest > c.longest) return false;
    const CodeClass& last = classes_[code - 1];
    if (code > 1 && used && (last.most == 0 || !before(last, c))) return false;
    // Ranges do not overlap; within one, lengths do not.
    if (code > 1 && used &&
        (last.least == c.least ? last.most != c.most || last.longest >= c.shortest
                               : last.most >= c.least))
      return false;
  }
  find_rows();
  return in.ok();
}

}  // namespace quoth::storage
