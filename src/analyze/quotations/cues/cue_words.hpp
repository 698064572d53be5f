// The codes that cue_verbs.tsv and lexicon/speech.tsv give to words of speech.
#pragma once

#include <cstdint>

#include "quoth/analyze/word_class.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

/// What a verb does with the words of its speaker: tens of its value.
enum class Frame : std::uint8_t {
  none,
  say,      ///< takes speech, may stand before its speaker: said Smith
  tell,     ///< as say, with a hearer: told reporters
  add,      ///< speech and other things: noted, signalled, added
  call,     ///< names or judges in the speaker's words: called him “weak”
  thank,    ///< an act done in words: accused him of “theft”
  think,    ///< what is in a mind
  deny,     ///< what follows is not asserted
  write,    ///< as say, in writing
  inquire,  ///< a question
  sense,    ///< what is seen, known or wished
  // These introduce no marked words; they report by what they take alone.
  learn,  ///< what somebody came to know
  plan,   ///< what somebody means to do
  show,   ///< what a poll, a report or a record tells
  act,    ///< speech told by its object: advocated a ban on boats
};

/// Ones of the value.
enum class Form : std::uint8_t {
  none,
  past,
  present,
  base,
  ing,
  participle,
  plural,  ///< as present, but a plural noun as often: states, calls
  noun,    ///< as base, but a noun as often: state, call
};

/// How the words of a cue go on: a set of the bits below and of one bit a preposition.
using Complements = std::uint32_t;
inline constexpr Complements kTakesThat = 1 << 0;        ///< said that the dam would hold
inline constexpr Complements kTakesClause = 1 << 1;      ///< said the dam would hold
inline constexpr Complements kTakesInfinitive = 1 << 2;  ///< vowed to rebuild the dam
inline constexpr Complements kTakesQuestion = 1 << 3;    ///< asked whether the dam would hold
inline constexpr Complements kTakesIng = 1 << 4;         ///< denied taking money from the council
inline constexpr Complements kTakesObject = 1 << 5;  ///< rejected the council’s plan for a dam
/// The bit of a preposition by its value in the lexicon, 1 to 8; 0 for others.
[[nodiscard]] constexpr Complements takes_preposition(std::int32_t value) noexcept {
  return value >= 1 && value <= 8 ? kTakesObject << value : 0;
}

/// Whether verbs of the frame introduce speech by themselves.
[[nodiscard]] constexpr bool is_speech(Frame f) noexcept {
  return f == Frame::say || f == Frame::tell || f == Frame::write || f == Frame::inquire;
}

struct CueVerb {
  Frame frame = Frame::none;
  Form form = Form::none;
  Complements takes = 0;
};

/// The cue verb (or verb of `of`) a token is, or {none, none}.
[[nodiscard]] inline CueVerb cue_verb(const TokenTable& t, TokenIndex i,
                                      WordClass of = WordClass::cue_verb) noexcept {
  if (!has(t.classes(i), of)) return {};
  const std::int32_t code = t.lexicon().value(t.word(i), static_cast<unsigned>(of));
  const std::int32_t frame = code / 10 % 100;
  if (frame < 1 || frame > static_cast<std::int32_t>(Frame::act)) return {};
  auto takes = static_cast<Complements>(code / 1000);
  // A language that does not say what its verbs take: speech takes a clause.
  if (takes == 0 && is_speech(static_cast<Frame>(frame)))
    takes = kTakesThat | kTakesClause | kTakesQuestion;
  return {static_cast<Frame>(frame), static_cast<Form>(code % 10), takes};
}

[[nodiscard]] inline std::int32_t class_value(const TokenTable& t, TokenIndex i,
                                              WordClass c) noexcept {
  return t.lexicon().value(t.word(i), static_cast<unsigned>(c));
}

/// "he said", "said Smith", "Ann Smith told reporters" from token `i` on, within a few words: what
/// a forgotten closing mark stands before. Constant time.
[[nodiscard]] bool starts_attribution(const TokenTable& t, TokenIndex i, TokenIndex end) noexcept;
/// The token after such an attribution's verb (its speaker, when inverted), or `i` when there is
/// none.
[[nodiscard]] TokenIndex end_of_attribution(const TokenTable& t, TokenIndex i,
                                            TokenIndex end) noexcept;

}  // namespace quoth::quotations
