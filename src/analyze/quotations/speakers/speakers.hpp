// Tells who a noun phrase or pronoun at a cue is.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"
#include "analyze/quotations/cues/noun_phrase.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// Resolves speakers over one text, in text order: it remembers who has spoken.
class SpeakerResolver {
 public:
  SpeakerResolver(const TokenTable& tokens, const MentionIndex& index, const Annotations& found)
      : t_(tokens), index_(index), found_(found) {}

  /// The speaker a noun phrase of `sentence` means. Pronouns without an antecedent of their own are
  /// taken for the last speaker, else for the last name, of a fitting gender.
  [[nodiscard]] Speaker resolve(const SentenceReader& sentence, const NounPhrase& phrase) const;
  /// Whose a cue is: nobody, one, or two joint speakers.
  [[nodiscard]] std::vector<Speaker> speakers_of(const SentenceReader& sentence,
                                                 const Cue& cue) const;
  /// The same in `out`, whose memory is used again.
  void speakers_of(const SentenceReader& sentence, const Cue& cue, std::vector<Speaker>& out) const;
  /// Who passed words on: as `resolve`, but "Kremlin transcript" means the Kremlin.
  [[nodiscard]] Speaker resolve_channel(const SentenceReader& sentence,
                                        const NounPhrase& phrase) const;
  /// Notes that somebody spoke, for the pronouns after.
  void spoke(const Speaker& speaker);
  /// Who spoke in the sentence before, in the same paragraph (none() for nobody): "he" at a
  /// sentence's begin goes on with them, not with whom they spoke of.
  void set_floor(EntityId id) { floor_ = id; }
  /// Inside a quotation "I" and "we" are whoever speaks it, and "she" is somebody else; nullptr outside.
  void set_first_person(const Speaker* speaker) { first_person_ = speaker; }
  /// In a conversation "you" is whom the one who speaks talks to; nullptr where that is not known.
  void set_second_person(const Speaker* speaker) { second_person_ = speaker; }
  /// Nobody has spoken: what is read next stands before what was read last.
  void forget() {
    recent_.clear();
    floor_ = EntityId::none();
  }

 private:
  /// Whom the article calls by a name that ends in the words at `name`.
  [[nodiscard]] EntityId bearer_of(Span name) const;
  /// The two people that "the two ministers" means; empty where they are not known.
  [[nodiscard]] std::vector<Speaker> the_two(const SentenceReader& sentence,
                                             const NounPhrase& phrase) const;
  [[nodiscard]] EntityId antecedent(TokenIndex pronoun, std::int32_t code) const;
  /// "Captain Voss", where the article has a Captain Bruno Voss besides the minister Ada Voss whom a
  /// bare "Voss" means.
  [[nodiscard]] EntityId namesake_in_office(const SentenceReader& sentence,
                                            const NounPhrase& phrase, const Mention& mention) const;
  [[nodiscard]] bool speaks_here(EntityId id) const;
  [[nodiscard]] bool fits(EntityId id, std::int32_t code) const;

  const TokenTable& t_;
  const MentionIndex& index_;
  const Annotations& found_;
  std::vector<EntityId> recent_;  // last first is at the back; short
  EntityId floor_;
  const Speaker* first_person_ = nullptr;
  const Speaker* second_person_ = nullptr;
  mutable std::unordered_map<std::string_view, std::vector<std::int32_t>>
      by_last_name_;  // people with an office; made when first asked for
  mutable bool indexed_ = false;
};

}  // namespace quoth::quotations
