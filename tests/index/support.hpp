// What the index tests share: a directory that goes away, made-up articles, a small analyzer.
#pragma once

#include <stdlib.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/index/writer.hpp"

namespace quoth::testing {

namespace fs = std::filesystem;

/// A fresh directory, removed with all in it at the end.
class TempDir {
 public:
  TempDir() {
    std::string name = (fs::temp_directory_path() / "quoth-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] fs::path path() const { return path_; }
  [[nodiscard]] fs::path index() const { return path_ / "news.quoth"; }

 private:
  fs::path path_;
};

inline std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline void write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// Makes every "..." a quotation by the capitalised word after it, if there is one.
class QuoteMarks final : public Analyzer {
 public:
  explicit QuoteMarks(std::string name = "test.marks/1") : name_(std::move(name)) {}
  std::string_view name() const noexcept override { return name_; }
  void analyze(const Context& context, Annotations& out) const override {
    const TokenTable& tokens = context.tokens;
    const RuleId rule = out.rule("marks");
    for (TokenIndex i = 0; i < tokens.size(); ++i) {
      if (tokens.mark(i) != Mark::straight_double) continue;
      TokenIndex close = i + 1;
      while (close < tokens.size() && tokens.mark(close) != Mark::straight_double) ++close;
      if (close == tokens.size()) return;
      Quotation quotation;
      quotation.span = {tokens.span(i).begin, tokens.span(close).end};
      quotation.quoted = {{tokens.span(i).end, tokens.span(close).begin}};
      quotation.group = static_cast<std::int32_t>(out.quotations.size());
      quotation.rule = rule;
      if (close + 1 < tokens.size() && tokens.shape(close + 1) == Shape::capitalised)
        quotation.speakers.push_back(speaker(tokens, close + 1, rule, out));
      out.quotations.push_back(std::move(quotation));
      i = close;
    }
  }

 private:
  static Speaker speaker(const TokenTable& tokens, TokenIndex i, RuleId rule, Annotations& out) {
    const std::string name(tokens.text(i));
    const auto known = std::find_if(out.entities.begin(), out.entities.end(),
                                    [&](const Entity& entity) { return entity.name == name; });
    const EntityId id{static_cast<std::int32_t>(known - out.entities.begin())};
    if (known == out.entities.end()) {
      Entity entity;
      entity.name = name;
      out.entities.push_back(std::move(entity));
    }
    Mention mention;
    mention.span = tokens.span(i);
    mention.entity = id;
    mention.rule = rule;
    out.mentions.push_back(mention);
    return {tokens.span(i), id, SpeakerStatus::named};
  }
  std::string name_;
};

inline Analyzers quote_marks() { return Analyzers({std::make_shared<QuoteMarks>()}); }

inline WriterOptions options() {
  WriterOptions options;
  options.analyzers = quote_marks();
  options.xapian = true;
  return options;
}

inline Writer open_writer(const fs::path& path) { return Writer::open(path, options()); }

inline Article article(std::string id, std::string body, std::string title = "") {
  Article article;
  article.id = std::move(id);
  article.title = std::move(title);
  article.body = std::move(body);
  article.published = Day::from({2024, 5, 17});
  return article;
}

/// Ids of the living articles, in the order of the index.
inline std::vector<std::string> living_ids(const Snapshot& snapshot, std::uint32_t most = 100000) {
  std::vector<std::string> ids;
  for (std::uint32_t segment = 0; segment < snapshot.segment_count(); ++segment)
    for (std::uint32_t docid = 1; docid <= most; ++docid) {
      try {
        const ArticleRef ref{segment, docid};
        std::string id = snapshot.article(ref).article.id;
        if (!snapshot.is_deleted(ref)) ids.push_back(std::move(id));
      } catch (const std::exception&) {
        break;  // one past the segment's last
      }
    }
  return ids;
}

}  // namespace quoth::testing
