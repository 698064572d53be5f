#include "results/matching.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/fold.hpp"
#include "results/document_places.hpp"
#include "results/wanted.hpp"

namespace quoth {
namespace {

// Whether a date is why `when:` found its article, days being the finest the index knows.
bool is_date_of(const Timex& timex, const Interval& asked) noexcept {
  if (!timex.interval || asked.empty()) return false;
  const auto next_midnight = [](Instant t) {
    return Instant::at(Instant{t.seconds - 1}.day().plus(1));
  };
  const Interval days{Instant::at(asked.from.day()), next_midnight(asked.until)};
  return is_decided(timex) ? timex.interval->overlaps(days) : days.contains(*timex.interval);
}

bool has_name(const DocumentTerms& document, const std::string& term) {
  if (!term::is_untyped_name(term)) return find_term(document, term) != nullptr;
  const auto typed = term::typed_names(term);
  return std::any_of(typed.begin(), typed.end(),
                     [&](const std::string& one) { return find_term(document, one) != nullptr; });
}

}  // namespace

bool matches(const PlanNode& node, const DocumentTerms& document, const DocumentTerms& article) {
  const auto has_term = [&](const std::string& term) {
    return find_term(document, term) != nullptr;
  };
  const auto child_matches = [&](const PlanNode& child) {
    return matches(child, document, article);
  };
  switch (node.op) {
    case PlanNode::Op::nothing:
    case PlanNode::Op::quotation:
      return false;
    case PlanNode::Op::everything:
      return true;
    case PlanNode::Op::word:
    case PlanNode::Op::filter:
      return std::any_of(node.terms.begin(), node.terms.end(), has_term);
    case PlanNode::Op::titled:
      return !places_of_stems(document, node.terms, node.beginning, true).empty();
    case PlanNode::Op::round: {
      const DocumentTerms::Place& own = document.place;
      const std::vector<Place> places = places_of_stems(article, node.terms, {}, false);
      return std::any_of(places.begin(), places.end(), [&](const Place& place) {
        return place.first < own.first ? place.first + own.before >= own.first
                                       : place.first >= own.first + own.words &&
                                             place.first < own.first + own.words + own.after;
      });
    }
    case PlanNode::Op::phrase:
      return !places_of_phrase(document, node.forms, node.in_title).empty();
    case PlanNode::Op::synonyms:
      return !places_of(document, node, false).empty();
    case PlanNode::Op::near:
      return !places_of_near(document, node).front().empty();
    case PlanNode::Op::article:
      return matches(node.children.front(), article, article);
    case PlanNode::Op::names:
      return std::any_of(node.expansions.begin(), node.expansions.end(),
                         [&](const NameExpansion& e) { return has_name(document, e.term); });
    case PlanNode::Op::all:
      return std::all_of(node.children.begin(), node.children.end(), child_matches);
    case PlanNode::Op::any:
      return std::any_of(node.children.begin(), node.children.end(), child_matches);
    case PlanNode::Op::without:
      return child_matches(node.children[0]) && !child_matches(node.children[1]);
    case PlanNode::Op::prefer:
      return child_matches(node.children[0]);
  }
  return false;
}

ArticleView::ArticleView(StoredArticle stored)
    : stored_(std::move(stored)), text_(text_of(stored_.article)), maker_(stored_.article.lang) {
  tokens_.scan(text_, lexicon_of(stored_.article));
}

const ArticleView::Words& ArticleView::words() const {
  if (!words_) {
    ArticlePostings postings = maker_.make(stored_.article, tokens_, stored_.annotations);
    TextOrder order(postings);
    words_.emplace(std::move(postings), std::move(order));
  }
  return *words_;
}

const DocumentTerms& ArticleView::terms() const {
  if (!terms_) terms_ = document_terms(words().postings, words().postings.article, words().order);
  return *terms_;
}

const DocumentTerms& ArticleView::terms_of_quotation(std::uint32_t i) const {
  terms_of_quotations_.resize(quotation_count());
  std::optional<DocumentTerms>& out = terms_of_quotations_[i];
  if (!out) out = document_terms(words().postings, words().postings.quotations[i], words().order);
  return *out;
}

std::vector<std::size_t> ArticleView::matched_spellings(const PlanNode& names,
                                                        std::optional<std::uint32_t> quotation,
                                                        bool in_quotations) const {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < names.expansions.size(); ++i) {
    const std::string& term = names.expansions[i].term;
    const auto has = [&](const DocumentTerms& document) { return has_name(document, term); };
    bool found = false;
    if (quotation) {
      found = has(terms_of_quotation(*quotation));
    } else if (in_quotations) {
      for (std::uint32_t q = 0; q < quotation_count() && !found; ++q)
        found = has(terms_of_quotation(q));
    } else {
      found = has(terms());
    }
    if (found) out.push_back(i);
  }
  return out;
}

std::vector<std::uint32_t> ArticleView::matched_quotations(const PlanNode& root) const {
  std::vector<std::uint32_t> out;
  for_each_wanted(root, [&](const PlanNode& node) {
    if (node.op != PlanNode::Op::quotation) return;
    for (std::uint32_t i = 0; i < quotation_count(); ++i)
      if (matches(node.children.front(), terms_of_quotation(i), terms())) out.push_back(i);
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::size_t> ArticleView::matched_dates(const PlanNode& root) const {
  std::vector<std::size_t> out;
  const std::vector<Timex>& timexes = stored_.annotations.timexes;
  for_each_wanted(root, [&](const PlanNode& node) {
    if (node.query.kind() != Query::Kind::when) return;
    for (std::size_t i = 0; i < timexes.size(); ++i)
      if (is_date_of(timexes[i], node.query.interval())) out.push_back(i);
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<MatchedSpan> ArticleView::marks(const PlanNode& root,
                                            std::optional<std::uint32_t> quotation) {
  std::vector<MatchedSpan> out;
  Scope scope{{0, tokens_.size()}, quotation};
  if (quotation) scope.tokens = tokens_.tokens_in(stored_.annotations.quotations[*quotation].span);
  for_each_wanted(root, [&](const PlanNode& node) { mark_node(node, scope, out); });
  if (quotation && out.empty())
    out.push_back({stored_.annotations.quotations[*quotation].span, MatchedSpan::Kind::quotation});
  std::sort(out.begin(), out.end(), [](const MatchedSpan& a, const MatchedSpan& b) {
    return a.span != b.span ? a.span < b.span : a.kind < b.kind;
  });
  out.erase(
      std::unique(out.begin(), out.end(),
                  [](const MatchedSpan& a, const MatchedSpan& b) { return a.span == b.span; }),
      out.end());
  return out;
}

void ArticleView::mark_node(const PlanNode& node, const Scope& scope,
                            std::vector<MatchedSpan>& out) {
  switch (node.op) {
    case PlanNode::Op::word:
      mark_words(node, scope, out);
      break;
    case PlanNode::Op::phrase:
      mark_phrases(node, scope, out);
      break;
    case PlanNode::Op::synonyms:
      mark_places(places_of(document_of(node, scope), node, node.in_title), node, scope, out);
      break;
    case PlanNode::Op::near:
      for (const std::vector<Place>& places : places_of_near(document_of(node, scope), node))
        mark_places(places, node, scope, out);
      break;
    case PlanNode::Op::names:
      mark_names(node, scope, out);
      break;
    case PlanNode::Op::filter:
      mark_dates(node, scope, out);
      break;
    case PlanNode::Op::article:
      for_each_wanted(node.children.front(),
                      [&](const PlanNode& child) { mark_node(child, scope, out); });
      break;
    case PlanNode::Op::quotation:
      for (std::uint32_t i = 0; i < quotation_count(); ++i) {
        if (!matches(node.children.front(), terms_of_quotation(i), terms())) continue;
        const std::size_t before = out.size();
        const Span span = stored_.annotations.quotations[i].span;
        const Scope inside{tokens_.tokens_in(span), i};
        for_each_wanted(node.children.front(),
                        [&](const PlanNode& child) { mark_node(child, inside, out); });
        const bool marked_inside =
            std::any_of(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(),
                        [&](const MatchedSpan& m) { return span.contains(m.span); });
        if (!marked_inside) out.push_back({span, MatchedSpan::Kind::quotation});
      }
      break;
    default:
      break;
  }
}

TokenRange ArticleView::title_tokens() const noexcept {
  return tokens_.tokens_in({0, static_cast<std::uint32_t>(stored_.article.title.size())});
}

void ArticleView::mark_words(const PlanNode& node, const Scope& scope,
                             std::vector<MatchedSpan>& out) {
  std::string form;
  const TokenRange range = node.in_title ? title_tokens() : scope.tokens;
  for (TokenIndex i = range.begin; i < range.end; ++i) {
    if (!is_indexed(tokens_, i)) continue;
    form.clear();
    fold_word(tokens_.text(i), form);
    if (term::stem(maker_.stem_of(form)) == node.terms.front())
      out.push_back({tokens_.span(i), MatchedSpan::Kind::word});
  }
}

void ArticleView::mark_phrases(const PlanNode& node, const Scope& scope,
                               std::vector<MatchedSpan>& out) {
  const bool in_title = node.in_title;
  const TokenRange title = title_tokens();
  const TokenRange range = in_title ? title : scope.tokens;
  std::vector<TokenIndex> words;
  std::vector<std::string> forms;
  for (TokenIndex i = range.begin; i < range.end; ++i) {
    if (!is_indexed(tokens_, i)) continue;
    std::string form = folded(tokens_.text(i));
    if (form.empty()) continue;
    words.push_back(i);
    forms.push_back(term::form(form));
  }
  for (std::size_t start = 0; start + node.forms.size() <= words.size(); ++start) {
    if (!std::equal(node.forms.begin(), node.forms.end(),
                    forms.begin() + static_cast<std::ptrdiff_t>(start)))
      continue;
    const TokenIndex first = words[start], last = words[start + node.forms.size() - 1];
    if (first < title.end && last >= title.end)
      continue;  // no phrase reads from the title into the body
    out.push_back({{tokens_.span(first).begin, tokens_.span(last).end}, MatchedSpan::Kind::phrase});
  }
}

const DocumentTerms& ArticleView::document_of(const PlanNode& node,
                                              const Scope& scope) const {
  return scope.quotation && !node.in_title ? terms_of_quotation(*scope.quotation) : terms();
}

void ArticleView::mark_places(const std::vector<Place>& places, const PlanNode& node,
                              const Scope& scope, std::vector<MatchedSpan>& out) const {
  if (places.empty()) return;
  // Positions count the words of the document from 1.
  const TokenRange range = node.in_title ? title_tokens() : scope.tokens;
  std::vector<TokenIndex> words;
  std::string form;
  for (TokenIndex i = range.begin; i < range.end; ++i) {
    if (!is_indexed(tokens_, i)) continue;
    form.clear();
    fold_word(tokens_.text(i), form);
    if (!form.empty()) words.push_back(i);
  }
  for (const Place& place : places)
    if (place.last <= words.size())
      out.push_back(
          {{tokens_.span(words[place.first - 1]).begin, tokens_.span(words[place.last - 1]).end},
           place.first == place.last ? MatchedSpan::Kind::word : MatchedSpan::Kind::phrase});
}

void ArticleView::mark_names(const PlanNode& node, const Scope& scope,
                             std::vector<MatchedSpan>& out) const {
  const bool speaker = node.query.kind() == Query::Kind::speaker;
  if (speaker) {
    if (!scope.quotation) return;
    for (const Speaker& s : stored_.annotations.quotations[*scope.quotation].speakers)
      if (!s.span.empty()) out.push_back({s.span, MatchedSpan::Kind::name});
    return;
  }
  std::unordered_set<std::string_view> terms;
  for (const NameExpansion& e : node.expansions) terms.insert(e.term);
  const auto is_wanted = [&](const std::string& term) { return terms.contains(term); };
  // The tokens or the whole of a spelling.
  const auto is_spelled = [&](std::string_view name, char letter) {
    std::string whole;
    for (const std::string& token : name_tokens(name)) {
      if (is_wanted(term::name_token(token)) || is_wanted(term::name_token(letter, token)))
        return true;
      whole += (whole.empty() ? "" : " ") + token;
    }
    return is_wanted(term::whole_name(letter, whole));
  };
  const auto& entities = stored_.annotations.entities;
  // By its whole name an entity is found, and then all that names it is what matched.
  std::vector<char> found(entities.size(), 0);
  const bool whole_names = name_tokens(node.query.text()).size() > 1;
  if (whole_names)
    for (std::size_t i = 0; i < entities.size(); ++i) {
      const char letter = "POL"[static_cast<std::size_t>(entities[i].type)];
      const bool spelled = is_spelled(entities[i].name, letter) ||
                           std::any_of(entities[i].variants.begin(), entities[i].variants.end(),
                                       [&](const std::string& v) { return is_spelled(v, letter); });
      found[i] = spelled ? 1 : 0;
    }
  for (const Mention& mention : stored_.annotations.mentions) {
    if (mention.form != MentionForm::name) continue;
    if (scope.quotation &&
        !stored_.annotations.quotations[*scope.quotation].span.contains(mention.span))
      continue;
    const auto entity = static_cast<std::size_t>(mention.entity.index);
    const EntityType type = mention.entity.known() ? entities[entity].type : mention.type;
    if ((mention.entity.known() && found[entity] != 0) ||
        is_spelled(mention.span.of(text_), "POL"[static_cast<std::size_t>(type)]))
      out.push_back({mention.span, MatchedSpan::Kind::name});
  }
}

void ArticleView::mark_dates(const PlanNode& node, const Scope& scope,
                             std::vector<MatchedSpan>& out) const {
  if (node.query.kind() != Query::Kind::when) return;
  for (const Timex& timex : stored_.annotations.timexes) {
    if (scope.quotation &&
        !stored_.annotations.quotations[*scope.quotation].span.contains(timex.span))
      continue;
    if (is_date_of(timex, node.query.interval()))
      out.push_back({timex.span, MatchedSpan::Kind::date});
  }
}

}  // namespace quoth
