// Reads what speaks for and against a marked stretch being somebody's words.
#pragma once

#include <cstdint>
#include <string_view>

#include "analyze/quotations/cues/cue_choice.hpp"
#include "analyze/quotations/speech/stretch_look.hpp"

namespace quoth::quotations {

// Identifier and name in tables/<lang>/quotation_speech.tsv, where each is explained by an example.
// No feature is a word: they are classes, lengths, shapes, punctuation and places.
// clang-format off
#define QUOTH_SPEECH_FEATURES(X)              \
  X(bias, "bias")                             \
  X(one_word, "one-word")                     \
  X(two_words, "two-words")                   \
  X(few_words, "few-words")                   \
  X(some_words, "some-words")                 \
  X(verb, "verb")                             \
  X(first_person, "first-person")             \
  X(long_title, "long-title")                 \
  X(stopped, "stopped")                       \
  X(label, "label")                           \
  X(unusual_marks, "unusual-marks")           \
  X(unclosed, "unclosed")                     \
  X(cued, "cued")                             \
  X(cued_two_words, "cued-two-words")         \
  X(cued_title, "cued-title")                 \
  X(cue_say, "cue-say")                       \
  X(cue_mind, "cue-mind")                     \
  X(cue_noun, "cue-noun")                     \
  X(cue_anonymous, "cue-anonymous")           \
  X(cue_before, "cue-before")                 \
  X(adjacent_before, "adjacent-before")       \
  X(adjacent_after, "adjacent-after")         \
  X(before_subject, "before-subject")         \
  X(closes_clause, "closes-clause")           \
  X(comma_between, "comma-between")           \
  X(cue_spent, "cue-spent")                   \
  X(sentence_begin, "sentence-begin")         \
  X(begin_runs_on, "begin-runs-on")           \
  X(comma_before, "comma-before")             \
  X(dash_before, "dash-before")               \
  X(owner_before, "owner-before")             \
  X(being_before, "being-before")             \
  X(name_before, "name-before")               \
  X(naming_before, "naming-before")           \
  X(distance_before, "distance-before")       \
  X(utterance_near, "utterance-near")         \
  X(noun_after, "noun-after")                 \
  X(title_place, "title-place")               \
  X(inside_name, "inside-name")               \
  X(headline, "headline")                     \
  X(same_paragraph, "same-paragraph")         \
  X(goes_on, "goes-on")                       \
  X(mate_is_not, "mate-is-not")               \
  X(part_in_talk, "part-in-talk")             \
  X(performed, "performed")                   \
  X(term_subject, "term-subject")             \
  X(title_subject, "title-subject")           \
  X(mate_title, "mate-title")                 \
  X(work_title, "work-title")
// clang-format on

enum class SpeechFeature : std::uint8_t {
#define QUOTH_DECLARE(id, name) id,
  QUOTH_SPEECH_FEATURES(QUOTH_DECLARE)
#undef QUOTH_DECLARE
      count
};
inline constexpr std::size_t kSpeechFeatures = static_cast<std::size_t>(SpeechFeature::count);
static_assert(kSpeechFeatures <= 64, "a feature is a bit of SpeechFeatures");
[[nodiscard]] std::string_view name_of(SpeechFeature feature) noexcept;

/// A set of features.
class SpeechFeatures {
 public:
  void set(SpeechFeature f, bool on = true) noexcept {
    bits_ |= std::uint64_t{on} << static_cast<unsigned>(f);
  }
  [[nodiscard]] bool has(SpeechFeature f) const noexcept {
    return (bits_ >> static_cast<unsigned>(f) & 1) != 0;
  }

 private:
  std::uint64_t bits_ = 0;
};

/// What the reader of the text knows besides the sentence.
struct SpeechSurroundings {
  bool unusual_marks = false;   ///< single, in a text that quotes in double ones
  bool headline = false;        ///< in the article's headline
  bool same_paragraph = false;  ///< a quotation stands before it in the paragraph
  bool goes_on = false;         ///< the last quotation ran on into this paragraph
  bool cue_spent = false;       ///< the cue has introduced other words already
  bool mate_is_not = false;     ///< “A” and “B”: A is none
  bool in_talk = false;         ///< people talk with each other in the text
};

/// The features of the stretch at item `at`; `cue` is the one chosen, nullptr for none. Looks at a
/// bounded number of items.
[[nodiscard]] SpeechFeatures speech_features(const SentenceReader& sentence, std::uint32_t at,
                                             const Stretch& stretch, const StretchLook& look,
                                             const Cue* cue, const Choice& choice,
                                             const SpeechSurroundings& around);

}  // namespace quoth::quotations
