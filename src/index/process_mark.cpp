#include "index/process_mark.hpp"

#include <pthread.h>

#include <string>

#include "quoth/error.hpp"

namespace quoth::storage {

std::atomic<std::uint32_t> ProcessMark::forks_{0};

ProcessMark::ProcessMark() noexcept {
  static const int registered =
      ::pthread_atfork(nullptr, nullptr, [] { forks_.fetch_add(1, std::memory_order_relaxed); });
  (void)registered;  // it fails for want of memory alone; then forks are not noticed
  made_after_ = forks_.load(std::memory_order_relaxed);
}

void ProcessMark::refuse(std::string_view what) {
  throw UsageError(std::string(what) +
                   " was opened before this process was forked from another, and is the other one's. Open the index "
                   "anew in this process.");
}

}  // namespace quoth::storage
