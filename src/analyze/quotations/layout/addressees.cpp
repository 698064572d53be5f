#include "analyze/quotations/layout/addressees.hpp"

namespace quoth::quotations {
namespace {

bool asks(const TokenTable& t, const Turn& turn) {
  for (const TokenRange part : turn.parts)
    for (TokenIndex i = part.begin; i < part.end; ++i)
      if (t.code(i) == '?') return true;
  return false;
}

bool same(const Speaker& a, const Speaker& b, const TokenTable& t) {
  if (a.entity.known() || b.entity.known()) return a.entity == b.entity;
  return a.span.of(t.text()) == b.span.of(t.text());
}

}  // namespace

const Speaker* addressee(const TokenTable& t, const std::vector<Turn>& turns, std::size_t i) {
  const Turn& turn = turns[i];
  const auto other = [&](std::size_t k) -> const Speaker* {
    if (k >= turns.size() || turns[k].conversation != turn.conversation ||
        turns[k].speakers.empty())
      return nullptr;
    const Speaker& who = turns[k].speakers.front();
    return turn.speakers.empty() || !same(who, turn.speakers.front(), t) ? &who : nullptr;
  };
  const Speaker* next = other(i + 1);
  const Speaker* before = i > 0 ? other(i - 1) : nullptr;
  if (next != nullptr && (before == nullptr || asks(t, turn))) return next;
  return before;
}

}  // namespace quoth::quotations
