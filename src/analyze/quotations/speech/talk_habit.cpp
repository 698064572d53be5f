#include "analyze/quotations/speech/talk_habit.hpp"

namespace quoth::quotations {

bool holds_talk(const TokenTable& t, const std::vector<Stretch>& stretches) {
  constexpr std::size_t kFewest = 4, kOneIn = 5;
  std::size_t all = 0, calls = 0;
  for (const Stretch& s : stretches) {
    if (s.parent >= 0) continue;
    const char32_t last = t.code(s.close - 1);
    ++all;
    calls += last == '?' || last == '!';
  }
  return all >= kFewest && calls * kOneIn >= all;
}

bool goes_turn_by_turn(const TokenTable& t, const std::vector<Stretch>& stretches) {
  constexpr std::size_t kFewest = 6;
  std::size_t opening = 0;
  for (const Stretch& s : stretches)
    if (s.parent < 0 && t.before(s.open, Gap::paragraph)) ++opening;
  return opening >= kFewest && opening * 5 >= t.paragraphs().size() * 2;
}

bool mostly_single(const std::vector<Stretch>& stretches) {
  std::size_t outer = 0, single = 0;
  for (const Stretch& s : stretches)
    if (s.parent < 0) ++outer, single += s.single;
  return 2 * single > outer;
}

}  // namespace quoth::quotations
