// Any bytes are held against the quotations of a small index: no crash, and what is answered is borne out by the
// articles. The first byte's lowest bit asks for a speaker as well.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "../support/temporary_index.hpp"
#include "must.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/error.hpp"
#include "quoth/postings/quotation_words.hpp"
#include "quoth/results/searcher.hpp"
#include "quoth/text/decode.hpp"

namespace {

using namespace quoth;
using fuzz::must;
using testing::article;

const Searcher& searcher() {
  static const testing::TemporaryIndex index(
      {{article("sluice",
                "The council met. “Closing the sluices before the thaw would ruin every orchard on "
                "the lower bank,” "
                "Mayor Ada Rellstab said. “We do not have the money for a second dam, and we will "
                "not borrow it,” "
                "she added. Nobody applauded.",
                "2024-03-04"),
        article("weir",
                "“I have ... kept this weir for 40 winters, and [the mayor] thanked me once. [T]he "
                "river takes back what "
                "it lends, unless it is asked,” said Odo Brannick. He denied saying that “weirs "
                "are for fools.”",
                "2024-05-06")},
       {article("pumps",
                "Engineer Sunniva Falk said that 15 of the old pumps would not survive the flood. "
                "“We will win,” Falk "
                "would say if she were asked.",
                "2024-06-07"),
        article(
            "copy",
            "“Closing the locks before the thaw would ruin every orchard on the lower bank,” "
            "Rellstab was quoted as "
            "saying. “We will win,” said Odo Brannick. “We will pay,” he said, “but not twice.”",
            "2024-06-08")}});
  static const Searcher all = Searcher::open(index.path());
  return all;
}

std::string words_of(std::string_view text) {
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  std::vector<QuotationWord> words;
  append_quotation_words(tokens, {0, tokens.size()}, "en", words);
  std::string out;
  for (const QuotationWord& word : words) out += word.text + ' ';
  return out;
}

void check_source(const CheckedSource& s) {
  const StoredArticle stored = searcher().snapshot().article(s.article);
  const std::string text = text_of(stored.article);
  must(s.id == stored.article.id, "a source is its article");
  must(s.span.begin < s.span.end && s.span.end <= text.size(), "the words lie in the article");
  must(s.quotation.span.begin < s.quotation.span.end && s.quotation.span.end <= text.size() &&
           s.quotation.span.of(text) == s.quotation.text,
       "a quotation lies in its article");
  must(is_utf8(s.printed) && !s.printed.empty(), "what is printed is text");
  must(s.likeness > 0 && s.likeness <= 1, "likeness lies between 0 and 1");
  must(s.context.holding.text.size() > 0, "a source has its sentence");
  bool exact = true;
  for (const WordEdit& e : s.diff) {
    must(is_utf8(e.asked) && is_utf8(e.source), "a diff is text");
    must(e.kind != WordEdit::Kind::added || e.source.empty(), "the source has not what was added");
    must(e.kind != WordEdit::Kind::left_out || e.asked.empty(),
         "the text has not what was left out");
    exact = exact && (e.kind == WordEdit::Kind::same || (e.marked && !e.turning));
    if (e.kind != WordEdit::Kind::same || e.asked.find("…") != std::string::npos ||
        e.source.find("…") != std::string::npos)
      continue;
    // A contraction of which one word is the same is shown whole.
    const std::string asked = words_of(e.asked), source = words_of(e.source);
    must(asked == source || std::count(asked.begin(), asked.end(), ' ') !=
                                std::count(source.begin(), source.end(), ' '),
         "what is the same has the same words");
  }
  must(s.verdict != Verdict::verbatim || exact, "verbatim words are the source's, in its order");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  CheckOptions options;
  if (size > 0 && (data[0] & 1) != 0) options.by = "Ada Rellstab";
  const CheckResult result = searcher().check(text, options);
  must((result.verdict == Verdict::unknown) == result.sources.empty(),
       "what is known has a source, and nothing else has");
  must((result.attribution == Attribution::not_asked) == result.by.empty(),
       "an attribution is told when it was asked for");
  must(is_utf8(result.summary) && !result.summary.empty() && is_utf8(result.text),
       "an answer is text");
  must(result.sources.size() <= options.limit, "the limit is kept");
  for (const std::string& note : result.notes) must(is_utf8(note), "a note is text");
  for (const CheckedSource& s : result.sources) check_source(s);
  // What is printed word for word is found again by what is printed.
  if (result.verdict == Verdict::verbatim && result.sources.size() == 1 &&
      result.sources[0].printed.find("…") == std::string::npos && result.by.empty()) {
    const CheckResult again = searcher().check(result.sources[0].printed);
    must(again.verdict != Verdict::unknown, "printed words are found");
  }
  const Trail trail = searcher().trail(text);
  for (const TrailVariant& v : trail.variants) {
    check_source(v);
    must(!v.printings.empty(), "a variant is printed somewhere");
  }
  // A name of any bytes is a name or refused, with the remedy.
  CheckOptions any;
  any.by = text.substr(0, 64);
  try {
    (void)searcher().check("We will win", any);
  } catch (const UsageError& e) {
    must(std::string_view(e.what()).find("Give a name") != std::string_view::npos,
         "a refusal names the remedy");
  }
  return 0;
}
