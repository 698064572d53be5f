// A feature of one's own: outlets that a newsroom trusts come before what is about as good.
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <quoth/quoth.hpp>
#include <string>
#include <utility>

namespace {

/// How far an outlet is trusted, 0 to 1; 0.5 where nobody has said.
class TrustedOutlet final : public quoth::Feature {
 public:
  explicit TrustedOutlet(std::map<std::string, double> trust) : trust_(std::move(trust)) {}

  std::string_view name() const noexcept override { return "trusted outlet"; }  // in explain()

  double value(const quoth::Candidate& candidate) const override {
    const auto at = trust_.find(candidate.stored().article.source);
    return at == trust_.end() ? 0.5 : at->second;
  }

 private:
  std::map<std::string, double> trust_;
};

}  // namespace

int main() {
  const char* path = "outlets.quoth";
  std::filesystem::remove_all(path);
  quoth::Writer writer = quoth::Writer::open(path);
  for (const char* outlet : {"Rumour Mill", "Harbour Post", "Evening Lamp"}) {
    quoth::Article article;
    article.id = outlet;
    article.source = outlet;
    article.body = "The sluice gates of Lake Oren jammed on Monday.";
    writer.add(article);
  }
  writer.commit();

  quoth::SearchOptions options;
  options.rerank = quoth::Reranking::standard();
  options.rerank->features.emplace_back(
      std::make_shared<TrustedOutlet>(
          std::map<std::string, double>{{"Harbour Post", 1.0}, {"Rumour Mill", 0.1}}),
      0.2);  // as much as a fifth of the best score
  const quoth::Searcher searcher = quoth::Searcher::open(path);
  for (const quoth::Hit& hit : searcher.search("sluice jammed", options).hits)
    std::printf("%s\n", hit.source.c_str());
}
