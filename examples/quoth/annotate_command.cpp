// quoth annotate: names, dates and quotations of texts, without an index.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>

#include "commands.hpp"
#include "ingest/read_articles.hpp"
#include "json_output.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/quotations.hpp"
#include "quoth/error.hpp"
#include "terminal.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

struct AnnotateArguments {
  std::vector<std::string> paths;
  bool jsonl = false;
  bool explain = false;
  std::string offsets = "codepoints";
  std::string published;
  std::string style = "news";
};

std::string interval_text(const std::optional<Interval>& interval) {
  if (!interval) return "undecided";
  if (const auto day = interval->single_day(); day && *interval == Interval::of_day(*day))
    return to_iso(*day);
  return to_iso(interval->from) + " to before " + to_iso(interval->until);
}

void print_annotations(const Article& article, const Annotations& a) {
  const std::string text = text_of(article);
  const bool colour = use_colour();
  std::cout << styled(printable(article.id, 200), "1", colour) << "\n";
  std::cout << "  published  ";
  if (a.published) {
    std::cout << interval_text(a.published->interval) << " (" << name_of(a.published->how) << ")\n";
    for (const std::string& evidence : a.published->evidence)
      std::cout << "             " << printable(evidence, 200) << "\n";
  } else {
    std::cout << "unknown\n";
  }
  for (const Timex& t : a.timexes)
    std::cout << "  date       " << styled(printable(t.span.of(text), 80), "33", colour) << "  "
              << name_of(t.type) << " " << t.value << ", " << interval_text(t.interval) << " ["
              << a.rule_name(t.rule) << "]\n";
  for (const Entity& e : a.entities) {
    std::cout << "  "
              << (e.type == EntityType::person  ? "person     "
                  : e.type == EntityType::place ? "place      "
                                                : "org        ")
              << styled(printable(e.name, 80), "32", colour);
    for (const std::string& v : e.variants) std::cout << ", " << printable(v, 80);
    for (std::size_t i = 0; i < e.roles.size(); ++i)
      std::cout << (i == 0 ? " — " : "; ") << printable(e.roles[i], 80);
    std::cout << "\n";
  }
  for (const Quotation& q : a.quotations) {
    std::cout << "  " << name_of(q.kind)
              << (q.kind == QuotationKind::mixed    ? "      "
                  : q.kind == QuotationKind::direct ? "     "
                                                    : "   ")
              << styled(printable(q.span.of(text), 300), "36", colour) << "\n             — ";
    if (q.speakers.empty()) std::cout << "speaker unknown";
    const auto name = [&](const Speaker& s) {
      return printable(s.entity.known() ? a.entities[static_cast<std::size_t>(s.entity.index)].name
                                        : s.span.of(text),
                       80);
    };
    for (std::size_t i = 0; i < q.speakers.size(); ++i)
      std::cout << (i == 0 ? "" : " and ") << name(q.speakers[i]);
    for (const Speaker& s : q.via) std::cout << ", via " << name(s);
    if (q.stance != Stance::asserted) std::cout << ", " << name_of(q.stance);
    if (q.said) std::cout << ", " << interval_text(q.said);
    std::cout << " [" << a.rule_name(q.rule) << "]\n";
  }
}

void print_evidence(const std::vector<QuotationEvidence>& evidence) {
  constexpr std::size_t kMost = 5;
  char points[32];
  for (std::size_t k = 0; k < std::min(kMost, evidence.size()); ++k) {
    std::snprintf(points, sizeof points, "%+.2f", evidence[k].points);
    std::cout << "                    " << points << "  " << evidence[k].meaning << "\n";
  }
}

void print_option(const SpeakerOption& option, const Annotations& a, std::string_view text) {
  char score[32];
  std::snprintf(score, sizeof score, "%+.2f", option.score);
  std::cout << "             " << score << "  ";
  if (option.speakers.empty()) std::cout << "nobody";
  for (std::size_t s = 0; s < option.speakers.size(); ++s) {
    const Speaker& speaker = option.speakers[s];
    std::cout << (s == 0 ? "" : " and ") << printable(speaker.span.of(text), 80);
    if (speaker.entity.known())
      std::cout << " ("
                << printable(a.entities[static_cast<std::size_t>(speaker.entity.index)].name, 80)
                << ")";
  }
  std::cout << " [" << option.rule << "]\n";
  print_evidence(option.evidence);
}

// For each stretch of marked words: whether they are somebody's, who was weighed as their speaker,
// and what spoke for and against.
void print_quotations_explained(const Article& article, const Annotations& a) {
  constexpr std::size_t kOptions = 3;
  const std::string text = text_of(article);
  const bool colour = use_colour();
  for (const QuotationExplanation& e : explain_quotations(article, a)) {
    std::cout << "  why        " << styled(printable(e.words.of(text), 80), "36", colour) << "\n";
    char score[32];
    std::snprintf(score, sizeof score, "%+.2f", e.speech);
    std::cout << "             " << score << "  "
              << (e.quotation < 0 ? "no quotation" : "somebody’s words") << "\n";
    print_evidence(e.speech_evidence);
    for (std::size_t i = 0; i < std::min(kOptions, e.options.size()); ++i)
      print_option(e.options[i], a, text);
  }
}

int run_annotate(const AnnotateArguments& arguments) {
  const Offsets offsets = arguments.offsets == "bytes" ? Offsets::bytes : Offsets::code_points;
  std::optional<Day> published;
  if (!arguments.published.empty()) {
    published = day_from_iso(arguments.published);
    if (!published)
      throw UsageError("--published " + arguments.published + " is no day of the form YYYY-MM-DD");
  }
  const Analyzers analyzers =
      Analyzers::english(arguments.style == "query" ? DateStyle::query : DateStyle::news);
  std::size_t skipped = 0;
  const auto annotate = [&](Article article) {
    if (published && !article.published) article.published = published;
    const Annotations annotations = analyzers.annotate(article);
    if (arguments.jsonl) {
      std::cout << dump(to_json(annotations, article.id, text_of(article), offsets)) << "\n";
    } else {
      print_annotations(article, annotations);
      if (arguments.explain) print_quotations_explained(article, annotations);
    }
  };
  const auto skip = [&](const std::string& where, const std::string& why) {
    ++skipped;
    std::cerr << "skipped " << escaped(where) << ": " << escaped(why) << "\n";
  };
  const ArticleSink sink{[&](Article article) {
                           annotate(std::move(article));
                           return true;
                         },
                         skip};
  require_paths(arguments.paths);
  for (const std::string& path : arguments.paths)
    if (path == "-" && !arguments.jsonl) {
      read_text_from_standard_input(sink);
    } else {
      read_articles({path}, {}, sink, arguments.jsonl ? "jsonl" : "");
    }
  return skipped > 0 ? kSkipped : kDone;
}

}  // namespace

void add_annotate_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<AnnotateArguments>();
  CLI::App* command =
      app.add_subcommand("annotate",
                         "Show the names, dates and quotations of articles, without an index.\n"
                         "With --jsonl reads one JSON article a line ({\"id\", \"text\"} or "
                         "{\"id\", \"title\", \"body\"}, optional \"published\")\n"
                         "and writes one JSON line each; otherwise reads text files and folders "
                         "and writes for people.");
  command
      ->add_option("paths", arguments->paths,
                   "Files; - is standard input, one text or, with --jsonl, JSON lines")
      ->required()
      ->type_name("FILE");
  command->add_flag("--jsonl", arguments->jsonl, "JSON lines in, JSON lines out");
  command->add_flag("--explain", arguments->explain,
                    "Say of all words in marks why they are somebody's or not, who was\n"
                    "weighed as their speaker, and what spoke for and against");
  command->add_option("--offsets", arguments->offsets, "Offsets in code points or UTF-8 bytes")
      ->check(CLI::IsMember({"codepoints", "bytes"}))
      ->capture_default_str();
  command
      ->add_option("--published", arguments->published,
                   "Publication day of articles that give none")
      ->type_name("YYYY-MM-DD");
  command
      ->add_option("--style", arguments->style,
                   "Read dates as in news, or as when: reads a question")
      ->check(CLI::IsMember({"news", "query"}))
      ->capture_default_str();
  command->callback(
      [arguments, &action] { action = [arguments] { return run_annotate(*arguments); }; });
}

}  // namespace quoth_cli
