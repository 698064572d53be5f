#include "analyze/quotations/layout/datelines.hpp"

#include <algorithm>

namespace quoth::quotations {
namespace {

constexpr TokenIndex kLongest = 14;        // tokens before the bracket or the dash
constexpr TokenIndex kLongestBracket = 8;  // tokens in it

bool is_dash(const TokenTable& t, TokenIndex i) {
  const char32_t c = t.code(i);
  return c == '-' || c == '_' || (c >= 0x2012 && c <= 0x2015);
}

// After a bracket that begins at `i` and closes soon, `i` when none does.
TokenIndex after_bracket(const TokenTable& t, TokenIndex i, TokenIndex end) {
  if (i >= end || t.at(i) != '(') return i;
  end = std::min(end, i + kLongestBracket);
  for (TokenIndex k = i + 1; k < end; ++k) {
    if (t.at(k) == ')') return k > i + 1 ? k + 1 : i;
    if (t.kind(k) == TokenKind::mark) return i;
  }
  return i;
}

bool in_capitals(const TokenTable& t, TokenIndex i) {
  return t.kind(i) == TokenKind::word && t.shape(i) == Shape::upper;
}

// A word with a capital, but no run of capitals; or marked words.
bool begins_sentence(const TokenTable& t, TokenIndex i, TokenIndex end) {
  if (i + 2 >= end) return false;
  if (t.kind(i) == TokenKind::mark || t.kind(i) == TokenKind::number) return true;
  if (t.kind(i) != TokenKind::word || t.shape(i) == Shape::lower) return false;
  return !in_capitals(t, i) || (t.kind(i + 1) == TokenKind::word && !in_capitals(t, i + 1));
}

}  // namespace

TokenIndex after_dateline(const TokenTable& t, TokenIndex i, TokenIndex end) {
  end = std::min(end, t.paragraphs()[t.paragraph_of(i)].end);
  const bool place = t.kind(i) == TokenKind::word && t.shape(i) != Shape::lower;
  if (!place && t.at(i) != '(') return i;
  const bool capitals = in_capitals(t, i) || (i + 1 < end && place && in_capitals(t, i + 1));
  TokenIndex k = i;
  for (const TokenIndex limit = std::min(end, i + kLongest); k < limit; ++k) {
    const char c = t.at(k);
    if (t.kind(k) == TokenKind::word ? t.shape(k) == Shape::lower
                                     : t.kind(k) != TokenKind::number && c != ',' && c != '.' &&
                                           c != '/' && (c != '-' || t.before(k, Gap::space)))
      break;
    // A full stop that ends a sentence has no dateline after it.
    if (k > i && t.before(k, Gap::sentence)) return i;
  }
  const TokenIndex bracket = after_bracket(t, k, end);
  const bool filed = bracket != k;
  if (!filed && !capitals) return i;
  k = bracket;
  if (k >= end) return i;
  const TokenIndex tie = k;
  while (k < end && is_dash(t, k)) ++k;
  const bool dashed = k > tie && (t.before(tie, Gap::space) || t.before(k, Gap::space));
  if (!dashed && k > tie) return i;
  // A label of a transcript has a colon as well: its words are marked, or follow without a place.
  if (!dashed && t.at(k) == ':' && capitals && k + 1 < end && t.kind(k + 1) == TokenKind::word) {
    ++k;
  } else if (!dashed && !(filed && (capitals || !place))) {
    return i;
  }
  return begins_sentence(t, k, end) ? k : i;
}

}  // namespace quoth::quotations
