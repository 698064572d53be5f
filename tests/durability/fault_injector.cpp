// Lets each call of the file system fail in turn, in every way it can, and looks at what becomes of it.
//
// A run makes an index, commits batches, merges in the background and when asked, reads everything and checks it. It is repeated with its n-th call
// failing, for each n (or some, at random, of each sort of call), once and lastingly. Then every call of ours either
// returned, and what it acknowledged is there, or threw a StorageError that names the thing, the machine's reason and
// a remedy; the writer that threw is closed; and a new one, given the batches that were not committed, ends where the
// run without a fault does.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <set>
#include <string>
#include <system_error>

#include "file_calls.hpp"
#include "program.hpp"
#include "quoth/error.hpp"
#include "quoth/index/check.hpp"
#include "quoth/results/searcher.hpp"
#include "random_batches.hpp"

using namespace quoth;
using namespace quoth::durability;

namespace {

namespace fs = std::filesystem;

struct Work {
  WriterOptions options;
  std::vector<Batch> batches;
};
Work work_of(std::uint64_t seed, bool xapian) {
  std::mt19937_64 random(seed);
  Work work{writer_options(random), random_batches(random, 10)};
  work.options.memory_bytes = 32 * 8192;
  work.options.xapian = xapian;
  // Enough segments for a merge in the background, then one that is asked for.
  for (Batch& batch : work.batches) batch.merges = false;
  work.batches.back().merges = true;
  return work;
}

const char* class_of(const Error& error) {
  if (dynamic_cast<const StorageError*>(&error) != nullptr) return "StorageError";
  if (dynamic_cast<const DamagedError*>(&error) != nullptr) return "DamagedError";
  if (dynamic_cast<const NotFoundError*>(&error) != nullptr) return "NotFoundError";
  if (dynamic_cast<const UsageError*>(&error) != nullptr) return "UsageError";
  if (dynamic_cast<const LockedError*>(&error) != nullptr) return "LockedError";
  return "another error";
}

// Says 'c' for each acknowledged commit, 'e' for an error with its class, 'w' for what is wrong, 'k' for the calls.
void run(const fs::path& root, const Work& work, const Fault& fault, const Child::Report& report) {
  const fs::path index = root / "made" / "news.quoth";
  const auto tell = [&](const Error& error) { report.say('e', std::string(class_of(error)) + " " + error.what()); };
  watch(root.string(), fault);
  bool wrote_all = false;
  std::optional<Writer> writer;
  try {
    writer.emplace(Writer::open(index, work.options));
    write_batches(*writer, work.batches, 0, [&](std::size_t done) { report.say('c', std::to_string(done)); });
    wrote_all = true;
  } catch (const Error& error) {
    tell(error);
    if (writer) {
      try {
        writer->add(article_of("late", 1));
        writer->commit();
        report.say('w', "a writer that threw went on");
      } catch (const UsageError&) {
      } catch (const Error& again) {
        report.say('w', std::string("a writer that threw says something else than that it is closed: ") + again.what());
      }
    }
  }
  writer.reset();
  // Readers meet what is left of a lasting fault, or their own.
  if (wrote_all || (fault.lasting && fs::exists(index / "manifest.json"))) {
    try {
      const Searcher searcher = Searcher::open(index);
      (void)searcher.search("ferry OR sluice");
      for (std::uint32_t segment = 0; segment < searcher.snapshot().segment_count(); ++segment)
        for (std::uint32_t docid = 1; docid <= searcher.snapshot().articles_in(segment); ++docid)
          (void)searcher.snapshot().article({segment, docid});
    } catch (const Error& error) {
      tell(error);
    }
    try {
      const CheckReport checked = check_index(index);
      for (const auto& problem : checked.problems)
        report.say('w', "check finds damage where there is none: " + problem.message);
    } catch (const Error& error) {
      tell(error);
    }
  }
  const Met met = fault_met();
  const std::vector<Call> made = calls_made();
  unwatch();
  if (met.any)
    report.say('m', std::string(name_of(met.call)) + " of " + met.file + " with " +
                        (met.error == kShort ? "a part done" : std::generic_category().message(met.error)));
  if (met.any) report.say('r', met.error == kShort ? "a part done" : std::generic_category().message(met.error));
  std::string kinds;
  for (const Call call : made) {
    kinds += static_cast<char>('a' + static_cast<int>(call));
    if (kinds.size() == 2000) report.say('k', std::exchange(kinds, {}));
  }
  report.say('k', kinds);
}

bool names_remedy(std::string_view message) {
  for (const std::string_view remedy : {"Make room", "read-only", "permissions", "limit of open files", "disk fails",
                                        "committed before is lost", "Free memory", "has locks", "ulimit"})
    if (message.find(remedy) != std::string_view::npos) return true;
  return false;
}

// Whether it names something below `root`, or a directory on the way to it: the names of a new index are made safe up to
// the root of the file system.
bool names_file(std::string_view message, const fs::path& root) {
  if (message.find(root.string()) != std::string_view::npos) return true;
  for (fs::path way = root.parent_path(); way != way.root_path(); way = way.parent_path())
    if (message.find(" " + way.string() + ": ") != std::string_view::npos) return true;
  return message.find(" /: ") != std::string_view::npos;
}

// Xapian keeps the reasons of some failures to itself; then that is said.
bool tells_reason(std::string_view message, const std::string& reason) {
  return message.find(reason) != std::string_view::npos || message.find("Xapian does not say why") != std::string_view::npos ||
         message.find("locking probably not supported") != std::string_view::npos;
}

// What is wrong with how a run with a fault went, and with what it left.
std::string fault_in(const Work& work, const Fault& fault, std::string& met) {
  const Folder folder;
  const fs::path index = folder.path() / "made" / "news.quoth";
  Child child([&](const Child::Report& report) { run(folder.path(), work, fault, report); });
  const Child::End end = child.wait_for(60'000'000);
  std::size_t committed = 0;
  bool threw = false;
  std::string wrong, reason;
  std::vector<std::string> errors;
  for (const std::string& line : end.said) {
    const std::string text = line.substr(1);
    if (line[0] == 'c') committed = std::stoul(text);
    if (line[0] == 'w' && wrong.empty()) wrong = text;
    if (line[0] == '!' && wrong.empty()) wrong = "threw no error of ours: " + text;
    if (line[0] == 'm') met = text;
    if (line[0] == 'r') reason = text;
    if (line[0] == 'e') errors.push_back(text);
  }
  if (end.killed) return "hung for a minute";
  if (!end.crash.empty() && wrong.empty()) wrong = "crashed, " + end.crash;
  if (!wrong.empty()) return wrong;
  for (const std::string& error : errors) {
    threw = true;
    const std::string untrue = !error.starts_with("StorageError ")                     ? "another class"
                               : !names_file(error, folder.path())                       ? "no file"
                               : !tells_reason(error, reason)                            ? "not the reason"
                               : !names_remedy(error)                                    ? "no remedy"
                                                                                         : "";
    if (!untrue.empty()) return "an error that tells " + untrue + ": " + error;
  }
  if (!threw && committed != work.batches.size()) return "nothing was thrown, and not all was committed";

  std::vector<State> allowed{state_after({}, work.batches, committed)};
  if (committed < work.batches.size()) allowed.push_back(state_after({}, work.batches, committed + 1));
  std::size_t found = 0;
  std::string left = fault_of_begun(index, allowed, found);
  if (!left.empty()) return "afterwards, " + std::to_string(committed) + " acknowledged: " + left;
  {
    Writer writer = Writer::open(index, work.options);
    write_batches(writer, work.batches, committed, [](std::size_t) {});
  }
  left = fault_of(index, {state_after({}, work.batches, work.batches.size())}, found);
  if (left.empty()) left = left_over_after_sweep(index);
  return left.empty() ? left : "after replaying: " + left;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options(argc, argv,
                        "fault_injector: each call of the file system fails in turn; acknowledged documents must stay.",
                        {{"of-each", 3, "how many calls of each sort (open, write, ...), drawn at random; 0 for all"},
                         {"first", 1, "the first call that may fail"},
                         {"last", UINT64_MAX, "the last one"},
                         {"way", UINT64_MAX, "with of-each=0: only in this way, see variants_of"},
                         {"xapian", 0, "1: segments have databases of Xapian as well"},
                         {"seed", 1, "of the batches, and of what is drawn"}});
  const Work work = work_of(options["seed"], options["xapian"] != 0);
  std::vector<Call> calls;
  {
    const Folder folder;
    Child child([&](const Child::Report& report) { run(folder.path(), work, {}, report); });
    for (const std::string& line : child.wait_for().said)
      if (line[0] == 'k')
        for (const char c : line.substr(1)) calls.push_back(static_cast<Call>(c - 'a'));
  }
  std::printf("fault_injector: a run makes %zu calls, seed %llu\n", calls.size(),
              static_cast<unsigned long long>(options["seed"]));

  // Every call in turn fails once in each of its ways; some lastingly.
  std::vector<Fault> faults;
  std::mt19937_64 random(options["seed"]);
  for (int sort = 0; sort <= static_cast<int>(Call::lock); ++sort) {
    std::vector<std::uint64_t> places;
    for (std::uint64_t n = options["first"]; n <= std::min<std::uint64_t>(options["last"], calls.size()); ++n)
      if (calls[n - 1] == static_cast<Call>(sort)) places.push_back(n);
    if (options["of-each"] != 0) {
      std::shuffle(places.begin(), places.end(), random);
      places.resize(std::min<std::size_t>(places.size(), options["of-each"]));
    }
    const std::vector<int> errors = variants_of(static_cast<Call>(sort));
    const auto ways = static_cast<unsigned>(errors.size());
    for (const std::uint64_t n : places) {
      if (options["of-each"] != 0) {
        const auto way = static_cast<unsigned>(random() % ways);
        // A call that signals interrupt for ever is tried again for ever.
        faults.push_back({Fault::Kind::fail, n, way, errors[way] != EINTR && random() % 4 == 0});
        continue;
      }
      for (unsigned way = 0; way < ways; ++way)
        if (options["way"] == UINT64_MAX || options["way"] == way) faults.push_back({Fault::Kind::fail, n, way, false});
      faults.push_back({Fault::Kind::fail, n, 0, true});
    }
  }

  Findings findings;
  std::uint64_t unmet = 0;
  for (const Fault& fault : faults) {
    std::string met, wrong;
    try {
      wrong = fault_in(work, fault, met);
    } catch (const std::exception& error) {
      wrong = std::string("afterwards: ") + error.what();
    }
    if (met.empty()) ++unmet;
    if (!wrong.empty())
      findings.add("call " + std::to_string(fault.at) + ", way " + std::to_string(fault.choice) +
                   (fault.lasting ? ", lasting: " : ": ") + met + ": " + wrong);
  }
  std::printf("fault_injector: %zu faults, %llu of them never met; %llu findings\n", faults.size(),
              static_cast<unsigned long long>(unmet), static_cast<unsigned long long>(findings.count()));
  return findings.exit_code();
}
