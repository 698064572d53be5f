// quoth copies: where else an article was printed.
#include <cmath>
#include <iostream>
#include <memory>

#include "commands.hpp"
#include "json_output.hpp"
#include "names_text.hpp"
#include "dates_text.hpp"
#include "quoth/error.hpp"
#include "quoth/results/searcher.hpp"
#include "terminal.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

struct CopiesArguments {
  std::string index;
  std::string id;
  int least = 80;
  std::size_t limit = 100;
  bool json = false;
};

int run_copies(const CopiesArguments& arguments) {
  const Searcher searcher = Searcher::open(arguments.index);
  const auto of = searcher.snapshot().find(arguments.id);
  if (!of)
    throw UsageError("No article has the id “" + printable(arguments.id, 100) +
                     "”. quoth search shows the ids of what it finds.");
  CopyOptions options;
  options.least = arguments.least / 100.0;
  options.most = arguments.limit;
  const std::vector<Copy> copies = searcher.copies(*of, options);
  if (arguments.json) {
    Json json = {{"id", arguments.id}, {"copies", Json::array()}};
    for (const Copy& copy : copies) json["copies"].push_back(to_json(copy));
    std::cout << dump(json) << "\n";
    return kDone;
  }
  if (copies.empty()) std::cout << "No copies.\n";
  for (const Copy& copy : copies) {
    std::string line;
    const auto add = [&](const std::string& part) {
      if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
    };
    add(published_text(copy.published));
    add(printable(copy.source, 60));
    add(printable(copy.title, 160));
    add(printable(copy.id, 100));
    std::cout << line << " · " << std::floor(copy.shared * 100) << " %\n";
  }
  return kDone;
}

}  // namespace

void add_copies_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<CopiesArguments>();
  CLI::App* command = app.add_subcommand(
      "copies",
      "List the near-identical articles of one: wire copies, and longer or shorter printings of it. "
      "Oldest first, each with how much of the shorter text the longer one has.");
  add_index_option(*command, arguments->index);
  command->add_option("id", arguments->id, "The article's id")->type_name("ID")->required();
  command
      ->add_option("--least", arguments->least,
                   "Per cent of the shorter text that the longer one must have")
      ->capture_default_str()
      ->check(CLI::Range(0, 100));
  command->add_option("--limit,-n", arguments->limit, "Most copies to list")->capture_default_str();
  command->add_flag("--json", arguments->json, "One JSON object");
  command->callback(
      [arguments, &action] { action = [arguments] { return run_copies(*arguments); }; });
}

}  // namespace quoth_cli
