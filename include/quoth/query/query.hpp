// A query as a value: built by the parser or with operators, read back in plain words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/calendar.hpp"

namespace quoth {

/// Whom a name may mean.
enum class NameScope : std::uint8_t { any, person, organisation, place };

/// The least likeness in per cent that a name clause can ask of a spelling. Below it spellings have
/// hardly more than a letter in common.
inline constexpr int kLeastStrictness = 50;

/// How far apart words are at most that NEAR and ADJ join, where no number is given, and the most
/// that can be asked for. Apart by 1: side by side.
inline constexpr unsigned kNearDistance = 10;
inline constexpr unsigned kAdjacentDistance = 1;
inline constexpr unsigned kMaxDistance = 1000;
/// The most words, or what stands for them, that one `near` joins: all their orders are weighed.
inline constexpr std::size_t kMaxNear = 8;

/// An immutable tree; a value, cheap to copy, comparable, shared by any number of threads. At most
/// 1,024 levels deep (UsageError when an operator would make it deeper).
///
/// Words, names and dates mean those of the article, but inside `quotation` those of one quotation:
/// its words, its speaker, the day it was said.
class Query {
 public:
  enum class Kind : std::uint8_t {
    nothing,     ///< matches no document
    everything,  ///< matches all, with score 0
    word,        ///< `text`: one word, matched by its stem
    phrase,      ///< `text`: words as written, side by side
    prefix,      ///< a word that begins with `text`
    near,        ///< the children, of words, phrases, prefixes or `any` of these, stand close
                 ///< together: fewer than `distance` other words between the first and the last of
                 ///< them in all; when `ordered`, in their order. Of three or more, each that stands
                 ///< in the middle counts as wide as its widest alternative
    all,         ///< every child
    any,         ///< at least one child; scores add up
    without,     ///< children[0] and not children[1]
    prefer,      ///< children[0]; children[1] only adds to the score
    title,       ///< children[0], of words and what is made of words, in the title
    source,      ///< `text`: the outlet
    language,    ///< `text`: "en"
    name,        ///< `text` mentioned; `scope`, `exact`, `strictness`
    speaker,     ///< `text` is the speaker; `exact`, `strictness`. Only inside `quotation`
    about,       ///< every word of `text` is said or stands round it. Only inside `quotation`
    speech,      ///< `text` is "direct", "mixed" or "indirect". Only inside `quotation`
    stance,      ///< `text` is "asserted", "denied" or "hypothetical". Only inside `quotation`
    when,        ///< a date in the text overlaps `interval`
    published,   ///< publication lies in `interval`
    quotation,   ///< one quotation matches children[0]
  };

  Query() noexcept;  ///< nothing

  [[nodiscard]] Kind kind() const noexcept;
  [[nodiscard]] const std::string& text() const noexcept;
  [[nodiscard]] NameScope scope() const noexcept;
  [[nodiscard]] bool exact() const noexcept;
  /// How alike a spelling must be to a name as asked, in per cent: kLeastStrictness..100, where 100
  /// takes known variants (Kyiv, Kiev) and nothing else; 0 for the usual: kSameToken for words of
  /// seven letters or more, stricter for shorter ones, acronyms and common words, which a number given
  /// does not look at; kSameName for whole names, unless all they share is a given name.
  [[nodiscard]] int strictness() const noexcept;
  [[nodiscard]] const Interval& interval() const noexcept;
  /// Of `near`: 1..kMaxDistance, in words; else 0.
  [[nodiscard]] unsigned distance() const noexcept;
  [[nodiscard]] bool ordered() const noexcept;
  [[nodiscard]] const std::vector<Query>& children() const noexcept;

  // Leaves. Text is taken as it is, never parsed for operators.
  [[nodiscard]] static Query everything();
  [[nodiscard]] static Query word(std::string_view text);
  [[nodiscard]] static Query phrase(std::string_view text);
  /// @throws UsageError  `text` is not one word of at least two letters or digits, without a star
  [[nodiscard]] static Query prefix(std::string_view text);
  [[nodiscard]] static Query source(std::string_view text);
  [[nodiscard]] static Query language(std::string_view text);
  /// @throws UsageError  `strictness` is neither 0 nor kLeastStrictness..100
  [[nodiscard]] static Query name(std::string_view text, NameScope scope = NameScope::any,
                                  bool exact = false, int strictness = 0);
  [[nodiscard]] static Query speaker(std::string_view text, bool exact = false, int strictness = 0);
  /// What a quotation is about: each word of `words` is said in it, or stands in its sentence, in the one before or
  /// in the one after; or somebody of that name is named in it, in any spelling. Only what is said adds to the
  /// score, so that quotations with the words come before those with the words round them.
  [[nodiscard]] static Query about(std::string_view words);
  [[nodiscard]] static Query speech(QuotationKind kind);
  [[nodiscard]] static Query stance(Stance stance);
  /// `shown` is how a person wrote the interval ("last week"): kept for plain_words(), no part of
  /// equality. An interval outside kAllTime is cut to it; an empty one matches nothing.
  [[nodiscard]] static Query when(const Interval& interval, std::string_view shown = {});
  [[nodiscard]] static Query published(const Interval& interval, std::string_view shown = {});

  // Inner nodes, brought to one shape where nothing is lost by it: `all` in `all` and `any` in
  // `any` are opened up, one child is that child, none is nothing; `nothing` is absorbed,
  // `everything` dropped from `all`; `a and not b` is `a without b`. In `all`, several quotations
  // become one, whose inside is `all` of theirs: the same quotation must match all of them. That
  // does not reach through `any`, `without` or `prefer`.
  [[nodiscard]] static Query all(std::vector<Query> children);
  [[nodiscard]] static Query any(std::vector<Query> children);
  [[nodiscard]] static Query without(Query wanted, Query unwanted);
  [[nodiscard]] static Query prefer(Query required, Query optional);
  /// None is nothing, one is that one; `nothing` among them makes it nothing.
  /// @throws UsageError  a child is something else than a word, phrase, prefix or `any` of these;
  ///                     they are more than kMaxNear; `distance` is not 1..kMaxDistance
  [[nodiscard]] static Query near(std::vector<Query> children, unsigned distance,
                                  bool ordered = false);
  /// @throws UsageError  `words` holds more than words and what is made of words
  [[nodiscard]] static Query title(Query words);
  /// Quotations inside a quotation mean the same one, so their nodes go.
  [[nodiscard]] static Query quotation(Query inside);

  /// Inside a quotation also by that speaker. REQUIRES: kind() is quotation (UsageError otherwise).
  [[nodiscard]] Query by(std::string_view name) const;

  /// Whether it asks about quotations alone, so that its natural results are quotations.
  [[nodiscard]] bool only_quotations() const noexcept;

  /// In plain words: `articles with a date in March 2022 and with a quotation by Putin with the
  /// words “massive blow”`.
  [[nodiscard]] std::string plain_words() const;
  /// In the query language. Parsing it gives an equal query, for every query that the parser made
  /// and whose syntax is within its bounds; expressions such as "last week" are written as the days
  /// they mean. For other queries it gives one that matches the same, but that `prefer` with fields
  /// in its optional part has no syntax of its own and is written `(required AND (* OR optional))`.
  [[nodiscard]] std::string syntax() const;

  friend bool operator==(const Query& a, const Query& b) noexcept;

 private:
  struct Node;
  static constexpr std::uint32_t kMaxHeight = 1024;

  explicit Query(std::shared_ptr<const Node> node) noexcept;
  [[nodiscard]] const Node& node() const noexcept;
  [[nodiscard]] static Query leaf(Node node);
  [[nodiscard]] static Query inner(Kind kind, std::vector<Query> children);
  [[nodiscard]] static Query with_text(Kind kind, std::string_view text);
  [[nodiscard]] static Query in_time(Kind kind, const Interval& interval, std::string_view shown);
  [[nodiscard]] static Query opened(Query q);

  std::shared_ptr<const Node> node_;
};

/// Quotations on both sides become one that must match all of it:
///
///     searcher.quotes(by("Velchek") & about("sluices") & said_during("2024-03"));
[[nodiscard]] inline Query operator&(Query a, Query b) {
  return Query::all({std::move(a), std::move(b)});
}
[[nodiscard]] inline Query operator|(Query a, Query b) {
  return Query::any({std::move(a), std::move(b)});
}
[[nodiscard]] inline Query operator-(Query a, Query b) {
  return Query::without(std::move(a), std::move(b));
}

/// All of these close together, each one word, or several as a phrase; see Query::Kind::near.
///
///     searcher.search(near({"sluice gates", "jammed"}, 5));
///
/// @throws UsageError  as Query::near
[[nodiscard]] Query near(std::initializer_list<std::string_view> words,
                         unsigned distance = kNearDistance);
/// The same in this order.
[[nodiscard]] Query in_order(std::initializer_list<std::string_view> words,
                             unsigned distance = kAdjacentDistance);
/// A word that begins so: "sabot" finds sabotage and saboteurs.
/// @throws UsageError  as Query::prefix
[[nodiscard]] Query word_beginning(std::string_view letters);
/// A quotation with these words: one word, or several as a phrase.
[[nodiscard]] Query said(std::string_view words);
/// A quotation by this speaker.
[[nodiscard]] Query by(std::string_view name);
/// A quotation about this: said in it or standing round it, as Query::about.
[[nodiscard]] Query about(std::string_view words);
/// A quotation said then, whenever it was printed; written as `when:` reads it: "2022-03", "last week". Where the text
/// tells no day it is the day of printing; a quotation of which only a wider time is known ("in 2019") is found by
/// every day of it.
/// @throws UsageError  it is no date
[[nodiscard]] Query said_during(std::string_view when);
/// A quotation in direct, mixed or indirect speech.
[[nodiscard]] Query in_speech(QuotationKind kind);
/// A quotation that the text says was made, was denied, or would be made.
[[nodiscard]] Query with_stance(Stance stance);
/// A date in the text falls there, written as `when:` reads it: "2022-03",
/// "2022-03-01..2022-03-15".
/// @throws UsageError  it is no date
[[nodiscard]] Query during(std::string_view when);

}  // namespace quoth
