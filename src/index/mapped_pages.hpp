// Pages of mapped files, given back to the machine by who reads a file from front to back.
#pragma once

#include <cstddef>
#include <string_view>

#include "index/block_checksums.hpp"

namespace quoth::storage {

/// Who walks over a mapped file gives back what lies behind after so many bytes.
inline constexpr std::size_t kGivenBackAt = std::size_t{4} << 20;

/// Takes the pages that hold `bytes` out of this process's memory. Whoever reads them later, on any thread, has them
/// again: from the machine's cache, or from the disk. Never fails.
/// REQUIRES: `bytes` are of a Mapping. Of other memory the content would be lost.
void give_back_pages(std::string_view bytes) noexcept;

/// Verifies all of a mapped file, with a few MiB of it in memory at a time.
/// @throws DamagedError
void require_and_give_back(const VerifiedBlocks& blocks, std::string_view file);

}  // namespace quoth::storage
