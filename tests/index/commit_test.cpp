#include <doctest/doctest.h>

#include "index/support.hpp"
#include "quoth/error.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {
using Ids = std::vector<std::string>;
constexpr char kTalk[] = "\"The bridge stays open\" Marek said. \"No comment\" Ilse added.";
}  // namespace

TEST_CASE("commit: what was added is found again after reopening") {
  const TempDir dir;
  {
    Writer writer = open_writer(dir.index());
    writer.add(article("a", kTalk, "Bridge talks"));
    writer.add(article("b", "Nothing was said."));
    CHECK(writer.pending() == 2);
    const CommitInfo info = writer.commit();
    CHECK(info.generation == 1);
    CHECK(info.added == 2);
    CHECK(info.replaced == 0);
    CHECK(writer.pending() == 0);
  }
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.stats().articles == 2);
  CHECK(snapshot.stats().quotations == 2);
  CHECK(snapshot.stats().segments == 1);
  CHECK(snapshot.stats().analyzers == Ids{"test.marks/1"});
  const auto ref = snapshot.find("a");
  REQUIRE(ref);
  const StoredArticle stored = snapshot.article(*ref);
  CHECK(stored.article == article("a", kTalk, "Bridge talks"));
  CHECK(stored.annotations == quote_marks().annotate(stored.article));
  CHECK(snapshot.quotation(0, 2) == QuotationRef{*ref, 1});
  CHECK_FALSE(snapshot.find("c"));
}

TEST_CASE("commit: of several calls with one id in a batch the last wins") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  writer.add(article("a", "first"));
  writer.add(article("b", "other"));
  writer.add(article("a", "second"));
  writer.add(article("c", "gone"));
  writer.remove("c");
  CHECK(writer.pending() == 2);
  const CommitInfo info = writer.commit();
  CHECK(info.added == 2);
  CHECK(info.removed == 0);
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(living_ids(snapshot) == Ids{"b", "a"});
  CHECK(snapshot.stats().deleted == 0);
  CHECK(snapshot.article(*snapshot.find("a")).article.body == "second");
}

TEST_CASE("commit: an article replaces and a removal hides those of older segments") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  writer.add(article("a", kTalk));
  writer.add(article("b", kTalk));
  writer.add(article("c", kTalk));
  writer.commit();
  writer.add(article("b", "\"New words\" Ilse said."));
  writer.remove("c");
  writer.remove("never there");
  const CommitInfo info = writer.commit();
  CHECK(info.added == 1);
  CHECK(info.replaced == 1);
  CHECK(info.removed == 1);
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(living_ids(snapshot) == Ids{"a", "b"});
  CHECK(snapshot.stats().articles == 2);
  CHECK(snapshot.stats().quotations == 3);
  CHECK(snapshot.stats().deleted == 2);
  CHECK(snapshot.find("b") == ArticleRef{1, 1});
  CHECK_FALSE(snapshot.find("c"));
}

TEST_CASE("commit: nothing is published when nothing changes") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  CHECK(writer.commit().generation == 0);
  writer.remove("never there");
  CHECK(writer.commit().generation == 0);
  writer.add(article("a", "text"));
  CHECK(writer.commit().generation == 1);
  CHECK(writer.commit().generation == 1);
}

TEST_CASE("commit: a segment whose articles are all dead goes away at once") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  writer.add(article("a", kTalk));
  writer.commit();
  writer.add(article("a", "again"));
  writer.commit();
  CHECK(Snapshot::open(dir.index()).stats().segments == 1);
  CHECK_FALSE(fs::exists(dir.index() / "segments/000001"));
  writer.remove("a");
  CHECK(writer.commit().removed == 1);
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.stats().segments == 0);
  CHECK_FALSE(snapshot.find("a"));
}

TEST_CASE("commit: what is not committed is dropped with the writer") {
  const TempDir dir;
  {
    Writer writer = open_writer(dir.index());
    writer.add(article("a", kTalk));
  }
  CHECK(Snapshot::open(dir.index()).stats().articles == 0);
}
