// In how many documents of a .ranks file any of several terms stands.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "index/ranks/ranks.hpp"

namespace quoth::storage {

/// Counts each document once. Where no more than one of the terms is there, its dictionary tells; else their postings
/// are read, at about a nanosecond for each byte.
/// @throws DamagedError
[[nodiscard]] std::uint32_t union_frequency(const Ranks& ranks, std::span<const std::string> terms);

}  // namespace quoth::storage
