// Hits and annotations as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "quoth/analyze/annotations.hpp"
#include "quoth/results/hit.hpp"
#include "quoth/results/timeline.hpp"

namespace quoth_cli {

using Json = nlohmann::ordered_json;

/// One line of JSON; broken UTF-8 comes out as U+FFFD.
[[nodiscard]] std::string dump(const Json& json);

[[nodiscard]] Json to_json(const quoth::Hit& hit);
[[nodiscard]] Json to_json(const quoth::FoundQuotation& quotation);
[[nodiscard]] Json to_json(const quoth::Results& results, std::string_view query);
[[nodiscard]] Json to_json(const quoth::Copy& copy);
[[nodiscard]] Json to_json(const quoth::FoundDate& date);
/// null when nothing is known.
[[nodiscard]] Json to_json(const std::optional<quoth::PublicationDay>& published);
[[nodiscard]] Json to_json(const quoth::Timeline& timeline, std::string_view query);
[[nodiscard]] Json to_json(const quoth::Explanation& explanation);
[[nodiscard]] Json to_json(const quoth::ResolvedName& name);
[[nodiscard]] Json to_json(const quoth::Facets& facets);
[[nodiscard]] Json to_json(const quoth::NameList& list);

enum class Offsets { code_points, bytes };
/// The line `quoth annotate --jsonl` writes for one text.
[[nodiscard]] Json to_json(const quoth::Annotations& annotations, std::string_view id,
                           std::string_view text, Offsets offsets);

}  // namespace quoth_cli
