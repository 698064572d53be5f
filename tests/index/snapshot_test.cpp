#include "quoth/index/snapshot.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "index/snapshot_impl.hpp"
#include "index/support.hpp"
#include "quoth/error.hpp"
#include "quoth/postings/terms.hpp"

using namespace quoth;
using namespace quoth::testing;
using Space = Snapshot::Space;

namespace {

using Ids = std::vector<std::string>;

std::size_t open_descriptors() {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

// Three segments of 1, 2 and 3 articles; article k of segment s has k quotations.
void write_triangle(const fs::path& index) {
  Writer writer = open_writer(index);
  for (int s = 1; s <= 3; ++s) {
    for (int k = 1; k <= s; ++k) {
      std::string body = "Common word.";
      for (int q = 0; q < k; ++q) body += " \"Said words\" Orla said.";
      writer.add(article(std::to_string(s) + "." + std::to_string(k), body));
    }
    writer.commit();
  }
}

}  // namespace

TEST_CASE("snapshot: later commits, merges and unlinked files never change it") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  for (const char* id : {"a", "b", "c"}) writer.add(article(id, "First words."));
  writer.commit();
  const Snapshot old = Snapshot::open(dir.index());
  const Ids before = living_ids(old);
  writer.remove("a");
  writer.add(article("b", "Second words."));
  writer.commit();
  writer.merge();
  CHECK_FALSE(fs::exists(dir.index() / "segments/000001"));
  CHECK(living_ids(old) == before);
  CHECK(old.article(*old.find("b")).article.body == "First words.");
  CHECK(old.document_frequency(Space::articles, "Zfirst") == 3);
  CHECK(old.stats().generation == 1);
  CHECK(living_ids(Snapshot::open(dir.index())) == Ids{"c", "b"});
}

TEST_CASE("snapshot: articles and quotations are where their segments have them") {
  const TempDir dir;
  write_triangle(dir.index());
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.article({2, 3}).article.id == "3.3");
  CHECK(snapshot.quotation(2, 6) == QuotationRef{{2, 3}, 2});
  CHECK(snapshot.quotation(2, 1) == QuotationRef{{2, 1}, 0});
  CHECK(snapshot.quotation(2, 3) == QuotationRef{{2, 2}, 1});
}

TEST_CASE("snapshot: the order slot grows over all segments, merged or not") {
  const TempDir dir;
  write_triangle(dir.index());
  Writer writer = open_writer(dir.index());
  const auto verify = [&] {
    const Snapshot snapshot = Snapshot::open(dir.index());
    std::string last;
    for (const auto& part : snapshot.impl().parts) {
      const Xapian::Database database = part.segment->open_database();
      for (std::uint32_t docid = 1; docid <= part.segment->entry().articles; ++docid) {
        const std::string value = database.get_document(docid).get_value(0);
        CHECK(value.size() == 8);
        CHECK(value > last);
        last = value;
      }
    }
  };
  verify();
  writer.merge();
  writer.add(article("4", "\"More\" Orla said."));
  writer.commit();
  verify();
  writer.remove("2.1");
  writer.merge();
  verify();
}

TEST_CASE("snapshot: an index without segments answers as an empty one") {
  const TempDir dir;
  { Writer writer = open_writer(dir.index()); }
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.stats().articles == 0);
  CHECK_FALSE(snapshot.find("a"));
  CHECK(snapshot.document_frequency(Space::articles, "Zword") == 0);
  CHECK(snapshot.most_documents_with_word(Space::articles, "word") == 0);
  CHECK(snapshot.spellings(Space::articles, "k", 5).empty());
}

TEST_CASE("snapshot: an article it does not have is a wrong call") {
  const TempDir dir;
  write_triangle(dir.index());
  const Snapshot snapshot = Snapshot::open(dir.index());
  for (const ArticleRef ref : {ArticleRef{3, 1}, ArticleRef{0, 0}, ArticleRef{0, 2}})
    CHECK_THROWS_AS((void)snapshot.article(ref), UsageError);
}

TEST_CASE("snapshot: terms of any length can be asked for") {
  const TempDir dir;
  write_triangle(dir.index());
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.document_frequency(Space::articles, "") == 0);
  CHECK(snapshot.document_frequency(Space::articles, std::string(100000, 'x')) == 0);
  CHECK(snapshot.document_frequency(Space::articles, std::string(200, '\0')) == 0);
  CHECK(snapshot.most_documents_with_word(Space::articles, "") == 0);
  CHECK(snapshot.most_documents_with_word(Space::articles, std::string(100000, 'x')) == 0);
  CHECK(snapshot.spellings(Space::articles, std::string(100000, 'x'), 5).empty());
  CHECK(snapshot.spellings(Space::articles, "", 5).empty());
}

TEST_CASE("snapshot: nothing stays open once it is gone") {
  const TempDir dir;
  write_triangle(dir.index());
  const std::size_t before = open_descriptors();
  {
    const Snapshot snapshot = Snapshot::open(dir.index());
    CHECK(snapshot.article({0, 1}).article.id == "1.1");
    const Xapian::Database database = snapshot.impl().parts[0].segment->open_database();
    CHECK(open_descriptors() > before);
  }
  CHECK(open_descriptors() == before);
}

TEST_CASE("snapshot: threads read and reopen it while a writer commits and merges") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  writer.add(article("seed", "\"Stay calm\" Orla said."));
  writer.commit();
  std::atomic<bool> stop = false;
  std::atomic<int> wrong = 0, opened = 0;
  std::vector<std::thread> readers;
  for (int t = 0; t < 3; ++t)
    readers.emplace_back([&] {
      while (!stop) {
        try {
          const Snapshot snapshot = Snapshot::open(dir.index());
          ++opened;
          const std::uint64_t living = living_ids(snapshot).size();
          if (living != snapshot.stats().articles || !snapshot.find("seed")) ++wrong;
        } catch (const std::exception&) {
          ++wrong;
        }
      }
    });
  for (int i = 0; i < 30; ++i) {
    writer.add(article("seed", "Version " + std::to_string(i) + " \"Stay calm\" Orla said."));
    writer.add(article(std::to_string(i), "Text."));
    if (i % 5 == 4)
      writer.merge();
    else
      writer.commit();
  }
  stop = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(wrong == 0);
  CHECK(opened > 0);
}

TEST_CASE("snapshot: spellings come from all segments, sorted and distinct") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  for (const char* name : {"Marek", "Marek", "Orla"}) {
    writer.add(article(std::string(name) + std::to_string(writer.commit().generation),
                       std::string("\"Yes\" ") + name + " said."));
    writer.commit();
  }
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.stats().segments == 3);
  const std::string key = dictionary::names_with_token("marek");
  const auto found = snapshot.spellings(Space::quotations, key, 10);
  CHECK(found == std::vector<std::string>{"Bmarek"});
  CHECK(snapshot.spellings(Space::quotations, key, 0).empty());
}
