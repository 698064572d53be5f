// How resolved names are written for people.
#pragma once

#include <string>
#include <vector>

#include "quoth/results/names.hpp"

namespace quoth_cli {

/// "Danylo Zolvenskyy (president): 9 articles, 12 quotations; also Zolvensky, Solwenskyj"
[[nodiscard]] std::string name_text(const quoth::ResolvedName& name, bool colour);

/// A heading and a line a name; nothing without names.
void print_names(const char* heading, const std::vector<quoth::ResolvedName>& names, bool colour);

}  // namespace quoth_cli
