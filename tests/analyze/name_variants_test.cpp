#include "quoth/analyze/name_variants.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "analyze/gazetteer/phrase.hpp"
#include "analyze/gazetteer/source.hpp"
#include "quoth/text/fold.hpp"

using namespace quoth;

namespace {

std::string form_of(std::string_view name) {
  std::string out;
  gazetteer::phrase_form(name, out);
  return out;
}

std::string read_table(const std::string& name) {
  std::ifstream in(std::string(QUOTH_SOURCE_FOLDER) + "/src/analyze/gazetteer/" + name,
                   std::ios::binary);
  REQUIRE_MESSAGE(in, name);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The tables as the compiler reads them, with nothing packed.
gazetteer::Source plain_source() {
  gazetteer::Source source;
  source.add_places(read_table("territories.tsv"), "territories.tsv", VariantKind::territory);
  if (gazetteer_facts().complete) {
    source.add_places(read_table("divisions.tsv"), "divisions.tsv", VariantKind::division);
    source.add_places(read_table("cities.tsv"), "cities.tsv", VariantKind::city);
    source.add_places(read_table("zones.tsv"), "zones.tsv", VariantKind::other_place);
  }
  source.add_exonyms(read_table("exonyms.tsv"), "exonyms.tsv");
  source.add_organisations(read_table("organisations.tsv"), "organisations.tsv");
  source.finish();
  return source;
}

std::string first_name(std::string_view name) {
  const auto found = variants_of(name);
  return found.empty() ? "" : std::string(group_of(found.front()).name);
}

bool means(std::string_view spelling, std::string_view usual) {
  for (const VariantRef ref : variants_of(spelling))
    if (form_of(group_of(ref).name) == form_of(usual)) return true;
  return false;
}

}  // namespace

TEST_CASE("names: what stands between the words of a whole name does not count") {
  CHECK(form_of("Нью-Йорк") == "нью йорк");
  CHECK(form_of("NEW  YORK") == "new york");
  CHECK(form_of("The Gambia") == form_of("Gambia"));
  CHECK(form_of("St. Kitts & Nevis") == form_of("Saint Kitts and Nevis"));
  CHECK(form_of("Côte d’Ivoire") == form_of("Cote d'Ivoire"));
  CHECK(form_of("U.N.") == "un");
  CHECK(form_of("U. N.") == "un");
  CHECK(form_of("u n e s c o") == "unesco");
  CHECK(form_of("Y Byd") == "y byd");
  CHECK(form_of("Plan A Group B C") == "plan a group bc");
  CHECK(form_of("ブローニュ=ビヤンクール") == form_of("ブローニュ・ビヤンクール"));
  CHECK(form_of("کیف") == form_of("كيف"));
  CHECK(form_of("אלג׳יריה") == form_of("אלגיריה"));
  CHECK(form_of("the") == "");
  CHECK(form_of(" - , ") == "");
  CHECK(form_of("") == "");
  CHECK(form_of(std::string(gazetteer::kMostBytes + 1, 'a')) == "");
  CHECK(form_of(std::string(gazetteer::kMostBytes, 'a')).size() == gazetteer::kMostBytes);
}

TEST_CASE("names: countries are found in every script") {
  for (const std::string_view spelling :
       {"Turkey", "Türkiye", "TÜRKİYE", "Türkei", "Turquie", "Турция", "Туреччина", "Τουρκία",
        "تركيا", "ترکیه", "טורקיה", "土耳其", "トルコ", "터키", "तुर्किये", "თურქეთი", "Թուրքիա"}) {
    CAPTURE(spelling);
    CHECK(first_name(spelling) == "Türkiye");
  }
  CHECK(means("Ivory Coast", "Côte d’Ivoire"));
  CHECK(means("Elfenbeinküste", "Côte d’Ivoire"));
  CHECK(means("Кот-д’Ивуар", "Côte d’Ivoire"));
  CHECK(means("Zaire", "Congo - Kinshasa"));
  CHECK(means("DR Congo", "Congo - Kinshasa"));
  CHECK(means("Holland", "Netherlands"));
  CHECK(means("USA", "United States"));
  CHECK(means("U.S.", "United States"));
  CHECK(first_name("Georgia") == "Georgia");
  CHECK(group_of(variants_of("Georgia").front()).kind == VariantKind::territory);
}

TEST_CASE("names: towns are found in every script, under former and foreign names") {
  if (!gazetteer_facts().complete) return;  // built without towns
  for (const std::string_view spelling :
       {"Kyiv", "Kiev", "Kiew", "Kijów", "Київ", "Киев", "Кіеў", "Κίεβο", "كييف", "کی‌یف",
        "קייב", "基辅", "キーウ", "키예프", "कीव", "კიევი"}) {
    CAPTURE(spelling);
    CHECK(means(spelling, "Kyiv"));
  }
  CHECK(means("Energodar", "Enerhodar"));
  CHECK(means("Энергодар", "Enerhodar"));
  CHECK(means("Bombay", "Mumbai"));
  CHECK(means("Saigon", "Ho Chi Minh City"));
  CHECK(means("Peking", "Beijing"));
  CHECK(means("Leningrad", "Saint Petersburg"));
  CHECK(means("St. Petersburg", "Saint Petersburg"));
  CHECK(means("Нью-Йорк", "New York"));
  CHECK(are_variants("مكة المكرمة", "Mecca"));
  // Of the many by that name the largest stands first.
  const VariantGroup paris = group_of(variants_of("Paris").front());
  CHECK(paris.country == "FR");
  CHECK(paris.population > 1'000'000);
  CHECK(paris.geonames_id == 2988507);
  CHECK(variants_of("Paris").size() > 3);
}

TEST_CASE("names: organisations are found by acronym and in other languages") {
  for (const std::string_view spelling :
       {"UN", "U.N.", "United Nations", "the United Nations", "ONU", "Nations unies",
        "Vereinte Nationen", "ООН", "الأمم المتحدة", "联合国", "国連", "유엔"}) {
    CAPTURE(spelling);
    CHECK(means(spelling, "United Nations"));
  }
  CHECK(means("OTAN", "NATO"));
  CHECK(means("НАТО", "NATO"));
  CHECK(means("МАГАТЭ", "International Atomic Energy Agency"));
  CHECK(group_of(variants_of("NATO").front()).kind == VariantKind::organisation);
}

TEST_CASE("names: whole-name keys join the names of one place") {
  const auto share = [](std::string_view a, std::string_view b) {
    const WholeNameKeys x = whole_name_keys(a), y = whole_name_keys(b);
    return std::any_of(x.begin(), x.end(), [&](const std::string& k) {
      return std::find(y.begin(), y.end(), k) != y.end();
    });
  };
  CHECK(share("Côte d'Ivoire", "Ivory Coast"));
  CHECK(share("Türkiye", "Turkey"));
  CHECK(share("United Nations", "ООН"));
  CHECK_FALSE(share("Türkiye", "Ivory Coast"));
  REQUIRE_FALSE(whole_name_keys("Turkey").empty());
  CHECK(whole_name_keys("Turkey").front() == "=turkiye");
  CHECK(whole_name_keys("Ilka Marenko").empty());
  if (!gazetteer_facts().complete) return;
  CHECK(share("Kyiv", "Kiev"));
  CHECK(share("New York", "Нью-Йорк"));
  CHECK(share("Saint Petersburg", "Leningrad"));
  CHECK(share("Mumbai", "Bombay"));
}

TEST_CASE("names: are_variants holds for two names of one thing and is symmetric") {
  CHECK(are_variants("Ivory Coast", "Côte d’Ivoire"));
  CHECK(are_variants("Côte d’Ivoire", "Ivory Coast"));
  CHECK(are_variants("NATO", "OTAN"));
  CHECK_FALSE(are_variants("NATO", "UN"));
  CHECK_FALSE(are_variants("", ""));
  CHECK_FALSE(are_variants("Ilka Marenko", "Ilka Marenko"));  // in no table
}

TEST_CASE("names: the packed gazetteer says what its tables say, row by row") {
  const gazetteer::Source source = plain_source();
  CHECK_MESSAGE(source.errors().empty(), (source.errors().empty() ? "" : source.errors().front()));
  const GazetteerFacts facts = gazetteer_facts();
  REQUIRE(facts.groups == source.groups().size());
  // Groups of a phrase, as a map of strings finds them.
  std::map<std::string, std::set<std::uint32_t>> plain;
  std::size_t wrong = 0;
  std::uint32_t spellings = 0;
  for (std::uint32_t g = 0; g < facts.groups; ++g) {
    const gazetteer::SourceGroup& from = source.groups()[g];
    const VariantGroup packed = group_of(VariantRef::to(g));
    wrong += packed.name != from.name || packed.kind != from.kind ||
             packed.country != from.country || packed.population != from.population ||
             packed.geonames_id != from.source_id;
    std::set<std::string> told, stored;
    for (const gazetteer::SourceSpelling& s : from.spellings) {
      const std::string form = form_of(s.text);
      if (form.empty()) continue;
      plain[form].insert(g);
      if (!s.derived) told.insert(form);
    }
    VariantSpellings all(VariantRef::to(g));
    for (std::string_view s; all.next(s); ++spellings) stored.insert(form_of(s));
    wrong += std::includes(told.begin(), told.end(), stored.begin(), stored.end()) ? 0 : 1;
  }
  CHECK(wrong == 0);
  CHECK(spellings == facts.spellings);
  std::size_t references = 0;
  std::string scratch;
  for (const auto& [form, groups] : plain) {
    const auto found = variants_of(form, scratch);
    std::set<std::uint32_t> packed;
    for (const VariantRef ref : found) packed.insert(ref.group());
    if (packed != groups) {
      ++wrong;
      if (wrong < 5) MESSAGE(form);
    }
    wrong += std::is_sorted(found.begin(), found.end(),
                            [](VariantRef a, VariantRef b) { return a.bits < b.bits; })
                 ? 0
                 : 1;
    references += found.size();
  }
  CHECK(wrong == 0);
  CHECK(references == facts.references);
}

TEST_CASE("names: a place's people are those of the largest of that very name") {
  std::string scratch;
  CHECK(place_population("Türkiye", scratch) > 80'000'000);
  CHECK(place_population("Nowhere-on-Zorvane", scratch) == 0);
  CHECK(place_population("Gazprom", scratch) == 0);
  if (!gazetteer_facts().complete) return;
  CHECK(place_population("Paris", scratch) > 2'000'000);
  CHECK(place_population("Köln", scratch) == place_population("Cologne", scratch));
  CHECK(place_population("Kolonia", scratch) < 100'000);  // other languages' name for Cologne
}

TEST_CASE("names: a scratch with room is kept") {
  std::string scratch(256, ' ');
  const char* const place = scratch.data();
  std::size_t found = 0;
  for (const std::string_view name :
       {"Kyiv", "Ivory Coast", "Côte d’Ivoire", "Нью-Йорк", "トルコ", ""})
    found += variants_of(name, scratch).size();
  CHECK(found > 0);
  CHECK(scratch.data() == place);
}

TEST_CASE("names: any bytes can be asked for") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::string scratch;
  std::size_t found = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    for (const VariantRef ref : variants_of(bytes, scratch)) found += group_of(ref).name.size();
    found += whole_name_keys(bytes).size();
  }
  CHECK(found < 20000 * 100);
  for (const std::string_view bytes :
       {"\xff\xfe", "\xe2\x80", "K\xc3iev", "\xf0\x9f\x98\x80", "\xd9", "\xda"})
    CHECK(variants_of(bytes).empty());
}

TEST_CASE("names: whole_name_variants gives the usual name first and can be ended") {
  std::vector<std::string> seen;
  whole_name_variants("Ivory Coast", [&](std::string_view spelling, VariantKind kind) {
    CHECK(kind == VariantKind::territory);
    seen.emplace_back(spelling);
    return seen.size() < 3;
  });
  REQUIRE(seen.size() == 3);
  CHECK(seen.front() == "Côte d’Ivoire");
}

TEST_CASE("names: a wrong gazetteer row is named by file and line") {
  gazetteer::Source source;
  source.add_places("1\tVelda\tXX\t100\n2\tTarn\tfrance\t5\n", "places.tsv", VariantKind::city);
  source.add_exonyms("# none\nTarn\n", "exonyms.tsv");
  REQUIRE(source.errors().size() == 2);
  CHECK(source.errors()[0] ==
        "places.tsv:2: needs id, name, country (two capitals or nothing), population");
  CHECK(source.errors()[1] ==
        "exonyms.tsv:2: needs name, country (two capitals or nothing), spellings");
}
