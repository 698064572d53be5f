#include "analyze/quotations/skeleton.hpp"

#include <algorithm>

#include "analyze/quotations/cues/cue_words.hpp"
#include "analyze/quotations/layout/boilerplate.hpp"
#include "analyze/quotations/layout/datelines.hpp"

namespace quoth::quotations {
namespace {

bool ends_sentence(char32_t c) noexcept {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
         c == 0xFF1F;
}

bool breaks_off(char32_t c) noexcept { return c == '-' || c == 0x2013 || c == 0x2014; }

/// Whether a token begins no sentence and no part of the page, and is no mark.
bool goes_on(const TokenTable& t, TokenIndex i) noexcept {
  const TokenKind kind = t.kind(i);
  return !t.before(i, Gap::sentence | Gap::paragraph) && kind != TokenKind::mark &&
         (kind != TokenKind::word || t.shape(i) == Shape::lower);
}

/// Whether the words after a stretch begin a sentence of their own.
bool starts_sentence(const TokenTable& t, const Stretch& s, TokenIndex next,
                     TokenIndex end) noexcept {
  if (t.before(next, Gap::paragraph)) return true;
  const TokenIndex last = s.close - 1;
  const char32_t c = t.code(last);
  if (!ends_sentence(c)) {
    // “We won’t”. He left: the full stop stands outside, and is an item itself.
    return false;
  }
  if (t.kind(next) == TokenKind::punctuation || t.kind(next) == TokenKind::symbol) return false;
  if (t.kind(next) == TokenKind::word && t.shape(next) == Shape::lower) return false;
  // “Is it?” Smith asked goes on; “No.” Smith said no more to us does not.
  const TokenIndex after = end_of_attribution(t, next, end);
  if (after == next) return true;
  if (after >= end || t.before(after, Gap::sentence)) return false;
  if (t.kind(after) == TokenKind::punctuation) {
    const char p = t.at(after);
    return p == ':' || (c == '.' && p != '.');
  }
  return c == '.' ||
         !has_any(t.classes(after), classes_of(WordClass::preposition, WordClass::adverb));
}

// ""We stay,"" he said: the outer two are the inner ones typed again.
bool typed_twice(const TokenTable& t, const Stretch* before, const Stretch* after, TokenIndex i) {
  if (t.kind(i) != TokenKind::mark) return false;
  if (before != nullptr && before->closed && before->close + 1 == i)
    return t.mark(i) == t.mark(i - 1) && !t.before(i, Gap::space | Gap::paragraph);
  return after != nullptr && after->open == i + 1 && t.mark(i) == t.mark(i + 1) &&
         !t.before(i + 1, Gap::space | Gap::paragraph);
}

}  // namespace

void fold(const TokenTable& t, const std::vector<Stretch>& stretches, TokenRange range,
          std::int32_t parent, std::size_t first, Skeleton& out) {
  out.items.clear();
  out.sentences.clear();
  std::uint32_t begin = 0;
  const auto end_sentence = [&] {
    const auto end = static_cast<std::uint32_t>(out.items.size());
    if (end > begin) out.sentences.push_back({begin, end});
    begin = end;
  };
  std::size_t next = first;
  const auto skip_others = [&] {
    while (next < stretches.size() && stretches[next].open < range.end &&
           (stretches[next].parent != parent || stretches[next].open < range.begin))
      ++next;
  };
  skip_others();
  const Stretch* last = nullptr;  // the stretch just folded
  TokenIndex part = range.begin;  // after a dateline or boilerplate: a sentence begins
  for (TokenIndex i = range.begin; i < range.end;) {
    const Stretch* const coming = next < stretches.size() ? &stretches[next] : nullptr;
    // Most tokens only go on with their sentence.
    if (last == nullptr && i > part) {
      const TokenIndex stop = coming != nullptr ? std::min(range.end, coming->open) : range.end;
      while (i < stop && goes_on(t, i)) out.items.push_back({i++});
      if (i >= range.end) break;
    }
    const bool at_stretch = coming != nullptr && coming->open == i;
    if (!at_stretch && last != nullptr && typed_twice(t, last, nullptr, i)) {
      ++i;
      continue;
    }
    if (i > range.begin) {
      if (t.before(i, Gap::paragraph)) {
        end_sentence();
      } else if (last != nullptr) {
        // Two stretches in a row: the second begins a sentence when the first ended one, or broke
        // off ("I thought --" "Did you?").
        if (at_stretch
                ? ends_sentence(t.code(last->close - 1)) || breaks_off(t.code(last->close - 1))
                : starts_sentence(t, *last, i, range.end))
          end_sentence();
      } else if (t.before(i, Gap::sentence)) {
        end_sentence();
      }
    }
    if (i == part) end_sentence();
    if (!at_stretch && i >= part) {
      part = after_boilerplate(t, i, range.end);
      if (part != i)
        end_sentence();
      else if (parent < 0 && t.before(i, Gap::paragraph))
        part = after_dateline(t, i, range.end);
    }
    if (at_stretch) {
      if (t.kind(i) == TokenKind::word) end_sentence();  // the end of boilerplate
      out.items.push_back({Item::kStretch | static_cast<std::uint32_t>(next)});
      last = &stretches[next];
      i = last->closed ? last->close + 1 : last->close;
      ++next;
      skip_others();
    } else if (typed_twice(t, nullptr, coming, i)) {
      ++i;
    } else {
      out.items.push_back({i});
      last = nullptr;
      ++i;
    }
  }
  end_sentence();
}

}  // namespace quoth::quotations
