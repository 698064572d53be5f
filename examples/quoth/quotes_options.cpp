#include "quotes_options.hpp"

#include <algorithm>

#include "dates_text.hpp"
#include "quoth/error.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

// A name or words as given, which must hold something to look for.
const std::string& checked(const char* option, const std::string& text) {
  const bool letter = std::any_of(text.begin(), text.end(), [](unsigned char c) {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
  if (!letter)
    throw UsageError(std::string(option) + " \"" + text +
                     "\" holds no letter or digit to look for");
  return text;
}

// One of the values of an option, as a part of the question.
template <class F>
void add_any(std::vector<Query>& parts, const std::vector<std::string>& values, F&& query_of) {
  std::vector<Query> any;
  any.reserve(values.size());
  for (const std::string& value : values) any.push_back(query_of(value));
  if (!any.empty()) parts.push_back(Query::any(std::move(any)));
}

}  // namespace

void add_quotes_options(CLI::App& command, QuotesOptions& options) {
  const auto add = [&](const char* name, std::vector<std::string>& to, const char* what,
                       const char* type) {
    return command.add_option(name, to, what)->allow_extra_args(false)->type_name(type);
  };
  add("--by", options.by, "Who said it, in any spelling. Given twice: either of them", "NAME");
  add("--about", options.about,
      "Each of these words is said in it, or stands in its sentence, the one before or the one "
      "after; or it "
      "names somebody so called. Quotations that say them come first. Given twice: both",
      "WORDS");
  add("--when", options.when,
      "The day it was said, whenever it was printed; a date that the quotation speaks of does not "
      "count (for "
      "articles with such a date ask quoth search when:...). Given twice: either",
      "DATE");
  add("--published", options.published, "The day it was printed. Given twice: either", "DATE");
  add("--source", options.source, "The outlet. Given twice: either", "OUTLET");
  add("--kind", options.kind, "direct, mixed or indirect speech", "KIND")
      ->check(CLI::IsMember({"direct", "mixed", "indirect"}));
  add("--stance", options.stance,
      "asserted, denied (\"never said\") or hypothetical (\"would say\")", "STANCE")
      ->check(CLI::IsMember({"asserted", "denied", "hypothetical"}));
}

Query with_options(const Query& query, const QuotesOptions& options) {
  std::vector<Query> parts{query};
  add_any(parts, options.by,
          [](const std::string& name) { return Query::speaker(checked("--by", name)); });
  for (const std::string& words : options.about)
    parts.push_back(Query::about(checked("--about", words)));
  add_any(parts, options.when,
          [](const std::string& day) { return Query::when(date_option("--when", day), day); });
  add_any(parts, options.published, [](const std::string& day) {
    return Query::published(date_option("--published", day), day);
  });
  add_any(parts, options.source,
          [](const std::string& name) { return Query::source(checked("--source", name)); });
  add_any(parts, options.kind, [](const std::string& kind) {
    return Query::speech(kind == "direct"  ? QuotationKind::direct
                         : kind == "mixed" ? QuotationKind::mixed
                                           : QuotationKind::indirect);
  });
  add_any(parts, options.stance, [](const std::string& stance) {
    return Query::stance(stance == "asserted" ? Stance::asserted
                         : stance == "denied" ? Stance::denied
                                              : Stance::hypothetical);
  });
  return Query::quotation(Query::all(std::move(parts)));
}

}  // namespace quoth_cli
