#include "quoth/analyze/name_similarity.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "analyze/names/nicknames.hpp"
#include "analyze/names/place_words.hpp"
#include "analyze/names/prepared_name.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/fold.hpp"

using namespace quoth;

namespace {

constexpr double kSame = .8;

using Pairs = std::vector<std::pair<std::string, std::string>>;

const Pairs kOnePerson = {
    {"Ilka Marenko", "Ilka Marenko"},
    {"Ilka Marenko", "Marenko, Ilka"},
    {"Ilka Marenko", "ILKA MARENKO’S"},
    {"Ilka Marenko", "Mrs. Ilka Marenko"},
    {"Ilka Marenko", "Prime Minister Ilka Marenko"},
    {"Ilka Marenko", "Илка Маренко"},
    {"Sergei Vorlan", "Сергей Ворлан"},
    {"Sergei Vorlan", "Siarhei Vorlan"},
    {"Martin Zervath", "M. Zervath"},
    {"William Quelk", "Bill Quelk"},
    {"Margaret Quelk", "Peggy Quelk"},
    {"Aleksandr Orlovsky", "Саша Орловский"},
    {"Abdul Rahman Tolani", "Abdulrahman Tolani"},
    {"Abd al-Rahman Tolani", "Abdulrahman Tolani"},
    {"Kim Dae-hwan", "Kim Daehwan"},
    {"Kim Dae-hwan", "김대환"},
    {"Xi Mingyu", "Mingyu Xi"},
    {"Orvald Mink", "Orvald Mnik"},
    {"Henri de la Vorne", "Henri Vorne"},
    {"Orvald Koumta Madji", "Orvald Koumtamadji"},
    {"OrvaldMink", "Orvald Mink"},
};

const Pairs kTwoPeople = {
    {"Ilka Marenko", "Tessa Marenko"},                        // siblings
    {"Ilka Marenko", "Ilka Zervath"},                         //
    {"Orvald Mink Jr.", "Orvald Mink Sr."},                   // generations
    {"Leopold Mink II", "Leopold Mink III"},                  //
    {"Maria Vorlan", "Mario Vorlan"},                         // two genders
    {"John Zervath", "Jane Zervath"},                         //
    {"Leopold I", "Leopold III"},                             // numerals that could be initials
    {"Leopold XI", "Leopold X"},                              //
    {"Sergei Ivanovich Vorlan", "Sergei Borisovich Vorlan"},  // patronymics
    {"Сергей Иванович Ворлан", "Sergei Borisovich Vorlan"},   //
    {"Friedrich Hans", "Hans Friedrich"},                     // two given names
    {"J. Zervath", "Martin Zervath"},                         // an initial that cannot be
    {"Kim Dae-hwan", "Kim Dae-sik"},                          //
    {"Vorlan Bank", "Zervath Bank"},
};

double similarity(const std::pair<std::string, std::string>& pair) {
  return name_similarity(pair.first, pair.second);
}

const TokenReason* reason_of(const NameExplanation& e, std::string_view a) {
  const auto at = std::find_if(e.tokens.begin(), e.tokens.end(),
                               [&](const TokenReason& t) { return t.a == a; });
  return at == e.tokens.end() ? nullptr : &*at;
}

}  // namespace

TEST_CASE("name similarity: one person under several names scores 0.8 and more") {
  for (const auto& pair : kOnePerson) {
    CAPTURE(pair.first);
    CAPTURE(pair.second);
    CHECK(similarity(pair) >= kSame);
  }
}

TEST_CASE("name similarity: siblings, generations, other fathers are not one person") {
  for (const auto& pair : kTwoPeople) {
    CAPTURE(pair.first);
    CAPTURE(pair.second);
    CHECK(similarity(pair) < kSame);
  }
}

TEST_CASE("name similarity: symmetric, 1 for the same folded form, within 0..1") {
  for (const Pairs& pairs : {kOnePerson, kTwoPeople})
    for (const auto& [a, b] : pairs) {
      CAPTURE(a);
      CAPTURE(b);
      CHECK(name_similarity(a, b) == doctest::Approx(name_similarity(b, a)).epsilon(1e-6));
      CHECK(name_similarity(a, a) == 1);
      CHECK(name_similarity(a, b) >= 0);
      CHECK(name_similarity(a, b) <= 1);
    }
  CHECK(name_similarity("Émile Vörlan", "EMILE VORLAN") == 1);
}

TEST_CASE("name similarity: a bare surname stays below 0.8 and above kSameName") {
  for (const char* surname : {"Marenko", "MARENKO", "Маренко"}) {
    CAPTURE(surname);
    const double s = name_similarity(surname, "Ilka Marenko");
    CHECK(s < kSame);
    CHECK(s >= kSameName);
  }
  CHECK(name_similarity("Vladimir", "Vladimir Zervath") < kSameName);
}

TEST_CASE("name similarity: legal forms of organisations are equal or left out") {
  CHECK(name_similarity("Zervath Aktiengesellschaft", "Zervath AG") >= kSame);
  CHECK(name_similarity("ZervathAG", "Zervath AG") >= kSame);
  CHECK(name_similarity("Vorlan Limited", "Vorlan Ltd.") >= kSame);
  CHECK(name_similarity("The Vorlan Group, Inc.", "Vorlan Group") >= kSame);
  CHECK(name_similarity("ООО Ворлан", "Vorlan LLC") >= kSame);
  CHECK(name_similarity("Vorlan Gas Company", "Vorlan Oil Company") < kSame);
}

TEST_CASE("explain_similarity: which token met which, how, and how much it weighs") {
  const NameExplanation e = explain_similarity("Bill O. Marenko", "Маренко, William Piet");
  const TokenReason* bill = reason_of(e, "bill");
  REQUIRE(bill != nullptr);
  CHECK(bill->b == "william");
  CHECK(bill->how == TokenMeeting::nickname);
  const TokenReason* surname = reason_of(e, "marenko");
  REQUIRE(surname != nullptr);
  CHECK(surname->how == TokenMeeting::sound);
  CHECK(surname->weight > bill->weight);  // rarer
  const TokenReason* initial = reason_of(e, "o");
  REQUIRE(initial != nullptr);
  CHECK(initial->how == TokenMeeting::conflict);
  CHECK(e.score == name_similarity("Bill O. Marenko", "Маренко, William Piet"));

  const NameExplanation joined = explain_similarity("Abdul Rahman Tolani", "Abdulrahman Tolani");
  REQUIRE_FALSE(joined.tokens.empty());
  CHECK(joined.tokens[0].a == "abdul rahman");
  CHECK(joined.tokens[0].b == "abdulrahman");
  CHECK(joined.tokens[0].how == TokenMeeting::joined);

  CHECK(explain_similarity("Orvald Mink Jr.", "Orvald Mink Sr.").veto == "the generations differ");
  CHECK(explain_similarity("Orvald Mink", "Orvald Mink Sr.").veto.empty());
  const NameExplanation more = explain_similarity("Ilka Marenko", "Ilka Tol Marenko");
  CHECK(more.tokens.back().b == "tol");
  CHECK(more.tokens.back().how == TokenMeeting::only_b);
  CHECK(name_of(TokenMeeting::only_b) == "only_b");
}

TEST_CASE("name similarity: variants of places count only when asked for") {
  CHECK(name_similarity("Kyiv", "Kiev") == 1);
  CHECK(name_similarity("Mumbai", "Bombay") == 1);
  CHECK(name_similarity("Mumbai", "Bombay", SimilarityOptions{false}) < kSame);
}

TEST_CASE("nicknames: every row's words are alike to its first") {
  for (const char* table : {"en/names_nicknames.tsv", "en/names_spellings.tsv"})
    tables::for_each_row(tables::text_of(table), [&](auto columns, std::size_t line) {
      CAPTURE(table);
      CAPTURE(line);
      REQUIRE(columns.size() == 2);
      const std::string words(columns[1]);
      CHECK(words.find(' ') != std::string::npos);
      const std::string_view kind = columns[0];
      const bool known = kind == "nick" || kind == "kin" || kind == "spelling";
      CHECK(known);
    });
  const auto groups = names::nickname_groups("peggy");
  const bool margaret = std::any_of(groups.begin(), groups.end(), [](const auto& g) {
    return names::nicknames_of(g.group)[0] == "margaret";
  });
  CHECK(margaret);
  CHECK(names::nickname_groups("zervath").empty());
}

TEST_CASE("place words: every row is a kind and its words, and translations meet") {
  tables::for_each_row(tables::text_of("en/names_place_words.tsv"),
                       [](auto columns, std::size_t line) {
                         CAPTURE(line);
                         REQUIRE(columns.size() == 2);
                         const std::string_view kind = columns[0];
                         const bool known = kind == "word" || kind == "first" || kind == "last";
                         CHECK(known);
                       });
  const Pairs translations = {{"Morel Islands", "Îles Morel"},    {"Morel Islands", "Morelinseln"},
                              {"Morel Islands", "Острова Морел"}, {"Morel Islands", "モレル諸島"},
                              {"Morel Islands", "모렐 제도"},     {"North Morel", "Severní Morel"},
                              {"Saint Orvald", "Szent Orvald"}};
  for (const auto& [a, b] : translations) {
    CAPTURE(b);
    CHECK(name_similarity(a, b) > kSame);
    CHECK(name_similarity(a, b, SimilarityOptions{false}) > kSame);
  }
  CHECK(name_similarity("North Morel", "South Morel") < kSame);
}

TEST_CASE("place words: a compound is parted, a surname that begins like one is not") {
  const auto parted = [](std::string_view word) {
    const std::string token = folded(word);
    const std::size_t cut = names::place_word_cut(token);
    return token.substr(0, cut) + "|" + token.substr(cut);
  };
  CHECK(parted("Morelinseln") == "morel|inseln");
  CHECK(parted("モレル諸島") == "モレル|諸島");
  CHECK(parted("モレル島") == "モレル|島");
  CHECK(parted("북모렐") == "북|모렐");
  CHECK(parted("Nordkorea") == "nord|korea");
  CHECK(parted("Nordstrom") == "|nordstrom");
  CHECK(parted("Westermann") == "|westermann");
  CHECK(parted("中島") == "|中島");
  CHECK(parted("") == "|");
}

TEST_CASE("generations: Korean and Japanese numbers are those of Latin ones") {
  CHECK(explain_similarity("모렐 2세", "Morel III").veto == "the generations differ");
  CHECK(explain_similarity("モレル 二世", "Morel II").veto.empty());
  CHECK(explain_similarity("モレル 十二世", "Morel XI").veto == "the generations differ");
}

TEST_CASE("name similarity: a foreign name in its script's own ways of writing it") {
  CHECK(name_similarity("მორელი", "Morel") > name_similarity("მორელი", "Moralia"));
  CHECK(name_similarity("Μορέμπο", "Morembo") >= name_similarity("Μορέμπο", "Morevo"));
  CHECK(name_similarity("मोराना", "Morana") > name_similarity("मोराना", "Morn"));
}

TEST_CASE("split_name: hyphens join, CamelCase parts, commas and capitals are told") {
  const auto texts = [](std::string_view name) {
    std::vector<std::string> out;
    for (const names::SplitToken& t : names::split_name(name).tokens) out.push_back(t.text);
    return out;
  };
  using Texts = std::vector<std::string>;
  CHECK(texts("Ilka Marenko’s") == Texts{"ilka", "marenko"});
  CHECK(texts("OrvaldMink") == Texts{"orvald", "mink"});
  CHECK(texts("McDonald") == Texts{"mcdonald"});
  CHECK(texts("O’Brien") == Texts{"obrien"});
  CHECK(texts("Vorlan S.A.") == Texts{"vorlan", "sa"});
  CHECK(texts("J. R. Mink") == Texts{"j", "r", "mink"});
  CHECK(texts("김대환") == Texts{"김", "대환"});
  const names::SplitName name = names::split_name("MARENKO, Jong-un");
  CHECK(name.comma == 1);
  CHECK(name.tokens[0].capitals);
  CHECK_FALSE(name.tokens[1].capitals);
  CHECK(name.tokens[1].joined_next);
  CHECK_FALSE(name.tokens[2].joined_next);
}

TEST_CASE("name similarity: any bytes, any length, without a throw") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string alphabet = "aAbB.,-' \xD0\x98\xEA\xB9\x80\xD7\xA9\xFF\x80\xE2\x80\x99'sJr0";
  const auto noise = [&](std::size_t size) {
    std::string out;
    for (std::size_t i = 0; i < size; ++i) out += alphabet[random() % alphabet.size()];
    return out;
  };
  for (int round = 0; round < 3000; ++round) {
    const std::string a = noise(random() % 60), b = noise(random() % 60);
    CAPTURE(a);
    CAPTURE(b);
    const double s = name_similarity(a, b);
    CHECK(s >= 0);
    CHECK(s <= 1);
    CHECK(s == doctest::Approx(name_similarity(b, a)).epsilon(1e-5));
    CHECK(explain_similarity(a, b).score == s);
  }
  const std::string longest(5'000'000, 'A');
  CHECK(name_similarity(longest, "Ilka Marenko") < kSame);
  CHECK(name_similarity("", "") == 0);
}
