// One type for every spelling of an article.
#pragma once

#include "analyze/names/found_name.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// Where one spelling was taken now for a place and now for an organisation, or seldom for something
/// else than mostly, all of its names get the type most of them have: an article has one South Korea.
/// Words that by nature are both (the Kremlin) and listed places that are also somebody's surname are
/// left as they are, and so is what a title tells. Linear in the names.
void give_one_type(const TokenTable& tokens, FoundNames& names);

}  // namespace quoth::names
