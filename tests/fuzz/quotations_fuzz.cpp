// Any bytes as an article full of marks: stretches nest, and every span of a quotation begins and
// ends with a character.
#include <algorithm>
#include <vector>

#include "analyze/quotations/cues/cue_words.hpp"
#include "analyze/quotations/marks/marks.hpp"
#include "must.hpp"
#include "quoth/analyze/analyzers.hpp"

namespace {

using namespace quoth;
using fuzz::must;

void check_stretches(const TokenTable& tokens, const std::vector<quotations::Stretch>& stretches) {
  constexpr int kDeepest = 8;
  std::vector<int> depth(stretches.size());
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const quotations::Stretch& s = stretches[i];
    must(i == 0 || stretches[i - 1].open < s.open, "stretches are in order of opening");
    must(s.open + 1 < s.close && s.close <= tokens.size(), "no stretch is empty");
    must(tokens.kind(s.open) == TokenKind::mark, "a stretch opens with a mark");
    must(!s.closed || (s.close < tokens.size() && tokens.kind(s.close) == TokenKind::mark),
         "what is closed has its mark");
    must(!(s.closed && s.goes_on), "what goes on is not closed");
    depth[i] = 1;
    if (s.parent < 0) continue;
    const auto parent = static_cast<std::size_t>(s.parent);
    must(parent < i, "parents stand before their children");
    must(stretches[parent].open < s.open && s.close <= stretches[parent].close,
         "a parent stands around its children");
    depth[i] = depth[parent] + 1;
    must(depth[i] <= kDeepest, "no stretch is deeper than eight");
  }
}

}  // namespace

// The first byte's lowest bit chooses the language.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Analyzers analyzers = Analyzers::english();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const bool german = size > 0 && (data[0] & 1) != 0;
  static TokenTable tokens;
  static std::vector<quotations::Stretch> stretches;
  tokens.scan(text, lexicon_of(german ? "de" : "en"));
  quotations::find_stretches(tokens, quotations::starts_attribution, stretches);
  check_stretches(tokens, stretches);

  const Annotations found = analyzers.annotate(Context{tokens, {}, {}, german ? "de" : "en"});
  std::vector<std::uint32_t> edges;  // of tokens: where a character begins or ends
  for (TokenIndex i = 0; i < tokens.size(); ++i) {
    edges.push_back(tokens.span(i).begin);
    edges.push_back(tokens.span(i).end);
  }
  const auto whole = [&](Span span) {
    return std::binary_search(edges.begin(), edges.end(), span.begin) &&
           std::binary_search(edges.begin(), edges.end(), span.end);
  };
  const auto at_character = [&](std::uint32_t byte) {
    return byte <= size && (byte == size || (data[byte] & 0xC0) != 0x80 ||
                            std::binary_search(edges.begin(), edges.end(), byte));
  };
  const std::vector<Quotation>& all = found.quotations;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Quotation& q = all[i];
    must(i == 0 || all[i - 1].span.begin <= q.span.begin, "quotations are in order of begin");
    must(q.span.begin < q.span.end && whole(q.span), "a quotation is some whole tokens");
    must(q.cue.empty() || whole(q.cue), "a cue is some whole tokens");
    must(q.parent < static_cast<std::int32_t>(i), "a parent stands before its children");
    must(q.parent < 0 || all[static_cast<std::size_t>(q.parent)].span.contains(q.span),
         "a parent stands around its children");
    for (const Span quoted : q.quoted)
      must(whole(quoted) && q.span.contains(quoted), "what is quoted lies in its quotation");
    for (const Speaker& speaker : q.speakers)
      must(speaker.span.empty() ||
               (at_character(speaker.span.begin) && at_character(speaker.span.end)),
           "a speaker is some whole characters");
    must(q.confidence >= 0 && q.confidence <= 1, "a confidence lies between 0 and 1");
  }
  return 0;
}
