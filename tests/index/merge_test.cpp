#include <doctest/doctest.h>

#include "index/support.hpp"
#include "quoth/index/check.hpp"
#include "quoth/postings/terms.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

using Ids = std::vector<std::string>;

std::string body_of(int i) {
  return "Report " + std::to_string(i) + ". \"Harvest number " + std::to_string(i) +
         " was good\" Ilse said." + (i % 3 == 0 ? " \"Prices fell\" Marek said." : "");
}

// Every living article with its annotations, in order, and what term and value look-ups give.
std::vector<StoredArticle> living_articles(const Snapshot& snapshot) {
  std::vector<StoredArticle> articles;
  for (const std::string& id : living_ids(snapshot))
    articles.push_back(snapshot.article(*snapshot.find(id)));
  return articles;
}

bool same(const std::vector<StoredArticle>& a, const std::vector<StoredArticle>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.article == y.article && x.annotations == y.annotations;
  });
}

void require_whole(const fs::path& index) {
  const CheckReport report = check_index(index);
  for (const auto& problem : report.problems) MESSAGE(problem.file << ": " << problem.message);
  REQUIRE(report.ok());
}

}  // namespace

TEST_CASE("merge: segments without deletions are joined into one with the same articles") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  for (int segment = 0; segment < 4; ++segment) {
    for (int i = 0; i < 5; ++i)
      writer.add(article(std::to_string(segment * 5 + i), body_of(segment * 5 + i)));
    writer.commit();
  }
  const Snapshot before = Snapshot::open(dir.index());
  CHECK(before.stats().segments == 4);
  const CommitInfo info = writer.merge();
  CHECK(info.generation == 5);
  const Snapshot after = Snapshot::open(dir.index());
  CHECK(after.stats().segments == 1);
  CHECK(after.stats().articles == 20);
  CHECK(after.stats().quotations == before.stats().quotations);
  CHECK(same(living_articles(before), living_articles(after)));
  for (const char* term : {"Zharvest", "Zprice", "XBilse"}) {
    CAPTURE(term);
    CHECK(after.document_frequency(Snapshot::Space::quotations, term) > 0);
    CHECK(after.document_frequency(Snapshot::Space::quotations, term) ==
          before.document_frequency(Snapshot::Space::quotations, term));
  }
  CHECK(after.most_documents_with_word(Snapshot::Space::quotations, "prices") ==
        before.most_documents_with_word(Snapshot::Space::quotations, "prices"));
  const std::string key = dictionary::names_with_token("ilse");
  CHECK(after.spellings(Snapshot::Space::quotations, key, 10) ==
        before.spellings(Snapshot::Space::quotations, key, 10));
  for (std::uint32_t docid = 1; docid <= after.stats().quotations; ++docid) {
    const QuotationRef ref = after.quotation(0, docid);
    CHECK(ref.index < after.article(ref.article).annotations.quotations.size());
  }
  require_whole(dir.index());
}

TEST_CASE("merge: with deletions the segment is rebuilt, and the dead are gone") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  for (int i = 0; i < 10; ++i) writer.add(article(std::to_string(i), body_of(i)));
  writer.commit();
  for (int i = 5; i < 15; ++i) writer.add(article(std::to_string(i), body_of(i + 100)));
  writer.remove("2");
  writer.commit();
  const Snapshot before = Snapshot::open(dir.index());
  CHECK(before.stats().deleted == 6);
  require_whole(dir.index());
  writer.merge();
  const Snapshot after = Snapshot::open(dir.index());
  CHECK(after.stats().segments == 1);
  CHECK(after.stats().deleted == 0);
  CHECK(after.stats().articles == 14);
  CHECK(same(living_articles(before), living_articles(after)));
  CHECK(after.document_frequency(Snapshot::Space::articles, "Zreport") == 14);
  CHECK(after.stats().bytes < before.stats().bytes);
  require_whole(dir.index());
}

TEST_CASE("merge: an index merged again after more commits keeps its order") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  Ids expected;
  for (int round = 0; round < 6; ++round) {
    for (int i = 0; i < 3; ++i) {
      expected.push_back(std::to_string(round) + "/" + std::to_string(i));
      writer.add(article(expected.back(), body_of(i)));
    }
    if (round % 2 == 0) {
      writer.commit();
    } else {
      writer.remove(expected[expected.size() - 4]);
      expected.erase(expected.end() - 4);
      writer.merge();
    }
    require_whole(dir.index());
  }
  CHECK(living_ids(Snapshot::open(dir.index())) == expected);
}

TEST_CASE("merge: commits what is pending, and leaves one segment alone") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  writer.add(article("a", body_of(1)));
  CHECK(writer.merge().added == 1);
  CHECK(writer.merge().generation == 1);
  writer.remove("a");
  CHECK(writer.merge().generation == 2);
  CHECK(Snapshot::open(dir.index()).stats().segments == 0);
  CHECK(writer.merge().generation == 2);
  require_whole(dir.index());
}
