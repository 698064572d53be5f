// The file articles.texts, open: the stored records of a segment, in compressed blocks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/block_checksums.hpp"
#include "index/file.hpp"
#include "index/stored_article.hpp"

struct ZSTD_DCtx_s;
struct ZSTD_DDict_s;

namespace quoth::storage {

inline constexpr std::string_view kTextsMagic = "QUOTHTXT";
inline constexpr std::uint32_t kTextsVersion = 1;

/// Where a block lies: a frame of texts, and behind it a frame of notes up to the next block.
struct TextsBlock {
  std::uint64_t offset = 0;
  std::uint32_t first = 0;       ///< its first article, from 0
  std::uint32_t texts_size = 0;  ///< of the compressed texts
};

/// A stretch of blocks that share dictionaries, and one table of the names of rules.
struct TextsPart {
  std::uint64_t offset = 0;      ///< dictionary of texts, dictionary of notes, the blocks, rules
  std::uint64_t article_bytes = 0;  ///< of titles and bodies as they were given
  std::uint64_t text_bytes = 0;     ///< of all texts, not compressed
  std::uint64_t note_bytes = 0;     ///< not compressed
  std::uint32_t text_dictionary = 0, note_dictionary = 0, rules_size = 0;
  std::uint32_t blocks = 0, articles = 0;
};

/// Bytes of a file of texts by what they are.
struct TextsSizes {
  std::uint64_t texts = 0, notes = 0, dictionaries = 0, tables = 0;  ///< as they lie on disk
  std::uint64_t article_bytes = 0;  ///< of titles and bodies as they were given
};

/// A mapped `articles.texts`. Immutable; any number of threads, each with a reader of its own.
class ArticleTexts {
 public:
  /// Takes the mapping of a whole file, and looks its tables over.
  ///   sums  by them each part is verified when it is first used; without them nothing is
  /// @throws DamagedError  `path` is for the message
  ArticleTexts(Mapping mapping, std::uint32_t articles, std::string path,
               std::optional<FileChecksums> sums = {});
  ArticleTexts(ArticleTexts&&) noexcept;
  ~ArticleTexts();

  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] std::uint32_t articles() const noexcept { return articles_; }
  [[nodiscard]] std::string_view bytes() const noexcept { return mapping_.bytes(); }
  [[nodiscard]] const std::vector<TextsPart>& parts() const noexcept { return parts_; }
  [[nodiscard]] std::uint32_t block_count() const noexcept { return blocks_; }
  /// REQUIRES: i < block_count().
  [[nodiscard]] TextsBlock block(std::uint32_t i) const noexcept;
  /// Where the bytes of a part end, which begin at its offset.
  [[nodiscard]] std::uint64_t end_of_part(std::size_t part) const noexcept {
    return open_[part].end + parts_[part].rules_size;
  }
  [[nodiscard]] TextsSizes sizes() const noexcept;
  /// Verifies all of it, where there are checksums; leaves no more of it in memory than before. @throws DamagedError
  void require_all() const;

 private:
  friend class ArticleTextsReader;
  struct OpenPart {
    std::uint32_t first_block = 0;
    std::uint64_t end = 0;  ///< of its last block
    std::shared_ptr<const ZSTD_DDict_s> texts, notes;  ///< null without a dictionary
    std::vector<std::string_view> rules;
  };
  [[nodiscard]] std::uint32_t block_of(std::uint32_t article) const noexcept;
  [[nodiscard]] const OpenPart& part_of(std::uint32_t block) const noexcept;
  /// Where the block ends: the next begins, or its part does.
  [[nodiscard]] std::uint64_t end_of(std::uint32_t block) const noexcept;
  [[noreturn]] void throw_damaged(const std::string& what) const;
  void require(std::string_view part) const {
    if (guard_ != nullptr) guard_->require(part);
  }

  Mapping mapping_;
  std::unique_ptr<const VerifiedBlocks> guard_;
  std::string path_;
  std::uint32_t articles_ = 0, blocks_ = 0;
  const char* table_ = nullptr;
  std::uint64_t tables_ = 0;  ///< where the tables begin
  std::vector<TextsPart> parts_;
  std::vector<OpenPart> open_;
};

/// Reads records, one after the other; keeps the block that it read last. For one thread at a time.
class ArticleTextsReader {
 public:
  ArticleTextsReader();
  ArticleTextsReader(ArticleTextsReader&&) noexcept;
  ArticleTextsReader& operator=(ArticleTextsReader&&) noexcept;
  ~ArticleTextsReader();

  /// The record of an article, from 0; it leads into the reader, until the next call. REQUIRES:
  /// `article` is one of them, and `texts` outlives the reader or forget().
  /// @throws DamagedError
  [[nodiscard]] const RecordParts& read(const ArticleTexts& texts, std::uint32_t article);
  /// The texts alone; see RecordParts.
  [[nodiscard]] std::string_view read_texts(const ArticleTexts& texts, std::uint32_t article);

 private:
  void load(const ArticleTexts& texts, std::uint32_t block);
  void load_frame(const ArticleTexts& texts, std::string_view frame, const ZSTD_DDict_s* dictionary,
                  std::string& out);

  std::unique_ptr<ZSTD_DCtx_s, void (*)(ZSTD_DCtx_s*)> context_;
  const ArticleTexts* texts_ = nullptr;
  std::uint32_t block_ = 0;
  std::string text_bytes_, note_bytes_;
  struct Place {
    std::size_t texts = 0, notes = 0;  ///< where they end
  };
  std::vector<Place> places_;
  std::size_t notes_begin_ = 0;
  RecordParts parts_;
};

}  // namespace quoth::storage
