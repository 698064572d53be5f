#include "completions.hpp"

namespace quoth_cli {
namespace {

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

// "quoth search --limit"|"quoth search -n", a pattern of case
std::string pattern(const CommandText& command, const OptionText& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.names) names.push_back("\"" + command.path + " " + name + "\"");
  return joined(names, "|");
}

}  // namespace

std::string bash_completion(const CommandText& program) {
  const std::vector<const CommandText*> commands = all_commands(program);
  std::string known, values, choices, words, with_files;
  for (const CommandText* command : commands) {
    std::vector<std::string> names;
    for (const OptionText& option : command->options) {
      names.insert(names.end(), option.names.begin(), option.names.end());
      if (option.value.empty()) continue;
      values += (values.empty() ? "" : "|") + pattern(*command, option);
      choices += "    " + pattern(*command, option) + ") ";
      if (!option.choices.empty())
        choices += "_quoth_words \"" + joined(option.choices, " ") + "\" \"$cur\"";
      else if (option.takes_folders())
        choices += "_quoth_files -d \"$cur\"";
      else if (option.takes_files())
        choices += "_quoth_files -f \"$cur\"";
      choices += (choices.back() == ' ' ? "" : "; ") + std::string("return ;;\n");
    }
    std::vector<std::string> below;
    for (const CommandText& c : command->commands) {
      below.push_back(c.name);
      known += (known.empty() ? "" : "|") + ("\"" + c.path + "\"");
    }
    words += "    \"" + command->path + "\") options=\"" + joined(names, " ") + "\" commands=\"" +
             joined(below, " ") + "\" ;;\n";
    for (const OptionText& argument : command->arguments)
      if (argument.takes_files())
        with_files += (with_files.empty() ? "" : "|") + ("\"" + command->path + "\"");
  }
  return R"(# bash completion for quoth, made by quoth --generate bash

_quoth_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2"); }
_quoth_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$2")
}

_quoth() {
  local cur=${COMP_WORDS[COMP_CWORD]} last=$((COMP_CWORD - 1)) command=quoth i word ended='' options='' commands=''
  COMPREPLY=()
  # Readline takes --name=value for three words.
  [[ $cur != = ]] || { cur=''; last=$COMP_CWORD; }
  [[ ${COMP_WORDS[last]} != = ]] || last=$((last - 1))
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    [[ $word != -- ]] || { ended=yes; break; }
    case "$command $word" in
      )" + known +
         R"() command+=" $word" ;;
      )" + values +
         R"()
        # The next word is its value, whatever it is called.
        ((i == last)) || i=$((i + 1))
        [[ ${COMP_WORDS[i]} != = ]] || i=$((i + 1)) ;;
    esac
  done
  if [[ -z $ended ]]; then
    case "$command ${COMP_WORDS[last]}" in
)" + choices +
         R"(    esac
  fi
  case "$command" in
)" + words + R"(  esac
  if [[ $cur == -* && -z $ended ]]; then
    _quoth_words "$options" "$cur"
  elif [[ -n $commands ]]; then
    _quoth_words "$commands" "$cur"
  else
    case "$command" in
      )" + with_files +
         R"() _quoth_files -f "$cur" ;;
    esac
  fi
}
complete -F _quoth quoth
)";
}

}  // namespace quoth_cli
