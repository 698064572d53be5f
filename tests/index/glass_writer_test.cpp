// A database that GlassWriter wrote holds what one holds that Xapian made, and Xapian finds it whole.
#include "index/glass_writer.hpp"

#include <doctest/doctest.h>
#include <xapian.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "index/support.hpp"

using namespace quoth;
using namespace quoth::storage;
using namespace quoth::testing;

namespace {

constexpr std::uint32_t kSeed = 20261128;

struct Documents {
  std::map<std::string, std::map<std::uint32_t, std::uint32_t>> terms;  // -> document -> frequency
  std::vector<std::uint32_t> lengths;
  std::vector<GlassValues> values;
};

// Terms in all documents, in half of them, in few; some that only filter, some with NULs, some as long as can be.
Documents random_documents(std::mt19937& random, std::uint32_t count) {
  Documents out;
  out.lengths.resize(count);
  out.values = {{0, {}, {}}, {1, {}, {}}, {300, {}, {}}};
  for (std::uint32_t d = 0; d < count; ++d) {
    const auto add = [&](const std::string& term, std::uint32_t frequency) {
      if (!out.terms[term].try_emplace(d, frequency).second) return;
      out.lengths[d] += frequency;
    };
    add("Zeverywhere", 1 + static_cast<std::uint32_t>(random() % 3));
    if (random() % 2 == 0) add("Zhalf", random() % 50 == 0 ? 70'000 : 1);
    if (random() % 2 == 0) add("Len", 0);
    for (std::size_t i = random() % 30; i > 0; --i)
      add("Zw" + std::to_string(random() % (1 + random() % 5000)), 1 + static_cast<std::uint32_t>(random() % 5));
    if (random() % 20 == 0) add(std::string("N\0ul\0", 5) + std::to_string(random() % 3), 2);
    if (random() % 20 == 0) add(std::string(1, '\0') + "first", 1);
    if (random() % 100 == 0) add(std::string(235, 'x') + std::to_string(random() % 1000), 0);
    for (GlassValues& values : out.values)
      if (values.slot == 0 || random() % 3 == 0) {
        values.documents.push_back(d);
        values.values.push_back(values.slot == 1 ? "same" : std::string(1 + random() % 12, 'v') + std::to_string(random()));
      }
  }
  return out;
}

void write(const Documents& documents, const fs::path& path) {
  const auto directory = Directory::make(path.parent_path());
  const File file = directory.create_file(path.filename().string());
  GlassWriter writer(file, {documents.lengths, documents.values});
  for (const auto& [term, postings] : documents.terms) {
    std::vector<std::uint32_t> numbers, frequencies;
    bool filters = true;
    for (const auto& [document, frequency] : postings) {
      numbers.push_back(document);
      frequencies.push_back(frequency);
      filters = filters && frequency == 0;
    }
    if (filters) frequencies.clear();
    writer.add(term, numbers, frequencies);
  }
  writer.finish();
}

void check_equal(const Documents& documents, const fs::path& path) {
  const std::string file = path.string();
  CHECK(Xapian::Database::check(file, 0, nullptr) == 0);
  const Xapian::Database database(file);
  REQUIRE(database.get_doccount() == documents.lengths.size());
  CHECK(database.get_lastdocid() == documents.lengths.size());
  std::uint64_t total = 0;
  for (std::uint32_t d = 0; d < documents.lengths.size(); ++d) {
    total += documents.lengths[d];
    if (database.get_doclength(d + 1) != documents.lengths[d]) FAIL("length of " << d);
    if (database.get_doclength_upper_bound() < documents.lengths[d]) FAIL("upper bound");
    if (documents.lengths[d] > 0 && database.get_doclength_lower_bound() > documents.lengths[d])
      FAIL("lower bound");
  }
  CHECK(database.get_total_length() == total);
  auto at = database.allterms_begin();
  for (const auto& [term, postings] : documents.terms) {
    if (at == database.allterms_end() || *at != term) FAIL("not in its place: " << term);
    ++at;
    std::uint64_t sum = 0;
    auto posting = database.postlist_begin(term);
    for (const auto& [document, frequency] : postings) {
      if (posting == database.postlist_end(term)) FAIL("too short: " << term);
      if (*posting != document + 1 || posting.get_wdf() != frequency) FAIL("posting of " << term);
      ++posting;
      sum += frequency;
    }
    CHECK(posting == database.postlist_end(term));
    CHECK(database.get_termfreq(term) == postings.size());
    CHECK(database.get_collection_freq(term) == sum);
    // Found by skipping, too.
    const auto last = postings.rbegin();
    auto skipping = database.postlist_begin(term);
    skipping.skip_to(last->first + 1);
    CHECK(*skipping == last->first + 1);
    CHECK(skipping.get_wdf() == last->second);
  }
  CHECK(at == database.allterms_end());
  for (const GlassValues& values : documents.values) {
    CHECK(database.get_value_freq(values.slot) == values.documents.size());
    auto value = database.valuestream_begin(values.slot);
    for (std::size_t i = 0; i < values.documents.size(); ++i, ++value) {
      if (value.get_docid() != values.documents[i] + 1 || *value != values.values[i])
        FAIL("value " << i << " of slot " << values.slot);
    }
    CHECK(value == database.valuestream_end(values.slot));
    for (std::size_t i = 0; i < values.documents.size(); i += 7)
      CHECK(database.get_document(values.documents[i] + 1).get_value(values.slot) == values.values[i]);
  }
}

}  // namespace

TEST_CASE("glass writer: what it wrote is what Xapian reads, from one document to trees of three levels") {
  MESSAGE("seed " << kSeed);
  std::mt19937 random(kSeed);
  const TempDir dir;
  for (const std::uint32_t count : {1u, 2u, 100u, 5'000u, 40'000u}) {
    CAPTURE(count);
    const Documents documents = random_documents(random, count);
    const fs::path path = dir.path() / ("of-" + std::to_string(count));
    write(documents, path);
    check_equal(documents, path);
  }
}

TEST_CASE("glass writer: no documents make a database without any") {
  const TempDir dir;
  const fs::path path = dir.path() / "none";
  write({}, path);
  CHECK(Xapian::Database::check(path.string(), 0, nullptr) == 0);
  CHECK(Xapian::Database(path.string()).get_doccount() == 0);
}

TEST_CASE("glass writer: Xapian's compactor joins what it wrote") {
  std::mt19937 random(kSeed);
  const TempDir dir;
  Documents first = random_documents(random, 700);
  const Documents second = random_documents(random, 900);
  write(first, dir.path() / "first");
  write(second, dir.path() / "second");
  Xapian::Database both((dir.path() / "first").string());
  both.add_database(Xapian::Database((dir.path() / "second").string()));
  both.compact((dir.path() / "both").string(),
               static_cast<unsigned>(Xapian::DBCOMPACT_SINGLE_FILE) | Xapian::Compactor::FULL);
  for (const auto& [term, postings] : second.terms)
    for (const auto& [document, frequency] : postings)
      first.terms[term][document + 700] = frequency;
  first.lengths.insert(first.lengths.end(), second.lengths.begin(), second.lengths.end());
  for (std::size_t s = 0; s < first.values.size(); ++s)
    for (std::size_t i = 0; i < second.values[s].documents.size(); ++i) {
      first.values[s].documents.push_back(second.values[s].documents[i] + 700);
      first.values[s].values.push_back(second.values[s].values[i]);
    }
  check_equal(first, dir.path() / "both");
}
