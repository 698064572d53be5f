// quoth export: the articles of an index as JSON lines, to be indexed again here or in OpenSearch.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>

#include "commands.hpp"
#include "json_output.hpp"
#include "quoth/error.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

struct ExportArguments {
  std::string index, out, opensearch;
  bool plain = false;
};

// What `quoth index` reads, and nothing that it would guess.
Json article_json(const Article& article) {
  Json out = {{"id", article.id}, {"title", article.title}, {"body", article.body}};
  if (article.published) out["published"] = to_iso(*article.published);
  if (!article.source.empty()) out["source"] = article.source;
  if (!article.url.empty()) out["url"] = article.url;
  if (!article.lang.empty()) out["lang"] = article.lang;
  return out;
}

Json range_json(const Interval& interval) {
  return {{"gte", to_iso(interval.from)}, {"lt", to_iso(interval.until)}};
}

// What was found, as fields that a search engine filters and counts: no places in the text.
Json document_json(const StoredArticle& stored) {
  const Annotations& found = stored.annotations;
  const std::string text = text_of(stored.article);
  Json out = article_json(stored.article);
  out.erase("id");
  if (found.published) out["published_range"] = range_json(found.published->interval);
  for (const char* list : {"people", "organisations", "places"}) out[list] = Json::array();
  for (const Entity& entity : found.entities) {
    Json& list = out[entity.type == EntityType::person         ? "people"
                     : entity.type == EntityType::organisation ? "organisations"
                                                               : "places"];
    list.push_back(entity.name);
    for (const std::string& variant : entity.variants) list.push_back(variant);
  }
  out["dates"] = Json::array();
  for (const Timex& timex : found.timexes)
    if (timex.interval && !timex.interval->empty()) out["dates"].push_back(range_json(*timex.interval));
  out["quotations"] = Json::array();
  for (const Quotation& quotation : found.quotations) {
    Json q = {{"text", quotation.span.of(text)},
              {"kind", name_of(quotation.kind)},
              {"stance", name_of(quotation.stance)}};
    q["speakers"] = Json::array();
    for (const Speaker& speaker : quotation.speakers)
      q["speakers"].push_back(
          speaker.entity.known() ? found.entities[static_cast<std::size_t>(speaker.entity.index)].name
                                 : std::string(speaker.span.of(text)));
    if (quotation.said && !quotation.said->empty()) q["said"] = range_json(*quotation.said);
    out["quotations"].push_back(std::move(q));
  }
  return out;
}

int run_export(const ExportArguments& arguments) {
  const Snapshot snapshot = Snapshot::open(arguments.index);
  std::ofstream file;
  if (!arguments.out.empty()) {
    file.open(arguments.out, std::ios::binary | std::ios::trunc);
    if (!file) throw StorageError("Writing " + arguments.out + ": it cannot be made.");
  }
  std::ostream& out = arguments.out.empty() ? std::cout : file;
  std::uint64_t articles = 0;
  for (std::uint32_t segment = 0; segment < snapshot.segment_count() && out; ++segment)
    for (std::uint32_t docid = 1; docid <= snapshot.articles_in(segment) && out; ++docid) {
      const ArticleRef ref{segment, docid};
      if (snapshot.is_deleted(ref)) continue;
      const StoredArticle stored = snapshot.article(ref);
      if (!arguments.opensearch.empty()) {
        const Json action = {
            {"index", {{"_index", arguments.opensearch}, {"_id", stored.article.id}}}};
        out << dump(action) << "\n" << dump(document_json(stored)) << "\n";
      } else {
        Json line = article_json(stored.article);
        if (!arguments.plain) {
          Json annotations = to_json(stored.annotations, stored.article.id, text_of(stored.article),
                                     Offsets::code_points);
          annotations.erase("id");
          line["annotations"] = std::move(annotations);
        }
        out << dump(line) << "\n";
      }
      ++articles;
    }
  out.flush();
  if (!out)
    throw StorageError("Writing " + (arguments.out.empty() ? "standard output" : arguments.out) +
                       ": not all of it could be written. See that there is room.");
  if (!arguments.out.empty())
    std::cout << articles << (articles == 1 ? " article" : " articles") << " exported\n";
  return kDone;
}

}  // namespace

void add_export_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<ExportArguments>();
  CLI::App* command = app.add_subcommand(
      "export",
      "Write the articles of an index as JSON lines, oldest first; what was replaced or removed is left out.\n"
      "Each line is an article as quoth index reads it, with what was found in it as \"annotations\", whose "
      "offsets count code points of the text: title, two line feeds, body.");
  add_index_option(*command, arguments->index);
  command->add_option("--out", arguments->out, "A file, instead of standard output")
      ->type_name("FILE");
  command->add_flag("--plain", arguments->plain, "The articles alone, without annotations");
  command
      ->add_option("--opensearch", arguments->opensearch,
                   "Lines for OpenSearch's _bulk request instead, into an index of that name: names, dates as "
                   "ranges, and quotations with their speakers, as fields")
      ->type_name("NAME")
      ->excludes("--plain");
  command->callback(
      [arguments, &action] { action = [arguments] { return run_export(*arguments); }; });
}

}  // namespace quoth_cli
