#include "quoth/rank/plan.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"
#include "rank/name_plan.hpp"
#include "rank/near_plan.hpp"

namespace quoth {
namespace {

class Planner {
 public:
  Planner(const Snapshot& snapshot, Snapshot::Space space, int strictness)
      : snapshot_(snapshot), space_(space), strictness_(strictness) {}

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
      case Query::Kind::prefix:
        prefix(query, out);
        break;
      case Query::Kind::near:
        near(query, out);
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
      case Query::Kind::speaker:
        name(query, out);
        break;
      case Query::Kind::about:
        about(query, out);
        break;
      case Query::Kind::speech:
        if (space_ == Snapshot::Space::quotations) filter({term::speech(query.text())}, out);
        break;
      case Query::Kind::stance:
        if (space_ == Snapshot::Space::quotations) filter({term::stance(query.text())}, out);
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
          Planner inside(snapshot_, Snapshot::Space::quotations, strictness_);
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
    // Articles of a stated language are indexed with its stems: in "lang:de Häuser" the word has them too.
    std::optional<TermMaker> stated;
    if (op == PlanNode::Op::all)
      for (const Query& child : query.children())
        if (child.kind() == Query::Kind::language) stated.emplace(child.text());
    if (stated) std::swap(stems_, *stated);
    for (const Query& child : query.children()) out.children.push_back(node(child));
    if (stated) std::swap(stems_, *stated);
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
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
      if (!is_indexed(tokens, i)) continue;
      const std::string form = folded(tokens.text(i));
      if (form.empty()) continue;
      out.forms.push_back(term::form(form));
      out.terms.push_back(term::stem(stems_.stem_of(form)));
    }
    if (out.terms.empty()) return;
    out.in_title = in_title_;
    if (query.kind() == Query::Kind::phrase || out.terms.size() > 1) {
      out.op = PlanNode::Op::phrase;
      if (in_title_) title_phrase(out);
      return;
    }
    out.op = PlanNode::Op::word;
    out.forms.clear();
    if (!in_title_) return;
    PlanNode titled;
    titled.op = PlanNode::Op::prefer;
    titled.query = query;
    titled.children.push_back(asked_of_article(in_title(out.terms, query)));
    titled.children.push_back(std::move(out));
    out = std::move(titled);
  }

  // Any of these stems in the title of an article.
  static PlanNode in_title(std::vector<std::string> stems, const Query& query) {
    PlanNode out;
    out.op = stems.empty() ? PlanNode::Op::nothing : PlanNode::Op::titled;
    out.query = query;
    out.terms = std::move(stems);
    return out;
  }

  // A quotation has no title of its own: its article's is asked.
  PlanNode asked_of_article(PlanNode part) const {
    if (space_ == Snapshot::Space::articles) return part;
    PlanNode out;
    out.op = PlanNode::Op::article;
    out.query = part.query;
    out.children.push_back(std::move(part));
    return out;
  }

  // Only where the title has all its words are the places of all of them read. In quotations what is said of the
  // words scores.
  void title_phrase(PlanNode& out) const {
    PlanNode titled;
    titled.op = PlanNode::Op::all;
    titled.query = out.query;
    for (const std::string& stem : out.terms)
      titled.children.push_back(in_title({stem}, out.query));
    if (space_ == Snapshot::Space::articles) {
      titled.children.push_back(std::move(out));
      out = std::move(titled);
      return;
    }
    PlanNode preferred;
    preferred.op = PlanNode::Op::prefer;
    preferred.query = out.query;
    for (const std::string& term : out.terms) {
      PlanNode word;
      word.op = PlanNode::Op::word;
      word.query = out.query;
      word.terms.push_back(term);
      word.in_title = true;
      preferred.children.push_back(std::move(word));
    }
    out.terms.clear();
    titled.children.push_back(std::move(out));
    preferred.children.insert(preferred.children.begin(), asked_of_article(std::move(titled)));
    out = std::move(preferred);
  }

  // All words that begin so, as one term. What a title has is told by the words of
  // articles: those of a quotation's title need not be said in any.
  void prefix(const Query& query, PlanNode& out) {
    const std::string letters = folded(query.text());
    Snapshot::PrefixWords words = snapshot_.words_with_prefix(space_, letters, kMaxExpansions);
    if (words.left_out > 0)
      notes.push_back("“" + query.text() + "*” stands for " +
                      std::to_string(words.stems.size() + words.left_out) + " words; the rarest " +
                      std::to_string(words.left_out) + " were left out");
    out.in_title = in_title_;
    if (!words.stems.empty()) {
      out.op = PlanNode::Op::synonyms;
      out.beginning = letters;
      out.scored.push_back({std::move(words.stems), words.documents});
    }
    if (!in_title_) return;
    PlanNode own = in_title(
        snapshot_.words_with_prefix(Snapshot::Space::articles, letters, kMaxExpansions).stems,
        query);
    own.beginning = letters;
    own = asked_of_article(std::move(own));
    if (out.op == PlanNode::Op::nothing) {
      out = std::move(own);
      return;
    }
    PlanNode titled;
    titled.op = PlanNode::Op::prefer;
    titled.query = query;
    titled.children.push_back(std::move(own));
    titled.children.push_back(std::move(out));
    out = std::move(titled);
  }

  void near(const Query& query, PlanNode& out) {
    const bool titled = std::exchange(in_title_, false);  // it is for all of them together
    std::vector<PlanNode> parts;
    for (const Query& child : query.children()) parts.push_back(node(child));
    in_title_ = titled;
    out = near_node(query, std::move(parts));
    if (!titled) return;
    out.in_title = true;
    if (space_ == Snapshot::Space::articles) {
      if (out.op == PlanNode::Op::near) out = in_titles(std::move(out));
      return;
    }
    // A quotation has no title of its own: its article's is asked, and what is said of the words scores.
    PlanNode preferred, article, said;
    preferred.op = PlanNode::Op::prefer;
    article.op = PlanNode::Op::article;
    said.op = PlanNode::Op::any;
    preferred.query = article.query = said.query = query;
    Planner of_article(snapshot_, Snapshot::Space::articles, strictness_);
    of_article.in_title_ = true;
    std::swap(of_article.stems_, stems_);
    article.children.push_back(of_article.node(query));
    std::swap(of_article.stems_, stems_);
    for (std::string& note : of_article.notes) notes.push_back(std::move(note));
    said.children = scored_words_of(out);
    for (PlanNode& word : said.children) word.in_title = true;
    preferred.children.push_back(std::move(article));
    if (!said.children.empty()) preferred.children.push_back(std::move(said));
    out = std::move(preferred);
  }

  // Only where the title has all its words are places read.
  static PlanNode in_titles(PlanNode near) {
    PlanNode titled;
    titled.op = PlanNode::Op::all;
    titled.query = near.query;
    for (std::vector<std::string>& stems : stems_of(near))
      titled.children.push_back(in_title(std::move(stems), near.query));
    titled.children.push_back(std::move(near));
    return titled;
  }

  // Each word said, which scores, or round the quotation, which does not; or all of it as a name.
  void about(const Query& query, PlanNode& out) {
    TokenTable tokens;
    tokens.scan(query.text(), lexicon_of("en"));
    PlanNode every;
    every.op = PlanNode::Op::all;
    every.query = query;
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
      if (!is_indexed(tokens, i)) continue;
      const std::string form = folded(tokens.text(i));
      if (form.empty()) continue;
      PlanNode said, as_written, round, either;
      either.query = said.query = as_written.query = round.query = query;
      const std::string stem(stems_.stem_of(form));
      said.op = PlanNode::Op::word;
      said.terms.push_back(term::stem(stem));
      // Said in another language it has another stem.
      as_written.op = PlanNode::Op::phrase;
      as_written.forms.push_back(term::form(form));
      round.op = PlanNode::Op::round;
      round.terms = said.terms;
      either.op = PlanNode::Op::any;
      either.children = {std::move(said), std::move(as_written), std::move(round)};
      every.children.push_back(std::move(either));
    }
    if (every.children.empty()) return;
    PlanNode named;
    named.query = Query::name(query.text());
    name(named.query, named);
    out.op = PlanNode::Op::any;
    out.children.push_back(std::move(every));
    if (named.op == PlanNode::Op::names) out.children.push_back(std::move(named));
  }

  void name(const Query& query, PlanNode& out) {
    const auto plan = plan_name(query, snapshot_, space_, strictness_, stems_);
    if (plan->left_out > 0)
      notes.push_back("“" + query.text() + "” stands for " +
                      std::to_string(plan->expansions.size() + plan->left_out) +
                      " spellings; the rarest " + std::to_string(plan->left_out) +
                      " were left out");
    if (plan->expansions.empty()) return;
    out.op = PlanNode::Op::names;
    out.expansions = plan->expansions;
    out.scored = plan->scored;
  }

  const Snapshot& snapshot_;
  Snapshot::Space space_;
  int strictness_;
  TermMaker stems_;
  bool in_title_ = false;
};

}  // namespace

Plan make_plan(const Query& query, const Snapshot& snapshot, Unit unit, int strictness) {
  if (strictness != 0) (void)Query::name("", NameScope::any, false, strictness);  // refuses others
  if (unit == Unit::automatic) unit = query.only_quotations() ? Unit::quotations : Unit::articles;
  Planner planner(
      snapshot, unit == Unit::quotations ? Snapshot::Space::quotations : Snapshot::Space::articles,
      strictness);
  Plan plan;
  plan.unit = unit;
  plan.root = planner.node(query);
  plan.notes = std::move(planner.notes);
  return plan;
}

}  // namespace quoth
