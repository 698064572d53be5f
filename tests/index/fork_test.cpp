// A forked process and what its parent has open.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "index/process_mark.hpp"
#include "index/support.hpp"
#include "quoth/error.hpp"
#include "quoth/index/check.hpp"
#include "quoth/results/searcher.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

// What `work` gives in a forked process, which ends without any destructor of the parent's.
int in_fork(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    int code = 100;
    try {
      code = work();
    } catch (...) {
    }
    ::_exit(code);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

template <class Call>
bool is_refused(Call&& call) {
  try {
    call();
    return false;
  } catch (const UsageError& error) {
    return std::string_view(error.what()).find("forked") != std::string_view::npos;
  }
}

}  // namespace

TEST_CASE("fork: a mark knows its own process, and the forked one has marks of its own") {
  const storage::ProcessMark mark;
  CHECK(mark.is_of_this_process());
  CHECK(in_fork([&] { return mark.is_of_this_process() || !storage::ProcessMark().is_of_this_process() ? 1 : 0; }) == 0);
  CHECK(mark.is_of_this_process());
}

TEST_CASE("fork: a writer's calls are refused in the forked process, whose end harms nothing") {
  const TempDir dir;
  WriterOptions small = options();
  small.memory_bytes = 1;  // each article goes to the segment's files at once
  {
    Writer writer = Writer::open(dir.index(), small);
    writer.add(article("a", "\"We sail\" Ilse said."));
    CHECK(in_fork([&] {
            Writer mine = std::move(writer);
            const bool refused = is_refused([&] { mine.add(article("b", "Nobody spoke.")); }) &&
                                 is_refused([&] { mine.remove("a"); }) && is_refused([&] { mine.commit(); }) &&
                                 is_refused([&] { mine.merge(); }) && mine.pending() == 0;
            return refused ? 0 : 1;  // and `mine` goes away
          }) == 0);
    writer.add(article("c", "\"We stay\" Ilse said."));
    writer.commit();
  }
  CHECK(living_ids(Snapshot::open(dir.index())) == std::vector<std::string>{"a", "c"});
  CHECK(check_index(dir.index()).ok());
}

TEST_CASE("fork: a forked process that lives on holds no lock of its parent's") {
  const TempDir dir;
  int to_child[2];
  REQUIRE(::pipe(to_child) == 0);
  pid_t child = -1;
  {
    Writer writer = open_writer(dir.index());
    child = ::fork();
    if (child == 0) {
      ::close(to_child[1]);
      char end = 0;
      (void)!::read(to_child[0], &end, 1);  // until the parent has looked
      ::_exit(0);
    }
    CHECK_THROWS_AS(open_writer(dir.index()), LockedError);
  }
  CHECK_NOTHROW((void)open_writer(dir.index()));
  ::close(to_child[1]);
  ::close(to_child[0]);
  ::waitpid(child, nullptr, 0);
}

TEST_CASE("fork: a searcher is refused in the forked process, one opened there answers") {
  const TempDir dir;
  {
    Writer writer = open_writer(dir.index());
    writer.add(article("a", "\"We sail at dawn\" Ilse said."));
    writer.commit();
  }
  const Searcher searcher = Searcher::open(dir.index());
  REQUIRE(searcher.search("dawn").hits.size() == 1);
  CHECK(in_fork([&] {
          if (!is_refused([&] { (void)searcher.search("dawn"); })) return 1;
          return Searcher::open(dir.index()).search("dawn").hits.size() == 1 ? 0 : 2;
        }) == 0);
  CHECK(searcher.search("dawn").hits.size() == 1);
}

TEST_CASE("fork: articles of a snapshot are refused in the forked process, one opened there reads them") {
  const TempDir dir;
  {
    Writer writer = open_writer(dir.index());
    writer.add(article("a", "\"We sail at dawn\" Ilse said."));
    writer.commit();
  }
  const Snapshot snapshot = Snapshot::open(dir.index());
  for (const bool was_read : {false, true}) {  // a reader may wait in the snapshot, or not
    CAPTURE(was_read);
    if (was_read) REQUIRE(snapshot.article({0, 1}).article.id == "a");
    CHECK(in_fork([&] {
            if (!is_refused([&] { (void)snapshot.article({0, 1}); })) return 1;
            if (!is_refused([&] { (void)snapshot.names({0, 1}); })) return 2;
            if (!is_refused([&] { (void)snapshot.find("a"); })) return 3;
            return Snapshot::open(dir.index()).article({0, 1}).article.id == "a" ? 0 : 4;
          }) == 0);
  }
  CHECK(snapshot.article({0, 1}).article.id == "a");
}

TEST_CASE("fork: a lock waits so long as it is told to, and is had once the other writer has gone") {
  const TempDir dir;
  Writer first = open_writer(dir.index());
  const std::string own = std::to_string(::getpid());
  try {
    (void)open_writer(dir.index());
    FAIL("two writers");
  } catch (const LockedError& error) {
    CHECK(std::string_view(error.what()).find("another writer of this process") != std::string_view::npos);
  }
  CHECK(in_fork([&] {
          WriterOptions patient = options();
          patient.wait_for_lock = std::chrono::milliseconds(20);
          try {
            (void)Writer::open(dir.index(), patient);
            return 1;
          } catch (const LockedError& error) {
            return std::string_view(error.what()).find("process " + own) == std::string_view::npos ? 2 : 0;
          }
        }) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    WriterOptions patient = options();
    patient.wait_for_lock = std::chrono::seconds(60);
    int code = 0;
    try {
      (void)Writer::open(dir.index(), patient);
    } catch (...) {
      code = 1;
    }
    ::_exit(code);
  }
  { const Writer gone = std::move(first); }
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
}
