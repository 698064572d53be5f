// The inner loops of ranking: free functions over flat arrays, a set for each kind of processor.
//
// Documents are taken in windows of at most kWindow. In a window a document is an *offset* from its
// begin. A posting's *code* stands for a small class of (term frequency, document length), 0 for
// none. A *level* is an upper bound of a document's score in steps that the query has chosen;
// kMostLevel means that or more, so sums never wrap.
//
// Every set gives the same bits as `scalar_kernels`, at every length
// (tests/rank/kernels_test.cpp). Nothing here allocates or throws; any number of threads may run on
// arrays of their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "quoth/rank/bm25.hpp"

namespace quoth::kernels {

inline constexpr std::size_t kWindow = 65536;
inline constexpr std::size_t kCodes = 256;
inline constexpr std::uint8_t kMostLevel = 255;
/// Levels and bits of documents hold whole steps: their number is a multiple of it, and what lies behind the last
/// document is 0. The bits of one step are a word.
inline constexpr std::size_t kStep = 64;
/// `lane_maxima` reduces so many levels to kStep maxima.
inline constexpr std::size_t kLaneGroup = 1024;

/// Postings of a window in which many documents have the term.
struct DenseList {
  const std::uint64_t* bits = nullptr;     ///< one for each document, a word for each step
  const std::uint16_t* counted = nullptr;  ///< how many are set before each kCountedEach documents
  /// One for each bit that is set; a step of bytes behind the last one can be read, whatever they are.
  const std::uint8_t* codes = nullptr;
};
inline constexpr std::size_t kCountedEach = 256;

/// How `rescore` turns frequencies into scores.
struct Scoring {
  const double* idf = nullptr;  ///< one for each term
  std::size_t terms = 0;
  double average_length = 0;  ///< of the collection's documents
  Bm25 bm25;
};

struct Kernels {
  const char* name;  ///< "scalar", "avx2", "avx512", "neon"

  /// table[c] = 1 + the whole part of bounds[c] * factor (in float), at most kMostLevel; table[0] = 0.
  ///   bounds, table  kCodes of each
  ///   factor         >= 0, as the bounds are
  void (*level_table)(const float* bounds, float factor, std::uint8_t* table);

  /// levels[i] += tables[t][code] for every term t and each document i that has it, stopping at kMostLevel.
  ///   lists, tables  `terms` of them; of each table kCodes levels
  ///   documents      a multiple of kStep
  ///   fresh          whether levels are first set to 0
  void (*accumulate_dense)(const DenseList* lists, const std::uint8_t* const* tables,
                           std::size_t terms, std::size_t documents, bool fresh,
                           std::uint8_t* levels);

  /// levels[offsets[j]] += table[codes[j]], stopping at kMostLevel. REQUIRES: distinct offsets.
  void (*accumulate_sparse)(const std::uint16_t* offsets, const std::uint8_t* codes,
                            std::size_t postings, const std::uint8_t* table, std::uint8_t* levels);

  /// levels[j] = table[codes[j]]; `count` of each, any number.
  void (*look_up)(const std::uint8_t* codes, std::size_t count, const std::uint8_t* table,
                  std::uint8_t* levels);

  /// Writes the offsets of a list of which only the low bytes are there: counts[g] of the documents from
  /// g * kCountedEach on have the term, for `groups` such groups.
  ///   lows  one for each posting; kStep bytes behind the last one can be read
  ///   out   room for all postings and kStep more; what lies behind them is overwritten
  void (*widen)(const std::uint8_t* counts, std::size_t groups, const std::uint8_t* lows,
                std::uint16_t* out);

  /// Of each kLaneGroup levels (the last group may have fewer) the greatest of those that share
  /// their offset modulo kStep, into kStep maxima.
  void (*lane_maxima)(const std::uint8_t* levels, std::size_t documents, std::uint8_t* maxima);

  /// How many bytes are >= least. `count` is a multiple of kStep.
  std::size_t (*count_at_least)(const std::uint8_t* bytes, std::size_t count, std::uint8_t least);

  /// Appends to `out` the offsets, ascending, of levels in least..most. Returns how many.
  ///   among  a bit for each document, or null for all of them
  ///   out    room for `documents`; what lies behind those found is overwritten
  std::size_t (*between)(const std::uint8_t* levels, std::size_t documents,
                         const std::uint64_t* among, std::uint8_t least, std::uint8_t most,
                         std::uint16_t* out);

  /// Appends to `out` those i below `count`, ascending, for which table[codes[i]] >= least. Returns how many.
  ///   count  at most kWindow; codes behind it are not read
  ///   out    room for `count`; what lies behind those found is overwritten
  std::size_t (*select)(const std::uint8_t* codes, std::size_t count, const std::uint8_t* table,
                        std::uint8_t least, std::uint16_t* out);

  /// The same of a dense list: appends the offsets of documents for which table[code] >= least > 0.
  ///   documents  a multiple of kStep
  ///   out        room for `documents`
  std::size_t (*select_dense)(const DenseList& list, std::size_t documents,
                              const std::uint8_t* table, std::uint8_t least, std::uint16_t* out);

  /// Finds which of the ascending `offsets` a dense list has: in_offsets[n] is where the n-th of these stands, and
  /// in_list[n] which posting of the list it is. Returns how many.
  ///   in_offsets, in_list  room for `count`; what lies behind those found is overwritten
  std::size_t (*find_dense)(const DenseList& list, const std::uint16_t* offsets, std::size_t count,
                            std::uint16_t* in_offsets, std::uint16_t* in_list);

  /// Finds what two ascending lists of distinct offsets share: in_a[n] and in_b[n] are where the
  /// n-th shared offset stands. Returns how many. Fastest when `a` is the shorter one.
  ///   in_a, in_b  room for min(a_size, b_size)
  std::size_t (*intersect)(const std::uint16_t* a, std::size_t a_size, const std::uint16_t* b,
                           std::size_t b_size, std::uint16_t* in_a, std::uint16_t* in_b);

  /// Exact scores. scores[i] = sum over terms, in their order and in double, of
  /// bm25(frequencies[t * documents + i], lengths[i]).
  void (*rescore)(const std::uint32_t* frequencies, const std::uint32_t* lengths,
                  std::size_t documents, const Scoring& scoring, double* scores);

  /// Keeps of the ascending `starts` those s for which s + distance is in the ascending `positions`.
  /// Returns how many stay, in order at the begin of `starts`.
  std::size_t (*keep_followed)(std::uint32_t* starts, std::size_t starts_size,
                               const std::uint32_t* positions, std::size_t positions_size,
                               std::uint32_t distance);
};

/// The plain reference.
[[nodiscard]] const Kernels& scalar_kernels() noexcept;

/// Every set that this processor can run, the fastest last; the scalar one is always there.
[[nodiscard]] std::span<const Kernels* const> runnable_kernels() noexcept;

/// The set in use: the fastest runnable one, or that named by the environment variable
/// QUOTH_KERNELS. Chosen once, at the first call.
/// @throws UsageError  QUOTH_KERNELS names a set that is not there or that this processor lacks
[[nodiscard]] const Kernels& chosen_kernels();

/// The runnable set of that name; null when there is none.
[[nodiscard]] const Kernels* find_kernels(std::string_view name) noexcept;

}  // namespace quoth::kernels
