// Tells a process from one that was forked from it.
#pragma once

#include <atomic>
#include <cstdint>
#include <string_view>

namespace quoth::storage {

/// Remembers which process made it. A fork copies locks that nobody will let go of, buffers that another process goes
/// on writing, and descriptors that share one file offset: what holds such things asks its mark first.
class ProcessMark {
 public:
  ProcessMark() noexcept;
  /// Whether this process made it. Costs a load and a comparison; knows of forks by fork(), not by bare clone().
  [[nodiscard]] bool is_of_this_process() const noexcept {
    return made_after_ == forks_.load(std::memory_order_relaxed);
  }
  /// @throws UsageError  this process was forked from the one that made it; `what` names the thing: "This searcher"
  void require(std::string_view what) const {
    if (!is_of_this_process()) refuse(what);
  }

 private:
  [[noreturn]] static void refuse(std::string_view what);

  static std::atomic<std::uint32_t> forks_;  // between the first process and this one
  std::uint32_t made_after_;
};

}  // namespace quoth::storage
