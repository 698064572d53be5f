// By what a description of a place or an organisation ("the city") chooses which one it means.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

#include "analyze/names/thing_nouns.hpp"

namespace quoth::names::thing_feature {

enum Feature : std::size_t {
  kBias,
  kFits,           // the noun is what the name is known to be
  kFitUnknown,     // nothing is known of the name
  kInName,         // the noun stands in the name
  kSoFar,          // log of the names before
  kTotal,          // log of all names
  kShare,          // its share of all names of the sort
  kMost,           // named most of its sort
  kDistance,       // sentences since its last mention, 0..1
  kUnmet,          // not yet named
  kRank,           // others of its sort named since, 0..1
  kLatest,         // none named since
  kLatestFitting,  // none named since that the noun fits
  kSameSentence,
  kSaidBefore,  // the noun meant it before
  kSaidOther,   // the noun meant something else before
  kTitle,       // named in the first sentence
  kThis,
  kPossessive,
  kThisMost,    // "this", and named most
  kThisLatest,  // "this", and none fitting named since
  kAdjectives,
  kModified,  // "who", "that", "which" or "in" follows
  kCountry,
  kTown,
  kRegion,
  kState,
  kIsland,
  kQuarter,
  kSite,
  kGroup,
  kFirm,
  kAgency,
  kBody,
  kVenue,
  kOur,           // "our", "my"
  kOurCountry,    // "our country": the speaker's, named or not
  kUnmetCountry,  // "this country", not yet named
  kArea,          // "the area", which need be nowhere named
  kCompound,      // a noun follows: "the city centre"
  kWasSubject,    // its last name was no complement
  kJustNamed,     // named in the sentence before
  kFitsMost,
  kFitsLatest,
  kOwned,  // "the country's army"
  kOwnedCapital,
  kNameWord,  // a word before the noun stands in the name: "the memorial park"
  kBare,      // no definite word before a noun that another noun follows
  kFamily,    // a like noun stands in the name: "the college" is X University
  kCount
};
inline constexpr std::string_view kFeatureNames[] = {
    "thing-bias",           "thing-fits",          "thing-fit-unknown", "thing-in-name",
    "thing-so-far",         "thing-total",         "thing-share",       "thing-most",
    "thing-distance",       "thing-unmet",         "thing-rank",        "thing-latest",
    "thing-latest-fitting", "thing-same-sentence", "thing-said-before", "thing-said-other",
    "thing-title",          "thing-this",          "thing-possessive",  "thing-this-most",
    "thing-this-latest",    "thing-adjectives",    "thing-modified",    "thing-country",
    "thing-town",           "thing-region",        "thing-state",       "thing-island",
    "thing-quarter",        "thing-site",          "thing-group",       "thing-firm",
    "thing-agency",         "thing-body",          "thing-venue",       "thing-our",
    "thing-our-country",    "thing-unmet-country", "thing-area",        "thing-compound",
    "thing-was-subject",    "thing-just-named",    "thing-fits-most",   "thing-fits-latest",
    "thing-owned",          "thing-owned-capital", "thing-name-word",   "thing-bare",
    "thing-family"};
static_assert(std::size(kFeatureNames) == kCount);

/// The feature that tells the kind of a noun.
[[nodiscard]] constexpr Feature kind_feature(ThingKind kind) noexcept {
  switch (kind) {
    case ThingKind::country:
      return kCountry;
    case ThingKind::town:
    case ThingKind::capital:
      return kTown;
    case ThingKind::region:
    case ThingKind::continent:
      return kRegion;
    case ThingKind::state:
      return kState;
    case ThingKind::island:
    case ThingKind::peninsula:
      return kIsland;
    case ThingKind::quarter:
      return kQuarter;
    case ThingKind::nature:
    case ThingKind::site:
      return kSite;
    case ThingKind::group:
      return kGroup;
    case ThingKind::firm:
      return kFirm;
    case ThingKind::agency:
      return kAgency;
    case ThingKind::body:
      return kBody;
    case ThingKind::venue:
      return kVenue;
  }
  return kBody;
}

}  // namespace quoth::names::thing_feature
