#include "quoth/analyze/name_keys.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/text/fold.hpp"

using namespace quoth;

namespace {

bool share_key(std::string_view a, std::string_view b) {
  const NameKeys x = name_keys(a), y = name_keys(b);
  return std::any_of(x.begin(), x.end(), [&](const std::string& key) {
    return std::find(y.begin(), y.end(), key) != y.end();
  });
}

const std::vector<std::vector<std::string>> kOneName = {
    {"Zelensky", "Zelenskyy", "Zelenskiy", "Selenskyj", "Zełenski", "Зеленський", "Зеленский"},
    {"Lukashenko", "Lukashenka", "Лукашенко", "Łukaszenka", "Lukaschenko"},
    {"Witkoff", "Witkov"},
    {"Kirill", "Kiril", "Кирилл"},
    {"Dmitriev", "Dmitriyev", "Дмитриев"},
    {"Shapovalova", "Shapovarova"},
    {"Kyiv", "Kiev", "Київ", "Киев"},
    {"Energodar", "Enerhodar"},
    {"Gaddafi", "Qadhafi", "Kadhafi", "Qaddafi", "القذافي"},
    {"Khrushchev", "Chruschtschow", "Хрущёв", "Хрущев", "Khrouchtchev"},
    {"Erdoğan", "ERDOĞAN", "Erdogan", "Эрдоган"},
    {"Mohammed", "Muhammad", "Mohamed", "محمد", "Мохаммед"},
    {"Papandreou", "Παπανδρέου"},
    {"Netanyahu", "נתניהו"},
    {"Tanaka", "タナカ", "たなか"},
    {"Jung", "정"},
    {"Stefan", "스테판", "ステファン"},
    {"Kostov", "코스토프", "Костов"},
};

const std::vector<std::pair<std::string, std::string>> kTwoNames = {
    {"Putin", "Peskov"},      {"Medinsky", "Zelensky"}, {"Trump", "Truss"},
    {"Lavrov", "Lukashenko"}, {"Merkel", "Macron"},     {"Biden", "Bolton"},
};

}  // namespace

TEST_CASE("name keys: spellings of one name share a key and are similar, others are not") {
  for (const auto& spellings : kOneName)
    for (const std::string& a : spellings)
      for (const std::string& b : spellings) {
        CAPTURE(a);
        CAPTURE(b);
        CHECK(share_key(a, b));
        CHECK(token_similarity(a, b) >= kSameToken);
      }
  for (const auto& pair : kTwoNames) {
    const auto& a = pair.first;  // no structured binding: Clang 14 cannot capture one
    const auto& b = pair.second;
    CAPTURE(a);
    CAPTURE(b);
    CHECK(token_similarity(a, b) < kSameToken);
    CHECK_FALSE((share_key(a, b) && token_similarity(a, b) >= kSameToken));
  }
}

TEST_CASE(
    "name keys: folded or not, a token has the same keys; at most five, distinct, none empty") {
  for (const auto& spellings : kOneName)
    for (const std::string& a : spellings) {
      CAPTURE(a);
      const NameKeys keys = name_keys(a);
      CHECK(keys == name_keys(folded(a)));
      CHECK(keys.size() >= 1);
      for (std::size_t i = 0; i < keys.size(); ++i) {
        CHECK_FALSE(keys[i].empty());
        CHECK(std::count(keys.begin(), keys.end(), keys[i]) == 1);
      }
    }
  CHECK(name_keys("").empty());
  CHECK(name_keys("123").empty());
  CHECK(name_keys("…").empty());
}

TEST_CASE("token similarity is symmetric and 1 only for the same name") {
  for (const auto& spellings : kOneName)
    for (const std::string& a : spellings) {
      CHECK(token_similarity(a, a) == 1);
      for (const auto& [b, c] : kTwoNames) {
        CHECK(token_similarity(a, b) == token_similarity(b, a));
        CHECK(token_similarity(a, c) == token_similarity(c, a));
      }
    }
  CHECK(token_similarity("Kiev", "Kyiv") == 1);
  CHECK(token_similarity("Witkoff", "Witkov") < 1);
}

TEST_CASE("name similarity: a missing given name costs little, a conflicting one much") {
  CHECK(name_similarity("Kirill Dmitriev", "Kiril Dmitriev") >= kSameName);
  CHECK(name_similarity("Vladimir Putin", "Putin") >= kSameName);
  CHECK(name_similarity("Putin", "Vladimir Putin") >= kSameName);
  CHECK(name_similarity("Volodymyr Zelenskyy", "Voldy Mie Zelensky") >= kSameName - .2);
  CHECK(name_similarity("J. Smith", "John Smith") >= kSameName);
  CHECK(name_similarity("Jinping Xi", "Xi Jinping") >= kSameName);
  CHECK(name_similarity("Abdul Rahman Hadi", "Abdulrahman Hadi") >= kSameName);
  CHECK(name_similarity("Muammar al-Qaddafi", "Muammar Gaddafi") >= kSameName);
  CHECK(name_similarity("Kim Jong-un", "Kim Jong Un") == 1);
  CHECK(name_similarity("Alexander Petrov", "Arthur Petrov") < kSameName);
  CHECK(name_similarity("Kim Jong-un", "Kim Jong-il") < kSameName);
  CHECK(name_similarity("Vladimir", "Vladimir Putin") < kSameName);
  CHECK(name_similarity("", "Putin") == 0);
}

TEST_CASE("name tokens: folded, split at spaces, hyphens and points, possessive dropped") {
  const auto tokens = [](std::string_view name) {
    const auto t = name_tokens(name);
    return std::vector<std::string>(t.begin(), t.end());
  };
  using Words = std::vector<std::string>;
  CHECK(tokens("Jean-Marc O’Brien’s") == Words{"jean", "marc", "obrien"});
  CHECK(tokens("J.K. Rowling") == Words{"j", "k", "rowling"});
  CHECK(tokens("ERDOĞAN, Recep") == Words{"erdogan", "recep"});
  CHECK(tokens("  ").empty());
}

TEST_CASE("name variants: a word stands in one group only") {
  std::set<std::string> seen;
  tables::for_each_row(tables::text_of("en/names_variants.tsv"), [&](auto columns) {
    for (const std::string& word : name_tokens(columns[0])) {
      CAPTURE(word);
      seen.insert(word);
      CHECK(token_similarity(word, name_tokens(columns[0])[0]) == 1);
    }
  });
  CHECK(seen.size() > 200);
}

TEST_CASE("name keys: the version tells ICU's, its data's, Unicode's and the tables'") {
  for (const std::string_view part : {"keys/", " icu/", " data/", " unicode/", " tables/"})
    CHECK(names_version().find(part) != std::string_view::npos);
}

TEST_CASE("name keys and similarity take any bytes") {
  std::uint32_t state = 2024;  // seed
  for (int round = 0; round < 500; ++round) {
    std::string a, b;
    for (int i = 0; i < 80; ++i) {
      state = state * 1664525 + 1013904223;
      a += static_cast<char>(state >> 24);
      b += static_cast<char>(state >> 16);
    }
    for (const std::string& key : name_keys(a)) CHECK_FALSE(key.empty());
    const double s = name_similarity(a, b);
    CHECK(s >= 0);
    CHECK(s <= 1);
  }
  const std::string huge(1 << 20, 'k');
  CHECK(name_keys(huge).size() <= kMaxNameKeys);
}
