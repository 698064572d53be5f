// Learns the weights by which descriptions ("the city", "the minister") choose whom they mean.
//
//   quoth_train_nominals [--folds N] [--gold-names] [--predictions FILE] [--out TABLE.tsv] GOLD.jsonl
//
// GOLD holds one article a line: {"id", "text", "mentions": [{"start", "end", "entity"}], "nominals":
// the same}, offsets in code points. `--folds` prints, over N folds by document, how well nominals are
// joined: every document is read with weights learned from the other folds. `--out` writes the weights
// learned from all. `--gold-names` reads the annotated names instead of those the analyzer finds, to
// judge the joining alone. Nothing of a text is written: features are counts, distances and classes.
//
// A description is a choice among its candidates and nobody, whose score is 0: a log-linear model
// (Denis and Baldridge, 2008) with a Gaussian prior around
// the weights set by hand, fitted by gradient ascent. As decisions are
// features of later ones, candidates are gathered again with the new weights, three times.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "analyze/names/entities.hpp"
#include "analyze/names/finder.hpp"
#include "analyze/names/references.hpp"
#include "analyze/names/thing_references.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;
using namespace quoth::names;

namespace {

struct GoldMention {
  Span span;
  std::string entity;
  EntityType type = EntityType::person;
};
struct GoldArticle {
  std::string id, text;
  std::vector<std::uint32_t> offsets;  // byte of each code point
  std::vector<GoldMention> mentions, nominals;
};

using Weights = std::vector<float>;
struct Model {
  Weights person, thing;
};

// One description: its candidates' features, and which of them is right (-1 nobody).
struct Choice {
  std::vector<std::vector<float>> candidates;
  int right = -1;
};
struct Choices {
  std::vector<Choice> person, thing;
};
struct Score {
  double gold = 0, predicted = 0, right = 0;
  double b3_precision = 0, b3_recall = 0, b3_count = 0;
  void add(const Score& o) {
    gold += o.gold, predicted += o.predicted, right += o.right;
    b3_precision += o.b3_precision, b3_recall += o.b3_recall, b3_count += o.b3_count;
  }
  double f1() const { return 2 * right / (gold + predicted); }
};

std::vector<std::uint32_t> byte_offsets(const std::string& text) {
  std::vector<std::uint32_t> out;
  for (std::size_t k = 0; k < text.size(); ++k)
    if ((static_cast<unsigned char>(text[k]) & 0xc0) != 0x80)
      out.push_back(static_cast<std::uint32_t>(k));
  out.push_back(static_cast<std::uint32_t>(text.size()));
  return out;
}

std::vector<GoldArticle> read(const char* path) {
  std::vector<GoldArticle> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line);
    GoldArticle a;
    a.text = json["text"].get<std::string>();
    a.id = json["id"].get<std::string>();
    const auto& offsets = a.offsets = byte_offsets(a.text);
    const auto add = [&](const char* key, std::vector<GoldMention>& list) {
      for (const auto& m : json[key])
        list.push_back(
            {{offsets.at(m["start"].get<std::size_t>()), offsets.at(m["end"].get<std::size_t>())},
             m.contains("entity") && m["entity"].is_string() ? m["entity"].get<std::string>()
                                                             : std::string(),
             m.value("type", "") == "LOC"   ? EntityType::place
             : m.value("type", "") == "ORG" ? EntityType::organisation
                                            : EntityType::person});
    };
    add("mentions", a.mentions);
    add("nominals", a.nominals);
    out.push_back(std::move(a));
  }
  return out;
}

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

struct Reading {
  std::vector<std::pair<std::int32_t, std::string>> matched;  // entity and gold entity of each name
  std::map<std::int32_t, std::string> gold_of;  // entity -> the gold entity most of its names have
  FoundNames names;
  std::vector<EntityId> of_name;
  std::vector<Reference> nominals;
  NominalTraining person, thing;
};

bool use_gold_names = false;

// The annotated names instead of those that are found, with what the finder tells of the same spans.
FoundNames gold_names(const GoldArticle& a, const TokenTable& tokens, const FoundNames& found) {
  FoundNames out;
  for (const GoldMention& m : a.mentions) {
    const TokenRange range = tokens.tokens_in(m.span);
    if (range.empty() || (!out.empty() && out.back().tokens.end > range.begin)) continue;
    FoundName name;
    for (const FoundName& f : found)
      if (f.span == m.span) name = f;
    name.tokens = range;
    name.span = tokens.span(range);
    name.type = m.type;
    out.push_back(name);
  }
  return out;
}

Reading read_article(const GoldArticle& a, const Model& model) {
  Reading r;
  TokenTable tokens;
  tokens.scan(a.text, lexicon_of("en"));
  const WordFacts facts(tokens);
  FoundNames found = find_names(tokens, facts);
  if (use_gold_names) found = gold_names(a, tokens, found);
  Clusters clusters = cluster(tokens, found);
  r.person.weights = model.person;
  r.thing.weights = model.thing;
  for (const auto& list : {find_references(tokens, facts, found, clusters, &r.person),
                           find_thing_references(tokens, facts, found, clusters, &r.thing)})
    for (const Reference& ref : list)
      if (ref.form == MentionForm::nominal && ref.entity.known()) r.nominals.push_back(ref);
  std::map<std::int32_t, std::map<std::string, int>> votes;
  for (std::size_t n = 0; n < found.size(); ++n)
    for (const GoldMention& m : a.mentions)
      if (m.span == found[n].span && !m.entity.empty()) {
        ++votes[clusters.of_name[n].index][m.entity];
        r.matched.emplace_back(clusters.of_name[n].index, m.entity);
      }
  for (const auto& [id, counts] : votes) {
    const auto best = std::max_element(counts.begin(), counts.end(),
                                       [](auto& x, auto& y) { return x.second < y.second; });
    r.gold_of[id] = best->first;
  }
  r.names = std::move(found);
  r.of_name = std::move(clusters.of_name);
  return r;
}

void gather(const GoldArticle& a, const Reading& r, const std::vector<NominalCandidate>& seen,
            std::vector<Choice>& out) {
  for (std::size_t k = 0; k < seen.size();) {
    Choice choice;
    const Span span = seen[k].span;
    for (; k < seen.size() && seen[k].span == span; ++k) {
      const auto gold = r.gold_of.find(seen[k].entity.index);
      if (gold == r.gold_of.end()) continue;
      const auto means = [&](const std::vector<GoldMention>& list) {
        return std::any_of(list.begin(), list.end(), [&](const GoldMention& m) {
          return overlap(m.span, span) && m.entity == gold->second;
        });
      };
      if (choice.right < 0 && (means(a.nominals) || means(a.mentions)))
        choice.right = static_cast<int>(choice.candidates.size());
      choice.candidates.push_back(seen[k].features);
    }
    if (!choice.candidates.empty()) out.push_back(std::move(choice));
  }
}

double tightness = 3;  // 1 / variance

// GUM has few descriptions by office, and news is full of them: those weights are held tighter.
constexpr double kPersonPrior = 8;

// What the articles say little of keeps the weight set by hand.
Weights fit(const std::vector<Choice>& choices, const Weights& start, double prior,
            double bias_shift) {
  const std::size_t size = start.size();
  constexpr int kSteps = 400;
  std::vector<double> w(start.begin(), start.end()), sum_of_squares(size, 1e-6);
  for (int step = 0; step < kSteps; ++step) {
    std::vector<double> gradient(size, 0);
    for (std::size_t k = 0; k < size; ++k) gradient[k] = prior * (start[k] - w[k]);
    for (const Choice& c : choices) {
      std::vector<double> p(c.candidates.size());
      double total = 1;  // nobody
      for (std::size_t i = 0; i < p.size(); ++i) {
        double score = 0;
        for (std::size_t k = 0; k < size; ++k) score += w[k] * c.candidates[i][k];
        total += p[i] = std::exp(std::min(score, 30.0));
      }
      for (std::size_t i = 0; i < p.size(); ++i) {
        const double error = (static_cast<int>(i) == c.right ? 1 : 0) - p[i] / total;
        for (std::size_t k = 0; k < size; ++k) gradient[k] += error * c.candidates[i][k];
      }
    }
    for (std::size_t k = 0; k < size; ++k) {
      sum_of_squares[k] += gradient[k] * gradient[k];
      w[k] += .3 * gradient[k] / std::sqrt(sum_of_squares[k]);
    }
  }
  // The first feature is the bias. F1 is best where a description is taken at less than even odds.
  w[0] += bias_shift;
  Weights out(size);
  for (std::size_t k = 0; k < size; ++k) out[k] = static_cast<float>(std::round(w[k] * 100) / 100);
  return out;
}

Model learn(const std::vector<const GoldArticle*>& articles, const Model& start, double shift) {
  Model model = start;
  for (int round = 0; round < 3; ++round) {
    Choices choices;
    for (const GoldArticle* a : articles) {
      const Reading r = read_article(*a, model);
      gather(*a, r, r.person.seen, choices.person);
      gather(*a, r, r.thing.seen, choices.thing);
    }
    model.person = fit(choices.person, start.person, kPersonPrior * tightness, shift);
    model.thing = fit(choices.thing, start.thing, tightness, shift);
  }
  return model;
}

// As gold and prediction are held against each other: relaxed spans, each used once.
Score score(const GoldArticle& a, const Model& model) {
  const Reading r = read_article(a, model);
  Score s;
  for (const auto& x : r.matched) {
    double both = 0, mine = 0, theirs = 0;
    for (const auto& y : r.matched) {
      both += x == y;
      mine += x.first == y.first;
      theirs += x.second == y.second;
    }
    s.b3_precision += both / mine;
    s.b3_recall += both / theirs;
    ++s.b3_count;
  }
  std::vector<const Reference*> predicted;
  for (const Reference& ref : r.nominals)
    if (r.gold_of.contains(ref.entity.index)) predicted.push_back(&ref);
  s.predicted = static_cast<double>(predicted.size());
  std::vector<bool> used(predicted.size());
  for (const GoldMention& m : a.nominals) {
    if (m.entity.empty() ||
        std::none_of(a.mentions.begin(), a.mentions.end(),
                     [&](const GoldMention& n) { return n.entity == m.entity; }))
      continue;
    ++s.gold;
    for (std::size_t k = 0; k < predicted.size(); ++k)
      if (!used[k] && overlap(predicted[k]->span, m.span) &&
          r.gold_of.at(predicted[k]->entity.index) == m.entity) {
        used[k] = true;
        ++s.right;
        break;
      }
  }
  return s;
}

// What was read, as `quoth annotate` prints mentions.
void write(std::ostream& out, const GoldArticle& a, const Reading& r) {
  nlohmann::json mentions = nlohmann::json::array();
  const auto add = [&](Span span, EntityType type, EntityId id, MentionForm form) {
    const auto point = [&](std::uint32_t byte) {
      return std::lower_bound(a.offsets.begin(), a.offsets.end(), byte) - a.offsets.begin();
    };
    mentions.push_back({{"start", point(span.begin)},
                        {"end", point(span.end)},
                        {"type", name_of(type)},
                        {"form", name_of(form)},
                        {"entity", id.index}});
  };
  for (std::size_t n = 0; n < r.names.size(); ++n)
    add(r.names[n].span, r.names[n].type, r.of_name[n], MentionForm::name);
  for (const Reference& ref : r.nominals) add(ref.span, ref.type, ref.entity, ref.form);
  out << nlohmann::json{{"id", a.id}, {"mentions", mentions}} << '\n';
}

void print(const char* what, const Score& s) {
  const double p = s.b3_precision / s.b3_count, r = s.b3_recall / s.b3_count;
  std::printf("%-10s B3 P %.4f R %.4f F1 %.4f  ", what, p, r, 2 * p * r / (p + r));
  std::printf("nominals gold %.0f predicted %.0f right %.0f  P %.4f R %.4f F1 %.4f\n", s.gold,
              s.predicted, s.right, s.right / s.predicted, s.right / s.gold, s.f1());
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t folds = 0;
  const char* out = nullptr;
  const char* gold = nullptr;
  const char* predictions = nullptr;
  double shift = .5;
  for (int k = 1; k < argc; ++k) {
    const std::string arg = argv[k];
    if (arg == "--folds" && k + 1 < argc)
      folds = static_cast<std::size_t>(std::atoi(argv[++k]));
    else if (arg == "--out" && k + 1 < argc)
      out = argv[++k];
    else if (arg == "--gold-names")
      use_gold_names = true;
    else if (arg == "--predictions" && k + 1 < argc)
      predictions = argv[++k];
    else if (arg == "--prior" && k + 1 < argc)
      tightness = std::atof(argv[++k]);
    else if (arg == "--shift" && k + 1 < argc)
      shift = std::atof(argv[++k]);
    else
      gold = argv[k];
  }
  if (gold == nullptr) {
    std::fprintf(stderr, "usage: quoth_train_nominals [--folds N] [--out TABLE.tsv] GOLD.jsonl\n");
    return 2;
  }
  const std::vector<GoldArticle> articles = read(gold);
  const auto model_of = [](WeightColumn column) {
    return Model{read_weights(person_features().data(), person_features().size(), column),
                 read_weights(thing_features().data(), thing_features().size(), column)};
  };
  const Model start = model_of(WeightColumn::by_hand), table_now = model_of(WeightColumn::learned);
  Score now;
  for (const GoldArticle& a : articles) now.add(score(a, table_now));
  print("table", now);
  if (predictions != nullptr) {
    std::ofstream file(predictions);
    for (const GoldArticle& a : articles) write(file, a, read_article(a, table_now));
  }
  if (folds > 1) {
    Score held_out;
    for (std::size_t f = 0; f < folds; ++f) {
      std::vector<const GoldArticle*> rest;
      for (std::size_t k = 0; k < articles.size(); ++k)
        if (k % folds != f) rest.push_back(&articles[k]);
      const Model model = learn(rest, start, shift);
      for (std::size_t k = f; k < articles.size(); k += folds)
        held_out.add(score(articles[k], model));
    }
    print("folds", held_out);
  }
  if (out != nullptr) {
    std::vector<const GoldArticle*> all;
    all.reserve(articles.size());
    for (const GoldArticle& a : articles) all.push_back(&a);
    const Model model = learn(all, start, shift);
    Score seen;
    for (const GoldArticle& a : articles) seen.add(score(a, model));
    print("on itself", seen);
    std::ofstream table(out);
    table << "# What speaks for and against each candidate that a description (\"the city\", \"the "
             "minister\") "
             "can mean: a\n# log-linear model learned by "
             "src/analyze/names/training/train_nominals.cpp; nobody "
             "scores 0.\n# SOURCES: "
          << person_features().size() + thing_features().size()
          << " weights over closed features, learned from GUM (Zeldes 2017, gucorpling.org/gum), "
             "CC BY 4.0.\n"
             "# feature\tweight\tset by hand, from where learning starts\n";
    const auto rows = [&](std::span<const std::string_view> names, const Weights& weights,
                          const Weights& hand) {
      for (std::size_t k = 0; k < names.size(); ++k)
        table << names[k] << '\t' << weights[k] << '\t' << hand[k] << '\n';
    };
    rows(person_features(), model.person, start.person);
    rows(thing_features(), model.thing, start.thing);
  }
  return 0;
}
