// What refers to somebody without naming him: "the Ukrainian leader", "his counterpart", "he",
// "who".
#pragma once

#include <span>
#include <string_view>
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
/// Linear in the tokens. `training`, where given, has the weights and gets every candidate.
[[nodiscard]] std::vector<Reference> find_references(const TokenTable& tokens,
                                                     const WordFacts& facts,
                                                     const FoundNames& names, Clusters& clusters,
                                                     NominalTraining* training = nullptr);

/// Names of the features by which a description chooses a person, in the order of their weights.
[[nodiscard]] std::span<const std::string_view> person_features() noexcept;

}  // namespace quoth::names
