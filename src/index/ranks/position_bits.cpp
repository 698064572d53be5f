#include "index/ranks/position_bits.hpp"

#include <algorithm>
#include <limits>

namespace quoth::storage {
namespace {

constexpr unsigned kLowField = 5;
// A document has no more words than that many bytes of text could hold; damaged counts stop here.
constexpr std::uint32_t kMostOccurrences = 1u << 27;

std::uint64_t rice_bits(std::uint32_t value, unsigned low_bits) noexcept {
  const std::uint32_t ones = value >> low_bits;
  return ones >= BitWriter::kEscape ? BitWriter::kEscape + 32 : ones + 1 + low_bits;
}

// The low bits that take least for these distances.
unsigned best_low_bits(std::span<const std::uint32_t> distances) noexcept {
  unsigned best = 0;
  std::uint64_t least = ~std::uint64_t{0};
  for (unsigned low = 0; low < 32; ++low) {
    std::uint64_t bits = 0;
    for (const std::uint32_t distance : distances) bits += rice_bits(distance, low);
    if (bits >= least) break;  // it falls, then grows
    best = low, least = bits;
  }
  return best;
}

}  // namespace

void BitWriter::rice(std::uint32_t value, unsigned low_bits) {
  const std::uint32_t ones = value >> low_bits;
  if (ones >= kEscape) {
    bits((1u << kEscape) - 1, kEscape);
    bits(value, 32);
    return;
  }
  bits((1u << ones) - 1, ones + 1);
  bits(value, low_bits);
}

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
  at = 0;
  for (const std::uint32_t count : counts) {
    writer.rice(count - 1, 0);
    for (std::uint32_t k = 0; k < count; ++k, ++at) {
      writer.rice(distances[at], low);
      if (with_forms) writer.rice(occurrences[at].form, 0);
    }
  }
}

bool read_positions(std::string_view bytes, std::size_t which, bool with_forms,
                    std::vector<Occurrence>& out) {
  BitReader reader(bytes);
  const unsigned low = reader.bits(kLowField);
  for (std::size_t posting = 0;; ++posting) {
    const std::uint32_t count = reader.rice(0) + 1;
    if (count == 0 || count > kMostOccurrences || !reader.ok()) return false;
    std::uint32_t position = 0;
    for (std::uint32_t k = 0; k < count && reader.ok(); ++k) {
      position += reader.rice(low) + 1;
      const std::uint32_t form = with_forms ? reader.rice(0) : 0;
      if (posting == which) out.push_back({position, form});
    }
    if (!reader.ok()) return false;
    if (posting == which) return true;
  }
}

bool read_position_block(std::string_view bytes, std::size_t postings, bool with_forms,
                         std::vector<std::uint32_t>& counts, std::vector<Occurrence>& out) {
  BitReader reader(bytes);
  const unsigned low = reader.bits(kLowField);
  for (std::size_t posting = 0; posting < postings; ++posting) {
    const std::uint32_t count = reader.rice(0) + 1;
    if (count == 0 || count > kMostOccurrences || !reader.ok()) return false;
    counts.push_back(count);
    std::uint64_t position = 0;
    for (std::uint32_t k = 0; k < count && reader.ok(); ++k) {
      position += std::uint64_t{reader.rice(low)} + 1;
      if (position > std::numeric_limits<std::uint32_t>::max()) return false;
      out.push_back({static_cast<std::uint32_t>(position), with_forms ? reader.rice(0) : 0});
    }
    if (!reader.ok()) return false;
  }
  return true;
}

}  // namespace quoth::storage
