// Learns the weights of the tagger from annotated articles, with the analyzer's own features.
//
//   quoth_train_names [--folds N] [--across] [--show] [--out TABLE.tsv] GOLD.jsonl...
//
// GOLD holds one article a line: {"id", "text", "mentions": [{"start", "end", "type"}]}, offsets in
// code points. `--folds` prints the exact F1 of each file over N folds by document: every document is
// read with weights learned from the other folds of all files. `--out` writes the weights learned from
// everything, `--across` prints each file's F1 with weights learned from the others alone, `--show` every
// miss. The project's own examples (names.tsv, names_examples.tsv) are learned from as well, in every
// fold. Nothing of a text is written: features are classes, shapes and rules, never words.
//
// The model is a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) with a
// Gaussian prior, fitted by stochastic gradients with AdaGrad (Duchi, Hazan and Singer, 2011), rounded
// to integers; what is scored in folds is the rounded model read by the analyzer's own decoder.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "analyze/names/finder.hpp"
#include "analyze/names/stretch_reader.hpp"
#include "analyze/names/tagger.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/text/token_table.hpp"

namespace {

using namespace quoth;
using namespace quoth::names;

constexpr int kEpochs = 7;
constexpr double kRate = 0.02;  // of AdaGrad
constexpr double kPrior = 0.2;  // of the Gaussian, against each gradient
// Off the score of "outside" when reading: F1 wants more names than likelihood does.
constexpr double kLean = 0.08;
constexpr double kScale = 64;      // weights are integers, so many to the unit
constexpr int kExampleWeight = 3;  // an example of the project's own counts as so many sentences
constexpr double kLeast = 4;       // a row none of whose weights reaches this is left out

struct Gold {
  Span span;
  EntityType type;
  friend auto operator<=>(const Gold&, const Gold&) = default;
};

struct Document {
  std::string id, text;
  std::vector<Gold> gold;
  TokenTable tokens;
  std::size_t file = 0;
};

/// A stretch as the learner sees it.
struct Instance {
  std::vector<std::vector<std::uint32_t>> rows;  // of each token
  std::vector<Tag> tags;
};

[[noreturn]] void fail(const std::string& what) {
  std::cerr << "quoth_train_names: " << what << "\n";
  std::exit(1);
}

std::vector<Document> read_gold(const std::string& path, std::size_t file) {
  std::ifstream in(path);
  if (!in) fail(path + " cannot be read; is its name spelled as the file's?");
  std::vector<Document> out;
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    const auto json = nlohmann::json::parse(line);
    Document d;
    d.file = file;
    d.id = json.at("id").get<std::string>();
    d.text = json.at("text").get<std::string>();
    std::vector<std::uint32_t> byte_of;
    for (std::uint32_t b = 0; b < d.text.size(); ++b)
      if ((static_cast<unsigned char>(d.text[b]) & 0xC0) != 0x80) byte_of.push_back(b);
    byte_of.push_back(static_cast<std::uint32_t>(d.text.size()));
    for (const auto& m : json.at("mentions")) {
      const std::string type = m.at("type");
      d.gold.push_back({{byte_of.at(m.at("start")), byte_of.at(m.at("end"))},
                        type == "PER"   ? EntityType::person
                        : type == "ORG" ? EntityType::organisation
                                        : EntityType::place});
    }
    out.push_back(std::move(d));
  }
  for (Document& d : out) d.tokens.scan(d.text, lexicon_of("en"));
  return out;
}

/// The sentences that the project's own tables show, with what must be found in each.
std::vector<Document> read_examples() {
  std::vector<Document> out;
  const auto add = [&](std::string_view example, std::string_view expected) {
    if (example == "-") return;
    Document d;
    d.id = d.text = example;
    static constexpr std::string_view kMarks[] = {"PER:", "ORG:", "LOC:"};
    while (expected.size() > 4) {
      const auto type = static_cast<std::size_t>(
          std::find(std::begin(kMarks), std::end(kMarks), expected.substr(0, 4)) - kMarks);
      std::size_t end = expected.size();
      for (const std::string_view mark : kMarks)
        end = std::min(end, expected.find(" " + std::string(mark), 4));
      const std::string_view name = expected.substr(4, end - 4);
      for (std::size_t at = d.text.find(name); at != std::string::npos;
           at = d.text.find(name, at + 1))
        d.gold.push_back(
            {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size())},
             static_cast<EntityType>(type)});
      expected.remove_prefix(std::min(expected.size(), end + 1));
    }
    out.push_back(std::move(d));
  };
  tables::for_each_row(tables::text_of("en/names.tsv"), [&](auto columns) {
    if (columns.size() >= 8) add(columns[6], columns[7]);
  });
  tables::for_each_row(tables::text_of("en/names_examples.tsv"), [&](auto columns) {
    if (columns.size() >= 3) add(columns[1], columns[2]);
  });
  for (Document& d : out) d.tokens.scan(d.text, lexicon_of("en"));
  return out;
}

/// The tags that the gold gives the tokens; of names in names the outer one.
std::vector<Tag> gold_tags(const Document& d) {
  std::vector<Tag> tags(d.tokens.size(), 0);
  std::vector<Gold> gold = d.gold;
  std::sort(gold.begin(), gold.end(), [](const Gold& a, const Gold& b) {
    return std::tuple(a.span.size(), b.span.begin) > std::tuple(b.span.size(), a.span.begin);
  });
  for (const Gold& g : gold) {
    const TokenRange r = d.tokens.tokens_in(g.span);
    if (r.empty() || d.tokens.span(r) != g.span) continue;
    bool taken = false;
    for (TokenIndex k = r.begin; k < r.end; ++k) taken = taken || tags[k] != 0;
    if (taken) continue;
    for (TokenIndex k = r.begin; k < r.end; ++k) tags[k] = tag_of(g.type, k != r.begin);
  }
  return tags;
}

struct FeatureNames {
  std::map<std::uint32_t, std::map<std::pair<int, std::uint32_t>, int>> seen;
};

std::vector<Instance> instances_of(const Document& d, FeatureNames* names) {
  std::vector<Instance> out;
  const WordFacts facts(d.tokens);
  const FoundNames found = find_by_rules(d.tokens, facts);
  const std::vector<Tag> gold = gold_tags(d);
  StretchReader reader(d.tokens, facts, found);
  TagFeatures features;
  for (TokenRange s = reader.next(); !s.empty(); s = reader.next()) {
    if (facts.casing(s.begin) == Casing::upper) continue;
    Instance instance;
    Tag before = 0;
    for (TokenIndex i = s.begin; i < s.end; ++i) {
      reader.read(i, features);
      std::vector<std::uint32_t> rows;
      for (const TagFeature& f : features) {
        const auto place = static_cast<std::uint32_t>(TagWeights::place_of(f));
        rows.push_back(place);
        if (names != nullptr) ++names->seen[place][{static_cast<int>(f.which), f.value}];
      }
      instance.rows.push_back(std::move(rows));
      Tag tag = gold[i];
      if (!can_follow(before, tag)) tag = 0;  // the name began before the stretch
      instance.tags.push_back(tag);
      before = tag;
    }
    out.push_back(std::move(instance));
  }
  return out;
}

using Vec = std::array<double, kTags>;

double log_sum(const Vec& v) {
  const double top = *std::max_element(v.begin(), v.end());
  double sum = 0;
  for (const double x : v) sum += std::exp(x - top);
  return top + std::log(sum);
}

class Learner {
 public:
  Learner() : w_(TagWeights::kRows), g_(TagWeights::kRows) {}

  void fit(const std::vector<const Instance*>& data) {
    std::vector<const Instance*> order = data;
    std::uint64_t state = 1;
    const auto random = [&] {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      return state >> 33;
    };
    for (int epoch = 0; epoch < kEpochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
      for (const Instance* instance : order) step(*instance);
    }
  }

  TagWeights rounded() const {
    TagWeights out;
    out.set_full();
    const auto round = [](double x) {
      return static_cast<std::int8_t>(
          std::clamp<long>(std::lround(x * kScale), -TagWeights::kMost, TagWeights::kMost));
    };
    for (std::size_t r = 0; r < w_.size(); ++r) {
      double top = 0;
      for (const double w : w_[r]) top = std::max(top, std::abs(w));
      if (top * kScale < kLeast) continue;  // a row that says next to nothing
      for (std::size_t k = 0; k < kTags; ++k) out.row(r)[k] = round(w_[r][k]);
    }
    for (Tag a = 0; a < kTags; ++a)
      for (Tag b = 0; b < kTags; ++b) out.transition(a, b) = round(t_[a][b]);
    const auto lean = static_cast<std::int8_t>(std::lround(kLean * kScale));
    const std::size_t bias = TagWeights::place_of({Template::bias, 0});
    out.row(bias)[0] = static_cast<std::int8_t>(out.row(bias)[0] - lean);
    return out;
  }

 private:
  void step(const Instance& x) {
    const std::size_t n = x.tags.size();
    constexpr double kNever = -1e30;
    std::vector<Vec> score(n), alpha(n), beta(n);
    for (std::size_t i = 0; i < n; ++i) {
      score[i].fill(0);
      for (const std::uint32_t r : x.rows[i])
        for (std::size_t k = 0; k < kTags; ++k) score[i][k] += w_[r][k];
    }
    for (std::size_t i = 0; i < n; ++i)
      for (Tag b = 0; b < kTags; ++b) {
        Vec v;
        for (Tag a = 0; a < kTags; ++a)
          v[a] = !can_follow(a, b) ? kNever
                 : i == 0          ? (a == 0 ? t_[0][b] : kNever)
                                   : alpha[i - 1][a] + t_[a][b];
        alpha[i][b] = std::max(log_sum(v), kNever) + score[i][b];
      }
    beta[n - 1].fill(0);
    for (std::size_t i = n - 1; i-- > 0;)
      for (Tag a = 0; a < kTags; ++a) {
        Vec v;
        for (Tag b = 0; b < kTags; ++b)
          v[b] = can_follow(a, b) ? t_[a][b] + score[i + 1][b] + beta[i + 1][b] : kNever;
        beta[i][a] = log_sum(v);
      }
    const double z = log_sum(alpha[n - 1]);
    std::array<Vec, kTags> dt{};
    for (std::size_t i = 0; i < n; ++i) {
      Vec d;
      for (Tag b = 0; b < kTags; ++b) d[b] = std::exp(alpha[i][b] + beta[i][b] - z);
      for (Tag a = 0; a < kTags; ++a)
        for (Tag b = 0; b < kTags; ++b) {
          if (!can_follow(a, b) || (i == 0 && a != 0)) continue;
          const double from = i == 0 ? 0 : alpha[i - 1][a];
          dt[a][b] += std::exp(from + t_[a][b] + score[i][b] + beta[i][b] - z);
        }
      dt[i == 0 ? 0 : x.tags[i - 1]][x.tags[i]] -= 1;
      d[x.tags[i]] -= 1;
      for (const std::uint32_t r : x.rows[i])
        for (std::size_t k = 0; k < kTags; ++k) update(w_[r][k], g_[r][k], d[k]);
    }
    for (Tag a = 0; a < kTags; ++a)
      for (Tag b = 0; b < kTags; ++b)
        if (dt[a][b] != 0) update(t_[a][b], tg_[a][b], dt[a][b]);
  }

  static void update(double& w, double& g, double d) {
    d += kPrior * w;
    g += d * d;
    w -= kRate * d / (std::sqrt(g) + 1e-3);
  }

  std::vector<Vec> w_, g_;
  std::array<Vec, kTags> t_{}, tg_{};
};

struct Score {
  int right = 0, found = 0, wanted = 0;
  double f1() const { return found + wanted == 0 ? 0 : 2.0 * right / (found + wanted); }
};

bool show = false;

void score(const Document& d, const TagWeights& weights, Score (&out)[4]) {
  const WordFacts facts(d.tokens);
  FoundNames names = find_by_rules(d.tokens, facts);
  if (!weights.empty()) tag_names(d.tokens, facts, weights, names);
  std::set<Gold> gold(d.gold.begin(), d.gold.end()), found;
  for (const FoundName& n : names) found.insert({n.span, n.type});
  for (const Gold& g : gold) ++out[static_cast<int>(g.type)].wanted, ++out[3].wanted;
  for (const Gold& g : found) {
    ++out[static_cast<int>(g.type)].found, ++out[3].found;
    if (gold.contains(g)) ++out[static_cast<int>(g.type)].right, ++out[3].right;
  }
  if (show) {
    const auto print = [&](const char* what, const Gold& g) {
      const std::uint32_t b = g.span.begin < 40 ? 0 : g.span.begin - 40;
      std::string context = d.text.substr(b, g.span.begin - b) + "[[" +
                            std::string(g.span.of(d.text)) + "]]" + d.text.substr(g.span.end, 40);
      std::replace(context.begin(), context.end(), '\n', ' ');
      std::cout << what << '\t' << name_of(g.type) << '\t' << d.id << '\t' << context << '\n';
    };
    for (const Gold& g : gold)
      if (!found.contains(g)) print("MISS", g);
    for (const Gold& g : found)
      if (!gold.contains(g)) print("SPUR", g);
  }
}

void print(const std::string& name, const Score (&s)[4]) {
  std::printf("%-60s", name.c_str());
  const char* kTypes[] = {"PER", "ORG", "LOC", "ALL"};
  for (int t = 0; t < 4; ++t) std::printf("  %s %.4f", kTypes[t], s[t].f1());
  std::printf("  P %.4f R %.4f\n", 1.0 * s[3].right / std::max(1, s[3].found),
              1.0 * s[3].right / std::max(1, s[3].wanted));
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t folds = 0;
  std::string out_path;
  std::vector<std::string> paths;
  bool across = false;
  for (int k = 1; k < argc; ++k) {
    const std::string a = argv[k];
    if (a == "--folds" && k + 1 < argc)
      folds = static_cast<std::size_t>(std::atoi(argv[++k]));
    else if (a == "--out" && k + 1 < argc)
      out_path = argv[++k];
    else if (a == "--across")
      across = true;
    else if (a == "--show")
      show = true;
    else
      paths.push_back(a);
  }
  if (paths.empty())
    fail(
        "usage: quoth_train_names [--folds N] [--across] [--show] [--out TABLE.tsv] GOLD.jsonl...");
  std::vector<Document> documents;
  std::vector<std::size_t> fold_of;
  for (std::size_t f = 0; f < paths.size(); ++f) {
    auto some = read_gold(paths[f], f);
    for (std::size_t i = 0; i < some.size(); ++i) {
      fold_of.push_back(folds == 0 ? 0 : i % folds);
      documents.push_back(std::move(some[i]));
    }
  }
  FeatureNames names;
  std::vector<std::vector<Instance>> instances;
  instances.reserve(documents.size());
  for (const Document& d : documents) instances.push_back(instances_of(d, &names));
  const std::vector<Document> own = read_examples();
  std::vector<std::vector<Instance>> examples;
  examples.reserve(own.size());
  for (const Document& d : own) examples.push_back(instances_of(d, &names));
  std::size_t tokens = 0;
  for (const auto& all : instances)
    for (const Instance& i : all) tokens += i.tags.size();
  std::cerr << documents.size() << " documents, " << tokens << " tokens in stretches, "
            << names.seen.size() << " rows\n";
  const auto learn = [&](auto&& use) {
    std::vector<const Instance*> data;
    for (std::size_t d = 0; d < documents.size(); ++d)
      if (use(d))
        for (const Instance& i : instances[d]) data.push_back(&i);
    for (int k = 0; k < kExampleWeight; ++k)
      for (const auto& all : examples)
        for (const Instance& i : all) data.push_back(&i);
    Learner learner;
    learner.fit(data);
    return learner.rounded();
  };
  if (folds > 0) {
    std::vector<TagWeights> models(folds);
    const auto work = [&](std::size_t first) {
      for (std::size_t fold = first; fold < folds; fold += 2)
        models[fold] = learn([&](std::size_t d) { return fold_of[d] != fold; });
    };
    std::thread other(work, 1);
    work(0);
    other.join();
    for (std::size_t f = 0; f < paths.size(); ++f) {
      Score rules[4], tagged[4];
      const bool shown = show;
      show = false;
      for (const Document& document : documents)
        if (document.file == f) score(document, TagWeights(), rules);
      show = shown;
      for (std::size_t d = 0; d < documents.size(); ++d)
        if (documents[d].file == f) score(documents[d], models[fold_of[d]], tagged);
      print(paths[f].substr(paths[f].rfind('/') + 1) + " rules alone", rules);
      print(paths[f].substr(paths[f].rfind('/') + 1) + " " + std::to_string(folds) + " folds",
            tagged);
    }
  }
  if (across)
    for (std::size_t f = 0; f < paths.size(); ++f) {
      const TagWeights weights = learn([&](std::size_t d) { return documents[d].file != f; });
      Score tagged[4];
      for (const Document& document : documents)
        if (document.file == f) score(document, weights, tagged);
      print(paths[f].substr(paths[f].rfind('/') + 1) + " learned from the others", tagged);
    }
  if (out_path.empty()) return 0;
  const TagWeights weights = learn([](std::size_t) { return true; });
  std::ofstream out(out_path);
  if (!out) fail(out_path + " cannot be written; does its folder exist?");
  // Features that share a row by hash are read through the one seen most often.
  std::vector<std::string> rows;
  for (const auto& [place, seen] : names.seen) {
    const TagWeights::Row& row = weights.row(place);
    if (std::all_of(row.begin(), row.end(), [](std::int8_t w) { return w == 0; })) continue;
    const auto most = std::max_element(
        seen.begin(), seen.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    std::string text(name_of(static_cast<Template>(most->first.first)));
    text += '\t' + std::to_string(most->first.second);
    for (std::size_t k = 0; k < kTags; ++k) text += '\t' + std::to_string(int{row[k]});
    rows.push_back(std::move(text));
  }
  std::sort(rows.begin(), rows.end());
  out << "# Weights of the names tagger: what a feature of a token (names/tag_features.hpp) says "
         "for each tag.\n"
         "# Written by names/training/train_names.cpp; change that, not this. SOURCES: "
      << rows.size() * kTags + kTags * kTags
      << " weights over\n# classes, shapes, counts and rules, none over words, learned from the "
         "named mentions of GUM (Georgetown\n"
         "# University Multilayer corpus, A. Zeldes and others, CC BY 4.0) and WikiGold (D. "
         "Balasuriya and others, 2009,\n"
         "# CC BY 4.0).\n"
         "# template\tvalue\toutside\tPER\tin PER\tORG\tin ORG\tLOC\tin LOC\n";
  for (Tag a = 0; a < kTags; ++a) {
    out << "transition\t" << int{a};
    for (Tag b = 0; b < kTags; ++b) out << '\t' << int{weights.transition(a, b)};
    out << '\n';
  }
  for (const std::string& row : rows) out << row << '\n';
  return 0;
}
