#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "support/read_text.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

struct Example {
  std::string takes, frame, text, content, speaker;
};

std::vector<std::string> parts_of(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    if (end != 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

std::vector<Example> examples() {
  std::vector<Example> out;
  tables::for_each_row(tables::text_of("en/cue_complements.tsv"), [&](auto c) {
    REQUIRE(c.size() == 5);
    out.push_back({std::string(c[0]), std::string(c[1]), std::string(c[2]), std::string(c[3]),
                   std::string(c[4])});
  });
  return out;
}

}  // namespace

TEST_CASE("quotations/en: every cue verb reports by each complement it takes") {
  const std::vector<Example> rows = examples();
  std::size_t verbs = 0, read_rows = 0;
  tables::for_each_row(tables::text_of("en/cue_verbs.tsv"), [&](auto c) {
    REQUIRE(c.size() == 7);
    ++verbs;
    if (c[6] == "-") return;
    const std::string frame(c[5]);
    for (const std::string& takes : parts_of(c[6], ' ')) {
      const bool own = std::any_of(rows.begin(), rows.end(), [&](const Example& e) {
        return e.takes == takes && e.frame == frame;
      });
      bool any = false;
      for (const Example& e : rows) {
        if (e.takes != takes || e.frame != (own ? frame : "-")) continue;
        any = true;
        for (const bool present : {false, true}) {
          const std::string mark = present ? "VERBS " : "VERB ";
          const std::size_t at = e.text.find(mark);
          if (at == std::string::npos) continue;
          for (std::string form : parts_of(c[present ? 1 : 2], ',')) {
            if (form == "-") continue;
            if (form.back() == '*') form.pop_back();
            std::string text = e.text;
            text.replace(at, mark.size(), form + " ");
            const Read r = read(text);
            CAPTURE(text);
            CAPTURE(contents(r));
            const Quotation* q = with_content(r, e.content);
            CHECK(q != nullptr);
            if (q == nullptr) continue;
            ++read_rows;
            CHECK(q->kind == QuotationKind::indirect);
            CHECK(!q->speakers.empty());
            if (!q->speakers.empty()) CHECK(name_of_speaker(r, q->speakers.front()) == e.speaker);
          }
        }
      }
      CHECK_MESSAGE(any, "no example shows what takes \"" << takes << "\"");
    }
  });
  CHECK(verbs >= 380);
  CHECK(read_rows >= 1000);
}

TEST_CASE("quotations: plans, beliefs, findings and topics have rules of their own") {
  const auto rule = [](std::string_view text) {
    const Read r = read(text);
    REQUIRE_MESSAGE(r.found.quotations.size() == 1, text);
    return std::string(r.found.rule_name(r.found.quotations.front().rule));
  };
  CHECK(rule("Ada Voss hopes to rebuild the dam before the winter.") == "indirect-plan");
  CHECK(rule("Ada Voss intends to rebuild the dam before the winter.") == "indirect-plan");
  CHECK(rule("Ada Voss believes the dam will hold through the winter.") == "indirect-belief");
  CHECK(rule("A survey showed that the dam would hold through the winter.") == "indirect-finding");
  CHECK(rule("Ada Voss rejected the plan for a second dam above the town.") == "indirect-topic");
  CHECK(rule("Ada Voss said the dam would hold through the winter.") == "indirect");
}

TEST_CASE("quotations: an object of few words is no quotation") {
  CHECK(read("Ada Voss praised the new dam.").found.quotations.empty());
  CHECK(read("Ada Voss wants a new dam.").found.quotations.empty());
}

TEST_CASE("quotations: the plural noun that looks like a cue verb reports nothing") {
  CHECK(read("The claims of the farmers were long forgotten by then.").found.quotations.empty());
  CHECK(read("His phone calls with the council were never short.").found.quotations.empty());
}

TEST_CASE("quotations: channels stand from the speaker outwards") {
  const auto of = [](std::string_view text) { return chain(read(text), "would hold"); };
  CHECK(of("Tass quoted Ada Voss as saying the dam would hold through the winter.") ==
        "Ada Voss < Tass");
  CHECK(of("The dam would hold through the winter, Reuters reported, citing the ministry.") ==
        "ministry < Reuters");
  CHECK(of("The ministry said the dam would hold through the winter, according to Reuters.") ==
        "ministry < Reuters");
  CHECK(of("Ada Voss said the ministry had said that the dam would hold through the winter.") ==
        "ministry < Ada Voss");
  CHECK(of("Reuters reported that Ada Voss had said that the ministry had said that the dam would "
           "hold through the winter.") == "ministry < Ada Voss < Reuters");
}

TEST_CASE("quotations: a hearer is no channel, and who cites a study speaks for themselves") {
  CHECK(chain(read("Ada Voss told Reuters the dam would hold through the winter."), "hold") ==
        "Ada Voss");
  CHECK(chain(read("The dam would hold through the winter, Ada Voss said, citing the ministry."),
              "hold") == "Ada Voss");
}

TEST_CASE("quotations: who is quoted by an agency as saying something says it through the agency") {
  const Read r = read("“Ice keeps its own time,” Ada Voss was quoted by Reuters as saying.");
  CHECK(chain(r, "Ice") == "Ada Voss < Reuters");
  CHECK(chain(read("Ada Voss was quoted by the Marek Wire as saying that the dam would hold."),
              "hold") == "Ada Voss < Marek Wire");
}

TEST_CASE("quotations: whom an agency quotes goes on through it to the end of the paragraph") {
  const auto of = [](std::string_view text) { return chain(read(text), "would hold"); };
  CHECK(of("Reuters quoted Ada Voss on Friday. She said that the dam would hold.") ==
        "Ada Voss < Reuters");
  CHECK(of("Reuters quoted Ada Voss on Friday. The valley waited. “It would hold,” she said.") ==
        "Ada Voss < Reuters");
  CHECK(of("Reuters quoted Ada Voss on Friday.\n\nShe said that the dam would hold.") ==
        "Ada Voss");
  CHECK(of("Reuters quoted Ada Voss on Friday. Tomas Veld said that the dam would hold.") ==
        "Tomas Veld");
  CHECK(of("Reuters reported the talks. Tomas Veld said that the dam would hold.") == "Tomas Veld");
  CHECK(of("Reuters quoted the mayor: “The dam would hold.”") == "mayor < Reuters");
}

TEST_CASE("quotations: of a name and a description beside it the name is the speaker") {
  for (const char* subject :
       {"Ada Voss, the minister, said", "The minister, Ada Voss, said",
        "Ada Voss, the minister, who said", "Ada Voss, the valley’s minister, who said",
        "The valley’s minister, Ada Voss, who said", "Ada Voss, who said"}) {
    const std::string text =
        std::string(subject) + " that the dam would hold through the winter, was cheered.";
    CHECK_MESSAGE(chain(read(text), "hold") == "Ada Voss", text);
  }
  for (const char* subject : {"said the minister, Ada Voss.", "said Ada Voss, the minister.",
                              "said the minister, Ada Voss, on Friday."})
    CHECK_MESSAGE(chain(read("“It will hold,” " + std::string(subject)), "hold") == "Ada Voss",
                  subject);
  CHECK(chain(read("“It will hold,” said the minister, Reuters reported."), "hold") ==
        "minister < Reuters");
}

TEST_CASE("quotations: what papers show is theirs, whoever they were handed to") {
  CHECK(chain(read("Papers handed to the council showed that the dam would hold."), "hold") ==
        "Papers");
  CHECK(chain(read("Papers of the council showed that the dam would hold."), "hold") ==
        "Papers of the council");
}

TEST_CASE("quotations: an object keeps the clause that describes it") {
  CHECK(read("Ada Voss pledged the money that the council had saved.").found.quotations.empty());
  CHECK(contents(read("Ada Voss pledged that the council would save.")) ==
        "[that the council would save]");
}

TEST_CASE("quotations: words of time and participles are no speakers") {
  CHECK(read("Last week said nothing new about the dam in Arlen.").found.quotations.empty());
  CHECK(read("As we’ve said the dam would hold through the winter.").found.quotations.empty());
  CHECK(read("It is hard to know whether the dam will hold.").found.quotations.empty());
}

TEST_CASE("quotations: a noun is reported by what it claims and not by a relative clause") {
  const Read claim = read("Ada Voss’s claim that the dam would hold was never tested.");
  CHECK(contents(claim).find("that the dam would hold") != std::string::npos);
  const Read promise = read("Ada Voss kept her promise to rebuild the dam before winter.");
  CHECK(contents(promise) == "[to rebuild the dam before winter]");
  CHECK(
      read("Ada Voss’s letters that threatened the council were burnt.").found.quotations.empty());
}

TEST_CASE("quotations: reported words end before another clause, a bracket and another cue") {
  const auto of = [](std::string_view text) { return contents(read(text)); };
  CHECK(of("Ada Voss agreed to rebuild the dam, and the council is glad.") ==
        "[to rebuild the dam]");
  CHECK(of("The farmers (Ada Voss hoped to rebuild the dam) left early.") ==
        "[to rebuild the dam]");
  CHECK(of("Ada Voss said the dam would cost 200,000 and said it would hold.") ==
        "[the dam would cost 200,000][it would hold]");
}

TEST_CASE("quotations: a sentence of a megabyte is read in bounded steps") {
  std::string text = "Ada Voss said the dam";
  for (int i = 0; i < 60000; ++i) text += " and wants to say that";
  text += ".";
  CHECK(read(text).found.quotations.size() < 70000);
}

TEST_CASE("indirect: a description between commas is passed over to the name before it") {
  for (const char* text : {"Ruben Tal, the union's treasurer, said Moss was late.",
                           "Ruben Tal, 43, of Arlen, said Moss was late.",
                           "Ruben Tal, who keeps the books, said that Moss was late."}) {
    const Read r = read(text);
    CAPTURE(text);
    CAPTURE(contents(r));
    CHECK(chain(r, "Moss was late") == "Ruben Tal");
  }
  // Where a clause stands before the verb, the name behind it speaks.
  CHECK(chain(read("The harbour had frozen over in the night, said Ruben Tal."), "frozen over") ==
        "Ruben Tal");
}

TEST_CASE("indirect: an aside in the middle gives the whole sentence to its speaker") {
  const auto of = [](std::string_view text) { return contents(read(text)); };
  CHECK(of("The bridge, Ada Voss said, is cursed.") == "[The bridge, Ada Voss said, is cursed]");
  CHECK(of("The mayor, said Ada Voss on Monday, will not come.") ==
        "[The mayor, said Ada Voss on Monday, will not come]");
  CHECK(of("The old bridge over the Arl, according to Ada Voss, is cursed.") ==
        "[The old bridge over the Arl, according to Ada Voss, is cursed]");
  // An adverbial before the aside, or a clause, is none of its subject.
  CHECK(of("On Monday, Ada Voss said, the bridge will be closed.") ==
        "[the bridge will be closed]");
  CHECK(of("The bridge was closed, Ada Voss said.") == "[The bridge was closed]");
}

TEST_CASE("indirect: a verb that is a noun as often speaks behind an aside of its subject") {
  for (const char* text : {"Ada Voss, whose father built it, claims the bridge is cursed.",
                           "Ada Voss, the harbour master, claims the bridge is cursed."}) {
    CAPTURE(text);
    CHECK(chain(read(text), "the bridge is cursed") == "Ada Voss");
  }
  CHECK(read("Voss, insurers, claims the bridge is cursed.").found.quotations.empty());
}

TEST_CASE("indirect: what a body talked over is nobody's statement") {
  CHECK(read("The council discussed the eel season on Monday.").found.quotations.empty());
  CHECK(contents(read("The council criticised the long eel season on Monday.")) != "");
}
