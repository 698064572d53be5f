// The codes that lexicon/speech.tsv gives to words of speech.
#pragma once

#include <cstdint>

#include "quoth/analyze/word_class.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

/// What a verb does with the words of its speaker: tens of its cue_verb value.
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
  sense,    ///< what is seen, known or wished: reported only by "that"
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
};

struct CueVerb {
  Frame frame = Frame::none;
  Form form = Form::none;
};

/// The cue verb a token is, or {none, none}.
[[nodiscard]] inline CueVerb cue_verb(const TokenTable& t, TokenIndex i) noexcept {
  if (!has(t.classes(i), WordClass::cue_verb)) return {};
  const std::int32_t code =
      t.lexicon().value(t.word(i), static_cast<unsigned>(WordClass::cue_verb));
  if (code < 11 || code > 106) return {};
  return {static_cast<Frame>(code / 10), static_cast<Form>(code % 10)};
}

[[nodiscard]] inline std::int32_t class_value(const TokenTable& t, TokenIndex i,
                                              WordClass c) noexcept {
  return t.lexicon().value(t.word(i), static_cast<unsigned>(c));
}

/// Whether verbs of the frame introduce speech by themselves.
[[nodiscard]] constexpr bool is_speech(Frame f) noexcept {
  return f == Frame::say || f == Frame::tell || f == Frame::write || f == Frame::inquire;
}

/// "he said", "said Smith", "Ann Smith told reporters" from token `i` on, within a few words: what
/// a forgotten closing mark stands before. Constant time.
[[nodiscard]] bool starts_attribution(const TokenTable& t, TokenIndex i, TokenIndex end) noexcept;
/// The token after such an attribution's verb (its speaker, when inverted), or `i` when there is
/// none.
[[nodiscard]] TokenIndex end_of_attribution(const TokenTable& t, TokenIndex i,
                                            TokenIndex end) noexcept;

}  // namespace quoth::quotations
