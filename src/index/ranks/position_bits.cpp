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

// How many ones; in place of std::popcount, which is a call where the processor is any x86-64.
std::uint64_t ones_of(std::uint64_t word) noexcept {
  word -= word >> 1 & 0x5555555555555555;
  word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
  return ((word + (word >> 4)) & 0x0f0f0f0f0f0f0f0f) * 0x0101010101010101 >> 56;
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
      std::uint64_t word = window(place) & ((std::uint64_t{1} << kWindow) - 1);
      if (word == 0) continue;
      if (n > 1) {
        const std::uint64_t ones = ones_of(word);
        if (ones < n) {
          n -= ones;
          continue;
        }
      }
      for (; n > 1; --n) word &= word - 1;
      return place + static_cast<std::uint64_t>(std::countr_zero(word)) + 1;
    }
    return kNone;
  }

 private:
  static constexpr unsigned kWindow = 56;

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

  std::string_view bytes_;
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

// Appends occurrences [begin, end) of a block, of one posting; the first one's high part is at `high`,
// which then is behind the last one's.
bool append_places(const Bits& bits, const Parts& parts, std::uint64_t begin, std::uint64_t end,
                   std::uint64_t& high, std::vector<Occurrence>& out) {
  std::uint64_t position = 0;
  for (std::uint64_t i = begin; i < end; ++i) {
    const std::uint64_t next = bits.behind_ones(high, 1);
    if (next == kNone) return false;
    const std::uint64_t above = next - high - 1;
    if (above > kMostPosition >> parts.low) return false;
    position += (above << parts.low | bits.at(parts.lows + i * parts.low, parts.low)) + 1;
    if (position > kMostPosition) return false;
    out.push_back({static_cast<std::uint32_t>(position), 0});
    high = next;
  }
  return true;
}

// Sets the forms of some occurrences, the first one's at `place`, which then is behind the last one's.
bool read_forms(const Bits& bits, std::span<Occurrence> occurrences, std::uint64_t& place) {
  for (Occurrence& occurrence : occurrences) {
    const std::uint64_t next = bits.behind_ones(place, 1);
    if (next == kNone || next - place - 1 > kMostPosition) return false;
    occurrence.form = static_cast<std::uint32_t>(next - place - 1);
    place = next;
  }
  return true;
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
  std::uint64_t high = bits.behind_ones(parts.highs, begin);
  const std::size_t before = out.size();
  if (!append_places(bits, parts, begin, end, high, out)) return false;
  if (!with_forms) return true;
  std::uint64_t form = bits.behind_ones(high, parts.occurrences - end);
  if (form >= bits.size()) return false;
  if (bits.at(form++, 1) == 0) return true;
  form = bits.behind_ones(form, begin);
  return read_forms(bits, std::span(out).subspan(before), form);
}

std::optional<std::size_t> read_position_block(std::string_view bytes, std::size_t postings,
                                               bool with_forms, std::vector<std::uint32_t>& counts,
                                               std::vector<Occurrence>& out) {
  const Bits bits(bytes);
  std::uint64_t place = kLowField;
  for (std::size_t posting = 0; posting < postings; ++posting) {
    const std::uint64_t next = bits.behind_ones(place, 1);
    if (next == kNone || next - place > kMostPosition) return std::nullopt;
    counts.push_back(static_cast<std::uint32_t>(next - place));
    place = next;
  }
  Parts parts;
  if (!parts.find(bits, place)) return std::nullopt;
  const std::size_t before = out.size();
  std::uint64_t begin = 0;
  place = parts.highs;
  for (const std::uint32_t count : std::span(counts).last(postings)) {
    if (!append_places(bits, parts, begin, begin + count, place, out)) return std::nullopt;
    begin += count;
  }
  if (with_forms) {
    if (place >= bits.size()) return std::nullopt;
    if (bits.at(place++, 1) != 0 && !read_forms(bits, std::span(out).subspan(before), place))
      return std::nullopt;
  }
  return static_cast<std::size_t>((place + 7) / 8);
}

}  // namespace quoth::storage
