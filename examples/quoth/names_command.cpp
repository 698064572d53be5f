// quoth names: how alike two names are, and who in a catalogue somebody could be.
#include <simdjson.h>

#include <chrono>
#include <iostream>
#include <memory>

#include "commands.hpp"
#include "ingest/byte_source.hpp"
#include "json_output.hpp"
#include "quoth/analyze/name_catalogue.hpp"
#include "quoth/analyze/name_similarity.hpp"
#include "quoth/error.hpp"
#include "quoth/text/decode.hpp"
#include "terminal.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

struct NamesArguments {
  std::string pairs = "-";
  std::string catalogue;
  std::string queries = "-";
  bool explain = false;
  bool no_variants = false;
  std::size_t limit = 10;
  double at_least = .02;
};

// Reads JSON objects, one a line; a bad line is named, counted and skipped.
class JsonLines {
 public:
  template <class F>
  void read(const std::string& path, F&& object_of_line) {
    const auto in = open_input(path);
    const auto read = [&](std::string_view line, std::size_t number, bool too_long) {
      if (line.find_first_not_of(" \t\r") == std::string_view::npos && !too_long) return true;
      try {
        if (too_long) throw UsageError("is longer than 128 MiB");
        const Decoded decoded = decode(line);  // simdjson wants well-formed UTF-8
        simdjson::dom::element root;
        if (const auto error = parser_.parse(decoded.text).get(root); error != simdjson::SUCCESS)
          throw UsageError(std::string("not JSON: ") + simdjson::error_message(error));
        simdjson::dom::object object;
        if (root.get(object) != simdjson::SUCCESS) throw UsageError("not a JSON object");
        object_of_line(object);
      } catch (const UsageError& e) {
        skip(path + ":" + std::to_string(number), e.what());
      }
      return true;
    };
    try {
      for_each_line(*in, read);
    } catch (const BrokenInput& e) {
      skip(path, e.what());
    }
  }

  static std::string_view text(simdjson::dom::object object, const char* key) {
    std::string_view value;
    const auto error = object[key].get(value);
    if (error == simdjson::NO_SUCH_FIELD) throw UsageError("has no \"" + std::string(key) + "\"");
    if (error != simdjson::SUCCESS) throw UsageError("\"" + std::string(key) + "\" is no string");
    return value;
  }

  [[nodiscard]] int exit_code() const noexcept { return skipped_ > 0 ? kSkipped : kDone; }

 private:
  void skip(const std::string& where, const std::string& why) {
    ++skipped_;
    std::cerr << "skipped " << escaped(where) << ": " << escaped(why) << "\n";
  }

  simdjson::dom::parser parser_;
  std::size_t skipped_ = 0;
};

double rounded(double x) { return static_cast<double>(static_cast<int>(x * 10000 + .5)) / 10000; }

Json to_json(const NameExplanation& e, bool evidence) {
  Json out;
  out["score"] = rounded(e.score);
  if (!e.veto.empty()) out["veto"] = e.veto;
  out["tokens"] = Json::array();
  for (const TokenReason& t : e.tokens) {
    Json row;
    if (!t.a.empty()) row["a"] = t.a;
    if (!t.b.empty()) row["b"] = t.b;
    row["how"] = name_of(t.how);
    row["similarity"] = rounded(t.similarity);
    row["weight"] = rounded(t.weight);
    out["tokens"].push_back(std::move(row));
  }
  if (evidence) out["evidence"] = e.evidence;
  return out;
}

int run_score(const NamesArguments& arguments) {
  const SimilarityOptions options{!arguments.no_variants};
  JsonLines lines;
  lines.read(arguments.pairs, [&](simdjson::dom::object pair) {
    const std::string_view a = JsonLines::text(pair, "a"), b = JsonLines::text(pair, "b");
    if (arguments.explain) {
      std::cout << dump(to_json(explain_similarity(a, b, options), true)) << "\n";
    } else {
      char score[16];
      std::snprintf(score, sizeof score, "%.4f\n", name_similarity(a, b, options));
      std::cout << score;
    }
  });
  return lines.exit_code();
}

int run_find(const NamesArguments& arguments) {
  using Clock = std::chrono::steady_clock;
  const auto milliseconds = [](Clock::duration d) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(d).count();
  };
  if (arguments.catalogue == "-" && arguments.queries == "-")
    throw UsageError("the catalogue and the questions cannot both come from standard input");
  JsonLines lines;
  const auto start = Clock::now();
  NameCatalogue::Builder builder;
  lines.read(arguments.catalogue, [&](simdjson::dom::object row) {
    builder.add(JsonLines::text(row, "id"), JsonLines::text(row, "name"));
    if (builder.size() % 50000 == 0) std::cerr << builder.size() << " names read\n";
  });
  const NameCatalogue catalogue = std::move(builder).build();
  std::cerr << catalogue.size() << " names, " << catalogue.tokens() << " distinct tokens, "
            << catalogue.keys() << " keys, " << (catalogue.memory() >> 20) << " MiB, loaded in "
            << milliseconds(Clock::now() - start) << " ms on one core\n";
  FindOptions options;
  // Ids may repeat, and each is shown once.
  options.limit = arguments.limit * 4;
  options.at_least = arguments.at_least;
  options.variants = !arguments.no_variants;
  std::size_t asked = 0, examined = 0;
  Clock::duration spent{};
  lines.read(arguments.queries, [&](simdjson::dom::object row) {
    const std::string_view question = JsonLines::text(row, "q");
    const auto before = Clock::now();
    const FoundNames found = catalogue.find(question, options);
    spent += Clock::now() - before;
    ++asked;
    examined += found.examined;
    Json out;
    out["ids"] = Json::array();
    if (arguments.explain) out["matches"] = Json::array();
    for (const NameMatch& m : found.matches) {
      const std::string id(catalogue.id(m.index));
      if (std::find(out["ids"].begin(), out["ids"].end(), id) != out["ids"].end()) continue;
      out["ids"].push_back(id);
      if (arguments.explain) {
        Json match{{"id", id}, {"name", catalogue.name(m.index)}};
        match.update(to_json(catalogue.explain(question, m.index, options), false));
        match["score"] = m.score;  // what it was ranked by; close to the explanation's own
        out["matches"].push_back(std::move(match));
      }
      if (out["ids"].size() == arguments.limit) break;
    }
    out["examined"] = found.examined;
    std::cout << dump(out) << "\n";
  });
  if (asked > 0)
    std::cerr << asked << " questions, "
              << std::chrono::duration_cast<std::chrono::microseconds>(spent).count() /
                     static_cast<long>(asked)
              << " microseconds and " << examined / asked << " names each, on one core\n";
  return lines.exit_code();
}

}  // namespace

void add_names_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<NamesArguments>();
  CLI::App* names = app.add_subcommand(
      "names",
      "List the people, organisations and places of an index, joined over its articles, with\n"
      "their spellings. Or say how alike two names are, and who in a catalogue somebody could be.");
  names->require_subcommand(0, 1);
  add_names_listing(*names, action);
  const auto variants = [&](CLI::App* command) {
    command->add_flag("--no-variants", arguments->no_variants,
                      "Without the tables of variants (Kyiv and Kiev); words that many\n"
                      "places share (Island, Insel) still meet their translations");
  };
  CLI::App* score = names->add_subcommand(
      "score",
      "One score a line, 0 to 1, for each pair {\"a\", \"b\"} of JSON lines.\n"
      "0.8 and more: rather the same than not. A line that cannot be read has none, and is named\n"
      "on the error output.");
  score->add_option("file", arguments->pairs, "The pairs; - is standard input")
      ->type_name("FILE")
      ->capture_default_str();
  score->add_flag("--explain", arguments->explain,
                  "A JSON object a line: which token met which, how, and what it weighs");
  variants(score);
  score->callback([arguments, &action] { action = [arguments] { return run_score(*arguments); }; });
  CLI::App* find = names->add_subcommand(
      "find",
      "Who could it be? For each line {\"q\": name}, the ids of the likeliest names of a\n"
      "catalogue of lines {\"id\", \"name\"}, best first, and how many were examined.");
  find->add_option("--catalogue", arguments->catalogue, "The names")->required()->type_name("FILE");
  find->add_option("queries", arguments->queries, "The questions; - is standard input")
      ->type_name("FILE")
      ->capture_default_str();
  find->add_option("--limit", arguments->limit, "At most this many ids a line")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  find->add_option("--at-least", arguments->at_least, "The least score of a match")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  find->add_flag("--explain", arguments->explain, "With scores and reasons");
  variants(find);
  find->callback([arguments, &action] { action = [arguments] { return run_find(*arguments); }; });
}

}  // namespace quoth_cli
