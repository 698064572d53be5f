// The gazetteer's tables as text, read into groups: what the compiler packs and what tests compare the packed
// form with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "quoth/analyze/name_variants.hpp"

namespace quoth::gazetteer {

enum class SpellingRank : std::uint8_t {
  usual,      ///< the English name or the local one
  preferred,  ///< of some language
  further,    ///< of none
};

struct SourceSpelling {
  std::string text;
  SpellingRank rank = SpellingRank::preferred;
  bool derived = false;  ///< made by rule ("Mobara" of "Mobara-shi"); found by, never shown
};

struct SourceGroup {
  std::string name, country;
  VariantKind kind = VariantKind::city;
  std::uint32_t population = 0, source_id = 0;
  std::vector<SourceSpelling> spellings;  ///< the name first
};

/// Tables of places have six columns (id, usual names, country, population, preferred and further spellings, all with
/// "|" between them; the first name is the group's), tables of exonyms three (name and country of a known place;
/// spellings), tables of organisations three (name, country, spellings). An exonym adds to a place of the tables before
/// it, or makes one.
class Source {
 public:
  void add_places(std::string_view table, std::string_view file, VariantKind kind);
  void add_exonyms(std::string_view table, std::string_view file);
  void add_organisations(std::string_view table, std::string_view file);
  /// Sorts groups, best known first, and adds derived spellings.
  void finish();

  [[nodiscard]] const std::vector<SourceGroup>& groups() const noexcept { return groups_; }
  /// "file:line: what is wrong and what to do".
  [[nodiscard]] const std::vector<std::string>& errors() const noexcept { return errors_; }

 private:
  std::size_t group_named(std::string_view name, std::string_view country);
  void error(std::string_view file, std::size_t line, const std::string& what);

  std::vector<SourceGroup> groups_;
  std::unordered_map<std::string, std::vector<std::size_t>>
      by_name_;  ///< phrase form of a spelling -> groups
  std::vector<std::string> errors_;
};

}  // namespace quoth::gazetteer
