// The commands of the quoth tool: each registers its options and says what to run.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace quoth_cli {

/// Exit codes of the tool.
inline constexpr int kDone = 0;
inline constexpr int kError = 1;
inline constexpr int kUsage = 2;
inline constexpr int kSkipped = 3;        ///< done, but records were skipped
inline constexpr int kInterrupted = 130;  ///< Ctrl-C; what was whole is committed

/// What to run once the command line is read; returns the exit code.
using Action = std::function<int()>;

/// The index directory: --index, else QUOTH_INDEX. Adds the option to a command.
void add_index_option(CLI::App& command, std::string& index);

void add_index_command(CLI::App& app, Action& action);
void add_search_commands(CLI::App& app, Action& action);  ///< search and quotes
void add_timeline_command(CLI::App& app, Action& action);
void add_dates_command(CLI::App& app, Action& action);
void add_names_command(CLI::App& app, Action& action);  ///< names, names score, names find
/// What plain `quoth names` does: lists the names of an index.
void add_names_listing(CLI::App& names, Action& action);
void add_annotate_command(CLI::App& app, Action& action);
void add_check_commands(CLI::App& app, Action& action);   ///< check and trail
void add_copies_command(CLI::App& app, Action& action);
void add_upkeep_commands(CLI::App& app, Action& action);  ///< stats, verify, merge, rebuild
void add_delete_command(CLI::App& app, Action& action);
void add_export_command(CLI::App& app, Action& action);

}  // namespace quoth_cli
