#include "query/fields.hpp"

#include <algorithm>

namespace quoth {
namespace {

constexpr FieldName kFields[] = {
    {Field::title, "title", "title:talks"},
    {Field::said, "said", "said:\"massive blow\""},
    {Field::by, "by", "by:Peskov"},
    {Field::about, "about", "about:sluices"},
    {Field::speech, "kind", "kind:direct"},
    {Field::stance, "stance", "stance:denied"},
    {Field::name, "name", "name:Zelenskyy"},
    {Field::person, "person", "person:\"Kirill Dmitriev\""},
    {Field::organisation, "org", "org:Gazprom"},
    {Field::place, "place", "place:Kyiv"},
    {Field::source, "source", "source:TASS"},
    {Field::language, "lang", "lang:en"},
    {Field::when, "when", "when:2022-03"},
    {Field::published, "published", "published:2025-01-23"},
};

constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

const FieldName* entry_of(Field field) noexcept {
  for (const FieldName& entry : kFields)
    if (entry.field == field) return &entry;
  return nullptr;
}

}  // namespace

std::span<const FieldName> field_names() noexcept { return kFields; }

std::optional<Field> field_named(std::string_view name) noexcept {
  for (const FieldName& entry : kFields)
    if (std::equal(name.begin(), name.end(), entry.text.begin(), entry.text.end(),
                   [](char a, char b) { return lower(a) == b; }))
      return entry.field;
  return std::nullopt;
}

std::string_view name_of(Field field) noexcept {
  const FieldName* entry = entry_of(field);
  return entry != nullptr ? entry->text : std::string_view{};
}

std::string_view example_of(Field field) noexcept {
  const FieldName* entry = entry_of(field);
  return entry != nullptr ? entry->example : std::string_view{};
}

std::size_t field_name_size(std::string_view chunk) noexcept {
  std::size_t size = 0;
  while (size < chunk.size()) {
    const char c = lower(chunk[size]);
    const bool inner = size > 0 && ((c >= '0' && c <= '9') || c == '_');
    if (!(c >= 'a' && c <= 'z') && !inner) break;
    ++size;
  }
  return size < chunk.size() && chunk[size] == ':' ? size : 0;
}

}  // namespace quoth
