// quoth: index news, ask who said what, when. The command line of the library, on its public
// headers alone.
#include <cstdio>
#include <exception>
#include <iostream>

#include "commands.hpp"
#include "quoth/error.hpp"
#include "terminal.hpp"

int main(int argc, char** argv) {
  using namespace quoth_cli;
  CLI::App app{
      "Quoth: who said what, when. Indexes news articles and answers questions about names, dates "
      "and quotations.\n"
      "\n"
      "  quoth index --index news.quoth articles/        index a folder of .txt and .jsonl files\n"
      "  quoth search --index news.quoth 'name:Marek when:2024-03'\n"
      "  quoth quotes --index news.quoth 'by:Marek said:budget'\n"
      "  quoth check --index news.quoth 'We will not raise taxes'       said so? by whom, where\n"
      "  quoth trail --index news.quoth 'We will not raise taxes'       first printed where, and "
      "since\n"
      "  quoth timeline --index news.quoth name:Marek    what happened when, whenever printed\n"
      "  quoth names --index news.quoth --type person    who is named, in which spellings\n"
      "  quoth dates 'He spoke on Friday.' --published 2024-03-20      how a date is read\n"
      "  quoth annotate article.txt                      its names, dates and quotations\n"
      "\n"
      "Exit codes: 0 done, 1 error, 2 wrong usage, 3 done with records skipped, 130 interrupted."};
  app.name("quoth");
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  Action action;
  add_index_command(app, action);
  add_search_commands(app, action);
  add_timeline_command(app, action);
  add_annotate_command(app, action);
  add_dates_command(app, action);
  add_names_command(app, action);
  add_check_commands(app, action);
  add_upkeep_commands(app, action);
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
