// The fields of the query language: "said:", "by:", "when:" and the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace quoth {

enum class Field : std::uint8_t {
  none,  ///< plain words
  title,
  said,
  by,
  about,
  speech,
  stance,
  name,
  person,
  organisation,
  place,
  source,
  language,
  when,
  published,
};

struct FieldName {
  Field field;
  std::string_view text;
  std::string_view example;
};

[[nodiscard]] std::span<const FieldName> field_names() noexcept;
/// The field of that name, in any case of letters.
[[nodiscard]] std::optional<Field> field_named(std::string_view name) noexcept;
[[nodiscard]] std::string_view name_of(Field field) noexcept;
[[nodiscard]] std::string_view example_of(Field field) noexcept;

/// Size of what may be a field's name at the begin of `chunk`, with a colon behind it; else 0.
[[nodiscard]] std::size_t field_name_size(std::string_view chunk) noexcept;

/// Fields of words hold any query of words. The others hold values, and words side by side in their
/// brackets are one value.
[[nodiscard]] constexpr bool holds_words(Field field) noexcept {
  return field == Field::none || field == Field::title || field == Field::said;
}
/// Fields that mean one quotation.
[[nodiscard]] constexpr bool holds_quotation(Field field) noexcept {
  return field >= Field::said && field <= Field::stance;
}
[[nodiscard]] constexpr bool holds_names(Field field) noexcept {
  return field == Field::by || (field >= Field::name && field <= Field::place);
}

}  // namespace quoth
