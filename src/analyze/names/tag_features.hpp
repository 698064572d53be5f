// What the tagger sees of a token: a short list of features, none of which is the word itself.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analyze/names/cues.hpp"
#include "analyze/names/found_name.hpp"
#include "analyze/names/tag.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

// Each template is one question about a token or its surroundings; the answer is the feature's
// value. Names in the weights' table (tables/en/names_weights.tsv) are these.
#define QUOTH_TAG_TEMPLATES(X)                                                                  \
  X(bias) /* none */                                                                            \
  X(rule) /* what the rules made of the token: edge, type, rule, sureness */                    \
  X(rules_around)                                                                               \
  X(rule_kind)                                                                                  \
  X(kind)                                                                                       \
  X(kind_before)                                                                                \
  X(kind_after)                                                                                 \
  X(kinds_around)                                                                               \
  X(kinds_before)                                                                               \
  X(kinds_after)                                                                                \
  X(word_class)                                                                                 \
  X(class_before)                                                                               \
  X(class_after)                                                                                \
  X(shape)                                                                                      \
  X(counts)                                                                                     \
  X(cue_before)                                                                                 \
  X(cue_after)                                                                                  \
  X(cue_before_run)                                                                             \
  X(cue_after_run)                                                                              \
  X(ending)                                                                                     \
  X(votes_person)                                                                               \
  X(votes_organisation)                                                                         \
  X(votes_place)                                                                                \
  X(place_in_run)                                                                               \
  X(run_last)                                                                                   \
  X(run_first)                                                                                  \
  X(after_run)                                                                                  \
  X(around_run)                                                                                 \
  X(enclosed)                                                                                   \
  X(told) /* "the band X", "X was a village": here */                                           \
  X(seen) /* where else in the article the word stands */                                       \
  X(code)                                                                                       \
  X(plural)

enum class Template : std::uint8_t {
#define QUOTH_DECLARE(name) name,
  QUOTH_TAG_TEMPLATES(QUOTH_DECLARE)
#undef QUOTH_DECLARE
};
#define QUOTH_COUNT(name) +1
inline constexpr std::size_t kTemplates = 0 QUOTH_TAG_TEMPLATES(QUOTH_COUNT);
#undef QUOTH_COUNT
[[nodiscard]] std::string_view name_of(Template which) noexcept;

struct TagFeature {
  Template which;
  std::uint32_t value;
  friend bool operator==(const TagFeature&, const TagFeature&) = default;
};

/// At most this many features a token.
inline constexpr std::size_t kMostTagFeatures = 96;

class TagFeatures {
 public:
  void clear() noexcept { size_ = 0; }
  void add(Template which, std::uint32_t value) noexcept {
    if (size_ < kMostTagFeatures) items_[size_++] = {which, value};
  }
  [[nodiscard]] const TagFeature* begin() const noexcept { return items_.data(); }
  [[nodiscard]] const TagFeature* end() const noexcept { return items_.data() + size_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

 private:
  std::size_t size_ = 0;
  std::array<TagFeature, kMostTagFeatures> items_;
};

/// Reads the stretches of a text in which names can stand: words with capitals, numbers, and what
/// can join them. Facts, names and tokens are borrowed. Each stretch costs time linear in it.
class StretchReader {
 public:
  StretchReader(const TokenTable& tokens, const WordFacts& facts, const FoundNames& names);

  /// The next stretch, or an empty range at the end of the text.
  [[nodiscard]] TokenRange next();
  /// The features of token `i` of the stretch last given.
  void read(TokenIndex i, TagFeatures& out) const;
  /// The tags, as bits, that token `i` of it cannot have whatever the weights say: a title is no
  /// part of a person's name, a listed name is not cut in two, two countries in a row are two.
  [[nodiscard]] std::uint8_t ruled_out(TokenIndex i) const noexcept;

 private:
  enum class Kind : std::uint8_t;
  struct Seen {
    WordClasses classes = 0;
    Kind kind{};
    std::uint8_t run_first = 0, run_last = 0;  // kinds
    std::uint8_t from_run = 0, to_run = 0;     // tokens to its ends, at most 15
    std::uint32_t run = 0;  // index among runs_
    Tag rule = 0;  // what the rules made of it
    std::uint8_t rule_id = 0;
    std::uint8_t phrase = 0;  // of a listed phrase: twice its kind, odd inside
    std::uint8_t code = 0;    // digits in the word, at most 3
  };
  static const Seen kNothing;
  // What all tokens of one run share.
  struct Run {
    TokenIndex begin = 0, end = 0;
    Kind before{}, after{};
    std::uint32_t cue_before = 0, cue_after = 0;
    Cues::Told told_before{}, told_after{};
  };
  struct Votes {
    std::uint8_t count[3] = {0, 0, 0};
    std::uint32_t seen = 0;  // bits
  };

  [[nodiscard]] bool can_begin(TokenIndex i) const noexcept;
  [[nodiscard]] bool breaks_before(TokenIndex i) const noexcept {
    return i >= t_.size() || t_.before(i, Gap::sentence | Gap::paragraph);
  }
  [[nodiscard]] bool touches(TokenIndex i) const noexcept { return !t_.before(i, Gap::space); }
  [[nodiscard]] TokenIndex joined(TokenIndex i) const noexcept;
  void add_article(TokenIndex i, const Seen& s, std::uint32_t start, std::uint32_t lone,
                   TagFeatures& out) const;
  void look(TokenRange stretch);
  void look_at(TokenIndex i, Seen& seen) const noexcept;
  void mark_names(TokenRange stretch);
  void mark_runs(TokenRange stretch);
  [[nodiscard]] const Seen& at(TokenIndex i) const noexcept {
    const std::size_t k = std::size_t{i} - window_;  // wraps below the window
    return k < seen_.size() ? seen_[k] : kNothing;
  }
  [[nodiscard]] Kind kind_at(TokenIndex i) const noexcept { return at(i).kind; }
  void count_votes();
  void note_surroundings();
  [[nodiscard]] Cues::Told told_after(TokenIndex end) const noexcept;
  [[nodiscard]] Cues::Told told_before(TokenIndex begin) const noexcept;

  const TokenTable& t_;
  const WordFacts& facts_;
  const FoundNames& names_;
  const Cues& cues_;
  TokenIndex next_ = 0;
  std::size_t name_ = 0;
  TokenIndex window_ = 0;  // token of seen_[0]
  std::vector<Seen> seen_;
  std::vector<Run> runs_;
  std::vector<Votes> votes_;
};

}  // namespace quoth::names
