#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

namespace {

using Words = std::vector<std::string>;

Annotations annotate(std::string_view text) {
  return Analyzers({make_names_analyzer()}).annotate(text);
}

// "PER:Orvald Mink", in text order, without repetitions.
Words names_in(std::string_view text) {
  const Annotations a = annotate(text);
  Words out;
  for (const Mention& m : a.mentions) {
    if (m.form != MentionForm::name) continue;
    std::string name = std::string(name_of(m.type)) + ":" + std::string(m.span.of(text));
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  return out;
}

// Whom the mention spelled `words` means, by the entity's best name; "?" where undecided, "" where
// there is no such mention.
std::string meant(std::string_view text, std::string_view words, MentionForm form, int nth = 0) {
  const Annotations a = annotate(text);
  for (const Mention& m : a.mentions)
    if (m.form == form && m.span.of(text) == words && nth-- == 0)
      return m.entity.known() ? a.entities[static_cast<std::size_t>(m.entity.index)].name : "?";
  return "";
}

const Entity* entity_named(const Annotations& a, std::string_view name) {
  for (const Entity& e : a.entities)
    if (e.name == name) return &e;
  return nullptr;
}

}  // namespace

TEST_CASE("names/en: every cue finds the names of its own example") {
  int examples = 0;
  tables::for_each_row(tables::text_of("en/names.tsv"), [&](auto columns) {
    REQUIRE(columns.size() >= 8);
    const std::string id(columns[0]), example(columns[6]);
    if (example == "-") return;
    CAPTURE(id);
    CAPTURE(example);
    ++examples;
    std::string found;
    for (const std::string& name : names_in(example)) found += (found.empty() ? "" : " ") + name;
    CHECK(found == (columns[7] == "-" ? std::string() : std::string(columns[7])));
  });
  CHECK(examples >= 20);
}

TEST_CASE("names/en: every trap among the examples is read as it says") {
  int examples = 0;
  tables::for_each_row(tables::text_of("en/names_examples.tsv"), [&](auto columns) {
    REQUIRE(columns.size() >= 3);
    const std::string id(columns[0]), example(columns[1]);
    CAPTURE(id);
    CAPTURE(example);
    ++examples;
    std::string found;
    for (const std::string& name : names_in(example)) found += (found.empty() ? "" : " ") + name;
    CHECK(found == (columns[2] == "-" ? std::string() : std::string(columns[2])));
  });
  CHECK(examples >= 70);
}

TEST_CASE("names/en: every noun for a place or organisation means what its example says") {
  int examples = 0;
  tables::for_each_row(tables::text_of("en/names_nominals.tsv"), [&](auto columns) {
    REQUIRE(columns.size() >= 5);
    const std::string noun(columns[0]), example(columns[3]);
    if (example == "-") return;
    CAPTURE(noun);
    CAPTURE(example);
    ++examples;
    CHECK(meant(example, noun, MentionForm::nominal) == columns[4]);
  });
  CHECK(examples >= 30);
}

TEST_CASE("names: titles, determiners and possessives stay outside the span") {
  CHECK(names_in("They met President Orvald Mink’s lawyer.") == Words{"PER:Orvald Mink"});
  CHECK(names_in("Then Mr. Vorlan and Dr Tessa Quill left.") ==
        Words{"PER:Vorlan", "PER:Tessa Quill"});
  CHECK(names_in("Then Gen. Orvald Mink said so.") == Words{"PER:Orvald Mink"});
  CHECK(names_in("It stood in the Netherlands.") == Words{"LOC:Netherlands"});
}

TEST_CASE("names: a place before a role and a person stay two names") {
  CHECK(names_in("He met with St. Petersburg's Russian President Orvald Mink today.") ==
        Words{"LOC:St. Petersburg", "PER:Orvald Mink"});
  CHECK(names_in("It was Mink foreign minister Zorvenko, who said so after Orvald Mink left.") ==
        Words{"PER:Mink", "PER:Zorvenko", "PER:Orvald Mink"});
  CHECK(names_in("They feared Orvald Mink. Then Mink’s White House said no.") ==
        Words{"PER:Orvald Mink", "PER:Mink", "ORG:White House"});
}

TEST_CASE("names: words glued together by scraping still give their names") {
  CHECK(names_in("Only for members and other BenefitsUS envoy Orvald Mink held talks.") ==
        Words{"LOC:US", "PER:Orvald Mink"});
  CHECK(names_in("It was 16:40Bloomberg who said so.") == Words{"ORG:Bloomberg"});
}

TEST_CASE("names: places that are given names, and surnames that are places") {
  CHECK(names_in("They asked Paris Quelk in Paris.") == Words{"PER:Paris Quelk", "LOC:Paris"});
  CHECK(names_in("They asked Georgia Petrov about Georgia.") ==
        Words{"PER:Georgia Petrov", "LOC:Georgia"});
  CHECK(names_in("They asked Jack London about London.") == Words{"PER:Jack London", "LOC:London"});
}

TEST_CASE("names: a given name before what is also a place makes a person, wherever it stands") {
  CHECK(names_in("Pia Lund said the bridge is cursed.") == Words{"PER:Pia Lund"});
  CHECK(names_in("Svenja Reading left, and Elin Bergen stayed.") ==
        Words{"PER:Svenja Reading", "PER:Elin Bergen"});
  CHECK(names_in("The ferry to Lund was late.") == Words{"LOC:Lund"});
}

TEST_CASE("names: organisations are built on heads, suffixes and what follows of") {
  CHECK(names_in("Then the Ministry of Defence of Ukraine said so.") ==
        Words{"ORG:Ministry of Defence of Ukraine"});
  CHECK(names_in("It was told by the Institute for Zorvan and Canadian Studies.") ==
        Words{"ORG:Institute for Zorvan and Canadian Studies"});
  CHECK(names_in("They sold it to Vorlan Quelk Ltd last year.") == Words{"ORG:Vorlan Quelk Ltd"});
}

TEST_CASE("names: particles, initials, hyphens and suffixes belong to a name") {
  CHECK(names_in("They asked Vera von der Zorn again.") == Words{"PER:Vera von der Zorn"});
  CHECK(names_in("They asked J. K. Zorvan again.") == Words{"PER:J. K. Zorvan"});
  CHECK(names_in("They asked Jean-Claude Zorvan Jr. again.") ==
        Words{"PER:Jean-Claude Zorvan Jr."});
  CHECK(names_in("They asked Kim Zong-un again.") == Words{"PER:Kim Zong-un"});
  CHECK(names_in("They asked Omar al-Zorvani again.") == Words{"PER:Omar al-Zorvani"});
}

TEST_CASE("names: a capital that only the sentence's begin explains makes no name") {
  CHECK(names_in("Talks began. Attacks continued. Speaking slowly, they left.").empty());
  CHECK(names_in("On Monday in May they marched. However, it rained.").empty());
  CHECK(names_in("").empty());
}

TEST_CASE("names: headlines give the names that the article confirms, and no others") {
  const std::string text =
      "MINK, ZORVENKO HOLD TALKS IN KYIV\n\nPresident Orvald Mink met Vera Zorvenko in Kyiv.";
  CHECK(names_in(text) == Words{"PER:MINK", "PER:ZORVENKO", "LOC:KYIV", "PER:Orvald Mink",
                                "PER:Vera Zorvenko", "LOC:Kyiv"});
}

TEST_CASE("entities: full name, surname and a misspelling are one person with roles") {
  const Annotations a = annotate(
      "Correspondent Yulia Zorvalova spoke. Zorvalova said so. Later Zorvarova said no. The "
      "Kremlin spokesman Orvald Mink, the chief negotiator, agreed. Mr Mink left.");
  const Entity* zorvalova = entity_named(a, "Yulia Zorvalova");
  REQUIRE(zorvalova != nullptr);
  CHECK(zorvalova->variants == Words{"Zorvalova", "Zorvarova"});
  CHECK(zorvalova->gender == Gender::female);
  const Entity* mink = entity_named(a, "Orvald Mink");
  REQUIRE(mink != nullptr);
  CHECK(mink->variants == Words{"Mink"});
  CHECK(mink->roles == Words{"Kremlin spokesman"});
  CHECK(mink->gender == Gender::male);
}

TEST_CASE("entities: two people of one surname stay two, and a title tells which is meant") {
  const std::string text =
      "Igor Zorvanov met Elena Zorvanova. Mr Zorvanov laughed, and Ms Zorvanova smiled.";
  const Annotations a = annotate(text);
  CHECK(entity_named(a, "Igor Zorvanov") != nullptr);
  CHECK(entity_named(a, "Elena Zorvanova") != nullptr);
  CHECK(a.entities.size() == 2);
  CHECK(meant("Tom Zorvan met Ann Zorvan. Ms Zorvan smiled.", "Zorvan", MentionForm::name) ==
        "Ann Zorvan");
}

TEST_CASE("entities: a country's names, an acronym and a variant spelling are one") {
  const Annotations a = annotate(
      "The United States said so. Kyiv agreed with the US; in Kiev the World Zorvan Organization "
      "met, and WZO staff left.");
  CHECK(entity_named(a, "United States") != nullptr);
  CHECK(entity_named(a, "United States")->variants == Words{"US"});
  REQUIRE(entity_named(a, "Kyiv") != nullptr);
  CHECK(entity_named(a, "Kyiv")->variants == Words{"Kiev"});
  REQUIRE(entity_named(a, "World Zorvan Organization") != nullptr);
  CHECK(entity_named(a, "World Zorvan Organization")->variants == Words{"WZO"});
}

TEST_CASE("entities: what the gazetteer knows by two names is one") {
  const Annotations a = annotate(
      "Farmers in Swaziland sold maize to NATO. Traders in Eswatini bought it back from the "
      "North Atlantic Treaty Organization.");
  REQUIRE(entity_named(a, "Swaziland") != nullptr);
  CHECK(entity_named(a, "Swaziland")->variants == Words{"Eswatini"});
  REQUIRE(entity_named(a, "North Atlantic Treaty Organization") != nullptr);
  CHECK(entity_named(a, "North Atlantic Treaty Organization")->variants == Words{"NATO"});
}

TEST_CASE("entities: two organisations of the same initials stay two") {
  const Annotations a =
      annotate("They left the Zorvan Democratic Movement. The Zonal Defence Ministry wept.");
  CHECK(entity_named(a, "Zorvan Democratic Movement") != nullptr);
  CHECK(entity_named(a, "Zonal Defence Ministry") != nullptr);
}

TEST_CASE("entities: a headline's capitals do not become a person's name") {
  const Annotations a = annotate(
      "MINK WARNS COUNCIL\n\nPremier Mink told the council on Monday that the bridge would stay "
      "shut. "
      "Mink left early.");
  CHECK(entity_named(a, "MINK") == nullptr);
  CHECK(entity_named(a, "Mink") != nullptr);
}

TEST_CASE("references: role, country and gender tell who is meant") {
  const std::string text =
      "Russian President Orvald Mink spoke to his Belarusian counterpart, Alexander Quelk. The "
      "Russian autocrat frowned. The Belarusian leader laughed. Foreign Minister Anna Tol came. "
      "She left. The minister was tired.";
  CHECK(meant(text, "Russian autocrat", MentionForm::nominal) == "Orvald Mink");
  CHECK(meant(text, "Belarusian leader", MentionForm::nominal) == "Alexander Quelk");
  CHECK(meant(text, "She", MentionForm::pronoun) == "Anna Tol");
  CHECK(meant(text, "minister", MentionForm::nominal) == "Anna Tol");
  CHECK(meant(text, "his", MentionForm::pronoun) == "Orvald Mink");
}

TEST_CASE("references: who is named later in the sentence is not the president before") {
  const std::string text =
      "President Tom Vorlan spoke. President Orvald Mink listened. As the envoy of President "
      "Vorlan he will bring a letter from the president to Mink.";
  CHECK(meant(text, "president", MentionForm::nominal) == "Tom Vorlan");
}

TEST_CASE("references: without anybody to mean, a reference stays undecided") {
  CHECK(meant("The president spoke.", "president", MentionForm::nominal) == "?");
  CHECK(meant("He spoke.", "He", MentionForm::pronoun) == "?");
  CHECK(meant("Elena Tol came. He spoke.", "He", MentionForm::pronoun) == "?");
  CHECK(meant("Orvald Mink, who laughed, left.", "who", MentionForm::pronoun) == "Orvald Mink");
}

TEST_CASE("names: mentions are sorted and names do not overlap names, whatever the bytes") {
  std::uint32_t state = 77;  // seed
  const char* const words[] = {"President", "Mink", "of",  "the",   "Bank", "-",
                               "Kyiv",      ",",    "al",  "Mr.",   "J.",   "and",
                               "Russian",   "he",   "’s",  "envoy", "\n\n", "“Yes,”",
                               "US",        "von",  "Ltd", "Kim",   "&",    "\xff"};
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (int i = 0; i < 120; ++i) {
      state = state * 1664525 + 1013904223;
      text += words[(state >> 16) % std::size(words)];
      if ((state >> 28) % 4 != 0) text += ' ';
    }
    CAPTURE(round);
    const Annotations a = annotate(text);
    std::uint32_t begin = 0, end = 0;
    for (const Mention& m : a.mentions) {
      REQUIRE(m.span.begin >= begin);
      REQUIRE(m.span.end <= text.size());
      REQUIRE(m.span.begin < m.span.end);
      begin = m.span.begin;
      if (m.entity.known()) {
        REQUIRE(m.entity.index < static_cast<std::int32_t>(a.entities.size()));
        REQUIRE(a.entities[static_cast<std::size_t>(m.entity.index)].type == m.type);
      }
      if (m.form != MentionForm::name) continue;
      REQUIRE(m.span.begin >= end);
      REQUIRE(m.entity.known());
      end = m.span.end;
    }
  }
}

TEST_CASE("names: the seed articles name who and what they name") {
  struct Wanted {
    std::string file;
    Words entities;  // "TYPE:one spelling|another": all of one entity
  };
  const std::vector<Wanted> wanted = {
      {"000_28e68b61eef7803f.txt",
       {"PER:Vladimir Putin|Putin", "PER:Alexander Lukashenka", "PER:Lavrov", "PER:Joe Biden",
        "PER:Kamala Harris", "LOC:Kyiv", "LOC:Mariupol", "LOC:Moscow", "ORG:Kremlin",
        "ORG:European Union", "ORG:Group of Seven"}},
      {"001_5d2fc1e44a23016d.txt",
       {"PER:Volodymyr Zelenskiy|Zelensky", "PER:Vladimir Putin|Putin", "PER:Donald Trump|Trump",
        "PER:Joe Biden|Biden", "PER:Oleksandr Syrskyi", "PER:Sergei Ryabkov", "LOC:Kiev",
        "ORG:White House", "ORG:Institute for the Study of War", "ORG:Reuters", "ORG:Bloomberg",
        "ORG:Institute for US and Canadian Studies", "LOC:Pokrovsk", "LOC:Davos"}},
      {"002_cdc14a95927086fe.txt",
       {"PER:Vladimir Medinsky|Medinsky", "PER:Dmitry Peskov|Peskov", "PER:Steffen Hebestreit",
        "PER:Olaf Scholz", "PER:Volodymyr Zelenskiy|Zelenskiy", "PER:Filippo Grandi",
        "PER:Dominic Raab|Raab", "PER:Vyacheslav Chaus", "PER:Iryna Vereshchuk",
        "PER:John Kirby|Kirby", "PER:Putin", "ORG:Tass", "ORG:US State Department",
        "ORG:North Atlantic Treaty Organisation|Nato", "LOC:Energodar", "LOC:Hostomel"}},
      {"003_f52f2e6ae05d1052.txt",
       {"PER:Steve Witkov|Witkov", "PER:Vladimir Putin|Putin", "PER:Kiril Dmitriev",
        "PER:Voldy Mie Zelensky", "PER:Julia Shapovalova|Shapovalova|Shapovarova",
        "PER:Xenia Karelina", "PER:Arthur Petrov", "PER:Sergei Lavrov", "PER:Biden", "ORG:TASS",
        "LOC:St. Petersburg", "ORG:Al Jazeera", "ORG:NBC News", "LOC:Turkier",
        "ORG:North Atlantic Treaty Organization|NATO", "LOC:U.S.|US"}},
      {"004_5c5a207934cbf3e1.txt",
       {"PER:Steve Witkoff|Witkoff", "PER:Kirill Dmitriev", "PER:Alexander Lukashenko",
        "PER:Volodymyr Zelenskyy|Zelenskyy", "PER:Yuri Ushakov", "PER:Donald Trump|Trump",
        "ORG:The Bell", "ORG:Bloomberg", "ORG:Kremlin", "LOC:United States|US"}},
  };
  // Beside the source tree: the articles belong to their publishers.
  const std::filesystem::path seeds = QUOTH_SOURCE_FOLDER "/../shared/seeds";
  for (const Wanted& w : wanted) {
    std::ifstream in(seeds / w.file);
    if (!in) {
      MESSAGE("skipped: no seed article " << w.file);
      continue;
    }
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    const Annotations a = annotate(text);
    for (const std::string& entity : w.entities) {
      CAPTURE(w.file);
      CAPTURE(entity);
      std::set<std::int32_t> ids;
      std::size_t spellings = 0;
      for (std::size_t at = 4; at <= entity.size();) {
        const std::size_t bar = std::min(entity.find('|', at), entity.size());
        const std::string spelling = entity.substr(at, bar - at);
        at = bar + 1;
        ++spellings;
        bool found = false;
        for (const Mention& m : a.mentions)
          if (m.form == MentionForm::name && name_of(m.type) == entity.substr(0, 3) &&
              m.span.of(text) == spelling) {
            ids.insert(m.entity.index);
            found = true;
          }
        CAPTURE(spelling);
        CHECK(found);
      }
      CHECK(ids.size() == 1);
    }
  }
}
