#include "analyze/names/interview.hpp"

#include <algorithm>

#include "quoth/text/fold.hpp"

namespace quoth::names {

bool Interview::tells_so() const noexcept {
  constexpr TokenIndex kEarly = 150;
  const TokenIndex last = std::min(t_.size(), kEarly);
  for (TokenIndex i = 0; i < last; ++i)
    for (const std::uint64_t h : {hash_word("interview"), hash_word("interviews"),
                                  hash_word("interviewed"), hash_word("interviewer")})
      if (t_.hash(i) == h) return true;
  return false;
}

bool Interview::speaks(TokenIndex i) noexcept {
  if (!is_one_) return false;
  if (t_.before(i, Gap::paragraph)) quoted_ = false;
  const char32_t c = t_.code(i);
  if (c == U'"')
    quoted_ = !quoted_;
  else if (c == U'\u201c')
    quoted_ = true;
  else if (c == U'\u201d')
    quoted_ = false;
  return !quoted_ && t_.kind(i) == TokenKind::word && t_.hash(i) == hash_word("i");
}

}  // namespace quoth::names
