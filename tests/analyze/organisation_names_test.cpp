#include "quoth/analyze/organisation_names.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "analyze/tables/tables.hpp"

using namespace quoth;

namespace {

bool makes(std::string_view name, std::string_view acronym) {
  const Acronyms all = acronyms_of(name);
  return std::find(all.begin(), all.end(), acronym) != all.end();
}

}  // namespace

TEST_CASE("names: acronyms are made of a name's words") {
  CHECK(makes("United Nations", "UN"));
  CHECK(makes("International Atomic Energy Agency", "IAEA"));
  CHECK(makes("Organization for Security and Co-operation in Europe", "OSCE"));
  CHECK(makes("Agence France-Presse", "AFP"));
  CHECK(makes("Организация Объединённых Наций", "ООН"));
  CHECK(makes("Department of Defense", "DOD"));
  CHECK(makes("Federal Bureau of Investigation", "FBI"));
  CHECK(makes("Nordhag Data Systems GmbH", "NDS"));
  CHECK(acronyms_of("Nordhag").empty());
  CHECK(acronyms_of("").empty());
  CHECK(acronyms_of("联合国 大会").empty());  // no capitals, no initials
  CHECK(acronyms_of("\xff \xfe\xff").empty());
}

TEST_CASE("names: an acronym is known by its letters or by the gazetteer") {
  CHECK(is_acronym_of("U.N.", "United Nations"));
  CHECK(is_acronym_of("un", "United Nations"));
  CHECK(is_acronym_of("NDS", "Nordhag Data Systems"));
  CHECK(is_acronym_of("НАТО", "North Atlantic Treaty Organization"));
  CHECK(is_acronym_of("IAEA", "Internationale Atomenergie-Organisation"));
  CHECK_FALSE(is_acronym_of("NDS", "Nordhag Data"));
  CHECK_FALSE(is_acronym_of("U", "United"));
  CHECK_FALSE(is_acronym_of("NATO", "NATO"));
  CHECK_FALSE(is_acronym_of("", ""));
}

TEST_CASE("names: every row of legal forms does what its example says") {
  std::size_t rows = 0;
  tables::for_each_row(tables::text_of("en/names_legal_forms.tsv"),
                       [&](auto columns, std::size_t line) {
                         CAPTURE(line);
                         REQUIRE(columns.size() == 4);
                         CHECK(without_legal_form(columns[2]) == columns[3]);
                         ++rows;
                       });
  CHECK(rows > 60);
}

TEST_CASE("names: a legal form alone stays, and small words are none") {
  CHECK(without_legal_form("GmbH") == "GmbH");
  CHECK(without_legal_form("Company Limited") == "Company");
  CHECK(without_legal_form("known as") == "known as");
  CHECK(without_legal_form("") == "");
  CHECK(without_legal_form("Marlow") == "Marlow");
}
