// Where in a document the words of a plan stand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/postings/article_terms.hpp"
#include "quoth/rank/plan.hpp"
#include "results/near_places.hpp"

namespace quoth {

/// The term of that text, or nullptr.
[[nodiscard]] const DocumentTerms::Term* find_term(const DocumentTerms& document,
                                                   std::string_view text);

/// The places of a phrase, ascending; none reads from the title into the body.
///   in_title  only those in the title
[[nodiscard]] std::vector<Place> places_of_phrase(const DocumentTerms& document,
                                                  const std::vector<std::string>& forms,
                                                  bool in_title);

/// The places of any word of these stems that has that beginning (PlanNode::beginning), in no order.
[[nodiscard]] std::vector<Place> places_of_stems(const DocumentTerms& document,
                                                 const std::vector<std::string>& stems,
                                                 std::string_view beginning, bool in_title);

/// The places of a word, phrase or synonyms, or of any of those, ascending and distinct.
[[nodiscard]] std::vector<Place> places_of(const DocumentTerms& document, const PlanNode& words,
                                           bool in_title);

/// The places that take part in a match of a near node, for each of its children; no list has any
/// when it does not match.
[[nodiscard]] std::vector<std::vector<Place>> places_of_near(const DocumentTerms& document,
                                                             const PlanNode& near);

}  // namespace quoth
