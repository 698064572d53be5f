// One published state of an index, opened for reading.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/article.hpp"
#include "quoth/postings/text_sketch.hpp"

namespace quoth {

/// An article of a snapshot: its segment's place in the manifest's order and its docid there
/// (1..n).
struct ArticleRef {
  std::uint32_t segment = 0;
  std::uint32_t docid = 0;
  friend constexpr auto operator<=>(const ArticleRef&, const ArticleRef&) noexcept = default;
};

/// A quotation of a snapshot: its article and its index in `Annotations::quotations`.
struct QuotationRef {
  ArticleRef article;
  std::uint32_t index = 0;
  friend constexpr auto operator<=>(const QuotationRef&, const QuotationRef&) noexcept = default;
};

/// What is kept of an article: as it was given, and what was found in it.
struct StoredArticle {
  Article article;
  Annotations annotations;
};

/// Somebody or something that an article names: its entity, without the places in the text.
struct ArticleName {
  EntityType type = EntityType::person;
  Gender gender = Gender::unknown;
  std::string name;                   ///< the fullest spelling in the article
  std::vector<std::string> variants;  ///< every other spelling, in order of first appearance
  std::vector<std::string> roles;
  std::uint32_t mentions = 0;    ///< by name
  std::uint32_t quotations = 0;  ///< it is the speaker of
  friend bool operator==(const ArticleName&, const ArticleName&) = default;
};

namespace storage {
class Memo;
}

struct IndexStats {
  std::uint64_t articles = 0;    ///< living ones
  std::uint64_t quotations = 0;  ///< of living articles
  std::uint64_t deleted = 0;     ///< articles replaced or removed whose space is not reclaimed yet
  std::uint64_t segments = 0;
  std::uint64_t bytes = 0;       ///< of all files the manifest names, and the manifest
  std::uint64_t generation = 0;  ///< counts the commits
  std::vector<std::string> analyzers;
};

/// An immutable view of one manifest. A value: copies share it. Any number of threads may use it;
/// later commits, merges and unlinked files never change it. Readers take no lock.
class Snapshot {
 public:
  struct Impl;

  /// Opens the newest manifest of the index directory at `path` and every file it names (no
  /// symlinks are followed inside it, descriptors close on exec). Verifies the manifest, and each
  /// file's size.
  /// @throws NotFoundError  nothing at `path`, or no index in it
  /// @throws FormatError    made by a newer Quoth or by something else
  /// @throws DamagedError   the manifest, a size or a structure is wrong
  /// @throws StorageError   the machine refused
  [[nodiscard]] static Snapshot open(const std::filesystem::path& path);

  [[nodiscard]] const IndexStats& stats() const noexcept;
  [[nodiscard]] std::uint32_t segment_count() const noexcept;
  /// What Writer::note left; empty when there is nothing.
  [[nodiscard]] std::string note(std::string_view key) const;

  /// @throws DamagedError  its record cannot be read
  [[nodiscard]] StoredArticle article(ArticleRef ref) const;
  /// Who and what an article names. At most 2,000 of them, those it names first, each with at most 32
  /// other spellings. @throws DamagedError  its record cannot be read
  [[nodiscard]] std::vector<ArticleName> names(ArticleRef ref) const;
  /// How many documents a segment has, tombstoned ones included; articles are numbered 1..n.
  [[nodiscard]] std::uint32_t articles_in(std::uint32_t segment) const noexcept;
  /// The living article with that id.
  [[nodiscard]] std::optional<ArticleRef> find(std::string_view id) const;
  [[nodiscard]] bool is_deleted(ArticleRef ref) const noexcept;
  /// The sketch of an article's body; none of one too short. See Searcher::copies.
  [[nodiscard]] std::optional<TextSketch> sketch(ArticleRef ref) const noexcept;
  /// Living articles whose sketch equals this one in at least so many bits, in their order. Looks at 8 bytes of
  /// every article.
  [[nodiscard]] std::vector<ArticleRef> articles_like(TextSketch sketch, int least_equal_bits) const;
  /// Which quotation a document of a segment's quotations file is. REQUIRES: 1 <= docid <= their
  /// count.
  [[nodiscard]] QuotationRef quotation(std::uint32_t segment, std::uint32_t docid) const noexcept;

  /// Docid, in its segment's quotations file, of an article's first quotation (had it one).
  [[nodiscard]] std::uint32_t first_quotation(ArticleRef ref) const noexcept;

  /// The two document spaces of every segment.
  enum class Space : std::uint8_t { articles, quotations };
  /// Spellings filed under a key of the name dictionary (see postings/terms.hpp), over all
  /// segments, sorted and distinct; of these the first `most`. @throws DamagedError  a segment's cannot be read
  [[nodiscard]] std::vector<std::string> spellings(Space space, std::string_view key,
                                                   std::size_t most) const;
  /// In how many documents a term stands, tombstoned ones included; of term::name_token(folded), of whatever type.
  /// Words as written and ids are no terms here: they have 0.
  /// @throws DamagedError  a name's postings cannot be read
  [[nodiscard]] std::uint64_t document_frequency(Space space, std::string_view term) const;
  /// A bound of how many documents have a word as it is written (folded), tombstoned ones included:
  /// those that have any word of its stem. 0 when, and only when, none has it.
  [[nodiscard]] std::uint64_t most_documents_with_word(Space space, std::string_view folded) const;

  /// The stems of all words that begin so.
  struct PrefixWords {
    std::vector<std::string> stems;  ///< terms, those in most documents first
    std::uint64_t documents = 0;  ///< that have one in such a form: a sum, at most all there are
    std::size_t left_out = 0;     ///< how many stems are not among them, the rarest
  };
  /// Other forms of a stem than those that begin so do not count. Remembered. @throws DamagedError
  ///   folded  the begin of a folded word, not empty
  ///   most    stems kept
  [[nodiscard]] PrefixWords words_with_prefix(Space space, std::string_view folded,
                                              std::size_t most) const;

  /// Spellings of names in the dictionary that share a key with `folded_token` (itself included
  /// when it is there) and are at least `least` alike to it, best first. Remembered.
  struct TokenSpelling {
    std::string text;  ///< folded
    double similarity = 1;
    friend bool operator==(const TokenSpelling&, const TokenSpelling&) = default;
  };
  [[nodiscard]] std::vector<TokenSpelling> spellings_like(Space space,
                                                          std::string_view folded_token,
                                                          double least) const;
  /// The least likeness that `spellings_like` can find.
  static constexpr double kLeastLikeness = 0.5;

  /// What src/rank remembers about this snapshot.
  [[nodiscard]] storage::Memo& memo() const noexcept;

  explicit Snapshot(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  [[nodiscard]] const Impl& impl() const noexcept {
    return *impl_;
  }  ///< for src/rank and src/results

 private:
  std::shared_ptr<const Impl> impl_;
};

}  // namespace quoth
