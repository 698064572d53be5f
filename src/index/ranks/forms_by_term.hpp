// The dictionary of forms turned round: from a term and a number to the form.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/ranks/ranks.hpp"

namespace quoth::storage {

/// Which forms each term of a .ranks file has. Takes four bytes for each term and each form of one;
/// texts stay in the file, which must stay too. Immutable once opened.
class FormsByTerm {
 public:
  /// Reads the dictionary of forms. False when the bytes are damaged: a form of a term that there is
  /// not, or terms whose forms are not numbered from 0 without a gap.
  [[nodiscard]] bool open(const Ranks& file);

  /// How many forms a term has. REQUIRES: it is one of the file's.
  [[nodiscard]] std::uint32_t count(std::uint64_t term) const noexcept {
    return first_[term + 1] - first_[term];
  }
  /// The text of a form. False when the bytes are damaged. REQUIRES: number < count(term).
  [[nodiscard]] bool text(std::uint64_t term, std::uint32_t number, std::string& out) const;

 private:
  template <class Visit>
  [[nodiscard]] bool for_each(Visit visit) const;

  const Ranks* file_ = nullptr;
  std::vector<std::uint32_t> first_;  // for each term, and one more: in ordinals_
  std::vector<std::uint32_t> ordinals_;
};

}  // namespace quoth::storage
