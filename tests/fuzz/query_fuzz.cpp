// Any text as a query: it parses without throwing, reads back, and its issues lie inside it.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "quoth/query/parse.hpp"

using namespace quoth;

namespace {

// A plain check, alive in every build type.
void require(bool holds, const char* claim) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", claim);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const ParseOptions options{.today = Day::from({2024, 3, 15})};
  const ParsedQuery parsed = parse_query(text, options);
  for (const ParsedQuery::Issue& issue : parsed.issues) {
    require(issue.span.begin <= issue.span.end && issue.span.end <= size,
            "issues lie in the query");
    require(!issue.message.empty(), "an issue says what it is");
  }
  require(parsed.query.kind() == Query::Kind::nothing || !parsed.query.plain_words().empty(),
          "a query reads back in plain words");
  // The cut at kMaxQueryBytes may fall on the read-back and not on the text; shorter ones are
  // exact.
  const std::string syntax = parsed.query.syntax();
  if (syntax.size() <= kMaxQueryBytes && parsed.issues.empty())
    require(parse_query(syntax, options).query == parsed.query,
            "its syntax parses to an equal query");
  return 0;
}
