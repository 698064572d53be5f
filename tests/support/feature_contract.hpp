// What any Feature promises, as a test: hand it yours.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "quoth/results/searcher.hpp"

namespace quoth::testing {

/// Asks `feature` about all that `texts` find: its values lie in 0..1 as it gives them, and are the same
/// at the second asking and on another thread.
inline void check_feature_contract(std::shared_ptr<const Feature> feature, const Searcher& searcher,
                                   const std::vector<std::string>& texts) {
  CHECK_FALSE(feature->name().empty());
  // Notes what the feature gives before it is cut to 0..1.
  class Noting final : public Feature {
   public:
    Noting(std::shared_ptr<const Feature> noted, std::vector<double>& values)
        : noted_(std::move(noted)), values_(values) {}
    std::string_view name() const noexcept override { return noted_->name(); }
    double value(const Candidate& candidate) const override {
      return values_.emplace_back(noted_->value(candidate));
    }

   private:
    std::shared_ptr<const Feature> noted_;
    std::vector<double>& values_;
  };
  for (const std::string& text : texts)
    for (const Unit unit : {Unit::articles, Unit::quotations}) {
      CAPTURE(text);
      const auto values = [&] {
        std::vector<double> out;
        SearchOptions options;
        options.unit = unit;
        options.suggestions = false;
        options.rerank.emplace();
        options.rerank->features.emplace_back(std::make_shared<Noting>(feature, out), 1);
        (void)searcher.search(text, options);
        return out;
      };
      const std::vector<double> once = values();
      for (const double value : once) {
        CHECK(value >= 0);
        CHECK(value <= 1);
      }
      CHECK(values() == once);
      std::vector<double> elsewhere;
      std::thread([&] { elsewhere = values(); }).join();
      CHECK(elsewhere == once);
    }
}

}  // namespace quoth::testing
