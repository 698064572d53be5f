// The form of a whole name by which the gazetteer finds it, whatever stands between its words.
#pragma once

#include <string>
#include <string_view>

namespace quoth::gazetteer {

/// Names longer than this (bytes) are in no table.
inline constexpr std::size_t kMostBytes = 200;

/// Puts the phrase form of a name into `out` (what was there goes): its words folded (text/fold.hpp)
/// with one space between them, where spaces, hyphens, dashes, commas and dots of the middle divide
/// words and all other punctuation vanishes; "the" in front and "and" or "&" inside left out; "Saint"
/// and its like as "st"; letters standing alone beside each other as one word ("U N"); Arabic letters that
/// Persian and Arabic keyboards write differently unified.
/// "Нью-Йорк" -> "нью йорк", "The Gambia" -> "gambia", "St. Kitts & Nevis" -> "st kitts nevis". Empty
/// for a name without letters or digits, or of more than kMostBytes. Any bytes are acceptable.
void phrase_form(std::string_view name, std::string& out);

}  // namespace quoth::gazetteer
