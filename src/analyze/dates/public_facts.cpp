#include "analyze/dates/public_facts.hpp"

#include <utility>

#include "analyze/tables/tables.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::dates {
namespace {

WordChoice choice_of(std::string_view alternatives) {
  WordChoice out;
  while (!alternatives.empty()) {
    const std::size_t end = alternatives.find('|');
    out.push_back(hash_word(folded(alternatives.substr(0, end))));
    alternatives.remove_prefix(end == std::string_view::npos ? alternatives.size() : end + 1);
  }
  return out;
}

std::vector<WordChoice> choices_of(std::string_view words) {
  std::vector<WordChoice> out;
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    if (end != 0) out.push_back(choice_of(words.substr(0, end)));
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
  return out;
}

PublicFacts read_table() {
  PublicFacts facts;
  facts.news = {Day::from({1990, 1, 1}), Day::from({2030, 1, 1})};
  tables::for_each_row(tables::text_of("en/public_facts.tsv"), [&](std::span<const std::string_view>
                                                                       row) {
    if (row.size() < 3) return;
    if (row[0] == "news") {
      const auto first = day_from_iso(row[1]), after = day_from_iso(row[2]);
      if (first && after && *first < *after) facts.news = {*first, *after};
      return;
    }
    if (row[0] == "words") {
      for (const auto& [name, words] :
           {std::pair{"war", &facts.war_nouns}, std::pair{"begin", &facts.war_begins},
            std::pair{"whole", &facts.whole_wars}, std::pair{"away", &facts.away},
            std::pair{"more", &facts.more}, std::pair{"less", &facts.less}})
        if (row[1] == name)
          for (const WordChoice& word : choices_of(row[2]))
            words->insert(words->end(), word.begin(), word.end());
      return;
    }
    const std::optional<Day> from = day_from_iso(row[2]);
    if (row.size() < 5 || !from) return;
    if (row[0] == "war") {
      facts.wars.push_back({std::string(row[1]), *from, day_from_iso(row[3]), choices_of(row[4])});
    } else if (row[0] == "office") {
      Office office{std::string(row[4]) + " " + std::string(row[1].substr(0, row[1].find('|'))),
                    *from,
                    day_from_iso(row[3]),
                    choice_of(row[1]),
                    choices_of(row[4]),
                    {}};
      if (row.size() > 5)
        for (const WordChoice& word : choices_of(row[5]))
          office.not_before.insert(office.not_before.end(), word.begin(), word.end());
      facts.offices.push_back(std::move(office));
    }
  });
  std::vector<std::uint64_t> wanted;
  for (const War& war : facts.wars)
    for (const WordChoice& choice : war.words)
      wanted.insert(wanted.end(), choice.begin(), choice.end());
  for (const Office& office : facts.offices)
    wanted.insert(wanted.end(), office.surname.begin(), office.surname.end());
  facts.wanted = WordSet(std::move(wanted));
  return facts;
}

}  // namespace

WordSet::WordSet(std::vector<std::uint64_t> hashes) : hashes_(std::move(hashes)) {
  std::sort(hashes_.begin(), hashes_.end());
  hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
  for (const std::uint64_t hash : hashes_)
    bits_[hash % kBits / 64] |= std::uint64_t{1} << hash % 64;
}

const PublicFacts& PublicFacts::english() {
  static const PublicFacts facts = read_table();
  return facts;
}

}  // namespace quoth::dates
