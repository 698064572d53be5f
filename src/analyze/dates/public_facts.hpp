// Facts known to everybody that date a text: wars and terms of office.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/calendar.hpp"

namespace quoth::dates {

/// Alternatives of one folded word, by hash: any of them fills the place.
using WordChoice = std::vector<std::uint64_t>;

/// Days [first, after).
struct Stretch {
  Day first, after;
};

struct War {
  std::string name;
  Day from;
  std::optional<Day> until;
  std::vector<WordChoice> words;  ///< each must be in the text
};

struct Office {
  std::string name;  ///< as evidence shows it: "president trump"
  Day from;
  std::optional<Day> until;
  WordChoice surname;
  std::vector<WordChoice> role;  ///< the words right before the name, in order
  WordChoice not_before;         ///< words before the role that turn it: former, vice
};

/// The table tables/en/public_facts.tsv, read once.
struct PublicFacts {
  std::vector<War> wars;
  std::vector<Office> offices;
  Stretch news;  ///< the days whose news is read; a text that nothing dates lies in them
  WordChoice war_nouns, war_begins;  ///< "the war that began two weeks ago"
  WordChoice whole_wars;  ///< "the war in Ukraine"; "fighting in Ukraine" may be of another
  WordChoice more, less;  ///< "more than two weeks", "nearly a year"
  static const PublicFacts& english();
};

}  // namespace quoth::dates
