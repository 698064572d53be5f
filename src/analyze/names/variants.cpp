#include "analyze/names/variants.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/name_variants.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

struct Variants {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> groups;  // hash of a spelling, its group
  std::vector<std::string> first;                               // by group, 0 unused
};

Variants read_variants() {
  Variants v;
  v.first.emplace_back();
  tables::for_each_row(tables::text_of("en/names_variants.tsv"), [&](auto columns) {
    const auto group = static_cast<std::uint32_t>(v.first.size());
    std::string_view spellings = columns[0];
    while (!spellings.empty()) {
      const std::size_t end = spellings.find(' ');
      if (const std::string_view one = spellings.substr(0, end); !one.empty()) {
        const std::string word = folded(one);
        if (v.first.size() == group) v.first.push_back(word);
        v.groups.emplace_back(hash_word(word), group);
      }
      spellings.remove_prefix(end == std::string_view::npos ? spellings.size() : end + 1);
    }
  });
  std::sort(v.groups.begin(), v.groups.end());
  return v;
}

const Variants& variants() {
  static const Variants table = read_variants();
  return table;
}

}  // namespace

std::uint32_t variant_group(std::string_view folded_token) {
  const auto& groups = variants().groups;
  const std::uint64_t hash = hash_word(folded_token);
  const auto at = std::lower_bound(groups.begin(), groups.end(), std::pair{hash, std::uint32_t{0}});
  return at != groups.end() && at->first == hash ? at->second : 0;
}

std::string_view first_variant(std::string_view folded_token) {
  return variants().first[variant_group(folded_token)];
}

std::uint32_t whole_variant_group(std::string_view name, EntityType type, std::string& scratch) {
  if (type == EntityType::person) return 0;
  for (const VariantRef ref : variants_of(name, scratch)) {
    if (ref.further()) break;  // those stand last
    const bool organisation = group_of(ref).kind == VariantKind::organisation;
    if (organisation == (type == EntityType::organisation)) return ref.group() + 1;
  }
  return 0;
}

}  // namespace quoth::names
