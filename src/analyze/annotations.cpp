#include "quoth/analyze/annotations.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "quoth/analyze/word_class.hpp"

namespace quoth {

RuleId Annotations::rule(std::string_view name) {
  const auto found = std::find(rules.begin(), rules.end(), name);
  if (found != rules.end()) return static_cast<RuleId>(found - rules.begin());
  if (rules.size() == 0xffff) return static_cast<RuleId>(0xffff);
  rules.emplace_back(name);
  return static_cast<RuleId>(rules.size() - 1);
}

namespace {

// Those of `more`, sorted by place, that overlap neither one of `there` nor one kept before them. `there` is sorted by
// begin; what is there may stand in one another.
template <class T>
std::vector<T> apart_from(const std::vector<T>& there, std::vector<T> more) {
  std::stable_sort(more.begin(), more.end(),
                   [](const T& a, const T& b) { return a.span < b.span; });
  std::size_t next = 0;   // the first one there that begins behind the one looked at
  std::uint32_t end = 0;  // of all that is there before `next`, and of the last one kept
  std::vector<T> kept;
  for (T& one : more) {
    for (; next < there.size() && there[next].span.begin <= one.span.begin; ++next)
      end = std::max(end, there[next].span.end);
    const bool taken =
        one.span.begin < end || (next < there.size() && there[next].span.begin < one.span.end);
    if (taken || one.span.empty()) continue;
    end = one.span.end;
    kept.push_back(std::move(one));
  }
  return kept;
}

// Merges `kept`, of which none overlaps one there; gives where each that was there stands now.
template <class T>
std::vector<std::int32_t> merge_in(std::vector<T>& there, std::vector<T> kept) {
  std::vector<T> all;
  all.reserve(there.size() + kept.size());
  std::vector<std::int32_t> now;
  now.reserve(there.size());
  auto added = kept.begin();
  for (T& old : there) {
    for (; added != kept.end() && added->span.begin < old.span.begin; ++added)
      all.push_back(std::move(*added));
    now.push_back(static_cast<std::int32_t>(all.size()));
    all.push_back(std::move(old));
  }
  std::move(added, kept.end(), std::back_inserter(all));
  there = std::move(all);
  return now;
}

// A place in the list of quotations that is not known yet.
constexpr std::int32_t kMerged = -2;

}  // namespace

void Annotations::add_timexes(std::vector<Timex> more) {
  merge_in(timexes, apart_from(timexes, std::move(more)));
}

void Annotations::add_mentions(std::vector<Mention> more) {
  merge_in(mentions, apart_from(mentions, std::move(more)));
}

void Annotations::add_quotations(std::vector<Quotation> more) {
  more = apart_from(quotations, std::move(more));
  for (Quotation& one : more) one.parent = one.group = kMerged;
  const std::vector<std::int32_t> now = merge_in(quotations, std::move(more));
  const auto moved = [&](std::int32_t old) {
    return old < 0 ? -1 : now[static_cast<std::size_t>(old)];
  };
  for (std::size_t i = 0; i < quotations.size(); ++i) {
    Quotation& q = quotations[i];
    const bool added = q.group == kMerged;
    q.parent = added ? -1 : moved(q.parent);
    q.group = added ? static_cast<std::int32_t>(i) : moved(q.group);
  }
}

EntityId Annotations::entity(EntityType type, std::string_view name) {
  const auto found = std::find_if(entities.begin(), entities.end(), [&](const Entity& e) {
    return e.type == type && (e.name == name || std::find(e.variants.begin(), e.variants.end(),
                                                          name) != e.variants.end());
  });
  if (found != entities.end()) return {static_cast<std::int32_t>(found - entities.begin())};
  Entity made;
  made.type = type;
  made.name = name;
  entities.push_back(std::move(made));
  return {static_cast<std::int32_t>(entities.size() - 1)};
}

std::string_view name_of(EntityType type) noexcept {
  switch (type) {
    case EntityType::person:
      return "PER";
    case EntityType::organisation:
      return "ORG";
    case EntityType::place:
      return "LOC";
  }
  return "";
}

std::string_view name_of(MentionForm form) noexcept {
  switch (form) {
    case MentionForm::name:
      return "name";
    case MentionForm::nominal:
      return "nominal";
    case MentionForm::pronoun:
      return "pronoun";
  }
  return "";
}

std::string_view name_of(TimexType type) noexcept {
  switch (type) {
    case TimexType::date:
      return "DATE";
    case TimexType::time:
      return "TIME";
    case TimexType::duration:
      return "DURATION";
    case TimexType::set:
      return "SET";
  }
  return "";
}

std::string_view name_of(PublicationDay::How how) noexcept {
  switch (how) {
    case PublicationDay::How::given:
      return "given";
    case PublicationDay::How::text:
      return "text";
    case PublicationDay::How::inferred:
      return "inferred";
  }
  return "";
}

std::string_view name_of(QuotationKind kind) noexcept {
  switch (kind) {
    case QuotationKind::direct:
      return "direct";
    case QuotationKind::mixed:
      return "mixed";
    case QuotationKind::indirect:
      return "indirect";
  }
  return "";
}

std::string_view name_of(Stance stance) noexcept {
  switch (stance) {
    case Stance::asserted:
      return "asserted";
    case Stance::denied:
      return "denied";
    case Stance::hypothetical:
      return "hypothetical";
  }
  return "";
}

std::string_view name_of(SpeakerStatus status) noexcept {
  switch (status) {
    case SpeakerStatus::named:
      return "named";
    case SpeakerStatus::anonymous:
      return "anonymous";
    case SpeakerStatus::unknown:
      return "unknown";
  }
  return "";
}

std::string_view name_of(WordClass c) noexcept {
  switch (c) {
#define QUOTH_NAME(name, bit) \
  case WordClass::name:       \
    return #name;
    QUOTH_WORD_CLASSES(QUOTH_NAME)
#undef QUOTH_NAME
  }
  return "";
}

}  // namespace quoth
