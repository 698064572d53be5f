#include "index/ranks/position_bits.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace quoth::storage {
namespace {

constexpr unsigned kLowField = 5;
constexpr std::uint64_t kNone = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t kMostPosition = std::numeric_limits<std::uint32_t>::max();

// The low bits that take least for these distances. What is saved by each further one never grows,
// so the first that saves nothing is the last to be looked at.
unsigned best_low_bits(std::span<const std::uint32_t> distances) noexcept {
  unsigned best = 0;
  std::uint64_t least = kNone;
  for (unsigned low = 0; low < 32; ++low) {
    std::uint64_t bits = 0;
    for (const std::uint32_t distance : distances) bits += (distance >> low) + 1 + low;
    if (bits >= least) break;
    best = low, least = bits;
  }
  return best;
}

class BitWriter {
 public:
  explicit BitWriter(std::string& out) noexcept : out_(out) {}
  ~BitWriter() {
    if (held_bits_ > 0) bits(0, 8 - held_bits_);
  }
  BitWriter(const BitWriter&) = delete;
  BitWriter& operator=(const BitWriter&) = delete;

  // The low `count` bits of `value`; count <= 32.
  void bits(std::uint32_t value, unsigned count) {
    held_ |= (std::uint64_t{value} & ((std::uint64_t{1} << count) - 1)) << held_bits_;
    held_bits_ += count;
    for (; held_bits_ >= 8; held_bits_ -= 8, held_ >>= 8)
      out_.push_back(static_cast<char>(held_ & 0xff));
  }
  void unary(std::uint32_t value) {
    for (; value >= 32; value -= 32) bits(0, 32);
    bits(0, value);
    bits(1, 1);
  }

 private:
  std::string& out_;
  std::uint64_t held_ = 0;
  unsigned held_bits_ = 0;
};

constexpr std::uint64_t kEachByte = 0x0101010101010101;

// Byte i: how many ones bytes 0..i have. In place of std::popcount, which is a call where the processor is any x86-64.
std::uint64_t ones_by_byte(std::uint64_t word) noexcept {
  word -= word >> 1 & 0x5555555555555555;
  word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
  return ((word + (word >> 4)) & 0x0f0f0f0f0f0f0f0f) * kEachByte;
}

// The bit that the n-th one is, counted from 1; `ones`: of the word by byte. REQUIRES: there are so many.
unsigned nth_one(std::uint64_t word, std::uint64_t ones, std::uint64_t n) noexcept {
  // The top bit of each byte up to which there are enough: no sum is above 64.
  const std::uint64_t enough = ((ones | kEachByte << 7) - n * kEachByte) & kEachByte << 7;
  const auto shift = static_cast<unsigned>(std::countr_zero(enough)) - 7;
  word >>= shift;
  for (n -= (ones << 8) >> shift & 0xff; n > 1; --n) word &= word - 1;
  return shift + static_cast<unsigned>(std::countr_zero(word));
}

// Reads bits at any place; those past the end are zeros.
class Bits {
 public:
  explicit Bits(std::string_view bytes) noexcept : bytes_(bytes) {}

  [[nodiscard]] std::uint64_t size() const noexcept { return std::uint64_t{8} * bytes_.size(); }
  // count <= 32.
  [[nodiscard]] std::uint32_t at(std::uint64_t place, unsigned count) const noexcept {
    return static_cast<std::uint32_t>(window(place) & ((std::uint64_t{1} << count) - 1));
  }
  // The place behind the n-th one from `place` on; `place` itself for n = 0. kNone when there are
  // fewer, or `place` is kNone.
  [[nodiscard]] std::uint64_t behind_ones(std::uint64_t place, std::uint64_t n) const noexcept {
    if (n == 0) return place;
    for (; place < size(); place += kWindow) {
      const std::uint64_t word = window(place) & kWhole;
      if (word == 0) continue;
      if (n == 1) return place + static_cast<std::uint64_t>(std::countr_zero(word)) + 1;
      const std::uint64_t ones = ones_by_byte(word);
      if (ones >> 56 >= n) return place + nth_one(word, ones, n) + 1;
      n -= ones >> 56;
    }
    return kNone;
  }

  // Replaces `out` by 0 and how far behind `place` the next n ones end; the last one's end comes back, kNone when
  // there are fewer.
  [[nodiscard]] std::uint64_t find_ones(std::uint64_t place, std::size_t n,
                                        std::vector<std::uint32_t>& out) const {
    if (out.size() < n + 1) out.resize(n + 1);
    std::uint32_t* next = out.data();
    *next++ = 0;
    std::uint32_t* const end = next + n;
    for (std::uint64_t base = 0; next != end; base += kWindow) {
      if (place + base >= size() || base > kMostPosition - kWindow) return kNone;
      std::uint64_t word = window(place + base) & kWhole;
      for (; word != 0 && next != end; word &= word - 1)
        *next++ = static_cast<std::uint32_t>(base) + 1 +
                  static_cast<std::uint32_t>(std::countr_zero(word));
    }
    return place + end[-1];
  }

  static constexpr unsigned kWindow = 56;
  static constexpr std::uint64_t kWhole = (std::uint64_t{1} << kWindow) - 1;

  // At least kWindow bits from `place` on.
  [[nodiscard]] std::uint64_t window(std::uint64_t place) const noexcept {
    const auto byte = static_cast<std::size_t>(place / 8);
    std::uint64_t word = 0;
    if (byte + 8 <= bytes_.size()) {
      std::memcpy(&word, bytes_.data() + byte, 8);
      if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    } else {
      for (std::size_t i = byte; i < bytes_.size(); ++i)
        word |= std::uint64_t{static_cast<unsigned char>(bytes_[i])} << (8 * (i - byte));
    }
    return word >> (place % 8);
  }

 private:
  std::string_view bytes_;
};

// Reads numbers in unary one after the other, from `place` on.
class UnaryNumbers {
 public:
  UnaryNumbers(const Bits& bits, std::uint64_t place) noexcept : bits_(bits), place_(place) {}

  /// kNone when the bits end first.
  [[nodiscard]] std::uint64_t next() noexcept {
    std::uint64_t zeros = 0;
    while (word_ == 0) {
      zeros += left_, place_ += left_;
      if (place_ >= bits_.size()) return kNone;
      word_ = bits_.window(place_) & Bits::kWhole, left_ = Bits::kWindow;
    }
    const auto own = static_cast<unsigned>(std::countr_zero(word_));
    word_ >>= own + 1, left_ -= own + 1, place_ += own + 1;
    return zeros + own;
  }
  /// Of the first bit that was not read.
  [[nodiscard]] std::uint64_t place() const noexcept { return place_; }

 private:
  const Bits& bits_;
  std::uint64_t place_;
  std::uint64_t word_ = 0;  // bits from place_ on, `left_` of them
  unsigned left_ = 0;
};

// Where the parts of a block begin, in bits.
struct Parts {
  unsigned low = 0;
  std::uint64_t occurrences = 0, lows = 0, highs = 0;

  // `counts_end` is behind the last posting's count. False when damaged.
  [[nodiscard]] bool find(const Bits& bits, std::uint64_t counts_end) noexcept {
    if (counts_end == kNone) return false;
    low = bits.at(0, kLowField);
    occurrences = counts_end - kLowField;
    lows = counts_end;
    highs = lows + occurrences * low;
    return highs <= bits.size();
  }
};

// Appends occurrences [begin, end) of a block, of one posting; the first one's high part is next.
bool append_places(const Bits& bits, const Parts& parts, std::uint64_t begin, std::uint64_t end,
                   UnaryNumbers& highs, std::vector<Occurrence>& out) {
  std::uint64_t position = 0;
  for (std::uint64_t i = begin; i < end; ++i) {
    const std::uint64_t above = highs.next();
    if (above > kMostPosition >> parts.low) return false;
    position += (above << parts.low | bits.at(parts.lows + i * parts.low, parts.low)) + 1;
    if (position > kMostPosition) return false;
    out.push_back({static_cast<std::uint32_t>(position), 0});
  }
  return true;
}

// Sets the forms of some occurrences, the first one's at `place`. Returns what is behind the last one's; kNone when the
// bits end first.
std::uint64_t read_forms(const Bits& bits, std::span<Occurrence> occurrences, std::uint64_t place) {
  UnaryNumbers forms(bits, place);
  for (Occurrence& occurrence : occurrences) {
    const std::uint64_t form = forms.next();
    if (form > kMostPosition) return kNone;
    occurrence.form = static_cast<std::uint32_t>(form);
  }
  return forms.place();
}

}  // namespace

void append_position_block(std::span<const std::uint32_t> counts,
                           std::span<const Occurrence> occurrences, bool with_forms,
                           std::string& out) {
  std::vector<std::uint32_t> distances;
  distances.reserve(occurrences.size());
  std::size_t at = 0;
  for (const std::uint32_t count : counts) {
    std::uint32_t before = 0;
    for (std::uint32_t k = 0; k < count; ++k, ++at) {
      distances.push_back(occurrences[at].position - before - 1);
      before = occurrences[at].position;
    }
  }
  const unsigned low = best_low_bits(distances);
  BitWriter writer(out);
  writer.bits(low, kLowField);
  for (const std::uint32_t count : counts) writer.unary(count - 1);
  for (const std::uint32_t distance : distances) writer.bits(distance, low);
  for (const std::uint32_t distance : distances) writer.unary(distance >> low);
  if (!with_forms) return;
  const bool any = std::any_of(occurrences.begin(), occurrences.end(),
                               [](const Occurrence& occurrence) { return occurrence.form != 0; });
  writer.bits(any ? 1 : 0, 1);
  if (!any) return;
  for (const Occurrence& occurrence : occurrences) writer.unary(occurrence.form);
}

bool read_positions(std::string_view bytes, std::size_t postings, std::size_t which,
                    bool with_forms, std::vector<Occurrence>& out) {
  const Bits bits(bytes);
  const std::uint64_t own_begin = bits.behind_ones(kLowField, which);
  const std::uint64_t own_end = bits.behind_ones(own_begin, 1);
  Parts parts;
  if (own_end == kNone || !parts.find(bits, bits.behind_ones(own_end, postings - which - 1)))
    return false;
  const std::uint64_t begin = own_begin - kLowField, end = own_end - kLowField;
  UnaryNumbers highs(bits, bits.behind_ones(parts.highs, begin));
  const std::size_t before = out.size();
  if (!append_places(bits, parts, begin, end, highs, out)) return false;
  if (!with_forms) return true;
  const std::uint64_t flag = bits.behind_ones(highs.place(), parts.occurrences - end);
  if (flag >= bits.size()) return false;
  if (bits.at(flag, 1) == 0) return true;
  return read_forms(bits, std::span(out).subspan(before), bits.behind_ones(flag + 1, begin)) !=
         kNone;
}

bool PositionBlock::open(std::string_view bytes, std::size_t postings, bool with_forms) noexcept {
  bytes_ = bytes, postings_ = postings, with_forms_ = with_forms;
  const Bits bits(bytes_);
  Parts parts;
  if (!parts.find(bits, bits.behind_ones(kLowField, postings))) return false;
  low_ = parts.low, occurrences_ = parts.occurrences, lows_ = parts.lows, highs_ = parts.highs;
  which_ = 0, begin_ = 0, high_ = highs_;
  end_ = bits.behind_ones(kLowField, 1) - kLowField;
  forms_found_ = some_form_ = false;
  return true;
}

// Counts take as many bits as there are occurrences, so that places in them are numbers of occurrences.
bool PositionBlock::move_to(std::size_t which) noexcept {
  if (which == which_) return high_ != kNone;
  const Bits bits(bytes_);
  if (which < which_) which_ = 0, begin_ = 0, end_ = 0, high_ = highs_;
  const std::uint64_t before = begin_;
  begin_ = bits.behind_ones(kLowField + begin_, which - which_) - kLowField;
  end_ = bits.behind_ones(kLowField + begin_, 1) - kLowField;
  high_ = bits.behind_ones(high_, begin_ - before);
  which_ = which;
  return high_ != kNone;
}

bool PositionBlock::find_forms() noexcept {
  if (forms_found_) return true;
  const Bits bits(bytes_);
  const std::uint64_t flag = bits.behind_ones(high_, occurrences_ - begin_);
  if (flag >= bits.size()) return false;
  forms_found_ = true, some_form_ = bits.at(flag, 1) != 0;
  forms_ = form_place_ = flag + 1, form_ = 0;
  return true;
}

bool PositionBlock::has_form(std::uint64_t occurrence, std::uint32_t form) noexcept {
  if (!with_forms_) return form == 0;
  if (!find_forms()) return false;
  if (!some_form_) return form == 0;
  const Bits bits(bytes_);
  if (occurrence < form_) form_ = 0, form_place_ = forms_;
  const std::uint64_t own = bits.behind_ones(form_place_, occurrence - form_);
  const std::uint64_t behind = bits.behind_ones(own, 1);
  if (behind == kNone) return false;
  form_ = occurrence + 1, form_place_ = behind;
  return behind - own - 1 == form;
}

void PositionBlock::read(std::size_t which, std::uint32_t form, std::vector<std::uint32_t>& out) {
  if (!move_to(which)) return;
  const Bits bits(bytes_);
  UnaryNumbers highs(bits, high_);
  std::uint64_t position = 0;
  for (std::uint64_t i = begin_; i < end_; ++i) {
    const std::uint64_t above = highs.next();
    if (above > kMostPosition >> low_) return;
    position += (above << low_ | bits.at(lows_ + i * low_, low_)) + 1;
    if (position > kMostPosition) return;
    if (has_form(i, form)) out.push_back(static_cast<std::uint32_t>(position));
  }
}

std::size_t PositionBlock::keep_followed(std::size_t which, std::uint32_t form,
                                         std::span<std::uint32_t> starts,
                                         std::uint32_t distance) noexcept {
  if (!move_to(which)) return 0;
  const Bits bits(bytes_);
  UnaryNumbers highs(bits, high_);
  std::uint64_t position = 0;
  std::size_t kept = 0, next = 0;
  for (std::uint64_t i = begin_; i < end_ && next < starts.size(); ++i) {
    const std::uint64_t above = highs.next();
    if (above > kMostPosition >> low_) break;
    position += (above << low_ | bits.at(lows_ + i * low_, low_)) + 1;
    if (position > kMostPosition) break;
    while (next < starts.size() && std::uint64_t{starts[next]} + distance < position) ++next;
    if (next == starts.size() || std::uint64_t{starts[next]} + distance > position) continue;
    if (has_form(i, form)) starts[kept++] = starts[next];
    ++next;
  }
  return kept;
}

bool WholePositionBlock::open(std::string_view bytes, std::size_t postings, bool with_forms) {
  bytes_ = bytes, some_form_ = false;
  const Bits bits(bytes_);
  Parts parts;
  if (!parts.find(bits, bits.find_ones(kLowField, postings, ends_))) return false;
  low_ = parts.low, lows_ = parts.lows;
  const auto occurrences = static_cast<std::size_t>(parts.occurrences);
  const std::uint64_t flag = bits.find_ones(parts.highs, occurrences, highs_);
  if (flag == kNone) return false;
  if (!with_forms) return true;
  if (flag >= bits.size()) return false;
  some_form_ = bits.at(flag, 1) != 0;
  return !some_form_ || bits.find_ones(flag + 1, occurrences, forms_) != kNone;
}

std::uint64_t WholePositionBlock::distance_of(std::size_t occurrence) const noexcept {
  const std::uint64_t above = highs_[occurrence + 1] - highs_[occurrence] - 1;
  return above << low_ | Bits(bytes_).at(lows_ + occurrence * low_, low_);
}

void WholePositionBlock::read(std::size_t which, std::uint32_t form,
                              std::vector<std::uint32_t>& out) const {
  // The last one that has the form: often there is none.
  std::size_t end = ends_[which + 1];
  while (end > ends_[which] && !has_form(end - 1, form)) --end;
  std::uint64_t position = 0;
  for (std::size_t i = ends_[which]; i < end; ++i) {
    position += distance_of(i) + 1;
    if (position > kMostPosition) return;
    if (has_form(i, form)) out.push_back(static_cast<std::uint32_t>(position));
  }
}

std::size_t WholePositionBlock::keep_followed(std::size_t which, std::uint32_t form,
                                              std::span<std::uint32_t> starts,
                                              std::uint32_t distance) const noexcept {
  std::uint64_t position = 0;
  std::size_t kept = 0, next = 0;
  for (std::size_t i = ends_[which]; i < ends_[which + 1]; ++i) {
    position += distance_of(i) + 1;
    if (position > kMostPosition) break;
    while (next < starts.size() && std::uint64_t{starts[next]} + distance < position) ++next;
    if (next == starts.size()) break;
    if (std::uint64_t{starts[next]} + distance == position && has_form(i, form))
      starts[kept++] = starts[next];
  }
  return kept;
}

std::optional<std::size_t> read_position_block(std::string_view bytes, std::size_t postings,
                                               bool with_forms, std::vector<std::uint32_t>& counts,
                                               std::vector<Occurrence>& out) {
  const Bits bits(bytes);
  UnaryNumbers unary(bits, kLowField);
  for (std::size_t posting = 0; posting < postings; ++posting) {
    const std::uint64_t others = unary.next();
    if (others >= kMostPosition) return std::nullopt;
    counts.push_back(static_cast<std::uint32_t>(others + 1));
  }
  Parts parts;
  if (!parts.find(bits, unary.place())) return std::nullopt;
  const std::size_t before = out.size();
  UnaryNumbers highs(bits, parts.highs);
  std::uint64_t begin = 0;
  for (const std::uint32_t count : std::span(counts).last(postings)) {
    if (!append_places(bits, parts, begin, begin + count, highs, out)) return std::nullopt;
    begin += count;
  }
  std::uint64_t place = highs.place();
  if (with_forms) {
    if (place >= bits.size()) return std::nullopt;
    if (bits.at(place++, 1) != 0) place = read_forms(bits, std::span(out).subspan(before), place);
    if (place == kNone) return std::nullopt;
  }
  return static_cast<std::size_t>((place + 7) / 8);
}

}  // namespace quoth::storage
