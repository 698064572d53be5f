#include "index/record_before_6.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>
#include <vector>

#include "index/bytes.hpp"
#include "index/record_consistency.hpp"

namespace quoth::storage {
namespace {

constexpr char kVersion = 1;

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

// The record, field by field.

void read_interval(Decoder& in, Interval& interval) {
  in.number(interval.from.seconds);
  in.number(interval.until.seconds);
}

void read_rule(Decoder& in, RuleId& rule) {
  std::uint16_t id = 0;
  in.number(id);
  rule = RuleId{id};
}

void read_article(Decoder& in, Article& article) {
  in.text(article.id);
  in.text(article.title);
  in.text(article.body);
  in.maybe(article.published, [&](auto& day) { in.number(day.since_epoch); });
  in.text(article.source);
  in.text(article.url);
  in.text(article.lang);
}

void read_publication(Decoder& in, PublicationDay& published) {
  read_interval(in, published.interval);
  in.one_of(published.how, PublicationDay::How::inferred);
  in.real(published.confidence);
  in.list(published.evidence, [&](auto& text) { in.text(text); });
}

void read_mention(Decoder& in, Mention& mention) {
  in.span(mention.span);
  in.one_of(mention.type, EntityType::place);
  in.one_of(mention.form, MentionForm::pronoun);
  in.number(mention.entity.index);
  read_rule(in, mention.rule);
}

void read_entity(Decoder& in, Entity& entity) {
  in.one_of(entity.type, EntityType::place);
  in.one_of(entity.gender, Gender::female);
  in.text(entity.name);
  in.list(entity.variants, [&](auto& text) { in.text(text); });
  in.list(entity.roles, [&](auto& text) { in.text(text); });
}

void read_timex(Decoder& in, Timex& timex) {
  in.span(timex.span);
  in.one_of(timex.type, TimexType::set);
  in.text(timex.value);
  in.text(timex.mod);
  in.text(timex.quant);
  in.text(timex.freq);
  in.maybe(timex.interval, [&](auto& interval) { read_interval(in, interval); });
  in.maybe(timex.anchor, [&](auto& interval) { read_interval(in, interval); });
  read_rule(in, timex.rule);
}

void read_speaker(Decoder& in, Speaker& speaker) {
  in.span(speaker.span);
  in.number(speaker.entity.index);
  in.one_of(speaker.status, SpeakerStatus::unknown);
}

void read_quotation(Decoder& in, Quotation& quotation) {
  in.number(quotation.parent);
  in.number(quotation.group);
  in.span(quotation.span);
  in.one_of(quotation.kind, QuotationKind::indirect);
  in.list(quotation.quoted, [&](auto& span) { in.span(span); });
  in.list(quotation.speakers, [&](auto& speaker) { read_speaker(in, speaker); });
  in.list(quotation.via, [&](auto& speaker) { read_speaker(in, speaker); });
  in.span(quotation.cue);
  in.one_of(quotation.stance, Stance::hypothetical);
  in.maybe(quotation.said, [&](auto& interval) { read_interval(in, interval); });
  in.real(quotation.confidence);
  read_rule(in, quotation.rule);
}

void read_annotations(Decoder& in, Annotations& found) {
  in.list(found.rules, [&](auto& name) { in.text(name); });
  in.maybe(found.published, [&](auto& published) { read_publication(in, published); });
  in.list(found.mentions, [&](auto& mention) { read_mention(in, mention); });
  in.list(found.entities, [&](auto& entity) { read_entity(in, entity); });
  in.list(found.timexes, [&](auto& timex) { read_timex(in, timex); });
  in.list(found.quotations, [&](auto& quotation) { read_quotation(in, quotation); });
}


}  // namespace

StoredArticle stored_before_6(std::string_view record, const std::string& where) {
  StoredArticle stored;
  if (record.empty() || record.front() != kVersion)
    throw_damaged_record(where, "a stored article is of an unknown kind");
  Decoder in(record.substr(1));
  read_article(in, stored.article);
  read_annotations(in, stored.annotations);
  if (!in.done()) throw_damaged_record(where, "a stored article is cut off or garbled");
  const std::string_view fault = inconsistency_of(stored.article, stored.annotations);
  if (!fault.empty()) throw_damaged_record(where, fault);
  return stored;
}

}  // namespace quoth::storage
