#include "ingest/json_lines.hpp"

#include <simdjson.h>

#include <cstdio>

#include "quoth/error.hpp"
#include "quoth/text/decode.hpp"

namespace quoth_cli {
namespace {

constexpr std::size_t kDeepest = 64;

// What stands at "a.b.c": a member of that very name, else a way through objects.
bool find(simdjson::dom::object object, std::string_view path, simdjson::dom::element& out) {
  for (;;) {
    if (object[path].get(out) == simdjson::SUCCESS) return true;
    const std::size_t point = path.find('.');
    if (point == std::string_view::npos) return false;
    simdjson::dom::object inner;
    if (object[path.substr(0, point)].get(inner) != simdjson::SUCCESS) return false;
    object = inner;
    path.remove_prefix(point + 1);
  }
}

std::string value_of(simdjson::dom::object object, ArticleField field, const FieldMap& fields) {
  for (const std::string& name : fields.names(field)) {
    simdjson::dom::element value;
    if (!find(object, name, value) || value.is_null()) continue;
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) return std::string(text);
    std::int64_t number = 0;
    if (value.get(number) == simdjson::SUCCESS) return std::to_string(number);
    throw quoth::UsageError("\"" + name + "\" is no string");
  }
  return {};
}

}  // namespace

quoth::Article article_from_json(std::string_view line, const FieldMap& fields) {
  const quoth::Decoded decoded = quoth::decode(line);  // simdjson wants well-formed UTF-8
  thread_local simdjson::dom::parser parser;
  if (parser.max_depth() != kDeepest && parser.allocate(1, kDeepest) != simdjson::SUCCESS)
    throw std::bad_alloc();
  simdjson::dom::element root;
  if (const auto error = parser.parse(decoded.text).get(root); error != simdjson::SUCCESS)
    throw quoth::UsageError(std::string("not JSON: ") + simdjson::error_message(error));
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) throw quoth::UsageError("not a JSON object");
  RecordValues values;
  for (std::size_t i = 0; i < kArticleFields; ++i) {
    const auto field = static_cast<ArticleField>(i);
    values[field] = value_of(object, field, fields);
  }
  return article_of(std::move(values));
}

bool read_json_lines(ByteSource& source, const std::string& name, const FieldMap& fields,
                     const ArticleSink& sink) {
  bool go_on = true;
  for_each_line(source, [&](std::string_view line, std::size_t number, bool too_long) {
    const auto skip = [&](const char* why) {
      sink.skipped(name + ":" + std::to_string(number), why);
    };
    if (too_long) {
      skip("is longer than 128 MiB");
    } else if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      try {
        go_on = sink.article(article_from_json(line, fields));
      } catch (const quoth::UsageError& e) {
        skip(e.what());
      }
    }
    return go_on;
  });
  return go_on;
}

}  // namespace quoth_cli
