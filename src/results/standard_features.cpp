// The features that come with Quoth.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "quoth/error.hpp"
#include "quoth/results/rerank.hpp"
#include "results/word_alignment.hpp"

namespace quoth {
namespace {

double halved_each(double half_life, double days) noexcept { return std::exp2(-days / half_life); }

double checked_half_life(double days) {
  if (!(days > 0) || !std::isfinite(days))
    throw UsageError("a feature's half-life is a number of days above 0");
  return days;
}

class Proximity final : public Feature {
 public:
  std::string_view name() const noexcept override { return "proximity"; }

  double value(const Candidate& candidate) const override {
    const std::vector<Candidate::Clause>& clauses = candidate.clauses();
    if (clauses.size() < 2) return 0;
    struct Occurrence {
      Place place;
      std::size_t clause;
    };
    std::vector<Occurrence> all;
    std::size_t present = 0;
    for (const Candidate::Clause& clause : clauses) {
      if (clause.places.empty()) continue;
      for (const Place& place : clause.places) all.push_back({place, present});
      ++present;
    }
    if (present < 2) return 0;
    std::sort(all.begin(), all.end(), [](const Occurrence& a, const Occurrence& b) {
      return a.place != b.place ? a.place < b.place : a.clause < b.clause;
    });
    // The last place of each clause so far: together the closest that end here.
    std::vector<const Place*> last(present, nullptr);
    std::size_t seen = 0;
    double best = 0;
    for (const Occurrence& occurrence : all) {
      if (last[occurrence.clause] == nullptr) ++seen;
      last[occurrence.clause] = &occurrence.place;
      if (seen < present) continue;
      std::uint32_t first = occurrence.place.first, until = occurrence.place.last, words = 0;
      for (const Place* place : last) {
        first = std::min(first, place->first);
        until = std::max(until, place->last);
        words += place->last - place->first + 1;
      }
      best = std::max(best, std::min(1.0, static_cast<double>(words) / (until - first + 1)));
    }
    return best * static_cast<double>(present - 1) / static_cast<double>(clauses.size() - 1);
  }
};

class QuotationAlignment final : public Feature {
 public:
  std::string_view name() const noexcept override { return "quotation alignment"; }

  double value(const Candidate& candidate) const override {
    std::vector<std::string> wanted = candidate.wanted_said();
    if (wanted.empty()) return 0;
    if (wanted.size() > kMostTextWords) wanted.resize(kMostTextWords);
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    std::vector<std::uint32_t> text;
    text.reserve(wanted.size());
    for (const std::string& word : wanted)
      text.push_back(
          numbers.emplace(word, static_cast<std::uint32_t>(numbers.size())).first->second);
    // The greatest weight: a word found pays for any omission before it.
    constexpr std::uint8_t kWeight = 8;
    static_assert(kWeight > AlignmentCosts::kLongGap);
    const std::vector<std::uint8_t> weights(text.size(), kWeight);
    std::int32_t best = 0;
    for (const std::vector<std::string>& said : candidate.said()) {
      std::vector<std::uint32_t> source;
      for (const std::string& word : said) {
        const auto at = numbers.find(word);
        source.push_back(at == numbers.end() ? kUnknownWord : at->second);
      }
      best = std::max(best, align_words(text, source, weights).score);
    }
    return static_cast<double>(best) /
           (static_cast<double>(kWeight) * static_cast<double>(text.size()));
  }
};

class NameLikeness final : public Feature {
 public:
  std::string_view name() const noexcept override { return "name likeness"; }

  double value(const Candidate& candidate) const override {
    double sum = 0;
    const std::vector<double> all = candidate.name_likeness();
    for (const double likeness : all) sum += likeness;
    return all.empty() ? 0 : sum / static_cast<double>(all.size());
  }
};

// The intervals of the `when:` clauses that are wanted.
void add_dates(const Query& query, std::vector<Interval>& out) {
  if (query.kind() == Query::Kind::when) out.push_back(query.interval());
  const std::size_t wanted = query.kind() == Query::Kind::without ? 1 : query.children().size();
  for (std::size_t i = 0; i < wanted; ++i) add_dates(query.children()[i], out);
}

class DateCloseness final : public Feature {
 public:
  explicit DateCloseness(double half_life) : half_life_(checked_half_life(half_life)) {}
  std::string_view name() const noexcept override { return "date closeness"; }

  double value(const Candidate& candidate) const override {
    std::vector<Interval> asked;
    add_dates(candidate.query(), asked);
    if (asked.empty()) return 0;
    const auto day = candidate.published();
    if (!day) return 0;
    double sum = 0;
    for (const Interval& interval : asked) {
      const std::int32_t first = interval.from.day().since_epoch,
                         last = Instant{interval.until.seconds - 1}.day().since_epoch;
      const std::int32_t days = std::max({0, first - day->since_epoch, day->since_epoch - last});
      sum += halved_each(half_life_, days);
    }
    return sum / static_cast<double>(asked.size());
  }

 private:
  double half_life_;
};

class Freshness final : public Feature {
 public:
  explicit Freshness(double half_life) : half_life_(checked_half_life(half_life)) {}
  std::string_view name() const noexcept override { return "freshness"; }

  double value(const Candidate& candidate) const override {
    const auto day = candidate.published();
    const auto newest = candidate.newest();
    return day && newest ? halved_each(half_life_, newest->since_epoch - day->since_epoch) : 0;
  }

 private:
  double half_life_;
};

}  // namespace

namespace features {
std::shared_ptr<const Feature> proximity() { return std::make_shared<Proximity>(); }
std::shared_ptr<const Feature> quotation_alignment() {
  return std::make_shared<QuotationAlignment>();
}
std::shared_ptr<const Feature> name_likeness() { return std::make_shared<NameLikeness>(); }
std::shared_ptr<const Feature> date_closeness(double half_life) {
  return std::make_shared<DateCloseness>(half_life);
}
std::shared_ptr<const Feature> freshness(double half_life) {
  return std::make_shared<Freshness>(half_life);
}
}  // namespace features

Reranking Reranking::standard() {
  Reranking out;
  out.features = {{features::proximity(), 0.25},
                  {features::quotation_alignment(), 0.25},
                  {features::name_likeness(), 0.1},
                  {features::date_closeness(), 0.1},
                  {features::freshness(), 0.05}};
  return out;
}

}  // namespace quoth
