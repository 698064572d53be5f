// Who and what an article names, to be counted over many articles.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth::storage {

/// Bounds of one article's list: an article that names more (a register, or hostile input) keeps
/// those that it names first. The record always holds all.
inline constexpr std::size_t kMaxNamesKept = 2000;
inline constexpr std::size_t kMaxVariantsKept = 32;
inline constexpr std::size_t kMaxNameBytes = 1000;  ///< longer spellings are left out

/// The entities of an article with how often each is named and speaks.
[[nodiscard]] std::vector<ArticleName> names_of(const Annotations& annotations);

}  // namespace quoth::storage
