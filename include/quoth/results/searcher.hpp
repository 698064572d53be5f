// Asks an index: queries in, hits out.
#pragma once

#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/index/snapshot.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/query/query.hpp"
#include "quoth/rank/bm25.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/results/context.hpp"
#include "quoth/results/copies.hpp"
#include "quoth/results/hit.hpp"
#include "quoth/results/names.hpp"
#include "quoth/results/quotation_check.hpp"
#include "quoth/results/quotation_trail.hpp"
#include "quoth/results/rerank.hpp"
#include "quoth/results/snippet.hpp"
#include "quoth/results/timeline.hpp"

namespace quoth {

struct SearchOptions {
  Unit unit = Unit::automatic;
  std::size_t limit = 10;
  std::size_t offset = 0;
  SnippetOptions snippet;
  ContextOptions context;  ///< how much of the text round each quotation is shown
  std::chrono::milliseconds deadline{10'000};
  Bm25 bm25;
  /// How alike a spelling must be to a name asked for, in per cent, where its clause does not say
  /// (name:Zelensky~90): kLeastStrictness..100, 0 for the usual.
  int name_strictness = 0;
  bool suggestions = true;  ///< fill Results::suggestions when at most two documents match
  bool people = false;      ///< fill Results::people; costs about as much as the search itself
  /// Puts the best documents in order once more, by features; see Reranking. Off by default: nothing
  /// that was judged says that its order is better.
  std::optional<Reranking> rerank;
  /// Of hits that are copies of one another only the best is given, the others stand in its `copies`, as far as they
  /// were ranked before enough was found. `Results::total` counts them all. Reads every document ranked.
  bool fold_copies = false;
  std::optional<Day>
      today;  ///< what "last week" in a query text is read against; today when not given
};

/// What one query of many came to.
struct BatchResult {
  Results results;           ///< none where there is an error
  std::exception_ptr error;  ///< what search() threw for this query, or null
  /// @throws the error, where there is one
  [[nodiscard]] const Results& get() const;
};

/// One state of an index, ready to answer. A value: copies share the snapshot. Any number of
/// threads may use it at once; later commits do not change it. Open again to see them.
class Searcher {
 public:
  /// @throws as Snapshot::open
  [[nodiscard]] static Searcher open(const std::filesystem::path& index) {
    return Searcher(Snapshot::open(index));
  }
  explicit Searcher(Snapshot snapshot) : snapshot_(std::move(snapshot)) {}

  /// The best hits of a query.
  /// @throws DeadlineError, DamagedError, StorageError
  [[nodiscard]] Results search(const Query& query, const SearchOptions& options = {}) const;
  /// Parses the text as parse_query does, then searches; what was not understood is in
  /// `Results::issues`.
  [[nodiscard]] Results search(std::string_view text, const SearchOptions& options = {}) const;
  /// Many queries at once, each answered as search() would; answers in the order of the queries. An
  /// error is kept to its query, and `options.deadline` is each query's own.
  ///   threads  how many work at it, the caller's among them; 0: one for each core
  [[nodiscard]] std::vector<BatchResult> search_many(std::span<const Query> queries,
                                                     const SearchOptions& options = {},
                                                     unsigned threads = 0) const;
  [[nodiscard]] std::vector<BatchResult> search_many(std::span<const std::string> texts,
                                                     const SearchOptions& options = {},
                                                     unsigned threads = 0) const;
  /// The same with quotations as the results.
  [[nodiscard]] Results quotes(const Query& query, SearchOptions options = {}) const;
  [[nodiscard]] Results quotes(std::string_view text, SearchOptions options = {}) const;

  /// What a query finds, counted by day, week, month or year; see TimelineOptions. Reads the stored
  /// record of every article that matches.
  /// @throws UsageError  a grain finer than a day
  /// @throws DeadlineError, DamagedError, StorageError
  [[nodiscard]] Timeline timeline(const Query& query, const TimelineOptions& options = {}) const;
  [[nodiscard]] Timeline timeline(std::string_view text, const TimelineOptions& options = {}) const;

  /// Whom and what the articles that a query finds name, and who speaks in them, joined over all of
  /// them (of more than `most_articles`, over the best).
  /// @throws DeadlineError, DamagedError, StorageError
  [[nodiscard]] Facets facets(const Query& query, const FacetOptions& options = {}) const;
  [[nodiscard]] Facets facets(std::string_view text, const FacetOptions& options = {}) const;

  /// Whether anybody is quoted with this text: verbatim, altered, cut, spliced, or not at all, with where and by whom.
  /// Any bytes; the first kMostCheckedWords words are compared. Quotations are looked for by their rarest
  /// words, aligned word by word, and their articles read. Does not compare across languages.
  /// @throws UsageError  options.by holds no letter or digit
  /// @throws DamagedError, StorageError
  [[nodiscard]] CheckResult check(std::string_view text, const CheckOptions& options = {}) const;

  /// Where these words, or words like them, were first printed as a quotation, and every variant since.
  /// @throws DamagedError, StorageError
  [[nodiscard]] Trail trail(std::string_view text, const TrailOptions& options = {}) const;

  /// The other articles that print most of what this one does, or that it prints most of: wire copies, and what was cut
  /// from one. Oldest first, undated ones last. They begin alike: what shares less than half of the first 64 words
  /// is found by chance only, and articles of fewer than 12 words have no copies. Looks at 8 bytes of each article.
  /// REQUIRES: `of` is one of this snapshot.
  /// @throws UsageError  options out of their ranges
  /// @throws DamagedError, StorageError
  [[nodiscard]] std::vector<Copy> copies(ArticleRef of, const CopyOptions& options = {}) const;

  /// The people, organisations and places of the whole index, or those like one name.
  /// @throws DeadlineError, DamagedError, StorageError
  [[nodiscard]] NameList names(const NamesOptions& options = {}) const;

  /// Why `hit` is a hit of `query`. REQUIRES: `hit` came from this searcher (or one of the same
  /// snapshot) for an equal query and options.
  [[nodiscard]] Explanation explain(const Query& query, const Hit& hit,
                                    const SearchOptions& options = {}) const;

  [[nodiscard]] const Snapshot& snapshot() const noexcept { return snapshot_; }
  [[nodiscard]] const IndexStats& stats() const noexcept { return snapshot_.stats(); }

 private:
  Snapshot snapshot_;
};

/// A quotation of a stored article as results show it, without marks. `text` is
/// `text_of(stored.article)`.
[[nodiscard]] FoundQuotation found_quotation(const StoredArticle& stored, std::string_view text,
                                             QuotationRef ref, const ContextOptions& context = {});
/// The same of a date: `stored.annotations.timexes[index]`, which has an interval.
[[nodiscard]] FoundDate found_date(const StoredArticle& stored, std::string_view text,
                                   std::size_t index);

}  // namespace quoth
