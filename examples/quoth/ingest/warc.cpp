#include "ingest/warc.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ingest/ascii.hpp"
#include "ingest/charset.hpp"
#include "ingest/html_document.hpp"
#include "ingest/html_page.hpp"
#include "ingest/plain_text.hpp"
#include "quoth/text/decode.hpp"

namespace quoth_cli {
namespace {

constexpr std::size_t kMostHeaderBytes = std::size_t{1} << 16;
constexpr std::size_t kMostKeptBytes = kMostPageBytes + kMostHeaderBytes;

// Lines of "Name: value", the last line blank; what a header says, empty for nothing.
std::string_view header(std::string_view block, std::string_view name) noexcept {
  while (!block.empty()) {
    const std::size_t eol = block.find('\n');
    const std::string_view line = block.substr(0, eol);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && same_ascii(trimmed(line.substr(0, colon)), name))
      return trimmed(line.substr(colon + 1));
    if (eol == std::string_view::npos) break;
    block.remove_prefix(eol + 1);
  }
  return {};
}

bool has_type(std::string_view content_type, std::string_view type) noexcept {
  return same_ascii(trimmed(content_type.substr(0, content_type.find(';'))), type);
}
bool is_html(std::string_view content_type) noexcept {
  return has_type(content_type, "text/html") || has_type(content_type, "application/xhtml+xml");
}

// A body that came in pieces, each with its size before it (RFC 9112, 7.1). What is broken ends it.
std::string joined_chunks(std::string_view body) {
  std::string out;
  for (;;) {
    const std::size_t eol = body.find('\n');
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), size, 16);
    if (eol == std::string_view::npos || error != std::errc() || size == 0) return out;
    body.remove_prefix(eol + 1);
    out.append(body.substr(0, size));
    if (size >= body.size()) return out;
    body.remove_prefix(size);
    const std::size_t next = body.find('\n');
    if (next == std::string_view::npos) return out;
    body.remove_prefix(next + 1);
  }
}

// Where the headers of an HTTP message end.
std::size_t body_begin(std::string_view message) noexcept {
  const std::size_t crlf = message.find("\r\n\r\n"), lf = message.find("\n\n");
  if (crlf == std::string_view::npos && lf == std::string_view::npos) return std::string_view::npos;
  return crlf < lf ? crlf + 4 : lf + 2;
}

class WarcReader {
 public:
  WarcReader(ByteSource& source, const std::string& name, const ArticleSink& sink)
      : source_(source), name_(name), sink_(sink) {}

  bool read() {
    for (;;) {
      const std::uint64_t begin = at_;
      if (!read_header()) return true;
      std::uint64_t length = 0;
      const std::string_view text = header(header_, "Content-Length");
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
      if (!header_.starts_with("WARC/") || text.empty() || error != std::errc())
        throw BrokenInput("has no WARC record at byte " + std::to_string(begin));
      if (!record(begin, length)) return false;
    }
  }

 private:
  // One byte, or nothing at the end.
  std::optional<char> next() {
    if (used_ == filled_) {
      filled_ = source_.read(buffer_);
      used_ = 0;
      if (filled_ == 0) return std::nullopt;
    }
    ++at_;
    return buffer_[used_++];
  }

  // Reads up to the blank line; false at the end of the file. Blank lines stand between records.
  bool read_header() {
    header_.clear();
    std::size_t line = 0;  // where the line being read begins
    while (const auto c = next()) {
      if (header_.empty() && is_ascii_space(*c)) continue;
      header_ += *c;
      if (header_.size() > kMostHeaderBytes)
        throw BrokenInput("has no WARC record before byte " + std::to_string(at_));
      if (*c != '\n') continue;
      if (trimmed(std::string_view(header_).substr(line)).empty()) return true;
      line = header_.size();
    }
    if (header_.empty()) return false;
    throw BrokenInput("ends in the middle of a record; is it cut short?");
  }

  // Keeps the first kMostKeptBytes of a record's block.
  void read_block(std::uint64_t length, bool keep) {
    block_.clear();
    while (length > 0) {
      if (used_ == filled_) {
        filled_ = source_.read(buffer_);
        used_ = 0;
        if (filled_ == 0) throw BrokenInput("ends in the middle of a record; is it cut short?");
      }
      const std::size_t size =
          static_cast<std::size_t>(std::min<std::uint64_t>(length, filled_ - used_));
      if (keep && block_.size() <= kMostKeptBytes) block_.append(buffer_.data() + used_, size);
      used_ += size;
      at_ += size;
      length -= size;
    }
  }

  bool record(std::uint64_t begin, std::uint64_t length) {
    const std::string_view kind = header(header_, "WARC-Type");
    const std::string_view type = header(header_, "Content-Type");
    const bool response = same_ascii(kind, "response");
    const bool content = same_ascii(kind, "resource") || same_ascii(kind, "conversion");
    const bool wanted = (response && (type.empty() || has_type(type, "application/http"))) ||
                        (content && (is_html(type) || has_type(type, "text/plain")));
    read_block(length, wanted);
    if (!wanted) return true;
    std::string url = quoth::decode(header(header_, "WARC-Target-URI")).text;
    if (url.size() > 1 && url.front() == '<' && url.back() == '>')  // as WARC 1.0 draws it
      url = url.substr(1, url.size() - 2);
    const std::string where = name_ + ", byte " + std::to_string(begin) + " (" + url + ")";
    if (url.empty()) {
      sink_.skipped(where, "has no WARC-Target-URI");
      return true;
    }
    if (block_.size() > kMostKeptBytes) {
      if (!response || is_html(header(block_, "Content-Type")))
        sink_.skipped(where, "is larger than 8 MiB");
      return true;
    }
    return response ? read_response(where, url) : page(block_, type, "", where, url);
  }

  bool read_response(const std::string& where, const std::string& url) {
    const std::size_t begin = body_begin(block_);
    const std::string_view head = std::string_view(block_).substr(0, begin);
    const std::string_view type = header(head, "Content-Type");
    const std::string_view status = head.substr(std::min(head.find(' '), head.size()));
    if (begin == std::string_view::npos || !trimmed(status).starts_with("2") || !is_html(type))
      return true;
    std::string body = block_.substr(begin);
    if (find_ascii(header(head, "Transfer-Encoding"), "chunked") != std::string_view::npos)
      body = joined_chunks(body);
    const std::string_view encoding = header(head, "Content-Encoding");
    if (!encoding.empty() && find_ascii(encoding, "gzip") == std::string_view::npos &&
        !same_ascii(encoding, "identity")) {
      sink_.skipped(where, "is compressed as " + std::string(encoding) + ", which is not read");
      return true;
    }
    return page(body, type, encoding, where, url);
  }

  bool page(const std::string& body, std::string_view type, std::string_view encoding,
            const std::string& where, const std::string& url) {
    const auto bytes =
        encoding.empty() ? bytes_of(body) : decompressed(bytes_of(body), ExpansionLimit{});
    ArticleSink sink;
    sink.skipped = sink_.skipped;
    sink.article = [&](quoth::Article article) {
      article.url = url;
      return sink_.article(std::move(article));
    };
    try {
      return is_html(type) ? read_html(*bytes, where, url, sink, charset_of_content_type(type))
                           : read_plain_text(*bytes, where, url, sink);
    } catch (const BrokenInput& e) {  // of the page alone: the next record is found all the same
      sink_.skipped(where, e.what());
      return true;
    }
  }

  ByteSource& source_;
  const std::string& name_;
  const ArticleSink& sink_;
  std::vector<char> buffer_ = std::vector<char>(std::size_t{1} << 16);
  std::size_t used_ = 0, filled_ = 0;
  std::uint64_t at_ = 0;  // bytes of the file that were read
  std::string header_, block_;
};

}  // namespace

bool read_warc(ByteSource& source, const std::string& name, const ArticleSink& sink) {
  return WarcReader(source, name, sink).read();
}

}  // namespace quoth_cli
