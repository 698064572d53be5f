#include "analyze/quotations/extractor.hpp"
#include "quoth/analyze/analyzers.hpp"

namespace quoth {
namespace {

class QuotationsAnalyzer final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "quoth.quotations.en/2"; }
  void analyze(const Context& context, Annotations& out) const override {
    quotations::extract(context, out);
  }
};

}  // namespace

std::shared_ptr<const Analyzer> make_quotations_analyzer() {
  return std::make_shared<QuotationsAnalyzer>();
}

}  // namespace quoth
