// Tells when a quotation was said.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/quotations/cues/noun_phrase.hpp"
#include "quoth/analyze/analyzer.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// Reads the day of one quotation after another, in text order. Borrows what it is given.
///
/// A day counts that stands in the clause of the cue and tells when somebody spoke:
///
///     In 2019 Voss said                        2019
///     At Monday’s meeting, Voss said           Monday
///     said in a letter published on Monday     Monday
///     Voss, who took office in 2019, said      not 2019
///     Voss said of the talks on Friday         not Friday
///     On Friday, Voss said, the gates open     not Friday
///     Voss said on Friday that ... on Sunday   Friday
///
/// Where the clause has none, words that go on take the day of what they go on from, and words of
/// somebody whose speech or interview was dated shortly before take that day. "Once", "recently"
/// and a bare "had said" are some day that nobody knows. All else was said when the article was
/// published. Bounded work for each quotation.
class DaySaid {
 public:
  DaySaid(const Context& context, const std::vector<Stretch>& stretches, const Annotations& found);

  /// The day of `quotation`, whose speakers, cue and span are filled in.
  [[nodiscard]] std::optional<Interval> of(const SentenceReader& sentence,
                                           const Quotation& quotation);
  /// Words inside other words are read: those without a day of their own have `day`, that of the words
  /// around them, and nothing is remembered from elsewhere.
  void go_inside(std::optional<Interval> day) {
    memory_ = {};
    outer_ = day;
  }
  /// The article's own day: given by its owner, else found; inside other words, theirs.
  [[nodiscard]] std::optional<Interval> of_article() const;
  /// Whether the sentence dates an occasion of speech: "She gave the interview on Monday."
  [[nodiscard]] std::optional<Interval> of_occasion(const SentenceReader& sentence) const;
  /// Somebody speaks on an occasion that of_occasion() dates.
  void note_occasion(EntityId who, Interval day, std::uint32_t paragraph);
  /// The day that the paragraphs right above `paragraph`, where a transcript begins, give to it.
  [[nodiscard]] std::optional<Interval> of_conversation(std::uint32_t paragraph) const;

 private:
  enum class Told : std::uint8_t { nothing, day, some_day };
  struct Stated {
    Told told = Told::nothing;
    std::optional<Interval> day;
  };
  struct Memory {
    EntityId who;
    std::optional<Interval> day;
    std::uint32_t paragraph = 0;  ///< of the last words of theirs
    bool occasion = false;        ///< of a speech that may go on for some paragraphs
  };

  [[nodiscard]] Stated stated(const SentenceReader& s, const Quotation& q) const;
  [[nodiscard]] std::uint32_t item_at(const SentenceReader& s, std::uint32_t byte) const;
  [[nodiscard]] bool after_cue(const SentenceReader& s, std::uint32_t from, std::uint32_t to,
                               std::uint32_t end) const;
  [[nodiscard]] bool before_cue(const SentenceReader& s, std::uint32_t from, std::uint32_t to,
                                std::uint32_t cue) const;
  [[nodiscard]] bool verb(const SentenceReader& s, std::uint32_t k) const;
  [[nodiscard]] bool publishes(const SentenceReader& s, std::uint32_t k) const;
  [[nodiscard]] bool opens_occasion(const SentenceReader& s, std::uint32_t from,
                                    std::uint32_t noun) const;
  [[nodiscard]] bool later(const SentenceReader& s, std::uint32_t cue) const;
  [[nodiscard]] bool pluperfect(const SentenceReader& s, std::uint32_t cue) const;
  [[nodiscard]] bool lies_ahead(const Interval& day) const;
  [[nodiscard]] Memory* memory_of(EntityId who);
  void remember(const Memory& memory);

  const Context& context_;
  const TokenTable& t_;
  const std::vector<Stretch>& stretches_;
  const Annotations& found_;
  std::array<Memory, 6> memory_{};
  std::optional<Interval> outer_;
  std::size_t next_ = 0;
};

/// The day of a post's signature: the first one in `line`, else nothing.
[[nodiscard]] std::optional<Interval> day_in(Span line, const Annotations& found);

}  // namespace quoth::quotations
