// Re-ranking: the best few hundred documents of a search, put in order by features as well.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quoth/analyze/calendar.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/query/query.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/results/place.hpp"

namespace quoth {

/// A document that is being re-ranked, as features see it. What costs something is worked out when
/// it is first asked for: all but the score and where it stands reads the stored record, once; what
/// looks at words reads the article's text again. For one thread; references live as long as it.
/// @throws DamagedError, StorageError  from whatever reads the record
class Candidate {
 public:
  class Impl;
  explicit Candidate(Impl& impl) noexcept : impl_(impl) {}
  Candidate(const Candidate&) = delete;
  Candidate& operator=(const Candidate&) = delete;

  [[nodiscard]] const Query& query() const noexcept;
  [[nodiscard]] ArticleRef article() const noexcept;
  /// Its index in the article's quotations, when quotations are ranked.
  [[nodiscard]] std::optional<std::uint32_t> quotation() const noexcept;
  /// What the words give it (BM25), and what they give the best candidate. >= 0.
  [[nodiscard]] double score() const noexcept;
  [[nodiscard]] double best_score() const noexcept;

  [[nodiscard]] const StoredArticle& stored() const;
  /// The publication day, where one is known.
  [[nodiscard]] std::optional<Day> published() const;
  /// The last publication day among all candidates. Reads the records of them all.
  [[nodiscard]] std::optional<Day> newest() const;
  /// The likeness of the best spelling that the document has of each name the query wants, 0..1; 0 where
  /// it has none.
  [[nodiscard]] std::vector<double> name_likeness() const;

  /// A word, phrase or prefix that the query wants, and where it stands in the document: in the article,
  /// whose body begins kTitleGap words behind its title, or in the quotation. What a quotation clause
  /// wants of an article's quotations is not among them.
  struct Clause {
    Query query;
    std::vector<Place> places;  ///< ascending, distinct
  };
  static constexpr std::uint32_t kTitleGap = 100;
  [[nodiscard]] const std::vector<Clause>& clauses() const;

  /// The words that the query wants said, in its order and as quotations are compared (see
  /// QuotationWord).
  [[nodiscard]] std::vector<std::string> wanted_said() const;
  /// Those of the quotations that match: of itself, when quotations are ranked.
  [[nodiscard]] std::vector<std::vector<std::string>> said() const;

 private:
  Impl& impl_;
};

/// Says how well a document fits, beside its words. Immutable; used from many threads at once.
/// `examples/custom_feature.cpp` is a whole one, `tests/support/feature_contract.hpp` its test.
///
///     class LongRead final : public quoth::Feature {
///       std::string_view name() const noexcept override { return "long read"; }
///       double value(const quoth::Candidate& c) const override {
///         return std::min(1.0, c.stored().article.body.size() / 10'000.0);
///       }
///     };
///     quoth::SearchOptions options;
///     options.rerank = quoth::Reranking::standard();
///     options.rerank->features.emplace_back(std::make_shared<LongRead>(), 0.1);
class Feature {
 public:
  virtual ~Feature() = default;
  /// What explain() calls it.
  [[nodiscard]] virtual std::string_view name() const noexcept = 0;
  /// 0..1, from what the candidate and its query hold alone, so that equal searches give equal answers.
  /// What lies outside is cut to it; what is no number is 0.
  [[nodiscard]] virtual double value(const Candidate& candidate) const = 0;

 protected:
  Feature() = default;
  Feature(const Feature&) = default;
  Feature& operator=(const Feature&) = default;
};

/// How the best documents of a search are put in order once more:
///
///     score = bm25 + best * sum of weight * value      best = the highest bm25 of all, 1 if that is 0
///
/// A weight of 0.1 thus moves a document past one that is better by a tenth of the best. Ties keep the
/// order they had. Documents beyond `depth` follow as they were: no page depends on how many are asked for.
struct Reranking {
  std::size_t depth = 200;                                                  ///< documents looked at
  std::vector<std::pair<std::shared_ptr<const Feature>, double>> features;  ///< with their weights

  /// Each standard feature, with a weight chosen by judgement: there are no judged answers that say this
  /// order is better, so re-ranking is off unless it is asked for.
  ///
  ///   proximity            0.25   what BM25 does not see at all: words side by side mean each other
  ///   quotation alignment  0.25   a quotation that says it in these words, in this order
  ///   name likeness        0.1    scores of names weigh likeness already
  ///   date closeness       0.1    who wrote at the time of an event wrote about it
  ///   freshness            0.05   no more than to decide between what is about as good
  [[nodiscard]] static Reranking standard();
};

/// The features of Reranking::standard(). Each is 0 where the query asks for nothing of its kind.
namespace features {
/// How close the words stand that the document has: with m of the n clauses wanted in it (n >= 2), and
/// `span` words from the first to the last of the closest m places, (m - 1) / (n - 1) * words of those
/// places / span. 1: all side by side.
[[nodiscard]] std::shared_ptr<const Feature> proximity();
/// How much of the words wanted said stands in one quotation in their order: the score of the best
/// alignment, as a share of that of the same words. 1: verbatim.
[[nodiscard]] std::shared_ptr<const Feature> quotation_alignment();
/// Mean likeness of the spellings of the names wanted.
[[nodiscard]] std::shared_ptr<const Feature> name_likeness();
/// How near to the dates asked for with `when:` it was published: 1 in them, half as much each
/// `half_life` days before or after. Of several dates the mean.
/// @throws UsageError  half_life is not > 0
[[nodiscard]] std::shared_ptr<const Feature> date_closeness(double half_life = 30);
/// 1 for the newest candidate, half as much for each `half_life` days that it is older.
/// @throws UsageError  half_life is not > 0
[[nodiscard]] std::shared_ptr<const Feature> freshness(double half_life = 365);
}  // namespace features

}  // namespace quoth
