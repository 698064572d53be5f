#include "input.hpp"

#include <simdjson.h>

#include <algorithm>
#include <boost/iostreams/device/file.hpp>
#include <boost/iostreams/filter/bzip2.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filter/zstd.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <cctype>
#include <fstream>
#include <iostream>
#include <iterator>

#include "quoth/error.hpp"
#include "quoth/index/writer.hpp"
#include "quoth/text/decode.hpp"

namespace quoth_cli {
namespace {

namespace fs = std::filesystem;
namespace io = boost::iostreams;

constexpr std::size_t kMostLineBytes = std::size_t{128} << 20;

std::string lower_extension(const fs::path& path) {
  std::string ext = path.extension().string();
  std::transform(ext.begin(), ext.end(), ext.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return ext;
}

// "a.txt.gz" -> ".txt".
std::string kind_of(fs::path path) {
  const std::string ext = lower_extension(path);
  if (ext == ".gz" || ext == ".bz2" || ext == ".zst") path = path.stem();
  return lower_extension(path);
}

bool is_jsonl(const std::string& kind) { return kind == ".jsonl" || kind == ".ndjson"; }

std::string why_stream_failed(const std::exception& e) {
  return std::string("cannot be decompressed (") + e.what() +
         "); is it cut short or of another kind?";
}

// A first line of a few words that does not end like a sentence is a headline.
void split_title(quoth::Article& article) {
  constexpr std::size_t kLongest = 200;
  constexpr std::ptrdiff_t kFewestSpaces = 2;
  const std::string& body = article.body;
  const std::size_t begin = body.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return;
  const std::size_t end = body.find('\n', begin);
  if (end == std::string::npos || end - begin > kLongest) return;
  std::string line = body.substr(begin, end - begin);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == '\t'))
    line.pop_back();
  if (std::string_view(".,;:-").find(line.back()) != std::string_view::npos || line.front() == '"')
    return;
  if (std::count(line.begin(), line.end(), ' ') < kFewestSpaces) return;
  const std::size_t rest = body.find_first_not_of("\r\n", end);
  if (rest == std::string::npos) return;
  article.title = std::move(line);
  article.body = body.substr(rest);
}

void read_text_file(const std::string& path, std::string id, const ArticleSink& sink, bool& go_on) {
  std::string bytes;
  try {
    const auto in = open_input(path);
    std::vector<char> buffer(1 << 16);
    while (in->good() && bytes.size() <= quoth::kMaxArticleBytes) {
      in->read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
      bytes.append(buffer.data(), static_cast<std::size_t>(in->gcount()));
    }
    if (in->bad()) return sink.skipped(path, "cannot be read or decompressed to its end");
  } catch (const quoth::Error& e) {
    return sink.skipped(path, e.what());
  } catch (const std::exception& e) {
    return sink.skipped(path, why_stream_failed(e));
  }
  if (bytes.size() > quoth::kMaxArticleBytes) return sink.skipped(path, "larger than 64 MiB");
  quoth::Decoded decoded = quoth::decode(bytes);
  if (decoded.text.find_first_not_of(" \t\r\n") == std::string::npos)
    return sink.skipped(path, "empty");
  if (decoded.text.find('\0') != std::string::npos)
    return sink.skipped(path, "holds NUL bytes, so it is no text");
  if (decoded.replaced * 10 > bytes.size())
    return sink.skipped(path, "more than a tenth of its bytes mean nothing as text");
  quoth::Article article;
  article.id = std::move(id);
  article.body = std::move(decoded.text);
  split_title(article);
  go_on = sink.article(std::move(article));
}

void read_jsonl_file(const std::string& path, const ArticleSink& sink, bool& go_on) {
  try {
    const auto in = open_input(path);
    for_each_line(*in, [&](std::string_view line, std::size_t number) {
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) return true;
      const std::string where = path + ":" + std::to_string(number);
      try {
        go_on = sink.article(article_from_json(line));
      } catch (const quoth::UsageError& e) {
        sink.skipped(where, e.what());
      }
      return go_on;
    });
    if (in->bad()) sink.skipped(path, "cannot be read or decompressed to its end");
  } catch (const quoth::Error& e) {
    sink.skipped(path, e.what());
  } catch (const std::exception& e) {
    sink.skipped(path, why_stream_failed(e));
  }
}

std::string field(simdjson::dom::object object, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    simdjson::dom::element value;
    if (object[name].get(value) != simdjson::SUCCESS || value.is_null()) continue;
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS) return std::string(text);
    std::int64_t number = 0;
    if (value.get(number) == simdjson::SUCCESS) return std::to_string(number);
    throw quoth::UsageError("\"" + std::string(name) + "\" is no string");
  }
  return {};
}

std::optional<quoth::Day> published_day(const std::string& text, const char* what) {
  if (text.empty()) return std::nullopt;
  const auto instant = quoth::instant_from_iso(text);
  if (!instant)
    throw quoth::UsageError(std::string(what) + " \"" + text +
                            "\" is no day of the form YYYY-MM-DD");
  return instant->day();
}

}  // namespace

std::unique_ptr<std::istream> open_input(const std::string& path) {
  if (path == "-") return std::make_unique<std::istream>(std::cin.rdbuf());
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) throw quoth::NotFoundError(path + ": there is no such file");
  if (!fs::is_regular_file(status) && !fs::is_character_file(status) && !fs::is_fifo(status))
    throw quoth::StorageError(path + ": is no file to read");
  const std::string ext = lower_extension(path);
  if (ext != ".gz" && ext != ".bz2" && ext != ".zst") {
    auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
    if (!*file)
      throw quoth::StorageError(path + ": cannot be opened; do you have the right to read it?");
    return file;
  }
  auto stream = std::make_unique<io::filtering_istream>();
  if (ext == ".gz") stream->push(io::gzip_decompressor());
  if (ext == ".bz2") stream->push(io::bzip2_decompressor());
  if (ext == ".zst") stream->push(io::zstd_decompressor());
  io::file_source source(path, std::ios::in | std::ios::binary);
  if (!source.is_open())
    throw quoth::StorageError(path + ": cannot be opened; do you have the right to read it?");
  stream->push(source);
  return stream;
}

void for_each_line(std::istream& in,
                   const std::function<bool(std::string_view, std::size_t)>& line) {
  std::string text;
  std::vector<char> buffer(1 << 16);
  std::size_t number = 1;
  bool too_long = false;
  const auto flush = [&] {
    const bool go_on = line(too_long ? std::string_view() : std::string_view(text), number++);
    text.clear();
    too_long = false;
    return go_on;
  };
  while (in.good()) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    std::string_view chunk(buffer.data(), static_cast<std::size_t>(in.gcount()));
    while (!chunk.empty()) {
      const std::size_t eol = chunk.find('\n');
      const std::string_view part = chunk.substr(0, eol);
      if (text.size() + part.size() > kMostLineBytes) {
        too_long = true;
        text.clear();
      }
      if (!too_long) text += part;
      if (eol == std::string_view::npos) break;
      chunk.remove_prefix(eol + 1);
      if (!flush()) return;
    }
  }
  if (!text.empty() || too_long) flush();
}

std::vector<std::map<std::string, std::string>> read_csv(const std::string& path) {
  const auto in = open_input(path);
  const quoth::Decoded decoded =
      quoth::decode(std::string(std::istreambuf_iterator<char>(*in), {}));
  const std::string& text = decoded.text;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string value;
  bool quoted = false, any = false;
  const auto end_field = [&] {
    row.push_back(std::move(value));
    value.clear();
  };
  const auto end_row = [&] {
    if (any) {
      end_field();
      rows.push_back(std::move(row));
    }
    row.clear();
    any = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        value += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        value += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '\n') {
      end_row();
    } else if (c == '"' && value.empty()) {
      quoted = any = true;
    } else if (c == ',') {
      any = true;
      end_field();
    } else if (c != '\r') {
      any = true;
      value += c;
    }
  }
  if (quoted)
    throw quoth::UsageError(
        path + ": a quotation mark is never closed; close it, or double it inside a field");
  end_row();
  if (rows.empty())
    throw quoth::UsageError(path + ": is empty; its first line must name the columns");
  std::vector<std::map<std::string, std::string>> out;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (rows[r].size() > rows[0].size())
      throw quoth::UsageError(path + ": row " + std::to_string(r + 1) +
                              " has more fields than the header");
    auto& fields = out.emplace_back();
    for (std::size_t i = 0; i < rows[r].size(); ++i) fields[rows[0][i]] = rows[r][i];
  }
  return out;
}

quoth::Article article_from_json(std::string_view line) {
  const quoth::Decoded decoded = quoth::decode(line);  // simdjson wants well-formed UTF-8
  thread_local simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (const auto error = parser.parse(decoded.text).get(root); error != simdjson::SUCCESS)
    throw quoth::UsageError(std::string("not JSON: ") + simdjson::error_message(error));
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) throw quoth::UsageError("not a JSON object");
  quoth::Article article;
  article.id = field(object, {"id"});
  if (article.id.empty()) throw quoth::UsageError("has no \"id\"");
  if (article.id.size() > quoth::kMaxIdBytes)
    throw quoth::UsageError("its \"id\" is longer than 4096 bytes");
  article.title = field(object, {"title"});
  article.body = field(object, {"body", "text"});
  if (article.title.empty() && article.body.empty())
    throw quoth::UsageError("has neither \"text\" nor \"title\" and \"body\"");
  const std::string published = field(object, {"published", "doc_date", "date"});
  article.published = published_day(published, "published");
  if (published.find('T') != std::string::npos)
    article.published_at = quoth::instant_from_iso(published);
  article.source = field(object, {"source", "publisher"});
  article.url = field(object, {"url"});
  article.lang = field(object, {"lang"});
  return article;
}

void require_paths(const std::vector<std::string>& paths) {
  for (const std::string& path : paths)
    if (path != "-" && !fs::exists(path))
      throw quoth::NotFoundError(path + ": there is no such file or folder");
}

void read_articles(const std::vector<std::string>& paths, const ArticleSink& sink) {
  require_paths(paths);
  bool go_on = true;
  const auto read_one = [&](const std::string& path, const std::string& id) {
    is_jsonl(kind_of(path)) || path == "-" ? read_jsonl_file(path, sink, go_on)
                                           : read_text_file(path, id, sink, go_on);
  };
  for (const std::string& path : paths) {
    if (!go_on) return;
    if (!fs::is_directory(path)) {
      read_one(path, fs::path(path).filename().string());
      continue;
    }
    std::vector<fs::path> files;
    const auto options = fs::directory_options::skip_permission_denied;
    for (const auto& entry : fs::recursive_directory_iterator(path, options)) {
      const std::string kind = kind_of(entry.path());
      if (entry.is_regular_file() && (kind == ".txt" || is_jsonl(kind)))
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      if (!go_on) return;
      read_one(file.string(), file.lexically_relative(path).generic_string());
    }
  }
}

void read_text_from_standard_input(const ArticleSink& sink) {
  bool go_on = true;
  read_text_file("-", "standard input", sink, go_on);
}

Metadata::Metadata(const std::string& csv_path) {
  for (auto& row : read_csv(csv_path)) {
    const auto id = row.find("id");
    if (id == row.end()) throw quoth::UsageError(csv_path + ": needs a column \"id\"");
    if (const auto published = row.find("published"); published != row.end())
      (void)published_day(published->second, (csv_path + ": published of " + id->second).c_str());
    unused_.insert(id->second);
    rows_[id->second] = std::move(row);
  }
}

void Metadata::apply(quoth::Article& article) {
  const auto row = rows_.find(article.id);
  if (row == rows_.end()) return;
  unused_.erase(article.id);
  const auto value = [&](const char* column) {
    const auto at = row->second.find(column);
    return at == row->second.end() ? std::string() : at->second;
  };
  if (const std::string day = value("published"); !day.empty())
    article.published = published_day(day, "published");
  const auto fill = [&](std::string& to, const char* column) {
    if (std::string text = value(column); !text.empty()) to = std::move(text);
  };
  fill(article.source, "source");
  fill(article.url, "url");
  fill(article.title, "title");
  fill(article.lang, "lang");
}

}  // namespace quoth_cli
