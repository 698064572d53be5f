#include "analyze/quotations/layout/turns.hpp"

#include <algorithm>
#include <unordered_map>

#include "analyze/quotations/cues/cue_words.hpp"
#include "analyze/quotations/speech_words.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::quotations {
namespace {

// What a label looks like; turns of one conversation have one style.
enum class Style : std::uint8_t { capitals, name, question, answer };

constexpr TokenIndex kLongestLabel = 16;      // tokens, brackets included
constexpr std::uint32_t kWidestGap = 12;      // paragraphs between two turns of one conversation
constexpr std::uint32_t kLongestTurn = 24;    // paragraphs of one turn
constexpr std::uint32_t kFarthestAnswer = 3;  // paragraphs from its question

struct Head {
  std::uint32_t paragraph = 0;
  Style style = Style::capitals;
  TokenRange label;
  TokenIndex content = 0;
  std::uint64_t key = 0;  // hash of the surname
  bool whole = false;     // what follows is at least one whole sentence
  bool asks = false;      // and ends in a question mark
  bool person = false;    // a mention, title or role says that this is somebody
  bool valid = false;     // can be a speaker; else only the end of the turn before
};

class TurnFinder {
 public:
  TurnFinder(const Context& context, const Annotations& found, std::vector<Turn>& out)
      : t_(context.tokens), words_(SpeechWords::of(t_.lexicon())), found_(found), out_(out) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(t_.paragraphs().size());
    for (std::uint32_t p = 0; p < count; ++p) read_head(p);
    for (std::size_t b = 0; b < heads_.size();) {
      const std::size_t e = end_of_run(b);
      read_run(b, e);
      b = e;
    }
  }

 private:
  // After the heads from `b` on that stand near each other and have one style. Questions go with any:
  // the answers have A before them, or a name.
  std::size_t end_of_run(std::size_t b) const noexcept {
    Style style = heads_[b].style;
    std::size_t e = b + 1;
    for (; e < heads_.size(); ++e) {
      if (heads_[e].paragraph - heads_[e - 1].paragraph > kWidestGap) return e;
      if (heads_[e].style == Style::question || heads_[e].style == style) continue;
      if (style != Style::question) break;
      style = heads_[e].style;
    }
    // The question before an answer of another style is asked of that one.
    if (e < heads_.size())
      while (e > b + 1 && heads_[e - 1].style == Style::question) --e;
    return e;
  }

  bool bracket(TokenIndex i) const noexcept { return t_.at(i) == '(' || t_.at(i) == '['; }
  // After the bracket that opens at `i`, or `i` when it does not close within a few tokens.
  TokenIndex after_bracket(TokenIndex i, TokenIndex end) const noexcept {
    const char close = t_.at(i) == '(' ? ')' : ']';
    constexpr TokenIndex kLongest = 10;
    for (TokenIndex j = i + 1; j < std::min(end, i + kLongest); ++j)
      if (t_.at(j) == close) return j + 1;
    return i;
  }
  bool is_dash(TokenIndex i) const noexcept {
    const char32_t c = t_.code(i);
    return c == '-' || (c >= 0x2010 && c <= 0x2015);
  }

  // [00:12:31], 12:31, >>, – before the label.
  TokenIndex skip_time(TokenIndex i, TokenIndex end) const noexcept {
    const auto digits = [&](TokenIndex k) { return k < end && t_.kind(k) == TokenKind::number; };
    for (TokenIndex steps = 0; steps < 6 && i < end; ++steps) {
      if (bracket(i) && digits(i + 1)) {
        const TokenIndex after = after_bracket(i, end);
        if (after == i) return i;
        i = after;
      } else if (digits(i) && i + 2 < end && t_.at(i + 1) == ':' && digits(i + 2)) {
        i += 3;
        while (i + 1 < end && t_.at(i) == ':' && digits(i + 1)) i += 2;
      } else if (t_.at(i) == '>' || is_dash(i)) {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  // A word that names nobody by itself.
  bool ordinary(TokenIndex i) const noexcept {
    const WordClasses c = t_.classes(i);
    constexpr WordClasses kSomebody = classes_of(
        WordClass::role, WordClass::honorific, WordClass::anonymous, WordClass::person_noun,
        WordClass::group_noun, WordClass::given_name, WordClass::surname, WordClass::outlet,
        WordClass::organisation, WordClass::relative_person);
    if (has_any(c, kSomebody)) return false;
    return has_any(c, classes_of(WordClass::common_word, WordClass::cue_noun, WordClass::cue_verb,
                                 WordClass::weekday, WordClass::month, WordClass::temporal,
                                 WordClass::time_unit, WordClass::preposition, WordClass::pronoun,
                                 WordClass::determiner, WordClass::auxiliary, WordClass::adverb,
                                 WordClass::possessive, WordClass::never_name));
  }

  const Mention* mention_in(TokenRange label) const noexcept {
    const Span span = t_.span(label);
    auto m = std::lower_bound(found_.mentions.begin(), found_.mentions.end(), span.begin,
                              [](const Mention& x, std::uint32_t b) { return x.span.end <= b; });
    const Mention* best = nullptr;
    for (; m != found_.mentions.end() && m->span.begin < span.end; ++m)
      if (m->form == MentionForm::name && span.contains(m->span)) best = &*m;
    return best;
  }

  // A lone Q with space behind it, before a sentence.
  bool lone_question_label(TokenIndex i, TokenIndex end) const noexcept {
    return i + 1 < end && t_.text(i).size() == 1 && t_.shape(i) != Shape::lower &&
           words_.is(t_, i, SpeechRole::question_label) && t_.kind(i + 1) == TokenKind::word &&
           t_.shape(i + 1) != Shape::lower && t_.before(i + 1, Gap::space);
  }

  bool follows_question(std::uint32_t paragraph) const noexcept {
    return !heads_.empty() && heads_.back().style == Style::question &&
           paragraph - heads_.back().paragraph <= kFarthestAnswer;
  }

  void read_head(std::uint32_t paragraph) {
    const TokenRange p = t_.paragraphs()[paragraph];
    TokenIndex i = skip_time(p.begin, p.end);
    const TokenIndex limit = std::min(p.end, i + kLongestLabel);
    Head h;
    h.paragraph = paragraph;
    TokenIndex name_end = 0;
    const TokenIndex begin = i;
    std::uint32_t words = 0, large = 0, somebody = 0, ordinary_words = 0;
    bool shaped = true, determined = false;
    TokenIndex last_word = begin;
    const bool qa = i + 1 < p.end && t_.shape(i) != Shape::lower &&
                    (t_.at(i + 1) == ':' || t_.at(i + 1) == '.') &&
                    (words_.is(t_, i, SpeechRole::question_label) ||
                     words_.is(t_, i, SpeechRole::answer_label));
    // "Q. Who closed the road?", "Q  Who closed the road?"
    const bool bare = lone_question_label(i, p.end);
    const bool dotted = bare || (qa && t_.at(i + 1) == '.');
    if (dotted) {
      i += bare ? 0 : 1;
      words = 1;
    }
    for (; i < limit && t_.at(i) != ':' && !dotted; ++i) {
      if (bracket(i)) {
        if (name_end == 0) name_end = i;
        const TokenIndex after = after_bracket(i, p.end);
        if (after == i || after > limit) return;
        i = after - 1;
        continue;
      }
      if (t_.at(i) == ',' && i > begin) {  // COLE, HOST
        if (name_end == 0) name_end = i;
        continue;
      }
      const char c = t_.at(i);
      if (c == '.' || is_dash(i) || t_.kind(i) == TokenKind::clitic) continue;
      if (t_.kind(i) == TokenKind::mark) {
        // O'NEIL is a word; any other mark is none of a label.
        return;
      }
      if (t_.kind(i) != TokenKind::word) return;
      const WordClasses classes = t_.classes(i);
      if (t_.shape(i) == Shape::lower &&
          !has_any(classes, classes_of(WordClass::particle, WordClass::role, WordClass::anonymous,
                                       WordClass::preposition)))
        return;
      if (name_end != 0) continue;
      ++words;
      last_word = i;
      const std::string_view word = t_.text(i);
      const bool upper = t_.shape(i) == Shape::upper ||
                         (t_.shape(i) == Shape::capitalised && word.size() == 1) ||
                         (t_.shape(i) == Shape::mixed && word.size() > 3 && word.back() >= 'A' &&
                          word.back() <= 'Z');  // McDONALD
      if (upper)
        ++large;
      else if (!has_any(classes,
                        classes_of(WordClass::honorific, WordClass::role, WordClass::particle)) ||
               t_.shape(i) == Shape::lower)
        shaped = false;
      if (words == 1 && has(classes, WordClass::determiner)) determined = true;
      if (has_any(classes, classes_of(WordClass::role, WordClass::honorific, WordClass::anonymous,
                                      WordClass::person_noun)))
        ++somebody;
      if (ordinary(i)) ++ordinary_words;
    }
    if (i >= p.end || words == 0 || words > 8) return;
    if (t_.at(i) != ':' && !dotted) return;
    if (i + 1 < p.end && !t_.before(i + 1, Gap::space)) return;  // 10:30, a:b
    h.label = {begin, name_end != 0 ? name_end : i};
    while (h.label.size() > 1 && t_.kind(h.label.end - 1) != TokenKind::word) --h.label.end;
    if (qa || bare) {
      h.style = words_.is(t_, begin, SpeechRole::question_label) ? Style::question : Style::answer;
      h.label = {begin, begin + 1};
      h.valid = h.person = true;
    } else {
      h.style = shaped && large > 0 ? Style::capitals : Style::name;
      const Mention* mention = mention_in(h.label);
      const bool type_speaks = mention != nullptr && mention->type != EntityType::place;
      h.person = somebody > 0 || (mention != nullptr && mention->type == EntityType::person);
      h.valid = somebody > 0 || type_speaks ||
                (h.style == Style::capitals && !determined && ordinary_words < words);
      // A title alone, "Director:", may head a list of credits.
      if (h.style == Style::name && !type_speaks && somebody == 0) {
        // A name that no sentence uses; the clock or the question before it tells what it is.
        const bool timed =
            begin != p.begin && (bracket(p.begin) || t_.kind(p.begin) == TokenKind::number);
        if (ordinary_words != 0 || !(timed || follows_question(paragraph))) return;
        h.valid = h.person = true;
      }
      if (has_any(t_.classes(last_word), classes_of(WordClass::weekday, WordClass::month)))
        h.valid = false;
      if (words_.is(t_, last_word, SpeechRole::no_label)) h.valid = false;
    }
    h.key = t_.hash(last_word);
    h.content = i + 1;
    look_at_content(h, p.end);
    heads_.push_back(h);
  }

  void look_at_content(Head& h, TokenIndex end) const {
    TokenIndex first = h.content;
    if (first >= end) {  // the words stand in the next paragraph
      if (h.paragraph + 1 >= t_.paragraphs().size()) return;
      const TokenRange next = t_.paragraphs()[h.paragraph + 1];
      first = next.begin;
      end = next.end;
    }
    while (first < end && bracket(first)) {  // (laughs)
      const TokenIndex after = after_bracket(first, end);
      if (after == first) break;
      first = after;
    }
    if (first >= end) return;
    TokenIndex last = end - 1;
    while (last > first && (t_.at(last) == ')' || t_.at(last) == ']')) --last;
    bool marked = false;
    while (last > first && t_.kind(last) == TokenKind::mark) {
      --last;
      marked = true;
    }
    const char32_t c = t_.code(last);
    const bool ends = c == '.' || c == '!' || c == '?' || c == 0x2026 || is_dash(last) || marked;
    const bool begins = t_.kind(first) != TokenKind::word || t_.shape(first) != Shape::lower;
    bool words = false;  // "Voss: 1,769." counts votes
    constexpr TokenIndex kEnough = 8;
    for (TokenIndex i = first; i < std::min(end, first + kEnough) && !words; ++i)
      words = t_.kind(i) == TokenKind::word;
    h.whole = ends && begins && words;
    h.asks = c == '?';
  }

  // Heads [b, e) of one style, near each other.
  void read_run(std::size_t b, std::size_t e) {
    std::uint32_t valid = 0, whole = 0, recurring = 0, persons = 0;
    bool answered = false, asked = false;
    Style style = Style::question;
    const Head* before = nullptr;
    std::vector<std::uint64_t> keys;
    for (std::size_t k = b; k < e; ++k) {
      const Head& h = heads_[k];
      if (h.style != Style::question) style = h.style;
      if (!h.valid) continue;
      ++valid;
      asked = asked || h.style == Style::question;
      whole += h.whole;
      persons += h.person;
      if (std::find(keys.begin(), keys.end(), h.key) != keys.end()) {
        ++recurring;
      } else if (keys.size() < 64) {
        keys.push_back(h.key);
      }
      if (before != nullptr && before->asks && h.whole && before->key != h.key &&
          h.paragraph - before->paragraph <= kFarthestAnswer)
        answered = true;
      before = &h;
    }
    if (valid < 2 || whole * 10 < valid * 7) return;
    bool believed = false;
    if (asked || style == Style::answer) {
      believed = keys.size() >= 2 && answered;
    } else if (style == Style::capitals) {
      believed = (keys.size() >= 2 && recurring >= 1 && valid >= 3) ||
                 (keys.size() == 2 && answered) || (keys.size() >= 2 && answered && recurring >= 1);
    } else {
      believed = keys.size() >= 2 && persons * 2 >= valid &&
                 ((recurring >= 2 && valid >= 4) || (recurring >= 1 && answered));
    }
    if (believed) add_run(b, e);
  }

  // Whether the paragraph says I, or, in the middle of a conversation, we or you.
  bool speaks_for_itself(TokenRange p, bool last) const noexcept {
    constexpr TokenIndex kFarthest = 200;
    for (TokenIndex i = p.begin; i < std::min(p.end, p.begin + kFarthest); ++i) {
      if (!has(t_.classes(i), WordClass::pronoun)) continue;
      const std::int32_t code = class_value(t_, i, WordClass::pronoun);
      if (code == 1 || (!last && code >= 2 && code <= 3)) return true;
    }
    return false;
  }

  enum class Passage : std::uint8_t { goes_on, aside, narration };

  // What a paragraph without a label is to the turn before it.
  Passage passage(TokenRange p, const Head& h, bool dense, bool last) const {
    if (p.empty()) return Passage::aside;
    if (bracket(p.begin) &&
        (t_.at(p.end - 1) == ')' || t_.at(p.end - 1) == ']' || t_.at(p.end - 1) == '.'))
      return Passage::aside;
    const char32_t c = t_.code(p.end - 1);
    const bool ends = c == '.' || c == '!' || c == '?' || c == 0x2026 || is_dash(p.end - 1) ||
                      t_.kind(p.end - 1) == TokenKind::mark;
    if (!ends) return Passage::narration;  // a heading, a caption
    const bool speaking = speaks_for_itself(p, last);
    if (last && !(speaking && dense)) return Passage::narration;
    if (!speaking && !dense) return Passage::narration;
    // A reporter's paragraph names the speaker, or has marked words of its own.
    constexpr TokenIndex kFarthest = 400;
    bool marks = false, cue = false;
    for (TokenIndex i = p.begin; i < std::min(p.end, p.begin + kFarthest); ++i) {
      if (t_.kind(i) == TokenKind::mark && t_.mark(i) != Mark::right_single) marks = true;
      if (is_speech(cue_verb(t_, i).frame)) cue = true;
      if (t_.hash(i) == h.key && h.style != Style::question && h.style != Style::answer &&
          t_.kind(i) == TokenKind::word)
        return Passage::narration;
    }
    return marks && cue && (last || !dense) ? Passage::narration : Passage::goes_on;
  }

  void add_run(std::size_t b, std::size_t e) {
    const std::uint32_t stretch = heads_[e - 1].paragraph - heads_[b].paragraph + 1;
    const bool dense = stretch <= 2 * (e - b);
    std::unordered_map<std::uint64_t, Speaker> known;
    resolve_askers(b);
    for (std::size_t k = b; k < e; ++k) {
      const Head& h = heads_[k];
      if (!h.valid) continue;
      Turn turn;
      const auto& paragraphs = t_.paragraphs();
      turn.line = paragraphs[h.paragraph].begin;
      turn.line_end = paragraphs[h.paragraph].end;
      turn.label = h.label;
      turn.conversation = heads_[b].paragraph;
      if (h.content < turn.line_end) turn.parts.push_back({h.content, turn.line_end});
      const bool last = k + 1 == e;
      const std::uint32_t next = k + 1 < heads_.size()
                                     ? heads_[k + 1].paragraph
                                     : static_cast<std::uint32_t>(paragraphs.size());
      const std::uint32_t limit = std::min(next, h.paragraph + kLongestTurn);
      for (std::uint32_t p = h.paragraph + 1; p < limit; ++p) {
        const bool opens = turn.parts.empty();
        const Passage what = opens ? Passage::goes_on : passage(paragraphs[p], h, dense, last);
        if (what == Passage::narration) break;
        if (what == Passage::aside) continue;
        turn.parts.push_back(paragraphs[p]);
        turn.line_end = paragraphs[p].end;
      }
      if (turn.parts.empty()) continue;
      speak(h, known, turn);
      out_.push_back(std::move(turn));
    }
  }

  void speak(const Head& h, std::unordered_map<std::uint64_t, Speaker>& known, Turn& turn) const {
    if (h.style == Style::question || h.style == Style::answer) {
      const Speaker& who = h.style == Style::question ? asker_ : answerer_;
      if (who.status != SpeakerStatus::unknown) {
        turn.speakers = {who};
        turn.speakers.front().span = t_.span(h.label);
      }
      return;
    }
    Speaker speaker;
    speaker.span = t_.span(h.label);
    speaker.status = SpeakerStatus::anonymous;
    if (const Mention* m = mention_in(h.label); m != nullptr && m->entity.known()) {
      speaker.span = m->span;
      speaker.entity = m->entity;
      speaker.status = SpeakerStatus::named;
    } else if (const auto before = known.find(h.key); before != known.end()) {
      speaker.entity = before->second.entity;
      speaker.status = before->second.status;
    } else if (const EntityId id = entity_named(h.key); id.known()) {
      speaker.entity = id;
      speaker.status = SpeakerStatus::named;
    } else if (!somebody_only(h.label)) {
      speaker.status = SpeakerStatus::named;
    }
    if (speaker.entity.known()) known.try_emplace(h.key, speaker);
    turn.speakers = {speaker};
  }

  // THE CHAIR, AUDIENCE MEMBER: nobody by name.
  bool somebody_only(TokenRange label) const noexcept {
    for (TokenIndex i = label.begin; i < label.end; ++i) {
      if (t_.kind(i) != TokenKind::word) continue;
      if (!has_any(t_.classes(i), classes_of(WordClass::role, WordClass::anonymous,
                                             WordClass::person_noun, WordClass::group_noun,
                                             WordClass::determiner, WordClass::common_word)))
        return false;
    }
    return true;
  }

  // The first person whose name ends in the word.
  EntityId entity_named(std::uint64_t key) const {
    constexpr std::size_t kMost = 400;
    const std::size_t count = std::min(found_.mentions.size(), kMost);
    for (std::size_t m = 0; m < count; ++m) {
      const Mention& mention = found_.mentions[m];
      if (mention.form != MentionForm::name || !mention.entity.known()) continue;
      const TokenRange in = t_.tokens_in(mention.span);
      if (!in.empty() && t_.hash(in.end - 1) == key) return mention.entity;
    }
    return EntityId::none();
  }

  // A news outlet, or who "put two questions to" somebody.
  bool asks(const Mention& m) const noexcept {
    const TokenRange in = t_.tokens_in(m.span);
    for (TokenIndex i = in.begin; i < in.end; ++i)
      if (has(t_.classes(i), WordClass::outlet)) return true;
    // A main verb follows at once.
    return in.end < t_.size() && !t_.before(in.end, Gap::sentence) &&
           t_.kind(in.end) == TokenKind::word && t_.shape(in.end) == Shape::lower &&
           !has_any(t_.classes(in.end),
                    classes_of(WordClass::auxiliary, WordClass::modal, WordClass::preposition,
                               WordClass::conjunction, WordClass::subordinator, WordClass::adverb,
                               WordClass::determiner, WordClass::negation));
  }

  // Who asks and who answers in a run of Q and A: the body that the paragraph above it names, and the
  // person that the text above it speaks of most.
  void resolve_askers(std::size_t b) {
    asker_ = answerer_ = Speaker{};
    constexpr std::size_t kMost = 200;
    const std::uint32_t paragraph = heads_[b].paragraph;
    if (paragraph == 0) return;
    const std::uint32_t at = t_.span(t_.paragraphs()[paragraph].begin).begin;
    const std::uint32_t above = t_.span(t_.paragraphs()[paragraph - 1].begin).begin;
    auto m = std::lower_bound(found_.mentions.begin(), found_.mentions.end(), at,
                              [](const Mention& x, std::uint32_t y) { return x.span.begin < y; });
    std::unordered_map<std::int32_t, std::uint32_t> count;
    std::uint32_t most = 0;
    for (std::size_t n = 0; n < kMost && m != found_.mentions.begin(); ++n) {
      --m;
      if (!m->entity.known()) continue;
      if (m->type == EntityType::person) {
        // Of two named as often, the one named first.
        if (const std::uint32_t times = ++count[m->entity.index]; times >= most) {
          most = times;
          answerer_ = {m->span, m->entity, SpeakerStatus::named};
        }
      }
      if (m->type == EntityType::organisation && m->form == MentionForm::name &&
          m->span.begin >= above && asker_.status == SpeakerStatus::unknown && asks(*m))
        asker_ = {m->span, m->entity, SpeakerStatus::named};
    }
  }

  const TokenTable& t_;
  const SpeechWords& words_;
  const Annotations& found_;
  std::vector<Turn>& out_;
  std::vector<Head> heads_;
  Speaker asker_, answerer_;
};

}  // namespace

void find_turns(const Context& context, const Annotations& found, std::vector<Turn>& out) {
  TurnFinder(context, found, out).run();
}

}  // namespace quoth::quotations
