// What a fuzz target claims of its input.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace quoth::fuzz {

/// Stops the program, naming the claim, so that libFuzzer or the replay keeps the input.
inline void must(bool holds, const char* claim) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", claim);
  std::abort();
}

}  // namespace quoth::fuzz
