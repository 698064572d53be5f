#include "analyze/quotations/speakers/speakers.hpp"

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

bool SpeakerResolver::speaks_here(EntityId id) const {
  return first_person_ != nullptr && id.known() && id == first_person_->entity;
}

EntityId SpeakerResolver::antecedent(TokenIndex pronoun, std::int32_t code) const {
  for (std::size_t k = recent_.size(); k-- > 0;)
    if (fits(recent_[k], code) && !speaks_here(recent_[k])) return recent_[k];
  // The names before, nearest sentence first, its first name first.
  constexpr std::size_t kReach = 12;
  const auto& mentions = found_.mentions;
  const std::uint32_t at = t_.span(pronoun).begin;
  auto end = std::lower_bound(mentions.begin(), mentions.end(), at,
                              [](const Mention& m, std::uint32_t b) { return m.span.begin < b; });
  for (std::size_t n = 0; n < kReach && end != mentions.begin(); ++n) {
    --end;
    if (end->form == MentionForm::name && fits(end->entity, code) && !speaks_here(end->entity))
      return end->entity;
  }
  return EntityId::none();
}

EntityId SpeakerResolver::namesake_in_office(const SentenceReader& s, const NounPhrase& p,
                                             const Mention& mention) const {
  const EntityId bare = mention.entity;
  const std::uint32_t begin = t_.span(s.token(p.begin)).begin;
  if (!bare.known() || mention.type != EntityType::person || begin >= mention.span.begin)
    return bare;
  const std::string_view name = mention.span.of(t_.text());
  if (name.find(' ') != std::string_view::npos) return bare;
  // The last word before the name says the office.
  std::string_view office = Span{begin, mention.span.begin}.of(t_.text());
  while (!office.empty() && office.back() == ' ') office.remove_suffix(1);
  if (const std::size_t space = office.rfind(' '); space != std::string_view::npos)
    office.remove_prefix(space + 1);
  if (!indexed_) {
    indexed_ = true;
    for (std::size_t e = 0; e < found_.entities.size(); ++e) {
      const Entity& entity = found_.entities[e];
      if (entity.type != EntityType::person || entity.roles.empty()) continue;
      const std::string_view whole = entity.name;
      const std::size_t space = whole.rfind(' ');
      if (space != std::string_view::npos)
        by_last_name_[whole.substr(space + 1)].push_back(static_cast<std::int32_t>(e));
    }
  }
  const auto is_office = [&](std::string_view role) {
    return role.size() >= office.size() &&
           std::equal(office.begin(), office.end(),
                      role.substr(role.size() - office.size()).begin(),
                      [](unsigned char x, unsigned char y) { return (x | 0x20) == (y | 0x20); });
  };
  const auto roles_of = [&](std::int32_t e) -> const std::vector<std::string>& {
    return found_.entities[static_cast<std::size_t>(e)].roles;
  };
  const auto namesakes = by_last_name_.find(name);
  if (office.empty() || namesakes == by_last_name_.end()) return bare;
  // Of the offices of whom the bare name means the first is theirs; others may have come by it.
  if (const auto& own = roles_of(bare.index); !own.empty() && is_office(own.front())) return bare;
  constexpr std::size_t kMost = 8;
  EntityId one = bare;
  for (std::size_t i = 0; i < std::min(kMost, namesakes->second.size()); ++i) {
    const std::int32_t e = namesakes->second[i];
    if (e == bare.index || !is_office(roles_of(e).front())) continue;
    if (one != bare) return bare;  // two captains
    one = EntityId{e};
  }
  return one;
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
  // "Allies of Voss said": the capital is the sentence's.
  if (mention != nullptr && p.end > p.head_end && s.has_class(p.head, WordClass::anonymous) &&
      mention->span == t_.span(head))
    mention = nullptr;
  if (code != 0 && !(mention != nullptr && mention->form == MentionForm::name)) {
    out.span = t_.span(head);
    out.status = SpeakerStatus::anonymous;
    const Speaker* person = code == 1 || code == 2 ? first_person_
                            : code == 3            ? second_person_
                                                   : nullptr;
    if (person != nullptr) {
      out.entity = person->entity;
      out.status = person->status;
      return out;
    }
    out.entity = mention != nullptr ? mention->entity : EntityId::none();
    // “She told me, ...,” Voss said: not Voss.
    if (speaks_here(out.entity)) out.entity = EntityId::none();
    // “We open a gate,” he said.
    const std::uint32_t b = s.range().begin;
    const bool first = p.first == b || (s.is_stretch(b) && p.first == b + 1);
    if ((code == 4 || code == 5) && first && fits(floor_, code)) out.entity = floor_;
    if (!out.entity.known() && code >= 4 && code <= 7) out.entity = antecedent(head, code);
    if (out.entity.known()) out.status = SpeakerStatus::named;
    return out;
  }
  out.span = {t_.span(s.token(p.begin)).begin, t_.span(s.token(p.head_end - 1)).end};
  if (mention != nullptr) {
    out.entity = mention->entity;
    if (mention->form == MentionForm::name) {
      out.status = SpeakerStatus::named;
      // "Per Crome, who built it": the cue was taken for a first name.
      if (mention->span.begin < t_.span(s.token(p.first)).begin && s.is_token(p.first) &&
          p.first == p.head && s.inside(p.first - 1) &&
          s.has_class(p.first - 1, WordClass::cue_phrase)) {
        out.entity = bearer_of(out.span);
        return out;
      }
      out.entity = namesake_in_office(s, p, *mention);
      out.span = mention->span;
      return out;
    }
  }
  const bool capital =
      s.name_like(p.head) && !(mention == nullptr && s.has_class(p.head, WordClass::anonymous));
  const bool named = out.entity.known() || capital;
  out.status = named ? SpeakerStatus::named : SpeakerStatus::anonymous;
  // An unnamed speaker is known by the whole description: "people close to the talks".
  if (!named && p.end > p.head_end && s.is_token(p.end - 1))
    out.span.end = t_.span(s.token(p.end - 1)).end;
  return out;
}

EntityId SpeakerResolver::bearer_of(Span name) const {
  constexpr std::size_t kReach = 64;
  const std::string_view word = name.of(t_.text());
  std::size_t n = 0;
  for (const Mention& m : found_.mentions) {
    if (++n > kReach) break;
    const std::string_view whole = m.span.of(t_.text());
    if (m.form == MentionForm::name && !m.span.overlaps(name) && whole.ends_with(word))
      return m.entity;
  }
  return EntityId::none();
}

// "The two ministers said": of the people named before, the last two who hold the office.
std::vector<Speaker> SpeakerResolver::the_two(const SentenceReader& s, const NounPhrase& p) const {
  std::vector<Speaker> two;
  if (p.first == p.head || s.name_like(p.head) || !s.has_class(p.head, WordClass::role) ||
      !s.words().ends_as_plural(s.text(p.head)))
    return two;
  bool pair = false;
  for (std::uint32_t k = p.first; k < p.head; ++k)
    pair = pair || s.does(k, SpeechRole::pair) ||
           (s.has_class(k, WordClass::cardinal) && s.is_word(k) &&
            class_value(t_, s.token(k), WordClass::cardinal) == 2);
  if (!pair && s.words().is(t_, s.token(p.first), SpeechRole::pair)) pair = true;
  if (!pair) return two;
  const std::string_view plural = s.text(p.head);
  const std::string_view one = plural.substr(0, plural.size() - 1);
  constexpr std::size_t kReach = 24;
  const auto& mentions = found_.mentions;
  const std::uint32_t at = t_.span(s.token(p.first)).begin;
  auto end = std::lower_bound(mentions.begin(), mentions.end(), at,
                              [](const Mention& m, std::uint32_t b) { return m.span.begin < b; });
  for (std::size_t n = 0; n < kReach && two.size() < 2 && end != mentions.begin(); ++n) {
    --end;
    if (end->form != MentionForm::name || end->type != EntityType::person || !end->entity.known() ||
        (!two.empty() && two.front().entity == end->entity))
      continue;
    const auto& roles = found_.entities[static_cast<std::size_t>(end->entity.index)].roles;
    if (std::any_of(roles.begin(), roles.end(),
                    [&](const std::string& role) { return role.ends_with(one); }))
      two.insert(two.begin(), {{t_.span(s.token(p.begin)).begin, t_.span(s.token(p.head)).end},
                               end->entity,
                               SpeakerStatus::named});
  }
  if (two.size() < 2) two.clear();
  return two;
}

std::vector<Speaker> SpeakerResolver::speakers_of(const SentenceReader& s, const Cue& cue) const {
  std::vector<Speaker> speakers;
  speakers_of(s, cue, speakers);
  return speakers;
}

void SpeakerResolver::speakers_of(const SentenceReader& s, const Cue& cue,
                                  std::vector<Speaker>& speakers) const {
  speakers.clear();
  for (std::size_t i = 0; i < cue.subjects; ++i) {
    if (!s.is_token(cue.subject[i].head)) continue;
    if (cue.subjects == 1) {
      if (auto two = the_two(s, cue.subject[i]); !two.empty()) {
        speakers = std::move(two);
        return;
      }
    }
    Speaker speaker = resolve(s, cue.subject[i]);
    // "X, who said": the mention at the cue is "who", the antecedent tells who that is.
    if (cue.relative != 0 && speaker.entity.known()) speaker.span = t_.span(s.token(cue.relative));
    speakers.push_back(speaker);
  }
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
