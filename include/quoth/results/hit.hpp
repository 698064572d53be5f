// What a search gives back: hits, with the quotations that matched.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/query/parse.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/results/context.hpp"
#include "quoth/results/copies.hpp"
#include "quoth/results/names.hpp"
#include "quoth/results/period.hpp"
#include "quoth/results/snippet.hpp"

namespace quoth {

/// A speaker, or somebody who passed a quotation on.
struct FoundSpeaker {
  std::string text;  ///< as the text has it: "he", "The Russian autocrat"
  std::string name;  ///< who that is: "Vladimir Putin"; as the text has it where that is not known
  SpeakerStatus status = SpeakerStatus::unknown;
  friend bool operator==(const FoundSpeaker&, const FoundSpeaker&) = default;
};

/// A quotation in a result.
struct FoundQuotation {
  QuotationRef ref;
  Span span;         ///< in `text_of(article)`
  std::string text;  ///< the bytes of `span`
  QuotationKind kind = QuotationKind::direct;
  std::vector<FoundSpeaker> speakers;
  std::vector<FoundSpeaker> via;  ///< from the speaker outwards
  std::optional<Interval> said;
  Stance stance = Stance::asserted;
  float confidence = 0;
  std::string rule;
  SentenceContext context;  ///< the sentences before it, those that hold it, and those after
  std::vector<Span> marks;  ///< what matched of it, in `text`; sorted, apart
  friend bool operator==(const FoundQuotation&, const FoundQuotation&) = default;
};

/// A date in the text of a result.
struct FoundDate {
  Span span;          ///< in `text_of(article)`
  std::string text;   ///< the bytes of `span`: "on Friday"
  std::string value;  ///< TIMEX3
  Interval interval;
  Grain grain = Grain::other;  ///< how precise it is
  bool decided = true;         ///< false: one day of the interval, not known which
  std::string rule;
  friend bool operator==(const FoundDate&, const FoundDate&) = default;
};

/// One result: an article, or one quotation with its article's particulars.
struct Hit {
  ArticleRef article;
  std::optional<std::uint32_t>
      quotation;  ///< index in the article's quotations, when the unit is quotations
  std::string id, title, source, url;
  std::optional<PublicationDay> published;
  double score = 0;  ///< BM25; re-ranked, that of Reranking
  Snippet snippet;
  /// The quotations that matched the query's quotation clauses; without such clauses those that
  /// hold a match.
  std::vector<FoundQuotation> quotations;
  /// The dates that matched the query's `when:` clauses, the most precise first.
  std::vector<FoundDate> dates;
  /// With SearchOptions::fold_copies: hits behind this one that are copies of it, in the order of their rank.
  std::vector<Copy> copies;
};

/// A spelling of the index near to one that was asked for in vain.
struct Suggestion {
  std::string asked;            ///< the name or word as asked
  std::string spelling;         ///< folded
  std::uint64_t documents = 0;  ///< articles (of a quotation's clause, quotations) that have it
  double likeness = 0;          ///< to what was asked, 0..1
  std::string query;            ///< the whole query with it, in the query language
  friend bool operator==(const Suggestion&, const Suggestion&) = default;
};

struct Results {
  Unit unit = Unit::articles;
  std::uint64_t total = 0;  ///< how many match; at least so many when `total_is_exact` is false
  bool total_is_exact = true;
  std::vector<Hit> hits;                   ///< best first
  std::vector<ParsedQuery::Issue> issues;  ///< of the query text, when it was text
  std::vector<std::string> notes;          ///< what was left out, in plain words
  /// Did you mean: when at most two documents match, spellings near to names and words of the query
  /// that hardly any document has; best first.
  std::vector<Suggestion> suggestions;
  /// With SearchOptions::people: whom the name and speaker clauses mean in the best 300 hits, those
  /// in most articles first. When they may be several people, `notes` says so.
  std::vector<ResolvedName> people;
};

/// Why a hit is one.
struct Explanation {
  struct Part {
    std::string what;  ///< the clause, in plain words
    double score = 0;  ///< what it adds; parts of a phrase or name are not listed apart
    std::vector<std::string> details;  ///< spellings with their likeness, rules, evidence
  };
  std::string query;  ///< in plain words
  double score = 0;   ///< the hit's
  std::vector<Part> parts;
};

}  // namespace quoth
