#include "analyze/quotations/layout/boilerplate.hpp"

#include <algorithm>

#include "analyze/quotations/cues/cue_words.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::quotations {
namespace {

// Values of the word class marked_word; see tables/en/lexicon/marked_words.tsv.
constexpr std::int32_t kAlone = 7, kLabel = 9;

constexpr std::uint8_t kNewPart = Gap::line | Gap::sentence | Gap::paragraph;

struct Phrase {
  std::int32_t kind = 0;
  TokenIndex end = 0;
};

// The boilerplate word or phrase at `i`, kind 0 for none.
Phrase phrase_at(const TokenTable& t, TokenIndex i) {
  const TokenTable::Phrase phrase = t.phrase_at(i);
  const auto kind_of = [&](WordId id) {
    if (id == kNoWord || !has(t.lexicon().classes(id), WordClass::marked_word)) return 0;
    const std::int32_t v = t.lexicon().value(id, static_cast<unsigned>(WordClass::marked_word));
    return v >= kAlone && v <= kLabel ? v : 0;
  };
  if (const std::int32_t kind = kind_of(phrase.id)) return {kind, i + phrase.words};
  return {kind_of(t.word(i)), i + 1};
}

// Whether a part of the page may begin at `i`: no mark opens it, and no name stands before it.
bool may_begin(const TokenTable& t, TokenIndex i) {
  if (i == 0 || t.before(i, kNewPart)) return true;
  if (t.kind(i - 1) == TokenKind::mark) return !t.before(i - 1, Gap::space);
  return t.kind(i - 1) == TokenKind::number ||
         (t.kind(i - 1) == TokenKind::word && t.shape(i - 1) == Shape::lower);
}

// Whether the page's next part may begin at `i`.
bool may_follow(const TokenTable& t, TokenIndex i) {
  if (i >= t.size() || t.before(i, kNewPart)) return true;
  return t.kind(i) == TokenKind::mark ||
         (t.kind(i) == TokenKind::word && t.shape(i) != Shape::lower);
}

// Whether token `i` may be its first word.
bool may_be(const TokenTable& t, TokenIndex i) {
  return t.kind(i) == TokenKind::word && t.shape(i) != Shape::lower &&
         (t.classes(i) & (classes_of(WordClass::marked_word) | kStartsPhrase)) != 0 &&
         phrase_at(t, i).kind != 0;
}

TokenIndex to_line_end(const TokenTable& t, TokenIndex i, TokenIndex end) {
  constexpr TokenIndex kLongest = 40;
  end = std::min(end, i + kLongest);
  while (i < end && !t.before(i, kNewPart) && t.kind(i) != TokenKind::mark && !may_be(t, i)) ++i;
  return i;
}

bool holds_words(const TokenTable& t, TokenIndex i, TokenIndex end) {
  while (i < end && t.kind(i) != TokenKind::word && t.kind(i) != TokenKind::number) ++i;
  return i < end;
}

class Cutter {
 public:
  Cutter(const TokenTable& t, std::vector<Stretch>& stretches) : t_(t), stretches_(stretches) {}

  void run() {
    std::vector<TokenRange> found;
    TokenIndex at = 0;
    for (const Stretch& s : stretches_)
      for (at = std::max(at, s.open + 1); at < s.close; ++at)
        if (const TokenIndex end = after_boilerplate(t_, at, s.close); end != at) {
          found.push_back({at, end});
          at = end - 1;
        }
    if (found.empty()) return;
    std::vector<Stretch> cut;
    for (const Stretch& s : stretches_) add(s, found, cut);
    std::stable_sort(cut.begin(), cut.end(), [](const Stretch& a, const Stretch& b) {
      return a.open != b.open ? a.open < b.open : a.close > b.close;
    });
    stretches_ = std::move(cut);
    nest_stretches(stretches_);
  }

 private:
  void add(Stretch s, const std::vector<TokenRange>& found, std::vector<Stretch>& out) const {
    auto b = std::upper_bound(found.begin(), found.end(), s.open,
                              [](TokenIndex i, const TokenRange& r) { return i < r.begin; });
    for (; b != found.end() && b->begin < s.close; ++b) {
      Stretch before = s;
      before.close = b->begin;
      before.closed = false;
      const TokenIndex next = std::min(b->end, s.close);
      const bool more = holds_words(t_, next, s.close);
      before.goes_on = more || s.goes_on;
      if (before.close > before.open + 1) out.push_back(before);
      if (!more) return;
      // A mark that opens anew is none of the words.
      s.open = t_.kind(next) == TokenKind::mark ? next : next - 1;
    }
    out.push_back(s);
  }

  const TokenTable& t_;
  std::vector<Stretch>& stretches_;
};

}  // namespace

TokenIndex after_boilerplate(const TokenTable& t, TokenIndex i, TokenIndex end) {
  constexpr TokenIndex kPlain = 3;  // words that leave no doubt
  constexpr int kMost = 4;          // Image copyright ... Image caption
  for (int n = 0; n < kMost && i < end && may_be(t, i); ++n) {
    const Phrase phrase = phrase_at(t, i);
    if (phrase.end > end || (n == 0 && !may_begin(t, i))) break;
    const bool label = phrase.end < end && t.at(phrase.end) == ':';
    if (phrase.kind == kLabel && !label) break;
    if (!label && phrase.end - i < kPlain && !may_follow(t, phrase.end)) break;
    i = phrase.kind == kAlone ? phrase.end : to_line_end(t, phrase.end, end);
  }
  return i;
}

void cut_boilerplate(const TokenTable& t, std::vector<Stretch>& stretches) {
  Cutter(t, stretches).run();
}

}  // namespace quoth::quotations
