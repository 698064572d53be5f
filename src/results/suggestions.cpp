#include "results/suggestions.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <utility>

#include "quoth/analyze/name_keys.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"
#include "rank/name_plan.hpp"

namespace quoth {
namespace {

using Space = Snapshot::Space;

constexpr std::size_t kMostOfAClause = 3;
constexpr std::size_t kMostInAll = 5;
// A clause that so many documents match needs no help; a suggestion is in more than it.
constexpr std::uint64_t kFewDocuments = 2;
constexpr std::size_t kMostClauses = 16;

std::u32string points_of(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    out += c.value;
    at += c.size;
  }
  return out;
}

std::string utf8_of(std::u32string_view points) {
  std::string out;
  for (const char32_t c : points) append_utf8(out, c);
  return out;
}

std::u32string_view letters_for(std::u32string_view word) noexcept {
  for (const char32_t c : word) {
    if (c >= U'a' && c <= U'z') return U"abcdefghijklmnopqrstuvwxyz";
    if (c >= 0x400 && c < 0x530) return U"абвгдежзийклмнопрстуфхцчшщъыьэюяєіїґў";
  }
  return {};
}

// The same query with one leaf put in place of another.
Query with_leaf(const Query& query, const Query& old, const Query& fresh) {
  if (query == old) return fresh;
  std::vector<Query> children;
  for (const Query& child : query.children()) children.push_back(with_leaf(child, old, fresh));
  switch (query.kind()) {
    case Query::Kind::all:
      return Query::all(std::move(children));
    case Query::Kind::any:
      return Query::any(std::move(children));
    case Query::Kind::without:
      return Query::without(std::move(children[0]), std::move(children[1]));
    case Query::Kind::prefer:
      return Query::prefer(std::move(children[0]), std::move(children[1]));
    case Query::Kind::near:
      return Query::near(std::move(children), query.distance(), query.ordered());
    case Query::Kind::title:
      return Query::title(std::move(children[0]));
    case Query::Kind::quotation:
      return Query::quotation(std::move(children[0]));
    default:
      return query;
  }
}

class Suggester {
 public:
  Suggester(const Query& query, const Snapshot& snapshot, int strictness)
      : query_(query), snapshot_(snapshot), strictness_(strictness) {}

  void visit(const Query& node, Space space) {
    if (clauses_ == kMostClauses) return;
    switch (node.kind()) {
      case Query::Kind::name:
      case Query::Kind::speaker:
        ++clauses_;
        name(node, space);
        break;
      case Query::Kind::word:
        ++clauses_;
        word(node, space);
        break;
      case Query::Kind::quotation:
        visit(node.children().front(), Space::quotations);
        break;
      case Query::Kind::without:  // what is asked to be absent needs no help
      case Query::Kind::title:
        visit(node.children().front(), space);
        break;
      default:
        for (const Query& child : node.children()) visit(child, space);
    }
  }

  std::vector<Suggestion> take() {
    if (out_.size() > kMostInAll) out_.resize(kMostInAll);
    return std::move(out_);
  }

 private:
  struct Near {
    std::string spelling;  // folded
    double likeness;
    std::uint64_t documents;
  };

  // Keeps the best and asks the query anew with each.
  void suggest(const Query& clause, std::vector<Near> found, std::uint64_t has,
               const std::function<Query(const std::string&)>& made) {
    std::erase_if(found, [&](const Near& n) { return n.documents <= has; });
    // Near ones first, the frequent first among those about as near.
    std::sort(found.begin(), found.end(), [](const Near& a, const Near& b) {
      const long x = std::lround(a.likeness * 10), y = std::lround(b.likeness * 10);
      if (x != y) return x > y;
      return a.documents != b.documents ? a.documents > b.documents : a.spelling < b.spelling;
    });
    if (found.size() > kMostOfAClause) found.resize(kMostOfAClause);
    for (Near& n : found) {
      Suggestion s;
      s.asked = clause.text();
      s.documents = n.documents;
      s.likeness = n.likeness;
      s.query = with_leaf(query_, clause, made(n.spelling)).syntax();
      s.spelling = std::move(n.spelling);
      out_.push_back(std::move(s));
    }
  }

  void name(const Query& clause, Space space) {
    TermMaker stems;
    const auto plan = plan_name(clause, snapshot_, space, strictness_, stems);
    std::uint64_t has = 0;
    std::set<std::string> known;
    for (const NameExpansion& e : plan->expansions) {
      has += e.documents;
      known.insert(e.spelling);
    }
    if (has > kFewDocuments) return;
    std::vector<std::string> tokens;
    for (std::string& token : name_tokens(clause.text())) tokens.push_back(std::move(token));
    if (tokens.empty()) return;
    const bool speaker = clause.kind() == Query::Kind::speaker;
    const char scope = "*POL"[static_cast<std::size_t>(clause.scope())];
    std::vector<Near> found;
    const auto add = [&](const std::string& spelling, double likeness, std::uint64_t documents) {
      if (documents > 0 && known.insert(spelling).second)
        found.push_back({spelling, likeness, documents});
    };
    const auto token_documents = [&](const std::string& token) {
      return snapshot_.document_frequency(space, speaker        ? term::speaker_token(token)
                                                 : scope == '*' ? term::name_token(token)
                                                                : term::name_token(scope, token));
    };
    if (tokens.size() == 1) {
      for (const auto& s : snapshot_.spellings_like(space, tokens[0], kLeastLikeToken))
        add(s.text, s.similarity, token_documents(s.text));
      for (const std::string& near : one_edit_away(tokens[0]))
        if (const std::uint64_t documents = token_documents(near); documents > 0)
          add(near, std::max(token_similarity(tokens[0], near), kLikenessOfAnEdit), documents);
    } else {
      std::string asked;
      for (const std::string& token : tokens) asked += (asked.empty() ? "" : " ") + token;
      std::vector<std::vector<std::string>> ways{tokens};
      for (std::size_t i = 0; i < tokens.size() && i < 4; ++i)
        if (token_documents(tokens[i]) == 0)
          for (const std::string& near : one_edit_away(tokens[i]))
            if (token_documents(near) > 0) {
              ways.push_back(tokens);
              ways.back()[i] = near;
            }
      constexpr std::size_t kMostWays = 8, kMostNames = 500;
      if (ways.size() > kMostWays) ways.resize(kMostWays);
      for (const auto& way : ways) {
        std::string whole;
        for (const std::string& token : way) whole += (whole.empty() ? "" : " ") + token;
        for (const std::string& scoped :
             names_holding(way, snapshot_, space, kLeastLikeToken, kMostNames)) {
          if (speaker != (scoped.front() == 'B')) continue;
          if (!speaker && scope != '*' && scoped.front() != scope) continue;
          const std::string spelling = scoped.substr(1);
          const double likeness = name_similarity(whole, spelling);
          if (likeness < kLeastLikeName) continue;
          add(spelling, std::min(likeness, name_similarity(asked, spelling) + .2),
              snapshot_.document_frequency(space, term::whole_name(scoped.front(), spelling)));
        }
      }
    }
    suggest(clause, std::move(found), has, [&](const std::string& spelling) {
      return speaker ? Query::speaker(spelling) : Query::name(spelling, clause.scope());
    });
  }

  void word(const Query& clause, Space space) {
    const std::string form = folded(clause.text());
    if (form.empty() || points_of(form).size() < 4) return;  // anything is near to a short word
    TermMaker stems;
    const std::uint64_t has = snapshot_.document_frequency(space, term::stem(stems.stem_of(form)));
    if (has > 0) return;  // a rare word is no mistake
    std::vector<Near> found;
    for (const std::string& near : one_edit_away(form))
      if (const std::uint64_t documents = snapshot_.most_documents_with_word(space, near);
          documents > 0)
        found.push_back({near, kLikenessOfAnEdit, documents});
    suggest(clause, std::move(found), has,
            [](const std::string& spelling) { return Query::word(spelling); });
  }

  static constexpr double kLeastLikeToken = 0.6;
  static constexpr double kLeastLikeName = 0.5;
  static constexpr double kLikenessOfAnEdit = 0.7;

  const Query& query_;
  const Snapshot& snapshot_;
  int strictness_;
  std::size_t clauses_ = 0;
  std::vector<Suggestion> out_;
};

}  // namespace

std::vector<std::string> one_edit_away(std::string_view folded) {
  constexpr std::size_t kMostLetters = 32;
  const std::u32string word = points_of(folded);
  std::set<std::u32string> out;
  if (word.empty() || word.size() > kMostLetters) return {};
  const std::u32string_view letters = letters_for(word);
  for (std::size_t i = 0; i <= word.size(); ++i) {
    const std::u32string before = word.substr(0, i), after = word.substr(i);
    for (const char32_t letter : letters) {
      out.insert(before + letter + after);
      if (!after.empty()) out.insert(before + letter + after.substr(1));
    }
    if (!after.empty()) out.insert(before + after.substr(1));
    if (after.size() > 1) out.insert(before + after[1] + after[0] + after.substr(2));
  }
  out.erase(word);
  out.erase(std::u32string());
  std::vector<std::string> texts;
  texts.reserve(out.size());
  for (const std::u32string& near : out) texts.push_back(utf8_of(near));
  return texts;
}

std::vector<Suggestion> suggestions_for(const Query& query, const Snapshot& snapshot, Unit unit,
                                        int strictness) {
  Suggester suggester(query, snapshot, strictness);
  suggester.visit(query, unit == Unit::quotations ? Space::quotations : Space::articles);
  return suggester.take();
}

}  // namespace quoth
