// What every user of stored annotations relies on: spans lie in the text, indices in their lists.
#pragma once

#include <string>
#include <string_view>

#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/article.hpp"

namespace quoth::storage {

/// What is wrong with what was found in an article, as the end of a sentence; empty when nothing is.
[[nodiscard]] std::string_view inconsistency_of(const Article& article,
                                                const Annotations& found) noexcept;

/// @throws DamagedError  always: "Reading <where>: <what>. ..."
[[noreturn]] void throw_damaged_record(const std::string& where, std::string_view what);

}  // namespace quoth::storage
