// Collections of plain words for comparing ranking with other engines: lower-case ASCII letters
// and spaces, which every tokenizer reads alike.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::testing {

struct WordArticle {
  std::vector<std::string> title, body;
  std::vector<std::string> filters;  ///< index terms
};
using WordCollection = std::vector<WordArticle>;

[[nodiscard]] inline std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// Some of four filters, each in about a third of the articles.
[[nodiscard]] inline std::vector<std::string> random_filters(std::mt19937& random) {
  std::vector<std::string> out;
  for (const char* filter : {"Len", "Lde", "XSa", "XSb"})
    if (random() % 3 == 0) out.push_back(filter);
  return out;
}

/// The words of a text that are nothing but ASCII letters, folded, at most `limit` of them.
[[nodiscard]] inline std::vector<std::string> plain_words(std::string_view text,
                                                          std::size_t limit = 1000) {
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  std::vector<std::string> out;
  for (std::uint32_t i = 0; i < tokens.size() && out.size() < limit; ++i) {
    if (!is_indexed(tokens, i)) continue;
    const std::string form = folded(tokens.text(i));
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (!form.empty() && form.size() < 60 && std::all_of(form.begin(), form.end(), is_letter))
      out.push_back(form);
  }
  return out;
}

/// Words that nobody says, by Zipf's law, each in some of four forms of one stem.
class InventedWords {
 public:
  InventedWords(std::size_t stems, std::mt19937& random) {
    static constexpr const char* kSyllables[] = {"ba", "der", "fo", "gul", "kin", "lo", "mar",
                                                 "ni", "pot", "ru", "sav", "te",  "vo", "zil"};
    double sum = 0;
    for (std::size_t i = 0; i < stems; ++i) {
      std::string word;
      for (std::size_t left = 2 + random() % 3; left > 0; --left)
        word += kSyllables[random() % std::size(kSyllables)];
      words_.push_back(word + "k");
      cumulated_.push_back(sum += 1 / static_cast<double>(i + 1));
    }
  }
  [[nodiscard]] std::string draw(std::mt19937& random) const {
    static constexpr const char* kEndings[] = {"", "", "", "s", "ed", "ing"};
    const double at = cumulated_.back() * static_cast<double>(random()) / 4294967296.0;
    const auto found = std::upper_bound(cumulated_.begin(), cumulated_.end(), at);
    return words_[static_cast<std::size_t>(found - cumulated_.begin())] +
           kEndings[random() % std::size(kEndings)];
  }

 private:
  std::vector<std::string> words_;
  std::vector<double> cumulated_;
};

/// Articles of 1..`longest` invented words, most of them short, and titles of 0..5.
[[nodiscard]] inline WordCollection random_collection(std::size_t articles, std::size_t stems,
                                                      std::size_t longest, std::mt19937& random) {
  const InventedWords words(stems, random);
  WordCollection out(articles);
  for (WordArticle& article : out) {
    const double u = static_cast<double>(random() % 1000) / 1000;
    const auto size = 1 + static_cast<std::size_t>(u * u * static_cast<double>(longest));
    for (std::size_t i = random() % 6; i > 0; --i) article.title.push_back(words.draw(random));
    for (std::size_t i = 0; i < size; ++i) article.body.push_back(words.draw(random));
    article.filters = random_filters(random);
  }
  return out;
}

/// The articles of a folder: of each .txt file the first line is the title.
[[nodiscard]] inline WordCollection folder_collection(const std::filesystem::path& folder,
                                                      std::mt19937& random) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  WordCollection out;
  for (const auto& path : files) {
    std::ifstream file(path);
    std::string title;
    std::getline(file, title);
    const std::string body{std::istreambuf_iterator<char>(file), {}};
    out.push_back({plain_words(title), plain_words(body), random_filters(random)});
  }
  return out;
}

/// Appends articles of 30..300 words in which each word follows one that it follows in `source`.
inline void append_generated_news(const WordCollection& source, std::size_t articles,
                                  std::mt19937& random, WordCollection& out) {
  std::vector<std::string> all;
  for (const WordArticle& article : source) {
    all.insert(all.end(), article.title.begin(), article.title.end());
    all.insert(all.end(), article.body.begin(), article.body.end());
  }
  std::map<std::string, std::vector<std::size_t>> places;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) places[all[i]].push_back(i);
  std::size_t at = 0;
  const auto next = [&]() -> const std::string& {
    const auto found = places.find(all[at]);
    if (found == places.end() || random() % 12 == 0) {
      at = random() % (all.size() - 1);
    } else {
      at = found->second[random() % found->second.size()] + 1;
    }
    return all[at];
  };
  for (; articles > 0; --articles) {
    WordArticle article;
    for (std::size_t i = 3 + random() % 8; i > 0; --i) article.title.push_back(next());
    for (std::size_t i = 30 + random() % 270; i > 0; --i) article.body.push_back(next());
    article.filters = random_filters(random);
    out.push_back(std::move(article));
  }
}

}  // namespace quoth::testing
