#include "analyze/names/tag_weights.hpp"

#include <algorithm>
#include <charconv>

#include "analyze/tables/tables.hpp"

namespace quoth::names {
namespace {

std::int32_t number(std::string_view text) noexcept {
  std::int32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

TagWeights::TagWeights(std::string_view table) : rows_(kRows) {
  // Rows of one template stand together.
  std::size_t which = 0;
  tables::for_each_row(table, [&](auto columns) {
    if (columns.size() < 2 + kTags) return;
    Row row{};
    for (std::size_t k = 0; k < kTags; ++k)
      row[k] = static_cast<std::int8_t>(std::clamp(number(columns[2 + k]), -kMost, kMost));
    empty_ = false;
    if (columns[0] == "transition") {
      transitions_[static_cast<std::size_t>(number(columns[1])) % kTags] = row;
      return;
    }
    for (std::size_t tried = 0; name_of(static_cast<Template>(which)) != columns[0]; ++tried) {
      if (tried == kTemplates) return;
      which = (which + 1) % kTemplates;
    }
    rows_[place_of(
        {static_cast<Template>(which), static_cast<std::uint32_t>(number(columns[1]))})] = row;
  });
}

const TagWeights& TagWeights::english() {
  static const TagWeights weights(tables::text_of("en/names_tagger.tsv"));
  return weights;
}

void score_tags(const TagWeights& weights, const TagFeatures& features, TagScores& out) noexcept {
  TagSum sum(weights);
  for (const TagFeature& feature : features) sum.add(feature.which, feature.value);
  sum.write(out);
}

void score_tags_plainly(const TagWeights& weights, const TagFeatures& features,
                        TagScores& out) noexcept {
  out.fill(0);
  for (Tag tag = 0; tag < kTags; ++tag)
    for (const TagFeature& feature : features)
      out[tag] += weights.row(TagWeights::place_of(feature))[tag];
}

}  // namespace quoth::names
