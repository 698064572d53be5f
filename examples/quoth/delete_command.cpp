// quoth delete: articles go, by id or by query.
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "quoth/error.hpp"
#include "quoth/index/writer.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/rank/execute.hpp"
#include "terminal.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

struct DeleteArguments {
  std::string index, ids_file, query;
  std::vector<std::string> ids;
  bool dry_run = false, merge = false;
  int wait_seconds = 0;
};

// Of a query that says less than was typed nothing is deleted.
std::vector<std::string> ids_matching(const std::string& text, const Snapshot& snapshot) {
  const ParsedQuery parsed = parse_query(text);
  if (!parsed.issues.empty())
    throw UsageError("The query is not read as typed: " + parsed.issues.front().message);
  if (parsed.query.kind() == Query::Kind::nothing)
    throw UsageError("The query asks for nothing");
  RankOptions options;
  options.limit = static_cast<std::size_t>(snapshot.stats().articles);
  options.deadline = std::chrono::hours(1);
  std::vector<std::string> ids;
  const Ranking found =
      execute(make_plan(parsed.query, snapshot, Unit::articles), snapshot, options);
  for (const RankedDocument& document : found.documents)
    ids.push_back(snapshot.article({document.segment, document.docid}).article.id);
  return ids;
}

int run_delete(const DeleteArguments& arguments) {
  std::vector<std::string> ids = arguments.ids;
  if (!arguments.ids_file.empty()) {
    std::ifstream file(arguments.ids_file);
    if (!file) throw NotFoundError("Reading " + arguments.ids_file + ": it cannot be opened");
    for (std::string line; std::getline(file, line);) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (!line.empty()) ids.push_back(line);
    }
  }
  if (ids.empty() && arguments.query.empty() && arguments.ids_file.empty())
    throw UsageError("Say what to delete: ids, --ids FILE or --query QUERY");
  WriterOptions options;
  options.create = false;
  options.wait_for_lock = std::chrono::seconds(arguments.wait_seconds);
  // The lock first: what a query finds is then what is there to delete.
  std::optional<Writer> writer;
  if (!arguments.dry_run) writer.emplace(Writer::open(arguments.index, options));
  const Snapshot snapshot = Snapshot::open(arguments.index);
  if (!arguments.query.empty())
    for (std::string& id : ids_matching(arguments.query, snapshot)) ids.push_back(std::move(id));
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::uint64_t there = 0;
  for (const std::string& id : ids) {
    if (!snapshot.find(id)) {
      std::cerr << "note: there is no article " << escaped(id) << "\n";
      continue;
    }
    ++there;
    if (writer) writer->remove(id);
  }
  const char* noun = there == 1 ? " article" : " articles";
  if (!writer) {
    std::cout << there << noun << " would be deleted\n";
    return kDone;
  }
  if (arguments.merge)
    writer->merge();
  else
    writer->commit();
  std::cout << there << noun << " deleted\n";
  return kDone;
}

}  // namespace

void add_delete_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<DeleteArguments>();
  CLI::App* command = app.add_subcommand(
      "delete",
      "Delete articles by their ids, or all that a query finds, in one commit. Their space is reclaimed when their "
      "segment is merged.");
  add_index_option(*command, arguments->index);
  command->add_option("ids", arguments->ids, "Ids of articles")->type_name("ID");
  command->add_option("--ids", arguments->ids_file, "A file with an id a line")->type_name("FILE");
  command
      ->add_option("--query", arguments->query,
                   "All articles that it finds; a query of which a part would be ignored is refused")
      ->type_name("QUERY");
  command->add_flag("--dry-run", arguments->dry_run, "Only count what would be deleted");
  command->add_flag("--merge", arguments->merge, "Reclaim the space now: make one segment of all");
  command
      ->add_option("--wait", arguments->wait_seconds,
                   "Seconds to wait for another writer to finish")
      ->check(CLI::NonNegativeNumber);
  command->callback(
      [arguments, &action] { action = [arguments] { return run_delete(*arguments); }; });
}

}  // namespace quoth_cli
