// What a table says of articles whose files do not say it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "ingest/article_fields.hpp"
#include "quoth/analyze/article.hpp"

namespace quoth_cli {

/// Metadata by article id, from a CSV with a column "id" and any of published, source, url, title,
/// lang.
class Metadata {
 public:
  Metadata() = default;
  /// @throws UsageError, NotFoundError, StorageError
  explicit Metadata(const std::string& csv_path);
  /// Fills what the file says of the article.
  void apply(quoth::Article& article);
  /// Ids of rows that no article has had yet.
  [[nodiscard]] const std::set<std::string>& unused() const noexcept { return unused_; }

 private:
  struct Row {
    RecordValues values;
    std::optional<quoth::Day> published;
  };
  std::map<std::string, Row> rows_;
  std::set<std::string> unused_;
};

}  // namespace quoth_cli
