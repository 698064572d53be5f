#include "analyze/quotations/speakers.hpp"

#include <algorithm>

namespace quoth::quotations {

bool SpeakerResolver::fits(EntityId id, std::int32_t code) const {
  if (!id.known() || static_cast<std::size_t>(id.index) >= found_.entities.size()) return false;
  const Entity& e = found_.entities[static_cast<std::size_t>(id.index)];
  switch (code) {
    case 4:
      return e.type == EntityType::person && e.gender != Gender::female;
    case 5:
      return e.type == EntityType::person && e.gender != Gender::male;
    case 6:
    case 7:
      return e.type != EntityType::person;
    default:
      return false;
  }
}

EntityId SpeakerResolver::antecedent(TokenIndex pronoun, std::int32_t code) const {
  for (std::size_t k = recent_.size(); k-- > 0;)
    if (fits(recent_[k], code)) return recent_[k];
  // The names before, nearest sentence first, its first name first.
  constexpr std::size_t kReach = 12;
  const auto& mentions = found_.mentions;
  const std::uint32_t at = t_.span(pronoun).begin;
  auto end = std::lower_bound(mentions.begin(), mentions.end(), at,
                              [](const Mention& m, std::uint32_t b) { return m.span.begin < b; });
  for (std::size_t n = 0; n < kReach && end != mentions.begin(); ++n) {
    --end;
    if (end->form == MentionForm::name && fits(end->entity, code)) return end->entity;
  }
  return EntityId::none();
}

Speaker SpeakerResolver::resolve(const SentenceReader& s, const NounPhrase& p) const {
  Speaker out;
  const TokenIndex head = s.token(p.head);
  const std::int32_t code =
      has(t_.classes(head), WordClass::possessive)
          ? t_.lexicon().value(t_.word(head), static_cast<unsigned>(WordClass::possessive))
          : s.pronoun(p.head);
  const std::int32_t m = index_.at(head);
  const Mention* mention = m >= 0 ? &found_.mentions[static_cast<std::size_t>(m)] : nullptr;
  if (code != 0 && !(mention != nullptr && mention->form == MentionForm::name)) {
    out.span = t_.span(head);
    out.status = SpeakerStatus::anonymous;
    if (code == 1 && first_person_ != nullptr) {
      out.entity = first_person_->entity;
      out.status = first_person_->status;
      return out;
    }
    out.entity = mention != nullptr ? mention->entity : EntityId::none();
    if ((code == 4 || code == 5) && p.first == s.range().begin && fits(floor_, code))
      out.entity = floor_;
    if (!out.entity.known() && code >= 4 && code <= 7) out.entity = antecedent(head, code);
    if (out.entity.known()) out.status = SpeakerStatus::named;
    return out;
  }
  out.span = {t_.span(s.token(p.begin)).begin, t_.span(s.token(p.head_end - 1)).end};
  if (mention != nullptr) {
    out.entity = mention->entity;
    if (mention->form == MentionForm::name) {
      out.span = mention->span;
      out.status = SpeakerStatus::named;
      return out;
    }
  }
  const bool named = out.entity.known() || s.name_like(p.head);
  out.status = named ? SpeakerStatus::named : SpeakerStatus::anonymous;
  // An unnamed speaker is known by the whole description: "people close to the talks".
  if (!named && p.end > p.head_end && s.is_token(p.end - 1))
    out.span.end = t_.span(s.token(p.end - 1)).end;
  return out;
}

std::vector<Speaker> SpeakerResolver::speakers_of(const SentenceReader& s, const Cue& cue) const {
  std::vector<Speaker> speakers;
  for (std::size_t i = 0; i < cue.subjects; ++i) {
    if (!s.is_token(cue.subject[i].head)) continue;
    Speaker speaker = resolve(s, cue.subject[i]);
    // "X, who said": the mention at the cue is "who", the antecedent tells who that is.
    if (cue.relative != 0 && speaker.entity.known()) speaker.span = t_.span(s.token(cue.relative));
    speakers.push_back(speaker);
  }
  return speakers;
}

Speaker SpeakerResolver::resolve_channel(const SentenceReader& s, const NounPhrase& p) const {
  if (!s.name_like(p.head)) {
    for (std::uint32_t k = p.head; k-- > p.begin;) {
      if (!s.is_token(k)) continue;
      const std::int32_t m = index_.at(s.token(k));
      if (m < 0) continue;
      const Mention& mention = found_.mentions[static_cast<std::size_t>(m)];
      if (mention.form == MentionForm::name)
        return {mention.span, mention.entity, SpeakerStatus::named};
    }
  }
  return resolve(s, p);
}

void SpeakerResolver::spoke(const Speaker& speaker) {
  if (!speaker.entity.known()) return;
  constexpr std::size_t kRemembered = 6;
  std::erase(recent_, speaker.entity);
  if (recent_.size() == kRemembered) recent_.erase(recent_.begin());
  recent_.push_back(speaker.entity);
}

}  // namespace quoth::quotations
