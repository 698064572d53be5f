#include "ingest/csv.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "quoth/error.hpp"
#include "quoth/index/writer.hpp"
#include "quoth/text/decode.hpp"

namespace quoth_cli {
namespace {

constexpr std::size_t kMostRecordBytes = quoth::kMaxArticleBytes;

// Reads records from a buffer that begins with the record being read, so that a faulty one can be
// gone back to.
class CsvReader {
 public:
  explicit CsvReader(ByteSource& source) : source_(source) {}

  bool next(CsvRow& row) {
    for (;;) {
      compact();
      row.fields.clear();
      row.fault.clear();
      row.line = line_;
      if (!has(begin_)) return false;
      at_ = begin_;
      if (!separator_) separator_ = guess_separator();
      if (const char* fault = record(row)) {
        row.fault = fault;
        skip_line();
        return true;
      }
      line_ += static_cast<std::size_t>(std::count(
          buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
          buffer_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, buffer_.size())), '\n'));
      begin_ = at_;
      if (row.fields.size() > 1 || !row.fields.front().empty()) return true;  // no blank line
    }
  }

 private:
  // Whether there is a byte at `at`; reads on where need be.
  bool has(std::size_t at) {
    while (at >= buffer_.size()) {
      if (ended_) return false;
      constexpr std::size_t kChunk = std::size_t{1} << 16;
      const std::size_t size = buffer_.size();
      buffer_.resize(size + kChunk);
      const std::size_t got = source_.read({buffer_.data() + size, kChunk});
      buffer_.resize(size + got);
      ended_ = got == 0;
    }
    return true;
  }

  void compact() {
    constexpr std::size_t kWorthIt = std::size_t{1} << 20;
    if (begin_ < kWorthIt) return;
    buffer_.erase(0, begin_);
    begin_ = 0;
  }

  // Moves to the line behind the one that the record begins on.
  void skip_line() {
    std::size_t at = begin_;
    while (has(at) && buffer_[at] != '\n') ++at;
    begin_ = std::min(at + 1, buffer_.size());
    ++line_;
  }

  char guess_separator() {
    std::array<std::size_t, 3> counts{};
    constexpr std::string_view kSeparators = ",;\t";
    bool quoted = false;
    for (std::size_t at = begin_;
         has(at) && (quoted || buffer_[at] != '\n') && at - begin_ < kMostRecordBytes; ++at) {
      if (buffer_[at] == '"') quoted = !quoted;
      const std::size_t which = kSeparators.find(buffer_[at]);
      if (!quoted && which != std::string_view::npos) ++counts[which];
    }
    return kSeparators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                                counts.begin())];
  }

  // Reads from at_ to behind the line feed that ends the record. What is wrong with it, or nothing.
  const char* record(CsvRow& row) {
    for (;;) {
      std::string& field = row.fields.emplace_back();
      if (has(at_) && buffer_[at_] == '"') {
        ++at_;
        for (;; ++at_) {
          if (!has(at_)) return "has a quotation mark that nothing closes";
          if (at_ - begin_ > kMostRecordBytes)
            return "is larger than 64 MiB; is a quotation mark never closed?";
          if (buffer_[at_] == '"' && (!has(at_ + 1) || buffer_[at_ + 1] != '"')) break;
          if (buffer_[at_] == '"') ++at_;
          field += buffer_[at_];
        }
        ++at_;
        if (has(at_) && buffer_[at_] == '\r') ++at_;
        if (has(at_) && buffer_[at_] != *separator_ && buffer_[at_] != '\n')
          return "has text behind a closing quotation mark; double the marks inside a field";
      } else {
        while (has(at_) && buffer_[at_] != *separator_ && buffer_[at_] != '\n') {
          if (at_ - begin_ > kMostRecordBytes) return "is larger than 64 MiB";
          field += buffer_[at_++];
        }
        const bool ends_row = !has(at_) || buffer_[at_] == '\n';
        if (ends_row && !field.empty() && field.back() == '\r') field.pop_back();
      }
      if (!quoth::is_utf8(field)) field = quoth::decode(field).text;
      if (!has(at_)) return nullptr;
      if (buffer_[at_++] == '\n') return nullptr;
    }
  }

  ByteSource& source_;
  std::string buffer_;
  std::size_t begin_ = 0, at_ = 0;  // of the record being read, and in it
  std::size_t line_ = 1;
  std::optional<char> separator_;
  bool ended_ = false;
};

// Where each name of a field stands in the header.
std::vector<std::size_t> columns_of(const std::vector<std::string>& header, ArticleField field,
                                    const FieldMap& fields) {
  std::vector<std::size_t> out;
  for (const std::string& name : fields.names(field)) {
    const auto at = std::find(header.begin(), header.end(), name);
    if (at != header.end()) out.push_back(static_cast<std::size_t>(at - header.begin()));
  }
  return out;
}

}  // namespace

void for_each_csv_row(ByteSource& source, const std::function<bool(const CsvRow&)>& row) {
  CsvReader reader(source);
  CsvRow read;
  while (reader.next(read))
    if (!row(read)) return;
}

bool read_csv_articles(ByteSource& source, const std::string& name, const FieldMap& fields,
                       const ArticleSink& sink) {
  bool go_on = true;
  std::size_t header_size = 0;
  std::array<std::vector<std::size_t>, kArticleFields> columns;
  for_each_csv_row(source, [&](const CsvRow& row) {
    const std::string where = name + ":" + std::to_string(row.line);
    if (!row.fault.empty()) {
      sink.skipped(where, row.fault);
      return go_on;
    }
    if (header_size == 0) {
      header_size = row.fields.size();
      for (std::size_t i = 0; i < kArticleFields; ++i)
        columns[i] = columns_of(row.fields, static_cast<ArticleField>(i), fields);
      const auto has = [&](ArticleField f) {
        return !columns[static_cast<std::size_t>(f)].empty();
      };
      if (!(has(ArticleField::id) || has(ArticleField::url)) ||
          !(has(ArticleField::title) || has(ArticleField::body)))
        throw quoth::UsageError(
            where +
            ": the first row must name the columns, an id (or url) and a title or "
            "body (or text) among them; --field FIELD=COLUMN tells what they are "
            "called here");
      return true;
    }
    if (row.fields.size() > header_size) {
      sink.skipped(where, "has more fields than the first row");
      return go_on;
    }
    RecordValues values;
    for (std::size_t i = 0; i < kArticleFields; ++i)
      for (const std::size_t column : columns[i]) {
        if (column >= row.fields.size() || row.fields[column].empty()) continue;
        values[static_cast<ArticleField>(i)] = row.fields[column];
        break;
      }
    try {
      go_on = sink.article(article_of(std::move(values)));
    } catch (const quoth::UsageError& e) {
      sink.skipped(where, e.what());
    }
    return go_on;
  });
  return go_on;
}

}  // namespace quoth_cli
