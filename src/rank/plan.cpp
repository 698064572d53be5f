#include "quoth/rank/plan.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {
namespace {

class Planner {
 public:
  Planner(const Snapshot& snapshot, Snapshot::Space space) : snapshot_(snapshot), space_(space) {}

  PlanNode node(const Query& query) {
    PlanNode out;
    out.query = query;
    switch (query.kind()) {
      case Query::Kind::nothing:
        break;
      case Query::Kind::everything:
        out.op = PlanNode::Op::everything;
        break;
      case Query::Kind::word:
      case Query::Kind::phrase:
        words(query, out);
        break;
      case Query::Kind::all:
        inner(PlanNode::Op::all, query, out);
        break;
      case Query::Kind::any:
        inner(PlanNode::Op::any, query, out);
        break;
      case Query::Kind::without:
        inner(PlanNode::Op::without, query, out);
        break;
      case Query::Kind::prefer:
        inner(PlanNode::Op::prefer, query, out);
        break;
      case Query::Kind::title: {
        const bool outside = in_title_;
        in_title_ = true;
        out = node(query.children().front());
        in_title_ = outside;
        break;
      }
      case Query::Kind::source:
        filter({term::source(query.text())}, out);
        break;
      case Query::Kind::language:
        filter({term::language(query.text())}, out);
        break;
      case Query::Kind::name:
        name(query, false, out);
        break;
      case Query::Kind::speaker:
        name(query, true, out);
        break;
      case Query::Kind::when:
        filter(date_query_terms(query.interval()), out);
        out.precise = precise_date_query_terms(query.interval());
        break;
      case Query::Kind::published:
        filter(published_query_terms(query.interval()), out);
        break;
      case Query::Kind::quotation:
        if (space_ == Snapshot::Space::quotations) {
          out = node(query.children().front());
        } else {
          Planner inside(snapshot_, Snapshot::Space::quotations);
          out.op = PlanNode::Op::quotation;
          out.children.push_back(inside.node(query.children().front()));
          for (std::string& note : inside.notes) notes.push_back(std::move(note));
        }
        break;
    }
    return out;
  }

  std::vector<std::string> notes;

 private:
  void inner(PlanNode::Op op, const Query& query, PlanNode& out) {
    out.op = op;
    for (const Query& child : query.children()) out.children.push_back(node(child));
  }

  static void filter(std::vector<std::string> terms, PlanNode& out) {
    out.op = terms.empty() ? PlanNode::Op::nothing : PlanNode::Op::filter;
    out.terms = std::move(terms);
  }

  // Query text is split as article text is: "U.S.-backed" asks for the words that an article would
  // have. In the title the title's own terms decide; the score is that of the words in the whole
  // text, the title's threefold.
  void words(const Query& query, PlanNode& out) {
    TokenTable tokens;
    tokens.scan(query.text(), lexicon_of("en"));
    std::vector<std::string> title_stems;
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
      if (!is_indexed(tokens, i)) continue;
      const std::string form = folded(tokens.text(i));
      if (form.empty()) continue;
      out.forms.push_back(in_title_ ? term::title_form(form) : term::form(form));
      const std::string_view stem = stems_.stem_of(form);
      out.terms.push_back(term::stem(stem));
      title_stems.push_back(term::title_stem(stem));
    }
    if (out.terms.empty()) return;
    out.in_title = in_title_;
    if (query.kind() == Query::Kind::phrase || out.terms.size() > 1) {
      out.op = PlanNode::Op::phrase;
      return;
    }
    out.op = PlanNode::Op::word;
    out.forms.clear();
    if (!in_title_) return;
    PlanNode titled;
    titled.op = PlanNode::Op::prefer;
    titled.query = query;
    PlanNode in_title;
    filter(std::move(title_stems), in_title);
    in_title.query = query;
    titled.children.push_back(std::move(in_title));
    titled.children.push_back(std::move(out));
    out = std::move(titled);
  }

  struct Spelling {
    std::string text;
    double similarity;
  };

  // Spellings of one name token in the index, with how alike they are.
  std::vector<Spelling> spellings_of(const std::string& token, bool exact) {
    std::map<std::string, double> found;
    found.emplace(token, 1.0);
    if (!exact) {
      for (const std::string& key : name_keys(token))
        for (std::string& spelling :
             snapshot_.spellings(space_, dictionary::tokens_with_key(key), kMaxExpansions)) {
          const double similarity = token_similarity(token, spelling);
          if (similarity >= kSameToken) found.emplace(std::move(spelling), similarity);
        }
    }
    std::vector<Spelling> out;
    for (auto& [text, similarity] : found) out.push_back({text, similarity});
    return out;
  }

  void name(const Query& query, bool speaker, PlanNode& out) {
    const auto tokens = name_tokens(query.text());
    if (tokens.empty()) return;
    out.op = PlanNode::Op::names;
    std::vector<std::vector<Spelling>> spellings;
    for (const std::string& token : tokens) {
      spellings.push_back(spellings_of(token, query.exact()));
      std::vector<std::string> stems;
      for (const Spelling& s : spellings.back())
        stems.push_back(term::stem(stems_.stem_of(s.text)));
      std::sort(stems.begin(), stems.end());
      stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
      out.scored.push_back(std::move(stems));
    }
    const bool by_token = tokens.size() == 1 && (speaker || query.scope() == NameScope::any);
    if (by_token) {
      for (const Spelling& s : spellings.front())
        add(out, speaker ? term::speaker_token(s.text) : term::name_token(s.text), s.text,
            s.similarity);
    } else {
      whole_names(query, speaker, spellings, out);
    }
    bound(query, out);
  }

  void whole_names(const Query& query, bool speaker,
                   const std::vector<std::vector<Spelling>>& spellings, PlanNode& out) {
    std::string asked;
    for (const std::string& token : name_tokens(query.text()))
      asked += (asked.empty() ? "" : " ") + token;
    std::map<std::string, double> found;
    for (const auto& alternatives : spellings) {
      for (const Spelling& s : alternatives) {
        for (std::string& scoped :
             snapshot_.spellings(space_, dictionary::names_with_token(s.text), kMaxExpansions)) {
          if (scoped.size() < 2 || !in_scope(scoped.front(), speaker, query.scope())) continue;
          const std::string_view whole = std::string_view(scoped).substr(1);
          const double similarity =
              query.exact() ? (whole == asked ? 1.0 : 0.0) : name_similarity(asked, whole);
          if (similarity >= kSameName) found.emplace(std::move(scoped), similarity);
        }
      }
    }
    for (const auto& [scoped, similarity] : found)
      add(out, term::whole_name(scoped.front(), std::string_view(scoped).substr(1)),
          scoped.substr(1), similarity);
  }

  static bool in_scope(char scope, bool speaker, NameScope wanted) noexcept {
    if (speaker || scope == 'B') return speaker && scope == 'B';
    switch (wanted) {
      case NameScope::any:
        return true;
      case NameScope::person:
        return scope == 'P';
      case NameScope::organisation:
        return scope == 'O';
      case NameScope::place:
        return scope == 'L';
    }
    return false;
  }

  void add(PlanNode& out, std::string term, std::string spelling, double similarity) {
    const std::uint64_t documents = snapshot_.document_frequency(space_, term);
    if (documents > 0)
      out.expansions.push_back({std::move(term), std::move(spelling), similarity, documents});
  }

  // The most frequent expansions stay; they are then ordered by likeness.
  void bound(const Query& query, PlanNode& out) {
    auto& all = out.expansions;
    if (all.size() > kMaxExpansions) {
      std::stable_sort(all.begin(), all.end(),
                       [](const auto& a, const auto& b) { return a.documents > b.documents; });
      notes.push_back("“" + query.text() + "” stands for " + std::to_string(all.size()) +
                      " spellings; the rarest " + std::to_string(all.size() - kMaxExpansions) +
                      " were left out");
      all.resize(kMaxExpansions);
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return a.similarity != b.similarity ? a.similarity > b.similarity : a.documents > b.documents;
    });
    if (all.empty()) out.op = PlanNode::Op::nothing;
  }

  const Snapshot& snapshot_;
  Snapshot::Space space_;
  TermMaker stems_;
  bool in_title_ = false;
};

}  // namespace

Plan make_plan(const Query& query, const Snapshot& snapshot, Unit unit) {
  if (unit == Unit::automatic) unit = query.only_quotations() ? Unit::quotations : Unit::articles;
  Planner planner(
      snapshot, unit == Unit::quotations ? Snapshot::Space::quotations : Snapshot::Space::articles);
  Plan plan;
  plan.unit = unit;
  plan.root = planner.node(query);
  plan.notes = std::move(planner.notes);
  return plan;
}

}  // namespace quoth
