// Fits the weights by which the speaker of a quotation is chosen among its candidates.
//
//   quoth_fit_speakers [--folds N] [--errors] [--predictions FILE] [--out TABLE.tsv] GOLD.jsonl...
//
// GOLD holds one article a line: {"id", "text", "quotes": [{"start", "end", "kind", "quoted",
// "speaker", "speaker_start", "speaker_end", "canonical"}]}, offsets in code points. `--folds`
// prints, over N folds by document, how often the speaker is right and how far confidence can be
// believed: every document is read with weights fitted on the other folds. `--predictions` writes
// those readings as `quoth annotate --jsonl` would, `--errors` prints what went wrong. `--out` writes the weights fitted on all;
// what each feature means is kept from the table that is compiled in. Nothing of a text is written.
//
// The model is log-linear over the candidates of a stretch (Denis and Baldridge, 2008, for
// pronouns); several may be right, so the sum of their probabilities is raised, by gradient
// ascent with a Gaussian prior around 0. Who spoke before is a feature, so candidates are gathered
// again with the weights found, `kRounds` times. Everything is deterministic.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "analyze/quotations/extractor.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"

using namespace quoth;
using namespace quoth::quotations;

namespace {

constexpr int kRounds = 3;
constexpr int kSteps = 150;
double tightness = 0.5;

struct GoldQuote {
  Span words;
  bool has_speaker = false;
  Span speaker;                 ///< empty when only a name is known
  std::set<std::string> heads;  ///< last words of its names, folded
};
struct Document {
  std::string id, text;
  std::vector<std::uint32_t> offsets;  // byte of each code point
  TokenTable tokens;
  Annotations found;  // names and dates
  std::vector<GoldQuote> gold;
  std::size_t file = 0;
};

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (text.substr(k, 3) == "’") {
      out += '\'';
      k += 2;
    } else {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(text[k])));
    }
  }
  return out;
}

// The last word of a name or description, before what follows it ("of ...", ", who ...").
std::string head_of(std::string_view name) {
  static const std::set<std::string> kEnds = {"who",  "which", "of",    "for", "in", "at",
                                              "from", "with",  "on",    "to",  "by", "near",
                                              "told", "said",  "whose", "that"};
  std::vector<std::string> words;
  std::string word;
  const std::string text = folded(name) + ",";
  for (const char c : text) {
    const bool part = std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0 ||
                      (c == '\'' && !word.empty());
    if (part) {
      word += c;
      continue;
    }
    while (!word.empty() && word.back() == '\'') word.pop_back();
    if (word.size() > 2 && word.ends_with("'s")) word.resize(word.size() - 2);
    if (!word.empty()) {
      if (!words.empty() && kEnds.contains(word)) break;
      words.push_back(word);
      word.clear();
    }
    if (!words.empty() && (c == ',' || c == ';' || c == ':' || c == '(')) break;
  }
  while (words.size() > 1 && (words.back() == "jr" || words.back() == "sr")) words.pop_back();
  return words.empty() ? "" : words.back();
}

void add_heads(std::string_view names, std::set<std::string>& out) {
  const std::string text(names);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(" and ", begin), text.size());
    if (const std::string h = head_of(std::string_view(text).substr(begin, end - begin));
        !h.empty())
      out.insert(h);
    begin = end + 5;
  }
}

void read(const char* path, std::size_t file, std::vector<std::unique_ptr<Document>>& out) {
  std::ifstream in(path);
  const Analyzers before({make_names_analyzer(), make_dates_analyzer()});
  for (std::string line; std::getline(in, line);) {
    const auto json = nlohmann::json::parse(line);
    auto d = std::make_unique<Document>();
    d->file = file;
    d->id = json["id"].get<std::string>();
    d->text = json["text"].get<std::string>();
    for (std::size_t k = 0; k < d->text.size(); ++k)
      if ((static_cast<unsigned char>(d->text[k]) & 0xc0) != 0x80)
        d->offsets.push_back(static_cast<std::uint32_t>(k));
    d->offsets.push_back(static_cast<std::uint32_t>(d->text.size()));
    const auto span = [&](const nlohmann::json& a, const nlohmann::json& b) {
      return Span{d->offsets.at(a.get<std::size_t>()), d->offsets.at(b.get<std::size_t>())};
    };
    for (const auto& q : json["quotes"]) {
      const std::string kind = q.value("kind", "direct");
      if (kind == "indirect") continue;
      GoldQuote g;
      for (const char* key : {"speaker", "canonical"})
        if (q.contains(key) && q[key].is_string()) {
          g.has_speaker = true;
          add_heads(q[key].get<std::string>(), g.heads);
        }
      if (q.contains("speaker_start") && q["speaker_start"].is_number())
        g.speaker = span(q["speaker_start"], q["speaker_end"]);
      if (q.contains("quoted") && q["quoted"].is_array()) {
        for (const auto& part : q["quoted"]) {
          g.words = span(part[0], part[1]);
          d->gold.push_back(g);
        }
      } else {
        g.words = span(q["start"], q["end"]);
        d->gold.push_back(g);
      }
    }
    d->tokens.scan(d->text, lexicon_of("en"));
    d->found = before.annotate(Context{d->tokens, {}, {}, "en"});
    out.push_back(std::move(d));
  }
}

std::uint32_t overlap(Span a, Span b) {
  const std::uint32_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  return end > begin ? end - begin : 0;
}

// The annotated quotations of the same words (several when sources are chained).
std::vector<const GoldQuote*> aligned(const Document& d, Span words) {
  std::vector<const GoldQuote*> best;
  double most = 0;
  for (const GoldQuote& g : d.gold) {
    const double o = overlap(g.words, words);
    double alike = 2 * o / (g.words.size() + words.size());
    if (alike < .5) alike = o >= .8 * words.size() ? .4 : 0;
    if (alike == 0 || alike + .02 < most) continue;
    if (alike > most + .02) best.clear();
    most = std::max(most, alike);
    best.push_back(&g);
  }
  return best;
}

bool is_pronoun(const std::string& word) {
  static const std::set<std::string> kPronouns = {"he",  "she", "they", "it",   "i",  "we",
                                                  "you", "him", "her",  "them", "who"};
  return kPronouns.contains(word);
}

enum class Match { none, name, mention };

Match match(const Document& d, const std::vector<Speaker>& speakers, const Annotations& found,
            const GoldQuote& g) {
  if (!g.has_speaker) return speakers.empty() ? Match::mention : Match::none;
  if (speakers.empty()) return Match::none;
  const Speaker& first = speakers.front();
  if (!g.speaker.empty() && overlap(first.span, g.speaker) > 0) return Match::mention;
  std::set<std::string> heads;
  add_heads(first.span.of(d.text), heads);
  for (const Speaker& s : speakers)
    if (s.entity.known())
      add_heads(found.entities[static_cast<std::size_t>(s.entity.index)].name, heads);
  for (const std::string& h : heads)
    if (g.heads.contains(h) && !(is_pronoun(h) && !g.speaker.empty())) return Match::name;
  return Match::none;
}

struct Case {
  std::vector<std::string_view> rules;
  std::string place;  // for --errors
  std::vector<decltype(SpeakerCandidate::features)> candidates;
  std::vector<Match> matches;
  float confidence = 0;
  bool has_speaker = false;
  std::size_t file = 0;
};

bool show_errors = false;

// The words around a decision and who was wanted.
std::string place(const Document& d, const SpeakerDecision& decision, const Annotations& found,
                  const GoldQuote& g) {
  const std::uint32_t from = decision.words.begin > 160 ? decision.words.begin - 160 : 0;
  const auto until = std::min<std::size_t>(d.text.size(), decision.words.end + 120);
  std::string words = d.text.substr(from, decision.words.begin - from) + "<<" +
                      d.text.substr(decision.words.begin, std::min(decision.words.size(), 160u)) +
                      ">>" + d.text.substr(decision.words.end, until - decision.words.end);
  std::replace(words.begin(), words.end(), '\n', '|');
  std::string out = d.id + " wanted [" + std::string(g.speaker.of(d.text)) + "]";
  for (const std::string& h : g.heads) out += " " + h;
  for (std::size_t i = 0; i < std::min<std::size_t>(decision.candidates.size(), 4); ++i) {
    const SpeakerCandidate& c = decision.candidates[i];
    char score[32];
    std::snprintf(score, sizeof score, " %.2f ", c.score);
    out += "\n    " + std::string(c.rule) + score;
    if (!c.speakers.empty()) {
      out += "[" + std::string(c.speakers.front().span.of(d.text)) + "]";
      if (c.speakers.front().entity.known())
        out +=
            " = " + found.entities[static_cast<std::size_t>(c.speakers.front().entity.index)].name;
    }
    for (const auto& f : c.features)
      out += " " + std::string(kSpeakerFeatureNames[static_cast<std::size_t>(f.feature)]);
  }
  return out + "\n    " + words;
}

void gather(const Document& d, const SpeakerWeights& weights, std::vector<Case>& out,
            Annotations* reading = nullptr) {
  Annotations found = d.found;
  ExtractOptions options;
  options.weights = &weights;
  options.observe = [&](const SpeakerDecision& decision) {
    if (decision.nested) return;  // annotated as the outer speaker's or not at all
    const auto gold = aligned(d, decision.words);
    if (gold.empty()) return;
    Case c;
    c.confidence = decision.confidence;
    if (show_errors) c.place = place(d, decision, found, *gold.front());
    c.file = d.file;
    c.has_speaker = gold.front()->has_speaker;
    for (const SpeakerCandidate& candidate : decision.candidates) {
      c.candidates.push_back(candidate.features);
      c.rules.push_back(candidate.rule);
      Match best = Match::none;
      for (const GoldQuote* g : gold)
        best = std::max(best, match(d, candidate.speakers, found, *g));
      c.matches.push_back(best);
    }
    out.push_back(std::move(c));
  };
  extract(Context{d.tokens, {}, {}, "en"}, found, options);
  if (reading != nullptr) *reading = std::move(found);
}

// Raises the log of the probability that the right candidates have together.
SpeakerWeights fit(const std::vector<Case>& cases) {
  SpeakerWeights weights;
  std::array<double, kSpeakerFeatures> w{}, squares{};
  std::vector<double> p;
  for (int step = 0; step < kSteps; ++step) {
    std::array<double, kSpeakerFeatures> gradient{};
    for (const Case& c : cases) {
      Match wanted = Match::none;
      for (const Match m : c.matches) wanted = std::max(wanted, m);
      if (wanted == Match::none) continue;
      p.assign(c.candidates.size(), 0);
      double highest = -1e9;
      for (std::size_t i = 0; i < p.size(); ++i) {
        for (const auto& f : c.candidates[i])
          p[i] += f.value * w[static_cast<std::size_t>(f.feature)];
        highest = std::max(highest, p[i]);
      }
      double all = 0, right = 0;
      for (std::size_t i = 0; i < p.size(); ++i) {
        p[i] = std::exp(p[i] - highest);
        all += p[i];
        if (c.matches[i] == wanted) right += p[i];
      }
      for (std::size_t i = 0; i < p.size(); ++i) {
        const double d = (c.matches[i] == wanted ? p[i] / std::max(right, 1e-12) : 0) - p[i] / all;
        for (const auto& f : c.candidates[i])
          gradient[static_cast<std::size_t>(f.feature)] += d * f.value;
      }
    }
    for (std::size_t k = 0; k < kSpeakerFeatures; ++k) {
      gradient[k] -= tightness * w[k];
      squares[k] += gradient[k] * gradient[k];
      if (squares[k] > 0) w[k] += 0.5 * gradient[k] / std::sqrt(squares[k]);
    }
  }
  for (std::size_t k = 0; k < kSpeakerFeatures; ++k)
    weights.of[k] = std::round(static_cast<float>(w[k]) * 100) / 100;
  return weights;
}

// Logistic regression of "right" on the margin, which is read back from the confidence.
void calibrate(const std::vector<Case>& cases, SpeakerWeights& weights) {
  const auto margin_of = [&](const Case& c) {
    const double p = std::clamp<double>(c.confidence, 1e-6, 1 - 1e-6);
    return (std::log(p / (1 - p)) - weights.confidence_offset) / weights.confidence_slope;
  };
  double offset = 0, slope = 1, sum_offset = 0, sum_slope = 0;
  for (int step = 0; step < 400; ++step) {
    double d_offset = 0, d_slope = 0;
    for (const Case& c : cases) {
      const double m = margin_of(c);
      const double error =
          (c.matches.front() != Match::none) - 1 / (1 + std::exp(-offset - slope * m));
      d_offset += error, d_slope += error * m;
    }
    sum_offset += d_offset * d_offset, sum_slope += d_slope * d_slope;
    offset += .1 * d_offset / std::sqrt(sum_offset + 1e-9);
    slope += .1 * d_slope / std::sqrt(sum_slope + 1e-9);
  }
  weights.confidence_offset = std::round(static_cast<float>(offset) * 100) / 100;
  weights.confidence_slope = std::round(static_cast<float>(slope) * 100) / 100;
}

SpeakerWeights learn(const std::vector<const Document*>& documents) {
  SpeakerWeights weights = speaker_weights();
  for (int round = 0; round < kRounds; ++round) {
    std::vector<Case> cases;
    for (const Document* d : documents) gather(*d, weights, cases);
    weights = fit(cases);
  }
  weights.confidence_offset = 0, weights.confidence_slope = 1;
  std::vector<Case> cases;
  for (const Document* d : documents) gather(*d, weights, cases);
  calibrate(cases, weights);
  return weights;
}

void print(const char* what, const std::vector<Case>& cases, std::size_t file) {
  double speakers = 0, right = 0, reachable = 0;
  for (const Case& c : cases) {
    if (!c.has_speaker || c.file != file) continue;
    ++speakers;
    right += c.matches.front() != Match::none;
    reachable +=
        std::any_of(c.matches.begin(), c.matches.end(), [](Match m) { return m != Match::none; });
  }
  std::printf("%-10s quotations with a speaker %.0f, right %.2f %%, among the candidates %.2f %%\n",
              what, speakers, 100 * right / speakers, 100 * reachable / speakers);
}

// What was chosen instead of what, and some of the places.
void print_errors(const std::vector<Case>& cases) {
  std::map<std::string, int> kinds;
  for (const Case& c : cases) {
    if (c.matches.front() != Match::none || !c.has_speaker) continue;
    Match best = Match::none;
    std::string right = "(none)";
    for (std::size_t i = 0; i < c.matches.size(); ++i)
      if (c.matches[i] > best) best = c.matches[i], right = c.rules[i];
    ++kinds[std::string(c.rules.front()) + " for " + right];
    std::printf("%s instead of %s: %s\n", std::string(c.rules.front()).c_str(), right.c_str(),
                c.place.c_str());
  }
  std::vector<std::pair<int, std::string>> sorted;
  sorted.reserve(kinds.size());
  for (const auto& [kind, n] : kinds) sorted.emplace_back(-n, kind);
  std::sort(sorted.begin(), sorted.end());
  for (const auto& [n, kind] : sorted) std::printf("%5d %s\n", -n, kind.c_str());
}

void print_reliability(const std::vector<Case>& cases) {
  constexpr std::array kEdges = {0.f, .3f, .5f, .7f, .8f, .9f, .95f, 1.01f};
  for (std::size_t b = 0; b + 1 < kEdges.size(); ++b) {
    double n = 0, right = 0, sum = 0;
    for (const Case& c : cases) {
      if (c.confidence < kEdges[b] || c.confidence >= kEdges[b + 1]) continue;
      ++n, sum += c.confidence, right += c.matches.front() != Match::none;
    }
    if (n > 0)
      std::printf("confidence %.2f-%.2f  n %5.0f  mean %.3f  right %.3f\n", kEdges[b],
                  std::min(kEdges[b + 1], 1.f), n, sum / n, right / n);
  }
}

void write(std::ofstream& file, const Document& d, const Annotations& found) {
  const auto code_point = [&](std::uint32_t byte) {
    return std::upper_bound(d.offsets.begin(), d.offsets.end(), byte) - d.offsets.begin() - 1;
  };
  nlohmann::json out{{"id", d.id}, {"quotations", nlohmann::json::array()}};
  for (const Quotation& q : found.quotations) {
    nlohmann::json j{{"start", code_point(q.span.begin)}, {"end", code_point(q.span.end)},
                     {"kind", name_of(q.kind)},           {"group", q.group},
                     {"quoted", nlohmann::json::array()}, {"speakers", nlohmann::json::array()}};
    for (const Span s : q.quoted) j["quoted"].push_back({code_point(s.begin), code_point(s.end)});
    for (const Speaker& s : q.speakers) {
      nlohmann::json who{{"start", code_point(s.span.begin)},
                         {"end", code_point(s.span.end)},
                         {"status", name_of(s.status)},
                         {"text", s.span.of(d.text)}};
      if (s.entity.known())
        who["name"] = found.entities[static_cast<std::size_t>(s.entity.index)].name;
      j["speakers"].push_back(std::move(who));
    }
    out["quotations"].push_back(std::move(j));
  }
  file << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

void write_table(const char* path, const SpeakerWeights& weights, const std::string& sources) {
  std::vector<std::string> meaning(kSpeakerFeatures);
  std::string rest;
  tables::for_each_row(tables::text_of("en/quotation_speakers.tsv"), [&](auto columns) {
    const auto at = std::find(kSpeakerFeatureNames.begin(), kSpeakerFeatureNames.end(), columns[0]);
    if (at != kSpeakerFeatureNames.end()) {
      if (columns.size() > 2)
        meaning[static_cast<std::size_t>(at - kSpeakerFeatureNames.begin())] = columns[2];
    } else if (columns[0] != "confidence_offset" && columns[0] != "confidence_slope") {
      for (std::size_t k = 0; k < columns.size(); ++k)
        rest += (k > 0 ? "\t" : "") + std::string(columns[k]);
      rest += '\n';
    }
  });
  std::ofstream out(path);
  out << "# What speaks for and against each candidate for a quotation's speaker: score = sum of "
         "weight times\n"
         "# value, and the best score wins. A value is 1 where nothing else is said. Fitted by "
         "quoth_fit_speakers\n"
         "# (src/analyze/quotations/training/fit_speakers.cpp).\n"
      << sources << "# feature\tweight\twhat it says of the candidate\n";
  const auto number = [](float value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return std::string(text);
  };
  for (std::size_t k = 0; k < kSpeakerFeatures; ++k)
    out << kSpeakerFeatureNames[k] << '\t' << number(weights.of[k]) << '\t' << meaning[k] << '\n';
  out << "confidence_offset\t" << number(weights.confidence_offset)
      << "\tconfidence is 1 / (1 + exp(-(offset + slope * margin))), margin: the winner's lead on "
         "the next, at most 6\n"
      << "confidence_slope\t" << number(weights.confidence_slope) << "\t\n"
      << "# Examples: \"example\", a text, words of one of its quotations, who says them (\"-\" "
         "for "
         "nobody). ⏎ is a line break.\n"
      << rest;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t folds = 0;
  const char *out = nullptr, *predictions = nullptr;
  std::vector<const char*> gold;
  for (int k = 1; k < argc; ++k) {
    const std::string arg = argv[k];
    if (arg == "--folds" && k + 1 < argc)
      folds = static_cast<std::size_t>(std::atoi(argv[++k]));
    else if (arg == "--out" && k + 1 < argc)
      out = argv[++k];
    else if (arg == "--predictions" && k + 1 < argc)
      predictions = argv[++k];
    else if (arg == "--errors")
      show_errors = true;
    else if (arg == "--prior" && k + 1 < argc)
      tightness = std::atof(argv[++k]);
    else
      gold.push_back(argv[k]);
  }
  if (gold.empty()) {
    std::fprintf(
        stderr,
        "usage: quoth_fit_speakers [--folds N] [--errors] [--predictions FILE] [--out TABLE.tsv] "
        "GOLD.jsonl...\n");
    return 2;
  }
  std::vector<std::unique_ptr<Document>> documents;
  for (std::size_t k = 0; k < gold.size(); ++k) read(gold[k], k, documents);
  std::vector<Case> now;
  for (const auto& d : documents) gather(*d, speaker_weights(), now);
  for (std::size_t k = 0; k < gold.size(); ++k) print("table", now, k);
  if (folds > 1) {
    std::ofstream file;
    if (predictions != nullptr) file.open(predictions);
    std::vector<Case> held_out;
    for (std::size_t f = 0; f < folds; ++f) {
      std::vector<const Document*> rest;
      for (std::size_t k = 0; k < documents.size(); ++k)
        if (k % folds != f) rest.push_back(documents[k].get());
      const SpeakerWeights weights = learn(rest);
      for (std::size_t k = f; k < documents.size(); k += folds) {
        Annotations reading;
        gather(*documents[k], weights, held_out, &reading);
        if (predictions != nullptr) write(file, *documents[k], reading);
      }
    }
    for (std::size_t k = 0; k < gold.size(); ++k) print("folds", held_out, k);
    print_reliability(held_out);
    if (show_errors) print_errors(held_out);
  }
  if (out != nullptr) {
    std::vector<const Document*> all;
    all.reserve(documents.size());
    for (const auto& d : documents) all.push_back(d.get());
    const SpeakerWeights weights = learn(all);
    std::vector<Case> seen;
    for (const Document* d : all) gather(*d, weights, seen);
    for (std::size_t k = 0; k < gold.size(); ++k) print("on itself", seen, k);
    write_table(
        out, weights,
        "# SOURCES: " + std::to_string(kSpeakerFeatures + 2) +
            " weights over closed features that are no words, fitted on polnear.dev (PolNeAR, "
            "Newell et al.\n# 2018) and litbank.dev (LitBank, Sims and Bamman 2020, CC BY "
            "4.0), of which nothing else is here; the examples were\n# written for this "
            "project.\n");
  }
  return 0;
}
