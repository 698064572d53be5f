// One byte for what a posting contributes: small classes of (term frequency, document length).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "index/bytes.hpp"

namespace quoth::storage {

/// All postings of one code have frequencies and lengths in these ranges, both ends included. So
/// whatever the weighting, frequency `most` in a document of length `shortest` bounds their scores.
struct CodeClass {
  std::uint32_t least = 0, most = 0;        ///< occurrences, >= 1; 0 for a code that is not used
  std::uint32_t shortest = 0, longest = 0;  ///< of the document
  [[nodiscard]] bool exact() const noexcept { return least == most; }
  friend bool operator==(const CodeClass&, const CodeClass&) = default;
};

/// How many postings have a frequency in documents of a length.
class PostingHistogram {
 public:
  using Counts = std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t>;

  void add(std::uint32_t frequency, std::uint32_t length, std::uint64_t count = 1) {
    if (frequency < kFrequencies && length < kLengths) {
      if (common_.empty()) common_.resize(std::size_t{kFrequencies} * kLengths);
      common_[std::size_t{frequency} * kLengths + length] += count;
    } else {
      rare_[{frequency, length}] += count;
    }
  }
  /// By frequency and length. Gathers them: not to be called for each posting.
  [[nodiscard]] Counts counts() const;

 private:
  // Nearly all postings lie in a table, as a tree would cost more than the rest of a merge.
  static constexpr std::uint32_t kFrequencies = 16, kLengths = 4096;
  std::vector<std::uint64_t> common_;
  Counts rare_;
};

/// The classes of one segment: fitted to its postings, so that classes with many postings are
/// narrow. Immutable.
class CodeBook {
 public:
  static constexpr std::size_t kCodes = 256;  ///< 0 means no posting

  CodeBook() = default;
  /// Divides what the histogram holds into at most kCodes - 1 classes. Frequencies to kExact have
  /// classes of their own; then always the class is halved whose width in score (BM25 with k1 1.2,
  /// b 0.75) times the root of its postings is greatest.
  explicit CodeBook(const PostingHistogram& postings);

  /// REQUIRES: a pair that the histogram held, or that lies between two of one class.
  [[nodiscard]] std::uint8_t code_of(std::uint32_t frequency, std::uint32_t length) const noexcept;
  [[nodiscard]] const CodeClass& operator[](std::size_t code) const noexcept {
    return classes_[code];
  }

  static constexpr std::uint32_t kExact = 12;
  static constexpr std::size_t kBytes = (kCodes - 1) * 16;
  void write(ByteWriter& out) const;
  /// Reads what `write` wrote. False when it is no code book.
  [[nodiscard]] bool read(ByteReader& in);

 private:
  // The codes of one range of frequencies, ascending by length.
  struct Row {
    std::uint32_t most = 0;  // the greatest frequency of the range
    std::uint16_t first = 0, last = 0;
  };
  void find_rows();

  std::array<CodeClass, kCodes> classes_{};
  std::vector<Row> rows_;  // ascending by frequency
};

}  // namespace quoth::storage
