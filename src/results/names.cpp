// Facets, the list of an index's names, and whom a name clause may mean.
#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "quoth/analyze/name_keys.hpp"
#include "quoth/error.hpp"
#include "quoth/rank/execute.hpp"
#include "quoth/results/searcher.hpp"
#include "results/name_resolver.hpp"
#include "results/people.hpp"

namespace quoth {
namespace {

using Clock = std::chrono::steady_clock;

void keep_time(Clock::time_point deadline) {
  if (Clock::now() >= deadline)
    throw DeadlineError(
        "Counting names ran out of time. Ask for something narrower, or give it a longer "
        "deadline.");
}

// The articles of what was found, each once, in the order they are stored in.
std::vector<ArticleRef> articles_of(const Ranking& ranking, Unit unit, const Snapshot& snapshot) {
  std::vector<ArticleRef> out;
  out.reserve(ranking.documents.size());
  for (const RankedDocument& d : ranking.documents)
    out.push_back(unit == Unit::quotations ? snapshot.quotation(d.segment, d.docid).article
                                           : ArticleRef{d.segment, d.docid});
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<ResolvedName> resolved(std::vector<NameResolver::Group> groups, std::size_t most) {
  std::vector<ResolvedName> out;
  for (NameResolver::Group& group : groups) {
    if (out.size() == most) break;
    out.push_back(std::move(group.resolved));
  }
  return out;
}

// The name clauses of a plan that ask for people, what is asked to be absent left out.
void name_nodes(const PlanNode& node, std::vector<const PlanNode*>& out) {
  switch (node.op) {
    case PlanNode::Op::names: {
      const NameScope scope = node.query.scope();
      if (node.query.kind() == Query::Kind::speaker || scope == NameScope::any ||
          scope == NameScope::person)
        out.push_back(&node);
      break;
    }
    case PlanNode::Op::without:
      name_nodes(node.children.front(), out);
      break;
    default:
      for (const PlanNode& child : node.children) name_nodes(child, out);
  }
}

// The spellings of one clause, to tell which names of an article it means.
class Asked {
 public:
  explicit Asked(const PlanNode& node) : one_token_(name_tokens(node.query.text()).size() == 1) {
    for (const NameExpansion& e : node.expansions) spellings_.insert(e.spelling);
  }
  [[nodiscard]] bool means(const ArticleName& name) const {
    return holds(name.name) ||
           std::any_of(name.variants.begin(), name.variants.end(),
                       [&](const std::string& variant) { return holds(variant); });
  }

 private:
  bool holds(std::string_view name) const {
    std::string whole;
    for (const std::string& token : name_tokens(name)) {
      if (one_token_ && spellings_.contains(token)) return true;
      whole += (whole.empty() ? "" : " ") + token;
    }
    return !one_token_ && spellings_.contains(whole);
  }
  bool one_token_;
  std::unordered_set<std::string> spellings_;
};

std::string listed(const std::vector<const ResolvedName*>& people) {
  constexpr std::size_t kMostListed = 5;
  std::string out;
  for (std::size_t i = 0; i < std::min(people.size(), kMostListed); ++i) {
    if (i > 0) out += i + 1 == people.size() ? " and " : ", ";
    out += people[i]->name;
    if (!people[i]->roles.empty()) out += " (" + people[i]->roles.front() + ")";
  }
  if (people.size() > kMostListed)
    out += " and " + std::to_string(people.size() - kMostListed) + " more";
  return out;
}

}  // namespace

std::vector<ResolvedName> people_behind(const Plan& plan, const Snapshot& snapshot,
                                        const RankOptions& options,
                                        std::vector<std::string>& notes) {
  constexpr std::size_t kMostRead = 300;
  constexpr std::size_t kMostPeople = 20;
  std::vector<const PlanNode*> clauses;
  name_nodes(plan.root, clauses);
  std::vector<ResolvedName> out;
  if (clauses.empty()) return out;
  const Clock::time_point deadline = Clock::now() + options.deadline;
  RankOptions all = options;
  all.offset = 0;
  all.limit = kMostRead;
  const std::vector<ArticleRef> articles =
      articles_of(execute(plan, snapshot, all), plan.unit, snapshot);
  std::vector<std::vector<ArticleName>> names;
  names.reserve(articles.size());
  for (const ArticleRef& ref : articles) names.push_back(snapshot.names(ref));
  for (const PlanNode* clause : clauses) {
    const Asked asked(*clause);
    NameResolver resolver;
    for (std::uint32_t i = 0; i < names.size(); ++i)
      for (const ArticleName& name : names[i])
        if (name.type == EntityType::person && asked.means(name)) resolver.add(name, i);
    std::vector<NameResolver::Group> groups = resolver.resolve(EntityType::person, deadline);
    if (groups.empty()) continue;
    // A lone surname may be any of them, and what is in one article of fifty is as likely a slip of
    // the analysis, or somebody's wife, as another one of that name.
    const std::uint64_t least = 1 + articles.size() / 50;
    std::vector<const ResolvedName*> different;
    for (const NameResolver::Group& group : groups)
      if (group.most_tokens > 1 && group.resolved.articles >= least)
        different.push_back(&group.resolved);
    if (different.size() > 1)
      notes.push_back("these hits may mix " + std::to_string(different.size()) +
                      " different people called “" + clause->query.text() +
                      "”: " + listed(different));
    for (NameResolver::Group& group : groups)
      if (out.size() < kMostPeople) out.push_back(std::move(group.resolved));
  }
  return out;
}

Facets Searcher::facets(const Query& query, const FacetOptions& options) const {
  const Clock::time_point deadline = Clock::now() + options.deadline;
  Plan plan = make_plan(query, snapshot_, options.unit, options.strictness);
  const Ranking ranking = execute(plan, snapshot_,
                                  {.limit = options.most_articles,
                                   .offset = 0,
                                   .bm25 = {},
                                   .deadline = options.deadline,
                                   .count_exactly = std::numeric_limits<std::size_t>::max()});
  Facets out;
  out.total = ranking.total;
  out.notes = std::move(plan.notes);
  const std::vector<ArticleRef> articles = articles_of(ranking, plan.unit, snapshot_);
  out.articles = articles.size();
  if (ranking.documents.size() == options.most_articles && ranking.total > options.most_articles)
    out.notes.push_back("names were counted in the best " + std::to_string(options.most_articles) +
                        " hits alone");
  NameResolver resolver;
  for (std::uint32_t i = 0; i < articles.size(); ++i) {
    if (i % 64 == 0) keep_time(deadline);
    for (const ArticleName& name : snapshot_.names(articles[i])) resolver.add(name, i);
  }
  std::vector<ResolvedName> all;
  for (const EntityType type : {EntityType::person, EntityType::organisation, EntityType::place}) {
    auto groups = resolver.resolve(type, deadline);
    for (const NameResolver::Group& group : groups)
      if (group.resolved.quotations > 0) all.push_back(group.resolved);
    (type == EntityType::person         ? out.people
     : type == EntityType::organisation ? out.organisations
                                        : out.places) = resolved(std::move(groups), options.limit);
  }
  std::stable_sort(all.begin(), all.end(), [](const ResolvedName& a, const ResolvedName& b) {
    return a.quotations > b.quotations;
  });
  if (all.size() > options.limit) all.resize(options.limit);
  out.speakers = std::move(all);
  return out;
}

Facets Searcher::facets(std::string_view text, const FacetOptions& options) const {
  ParsedQuery parsed = parse_query(text, ParseOptions{options.today});
  Facets out = facets(parsed.query, options);
  out.issues = std::move(parsed.issues);
  return out;
}

NameList Searcher::names(const NamesOptions& options) const {
  const Clock::time_point deadline = Clock::now() + options.deadline;
  NameList out;
  NameResolver resolver;
  std::uint32_t article = 0;
  std::optional<Asked> asked;
  const auto add = [&](ArticleRef ref) {
    if (article % 64 == 0) keep_time(deadline);
    for (const ArticleName& name : snapshot_.names(ref))
      if ((!options.type || name.type == *options.type) && (!asked || asked->means(name)))
        resolver.add(name, article);
    ++article;
  };
  if (options.like.empty()) {
    for (std::uint32_t segment = 0; segment < snapshot_.segment_count(); ++segment)
      for (std::uint32_t docid = 1; docid <= snapshot_.articles_in(segment); ++docid)
        if (!snapshot_.is_deleted({segment, docid})) add({segment, docid});
  } else {
    const NameScope scope = !options.type                               ? NameScope::any
                            : *options.type == EntityType::person       ? NameScope::person
                            : *options.type == EntityType::organisation ? NameScope::organisation
                                                                        : NameScope::place;
    const Plan plan =
        make_plan(Query::name(options.like, scope), snapshot_, Unit::articles, options.strictness);
    if (plan.root.op == PlanNode::Op::names) {
      asked.emplace(plan.root);
      const Ranking ranking = execute(plan, snapshot_,
                                      {.limit = std::numeric_limits<std::size_t>::max(),
                                       .offset = 0,
                                       .bm25 = {},
                                       .deadline = options.deadline});
      for (const ArticleRef& ref : articles_of(ranking, Unit::articles, snapshot_)) add(ref);
    }
  }
  out.articles = article;
  for (const EntityType type : {EntityType::person, EntityType::organisation, EntityType::place}) {
    if (options.type && type != *options.type) continue;
    for (NameResolver::Group& group : resolver.resolve(type, deadline))
      out.names.push_back(std::move(group.resolved));
  }
  std::stable_sort(
      out.names.begin(), out.names.end(),
      [](const ResolvedName& a, const ResolvedName& b) { return a.articles > b.articles; });
  if (out.names.size() > options.limit) {
    out.left_out = out.names.size() - options.limit;
    out.names.resize(options.limit);
  }
  return out;
}

}  // namespace quoth
