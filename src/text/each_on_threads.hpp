// Independent pieces of work on several threads: each thread takes the next one that nobody has.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace quoth {

/// Calls `work(i)` for each i below `count`, once, from the caller's thread and others. Returns when all are done.
///   threads  how many, the caller's among them; 0: one for each core. Fewer where the machine has no more.
///   work     noexcept, and fit to run on several threads at once
template <class Work>
void each_on_threads(std::size_t count, unsigned threads, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto take = [&]() noexcept {
    for (std::size_t i; (i = next.fetch_add(1, std::memory_order_relaxed)) < count;) work(i);
  };
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  const std::size_t helpers = std::min<std::size_t>(threads, count);
  std::vector<std::jthread> others;
  try {
    for (std::size_t i = 1; i < helpers; ++i) others.emplace_back(take);
  } catch (const std::system_error&) {  // no more threads to be had: those there are do it all
  }
  take();
  others.clear();  // joins
}

}  // namespace quoth
