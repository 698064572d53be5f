#include "analyze/names/nicknames.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

struct Nicknames {
  std::vector<std::pair<std::uint64_t, std::uint16_t>> groups;  // hash of a word, one of its groups
  std::vector<std::vector<std::string>> words;                  // by group
  std::vector<std::vector<std::uint64_t>> keys;                 // by group
};

const Nicknames& nicknames() {
  static const Nicknames table = [] {
    Nicknames n;
    tables::for_each_row(tables::text_of("en/names_nicknames.tsv"), [&](auto columns) {
      const auto group = static_cast<std::uint16_t>(n.words.size());
      auto& words = n.words.emplace_back();
      for (std::string_view rest = columns[0]; !rest.empty();) {
        const std::size_t end = rest.find(' ');
        if (end != 0) {
          words.push_back(folded(rest.substr(0, end)));
          n.groups.emplace_back(hash_word(words.back()), group);
        }
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      }
      auto& keys = n.keys.emplace_back();
      for (const std::string& word : words)
        for (const std::string& key : name_keys(word)) keys.push_back(hash_bytes(key));
      std::sort(keys.begin(), keys.end());
      keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    });
    std::sort(n.groups.begin(), n.groups.end());
    return n;
  }();
  return table;
}

}  // namespace

NicknameGroups nickname_groups(std::string_view folded_token) {
  NicknameGroups out;
  const auto& groups = nicknames().groups;
  const std::uint64_t hash = hash_word(folded_token);
  for (auto at = std::lower_bound(groups.begin(), groups.end(), std::pair{hash, std::uint16_t{0}});
       at != groups.end() && at->first == hash; ++at)
    if (out.empty() || out.back() != at->second) out.push_back(at->second);
  return out;
}

std::span<const std::string> nicknames_of(std::uint16_t group) { return nicknames().words[group]; }

std::span<const std::uint64_t> nickname_keys(std::uint16_t group) {
  return nicknames().keys[group];
}

}  // namespace quoth::names
