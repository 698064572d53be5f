#include "quoth/index/rebuild.hpp"

#include <doctest/doctest.h>

#include "index/format_5.hpp"
#include "index/support.hpp"
#include "quoth/error.hpp"
#include "quoth/index/check.hpp"

using namespace quoth;
using namespace quoth::testing;
using Space = Snapshot::Space;

namespace {

// Two segments, the first with tombstones: a, b and d live, of five.
void write_index(const fs::path& index) {
  Writer writer = open_writer(index);
  for (const char* id : {"a", "b", "c"})
    writer.add(article(id, "\"We sail at dawn\" Ilse said. Nobody else spoke."));
  writer.commit();
  writer.add(article("b", "\"We sail at noon\" Ilse said."));
  writer.add(article("d", "No word.", "Silence"));
  writer.remove("c");
  writer.commit();
}

struct Living {
  std::vector<std::string> ids;
  std::vector<StoredArticle> articles;
  explicit Living(const Snapshot& snapshot) : ids(living_ids(snapshot)) {
    for (const std::string& id : ids) articles.push_back(snapshot.article(*snapshot.find(id)));
  }
  friend bool operator==(const Living& a, const Living& b) {
    return a.ids == b.ids && std::equal(a.articles.begin(), a.articles.end(), b.articles.begin(),
                                        b.articles.end(), [](const auto& x, const auto& y) {
                                          return x.article == y.article &&
                                                 x.annotations == y.annotations;
                                        });
  }
};

void require_whole(const fs::path& index) {
  const CheckReport report = check_index(index);
  for (const auto& problem : report.problems) MESSAGE(problem.file << ": " << problem.message);
  REQUIRE(report.ok());
}

template <class Thrown, class Call>
void require_throws(Call&& call, std::string_view part) {
  try {
    call();
    FAIL("did not throw");
  } catch (const Thrown& error) {
    CAPTURE(error.what());
    CHECK(std::string_view(error.what()).find(part) != std::string_view::npos);
  }
}

}  // namespace

TEST_CASE("rebuild: of a whole index changes no answer, and drops what was deleted") {
  const TempDir dir;
  write_index(dir.index());
  const Snapshot before = Snapshot::open(dir.index());
  const RebuildInfo info = rebuild_index(dir.index());
  CHECK(info.generation == 3);
  CHECK(info.articles == 3);
  CHECK(info.segments == 2);
  const Snapshot after = Snapshot::open(dir.index());
  CHECK(after.stats().generation == 3);
  CHECK(after.stats().deleted == 0);
  CHECK(Living(after) == Living(before));
  CHECK(after.document_frequency(Space::quotations, "Zsail") == 2);
  CHECK_FALSE(fs::exists(dir.index() / "segments/000001"));
  // Who has the old one open reads on.
  CHECK(before.article(*before.find("a")).article.id == "a");
  require_whole(dir.index());
  Writer writer = open_writer(dir.index());
  writer.add(article("e", "One more."));
  writer.commit();
  CHECK(Snapshot::open(dir.index()).stats().articles == 4);
  require_whole(dir.index());
}

TEST_CASE("rebuild: makes damaged and missing files anew that follow from the stored texts") {
  const TempDir whole;
  write_index(whole.index());
  const Living before(Snapshot::open(whole.index()));
  for (const char* name :
       {"articles.ranks", "quotations.ranks", "articles.map", "articles.glass"})
    for (const char* how : {"changed", "cut", "empty", "gone", "link"}) {
      CAPTURE(name);
      CAPTURE(how);
      const TempDir dir;
      fs::copy(whole.index(), dir.index(), fs::copy_options::recursive);
      const fs::path file = dir.index() / "segments/000001" / name;
      std::string bytes = read_file(file);
      if (how == std::string_view("changed")) bytes[bytes.size() - 3] ^= 1;
      if (how == std::string_view("cut")) bytes.resize(bytes.size() / 2);
      if (how == std::string_view("empty")) bytes.clear();
      fs::remove(file);
      if (how == std::string_view("link")) {
        fs::create_symlink("/dev/null", file);
      } else if (how != std::string_view("gone")) {
        write_file(file, bytes);
      }
      require_throws<DamagedError>([&] { (void)Snapshot::open(dir.index()); },
                                   how == std::string_view("link") ? "symbolic" : "quoth rebuild");
      rebuild_index(dir.index());
      CHECK(Living(Snapshot::open(dir.index())) == before);
      require_whole(dir.index());
    }
}

TEST_CASE("rebuild: refuses what cannot be made anew, and leaves the index as it was") {
  const TempDir whole;
  write_index(whole.index());
  for (const char* name : {"articles.texts", "checksums", "deleted-2.bitmap"})
    for (const char* how : {"changed", "cut", "gone"}) {
      CAPTURE(name);
      CAPTURE(how);
      const TempDir dir;
      fs::copy(whole.index(), dir.index(), fs::copy_options::recursive);
      const fs::path file = dir.index() / "segments/000001" / name;
      std::string bytes = read_file(file);
      if (how == std::string_view("changed")) bytes[bytes.size() / 2] ^= 1;
      if (how == std::string_view("cut")) bytes.resize(bytes.size() / 2);
      fs::remove(file);
      if (how != std::string_view("gone")) write_file(file, bytes);
      const std::string manifest = read_file(dir.index() / "manifest.json");
      require_throws<DamagedError>([&] { rebuild_index(dir.index()); }, name);
      CHECK(read_file(dir.index() / "manifest.json") == manifest);
      CHECK_FALSE(fs::exists(dir.index() / "segments/000003"));
    }
}

TEST_CASE("rebuild: a damaged second segment leaves nothing of the first one's rebuilding") {
  const TempDir dir;
  write_index(dir.index());
  fs::remove(dir.index() / "segments/000002/articles.texts");
  CHECK_THROWS_AS(rebuild_index(dir.index()), DamagedError);
  CHECK_FALSE(fs::exists(dir.index() / "segments/000003"));
  CHECK_FALSE(fs::exists(dir.index() / "segments/000004"));
}

TEST_CASE("rebuild: brings an index of formats 3 to 5 up to date, which nothing else reads") {
  for (const char version : {'3', '4', '5'}) {
    CAPTURE(version);
    const TempDir dir;
    write_index(dir.index());
    const Living before(Snapshot::open(dir.index()));
    make_older(dir.index(), version);
    require_throws<FormatError>([&] { (void)Snapshot::open(dir.index()); }, "quoth rebuild");
    require_throws<FormatError>([&] { (void)open_writer(dir.index()); }, "quoth rebuild");
    require_throws<FormatError>([&] { (void)check_index(dir.index()); }, "quoth rebuild");
    rebuild_index(dir.index());
    CHECK(Living(Snapshot::open(dir.index())) == before);
    require_whole(dir.index());
  }
}

TEST_CASE("rebuild: formats before 3 and after 6 are refused") {
  const TempDir dir;
  write_index(dir.index());
  make_older(dir.index(), '2');
  require_throws<FormatError>([&] { rebuild_index(dir.index()); }, "Index again");
  require_throws<FormatError>([&] { (void)Snapshot::open(dir.index()); }, "Index again");
  write_file(dir.index() / "manifest.json", "{\"format\": 1}");
  CHECK_THROWS_AS(rebuild_index(dir.index()), Error);
}

TEST_CASE("rebuild: waits for no writer, and needs an index") {
  const TempDir dir;
  CHECK_THROWS_AS(rebuild_index(dir.index()), NotFoundError);
  CHECK_FALSE(fs::exists(dir.index()));
  fs::create_directory(dir.index());
  CHECK_THROWS_AS(rebuild_index(dir.index()), NotFoundError);
  CHECK(fs::is_empty(dir.index()));
  Writer writer = open_writer(dir.index());
  CHECK_THROWS_AS(rebuild_index(dir.index()), LockedError);
}

TEST_CASE("rebuild: of an index whose articles are all gone leaves an empty one") {
  const TempDir dir;
  {
    Writer writer = open_writer(dir.index());
    writer.commit();
  }
  CHECK(rebuild_index(dir.index()).segments == 0);
  CHECK(Snapshot::open(dir.index()).stats().articles == 0);
  require_whole(dir.index());
}
