// Segments are merged while commits go on, and nothing is lost, revived or seen twice by it.
#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "index/support.hpp"
#include "quoth/index/check.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

constexpr std::uint32_t kSeed = 20261128;

Writer merging_writer(const fs::path& index) {
  WriterOptions options;
  options.analyzers = quote_marks();
  return Writer::open(index, options);
}

std::map<std::string, std::string> living(const Snapshot& snapshot) {
  std::map<std::string, std::string> out;
  for (std::uint32_t s = 0; s < snapshot.segment_count(); ++s)
    for (std::uint32_t d = 1; d <= snapshot.articles_in(s); ++d) {
      if (snapshot.is_deleted({s, d})) continue;
      const Article a = snapshot.article({s, d}).article;
      CHECK(out.emplace(a.id, a.body).second);  // no id lives twice
    }
  return out;
}

}  // namespace

TEST_CASE("background merge: many commits end in few segments, articles in their order") {
  const TempDir dir;
  {
    Writer writer = merging_writer(dir.index());
    for (int i = 0; i < 60; ++i) {
      writer.add(article(std::to_string(i), "Note " + std::to_string(i) + ". \"Yes\" Orla said."));
      writer.commit();
    }
    writer.wait_for_merges();
  }
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.segment_count() < 20);
  CHECK(snapshot.stats().articles == 60);
  CHECK(snapshot.stats().quotations == 60);
  int next = 0;
  for (std::uint32_t s = 0; s < snapshot.segment_count(); ++s)
    for (std::uint32_t d = 1; d <= snapshot.articles_in(s); ++d)
      CHECK(snapshot.article({s, d}).article.id == std::to_string(next++));
  CHECK(check_index(dir.index()).ok());
  // Nothing stays of what was merged.
  std::set<std::string> directories;
  for (const auto& entry : fs::directory_iterator(dir.index() / "segments"))
    directories.insert(entry.path().filename().string());
  CHECK(directories.size() == snapshot.segment_count());
}

TEST_CASE("background merge: none without being asked for") {
  const TempDir dir;
  WriterOptions options;
  options.analyzers = quote_marks();
  options.merging = WriterOptions::Merging::none;
  Writer writer = Writer::open(dir.index(), options);
  for (int i = 0; i < 20; ++i) {
    writer.add(article(std::to_string(i), "Note."));
    writer.commit();
  }
  writer.wait_for_merges();  // returns at once
  CHECK(Snapshot::open(dir.index()).segment_count() == 20);
}

TEST_CASE("background merge: replaced and removed meanwhile are dead in what comes of it") {
  MESSAGE("seed " << kSeed);
  std::mt19937 random(kSeed);
  const TempDir dir;
  std::map<std::string, std::string> expected;
  {
    Writer writer = merging_writer(dir.index());
    for (int commit = 0; commit < 120; ++commit) {
      for (std::size_t i = random() % 5; i > 0; --i) {
        const std::string id = std::to_string(random() % 150);
        if (random() % 3 == 0) {
          writer.remove(id);
          expected.erase(id);
        } else {
          expected[id] = "Version " + std::to_string(commit) + ". \"So\" Ilse said.";
          writer.add(article(id, expected[id]));
        }
      }
      writer.commit();
      if (commit % 10 == 0) CHECK(living(Snapshot::open(dir.index())) == expected);
      if (commit == 90) writer.merge();
    }
    writer.wait_for_merges();
    CHECK(living(Snapshot::open(dir.index())) == expected);
  }
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(living(snapshot) == expected);
  CHECK(snapshot.segment_count() < 24);
  CHECK(check_index(dir.index()).ok());
}

TEST_CASE("background merge: adds from several threads, commits and merges at once") {
  const TempDir dir;
  constexpr int kThreads = 4, kEach = 60;
  {
    Writer writer = merging_writer(dir.index());
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < kEach; ++i) {
          writer.add(article(std::to_string(t) + "." + std::to_string(i), "From a thread."));
          if (i % 5 == t) writer.commit();
        }
      });
    threads.clear();
    writer.commit();
  }
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(living(snapshot).size() == kThreads * kEach);
  CHECK(check_index(dir.index()).ok());
}

TEST_CASE("merge: given up, before or on the way, it has committed and changed nothing else") {
  for (const int removed : {0, 3}) {  // with and without anything to rewrite
    for (int delay = 0; delay < 12; ++delay) {
      CAPTURE(removed);
      CAPTURE(delay);
      const TempDir dir;
      WriterOptions options;
      options.analyzers = quote_marks();
      options.merging = WriterOptions::Merging::none;
      std::map<std::string, std::string> expected;
      {
        Writer writer = Writer::open(dir.index(), options);
        for (int i = 0; i < 120; ++i) {
          writer.add(article(std::to_string(i), "Note " + std::to_string(i) + "."));
          expected[std::to_string(i)] = "Note " + std::to_string(i) + ".";
          if (i % 20 == 0) writer.commit();
        }
        for (int i = 0; i < removed; ++i) {
          writer.remove(std::to_string(i));
          expected.erase(std::to_string(i));
        }
        std::jthread merging;
        if (delay > 0) merging = std::jthread([&] { writer.merge(); });
        std::this_thread::sleep_for(std::chrono::microseconds(300 * delay));
        writer.give_up_merges();
        if (delay == 0) writer.merge();
      }
      const Snapshot snapshot = Snapshot::open(dir.index());
      CHECK(living(snapshot) == expected);
      if (delay == 0) CHECK(snapshot.segment_count() > 1);
      CHECK(check_index(dir.index()).ok());
      std::size_t directories = 0;
      for ([[maybe_unused]] const auto& entry : fs::directory_iterator(dir.index() / "segments")) ++directories;
      CHECK(directories == snapshot.segment_count());
    }
  }
}

TEST_CASE("background merge: the writer's end finishes what is due, unless it was given up") {
  for (const bool gives_up : {false, true}) {
    CAPTURE(gives_up);
    const TempDir dir;
    {
      Writer writer = merging_writer(dir.index());
      if (gives_up) writer.give_up_merges();
      for (int i = 0; i < 40; ++i) {
        writer.add(article(std::to_string(i), "Note."));
        writer.commit();
      }
    }
    const Snapshot snapshot = Snapshot::open(dir.index());
    CHECK((snapshot.segment_count() == 40) == gives_up);
    CHECK(living(snapshot).size() == 40);
  }
}
