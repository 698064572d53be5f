// What a plan means, document by document, in the most obvious way: the ranking core's slow twin.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "quoth/postings/terms.hpp"
#include "quoth/rank/bm25.hpp"
#include "quoth/rank/plan.hpp"
#include "rank/core/top.hpp"
#include "rank/core_collection.hpp"

namespace quoth::testing {

class Twin {
 public:
  Twin(const Collection& collection, const Bm25& bm25)
      : collection_(collection), bm25_(bm25), statistics_{of(false), of(true)} {}

  // Every living document that matches, best first.
  [[nodiscard]] std::vector<core::Scored> rank(const PlanNode& root, bool of_quotations) const {
    std::vector<core::Scored> out;
    for (std::uint32_t s = 0; s < collection_.segments.size(); ++s) {
      const auto& documents = collection_.space(s, of_quotations).documents;
      for (std::uint32_t d = 0; d < documents.size(); ++d)
        if (!documents[d].dead)
          if (const auto sum = score(root, {s, of_quotations, d})) out.push_back({*sum, s, d});
    }
    std::sort(out.begin(), out.end(), core::better);
    return out;
  }

  struct Place {
    std::uint32_t segment = 0;
    bool of_quotations = false;
    std::uint32_t document = 0;
  };
  [[nodiscard]] std::optional<double> score(const PlanNode& node, Place place) const {
    using Op = PlanNode::Op;
    const Document& document =
        collection_.space(place.segment, place.of_quotations).documents[place.document];
    const Statistics& statistics = statistics_[place.of_quotations ? 1 : 0];
    double sum = 0;
    switch (node.op) {
      case Op::nothing:
        return std::nullopt;
      case Op::everything:
        return 0.0;
      case Op::word:
        return word(node.terms[0], document, statistics);
      case Op::synonyms: {
        const std::uint32_t frequency =
            frequency_of(node.scored[0].stems, document, node.beginning);
        if (frequency == 0) return std::nullopt;
        return weight(frequency, node.scored[0].documents, document, statistics);
      }
      case Op::phrase:
        if (spans(node, document, false).empty()) return std::nullopt;
        for (const std::string& stem : node.terms)
          sum += word(stem, document, statistics).value_or(0);
        return sum;
      case Op::near:
        if (!near(node, document)) return std::nullopt;
        for (const PlanNode& child : node.children) sum += score(child, place).value_or(0);
        return sum;
      case Op::names:
        return names(node, document, statistics);
      case Op::filter:
        if (!has_any(node.terms, document)) return std::nullopt;
        return has_any(node.precise, document) ? kPreciseDateScore : 0;
      case Op::titled:
        for (std::size_t i = 0; i < document.title; ++i)
          if (document.words[i].form.starts_with(node.beginning) &&
              std::count(node.terms.begin(), node.terms.end(), document.words[i].stem) > 0)
            return 0.0;
        return std::nullopt;
      case Op::round: {
        if (!place.of_quotations) return std::nullopt;
        const auto& words =
            collection_.space(place.segment, false).documents[document.article].words;
        const std::size_t own = document.span.first - 1, end = own + document.words.size();
        for (std::size_t i = own - document.span.before; i < end + document.span.after; ++i)
          if ((i < own || i >= end) &&
              std::count(node.terms.begin(), node.terms.end(), words[i].stem) > 0)
            return 0.0;
        return std::nullopt;
      }
      case Op::all:
        if (node.children.empty()) return std::nullopt;
        for (const PlanNode& child : node.children) {
          const auto part = score(child, place);
          if (!part) return std::nullopt;
          sum += *part;
        }
        return sum;
      case Op::any: {
        bool some = false;
        for (const PlanNode& child : node.children)
          if (const auto part = score(child, place)) sum += *part, some = true;
        return some ? std::optional(sum) : std::nullopt;
      }
      case Op::without:
        for (std::size_t i = 1; i < node.children.size(); ++i)
          if (score(node.children[i], place)) return std::nullopt;
        return score(node.children[0], place);
      case Op::prefer: {
        const auto own = score(node.children[0], place);
        if (!own) return std::nullopt;
        sum = *own;
        for (std::size_t i = 1; i < node.children.size(); ++i)
          sum += score(node.children[i], place).value_or(0);
        return sum;
      }
      case Op::quotation: {
        std::optional<double> best;
        if (place.of_quotations) return best;
        for (std::uint32_t q = document.quotations.first; q < document.quotations.second; ++q)
          if (const auto own = score(node.children[0], {place.segment, true, q}))
            best = std::max(best.value_or(0), *own);
        return best;
      }
      case Op::article:
        if (!place.of_quotations ||
            !score(node.children[0], {place.segment, false, document.article}))
          return std::nullopt;
        return 0.0;
    }
    return std::nullopt;
  }

 private:
  struct Statistics {
    std::uint64_t documents = 0;
    double average = 0;
    std::map<std::string, std::uint64_t> frequency;
  };
  struct Span {
    std::size_t begin, end;  // the first and the last word's index
  };

  [[nodiscard]] Statistics of(bool of_quotations) const {
    Statistics out;
    std::uint64_t words = 0;
    for (std::size_t s = 0; s < collection_.segments.size(); ++s)
      for (const Document& document : collection_.space(s, of_quotations).documents) {
        ++out.documents;
        words += document.length();
        std::set<std::string> stems;
        for (const Word& word : document.words) stems.insert(word.stem);
        for (const std::string& stem : stems) ++out.frequency[stem];
      }
    if (out.documents > 0)
      out.average = static_cast<double>(words) / static_cast<double>(out.documents);
    return out;
  }

  static std::uint32_t frequency_of(const std::vector<std::string>& stems, const Document& document,
                                    std::string_view beginning = {}) {
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < document.words.size(); ++i)
      if (document.words[i].form.starts_with(beginning) &&
          std::count(stems.begin(), stems.end(), document.words[i].stem) > 0)
        count += i < document.title ? 3 : 1;
    return count;
  }
  static bool has_any(const std::vector<std::string>& terms, const Document& document) {
    return std::any_of(terms.begin(), terms.end(), [&](const std::string& term) {
      return std::count(document.filters.begin(), document.filters.end(), term) > 0;
    });
  }
  // Of a term that so many documents have, at most all of them.
  double weight(std::uint32_t frequency, std::uint64_t documents, const Document& document,
                const Statistics& statistics) const {
    documents = std::clamp<std::uint64_t>(documents, 1, statistics.documents);
    return bm25(frequency, document.length(), statistics.average,
                bm25_idf(statistics.documents, documents), bm25_);
  }
  std::optional<double> word(const std::string& stem, const Document& document,
                             const Statistics& statistics) const {
    const std::uint32_t frequency = frequency_of({stem}, document);
    if (frequency == 0) return std::nullopt;
    return weight(frequency, statistics.frequency.at(stem), document, statistics);
  }
  static std::vector<std::string> terms_of(const NameExpansion& expansion) {
    if (!term::is_untyped_name(expansion.term)) return {expansion.term};
    const auto typed = term::typed_names(expansion.term);
    return {typed.begin(), typed.end()};
  }
  std::optional<double> names(const PlanNode& node, const Document& document,
                              const Statistics& statistics) const {
    for (const NameExpansion& expansion : node.expansions) {
      if (!has_any(terms_of(expansion), document)) continue;
      double words = 0;
      for (const NameWords& group : node.scored)
        if (const std::uint32_t frequency = frequency_of(group.stems, document); frequency > 0)
          words += weight(frequency, group.documents, document, statistics);
      return spelling_weight(expansion.similarity) * words +
             kNameLikenessScore * likeness_share(expansion.similarity);
    }
    return std::nullopt;
  }

  // Where a word, a phrase, synonyms or any of them stand; never partly in the title.
  static std::vector<Span> spans(const PlanNode& node, const Document& document, bool in_title) {
    using Op = PlanNode::Op;
    std::vector<Span> out;
    in_title = in_title || node.in_title;
    if (node.op == Op::any) {
      for (const PlanNode& child : node.children)
        for (const Span& span : spans(child, document, in_title)) out.push_back(span);
      return out;
    }
    const std::size_t size = node.op == Op::phrase ? node.forms.size() : 1;
    for (std::size_t i = 0; i + size <= document.words.size(); ++i) {
      if (i < document.title ? i + size > document.title : in_title) continue;
      bool stands = true;
      for (std::size_t k = 0; k < size; ++k) {
        const Word& at = document.words[i + k];
        if (node.op == Op::phrase) stands = stands && at.form == node.forms[k];
        if (node.op == Op::word) stands = at.stem == node.terms[0];
        if (node.op == Op::synonyms)
          stands =
              at.form.starts_with(node.beginning) &&
              std::count(node.scored[0].stems.begin(), node.scored[0].stems.end(), at.stem) > 0;
      }
      if (stands) out.push_back({i, i + size - 1});
    }
    return out;
  }

  static bool near(const PlanNode& node, const Document& document) {
    std::vector<std::vector<Span>> choices;
    for (const PlanNode& child : node.children)
      choices.push_back(spans(child, document, node.in_title));
    std::vector<Span> chosen;
    return !choices.empty() && choose(node, document, choices, chosen);
  }
  // Tries every choice of a span for each child.
  static bool choose(const PlanNode& node, const Document& document,
                     const std::vector<std::vector<Span>>& choices, std::vector<Span>& chosen) {
    if (chosen.size() == choices.size()) {
      const auto begins_first = [](const Span& a, const Span& b) { return a.begin < b.begin; };
      const Span first = *std::min_element(chosen.begin(), chosen.end(), begins_first);
      const Span last = *std::max_element(chosen.begin(), chosen.end(), begins_first);
      if (last.begin > first.end + node.distance) return false;
      return (first.begin < document.title) == (last.begin < document.title);
    }
    for (const Span& span : choices[chosen.size()]) {
      const bool free = std::all_of(chosen.begin(), chosen.end(), [&](const Span& other) {
        return node.ordered ? other.end < span.begin
                            : other.end < span.begin || span.end < other.begin;
      });
      if (!free) continue;
      chosen.push_back(span);
      if (choose(node, document, choices, chosen)) return true;
      chosen.pop_back();
    }
    return false;
  }

  const Collection& collection_;
  const Bm25 bm25_;
  Statistics statistics_[2];
};

}  // namespace quoth::testing
