// quoth: index news, ask who said what, when. The command line of the library, on its public
// headers alone.
#include <cstdio>
#include <exception>
#include <iostream>

#include "command_tree.hpp"
#include "commands.hpp"
#include "completions.hpp"
#include "manual_page.hpp"
#include "quoth/error.hpp"
#include "terminal.hpp"

namespace {

// What --help says before the options, and where the man page has sections.
constexpr const char* kSummary = "who said what, when: a search engine for news";
constexpr const char* kDescription =
    "Quoth: who said what, when. Indexes news articles and answers questions about names, dates "
    "and quotations.";
constexpr const char* kExamples =
    "  quoth index --index news.quoth articles/        index a folder of .txt and .jsonl files\n"
    "  quoth search --index news.quoth 'name:Marek when:2024-03'\n"
    "  quoth quotes --index news.quoth 'by:Marek said:budget'\n"
    "  quoth check --index news.quoth 'We will not raise taxes'       said so? by whom, where\n"
    "  quoth trail --index news.quoth 'We will not raise taxes'       first printed where, and "
    "since\n"
    "  quoth timeline --index news.quoth name:Marek    what happened when, whenever printed\n"
    "  quoth names --index news.quoth --type person    who is named, in which spellings\n"
    "  quoth dates 'He spoke on Friday.' --published 2024-03-20      how a date is read\n"
    "  quoth annotate article.txt                      its names, dates and quotations";
constexpr const char* kExitCodes =
    "0 done, 1 error, 2 wrong usage, 3 done with records skipped, 130 interrupted.";
constexpr const char* kVariables =
    "  QUOTH_INDEX    the index directory, where --index is not given\n"
    "  QUOTH_KERNELS  the instructions the ranking core may use (scalar, avx2, ...); without it, the "
    "best that the processor has\n"
    "  NO_COLOR       when set, no colours on a terminal";
constexpr const char* kVersion = "quoth " QUOTH_VERSION;

std::string generated(const CLI::App& app, const std::string& what) {
  using namespace quoth_cli;
  CommandText program = command_tree(app);
  if (what == "bash") return bash_completion(program);
  if (what == "zsh") return zsh_completion(program);
  if (what == "fish") return fish_completion(program);
  program.description = kDescription;
  return manual_page(program, kSummary, kVersion,
                     {{"EXIT STATUS", kExitCodes},
                      {"ENVIRONMENT", kVariables},
                      {"EXAMPLES", kExamples}});
}

}  // namespace

int main(int argc, char** argv) {
  using namespace quoth_cli;
  CLI::App app{std::string(kDescription) + "\n\n" + kExamples + "\n\nExit codes: " + kExitCodes};
  app.name("quoth");
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  app.set_version_flag("--version", kVersion, "Print the version");
  app.add_option_function<std::string>(
         "--generate",
         // A request like --help: it ends the reading of the command line, and app.exit prints it.
         [&app](const std::string& what) { throw CLI::CallForVersion(generated(app, what), 0); },
         "Print the man page, or what a shell completes after the word quoth")
      ->check(CLI::IsMember({"man", "bash", "zsh", "fish"}))
      ->trigger_on_parse();
  Action action;
  add_index_command(app, action);
  add_search_commands(app, action);
  add_timeline_command(app, action);
  add_annotate_command(app, action);
  add_dates_command(app, action);
  add_names_command(app, action);
  add_check_commands(app, action);
  add_copies_command(app, action);
  add_upkeep_commands(app, action);
  add_delete_command(app, action);
  add_export_command(app, action);
  app.failure_message([](const CLI::App* a, const CLI::Error& e) {
    return escaped(e.what()) + "\nRun " + a->get_name() + " --help for its options.\n";
  });
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kDone : kUsage;
  }
  try {
    const int code = action();
    if (!std::cout.flush()) {
      std::cerr << "quoth: the output could not be written. Is the disk full?\n";
      return kError;
    }
    return code;
  } catch (const quoth::UsageError& e) {
    std::cerr << "quoth: " << escaped(e.what()) << "\n";
    return kUsage;
  } catch (const std::exception& e) {
    std::cerr << "quoth: " << escaped(e.what()) << "\n";
    return kError;
  }
}
