// What a name in a query stands for in one snapshot: its spellings, and the words that score it.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "quoth/index/snapshot.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/query/query.hpp"
#include "quoth/rank/plan.hpp"

namespace quoth {

struct NamePlan {
  std::vector<NameExpansion> expansions;  ///< best first
  std::vector<NameWords> scored;
  std::size_t left_out = 0;  ///< spellings beyond kMaxExpansions
};

/// Looks up a name or speaker clause, or remembers what was found for an equal one.
///
/// One token means a token of any name: its spellings' own terms (of the scope asked for) are all
/// that is read. Several tokens mean a whole name: the names of the index that hold a spelling of
/// one of them are compared with it.
///   strictness  of clauses that ask for none of their own, as Query::strictness
[[nodiscard]] std::shared_ptr<const NamePlan> plan_name(const Query& query,
                                                        const Snapshot& snapshot,
                                                        Snapshot::Space space, int strictness,
                                                        TermMaker& stems);

/// The least likeness that a clause accepts: of tokens, of whole names.
struct NameThresholds {
  double token, whole;
};
[[nodiscard]] NameThresholds thresholds_of(const Query& query, int strictness) noexcept;

/// Whole names of the index (scope letter and folded name, as the dictionary has them) that hold a
/// spelling of one of `tokens` at least `least` alike; those with most of them first, at most
/// `most`. Names are read through every token but the most frequent, if that is in very many
/// documents.
[[nodiscard]] std::vector<std::string> names_holding(const std::vector<std::string>& tokens,
                                                     const Snapshot& snapshot,
                                                     Snapshot::Space space, double least,
                                                     std::size_t most);

}  // namespace quoth
