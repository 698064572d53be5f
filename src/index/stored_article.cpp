#include "index/stored_article.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <type_traits>

#include "index/bytes.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

constexpr std::uint8_t kVersion = 1;

// Writes fields in the order they are named to it.
class Encoder {
 public:
  explicit Encoder(std::string& out) noexcept : out_(out) {}

  template <class Number>
  void number(const Number& value) {
    if constexpr (std::is_signed_v<Number>)
      out_.zigzag(value);
    else
      out_.varint(value);
  }
  void flag(const bool& value) { out_.u8(value ? 1 : 0); }
  template <class Enum>
  void one_of(const Enum& value, Enum) {
    out_.u8(static_cast<std::uint8_t>(value));
  }
  void real(const float& value) { out_.u32(std::bit_cast<std::uint32_t>(value)); }
  void real(const double& value) { out_.u64(std::bit_cast<std::uint64_t>(value)); }
  void text(const std::string& value) { out_.string(value); }
  void span(const Span& value) {
    // Neighbours in the record are neighbours in the text.
    out_.zigzag(std::int64_t{value.begin} - last_begin_);
    out_.zigzag(std::int64_t{value.end} - std::int64_t{value.begin});
    last_begin_ = value.begin;
  }
  template <class Value, class Each>
  void maybe(const std::optional<Value>& value, Each&& each) {
    flag(value.has_value());
    if (value) each(*value);
  }
  template <class Value, class Each>
  void list(const std::vector<Value>& values, Each&& each) {
    out_.varint(values.size());
    for (const Value& value : values) each(value);
  }

 private:
  ByteWriter out_;
  std::int64_t last_begin_ = 0;
};

// Reads fields in the order they are named to it.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) noexcept : in_(bytes) {}
  [[nodiscard]] bool done() const noexcept { return in_.done(); }

  template <class Number>
  void number(Number& value) {
    if constexpr (std::is_signed_v<Number>) {
      const std::int64_t wide = in_.zigzag();
      if (wide < std::numeric_limits<Number>::min() || wide > std::numeric_limits<Number>::max())
        in_.fail();
      value = static_cast<Number>(wide);
    } else {
      const std::uint64_t wide = in_.varint();
      if (wide > std::numeric_limits<Number>::max()) in_.fail();
      value = static_cast<Number>(wide);
    }
  }
  void flag(bool& value) {
    const std::uint8_t byte = in_.u8();
    if (byte > 1) in_.fail();
    value = byte == 1;
  }
  template <class Enum>
  void one_of(Enum& value, Enum last) {
    const std::uint8_t byte = in_.u8();
    if (byte > static_cast<std::uint8_t>(last)) in_.fail();
    value = in_.ok() ? static_cast<Enum>(byte) : Enum{};
  }
  void real(float& value) { value = std::bit_cast<float>(in_.u32()); }
  void real(double& value) { value = std::bit_cast<double>(in_.u64()); }
  void text(std::string& value) { value = in_.string(); }
  void span(Span& value) {
    const std::int64_t begin = sum(last_begin_, in_.zigzag());
    const std::int64_t end = sum(begin, in_.zigzag());
    if (begin < 0 || end < begin || end > std::numeric_limits<std::uint32_t>::max()) {
      in_.fail();
      return;
    }
    value = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    last_begin_ = begin;
  }
  template <class Value, class Each>
  void maybe(std::optional<Value>& value, Each&& each) {
    bool there = false;
    flag(there);
    if (there) each(value.emplace());
  }
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
  // Far outside any text rather than overflowing.
  static std::int64_t sum(std::int64_t a, std::int64_t b) noexcept {
    constexpr std::int64_t kFar = std::int64_t{1} << 40;
    return a + std::clamp(b, -kFar, kFar);
  }
  ByteReader in_;
  std::int64_t last_begin_ = 0;
};

// The record, field by field: one description that both directions follow. `Value` parameters are
// const when encoding.

template <class Codec, class Value>
void fields_of_interval(Codec& codec, Value& interval) {
  codec.number(interval.from.seconds);
  codec.number(interval.until.seconds);
}

template <class Codec, class Value>
void fields_of_rule(Codec& codec, Value& rule) {
  auto id = static_cast<std::uint16_t>(rule);
  codec.number(id);
  if constexpr (!std::is_const_v<Value>) rule = RuleId{id};
}

template <class Codec, class Value>
void fields_of_article(Codec& codec, Value& article) {
  codec.text(article.id);
  codec.text(article.title);
  codec.text(article.body);
  codec.maybe(article.published, [&](auto& day) { codec.number(day.since_epoch); });
  codec.text(article.source);
  codec.text(article.url);
  codec.text(article.lang);
}

template <class Codec, class Value>
void fields_of_publication(Codec& codec, Value& published) {
  fields_of_interval(codec, published.interval);
  codec.one_of(published.how, PublicationDay::How::inferred);
  codec.real(published.confidence);
  codec.list(published.evidence, [&](auto& text) { codec.text(text); });
}

template <class Codec, class Value>
void fields_of_mention(Codec& codec, Value& mention) {
  codec.span(mention.span);
  codec.one_of(mention.type, EntityType::place);
  codec.one_of(mention.form, MentionForm::pronoun);
  codec.number(mention.entity.index);
  fields_of_rule(codec, mention.rule);
}

template <class Codec, class Value>
void fields_of_entity(Codec& codec, Value& entity) {
  codec.one_of(entity.type, EntityType::place);
  codec.one_of(entity.gender, Gender::female);
  codec.text(entity.name);
  codec.list(entity.variants, [&](auto& text) { codec.text(text); });
  codec.list(entity.roles, [&](auto& text) { codec.text(text); });
}

template <class Codec, class Value>
void fields_of_timex(Codec& codec, Value& timex) {
  codec.span(timex.span);
  codec.one_of(timex.type, TimexType::set);
  codec.text(timex.value);
  codec.text(timex.mod);
  codec.text(timex.quant);
  codec.text(timex.freq);
  codec.maybe(timex.interval, [&](auto& interval) { fields_of_interval(codec, interval); });
  codec.maybe(timex.anchor, [&](auto& interval) { fields_of_interval(codec, interval); });
  fields_of_rule(codec, timex.rule);
}

template <class Codec, class Value>
void fields_of_speaker(Codec& codec, Value& speaker) {
  codec.span(speaker.span);
  codec.number(speaker.entity.index);
  codec.one_of(speaker.status, SpeakerStatus::unknown);
}

template <class Codec, class Value>
void fields_of_quotation(Codec& codec, Value& quotation) {
  codec.number(quotation.parent);
  codec.number(quotation.group);
  codec.span(quotation.span);
  codec.one_of(quotation.kind, QuotationKind::indirect);
  codec.list(quotation.quoted, [&](auto& span) { codec.span(span); });
  codec.list(quotation.speakers, [&](auto& speaker) { fields_of_speaker(codec, speaker); });
  codec.list(quotation.via, [&](auto& speaker) { fields_of_speaker(codec, speaker); });
  codec.span(quotation.cue);
  codec.one_of(quotation.stance, Stance::hypothetical);
  codec.maybe(quotation.said, [&](auto& interval) { fields_of_interval(codec, interval); });
  codec.real(quotation.confidence);
  fields_of_rule(codec, quotation.rule);
}

template <class Codec, class Value>
void fields_of_annotations(Codec& codec, Value& found) {
  codec.list(found.rules, [&](auto& name) { codec.text(name); });
  codec.maybe(found.published, [&](auto& published) { fields_of_publication(codec, published); });
  codec.list(found.mentions, [&](auto& mention) { fields_of_mention(codec, mention); });
  codec.list(found.entities, [&](auto& entity) { fields_of_entity(codec, entity); });
  codec.list(found.timexes, [&](auto& timex) { fields_of_timex(codec, timex); });
  codec.list(found.quotations, [&](auto& quotation) { fields_of_quotation(codec, quotation); });
}

// What every user of stored annotations relies on. Says what is wrong, or "".
class Consistency {
 public:
  Consistency(const Article& article, const Annotations& found)
      : text_bytes_(article.title.size() + (article.title.empty() ? 0 : 2) + article.body.size()),
        entities_(found.entities.size()),
        quotations_(found.quotations.size()) {
    if (article.published) {
      constexpr Day kFirst = Day::from({kMinYear, 1, 1}), kLast = Day::from({kMaxYear, 12, 31});
      require(*article.published >= kFirst && *article.published <= kLast,
              "its publication day is outside the calendar");
    }
    if (found.published) interval(found.published->interval);
    for (const Mention& mention : found.mentions) {
      span(mention.span);
      entity(mention.entity);
    }
    for (const Timex& timex : found.timexes) {
      span(timex.span);
      if (timex.interval) interval(*timex.interval);
      if (timex.anchor) interval(*timex.anchor);
    }
    for (const Quotation& quotation : found.quotations) this->quotation(quotation);
  }
  [[nodiscard]] std::string_view fault() const noexcept { return fault_; }

 private:
  void require(bool good, std::string_view fault) noexcept {
    if (!good && fault_.empty()) fault_ = fault;
  }
  void span(Span s) noexcept {
    require(s.begin <= s.end && s.end <= text_bytes_, "an annotation lies outside the text");
  }
  void entity(EntityId id) noexcept {
    require(id.index >= -1 && id.index < static_cast<std::int64_t>(entities_),
            "an annotation names an entity that is not there");
  }
  void interval(const Interval& when) noexcept {
    // Some 34,000 years either way: days of it still fit an integer.
    constexpr std::int64_t kMost = std::int64_t{1} << 40;
    const auto near = [](std::int64_t s) { return s >= -kMost && s <= kMost; };
    require(near(when.from.seconds) && near(when.until.seconds), "a date is outside the calendar");
  }
  void quotation(const Quotation& quotation) noexcept {
    span(quotation.span);
    span(quotation.cue);
    for (const Span s : quotation.quoted) span(s);
    for (const auto* speakers : {&quotation.speakers, &quotation.via})
      for (const Speaker& speaker : *speakers) {
        span(speaker.span);
        entity(speaker.entity);
      }
    const auto count = static_cast<std::int64_t>(quotations_);
    require(quotation.parent >= -1 && quotation.parent < count && quotation.group >= 0 &&
                quotation.group < count,
            "a quotation refers to one that is not there");
    if (quotation.said) interval(*quotation.said);
  }

  std::size_t text_bytes_, entities_, quotations_;
  std::string_view fault_;
};

[[noreturn]] void throw_damaged(const std::string& where, std::string_view what) {
  throw DamagedError("Reading " + where + ": " + std::string(what) +
                     ". Restore the index from a copy, or index again.");
}

}  // namespace

std::string record_of(const Article& article, const Annotations& annotations) {
  const std::string_view fault = Consistency(article, annotations).fault();
  if (!fault.empty())
    throw UsageError("Adding article " + article.id + ": " + std::string(fault) + ".");
  std::string record;
  record.reserve(article.body.size() + article.title.size() + 1024);
  ByteWriter(record).u8(kVersion);
  Encoder encoder(record);
  fields_of_article(encoder, article);
  fields_of_annotations(encoder, annotations);
  if (record.size() > kMaxRecordBytes)
    throw UsageError("Adding article " + article.id + ": with what was found in it, it takes " +
                     std::to_string(record.size() >> 20) + " MiB, and at most " +
                     std::to_string(kMaxRecordBytes >> 20) +
                     " can be kept. Split it into several.");
  return record;
}

StoredArticle stored_from_record(std::string_view record, const std::string& where) {
  StoredArticle stored;
  if (record.empty() || record.front() != kVersion)
    throw_damaged(where, "a stored article is of an unknown kind");
  Decoder decoder(record.substr(1));
  fields_of_article(decoder, stored.article);
  fields_of_annotations(decoder, stored.annotations);
  if (!decoder.done()) throw_damaged(where, "a stored article is cut off or garbled");
  const std::string_view fault = Consistency(stored.article, stored.annotations).fault();
  if (!fault.empty()) throw_damaged(where, fault);
  return stored;
}

std::string_view id_from_record(std::string_view record, const std::string& where) {
  ByteReader in(record);
  const bool known = in.u8() == kVersion;
  const std::string_view id = in.string();
  if (!known || !in.ok()) throw_damaged(where, "a stored article is cut off or garbled");
  return id;
}

}  // namespace quoth::storage
