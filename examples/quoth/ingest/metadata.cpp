#include "ingest/metadata.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "ingest/byte_source.hpp"
#include "ingest/csv.hpp"
#include "quoth/error.hpp"

namespace quoth_cli {

using F = ArticleField;

Metadata::Metadata(const std::string& csv_path) {
  std::vector<std::string> header;
  const auto refuse = [&](std::size_t line, const std::string& why) {
    throw quoth::UsageError(csv_path + ":" + std::to_string(line) + ": " + why);
  };
  const auto take = [&](const CsvRow& row) {
    if (!row.fault.empty()) refuse(row.line, row.fault);
    if (header.empty()) {
      header = row.fields;
      if (std::find(header.begin(), header.end(), "id") == header.end())
        refuse(row.line, "needs a column \"id\"");
      return true;
    }
    if (row.fields.size() > header.size()) refuse(row.line, "has more fields than the header");
    Row made;
    for (std::size_t i = 0; i < kArticleFields; ++i) {
      const auto field = static_cast<F>(i);
      const auto at = std::find(header.begin(), header.end(), name_of(field));
      const auto column = static_cast<std::size_t>(at - header.begin());
      if (column < row.fields.size()) made.values[field] = row.fields[column];
    }
    if (const std::string& day = made.values[F::published]; !day.empty()) {
      const auto at = read_published(day);
      if (!at)
        refuse(row.line, "published \"" + day + "\" is no day that can be read; write YYYY-MM-DD");
      made.published = at->day;
    }
    std::string id = made.values[F::id];
    unused_.insert(id);
    rows_[std::move(id)] = std::move(made);
    return true;
  };
  const auto source = open_input(csv_path);
  try {
    for_each_csv_row(*source, take);
  } catch (const BrokenInput& e) {
    throw quoth::StorageError(csv_path + ": " + e.what());
  }
  if (header.empty())
    throw quoth::UsageError(csv_path + ": is empty; its first line must name the columns");
}

void Metadata::apply(quoth::Article& article) {
  const auto row = rows_.find(article.id);
  if (row == rows_.end()) return;
  unused_.erase(article.id);
  if (row->second.published) article.published = row->second.published;
  const auto fill = [&](std::string& to, F field) {
    if (const std::string& text = row->second.values[field]; !text.empty()) to = text;
  };
  fill(article.source, F::source);
  fill(article.url, F::url);
  fill(article.title, F::title);
  fill(article.lang, F::lang);
}

}  // namespace quoth_cli
