// Names joined over articles: one person, place or organisation under its best name.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/calendar.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/rank/plan.hpp"

namespace quoth {

/// A spelling, and in how many articles it stands.
struct NameVariant {
  std::string spelling;
  std::uint64_t articles = 0;
  friend bool operator==(const NameVariant&, const NameVariant&) = default;
};

/// Somebody or something that articles name. Joined over articles by the likeness of the fullest
/// spelling in each; a surname that stands alone in an article goes to the one bearer who is by far
/// the most frequent, else stays by itself.
struct ResolvedName {
  std::string name;  ///< of the fullest spellings the most frequent
  EntityType type = EntityType::person;
  std::uint64_t articles = 0;         ///< that name it
  std::uint64_t mentions = 0;         ///< by name, in all of them
  std::uint64_t quotations = 0;       ///< it is the speaker of
  std::vector<NameVariant> variants;  ///< other spellings, most frequent first; at most 20
  std::vector<std::string> roles;     ///< most frequent first, at most 5
  friend bool operator==(const ResolvedName&, const ResolvedName&) = default;
};

struct FacetOptions {
  std::size_t limit = 10;              ///< names of each kind, those in most articles
  std::size_t most_articles = 20'000;  ///< of more hits, the best are read
  Unit unit = Unit::automatic;
  int strictness = 0;  ///< of name clauses without one of their own, as Query::strictness
  std::chrono::milliseconds deadline{10'000};
  std::optional<Day> today;  ///< what "last week" in a query text is read against
};

/// Whom and what the articles that match a query name.
struct Facets {
  std::uint64_t total = 0;     ///< articles (quotations) that match; may be estimated
  std::uint64_t articles = 0;  ///< whose names were counted
  std::vector<ResolvedName> people, organisations, places;  ///< in most articles first
  std::vector<ResolvedName> speakers;      ///< with most quotations first, of any kind
  std::vector<ParsedQuery::Issue> issues;  ///< of the query text, when it was text
  std::vector<std::string> notes;          ///< what was left out, in plain words
};

struct NamesOptions {
  std::optional<EntityType> type;  ///< all when not given
  std::string like;    ///< only names that are, or may be, this one: "Zelensky"; all when empty
  int strictness = 0;  ///< of `like`, as Query::strictness
  std::size_t limit = 50;
  std::chrono::milliseconds deadline{120'000};  ///< 100,000 articles take a few seconds
};

/// The names of an index.
struct NameList {
  std::uint64_t articles = 0;       ///< whose names were counted
  std::vector<ResolvedName> names;  ///< in most articles first
  std::uint64_t left_out = 0;       ///< beyond the limit
};

}  // namespace quoth
