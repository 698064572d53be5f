// Kills a writer again and again, and looks each time whether what it acknowledged is there.
//
// One index lives through all cycles. In each a child opens a writer, gives it random batches, commits and merges, and
// tells the parent through a pipe of each commit that returned. It is killed (SIGKILL) after a random time, or by its
// own hand at a random call of the file system, a write done by half. Then the articles must be those of the last
// commit that was acknowledged, or of the one under way: nothing lost, no half batch, nothing that check_index finds.
#include <algorithm>
#include <cstdio>
#include <string>

#include "file_calls.hpp"
#include "program.hpp"
#include "quoth/error.hpp"
#include "random_batches.hpp"

using namespace quoth;
using namespace quoth::durability;

namespace {

constexpr std::size_t kBatches = 6;

void write_all(const std::filesystem::path& index, std::uint64_t seed, Fault fault, const Child::Report& report) {
  std::mt19937_64 random(seed);
  const WriterOptions options = writer_options(random);
  const auto batches = random_batches(random, kBatches);
  watch(index.string(), fault);
  Writer writer = Writer::open(index, options);
  write_batches(writer, batches, 0, [&](std::size_t done) { report.say('c', std::to_string(done)); });
  report.say('n', std::to_string(watched_calls()));
}

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv, "killer: kill -9 at random points; acknowledged documents must stay.",
                        {{"cycles", 10, "how often a writer is killed"}, {"seed", 1, "of all that is random"}});
  std::printf("killer: %llu cycles, seed %llu\n", static_cast<unsigned long long>(options["cycles"]),
              static_cast<unsigned long long>(options["seed"]));
  std::mt19937_64 random(options["seed"]);
  const Folder folder;
  const std::filesystem::path index = folder.path() / "news.quoth";
  Findings findings;
  State state;
  std::uint64_t calls = 600, acknowledged = 0, unacknowledged = 0, by_time = 0, by_call = 0, ended = 0;
  std::int64_t microseconds = 50'000;  // that a child takes, as the last one to end did

  for (std::uint64_t cycle = 0; cycle < options["cycles"];) {
    const std::uint64_t seed = random();
    const bool by_clock = random() % 2 == 0;
    Fault fault;
    if (!by_clock) fault = {Fault::Kind::dies, 1 + random() % calls, 0, false};
    const std::int64_t patience = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(microseconds * 11 / 10));
    const auto began = std::chrono::steady_clock::now();
    Child child([&](const Child::Report& report) { write_all(index, seed, fault, report); });
    const Child::End end = child.wait_for(by_clock ? patience : Child::kForever);
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);

    const std::string where = "cycle " + std::to_string(cycle) + ", seed " + std::to_string(seed) + ": ";
    std::size_t committed = 0;
    for (const std::string& line : end.said) {
      if (line[0] == 'c') committed = std::stoul(line.substr(1));
      if (line[0] == 'n') calls = std::stoul(line.substr(1));
      if (line[0] == '!') findings.add(where + "the writer threw: " + line.substr(1));
    }
    if (!end.crash.empty()) findings.add(where + "the writer ended by " + end.crash);
    if (end.killed) {
      ++cycle;
      ++(by_clock ? by_time : by_call);
    } else {
      ++ended;
      microseconds = std::max<std::int64_t>(took.count(), 1000);
    }

    std::mt19937_64 same(seed);
    (void)writer_options(same);
    const auto batches = random_batches(same, kBatches);
    std::vector<State> allowed{state_after(state, batches, committed)};
    if (committed < kBatches) allowed.push_back(state_after(state, batches, committed + 1));
    std::size_t found = 0;
    std::string fault_found;
    try {
      fault_found = fault_of_begun(index, allowed, found);
      if (fault_found.empty() && std::filesystem::exists(index / "manifest.json") && random() % 4 == 0)
        fault_found = left_over_after_sweep(index);
    } catch (const std::exception& error) {
      fault_found = error.what();
    }
    acknowledged += committed;
    unacknowledged += found;
    if (!fault_found.empty()) {
      findings.add(where + fault_found);
      break;  // the next would find the same
    }
    state = allowed[found];
  }
  std::printf(
      "killer: killed %llu times (%llu by time, %llu at a call), %llu more writers came to their end; %llu commits "
      "acknowledged, 0 of them may be lost; %llu times one more was there; %llu findings\n",
      static_cast<unsigned long long>(by_time + by_call), static_cast<unsigned long long>(by_time),
      static_cast<unsigned long long>(by_call), static_cast<unsigned long long>(ended),
      static_cast<unsigned long long>(acknowledged), static_cast<unsigned long long>(unacknowledged),
      static_cast<unsigned long long>(findings.count()));
  return findings.exit_code();
}
