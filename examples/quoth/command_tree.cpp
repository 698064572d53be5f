#include "command_tree.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace quoth_cli {
namespace {

// "{auto,day,week}" -> auto, day, week. CLI11 tells what a validator accepts in its description alone.
std::vector<std::string> choices_of(const std::string& accepted) {
  std::vector<std::string> choices;
  if (accepted.size() < 2 || accepted.front() != '{' || accepted.back() != '}') return choices;
  std::size_t from = 1;
  while (from < accepted.size()) {
    const std::size_t end = accepted.find_first_of(",}", from);
    choices.push_back(accepted.substr(from, end - from));
    from = end + 1;
  }
  return choices;
}

// "UINT in [0 - 10000]" -> 0 to 10000
std::string range_of(const std::string& accepted) {
  const std::size_t open = accepted.find(" in ["), dash = accepted.find(" - ");
  if (open == std::string::npos || dash == std::string::npos || accepted.back() != ']') return "";
  const std::size_t low = open + 5, high = dash + 3;
  return accepted.substr(low, dash - low) + " to " +
         accepted.substr(high, accepted.size() - 1 - high);
}

OptionText option_text(const CLI::Option& option) {
  OptionText text;
  // The type's name, then what each validator accepts, with colons between.
  std::string type = option.get_type_name(), accepted;
  if (const std::size_t colon = type.find(':'); colon != std::string::npos) {
    accepted = type.substr(colon + 1);
    type.resize(colon);
  }
  text.choices = choices_of(accepted);
  text.range = range_of(accepted);
  if (option.get_type_size() != 0)
    text.value = !text.choices.empty()                                  ? "WHICH"
                 : type == "UINT" || type == "INT" || type == "FLOAT" ? "N"
                                                                       : type;
  if (option.nonpositional()) {
    for (const std::string& name : option.get_lnames()) text.names.push_back("--" + name);
    for (const std::string& name : option.get_snames()) text.names.push_back("-" + name);
  } else {
    text.names.push_back(text.value);
  }
  text.initial = option.get_type_size() != 0 ? option.get_default_str() : "";
  text.variable = option.get_envname();
  text.description = option.get_description();
  text.required = option.get_required();
  text.repeated = option.get_expected_max() > 1;
  return text;
}

CommandText command_text(const CLI::App& app, const std::string& above) {
  CommandText text;
  text.name = app.get_name();
  text.path = above.empty() ? text.name : above + " " + text.name;
  text.description = app.get_description();
  text.needs_command = app.get_require_subcommand_min() > 0;
  for (const CLI::Option* option :
       app.get_options([](const CLI::Option* o) { return !o->get_group().empty(); }))
    (option->nonpositional() ? text.options : text.arguments).push_back(option_text(*option));
  for (const CLI::App* command :
       app.get_subcommands([](const CLI::App* c) { return !c->get_group().empty(); }))
    text.commands.push_back(command_text(*command, text.path));
  return text;
}

void append_all(const CommandText& command, std::vector<const CommandText*>& to) {
  to.push_back(&command);
  for (const CommandText& below : command.commands) append_all(below, to);
}

}  // namespace

bool OptionText::takes_folders() const { return value == "DIR"; }

bool OptionText::takes_files() const {
  return takes_folders() || value.find("FILE") != std::string::npos || value == "PATH";
}

CommandText command_tree(const CLI::App& app) { return command_text(app, ""); }

std::vector<const CommandText*> all_commands(const CommandText& command) {
  std::vector<const CommandText*> all;
  append_all(command, all);
  return all;
}

std::string brief(const std::string& description) {
  std::string line = description.substr(0, description.find("\n\n"));
  std::replace(line.begin(), line.end(), '\n', ' ');
  // A name with a full stop or colon inside (FILE.csv, when:) goes on without a space.
  for (const char* end : {". ", "; ", ": ", " ("})
    if (const std::size_t at = line.find(end); at != std::string::npos) line.resize(at);
  if (!line.empty() && (line.back() == '.' || line.back() == ':')) line.pop_back();
  return line;
}

}  // namespace quoth_cli
