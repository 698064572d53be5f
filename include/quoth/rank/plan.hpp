// A query made ready for one snapshot: every leaf knows its index terms.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "quoth/index/snapshot.hpp"
#include "quoth/query/query.hpp"

namespace quoth {

/// What a result is.
enum class Unit : std::uint8_t {
  automatic,  ///< quotations when the query asks about nothing else, else articles
  articles,
  quotations,
};

inline constexpr std::size_t kMaxExpansions = 1000;

/// What a date in the text is worth that is as precise as the one asked for: less than a rare word, more than nothing,
/// so that "March 31" stands before "2022".
inline constexpr double kPreciseDateScore = 1.0;

/// One spelling that a name in the query stands for.
struct NameExpansion {
  std::string term;             ///< index term: of a name token or a whole name
  std::string spelling;         ///< folded
  double similarity = 1;        ///< to the name as asked, 0..1
  std::uint64_t documents = 0;  ///< in how many it stands
  friend bool operator==(const NameExpansion&, const NameExpansion&) = default;
};

/// A node of a plan. The same tree as the query's, but for words that a phrase of one word or a
/// name falls into.
struct PlanNode {
  enum class Op : std::uint8_t {
    nothing,
    everything,  ///< all documents, score 0
    word,        ///< terms[0], scored
    phrase,      ///< `forms` side by side; scored by `terms`, their stems
    names,   ///< any of `expansions`; scored by the words in `scored`, one group of alternatives a
             ///< query word
    filter,  ///< any of `terms`, score 0
    all,
    any,
    without,
    prefer,
    quotation,  ///< (articles only) the article has a quotation that matches children[0]; scored by
                ///< the best one
  };
  Op op = Op::nothing;
  std::vector<std::string> terms;
  std::vector<std::string> forms;
  std::vector<std::string> precise;  ///< of a date: terms of dates as precise as the one asked for
  std::vector<NameExpansion> expansions;         ///< best first
  std::vector<std::vector<std::string>> scored;  ///< stems of the spellings
  bool in_title = false;                         ///< of words and phrases: only the title's count
  std::vector<PlanNode> children;
  Query query;  ///< the part of the query it stands for
};

struct Plan {
  Unit unit = Unit::articles;  ///< never automatic
  PlanNode root;
  std::vector<std::string> notes;  ///< in plain words: expansions left out
};

/// Looks up what each leaf of `query` means in `snapshot`. In quotations, words and names mean
/// those said, `when` the day it was said, and title, source, language and publication those of the
/// article.
/// @throws DamagedError, StorageError  the dictionary cannot be read
[[nodiscard]] Plan make_plan(const Query& query, const Snapshot& snapshot,
                             Unit unit = Unit::automatic);

}  // namespace quoth
