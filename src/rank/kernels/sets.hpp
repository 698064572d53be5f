// The sets of kernels that can be compiled for this kind of processor.
#pragma once

#include "quoth/rank/kernels/kernels.hpp"

#if defined(__x86_64__)
#define QUOTH_KERNELS_X86 1
#elif defined(__aarch64__)
#define QUOTH_KERNELS_NEON 1
#endif

namespace quoth::kernels {

#if defined(QUOTH_KERNELS_X86)
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;
#elif defined(QUOTH_KERNELS_NEON)
extern const Kernels kNeonKernels;
#endif

}  // namespace quoth::kernels
