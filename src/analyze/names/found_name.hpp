// A name as the finder hands it to the clustering: where it stands, what it is, what stands beside.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// Why a name was taken for one: the rule names of explain().
enum class Rule : std::uint8_t {
  gazetteer,   ///< stands in the lists of places and organisations
  titled,      ///< after a title or a role: "Mr X", "spokesman X"
  given_name,  ///< begins with a given name
  surname,     ///< holds a known surname
  initials,    ///< "J. X", "X Jr"
  context,     ///< what stands around it: "X said", "in X", "X, 34,"
  shape,       ///< an acronym, or capitals inside a sentence
  org_head,    ///< built on "Ministry", "University", ...
  org_suffix,  ///< "X Inc"
  place_head,  ///< "X River", "Lake X", "the X region"
  repetition,  ///< the article names it elsewhere, and more clearly
  glued,       ///< the end of two words glued together by scraping
  learned,     ///< the tagger's weights read it otherwise than the rules did
  nominal,     ///< "the Ukrainian leader"
  pronoun,     ///< "he"
};
[[nodiscard]] std::string_view name_of(Rule rule) noexcept;

struct FoundName {
  TokenRange tokens;  ///< of the name; one token where `span` is the end of a glued word
  Span span;
  EntityType type = EntityType::person;
  Rule rule = Rule::shape;
  bool sure = false;           ///< needs no other mention to confirm it
  TokenRange role{};           ///< "Russian President" beside a person, or empty
  WordId role_word = kNoWord;  ///< "president"
  std::int32_t country = 0;    ///< of the role, ISO 3166-1, 0 unknown
  Gender gender = Gender::unknown;
};

using FoundNames = std::vector<FoundName>;

}  // namespace quoth::names
