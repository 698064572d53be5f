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

}  // namespace quoth::quotations
