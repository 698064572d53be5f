#include "rank/core/query_tree.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "quoth/error.hpp"
#include "rank/core/article_walk.hpp"
#include "rank/core/join.hpp"
#include "rank/core/open_term.hpp"

namespace quoth::core {

using Op = PlanNode::Op;

namespace {

// A filter of more terms is read into a list at once.
constexpr std::size_t kFewTerms = 4;

// Whether a document matches if, and only if, it has a scored leaf of the node.
bool is_flat_part(const PlanNode& plan) noexcept {
  return plan.op == Op::word || plan.op == Op::synonyms || plan.op == Op::names ||
         plan.op == Op::quotation;
}

}  // namespace

QueryTree::QueryTree(const kernels::Kernels& kernels)
    : kernel_(kernels), names_(kernels) {}
QueryTree::~QueryTree() = default;

void QueryTree::begin(const PlanNode& root, std::span<const SegmentView> segments,
                      const SearchSettings& settings) {
  end();  // one before that failed is still there
  segments_ = segments, settings_ = settings;
  leaf_count_ = node_count_ = join_count_ = 0;
  places_ = false;
  collection_ = 0;
  std::uint64_t words = 0;
  for (const SegmentView& segment : segments_) {
    collection_ += segment.ranks->documents();
    words += segment.ranks->total_length();
  }
  average_ = collection_ > 0 ? static_cast<double>(words) / static_cast<double>(collection_) : 0;
  lookups_.begin(segments_, settings_.terms, average_, settings_.bm25);
  (void)add(root, true);
  flat_ =
      is_flat_part(root) ||
      (root.op == Op::any && std::all_of(root.children.begin(), root.children.end(), is_flat_part));
  plan_leaves_ = leaf_count_;
}

void QueryTree::end() noexcept {
  for (Node& node : nodes_) node.lists = node.precise_lists = nullptr;
  for (Leaf& leaf : leaves_) leaf.listed = nullptr, leaf.here = nullptr;
  for (const std::unique_ptr<Join>& join : joins_) join->end();
  lookups_.end();
}

std::size_t QueryTree::add_leaf(bool scored) {
  if (leaf_count_ == leaves_.size()) leaves_.emplace_back();
  Leaf& out = leaves_[leaf_count_];
  out.text.clear(), out.scored = scored, out.is_listed = false;
  out.idf = 0, out.most = 0, out.listed = nullptr, out.here = nullptr;
  out.term = nullptr, out.postings = &none_;
  return leaf_count_++;
}

// A leaf of the plan's.
std::size_t QueryTree::add_term(std::string_view text, bool scored) {
  const std::size_t index = add_leaf(scored);
  Leaf& out = leaves_[index];
  out.text = text;
  out.term = &lookups_.term(text);
  if (scored && out.term->documents() > 0) out.idf = bm25_idf(collection_, out.term->documents());
  return index;
}

std::size_t QueryTree::add_list(bool scored) {
  const std::size_t out = add_leaf(scored);
  leaves_[out].is_listed = true, leaves_[out].idf = 1;
  return out;
}

std::size_t QueryTree::add(const PlanNode& plan, bool decides) {
  const std::size_t index = node_count_++;
  if (index == nodes_.size()) nodes_.emplace_back();
  Node& node = nodes_[index];
  node.op = plan.op, node.plan = &plan;
  node.children.clear(), node.leaves.clear(), node.stems.clear(), node.forms.clear();
  node.precise = Node::kNone;
  node.lists = node.precise_lists = nullptr, node.join = nullptr;
  switch (plan.op) {
    case Op::word:
      node.leaves.push_back(add_term(plan.terms.front(), true));
      break;
    case Op::phrase:
      places_ = places_ || decides;
      for (const std::string& term : plan.terms) node.leaves.push_back(add_term(term, true));
      for (const std::string& form : plan.forms) node.forms.push_back(&lookups_.form(form));
      break;
    case Op::synonyms:
      if (!segments_.empty())
        add_lists(node, true,
                  synonyms_.read(plan.scored.front(), plan.beginning, segments_, collection_,
                                 average_, settings_));
      break;
    case Op::names:
      if (!segments_.empty())
        add_lists(node, true, names_.read(plan, segments_, collection_, average_, settings_));
      break;
    case Op::filter:
      add_filter(plan, node);
      break;
    case Op::titled:
      if (!segments_.empty())
        add_lists(node, false, placed_.titled(plan.terms, plan.beginning, segments_, settings_));
      break;
    case Op::round:
      if (!segments_.empty())
        add_lists(node, false, placed_.round(plan.terms, segments_, settings_));
      break;
    case Op::quotation:
    case Op::article:
      add_join(plan, node);
      break;
    case Op::near:
      if (plan.children.size() > kMaxNear)
        throw UsageError("NEAR and ADJ join at most " + std::to_string(kMaxNear) +
                         " words or phrases. Ask for fewer.");
      places_ = places_ || decides;
      [[fallthrough]];
    default:
      // What is only preferred decides nothing, and what excludes is verified by the match sets.
      for (const PlanNode& child : plan.children) {
        const bool first = &child == &plan.children.front();
        const bool only_first = plan.op == Op::prefer || plan.op == Op::without;
        node.children.push_back(add(child, decides && (first || !only_first)));
        if (plan.op == Op::near) add_stems(nodes_[node.children.back()]);
      }
  }
  return index;
}

void QueryTree::add_lists(Node& node, bool scored, std::shared_ptr<const ListedSegments> lists) {
  node.leaves.push_back(add_list(scored));
  node.lists = std::move(lists);
}

// In a near node synonyms need to know where each of their stems stands.
void QueryTree::add_stems(Node& node) {
  if (node.op == Op::any)
    for (const std::size_t child : node.children) add_stems(nodes_[child]);
  if (node.op == Op::synonyms)
    for (const std::string& stem : node.plan->scored.front().stems)
      node.stems.push_back(add_term(stem, false));
}

void QueryTree::add_filter(const PlanNode& plan, Node& node) {
  if (plan.precise.empty() && plan.terms.size() <= kFewTerms) {
    for (const std::string& term : plan.terms) node.leaves.push_back(add_term(term, false));
    return;
  }
  if (segments_.empty()) return;
  const std::shared_ptr<const FilterPostings> read = filters_.read(plan, segments_, settings_);
  node.leaves.push_back(add_list(false));
  node.lists = {read, &read->any};
  if (plan.precise.empty()) return;
  node.precise = add_list(true);
  node.precise_lists = {read, &read->precise};
}

void QueryTree::add_join(const PlanNode& plan, Node& node) {
  const bool to_articles = plan.op == Op::quotation;
  for (const SegmentView& segment : segments_)
    if (segment.of_quotations == to_articles || !has_other_space(segment)) return;
  node.leaves.push_back(add_list(to_articles));
  if (join_count_ == joins_.size()) joins_.push_back(std::make_unique<Join>(kernel_));
  node.join = joins_[join_count_++].get();
  node.join->begin(plan.children.front(), segments_, settings_);
}

void QueryTree::open_segment(std::uint32_t index) {
  const storage::Ranks& ranks = *segments_[index].ranks;
  documents_ = ranks.documents();
  bounds_ = &lookups_.bounds(index);
  leaf_count_ = plan_leaves_;
  for (std::size_t i = 0; i < leaf_count_; ++i)
    if (!leaves_[i].is_listed) open_leaf(index, leaves_[i]);
  for (std::size_t n = 0; n < node_count_; ++n) {
    Node& node = nodes_[n];
    if (node.op == Op::phrase) open_phrase(index, node);
    if (!node.stems.empty() && !node.plan->beginning.empty()) open_forms(index, node);
    if (node.lists != nullptr) open_list(node.leaves.front(), node.lists->segments[index]);
    if (node.precise_lists != nullptr) open_list(node.precise, node.precise_lists->segments[index]);
    if (node.join != nullptr) open_list(node.leaves.front(), node.join->open_segment(index));
  }
  most_ = 0;
  std::size_t scored = 0;
  for (std::size_t i = 0; i < leaf_count_; ++i)
    if (leaves_[i].scored && leaves_[i].most > 0) most_ += leaves_[i].most, ++scored;
  if (scored > 1) most_ *= 1 + 1e-9;  // sums of another order may round otherwise
}

void QueryTree::open_leaf(std::uint32_t segment, Leaf& leaf) {
  const TermInSegments::Part* part = leaf.term->in(segment);
  leaf.postings = part == nullptr ? &none_ : &part->postings;
  leaf.part = part, leaf.most = 0;
  if (part == nullptr) return;
  leaf.ordinal = part->ordinal;
  if (leaf.scored) leaf.most = static_cast<double>(part->best) * leaf.idf;
}

void QueryTree::open_list(std::size_t leaf, const ListedPostings& list) {
  leaves_[leaf].listed = &list;
  leaves_[leaf].most = list.postings() > 0 ? list.most() : 0;
}

// The leaf of a term that some form belongs to: one of the plan's, or one more.
std::size_t QueryTree::leaf_of_ordinal(const storage::Ranks& ranks, std::uint64_t ordinal) {
  for (std::size_t i = 0; i < leaf_count_; ++i)
    if (leaves_[i].postings->documents() > 0 && leaves_[i].ordinal == ordinal) return i;
  storage::DictionaryEntry entry;
  if (!ranks.terms().at(ordinal, text_, entry))
    ranks.throw_damaged("its dictionary of forms names a term that is not there");
  const std::size_t out = add_leaf(false);
  Leaf& leaf = leaves_[out];
  open_entry(ranks, text_, entry, leaf.own);
  leaf.postings = &leaf.own, leaf.ordinal = ordinal;
  return out;
}

// Which forms of the stems begin as they are to.
void QueryTree::open_forms(std::uint32_t segment, Node& node) {
  node.places.clear();
  segments_[segment].ranks->forms_with(node.plan->beginning, forms_);
  for (const std::size_t stem : node.stems) {
    if (leaves_[stem].postings->documents() == 0) continue;
    const std::uint64_t term = leaves_[stem].ordinal;
    for (auto form = std::lower_bound(forms_.begin(), forms_.end(), storage::FormOf{term, 0});
         form != forms_.end() && form->term == term; ++form)
      node.places.push_back({stem, form->form});
  }
}

void QueryTree::open_phrase(std::uint32_t segment, Node& node) {
  node.places.clear(), node.begins.clear(), frequencies_.clear();
  for (const FormInSegments* form : node.forms) {
    node.begins.push_back(node.places.size());
    std::uint64_t documents = 0;
    for (const storage::FormOf& of : form->in(segment)) {
      const std::size_t leaf = leaf_of_ordinal(*segments_[segment].ranks, of.term);
      node.places.push_back({leaf, of.form});
      documents += leaves_[leaf].postings->documents();
    }
    frequencies_.push_back(documents);
  }
  node.begins.push_back(node.places.size());
  node.order.resize(frequencies_.size());
  std::iota(node.order.begin(), node.order.end(), std::size_t{0});
  std::sort(node.order.begin(), node.order.end(), [&](std::size_t a, std::size_t b) {
    return frequencies_[a] != frequencies_[b] ? frequencies_[a] < frequencies_[b] : a < b;
  });
}

void QueryTree::enter(const Window& window) {
  for (std::size_t i = 0; i < leaf_count_; ++i) {
    Leaf& leaf = leaves_[i];
    leaf.most_here = leaf.most;
    if (leaf.listed != nullptr) {
      leaf.here = leaf.listed->in_window(window.number);
      continue;
    }
    leaf.here = leaf.postings->in_window(window.number);
    if (leaf.here == nullptr || !leaf.scored) continue;
    const auto number = static_cast<std::size_t>(leaf.here - leaf.postings->windows().data());
    leaf.most_here = static_cast<double>(leaf.part->best_of_window[number]) * leaf.idf;
  }
}

void QueryTree::read_window(const Window& window) {
  for (std::size_t i = 0; i < leaf_count_; ++i)
    if (Leaf& leaf = leaves_[i]; leaf.here != nullptr)
      leaf.here = &leaf.whole.of(*leaf.here, window.documents, kernel_);
}

double QueryTree::most_here() const noexcept {
  double sum = 0;
  std::size_t scored = 0;
  for (std::size_t i = 0; i < leaf_count_; ++i)
    if (leaves_[i].scored && leaves_[i].here != nullptr) sum += leaves_[i].most_here, ++scored;
  return scored > 1 ? sum * (1 + 1e-9) : sum;  // sums of another order may round otherwise
}

std::uint32_t QueryTree::most_matches(const Node& node, const Window& window) const noexcept {
  return most_matches(node, window.documents, [](const Leaf& leaf) {
    return leaf.here == nullptr ? 0 : leaf.here->postings;
  });
}

std::uint32_t QueryTree::most_matches(const Node& node) const noexcept {
  return most_matches(node, documents_, [](const Leaf& leaf) {
    return leaf.listed != nullptr ? leaf.listed->postings() : leaf.postings->documents();
  });
}

// `count`: how many documents of so many a leaf has.
template <class Count>
std::uint32_t QueryTree::most_matches(const Node& node, std::uint32_t documents,
                                      Count count) const noexcept {
  std::uint64_t sum = 0, least = documents;
  switch (node.op) {
    case Op::nothing:
      return 0;
    case Op::everything:
      return documents;
    case Op::word:
    case Op::synonyms:
    case Op::filter:
    case Op::titled:
    case Op::round:
    case Op::names:
    case Op::quotation:
    case Op::article:
      for (const std::size_t i : node.leaves) sum += count(leaves_[i]);
      break;
    case Op::phrase:
      for (std::size_t word = 0; word + 1 < node.begins.size(); ++word) {
        sum = 0;
        for (const FormPlace& place : node.places_of(word)) sum += count(leaves_[place.leaf]);
        least = std::min(least, sum);
      }
      return node.begins.size() < 2 ? 0 : static_cast<std::uint32_t>(least);
    case Op::all:
    case Op::near:
      for (const std::size_t c : node.children)
        least = std::min<std::uint64_t>(least, most_matches(nodes_[c], documents, count));
      return node.children.empty() ? 0 : static_cast<std::uint32_t>(least);
    case Op::any:
      for (const std::size_t c : node.children) sum += most_matches(nodes_[c], documents, count);
      break;
    case Op::without:
    case Op::prefer:
      return node.children.empty() ? 0
                                   : most_matches(nodes_[node.children.front()], documents, count);
  }
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(sum, documents));
}

}  // namespace quoth::core
