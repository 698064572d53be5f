#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "index/support.hpp"
#include "quoth/error.hpp"
#include "quoth/index/writer.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

/// Takes its time for some articles, so that later ones are ready before them; throws for those that say so.
class Uneven final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "test.uneven/1"; }
  void analyze(const Context& context, Annotations&) const override {
    ++seen;
    if (context.text().find("slow") != std::string_view::npos)
      std::this_thread::sleep_for(std::chrono::milliseconds(3));
    if (context.text().find("wrong") != std::string_view::npos)
      throw std::runtime_error("wrong article");
  }
  mutable std::atomic<int> seen{0};
};

std::vector<Article> some_articles(int count) {
  std::vector<Article> out(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    Article& a = out[static_cast<std::size_t>(i)];
    a.id = "a" + std::to_string(i % 170);  // later ones replace earlier ones
    a.body = std::string(i % 7 == 0 ? "slow " : "quick ") + "article number " + std::to_string(i);
  }
  return out;
}

/// All living articles in the order of the index: id and body.
std::vector<std::string> contents(const fs::path& path) {
  const Snapshot snapshot = Snapshot::open(path);
  std::vector<std::string> out;
  for (std::uint32_t s = 0; s < snapshot.segment_count(); ++s)
    for (std::uint32_t d = 1; d <= snapshot.articles_in(s); ++d)
      if (!snapshot.is_deleted({s, d})) {
        const Article a = snapshot.article({s, d}).article;
        out.push_back(a.id + ": " + a.body);
      }
  return out;
}

WriterOptions with(std::shared_ptr<const Uneven> analyzer, std::size_t memory_bytes) {
  WriterOptions options;
  options.analyzers = Analyzers({std::move(analyzer)});
  options.memory_bytes = memory_bytes;
  return options;
}

}  // namespace

TEST_CASE(
    "add_many: the index is the one that add makes, whoever finishes first and however small the "
    "buffer") {
  for (const std::size_t buffer : {std::size_t{1}, std::size_t{640'000}, std::size_t{512} << 20}) {
    CAPTURE(buffer);
    const TempDir one, many;
    {
      Writer writer = Writer::open(one.index(), with(std::make_shared<Uneven>(), buffer));
      for (const Article& a : some_articles(300)) writer.add(a);
      writer.commit();
    }
    Writer writer = Writer::open(many.index(), with(std::make_shared<Uneven>(), buffer));
    std::vector<Article> articles = some_articles(300);
    writer.add_many(articles, 4);
    CHECK(writer.pending() == 170);
    CHECK(writer.commit().added == 170);
    CHECK(contents(many.index()) == contents(one.index()));
  }
}

TEST_CASE("add_many: what comes before an article that fails is added, and nothing from it on") {
  const TempDir dir;
  Writer writer =
      Writer::open(dir.index(), with(std::make_shared<Uneven>(), std::size_t{32} << 20));
  std::vector<Article> articles = some_articles(120);
  articles[50].body = "slow and wrong";
  articles[60].body = "wrong";
  articles[40].id = "";
  CHECK_THROWS_AS(writer.add_many(articles, 4), UsageError);
  CHECK(writer.pending() == 40);
  articles = some_articles(120);
  articles[50].body = "slow and wrong";
  articles[60].id = "";
  CHECK_THROWS_WITH_AS(writer.add_many(articles, 4), "wrong article", std::runtime_error);
  CHECK(writer.pending() == 50);
  writer.commit();  // it is still open
  CHECK(contents(dir.index()).size() == 50);
}

TEST_CASE("add_many: none, one, and one thread") {
  const TempDir dir;
  const auto analyzer = std::make_shared<Uneven>();
  Writer writer = Writer::open(dir.index(), with(analyzer, std::size_t{32} << 20));
  writer.add_many({});
  CHECK(writer.pending() == 0);
  std::vector<Article> articles = some_articles(1);
  writer.add_many(articles);
  articles = some_articles(100);
  writer.add_many(articles, 1);
  CHECK(writer.pending() == 100);
  CHECK(analyzer->seen == 101);
}
