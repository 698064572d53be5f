// Any bytes are a query: no crash, sound spans, and what was read reads back as itself.
#include "must.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/text/decode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  using fuzz::must;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const ParseOptions options{Day::from({2025, 3, 16})};
  const ParsedQuery parsed = parse_query(text, options);
  for (const auto& issue : parsed.issues) {
    must(issue.span.begin <= issue.span.end && issue.span.end <= size,
         "an issue's span lies in the text");
    must(is_utf8(issue.message), "a message is UTF-8");
  }
  must(is_utf8(parsed.query.plain_words()), "plain words are UTF-8");
  const std::string syntax = parsed.query.syntax();
  if (syntax.size() > kMaxQueryBytes) return 0;
  const ParsedQuery again = parse_query(syntax, options);
  must(again.query == parsed.query, "a query reads back as itself");
  must(again.issues.empty(), "the syntax of a query is understood");
  return 0;
}
