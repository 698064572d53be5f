// Learns the weights by which marked words are told to be speech or not.
//
//   quoth_fit_speech [--folds N] [--prior P] [--shift S] [--most N] [--without A,B] [--out TABLE.tsv]
//                    [--list FILE] GOLD.jsonl...
//
// GOLD holds one article a line: {"id", "text", "quotes": [{"start", "end", "kind", "quoted"?}]},
// offsets in code points. Articles that write speech as ''...'' are left out: their annotators took it
// for reported speech. `--folds` prints, over N folds by document, how many stretches are decided
// rightly by weights learned from the other folds. `--most` keeps that many features, dropping one at a
// time the one that weighs least against its uncertainty. `--shift` (0.4) is taken off the bias: a
// wrong quotation, which seldom has the right speaker, costs more than a missed one. `--out` writes the weights, learned from all,
// into the second column of TABLE. `--list` writes what is decided wrongly, with the features.
//
// A logistic model with a Gaussian prior of precision P, fitted by Newton's method. Some
// features are decisions made before, so articles are read again with the new weights, six times.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "analyze/quotations/extractor.hpp"
#include "analyze/quotations/speech/speech_scorer.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;
using namespace quoth::quotations;

namespace {

struct GoldArticle {
  std::string id, text;
  std::vector<Span> said;      // what is marked and somebody's words
  std::vector<Span> reported;  // what the annotators took for reported speech, marked or not
  Annotations found;           // names and dates
};

struct Example {
  SpeechFeatures features;
  bool speech = false, cued = false;
  Span quoted;
  const GoldArticle* article = nullptr;
};

std::vector<std::uint32_t> byte_offsets(const std::string& text) {
  std::vector<std::uint32_t> out;
  for (std::size_t k = 0; k < text.size(); ++k)
    if ((static_cast<unsigned char>(text[k]) & 0xc0) != 0x80)
      out.push_back(static_cast<std::uint32_t>(k));
  out.push_back(static_cast<std::uint32_t>(text.size()));
  return out;
}

std::vector<GoldArticle> read(const std::string& path) {
  std::vector<GoldArticle> out;
  std::ifstream in(path);
  if (!in) {
    std::cerr << "cannot read " << path << "; give a file with one article a line\n";
    std::exit(1);
  }
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line);
    GoldArticle a;
    a.id = json["id"].get<std::string>();
    a.text = json["text"].get<std::string>();
    if (a.text.find("''") != std::string::npos) continue;
    const auto offsets = byte_offsets(a.text);
    const auto span = [&](const auto& begin, const auto& end) {
      return Span{offsets.at(begin.template get<std::size_t>()),
                  offsets.at(end.template get<std::size_t>())};
    };
    for (const auto& q : json["quotes"]) {
      const bool parts = q.contains("quoted") && q["quoted"].is_array() && !q["quoted"].empty();
      if (q["kind"] == "indirect") {
        a.reported.push_back(span(q["start"], q["end"]));
      } else if (parts) {
        for (const auto& part : q["quoted"]) a.said.push_back(span(part[0], part[1]));
      } else if (q["kind"] == "direct") {
        a.said.push_back(span(q["start"], q["end"]));
      }
    }
    a.found = Analyzers::english().annotate(a.text);
    a.found.quotations.clear();
    out.push_back(std::move(a));
  }
  return out;
}

std::uint32_t common(Span a, Span b) {
  const std::uint32_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  return begin < end ? end - begin : 0;
}

// Annotators who went by double marks took words in single ones for reported speech: they are
// somebody's words all the same. Words in double marks that were taken for reported speech teach
// nothing.
void gather(const GoldArticle& a, const SpeechScorer& scorer, std::vector<Example>& out) {
  TokenTable tokens;
  tokens.scan(a.text, lexicon_of("en"));
  Annotations found = a.found;
  std::vector<SeenStretch> stretches;
  ExtractOptions options;
  options.speech = &scorer;
  options.seen = &stretches;
  extract(Context{tokens, {}, {}, "en"}, found, options);
  for (const SeenStretch& seen : stretches) {
    const Span q = seen.quoted;
    if (seen.nested) continue;  // few annotators looked inside quotations
    bool speech = std::any_of(a.said.begin(), a.said.end(), [&](Span s) {
      const std::uint32_t both = common(q, s);
      // A speech of several paragraphs is one for the annotators.
      return both * 10 >= q.size() * 8 || both * 4 >= q.size() + s.size();
    });
    const bool reported = std::any_of(a.reported.begin(), a.reported.end(),
                                      [&](Span s) { return common(q, s) * 2 >= q.size(); });
    const bool single = seen.single;
    const bool unclear = !speech && reported && !single;
    if (!speech && reported && single) speech = true;
    if (!unclear) out.push_back({seen.features, speech, seen.cued, q, &a});
  }
}

using Weights = SpeechScorer::Weights;

// Set by hand and held there: the articles show too few of Jon “Shorty” Keller and so-called
// “experts”, and their annotators took titles, names and terms for words of whoever used them.
double presumed(std::size_t feature) {
  switch (static_cast<SpeechFeature>(feature)) {
    case SpeechFeature::inside_name:
    case SpeechFeature::naming_before:
      return -4;
    case SpeechFeature::distance_before:
    case SpeechFeature::performed:
    case SpeechFeature::title_place:
    case SpeechFeature::work_title:
      return -3;
    case SpeechFeature::term_subject:
    case SpeechFeature::title_subject:
    case SpeechFeature::mate_title:
      return -2;
    default:
      return 0;
  }
}
constexpr double kHeld = 100;  // precision of the prior around those

using Active = std::array<bool, kSpeechFeatures>;

// Also gives the square of each weight against its variance.
Weights fit(const std::vector<Example>& examples, const Active& active, double prior,
            Weights* certainty = nullptr) {
  std::vector<std::size_t> used;
  for (std::size_t k = 0; k < kSpeechFeatures; ++k)
    if (active[k]) used.push_back(k);
  const std::size_t n = used.size();
  std::vector<double> w(n, 0), hessian, gradient;
  std::vector<std::size_t> on;
  for (int step = 0; step < 12; ++step) {
    hessian.assign(n * n, 0);
    gradient.assign(n, 0);
    for (std::size_t k = 0; k < n; ++k) {
      const double p = used[k] == 0             ? 1e-3
                       : presumed(used[k]) != 0 ? kHeld
                                                : prior;  // nothing is presumed of the bias
      hessian[k * n + k] = p;
      gradient[k] = p * (presumed(used[k]) - w[k]);
    }
    for (const Example& e : examples) {
      on.clear();
      double score = 0;
      for (std::size_t k = 0; k < n; ++k)
        if (e.features.has(static_cast<SpeechFeature>(used[k]))) on.push_back(k), score += w[k];
      const double p = 1 / (1 + std::exp(-score));
      for (const std::size_t a : on) {
        gradient[a] += (e.speech ? 1 : 0) - p;
        for (const std::size_t b : on) hessian[a * n + b] += p * (1 - p);
      }
    }
    // Cholesky
    std::vector<double> l(n * n, 0);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j <= i; ++j) {
        double sum = hessian[i * n + j];
        for (std::size_t k = 0; k < j; ++k) sum -= l[i * n + k] * l[j * n + k];
        l[i * n + j] = i == j ? std::sqrt(std::max(sum, 1e-9)) : sum / l[j * n + j];
      }
    const auto solve = [&](std::vector<double> x) {
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) x[i] -= l[i * n + k] * x[k];
        x[i] /= l[i * n + i];
      }
      for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k) x[i] -= l[k * n + i] * x[k];
        x[i] /= l[i * n + i];
      }
      return x;
    };
    const std::vector<double> change = solve(gradient);
    double largest = 0;
    for (std::size_t k = 0; k < n; ++k) {
      w[k] += std::clamp(change[k], -2.0, 2.0);
      largest = std::max(largest, std::abs(change[k]));
    }
    if (certainty != nullptr && (largest < 1e-3 || step == 11))
      for (std::size_t k = 0; k < n; ++k) {
        std::vector<double> unit(n, 0);
        unit[k] = 1;
        (*certainty)[used[k]] = static_cast<float>(w[k] * w[k] / std::max(solve(unit)[k], 1e-9));
      }
    if (largest < 1e-3) break;
  }
  Weights out{};
  for (std::size_t k = 0; k < n; ++k)
    out[used[k]] = static_cast<float>(std::round(w[k] * 100) / 100);
  return out;
}

struct Count {
  double right = 0, called = 0, speech = 0, all = 0, agree = 0;
  void add(bool is, bool called_so) {
    right += is && called_so, called += called_so, speech += is, ++all, agree += is == called_so;
  }
  void print(const char* what) const {
    std::printf("%-22s %6.0f stretches  precision %5.1f  recall %5.1f  F1 %5.2f  right %5.2f\n",
                what, all, 100 * right / called, 100 * right / speech,
                200 * right / (called + speech), 100 * agree / all);
  }
};

double prior = 1, shift = 0.4;

SpeechScorer learn(const std::vector<const GoldArticle*>& articles, const Active& active) {
  SpeechScorer scorer = SpeechScorer::of(lexicon_of("en"));
  // Half of each step, so that the decisions made before do not swing between two states.
  constexpr int kRounds = 6;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<Example> examples;
    for (const GoldArticle* a : articles) gather(*a, scorer, examples);
    Weights weights = fit(examples, active, prior);
    weights[0] -= static_cast<float>(shift);  // the bias
    for (std::size_t k = 0; k < weights.size(); ++k)
      weights[k] = std::round((weights[k] + scorer.weights()[k]) * 50) / 100;
    scorer = SpeechScorer(weights);
  }
  return scorer;
}

void judge(const std::vector<const GoldArticle*>& articles, const SpeechScorer& scorer, Count& all,
           Count& cued, Count& bare, std::ostream* list) {
  std::vector<Example> examples;
  for (const GoldArticle* a : articles) gather(*a, scorer, examples);
  for (const Example& e : examples) {
    const float score = scorer.score(e.features);
    all.add(e.speech, score >= 0);
    (e.cued ? cued : bare).add(e.speech, score >= 0);
    if (list == nullptr || (score >= 0) == e.speech) continue;
    const std::string& text = e.article->text;
    const std::uint32_t begin = e.quoted.begin > 110 ? e.quoted.begin - 110 : 0;
    std::string line = text.substr(begin, e.quoted.begin - begin) + "[[" +
                       text.substr(e.quoted.begin, std::min(e.quoted.size(), 160u)) + "]]" +
                       text.substr(e.quoted.end, 80);
    std::replace(line.begin(), line.end(), '\n', ' ');
    *list << (e.speech ? "MISS " : "FP ") << score << " (" << scorer.explain(e.features, 12)
          << ")\n    " << line << '\n';
  }
}

// The table with new weights in its second column; other columns and comments stay.
void write_weights(const std::string& path, const SpeechScorer& scorer) {
  std::ifstream in(path);
  std::ostringstream out;
  std::array<bool, kSpeechFeatures> written{};
  const auto number = [](float w) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", static_cast<double>(w));
    return std::string(text);
  };
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    std::size_t feature = kSpeechFeatures;
    if (!line.empty() && line[0] != '#')
      for (std::size_t k = 0; k < kSpeechFeatures; ++k)
        if (name_of(static_cast<SpeechFeature>(k)) == line.substr(0, tab)) feature = k;
    if (feature == kSpeechFeatures) {
      out << line << '\n';
      continue;
    }
    written[feature] = true;
    const std::size_t rest = line.find('\t', tab + 1);
    out << line.substr(0, tab) << '\t' << number(scorer.weights()[feature])
        << (rest == std::string::npos ? "" : line.substr(rest)) << '\n';
  }
  for (std::size_t k = 0; k < kSpeechFeatures; ++k)
    if (!written[k] && scorer.weights()[k] != 0)
      out << name_of(static_cast<SpeechFeature>(k)) << '\t' << number(scorer.weights()[k]) << '\n';
  in.close();
  std::ofstream(path) << out.str();
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t folds = 0, most = kSpeechFeatures;
  std::string table, list;
  std::vector<GoldArticle> articles;
  std::string without;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    const std::string arg = argv[i];
    const auto next = [&] { return std::string(i + 1 < argc ? argv[++i] : ""); };
    if (arg == "--folds")
      folds = std::stoul(next());
    else if (arg == "--prior")
      prior = std::stod(next());
    else if (arg == "--shift")
      shift = std::stod(next());
    else if (arg == "--most")
      most = std::stoul(next());
    else if (arg == "--without")
      without = "," + next() + ",";
    else if (arg == "--out")
      table = next();
    else if (arg == "--list")
      list = next();
    else
      paths.push_back(arg);
  }
  if (paths.empty()) {
    std::cerr
        << "usage: quoth_fit_speech [--folds N] [--prior P] [--shift S] [--most N] [--without A,B] "
           "[--out TABLE.tsv] [--list FILE] GOLD.jsonl...\n";
    return 2;
  }
  for (const std::string& path : paths)
    for (GoldArticle& a : read(path)) articles.push_back(std::move(a));
  std::vector<const GoldArticle*> all;
  all.reserve(articles.size());
  for (const GoldArticle& a : articles) all.push_back(&a);
  std::printf("%zu articles\n", all.size());

  Active active;
  for (std::size_t k = 0; k < kSpeechFeatures; ++k)
    active[k] = without.find("," + std::string(name_of(static_cast<SpeechFeature>(k))) + ",") ==
                std::string::npos;
  SpeechScorer scorer = learn(all, active);
  std::vector<Example> examples;
  for (const GoldArticle* a : all) gather(*a, scorer, examples);
  for (std::size_t count = static_cast<std::size_t>(std::count(active.begin(), active.end(), true));
       count > most; --count) {
    Weights certainty{};
    fit(examples, active, prior, &certainty);
    std::size_t least = 0;
    for (std::size_t k = 1; k < kSpeechFeatures; ++k)
      if (active[k] && presumed(k) == 0 && (least == 0 || certainty[k] < certainty[least]))
        least = k;
    active[least] = false;
    std::printf("dropped %s (%.1f)\n",
                std::string(name_of(static_cast<SpeechFeature>(least))).c_str(),
                static_cast<double>(certainty[least]));
  }
  scorer = learn(all, active);
  Weights certainty{};
  fit(examples, active, prior, &certainty);
  for (std::size_t k = 0; k < kSpeechFeatures; ++k)
    if (active[k])
      std::printf("%-20s %6.2f  certainty %6.1f\n",
                  std::string(name_of(static_cast<SpeechFeature>(k))).c_str(),
                  static_cast<double>(scorer.weights()[k]), static_cast<double>(certainty[k]));

  std::ofstream list_file;
  if (!list.empty()) list_file.open(list);
  Count shipped, shipped_cued, shipped_bare;
  judge(all, scorer, shipped, shipped_cued, shipped_bare, list.empty() ? nullptr : &list_file);
  shipped.print("learned from all");
  shipped_cued.print("  with a cue");
  shipped_bare.print("  without");
  if (folds > 1) {
    Count total, cued, bare;
    for (std::size_t f = 0; f < folds; ++f) {
      std::vector<const GoldArticle*> train, test;
      for (std::size_t k = 0; k < all.size(); ++k)
        (k % folds == f ? test : train).push_back(all[k]);
      judge(test, learn(train, active), total, cued, bare, nullptr);
    }
    total.print("folds by document");
    cued.print("  with a cue");
    bare.print("  without");
  }
  if (!table.empty()) write_weights(table, scorer);
}
