#include "analyze/names/thing_nouns.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/lexicon.hpp"

namespace quoth::names {
namespace {

constexpr std::string_view kKindNames[kThingKinds] = {
    "country", "town",   "capital", "region", "state", "island", "peninsula", "continent",
    "quarter", "nature", "site",    "group",  "firm",  "agency", "body",      "venue"};

std::optional<ThingKind> kind_named(std::string_view name) {
  const auto at = std::find(std::begin(kKindNames), std::end(kKindNames), name);
  if (at == std::end(kKindNames)) return std::nullopt;
  return static_cast<ThingKind>(at - std::begin(kKindNames));
}

std::vector<ThingNoun> read_nouns() {
  std::vector<ThingNoun> out;
  std::vector<std::string> families;
  tables::for_each_row(tables::text_of("en/names_nominals.tsv"), [&](auto columns) {
    if (columns.size() < 3) return;
    const auto kind = kind_named(columns[2]);
    if (!kind) return;
    out.push_back({hash_word(folded(columns[0])),
                   columns[1] == "LOC" ? EntityType::place : EntityType::organisation, *kind});
    if (columns.size() < 6 || columns[5].empty()) return;
    auto at = std::find(families.begin(), families.end(), columns[5]);
    if (at == families.end()) at = families.insert(at, std::string(columns[5]));
    out.back().family = static_cast<std::uint8_t>(at - families.begin() + 1);
  });
  std::sort(out.begin(), out.end(),
            [](const ThingNoun& a, const ThingNoun& b) { return a.hash < b.hash; });
  return out;
}

using Kinds = std::vector<std::pair<std::uint64_t, ThingKind>>;

Kinds read_kinds() {
  Kinds out;
  tables::for_each_row(tables::text_of("en/names_place_kinds.tsv"), [&](auto columns) {
    if (columns.size() < 2) return;
    const auto kind = kind_named(columns[0]);
    if (!kind) return;
    std::uint64_t key = 0;
    std::string word;
    const auto end_word = [&] {
      if (!word.empty()) key = hash_phrase(key, hash_word(folded(word)));
      word.clear();
    };
    const auto end_name = [&] {
      end_word();
      if (key != 0) out.emplace_back(key, *kind);
      key = 0;
    };
    for (const char c : columns[1]) {
      if (c == ';')
        end_name();
      else if (c == ' ' || c == '-')
        end_word();
      else
        word += c;
    }
    end_name();
  });
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

ThingNouns::ThingNouns() : table_(read_nouns()) {
  for (const ThingNoun& n : table_) filter_.set(n.hash % kBits);
}

const ThingNouns& ThingNouns::english() {
  static const ThingNouns nouns;
  return nouns;
}

const ThingNoun* ThingNouns::find_in_table(std::uint64_t hash) const noexcept {
  const auto at =
      std::lower_bound(table_.begin(), table_.end(), hash,
                       [](const ThingNoun& n, std::uint64_t wanted) { return n.hash < wanted; });
  return at != table_.end() && at->hash == hash ? &*at : nullptr;
}

std::optional<ThingKind> listed_place_kind(std::uint64_t hash) noexcept {
  static const Kinds kinds = read_kinds();
  const auto at = std::lower_bound(kinds.begin(), kinds.end(), std::pair{hash, ThingKind{}});
  if (at == kinds.end() || at->first != hash) return std::nullopt;
  return at->second;
}

}  // namespace quoth::names
