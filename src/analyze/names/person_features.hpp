// By what a description ("the minister") chooses whom it means.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace quoth::names::person_feature {

enum Feature : std::size_t {
  kBias,
  kSameRole,
  kSameOffice,
  kOtherRole,
  kNoRole,
  kSameCountry,
  kOtherCountry,
  kUnknownCountry,
  kHasCountry,  // the description tells one
  kSameGender,
  kUnknownGender,
  kSoFar,     // log of the mentions before
  kTotal,     // log of all names
  kMost,      // named most
  kDistance,  // sentences since the last mention, 0..1
  kUnmet,
  kRank,  // others met since, 0..1
  kLatest,
  kSubject,  // the subject of its last sentence
  kSameSentence,
  kJustBefore,  // right before in the sentence: "Mink, a"
  kLater,       // named later in the sentence
  kSaidBefore,  // the words meant him before
  kSaidOther,
  kTitle,  // named in the first sentence
  kDefinite,
  kOwnedByPronoun,
  kOwnedByName,
  kBare,   // neither article nor owner
  kPlain,  // no office but "man", "boy"
  kPlainMost,
  kOwnedRole,  // owned, and he holds just this role
  kOwnedNoRole,
  kPlainRole,  // "boy", and he was called one
  kAlone,      // nobody else who fits was met lately
  kShare,      // his share of all names of people
  kShareDefinite,
  kRoleLatest,
  kAloneDefinite,
  kNear,  // met in this sentence or the one before
  kCount
};
inline constexpr std::string_view kFeatureNames[] = {"person-bias",
                                                     "person-same-role",
                                                     "person-same-office",
                                                     "person-other-role",
                                                     "person-no-role",
                                                     "person-same-country",
                                                     "person-other-country",
                                                     "person-unknown-country",
                                                     "person-has-country",
                                                     "person-same-gender",
                                                     "person-unknown-gender",
                                                     "person-so-far",
                                                     "person-total",
                                                     "person-most",
                                                     "person-distance",
                                                     "person-unmet",
                                                     "person-rank",
                                                     "person-latest",
                                                     "person-subject",
                                                     "person-same-sentence",
                                                     "person-just-before",
                                                     "person-later",
                                                     "person-said-before",
                                                     "person-said-other",
                                                     "person-title",
                                                     "person-definite",
                                                     "person-owned-by-pronoun",
                                                     "person-owned-by-name",
                                                     "person-bare",
                                                     "person-plain",
                                                     "person-plain-most",
                                                     "person-owned-role",
                                                     "person-owned-no-role",
                                                     "person-plain-role",
                                                     "person-alone",
                                                     "person-share",
                                                     "person-share-definite",
                                                     "person-role-latest",
                                                     "person-alone-definite",
                                                     "person-near"};
static_assert(std::size(kFeatureNames) == kCount);

}  // namespace quoth::names::person_feature
