#include "analyze/quotations/marks/mark_habits.hpp"

#include "analyze/quotations/marks/mark_place.hpp"
#include "analyze/quotations/speech_words.hpp"

namespace quoth::quotations {

Family family_of(Mark mark) noexcept {
  switch (mark) {
    case Mark::straight_single:
    case Mark::left_single:
    case Mark::right_single:
    case Mark::low_single:
    case Mark::grave_single:
      return Family::singles;
    case Mark::left_guillemet:
    case Mark::right_guillemet:
      return Family::guillemets;
    case Mark::left_single_guillemet:
    case Mark::right_single_guillemet:
      return Family::single_guillemets;
    case Mark::left_corner:
    case Mark::right_corner:
      return Family::corners;
    case Mark::left_white_corner:
    case Mark::right_white_corner:
      return Family::white_corners;
    default:
      return Family::doubles;
  }
}

MarkHabits habits_of(const TokenTable& t, std::span<const TokenIndex> marks) noexcept {
  std::uint32_t low = 0, low_single = 0, left_opening = 0, left_closing = 0, right_opening = 0;
  std::uint32_t left_single_opening = 0, left_single_closing = 0, right_single_opening = 0;
  std::uint32_t doubles = 0, loose_singles = 0, tight_singles = 0;
  std::uint32_t paragraph = 0xffffffff;  // of the guillemet before
  std::int64_t reversed = 0;
  MarkHabits habits;
  habits.words = &SpeechWords::of(t.lexicon());
  for (const TokenIndex i : marks) {
    const Mark m = t.mark(i);
    switch (family_of(m)) {
      case Family::singles:
        ++(loose(t, i) ? loose_singles : tight_singles);
        break;
      case Family::doubles:
        ++doubles;
        break;
      case Family::guillemets:
      case Family::single_guillemets: {
        const bool left = m == Mark::left_guillemet || m == Mark::left_single_guillemet;
        if (opening_place(t, i)) {
          reversed += left ? -2 : 2;
        } else if (closing_place(t, i)) {
          reversed += left ? 2 : -2;
        } else if (t.paragraph_of(i) != paragraph) {  // « français »: a paragraph's first opens
          reversed += left ? -1 : 1;
        }
        paragraph = t.paragraph_of(i);
        break;
      }
      default:
        break;
    }
    switch (m) {
      case Mark::low_double:
        ++low;
        break;
      case Mark::low_single:
        low_single += opening_place(t, i) ? 1 : 0;
        break;
      case Mark::left_double:
        left_opening += opening_place(t, i) ? 1 : 0;
        left_closing += closing_place(t, i) ? 1 : 0;
        break;
      case Mark::right_double:
        right_opening += opening_place(t, i) ? 1 : 0;
        break;
      case Mark::left_single:
        left_single_opening += opening_place(t, i) ? 1 : 0;
        left_single_closing += closing_place(t, i) ? 1 : 0;
        break;
      case Mark::right_single:
        right_single_opening += opening_place(t, i) && !clipped_word(t, *habits.words, i) ? 1 : 0;
        break;
      case Mark::grave_double:
        habits.latex = true;
        break;
      default:
        break;
    }
  }
  habits.left_closes = low > 0 && left_closing >= left_opening;
  habits.left_single_closes =
      (low > 0 || low_single > 0) && left_single_closing >= left_single_opening;
  habits.right_opens = right_opening > 0 && left_opening == 0 && low == 0;
  habits.right_single_opens =
      right_single_opening > 0 && left_single_opening == 0 && low_single == 0;
  habits.reversed = reversed > 0;
  habits.loose_singles = loose_singles >= 6;
  habits.singles_first = loose_singles + tight_singles > 4 * doubles + 8;
  return habits;
}

}  // namespace quoth::quotations
