// Who and what an article names, as a value slot keeps it: to be counted without reading its text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
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

/// What Slot::names holds of them; "" for none.
[[nodiscard]] std::string names_value(const std::vector<ArticleName>& names);

/// Reads it back. `where` is for the message.
/// @throws DamagedError
[[nodiscard]] std::vector<ArticleName> names_from_value(std::string_view value,
                                                        const std::string& where);

}  // namespace quoth::storage
