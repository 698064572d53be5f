#include "index/ranks/spans_in_articles.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>

namespace quoth::storage {
namespace {

constexpr std::size_t kHead = 3;
// Eight bytes are read wherever a number begins.
constexpr std::size_t kTail = 8;

std::uint64_t size_of(const std::array<std::uint8_t, 3>& widths, std::uint64_t documents) noexcept {
  const std::uint64_t bits = std::uint64_t{widths[0]} + widths[1] + widths[2];
  return kHead + (bits * documents + 7) / 8 + kTail;
}

void append_bits(std::string& out, std::uint64_t& at, std::uint32_t value, unsigned width) {
  for (unsigned bit = 0; bit < width; ++bit, ++at)
    if ((value >> bit & 1) != 0)
      out[kHead + static_cast<std::size_t>(at / 8)] |= static_cast<char>(1 << at % 8);
}

}  // namespace

std::string bytes_of(std::span<const SpanInArticle> spans) {
  std::uint32_t first = 0, before = 0, after = 0;
  for (const SpanInArticle& span : spans)
    first |= span.first, before |= span.before, after |= span.after;
  if ((first | before | after) == 0) return {};
  std::array<std::uint8_t, 3> widths{};
  std::size_t i = 0;
  for (const std::uint32_t all : {first, before, after})
    widths[i++] = static_cast<std::uint8_t>(std::bit_width(all));
  std::string out(static_cast<std::size_t>(size_of(widths, spans.size())), '\0');
  for (i = 0; i < widths.size(); ++i) out[i] = static_cast<char>(widths[i]);
  std::uint64_t at = 0;
  for (const SpanInArticle& span : spans) {
    append_bits(out, at, span.first, widths[0]);
    append_bits(out, at, span.before, widths[1]);
    append_bits(out, at, span.after, widths[2]);
  }
  return out;
}

bool SpansInArticles::open(std::string_view bytes, std::uint32_t documents) noexcept {
  bytes_ = bytes;
  if (bytes.empty()) return true;
  if (bytes.size() < kHead + kTail) return false;
  for (std::size_t i = 0; i < widths_.size(); ++i) widths_[i] = static_cast<std::uint8_t>(bytes[i]);
  return std::all_of(widths_.begin(), widths_.end(), [](std::uint8_t w) { return w <= 32; }) &&
         bytes.size() == size_of(widths_, documents);
}

SpanInArticle SpansInArticles::operator[](std::uint32_t document) const noexcept {
  if (bytes_.empty()) return {};
  std::uint64_t at = (std::uint64_t{widths_[0]} + widths_[1] + widths_[2]) * document;
  const auto next = [&](unsigned width) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes_.data() + kHead + at / 8, 8);
    const std::uint64_t value = eight >> at % 8 & ((std::uint64_t{1} << width) - 1);
    at += width;
    return static_cast<std::uint32_t>(value);
  };
  SpanInArticle out;
  out.first = next(widths_[0]), out.before = next(widths_[1]), out.after = next(widths_[2]);
  return out;
}

}  // namespace quoth::storage
