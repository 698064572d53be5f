#include "ingest/read_articles.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

#include "ingest/ascii.hpp"
#include "ingest/byte_source.hpp"
#include "ingest/csv.hpp"
#include "ingest/feed.hpp"
#include "ingest/html_page.hpp"
#include "ingest/json_lines.hpp"
#include "ingest/plain_text.hpp"
#include "ingest/warc.hpp"
#include "quoth/error.hpp"
#include "quoth/text/decode.hpp"

namespace quoth_cli {
namespace {

namespace fs = std::filesystem;

enum class Kind { text, json_lines, table, page, feed, archive };

constexpr std::array<std::pair<std::string_view, Kind>, 12> kKinds = {{
    {"txt", Kind::text},
    {"jsonl", Kind::json_lines},
    {"ndjson", Kind::json_lines},
    {"csv", Kind::table},
    {"tsv", Kind::table},
    {"html", Kind::page},
    {"htm", Kind::page},
    {"xhtml", Kind::page},
    {"xml", Kind::feed},
    {"rss", Kind::feed},
    {"atom", Kind::feed},
    {"warc", Kind::archive},
}};

std::optional<Kind> kind_named(std::string_view name) noexcept {
  for (const auto& [known, kind] : kKinds)
    if (same_ascii(known, name)) return kind;
  return std::nullopt;
}

// "a.txt.gz" is a text.
std::optional<Kind> kind_of(fs::path path) {
  std::string extension = lower_ascii(path.extension().string());
  if (extension == ".gz" || extension == ".bz2" || extension == ".zst") {
    path = path.stem();
    extension = path.extension().string();
  }
  return extension.empty() ? std::nullopt : kind_named(std::string_view(extension).substr(1));
}

class Reading {
 public:
  Reading(const FieldMap& fields, const ArticleSink& sink) : fields_(fields), sink_(sink) {}

  // Gives whether to go on.
  bool file(const std::string& path, const std::string& id, Kind kind) {
    if (sink_.file && !sink_.file(path)) return true;
    try {
      const auto source = open_input(path);
      switch (kind) {
        case Kind::text:
          return read_plain_text(*source, path, quoth::decode(id).text, sink_);
        case Kind::json_lines:
          return read_json_lines(*source, path, fields_, sink_);
        case Kind::table:
          return read_csv_articles(*source, path, fields_, sink_);
        case Kind::page:
          return read_html(*source, path, quoth::decode(id).text, sink_);
        case Kind::feed:
          return read_feed(*source, path, sink_);
        case Kind::archive:
          return read_warc(*source, path, sink_);
      }
    } catch (const BrokenInput& e) {
      sink_.skipped(path, e.what());
    } catch (const quoth::NotFoundError& e) {  // their messages begin with the path
      sink_.skipped(path, without(path, e.what()));
    } catch (const quoth::StorageError& e) {
      sink_.skipped(path, without(path, e.what()));
    }
    return true;
  }

 private:
  static std::string without(const std::string& path, std::string_view message) {
    if (message.starts_with(path + ": ")) message.remove_prefix(path.size() + 2);
    return std::string(message);
  }

  const FieldMap& fields_;
  const ArticleSink& sink_;
};

}  // namespace

void require_paths(const std::vector<std::string>& paths) {
  for (const std::string& path : paths)
    if (path != "-" && !fs::exists(path))
      throw quoth::NotFoundError(path + ": there is no such file or folder");
}

void read_articles(const std::vector<std::string>& paths, const FieldMap& fields,
                   const ArticleSink& sink, const std::string& kind) {
  require_paths(paths);
  const auto told = kind_named(kind);
  if (!kind.empty() && !told)
    throw quoth::UsageError("\"" + kind + "\" is no kind of file that can be read; there are " +
                            known_kinds());
  Reading reading(fields, sink);
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      const Kind by_name = path == "-" ? Kind::json_lines : kind_of(path).value_or(Kind::text);
      const std::string id = path == "-" ? "standard input" : fs::path(path).filename().string();
      if (!reading.file(path, id, told.value_or(by_name))) return;
      continue;
    }
    std::vector<std::pair<fs::path, Kind>> files;
    const auto options = fs::directory_options::skip_permission_denied;
    for (const auto& entry : fs::recursive_directory_iterator(path, options)) {
      const auto found = kind_of(entry.path());
      // A table among other files most often tells of them.
      if (entry.is_regular_file() && (told ? found == told : found && *found != Kind::table))
        files.emplace_back(entry.path(), *found);
    }
    std::sort(files.begin(), files.end());
    for (const auto& [file, file_kind] : files)
      if (!reading.file(file.string(), file.lexically_relative(path).generic_string(), file_kind))
        return;
  }
}

std::string known_kinds() {
  std::string out;
  for (const auto& [name, kind] : kKinds) out.append(out.empty() ? "" : ", ").append(name);
  return out;
}

void read_text_from_standard_input(const ArticleSink& sink) {
  Reading({}, sink).file("-", "standard input", Kind::text);
}

}  // namespace quoth_cli
