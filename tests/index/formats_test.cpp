#include <doctest/doctest.h>

#include <random>

#include "index/article_map.hpp"
#include "index/batch.hpp"
#include "index/block_checksums.hpp"
#include "index/bytes.hpp"
#include "index/manifest.hpp"
#include "index/stored_article.hpp"
#include "index/support.hpp"
#include "index/tombstones.hpp"
#include "quoth/error.hpp"

using namespace quoth;
using namespace quoth::storage;
using quoth::testing::TempDir;

namespace {

// Every field of every annotation set to something that is not its default.
StoredArticle full_article() {
  StoredArticle stored;
  stored.article = {"id/1",       "Title",          "Body of forty bytes, or a few more of them.",
                    Day{-700000}, "Valley Courier", "http://x.example/1",
                    "en"};
  Annotations& found = stored.annotations;
  found.rules = {"one", "two"};
  const Interval day = Interval::of_day(Day::from({-44, 3, 15}));
  found.published = PublicationDay{day, PublicationDay::How::inferred, 0.25, {"because", "so"}};
  found.mentions = {{{0, 5}, EntityType::place, MentionForm::nominal, {0}, RuleId{1}}};
  found.entities = {{EntityType::organisation, Gender::female, "Bank", {"The Bank"}, {"lender"}}};
  found.timexes = {{{7, 11}, TimexType::set, "P1D", "APPROX", "EVERY", "2X", day, day, RuleId{1}}};
  Quotation quotation;
  quotation.parent = -1;
  quotation.span = {12, 30};
  quotation.kind = QuotationKind::mixed;
  quotation.quoted = {{13, 20}, {22, 29}};
  quotation.speakers = {{{31, 35}, {0}, SpeakerStatus::anonymous}};
  quotation.via = {{{0, 5}, EntityId::none(), SpeakerStatus::named}};
  quotation.cue = {36, 40};
  quotation.stance = Stance::denied;
  quotation.said = day;
  quotation.confidence = 0.75F;
  quotation.rule = RuleId{1};
  found.quotations = {quotation, quotation};
  found.quotations[1].parent = 0;
  found.quotations[1].group = 1;
  return stored;
}

}  // namespace

TEST_CASE("record: what was stored is read back, every field of it") {
  const StoredArticle stored = full_article();
  const std::string record = record_of(stored.article, stored.annotations);
  const RecordParts parts = parts_of(record);
  CHECK(record_of(parts) == record);
  const StoredArticle read = stored_from_parts(parts, "here");
  CHECK(read.article == stored.article);
  CHECK(read.annotations == stored.annotations);
  CHECK(id_from_texts(parts.texts, "here") == "id/1");
  const std::string least = record_of({}, {});
  CHECK(stored_from_parts(parts_of(least), "here").article == Article{});
}

TEST_CASE("record: FORMAT.md's worked example is what is written") {
  Article article;
  article.id = "a";
  article.body = "Hi";
  const std::string record = record_of(article, {});
  const RecordParts parts = parts_of(record);
  CHECK(parts.texts == std::string_view("\x01"
                                        "a\0\x02Hi\0\0\0",
                                        9));
  CHECK(parts.rules.empty());
  CHECK(parts.notes == std::string_view("\0\0\0\0\0\0", 6));
  CHECK(article_map_bytes({{1, 1}, {2, 0}}).size() == 76);
}

namespace {

// Annotations at random places: what analyzers of one's own may find.
StoredArticle random_article(std::mt19937& random) {
  const auto below = [&](std::size_t n) { return static_cast<std::uint32_t>(random() % n); };
  StoredArticle stored;
  for (std::string* text : {&stored.article.id, &stored.article.title, &stored.article.source})
    text->assign(below(9), static_cast<char>('a' + below(26)));
  for (std::uint32_t words = below(60); words > 0; --words) {
    constexpr const char* kWords[] = {"Ilse ", "Orla\n ", "Orla", " the  ferry", "sails. ", "\xc3\xa9 "};
    stored.article.body += kWords[below(6)];
  }
  if (below(2) == 0) stored.article.published = Day{static_cast<std::int32_t>(below(40000)) - 9000};
  const std::string text = text_of(stored.article);
  const auto span = [&] {
    const std::uint32_t a = below(text.size() + 1), b = below(text.size() + 1);
    return Span{std::min(a, b), std::max(a, b)};
  };
  const auto interval = [&]() -> Interval {
    const Day day{static_cast<std::int32_t>(below(40000)) - 9000};
    if (below(3) == 0) return Interval::of_day(day);
    if (below(3) == 0) return Interval::of_days(day, day.plus(static_cast<std::int32_t>(below(400))));
    return {{static_cast<std::int64_t>(random()) - 99}, {static_cast<std::int64_t>(random()) - 99}};
  };
  const auto maybe = [&]() -> std::optional<Interval> {
    return below(2) == 0 ? std::optional(interval()) : std::nullopt;
  };
  const auto spelled = [&] {
    const Span s = span();
    return below(2) == 0 ? std::string(s.of(text)) : std::string("Marén");
  };
  Annotations& found = stored.annotations;
  found.rules.assign(below(4), "rule");
  if (below(2) == 0)
    found.published = PublicationDay{interval(), static_cast<PublicationDay::How>(below(3)), 0.5, {}};
  if (below(2) == 0 && stored.article.published)
    found.published =
        PublicationDay{Interval::of_day(*stored.article.published), PublicationDay::How::given, 1, {}};
  found.entities.resize(below(4));
  for (Entity& entity : found.entities) {
    entity.type = static_cast<EntityType>(below(3));
    entity.gender = static_cast<Gender>(below(3));
    entity.name = spelled();
    for (std::uint32_t n = below(4); n > 0; --n) entity.variants.push_back(spelled());
    for (std::uint32_t n = below(3); n > 0; --n) entity.roles.push_back(spelled());
  }
  const auto who = [&] {
    return EntityId{static_cast<std::int32_t>(below(found.entities.size() + 1)) - 1};
  };
  for (std::uint32_t n = below(9); n > 0; --n)
    found.mentions.push_back({span(), static_cast<EntityType>(below(3)),
                              static_cast<MentionForm>(below(3)), who(),
                              static_cast<RuleId>(below(70000) & 0xffff)});
  if (below(2) == 0)  // as ours are
    std::sort(found.mentions.begin(), found.mentions.end(),
              [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; });
  for (std::uint32_t n = below(5); n > 0; --n)
    found.timexes.push_back({span(), static_cast<TimexType>(below(4)), spelled(),
                             below(3) == 0 ? "MID" : "", "", below(3) == 0 ? "2X" : "", maybe(), maybe(),
                             static_cast<RuleId>(below(300))});
  found.quotations.resize(below(6));
  for (Quotation& q : found.quotations) {
    q.parent = static_cast<std::int32_t>(below(found.quotations.size() + 1)) - 1;
    q.group = static_cast<std::int32_t>(below(found.quotations.size()));
    q.span = span();
    q.kind = static_cast<QuotationKind>(below(3));
    for (std::uint32_t k = below(6); k > 0; --k) q.quoted.push_back(span());
    for (auto* speakers : {&q.speakers, &q.via})
      for (std::uint32_t k = below(6); k > 0; --k) {
        Speaker speaker{span(), who(), static_cast<SpeakerStatus>(below(3))};
        if (!found.mentions.empty() && below(2) == 0) {
          const Mention& mention = found.mentions[below(found.mentions.size())];
          speaker.span = mention.span;
          speaker.entity = mention.entity;
        }
        speakers->push_back(speaker);
      }
    if (below(2) == 0) q.cue = span();
    q.stance = static_cast<Stance>(below(3));
    q.said = maybe();
    q.confidence = static_cast<float>(below(1000)) / 999;
    q.rule = static_cast<RuleId>(below(300));
  }
  return stored;
}

}  // namespace

TEST_CASE("record: annotations anywhere come back as they were") {
  const unsigned seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    const StoredArticle stored = random_article(random);
    const std::string record = record_of(stored.article, stored.annotations);
    const StoredArticle read = stored_from_parts(parts_of(record), "here");
    REQUIRE(read.article == stored.article);
    REQUIRE(read.annotations == stored.annotations);
  }
}

TEST_CASE("record: a name, a variant and a role take no letters that the text has") {
  const auto size_with = [](const std::string& name, const std::string& role) {
    StoredArticle stored;
    stored.article.body = "Harbour master Ilse Brandt-Oltermann sailed. Brandt-Oltermann waved.";
    Annotations& found = stored.annotations;
    found.entities = {{EntityType::person, Gender::unknown, name, {"Brandt-Oltermann"}, {role}}};
    found.mentions = {{{15, 36}, EntityType::person, MentionForm::name, {0}, RuleId{0}},
                      {{45, 61}, EntityType::person, MentionForm::name, {0}, RuleId{0}}};
    const std::string record = record_of(stored.article, found);
    CHECK(stored_from_parts(parts_of(record), "here").annotations == found);
    return parts_of(record).notes.size();
  };
  const std::size_t from_text = size_with("Ilse Brandt-Oltermann", "Harbour master");
  CHECK(from_text < 28);
  CHECK(size_with("Ilse Brandt Oltermann", "Harbour master") > from_text + 20);
  CHECK(size_with("Ilse Brandt-Oltermann", "Captain of boat") > from_text + 12);
}

TEST_CASE("record: cut short anywhere it is refused") {
  const StoredArticle stored = full_article();
  const std::string record = record_of(stored.article, stored.annotations);
  const RecordParts parts = parts_of(record);
  const auto refused = [&](const RecordParts& bad) {
    CHECK_THROWS_AS((void)stored_from_parts(bad, "here"), DamagedError);
  };
  for (std::size_t size = 0; size < parts.texts.size(); ++size)
    refused({parts.texts.substr(0, size), parts.rules, parts.notes});
  for (std::size_t size = 0; size < parts.notes.size(); ++size)
    refused({parts.texts, parts.rules, parts.notes.substr(0, size)});
  const std::string texts = std::string(parts.texts) + "x", notes = std::string(parts.notes) + "x";
  refused({texts, parts.rules, parts.notes});
  refused({parts.texts, parts.rules, notes});
}

TEST_CASE("record: whatever the bytes, what is read is consistent or refused") {
  const StoredArticle stored = full_article();
  const std::string record = record_of(stored.article, stored.annotations);
  const unsigned seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const RecordParts parts = parts_of(record);
  for (int round = 0; round < 20000; ++round) {
    std::string texts(parts.texts), notes(parts.notes);
    for (unsigned changes = 1 + random() % 3; changes > 0; --changes) {
      std::string& bad = random() % 4 == 0 ? texts : notes;
      bad[random() % bad.size()] = static_cast<char>(random());
    }
    try {
      const StoredArticle read = stored_from_parts({texts, parts.rules, notes}, "here");
      // What can be read can be written: it passed the same tests.
      (void)record_of(read.article, read.annotations);
    } catch (const DamagedError&) {
    }
  }
}

TEST_CASE("record: annotations that point nowhere are refused") {
  const StoredArticle good = full_article();
  const auto refused = [&](auto&& spoil) {
    Annotations bad = good.annotations;
    spoil(bad);
    CHECK_THROWS_AS((void)record_of(good.article, bad), UsageError);
  };
  refused([](Annotations& a) { a.mentions[0].span.end = 1000; });
  refused([](Annotations& a) { a.mentions[0].entity.index = 1; });
  refused([](Annotations& a) { a.quotations[0].quoted[0] = {5, 4}; });
  refused([](Annotations& a) { a.quotations[0].parent = 2; });
  refused([](Annotations& a) { a.quotations[0].group = -1; });
  refused([](Annotations& a) { a.quotations[0].speakers[0].entity.index = -2; });
  refused([](Annotations& a) { a.timexes[0].interval->until.seconds = INT64_MAX; });
}

TEST_CASE("bytes: numbers of every size come back, and overlong ones do not") {
  for (unsigned shift = 0; shift < 64; ++shift)
    for (const std::uint64_t value :
         {std::uint64_t{1} << shift, (std::uint64_t{1} << shift) - 1, ~std::uint64_t{0} >> shift}) {
      std::string bytes;
      ByteWriter out(bytes);
      out.varint(value);
      out.zigzag(static_cast<std::int64_t>(value));
      out.u64(value);
      ByteReader in(bytes);
      CHECK(in.varint() == value);
      CHECK(in.zigzag() == static_cast<std::int64_t>(value));
      CHECK(in.u64() == value);
      CHECK(in.done());
      CHECK(from_hex(to_hex(value)) == value);
    }
  ByteReader overlong(std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"));
  CHECK(overlong.varint() == 0);
  CHECK_FALSE(overlong.ok());
  for (const char* bad : {"", "0123", "0123456789abcdeF", "0123456789abcde ", "0123456789abcdef0"})
    CHECK_FALSE(from_hex(bad));
}

TEST_CASE("manifest: is read back as it was written") {
  Manifest manifest;
  manifest.generation = 9;
  manifest.analyzers = {"names/1", "d\"\\é/2"};
  manifest.next_segment = 1234568;
  SegmentEntry segment;
  segment.number = 17;
  segment.order = 3;
  segment.articles = 5;
  segment.quotations = 7;
  segment.files = {{"articles.glass", 8192}, {"articles.map", 100}};
  segment.checksums = {"checksums", 40};
  segment.checksum = 0xfedcba9876543210;
  manifest.segments = {segment, segment};
  manifest.segments[1].number = 1234567;
  manifest.segments[1].order = 4;
  manifest.segments[1].deleted = TombstoneEntry{"deleted-9.bitmap", 30, 2, 1};
  const std::string json = to_json(manifest);
  CHECK(manifest_from_json(json, "here") == manifest);
  CHECK(manifest.articles() == 10);
  CHECK(manifest.deleted() == 2);
  CHECK(json.find("\"directory\": \"000017\"") != std::string::npos);
  for (std::size_t size = 0; size < json.size(); ++size)
    CHECK_THROWS_AS((void)manifest_from_json(json.substr(0, size), "here"), Error);
}

TEST_CASE("manifest: a newer format with a good seal says to use a newer Quoth") {
  std::string json = to_json(Manifest{});
  const std::size_t version = json.find("\"version\": 6") + 11;
  json[version] = '7';
  CHECK_THROWS_AS((void)manifest_from_json(json, "here"), DamagedError);
  const std::size_t seal = json.rfind(",\n  \"checksum\"");
  json.replace(json.size() - 20, 16, to_hex(checksum_of(std::string_view(json).substr(0, seal))));
  try {
    (void)manifest_from_json(json, "here");
    FAIL("read");
  } catch (const FormatError& error) {
    CHECK(std::string_view(error.what()).find("format 7") != std::string_view::npos);
  }
}

TEST_CASE("manifest: segments' directories have one spelling each") {
  CHECK(segment_directory(17) == "000017");
  CHECK(segment_directory(4294967295) == "4294967295");
  CHECK(segment_number("000017") == 17);
  CHECK(segment_number("1234567") == 1234567);
  for (const char* bad : {"", "17", "0000017", "00001a", "../../", "4294967296", "99999999999"})
    CHECK_FALSE(segment_number(bad));
}

TEST_CASE("article map: leads from ids and quotations to articles") {
  const TempDir dir;
  const Directory directory = *Directory::open(dir.path());
  const std::vector<ArticleMapEntry> entries = {{50, 0, 5}, {10, 2}, {50, 0, ~std::uint64_t{0}}, {7, 3, 8}, {99, 0}};
  const File file = directory.create_file("map");
  file.write_all(article_map_bytes(entries));
  const ArticleMap map(Mapping(file), 5, 5, "here");
  CHECK(map.with_hash(50) == std::vector<std::uint32_t>{1, 3});
  CHECK(map.with_hash(7) == std::vector<std::uint32_t>{4});
  CHECK(map.with_hash(8).empty());
  CHECK(map.with_hash(100).empty());
  const std::vector<std::uint32_t> owners = {2, 2, 4, 4, 4};
  for (std::uint32_t quotation = 1; quotation <= 5; ++quotation)
    CHECK(map.article_of(quotation) == owners[quotation - 1]);
  CHECK(map.first_quotation(1) == 1);
  CHECK(map.first_quotation(4) == 3);
  CHECK(map.first_quotation(6) == 6);
  CHECK(map.quotations_of(4) == 3);
  CHECK(map.sketch(3) == ~std::uint64_t{0});
  CHECK(map.sketch(5) == 0);
  CHECK(map.entries() == entries);
  CHECK_THROWS_AS(ArticleMap(Mapping(file), 5, 6, "here"), DamagedError);
  CHECK_THROWS_AS(ArticleMap(Mapping(file), 4, 5, "here"), DamagedError);
}

TEST_CASE("article map: a changed byte never leads outside") {
  const TempDir dir;
  const Directory directory = *Directory::open(dir.path());
  const std::string good = article_map_bytes({{50, 0}, {10, 2}, {3, 1}});
  for (std::size_t at = 0; at < good.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
      const File file = directory.create_file("map");
      file.write_all(bad);
      try {
        const ArticleMap map(Mapping(file), 3, 3, "here");
        for (std::uint32_t quotation = 1; quotation <= 3; ++quotation) {
          const std::uint32_t article = map.article_of(quotation);
          CHECK(article >= 1);
          CHECK(article <= 3);
          CHECK(map.first_quotation(article) <= quotation);
        }
      } catch (const DamagedError&) {
      }
    }
}

TEST_CASE("tombstones: are read back, and any changed byte is refused") {
  Tombstones tombstones;
  for (const std::uint32_t docid : {1U, 5U, 6U, 7U, 70000U}) tombstones.add(docid);
  const std::string good = tombstones.to_bytes(70000);
  CHECK(Tombstones::from_bytes(good, 70000, "here") == tombstones);
  CHECK(tombstones.count() == 5);
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 4);
    CHECK_THROWS_AS((void)Tombstones::from_bytes(bad, 70000, "here"), DamagedError);
    CHECK_THROWS_AS((void)Tombstones::from_bytes(good.substr(0, at), 70000, "here"), DamagedError);
  }
  CHECK_THROWS_AS((void)Tombstones::from_bytes(good, 70001, "here"), DamagedError);
  CHECK_THROWS_AS((void)Tombstones::from_bytes(tombstones.to_bytes(600), 600, "here"),
                  DamagedError);
}

TEST_CASE("checksums: every block of a file has one, the short last included") {
  const TempDir dir;
  const Directory directory = *Directory::open(dir.path());
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{65536},
                                 std::size_t{65537}, std::size_t{200000}}) {
    const File file = directory.create_file("file");
    file.write_all(std::string(size, 'x'));
    const FileChecksums sums = checksums_of(file, "file");
    CHECK(sums.blocks.size() == (size + 65535) / 65536);
    for (std::size_t block = 0; block < sums.blocks.size(); ++block)
      CHECK(verify_block(file, sums, block));
    CHECK(checksums_from_bytes(to_bytes({sums, sums}), "here") ==
          std::vector<FileChecksums>{sums, sums});
  }
  CHECK_THROWS_AS((void)checksums_from_bytes("QUOTHSUM", "here"), DamagedError);
}

TEST_CASE("batch: the highest sequence number wins, whatever the order of arrival") {
  const auto prepared = [](std::string id) {
    PreparedArticle article;
    article.id = std::move(id);
    return article;
  };
  Batch batch;
  batch.add(5, prepared("a"));
  batch.add(3, prepared("a"));  // began earlier, arrived later
  batch.remove(4, "a");
  CHECK(batch.articles() == 1);
  batch.remove(6, "a");
  CHECK(batch.articles() == 0);
  batch.add(7, prepared("a"));
  batch.add(8, prepared("b"));
  CHECK(batch.take_buffer().size() == 2);
  CHECK(batch.superseded().empty());
  batch.add(9, prepared("a"));
  CHECK(batch.superseded().contains(1));
  batch.remove(10, "b");
  CHECK(batch.superseded().count() == 2);
  CHECK(batch.articles() == 1);
  const auto rest = batch.take_buffer();
  CHECK(rest.size() == 1);
  CHECK(batch.written() == 3);
  CHECK(batch.buffered_bytes() == 0);
}
