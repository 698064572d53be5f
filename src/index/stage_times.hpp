// How much of a core's time each stage of indexing takes, where somebody wants to know.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <ctime>

namespace quoth::storage {

/// What indexing does with an article, in order.
enum class Stage : std::uint8_t {
  tokens,    ///< title and body joined, scanned, each word looked up
  analysis,  ///< all analyzers together
  record,    ///< the stored article and its annotations, encoded
  terms,     ///< terms of the article and its quotations
  ranks,     ///< postings gathered, and .ranks files written
  glass,     ///< the Xapian database
  texts,     ///< stored articles, compressed
  seal,      ///< map, checksums, fsync
};
inline constexpr std::size_t kStages = 8;
inline constexpr std::array<const char*, kStages> kStageNames = {
    "tokens", "analysis", "record", "terms", "ranks", "glass", "texts", "seal"};

/// Nanoseconds of threads' own time by stage. Only benchmarks have one: without it, a StageClock costs a load.
class StageTimes {
 public:
  /// Counts from now on, in all threads, until it goes away. One at a time.
  StageTimes() noexcept { active().store(this, std::memory_order_release); }
  ~StageTimes() { active().store(nullptr, std::memory_order_release); }
  StageTimes(const StageTimes&) = delete;
  StageTimes& operator=(const StageTimes&) = delete;

  [[nodiscard]] double seconds(Stage stage) const noexcept {
    return 1e-9 * static_cast<double>(nanoseconds_[static_cast<std::size_t>(stage)].load());
  }

 private:
  friend class StageClock;
  static std::atomic<StageTimes*>& active() noexcept {
    static std::atomic<StageTimes*> times{nullptr};
    return times;
  }
  std::array<std::atomic<std::uint64_t>, kStages> nanoseconds_{};
};

/// Counts this thread's time from its begin to its end, or to `next()`, for a stage. They do not nest.
class StageClock {
 public:
  explicit StageClock(Stage stage) noexcept
      : times_(StageTimes::active().load(std::memory_order_acquire)), stage_(stage) {
    if (times_ != nullptr) begin_ = now();
  }
  ~StageClock() { count(); }
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;
  /// From here on it is another stage.
  void next(Stage stage) noexcept {
    count();
    stage_ = stage;
  }

 private:
  static std::uint64_t now() noexcept {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::uint64_t{1'000'000'000} * static_cast<std::uint64_t>(time.tv_sec) +
           static_cast<std::uint64_t>(time.tv_nsec);
  }
  void count() noexcept {
    if (times_ == nullptr) return;
    const std::uint64_t time = now();
    times_->nanoseconds_[static_cast<std::size_t>(stage_)].fetch_add(time - begin_,
                                                                      std::memory_order_relaxed);
    begin_ = time;
  }
  StageTimes* times_;
  Stage stage_;
  std::uint64_t begin_ = 0;
};

}  // namespace quoth::storage
