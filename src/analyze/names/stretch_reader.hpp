// The stretches of a text in which names can stand, and the features of their tokens.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/names/article_evidence.hpp"
#include "analyze/names/cues.hpp"
#include "analyze/names/found_name.hpp"
#include "analyze/names/tag.hpp"
#include "analyze/names/tag_weights.hpp"
#include "analyze/names/word_facts.hpp"
#include "analyze/names/word_kind.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

/// Reads the stretches of a text in which names can stand: words with capitals, numbers, and what
/// can join them; a function word alone ("The") is none. Facts, names and tokens are borrowed. Each stretch costs time linear in it.
class StretchReader {
 public:
  StretchReader(const TokenTable& tokens, const WordFacts& facts, const FoundNames& names);

  /// The next stretch, or an empty range at the end of the text.
  [[nodiscard]] TokenRange next();
  /// The features of token `i` of the stretch last given.
  void read(TokenIndex i, TagFeatures& out) const;
  /// The sums of their weights: what score_tags() gives for them.
  void score(TokenIndex i, const TagWeights& weights, TagScores& out) const;
  /// The tags, as bits, that token `i` of it cannot have whatever the weights say: a title is no
  /// part of a person's name, a listed name is not cut in two, two countries in a row are two, a
  /// full name ends before "of", a dateline is a place. Each rule shows its example in the code.
  [[nodiscard]] std::uint8_t ruled_out(TokenIndex i) const noexcept;

 private:
  struct Seen {
    WordClasses classes = 0;
    WordKind kind{};
    WordKind run_first{}, run_last{};
    std::uint8_t from_run = 0, to_run = 0;  // tokens to its ends, at most 15
    std::uint32_t run = 0;                  // index among runs_
    Tag rule = 0;                           // what the rules made of it
    std::uint8_t rule_id = 0;
    PhraseKind phrase{};       // the listed phrase it stands in
    bool in_phrase = false;    // not its first token
    bool long_phrase = false;  // of kLongPhrase words or more
    std::uint8_t code = 0;     // digits in the word, at most 3
  };
  static const Seen kNothing;
  // What all tokens of one run share.
  struct Run {
    TokenIndex begin = 0, end = 0;
    WordKind before{}, after{};
    std::uint32_t cue_before = 0, cue_after = 0, cue_of = 0, cue_owned = 0;
    Cues::Told told_before{}, told_after{};
    bool initials =
        false;  // of the acronym in brackets after it, or, in brackets, of what is before
    bool closed_the = false;  // "the X" and no noun after it
    bool dateline = false;    // "ZORVANE, May 3 (Wire) -"
    TokenIndex holder =
        0;  // "(the mayor of) Zorvane Anne Tol": where her name begins; 0 for nowhere
  };

  [[nodiscard]] bool can_begin(TokenIndex i) const noexcept;
  [[nodiscard]] bool is_grammar(TokenIndex i) noexcept;
  [[nodiscard]] bool breaks_before(TokenIndex i) const noexcept {
    return i >= t_.size() || t_.before(i, Gap::sentence | Gap::paragraph);
  }
  [[nodiscard]] bool touches(TokenIndex i) const noexcept { return !t_.before(i, Gap::space); }
  [[nodiscard]] TokenIndex joined(TokenIndex i) const noexcept;
  [[nodiscard]] bool spells_initials(TokenRange name, TokenIndex acronym) const noexcept;
  [[nodiscard]] bool is_dateline(TokenIndex begin, TokenIndex end) const noexcept;
  [[nodiscard]] bool only_small(TokenIndex i) const noexcept;
  [[nodiscard]] bool is_family(TokenIndex i) const noexcept;
  [[nodiscard]] bool is_party(TokenIndex i) const noexcept;
  [[nodiscard]] bool is_glued(TokenIndex i) const noexcept;
  [[nodiscard]] bool ends_person(TokenIndex of) const noexcept;
  [[nodiscard]] TokenIndex holder_in(TokenRange run) const noexcept;
  template <class Out>
  void add_features(TokenIndex i, Out& out) const;
  template <class Out>
  void add_article(TokenIndex i, const Seen& s, std::uint32_t start, std::uint32_t lone,
                   Out& out) const;
  void look(TokenRange stretch);
  void mark_names(TokenRange stretch);
  void mark_runs(TokenRange stretch);
  [[nodiscard]] const Seen& at(TokenIndex i) const noexcept {
    const std::size_t k = std::size_t{i} - window_;  // wraps below the window
    return k < seen_.size() ? seen_[k] : kNothing;
  }
  [[nodiscard]] WordKind kind_at(TokenIndex i) const noexcept { return at(i).kind; }

  const TokenTable& t_;
  const WordFacts& facts_;
  const FoundNames& names_;
  const Cues& cues_;
  const ArticleEvidence evidence_;
  TokenIndex next_ = 0;
  std::size_t name_ = 0;          // the first that ends in the window, or after it
  std::size_t grammar_name_ = 0;  // the same for is_grammar
  TokenIndex window_ = 0;         // token of seen_[0]
  std::vector<Seen> seen_;
  std::vector<Run> runs_;
};

}  // namespace quoth::names
