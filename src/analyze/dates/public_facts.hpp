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
  static const PublicFacts& english();
};

}  // namespace quoth::dates
