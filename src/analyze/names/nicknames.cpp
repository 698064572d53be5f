#include "analyze/names/nicknames.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "analyze/names/letter_chunks.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

struct Nicknames {
  std::vector<std::pair<std::uint64_t, std::uint32_t>>
      groups;                   // hash of a word, 2 * group + not first
  std::vector<NameLink> links;  // by group
  std::vector<std::vector<std::string>> words;
};

NameLink link_named(std::string_view kind) {
  if (kind == "kin") return NameLink::kin;
  if (kind == "word") return NameLink::place_word;
  return kind == "spelling" ? NameLink::spelling : NameLink::nickname;
}

const Nicknames& nicknames() {
  static const Nicknames table = [] {
    Nicknames n;
    for (const char* name :
         {"en/names_spellings.tsv", "en/names_nicknames.tsv", "en/names_place_words.tsv"})
      tables::for_each_row(tables::text_of(name), [&](auto columns) {
        if (columns[0] == "first" || columns[0] == "last") return;
        const auto group = static_cast<std::uint16_t>(n.words.size());
        n.links.push_back(link_named(columns[0]));
        auto& words = n.words.emplace_back();
        for (std::string_view rest = columns[1]; !rest.empty();) {
          const std::size_t end = rest.find(' ');
          if (end != 0) {
            words.push_back(folded(with_geresh(rest.substr(0, end))));
            n.groups.emplace_back(hash_word(words.back()),
                                  group * 2U + (words.size() > 1 ? 1U : 0U));
          }
          rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
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
  for (auto at = std::lower_bound(groups.begin(), groups.end(), std::pair{hash, std::uint32_t{0}});
       at != groups.end() && at->first == hash; ++at)
    if (out.empty() || out.back().group != at->second / 2)
      out.push_back({static_cast<std::uint16_t>(at->second / 2), at->second % 2 == 0});
  return out;
}

bool is_nickname(std::string_view a, std::string_view b) {
  const NicknameGroups of_a = nickname_groups(a);
  if (of_a.empty()) return false;
  const NicknameGroups of_b = nickname_groups(b);
  bool one = false;
  for (const NicknameGroup& x : of_a)
    for (const NicknameGroup& y : of_b) {
      if (x.group != y.group) continue;
      if (link_of(x.group) == NameLink::kin) return false;
      one = one || x.is_name || y.is_name;
    }
  return one;
}

NameLink link_of(std::uint16_t group) { return nicknames().links[group]; }

std::span<const std::string> nicknames_of(std::uint16_t group) { return nicknames().words[group]; }

std::span<const std::uint64_t> nickname_keys(std::uint16_t group) {
  // Made when first asked for: a catalogue needs them, comparing two names does not.
  static const std::vector<std::vector<std::uint64_t>> all = [] {
    std::vector<std::vector<std::uint64_t>> out;
    for (std::size_t g = 0; g < nicknames().words.size(); ++g) {
      auto& keys = out.emplace_back();
      for (const std::string& word : nicknames().words[g])
        if (nicknames().links[g] == NameLink::place_word)
          keys.push_back(hash_word(word));  // a form that no row has is none of these words
        else
          for (const std::string& key : name_keys(word)) keys.push_back(hash_bytes(key));
      std::sort(keys.begin(), keys.end());
      keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    }
    return out;
  }();
  return all[group];
}

}  // namespace quoth::names
