// Articles by the million, for loading tests: JSON lines on standard output.
//
//   generate_articles CORPUS.jsonl[.zst] ARTICLES [DAMAGED_PERCENT]      (0)
//
// Each article is put together of paragraphs of the corpus, drawn by chance with a fixed seed, until it is as long as one
// of the corpus drawn likewise: so words, names, dates and quotations are as frequent as there, and no two articles are
// alike. Ids are g0, g1, ... Of the lines the given share is damaged, evenly spread: cut off, without a body, or no JSON.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "corpus.hpp"

namespace {

constexpr std::uint32_t kSeed = 20261127;

struct Corpus {
  std::vector<std::string> titles, paragraphs;
  std::vector<std::size_t> lengths;
};

Corpus read(const char* path) {
  Corpus out;
  quoth::benchmarks::for_each_article(path, [&](const quoth::Article& article) {
    out.titles.push_back(article.title);
    if (!article.body.empty()) out.lengths.push_back(article.body.size());
    std::string_view left = article.body;
    while (!left.empty()) {
      const std::size_t end = left.find('\n');
      const std::string_view paragraph = left.substr(0, end);
      if (paragraph.size() > 1) out.paragraphs.emplace_back(paragraph);
      left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
    }
    return true;
  });
  if (out.paragraphs.empty() || out.lengths.empty()) throw std::runtime_error("the corpus has no text");
  return out;
}

std::string line_of(const Corpus& corpus, std::size_t number, std::mt19937& random) {
  const std::size_t length = corpus.lengths[random() % corpus.lengths.size()];
  std::string body;
  while (body.size() < length) {
    if (!body.empty()) body += "\n\n";
    body += corpus.paragraphs[random() % corpus.paragraphs.size()];
  }
  return nlohmann::ordered_json{{"id", "g" + std::to_string(number)},
                                {"title", corpus.titles[random() % corpus.titles.size()]},
                                {"body", body}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string damaged(std::string line, std::size_t how) {
  if (how % 3 == 0) return line.substr(0, line.size() / 2);
  if (how % 3 == 1) return R"({"title": "without a body"})";
  return "no JSON at all";
}

int run(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: generate_articles CORPUS.jsonl[.zst] ARTICLES [DAMAGED_PERCENT]\n", stderr);
    return 2;
  }
  const Corpus corpus = read(argv[1]);
  const std::size_t articles = std::strtoull(argv[2], nullptr, 10);
  const std::size_t percent = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 0;
  std::mt19937 random(kSeed);
  for (std::size_t i = 0; i < articles; ++i) {
    std::string line = line_of(corpus, i, random);
    if (i % 100 < percent) line = damaged(std::move(line), i / 100);
    line += '\n';
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size())
      throw std::runtime_error("standard output takes no more");
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "generate_articles: %s\n", error.what());
  }
  return 1;
}
