// Loses power in the middle of a recorded run, in thousands of ways, and opens what is left.
//
// A writer's run is recorded, each change of the file system. For random moments of it a state is made that may be
// found when the power went then: what was not saved is dropped, kept or torn at random (disk_model.hpp). Each must
// open, hold the articles of the last commit acknowledged before that moment or of the one under way, and pass
// check_index; of some a writer is opened, given the rest, and must end where the run did.
#include <algorithm>
#include <cstdio>
#include <set>
#include <string>

#include "disk_model.hpp"
#include "file_calls.hpp"
#include "program.hpp"
#include "quoth/error.hpp"
#include "random_batches.hpp"

using namespace quoth;
using namespace quoth::durability;

namespace {

namespace fs = std::filesystem;

struct PowerLoss {
  std::size_t after = 0;         ///< so many changes
  std::uint64_t seed = 0;        ///< of what is kept
  std::size_t acknowledged = 0;  ///< commits
};

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv, "replayer: states after a power loss; all must open, with all acknowledged documents.",
                        {{"states", 300, "how many are made and opened"},
                         {"batches", 8, "that are written in a run"},
                         {"runs", 1, "recorded, each with its share of the states"},
                         {"seed", 1, "of all that is random"}});
  std::printf("replayer: %llu states, seed %llu\n", static_cast<unsigned long long>(options["states"]),
              static_cast<unsigned long long>(options["seed"]));
  std::mt19937_64 random(options["seed"]);
  Findings findings;
  std::uint64_t changes_seen = 0;
  std::set<std::size_t> distinct;
  for (std::uint64_t run = 0; run < options["runs"]; ++run) {
    const WriterOptions writing = writer_options(random);
    const auto batches = random_batches(random, options["batches"]);
    const Folder folder;
    record(folder.path().string());
    {
      // Two levels that do not exist yet: they are to be saved as well.
      Writer writer = Writer::open(folder.path() / "made" / "news.quoth", writing);
      write_batches(writer, batches, 0, [](std::size_t done) { note(done); });
    }
    const std::vector<Change> changes = recorded();
    changes_seen += changes.size();

    std::vector<PowerLoss> losses(options["states"] / options["runs"]);
    for (PowerLoss& loss : losses) loss = {random() % (changes.size() + 1), random(), 0};
    // Most changes are those of temporary files: half of the moments are at a change that counts for all.
    std::vector<std::size_t> telling;
    for (std::size_t i = 0; i < changes.size(); ++i)
      if (changes[i].kind != Change::Kind::write) telling.push_back(i);
    for (std::size_t i = 0; i < losses.size(); i += 2) losses[i].after = telling[random() % telling.size()] + random() % 2;
    std::sort(losses.begin(), losses.end(), [](const auto& a, const auto& b) { return a.after < b.after; });

    DiskModel disk;
    std::vector<DiskModel::Tree> trees;
    std::size_t done = 0, acknowledged = 0;
    const auto go_on_until = [&](std::size_t change) {
      for (; done < change; ++done) {
        disk.apply(changes[done]);
        if (changes[done].kind == Change::Kind::note) acknowledged = changes[done].offset;
      }
    };
    // Some at a time, for the memory's sake.
    constexpr std::size_t kAtATime = 100;
    for (std::size_t begin = 0; begin < losses.size(); begin += kAtATime) {
      const std::size_t end = std::min(losses.size(), begin + kAtATime);
      trees.clear();
      for (std::size_t i = begin; i < end; ++i) {
        go_on_until(losses[i].after);
        losses[i].acknowledged = acknowledged;
        std::mt19937_64 keeping(losses[i].seed);
        trees.push_back(disk.after_power_loss(keeping));
        std::string all;
        for (const auto& [name, content] : trees.back()) all.append(name).append(1, '\0').append(content);
        distinct.insert(std::hash<std::string>{}(all));
      }
      each_in_children(
          end - begin, kAtATime, findings,
          [&](std::uint64_t i) {
            const PowerLoss& loss = losses[begin + i];
            return "run " + std::to_string(run) + ", after change " + std::to_string(loss.after) + " of " +
                   std::to_string(changes.size()) + ", seed " + std::to_string(loss.seed) + ", " +
                   std::to_string(loss.acknowledged) + " acknowledged";
          },
          [&](std::uint64_t i) -> std::string {
            const PowerLoss& loss = losses[begin + i];
            const Folder after;
            put_on_disk(trees[i], after.path());
            const fs::path index = after.path() / "made" / "news.quoth";
            std::vector<State> allowed{state_after({}, batches, loss.acknowledged)};
            if (loss.acknowledged < batches.size()) allowed.push_back(state_after({}, batches, loss.acknowledged + 1));
            std::size_t found = 0;
            std::string fault = fault_of_begun(index, allowed, found);
            if (!fault.empty() || loss.seed % 4 != 0) return fault;
            {
              Writer writer = Writer::open(index, writing);
              write_batches(writer, batches, loss.acknowledged + found, [](std::size_t) {});
            }
            fault = fault_of(index, {state_after({}, batches, batches.size())}, found);
            if (fault.empty()) fault = left_over_after_sweep(index);
            return fault.empty() ? fault : "after writing the rest: " + fault;
          });
    }
    go_on_until(changes.size());
    // Else something reached the disk past us.
    if (disk.everything() != tree_on_disk(folder.path())) findings.add("what was recorded is not what was done");
  }
  std::printf("replayer: %llu runs of %llu changes in all, %llu states made (%zu different); %llu findings\n",
              static_cast<unsigned long long>(options["runs"]), static_cast<unsigned long long>(changes_seen),
              static_cast<unsigned long long>(options["states"]), distinct.size(),
              static_cast<unsigned long long>(findings.count()));
  return findings.exit_code();
}
