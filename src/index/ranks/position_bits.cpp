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
  std::uint64_t rests = 0, first_highs = 0, lows = 0, highs = 0;

  // `counts_end` is behind the last posting's count. False when damaged.
  [[nodiscard]] bool find(const Bits& bits, std::uint64_t counts_end, std::size_t postings,
                          const BlockHead& head) noexcept {
    if (counts_end == kNone) return false;
    low = bits.at(0, kLowField);
    rests = counts_end - kLowField;
    first_highs = lows = counts_end;
    if (head.apart) {
      rests -= postings;
      if (head.highs) lows = bits.behind_ones(first_highs, postings);
      if (lows == kNone) return false;
    }
    highs = lows + rests * low;
    return highs <= bits.size();
  }
  // Adds a rest's distance to a position. False when it would be too far.
  [[nodiscard]] bool add_rest(const Bits& bits, std::uint64_t rest, std::uint64_t above,
                              std::uint64_t& position) const noexcept {
    if (above > kMostPosition >> low) return false;
    position += (above << low | bits.at(lows + rest * low, low)) + 1;
    return position <= kMostPosition;
  }
};

// The position of a posting's first occurrence, of which `above` is the rest.
std::uint64_t first_position(const BlockHead& head, std::size_t which,
                             std::uint64_t above) noexcept {
  const Bits bits(head.bits);
  return (above << head.width | bits.at(head.at + which * head.width, head.width)) + 1;
}

bool is_formed(const BlockHead& head, std::size_t which) noexcept {
  return (head.formed >> which & 1) != 0;
}

}  // namespace

unsigned best_width(std::span<const std::uint32_t> firsts) noexcept {
  std::uint32_t all = 0;
  for (const std::uint32_t first : firsts) all |= first;
  auto best = static_cast<unsigned>(std::bit_width(all));
  std::uint64_t least = std::uint64_t{best} * firsts.size();
  if (best > kMostWidth) best = kMostWidth, least = kNone;
  // Each bit less saves one of every posting; from some width on the highs take more.
  for (unsigned width = best; width-- > 0;) {
    std::uint64_t bits = std::uint64_t{width} * firsts.size();
    for (std::size_t begin = 0; begin < firsts.size(); begin += kPostingsInBlock) {
      const auto block = firsts.subspan(begin, std::min(kPostingsInBlock, firsts.size() - begin));
      std::uint64_t above = 0;
      for (const std::uint32_t first : block) above += first >> width;
      if (above > 0) bits += above + block.size();
    }
    if (bits >= least) break;
    best = width, least = bits;
  }
  return best;
}

void append_position_block(std::span<const std::uint32_t> counts,
                           std::span<const Occurrence> occurrences, bool with_forms,
                           const BlockHead& head, std::string& out) {
  std::vector<std::uint32_t> distances, firsts, forms, first_forms;
  distances.reserve(occurrences.size());
  std::size_t at = 0;
  for (const std::uint32_t count : counts) {
    std::uint32_t before = 0;
    for (std::uint32_t k = 0; k < count; ++k, ++at) {
      const bool first = k == 0 && head.apart;
      (first ? firsts : distances).push_back(occurrences[at].position - before - 1);
      (first ? first_forms : forms).push_back(occurrences[at].form);
      before = occurrences[at].position;
    }
  }
  const unsigned low = best_low_bits(distances);
  BitWriter writer(out);
  writer.bits(low, kLowField);
  for (const std::uint32_t count : counts) writer.unary(count - 1);
  for (std::size_t i = 0; head.highs && i < firsts.size(); ++i)
    writer.unary(firsts[i] >> head.width);
  for (const std::uint32_t distance : distances) writer.bits(distance, low);
  for (const std::uint32_t distance : distances) writer.unary(distance >> low);
  if (!with_forms) return;
  for (const std::uint32_t form : first_forms)
    if (form > 0) writer.unary(form - 1);
  const bool any = std::any_of(forms.begin(), forms.end(), [](std::uint32_t f) { return f != 0; });
  writer.bits(any ? 1 : 0, 1);
  for (std::size_t i = 0; any && i < forms.size(); ++i) writer.unary(forms[i]);
}

bool PositionBlock::open(std::string_view bytes, std::size_t postings, bool with_forms,
                         const BlockHead& head) noexcept {
  bytes_ = bytes, postings_ = postings, with_forms_ = with_forms, head_ = head;
  if (!head.apart) head_.highs = false;
  const Bits bits(bytes_);
  Parts parts;
  if (!parts.find(bits, bits.behind_ones(kLowField, postings), postings, head_)) return false;
  low_ = parts.low, rests_ = parts.rests, lows_ = parts.lows, highs_ = parts.highs;
  first_highs_ = parts.first_highs;
  which_ = 0, begin_ = 0, high_ = highs_;
  end_ = bits.behind_ones(kLowField, 1) - kLowField - (head_.apart ? 1 : 0);
  forms_found_ = some_form_ = false;
  return true;
}

// Counts take as many bits as there are occurrences, so that places in them are numbers of occurrences; less one for
// each posting where its first one stands apart.
bool PositionBlock::move_to(std::size_t which) noexcept {
  if (which == which_) return high_ != kNone;
  const Bits bits(bytes_);
  if (which < which_) which_ = 0, begin_ = 0, end_ = 0, high_ = highs_;
  const std::uint64_t before = begin_, apart = head_.apart ? 1 : 0;
  const std::uint64_t count = bits.behind_ones(kLowField + begin_ + apart * which_, which - which_);
  begin_ = count - kLowField - apart * which;
  end_ = bits.behind_ones(count, 1) - kLowField - apart * (which + 1);
  high_ = bits.behind_ones(high_, begin_ - before);
  which_ = which;
  return high_ != kNone;
}

bool PositionBlock::find_forms() noexcept {
  if (forms_found_) return true;
  const Bits bits(bytes_);
  first_forms_ = bits.behind_ones(high_, rests_ - begin_);
  const std::uint64_t flag = bits.behind_ones(
      first_forms_,
      head_.apart ? static_cast<std::uint64_t>(std::popcount(head_.formed)) : std::uint64_t{0});
  if (flag >= bits.size()) return false;
  forms_found_ = true, some_form_ = bits.at(flag, 1) != 0;
  forms_ = form_place_ = flag + 1, form_ = 0;
  return true;
}

bool PositionBlock::form_of(std::uint64_t rest, std::uint64_t& form) noexcept {
  form = 0;
  if (!with_forms_) return true;
  if (!find_forms()) return false;
  if (!some_form_) return true;
  const Bits bits(bytes_);
  if (rest < form_) form_ = 0, form_place_ = forms_;
  const std::uint64_t own = bits.behind_ones(form_place_, rest - form_);
  const std::uint64_t behind = bits.behind_ones(own, 1);
  if (behind == kNone || behind - own - 1 > kMostPosition) return false;
  form_ = rest + 1, form_place_ = behind;
  form = behind - own - 1;
  return true;
}

bool PositionBlock::first_form(std::uint64_t& form) noexcept {
  form = 0;
  if (!with_forms_ || !is_formed(head_, which_)) return true;
  if (!find_forms()) return false;
  const Bits bits(bytes_);
  const std::uint32_t earlier = head_.formed & ((std::uint32_t{1} << which_) - 1);
  const std::uint64_t own =
      bits.behind_ones(first_forms_, static_cast<std::uint64_t>(std::popcount(earlier)));
  const std::uint64_t behind = bits.behind_ones(own, 1);
  if (behind == kNone || behind - own > kMostPosition) return false;
  form = behind - own;
  return true;
}

template <class Visit>
bool PositionBlock::for_each(std::size_t which, Visit visit) {
  if (!move_to(which)) return false;
  const Bits bits(bytes_);
  std::uint64_t position = 0;
  if (head_.apart) {
    std::uint64_t above = 0;
    if (head_.highs) {
      const std::uint64_t own = bits.behind_ones(first_highs_, which);
      above = bits.behind_ones(own, 1) - own - 1;
      if (above > kMostPosition >> head_.width) return false;
    }
    position = first_position(head_, which, above);
    if (position > kMostPosition) return false;
    if (!visit(static_cast<std::uint32_t>(position), [&](std::uint64_t& form) {
          return first_form(form);
        }))
      return true;
  }
  const Parts parts{low_, rests_, first_highs_, lows_, highs_};
  UnaryNumbers highs(bits, high_);
  for (std::uint64_t rest = begin_; rest < end_; ++rest) {
    if (!parts.add_rest(bits, rest, highs.next(), position)) return false;
    if (!visit(static_cast<std::uint32_t>(position), [&](std::uint64_t& form) {
          return form_of(rest, form);
        }))
      return true;
  }
  return true;
}

bool PositionBlock::read(std::size_t which, std::vector<Occurrence>& out) {
  bool whole = true;
  return for_each(which,
                  [&](std::uint32_t position, const auto& form_of_it) {
                    std::uint64_t form = 0;
                    whole = form_of_it(form);
                    if (whole) out.push_back({position, static_cast<std::uint32_t>(form)});
                    return whole;
                  }) &&
         whole;
}

void PositionBlock::read(std::size_t which, std::uint32_t form, std::vector<std::uint32_t>& out) {
  (void)for_each(which, [&](std::uint32_t position, const auto& form_of_it) {
    std::uint64_t own = 0;
    if (form_of_it(own) && own == form) out.push_back(position);
    return true;
  });
}

std::size_t PositionBlock::keep_followed(std::size_t which, std::uint32_t form,
                                         std::span<std::uint32_t> starts,
                                         std::uint32_t distance) noexcept {
  std::size_t kept = 0, next = 0;
  if (starts.empty()) return 0;
  (void)for_each(which, [&](std::uint32_t position, const auto& form_of_it) {
    while (next < starts.size() && std::uint64_t{starts[next]} + distance < position) ++next;
    if (next == starts.size()) return false;
    if (std::uint64_t{starts[next]} + distance > position) return true;
    std::uint64_t own = 0;
    if (form_of_it(own) && own == form) starts[kept++] = starts[next];
    return ++next < starts.size();
  });
  return kept;
}

std::optional<std::size_t> read_position_block(std::string_view bytes, std::size_t postings,
                                               bool with_forms, const BlockHead& head,
                                               std::vector<std::uint32_t>& counts,
                                               std::vector<Occurrence>& out) {
  const Bits bits(bytes);
  UnaryNumbers unary(bits, kLowField);
  for (std::size_t posting = 0; posting < postings; ++posting) {
    const std::uint64_t others = unary.next();
    if (others >= kMostPosition) return std::nullopt;
    counts.push_back(static_cast<std::uint32_t>(others + 1));
  }
  Parts parts;
  if (!parts.find(bits, unary.place(), postings, head)) return std::nullopt;
  const std::size_t before = out.size();
  const std::span<const std::uint32_t> own(counts.data() + (counts.size() - postings), postings);
  UnaryNumbers highs(bits, parts.highs), first_highs(bits, parts.first_highs);
  std::uint64_t rest = 0;
  for (std::size_t posting = 0; posting < postings; ++posting) {
    std::uint64_t position = 0;
    std::uint32_t left = own[posting];
    if (head.apart) {
      const std::uint64_t above = head.highs ? first_highs.next() : 0;
      if (above > kMostPosition >> head.width) return std::nullopt;
      position = first_position(head, posting, above);
      if (position > kMostPosition) return std::nullopt;
      out.push_back({static_cast<std::uint32_t>(position), 0});
      --left;
    }
    for (; left > 0; --left) {
      if (!parts.add_rest(bits, rest++, highs.next(), position)) return std::nullopt;
      out.push_back({static_cast<std::uint32_t>(position), 0});
    }
  }
  std::uint64_t place = highs.place();
  if (with_forms) {
    UnaryNumbers firsts(bits, place);
    Occurrence* next = out.data() + before;
    for (std::size_t posting = 0; head.apart && posting < postings; next += own[posting++]) {
      if (!is_formed(head, posting)) continue;
      const std::uint64_t form = firsts.next();
      if (form >= kMostPosition) return std::nullopt;
      next->form = static_cast<std::uint32_t>(form + 1);
    }
    place = firsts.place();
    if (place >= bits.size()) return std::nullopt;
    if (bits.at(place++, 1) != 0) {
      UnaryNumbers forms(bits, place);
      next = out.data() + before;
      for (const std::uint32_t count : own)
        for (std::uint32_t k = 0; k < count; ++k, ++next) {
          if (k == 0 && head.apart) continue;
          const std::uint64_t form = forms.next();
          if (form > kMostPosition) return std::nullopt;
          next->form = static_cast<std::uint32_t>(form);
        }
      place = forms.place();
    }
  }
  return static_cast<std::size_t>((place + 7) / 8);
}

bool WholePositionBlock::open(std::string_view bytes, std::size_t postings, bool with_forms,
                              const BlockHead& head) {
  ends_.clear(), all_.clear();
  if (!read_position_block(bytes, postings, with_forms, head, ends_, all_)) return false;
  std::uint32_t end = 0;
  for (std::uint32_t& count : ends_) count = end += count;
  return true;
}

void WholePositionBlock::read(std::size_t which, std::uint32_t form,
                              std::vector<std::uint32_t>& out) const {
  for (const Occurrence& there : of(which))
    if (there.form == form) out.push_back(there.position);
}

std::size_t WholePositionBlock::keep_followed(std::size_t which, std::uint32_t form,
                                              std::span<std::uint32_t> starts,
                                              std::uint32_t distance) const noexcept {
  std::size_t kept = 0, next = 0;
  for (const Occurrence& there : of(which)) {
    while (next < starts.size() && std::uint64_t{starts[next]} + distance < there.position) ++next;
    if (next == starts.size()) break;
    if (std::uint64_t{starts[next]} + distance == there.position && there.form == form)
      starts[kept++] = starts[next];
  }
  return kept;
}

}  // namespace quoth::storage
