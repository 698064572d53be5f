// quoth timeline: what a query finds, as a chart over the days spoken of or the days of printing.
#include <algorithm>
#include <iostream>
#include <memory>

#include "commands.hpp"
#include "dates_text.hpp"
#include "json_output.hpp"
#include "quoth/error.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/results/searcher.hpp"
#include "terminal.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

struct TimelineArguments {
  std::string index;
  std::vector<std::string> words;
  std::string by = "event";
  std::string grain = "auto";
  std::string from, until;
  std::string unit = "auto";
  bool quotes = false;
  bool near = false;
  std::size_t limit = 40;
  std::size_t examples = 1;
  double seconds = 10;
  bool json = false;
};

constexpr Grain kRowGrains[] = {Grain::day,  Grain::week, Grain::month,  Grain::quarter,
                                Grain::half, Grain::year, Grain::decade, Grain::century};

TimelineOptions options_of(const TimelineArguments& arguments) {
  TimelineOptions options;
  options.by = arguments.by == "published" ? TimelineBy::published : TimelineBy::event;
  for (const Grain grain : kRowGrains)
    if (name_of(grain) == arguments.grain) options.grain = grain;
  if (!arguments.from.empty()) options.within.from = date_option("--from", arguments.from).from;
  if (!arguments.until.empty())
    options.within.until = date_option("--until", arguments.until).until;
  if (options.within.empty())
    throw UsageError("--from " + arguments.from + " begins after --until " + arguments.until +
                     " has ended. Exchange them");
  options.beside_match = arguments.near;
  if (arguments.quotes || arguments.unit == "quotations") options.unit = Unit::quotations;
  if (!arguments.quotes && arguments.unit == "articles") options.unit = Unit::articles;
  options.limit = arguments.limit;
  options.examples = arguments.examples;
  options.deadline = std::chrono::milliseconds(static_cast<std::int64_t>(arguments.seconds * 1000));
  return options;
}

std::string label_of(const TimelineRow& row) {
  constexpr const char* kWeekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  if (row.grain == Grain::day)
    return row.name + " " + kWeekdays[row.interval.from.day().weekday() - 1];
  if (!row.decided) return "a day of " + row.name;
  return row.name;
}

// A bar of `cells` characters at most, in eighths; never nothing for something.
std::string bar_of(std::uint64_t count, std::uint64_t most, std::size_t cells) {
  constexpr const char* kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const auto eighths = std::max<std::size_t>(
      1, static_cast<std::size_t>(static_cast<double>(count) / static_cast<double>(most) *
                                  static_cast<double>(cells * 8)));
  std::string bar;
  for (std::size_t i = 0; i < eighths / 8; ++i) bar += "█";
  bar += kEighths[eighths % 8];
  const std::size_t width = (eighths + 7) / 8;
  return bar + std::string(cells - std::min(cells, width), ' ');
}

class Chart {
 public:
  Chart(const Timeline& timeline, bool colour) : by_(timeline.by), colour_(colour) {
    for (const auto* rows : {&timeline.rows, &timeline.wider})
      for (const TimelineRow& row : *rows) {
        most_ = std::max(most_, row.count);
        label_width_ = std::max(label_width_, label_of(row).size());
      }
    label_width_ = std::min(label_width_, kMostLabel);
    count_width_ = std::to_string(most_).size();
  }

  void print(const std::vector<TimelineRow>& rows, bool show_gaps) const {
    const TimelineRow* before = nullptr;
    for (const TimelineRow& row : rows) {
      if (show_gaps && before != nullptr && row.interval.from > before->interval.until)
        std::cout << std::string(label_width_ + 2, ' ') << styled("⋮", "2", colour_) << "\n";
      before = &row;
      const std::string label = label_of(row);
      const std::string count = std::to_string(row.count);
      std::cout << styled(label, "1", colour_)
                << std::string(label_width_ - std::min(label_width_, label.size()) + 2, ' ')
                << styled(bar_of(row.count, most_, kBarCells), "33", colour_) << " "
                << std::string(count_width_ - std::min(count_width_, count.size()), ' ') << count
                << styled(printed_text(row), "2", colour_) << "\n";
      for (const TimelineExample& example : row.examples) print_example(example);
    }
  }

 private:
  static constexpr std::size_t kMostLabel = 32, kBarCells = 32;

  // When it was written about; of one article its example tells that.
  [[nodiscard]] std::string printed_text(const TimelineRow& row) const {
    if (by_ == TimelineBy::published || !row.printed || row.count < 2) return {};
    const Day first = row.printed->from.day(), last = Instant{row.printed->until.seconds - 1}.day();
    return "  printed " + to_iso(first) + (first == last ? "" : " to " + to_iso(last));
  }

  // The sentence of a date or the words said, then where it stands; of what was printed that day the
  // headline.
  void print_example(const TimelineExample& example) const {
    const std::string headline =
        example.title.empty() ? printable(example.id, 60) : printable(example.title, 60);
    std::string said;
    if (example.quotation) {
      const FoundQuotation& q = *example.quotation;
      said = printable(q.text, 160);
      if (!q.speakers.empty()) said += " — " + printable(q.speakers.front().name, 60);
    } else if (example.date || example.title.empty()) {
      said = colour_ ? to_terminal(example.snippet) : to_plain(example.snippet);
    }
    std::string from = said.empty() ? "" : headline;
    if (!example.source.empty())
      from += (from.empty() ? "" : " · ") + printable(example.source, 40);
    from += (from.empty() ? "" : " · ") + published_text(example.published);
    std::cout << "    " << (said.empty() ? headline : said)
              << styled("  [" + from + "]", "2", colour_) << "\n";
  }

  TimelineBy by_;
  bool colour_;
  std::uint64_t most_ = 8;  // a chart of ones and twos should not shout
  std::size_t label_width_ = 0, count_width_ = 1;
};

std::string counted(std::uint64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

void print_timeline(const Timeline& timeline, const std::string& asked) {
  const bool colour = use_colour();
  const std::string noun = timeline.unit == Unit::quotations ? "quotation" : "article";
  const std::string days = timeline.by == TimelineBy::published ? "by the day of publication"
                           : timeline.unit == Unit::quotations  ? "by the day they were said"
                                                                : "by the days they speak of";
  if (timeline.total == 0) {
    std::cout << "Nothing found for " << asked << ".\n";
    return;
  }
  std::cout << styled(counted(timeline.total, noun) + " " + days + ", a row a " +
                          (timeline.grain == Grain::half ? "half-year"
                                                         : std::string(name_of(timeline.grain))) +
                          ": " + asked,
                      "2", colour)
            << "\n";
  const Chart chart(timeline, colour);
  chart.print(timeline.rows, true);
  if (timeline.rows_left_out > 0)
    std::cout << "and " << counted(timeline.rows_left_out, "row")
              << " of lower counts; see --limit\n";
  if (!timeline.wider.empty()) {
    std::cout << styled(timeline.rows.empty() ? "Less precise:" : "\nLess precise:", "2", colour)
              << "\n";
    chart.print(timeline.wider, false);
    if (timeline.wider_left_out > 0)
      std::cout << "and " << counted(timeline.wider_left_out, "row")
                << " of lower counts; see --limit\n";
  }
  if (const std::uint64_t none = timeline.total - timeline.counted; none > 0)
    std::cout << styled(counted(none, noun) + (none == 1 ? " has" : " have") + " no such day.", "2",
                        colour)
              << "\n";
}

int run_timeline(const TimelineArguments& arguments) {
  std::string text;
  for (const std::string& word : arguments.words) text += (text.empty() ? "" : " ") + word;
  const TimelineOptions options = options_of(arguments);
  const Searcher searcher = Searcher::open(arguments.index);
  const ParsedQuery parsed = parse_query(text);
  Timeline timeline = searcher.timeline(parsed.query, options);
  timeline.issues = parsed.issues;
  if (arguments.json) {
    std::cout << dump(to_json(timeline, text)) << "\n";
    return kDone;
  }
  for (const auto& issue : timeline.issues)
    std::cerr << "note: “" << printable(issue.span.of(text), 60) << "”: " << escaped(issue.message)
              << "\n";
  for (const std::string& note : timeline.notes)
    std::cerr << "note: " << printable(note, 400) << "\n";
  const bool inside = timeline.unit == Unit::quotations && !parsed.query.only_quotations();
  print_timeline(
      timeline,
      printable((inside ? Query::quotation(parsed.query) : parsed.query).plain_words(), 400));
  return kDone;
}

}  // namespace

void add_timeline_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<TimelineArguments>();
  CLI::App* command = app.add_subcommand(
      "timeline",
      "Show when it happened: what a query finds, counted by the days the texts speak of, "
      "whenever\n"
      "they were printed, or by the days of printing.\n"
      "A date counts at its own precision: \"2022\" is one row of its own, not 365 days. "
      "Quotations\n"
      "count by the day they were said. The query is that of quoth search; * finds everything.");
  add_index_option(*command, arguments->index);
  command
      ->add_option("query", arguments->words,
                   "The query; quote it for your shell, and put -- before one that begins with -")
      ->required()
      ->type_name("QUERY");
  command->add_option("--by", arguments->by, "Which days: event (those in the text) or published")
      ->check(CLI::IsMember({"event", "published"}))
      ->capture_default_str();
  command
      ->add_option("--grain", arguments->grain,
                   "What a row is: auto, day, week, month, quarter, half, year, decade, century")
      ->check(CLI::IsMember(
          {"auto", "day", "week", "month", "quarter", "half", "year", "decade", "century"}))
      ->capture_default_str();
  command
      ->add_option("--from", arguments->from,
                   "Leave out what lies before: 2022-03-11, 2022-03, \"last week\"")
      ->type_name("DATE");
  command->add_option("--until", arguments->until, "Leave out what lies after the end of this")
      ->type_name("DATE");
  command->add_flag("--near", arguments->near,
                    "Of an article's dates count only those in a sentence with what matched");
  auto* unit = command->add_option("--unit", arguments->unit,
                                   "What is counted: auto, articles or quotations");
  unit->check(CLI::IsMember({"auto", "articles", "quotations"}))->capture_default_str();
  command->add_flag("--quotes", arguments->quotes, "Short for --unit quotations")->excludes(unit);
  command->add_option("--limit,-n", arguments->limit, "Most rows to show, the fullest ones")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{1}, std::size_t{10000}));
  command->add_option("--examples", arguments->examples, "Sentences to show in each row")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{0}, std::size_t{100}));
  command->add_option("--deadline", arguments->seconds, "Seconds it may take")
      ->capture_default_str()
      ->check(CLI::Range(0.001, 86400.0));
  command->add_flag("--json", arguments->json, "One JSON object");
  command->callback(
      [arguments, &action] { action = [arguments] { return run_timeline(*arguments); }; });
}

}  // namespace quoth_cli
