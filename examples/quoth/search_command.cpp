// quoth search and quoth quotes: a question in, hits out.
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>

#include "commands.hpp"
#include "dates_text.hpp"
#include "json_output.hpp"
#include "names_text.hpp"
#include "quotation_text.hpp"
#include "quotes_options.hpp"
#include "quoth/error.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/results/searcher.hpp"
#include "terminal.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

struct SearchArguments {
  std::string index;
  std::vector<std::string> words;
  std::size_t limit = 10;
  std::size_t offset = 0;
  double seconds = 10;
  bool json = false;
  bool jsonl = false;
  bool explain = false;
  bool quotations = false;
  bool facets = false;
  bool rerank = false;
  bool fold_copies = false;
  int strictness = 0;
  std::size_t context = 1;
  std::string unit = "auto";
  QuotesOptions asked;
};

void add_part(std::string& line, const std::string& part) {
  if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
}

// Speaker, day and outlet, then how it was said.
std::string heading(const FoundQuotation& q, const std::string& outlet, bool colour) {
  std::string rest;
  if (q.said) add_part(rest, days_text(*q.said));
  add_part(rest, printable(outlet, 60));
  add_part(rest, std::string(name_of(q.kind)));
  if (q.stance != Stance::asserted) add_part(rest, std::string(name_of(q.stance)));
  return styled(speakers_text(q), "36", colour) + " · " + rest;
}

std::string score_text(double score) {
  char text[32] = "";  // clauses that only filter score nothing
  if (score > 0) std::snprintf(text, sizeof text, "%.3f", score);
  return text;
}

// A hit that is one quotation: who said it, the words and where they stand.
void print_quotation_hit(const Hit& hit, std::size_t number, bool colour) {
  const FoundQuotation& q = hit.quotations.front();
  std::cout << number << ". " << heading(q, hit.source, colour) << "\n"
            << quotation_lines(q, "   ", colour);
  std::string line;
  add_part(line, published_text(hit.published));
  add_part(line, printable(hit.title, 160));
  add_part(line, printable(hit.id, 100));
  add_part(line, score_text(hit.score));
  std::cout << "   " << styled("[" + line + "]", "2", colour) << "\n";
}

void print_hit(const Hit& hit, std::size_t number, bool colour) {
  if (hit.quotation && !hit.quotations.empty()) return print_quotation_hit(hit, number, colour);
  const std::string title = hit.title.empty() ? printable(hit.id, 100) : printable(hit.title, 160);
  std::cout << number << ". " << styled(title, "1", colour) << "\n";
  std::string line = hit.title.empty() ? "" : printable(hit.id, 100) + " · ";
  if (!hit.source.empty()) line += printable(hit.source, 60) + " · ";
  line += published_text(hit.published);
  add_part(line, score_text(hit.score));
  std::cout << "   " << styled(line, "2", colour) << "\n";
  std::cout << "   " << (colour ? to_terminal(hit.snippet) : to_plain(hit.snippet)) << "\n";
  constexpr std::size_t kMostDates = 4;
  for (std::size_t i = 0; i < hit.dates.size() && i < kMostDates; ++i)
    std::cout << (i == 0 ? "     " + styled("◷ ", "33", colour) : " · ") << date_text(hit.dates[i]);
  if (hit.dates.size() > kMostDates)
    std::cout << " and " << hit.dates.size() - kMostDates << " more";
  if (!hit.dates.empty()) std::cout << "\n";
  constexpr std::size_t kMostQuotations = 5;
  for (std::size_t i = 0; i < hit.quotations.size() && i < kMostQuotations; ++i)
    std::cout << "     " << heading(hit.quotations[i], "", colour) << "\n"
              << quotation_lines(hit.quotations[i], "     ", colour);
  if (hit.quotations.size() > kMostQuotations)
    std::cout << "     and " << hit.quotations.size() - kMostQuotations << " more quotations\n";
}

// Where else it was printed.
void print_copies(const Hit& hit, bool colour) {
  if (hit.copies.empty()) return;
  constexpr std::size_t kMost = 5;
  std::string line;
  for (std::size_t i = 0; i < std::min(kMost, hit.copies.size()); ++i) {
    const Copy& copy = hit.copies[i];
    line += (i == 0 ? "" : ", ") + (copy.source.empty() ? "" : printable(copy.source, 60) + " ") + "(" +
            printable(copy.id, 100) + ")";
  }
  if (hit.copies.size() > kMost) line += " and " + std::to_string(hit.copies.size() - kMost) + " more";
  std::cout << "   " << styled("also printed by " + line, "2", colour) << "\n";
}

void print_explanation(const Explanation& explanation) {
  for (const Explanation::Part& part : explanation.parts) {
    std::cout << "     = " << printable(part.what, 300);
    if (part.score > 0) std::cout << ": " << part.score;
    std::cout << "\n";
    for (const std::string& detail : part.details)
      std::cout << "         " << printable(detail, 300) << "\n";
  }
}

void print_suggestions(const Results& results) {
  for (const Suggestion& s : results.suggestions)
    std::cout << "Did you mean “" << printable(s.spelling, 80) << "” (in " << s.documents
              << (s.documents == 1 ? " document" : " documents") << ")? Ask "
              << printable(s.query, 200) << "\n";
}

int run_search(const SearchArguments& arguments) {
  std::string text;
  for (const std::string& word : arguments.words) text += (text.empty() ? "" : " ") + word;
  const std::string typed = text;
  SearchOptions options;
  options.limit = arguments.limit;
  options.offset = arguments.offset;
  options.deadline = std::chrono::milliseconds(static_cast<std::int64_t>(arguments.seconds * 1000));
  if (arguments.quotations || arguments.unit == "quotations")
    options.unit = Unit::quotations;
  else if (arguments.unit == "articles")
    options.unit = Unit::articles;
  options.name_strictness = arguments.strictness;
  options.context.sentences = arguments.context;
  options.people = true;
  options.fold_copies = arguments.fold_copies;
  if (arguments.rerank) options.rerank = Reranking::standard();
  ParsedQuery parsed = parse_query(text);
  if (arguments.quotations) {
    if (text.empty() && arguments.asked.empty())
      throw UsageError(
          "quotes needs a query, or one of --by, --about, --when, --published, --source, --kind "
          "and "
          "--stance; quoth quotes --help tells them apart");
    // Of a query that says nothing else, what it means is wanted, not that nothing was found.
    if (parsed.query.kind() == Query::Kind::nothing && !parsed.issues.empty())
      throw UsageError("The query asks for nothing: " + parsed.issues.front().message);
    if (!arguments.asked.empty()) {
      parsed.query =
          with_options(text.empty() ? Query::everything() : parsed.query, arguments.asked);
      text = parsed.query.syntax();
    }
  }
  const Searcher searcher = Searcher::open(arguments.index);
  Results results = searcher.search(parsed.query, options);
  results.issues = parsed.issues;
  std::optional<Facets> facets;
  if (arguments.facets) {
    FacetOptions facet_options;
    facet_options.unit = options.unit;
    facet_options.strictness = options.name_strictness;
    facet_options.deadline = options.deadline;
    facets = searcher.facets(parsed.query, facet_options);
  }

  if (arguments.json || arguments.jsonl) {
    Json json = to_json(results, text);
    if (facets) json["facets"] = to_json(*facets);
    if (arguments.explain)
      for (std::size_t i = 0; i < results.hits.size(); ++i)
        json["hits"][i]["explain"] =
            to_json(searcher.explain(parsed.query, results.hits[i], options));
    if (arguments.json) {
      std::cout << dump(json) << "\n";
    } else {
      for (const Json& hit : json["hits"]) std::cout << dump(hit) << "\n";
    }
    return kDone;
  }
  // In quotations, plain words are words said and names are names in them.
  const bool inside = results.unit == Unit::quotations && !parsed.query.only_quotations();
  const std::string asked =
      printable((inside ? Query::quotation(parsed.query) : parsed.query).plain_words(), 400);
  const bool colour = use_colour();
  for (const auto& issue : results.issues)
    std::cerr << "note: “" << printable(issue.span.of(typed), 60) << "”: " << escaped(issue.message)
              << "\n";
  for (const std::string& note : results.notes)
    std::cerr << "note: " << printable(note, 400) << "\n";
  if (results.hits.empty() && results.total == 0) {
    std::cout << "Nothing found for " << asked << ".\n";
    print_suggestions(results);
    return kDone;
  }
  const char* noun = results.unit == Unit::quotations
                         ? (results.total == 1 ? "quotation" : "quotations")
                         : (results.total == 1 ? "article" : "articles");
  std::cout << styled((results.total_is_exact ? "" : "At least ") + std::to_string(results.total) +
                          " " + noun + ": " + asked,
                      "2", colour)
            << "\n";
  for (std::size_t i = 0; i < results.hits.size(); ++i) {
    print_hit(results.hits[i], options.offset + i + 1, colour);
    print_copies(results.hits[i], colour);
    if (arguments.explain)
      print_explanation(searcher.explain(parsed.query, results.hits[i], options));
  }
  print_suggestions(results);
  if (facets) {
    for (const std::string& note : facets->notes)
      std::cerr << "note: " << printable(note, 400) << "\n";
    print_names("People:", facets->people, colour);
    print_names("Organisations:", facets->organisations, colour);
    print_names("Places:", facets->places, colour);
    print_names("Who speaks:", facets->speakers, colour);
  }
  return kDone;
}

void add_search_command(CLI::App& app, Action& action, bool quotations) {
  auto arguments = std::make_shared<SearchArguments>();
  arguments->quotations = quotations;
  CLI::App* command = app.add_subcommand(
      quotations ? "quotes" : "search",
      std::string(
          quotations
              ? "Find quotations: who said what, when. Plain words of the query mean words said."
              : "Find articles, or quotations when the query asks about nothing else.") +
          "\n  words \"a phrase\" AND OR NOT - + ( )       what stands in it, and what must or must not"
          "\n  title:x source:x lang:x                    in the title; printed by; written in"
          "\n  sabot*                                     words that begin so"
          "\n  a NEAR/5 b  a w/5 b  a ADJ/2 b             words, phrases or (a OR b) within 5 words "
          "of each"
          "\n                                             other; ADJ: in this order. NEAR is "
          "NEAR/10, ADJ is ADJ/1"
          "\n  said:\"words\" by:Name                      inside one quotation, by its speaker"
          "\n  about:words kind:direct stance:denied      said in it or standing round it; how it "
          "was "
          "said"
          "\n  name:x person:x org:x place:x name:=x      mentioned, in any spelling; =x in "
          "exactly that one"
          "\n  name:x~90 by:\"x y\"~90                     only spellings at least 90 % alike (50 "
          "to "
          "100)"
          "\n  when:2022-03 when:\"last week\" when:2022-03..2022-04   a date in the text falls "
          "there"
          "\n  published:2025                             publication day");
  add_index_option(*command, arguments->index);
  auto* query =
      command
          ->add_option(
              "query", arguments->words,
              "The query; quote it for your shell, and put -- before one that begins with -")
          ->type_name("QUERY");
  if (quotations) {
    add_quotes_options(*command, arguments->asked);
  } else {
    query->required();
  }
  command->add_option("--limit,-n", arguments->limit, "Most hits to show")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{0}, std::size_t{10000}));
  command->add_option("--offset", arguments->offset, "Hits to leave out at the start")
      ->check(CLI::Range(std::size_t{0}, std::size_t{1000000}));
  command
      ->add_option("--context", arguments->context,
                   "Sentences to show before and after each quotation")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{0}, std::size_t{20}));
  command->add_option("--deadline", arguments->seconds, "Seconds a query may take")
      ->capture_default_str()
      ->check(CLI::Range(0.001, 86400.0));
  if (!quotations)
    command->add_option("--unit", arguments->unit, "What a hit is: auto, articles or quotations")
        ->check(CLI::IsMember({"auto", "articles", "quotations"}))
        ->capture_default_str();
  command
      ->add_option("--strictness", arguments->strictness,
                   "How alike spellings of names must be, in per cent: 50 to 100; 0 for the usual. "
                   "A name with its own ~90 keeps it")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  command->add_flag(
      "--facets", arguments->facets,
      "Also whom and what the hits name and who speaks in them, joined over articles");
  command->add_flag("--rerank", arguments->rerank,
                    "Put the best 200 in order once more, by how close words stand, how names are "
                    "spelled, how a quotation is worded, and by dates; --explain tells what each adds");
  command->add_flag("--fold-copies", arguments->fold_copies,
                    "Of near-identical articles show the best alone, and where else it was printed");
  command->add_flag("--explain", arguments->explain, "Say why each hit is one");
  auto* json = command->add_flag("--json", arguments->json, "One JSON object");
  command->add_flag("--jsonl", arguments->jsonl, "One JSON object a hit")->excludes(json);
  command->callback(
      [arguments, &action] { action = [arguments] { return run_search(*arguments); }; });
}

}  // namespace

void add_search_commands(CLI::App& app, Action& action) {
  add_search_command(app, action, false);
  add_search_command(app, action, true);
}

}  // namespace quoth_cli
