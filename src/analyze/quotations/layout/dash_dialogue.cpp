#include "analyze/quotations/layout/dash_dialogue.hpp"

#include <algorithm>

#include "analyze/quotations/cues/cue_words.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::quotations {
namespace {

constexpr std::size_t kFewest = 3;       // paragraphs
constexpr TokenIndex kFarthest = 200;    // tokens of a paragraph that are looked at
constexpr TokenIndex kAttribution = 16;  // tokens between two parts of a speech

// Where a dash opens speech.
struct Opening {
  TokenIndex dash = 0;  // its last token: two hyphens are one dash
  TokenIndex end = 0;   // of the paragraph
};

class DialogueReader {
 public:
  DialogueReader(const TokenTable& t, AttributionTest attribution)
      : t_(t), attribution_(attribution) {}

  bool find() {
    std::size_t speaking = 0;
    for (const TokenRange p : t_.paragraphs()) {
      if (p.size() < 3) continue;
      // — Yes.
      if (const TokenIndex after = after_dash(p.begin, p.end); after != p.begin) {
        if (!may_speak({after, p.end})) continue;
        openings_.push_back({after - 1, p.end});
        speaking += speaks({after, p.end});
        continue;
      }
      // Voss asked: — And the road?
      for (TokenIndex i = p.begin + 1; i + 2 < std::min(p.end, p.begin + kFarthest); ++i) {
        if (t_.at(i) != ':') continue;
        const TokenIndex after = after_dash(i + 1, p.end);
        if (after == i + 1 || !told(p.begin, i)) continue;
        openings_.push_back({after - 1, p.end});
        ++speaking;
        break;
      }
    }
    return openings_.size() >= kFewest && speaking * 3 >= openings_.size() * 2;
  }

  void read(std::vector<Stretch>& out) const {
    for (const Opening& o : openings_) read_speech(o, out);
  }

 private:
  // After an em or en dash, or two hyphens, at `i`; `i` when none stands there.
  TokenIndex after_dash(TokenIndex i, TokenIndex end) const {
    if (i >= end) return i;
    const char32_t c = t_.code(i);
    if (c >= 0x2013 && c <= 0x2015) return i + 1;
    if (c != '-') return i;
    if (t_.span(i).size() >= 2) return i + 1;
    return i + 1 < end && t_.at(i + 1) == '-' && !t_.before(i + 1, Gap::space) ? i + 2 : i;
  }

  static bool stops(char32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }

  // A sentence that begins with a capital, and no name under a block.
  bool may_speak(TokenRange words) const {
    if (words.size() < 2 || t_.kind(words.begin) == TokenKind::number) return false;
    if (t_.kind(words.begin) == TokenKind::word && t_.shape(words.begin) == Shape::lower)
      return false;
    const TokenIndex last = words.end - 1;
    return stops(t_.code(last)) || after_dash(last, words.end) != last;
  }

  bool speaks(TokenRange words) const {
    for (TokenIndex i = words.begin; i < std::min(words.end, words.begin + kFarthest); ++i) {
      const char32_t c = t_.code(i);
      if (c == '?' || c == '!' || c == 0xBF || c == 0xA1) return true;
      if (has(t_.classes(i), WordClass::pronoun) && class_value(t_, i, WordClass::pronoun) <= 3)
        return true;
      if (breaks(i) && i + 1 < words.end && attribution_(t_, i + 1, words.end)) return true;
    }
    return false;
  }

  // A verb of speech stands in the few words before the colon.
  bool told(TokenIndex begin, TokenIndex colon) const {
    constexpr TokenIndex kReach = 10;
    for (TokenIndex i = colon, n = 0; i-- > begin && n < kReach; ++n) {
      const CueVerb v = cue_verb(t_, i);
      if (is_speech(v.frame) || v.frame == Frame::add) return true;
    }
    return false;
  }

  // Where an attribution may begin after.
  bool breaks(TokenIndex i) const {
    const char32_t c = t_.code(i);
    return c == ',' || c == '!' || c == '?' || c == 0x2026 || (c >= 0x2013 && c <= 0x2015);
  }

  void read_speech(const Opening& o, std::vector<Stretch>& out) const {
    TokenIndex open = o.dash;
    TokenIndex i = open + 1;
    while (i < o.end) {
      const bool told = breaks(i) && i + 1 < o.end && attribution_(t_, i + 1, o.end);
      if (!told) {
        ++i;
        continue;
      }
      const bool dash = after_dash(i, o.end) != i;
      add(open, dash ? i : i + 1, out);
      open = resumed(i + 1, o.end);
      if (open >= o.end) return;
      i = open + 1;
    }
    add(open, o.end, out);
  }

  // The token before the words that go on after an attribution: a dash, or the end of the sentence
  // when the next speaks; `end` when none do.
  TokenIndex resumed(TokenIndex attribution, TokenIndex end) const {
    TokenIndex i = end_of_attribution(t_, attribution, end);
    const TokenIndex limit = std::min(end, i + kAttribution);
    for (; i < limit; ++i) {
      if (const TokenIndex after = after_dash(i, end); after != i) {
        // "— Yes —he said—. And the road?"
        return after < end && stops(t_.code(after)) ? after : after - 1;
      }
      if (!stops(t_.code(i))) continue;
      if (const TokenIndex after = after_dash(i + 1, end); after != i + 1) return after - 1;
      return i + 1 < end && speaks({i + 1, end}) ? i : end;
    }
    return end;
  }

  static void add(TokenIndex open, TokenIndex close, std::vector<Stretch>& out) {
    if (close <= open + 1) return;
    Stretch s;
    s.open = open;
    s.close = close;
    s.closed = false;
    out.push_back(s);
  }

  const TokenTable& t_;
  AttributionTest attribution_;
  std::vector<Opening> openings_;
};

}  // namespace

void add_dash_dialogue(const TokenTable& t, AttributionTest attribution,
                       std::vector<Stretch>& stretches) {
  DialogueReader reader(t, attribution);
  if (!reader.find()) return;
  std::vector<Stretch> spoken;
  reader.read(spoken);
  // Both in order of opening. What marks hold stands inside the speech, unless it reaches out of it.
  std::vector<Stretch> merged;
  merged.reserve(stretches.size() + spoken.size());
  std::vector<std::int32_t> place(stretches.size(), -1);
  std::size_t k = 0;
  TokenIndex reach = 0;  // of the stretches copied so far
  const auto copy_until = [&](TokenIndex at, std::int32_t inside) {
    for (; k < stretches.size() && stretches[k].open < at; ++k) {
      Stretch s = stretches[k];
      s.parent = s.parent >= 0 ? place[static_cast<std::size_t>(s.parent)] : inside;
      place[k] = static_cast<std::int32_t>(merged.size());
      merged.push_back(s);
      reach = std::max(reach, s.close);
    }
  };
  for (const Stretch& s : spoken) {
    copy_until(s.open, -1);
    std::size_t last = k;
    bool crosses = reach > s.open;
    for (; last < stretches.size() && stretches[last].open < s.close; ++last)
      crosses = crosses || stretches[last].close + (stretches[last].closed ? 1 : 0) > s.close;
    if (crosses) continue;
    const auto index = static_cast<std::int32_t>(merged.size());
    merged.push_back(s);
    copy_until(s.close, index);
  }
  copy_until(t.size(), -1);
  stretches = std::move(merged);
}

}  // namespace quoth::quotations
