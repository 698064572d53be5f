// Reads the records of formats 3 to 5, which lay in articles.glass: quoth rebuild brings them up to date.
#pragma once

#include <string>
#include <string_view>

#include "quoth/index/snapshot.hpp"

namespace quoth::storage {

/// As stored_from_parts(): what is returned is consistent.
/// @throws DamagedError  not a record; `where` is for the message
[[nodiscard]] StoredArticle stored_before_6(std::string_view record, const std::string& where);

}  // namespace quoth::storage
