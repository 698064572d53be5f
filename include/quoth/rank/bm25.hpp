// BM25 as the ranking core and Xapian 1.4 compute it.
#pragma once

#include <cmath>
#include <cstdint>

namespace quoth {

struct Bm25 {
  double k1 = 1.2;  ///< saturation of the term frequency, >= 0
  double b = 0.75;  ///< share of length normalisation, 0..1
  friend bool operator==(const Bm25&, const Bm25&) = default;
};

/// Weight of a term in the collection; > 0.
///   documents   N, all documents, tombstoned ones included
///   frequency   df, documents with the term, 1..N
/// Robertson and Sparck Jones's ln((N - df + 0.5) / (df + 0.5)), floored below 2 as Xapian 1.4's
/// BM25Weight does, so that both agree: odds under 2 become half of themselves and 1
/// before the logarithm.
[[nodiscard]] inline double bm25_idf(std::uint64_t documents, std::uint64_t frequency) noexcept {
  const auto n = static_cast<double>(documents), df = static_cast<double>(frequency);
  double odds = (n - df + 0.5) / (df + 0.5);
  if (odds < 2) odds = odds * 0.5 + 1;
  return std::log(odds);
}

/// Score of one term in one document, finite and >= 0; never falls as `wdf` grows.
///   wdf      occurrences, the title's three times; 0 scores 0
///   length   sum of the wdf of the document's words
///   average  mean length over the collection, > 0
[[nodiscard]] inline double bm25(double wdf, double length, double average, double idf,
                                 const Bm25& p) noexcept {
  const double normalised = average > 0 ? length / average : 1;
  const double denominator = p.k1 * ((1 - p.b) + p.b * normalised) + wdf;
  return denominator > 0 ? idf * (p.k1 + 1) * wdf / denominator : 0;
}

}  // namespace quoth
