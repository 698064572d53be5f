#include "index/record_consistency.hpp"

#include <cstddef>
#include <cstdint>

#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

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

}  // namespace

std::string_view inconsistency_of(const Article& article, const Annotations& found) noexcept {
  return Consistency(article, found).fault();
}

void throw_damaged_record(const std::string& where, std::string_view what) {
  throw DamagedError("Reading " + where + ": " + std::string(what) +
                     ". Restore the index from a copy, or index again.");
}

}  // namespace quoth::storage
