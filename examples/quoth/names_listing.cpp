// quoth names --index: the people, organisations and places of an index, each with its variants.
#include <iostream>
#include <memory>

#include "commands.hpp"
#include "json_output.hpp"
#include "names_text.hpp"
#include "quoth/error.hpp"
#include "quoth/results/searcher.hpp"
#include "terminal.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

struct ListingArguments {
  std::string index, type, like;
  int strictness = 0;
  std::size_t limit = 50;
  double seconds = 120;
  bool json = false;
};

int run_listing(const ListingArguments& arguments) {
  if (arguments.index.empty())
    throw UsageError("names needs an index: give --index DIR or set QUOTH_INDEX");
  NamesOptions options;
  if (arguments.type == "person") options.type = EntityType::person;
  if (arguments.type == "org") options.type = EntityType::organisation;
  if (arguments.type == "place") options.type = EntityType::place;
  options.like = arguments.like;
  options.strictness = arguments.strictness;
  options.limit = arguments.limit;
  options.deadline = std::chrono::milliseconds(static_cast<std::int64_t>(arguments.seconds * 1000));
  const NameList list = Searcher::open(arguments.index).names(options);
  if (arguments.json) {
    std::cout << dump(to_json(list)) << "\n";
    return kDone;
  }
  if (list.names.empty()) {
    std::cout << (arguments.like.empty() ? "No names in it.\n"
                                         : "No name like " + printable(arguments.like, 80) + ".\n");
    return kDone;
  }
  const bool colour = use_colour();
  for (const ResolvedName& name : list.names)
    std::cout << name_of(name.type) << "  " << name_text(name, colour) << "\n";
  if (list.left_out > 0)
    std::cout << "and " << list.left_out << " more, in fewer articles; see --limit\n";
  return kDone;
}

}  // namespace

void add_names_listing(CLI::App& names, Action& action) {
  auto arguments = std::make_shared<ListingArguments>();
  names.add_option("--index", arguments->index, "Index directory whose names are listed")
      ->envname("QUOTH_INDEX")
      ->type_name("DIR");
  names.add_option("--type", arguments->type, "Only these: person, org or place")
      ->check(CLI::IsMember({"person", "org", "place"}));
  names.add_option("--like", arguments->like, "Only names that are, or may be, this one")
      ->type_name("NAME");
  names
      .add_option("--strictness", arguments->strictness,
                  "How alike to --like, in per cent: 50 to 100; 0 for the usual")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  names.add_option("--limit,-n", arguments->limit, "Most names to list, those in most articles")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000000}));
  names.add_option("--deadline", arguments->seconds, "Seconds it may take")
      ->capture_default_str()
      ->check(CLI::Range(0.001, 86400.0));
  names.add_flag("--json", arguments->json, "One JSON object");
  names.callback([arguments, &names, &action] {
    if (names.get_subcommands().empty()) action = [arguments] { return run_listing(*arguments); };
  });
}

}  // namespace quoth_cli
