// Many queries on all cores: each thread takes the next one that nobody has.
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>

#include "quoth/results/searcher.hpp"

namespace quoth {
namespace {

template <class Asked>
std::vector<BatchResult> answers(const Searcher& searcher, std::span<const Asked> asked,
                                 const SearchOptions& options, unsigned threads) {
  std::vector<BatchResult> out(asked.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&]() noexcept {
    for (std::size_t i; (i = next.fetch_add(1, std::memory_order_relaxed)) < asked.size();) {
      try {
        out[i].results = searcher.search(asked[i], options);
      } catch (...) {
        out[i].error = std::current_exception();
      }
    }
  };
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  const std::size_t helpers = std::min<std::size_t>(threads, asked.size());
  std::vector<std::jthread> others;
  try {
    for (std::size_t i = 1; i < helpers; ++i) others.emplace_back(work);
  } catch (const std::system_error&) {  // no more threads to be had: those there are do it all
  }
  work();
  others.clear();  // joins
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
