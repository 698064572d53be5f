// What the tagger sees of a token: a short list of features, none of which is the word itself.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace quoth::names {

// Each template is one question about a token or what stands around it; a feature is a template and
// the answer. A run is a stretch's capitals without words in small letters between them. The names
// are those of the weights' table (tables/en/names_tagger.tsv).
// clang-format off
#define QUOTH_TAG_TEMPLATES(X)                                                                     \
  X(bias)             /* nothing: how frequent each tag is */                                      \
  X(rule)             /* what the rules made of the token: tag, rule, sureness */                  \
  X(rules_around)     /* their tags for it and its neighbours */                                   \
  X(rule_kind)        /* their tag, and its kind (word_kind.hpp) */                                \
  X(kind)             /* its kind, a sentence's begin, its place in a listed phrase */             \
  X(kind_before)      /* its kind and that of the token before */                                  \
  X(kind_after)                                                                                    \
  X(kinds_around)     /* both at once */                                                           \
  X(kinds_before)     /* the kinds of the two tokens before */                                     \
  X(kinds_after)                                                                                   \
  X(word_class)       /* each class of the lexicon that it has */                                  \
  X(class_before)                                                                                  \
  X(class_after)                                                                                   \
  X(shape)            /* its letters, length, whether the lexicon has it */                        \
  X(code)             /* how many digits it has */                                                 \
  X(plural)           /* ends in s, after what */                                                  \
  X(ending)           /* the row of names.tsv for its ending */                                    \
  X(counts)           /* how often the article has it in small letters, and with a capital */      \
  X(votes_person)     /* how often the article surely names a person by it, elsewhere */           \
  X(votes_organisation)                                                                            \
  X(votes_place)                                                                                   \
  X(seen)             /* what has stood beside the word anywhere in the article */                 \
  X(cue_before)       /* the row of names.tsv for the word before its run, at the run's begin */   \
  X(cue_after)                                                                                     \
  X(cue_before_run)   /* the same, anywhere in the run */                                          \
  X(cue_after_run)                                                                                 \
  X(place_in_run)     /* how far it is from both ends */                                           \
  X(run_last)         /* the kind of its run's last word, and how far it is */                     \
  X(run_first)                                                                                     \
  X(after_run)        /* the kind of what follows its run, and its own */                          \
  X(around_run)       /* the kinds of what stands before and after its run */                      \
  X(cue_of)           /* the row of names.tsv for the noun before "of" before its run */           \
  X(cue_owned)        /* the row for what its run owns: "X's album", "X's president" */            \
  X(initials)         /* whether it spells the initials of the other beside a bracket */           \
  X(told)             /* what a noun beside its run says: "the band X", "X was a village" */       \
  X(listed)           /* the rules' tags beyond a comma or "and" beside its run, and its own */    \
  X(enclosed)         /* quotation marks or brackets around its run */
// clang-format on

enum class Template : std::uint8_t {
#define QUOTH_DECLARE(name) name,
  QUOTH_TAG_TEMPLATES(QUOTH_DECLARE)
#undef QUOTH_DECLARE
};
#define QUOTH_COUNT(name) +1
inline constexpr std::size_t kTemplates = 0 QUOTH_TAG_TEMPLATES(QUOTH_COUNT);
#undef QUOTH_COUNT
[[nodiscard]] std::string_view name_of(Template which) noexcept;

/// A template and its answer, which counts kinds, classes, rows and distances together.
struct TagFeature {
  Template which;
  std::uint32_t value;
  friend bool operator==(const TagFeature&, const TagFeature&) = default;
};

/// At most this many features a token.
inline constexpr std::size_t kMostTagFeatures = 160;

/// A list without allocation.
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

}  // namespace quoth::names
