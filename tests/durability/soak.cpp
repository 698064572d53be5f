// Readers in threads and processes while a writer commits and merges: none may see an error, or half a batch.
//
// A writer commits so many times a second, every fourth time with a merge. Four threads beside it and two processes
// open the index again and again, read every article, ask queries, and look at old snapshots once more. A snapshot
// must hold the articles of exactly one commit, no older one than was acknowledged before it was opened, and must
// still hold them later, whatever was merged and unlinked meanwhile. One process runs check_index as well.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

#include "program.hpp"
#include "quoth/error.hpp"
#include "quoth/index/check.hpp"
#include "quoth/results/searcher.hpp"
#include "random_batches.hpp"

using namespace quoth;
using namespace quoth::durability;

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// What processes share.
struct Shared {
  std::atomic<std::uint64_t> acknowledged{0};
  std::atomic<bool> ended{false};
};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free);

class Reader {
 public:
  Reader(fs::path index, const std::vector<State>& states, Shared& shared, std::uint64_t seed, bool checks)
      : index_(std::move(index)), states_(states), shared_(shared), random_(seed), checks_(checks) {}

  // What is wrong, or nothing.
  std::string run_once() {
    ++rounds;
    if (checks_ && random_() % 16 == 0) {
      const CheckReport report = check_index(index_);
      if (!report.ok()) return "check: " + report.problems[0].file + ": " + report.problems[0].message;
    }
    const std::uint64_t least = shared_.acknowledged;
    const Searcher searcher = Searcher::open(index_);
    // The one under way may be there, and those that were acknowledged while we opened.
    const std::uint64_t most = shared_.acknowledged + 1;
    std::uint64_t is = 0;
    std::string fault = look(searcher, least, most, is);
    if (!fault.empty()) return fault;
    if (is < newest_) return "it went back from commit " + std::to_string(newest_) + " to " + std::to_string(is);
    newest_ = is;
    kept_.emplace_back(searcher, is);
    const std::size_t old = random_() % kept_.size();
    fault = look(kept_[old].first, kept_[old].second, kept_[old].second, is);
    if (kept_.size() > 12) kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(random_() % kept_.size()));
    return fault.empty() ? fault : "an old snapshot: " + fault;
  }
  std::uint64_t rounds = 0;

 private:
  // Whether a snapshot has the articles of one of the commits `least`..`most`: `is` says of which.
  std::string look(const Searcher& searcher, std::uint64_t least, std::uint64_t most, std::uint64_t& is) {
    const State state = state_of(searcher.snapshot());
    // Equal states of two commits may be taken for one another: the newest counts.
    for (is = std::min<std::uint64_t>(most, states_.size() - 1); is + 1 > least; --is) {
      if (state == states_[is]) break;
      if (is == 0) return "its articles are those of none of the commits from 0 on";
    }
    if (is < least || state != states_[is])
      return "its articles are those of none of the commits from " + std::to_string(least) + " to " +
             std::to_string(most);
    if (state.empty()) return {};
    auto some = state.begin();
    std::advance(some, static_cast<std::ptrdiff_t>(random_() % state.size()));
    return fault_in_answers(searcher, some->first, some->second);
  }

  const fs::path index_;
  const std::vector<State>& states_;
  Shared& shared_;
  std::mt19937_64 random_;
  const bool checks_;
  std::uint64_t newest_ = 0;
  std::deque<std::pair<Searcher, std::uint64_t>> kept_;
};

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv, "soak: readers in threads and processes while a writer commits and merges.",
                        {{"seconds", 4, "how long"},
                         {"a-second", 20, "commits a second"},
                         {"threads", 4, "that read"},
                         {"processes", 2, "that read"},
                         {"seed", 1, "of the batches"}});
  const std::uint64_t commits = options["seconds"] * options["a-second"];
  std::printf("soak: %llu commits, seed %llu\n", static_cast<unsigned long long>(commits),
              static_cast<unsigned long long>(options["seed"]));
  std::mt19937_64 random(options["seed"]);
  const auto batches = random_batches(random, commits);
  std::vector<State> states{State{}};
  for (const Batch& batch : batches) states.push_back(state_after(states.back(), {batch}, 1));

  Shared& shared = *shared_between_processes<Shared>();
  const Folder folder;
  const fs::path index = folder.path() / "news.quoth";
  (void)Writer::open(index, writer_options(random));  // so that there is one to open

  const auto read = [&](std::uint64_t seed, bool checks, const std::function<void(const std::string&)>& tell) {
    Reader reader(index, states, shared, seed, checks);
    while (!shared.ended) {
      std::string fault;
      try {
        fault = reader.run_once();
      } catch (const std::exception& error) {
        fault = std::string("threw: ") + error.what();
      }
      if (!fault.empty()) tell(fault);
    }
    return reader.rounds;
  };
  // Processes first: a process with threads is not to be forked.
  std::deque<Child> processes;
  for (std::uint64_t i = 0; i < options["processes"]; ++i)
    processes.emplace_back([&, i](const Child::Report& report) {
      const std::uint64_t rounds =
          read(options["seed"] + 100 + i, i == 0, [&](const std::string& fault) { report.say('f', fault); });
      report.say('r', std::to_string(rounds));
    });

  Findings findings;
  std::mutex mutex;
  std::atomic<std::uint64_t> rounds{0};
  std::vector<std::thread> threads;
  for (std::uint64_t i = 0; i < options["threads"]; ++i)
    threads.emplace_back([&, i] {
      rounds += read(options["seed"] + i, false, [&](const std::string& fault) {
        const std::lock_guard held(mutex);
        findings.add("a thread: " + fault);
      });
    });

  {
    const auto began = Clock::now();
    Writer writer = Writer::open(index, writer_options(random));
    try {
      write_batches(writer, batches, 0, [&](std::size_t done) {
        shared.acknowledged = done;
        std::this_thread::sleep_until(began + std::chrono::microseconds(1'000'000 * done / options["a-second"]));
      });
    } catch (const std::exception& error) {
      const std::lock_guard held(mutex);
      findings.add(std::string("the writer: ") + error.what());
    }
  }
  shared.ended = true;
  for (std::thread& thread : threads) thread.join();
  std::uint64_t rounds_of_processes = 0;
  for (Child& process : processes) {
    const Child::End end = process.wait_for();
    for (const std::string& line : end.said) {
      if (line[0] == 'f' || line[0] == '!') findings.add("a process: " + line.substr(1));
      if (line[0] == 'r') rounds_of_processes += std::stoull(line.substr(1));
    }
    if (!end.crash.empty()) findings.add("a process ended by " + end.crash);
  }
  std::size_t found = 0;
  const std::string fault = fault_of(index, {states.back()}, found);
  if (!fault.empty()) findings.add("at the end: " + fault);
  std::printf("soak: %llu commits; %llu threads opened it %llu times, %llu processes %llu times; %llu findings\n",
              static_cast<unsigned long long>(shared.acknowledged.load()),
              static_cast<unsigned long long>(options["threads"]), static_cast<unsigned long long>(rounds.load()),
              static_cast<unsigned long long>(options["processes"]),
              static_cast<unsigned long long>(rounds_of_processes), static_cast<unsigned long long>(findings.count()));
  return findings.exit_code();
}
