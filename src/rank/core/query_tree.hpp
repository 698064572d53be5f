// A plan made ready to be run: its tree, and its terms with their postings at hand.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/ranks/ranks.hpp"
#include "quoth/rank/bm25.hpp"
#include "quoth/rank/kernels/kernels.hpp"
#include "quoth/rank/plan.hpp"
#include "rank/core/code_bounds.hpp"
#include "rank/core/filter_postings.hpp"
#include "rank/core/listed_postings.hpp"
#include "rank/core/name_postings.hpp"
#include "rank/core/placed_postings.hpp"
#include "rank/core/segment_view.hpp"
#include "rank/core/synonym_postings.hpp"
#include "rank/core/term_lookups.hpp"
#include "rank/core/window_lists.hpp"

namespace quoth::core {

class Join;

/// A posting list of the query: of a term, or listed. A word asked for twice is two leaves, since it
/// counts twice.
struct Leaf {
  std::string text;  ///< the term; empty of a listed one
  bool scored = false;
  bool is_listed = false;
  std::uint64_t shared_frequency = 0;             ///< of synonyms: what their idf is of; 0: its own
  double idf = 0;                                 ///< over all segments; 1 of a listed one
  const TermInSegments* term = nullptr;           ///< null: listed, or one more of a phrase
  const TermInSegments::Part* part = nullptr;     ///< of it in the segment at hand; null: it lacks it
  const storage::TermPostings* postings = nullptr;  ///< in the segment at hand; never null then
  std::uint64_t ordinal = 0;                      ///< of the term in its dictionary
  storage::TermPostings own;                      ///< of one more of a phrase
  const ListedPostings* listed = nullptr;         ///< in the segment at hand, instead of `postings`
  double most = 0;                                ///< bounds its score in the segment
  double most_here = 0;                           ///< and in the window at hand
  const storage::WindowPostings* here = nullptr;  ///< in the window at hand; null: none
  WholeOffsets whole;                             ///< where that has not got them in the file
};

/// One of a phrase's words in the segment at hand: a form of the stem that a leaf is of.
struct FormPlace {
  std::size_t leaf = 0;
  std::uint32_t form = 0;
};

struct Node {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  PlanNode::Op op = PlanNode::Op::nothing;
  const PlanNode* plan = nullptr;
  std::vector<std::size_t> children;  ///< indices of nodes
  /// Indices of leaves: of words and phrases those scored; of filters those of which one is enough;
  /// one of synonyms, names, titled and round nodes and joins.
  std::vector<std::size_t> leaves;
  std::vector<const FormInSegments*> forms;  ///< of a phrase, in their order
  std::vector<std::size_t> stems;  ///< of synonyms in a near node: leaves that know positions
  std::size_t precise = kNone;     ///< of a filter: the leaf of precise dates

  /// Of a phrase, in the segment at hand. Word w is any of places[begins[w]..begins[w + 1]): where
  /// articles of several languages stem a form differently there are several, and none where no
  /// document has it. `order`: the words from the rarest on.
  /// Of synonyms with a beginning, in a near node: the forms that have it, those of one leaf side by side.
  std::vector<FormPlace> places;
  std::vector<std::size_t> begins, order;
  [[nodiscard]] std::span<const FormPlace> places_of(std::size_t word) const noexcept {
    return {places.data() + begins[word], places.data() + begins[word + 1]};
  }

  /// Of names, synonyms, titled and round nodes, and filters of many terms.
  std::shared_ptr<const ListedSegments> lists;
  std::shared_ptr<const ListedSegments> precise_lists;  ///< of such a filter
  Join* join = nullptr;
};

/// Reusable; its leaves and nodes stay where they are.
class QueryTree {
 public:
  explicit QueryTree(const kernels::Kernels& kernels);
  ~QueryTree();
  QueryTree(const QueryTree&) = delete;
  QueryTree& operator=(const QueryTree&) = delete;

  /// Takes in a plan; it and the segments are to live as long as they are used. Forgets the one
  /// before. @throws DamagedError, DeadlineError
  /// @throws UsageError  a near node has more than kMaxNear children
  void begin(const PlanNode& root, std::span<const SegmentView> segments,
             const SearchSettings& settings);
  /// Looks the terms up, runs the joins. @throws DamagedError, DeadlineError
  void open_segment(std::uint32_t index);
  /// Goes to a window: what bounds scores and matches there is known.
  void enter(const Window& window);
  /// Makes the postings of the window at hand ready: until then they may be of kind lows.
  void read_window(const Window& window);
  /// Lets go of the lists that it shares with other searches. The plan is forgotten.
  void end() noexcept;

  [[nodiscard]] const Node& root() const noexcept { return nodes_.front(); }
  [[nodiscard]] const Node& node(std::size_t index) const noexcept { return nodes_[index]; }
  /// In the segment at hand: behind those of the plan come unscored ones, that phrases need.
  [[nodiscard]] std::size_t leaf_count() const noexcept { return leaf_count_; }
  [[nodiscard]] const Leaf& leaf(std::size_t index) const noexcept { return leaves_[index]; }
  /// Mean length over all segments.
  [[nodiscard]] double average() const noexcept { return average_; }
  [[nodiscard]] const Deadline& deadline() const noexcept { return settings_.deadline; }
  /// No document of the segment at hand scores more.
  [[nodiscard]] double most() const noexcept { return most_; }
  /// Whether every document that has any of the scored leaves matches, and nothing else does.
  [[nodiscard]] bool is_flat() const noexcept { return flat_; }
  /// Whether what matches is what one leaf has.
  [[nodiscard]] bool is_leaf() const noexcept {
    return flat_ && root().op != PlanNode::Op::any && root().leaves.size() == 1;
  }
  /// Whether a document that has the words must be looked at to know whether it matches.
  [[nodiscard]] bool has_places() const noexcept { return places_; }
  /// Bounds, by code, what a posting of a leaf scores in the segment at hand when the idf is 1.
  [[nodiscard]] const std::array<float, kernels::kCodes>& bounds(const Leaf& leaf) const noexcept {
    return leaf.listed != nullptr ? leaf.listed->bounds() : *bounds_;
  }
  /// No more documents of the window match than this.
  [[nodiscard]] std::uint32_t most_matches(const Node& node, const Window& window) const noexcept;
  /// The same of the whole segment.
  [[nodiscard]] std::uint32_t most_matches(const Node& node) const noexcept;
  /// No document of the window scores more.
  [[nodiscard]] double most_here() const noexcept;

 private:
  // `decides`: whether the node's own matching decides on the plan's.
  std::size_t add(const PlanNode& plan, bool decides);
  void add_lists(Node& node, bool scored, std::shared_ptr<const ListedSegments> lists);
  void add_stems(Node& node);
  std::size_t add_leaf(bool scored);
  std::size_t add_term(std::string_view text, bool scored);
  std::size_t add_list(bool scored);
  void add_filter(const PlanNode& plan, Node& node);
  void add_join(const PlanNode& plan, Node& node);
  void open_leaf(std::uint32_t segment, Leaf& leaf);
  void open_list(std::size_t leaf, const ListedPostings& list);
  void open_phrase(std::uint32_t segment, Node& node);
  void open_forms(std::uint32_t segment, Node& node);
  std::size_t leaf_of_ordinal(const storage::Ranks& ranks, std::uint64_t ordinal);

  const kernels::Kernels& kernel_;
  std::span<const SegmentView> segments_;
  SearchSettings settings_;
  std::deque<Leaf> leaves_;
  std::size_t leaf_count_ = 0, plan_leaves_ = 0;
  std::deque<Node> nodes_;
  std::size_t node_count_ = 0;
  std::vector<std::unique_ptr<Join>> joins_;
  std::size_t join_count_ = 0;
  NameReader names_;
  SynonymReader synonyms_;
  FilterReader filters_;
  PlacedReader placed_;
  template <class Count>
  [[nodiscard]] std::uint32_t most_matches(const Node& node, std::uint32_t documents,
                                           Count count) const noexcept;

  std::uint64_t collection_ = 0;
  std::uint32_t documents_ = 0;  // of the segment at hand
  double average_ = 0, most_ = 0;
  bool flat_ = false, places_ = false;
  const CodeBounds::Table* bounds_ = nullptr;  // in the segment at hand
  TermLookups lookups_;
  const storage::TermPostings none_;  // of a term that the segment lacks

  std::vector<std::uint64_t> frequencies_;  // scratch, as the rest
  std::vector<storage::FormOf> forms_;
  std::string text_;
};

}  // namespace quoth::core
