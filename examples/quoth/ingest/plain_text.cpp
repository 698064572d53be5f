#include "ingest/plain_text.hpp"

#include <algorithm>

#include "ingest/charset.hpp"
#include "quoth/index/writer.hpp"

namespace quoth_cli {
namespace {

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

}  // namespace

bool read_plain_text(ByteSource& source, const std::string& name, std::string id,
                     const ArticleSink& sink) {
  const auto skip = [&](const char* why) {
    sink.skipped(name, why);
    return true;
  };
  std::string bytes;
  if (!read_all(source, quoth::kMaxArticleBytes, bytes)) return skip("larger than 64 MiB");
  Utf8Text read = to_utf8(bytes);
  if (read.text.find_first_not_of(" \t\r\n") == std::string::npos) return skip("empty");
  if (read.text.find('\0') != std::string::npos) return skip("holds NUL bytes, so it is no text");
  if (read.replaced * 10 > bytes.size())
    return skip("more than a tenth of its bytes mean nothing as text");
  quoth::Article article;
  article.id = std::move(id);
  article.body = std::move(read.text);
  split_title(article);
  return sink.article(std::move(article));
}

}  // namespace quoth_cli
