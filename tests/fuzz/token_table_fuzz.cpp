// Any bytes are text: tokens in order, without overlap, each with its sentence and paragraph.
#include "must.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/text/token_table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  using fuzz::must;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  std::uint32_t end = 0;
  for (TokenIndex i = 0; i < tokens.size(); ++i) {
    const Span span = tokens.span(i);
    must(span.begin >= end && span.end > span.begin && span.end <= size,
         "tokens lie in the text, in order, without overlap");
    must(tokens.sentence_of(i) < tokens.sentences().size(), "a token has a sentence");
    must(tokens.paragraph_of(i) < tokens.paragraphs().size(), "a token has a paragraph");
    must(tokens.phrase_at(i).words <= tokens.size() - i, "a phrase lies in the table");
    end = span.end;
  }
  return 0;
}
