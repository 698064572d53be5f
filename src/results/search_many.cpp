// Many queries on all cores.
#include "quoth/results/searcher.hpp"
#include "text/each_on_threads.hpp"

namespace quoth {
namespace {

template <class Asked>
std::vector<BatchResult> answers(const Searcher& searcher, std::span<const Asked> asked,
                                 const SearchOptions& options, unsigned threads) {
  std::vector<BatchResult> out(asked.size());
  each_on_threads(asked.size(), threads, [&](std::size_t i) noexcept {
    try {
      out[i].results = searcher.search(asked[i], options);
    } catch (...) {
      out[i].error = std::current_exception();
    }
  });
  return out;
}

}  // namespace

const Results& BatchResult::get() const {
  if (error) std::rethrow_exception(error);
  return results;
}

std::vector<BatchResult> Searcher::search_many(std::span<const Query> queries,
                                               const SearchOptions& options,
                                               unsigned threads) const {
  return answers(*this, queries, options, threads);
}

std::vector<BatchResult> Searcher::search_many(std::span<const std::string> texts,
                                               const SearchOptions& options,
                                               unsigned threads) const {
  return answers(*this, texts, options, threads);
}

}  // namespace quoth
