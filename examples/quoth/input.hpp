// Articles from files: text folders and JSONL, plain or compressed, with metadata from CSV.
#pragma once

#include <filesystem>
#include <functional>
#include <istream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/article.hpp"

namespace quoth_cli {

/// A file's bytes, decompressed as its name ends: .gz, .bz2, .zst. "-" is standard input.
/// @throws NotFoundError, StorageError  it cannot be opened; a read error sets badbit on the stream
[[nodiscard]] std::unique_ptr<std::istream> open_input(const std::string& path);

/// The rows of a CSV file (RFC 4180: quoted fields, doubled quotes, CRLF or LF), as column name ->
/// value.
/// @throws UsageError  no header row, or a row with more fields than it
[[nodiscard]] std::vector<std::map<std::string, std::string>> read_csv(const std::string& path);

/// One JSONL line as an article: {"id", "text"} or {"id", "title", "body"}, with optional
/// "published" (or "doc_date" or "date"), "source" (or "publisher"), "url", "lang". Strings may
/// hold anything; NULs and broken parts become U+FFFD.
/// @throws UsageError  it is not such a line; the message says why
[[nodiscard]] quoth::Article article_from_json(std::string_view line);

/// Calls `line(text, number)` for every line of a stream, numbered from 1; a line over 128 MiB is
/// passed as empty. Stops early when `line` returns false.
void for_each_line(std::istream& in,
                   const std::function<bool(std::string_view, std::size_t)>& line);

/// What reading articles from paths reports.
struct ArticleSink {
  std::function<bool(quoth::Article)> article;  ///< false stops the reading
  std::function<void(const std::string& where, const std::string& why)> skipped;
};

/// @throws NotFoundError  one of them does not exist
void require_paths(const std::vector<std::string>& paths);

/// Reads every article of `paths`: folders (their .txt and .jsonl files, sorted, at any depth) and
/// files. A text file's id is its path relative to the folder given (its file name when given
/// itself); its first line is the title when it looks like one.
/// @throws NotFoundError  a path does not exist
void read_articles(const std::vector<std::string>& paths, const ArticleSink& sink);

/// Reads all of standard input as one article; reports as read_articles does.
void read_text_from_standard_input(const ArticleSink& sink);

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
  std::map<std::string, std::map<std::string, std::string>> rows_;
  std::set<std::string> unused_;
};

}  // namespace quoth_cli
