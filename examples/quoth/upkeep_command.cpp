// quoth stats, quoth verify, quoth merge and quoth rebuild: looking after an index.
#include <cstdio>
#include <iostream>
#include <memory>

#include "commands.hpp"
#include "json_output.hpp"
#include "quoth/index/check.hpp"
#include "quoth/index/rebuild.hpp"
#include "quoth/index/sizes.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/index/writer.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

struct UpkeepArguments {
  std::string index;
  bool json = false;
};

int run_stats(const UpkeepArguments& arguments) {
  const Snapshot snapshot = Snapshot::open(arguments.index);
  const IndexStats& stats = snapshot.stats();
  const IndexSizes sizes = index_sizes(snapshot);
  const auto a_byte = [&](std::uint64_t bytes) {
    return sizes.text > 0 ? static_cast<double>(bytes) / static_cast<double>(sizes.text) : 0.0;
  };
  if (arguments.json) {
    Json json = {{"articles", stats.articles}, {"quotations", stats.quotations},
                 {"deleted", stats.deleted},   {"segments", stats.segments},
                 {"bytes", stats.bytes},       {"text_bytes", sizes.text},
                 {"bytes_a_byte", a_byte(stats.bytes)}, {"generation", stats.generation}};
    json["parts"] = Json::object();
    for (const IndexSizes::Part& part : sizes.parts) json["parts"][part.name] = part.bytes;
    json["analyzers"] = stats.analyzers;
    std::cout << dump(json) << "\n";
    return kDone;
  }
  std::cout << "articles    " << stats.articles << "\nquotations  " << stats.quotations
            << "\ndeleted     " << stats.deleted << "\nsegments    " << stats.segments
            << "\nbytes       " << stats.bytes << "\ncommits     " << stats.generation
            << "\nanalyzers  ";
  for (const std::string& name : stats.analyzers) std::cout << " " << name;
  std::cout << "\ntext        " << sizes.text << "\n";
  const auto line = [&](const std::string& name, std::uint64_t bytes) {
    std::printf("  %-24s %12llu %8.4f\n", name.c_str(), static_cast<unsigned long long>(bytes),
                a_byte(bytes));
  };
  std::cout << "  part                            bytes  a byte of text\n" << std::flush;
  for (const IndexSizes::Part& part : sizes.parts) line(part.name, part.bytes);
  line("all", sizes.bytes);
  return kDone;
}

int run_verify(const UpkeepArguments& arguments) {
  const CheckReport report = check_index(arguments.index);
  if (arguments.json) {
    Json json = {{"ok", report.ok()}, {"files", report.files}, {"bytes", report.bytes}};
    json["problems"] = Json::array();
    for (const auto& p : report.problems)
      json["problems"].push_back({{"file", p.file}, {"message", p.message}});
    std::cout << dump(json) << "\n";
  } else {
    for (const auto& p : report.problems) std::cout << p.file << ": " << p.message << "\n";
    if (report.ok())
      std::cout << "The index is whole: " << report.files << " files, " << report.bytes
                << " bytes verified.\n";
  }
  return report.ok() ? kDone : kError;
}

int run_merge(const UpkeepArguments& arguments) {
  WriterOptions options;
  options.create = false;
  Writer writer = Writer::open(arguments.index, options);
  const std::uint64_t before = Snapshot::open(arguments.index).stats().generation;
  const bool merged = writer.merge().generation != before;
  const IndexStats stats = Snapshot::open(arguments.index).stats();
  std::cout << (merged ? "Merged: " : "Nothing to merge: ") << stats.articles << " articles in "
            << stats.segments << (stats.segments == 1 ? " segment, " : " segments, ") << stats.bytes
            << " bytes\n";
  return kDone;
}

int run_rebuild(const UpkeepArguments& arguments) {
  const RebuildInfo info = rebuild_index(arguments.index);
  std::cout << "Rebuilt: " << info.articles << " articles in " << info.segments
            << (info.segments == 1 ? " segment, " : " segments, ")
            << Snapshot::open(arguments.index).stats().bytes << " bytes\n";
  return kDone;
}

}  // namespace

void add_upkeep_commands(CLI::App& app, Action& action) {
  const auto add = [&](const char* name, const char* text, int (*run)(const UpkeepArguments&),
                       bool json) {
    auto arguments = std::make_shared<UpkeepArguments>();
    CLI::App* command = app.add_subcommand(name, text);
    add_index_option(*command, arguments->index);
    if (json) command->add_flag("--json", arguments->json, "One JSON object");
    command->callback(
        [arguments, run, &action] { action = [arguments, run] { return run(*arguments); }; });
  };
  add("stats", "Count what an index holds, and what each part of it takes on disk, also for each byte of text.", run_stats, true);
  add("verify", "Verify every byte of an index; exit code 1 when something is wrong.", run_verify,
      true);
  add("merge", "Make one segment of all, and reclaim the space of what was replaced or removed.",
      run_merge, false);
  add("rebuild",
      "Make an index anew from the texts and annotations it stores; nothing is analysed again.\n"
      "\n"
      "Repairs an index whose .ranks files, articles.map or articles.glass are damaged or missing, "
      "and brings one of formats 3 to 5 up to this Quoth's. A damaged articles.texts holds the texts "
      "themselves: restore that from a copy.\n"
      "\n"
      "The index changes at once, at the end; until then it needs about as much room again. What was "
      "replaced or removed is left out.",
      run_rebuild, false);
}

}  // namespace quoth_cli
