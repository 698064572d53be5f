#include "rank/core/candidates.hpp"

#include <algorithm>

namespace quoth::core {

using storage::WindowPostings;
using storage::ranks::WindowKind;

void Candidates::begin(const WindowPostings& word, const std::uint8_t* table,
                       std::uint32_t documents, unsigned least) {
  const bool listed = word.kind == WindowKind::offsets;
  const std::size_t count = kernel_.select(word.codes, listed ? word.postings : documents, table,
                                           static_cast<std::uint8_t>(least), in_word_.data());
  resize(count);
  for (std::size_t i = 0; i < count; ++i)
    put(i, listed ? word.offsets[in_word_[i]] : in_word_[i], table[word.codes[in_word_[i]]]);
}

void Candidates::begin_shared(const WindowPostings& a, const std::uint8_t* table_a,
                              const WindowPostings& b, const std::uint8_t* table_b,
                              unsigned least) {
  const std::size_t shared = kernel_.intersect(a.offsets, a.postings, b.offsets, b.postings,
                                               in_list_.data(), in_word_.data());
  resize(shared);
  std::size_t kept = 0;
  for (std::size_t k = 0; k < shared; ++k) {
    const unsigned level = unsigned{table_a[a.codes[in_list_[k]]]} + table_b[b.codes[in_word_[k]]];
    put(kept, a.offsets[in_list_[k]], level);
    kept += level >= least ? 1 : 0;
  }
  resize(kept);
}

void Candidates::begin_levels(const std::uint8_t* levels, std::size_t documents, unsigned least) {
  const std::size_t count =
      kernel_.between(levels, documents, nullptr, static_cast<std::uint8_t>(least),
                      kernels::kMostLevel, in_list_.data());
  resize(count);
  for (std::size_t i = 0; i < count; ++i) put(i, in_list_[i], levels[in_list_[i]]);
}

void Candidates::copy_levels(std::uint8_t* out) const noexcept {
  std::uint8_t* end = std::transform(levels_.begin(), levels_.end(), out, [](std::uint16_t level) {
    return static_cast<std::uint8_t>(std::min<std::uint16_t>(level, kernels::kMostLevel));
  });
  std::fill(end, out + storage::ranks::padded(static_cast<std::uint32_t>(levels_.size())),
            std::uint8_t{0});
}

void Candidates::erase(const std::uint64_t* bits) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < offsets_.size(); ++i) {
    put(kept, offsets_[i], levels_[i]);
    kept += ~bits[offsets_[i] / 64] >> offsets_[i] % 64 & 1;
  }
  resize(kept);
}

std::size_t Candidates::share(const WindowPostings& word) {
  return offsets_.size() <= word.postings
             ? kernel_.intersect(offsets_.data(), offsets_.size(), word.offsets, word.postings,
                                 in_list_.data(), in_word_.data())
             : kernel_.intersect(word.offsets, word.postings, offsets_.data(), offsets_.size(),
                                 in_word_.data(), in_list_.data());
}

void Candidates::keep(const WindowPostings& word, const std::uint8_t* table, unsigned least) {
  std::size_t kept = 0;
  const auto take = [&](std::size_t i, bool has, unsigned more) {
    const unsigned level = levels_[i] + more;
    put(kept, offsets_[i], level);
    kept += has && level >= least ? 1 : 0;
  };
  switch (word.kind) {
    case WindowKind::codes:
      for (std::size_t i = 0; i < offsets_.size(); ++i) {
        const std::uint8_t code = word.codes[offsets_[i]];
        take(i, code != 0, table == nullptr ? 0 : table[code]);
      }
      break;
    case WindowKind::bits:
      for (std::size_t i = 0; i < offsets_.size(); ++i)
        take(i, (word.bits[offsets_[i] / 64] >> offsets_[i] % 64 & 1) != 0, 0);
      break;
    case WindowKind::offsets: {
      const std::size_t shared = share(word);
      for (std::size_t k = 0; k < shared; ++k)
        take(in_list_[k], true, table == nullptr ? 0 : table[word.codes[in_word_[k]]]);
      break;
    }
  }
  resize(kept);
}

void Candidates::add(const WindowPostings& word, const std::uint8_t* table, unsigned least) {
  std::size_t kept = 0;
  const bool listed = word.kind == WindowKind::offsets;
  if (listed) {
    const std::size_t shared = share(word);
    for (std::size_t k = 0; k < shared; ++k)
      levels_[in_list_[k]] =
          static_cast<std::uint16_t>(levels_[in_list_[k]] + table[word.codes[in_word_[k]]]);
  }
  for (std::size_t i = 0; i < offsets_.size(); ++i) {
    const unsigned level = levels_[i] + (listed ? 0U : table[word.codes[offsets_[i]]]);
    put(kept, offsets_[i], level);
    kept += level >= least ? 1 : 0;
  }
  resize(kept);
}

}  // namespace quoth::core
