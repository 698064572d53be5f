// What analysis finds in an article: names, dates and quotations, as plain values over its text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/calendar.hpp"
#include "quoth/text/span.hpp"

namespace quoth {

/// Index into `Annotations::rules`: which rule made an annotation.
enum class RuleId : std::uint16_t {};

/// Index into `Annotations::entities`; none() where nobody is known.
struct EntityId {
  std::int32_t index = -1;
  [[nodiscard]] static constexpr EntityId none() noexcept { return {}; }
  [[nodiscard]] constexpr bool known() const noexcept { return index >= 0; }
  friend constexpr auto operator<=>(EntityId, EntityId) noexcept = default;
};

enum class EntityType : std::uint8_t { person, organisation, place };
[[nodiscard]] std::string_view name_of(EntityType type) noexcept;  ///< "PER", "ORG", "LOC"

enum class MentionForm : std::uint8_t { name, nominal, pronoun };
[[nodiscard]] std::string_view name_of(MentionForm form) noexcept;

enum class Gender : std::uint8_t { unknown, male, female };

/// One place in the text that names or means somebody or something.
struct Mention {
  Span span;  ///< without title, determiner and possessive ’s; names never overlap names
  EntityType type = EntityType::person;
  MentionForm form = MentionForm::name;
  EntityId entity;
  RuleId rule{};
  friend bool operator==(const Mention&, const Mention&) = default;
};

/// Who or what one or more mentions of the article mean.
struct Entity {
  EntityType type = EntityType::person;
  Gender gender = Gender::unknown;
  std::string name;                   ///< the fullest spelling in the text, white space folded
  std::vector<std::string> variants;  ///< every other spelling, in order of first appearance
  std::vector<std::string> roles;     ///< "president", "Kremlin spokesman", as found beside it
  friend bool operator==(const Entity&, const Entity&) = default;
};

enum class TimexType : std::uint8_t { date, time, duration, set };
[[nodiscard]] std::string_view name_of(
    TimexType type) noexcept;  ///< "DATE", "TIME", "DURATION", "SET"

/// One temporal expression. `value` is what TIMEX3 says of it, `interval` what the calendar says.
struct Timex {
  Span span;
  TimexType type = TimexType::date;
  std::string value;  ///< TIMEX3: "2022-03-11", "2022-W10", "P2W", "XXXX-WXX-5", "PAST_REF"
  std::string mod, quant, freq;      ///< TIMEX3 attributes, often empty: "APPROX", "EVERY", "2X"
  std::optional<Interval> interval;  ///< nothing where the day stays undecided
  std::optional<Interval> anchor;    ///< what it was read against, when it was relative
  RuleId rule{};
  friend bool operator==(const Timex&, const Timex&) = default;
};

/// When the article was published, as far as that is known.
struct PublicationDay {
  enum class How : std::uint8_t { given, text, inferred };
  Interval interval;  ///< one day when certain
  How how = How::given;
  double confidence = 1;              ///< 0..1, that the true day lies in `interval`
  std::vector<std::string> evidence;  ///< in plain words, for explain()
  friend bool operator==(const PublicationDay&, const PublicationDay&) = default;
};
[[nodiscard]] std::string_view name_of(
    PublicationDay::How how) noexcept;  ///< "given", "text", "inferred"

enum class QuotationKind : std::uint8_t { direct, mixed, indirect };
[[nodiscard]] std::string_view name_of(QuotationKind kind) noexcept;

enum class Stance : std::uint8_t { asserted, denied, hypothetical };
[[nodiscard]] std::string_view name_of(Stance stance) noexcept;

enum class SpeakerStatus : std::uint8_t { named, anonymous, unknown };
[[nodiscard]] std::string_view name_of(SpeakerStatus status) noexcept;

/// Who says, or passes on, a quotation.
struct Speaker {
  Span span;        ///< the mention at the cue, a pronoun or description included
  EntityId entity;  ///< who that is, if the article tells
  SpeakerStatus status = SpeakerStatus::unknown;
  friend bool operator==(const Speaker&, const Speaker&) = default;
};

/// One quotation. Spans index the article's text:
///
///     “That’s one small step for man,” Armstrong said Sunday.
///     |                              | |       | |  |
///     `-- span [0,38) ---------------' |       | `--'-- cue [49,53)
///                                      `-------'------- speaker [39,48)
///
/// A quotation in several parts (“A,” said X. “B.”) is several records that share `group`.
struct Quotation {
  std::int32_t parent = -1;  ///< index of the quotation it stands in, -1 for none
  std::int32_t group = 0;    ///< index of the first part
  Span span;                 ///< the content; marks included where they enclose all of it
  QuotationKind kind = QuotationKind::direct;
  std::vector<Span> quoted;       ///< the stretches inside marks, without the marks
  std::vector<Speaker> speakers;  ///< empty when the text names nobody
  std::vector<Speaker>
      via;   ///< who passed it on, from the speaker outwards: spokesman, then agency
  Span cue;  ///< "said", "according to"; empty when there is none
  Stance stance = Stance::asserted;
  std::optional<Interval> said;  ///< when it was said
  float confidence = 0;          ///< 0..1, that span and speaker are right
  RuleId rule{};
  friend bool operator==(const Quotation&, const Quotation&) = default;
};

/// All that was found in one text. Mentions and timexes are sorted by place, names do not overlap
/// names nor timexes timexes; quotations are sorted by begin, a parent before what stands in it.
struct Annotations {
  std::vector<std::string> rules;  ///< names of the rules used, by RuleId
  std::optional<PublicationDay> published;
  std::vector<Mention> mentions;
  std::vector<Entity> entities;  ///< by EntityId
  std::vector<Timex> timexes;
  std::vector<Quotation> quotations;

  /// The id of a rule's name, interned. At most 65,536 different names.
  [[nodiscard]] RuleId rule(std::string_view name);
  /// Adds dates found by an analyzer of one's own, each in its place. One that overlaps a timex that
  /// is there already, or an earlier one of `more`, is left out. `more` may be in any order. Linear
  /// but for the sorting.
  void add_timexes(std::vector<Timex> more);
  /// Likewise names: one that overlaps a mention that is there is left out.
  void add_mentions(std::vector<Mention> more);
  /// Likewise quotations: one that overlaps a quotation that is there is left out. Each is a whole one:
  /// `parent` and `group` are set here.
  void add_quotations(std::vector<Quotation> more);
  /// The entity of that type and name, or one of its variants; made where there is none.
  [[nodiscard]] EntityId entity(EntityType type, std::string_view name);
  [[nodiscard]] std::string_view rule_name(RuleId id) const noexcept {
    return static_cast<std::size_t>(id) < rules.size() ? rules[static_cast<std::size_t>(id)]
                                                       : std::string_view{};
  }
  friend bool operator==(const Annotations&, const Annotations&) = default;
};

}  // namespace quoth
