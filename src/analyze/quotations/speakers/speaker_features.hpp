// Names the closed features by which candidates for a speaker are scored.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quoth::quotations {

// What each means stands in en/quotation_speakers.tsv, beside its weight. None is a word of a text.
// clang-format off
#define QUOTH_SPEAKER_FEATURES(X)                                                             \
  /* the subject of a cue */                                                                  \
  X(cue_before) X(cue_before_inverted) X(cue_after) X(cue_after_inverted)                     \
  X(cue_phrase_before) X(cue_phrase_after) X(cue_noun_before) X(cue_noun_after) X(cue_layout) \
  X(cue_add) X(cue_call) X(cue_thank) X(cue_think) X(cue_deny)    \
  X(cue_sense) X(cue_judges_after)                                                            \
  X(cue_participle) X(cue_participle_after) X(cue_infinitive) X(cue_passive)                  \
  X(cue_carried) X(cue_relative) X(cue_negated) X(cue_hypothetical)              \
  X(cue_that_before) X(cue_that_after) X(cue_words_before)                 \
  X(cue_touches_before) X(cue_touches_after) X(cue_colon_tie)                \
  X(cue_after_close) X(cue_after_comma) X(cue_semicolon) X(cue_commas_before) X(cue_subordinate)  \
  X(cue_cues_before) X(cue_cues_after) X(cue_used_direct) X(cue_used_mixed)                   \
  X(cue_subject_words) X(cue_subject_comma) X(cue_inner) X(cue_inner_speech) X(cue_inverted_loose)                \
  X(cue_nearest_before) X(cue_nearest_after)                                                  \
  /* a phrase of the sentence that no cue has for its subject */                              \
  X(phrase_before) X(phrase_after) X(phrase_words_before) X(phrase_words_after)               \
  X(phrase_touches_before) X(phrase_touches_after) X(phrase_commas) X(phrase_cue_between)     \
  X(phrase_stretch_between) X(phrase_verb_follows) X(phrase_governed) X(phrase_object)        \
  X(phrase_by) X(phrase_main_subject) X(phrase_sentence_start) X(phrase_owner)                \
  X(phrase_colon) X(phrase_nearest_before) X(phrase_nearest_after) X(phrase_comma_before)     \
  X(phrase_relative)                                                                          \
  /* somebody of the sentences around */                                                      \
  X(around) X(around_goes_on) X(around_colon) X(around_split) X(around_last)                  \
  X(around_last_paragraph) X(around_other) X(around_subject)              \
  X(around_subject_far) X(around_after) X(around_opens_last)          \
  X(around_opens_other) X(around_opens_subject) X(around_alone_last) X(around_alone_other)    \
  X(around_dialogue_last) X(around_dialogue_other) X(around_question_other)                   \
  X(around_inside_last) X(around_inside_subject) X(around_cue_last)                           \
  /* whoever it is */                                                                         \
  X(form_name) X(form_he) X(form_they) X(form_i) X(form_who) X(form_speaks)                   \
  X(is_person) X(is_organisation) X(is_place) X(mentions) X(spoke_last)       \
  /* nobody */                                                                                \
  X(nobody) X(nobody_short) X(nobody_small) X(nobody_cue)
// clang-format on

enum class SpeakerFeature : std::uint8_t {
#define QUOTH_DECLARE(name) name,
  QUOTH_SPEAKER_FEATURES(QUOTH_DECLARE)
#undef QUOTH_DECLARE
};

inline constexpr std::array kSpeakerFeatureNames = {
#define QUOTH_DECLARE(name) std::string_view(#name),
    QUOTH_SPEAKER_FEATURES(QUOTH_DECLARE)
#undef QUOTH_DECLARE
};
inline constexpr std::size_t kSpeakerFeatures = kSpeakerFeatureNames.size();
static_assert(kSpeakerFeatures + 2 <= 110);  // and two for confidence

}  // namespace quoth::quotations
