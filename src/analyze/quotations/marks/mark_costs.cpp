#include "analyze/quotations/marks/mark_costs.hpp"

#include <algorithm>

#include "analyze/quotations/marks/mark_place.hpp"
#include "analyze/quotations/speech_words.hpp"

namespace quoth::quotations {
namespace {

// 12", 6'2”
bool after_number(const TokenTable& t, TokenIndex i) noexcept {
  return i > 0 && !space_before(t, i) && t.kind(i - 1) == TokenKind::number;
}

char32_t code_before(const TokenTable& t, TokenIndex i) noexcept {
  return i == 0 ? U'\0' : t.code(i - 1);
}

/// Where speech may begin: a paragraph, a sentence, after a colon or a comma.
bool speech_may_begin(const TokenTable& t, TokenIndex i) noexcept {
  if (starts_paragraph(t, i) || t.before(i, Gap::sentence)) return true;
  const char32_t c = code_before(t, i);
  return c == ':' || c == ',';
}

/// A mark with space on both sides: lines, punctuation and its partner must tell.
MarkCosts loose_costs(const TokenTable& t, TokenIndex i) noexcept {
  constexpr std::uint8_t kStray = 18;
  const bool first = starts_paragraph(t, i), last = ends_paragraph(t, i);
  if (first != last) {
    // A sentence that its splitter parted from its opening mark leaves that at a line's end.
    return first ? MarkCosts{0, 20, 24} : MarkCosts{12, 0, kStray};
  }
  const char32_t before = code_before(t, i);
  if (i + 1 < t.size() && ends_clause(t.code(i + 1))) return {20, 0, kStray};
  if (before == ':' || before == '(') return {0, 8, kStray};
  if (ends_clause(before)) {
    const bool capital = i + 1 < t.size() && t.shape(i + 1) != Shape::lower;
    return {static_cast<std::uint8_t>(capital ? 1 : 4), 0, kStray};
  }
  return {0, 2, kStray};
}

/// A mark that looks the same on both sides.
MarkCosts straight_costs(const TokenTable& t, TokenIndex i) noexcept {
  const bool opening = opening_place(t, i), closing = closing_place(t, i);
  if (space_before(t, i) && !opening) return loose_costs(t, i);
  if (opening && !closing)
    return {0, 20, static_cast<std::uint8_t>(speech_may_begin(t, i) ? 30 : 16)};
  // The replacement character may stand for an apostrophe as well.
  const bool lost = t.code(i) == 0xFFFD;
  if (closing && !opening) {
    if (after_number(t, i)) return {24, 4, 3};
    if (lost && t.kind(i - 1) == TokenKind::word) return {24, 1, 6};
    return {20, 0, 16};
  }
  // Glued on both sides: a space was lost, before or after.
  if (after_number(t, i)) return {12, 6, 3};
  const char32_t before = code_before(t, i);
  if (before == ':') return {0, 8, 14};
  const bool word = i + 1 < t.size() && t.kind(i + 1) == TokenKind::word;
  const bool capital = word && t.shape(i + 1) == Shape::capitalised;
  // "We stay,"said Voss."It is ours."
  if (before == ',') {
    if (word && !capital) return {4, 1, 14};
    return {3, 3, 14};
  }
  if (ends_clause(before)) return {static_cast<std::uint8_t>(capital ? 5 : 8), 0, 14};
  return {static_cast<std::uint8_t>(capital ? 4 : 8), 6, 12};
}

MarkCosts left_double(const TokenTable& t, const MarkHabits& habits, TokenIndex i) noexcept {
  const bool closing = closing_place(t, i);
  if (habits.left_closes) return {static_cast<std::uint8_t>(closing ? 30 : 12), 0, 20};
  if (closing) return {6, 6, 20};
  return {0, 25, static_cast<std::uint8_t>(speech_may_begin(t, i) ? 32 : 24)};
}

MarkCosts right_double(const TokenTable& t, const MarkHabits& habits, TokenIndex i) noexcept {
  const bool opening = opening_place(t, i);
  if (habits.right_opens) {
    if (opening) return {0, 15, 24};
    if (loose(t, i)) return loose_costs(t, i);
    return {25, 0, 20};
  }
  if (opening) return {12, 10, 20};
  if (after_number(t, i)) return {30, 3, 5};
  return {30, 0, 20};
}

// A pair of a directed kind: `opens` by the text's habit.
MarkCosts directed(const TokenTable& t, TokenIndex i, bool opens) noexcept {
  if (opens) return closing_place(t, i) ? MarkCosts{6, 8, 24} : MarkCosts{0, 25, 24};
  return opening_place(t, i) ? MarkCosts{8, 6, 24} : MarkCosts{25, 0, 20};
}

/// A single mark glued to what is before it.
MarkCosts single_end(const TokenTable& t, const SpeechWords& words, TokenIndex i) noexcept {
  if (!closing_place(t, i)) return {kNever, 24, 0};
  const TokenIndex last = i - 1;
  if (t.kind(last) == TokenKind::number && t.mark(i) == Mark::straight_single)
    return {kNever, 5, 2};  // feet
  if (t.kind(last) != TokenKind::word) return {kNever, 0, 14};
  const bool word_after = i + 1 < t.size() && !ends_paragraph(t, i) &&
                          (t.kind(i + 1) == TokenKind::word || t.kind(i + 1) == TokenKind::number);
  if (words.ends_before_apostrophe(t.text(last)))
    return word_after ? MarkCosts{kNever, 5, 2} : MarkCosts{kNever, 0, 4};
  return word_after ? MarkCosts{kNever, 2, 7} : MarkCosts{kNever, 0, 8};
}

MarkCosts loose_single(const TokenTable& t, const SpeechWords& words, TokenIndex i) noexcept {
  const bool first = starts_paragraph(t, i), last = ends_paragraph(t, i);
  if (first != last) return first ? MarkCosts{0, 20, 8} : MarkCosts{10, 0, 8};
  if (i + 1 < t.size() && ends_clause(t.code(i + 1))) return {20, 0, 6};
  const char32_t before = code_before(t, i);
  if (before == ':') return {0, 10, 8};
  if (ends_clause(before)) {
    const bool capital = i + 1 < t.size() && t.shape(i + 1) != Shape::lower;
    return {static_cast<std::uint8_t>(capital ? 1 : 5), 0, 10};
  }
  // the workers ' rights ; an ' so on
  if (t.kind(i - 1) == TokenKind::word && words.ends_before_apostrophe(t.text(i - 1)))
    return {7, 7, 1};
  return {3, 4, 4};
}

MarkCosts single_costs(const TokenTable& t, const MarkHabits& habits, TokenIndex i) noexcept {
  const Mark m = t.mark(i);
  const bool spaced = loose(t, i);
  if (spaced && habits.loose_singles) {
    if (m == Mark::left_single || m == Mark::grave_single) return {0, 20, 12};
    if (m == Mark::right_single) return {20, 0, 8};
    return loose_single(t, *habits.words, i);
  }
  if (spaced) return {kNever, kNever, 0};
  const bool opening = opening_place(t, i);
  switch (m) {
    case Mark::low_single:
      return opening ? MarkCosts{0, kNever, 8} : MarkCosts{kNever, kNever, 0};
    case Mark::left_single:
      if (habits.left_single_closes && !opening) {
        const MarkCosts end = single_end(t, *habits.words, i);
        return {end.open, static_cast<std::uint8_t>(end.close / 2), 8};
      }
      if (opening)
        return clipped_word(t, *habits.words, i) ? MarkCosts{10, 25, 1} : MarkCosts{0, 25, 14};
      return closing_place(t, i) ? MarkCosts{8, 5, 6} : MarkCosts{4, kNever, 4};
    case Mark::right_single:
      if (opening && habits.right_single_opens && !clipped_word(t, *habits.words, i))
        return {3, 20, 8};
      if (opening) return {20, kNever, 0};  // ’90s, ’em
      return single_end(t, *habits.words, i);
    default:
      if (opening)
        return clipped_word(t, *habits.words, i) ? MarkCosts{12, 20, 0} : MarkCosts{3, 20, 8};
      return single_end(t, *habits.words, i);
  }
}

MarkCosts costs_by_kind(const TokenTable& t, const MarkHabits& habits, TokenIndex i) noexcept {
  switch (t.mark(i)) {
    case Mark::straight_double:
      return straight_costs(t, i);
    case Mark::left_double:
      return left_double(t, habits, i);
    case Mark::right_double:
      return right_double(t, habits, i);
    case Mark::low_double:
      return closing_place(t, i) ? MarkCosts{6, 6, 24} : MarkCosts{0, 30, 30};
    case Mark::grave_double:
      return {0, 30, 24};
    case Mark::apostrophe_double: {
      MarkCosts costs = straight_costs(t, i);
      if (habits.latex) costs = {static_cast<std::uint8_t>(costs.open + 12), 0, 16};
      return costs;
    }
    case Mark::dagger:
      return {kNever, 0, 2};
    case Mark::left_guillemet:
    case Mark::left_single_guillemet:
      return directed(t, i, !habits.reversed);
    case Mark::right_guillemet:
    case Mark::right_single_guillemet:
      return directed(t, i, habits.reversed);
    case Mark::left_corner:
    case Mark::left_white_corner:
      return {0, kNever, 24};
    case Mark::right_corner:
    case Mark::right_white_corner:
      return {kNever, 0, 20};
    case Mark::none:
      return {kNever, kNever, 0};
    default:
      return single_costs(t, habits, i);
  }
}

}  // namespace

MarkCosts costs_of(const TokenTable& t, const MarkHabits& habits, TokenIndex i) noexcept {
  MarkCosts costs = costs_by_kind(t, habits, i);
  // ““A slip,”” typed twice: the inner two do.
  if (family_of(t.mark(i)) == Family::doubles) {
    const bool opens = costs.open <= costs.close;
    const bool twice = opens ? i + 1 < t.size() && t.mark(i + 1) == t.mark(i) && !space_after(t, i)
                             : i > 0 && t.mark(i - 1) == t.mark(i) && !space_before(t, i);
    if (twice) costs.nothing = std::min<std::uint8_t>(costs.nothing, 2);
  }
  return costs;
}

}  // namespace quoth::quotations
