// Queries of plain words as plans: id, kind and words a line, separated by tabs. Kinds `and` and
// `and_common` want all words, `phrase` wants them side by side, all others any.
#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "quoth/postings/article_terms.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/rank/plan.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::benchmarks {

struct WordQuery {
  std::string kind;
  std::vector<std::string> forms, stems;  ///< index terms, one of each a word
  PlanNode plan;
};

inline PlanNode plan_of(const WordQuery& query) {
  PlanNode out;
  if (query.kind == "phrase") {
    out.op = PlanNode::Op::phrase;
    out.forms = query.forms, out.terms = query.stems;
    return out;
  }
  const bool all = query.kind == "and" || query.kind == "and_common";
  out.op = all ? PlanNode::Op::all : PlanNode::Op::any;
  for (const std::string& stem : query.stems) {
    PlanNode word;
    word.op = PlanNode::Op::word;
    word.terms = {stem};
    out.children.push_back(std::move(word));
  }
  return out.children.size() == 1 ? PlanNode(out.children.front()) : out;
}

/// @throws std::runtime_error  the file cannot be opened, or a line is not as above
inline std::vector<WordQuery> read_word_queries(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot open " + path);
  TermMaker stems;
  std::vector<WordQuery> out;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string id, text;
    WordQuery query;
    if (!std::getline(fields, id, '\t') || !std::getline(fields, query.kind, '\t') ||
        !std::getline(fields, text, '\t'))
      throw std::runtime_error(path + ": not id, kind and words, separated by tabs: " + line);
    std::istringstream words(text);
    for (std::string word; words >> word;) {
      query.forms.push_back(folded(word));
      query.stems.push_back(term::stem(stems.stem_of(query.forms.back())));
    }
    if (query.forms.empty()) continue;
    query.plan = plan_of(query);
    out.push_back(std::move(query));
  }
  return out;
}

}  // namespace quoth::benchmarks
