// quoth check and quoth trail: did anybody say this, in these words, and what became of them.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>

#include "commands.hpp"
#include "dates_text.hpp"
#include "json_output.hpp"
#include "quoth/error.hpp"
#include "quoth/results/searcher.hpp"
#include "terminal.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

struct CheckArguments {
  std::string index;
  std::vector<std::string> words;
  std::optional<std::string> by;
  std::size_t limit = 0;
  std::size_t sentences = 1;
  bool json = false;
};

// The words of the command line; "-" alone is standard input.
std::string text_of_arguments(const CheckArguments& arguments, const char* command) {
  std::string text;
  for (const std::string& word : arguments.words) text += (text.empty() ? "" : " ") + word;
  if (text == "-") text.assign(std::istreambuf_iterator<char>(std::cin), {});
  if (text.find_first_not_of(" \t\r\n") == std::string::npos)
    throw UsageError(std::string("The text is empty. Give the words to look for: quoth ") +
                     command + " \"We will not pay\"");
  return text;
}

Json to_json(const std::vector<WordEdit>& diff) {
  Json out = Json::array();
  for (const WordEdit& e : diff) {
    Json edit = {{"kind", name_of(e.kind)}};
    if (!e.asked.empty()) edit["asked"] = e.asked;
    if (!e.source.empty()) edit["source"] = e.source;
    if (e.turning) edit["turning"] = true;
    if (e.marked) edit["marked"] = true;
    out.push_back(std::move(edit));
  }
  return out;
}

Json to_json(const CheckedSource& s) {
  Json out = {{"id", s.id}, {"title", s.title}, {"source", s.source}, {"url", s.url}};
  out["published"] = quoth_cli::to_json(s.published);
  out["verdict"] = name_of(s.verdict);
  out["likeness"] = s.likeness;
  out["printed"] = s.printed;
  if (s.verdict != Verdict::in_text) out["quotation"] = quoth_cli::to_json(s.quotation);
  out["before"] = s.context.before.text;
  out["holding"] = s.context.holding.text;
  out["after"] = s.context.after.text;
  out["diff"] = to_json(s.diff);
  out["notes"] = s.notes;
  return out;
}

Json to_json(const CheckResult& result) {
  Json out = {
      {"verdict", name_of(result.verdict)}, {"summary", result.summary}, {"text", result.text}};
  out["by"] = result.by.empty() ? Json() : Json(result.by);
  out["attribution"] = name_of(result.attribution);
  out["sources"] = Json::array();
  for (const CheckedSource& s : result.sources) {
    Json source = to_json(s);
    if (result.sources.size() > 1 && result.sources[1].piece == 1) source["piece"] = s.piece;
    if (!result.by.empty()) source["by_asked"] = s.by_asked;
    out["sources"].push_back(std::move(source));
  }
  out["more_sources"] = result.more_sources;
  out["notes"] = result.notes;
  return out;
}

Json to_json(const Trail& trail) {
  Json out = {{"text", trail.text}, {"articles", trail.articles}, {"undated", trail.undated}};
  out["variants"] = Json::array();
  for (const TrailVariant& v : trail.variants) {
    Json variant = to_json(static_cast<const CheckedSource&>(v));
    variant["against_first"] = to_json(v.against_first);
    variant["outlets"] = v.outlets;
    variant["printings"] = Json::array();
    for (const TrailPrinting& p : v.printings)
      variant["printings"].push_back({{"id", p.id},
                                      {"title", p.title},
                                      {"source", p.source},
                                      {"url", p.url},
                                      {"published", quoth_cli::to_json(p.published)}});
    out["variants"].push_back(std::move(variant));
  }
  out["notes"] = trail.notes;
  return out;
}

// [-what the source has-] {+what the text has instead+}
std::string diff_line(const std::vector<WordEdit>& diff, bool colour) {
  constexpr std::size_t kMostShown = 400;
  std::string out;
  for (const WordEdit& e : diff) {
    if (!out.empty()) out += ' ';
    if (e.kind == WordEdit::Kind::same) {
      out += printable(e.source, kMostShown);
      continue;
    }
    if (!e.source.empty())
      out +=
          styled("[-" + printable(e.source, kMostShown) + "-]", e.turning ? "1;31" : "31", colour);
    if (!e.source.empty() && !e.asked.empty()) out += ' ';
    if (!e.asked.empty()) out += styled("{+" + printable(e.asked, kMostShown) + "+}", "32", colour);
  }
  return out;
}

bool has_edits(const std::vector<WordEdit>& diff) {
  for (const WordEdit& e : diff)
    if (e.kind != WordEdit::Kind::same) return true;
  return false;
}

std::string speaker_line(const FoundQuotation& q) {
  std::string who;
  for (const FoundSpeaker& s : q.speakers) {
    who += who.empty() ? "" : " and ";
    who += printable(s.name, 80);
    if (s.text != s.name) who += " (“" + printable(s.text, 60) + "”)";
  }
  if (who.empty()) who = "speaker unknown";
  for (const FoundSpeaker& s : q.via) who += ", via " + printable(s.name, 80);
  if (q.kind == QuotationKind::indirect) who += ", in indirect speech";
  if (q.stance != Stance::asserted) who += ", " + std::string(name_of(q.stance));
  if (q.said) who += ", said " + days_text(*q.said);
  return who;
}

std::string article_line(const std::string& id, const std::string& title, const std::string& source,
                         const std::optional<PublicationDay>& published) {
  std::string out =
      title.empty() ? printable(id, 100) : printable(title, 120) + " · " + printable(id, 100);
  if (!source.empty()) out += " · " + printable(source, 60);
  return out + " · " + published_text(published);
}

void print_context(const SentenceContext& context, bool colour) {
  const auto line = [&](const char* where, const std::string& text, std::size_t most) {
    if (!text.empty())
      std::cout << "     " << styled(where + printable(text, most), "2", colour) << "\n";
  };
  line("before: ", context.before.text, 300);
  line("in:     ", context.holding.text, 600);
  line("after:  ", context.after.text, 300);
}

void print_source(const CheckedSource& s, std::size_t number, bool colour) {
  char likeness[32];
  std::snprintf(likeness, sizeof likeness, " · %.0f %% alike", s.likeness * 100);
  std::cout << number << ". "
            << styled(article_line(s.id, s.title, s.source, s.published), "1", colour) << "\n   "
            << styled(std::string(name_of(s.verdict)) + likeness, "2", colour) << "\n";
  constexpr std::size_t kMostShown = 600;
  std::cout << "     " << styled("❝ ", "36", colour) << printable(s.printed, kMostShown) << "\n";
  if (s.verdict != Verdict::in_text)
    std::cout << "       — " << styled(speaker_line(s.quotation), "36", colour) << "\n";
  if (has_edits(s.diff))
    std::cout << "     " << styled("± ", "33", colour) << diff_line(s.diff, colour) << "\n";
  for (const std::string& note : s.notes) std::cout << "     · " << printable(note, 400) << "\n";
  print_context(s.context, colour);
}

int run_check(const CheckArguments& arguments) {
  const std::string text = text_of_arguments(arguments, "check");
  if (arguments.by && arguments.by->empty())
    throw UsageError(
        "--by is empty. Give a name such as --by \"Ada Moss\", or leave it out to check the words "
        "alone");
  CheckOptions options;
  options.by = arguments.by.value_or("");
  options.limit = arguments.limit;
  options.context.sentences = arguments.sentences;
  const CheckResult result = Searcher::open(arguments.index).check(text, options);
  if (arguments.json) {
    std::cout << dump(to_json(result)) << "\n";
    return kDone;
  }
  const bool colour = use_colour();
  std::cout << styled(printable(result.summary, 1000), "1", colour) << "\n";
  for (const std::string& note : result.notes)
    std::cout << "note: " << printable(note, 1000) << "\n";
  for (std::size_t i = 0; i < result.sources.size(); ++i)
    print_source(result.sources[i], i + 1, colour);
  if (result.more_sources > 0)
    std::cout << "and at least " << result.more_sources << " more; see --limit\n";
  return kDone;
}

int run_trail(const CheckArguments& arguments) {
  const std::string text = text_of_arguments(arguments, "trail");
  TrailOptions options;
  options.limit = arguments.limit;
  options.context.sentences = arguments.sentences;
  const Trail trail = Searcher::open(arguments.index).trail(text, options);
  if (arguments.json) {
    std::cout << dump(to_json(trail)) << "\n";
    return kDone;
  }
  const bool colour = use_colour();
  if (trail.variants.empty()) {
    std::cout << "No quotation is like it.\n";
  } else {
    std::cout << styled(std::to_string(trail.variants.size()) +
                            (trail.variants.size() == 1 ? " variant in " : " variants in ") +
                            std::to_string(trail.articles) +
                            (trail.articles == 1 ? " article" : " articles") + ", oldest first" +
                            (trail.undated > 0
                                 ? "; " + std::to_string(trail.undated) + " without a day, last"
                                 : ""),
                        "2", colour)
              << "\n";
  }
  for (std::size_t i = 0; i < trail.variants.size(); ++i) {
    const TrailVariant& v = trail.variants[i];
    std::cout << i + 1 << ". " << styled(published_text(v.published), "1", colour) << "  "
              << styled("❝ ", "36", colour) << printable(v.printed, 600) << "\n       — "
              << styled(speaker_line(v.quotation), "36", colour) << "\n";
    if (has_edits(v.against_first))
      std::cout << "     " << styled("± ", "33", colour) << diff_line(v.against_first, colour)
                << "\n";
    print_context(v.context, colour);
    std::string outlets;
    for (const std::string& outlet : v.outlets)
      outlets += (outlets.empty() ? "" : ", ") + printable(outlet, 60);
    std::cout << "     " << v.printings.size()
              << (v.printings.size() == 1 ? " article" : " articles")
              << (outlets.empty() ? "" : ": " + outlets) << "\n";
    constexpr std::size_t kMostPrintings = 5;
    for (std::size_t k = 0; k < v.printings.size() && k < kMostPrintings; ++k) {
      const TrailPrinting& p = v.printings[k];
      std::cout << "       "
                << styled(article_line(p.id, p.title, p.source, p.published), "2", colour) << "\n";
    }
    if (v.printings.size() > kMostPrintings)
      std::cout << "       and " << v.printings.size() - kMostPrintings << " more\n";
  }
  for (const std::string& note : trail.notes) std::cout << "note: " << printable(note, 400) << "\n";
  return kDone;
}

void add(CLI::App& app, Action& action, const char* name, const char* help, std::size_t limit,
         int (*run)(const CheckArguments&), bool by) {
  auto arguments = std::make_shared<CheckArguments>();
  arguments->limit = limit;
  CLI::App* command = app.add_subcommand(name, help);
  add_index_option(*command, arguments->index);
  command
      ->add_option(
          "text", arguments->words,
          "The words; quote them for your shell. - reads standard input. Marks around them and an "
          "attribution (“...,” Moss said; Moss: ...) are understood")
      ->required()
      ->type_name("TEXT");
  if (by)
    command
        ->add_option(
            "--by", arguments->by,
            "Whose words they are said to be: a name in any spelling, or what articles call "
            "the speaker (\"the mayor\")")
        ->type_name("NAME");
  command
      ->add_option("--limit,-n", arguments->limit,
                   by ? "Most sources to show" : "Most variants to show")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
  command
      ->add_option("--sentences", arguments->sentences, "Sentences to show before and after each")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{0}, std::size_t{20}));
  command->add_flag("--json", arguments->json, "One JSON object");
  command->callback(
      [arguments, run, &action] { action = [arguments, run] { return run(*arguments); }; });
}

}  // namespace

void add_check_commands(CLI::App& app, Action& action) {
  add(app, action, "check",
      "Say whether anybody is quoted with a text, and whether in these words.\n"
      "\n"
      "  quoth check --index news.quoth \"We will not raise taxes\"\n"
      "  quoth check --index news.quoth --by \"Ilka Marenko\" \"We will raise taxes\"\n"
      "\n"
      "  verbatim      printed as a quotation in these words. Case, marks, accents, don't for do "
      "not, garbled\n"
      "                letters, a trim at the ends and an ellipsis that leave the sense do not "
      "count\n"
      "  altered       words changed, added or dropped; the diff shows [-the source's-] {+the "
      "text's+}\n"
      "  cut           without words that turn the sense: a negation, a condition, a contrast, the "
      "middle of a\n"
      "                clause; or joined from places of one speech that lie apart\n"
      "  spliced       put together from several quotations\n"
      "  paraphrase    only printed as what somebody said, not between marks\n"
      "  denied        printed as what somebody denied, or was misquoted as, saying\n"
      "  hypothetical  printed as what somebody would or should say\n"
      "  in text       an article's own words, no quotation\n"
      "  unknown       no quotation is like it\n"
      "\n"
      "The first 1,000 words are compared. Quoth does not compare across languages: a translation "
      "of a\n"
      "quotation is not found. To look after an index's files there is quoth verify.\n"
      "JSON: verdict, summary, text, by, attribution (not asked, confirmed, denied, other, "
      "unknown), sources (id, title,\n"
      "source, url, published, verdict, likeness 0..1, printed, quotation, before, holding, after, "
      "diff, notes),\n"
      "more_sources, notes.",
      10, run_check, true);
  add(app, action, "trail",
      "Show where words were first printed as a quotation, and every variant since, oldest first.\n"
      "\n"
      "  quoth trail --index news.quoth \"We will not raise taxes\"\n"
      "\n"
      "Articles that print the same words are one entry with the list of their outlets; each "
      "variant is shown\n"
      "with its differences from the first: [-the first's-] {+its own+}. Articles without a day "
      "come last.\n"
      "Translations are not found: Quoth does not compare across languages.\n"
      "JSON: text, articles, undated, variants (as the sources of quoth check, with against_first, "
      "outlets and\n"
      "printings), notes.",
      50, run_trail, false);
}

}  // namespace quoth_cli
