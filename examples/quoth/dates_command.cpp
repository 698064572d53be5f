// quoth dates: explains each time expression of a text: what it means, and why.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include "commands.hpp"
#include "dates_text.hpp"
#include "ingest/read_articles.hpp"
#include "json_output.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/error.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/results/period.hpp"
#include "quoth/text/decode.hpp"
#include "terminal.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;
namespace fs = std::filesystem;

struct DatesArguments {
  std::vector<std::string> texts;
  bool text = false;
  std::string published;
  std::string style = "news";
  std::string lang;
  bool json = false;
};

// What a date was counted from.
struct Anchor {
  enum class Kind : std::uint8_t { none, published, spoken, other } kind = Kind::none;
  Interval interval;
  std::string text;  // of the date spoken of before
};

Anchor anchor_of(const Annotations& annotations, std::size_t index, std::string_view text) {
  const Timex& timex = annotations.timexes[index];
  if (!timex.anchor) return {};
  Anchor out{Anchor::Kind::other, *timex.anchor, {}};
  if (annotations.published && annotations.published->interval == *timex.anchor) {
    out.kind = Anchor::Kind::published;
    return out;
  }
  for (std::size_t i = index; i-- > 0;)
    if (annotations.timexes[i].interval == timex.anchor) {
      out.kind = Anchor::Kind::spoken;
      out.text = annotations.timexes[i].span.of(text);
      break;
    }
  return out;
}

std::string meaning_of(const Timex& timex) {
  if (timex.interval) return (is_decided(timex) ? "" : "a day of ") + period_words(*timex.interval);
  if (!is_decided(timex)) return "undecided";
  switch (timex.type) {
    case TimexType::duration:
      return "how long, not when";
    case TimexType::set:
      return "how often, not when";
    default:
      return "no day of the calendar";
  }
}

void print_dates(const Article& article, const Annotations& a) {
  const std::string text = text_of(article);
  const bool colour = use_colour();
  if (!article.id.empty()) std::cout << styled(printable(article.id, 200), "1", colour) << "\n";
  std::cout << "published  ";
  if (a.published) {
    std::cout << days_text(a.published->interval) << " (" << name_of(a.published->how);
    if (a.published->confidence < 1)
      std::cout << ", " << static_cast<int>(a.published->confidence * 100 + 0.5) << " % sure";
    std::cout << ")\n";
    for (const std::string& evidence : a.published->evidence)
      std::cout << "           because " << printable(evidence, 200) << "\n";
  } else {
    std::cout << "unknown; dates such as \"on Friday\" stay undecided. --published can tell it\n";
  }
  for (std::size_t i = 0; i < a.timexes.size(); ++i) {
    const Timex& t = a.timexes[i];
    std::cout << "“" << styled(printable(t.span.of(text), 80), "33", colour) << "”  "
              << styled(meaning_of(t), "1", colour) << "\n    " << name_of(t.type) << " "
              << t.value;
    if (!t.mod.empty()) std::cout << ", " << t.mod;
    if (!t.quant.empty()) std::cout << ", " << t.quant;
    if (!t.freq.empty()) std::cout << ", " << t.freq;
    std::cout << " · rule " << a.rule_name(t.rule);
    const Anchor anchor = anchor_of(a, i, text);
    if (anchor.kind == Anchor::Kind::published)
      std::cout << " · counted from the publication day, ";
    else if (anchor.kind == Anchor::Kind::spoken)
      std::cout << " · counted from “" << printable(anchor.text, 60) << "” before it, ";
    else if (anchor.kind == Anchor::Kind::other)
      std::cout << " · counted from ";
    if (anchor.kind != Anchor::Kind::none) std::cout << period_name(anchor.interval);
    std::cout << "\n";
  }
  if (a.timexes.empty()) std::cout << "no time expressions\n";
}

Json dates_json(const Article& article, const Annotations& a) {
  const std::string text = text_of(article);
  CodePointOffsets offsets(text);
  Json out;
  if (!article.id.empty()) out["id"] = article.id;
  out["published"] = to_json(a.published);
  out["dates"] = Json::array();
  for (std::size_t i = 0; i < a.timexes.size(); ++i) {
    const Timex& t = a.timexes[i];
    Json date;
    date["start"] = offsets.at(t.span.begin);
    date["end"] = offsets.at(t.span.end);
    date["text"] = t.span.of(text);
    date["type"] = name_of(t.type);
    date["value"] = t.value;
    if (!t.mod.empty()) date["mod"] = t.mod;
    if (!t.quant.empty()) date["quant"] = t.quant;
    if (!t.freq.empty()) date["freq"] = t.freq;
    date["from"] = t.interval ? Json(to_iso(t.interval->from)) : Json();
    date["until"] = t.interval ? Json(to_iso(t.interval->until)) : Json();
    if (t.interval) {
      date["name"] = period_name(*t.interval);
      date["precision"] = name_of(grain_of(*t.interval));
      date["decided"] = is_decided(t);
    }
    const Anchor anchor = anchor_of(a, i, text);
    constexpr const char* kKinds[] = {"", "published", "date", "other"};
    if (anchor.kind == Anchor::Kind::none) {
      date["anchor"] = nullptr;
    } else {
      date["anchor"] = {{"what", kKinds[static_cast<std::size_t>(anchor.kind)]},
                        {"from", to_iso(anchor.interval.from)},
                        {"until", to_iso(anchor.interval.until)}};
      if (!anchor.text.empty()) date["anchor"]["text"] = anchor.text;
    }
    date["rule"] = a.rule_name(t.rule);
    out["dates"].push_back(std::move(date));
  }
  return out;
}

bool is_file(const std::string& argument) {
  std::error_code ignored;  // a text may be longer than any path
  return argument == "-" || fs::exists(argument, ignored);
}

// Whether it can hardly be meant as a text: no words, and the ending of a file.
bool looks_like_file(const std::string& argument) {
  if (argument.find_first_of(" \n") != std::string::npos) return false;
  const std::string ending = fs::path(argument).extension().string();
  return ending == ".txt" || ending == ".jsonl" || ending == ".gz" || ending == ".bz2" ||
         ending == ".zst";
}

int run_dates(const DatesArguments& arguments) {
  std::optional<Day> published;
  if (!arguments.published.empty()) {
    const Interval given = date_option("--published", arguments.published);
    published = given.single_day();
    if (!published)
      throw UsageError("--published " + printable(arguments.published, 60) +
                       " is no single day. Write it as 2024-03-22");
  }
  const Analyzers analyzers =
      Analyzers::english(arguments.style == "query" ? DateStyle::query : DateStyle::news);
  const auto explain = [&](Article article) {
    if (published && !article.published) article.published = published;
    if (!arguments.lang.empty()) article.lang = arguments.lang;
    const Annotations annotations = analyzers.annotate(article);
    if (arguments.json)
      std::cout << dump(dates_json(article, annotations)) << "\n";
    else
      print_dates(article, annotations);
    return true;
  };
  std::size_t skipped = 0;
  const ArticleSink sink{explain, [&](const std::string& where, const std::string& why) {
                           ++skipped;
                           std::cerr << "skipped " << escaped(where) << ": " << escaped(why)
                                     << "\n";
                         }};
  const bool files = !arguments.text && std::all_of(arguments.texts.begin(), arguments.texts.end(),
                                                    [](const auto& t) { return is_file(t); });
  if (files) {
    for (const std::string& path : arguments.texts)
      path == "-" ? read_text_from_standard_input(sink) : read_articles({path}, {}, sink);
    return skipped > 0 ? kSkipped : kDone;
  }
  for (const std::string& argument : arguments.texts)
    if (!arguments.text && looks_like_file(argument))
      throw NotFoundError(argument +
                          ": there is no such file. If it is the text itself, add --text");
  Article article;
  for (const std::string& text : arguments.texts)
    article.body += (article.body.empty() ? "" : " ") + text;
  article.body = decode(article.body).text;
  explain(std::move(article));
  return kDone;
}

}  // namespace

void add_dates_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<DatesArguments>();
  CLI::App* command = app.add_subcommand(
      "dates",
      "Explain each time expression of a text: what it means, its TIMEX3 type and value, what it\n"
      "was counted from, and the rule of the table that read it; and how the publication day is\n"
      "known. No index is needed.");
  command
      ->add_option("text", arguments->texts,
                   "The text itself, or files and folders that hold texts; - is standard input")
      ->required()
      ->type_name("TEXT|FILE");
  command->add_flag("--text", arguments->text, "It is the text, even if a file has that name");
  command
      ->add_option("--published", arguments->published, "Publication day of texts that give none")
      ->type_name("DATE");
  command
      ->add_option("--style", arguments->style,
                   "Read dates as in news, or as when: reads a question")
      ->check(CLI::IsMember({"news", "query"}))
      ->capture_default_str();
  command->add_option("--lang", arguments->lang, "Language it is written in: en, de")
      ->type_name("TAG");
  command->add_flag("--json", arguments->json, "One JSON object a text, offsets in code points");
  command->callback(
      [arguments, &action] { action = [arguments] { return run_dates(*arguments); }; });
}

}  // namespace quoth_cli
