// Writes the file articles.texts: records in, compressed blocks out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/article_texts.hpp"
#include "index/file.hpp"

struct ZSTD_CCtx_s;
struct ZSTD_CDict_s;

namespace quoth::storage {

/// Records come in the order of their articles. The first MiB wait in memory, for the dictionaries
/// that are learned from them; after that a block at a time.
class ArticleTextsWriter {
 public:
  /// A new file of that name, which grows while records come.
  ArticleTextsWriter(const Directory& directory, const std::string& name);
  ~ArticleTextsWriter();
  ArticleTextsWriter(const ArticleTextsWriter&) = delete;
  ArticleTextsWriter& operator=(const ArticleTextsWriter&) = delete;

  /// @throws StorageError
  void add(const RecordParts& record);
  /// All records of another file. Blocks that have large dictionaries are copied as they are: after that an
  /// article is compressed no more, however often segments are merged.
  /// @throws DamagedError, StorageError
  void append(const ArticleTexts& other);
  /// Writes the tables. The file is on disk to stay when it returns.
  void finish();

 private:
  struct Pending {
    std::size_t texts = 0, notes = 0;  ///< where they end
  };
  using Dictionary = std::unique_ptr<ZSTD_CDict_s, void (*)(ZSTD_CDict_s*)>;

  void begin_part();
  void end_part();
  void list_part(const TextsPart& part);
  void write_blocks(bool all);
  void write_block(std::size_t first, std::size_t count);
  void put(std::string_view bytes);
  std::string compressed(std::string_view bytes, const ZSTD_CDict_s* dictionary);

  File file_;
  std::uint64_t written_ = 0;  ///< bytes, those that wait in out_ included
  std::string out_;
  std::unique_ptr<ZSTD_CCtx_s, void (*)(ZSTD_CCtx_s*)> context_;

  // Of the part that is being written.
  bool open_ = false;  ///< its dictionaries are made
  TextsPart part_;
  Dictionary text_dictionary_, note_dictionary_;
  std::unordered_map<std::string, std::uint32_t> rules_;
  std::string rule_bytes_;
  std::uint64_t article_bytes_ = 0;
  std::string texts_, notes_;  ///< of the records that wait
  std::vector<Pending> pending_;

  std::uint32_t articles_ = 0;  ///< in blocks
  std::string block_table_;
  std::uint32_t blocks_ = 0;
  std::string part_table_;
  std::uint64_t parts_ = 0;
};

}  // namespace quoth::storage
