#include "results/candidate.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/postings/quotation_words.hpp"
#include "quoth/text/token_table.hpp"
#include "results/document_places.hpp"
#include "results/wanted.hpp"

namespace quoth {
namespace {

using Op = PlanNode::Op;

std::optional<Day> day_of(const StoredArticle& stored) {
  const auto& published = stored.annotations.published;
  return published ? published->interval.single_day() : std::nullopt;
}

// Words, phrases and synonyms that are wanted of the document itself, with those near each other.
template <class F>
void for_each_clause(const PlanNode& node, F&& clause) {
  for_each_wanted(node, [&](const PlanNode& leaf) {
    if (leaf.op == Op::near) {
      for (const PlanNode& child : leaf.children) for_each_clause(child, clause);
    } else if (leaf.op == Op::word || leaf.op == Op::synonyms ||
               (leaf.op == Op::phrase && !leaf.terms.empty())) {
      clause(leaf);
    }
  });
}

// What tells one clause from another: a word asked for twice is one.
std::string key_of(const PlanNode& clause) {
  std::string key(1, static_cast<char>('0' + static_cast<int>(clause.op)));
  const auto add = [&](const std::vector<std::string>& texts) {
    for (const std::string& text : texts) key += ' ' + text;
  };
  if (clause.op == Op::synonyms) {
    key += ' ' + clause.beginning;
    add(clause.scored.front().stems);
  } else {
    add(clause.op == Op::phrase ? clause.forms : clause.terms);
  }
  return key;
}

// The texts that a query wants said, in its order.
void add_said(const Query& query, bool in_quotation, std::vector<std::string>& out) {
  switch (query.kind()) {
    case Query::Kind::word:
    case Query::Kind::phrase:
    case Query::Kind::about:
      if (in_quotation) out.push_back(query.text());
      break;
    case Query::Kind::without:
      add_said(query.children().front(), in_quotation, out);
      break;
    case Query::Kind::title:
      break;
    default:
      for (const Query& child : query.children())
        add_said(child, in_quotation || query.kind() == Query::Kind::quotation, out);
  }
}

std::vector<std::string> texts_of(const std::vector<QuotationWord>& words) {
  std::vector<std::string> out;
  out.reserve(words.size());
  for (const QuotationWord& word : words) out.push_back(word.text);
  return out;
}

}  // namespace

double CandidateSet::best_score() const noexcept {
  return documents.empty() || documents.front().score <= 0 ? 1 : documents.front().score;
}

ArticleRef CandidateSet::article_of(const RankedDocument& document) const {
  return plan.unit == Unit::quotations
             ? snapshot.quotation(document.segment, document.docid).article
             : ArticleRef{document.segment, document.docid};
}

Candidate::Impl::Impl(CandidateSet& set, const RankedDocument& document)
    : set_(set), document_(document), article_(set.article_of(document)) {
  if (set.plan.unit == Unit::quotations)
    quotation_ = set.snapshot.quotation(document.segment, document.docid).index;
}

const StoredArticle& Candidate::Impl::stored() {
  if (!stored_) stored_ = set_.snapshot.article(article_);
  return *stored_;
}

const ArticleView& Candidate::Impl::view() {
  if (!view_) view_.emplace(stored());
  return *view_;
}

std::optional<Day> Candidate::Impl::newest() {
  if (!set_.newest) {
    std::optional<Day> newest;
    for (const RankedDocument& document : set_.documents)
      if (const auto day = day_of(set_.snapshot.article(set_.article_of(document))))
        newest = newest ? std::max(*newest, *day) : *day;
    set_.newest = newest;
  }
  return *set_.newest;
}

void Candidate::Impl::add_likeness(const PlanNode& node, bool in_quotations,
                                   std::vector<double>& out) {
  for_each_wanted(node, [&](const PlanNode& leaf) {
    if (leaf.op == Op::quotation) {
      add_likeness(leaf.children.front(), true, out);
    } else if (leaf.op == Op::names) {
      // Expansions stand in order of likeness.
      const auto found = view().matched_spellings(leaf, quotation_, in_quotations);
      out.push_back(found.empty() ? 0 : leaf.expansions[found.front()].similarity);
    }
  });
}

std::vector<double> Candidate::Impl::name_likeness() {
  std::vector<double> out;
  add_likeness(set_.plan.root, false, out);
  return out;
}

const std::vector<Candidate::Clause>& Candidate::Impl::clauses() {
  if (clauses_) return *clauses_;
  clauses_.emplace();
  std::set<std::string> known;
  for_each_clause(set_.plan.root, [&](const PlanNode& node) {
    if ((node.in_title && quotation_) || !known.insert(key_of(node)).second) return;
    const DocumentTerms& document =
        quotation_ ? view().terms_of_quotation(*quotation_) : view().terms();
    Clause clause{node.query, places_of(document, node, node.in_title)};
    for (Place& place : clause.places)
      if (!quotation_ && place.first > document.title_words) {
        place.first += kTitleGap;
        place.last += kTitleGap;
      }
    clauses_->push_back(std::move(clause));
  });
  return *clauses_;
}

std::vector<std::string> Candidate::Impl::wanted_said() {
  std::vector<std::string> texts;
  add_said(set_.query, set_.plan.unit == Unit::quotations, texts);
  std::vector<QuotationWord> words;
  for (const std::string& text : texts) {
    TokenTable tokens;
    tokens.scan(text, lexicon_of("en"));
    append_quotation_words(tokens, {0, tokens.size()}, stored().article.lang, words);
  }
  return texts_of(words);
}

std::vector<std::vector<std::string>> Candidate::Impl::said() {
  std::vector<std::uint32_t> indices;
  if (quotation_) {
    indices.push_back(*quotation_);
  } else {
    indices = view().matched_quotations(set_.plan.root);
  }
  std::vector<std::vector<std::string>> out;
  for (const std::uint32_t index : indices) {
    std::vector<QuotationWord> words;
    append_quotation_words(view().tokens(),
                           view().tokens().tokens_in(stored().annotations.quotations[index].span),
                           stored().article.lang, words);
    out.push_back(texts_of(words));
  }
  return out;
}

const Query& Candidate::query() const noexcept { return impl_.set().query; }
ArticleRef Candidate::article() const noexcept { return impl_.article(); }
std::optional<std::uint32_t> Candidate::quotation() const noexcept { return impl_.quotation(); }
double Candidate::score() const noexcept { return impl_.document().score; }
double Candidate::best_score() const noexcept { return impl_.set().documents.front().score; }
const StoredArticle& Candidate::stored() const { return impl_.stored(); }
std::optional<Day> Candidate::published() const { return day_of(impl_.stored()); }
std::optional<Day> Candidate::newest() const { return impl_.newest(); }
std::vector<double> Candidate::name_likeness() const { return impl_.name_likeness(); }
const std::vector<Candidate::Clause>& Candidate::clauses() const { return impl_.clauses(); }
std::vector<std::string> Candidate::wanted_said() const { return impl_.wanted_said(); }
std::vector<std::vector<std::string>> Candidate::said() const { return impl_.said(); }

}  // namespace quoth
