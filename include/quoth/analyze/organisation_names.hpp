// Acronyms and legal forms of organisations' names: United Nations and UN, Zeiss and Carl Zeiss AG.
#pragma once

#include <boost/container/static_vector.hpp>
#include <string>
#include <string_view>

namespace quoth {

inline constexpr std::size_t kMaxAcronyms = 3;
using Acronyms = boost::container::static_vector<std::string, kMaxAcronyms>;

/// Acronyms that a name of two or more words makes, in capitals, of the name's script: the initials of its words
/// without small words ("of", "für"), with them, and with the parts of hyphenated words ("Agence France-Presse" ->
/// AFP). Distinct, of 2 to 8 letters; none for one word. The legal form at the end counts for nothing. Any bytes are
/// acceptable.
[[nodiscard]] Acronyms acronyms_of(std::string_view name);

/// Whether `acronym` ("U.N.", "un", "НАТО") is written like one that `name` makes, capitals or not, or the gazetteer
/// knows it as the name's. False for an acronym of one letter.
[[nodiscard]] bool is_acronym_of(std::string_view acronym, std::string_view name);

/// The name without what tells its legal form, in front or at the end: "Nordhag GmbH & Co. KG" -> "Nordhag", "ООО «Вега»"
/// -> "«Вега»". The name itself when nothing else would be left. A view into `name`. Table: en/names_legal_forms.tsv.
[[nodiscard]] std::string_view without_legal_form(std::string_view name);

}  // namespace quoth
