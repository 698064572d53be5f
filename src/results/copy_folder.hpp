// Folds copies: of ranked documents whose articles are copies of one another, the best stands for all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quoth/index/snapshot.hpp"
#include "quoth/postings/text_sketch.hpp"
#include "quoth/query/query.hpp"
#include "quoth/rank/execute.hpp"
#include "quoth/results/copies.hpp"
#include "quoth/text/token_table.hpp"
#include "results/body_runs.hpp"

namespace quoth {

[[nodiscard]] Copy copy_of(ArticleRef ref, const StoredArticle& stored, double shared);

/// Takes documents in the order of their rank. Two quotations are copies when their articles are and their normalised
/// words are the same.
class CopyFolder {
 public:
  struct Group {
    RankedDocument best;
    std::vector<Copy> copies;  ///< the documents behind it, in the order of their rank
  };

  CopyFolder(const Snapshot& snapshot, Unit unit) : snapshot_(snapshot), unit_(unit) {}

  /// @throws DamagedError  a record cannot be read
  void add(const RankedDocument& document);
  /// In the order of their best documents.
  [[nodiscard]] const std::vector<Group>& groups() const noexcept { return groups_; }
  [[nodiscard]] std::vector<Group>& groups() noexcept { return groups_; }

 private:
  // What is known of the best document of the group with the same index. Its text is read when it is first compared.
  struct Known {
    ArticleRef article;
    std::optional<TextSketch> sketch;
    std::optional<BodyRuns> runs;
    std::string words;  // of the quotation
  };
  [[nodiscard]] std::string words_of(const StoredArticle& stored, const RankedDocument& document);
  void read(Known& known, const RankedDocument& document, const StoredArticle& stored);

  const Snapshot& snapshot_;
  Unit unit_;
  std::vector<Group> groups_;
  std::vector<Known> known_;
  TokenTable tokens_;
};

}  // namespace quoth
