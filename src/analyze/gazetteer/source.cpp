#include "analyze/gazetteer/source.hpp"

#include <algorithm>
#include <charconv>

#include "analyze/gazetteer/phrase.hpp"
#include "analyze/tables/tables.hpp"

namespace quoth::gazetteer {
namespace {

template <class F>
void for_each_spelling(std::string_view list, F&& f) {
  while (!list.empty()) {
    const std::size_t end = list.find('|');
    if (const std::string_view one = tables::trimmed(list.substr(0, end)); !one.empty()) f(one);
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
  }
}

bool is_country(std::string_view text) {
  return text.empty() ||
         (text.size() == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z');
}

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

// What a group counts for when several bear one name. A territory stands before every town of its name; a division's
// people are not counted in the sources, and it is better known than most towns.
std::uint64_t fame(const SourceGroup& g) {
  switch (g.kind) {
    case VariantKind::territory:
      return (std::uint64_t{1} << 40) + g.population;
    case VariantKind::organisation:
      return std::uint64_t{1} << 39;
    case VariantKind::division:
      return std::max<std::uint64_t>(g.population, 400'000);
    case VariantKind::other_place:
      return std::max<std::uint64_t>(g.population, 50'000);
    case VariantKind::city:
      break;
  }
  return g.population;
}

// Words for "city", "county" and the like at the end of East Asian names, which readers leave out.
constexpr std::string_view kEndings[] = {"市", "县", "縣",  "郡",  "町", "區",
                                         "区", "省", " 시", " 군", " 구"};

}  // namespace

void Source::error(std::string_view file, std::size_t line, const std::string& what) {
  errors_.push_back(std::string(file) + ":" + std::to_string(line) + ": " + what);
}

void Source::add_places(std::string_view table, std::string_view file, VariantKind kind) {
  tables::for_each_row(table, [&](auto columns, std::size_t line) {
    if (columns.size() < 4 || columns[1].empty() || !is_country(columns[2]))
      return error(file, line, "needs id, name, country (two capitals or nothing), population");
    SourceGroup group;
    group.country = columns[2];
    group.kind = kind;
    group.population = number(columns[3]);
    group.source_id = number(columns[0]);
    if (kind == VariantKind::territory) group.source_id = 0;
    const auto add = [&](std::size_t column, SpellingRank rank) {
      if (column >= columns.size()) return;
      for_each_spelling(columns[column], [&](std::string_view one) {
        group.spellings.push_back({std::string(one), rank});
      });
    };
    add(1, SpellingRank::usual);
    add(4, SpellingRank::preferred);
    add(5, SpellingRank::further);
    if (group.spellings.empty()) return error(file, line, "has no name");
    group.name = group.spellings.front().text;
    groups_.push_back(std::move(group));
  });
}

std::size_t Source::group_named(std::string_view name, std::string_view country) {
  std::string form;
  if (by_name_.empty()) {
    for (std::size_t g = 0; g < groups_.size(); ++g)
      for (const SourceSpelling& s : groups_[g].spellings) {
        phrase_form(s.text, form);
        by_name_[form].push_back(g);
      }
  }
  phrase_form(name, form);
  const auto at = by_name_.find(form);
  std::size_t best = groups_.size();
  if (at == by_name_.end()) return best;
  // The one of that very name before one that is called so besides.
  const auto worth = [&](std::size_t g) {
    return std::pair(groups_[g].name == name, fame(groups_[g]));
  };
  for (const std::size_t g : at->second)
    if (groups_[g].country == country && (best == groups_.size() || worth(g) > worth(best)))
      best = g;
  return best;
}

void Source::add_exonyms(std::string_view table, std::string_view file) {
  tables::for_each_row(table, [&](auto columns, std::size_t line) {
    if (columns.size() < 3 || columns[0].empty() || !is_country(columns[1]))
      return error(file, line, "needs name, country (two capitals or nothing), spellings");
    std::size_t g = group_named(columns[0], columns[1]);
    if (g == groups_.size()) {
      SourceGroup group;
      group.name = columns[0];
      group.country = columns[1];
      group.kind = VariantKind::other_place;
      group.spellings.push_back({group.name, SpellingRank::usual});
      groups_.push_back(std::move(group));
    }
    for_each_spelling(columns[2], [&](std::string_view one) {
      groups_[g].spellings.push_back({std::string(one)});
    });
  });
}

void Source::add_organisations(std::string_view table, std::string_view file) {
  tables::for_each_row(table, [&](auto columns, std::size_t line) {
    if (columns.size() < 3 || columns[0].empty() || !is_country(columns[1]))
      return error(file, line, "needs name, country (two capitals or nothing), spellings");
    SourceGroup group;
    group.name = columns[0];
    group.country = columns[1];
    group.kind = VariantKind::organisation;
    group.spellings.push_back({group.name, SpellingRank::usual});
    for_each_spelling(columns[2],
                      [&](std::string_view one) { group.spellings.push_back({std::string(one)}); });
    groups_.push_back(std::move(group));
  });
}

void Source::finish() {
  for (SourceGroup& group : groups_) {
    const std::size_t stated = group.spellings.size();
    for (std::size_t s = 0; s < stated; ++s)
      for (const std::string_view ending : kEndings) {
        const std::string& text = group.spellings[s].text;
        // Two letters at least must be left: 北区 is "north district".
        if (text.ends_with(ending) && text.size() >= ending.size() + 6) {
          group.spellings.push_back(
              {text.substr(0, text.size() - ending.size()), SpellingRank::further, true});
          break;
        }
      }
  }
  std::stable_sort(groups_.begin(), groups_.end(),
                   [](const SourceGroup& a, const SourceGroup& b) { return fame(a) > fame(b); });
}

}  // namespace quoth::gazetteer
