#include "completions.hpp"

namespace quoth_cli {
namespace {

// Within single quotes, where fish knows two escapes.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string condition(const CommandText& command) {
  return " -n " + quoted("__quoth_at " + command.path);
}

void add_option(const CommandText& command, const OptionText& option, std::string& out) {
  out += "complete -c quoth" + condition(command);
  for (const std::string& name : option.names)
    out += name.compare(0, 2, "--") == 0 ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (!option.choices.empty()) {
    std::string all;
    for (const std::string& choice : option.choices) all += (all.empty() ? "" : " ") + choice;
    out += " -x -a " + quoted(all);
  } else if (option.takes_folders()) {
    out += " -x -a '(__fish_complete_directories)'";
  } else if (option.takes_files()) {
    out += " -r -F";
  } else if (!option.value.empty()) {
    out += " -x";
  }
  out += " -d " + quoted(brief(option.description)) + "\n";
}

}  // namespace

std::string fish_completion(const CommandText& program) {
  std::string known, values, offers;
  for (const CommandText* command : all_commands(program)) {
    if (command->commands.empty()) {
      bool files = false;
      for (const OptionText& argument : command->arguments) files |= argument.takes_files();
      if (files) offers += "complete -c quoth" + condition(*command) + " -F\n";
    }
    for (const CommandText& below : command->commands) {
      known += " " + quoted(below.path);
      offers += "complete -c quoth" + condition(*command) + " -a " + below.name + " -d " +
                quoted(brief(below.description)) + "\n";
    }
    for (const OptionText& option : command->options) {
      add_option(*command, option, offers);
      if (option.value.empty()) continue;
      for (const std::string& name : option.names) values += " " + quoted(command->path + " " + name);
    }
  }
  return R"(# fish completion for quoth, made by quoth --generate fish

# Whether the words before the cursor are those of this command.
function __quoth_at
    set -l at quoth
    set -l value no
    for word in (commandline -opc)[2..-1]
        if test $value = yes
            set value no
        else if contains -- "$at $word")" + known + R"(
            set at "$at $word"
        else if contains -- "$at $word")" + values + R"(
            set value yes
        end
    end
    test "$at" = "$argv"
end

complete -c quoth -f
)" + offers;
}

}  // namespace quoth_cli
