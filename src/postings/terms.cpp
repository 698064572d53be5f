#include "quoth/postings/terms.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "quoth/text/fold.hpp"

namespace quoth {
namespace term {
namespace {

std::string bounded(std::string_view prefix, std::string_view body) {
  std::string out;
  out.reserve(prefix.size() + std::min(body.size(), kMaxBytes));
  out += prefix;
  if (prefix.size() + body.size() <= kMaxBytes) return out += body;
  constexpr std::size_t kKept = 160;
  char hash[20];
  std::snprintf(hash, sizeof hash, "#%016llx", static_cast<unsigned long long>(hash_bytes(body)));
  out += body.substr(0, kKept);
  return out += hash;
}

}  // namespace

std::string form(std::string_view folded) { return bounded("", folded); }
std::string stem(std::string_view folded_stem) { return bounded("Z", folded_stem); }
std::string id(std::string_view id) { return bounded("Q", id); }
std::string language(std::string_view lang) { return bounded("L", folded(lang)); }
std::string source(std::string_view source) { return bounded("XS", folded(source)); }
std::string name_token(std::string_view folded) { return bounded("XN", folded); }
std::string name_token(char scope, std::string_view folded) {
  const char prefix[] = {'X', 'N', scope};
  return bounded({prefix, 3}, folded);
}
bool is_untyped_name(std::string_view term) noexcept {
  return term.starts_with("XN") &&
         (term.size() == 2 || (term[2] != 'P' && term[2] != 'O' && term[2] != 'L'));
}
std::array<std::string, 3> typed_names(std::string_view term) {
  const std::string_view token = term.substr(2);
  return {name_token('P', token), name_token('O', token), name_token('L', token)};
}
std::string speaker_token(std::string_view folded) { return bounded("XB", folded); }
std::string speech(std::string_view kind) { return bounded("XK", kind); }
std::string stance(std::string_view stance) { return bounded("XG", stance); }
std::string whole_name(char scope, std::string_view folded_name) {
  const char prefix[] = {'X', 'E', scope};
  return bounded({prefix, 3}, folded_name);
}

}  // namespace term

namespace {

// A cell of each grain; they nest: 1 < 10 < 100 years.
enum class Grain { day, month, year, decade, century };

std::int32_t floor_to(std::int32_t year, std::int32_t size) noexcept {
  return (year >= 0 ? year / size : -((-year + size - 1) / size)) * size;
}

// Decades and centuries before year 0 are named by their first year's number with the last digits
// open.
Cell cell_of(Grain grain, const Civil& c) {
  char text[40];
  const char* sign = c.year < 0 ? "-" : "";
  const int year = std::abs(c.year);
  switch (grain) {
    case Grain::day:
      std::snprintf(text, sizeof text, "%s%04d%02d%02d", sign, year, c.month, c.day);
      break;
    case Grain::month:
      std::snprintf(text, sizeof text, "%s%04d%02d", sign, year, c.month);
      break;
    case Grain::year:
      std::snprintf(text, sizeof text, "%s%04d", sign, year);
      break;
    case Grain::decade:
      std::snprintf(text, sizeof text, "%s%03d_", sign, std::abs(floor_to(c.year, 10)) / 10);
      break;
    case Grain::century:
      std::snprintf(text, sizeof text, "%s%02d__", sign, std::abs(floor_to(c.year, 100)) / 100);
      break;
  }
  return text;
}

Civil begin_of(Grain grain, Civil c) noexcept {
  switch (grain) {
    case Grain::day:
      return c;
    case Grain::month:
      return {c.year, c.month, 1};
    case Grain::year:
      return {c.year, 1, 1};
    case Grain::decade:
      return {floor_to(c.year, 10), 1, 1};
    case Grain::century:
      return {floor_to(c.year, 100), 1, 1};
  }
  return c;
}

// First day after the cell that begins at `c`.
Day after(Grain grain, const Civil& c) noexcept {
  switch (grain) {
    case Grain::day:
      return Day::from(c).plus(1);
    case Grain::month:
      return Day::from(c).plus(days_in_month(c.year, c.month));
    case Grain::year:
      return Day::from({c.year + 1, 1, 1});
    case Grain::decade:
      return Day::from({c.year + 10, 1, 1});
    case Grain::century:
      return Day::from({c.year + 100, 1, 1});
  }
  return Day::from(c);
}

struct Days {
  Day first, end;
};

// Whole days, cut to what Quoth can speak of; empty intervals stay empty.
Days days_of(const Interval& interval) noexcept {
  const Instant from = std::max(interval.from, kAllTime.from);
  const Instant until = std::min(interval.until, kAllTime.until);
  if (until <= from) return {from.day(), from.day()};
  return {from.day(), Instant{until.seconds - 1}.day().plus(1)};
}

constexpr Grain kGrains[] = {Grain::century, Grain::decade, Grain::year, Grain::month, Grain::day};

struct PlacedCell {
  Grain grain;
  Civil begin;
};

std::vector<PlacedCell> cells_of(const Interval& interval) {
  std::vector<PlacedCell> cells;
  auto [day, end] = days_of(interval);
  while (day < end) {
    const Civil c = day.civil();
    for (const Grain grain : kGrains) {
      if (begin_of(grain, c) != c || after(grain, c) > end) continue;
      cells.push_back({grain, c});
      day = after(grain, c);
      break;
    }
  }
  return cells;
}

void append_ancestors(const PlacedCell& cell, std::vector<Cell>& out) {
  for (const Grain grain : {Grain::month, Grain::year, Grain::decade, Grain::century})
    if (grain > cell.grain) out.push_back(cell_of(grain, begin_of(grain, cell.begin)));
}

void sort_unique(std::vector<std::string>& terms, std::size_t from) {
  std::sort(terms.begin() + static_cast<std::ptrdiff_t>(from), terms.end());
  terms.erase(std::unique(terms.begin() + static_cast<std::ptrdiff_t>(from), terms.end()),
              terms.end());
}

std::string published_term(Grain grain, const Civil& c) {
  const char* prefix = grain == Grain::day ? "D" : grain == Grain::month ? "M" : "Y";
  return prefix + cell_of(grain, c);
}

}  // namespace

std::vector<Cell> cover(const Interval& interval) {
  std::vector<Cell> cells;
  for (const PlacedCell& cell : cells_of(interval))
    cells.push_back(cell_of(cell.grain, cell.begin));
  return cells;
}

void append_date_terms(const Interval& interval, std::vector<std::string>& out) {
  const std::size_t from = out.size();
  std::vector<Cell> above;
  for (const PlacedCell& cell : cells_of(interval)) {
    out.push_back("XT" + cell_of(cell.grain, cell.begin));
    append_ancestors(cell, above);
  }
  for (const Cell& cell : above) out.push_back("XA" + cell);
  sort_unique(out, from);
}

void append_undecided_date_terms(const Interval& interval, std::vector<std::string>& out) {
  const auto [first, end] = days_of(interval);
  if (first >= end) return;
  const Civil from = first.civil(), last = end.plus(-1).civil();
  for (const Grain grain : {Grain::day, Grain::month, Grain::year, Grain::decade, Grain::century})
    if (begin_of(grain, from) == begin_of(grain, last))
      out.push_back("XA" + cell_of(grain, begin_of(grain, from)));
}

std::vector<std::string> date_query_terms(const Interval& interval) {
  std::vector<std::string> terms;
  std::vector<Cell> above;
  for (const PlacedCell& cell : cells_of(interval)) {
    const Cell name = cell_of(cell.grain, cell.begin);
    terms.push_back("XT" + name);
    terms.push_back("XA" + name);  // of a day: only undecided dates that have come down to one

    append_ancestors(cell, above);
  }
  for (const Cell& cell : above) terms.push_back("XT" + cell);
  sort_unique(terms, 0);
  return terms;
}

std::vector<std::string> precise_date_query_terms(const Interval& interval) {
  std::vector<std::string> terms;
  for (const Cell& cell : cover(interval)) {
    terms.push_back("XT" + cell);
    terms.push_back("XA" + cell);
  }
  return terms;
}

void append_published_terms(const Interval& interval, std::vector<std::string>& out) {
  const auto [first, end] = days_of(interval);
  if (first >= end) return;
  const Civil from = first.civil(), last = end.plus(-1).civil();
  if (first == end.plus(-1)) out.push_back(published_term(Grain::day, from));
  if (from.year == last.year && from.month == last.month)
    out.push_back(published_term(Grain::month, from));
  if (from.year == last.year) out.push_back(published_term(Grain::year, from));
}

std::vector<std::string> published_query_terms(const Interval& interval) {
  // Terms exist for days, months and years alone; an open end ("before 2020") stops at the years of
  // print.
  constexpr std::int32_t kFirstYear = 1600, kLastYear = 2400;
  const Interval wanted{std::max(interval.from, Instant::at(Day::from({kFirstYear, 1, 1}))),
                        std::min(interval.until, Instant::at(Day::from({kLastYear, 1, 1})))};
  std::vector<std::string> terms;
  auto [day, end] = days_of(wanted);
  while (day < end) {
    const Civil c = day.civil();
    for (const Grain grain : {Grain::year, Grain::month, Grain::day}) {
      if (begin_of(grain, c) != c || after(grain, c) > end) continue;
      terms.push_back(published_term(grain, c));
      day = after(grain, c);
      break;
    }
  }
  return terms;
}

namespace dictionary {
std::string tokens_with_key(std::string_view name_key) { return "k" + std::string(name_key); }
std::string names_with_token(std::string_view folded_token) {
  return "n" + std::string(folded_token);
}
std::string names_with_key(std::string_view whole_name_key) {
  return "w" + std::string(whole_name_key);
}
std::string_view spelling_of(std::string_view term) noexcept {
  if (term.starts_with("XE") || term.starts_with("XB")) return term.substr(2);
  if (term.starts_with("XN") && !term::is_untyped_name(term)) return term.substr(3);
  return {};
}
}  // namespace dictionary

}  // namespace quoth
