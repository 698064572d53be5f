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

// Each of `more` in its place among `there`, which is sorted; what overlaps one kept already is left out.
template <class T>
void add_in_place(std::vector<T>& there, std::vector<T> more) {
  const auto by_place = [](const T& a, const T& b) { return a.span < b.span; };
  std::stable_sort(more.begin(), more.end(), by_place);
  std::size_t next = 0;   // the first one there that ends behind the one looked at
  std::uint32_t end = 0;  // of the last one kept
  std::vector<T> kept;
  for (T& one : more) {
    while (next < there.size() && there[next].span.end <= one.span.begin) ++next;
    const bool taken = next < there.size() && there[next].span.begin < one.span.end;
    if (taken || one.span.empty() || one.span.begin < end) continue;
    end = one.span.end;
    kept.push_back(std::move(one));
  }
  std::vector<T> all;
  all.reserve(there.size() + kept.size());
  std::merge(std::make_move_iterator(there.begin()), std::make_move_iterator(there.end()),
             std::make_move_iterator(kept.begin()), std::make_move_iterator(kept.end()),
             std::back_inserter(all), by_place);
  there = std::move(all);
}

}  // namespace

void Annotations::add_timexes(std::vector<Timex> more) { add_in_place(timexes, std::move(more)); }

void Annotations::add_mentions(std::vector<Mention> more) {
  add_in_place(mentions, std::move(more));
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
