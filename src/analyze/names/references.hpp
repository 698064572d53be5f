// What refers to somebody without naming him: "the Ukrainian leader", "his counterpart", "he",
// "who".
#pragma once

#include <vector>

#include "analyze/names/entities.hpp"
#include "analyze/names/found_name.hpp"
#include "analyze/names/nominal_weights.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::names {

struct Reference {
  Span span;
  MentionForm form = MentionForm::nominal;
  EntityId entity;  ///< none() where undecided
  EntityType type = EntityType::person;
};

/// The nominal and pronoun mentions of persons, in order. They overlap no name, but the roles
/// beside names are not among them, unless they are told by somebody else's ("his father, Orvald").
/// A person whom only "she" can mean is a woman from then on: entities of unknown gender get one.
/// Linear in the tokens. `seen`, where given, gets every candidate.
[[nodiscard]] std::vector<Reference> find_references(const TokenTable& tokens,
                                                     const WordFacts& facts,
                                                     const FoundNames& names, Clusters& clusters,
                                                     NominalCandidates* seen = nullptr);

}  // namespace quoth::names
