// Opens the postings of a term, or says that they are damaged.
#pragma once

#include <string_view>

#include "index/ranks/ranks.hpp"

namespace quoth::core {

/// By its entry in the dictionary. @throws DamagedError
void open_entry(const storage::Ranks& ranks, std::string_view term,
                const storage::DictionaryEntry& entry, storage::TermPostings& out);
/// False when the segment does not have the term; `out` is closed then. @throws DamagedError
[[nodiscard]] bool open_term(const storage::Ranks& ranks, std::string_view term,
                             storage::TermPostings& out);

}  // namespace quoth::core
