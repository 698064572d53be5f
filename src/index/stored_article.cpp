#include "index/stored_article.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>

#include "index/bytes.hpp"
#include "index/record_consistency.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

constexpr char kVersion = 2;
constexpr std::int64_t kDay = Instant::kDay;
// No interval is so far from another, in days or in seconds.
constexpr std::int64_t kFar = std::int64_t{1} << 42;

// Writes fields in the order they are named to it.
class Encoder {
 public:
  static constexpr bool kReads = false;
  explicit Encoder(std::string& out) noexcept : out_(out) {}

  void number(std::uint64_t value) { out_.varint(value); }
  /// A number that is mostly near another.
  void near(std::int64_t value, std::int64_t expected) { out_.zigzag(value - expected); }
  void real(float value) { out_.u32(std::bit_cast<std::uint32_t>(value)); }
  void real(double value) { out_.u64(std::bit_cast<std::uint64_t>(value)); }
  void text(const std::string& value) { out_.string(value); }
  template <class Value, class Each>
  void list(const std::vector<Value>& values, Each&& each) {
    out_.varint(values.size());
    for (const Value& value : values) each(value);
  }

 private:
  ByteWriter out_;
};

// Reads fields in the order they are named to it.
class Decoder {
 public:
  static constexpr bool kReads = true;
  explicit Decoder(std::string_view bytes) noexcept : in_(bytes) {}
  [[nodiscard]] bool ok() const noexcept { return in_.ok(); }
  [[nodiscard]] bool done() const noexcept { return in_.done(); }
  [[nodiscard]] std::size_t left() const noexcept { return in_.left(); }
  void fail() noexcept { in_.fail(); }

  template <class Number>
  void number(Number& value) {
    const std::uint64_t wide = in_.varint();
    if (wide > static_cast<std::uint64_t>(std::numeric_limits<Number>::max())) in_.fail();
    value = in_.ok() ? static_cast<Number>(wide) : Number{};
  }
  template <class Number>
  void near(Number& value, std::int64_t expected) {
    const std::int64_t wide = expected + std::clamp(in_.zigzag(), -kFar, kFar);
    if (wide < static_cast<std::int64_t>(std::numeric_limits<Number>::min()) ||
        static_cast<std::uint64_t>(std::max<std::int64_t>(wide, 0)) >
            static_cast<std::uint64_t>(std::numeric_limits<Number>::max()))
      in_.fail();
    value = in_.ok() ? static_cast<Number>(wide) : Number{};
  }
  void real(float& value) { value = std::bit_cast<float>(in_.u32()); }
  void real(double& value) { value = std::bit_cast<double>(in_.u64()); }
  void text(std::string& value) { value = in_.string(); }
  template <class Value, class Each>
  void list(std::vector<Value>& values, Each&& each) {
    const std::uint64_t count = in_.varint();
    // Every element takes at least a byte, so a wild count cannot make us reserve the world.
    if (count > in_.left()) {
      in_.fail();
      return;
    }
    for (std::uint64_t i = 0; i < count && in_.ok(); ++i) each(values.emplace_back());
  }

 private:
  ByteReader in_;
};

// Small numbers as one: fields of so many bits each, the first named lowest.
class Packing {
 public:
  std::uint64_t packed = 0;
  void put(std::uint64_t value, unsigned bits) noexcept {
    packed |= value << at_;
    at_ += bits;
  }
  [[nodiscard]] std::uint64_t take(unsigned bits) noexcept {
    const std::uint64_t value = packed & ((std::uint64_t{1} << bits) - 1);
    packed >>= bits;
    return value;
  }

 private:
  unsigned at_ = 0;
};

// Runs of white space as one space: how an entity's spellings are kept.
void fold_spaces(std::string_view text, std::string& out) {
  out.clear();
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space)
      out += c;
    else if (out.empty() || out.back() != ' ')
      out += ' ';
  }
}

void append_digits(std::string& out, std::int64_t value, std::size_t digits) {
  std::string text = std::to_string(value);
  out.append(digits - std::min(digits, text.size()), '0');
  out += text;
}

// The TIMEX3 value of a whole day, week, month or year; empty for another interval.
std::string plain_value(const Interval& when) {
  std::string out;
  if (when.from.second_of_day() != 0 || when.until.second_of_day() != 0) return out;
  const Day from = when.from.day();
  const std::int64_t days = std::int64_t{when.until.day().since_epoch} - from.since_epoch;
  const Civil c = from.civil();
  if (days < 1 || days > 366 || c.year < 0 || c.year > 9999) return out;
  if (days == 7 && from.weekday() == 1) {
    const IsoWeek week = iso_week_of(from);
    append_digits(out, week.year, 4);
    out += "-W";
    append_digits(out, week.week, 2);
    return out;
  }
  const bool month = c.day == 1 && days == days_in_month(c.year, c.month);
  const bool year = c.day == 1 && c.month == 1 && days == (is_leap(c.year) ? 366 : 365);
  if (days != 1 && !month && !year) return out;
  append_digits(out, c.year, 4);
  if (year) return out;
  out += '-';
  append_digits(out, c.month, 2);
  if (month) return out;
  out += '-';
  append_digits(out, c.day, 2);
  return out;
}

// The mentions of each entity, in their order: made from the record's mentions, which come before.
class MentionsByEntity {
 public:
  explicit MentionsByEntity(const Annotations& found) : begin_(found.entities.size() + 1, 0) {
    for (const Mention& mention : found.mentions)
      if (is_counted(mention, found)) ++begin_[static_cast<std::size_t>(mention.entity.index) + 1];
    for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
    all_.resize(begin_.back());
    std::vector<std::uint32_t> at(begin_.begin(), begin_.end() - 1);
    for (const Mention& mention : found.mentions)
      if (is_counted(mention, found))
        all_[at[static_cast<std::size_t>(mention.entity.index)]++] = mention.span;
  }
  [[nodiscard]] std::size_t count(std::size_t entity) const noexcept {
    return begin_[entity + 1] - begin_[entity];
  }
  [[nodiscard]] Span at(std::size_t entity, std::size_t i) const noexcept {
    return all_[begin_[entity] + i];
  }

 private:
  static bool is_counted(const Mention& mention, const Annotations& found) noexcept {
    return mention.form == MentionForm::name && mention.entity.index >= 0 &&
           static_cast<std::size_t>(mention.entity.index) < found.entities.size();
  }
  std::vector<std::uint32_t> begin_;
  std::vector<Span> all_;
};

// The notes of an article, part by part: one description that both directions follow. `Found` is const when
// encoding. What comes later is told by what came before, of which both directions know the same.
template <class Codec, class Found>
class Notes {
 public:
  Notes(Codec& codec, std::string_view text, std::optional<Day> given, Found& found)
      : codec_(codec), text_(text), given_(given), found_(found) {}

  void run() {
    publication();
    day_ = found_.published ? found_.published->interval.from.day().since_epoch
           : given_         ? given_->since_epoch
                            : 0;
    codec_.list(found_.entities, [&](auto& entity) {
      Packing head;
      if constexpr (!kReads) {
        head.put(static_cast<unsigned>(entity.type), 2);
        head.put(static_cast<unsigned>(entity.gender), 2);
      }
      packing(head);
      if constexpr (kReads) {
        entity.type = one_of(head.take(2), EntityType::place);
        entity.gender = one_of(head.take(2), Gender::female);
      }
    });
    codec_.list(found_.mentions, [&](auto& mention) { this->mention(mention); });
    if (!good()) return;
    const MentionsByEntity by_entity(found_);
    for (std::size_t i = 0; i < found_.entities.size() && good(); ++i) spellings(i, by_entity);
    last_end_ = 0;
    codec_.list(found_.timexes, [&](auto& timex) { this->timex(timex); });
    last_end_ = 0;
    if constexpr (kReads) {
      // A quotation may refer to a later one.
      std::size_t count = 0;
      codec_.number(count);
      if (count > codec_.left()) return codec_.fail();
      for (std::size_t i = 0; i < count && good(); ++i)
        quotation(found_.quotations.emplace_back(), i);
    } else {
      codec_.number(found_.quotations.size());
      for (std::size_t i = 0; i < found_.quotations.size(); ++i) quotation(found_.quotations[i], i);
    }
  }

 private:
  static constexpr bool kReads = Codec::kReads;
  // Variants are told by the mentions unless there are more of them.
  static constexpr std::size_t kMostDerived = 64;
  enum : std::uint64_t { kLiteral = 0, kStretch = 1, kMentions = 2 };

  [[nodiscard]] bool good() const noexcept {
    if constexpr (kReads) return codec_.ok();
    return true;
  }
  void packing(Packing& packing) { codec_.number(packing.packed); }
  template <class Enum>
  Enum one_of(std::uint64_t value, Enum last) noexcept {
    if constexpr (kReads)
      if (value > static_cast<std::uint64_t>(last)) {
        codec_.fail();
        return Enum{};
      }
    return static_cast<Enum>(value);
  }

  // Begins near `at`.
  template <class Place>
  void span(Place& span, std::int64_t at) {
    codec_.near(span.begin, at);
    if constexpr (kReads) {
      std::uint32_t size = 0;
      codec_.number(size);
      if (span.begin > text_.size() || size > text_.size() - span.begin) {
        codec_.fail();
        span = {};
      } else {
        span.end = span.begin + size;
      }
    } else {
      codec_.number(span.end - span.begin);
    }
  }
  template <class Rule>
  void rule(Rule& rule) {
    if constexpr (kReads) {
      std::uint16_t id = 0;
      codec_.number(id);
      rule = RuleId{id};
    } else {
      codec_.number(static_cast<std::uint16_t>(rule));
    }
  }
  // Whole days are told as such.
  template <class When>
  void interval(When& when) {
    if constexpr (kReads) {
      std::int64_t days = 0, from = 0, until = 0;
      codec_.number(days);
      if (days > 0) {
        codec_.near(from, day_);
        from *= kDay;
        until = from + (std::min(days, kFar / kDay) - 1) * kDay;
      } else {
        codec_.near(from, day_ * kDay);
        codec_.near(until, from);
      }
      // Nothing of ours is further away; the sums above stay far from overflowing.
      if (from < -kFar || from > kFar || until < -kFar || until > kFar) codec_.fail();
      when = good() ? Interval{{from}, {until}} : Interval{};
    } else {
      const std::int64_t from = when.from.seconds, until = when.until.seconds;
      if (from % kDay == 0 && until % kDay == 0 && until >= from) {
        codec_.number(static_cast<std::uint64_t>((until - from) / kDay + 1));
        codec_.near(from / kDay, day_);
      } else {
        codec_.number(0);
        codec_.near(from, day_ * kDay);
        codec_.near(until, from);
      }
    }
  }

  void publication() {
    // Nothing, the day that was given with nothing more to say of it, or all of it.
    enum : std::uint64_t { kNothing, kAsGiven, kTold };
    std::uint64_t kind = kNothing;
    if constexpr (!kReads) {
      if (found_.published) kind = as_given() == found_.published ? kAsGiven : kTold;
    }
    codec_.number(kind);
    if (kind == kNothing) return;
    if (kind == kAsGiven) {
      if constexpr (kReads) {
        found_.published = as_given();
        if (!found_.published) codec_.fail();
      }
      return;
    }
    day_ = given_ ? given_->since_epoch : 0;
    if constexpr (kReads) {
      found_.published.emplace();
      std::uint64_t how = 0;
      codec_.number(how);
      found_.published->how = one_of(how, PublicationDay::How::inferred);
    } else {
      codec_.number(static_cast<std::uint64_t>(found_.published->how));
    }
    interval(found_.published->interval);
    codec_.real(found_.published->confidence);
    codec_.list(found_.published->evidence, [&](auto& text) { codec_.text(text); });
  }
  [[nodiscard]] std::optional<PublicationDay> as_given() const {
    if (!given_) return std::nullopt;
    return PublicationDay{Interval::of_day(*given_), PublicationDay::How::given, 1, {}};
  }

  template <class Mentioned>
  void mention(Mentioned& mention) {
    span(mention.span, last_end_);
    last_end_ = mention.span.end;
    // An entity is first mentioned after those before it: 0 is nobody, 1 the next one.
    const auto zigzag = [](std::int64_t v) {
      return (static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63);
    };
    if constexpr (kReads) {
      std::uint64_t code = 0;
      codec_.number(code);
      mention.entity = EntityId::none();
      if (code > 0) {
        const std::uint64_t z = code - 1;
        const std::int64_t index =
            next_entity_ + static_cast<std::int64_t>((z >> 1) ^ (~(z & 1) + 1));
        if (index < 0 || index >= static_cast<std::int64_t>(found_.entities.size()))
          return codec_.fail();
        mention.entity.index = static_cast<std::int32_t>(index);
      }
    } else {
      codec_.number(mention.entity.known() ? zigzag(mention.entity.index - next_entity_) + 1 : 0);
    }
    next_entity_ = std::max<std::int64_t>(next_entity_, std::int64_t{mention.entity.index} + 1);
    const EntityType* usual =
        mention.entity.known() ? &found_.entities[static_cast<std::size_t>(mention.entity.index)].type
                               : nullptr;
    Packing head;
    if constexpr (!kReads) {
      head.put(usual == nullptr || mention.type != *usual ? 1 : 0, 1);
      head.put(static_cast<unsigned>(mention.form), 2);
      head.put(static_cast<std::uint16_t>(mention.rule), 16);
    }
    packing(head);
    if constexpr (kReads) {
      const bool told = head.take(1) != 0;
      mention.form = one_of(head.take(2), MentionForm::pronoun);
      mention.rule = one_of(head.packed, RuleId{65535});
      std::uint64_t type = usual == nullptr ? 0 : static_cast<std::uint64_t>(*usual);
      if (told) codec_.number(type);
      if (!told && usual == nullptr) codec_.fail();
      mention.type = one_of(type, EntityType::place);
    } else if (usual == nullptr || mention.type != *usual) {
      codec_.number(static_cast<std::uint64_t>(mention.type));
    }
  }

  // How an entity is spelled: as one of its mentions, as a stretch of the text, or in letters.
  template <class Text>
  void spelling(Text& spelled, std::size_t entity, const MentionsByEntity& mentions) {
    const std::uint32_t near = mentions.count(entity) > 0 ? mentions.at(entity, 0).begin : 0;
    if constexpr (kReads) {
      std::uint64_t code = 0;
      codec_.number(code);
      if (code == kLiteral) return codec_.text(spelled);
      Span stretch;
      if (code == kStretch) {
        span(stretch, near);
      } else if (code - kMentions < mentions.count(entity)) {
        stretch = mentions.at(entity, static_cast<std::size_t>(code - kMentions));
      } else {
        return codec_.fail();
      }
      fold_spaces(stretch.of(text_), spelled);
    } else {
      for (std::size_t i = 0; i < std::min(mentions.count(entity), kMostDerived); ++i) {
        fold_spaces(mentions.at(entity, i).of(text_), scratch_);
        if (scratch_ == spelled) return codec_.number(kMentions + i);
      }
      if (const auto stretch = stretch_of(spelled, near)) {
        codec_.number(kStretch);
        return span(*stretch, near);
      }
      codec_.number(kLiteral);
      codec_.text(spelled);
    }
  }
  // Where the text has it, near a place.
  [[nodiscard]] std::optional<Span> stretch_of(std::string_view spelled, std::size_t near) {
    constexpr std::size_t kReach = 4096;
    fold_spaces(spelled, scratch_);
    if (spelled.empty() || scratch_ != spelled) return std::nullopt;
    const std::size_t begin = near > kReach ? near - kReach : 0;
    const std::string_view about = text_.substr(begin, near - begin + kReach);
    const std::size_t after = about.find(spelled, near - begin);
    const std::size_t before = about.rfind(spelled, near - begin);
    std::size_t at = after;
    if (before != about.npos &&
        (after == about.npos || near - begin - before < after - (near - begin)))
      at = before;
    if (at == about.npos) return std::nullopt;
    return Span{static_cast<std::uint32_t>(begin + at),
                static_cast<std::uint32_t>(begin + at + spelled.size())};
  }

  void spellings(std::size_t i, const MentionsByEntity& mentions) {
    auto& entity = found_.entities[i];
    spelling(entity.name, i, mentions);
    // 0 where the variants are what the mentions spell otherwise.
    if constexpr (kReads) {
      std::uint64_t code = 0;
      codec_.number(code);
      if (code == 0) {
        if (!derive_variants(i, mentions, entity.name)) return codec_.fail();
        entity.variants = std::move(derived_);
      } else {
        if (code - 1 > codec_.left()) return codec_.fail();
        for (std::uint64_t v = 1; v < code && good(); ++v)
          spelling(entity.variants.emplace_back(), i, mentions);
      }
    } else {
      if (derive_variants(i, mentions, entity.name) && derived_ == entity.variants) {
        codec_.number(0);
      } else {
        codec_.number(entity.variants.size() + 1);
        for (const std::string& variant : entity.variants) spelling(variant, i, mentions);
      }
    }
    codec_.list(entity.roles, [&](auto& role) { spelling(role, i, mentions); });
  }
  // Into derived_; false where there are too many.
  bool derive_variants(std::size_t entity, const MentionsByEntity& mentions,
                       std::string_view name) {
    derived_.clear();
    for (std::size_t i = 0; i < mentions.count(entity); ++i) {
      fold_spaces(mentions.at(entity, i).of(text_), scratch_);
      if (scratch_ == name || std::find(derived_.begin(), derived_.end(), scratch_) != derived_.end())
        continue;
      if (derived_.size() == kMostDerived) return false;
      derived_.push_back(scratch_);
    }
    return true;
  }

  template <class Date>
  void timex(Date& timex) {
    enum : std::uint64_t { kNone, kPublished, kLast, kTold };
    Packing head;
    if constexpr (!kReads) {
      std::uint64_t anchor = kNone;
      if (timex.anchor) {
        anchor = kTold;
        if (last_anchor_ == timex.anchor) anchor = kLast;
        if (found_.published && found_.published->interval == *timex.anchor) anchor = kPublished;
      }
      head.put(static_cast<unsigned>(timex.type), 2);
      head.put(timex.interval ? 1 : 0, 1);
      head.put(timex.interval && plain_value(*timex.interval) == timex.value ? 1 : 0, 1);
      head.put(anchor, 2);
      head.put(timex.mod.empty() && timex.quant.empty() && timex.freq.empty() ? 0 : 1, 1);
    }
    packing(head);
    const std::uint64_t type = head.take(2);
    const bool has_interval = head.take(1) != 0, plain = head.take(1) != 0;
    const std::uint64_t anchor = head.take(2);
    const bool more = head.take(1) != 0;
    if constexpr (kReads) {
      timex.type = one_of(type, TimexType::set);
      if (head.packed != 0 || (plain && !has_interval)) return codec_.fail();
    }
    span(timex.span, last_end_);
    last_end_ = timex.span.end;
    rule(timex.rule);
    if (has_interval) {
      if constexpr (kReads) timex.interval.emplace();
      interval(*timex.interval);
      if (!found_.published) day_ = timex.interval->from.day().since_epoch;
    }
    if (!plain) {
      codec_.text(timex.value);
    } else if constexpr (kReads) {
      timex.value = plain_value(*timex.interval);
    }
    if (more) {
      codec_.text(timex.mod);
      codec_.text(timex.quant);
      codec_.text(timex.freq);
    }
    if constexpr (kReads) {
      if (anchor == kLast) timex.anchor = last_anchor_;
      if (anchor == kPublished && found_.published) timex.anchor = found_.published->interval;
      if (anchor == kTold) timex.anchor.emplace();
      if (anchor != kNone && !timex.anchor) return codec_.fail();
    }
    if (anchor == kTold) interval(*timex.anchor);
    if (anchor != kNone) last_anchor_ = timex.anchor;
  }

  template <class Quoted>
  void quotation(Quoted& quotation, std::size_t index) {
    enum : std::uint64_t { kNone, kPublished, kLast, kTold };
    // Of lists of 3 and more their number follows.
    constexpr std::uint64_t kMany = 3;
    Packing head, more;
    if constexpr (!kReads) {
      head.put(static_cast<unsigned>(quotation.kind), 2);
      head.put(static_cast<unsigned>(quotation.stance), 2);
      head.put(quotation.parent != -1 ? 1 : 0, 1);
      head.put(quotation.group != static_cast<std::int64_t>(index) ? 1 : 0, 1);
      head.put(quotation.via.empty() ? 0 : 1, 1);
      std::uint64_t said = kNone;
      if (quotation.said) {
        said = kTold;
        if (last_said_ == quotation.said) said = kLast;
        if (found_.published && found_.published->interval == *quotation.said) said = kPublished;
      }
      more.put(quotation.cue == Span{} ? 0 : 1, 1);
      more.put(said, 2);
      more.put(std::min<std::uint64_t>(quotation.quoted.size(), kMany), 2);
      more.put(std::min<std::uint64_t>(quotation.speakers.size(), kMany), 2);
    }
    packing(head);
    packing(more);
    const std::uint64_t kind = head.take(2), stance = head.take(2);
    const bool nested = head.take(1) != 0, grouped = head.take(1) != 0, via = head.take(1) != 0;
    const bool cue = more.take(1) != 0;
    const std::uint64_t said = more.take(2), quoted = more.take(2), speakers = more.take(2);
    if constexpr (kReads) {
      quotation.kind = one_of(kind, QuotationKind::indirect);
      quotation.stance = one_of(stance, Stance::hypothetical);
      if (head.packed != 0 || more.packed != 0) return codec_.fail();
      quotation.group = static_cast<std::int32_t>(index);
    }
    if (nested) codec_.near(quotation.parent, static_cast<std::int64_t>(index));
    if (grouped) codec_.near(quotation.group, static_cast<std::int64_t>(index));
    span(quotation.span, last_end_);
    last_end_ = quotation.span.end;

    const auto counted = [&](auto& list, std::uint64_t count, auto&& each) {
      if (count == kMany) return codec_.list(list, each);
      if constexpr (kReads) list.resize(static_cast<std::size_t>(count));
      for (auto& value : list)
        if (good()) each(value);
    };
    std::int64_t at = quotation.span.begin;
    counted(quotation.quoted, quoted, [&](auto& stretch) {
      // One stretch mostly ends where the quotation does.
      codec_.near(stretch.begin, at);
      codec_.near(stretch.end, quotation.span.end);
      if constexpr (kReads) {
        if (stretch.end < stretch.begin || stretch.end > text_.size()) {
          codec_.fail();
          stretch = {};
        }
      }
      at = stretch.end;
    });
    const std::size_t about = first_mention_from(quotation.span.end);
    counted(quotation.speakers, speakers, [&](auto& who) { speaker(who, about); });
    if (via) codec_.list(quotation.via, [&](auto& who) { speaker(who, about); });
    if (cue) span(quotation.cue, quotation.span.end);
    if constexpr (kReads) {
      if (said == kPublished && found_.published) quotation.said = found_.published->interval;
      if (said == kLast) quotation.said = last_said_;
      if (said == kTold) quotation.said.emplace();
      if (said != kNone && !quotation.said) return codec_.fail();
    }
    if (said == kTold) interval(*quotation.said);
    if (said != kNone) last_said_ = quotation.said;
    codec_.real(quotation.confidence);
    rule(quotation.rule);
  }
  [[nodiscard]] std::size_t first_mention_from(std::uint32_t at) const noexcept {
    return static_cast<std::size_t>(
        std::lower_bound(found_.mentions.begin(), found_.mentions.end(), at,
                         [](const Mention& m, std::uint32_t begin) { return m.span.begin < begin; }) -
        found_.mentions.begin());
  }

  // Mostly a mention of its entity, not far from the quotation.
  template <class Who>
  void speaker(Who& who, std::size_t about) {
    Packing head;
    std::optional<std::size_t> mention;
    if constexpr (!kReads) {
      const std::size_t there = first_mention_from(who.span.begin);
      if (there < found_.mentions.size() && found_.mentions[there].span == who.span &&
          found_.mentions[there].entity == who.entity)
        mention = there;
      head.put(static_cast<unsigned>(who.status), 2);
      head.put(mention ? 1 : 0, 1);
    }
    packing(head);
    if constexpr (kReads) {
      who.status = one_of(head.take(2), SpeakerStatus::unknown);
      if (head.packed > 1) codec_.fail();
      if (head.packed == 1) {
        codec_.near(mention.emplace(), static_cast<std::int64_t>(about));
        if (*mention >= found_.mentions.size()) return codec_.fail();
        who.span = found_.mentions[*mention].span;
        who.entity = found_.mentions[*mention].entity;
        return;
      }
    } else if (mention) {
      return codec_.near(static_cast<std::int64_t>(*mention), static_cast<std::int64_t>(about));
    }
    span(who.span, last_end_);
    codec_.near(who.entity.index, -1);
  }

  Codec& codec_;
  const std::string_view text_;
  const std::optional<Day> given_;
  Found& found_;
  std::int64_t day_ = 0;       // intervals are told from it
  std::int64_t last_end_ = 0;  // of the span before, of its list
  std::int64_t next_entity_ = 0;
  std::optional<Interval> last_anchor_, last_said_;
  std::string scratch_;
  std::vector<std::string> derived_;
};

}  // namespace

std::string record_of(const Article& article, const Annotations& annotations) {
  const std::string_view fault = inconsistency_of(article, annotations);
  if (!fault.empty())
    throw UsageError("Adding article " + article.id + ": " + std::string(fault) + ".");
  std::string texts, notes;
  texts.reserve(article.body.size() + article.title.size() + article.url.size() + 256);
  ByteWriter out(texts);
  for (const std::string* text : {&article.id, &article.title, &article.body, &article.source,
                                  &article.url, &article.lang})
    out.string(*text);
  notes.reserve(256);
  Encoder encoder(notes);
  encoder.number(article.published ? 1 : 0);
  if (article.published) encoder.near(article.published->since_epoch, 0);
  Notes<Encoder, const Annotations>(encoder, text_of(article), article.published, annotations)
      .run();
  RecordParts parts{texts, {annotations.rules.begin(), annotations.rules.end()}, notes};
  std::string record = record_of(parts);
  if (record.size() > kMaxRecordBytes)
    throw UsageError("Adding article " + article.id + ": with what was found in it, it takes " +
                     std::to_string(record.size() >> 20) + " MiB, and at most " +
                     std::to_string(kMaxRecordBytes >> 20) +
                     " can be kept. Split it into several.");
  return record;
}

std::string record_of(const RecordParts& parts) {
  std::string record;
  record.reserve(parts.texts.size() + parts.notes.size() + 16);
  ByteWriter out(record);
  out.u8(static_cast<std::uint8_t>(kVersion));
  out.string(parts.texts);
  out.varint(parts.rules.size());
  for (const std::string_view rule : parts.rules) out.string(rule);
  record.append(parts.notes);
  return record;
}

RecordParts parts_of(std::string_view record) {
  RecordParts parts;
  ByteReader in(record);
  (void)in.u8();
  parts.texts = in.string();
  for (std::uint64_t rules = in.varint(); rules > 0 && in.ok(); --rules)
    parts.rules.push_back(in.string());
  parts.notes = in.bytes(in.left());
  return parts;
}

StoredArticle stored_from_parts(const RecordParts& parts, const std::string& where) {
  StoredArticle stored;
  Article& article = stored.article;
  ByteReader texts(parts.texts);
  for (std::string* text :
       {&article.id, &article.title, &article.body, &article.source, &article.url, &article.lang})
    *text = texts.string();
  const auto require = [&](bool good) {
    if (!good) throw_damaged_record(where, "a stored article is cut off or garbled");
  };
  require(texts.done());
  stored.annotations.rules.assign(parts.rules.begin(), parts.rules.end());
  Decoder decoder(parts.notes);
  std::uint8_t given = 0;
  decoder.number(given);
  require(given <= 1);
  if (given == 1) decoder.near(article.published.emplace().since_epoch, 0);
  Notes<Decoder, Annotations>(decoder, text_of(article), article.published, stored.annotations)
      .run();
  require(decoder.done());
  const std::string_view fault = inconsistency_of(article, stored.annotations);
  if (!fault.empty()) throw_damaged_record(where, fault);
  return stored;
}

std::string_view id_from_texts(std::string_view texts, const std::string& where) {
  ByteReader in(texts);
  const std::string_view id = in.string();
  if (!in.ok()) throw_damaged_record(where, "a stored article is cut off or garbled");
  return id;
}

}  // namespace quoth::storage
