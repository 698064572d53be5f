// The program's commands and options as plain values: what its man page and completions are made of.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace quoth_cli {

/// An option, or an argument without a name of its own.
struct OptionText {
  std::vector<std::string> names;    ///< "--limit" before "-n"; of an argument its value's name alone
  std::string value;                 ///< what it takes, "DATE"; empty for a flag
  std::vector<std::string> choices;  ///< the only values it takes; empty where others do as well
  std::string range;                 ///< "0 to 10000", or empty
  std::string initial;               ///< the value it has when not given, or empty
  std::string variable;              ///< the environment variable that gives it as well, or empty
  std::string description;
  bool required = false;
  bool repeated = false;  ///< may be given several times

  [[nodiscard]] bool takes_files() const;    ///< the value is a file or folder
  [[nodiscard]] bool takes_folders() const;  ///< the value is a folder
};

/// A command with what belongs to it, in the order in which `--help` tells it.
struct CommandText {
  std::string path;  ///< "quoth names find"
  std::string name;  ///< "find"
  std::string description;
  std::vector<OptionText> options;
  std::vector<OptionText> arguments;
  std::vector<CommandText> commands;
  bool needs_command = false;  ///< does nothing by itself
};

/// All that `--help` shows of the program and its commands; hidden options are left out.
[[nodiscard]] CommandText command_tree(const CLI::App& app);

/// `command` and all below it, each before its own commands.
[[nodiscard]] std::vector<const CommandText*> all_commands(const CommandText& command);

/// The description's first clause, on one line, without a full stop: what a list of completions has room for.
[[nodiscard]] std::string brief(const std::string& description);

}  // namespace quoth_cli
