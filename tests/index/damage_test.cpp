#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>

#include "index/support.hpp"
#include "quoth/error.hpp"
#include "quoth/index/check.hpp"
#include "quoth/index/rebuild.hpp"

#if defined(__SANITIZE_ADDRESS__)
// Xapian 1.4.22's own checker deletes an object by a base class without a virtual destructor.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }
#endif

using namespace quoth;
using namespace quoth::testing;

namespace {

// Two segments, the first with tombstones.
void write_index(const fs::path& index) {
  Writer writer = open_writer(index);
  for (const char* id : {"a", "b", "c"})
    writer.add(article(id, "\"We sail at dawn\" Ilse said. Nobody else spoke."));
  writer.commit();
  writer.add(article("b", "\"We sail at noon\" Ilse said."));
  writer.remove("c");
  writer.commit();
}

std::vector<fs::path> files_of(const fs::path& index) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(index))
    if (entry.is_regular_file() && entry.path().filename() != "writer.lock")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// Opens and reads everything: it works or it throws one of our errors; anything else fails the
// test.
void read_all(const fs::path& index) {
  try {
    const Snapshot snapshot = Snapshot::open(index);
    for (const char* id : {"a", "b", "c"})
      if (const auto ref = snapshot.find(id)) (void)snapshot.article(*ref);
    (void)snapshot.document_frequency(Snapshot::Space::quotations, "Zdawn");
    (void)snapshot.most_documents_with_word(Snapshot::Space::quotations, "dawn");
  } catch (const Error& error) {
    CHECK(std::string_view(error.what()).size() > 20);
  }
}

bool check_finds_fault(const fs::path& index) {
  try {
    return !check_index(index).ok();
  } catch (const Error&) {
    return true;
  }
}

template <class Thrown>
void require_open_throws(const fs::path& index, std::string_view part) {
  try {
    (void)Snapshot::open(index);
    FAIL("opened");
  } catch (const Thrown& error) {
    CAPTURE(error.what());
    CHECK(std::string_view(error.what()).find(part) != std::string_view::npos);
  }
}

}  // namespace

TEST_CASE("damage: a whole index has no fault, and every file of it is read") {
  const TempDir dir;
  write_index(dir.index());
  const CheckReport report = check_index(dir.index());
  for (const auto& problem : report.problems) MESSAGE(problem.file << ": " << problem.message);
  CHECK(report.ok());
  const auto files = files_of(dir.index());
  CHECK(report.files == files.size());
  std::uint64_t bytes = 0;
  for (const fs::path& file : files) bytes += fs::file_size(file);
  CHECK(report.bytes == bytes);
  CHECK(Snapshot::open(dir.index()).stats().bytes == bytes);
}

TEST_CASE("damage: a changed byte anywhere is found by check, and reading survives it") {
  const TempDir dir;
  write_index(dir.index());
  for (const fs::path& file : files_of(dir.index())) {
    const std::string good = read_file(file);
    const bool glass = file.extension() == ".glass";
    const std::size_t step = glass ? 1009 : file.extension() == ".ranks" ? 61 : 7;
    for (std::size_t at = 0; at < good.size(); at += step) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ (1 << (at % 8)));
      write_file(file, bad);
      CAPTURE(file);
      CAPTURE(at);
      // The glass files are verified at their ends when opened, and all over by check. So are .ranks
      // files; these have one block.
      if (!glass) {
        CHECK_THROWS_AS((void)Snapshot::open(dir.index()), Error);
      }
      CHECK(check_finds_fault(dir.index()));
    }
    write_file(file, good);
  }
  CHECK(check_index(dir.index()).ok());
}

TEST_CASE("damage: a byte deep in a .ranks file is found by check, and reading survives it") {
  const TempDir dir;
  {
    Writer writer = open_writer(dir.index());
    for (int i = 0; i < 2500; ++i) {
      std::string body = "\"We sail at dawn\" Ilse said.";
      for (int k = 1; k < 40; ++k) body += " word" + std::to_string(i * k % 977);
      writer.add(article(std::to_string(i), body));
    }
    writer.commit();
  }
  const fs::path file = dir.index() / "segments/000001/articles.ranks";
  const std::string good = read_file(file);
  const std::size_t blocks = (good.size() + 65535) / 65536;
  REQUIRE(blocks >= 3);
  for (std::size_t block = 1; block + 1 < blocks; ++block)
    for (std::size_t at = block * 65536; at < (block + 1) * 65536; at += 4099) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ (1 << (at % 8)));
      write_file(file, bad);
      CAPTURE(at);
      // Between a file's ends damage is not looked for when it is opened.
      try {
        const Snapshot snapshot = Snapshot::open(dir.index());
        for (int i = 0; i < 977; i += 7) {
          const std::string word = "word" + std::to_string(i);
          (void)snapshot.document_frequency(Snapshot::Space::articles, "Z" + word);
          (void)snapshot.most_documents_with_word(Snapshot::Space::articles, word);
        }
      } catch (const DamagedError&) {
      }
    }
  const CheckReport report = check_index(dir.index());
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].file == "segments/000001/articles.ranks");
  CHECK(report.problems[0].message.find("quoth rebuild") != std::string::npos);
  // A merge must not give the damage a checksum of its own.
  {
    try {
      Writer writer = open_writer(dir.index());  // which may meet it as well
      writer.add(article("new", "One more."));
      writer.merge();
      FAIL("merged");
    } catch (const DamagedError& error) {
      CHECK(std::string_view(error.what()).find("000001/articles.ranks") != std::string_view::npos);
    }
  }
  rebuild_index(dir.index());
  CHECK(check_index(dir.index()).ok());
  const fs::path only = fs::directory_iterator(dir.index() / "segments")->path();
  const bool same = read_file(only / "articles.ranks") == good;
  CHECK(same);
}

TEST_CASE("damage: a file cut short or grown is noticed when opening") {
  const TempDir dir;
  write_index(dir.index());
  for (const fs::path& file : files_of(dir.index())) {
    CAPTURE(file);
    const std::string good = read_file(file);
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, good.size() / 2, good.size() - 1}) {
      write_file(file, good.substr(0, size));
      require_open_throws<DamagedError>(dir.index(), "Restore");
      CHECK(check_finds_fault(dir.index()));
    }
    write_file(file, good + "x");
    require_open_throws<DamagedError>(dir.index(), "Restore");
    CHECK(check_finds_fault(dir.index()));
    fs::remove(file);
    if (file.filename() == "manifest.json") {
      require_open_throws<NotFoundError>(dir.index(), "no index");
      CHECK_THROWS_AS((void)check_index(dir.index()), NotFoundError);
    } else {
      require_open_throws<DamagedError>(dir.index(), "missing");
      CHECK(check_finds_fault(dir.index()));
    }
    write_file(file, good);
  }
}

TEST_CASE("damage: bytes of zeros in the middle of a file never crash a reader") {
  const TempDir dir;
  write_index(dir.index());
  // One block of checksums only: larger files are needed to have a middle that opening skips.
  {
    Writer writer = open_writer(dir.index());
    std::string body;
    for (unsigned i = 0; i < 60000; ++i) body += "w" + std::to_string(i * 2654435761U) + " ";
    writer.add(article("a", body));
    writer.merge();
  }
  const fs::path segment = fs::directory_iterator(dir.index() / "segments")->path();
  for (const char* name : {"articles.glass", "articles.texts"}) {
    CAPTURE(name);
    const fs::path file = segment / name;
    const std::string good = read_file(file);
    REQUIRE(good.size() > 3 * 65536);
    for (std::size_t at = 65536; at + 65536 < good.size(); at += 8192) {
      std::string bad = good;
      std::fill_n(bad.begin() + static_cast<std::ptrdiff_t>(at), 8192, '\0');
      write_file(file, bad);
      CAPTURE(at);
      read_all(dir.index());
      const CheckReport report = check_index(dir.index());
      REQUIRE(report.problems.size() == 1);
      CHECK(report.problems[0].file.ends_with(name));
    }
    write_file(file, good);
  }
}

TEST_CASE("damage: other people's files and newer formats say so") {
  const TempDir dir;
  require_open_throws<NotFoundError>(dir.index(), "nothing there");
  fs::create_directory(dir.index());
  require_open_throws<NotFoundError>(dir.index(), "no index");
  write_file(dir.index() / "manifest.json", R"({"name": "A web app", "icons": []})");
  require_open_throws<FormatError>(dir.index(), "not the manifest of a Quoth index");
  CHECK_THROWS_AS((void)check_index(dir.index()), FormatError);
  CHECK_THROWS_AS((void)open_writer(dir.index()), FormatError);
  for (const std::string_view garbage : {"", "{", "null", "[]", "\0\0\0\0", "{\"format\": 1}"}) {
    write_file(dir.index() / "manifest.json", garbage);
    CHECK_THROWS_AS((void)Snapshot::open(dir.index()), Error);
  }
  write_file(dir.path() / "plain", "a file");
  require_open_throws<FormatError>(dir.path() / "plain", "an index is a directory");
}

TEST_CASE("damage: a symbolic link in the place of a file or directory is not followed") {
  const TempDir dir;
  write_index(dir.index());
  for (const char* name : {"manifest.json", "segments", "segments/000001",
                           "segments/000001/articles.glass", "segments/000001/articles.texts",
                           "segments/000001/articles.map",
                           "segments/000001/checksums", "segments/000001/deleted-2.bitmap"}) {
    CAPTURE(name);
    const fs::path file = dir.index() / name, away = dir.path() / "away";
    fs::rename(file, away);
    fs::create_symlink(away, file);
    require_open_throws<DamagedError>(dir.index(), "symbolic link");
    CHECK(check_finds_fault(dir.index()));
    fs::remove(file);
    fs::rename(away, file);
  }
  CHECK(check_index(dir.index()).ok());
}

TEST_CASE("damage: a FIFO, a directory or a device in the place of a file is refused at once") {
  const TempDir dir;
  write_index(dir.index());
  for (const char* name :
       {"manifest.json", "segments/000001/articles.glass", "segments/000001/checksums"}) {
    CAPTURE(name);
    const fs::path file = dir.index() / name, away = dir.path() / "away";
    fs::rename(file, away);
    REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
    require_open_throws<DamagedError>(dir.index(), "not a plain file");
    CHECK(check_finds_fault(dir.index()));
    fs::remove(file);
    fs::create_directory(file);
    require_open_throws<DamagedError>(dir.index(), "not a plain file");
    fs::remove(file);
    fs::rename(away, file);
  }
  const fs::path derived = dir.index() / "segments/000001/articles.ranks";
  fs::remove(derived);
  REQUIRE(::mkfifo(derived.c_str(), 0600) == 0);
  require_open_throws<DamagedError>(dir.index(), "quoth rebuild");
  fs::remove(dir.index() / "writer.lock");
  REQUIRE(::mkfifo((dir.index() / "writer.lock").c_str(), 0600) == 0);
  CHECK_THROWS_AS((void)open_writer(dir.index()), DamagedError);
}

TEST_CASE("damage: a stub file in the place of a glass file starts nothing") {
  const TempDir dir;
  write_index(dir.index());
  const fs::path file = dir.index() / "segments/000001/articles.glass";
  const fs::path ran = dir.path() / "ran";
  write_file(file, "remote :touch " + ran.string() + "\n");
  CHECK_THROWS_AS((void)Snapshot::open(dir.index()), DamagedError);
  CHECK_FALSE(fs::exists(ran));
}
