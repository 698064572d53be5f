#include "rank/core/candidates.hpp"

#include <algorithm>

#include "rank/core/window_lists.hpp"

namespace quoth::core {

using storage::WindowPostings;
using storage::ranks::WindowKind;

void Candidates::begin(const WindowPostings& word, const std::uint8_t* table,
                       std::uint32_t documents, unsigned least) {
  const auto level = static_cast<std::uint8_t>(least);
  if (word.kind == WindowKind::bits) {
    const std::size_t count = kernel_.select_dense(
        dense_list(word), storage::ranks::padded(documents), table, level, chosen_.data());
    resize(count);
    (void)kernel_.find_dense(dense_list(word), chosen_.data(), count, in_list_.data(),
                             in_word_.data());
    for (std::size_t i = 0; i < count; ++i) put(i, chosen_[i], table[word.codes[in_word_[i]]]);
    return;
  }
  const std::size_t count =
      kernel_.select(word.codes, word.postings, table, level, in_word_.data());
  resize(count);
  for (std::size_t i = 0; i < count; ++i)
    put(i, word.offsets[in_word_[i]], table[word.codes[in_word_[i]]]);
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
  return find_offsets(kernel_, word, offsets_.data(), offsets_.size(), in_list_.data(),
                      in_word_.data());
}

void Candidates::keep(const WindowPostings& word, const std::uint8_t* table, unsigned least) {
  const std::size_t shared = share(word);
  std::size_t kept = 0;
  for (std::size_t k = 0; k < shared; ++k) {
    const std::size_t i = in_list_[k];
    const unsigned level = levels_[i] + (table == nullptr ? 0U : table[word.codes[in_word_[k]]]);
    put(kept, offsets_[i], level);
    kept += level >= least ? 1 : 0;
  }
  resize(kept);
}

void Candidates::add(const WindowPostings& word, const std::uint8_t* table, unsigned least) {
  const std::size_t shared = share(word);
  for (std::size_t k = 0; k < shared; ++k)
    levels_[in_list_[k]] =
        static_cast<std::uint16_t>(levels_[in_list_[k]] + table[word.codes[in_word_[k]]]);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < offsets_.size(); ++i) {
    put(kept, offsets_[i], levels_[i]);
    kept += levels_[i] >= least ? 1 : 0;
  }
  resize(kept);
}

}  // namespace quoth::core
