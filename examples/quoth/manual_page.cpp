#include "manual_page.hpp"

#include <algorithm>

namespace quoth_cli {
namespace {

// Text that troff prints as it stands: a plain hyphen, quote or caret would come out as its typographic cousin, and
// a full stop or quote at a line's start would be a request.
std::string troff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if ((out.empty() || out.back() == '\n') && (c == '.' || c == '\'')) out += "\\&";
    switch (c) {
      case '\\': out += "\\e"; break;
      case '-': out += "\\-"; break;
      case '\'': out += "\\(aq"; break;
      case '`': out += "\\(ga"; break;
      case '^': out += "\\(ha"; break;
      case '~': out += "\\(ti"; break;
      default: out += c;
    }
  }
  return out;
}

std::string bold(const std::string& text) { return "\\fB" + troff(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + troff(text) + "\\fR"; }

// One sentence a line, as man(7) wants it: troff then sets the space between them.
std::string filled(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  for (std::size_t at = 0; (at = text.find(". ", at)) != std::string::npos; ++at)
    text[at + 1] = '\n';
  return troff(text);
}

struct Line {
  std::size_t indent;
  std::string text;
};

std::vector<Line> lines_of(const std::string& text) {
  std::vector<Line> lines;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string line = text.substr(from, end - from);
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    lines.push_back({indent, line.substr(indent)});
    from = end + 1;
  }
  return lines;
}

// Paragraphs, examples and lists of a description.
std::string body(const std::string& description) {
  const std::vector<Line> lines = lines_of(description);
  std::string out;
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].text.empty()) {
      ++i;
    } else if (lines[i].indent == 0) {
      std::string paragraph;
      for (; i < lines.size() && lines[i].indent == 0 && !lines[i].text.empty(); ++i)
        paragraph += (paragraph.empty() ? "" : " ") + lines[i].text;
      out += ".PP\n" + filled(paragraph) + "\n";
    } else {
      const std::size_t depth = lines[i].indent;
      std::string term = lines[i].text, meaning;
      if (const std::size_t gap = term.rfind("  "); gap != std::string::npos) {
        meaning = term.substr(gap + 2);
        term.resize(term.find_last_not_of(' ', gap) + 1);
      }
      for (++i; i < lines.size() && lines[i].indent > depth; ++i)
        meaning += (meaning.empty() ? "" : " ") + lines[i].text;
      // What stands alone is an example; what is explained, an entry.
      out += meaning.empty() ? ".IP\n.EX\n" + troff(term) + "\n.EE\n"
                             : ".TP\n" + bold(term) + "\n" + filled(meaning) + "\n";
    }
  }
  return out;
}

std::string entry(const OptionText& option) {
  std::string head;
  for (const std::string& name : option.names) {
    if (!head.empty()) head += ", ";
    const bool argument = name.front() != '-';
    head += argument ? italic(name) : bold(name);
    if (!argument && !option.value.empty()) head += " " + italic(option.value);
  }
  std::string text = option.description;
  const auto say = [&text](const std::string& more) {
    if (!text.empty() && text.back() != '.') text += ".";
    text += (text.empty() ? "" : " ") + more;
  };
  if (!option.choices.empty()) {
    std::string all;
    for (std::size_t i = 0; i < option.choices.size(); ++i)
      all += (i == 0 ? "" : i + 1 == option.choices.size() ? " or " : ", ") + option.choices[i];
    say(option.value + " is " + all + ".");
  }
  if (!option.range.empty()) say(option.value + " is " + option.range + ".");
  if (!option.initial.empty()) say("Without it: " + option.initial + ".");
  if (!option.variable.empty())
    say((option.required ? "Required, unless the variable " : "Without it, the variable ") +
        option.variable + (option.required ? " is set." : " tells."));
  else if (option.required)
    say("Required.");
  if (!text.empty() && text.back() != '.') text += ".";
  return ".TP\n" + head + "\n" + filled(text) + "\n";
}

std::string synopsis(const CommandText& command) {
  std::string line = bold(command.path);
  for (const OptionText& option : command.options)
    if (option.required)
      line += " " + bold(option.names.front()) + " " + italic(option.value);
  line += " [" + italic("OPTION") + "]...";
  for (const OptionText& argument : command.arguments) {
    std::string text = italic(argument.value);
    if (!argument.required) text = "[" + text + "]";
    if (argument.repeated) text += "...";
    line += " " + text;
  }
  return line + "\n";
}

}  // namespace

std::string manual_page(const CommandText& program, const std::string& summary,
                        const std::string& version, const std::vector<ManualSection>& sections) {
  std::string upper = program.name;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  const std::vector<const CommandText*> commands = all_commands(program);
  // No date: the page is the same whenever it is made.
  std::string out = ".\\\" Made by " + program.name + " --generate man; change that program's options, not this.\n" +
                    ".TH " + upper + " 1 \"\" \"" + troff(version) + "\" \"User Commands\"\n" +
                    ".SH NAME\n" + program.name + " \\- " +
                    troff(summary) + "\n.SH SYNOPSIS\n";
  bool first = true;
  for (const CommandText* command : commands) {
    if (command->needs_command) continue;
    out += (first ? "" : ".br\n") + synopsis(*command);
    first = false;
  }
  out += ".SH DESCRIPTION\n" + body(program.description) + ".SH OPTIONS\n";
  for (const OptionText& option : program.options) out += entry(option);
  out += ".SH COMMANDS\n";
  for (const CommandText* command : commands) {
    if (command == &program) continue;
    out += ".SS " + troff(command->path) + "\n" + body(command->description);
    for (const OptionText& argument : command->arguments) out += entry(argument);
    for (const OptionText& option : command->options) out += entry(option);
  }
  for (const ManualSection& section : sections)
    out += ".SH " + section.heading + "\n" + body(section.text);
  return out;
}

}  // namespace quoth_cli
