#include <algorithm>

#include "completions.hpp"

namespace quoth_cli {
namespace {

// Within single quotes.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else
      out += c;
  }
  return out + "'";
}

// With what _arguments and _describe read as the end of a description taken as a letter.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string function_name(const CommandText& command) {
  std::string name = "_" + command.path;
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

// :message:action, what a value may be.
std::string value_spec(const OptionText& option) {
  std::string action = " ";
  if (!option.choices.empty()) {
    action = "(";
    for (const std::string& choice : option.choices)
      action += (action.size() > 1 ? " " : "") + choice;
    action += ")";
  } else if (option.takes_folders()) {
    action = "_files -/";
  } else if (option.takes_files()) {
    action = "_files";
  }
  return ":" + escaped(option.value) + ":" + action;
}

// One line of _arguments for each name; a name given once excludes the others.
void add_option(const OptionText& option, std::string& out) {
  std::string all;
  for (const std::string& name : option.names) all += (all.empty() ? "" : " ") + name;
  const bool once = !option.repeated;
  for (const std::string& name : option.names) {
    std::string spec = once ? "(" + all + ")" : "*";
    spec += name;
    if (!option.value.empty()) spec += name.compare(0, 2, "--") == 0 ? "=" : "+";
    spec += "[" + escaped(brief(option.description)) + "]";
    if (!option.value.empty()) spec += value_spec(option);
    out += "    " + quoted(spec) + " \\\n";
  }
}

void add_function(const CommandText& command, std::string& out) {
  out += function_name(command) + "() {\n";
  if (command.commands.empty()) {
    out += "  _arguments -S \\\n";
    for (const OptionText& option : command.options) add_option(option, out);
    for (const OptionText& argument : command.arguments)
      out += "    " +
             quoted((argument.repeated ? "*" : argument.required ? "1" : "1:") + value_spec(argument)) +
             " \\\n";
    out += "    && return 0\n  return 1\n}\n\n";
    return;
  }
  out += "  local context state state_descr line ret=1\n"
         "  typeset -A opt_args\n"
         "  _arguments -C -S \\\n";
  for (const OptionText& option : command.options) add_option(option, out);
  out += "    '1: :->command' '*:: :->rest' && ret=0\n"
         "  case $state in\n"
         "    command)\n"
         "      local -a commands=(\n";
  for (const CommandText& below : command.commands)
    out += "        " + quoted(escaped(below.name) + ":" + escaped(brief(below.description))) + "\n";
  out += "      )\n"
         "      _describe -t commands command commands && ret=0 ;;\n"
         "    rest)\n"
         "      case $words[1] in\n";
  for (const CommandText& below : command.commands)
    out += "        " + below.name + ") " + function_name(below) + " && ret=0 ;;\n";
  out += "      esac ;;\n"
         "  esac\n"
         "  return ret\n"
         "}\n\n";
}

}  // namespace

std::string zsh_completion(const CommandText& program) {
  std::string out = "#compdef quoth\n# Made by quoth --generate zsh\n\n";
  for (const CommandText* command : all_commands(program)) add_function(*command, out);
  // Read by compinit the file is the function's first call; sourced by hand it only defines it.
  return out + R"(if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _quoth "$@"
else
  compdef _quoth quoth
fi
)";
}

}  // namespace quoth_cli
