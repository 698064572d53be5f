// Every sealed segment has .ranks files, and they say what its articles say.
#include "index/segment_ranks.hpp"

#include <doctest/doctest.h>
#include <xapian.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "index/block_checksums.hpp"
#include "index/bytes.hpp"
#include "index/check_ranks.hpp"
#include "index/document_ranks.hpp"
#include "index/preparer.hpp"
#include "index/segment_builder.hpp"
#include "index/snapshot_impl.hpp"
#include "index/stored_article.hpp"
#include "index/support.hpp"
#include "quoth/index/check.hpp"
#include "quoth/index/rebuild.hpp"
#include "quoth/postings/terms.hpp"

using namespace quoth;
using namespace quoth::testing;
using Space = Snapshot::Space;

namespace {

constexpr std::uint32_t kSeed = 20261128;

// Some words in most articles, some in few; up to three quotations.
std::string random_body(std::mt19937& random) {
  const auto words = [&](std::size_t count) {
    static const char* const kEndings[] = {"", "s", "ed", "ing"};
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
      text += "mill" + std::string(1, static_cast<char>('a' + random() % (1 + random() % 26))) +
              kEndings[random() % 4] + " ";
    return text;
  };
  std::string body = "Report: " + words(random() % 30) + ". ";
  for (std::size_t quotation = random() % 4; quotation > 0; --quotation)
    body += "\"We saw " + words(1 + random() % 6) + "\" " + (random() % 2 == 0 ? "Ilse" : "Marek") +
            " said. ";
  return body;
}

// What RanksBuilder makes of a segment's stored articles.
std::string expected_ranks(const Snapshot& snapshot, std::uint32_t segment, Space space) {
  storage::Preparer preparer;
  storage::RanksBuilder builder;
  for (std::uint32_t docid = 1; docid <= snapshot.articles_in(segment); ++docid) {
    const StoredArticle stored = snapshot.article({segment, docid});
    const ArticlePostings postings =
        preparer.prepare_again(stored, storage::record_of(stored.article, stored.annotations))
            .postings;
    const TextOrder order(postings);
    if (space == Space::articles)
      storage::add_document(document_terms(postings, postings.article, order), builder);
    if (space == Space::quotations)
      for (const ArticlePostings::Document& quotation : postings.quotations)
        storage::add_document(document_terms(postings, quotation, order), builder);
  }
  std::string bytes;
  builder.write([&](std::string_view piece) { bytes += piece; });
  return bytes;
}

void check_ranks(const fs::path& index) {
  const Snapshot snapshot = Snapshot::open(index);
  for (std::uint32_t segment = 0; segment < snapshot.segment_count(); ++segment)
    for (const Space space : {Space::articles, Space::quotations}) {
      CAPTURE(segment);
      const fs::path directory = snapshot.impl().parts[segment].segment->path();
      const char* name = space == Space::articles ? "articles.ranks" : "quotations.ranks";
      // Compared outside of CHECK, which would print both.
      const bool same = read_file(directory / name) == expected_ranks(snapshot, segment, space);
      CHECK(same);
    }
  const CheckReport report = check_index(index);
  for (const auto& problem : report.problems) MESSAGE(problem.file << ": " << problem.message);
  CHECK(report.ok());
}

// Gives the files of the first segment, as they are now, good checksums.
void sum_up_again(const fs::path& index) {
  const auto directory = storage::Directory::open(index / "segments/000001");
  storage::Manifest manifest =
      storage::manifest_from_json(read_file(index / "manifest.json"), "here");
  storage::SegmentEntry& entry = manifest.segments.front();
  std::vector<storage::FileChecksums> sums;
  entry.files.clear();
  for (const char* name : storage::kSegmentFiles) {
    sums.push_back(storage::checksums_of(*directory->open_file(name), name));
    entry.files.push_back(sums.back().file);
  }
  const std::string bytes = storage::to_bytes(sums);
  write_file(index / "segments/000001/checksums", bytes);
  entry.checksums.size = bytes.size();
  entry.checksum = storage::checksum_of(bytes);
  write_file(index / "manifest.json", storage::to_json(manifest));
}

std::vector<std::uint32_t> dead_documents(const Snapshot& snapshot, std::uint32_t segment,
                                          Space space) {
  std::vector<std::uint32_t> dead;
  const auto bits = snapshot.impl().dead(segment, space);
  for (std::uint32_t d = 0; d < bits.size() * 64; ++d)
    if ((bits[d / 64] >> d % 64 & 1) != 0) dead.push_back(d);
  return dead;
}

}  // namespace

TEST_CASE("segment ranks: a document's words, forms, title and filters are all there") {
  const TempDir dir;
  {
    Writer writer = open_writer(dir.index());
    writer.add(article("first", "Nothing here."));
    Article second =
        article("second", "The river rises. \"Rivers rose\" Orla said.", "River floods");
    second.source = "Courier";
    writer.add(second);
    writer.commit();
  }
  const Snapshot snapshot = Snapshot::open(dir.index());
  const storage::Ranks& articles = snapshot.impl().parts[0].segment->ranks(Space::articles);
  REQUIRE(articles.documents() == 2);
  CHECK(articles.length(0) == 2);
  CHECK(articles.length(1) == 2 * 3 + 7);  // a title's words count three times
  CHECK(articles.title_words(0) == 0);
  CHECK(articles.title_words(1) == 2);
  CHECK(articles.document_frequency("Zriver") == 1);
  CHECK(articles.document_frequency("XScourier") == 1);
  CHECK(articles.document_frequency("Qsecond") == 0);

  storage::DictionaryEntry entry;
  storage::TermPostings term;
  REQUIRE(articles.terms().find("Zriver", entry));
  REQUIRE(term.open(articles, entry));
  const storage::WindowPostings* window = term.in_window(0);
  REQUIRE(window != nullptr);
  CHECK(term.frequency(*window, 0) == 3 + 1 + 1);
  std::vector<storage::Occurrence> places;
  REQUIRE(term.positions(*window, 0, places));
  // River floods / The river rises. Rivers ...
  REQUIRE(places.size() == 3);
  CHECK(places[0].position == 1);
  CHECK(places[1].position == 4);
  CHECK(places[2].position == 6);
  CHECK(places[0].form == places[1].form);
  CHECK(places[0].form != places[2].form);
  std::vector<storage::FormOf> forms;
  articles.terms_of_form("rivers", forms);
  REQUIRE(forms.size() == 1);
  CHECK(forms[0] == storage::FormOf{entry.ordinal, places[2].form});

  const storage::Ranks& quotations = snapshot.impl().parts[0].segment->ranks(Space::quotations);
  REQUIRE(quotations.documents() == 1);
  CHECK(quotations.length(0) == 2);
  CHECK(quotations.document_frequency("XBorla") == 1);
  CHECK(quotations.document_frequency("Zflood") == 0);  // a title is its article's
}

TEST_CASE("segment ranks: are what RanksBuilder makes of the segment's articles, merged or not") {
  std::mt19937 random(kSeed);
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  for (int commit = 0; commit < 4; ++commit) {
    for (int i = 0; i < 150; ++i)
      writer.add(article(std::to_string(commit) + "." + std::to_string(i), random_body(random),
                         i % 3 == 0 ? "Mills and millers" : ""));
    writer.commit();
  }
  check_ranks(dir.index());
  writer.merge();  // joined: nothing is dead
  CHECK(Snapshot::open(dir.index()).segment_count() == 1);
  check_ranks(dir.index());
  for (int i = 0; i < 150; i += 2) writer.remove("2." + std::to_string(i));
  for (int i = 0; i < 30; ++i) writer.add(article("1." + std::to_string(i), random_body(random)));
  writer.commit();
  check_ranks(dir.index());
  writer.merge();  // rebuilt
  CHECK(Snapshot::open(dir.index()).stats().articles == 525);
  check_ranks(dir.index());
}

TEST_CASE("segment ranks: gathered in pieces they are the same bytes, and no piece stays") {
  std::mt19937 random(kSeed);
  const TempDir dir;
  const auto directory = storage::Directory::open(dir.path());
  storage::SegmentRanks in_pieces(*directory, 7, true);
  storage::RanksBuilder articles, quotations;
  storage::Preparer preparer;
  for (int i = 0; i < 400; ++i) {
    const Article made = article(std::to_string(i), random_body(random), "Mills");
    const storage::PreparedArticle prepared = preparer.prepare(made, quote_marks());
    in_pieces.add(prepared);
    const TextOrder order(prepared.postings);
    storage::add_document(document_terms(prepared.postings, prepared.postings.article, order), articles);
    for (const ArticlePostings::Document& quotation : prepared.postings.quotations)
      storage::add_document(document_terms(prepared.postings, quotation, order), quotations);
    if (random() % 50 == 0) in_pieces.put_aside();
  }
  in_pieces.put_aside();
  in_pieces.put_aside();  // nothing is there to put aside
  in_pieces.finish();
  for (const char* name : {"articles.ranks", "quotations.ranks"}) {
    std::string expected;
    (name[0] == 'a' ? articles : quotations).write([&](std::string_view piece) {
      expected += piece;
    });
    const bool same = read_file(dir.path() / name) == expected;
    CHECK(same);
  }
  CHECK(directory->names() ==
        std::vector<std::string>{"articles.glass", "articles.ranks", "quotations.ranks"});
  const Xapian::Database database((dir.path() / "articles.glass").string());
  CHECK(database.get_doccount() == 400);
  for (const Xapian::docid docid : {1u, 200u, 400u}) {
    CHECK(database.get_document(docid).get_value(static_cast<Xapian::valueno>(Slot::order)) ==
          storage::order_value(7, docid));
    CHECK(*database.postlist_begin("Q" + std::to_string(docid - 1)) == docid);
  }
}

TEST_CASE("segment ranks: a builder holds no more postings than it may, and its files are the same bytes") {
  std::mt19937 random(kSeed + 1);
  const TempDir dir;
  const auto directory = storage::Directory::open(dir.path());
  constexpr std::size_t kMost = std::size_t{1} << 20;
  storage::SegmentBuilder in_pieces(*directory, 1, 1, false, kMost), whole(*directory, 2, 1, false);
  REQUIRE(in_pieces.bytes() < kMost / 4);  // or there would be a piece for every few articles
  storage::Preparer preparer;
  std::size_t most = 0;
  for (int i = 0; i < 12'000; ++i) {
    const storage::PreparedArticle prepared =
        preparer.prepare(article(std::to_string(i), random_body(random)), quote_marks());
    in_pieces.add(prepared);
    whole.add(prepared);
    most = std::max(most, in_pieces.bytes());
  }
  CHECK(most < kMost);
  REQUIRE(whole.bytes() > 2 * kMost);
  CHECK(in_pieces.finish().articles == 12'000);
  CHECK(whole.finish().articles == 12'000);
  for (const char* name : {"articles.ranks", "quotations.ranks", "articles.texts", "articles.map"}) {
    CAPTURE(name);
    const bool same = read_file(dir.path() / "000001" / name) == read_file(dir.path() / "000002" / name);
    CHECK(same);
  }
}

TEST_CASE("segment ranks: odd texts have the same terms in both files of a space") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  const std::string nuls(300, '\0');
  writer.add(article("nul", "a" + nuls + "b \"" + nuls + "\" x" + nuls, nuls));
  writer.add(article("long", std::string(5000, 'x') + " " + std::string(240, 'y')));
  writer.add(article("bytes", "\xff\xfe\x80 \xc3\x28 \xf0\x9f\x92\xa9", "\xed\xa0\x80"));
  writer.add(article("empty", "", ""));
  Article sourced = article(nuls, "text");
  sourced.source = "outlet" + nuls;
  sourced.lang = nuls;
  writer.add(sourced);
  writer.commit();
  check_ranks(dir.index());
}

TEST_CASE("segment ranks: verify finds those of other articles, though all checksums are good") {
  const auto write = [](const fs::path& index, const std::string& body) {
    Writer writer = open_writer(index);
    writer.add(article("a", "The mill stands by the river."));
    writer.add(article("b", body));
    writer.commit();
  };
  const TempDir own;
  write(own.index(), "The mill burns.");
  sum_up_again(own.index());
  CHECK(check_index(own.index()).ok());
  const fs::path file = "segments/000001/articles.ranks";
  for (const char* body : {"The mill.", "The mill burns today.", "The mill stops.",
                           "The mill burns burns.", "The mill and the river burns."}) {
    CAPTURE(body);
    const TempDir other;
    write(other.index(), body);
    fs::copy_file(other.index() / file, own.index() / file, fs::copy_options::overwrite_existing);
    sum_up_again(own.index());
    const CheckReport report = check_index(own.index());
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems[0].file == file);
    CHECK(report.problems[0].message.find("quoth rebuild") != std::string::npos);
  }
  rebuild_index(own.index());
  CHECK(check_index(own.index()).ok());
}

TEST_CASE("segment ranks: dead documents are a bit each, their quotations with them") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  for (int i = 0; i < 70; ++i)
    writer.add(article(std::to_string(i),
                       i % 2 == 0 ? "\"One\" Ilse said. \"Two\" Ilse said." : "Silence."));
  writer.commit();
  const Snapshot before = Snapshot::open(dir.index());
  CHECK(before.impl().dead(0, Space::articles).empty());
  CHECK(before.impl().dead(0, Space::quotations).empty());
  for (const char* id : {"0", "1", "63", "64", "69"}) writer.remove(id);
  writer.add(article("new", "Alive."));
  writer.commit();
  const Snapshot after = Snapshot::open(dir.index());
  CHECK(after.impl().dead(0, Space::articles).size() == 2);
  CHECK(dead_documents(after, 0, Space::articles) == std::vector<std::uint32_t>{0, 1, 63, 64, 69});
  CHECK(after.impl().dead(0, Space::quotations).size() == 2);
  CHECK(dead_documents(after, 0, Space::quotations) == std::vector<std::uint32_t>{0, 1, 64, 65});
  CHECK(after.impl().dead(1, Space::articles).empty());
  CHECK(before.impl().dead(0, Space::articles).empty());
}

TEST_CASE("segment ranks: the frequency of a term is summed over segments, of a word bounded") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  for (const char* id : {"a", "b"}) {
    writer.add(article(std::string(id) + "1", "The mill stands."));
    writer.add(article(std::string(id) + "2", "Two mills stand."));
    writer.add(article(std::string(id) + "3", "Nothing."));
    writer.commit();
  }
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.document_frequency(Space::articles, "Zmill") == 4);
  CHECK(snapshot.document_frequency(Space::articles, "mill") == 0);
  CHECK(snapshot.document_frequency(Space::articles, "Qa1") == 0);
  CHECK(snapshot.most_documents_with_word(Space::articles, "mills") == 4);
  CHECK(snapshot.most_documents_with_word(Space::articles, "milled") == 0);
  CHECK(snapshot.document_frequency(Space::quotations, "Zmill") == 0);
}
