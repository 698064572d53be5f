// Any bytes are an article: analysis ends, and its spans and links are sound.
#include <algorithm>

#include "must.hpp"
#include "quoth/analyze/analyzers.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quoth;
  using fuzz::must;
  static const Analyzers analyzers = Analyzers::english();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // Every other size has a day to read its weekdays against.
  const Annotations found =
      size % 2 == 0 ? analyzers.annotate(text) : analyzers.annotate(text, Day::from({2025, 3, 16}));
  const auto inside = [&](Span span) { return span.begin <= span.end && span.end <= size; };
  const auto begins_before = [](const auto& a, const auto& b) {
    return a.span.begin < b.span.begin;
  };
  must(std::ranges::is_sorted(found.mentions, begins_before), "mentions are in order of place");
  must(std::ranges::is_sorted(found.timexes, begins_before), "timexes are in order of place");
  must(std::ranges::is_sorted(found.quotations, begins_before), "quotations are in order of begin");
  const auto known = [&](EntityId id) {
    return id.index >= -1 && id.index < static_cast<std::int32_t>(found.entities.size());
  };
  for (const Mention& mention : found.mentions) {
    must(inside(mention.span), "a mention lies in the text");
    must(known(mention.entity), "a mention's entity exists");
  }
  for (const Timex& timex : found.timexes) {
    must(inside(timex.span), "a timex lies in the text");
    must(!timex.interval || timex.interval->from <= timex.interval->until,
         "an interval does not end before it begins");
  }
  for (std::size_t i = 0; i < found.quotations.size(); ++i) {
    const Quotation& quotation = found.quotations[i];
    must(inside(quotation.span) && inside(quotation.cue), "a quotation lies in the text");
    must(quotation.parent < static_cast<std::int32_t>(i), "a parent stands before its children");
    must(quotation.group >= 0 && quotation.group <= static_cast<std::int32_t>(i),
         "the first part of a quotation stands before the others");
    for (const Span span : quotation.quoted)
      must(quotation.span.contains(span), "what is quoted lies in its quotation");
    for (const auto* speakers : {&quotation.speakers, &quotation.via})
      for (const Speaker& speaker : *speakers)
        must(inside(speaker.span) && known(speaker.entity), "a speaker is in the article");
  }
  return 0;
}
