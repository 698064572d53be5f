#include "analyze/names/recent_people.hpp"

#include <algorithm>

namespace quoth::names {
namespace {

constexpr std::uint32_t kReach = 3;  // sentences a pronoun reaches back

}  // namespace

// Whether the words before a mention make it the subject: no preposition right before it, and the
// first person of its sentence or right before a verb.
bool RecentPeople::is_subject(TokenRange tokens) const {
  const std::uint32_t sentence = t_.sentence_of(tokens.begin);
  TokenIndex before = tokens.begin;
  while (before > 0 && t_.sentence_of(before - 1) == sentence && tokens.begin - before < 4 &&
         (facts_.is_capital(before - 1) ||
          has_any(t_.classes(before - 1), classes_of(WordClass::role, WordClass::determiner))))
    --before;
  if (before > 0 && t_.sentence_of(before - 1) == sentence &&
      has(t_.classes(before - 1), WordClass::preposition))
    return false;
  if (tokens.end < t_.size() && t_.kind(tokens.end) == TokenKind::clitic) return false;
  if (tokens.end < t_.size() &&
      has_any(t_.classes(tokens.end),
              classes_of(WordClass::cue_verb, WordClass::auxiliary, WordClass::modal,
                         WordClass::verb_past, WordClass::verb_present)))
    return true;
  return list_.empty() || list_.front().sentence != sentence;
}

void RecentPeople::meet(EntityId id, TokenRange tokens, bool weak) {
  Recent r;
  r.id = id;
  r.sentence = t_.sentence_of(tokens.begin);
  r.end = tokens.end;
  r.subject = is_subject(tokens);
  r.count = 1;
  const auto old =
      std::find_if(list_.begin(), list_.end(), [&](const Recent& o) { return o.id == id; });
  if (old != list_.end()) {
    r.count = old->count + 1;
    // Named again in one sentence, a subject stays one.
    if (old->sentence == r.sentence && old->subject) r.subject = true;
    if (weak && old->sentence == r.sentence) r.subject = old->subject || r.subject;
    list_.erase(old);
  } else if (list_.size() == list_.capacity()) {
    list_.pop_back();
  }
  list_.insert(list_.begin(), r);
}

const RecentPeople::Recent* RecentPeople::find(EntityId id) const noexcept {
  const auto at =
      std::find_if(list_.begin(), list_.end(), [&](const Recent& o) { return o.id == id; });
  return at == list_.end() ? nullptr : &*at;
}

RecentPeople::Meant RecentPeople::meant(TokenIndex i, Gender gender,
                                        const std::vector<Entity>& entities) const {
  const std::uint32_t sentence = t_.sentence_of(i);
  Meant out;
  double best_score = -100, second = -100, rank = 0;
  int fitting = 0;
  for (const Recent& r : list_) {
    const Gender theirs = entities[static_cast<std::size_t>(r.id.index)].gender;
    const std::uint32_t distance = sentence - r.sentence;
    if (distance > kReach || (theirs != Gender::unknown && theirs != gender)) continue;
    ++fitting;
    double score = -1.5 * distance - .4 * rank++;
    if (r.subject) score += 2;
    if (theirs == gender) score += 1;
    score += .2 * std::min<std::uint32_t>(r.count, 5);
    if (score > best_score) {
      second = best_score;
      best_score = score;
      out.id = r.id;
    } else {
      second = std::max(second, score);
    }
  }
  if (best_score - second < .2) out.id = EntityId::none();
  out.alone = fitting == 1;
  return out;
}

EntityId RecentPeople::alone(TokenIndex i, Gender gender, EntityId owner,
                             const std::vector<Entity>& entities) const {
  constexpr std::uint32_t kLately = 4;
  const std::uint32_t sentence = t_.sentence_of(i);
  EntityId out = EntityId::none();
  for (const Recent& r : list_) {
    const Gender theirs = entities[static_cast<std::size_t>(r.id.index)].gender;
    if (sentence - r.sentence > kLately || r.id == owner ||
        (gender != Gender::unknown && theirs != Gender::unknown && theirs != gender))
      continue;
    if (out.known()) return EntityId::none();
    out = r.id;
  }
  return out;
}

}  // namespace quoth::names
