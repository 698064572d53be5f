#include "analyze/names/nominal_weights.hpp"

#include <algorithm>
#include <charconv>

#include "analyze/tables/tables.hpp"

namespace quoth::names {

std::vector<float> read_weights(const std::string_view* names, std::size_t count,
                                WeightColumn column) {
  const auto c = static_cast<std::size_t>(column);
  std::vector<float> out(count, 0);
  tables::for_each_row(tables::text_of("en/names_nominal_weights.tsv"), [&](auto columns) {
    if (columns.size() <= c) return;
    const auto* at = std::find(names, names + count, columns[0]);
    if (at == names + count) return;
    float& weight = out[static_cast<std::size_t>(at - names)];
    std::from_chars(columns[c].data(), columns[c].data() + columns[c].size(), weight);
  });
  return out;
}

}  // namespace quoth::names
