#include "index/article_texts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "index/article_texts_writer.hpp"
#include "index/support.hpp"
#include "quoth/error.hpp"

using namespace quoth;
using namespace quoth::storage;
using namespace quoth::testing;

namespace {

// A record of its own: some words of a small world, now and then a long one.
std::string made_record(std::mt19937& random, std::size_t most_words) {
  Article article;
  article.id = std::to_string(random());
  article.title = "Harbour news " + std::to_string(random() % 100);
  for (std::size_t words = random() % most_words; words > 0; --words)
    article.body += "word" + std::to_string(random() % 5000) + " of the harbour ";
  Annotations found;
  found.rules = {"rule." + std::to_string(random() % 50), "marks"};
  return record_of(article, found);
}

std::vector<std::string> made_records(std::size_t count, std::size_t most_words = 300) {
  std::mt19937 random(7);
  std::vector<std::string> records;
  for (std::size_t i = 0; i < count; ++i) records.push_back(made_record(random, most_words));
  return records;
}

ArticleTexts opened(const Directory& directory, const std::string& name, std::size_t articles) {
  const File file = *directory.open_file(name);
  return ArticleTexts(Mapping(file), static_cast<std::uint32_t>(articles), file.path());
}

ArticleTexts written(const Directory& directory, const std::string& name,
                     const std::vector<std::string>& records) {
  ArticleTextsWriter writer(directory, name);
  for (const std::string& record : records) writer.add(parts_of(record));
  writer.finish();
  return opened(directory, name, records.size());
}

void require_holds(const ArticleTexts& texts, const std::vector<std::string>& records) {
  REQUIRE(texts.articles() == records.size());
  ArticleTextsReader reader;
  const auto is_there = [&](std::size_t i) {
    return record_of(reader.read(texts, static_cast<std::uint32_t>(i))) == records[i];
  };
  for (std::size_t i = 0; i < records.size(); ++i) REQUIRE(is_there(i));
  std::mt19937 random(8);
  for (int round = 0; round < 200; ++round) REQUIRE(is_there(random() % records.size()));
}

}  // namespace

TEST_CASE("article texts: what was added is read, in any order, however much it was") {
  const TempDir dir;
  const Directory directory = *Directory::open(dir.path());
  for (const std::size_t count : {1, 2, 40, 400, 3000}) {
    CAPTURE(count);
    const std::vector<std::string> records = made_records(count);
    const ArticleTexts texts = written(directory, "texts", records);
    require_holds(texts, records);
    // Few records share too little to learn from.
    CHECK((texts.sizes().dictionaries > 0) == (count >= 400));
  }
}

TEST_CASE("article texts: a record larger than any block is one of its own") {
  const TempDir dir;
  const Directory directory = *Directory::open(dir.path());
  std::vector<std::string> records = made_records(30);
  records[11] = made_records(1, 400'000)[0];
  const ArticleTexts texts = written(directory, "texts", records);
  require_holds(texts, records);
}

TEST_CASE("article texts: none is a file, too") {
  const TempDir dir;
  const Directory directory = *Directory::open(dir.path());
  const ArticleTexts texts = written(directory, "texts", {});
  CHECK(texts.articles() == 0);
  CHECK(texts.block_count() == 0);
}

TEST_CASE("article texts: joined files hold the records of all, and large ones are copied") {
  const TempDir dir;
  const Directory directory = *Directory::open(dir.path());
  const std::vector<std::string> few = made_records(50), many = made_records(3500);
  const ArticleTexts small = written(directory, "small", few);
  const ArticleTexts large = written(directory, "large", many);
  REQUIRE(large.parts()[0].text_bytes > (4U << 20));
  {
    ArticleTextsWriter writer(directory, "joined");
    for (const ArticleTexts* part : {&small, &small, &large, &small, &large, &small})
      writer.append(*part);
    writer.finish();
  }
  std::vector<std::string> all;
  for (const auto* part : {&few, &few, &many, &few, &many, &few})
    all.insert(all.end(), part->begin(), part->end());
  const ArticleTexts joined = opened(directory, "joined", all.size());
  require_holds(joined, all);
  CHECK(joined.parts().size() == 5);
  const std::string_view blocks = large.bytes().substr(
      large.parts()[0].offset, large.end_of_part(0) - large.parts()[0].offset);
  CHECK(joined.bytes().find(blocks) != std::string_view::npos);
  // Joined once more, the small ones between the large ones stay as they are.
  {
    ArticleTextsWriter writer(directory, "again");
    writer.append(joined);
    writer.finish();
  }
  require_holds(opened(directory, "again", all.size()), all);
}

TEST_CASE("article texts: damaged anywhere, what is read is refused or true") {
  const TempDir dir;
  const Directory directory = *Directory::open(dir.path());
  const std::vector<std::string> records = made_records(400);
  (void)written(directory, "texts", records);
  const std::string good = read_file(dir.path() / "texts");
  const unsigned seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::string bad = good;
    // The tables at the end, and what they lead to.
    const std::size_t from = round % 2 == 0 ? good.size() - good.size() / 50 : 0;
    bad[from + random() % (good.size() - from)] ^= static_cast<char>(1 << (random() % 8));
    if (round % 7 == 0) bad.resize(random() % bad.size());
    write_file(dir.path() / "bad", bad);
    try {
      const ArticleTexts texts = opened(directory, "bad", records.size());
      ArticleTextsReader reader;
      for (std::uint32_t i = 0; i < records.size(); ++i) {
        try {
          const RecordParts& parts = reader.read(texts, i);
          // The names of rules have no checksum but that of their file.
          CHECK(parts.texts == parts_of(records[i]).texts);
          CHECK(parts.notes == parts_of(records[i]).notes);
        } catch (const DamagedError&) {
        }
      }
    } catch (const DamagedError&) {
    }
  }
}
