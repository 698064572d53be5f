// From the words of a text to the quotations of an index that are like them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "quoth/index/snapshot.hpp"
#include "rank/quotation_votes.hpp"
#include "results/article_reader.hpp"
#include "results/checked_text.hpp"
#include "results/word_alignment.hpp"

namespace quoth {

/// Words [begin, end) of a text.
struct WordRange {
  std::size_t begin = 0, end = 0;
  [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
};

/// How much of a text a source has, by an alignment of the two.
struct Likeness {
  std::size_t same = 0;     ///< words
  std::size_t content = 0;  ///< of those, no function words
  std::size_t run = 0;      ///< words of the longest stretch that is the same
  std::size_t stretch =
      0;           ///< words of the source from the first to the last of them, long omissions aside
  WordRange text;  ///< the text's stretch, from the first same word to the last
  double coverage = 0;  ///< 0..1: weights of the same words of those of the whole text
  double within = 0;    ///< 0..1: of those of the text's stretch
  double likeness = 0;  ///< 0..1: 2 * same / (words of the text + stretch)
  double shared = 0;    ///< nats: how much the same words tell, each once: ln(N / df), smoothed
  double asked = 0;     ///< nats: how much the whole text tells
  double chance = 0;    ///< nats: ln N, what it takes to be one of the index's quotations
};

/// One quotation document that is like a stretch of a text.
struct QuotationMatch {
  VotedDocument document;
  QuotationKind kind = QuotationKind::direct;
  Stance stance = Stance::asserted;
  std::size_t words = 0;  ///< of the document
  WordAlignment alignment;
  Likeness likeness;
};

/// A text made ready to be looked for. Borrows it, and the reader. For one thread.
class QuotationMatcher {
 public:
  QuotationMatcher(const Snapshot& snapshot, const CheckedText& text, ArticleReader& reader);

  /// Quotations that share words with a stretch of the text, the most alike first; direct and asserted ones first
  /// where they are equal.
  struct MatchOptions {
    VoteOptions votes;
    /// Also those that have all of it side by side, however common its words are; at most 64 more.
    bool phrases = false;
    /// Only those that may be like the stretch (is_like) or, where none is like nearly all of it, a piece of it
    /// (is_piece): by their terms, so that the others need not be read.
    bool like_only = false;
  };
  [[nodiscard]] std::vector<QuotationMatch> matches(WordRange range, const MatchOptions& options);
  /// Articles whose text shares words with it, the best first.
  [[nodiscard]] std::vector<VotedDocument> articles(const VoteOptions& options);

  /// Aligns a stretch of the text with a source's words. Steps count the text's words from its own begin.
  [[nodiscard]] WordAlignment align(WordRange range,
                                    std::span<const std::string_view> source) const;
  [[nodiscard]] Likeness likeness_of(const WordAlignment& alignment, WordRange range) const;

  /// How many of the words that votes were asked of stand in no document of the space asked last.
  [[nodiscard]] double share_of_unknown_words() const noexcept { return unknown_; }
  /// Whether all words that are not in one document of ten voted: else there may be more like it.
  [[nodiscard]] bool complete() const noexcept { return complete_; }
  [[nodiscard]] std::uint8_t weight(std::size_t word) const noexcept { return weights_[word]; }

 private:
  [[nodiscard]] std::vector<std::string> forms_in(WordRange range) const;
  void add_phrase(WordRange range, Votes& votes) const;
  /// Nats: all that the words of a stretch tell, and how much of it a document may share that its terms do not show.
  struct Told {
    double asked = 0, unseen = 0;
  };
  [[nodiscard]] Told told(WordRange range, const Votes& votes,
                          std::span<const std::string> forms) const;
  /// Aligns a document; nothing when no word is the same.
  [[nodiscard]] std::optional<QuotationMatch> match(const VotedDocument& document, WordRange range);
  void weigh(const Votes& votes, std::span<const std::string> forms);

  const Snapshot& snapshot_;
  const CheckedText& text_;
  ArticleReader& reader_;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept {
      return std::hash<std::string_view>{}(s);
    }
  };
  std::unordered_map<std::string_view, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<std::uint32_t> text_numbers_;
  std::vector<std::uint8_t> weights_;
  std::vector<double> nats_;  ///< of each word: how much it tells
  double chance_ = 0;
  bool weighed_ = false, complete_ = true;
  double unknown_ = 0;
  std::vector<std::string_view> words_;  ///< of the document looked at
};

/// Whether a likeness is enough to call a source the quotation that the text means, with words altered: all of its
/// words, or so many and so rare ones that they are no chance in an index of this size.
[[nodiscard]] bool is_like(const Likeness& likeness, std::size_t text_words) noexcept;
/// Whether the shared words tell so much that another wording of them is no chance either.
[[nodiscard]] bool tells_enough(const Likeness& likeness) noexcept;
/// Whether a source of so many words is a part of the text printed by itself, be it cut.
[[nodiscard]] bool is_excerpt(const Likeness& likeness, std::size_t source_words) noexcept;
/// Whether a stretch of a text is so much like its source that it may be a piece of a spliced quotation.
[[nodiscard]] bool is_piece(const Likeness& likeness) noexcept;

}  // namespace quoth
