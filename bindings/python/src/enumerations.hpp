// Enumerations as Python sees them: the words that the command line and its JSON write.
#pragma once

#include <initializer_list>
#include <quoth/quoth.hpp>
#include <string_view>
#include <utility>

namespace quoth_python {

[[nodiscard]] std::string_view word_of(
    quoth::EntityType type) noexcept;  ///< "person", "organisation", "place"
[[nodiscard]] std::string_view word_of(
    quoth::Gender gender) noexcept;  ///< "unknown", "male", "female"
[[nodiscard]] std::string_view word_of(
    quoth::Unit unit) noexcept;  ///< "articles", "quotations", "automatic"
[[nodiscard]] std::string_view word_of(quoth::TimelineBy by) noexcept;  ///< "event", "published"
[[nodiscard]] std::string_view word_of(
    quoth::NameScope scope) noexcept;  ///< "any" or as EntityType
[[nodiscard]] std::string_view word_of(
    quoth::Query::Kind kind) noexcept;  ///< "word", "phrase", ..., "quotation"
/// All others have names in the library.
template <class E>
[[nodiscard]] std::string_view word_of(E value) noexcept {
  return quoth::name_of(value);
}

/// The words by which Python names a type; the first three are those shown.
inline constexpr std::pair<std::string_view, quoth::EntityType> kEntityTypes[] = {
    {"person", quoth::EntityType::person}, {"organisation", quoth::EntityType::organisation},
    {"place", quoth::EntityType::place},   {"org", quoth::EntityType::organisation},
    {"PER", quoth::EntityType::person},    {"ORG", quoth::EntityType::organisation},
    {"LOC", quoth::EntityType::place}};
inline constexpr std::pair<std::string_view, quoth::NameScope> kNameScopes[] = {
    {"any", quoth::NameScope::any},
    {"person", quoth::NameScope::person},
    {"organisation", quoth::NameScope::organisation},
    {"place", quoth::NameScope::place},
    {"org", quoth::NameScope::organisation},
    {"PER", quoth::NameScope::person},
    {"ORG", quoth::NameScope::organisation},
    {"LOC", quoth::NameScope::place}};
inline constexpr std::pair<std::string_view, quoth::QuotationKind> kQuotationKinds[] = {
    {"direct", quoth::QuotationKind::direct},
    {"mixed", quoth::QuotationKind::mixed},
    {"indirect", quoth::QuotationKind::indirect}};
inline constexpr std::pair<std::string_view, quoth::Stance> kStances[] = {
    {"asserted", quoth::Stance::asserted},
    {"denied", quoth::Stance::denied},
    {"hypothetical", quoth::Stance::hypothetical}};
inline constexpr std::pair<std::string_view, quoth::Unit> kUnits[] = {
    {"articles", quoth::Unit::articles}, {"quotations", quoth::Unit::quotations}};
inline constexpr std::pair<std::string_view, quoth::WriterOptions::Merging> kMergings[] = {
    {"background", quoth::WriterOptions::Merging::background},
    {"none", quoth::WriterOptions::Merging::none}};
inline constexpr std::pair<std::string_view, quoth::TimelineBy> kTimelineBys[] = {
    {"event", quoth::TimelineBy::event}, {"published", quoth::TimelineBy::published}};
inline constexpr std::pair<std::string_view, quoth::TimexType> kTimexTypes[] = {
    {"DATE", quoth::TimexType::date},
    {"TIME", quoth::TimexType::time},
    {"DURATION", quoth::TimexType::duration},
    {"SET", quoth::TimexType::set}};
inline constexpr std::pair<std::string_view, quoth::DateStyle> kDateStyles[] = {
    {"news", quoth::DateStyle::news}, {"query", quoth::DateStyle::query}};
inline constexpr std::pair<std::string_view, quoth::DateOutlook> kDateOutlooks[] = {
    {"archive", quoth::DateOutlook::archive}, {"agenda", quoth::DateOutlook::agenda}};
inline constexpr std::pair<std::string_view, quoth::Grain> kPeriods[] = {
    {"day", quoth::Grain::day},       {"week", quoth::Grain::week},
    {"month", quoth::Grain::month},   {"quarter", quoth::Grain::quarter},
    {"half", quoth::Grain::half},     {"year", quoth::Grain::year},
    {"decade", quoth::Grain::decade}, {"century", quoth::Grain::century}};

}  // namespace quoth_python
