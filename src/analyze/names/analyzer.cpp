#include "quoth/analyze/analyzers.hpp"

namespace quoth {
namespace {

class NamesAnalyzer final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "quoth.names.en/0"; }
  void analyze(const Context&, Annotations&) const override {}
};

}  // namespace

std::shared_ptr<const Analyzer> make_names_analyzer() { return std::make_shared<NamesAnalyzer>(); }

}  // namespace quoth
