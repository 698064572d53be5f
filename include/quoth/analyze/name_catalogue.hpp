// A catalogue of names, such as a watch list, that is asked who somebody could be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/name_similarity.hpp"

namespace quoth {

namespace names {
struct CatalogueData;
}

/// How a catalogue is asked.
struct FindOptions {
  std::size_t limit = 10;  ///< at most this many matches
  /// The least score of a match, 0..1. At 0.8 a match is rather the same than not; low values are
  /// for lists that somebody reads.
  double at_least = .02;
  bool variants = true;  ///< as SimilarityOptions::variants
};

/// A name that the one asked for could be.
struct NameMatch {
  std::uint32_t index = 0;  ///< of the name in the catalogue, in the order it was added
  /// As name_similarity() of both names, within rounding; where that is small, of the best other reading
  /// of the one asked for: a word of kana, Hangul or Han parted in two (ノースベイ, North Bay), a name
  /// without its Baltic ending (Belovas), this times .97.
  double score = 0;
};

struct FoundNames {
  std::vector<NameMatch> matches;  ///< best first; of equal scores the one that was added first
  /// The names that were looked at: each that came out of a posting list counts, aligned or not.
  std::size_t examined = 0;
};

/// Names with their ids, in memory, found in any spelling or script. Built once, then immutable: any
/// number of threads may ask it. A value: copies share the names, and so does what was moved from.
///
///     NameCatalogue::Builder builder;
///     builder.add("q1", "Ilka Marenko");
///     const NameCatalogue people = std::move(builder).build();
///     for (const NameMatch& m : people.find("Марэнка, Илька").matches) ... people.id(m.index) ...
///
/// How it works: every distinct token is kept once with its sounds; its keys (name_keys(), at most
/// kMaxNameKeys) lead to it, and it leads to the names that have it. A question's tokens are met with
/// the tokens that share a key, a nickname or the spelling; names are then drawn from the rarest
/// token's postings first, and the most promising are aligned in full. Where that finds nothing
/// good, keys one sound away are tried too.
class NameCatalogue {
 public:
  class Builder;

  NameCatalogue();  ///< an empty one
  NameCatalogue(const NameCatalogue&);
  NameCatalogue(NameCatalogue&&) noexcept;
  NameCatalogue& operator=(const NameCatalogue&);
  NameCatalogue& operator=(NameCatalogue&&) noexcept;
  ~NameCatalogue();

  /// Who could `name` be? Total: any bytes are an acceptable name. Reads at most a few thousand
  /// names however common the tokens are.
  /// @throws UsageError  `limit` is 0, or `at_least` is not within 0..1
  [[nodiscard]] FoundNames find(std::string_view name, const FindOptions& options = {}) const;

  /// Why a name of the catalogue is a match: explain_similarity(name, this->name(index)).
  [[nodiscard]] NameExplanation explain(std::string_view name, std::uint32_t index,
                                        const FindOptions& options = {}) const;

  [[nodiscard]] std::size_t size() const noexcept;
  /// Views of what was added; valid while a copy of the catalogue lives. REQUIRES: index < size().
  [[nodiscard]] std::string_view id(std::uint32_t index) const noexcept;
  [[nodiscard]] std::string_view name(std::uint32_t index) const noexcept;
  /// Distinct tokens, and the keys that lead to them.
  [[nodiscard]] std::size_t tokens() const noexcept;
  [[nodiscard]] std::size_t keys() const noexcept;
  /// Bytes held, without what each asking thread keeps for itself (about 8 bytes a name or token).
  [[nodiscard]] std::size_t memory() const noexcept;

 private:
  friend class Builder;
  explicit NameCatalogue(std::shared_ptr<const names::CatalogueData> data);
  std::shared_ptr<const names::CatalogueData> data_;
};

/// Gathers the names of a catalogue. For one thread. Moved from or built, it is empty.
class NameCatalogue::Builder {
 public:
  Builder();
  Builder(Builder&&) noexcept;
  Builder& operator=(Builder&&) noexcept;
  ~Builder();

  /// Adds a name. Ids need not be distinct: somebody with several names has several rows. Any bytes
  /// are acceptable; a name without letters or digits is kept and never found.
  /// @throws UsageError  there are 2^24 distinct tokens, or 4 GiB of names
  void add(std::string_view id, std::string_view name);
  [[nodiscard]] std::size_t size() const noexcept;
  /// The catalogue; the builder is empty after it.
  [[nodiscard]] NameCatalogue build() &&;

 private:
  struct Draft;
  std::unique_ptr<Draft> draft_;
};

}  // namespace quoth
