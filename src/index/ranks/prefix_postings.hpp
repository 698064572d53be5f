// The postings of the words that begin with some letters, stem by stem.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/ranks/whole_term.hpp"

namespace quoth::storage {

/// Goes over the stems that have a form with some beginning, in the order of their ordinals. Of each only the documents count
/// that have such a form, and only its occurrences. One thread; the file must stay.
class PrefixPostings {
 public:
  /// Reads the dictionary of forms. `prefix` is the begin of a folded word.
  PrefixPostings(const Ranks& file, std::string_view prefix) : file_(file), reader_(file) {
    file.forms_with(prefix, forms_);
  }

  /// To the first stem, then to the next one. False at the end. @throws DamagedError
  [[nodiscard]] bool next();
  /// The term, with its Z.
  [[nodiscard]] const std::string& stem() const noexcept { return stem_; }
  /// Its forms that begin so.
  [[nodiscard]] std::span<const FormOf> forms() const noexcept {
    return {forms_.data() + begin_, forms_.data() + end_};
  }
  /// How many documents have one of these. Reads positions where the stem has other forms as well. @throws DamagedError
  [[nodiscard]] std::uint32_t count();
  /// Reads them. @throws DamagedError
  void read();
  /// What read() found, ascending, and for each how often these forms stand there: in the title threefold.
  [[nodiscard]] std::span<const std::uint32_t> documents() const noexcept {
    return whole_.documents;
  }
  [[nodiscard]] std::span<const std::uint32_t> frequencies() const noexcept {
    return whole_.frequencies;
  }

 private:
  [[noreturn]] void throw_damaged() const;
  void keep_forms();

  const Ranks& file_;
  WholeTermReader reader_;
  std::vector<FormOf> forms_;
  std::size_t begin_ = 0, end_ = 0;  // of the stem's, in forms_
  std::string stem_;
  DictionaryEntry entry_;
  TermToWrite whole_;
  bool read_ = false;
};

}  // namespace quoth::storage
