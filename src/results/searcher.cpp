#include "quoth/results/searcher.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <utility>

#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/quotations.hpp"
#include "quoth/rank/execute.hpp"
#include "results/bare_quotation.hpp"
#include "results/copy_folder.hpp"
#include "results/matching.hpp"
#include "results/name_reasons.hpp"
#include "results/people.hpp"
#include "results/reranker.hpp"
#include "results/suggestions.hpp"

namespace quoth {
namespace {

// The union of the marks that lie in `span`, counted from its begin.
std::vector<Span> marks_within(const std::vector<MatchedSpan>& marks, Span span) {
  std::vector<Span> out;
  for (const MatchedSpan& m : marks) {
    if (!span.contains(m.span) || m.span.empty() || m.kind == MatchedSpan::Kind::quotation)
      continue;
    const Span in{m.span.begin - span.begin, m.span.end - span.begin};
    if (!out.empty() && in.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, in.end);
    } else {
      out.push_back(in);
    }
  }
  return out;
}

RankOptions rank_options(const SearchOptions& options) {
  return {.limit = options.limit,
          .offset = options.offset,
          .bm25 = options.bm25,
          .deadline = options.deadline};
}

// The best documents by their words, as many as a re-ranking looks at.
Ranking candidates_of(const Plan& plan, const Snapshot& snapshot, const SearchOptions& options,
                      std::size_t most) {
  RankOptions rank = rank_options(options);
  rank.offset = 0;
  rank.limit = most;
  return execute(plan, snapshot, rank);
}

Ranking ranked(const Query& query, const Plan& plan, const Snapshot& snapshot,
               const SearchOptions& options) {
  if (!options.rerank) return execute(plan, snapshot, rank_options(options));
  const auto deadline = std::chrono::steady_clock::now() + options.deadline;
  const std::size_t depth = options.rerank->depth;
  const std::size_t until =
      options.limit > SIZE_MAX - options.offset ? SIZE_MAX : options.offset + options.limit;
  Ranking out = candidates_of(plan, snapshot, options, std::max(depth, until));
  std::vector<RankedDocument>& documents = out.documents;
  const std::size_t looked_at = std::min(depth, documents.size());
  std::vector<RankedDocument> best =
      reranked({query, plan, snapshot, std::span(documents).first(looked_at)}, *options.rerank,
               deadline);
  std::copy(best.begin(), best.end(), documents.begin());
  documents.resize(std::min(documents.size(), until));
  documents.erase(documents.begin(), documents.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                             documents.size(), options.offset)));
  return out;
}

// The hits asked for where copies stand behind the best of them.
Ranking folded(const Query& query, const Plan& plan, const Snapshot& snapshot,
               const SearchOptions& options, std::vector<std::vector<Copy>>& copies,
               std::vector<std::string>& notes) {
  // How many documents have to be ranked is not known before they were: twice as many until it is enough.
  constexpr std::size_t kMostLookedAt = 10'000;
  const std::size_t until = options.limit > SIZE_MAX - options.offset
                                ? SIZE_MAX
                                : options.offset + options.limit;
  const std::size_t most = std::max(kMostLookedAt, until);
  SearchOptions deeper = options;
  deeper.offset = 0;
  deeper.limit = std::min(most, until) + std::min<std::size_t>(until, 20) + 1;  // never 0, to end
  CopyFolder folder(snapshot, plan.unit);
  Ranking ranking;
  for (std::size_t added = 0;;) {
    ranking = ranked(query, plan, snapshot, deeper);
    for (; added < ranking.documents.size() && folder.groups().size() <= until; ++added)
      folder.add(ranking.documents[added]);
    if (folder.groups().size() > until || ranking.documents.size() < deeper.limit) break;
    if (deeper.limit >= most) {
      notes.push_back("Copies were folded among the best " + std::to_string(added) +
                      " documents only.");
      break;
    }
    deeper.limit = std::min(most, 2 * deeper.limit);
  }
  std::vector<CopyFolder::Group>& groups = folder.groups();
  ranking.documents.clear();
  for (std::size_t i = options.offset; i < std::min(groups.size(), until); ++i) {
    ranking.documents.push_back(groups[i].best);
    copies.push_back(std::move(groups[i].copies));
  }
  return ranking;
}

Hit make_hit(const Plan& plan, const RankedDocument& ranked, const Snapshot& snapshot,
             const SearchOptions& options) {
  Hit hit;
  hit.score = ranked.score;
  if (plan.unit == Unit::quotations) {
    const QuotationRef ref = snapshot.quotation(ranked.segment, ranked.docid);
    hit.article = ref.article;
    hit.quotation = ref.index;
  } else {
    hit.article = {ranked.segment, ranked.docid};
  }
  ArticleView view(snapshot.article(hit.article));
  const StoredArticle& stored = view.stored();
  hit.id = stored.article.id;
  hit.title = stored.article.title;
  hit.source = stored.article.source;
  hit.url = stored.article.url;
  hit.published = stored.annotations.published;

  const std::vector<MatchedSpan> marks = view.marks(plan.root, hit.quotation);
  const auto title = static_cast<std::uint32_t>(stored.article.title.size());
  const std::uint32_t body_begin = title == 0 ? 0 : title + 2;
  std::vector<std::uint32_t> shown;
  if (hit.quotation) {
    shown.push_back(*hit.quotation);
  } else {
    shown = view.matched_quotations(plan.root);
    if (shown.empty()) {
      for (std::uint32_t i = 0; i < stored.annotations.quotations.size(); ++i) {
        const Span span = stored.annotations.quotations[i].span;
        if (std::any_of(marks.begin(), marks.end(),
                        [&](const MatchedSpan& m) { return span.contains(m.span); }))
          shown.push_back(i);
      }
    }
  }
  for (const std::uint32_t i : shown) {
    FoundQuotation q = bare_quotation(stored, view.text(), {hit.article, i});
    q.context = sentences_around(view.text(), view.tokens(), q.span, body_begin, options.context);
    q.marks = marks_within(marks, q.span);
    hit.quotations.push_back(std::move(q));
  }
  if (!hit.quotation)
    for (const std::size_t i : view.matched_dates(plan.root))
      hit.dates.push_back(found_date(stored, view.text(), i));
  const auto length = [](const FoundDate& d) {
    return d.interval.until.seconds - d.interval.from.seconds;
  };
  std::stable_sort(hit.dates.begin(), hit.dates.end(), [&](const FoundDate& a, const FoundDate& b) {
    return a.decided != b.decided ? a.decided : length(a) < length(b);
  });
  hit.snippet = make_snippet(view.text(), view.tokens(), marks, options.snippet, body_begin);
  return hit;
}

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f %%", share * 100);
  return text;
}

// The spellings of a name that the hit has, each with its likeness and the reason for it.
void explain_names(const PlanNode& node, const ArticleView& view,
                   std::optional<std::uint32_t> quotation, bool in_quotations,
                   std::vector<std::string>& out) {
  if (node.op != PlanNode::Op::names) {
    for (const PlanNode& child : node.children)
      explain_names(child, view, quotation, in_quotations || node.op == PlanNode::Op::quotation,
                    out);
    return;
  }
  std::string asked;
  for (const std::string& token : name_tokens(node.query.text()))
    asked += (asked.empty() ? "" : " ") + token;
  const bool quotations = quotation || in_quotations;
  for (const std::size_t i : view.matched_spellings(node, quotation, in_quotations)) {
    const NameExpansion& e = node.expansions[i];
    out.push_back("spelled “" + e.spelling + "”: likeness " + percent(e.similarity) + ", " +
                  why_alike(asked, e.spelling) + "; in " + std::to_string(e.documents) +
                  (quotations ? (e.documents == 1 ? " quotation" : " quotations")
                              : (e.documents == 1 ? " article" : " articles")));
  }
}

void explain_node(const PlanNode& node, const Plan& plan, const Snapshot& snapshot,
                  const RankedDocument& document, const SearchOptions& options,
                  const ArticleView& view, std::optional<std::uint32_t> quotation,
                  std::vector<Explanation::Part>& out) {
  switch (node.op) {
    case PlanNode::Op::all:
    case PlanNode::Op::any:
    case PlanNode::Op::prefer:
      for (const PlanNode& child : node.children)
        explain_node(child, plan, snapshot, document, options, view, quotation, out);
      return;
    case PlanNode::Op::without:
      explain_node(node.children.front(), plan, snapshot, document, options, view, quotation, out);
      return;
    default:
      break;
  }
  Explanation::Part part;
  const bool of_quotation =
      plan.unit == Unit::quotations && node.query.kind() != Query::Kind::quotation;
  part.what = (of_quotation ? Query::quotation(node.query) : node.query).plain_words();
  part.score = score_of(node, plan.unit, snapshot, document, rank_options(options));
  explain_names(node, view, quotation, false, part.details);
  out.push_back(std::move(part));
}

// What each feature added, where the hit is among the documents that were looked at.
void explain_features(const Query& query, const Plan& plan, const Snapshot& snapshot,
                      const RankedDocument& document, const SearchOptions& options,
                      std::vector<Explanation::Part>& out) {
  const Ranking candidates = candidates_of(plan, snapshot, options, options.rerank->depth);
  CandidateSet set{query, plan, snapshot, candidates.documents};
  for (const RankedDocument& candidate : candidates.documents) {
    if (candidate.segment != document.segment || candidate.docid != document.docid) continue;
    for (const FeatureShare& share : feature_shares(set, candidate, *options.rerank)) {
      Explanation::Part part;
      part.what = "feature “" + std::string(share.feature->name()) + "”";
      part.score = share.added;
      char numbers[96];
      std::snprintf(numbers, sizeof numbers, "value %.3f, weight %.3f of the best score %.3f",
                    share.value, share.weight, set.best_score());
      part.details.emplace_back(numbers);
      out.push_back(std::move(part));
    }
  }
}

// Whose the quotation is, by which rule, and what spoke for them most.
void explain_speaker(const ArticleView& view, std::uint32_t quotation,
                     std::vector<Explanation::Part>& out) {
  const StoredArticle& stored = view.stored();
  const Annotations& found = stored.annotations;
  const Quotation& q = found.quotations[quotation];
  Explanation::Part part;
  part.what = "speaker";
  for (std::size_t i = 0; i < q.speakers.size(); ++i)
    part.what +=
        (i == 0 ? " “" : " and “") + found_speaker(q.speakers[i], found, view.text()).name + "”";
  if (q.speakers.empty()) part.what += " unknown";
  part.details.push_back("found by rule " + std::string(found.rule_name(q.rule)) +
                         ", right with probability " + percent(q.confidence));
  for (const QuotationExplanation& e : explain_quotations(stored.article, found)) {
    if (e.quotation != static_cast<std::int32_t>(quotation) || e.options.empty()) continue;
    // A signature or a label overrules the sentence.
    if (e.options.front().speakers != q.speakers) break;
    constexpr std::size_t kMost = 4;
    for (std::size_t k = 0; k < std::min(kMost, e.options.front().evidence.size()); ++k) {
      const QuotationEvidence& evidence = e.options.front().evidence[k];
      char points[32];
      std::snprintf(points, sizeof points, "%+.2f", evidence.points);
      part.details.push_back(std::string(evidence.meaning) + " (" + points + ")");
    }
    break;
  }
  out.push_back(std::move(part));
}

}  // namespace

FoundQuotation found_quotation(const StoredArticle& stored, std::string_view text, QuotationRef ref,
                               const ContextOptions& context) {
  FoundQuotation out = bare_quotation(stored, text, ref);
  out.context = sentences_around(stored, text, out.span, context);
  return out;
}

FoundDate found_date(const StoredArticle& stored, std::string_view text, std::size_t index) {
  const Timex& timex = stored.annotations.timexes[index];
  FoundDate out;
  out.span = timex.span;
  out.text = timex.span.of(text);
  out.value = timex.value;
  out.interval = *timex.interval;
  out.grain = grain_of(out.interval);
  out.decided = is_decided(timex);
  out.rule = stored.annotations.rule_name(timex.rule);
  return out;
}

Results Searcher::search(const Query& query, const SearchOptions& options) const {
  const Plan plan = make_plan(query, snapshot_, options.unit, options.name_strictness);
  Results out;
  std::vector<std::vector<Copy>> copies;
  const Ranking ranking = options.fold_copies
                              ? folded(query, plan, snapshot_, options, copies, out.notes)
                              : ranked(query, plan, snapshot_, options);
  out.unit = plan.unit;
  out.total = ranking.total;
  out.total_is_exact = ranking.total_is_exact;
  out.hits.reserve(ranking.documents.size());
  for (const RankedDocument& document : ranking.documents)
    out.hits.push_back(make_hit(plan, document, snapshot_, options));
  for (std::size_t i = 0; i < copies.size(); ++i) out.hits[i].copies = std::move(copies[i]);
  out.notes.insert(out.notes.begin(), plan.notes.begin(), plan.notes.end());
  constexpr std::uint64_t kFewHits = 2;
  if (options.suggestions && out.total <= kFewHits)
    out.suggestions = suggestions_for(query, snapshot_, plan.unit, options.name_strictness);
  if (options.people) out.people = people_behind(plan, snapshot_, rank_options(options), out.notes);
  return out;
}

Results Searcher::search(std::string_view text, const SearchOptions& options) const {
  ParsedQuery parsed = parse_query(text, ParseOptions{options.today});
  Results out = search(parsed.query, options);
  out.issues = std::move(parsed.issues);
  return out;
}

Results Searcher::quotes(const Query& query, SearchOptions options) const {
  options.unit = Unit::quotations;
  return search(query, options);
}

Results Searcher::quotes(std::string_view text, SearchOptions options) const {
  options.unit = Unit::quotations;
  return search(text, options);
}

Explanation Searcher::explain(const Query& query, const Hit& hit,
                              const SearchOptions& options) const {
  const Plan plan = make_plan(query, snapshot_, hit.quotation ? Unit::quotations : Unit::articles,
                              options.name_strictness);
  const ArticleView view(snapshot_.article(hit.article));
  RankedDocument document{hit.article.segment, hit.article.docid, hit.score};
  if (hit.quotation) document.docid = snapshot_.first_quotation(hit.article) + *hit.quotation;
  Explanation out;
  out.query = query.plain_words();
  out.score = hit.score;
  explain_node(plan.root, plan, snapshot_, document, options, view, hit.quotation, out.parts);
  if (hit.quotation) explain_speaker(view, *hit.quotation, out.parts);
  for (const FoundDate& date : hit.dates) {
    Explanation::Part part;
    part.what = "date “" + date.text + "”";
    part.details.push_back((date.decided ? "means " : "on a day not decided of ") +
                           period_words(date.interval));
    part.details.push_back("found by rule " + date.rule);
    out.parts.push_back(std::move(part));
  }
  for (const FoundQuotation& q : hit.quotations) {
    Explanation::Part part;
    part.what = "quotation " + q.text;
    for (const FoundSpeaker& s : q.speakers)
      part.details.push_back("said by " + s.name + (s.text == s.name ? "" : " (“" + s.text + "”)"));
    for (const FoundSpeaker& s : q.via) part.details.push_back("passed on by " + s.name);
    part.details.push_back("found by rule " + q.rule + ", confidence " + percent(q.confidence));
    out.parts.push_back(std::move(part));
  }
  if (hit.published) {
    const PublicationDay& day = *hit.published;
    Explanation::Part part;
    const auto single = day.interval.single_day();
    part.what = "published " +
                (single ? to_iso(*single)
                        : to_iso(day.interval.from) + " to before " + to_iso(day.interval.until)) +
                " (" + std::string(name_of(day.how)) + ", confidence " + percent(day.confidence) +
                ")";
    part.details = day.evidence;
    out.parts.push_back(std::move(part));
  }
  if (options.rerank) explain_features(query, plan, snapshot_, document, options, out.parts);
  return out;
}

}  // namespace quoth
