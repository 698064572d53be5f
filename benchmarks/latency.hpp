// What queries take: microseconds of this thread's own time on a core, so that a busy machine
// counts for less, and how a table prints them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

namespace quoth::benchmarks {

inline double cpu_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e6 * static_cast<double>(now.tv_sec) + 1e-3 * static_cast<double>(now.tv_nsec);
}

/// Runs once untimed, then five times, of which the middle one counts.
template <class Run>
double middle_time(Run run) {
  constexpr int kTimes = 5;
  run();
  std::vector<double> times;
  for (int i = 0; i < kTimes; ++i) {
    const double begin = cpu_microseconds();
    run();
    times.push_back(cpu_microseconds() - begin);
  }
  std::nth_element(times.begin(), times.begin() + kTimes / 2, times.end());
  return times[kTimes / 2];
}

/// Mean and percentiles over queries.
struct Latency {
  double mean = 0, p50 = 0, p95 = 0, p99 = 0;
};

inline Latency latency_of(std::vector<double> times) {
  Latency out;
  if (times.empty()) return out;
  std::sort(times.begin(), times.end());
  for (const double time : times) out.mean += time;
  out.mean /= static_cast<double>(times.size());
  const auto percentile = [&](std::size_t p) {
    return times[std::min(times.size() - 1, times.size() * p / 100)];
  };
  out.p50 = percentile(50), out.p95 = percentile(95), out.p99 = percentile(99);
  return out;
}

/// SIDE KIND K MEAN P50 P95 P99, separated by tabs.
inline void print(const char* side, const std::string& kind, std::size_t k, const Latency& l) {
  std::printf("%s\t%s\t%zu\t%.1f\t%.1f\t%.1f\t%.1f\n", side, kind.c_str(), k, l.mean, l.p50, l.p95,
              l.p99);
}

}  // namespace quoth::benchmarks
