#include "quoth/analyze/analyzers.hpp"

namespace quoth {
namespace {

class DatesAnalyzer final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "quoth.dates.en/0"; }
  void analyze(const Context&, Annotations&) const override {}
};

}  // namespace

std::shared_ptr<const Analyzer> make_dates_analyzer() { return std::make_shared<DatesAnalyzer>(); }

}  // namespace quoth
