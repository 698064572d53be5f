// Finds the noun phrases that can be speakers, from function words and capitals alone.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/quotations/skeleton.hpp"
#include "analyze/quotations/speech_words.hpp"
#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::quotations {

/// Which mention a token belongs to, names before nominals before pronouns, and what else the readers
/// of sentences ask of a token again and again. A few arrays a text; borrows the mentions.
class MentionIndex {
 public:
  MentionIndex(const TokenTable& tokens, const std::vector<Mention>& mentions);
  static constexpr std::int32_t kNone = -1;
  /// Index of the mention that covers the token, or kNone.
  [[nodiscard]] std::int32_t at(TokenIndex i) const noexcept { return of_token_[i]; }
  /// Whether the token is part of a name.
  [[nodiscard]] bool names(TokenIndex i) const noexcept {
    return of_token_[i] >= 0 &&
           mentions_[static_cast<std::size_t>(of_token_[i])].form == MentionForm::name;
  }
  /// Whether the token is written as a name (SentenceReader::name_like), where it is the first of
  /// its sentence (`opens`) or not.
  [[nodiscard]] bool name_like(TokenIndex i, bool opens) const noexcept {
    return (traits_[i] & (opens ? kNameOpening : kNameInside)) != 0;
  }
  /// Whether the text is in a language without tables: then its words tell nothing, and a name must be
  /// one by its capital.
  [[nodiscard]] bool foreign() const noexcept { return foreign_; }
  /// The words that play a role in the text's language.
  [[nodiscard]] const SpeechWords& words() const noexcept { return words_; }
  /// Whether the token may be, or begin, a cue in words.
  [[nodiscard]] bool may_be_cue(TokenIndex i) const noexcept { return (traits_[i] & kCue) != 0; }
  /// The roles of a word in small letters; none for others.
  [[nodiscard]] SpeechWords::Roles small_roles(TokenIndex i) const noexcept {
    return small_roles_[i];
  }

 private:
  static constexpr std::uint8_t kNameInside = 1, kNameOpening = 2, kCue = 4;

  void doubt_names(const TokenTable& tokens);

  const SpeechWords& words_;
  const std::vector<Mention>& mentions_;
  bool foreign_ = false;
  std::vector<std::int32_t> of_token_;
  std::vector<std::uint8_t> traits_;
  std::vector<SpeechWords::Roles> small_roles_;
};

/// A noun phrase of a sentence, as items:
///
///     the chief spokesman for the ministry said
///     |   |     |                        |
///     |   begin head                     end
///     first (its determiner)
struct NounPhrase {
  std::uint32_t first = 0;
  std::uint32_t begin = 0;  ///< after the determiner
  std::uint32_t head = 0;
  std::uint32_t end = 0;       ///< after what the head is followed by: of ..., for ...
  std::uint32_t head_end = 0;  ///< after the head
};

/// Reads one sentence of a skeleton. Borrowed, cheap to copy; every function looks at a bounded
/// number of items.
class SentenceReader {
 public:
  SentenceReader(const TokenTable& tokens, const MentionIndex& mentions, const Skeleton& skeleton,
                 ItemRange sentence) noexcept;

  /// What stands anywhere in the sentence, so that what it lacks need not be looked for: its
  /// classes, its roles (of words in small letters), marked stretches, words that may be cues.
  [[nodiscard]] WordClasses all_classes() const noexcept { return all_classes_; }
  [[nodiscard]] bool any_does(SpeechRole role) const noexcept {
    return all_roles_[static_cast<std::size_t>(role)];
  }
  [[nodiscard]] bool has_stretch() const noexcept { return has_stretch_; }
  [[nodiscard]] bool has_cue_word() const noexcept { return has_cue_word_; }
  [[nodiscard]] ItemRange range() const noexcept { return s_; }
  [[nodiscard]] const TokenTable& tokens() const noexcept { return t_; }
  [[nodiscard]] Item item(std::uint32_t k) const noexcept { return items_[k]; }
  [[nodiscard]] bool inside(std::uint32_t k) const noexcept { return k >= s_.begin && k < s_.end; }
  [[nodiscard]] bool is_stretch(std::uint32_t k) const noexcept {
    return inside(k) && items_[k].is_stretch();
  }
  /// Whether item `k` is a stretch that is somebody's words, as far as is known: one that is not,
  /// the ship “Aurora”, is a part of the clause around it.
  [[nodiscard]] bool is_speech(std::uint32_t k) const noexcept {
    return is_stretch(k) &&
           (quotation_of_ == nullptr || (*quotation_of_)[items_[k].stretch()] >= 0);
  }
  /// From now on `quotation_of` tells it: by stretch, -1 for none. Borrowed.
  void set_quotations(const std::vector<std::int32_t>& quotation_of) noexcept {
    quotation_of_ = &quotation_of;
  }
  [[nodiscard]] bool is_token(std::uint32_t k) const noexcept {
    return inside(k) && !items_[k].is_stretch();
  }
  [[nodiscard]] TokenIndex token(std::uint32_t k) const noexcept { return items_[k].token(); }
  [[nodiscard]] WordClasses classes(std::uint32_t k) const noexcept {
    return is_token(k) ? t_.classes(token(k)) : 0;
  }
  [[nodiscard]] bool has_class(std::uint32_t k, WordClass c) const noexcept {
    return has(classes(k), c);
  }
  [[nodiscard]] std::string_view text(std::uint32_t k) const noexcept {
    return is_token(k) ? t_.text(token(k)) : std::string_view{};
  }
  /// The words that play a role in the text's language.
  [[nodiscard]] const SpeechWords& words() const noexcept { return words_; }
  /// Whether the text is in a language without tables.
  [[nodiscard]] bool foreign() const noexcept { return mentions_.foreign(); }
  /// Whether item `k` is a word in small letters with a role.
  [[nodiscard]] bool does(std::uint32_t k, SpeechRole role) const noexcept {
    return is_token(k) && mentions_.small_roles(token(k))[static_cast<std::size_t>(role)];
  }
  /// The punctuation character at `k`, or 0.
  [[nodiscard]] char32_t code(std::uint32_t k) const noexcept {
    return is_token(k) && t_.kind(token(k)) != TokenKind::word ? t_.code(token(k)) : U'\0';
  }
  [[nodiscard]] bool is_word(std::uint32_t k) const noexcept {
    return is_token(k) && t_.kind(token(k)) == TokenKind::word;
  }
  [[nodiscard]] bool is_dash(std::uint32_t k) const noexcept {
    const char32_t c = code(k);
    return (c >= 0x2012 && c <= 0x2015) || (c == '-' && t_.before(token(k), Gap::space));
  }
  [[nodiscard]] bool is_comma(std::uint32_t k) const noexcept { return code(k) == ','; }

  /// Whether item `k` is written as a name: in a name mention, or with a capital that the place
  /// does not explain.
  [[nodiscard]] bool name_like(std::uint32_t k) const noexcept {
    return is_token(k) && mentions_.name_like(token(k), k == s_.begin);
  }
  /// Whether item `k` is part of a name that the analyzer of names found.
  [[nodiscard]] bool in_name(std::uint32_t k) const noexcept {
    return is_token(k) && mentions_.names(token(k));
  }
  /// Whether item `k` may be, or begin, a cue in words.
  [[nodiscard]] bool may_be_cue(std::uint32_t k) const noexcept {
    return is_token(k) && mentions_.may_be_cue(token(k));
  }
  /// The pronoun's code (he 4, she 5, ...), or 0.
  [[nodiscard]] std::int32_t pronoun(std::uint32_t k) const noexcept;
  /// Whether a noun means somebody or something that can speak.
  [[nodiscard]] bool speaks(std::uint32_t k) const noexcept;
  /// Whether a word ends any noun phrase: a function word, a finite verb, a word of time.
  [[nodiscard]] bool breaks_phrase(std::uint32_t k) const noexcept;

  /// The phrase whose last item is `last`; nothing when none ends there. `of ...` and the like are
  /// climbed to the head they hang on.
  [[nodiscard]] std::optional<NounPhrase> phrase_ending(std::uint32_t last) const;
  /// The phrase that begins at `k`, determiner included; nothing when none begins there.
  [[nodiscard]] std::optional<NounPhrase> phrase_starting(std::uint32_t k) const;
  /// The first phrase of the sentence before `limit` that no preposition or subordinator governs.
  [[nodiscard]] std::optional<NounPhrase> main_subject(std::uint32_t from,
                                                       std::uint32_t limit) const;

 private:
  [[nodiscard]] std::optional<NounPhrase> chunk_ending(std::uint32_t last) const;
  // "close to", "familiar with": they follow the noun they describe.
  [[nodiscard]] bool adjective_after(std::uint32_t k) const noexcept;
  [[nodiscard]] bool noun_ends(std::uint32_t noun, std::uint32_t next) const noexcept;
  void take_genitives(NounPhrase& p) const noexcept;
  [[nodiscard]] bool finite_verb(std::uint32_t k) const noexcept;

  const TokenTable& t_;
  const MentionIndex& mentions_;
  const SpeechWords& words_;
  const Item* items_;
  const std::vector<std::int32_t>* quotation_of_ = nullptr;
  ItemRange s_;
  WordClasses all_classes_ = 0;
  SpeechWords::Roles all_roles_;
  bool has_stretch_ = false, has_cue_word_ = false;
};

}  // namespace quoth::quotations
