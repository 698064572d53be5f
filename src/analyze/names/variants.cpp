#include "analyze/names/variants.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

using Groups = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

Groups read_groups() {
  Groups groups;
  std::uint32_t group = 0;
  tables::for_each_row(tables::text_of("en/names_variants.tsv"), [&](auto columns) {
    ++group;
    std::string_view spellings = columns[0];
    while (!spellings.empty()) {
      const std::size_t end = spellings.find(' ');
      if (const std::string_view one = spellings.substr(0, end); !one.empty())
        groups.emplace_back(hash_word(folded(one)), group);
      spellings.remove_prefix(end == std::string_view::npos ? spellings.size() : end + 1);
    }
  });
  std::sort(groups.begin(), groups.end());
  return groups;
}

}  // namespace

std::uint32_t variant_group(std::string_view folded_token) {
  static const Groups groups = read_groups();
  const std::uint64_t hash = hash_word(folded_token);
  const auto at = std::lower_bound(groups.begin(), groups.end(), std::pair{hash, std::uint32_t{0}});
  return at != groups.end() && at->first == hash ? at->second : 0;
}

}  // namespace quoth::names
