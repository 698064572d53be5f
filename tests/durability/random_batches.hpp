// Random work for a writer, and what an index must hold after it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "quoth/analyze/article.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/index/writer.hpp"
#include "quoth/results/searcher.hpp"

namespace quoth::durability {

/// The living articles of an index: an id's stamp tells all of its article.
using State = std::map<std::string, std::uint64_t>;

/// The article that has this id and stamp: always the same one. Some have no quotation, some have many; few are long.
[[nodiscard]] Article article_of(const std::string& id, std::uint64_t stamp);

struct Step {
  std::string id;
  std::uint64_t stamp = 0;  ///< 0 removes
};
struct Batch {
  std::vector<Step> steps;
  bool merges = false;  ///< its commit is a merge
};
/// `count` batches over few ids, so that most replace or remove something. Stamps are drawn from `random`.
[[nodiscard]] std::vector<Batch> random_batches(std::mt19937_64& random, std::size_t count);
/// `before` with the first `batches` of them.
[[nodiscard]] State state_after(State before, const std::vector<Batch>& all, std::size_t batches);

/// How a writer of this harness is opened: a quick analyzer, and at random a buffer so small that a batch is written
/// to its segment while it is gathered.
[[nodiscard]] WriterOptions writer_options(std::mt19937_64& random);

/// Gives batches `from`.. to the writer; after each commit that returned `acknowledged(how many are committed)`.
void write_batches(Writer& writer, const std::vector<Batch>& batches, std::size_t from,
                   const std::function<void(std::size_t)>& acknowledged);

/// The living articles of a snapshot. @throws std::runtime_error  one is not as its stamp says, or there twice
[[nodiscard]] State state_of(const Snapshot& snapshot);
/// What is wrong with how a searcher answers for one of its articles, by its id and by its words; empty when nothing is.
[[nodiscard]] std::string fault_in_answers(const Searcher& searcher, const std::string& id, std::uint64_t stamp);

/// What is wrong with the index, as a sentence; empty when nothing is. Opens it, reads every article, looks each up by
/// its id and by its words, counts quotations, and runs check_index. The articles must be exactly those of one of
/// `allowed`; which one is written to `found`.
[[nodiscard]] std::string fault_of(const std::filesystem::path& index, const std::vector<State>& allowed,
                                   std::size_t& found);
/// The same where there may be no index at all yet: then `found` is 0, whose state must be empty.
[[nodiscard]] std::string fault_of_begun(const std::filesystem::path& index, const std::vector<State>& allowed,
                                         std::size_t& found);
/// Opens a writer once, and says what lies in the index's directory that no manifest names. Empty when nothing does.
[[nodiscard]] std::string left_over_after_sweep(const std::filesystem::path& index);

}  // namespace quoth::durability
