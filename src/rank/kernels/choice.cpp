// Which set of kernels runs here.
#include <array>
#include <cstdlib>
#include <string>

#include "quoth/error.hpp"
#include "quoth/rank/kernels/kernels.hpp"
#include "rank/kernels/sets.hpp"

namespace quoth::kernels {
namespace {

struct Sets {
  std::array<const Kernels*, 3> all{};
  std::size_t size = 0;
  void add(const Kernels& set) noexcept { all[size++] = &set; }
};

Sets find_runnable() noexcept {
  Sets sets;
  sets.add(scalar_kernels());
#if defined(QUOTH_KERNELS_X86)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
      __builtin_cpu_supports("popcnt"))
    sets.add(kAvx2Kernels);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2"))
    sets.add(kAvx512Kernels);
#elif defined(QUOTH_KERNELS_NEON)
  sets.add(kNeonKernels);  // every 64-bit ARM has it
#endif
  return sets;
}

const Kernels& choose() {
  const std::span<const Kernels* const> sets = runnable_kernels();
  const char* name = std::getenv("QUOTH_KERNELS");
  if (name == nullptr || *name == '\0') return *sets.back();
  if (const Kernels* found = find_kernels(name)) return *found;
  std::string names;
  for (const Kernels* set : sets) names += (names.empty() ? "" : ", ") + std::string(set->name);
  throw UsageError("QUOTH_KERNELS=" + std::string(name) +
                   ": this machine has no such kernels. Use one of " + names + ", or unset it.");
}

}  // namespace

std::span<const Kernels* const> runnable_kernels() noexcept {
  static const Sets kSets = find_runnable();
  return {kSets.all.data(), kSets.size};
}

const Kernels* find_kernels(std::string_view name) noexcept {
  for (const Kernels* set : runnable_kernels())
    if (name == set->name) return set;
  return nullptr;
}

const Kernels& chosen_kernels() {
  static const Kernels& chosen = choose();
  return chosen;
}

}  // namespace quoth::kernels
