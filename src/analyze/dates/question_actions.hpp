// The pieces that question_actions.cpp puts to work: what one row's action is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "analyze/dates/question_grammar.hpp"

namespace quoth::dates::actions {

using Form = Meaning::Form;

inline constexpr auto kDay = static_cast<std::int32_t>(Instant::kDay);
inline constexpr std::int32_t kHour = 3600;
inline constexpr std::int32_t kHalfDay = kDay / 2;

/// The meanings of a row's atoms and categories, in their order.
struct Parts {
  const Meaning* const* parts;
  std::size_t count;

  const Meaning& operator[](std::size_t k) const noexcept { return *parts[k]; }
  const Meaning& back() const noexcept { return *parts[count - 1]; }
  const Meaning* begin_date() const noexcept {
    for (std::size_t k = 0; k < count; ++k)
      if (parts[k]->form != Form::none) return parts[k];
    return nullptr;
  }
  const Meaning* clock() const noexcept {
    for (std::size_t k = 0; k < count; ++k)
      if (parts[k]->clock != Grain::none) return parts[k];
    return nullptr;
  }
  const Meaning* amount() const noexcept {
    for (std::size_t k = 0; k < count; ++k)
      if (parts[k]->amount_count > 0) return parts[k];
    return nullptr;
  }
};

// Each sets a date of its form in `out`; false when there is none.
bool set_cell(const std::optional<Cell>& cell, Meaning& out);
bool set_range(const std::optional<Cell>& first, const std::optional<Cell>& last, Meaning& out);
bool set_days(const std::optional<Day>& first, const std::optional<Day>& after, Meaning& out);

/// The one cell that a part is, completed.
[[nodiscard]] std::optional<Cell> cell_in(const Meaning& m, const Asked& asked);
/// Whether there is such a day in any year, or in its own.
[[nodiscard]] bool possible(const OpenDate& d);
/// Adds the fields of one date to another; false when they contradict.
[[nodiscard]] bool unite(const OpenDate& from, OpenDate& out);

// The actions, by their names in QuestionAction; false when they make no sense here.
bool clock(const QuestionRow& row, const Parts& parts, Meaning& out);
bool past(const QuestionRow& row, const Parts& parts, Meaning& out);
bool times(const QuestionRow& row, const Parts& parts, Meaning& out);
bool part(const Parts& parts, Meaning& out);
bool join(const QuestionRow& row, const Parts& parts, Meaning& out);
bool join_now(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out);
bool end_of_day(const Parts& parts, const Asked& asked, Meaning& out);
bool nth(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out);
bool nth_span(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out);
bool week_number(const Parts& parts, const Asked& asked, Meaning& out);
bool week_of(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out);
bool edge_of(const Cell& cell, QuestionEdge edge, Meaning& out);
bool offset(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out);
bool offset_from(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out);
bool weekdays(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out);
bool holiday_offset(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out);
bool reach(const QuestionRow& row, const Parts& parts, const Asked& asked, Meaning& out);
bool reach_from(const Parts& parts, const Asked& asked, Meaning& out);
bool days(const Parts& parts, const Asked& asked, Meaning& out);
bool range(const Parts& parts, const Asked& asked, Meaning& out);

}  // namespace quoth::dates::actions
