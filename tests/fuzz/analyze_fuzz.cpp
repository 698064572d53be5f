// Any bytes through the door, the token table and all analyzers: spans must keep their promises.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/text/decode.hpp"

using namespace quoth;

namespace {

std::string_view text_in_hand;

// A plain check, alive in every build type.
void require(bool holds, const char* claim) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", claim);
  std::abort();
}

bool is_boundary(std::size_t at) {
  return at == text_in_hand.size() || (static_cast<unsigned char>(text_in_hand[at]) & 0xC0) != 0x80;
}

void require_span(Span span, const char* claim) {
  require(span.begin <= span.end && span.end <= text_in_hand.size() && is_boundary(span.begin) &&
              is_boundary(span.end),
          claim);
}

void require_speakers(const std::vector<Speaker>& speakers, const Annotations& found) {
  for (const Speaker& speaker : speakers) {
    require_span(speaker.span, "a speaker's span lies on code points of the text");
    require(speaker.entity.index < static_cast<std::int32_t>(found.entities.size()),
            "a speaker's entity exists");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Analyzers analyzers = Analyzers::english();
  const Decoded decoded = decode({reinterpret_cast<const char*>(data), size});
  require(is_utf8(decoded.text), "decoded text is UTF-8");
  text_in_hand = decoded.text;

  TokenTable table;
  table.scan(decoded.text, lexicon_of("en"));
  std::uint32_t end = 0;
  for (TokenIndex i = 0; i < table.size(); ++i) {
    require_span(table.span(i), "a token lies on code points of the text");
    require(table.span(i).begin >= end && !table.span(i).empty(), "tokens go forward");
    end = table.span(i).end;
  }

  // A day for half of the inputs, so that both ways of reading weekdays are met.
  const std::optional<Day> published =
      size % 2 == 0 ? std::optional(Day::from({2024, 3, 15})) : std::nullopt;
  const Annotations found = analyzers.annotate(decoded.text, published);
  std::uint32_t begin = 0;
  for (const Mention& mention : found.mentions) {
    require_span(mention.span, "a mention lies on code points of the text");
    require(mention.span.begin >= begin, "mentions are sorted by place");
    begin = mention.span.begin;
    require(mention.entity.index < static_cast<std::int32_t>(found.entities.size()),
            "a mention's entity exists");
  }
  end = 0;
  for (const Timex& timex : found.timexes) {
    require_span(timex.span, "a date lies on code points of the text");
    require(timex.span.begin >= end, "dates are sorted and do not overlap");
    end = timex.span.end;
  }
  begin = 0;
  for (std::size_t i = 0; i < found.quotations.size(); ++i) {
    const Quotation& quotation = found.quotations[i];
    require_span(quotation.span, "a quotation lies on code points of the text");
    require(quotation.span.begin >= begin, "quotations are sorted by begin");
    begin = quotation.span.begin;
    require_span(quotation.cue, "a cue lies on code points of the text");
    require(quotation.parent < static_cast<std::int32_t>(i), "a parent stands before its child");
    require(quotation.group >= 0 && quotation.group <= static_cast<std::int32_t>(i),
            "a group is named by its first part");
    for (const Span quoted : quotation.quoted) require_span(quoted, "quoted text lies in the text");
    require_speakers(quotation.speakers, found);
    require_speakers(quotation.via, found);
  }
  return 0;
}
