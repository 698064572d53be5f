#include "quoth/index/writer.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "index/support.hpp"
#include "quoth/error.hpp"
#include "quoth/index/check.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

using Ids = std::vector<std::string>;

template <class Thrown, class Call>
std::string message_of(Call&& call) {
  try {
    call();
  } catch (const Thrown& error) {
    return error.what();
  }
  return "(nothing thrown)";
}

bool says(const std::string& message, std::string_view part) {
  return message.find(part) != std::string::npos;
}

/// Holds up the analysis of articles whose body says so, until released.
class Gate final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "test.gate/1"; }
  void analyze(const Context& context, Annotations&) const override {
    if (context.text() != "slow") return;
    std::unique_lock lock(mutex_);
    waiting_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_; });
  }
  void wait_until_waiting() const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_; });
  }
  void open() const {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  mutable bool waiting_ = false, open_ = false;
};

}  // namespace

TEST_CASE("writer: a second one is refused and told who holds the index") {
  const TempDir dir;
  {
    const Writer first = open_writer(dir.index());
    const std::string message =
        message_of<LockedError>([&] { const Writer second = open_writer(dir.index()); });
    CHECK(says(message, "another writer of this process"));
  }
  CHECK_NOTHROW(open_writer(dir.index()));
}

TEST_CASE("writer: waits for the lock as long as it is told") {
  const TempDir dir;
  auto first = std::make_unique<Writer>(open_writer(dir.index()));
  std::thread ends([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    first.reset();
  });
  WriterOptions patient = options();
  patient.wait_for_lock = std::chrono::seconds(60);
  CHECK_NOTHROW((void)Writer::open(dir.index(), patient));
  ends.join();
}

TEST_CASE("writer: says when there is no index, another thing, or other analyzers") {
  const TempDir dir;
  WriterOptions existing = options();
  existing.create = false;
  CHECK_THROWS_AS((void)Writer::open(dir.index(), existing), NotFoundError);
  CHECK_FALSE(fs::exists(dir.index()));

  fs::create_directories(dir.path() / "photos");
  write_file(dir.path() / "photos/cat.jpg", "meow");
  CHECK(says(message_of<FormatError>([&] { open_writer(dir.path() / "photos"); }), "cat.jpg"));
  CHECK_FALSE(fs::exists(dir.path() / "photos/writer.lock"));
  CHECK_THROWS_AS((void)Writer::open(dir.path() / "photos", existing), NotFoundError);
  CHECK_THROWS_AS(open_writer(dir.path() / "photos/cat.jpg"), FormatError);

  { Writer writer = open_writer(dir.index()); }
  WriterOptions other;
  other.analyzers = Analyzers({std::make_shared<QuoteMarks>("test.marks/2")});
  const std::string message =
      message_of<FormatError>([&] { const Writer writer = Writer::open(dir.index(), other); });
  CHECK(says(message, "test.marks/1"));
  CHECK(says(message, "test.marks/2"));
  CHECK(says(message, "Index again"));
}

TEST_CASE("writer: refuses impossible ids and articles, and the batch stays as it was") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  writer.add(article("good", "text"));
  CHECK_THROWS_AS(writer.add(article("", "text")), UsageError);
  CHECK_THROWS_AS(writer.add(article(std::string(kMaxIdBytes + 1, 'x'), "text")), UsageError);
  CHECK_THROWS_AS(writer.add(article("large", std::string(kMaxArticleBytes + 1, 'x'))), UsageError);
  Article outside = article("good", "text");
  outside.published = Day{2000000000};
  CHECK_THROWS_AS(writer.add(outside), UsageError);
  CHECK_THROWS_AS(writer.remove(""), UsageError);
  CHECK(writer.pending() == 1);
  writer.add(article(std::string(kMaxIdBytes, 'x'), "long id"));
  writer.add(article(std::string("\0\xff\n", 3), "odd id"));
  CHECK(writer.commit().added == 3);
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.article(*snapshot.find("good")).article.published == Day::from({2024, 5, 17}));
  CHECK(snapshot.find(std::string(kMaxIdBytes, 'x')));
  CHECK(snapshot.find(std::string("\0\xff\n", 3)));
  CHECK(check_index(dir.index()).ok());
}

TEST_CASE("writer: an analyzer that points outside the text is refused, not stored") {
  class Wild final : public Analyzer {
    std::string_view name() const noexcept override { return "test.wild/1"; }
    void analyze(const Context& context, Annotations& out) const override {
      Mention mention;
      mention.span = {0, static_cast<std::uint32_t>(context.text().size() + 1)};
      out.mentions.push_back(mention);
    }
  };
  const TempDir dir;
  WriterOptions wild;
  wild.analyzers = Analyzers({std::make_shared<Wild>()});
  Writer writer = Writer::open(dir.index(), wild);
  CHECK_THROWS_AS(writer.add(article("a", "text")), UsageError);
  CHECK(writer.pending() == 0);
}

TEST_CASE("writer: threads add at once, and nothing is lost") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  constexpr int kThreads = 4, kEach = 50;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        writer.add(article(std::to_string(t) + "/" + std::to_string(i), "\"Word\" Ilse said."));
        if (i % 20 == 19) writer.commit();
      }
    });
  for (std::thread& thread : threads) thread.join();
  writer.commit();
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.stats().articles == kThreads * kEach);
  CHECK(snapshot.stats().quotations == kThreads * kEach);
  CHECK(check_index(dir.index()).ok());
}

TEST_CASE("writer: of two calls at once the later to begin wins, also over a commit between") {
  const TempDir dir;
  const auto gate = std::make_shared<Gate>();
  WriterOptions gated;
  gated.analyzers = Analyzers({gate});
  Writer writer = Writer::open(dir.index(), gated);
  std::thread slow([&] { writer.add(article("a", "slow")); });
  gate->wait_until_waiting();
  writer.add(article("a", "later"));
  writer.remove("b");
  std::thread commits([&] { writer.commit(); });
  gate->open();
  slow.join();
  commits.join();
  writer.commit();
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.article(*snapshot.find("a")).article.body == "later");
  CHECK(living_ids(snapshot) == Ids{"a"});
}

TEST_CASE("writer: a batch larger than its buffer is one commit all the same") {
  const TempDir dir;
  WriterOptions small = options();
  small.memory_bytes = 32 * 50000;
  Writer writer = Writer::open(dir.index(), small);
  std::string body;
  for (int i = 0; i < 300; ++i) body += "word" + std::to_string(i) + " ";
  body += "\"Enough\" Ilse said.";
  for (int i = 0; i < 4; ++i) writer.add(article(std::to_string(i), body));
  CHECK(Snapshot::open(dir.index()).stats().articles == 0);
  writer.add(article("1", "changed \"My mind\" Orla said."));
  writer.remove("0");
  CHECK(writer.pending() == 3);
  CHECK(writer.commit().added == 3);
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.stats().articles == 3);
  CHECK(snapshot.stats().quotations == 3);
  CHECK(living_ids(snapshot) == Ids{"2", "3", "1"});
  CHECK(snapshot.article(*snapshot.find("1")).article.body.starts_with("changed"));
  CHECK(check_index(dir.index()).ok());
}

TEST_CASE(
    "writer: a batch larger than memory is published at once as several segments, without what it "
    "replaced") {
  const TempDir dir;
  WriterOptions small = options();
  small.memory_bytes = 1;
  small.merging = WriterOptions::Merging::none;
  Writer writer = Writer::open(dir.index(), small);
  const auto body = [](int article, int version) {
    std::string out = "Version " + std::to_string(version) + ". ";
    for (int i = 0; i < 4000; ++i) out += "w" + std::to_string(article * 10'000 + i) + " ";
    return out;
  };
  for (int i = 0; i < 24; ++i) writer.add(article(std::to_string(i), body(i, 1)));
  writer.add(article("0", "now short"));
  writer.add(article("23", "now short"));
  writer.remove("12");
  CHECK(Snapshot::open(dir.index()).stats().articles == 0);
  CHECK(writer.commit().added == 23);
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.segment_count() > 1);
  CHECK(snapshot.stats().articles == 23);
  CHECK(snapshot.article(*snapshot.find("0")).article.body == "now short");
  CHECK(snapshot.article(*snapshot.find("22")).article.body == body(22, 1));
  CHECK_FALSE(snapshot.find("12"));
  CHECK(check_index(dir.index()).ok());
}

TEST_CASE("writer: a note is published with its commit, and stays until it is taken away") {
  const TempDir dir;
  Writer writer = Writer::open(dir.index(), options());
  writer.note("read", "news.jsonl:17");
  CHECK(Snapshot::open(dir.index()).note("read").empty());
  writer.add(article("a", "One."));
  writer.commit();
  CHECK(Snapshot::open(dir.index()).note("read") == "news.jsonl:17");
  writer.add(article("b", "Two."));
  writer.commit();
  writer.merge();
  CHECK(Snapshot::open(dir.index()).note("read") == "news.jsonl:17");
  writer.note("read", "");
  const auto before = Snapshot::open(dir.index()).stats().generation;
  CHECK(writer.commit().generation == before + 1);
  CHECK(Snapshot::open(dir.index()).note("read").empty());
  CHECK(writer.commit().generation == before + 1);  // nothing to publish
  CHECK_THROWS_AS(writer.note("", "x"), UsageError);
  CHECK_THROWS_AS(writer.note("x", "\xff"), UsageError);
  CHECK_THROWS_AS(writer.note("x", std::string(kMaxNoteBytes, 'x')), UsageError);
}

TEST_CASE("writer: left-overs of one that died are swept, and nothing else") {
  const TempDir dir;
  {
    Writer writer = open_writer(dir.index());
    writer.add(article("a", "text"));
    writer.commit();
  }
  const fs::path segments = dir.index() / "segments";
  fs::create_directories(segments / "000002/build-articles");
  write_file(segments / "000002/build-articles/iamglass", "half");
  write_file(segments / "000002/articles.glass", "half");
  fs::create_directory_symlink(dir.path(), segments / "000003");
  write_file(segments / "000001/deleted-9.bitmap", "never published");
  write_file(dir.index() / "manifest.json.new", "{");
  write_file(segments / "notes.txt", "mine");
  write_file(dir.path() / "outside.txt", "mine");
  CHECK(Snapshot::open(dir.index()).stats().articles == 1);
  {
    Writer writer = open_writer(dir.index());
    writer.add(article("b", "text"));
    writer.commit();
  }
  CHECK_FALSE(fs::exists(segments / "000001/deleted-9.bitmap"));
  CHECK_FALSE(fs::exists(dir.index() / "manifest.json.new"));
  CHECK_FALSE(fs::is_symlink(segments / "000003"));
  CHECK(fs::exists(segments / "notes.txt"));
  CHECK(fs::exists(dir.path() / "outside.txt"));
  CHECK(living_ids(Snapshot::open(dir.index())) == Ids{"a", "b"});
  CHECK(check_index(dir.index()).ok());
}

TEST_CASE("writer: one that died before its first manifest leaves a usable directory") {
  const TempDir dir;
  fs::create_directories(dir.index() / "segments");
  write_file(dir.index() / "writer.lock", "4711\n");
  write_file(dir.index() / "manifest.json.new", "{");
  CHECK_THROWS_AS((void)Snapshot::open(dir.index()), NotFoundError);
  Writer writer = open_writer(dir.index());
  writer.add(article("a", "text"));
  CHECK(writer.commit().added == 1);
}

TEST_CASE("writer: is closed by a refusal of the machine; what was committed stays") {
  const TempDir dir;
  Writer writer = open_writer(dir.index());
  writer.add(article("a", "text"));
  writer.commit();
  writer.add(article("b", "text"));
  // No file may grow any more: writing gives EFBIG, as a full disk gives ENOSPC.
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto ignored = ::signal(SIGXFSZ, SIG_IGN);
  const rlimit none{1000, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &none) == 0);
  CHECK_THROWS_AS(writer.commit(), StorageError);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  ::signal(SIGXFSZ, ignored);
  CHECK_THROWS_AS(writer.commit(), UsageError);
  CHECK_THROWS_AS(writer.add(article("c", "text")), UsageError);
  CHECK_THROWS_AS(writer.remove("a"), UsageError);
  CHECK_THROWS_AS(writer.merge(), UsageError);
  CHECK(living_ids(Snapshot::open(dir.index())) == Ids{"a"});
}
