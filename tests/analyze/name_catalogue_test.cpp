#include "quoth/analyze/name_catalogue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "analyze/names/catalogue/pair_table.hpp"
#include "quoth/error.hpp"

using namespace quoth;

namespace {

NameCatalogue catalogue_of(const std::vector<std::string>& names) {
  NameCatalogue::Builder builder;
  for (const std::string& name : names) builder.add("id:" + name, name);
  return std::move(builder).build();
}

// Invented people: every given name with every surname.
std::vector<std::string> people() {
  const char* given[] = {"Ilka",  "Orvald", "Tessa",   "Marek",  "Dunja",  "Piet",   "Sorin",
                         "Anouk", "Sergei", "William", "Martin", "Jelena", "Kasimir"};
  const char* surnames[] = {"Marenko", "Mink",   "Quelk",     "Zervath", "Tolani",  "Vorlan",
                            "Linqvar", "Dovrak", "Ostrovanu", "Pelgrim", "Szabrek", "Halvers"};
  std::vector<std::string> out;
  for (const char* g : given)
    for (const char* s : surnames) out.push_back(std::string(g) + " " + s);
  return out;
}

std::string first_of(const NameCatalogue& names, std::string_view asked) {
  const FoundNames found = names.find(asked);
  return found.matches.empty() ? "" : std::string(names.name(found.matches[0].index));
}

}  // namespace

TEST_CASE("name catalogue: finds a name in other spellings, orders, scripts and shortened") {
  const NameCatalogue names = catalogue_of(people());
  CHECK(first_of(names, "Ilka Marenko") == "Ilka Marenko");
  CHECK(first_of(names, "MARENKO, Ilka") == "Ilka Marenko");
  CHECK(first_of(names, "Dr. Ilka Marenko’s") == "Ilka Marenko");
  CHECK(first_of(names, "Илка Маренко") == "Ilka Marenko");
  CHECK(first_of(names, "Серхий Ворлан") == "Sergei Vorlan");
  CHECK(first_of(names, "Bill Zervath") == "William Zervath");
  CHECK(first_of(names, "D. Pelgrim") == "Dunja Pelgrim");
  CHECK(first_of(names, "Orvald Mnik") == "Orvald Mink");
  CHECK(first_of(names, "Tessa Maria Dovrak") == "Tessa Dovrak");
  CHECK(first_of(names, "TessaDovrak") == "Tessa Dovrak");
  CHECK(first_of(names, "Kasimir Szbarek") == "Kasimir Szabrek");
  CHECK(names.find("Vorlan", {.limit = 50}).matches.size() >= 13);
}

TEST_CASE("name catalogue: joined and split tokens, one Hangul block") {
  const NameCatalogue names = catalogue_of(
      {"Abdulrahman Tolani", "Kim Dae-hwan", "Park Ji-soo", "Kim Dae-sik", "Henri de la Vorne"});
  CHECK(first_of(names, "Abdul Rahman Tolani") == "Abdulrahman Tolani");
  CHECK(first_of(names, "Kim Daehwan") == "Kim Dae-hwan");
  CHECK(first_of(names, "김대환") == "Kim Dae-hwan");
  CHECK(first_of(names, "박지수") == "Park Ji-soo");
  CHECK(first_of(names, "Henri Vorne") == "Henri de la Vorne");
}

TEST_CASE("name catalogue: what it finds first, no exhaustive scan scores higher") {
  const std::vector<std::string> all = people();
  const NameCatalogue names = catalogue_of(all);
  const std::vector<std::string> asked = {
      "Ilka Marenko",     "Илка Маренко",  "Piet Linkvar", "J. Halvers",
      "Martin Ostrovanu", "Quelk, Sorin",  "Billy Tolani", "Anuk Pelgrym",
      "Marek Zerwat",     "Серхий Ворлан", "Dunja",        "Kasimir Vrolan"};
  for (const std::string& question : asked) {
    CAPTURE(question);
    double best = 0;
    for (const std::string& name : all) best = std::max(best, name_similarity(question, name));
    const FoundNames found = names.find(question);
    REQUIRE_FALSE(found.matches.empty());
    CHECK(found.matches[0].score == doctest::Approx(best).epsilon(1e-5));
    for (const NameMatch& m : found.matches)
      CHECK(m.score ==
            doctest::Approx(name_similarity(question, names.name(m.index))).epsilon(1e-5));
  }
}

TEST_CASE("name catalogue: ranked, limited, no score below at_least, examined counted") {
  const NameCatalogue names = catalogue_of(people());
  const FoundNames found = names.find("Marenko", {.limit = 3});
  CHECK(found.matches.size() == 3);
  CHECK(std::is_sorted(found.matches.begin(), found.matches.end(),
                       [](const NameMatch& x, const NameMatch& y) { return x.score > y.score; }));
  CHECK(found.examined >= 3);
  for (const NameMatch& m : names.find("Ilka Marenko", {.limit = 100, .at_least = .8}).matches)
    CHECK(m.score >= .8);
  CHECK(names.find("Xyzzy Plugh").matches.size() <= 10);
  CHECK_THROWS_AS((void)names.find("Ilka", {.limit = 0}), UsageError);
  CHECK_THROWS_AS((void)names.find("Ilka", {.limit = 1, .at_least = 2}), UsageError);
}

TEST_CASE("name catalogue: common tokens are found together without reading all their names") {
  NameCatalogue::Builder builder;
  for (int i = 0; i < 3000; ++i) {
    builder.add(std::to_string(i), "Marek Vorlan" + std::string(1 + i % 7, 'a'));
    builder.add(std::to_string(i), "Ilka Zervath" + std::string(1 + i % 5, 'o'));
  }
  builder.add("wanted", "Marek Zervath");
  const NameCatalogue names = std::move(builder).build();
  const FoundNames found = names.find("Marek Zervath");
  REQUIRE_FALSE(found.matches.empty());
  CHECK(names.id(found.matches[0].index) == "wanted");
  CHECK(found.examined < 1000);
}

TEST_CASE("name catalogue: explains a match as explain_similarity does") {
  const NameCatalogue names = catalogue_of(people());
  const FoundNames found = names.find("Bill Zervath");
  REQUIRE_FALSE(found.matches.empty());
  const NameExplanation e = names.explain("Bill Zervath", found.matches[0].index);
  CHECK(e.score == doctest::Approx(found.matches[0].score).epsilon(1e-5));
  REQUIRE_FALSE(e.tokens.empty());
  CHECK(e.tokens[0].how == TokenMeeting::nickname);
}

TEST_CASE(
    "name catalogue: one word of kana or Hangul for two, a Baltic ending, a translated word") {
  NameCatalogue::Builder builder;
  for (const char* name : {"North Morva", "Morva", "Belvo", "Orvald Islands", "Tilmar"})
    builder.add(name, name);
  const NameCatalogue places = std::move(builder).build();
  const auto first = [&](std::string_view question) {
    const FoundNames found = places.find(question);
    return found.matches.empty() ? std::string() : std::string(places.name(found.matches[0].index));
  };
  CHECK(first("ノースモルバ") == "North Morva");
  CHECK(first("노스모르바") == "North Morva");
  CHECK(first("Belvas") == "Belvo");
  CHECK(first("Orvaldinseln") == "Orvald Islands");
  for (const NameMatch& m : places.find("Belvas", {10, .5, true}).matches) CHECK(m.score >= .5);
}

TEST_CASE("name catalogue: variants of places lead to names only when asked for") {
  const NameCatalogue names = catalogue_of({"Mumbai", "Kyiv", "Vorlan"});
  CHECK(first_of(names, "Bombay") == "Mumbai");
  for (const NameMatch& m : names.find("Bombay", {.variants = false}).matches) CHECK(m.score < .8);
}

TEST_CASE("name catalogue: empty, empty names, repeated ids and names, any bytes") {
  CHECK(NameCatalogue().find("Ilka").matches.empty());
  CHECK(NameCatalogue().size() == 0);
  NameCatalogue::Builder builder;
  const std::string nul("a\0b", 3);
  for (const char* name : {"", "…", "\xFF\xFE", "Ilka Marenko", "Ilka Marenko"})
    builder.add("same", name);
  builder.add("", nul);
  CHECK(builder.size() == 6);
  const NameCatalogue names = std::move(builder).build();
  CHECK(names.size() == 6);
  CHECK(names.find("Ilka Marenko").matches.size() == 2);
  CHECK(names.name(0).empty());
  CHECK(names.name(5) == nul);
  CHECK(names.id(5).empty());
  CHECK(names.memory() > 0);

  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const NameCatalogue many = catalogue_of(people());
  for (int round = 0; round < 500; ++round) {
    std::string question;
    for (std::size_t i = 0, n = random() % 80; i < n; ++i)
      question += random() % 3 == 0 ? ' ' : static_cast<char>(random() % 256);
    CHECK(many.find(question).matches.size() <= 10);
  }
  CHECK(many.find(std::string(5'000'000, 'z')).matches.size() <= 10);
  std::string tangled;
  for (int i = 0; i < 10000; ++i) tangled += "Al-Marek ";
  CHECK(many.find(tangled).matches.size() <= 10);
}

TEST_CASE("name catalogue: what was moved from can still be asked, and filled again") {
  NameCatalogue first = catalogue_of({"Ilka Marenko"});
  const NameCatalogue second = std::move(first);
  CHECK(first_of(first, "Marenko") == "Ilka Marenko");  // NOLINT: promised by the header
  CHECK(first_of(second, "Marenko") == "Ilka Marenko");
  NameCatalogue::Builder builder;
  builder.add("1", "Orvald Mink");
  NameCatalogue::Builder other = std::move(builder);
  CHECK(builder.size() == 0);  // NOLINT: promised by the header
  builder.add("2", "Tessa Quelk");
  CHECK(std::move(builder).build().size() == 1);
  NameCatalogue::Builder third = std::move(other);
  CHECK(std::move(third).build().size() == 1);
  CHECK(std::move(other).build().size() == 0);  // NOLINT: promised by the header
}

TEST_CASE("name catalogue: many threads ask one, and copies outlive it") {
  const std::vector<std::string> all = people();
  NameCatalogue copy;
  {
    const NameCatalogue names = catalogue_of(all);
    copy = names;
  }
  const NameCatalogue small = catalogue_of({"Ilka Marenko"});
  std::vector<int> wrong(4, 0);
  std::vector<std::thread> threads;
  for (int& bad : wrong)
    threads.emplace_back([&] {
      for (const std::string& name : all) {
        bad += first_of(copy, name) == name ? 0 : 1;
        // Another catalogue on the same thread in between.
        bad += first_of(small, "Илка Маренко") == "Ilka Marenko" ? 0 : 1;
      }
    });
  for (std::thread& t : threads) t.join();
  for (const int bad : wrong) CHECK(bad == 0);
}

TEST_CASE("pair table: finds what a plain list of pairs holds") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (const std::size_t count : {0U, 1U, 50U, 5000U}) {
    names::PairTable table;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> plain;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t pair = names::PairTable::pair_of(random() % 40, random() % 40);
      const auto name = static_cast<std::uint32_t>(random() % 300);
      plain.emplace_back(pair, name);
      table.add(pair, name);
    }
    table.build();
    std::sort(plain.begin(), plain.end());
    plain.erase(std::unique(plain.begin(), plain.end()), plain.end());
    for (std::uint64_t a = 0; a < 40; ++a)
      for (std::uint64_t b = 0; b < 40; ++b) {
        const std::uint64_t pair = names::PairTable::pair_of(a, b);
        CHECK(pair == names::PairTable::pair_of(b, a));
        std::vector<std::uint32_t> expected, found;
        for (const auto& [p, name] : plain)
          if (p == pair) expected.push_back(name);
        for (const names::PairTable::Entry& e : table.find(pair)) found.push_back(e.name);
        CHECK(found == expected);
      }
  }
}
