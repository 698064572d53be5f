#include "analyze/quotations/layout/introduced_blocks.hpp"

#include <algorithm>
#include <string_view>

#include "analyze/quotations/stance/stance.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::quotations {
namespace {

constexpr std::size_t kMostPlain = 6;  // paragraphs
constexpr std::size_t kMostSetOff = 24;
constexpr TokenIndex kFarthest = 400;  // tokens of a paragraph that are looked at

class BlockReader {
 public:
  BlockReader(const SentenceReader& s, TokenIndex end) : s_(s), t_(s.tokens()), end_(end) {}

  // The last cue whose words are what stands after the colon.
  std::optional<std::size_t> introducing_cue(const std::vector<Cue>& cues) const {
    const ItemRange r = s_.range();
    constexpr std::uint32_t kLongest = 60, kReach = 16;
    if (r.size() < 3 || r.size() > kLongest || s_.code(r.end - 1) != ':') return std::nullopt;
    for (std::size_t c = cues.size(); c-- > 0;) {
      const Cue& cue = cues[c];
      const bool speaks =
          (cue.kind == Cue::Kind::verb && introduces(cue.frame)) || cue.kind == Cue::Kind::phrase;
      if (!speaks || cue.that || cue.subjects == 0 || cue.infinitive) continue;
      if (cue.end + kReach < r.end) return std::nullopt;
      for (std::uint32_t k = std::max(cue.end, r.begin); k + 1 < r.end; ++k)
        if (s_.is_stretch(k) || s_.code(k) == ';' || finite_verb(k)) return std::nullopt;
      if (has_other_object(cue) ||
          stance_of(s_, cue, {s_.range().end - 1, s_.range().end}) != Stance::asserted)
        return std::nullopt;
      return c;
    }
    return std::nullopt;
  }

  void read(const NounPhrase& speaker, IntroducedBlock& block) {
    if (s_.is_word(speaker.head) && s_.name_like(speaker.head))
      speaker_ = t_.hash(s_.token(speaker.head));
    const TokenIndex colon = s_.token(s_.range().end - 1);
    const auto& paragraphs = t_.paragraphs();
    const std::uint32_t here = t_.paragraph_of(colon);
    if (paragraphs[here].end != colon + 1) return;
    const std::uint32_t margin = indentation(paragraphs[here].begin);
    const auto set_off = [&](TokenRange p) {
      return t_.at(p.begin) == '>' || indentation(p.begin) > margin + 1;
    };
    const auto inside = [&](std::size_t p) {
      return p < paragraphs.size() && paragraphs[p].end <= end_;
    };
    if (!inside(here + 1)) return;
    if (set_off(paragraphs[here + 1])) {
      for (std::size_t p = here + 1; inside(p) && p <= here + kMostSetOff && set_off(paragraphs[p]);
           ++p) {
        const TokenRange words = without_prefix(paragraphs[p]);
        if (words.empty()) continue;
        if (block.parts.empty() && (lists(words.begin) || marked(words.begin))) return;
        block.parts.push_back(words);
      }
      block.set_off = true;
      return;
    }
    if (!opens(paragraphs[here + 1])) return;
    block.parts.push_back(paragraphs[here + 1]);
    // One paragraph that nobody tells may stand between two in the first person.
    std::size_t kept = 1;
    for (std::size_t p = here + 2; inside(p) && block.parts.size() < kMostPlain; ++p) {
      if (!opens(paragraphs[p]) || names(paragraphs[p])) break;
      block.parts.push_back(paragraphs[p]);
      if (in_first_person(paragraphs[p]))
        kept = block.parts.size();
      else if (block.parts.size() > kept + 1)
        break;
    }
    block.parts.resize(kept);
  }

 private:
  static bool introduces(Frame f) noexcept { return is_speech(f) || f == Frame::add; }

  // "noted the attendance:", "listed the boats:": what was said stands before the colon; it does not
  // in "told the council:", "read the following:", "issued this statement:".
  bool has_other_object(const Cue& cue) const {
    if (cue.kind != Cue::Kind::verb || cue.subject_after || cue.frame == Frame::tell) return false;
    if (!has_any(s_.classes(cue.end), classes_of(WordClass::determiner, WordClass::possessive)))
      return false;
    const auto object = s_.phrase_starting(cue.end);
    if (!object || !s_.is_word(object->head)) return false;
    return !s_.has_class(object->head, WordClass::cue_noun) &&
           !s_.words().ends_as_ongoing(s_.text(object->head));
  }

  bool finite_verb(std::uint32_t k) const {
    if (!s_.is_word(k)) return false;
    if (has_any(s_.classes(k), classes_of(WordClass::auxiliary, WordClass::modal))) return true;
    const CueVerb v = cue_verb(t_, s_.token(k));
    return v.form == Form::present;
  }

  // Spaces between the line's begin and the token.
  std::uint32_t indentation(TokenIndex i) const {
    constexpr std::uint32_t kWidest = 40, kTab = 4;
    const std::string_view text = t_.text();
    std::uint32_t at = t_.span(i).begin, width = 0;
    while (at > 0 && width < kWidest && (text[at - 1] == ' ' || text[at - 1] == '\t'))
      width += text[--at] == '\t' ? kTab : 1;
    return at == 0 || text[at - 1] == '\n' ? width : 0;
  }

  TokenRange without_prefix(TokenRange p) const {
    while (!p.empty() && t_.at(p.begin) == '>') ++p.begin;
    return p;
  }

  bool marked(TokenIndex i) const { return t_.kind(i) == TokenKind::mark; }
  // The first token of a list's item, of mark-up, a link, a signature.
  bool lists(TokenIndex i) const {
    const char32_t c = t_.code(i);
    return t_.kind(i) != TokenKind::word || c == U'<' || c == U'•';
  }

  // Whole sentences without marks, and no list.
  bool opens(TokenRange p) const {
    constexpr TokenIndex kFewest = 5;  // tokens
    if (p.size() < kFewest || lists(p.begin) || marked(p.begin)) return false;
    if (t_.shape(p.begin) == Shape::lower) return false;
    const char32_t last = t_.code(p.end - 1);
    if (last != '.' && last != '!' && last != '?' && last != 0x2026) return false;
    return !reported(p);
  }

  // "he said", "said Voss": a reporter tells it.
  bool reported(TokenRange p) const {
    const TokenIndex end = std::min(p.end, p.begin + kFarthest);
    for (TokenIndex i = p.begin; i < end; ++i) {
      const CueVerb v = cue_verb(t_, i);
      if (!is_speech(v.frame) || (v.form != Form::past && v.form != Form::present)) continue;
      const auto somebody = [&](TokenIndex k) {
        if (k < p.begin || k >= end || t_.kind(k) != TokenKind::word) return false;
        if (has(t_.classes(k), WordClass::pronoun)) {
          const std::int32_t who = class_value(t_, k, WordClass::pronoun);
          return who == 4 || who == 5 || who == 7;
        }
        return t_.shape(k) == Shape::capitalised &&
               !has_any(t_.classes(k), classes_of(WordClass::determiner, WordClass::preposition));
      };
      if ((i > p.begin && somebody(i - 1)) || somebody(i + 1)) return true;
    }
    return false;
  }

  // Whether the last name of whoever speaks stands in the paragraph.
  bool names(TokenRange p) const {
    if (speaker_ == 0) return false;
    for (TokenIndex i = p.begin; i < std::min(p.end, p.begin + kFarthest); ++i)
      if (t_.kind(i) == TokenKind::word && t_.hash(i) == speaker_) return true;
    return false;
  }

  bool in_first_person(TokenRange p) const {
    for (TokenIndex i = p.begin; i < std::min(p.end, p.begin + kFarthest); ++i) {
      if (has(t_.classes(i), WordClass::pronoun) && class_value(t_, i, WordClass::pronoun) <= 2)
        return true;
      if (has(t_.classes(i), WordClass::possessive) &&
          class_value(t_, i, WordClass::possessive) <= 2)
        return true;
    }
    return false;
  }

  const SentenceReader& s_;
  const TokenTable& t_;
  TokenIndex end_;
  std::uint64_t speaker_ = 0;  // hash of the last name, 0 for none
};

}  // namespace

std::optional<NounPhrase> author_of(const SentenceReader& s, const NounPhrase& text) {
  if (!s.has_class(text.head, WordClass::cue_noun)) return std::nullopt;
  if (s.does(text.head_end, SpeechRole::author)) return s.phrase_starting(text.head_end + 1);
  for (std::uint32_t k = text.head; k-- > text.first && s.is_token(k);) {
    if (s.tokens().kind(s.token(k)) == TokenKind::clitic && k > s.range().begin)
      return s.phrase_ending(k - 1);
    if (s.has_class(k, WordClass::possessive)) return NounPhrase{k, k, k, k + 1, k + 1};
  }
  return std::nullopt;
}

std::optional<NounPhrase> announced_author(const SentenceReader& s) {
  const ItemRange r = s.range();
  constexpr std::uint32_t kLongest = 16;
  if (r.size() < 3 || r.size() > kLongest || s.code(r.end - 1) != ':') return std::nullopt;
  for (std::uint32_t k = r.begin; k + 1 < r.end; ++k)
    if (s.is_stretch(k) ||
        has_any(s.classes(k), classes_of(WordClass::auxiliary, WordClass::modal)))
      return std::nullopt;
  const auto text = s.phrase_starting(r.begin);
  constexpr std::int32_t kClaim = 2;  // “Keel’s claims in the case:” are told by a reporter
  if (!text || !s.has_class(text->head, WordClass::cue_noun) ||
      class_value(s.tokens(), s.token(text->head), WordClass::cue_noun) % 10 == kClaim)
    return std::nullopt;
  return author_of(s, *text);
}

std::optional<IntroducedBlock> introduced_block(const SentenceReader& s,
                                                const std::vector<Cue>& cues, TokenIndex end) {
  BlockReader reader(s, end);
  IntroducedBlock block;
  block.cue = reader.introducing_cue(cues);
  block.author = block.cue      ? author_of(s, cues[*block.cue].subject[0])
                 : cues.empty() ? announced_author(s)
                                : std::nullopt;
  if (!block.cue && !block.author) return std::nullopt;
  reader.read(block.cue ? cues[*block.cue].subject[0] : *block.author, block);
  if (block.parts.empty()) return std::nullopt;
  return block;
}

}  // namespace quoth::quotations
