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

/// How much a document's words for a name count, by the greatest similarity among the spellings of
/// the name that the document has. From 0.95 on a spelling is as good as the one asked for, and what
/// the article says decides; what only may be the name (kSameToken, 0.8: as likely as not) counts a
/// fifth, so that an article full of Python stays behind those about Putin.
[[nodiscard]] constexpr double spelling_weight(double similarity) noexcept {
  return similarity >= 0.95 ? 1 : similarity <= 0.8 ? 0.2 : 0.2 + (similarity - 0.8) * (0.8 / 0.15);
}
/// Of hits that are otherwise equal the more alike comes first: that similarity, less what is no
/// likeness at all, is worth so much.
inline constexpr double kNameLikenessScore = 0.1;
[[nodiscard]] constexpr double likeness_share(double similarity) noexcept {
  return similarity <= 0.5 ? 0 : 2 * similarity - 1;
}

/// One spelling that a name in the query stands for.
struct NameExpansion {
  std::string term;             ///< index term: of a name token or a whole name
  std::string spelling;         ///< folded
  double similarity = 1;        ///< to the name as asked, 0..1
  std::uint64_t documents = 0;  ///< in how many it stands
  friend bool operator==(const NameExpansion&, const NameExpansion&) = default;
};

/// The words that spell one token of a name, scored as one: as if all were the same term, which
/// `documents` documents have.
struct NameWords {
  std::vector<std::string> stems;  ///< terms, distinct, each in at least one document
  /// The sum of their document frequencies; where it exceeds the collection, that. So a rare
  /// misspelling cannot outrank the right name.
  std::uint64_t documents = 0;
  friend bool operator==(const NameWords&, const NameWords&) = default;
};

/// A node of a plan. The same tree as the query's, but for words that a phrase of one word or a
/// name falls into.
struct PlanNode {
  enum class Op : std::uint8_t {
    nothing,
    everything,  ///< all documents, score 0
    word,        ///< terms[0], scored
    phrase,      ///< `forms` side by side; scored by `terms`, their stems; without any it scores 0
    synonyms,  ///< any of `scored.front().stems`, scored as one term: a document has it as often as
               ///< all of them together
    near,      ///< `children` (words, phrases, synonyms, or `any` of these), each at a place of its
    ///< own, all of them in the title or all in the body: from the end of the first to the
    ///< begin of the last there are at most `distance` words' steps, so that 1 means side
    ///< by side; scored as `all`
    names,   ///< any of `expansions`. With s the greatest similarity among those in the document:
             ///< spelling_weight(s) * (sum over `scored` of bm25(occurrences of all its stems))
             ///< + kNameLikenessScore * likeness_share(s)
    filter,  ///< any of `terms`, score 0
    titled,  ///< (articles only) any of `terms`, which are stems, stands in the title; score 0
    round,  ///< (quotations only) any of `terms`, which are stems, stands in the sentences round it; score 0
    all,
    any,
    without,
    prefer,
    quotation,  ///< (articles only) the article has a quotation that matches children[0]; scored by
                ///< the best one
    article,    ///< (quotations only) the quotation's article matches children[0], score 0
  };
  Op op = Op::nothing;
  std::vector<std::string> terms;
  std::vector<std::string> forms;
  std::vector<std::string> precise;  ///< of a date: terms of dates as precise as the one asked for
  std::vector<NameExpansion> expansions;  ///< best first
  std::vector<NameWords> scored;  ///< of names: one for each token that scores; of synonyms: one
  /// Of synonyms and titled nodes: only words that begin so are meant, not every one of these stems. Folded; empty: all.
  std::string beginning;
  bool in_title = false;       ///< of words, phrases and near: only the title's count
  std::uint32_t distance = 0;  ///< of near: >= 1
  bool ordered = false;        ///< of near: the children stand in their order
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
/// What names stand for is remembered by the snapshot (bounded; any number of threads).
///   strictness  of name clauses that have none of their own, as Query::strictness
/// @throws DamagedError, StorageError  the dictionary cannot be read
/// @throws UsageError  `strictness` is neither 0 nor kLeastStrictness..100
[[nodiscard]] Plan make_plan(const Query& query, const Snapshot& snapshot,
                             Unit unit = Unit::automatic, int strictness = 0);

}  // namespace quoth
