#include "analyze/quotations/skeleton.hpp"

#include <algorithm>

#include "analyze/quotations/cues/cue_words.hpp"
#include "analyze/quotations/layout/boilerplate.hpp"
#include "analyze/quotations/layout/datelines.hpp"
#include "analyze/quotations/speech_words.hpp"
#include "quoth/analyze/word_class.hpp"

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
bool starts_sentence(const TokenTable& t, const Stretch& s, bool introduced, TokenIndex next,
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
  // Voss said: “We stay.” Critics laughed.
  if (introduced) return true;
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

// according to
bool introduces_by_phrase(const TokenTable& t, TokenIndex i) noexcept {
  const TokenTable::Phrase phrase = t.phrase_at(i);
  return phrase.id != kNoWord && has(t.lexicon().classes(phrase.id), WordClass::cue_phrase) &&
         t.lexicon().value(phrase.id, static_cast<unsigned>(WordClass::cue_phrase)) == 1;
}

// Whether the items [begin, end) of a sentence introduce the words that stand behind them: a verb of
// speech with nothing but its hearer, place and time behind it, and a colon, a comma or nothing.
bool introduces(const TokenTable& t, const std::vector<Item>& items, std::uint32_t begin,
                std::uint32_t end) noexcept {
  constexpr std::uint32_t kReach = 16;
  const std::uint32_t from = end - begin > kReach ? end - kReach : begin;
  const SpeechWords& words = SpeechWords::of(t.lexicon());
  bool tied = false;
  for (std::uint32_t k = end; k-- > from;) {
    if (items[k].is_stretch()) return false;
    const TokenIndex i = items[k].token();
    const char c = t.at(i);
    if (k + 1 == end) {
      tied = c == ':' || c == ',' || words.is(t, i, SpeechRole::that);
      if (tied) continue;
    }
    if (c == ';' || c == ':') return false;
    if (t.kind(i) != TokenKind::word) continue;
    if (tied && introduces_by_phrase(t, i)) return true;
    if (t.shape(i) != Shape::lower) continue;
    const CueVerb v = cue_verb(t, i);
    const bool finite = v.form == Form::past || v.form == Form::present;
    if (finite && (is_speech(v.frame) || v.frame == Frame::add)) return tied || k + 1 == end;
    // Another clause stands between.
    if (has_any(t.classes(i), classes_of(WordClass::auxiliary, WordClass::modal))) return false;
  }
  return false;
}

// "We stay,"said Voss."It is ours.": the space before the second was lost.
bool glued_to_sentence(const TokenTable& t, const Stretch& s) noexcept {
  return s.open > 0 && s.close > s.open + 1 && !t.before(s.open, Gap::space) &&
         t.kind(s.open - 1) == TokenKind::punctuation && ends_sentence(t.code(s.open - 1)) &&
         t.shape(s.open + 1) == Shape::capitalised;
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
  bool introduced = false;        // it, by a verb of speech before it
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
                : starts_sentence(t, *last, introduced, i, range.end))
          end_sentence();
      } else if (t.before(i, Gap::sentence) || (at_stretch && glued_to_sentence(t, *coming))) {
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
      const auto here = static_cast<std::uint32_t>(out.items.size());
      // Of “A.” “B.” the second is introduced with the first.
      const bool with_last = introduced && last != nullptr && !t.before(i, Gap::paragraph);
      introduced = with_last || introduces(t, out.items, begin, here);
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
