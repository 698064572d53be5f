// Documents of a window that may still enter, with the levels that the words looked at so far give them.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "index/ranks/ranks.hpp"
#include "quoth/rank/kernels/kernels.hpp"

namespace quoth::core {

/// Offsets ascend. Reusable.
class Candidates {
 public:
  explicit Candidates(const kernels::Kernels& kernels) : kernel_(kernels) {}

  void clear() noexcept { offsets_.clear(), levels_.clear(); }
  [[nodiscard]] bool empty() const noexcept { return offsets_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return offsets_.size(); }
  [[nodiscard]] const std::vector<std::uint16_t>& offsets() const noexcept { return offsets_; }
  /// Writes the levels, at most kMostLevel each, to `out`, and zeros to the next whole step.
  void copy_levels(std::uint8_t* out) const noexcept;
  /// Leaves out those that have a bit. `bits`: of the window's documents.
  void erase(const std::uint64_t* bits);

  // Of all of these `table` tells a posting's level by its code; null where it scores nothing. What
  // stays has at least the level `least`.

  /// Begins with a word's postings. REQUIRES: table is not null, 0 < least <= kMostLevel.
  ///   documents  of the window
  void begin(const storage::WindowPostings& word, const std::uint8_t* table, std::uint32_t documents,
             unsigned least);
  /// Begins with what two words share. REQUIRES: both of kind offsets, no table is null.
  void begin_shared(const storage::WindowPostings& a, const std::uint8_t* table_a,
                    const storage::WindowPostings& b, const std::uint8_t* table_b, unsigned least);
  /// Begins with the documents of a level of at least `least` > 0.
  ///   levels  of `documents` documents, a multiple of kStep
  void begin_levels(const std::uint8_t* levels, std::size_t documents, unsigned least);
  /// Keeps what has the word.
  void keep(const storage::WindowPostings& word, const std::uint8_t* table, unsigned least);
  /// Keeps what has it, and of the rest what needs it not. REQUIRES: table is not null.
  void add(const storage::WindowPostings& word, const std::uint8_t* table, unsigned least);

 private:
  // Pairs up postings: in_list_ and in_word_. Returns how many.
  [[nodiscard]] std::size_t share(const storage::WindowPostings& word);
  void put(std::size_t at, std::uint16_t offset, unsigned level) noexcept {
    offsets_[at] = offset, levels_[at] = static_cast<std::uint16_t>(level);
  }
  void resize(std::size_t size) { offsets_.resize(size), levels_.resize(size); }

  const kernels::Kernels& kernel_;
  std::vector<std::uint16_t> offsets_, levels_;
  std::array<std::uint16_t, kernels::kWindow> in_list_, in_word_, chosen_;  // scratch
};

}  // namespace quoth::core
