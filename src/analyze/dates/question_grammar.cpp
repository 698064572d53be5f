#include "analyze/dates/question_grammar.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <utility>

#include "analyze/tables/per_language.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::dates {
namespace {

constexpr std::pair<std::string_view, QuestionAction> kActions[] = {
    {"take", QuestionAction::take},
    {"none", QuestionAction::none},
    {"clock", QuestionAction::clock},
    {"past", QuestionAction::past},
    {"times", QuestionAction::times},
    {"part", QuestionAction::part},
    {"date", QuestionAction::date},
    {"ides", QuestionAction::ides},
    {"deictic", QuestionAction::deictic},
    {"week-day", QuestionAction::week_day},
    {"to-date", QuestionAction::to_date},
    {"nth", QuestionAction::nth},
    {"nth-span", QuestionAction::nth_span},
    {"of", QuestionAction::of},
    {"week-number", QuestionAction::week_number},
    {"week-of", QuestionAction::week_of},
    {"edge", QuestionAction::edge},
    {"edge-now", QuestionAction::edge_now},
    {"later", QuestionAction::later},
    {"join", QuestionAction::join},
    {"join-now", QuestionAction::join_now},
    {"end-of-day", QuestionAction::end_of_day},
    {"now", QuestionAction::now},
    {"offset", QuestionAction::offset},
    {"offset-unit", QuestionAction::offset_unit},
    {"offset-from", QuestionAction::offset_from},
    {"weekdays", QuestionAction::weekdays},
    {"holiday-offset", QuestionAction::holiday_offset},
    {"reach", QuestionAction::reach},
    {"reach-from", QuestionAction::reach_from},
    {"days", QuestionAction::days},
    {"range", QuestionAction::range},
    {"side", QuestionAction::side},
    {"set", QuestionAction::set},
    {"set-amount", QuestionAction::set},
    {"length", QuestionAction::length},
};
constexpr std::pair<std::string_view, DateSide> kSides[] = {{"before", DateSide::before},
                                                            {"after", DateSide::after},
                                                            {"until", DateSide::until},
                                                            {"since", DateSide::since}};
constexpr std::pair<std::string_view, QuestionEdge> kEdges[] = {
    {"start", QuestionEdge::start}, {"mid", QuestionEdge::mid}, {"end", QuestionEdge::end}};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end != 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

template <class Table, class Value>
bool look_up(const Table& table, std::string_view name, Value& out) {
  for (const auto& [known, value] : table) {
    if (known != name) continue;
    out = value;
    return true;
  }
  return false;
}

bool read_action(std::string_view text, QuestionRow& row) {
  const auto fields = split(text, ' ');
  if (fields.empty() || !look_up(kActions, fields[0], row.action)) return false;
  for (std::size_t k = 1; k < fields.size(); ++k) {
    const std::size_t equals = std::min(fields[k].find('='), fields[k].size());
    const std::string_view key = fields[k].substr(0, equals);
    std::string_view value = fields[k].substr(std::min(equals + 1, fields[k].size()));
    if (key == "side") {
      if (!look_up(kSides, value, row.side)) return false;
      continue;
    }
    if (key == "edge") {
      if (!look_up(kEdges, value, row.edge)) return false;
      continue;
    }
    if (key == "back" || key == "latent" || key == "today" || key == "firm") {
      (key == "back"     ? row.back
       : key == "latent" ? row.latent
       : key == "today"  ? row.today
                         : row.firm) = true;
      continue;
    }
    std::int32_t number = 0;
    if (value.starts_with('+')) value.remove_prefix(1);
    if (std::from_chars(value.data(), value.data() + value.size(), number).ec != std::errc{})
      return false;
    if (key == "shift")
      row.shift = number;
    else if (key == "n")
      row.n = number;
    else if (key == "minutes")
      row.minutes = number;
    else if (key == "second")
      row.second = number;
    else if (key == "sign")
      row.sign = number;
    else if (key == "unit")
      row.unit = static_cast<Grain>(number);
    else if (key == "part")
      row.part = static_cast<DayPart>(number);
    else
      return false;
  }
  return true;
}

bool is_letter(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }

}  // namespace

QuestionGrammar::QuestionGrammar(std::string_view table, const Lexicon& lexicon,
                                 std::vector<std::string>* errors)
    : words_(lexicon) {
  const auto fail = [&](std::string_view row, std::string_view what) {
    if (errors != nullptr) errors->push_back(std::string(row) + ": " + std::string(what));
  };
  const auto category_named = [&](std::string_view name) -> std::optional<std::uint8_t> {
    for (std::size_t k = 0; k < categories_.size(); ++k)
      if (categories_[k].name == name) return static_cast<std::uint8_t>(k);
    return std::nullopt;
  };
  tables::for_each_row(table, [&](std::span<const std::string_view> columns) {
    if (columns[0] == "word") {
      if (columns.size() < 3 || !words_.define(folded(columns[1]), columns[2]))
        fail(columns.size() > 1 ? columns[1] : columns[0], "is no word row");
      return;
    }
    if (columns[0] == "holiday") {
      std::int32_t code = 0;
      if (columns.size() < 3 ||
          std::from_chars(columns[2].data(), columns[2].data() + columns[2].size(), code).ec !=
              std::errc{})
        return fail(columns[0], "is no holiday row");
      words_.add_holiday(columns[1], code);
      return;
    }
    if (columns.size() < 4) return fail(columns[0], "needs four columns");
    QuestionRow row;
    row.name = columns[0];
    if (!read_action(columns[3], row)) return fail(columns[0], "has an unknown action or key");
    bool opens = false;
    for (std::string_view text : split(columns[2], ' ')) {
      if (text == "[") {
        opens = true;
        continue;
      }
      if (text == "]") {
        if (!row.elements.empty()) row.elements.back().closes = true;
        continue;
      }
      QuestionRow::Element element;
      element.opens = std::exchange(opens, false);
      element.optional = text.size() > 1 && text.ends_with('?');
      if (element.optional) text.remove_suffix(1);
      for (const std::string_view choice : split(text, '|')) {
        if (is_capital(choice[0])) {
          if (const QuestionAtom atom = question_atom(choice); atom != QuestionAtom::count_)
            element.atoms.push_back(atom);
          else if (const auto category = category_named(choice);
                   category && categories_[*category].name != columns[1])
            element.categories.push_back(*category);
          else
            fail(columns[0], "uses " + std::string(choice) + ", which stands not above it");
        } else if (is_letter(choice[0])) {
          element.words.push_back(words_.symbol(choice));
        } else {
          element.marks += static_cast<unsigned char>(choice[0]);
        }
      }
      std::sort(element.words.begin(), element.words.end());
      row.elements.push_back(std::move(element));
    }
    if (row.elements.empty()) return fail(columns[0], "has no pattern");
    auto category = category_named(columns[1]);
    if (!category) {
      if (categories_.size() >= kMostCategories)
        return fail(columns[0], "is one category too many");
      category = static_cast<std::uint8_t>(categories_.size());
      categories_.push_back({std::string(columns[1]), {}});
    }
    if (*category + 1u != categories_.size())
      return fail(columns[0], "stands apart from the rows of its category");
    categories_[*category].rows.push_back(std::move(row));
  });
}

const QuestionGrammar* QuestionGrammar::of(const Lexicon& lexicon) {
  static tables::PerLanguage<std::shared_ptr<const QuestionGrammar>> grammars;
  return grammars
      .of(lexicon,
          [&](std::string_view code) -> std::shared_ptr<const QuestionGrammar> {
            const std::string_view table = tables::text_of(std::string(code) + "/questions.tsv");
            if (table.empty()) return nullptr;
            return std::make_shared<const QuestionGrammar>(table, lexicon);
          })
      .get();
}

}  // namespace quoth::dates
