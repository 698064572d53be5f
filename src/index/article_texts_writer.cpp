#include "index/article_texts_writer.hpp"

#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <new>
#include <utility>

#include "index/bytes.hpp"
#include "index/mapped_pages.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

// So much text makes a block: with a dictionary, larger ones are hardly smaller, and take longer to
// read one article from. Without one they need the room to find anything twice.
constexpr std::size_t kBlockBytes = 4096, kBareBlockBytes = 32768;
// From so much text dictionaries are learned, and from no less than the other.
constexpr std::size_t kSampleBytes = std::size_t{2} << 20, kLeastSample = std::size_t{256} << 10;
// A dictionary takes at most so much, and at most so small a part of its sample.
constexpr std::size_t kMostDictionary = std::size_t{112} << 10, kDictionaryShare = 40;
// Blocks are copied with their dictionaries where these hardly count.
constexpr std::uint64_t kCopiedBytes = std::uint64_t{4} << 20;
constexpr std::size_t kOutBytes = std::size_t{1} << 20;
constexpr int kLevel = 5;

void free_dictionary(ZSTD_CDict* dictionary) { ZSTD_freeCDict(dictionary); }

// What records of a sample have in common; empty where that is nothing.
std::string learned(const std::string& sample, const std::vector<std::size_t>& sizes) {
  std::string dictionary(std::min(kMostDictionary, sample.size() / kDictionaryShare), '\0');
  const std::size_t size =
      ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), sample.data(), sizes.data(),
                            static_cast<unsigned>(sizes.size()));
  dictionary.resize(ZDICT_isError(size) != 0 ? 0 : size);
  return dictionary;
}

}  // namespace

ArticleTextsWriter::ArticleTextsWriter(const Directory& directory, const std::string& name)
    : file_(directory.create_file(name)),
      context_(ZSTD_createCCtx(), [](ZSTD_CCtx* context) { ZSTD_freeCCtx(context); }),
      text_dictionary_(nullptr, free_dictionary),
      note_dictionary_(nullptr, free_dictionary) {
  if (context_ == nullptr) throw std::bad_alloc();
  std::string header(kTextsMagic);
  ByteWriter out(header);
  out.u32(kTextsVersion);
  out.u32(0);
  put(header);
}
ArticleTextsWriter::~ArticleTextsWriter() = default;

void ArticleTextsWriter::put(std::string_view bytes) {
  out_.append(bytes);
  written_ += bytes.size();
  if (out_.size() < kOutBytes) return;
  file_.write_all(out_);
  out_.clear();
}

std::string ArticleTextsWriter::compressed(std::string_view bytes, const ZSTD_CDict* dictionary) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  ZSTD_CCtx_reset(context_.get(), ZSTD_reset_session_and_parameters);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_dictIDFlag, 0);
  ZSTD_CCtx_refCDict(context_.get(), dictionary);
  const std::size_t size =
      ZSTD_compress2(context_.get(), out.data(), out.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0)
    throw StorageError("Writing " + file_.path() + ": zstd says: " + ZSTD_getErrorName(size) + ".");
  out.resize(size);
  return out;
}

void ArticleTextsWriter::add(const RecordParts& record) {
  texts_.append(record.texts);
  ByteReader given(record.texts);
  (void)given.string();  // the id
  article_bytes_ += given.string().size();
  article_bytes_ += given.string().size();
  ByteWriter out(notes_);
  out.varint(record.rules.size());
  for (const std::string_view rule : record.rules) {
    const auto [at, fresh] =
        rules_.try_emplace(std::string(rule), static_cast<std::uint32_t>(rules_.size()));
    if (fresh) ByteWriter(rule_bytes_).string(rule);
    out.varint(at->second);
  }
  notes_.append(record.notes);
  pending_.push_back({texts_.size(), notes_.size()});
  if (!open_ && texts_.size() + notes_.size() < kSampleBytes) return;
  if (!open_) begin_part();
  if (texts_.size() >= kBlockBytes) write_blocks(false);
}

void ArticleTextsWriter::begin_part() {
  part_ = {};
  part_.offset = written_;
  std::string text_dictionary, note_dictionary;
  if (texts_.size() >= kLeastSample) {
    std::vector<std::size_t> text_sizes, note_sizes;
    Pending before;
    for (const Pending& end : pending_) {
      text_sizes.push_back(end.texts - before.texts);
      note_sizes.push_back(end.notes - before.notes);
      before = end;
    }
    text_dictionary = learned(texts_, text_sizes);
    note_dictionary = learned(notes_, note_sizes);
  }
  const auto prepared = [&](const std::string& bytes) {
    Dictionary made(bytes.empty() ? nullptr : ZSTD_createCDict(bytes.data(), bytes.size(), kLevel),
                    free_dictionary);
    if (made == nullptr && !bytes.empty()) throw std::bad_alloc();
    return made;
  };
  text_dictionary_ = prepared(text_dictionary);
  note_dictionary_ = prepared(note_dictionary);
  part_.text_dictionary = static_cast<std::uint32_t>(text_dictionary.size());
  part_.note_dictionary = static_cast<std::uint32_t>(note_dictionary.size());
  put(text_dictionary);
  put(note_dictionary);
  open_ = true;
}

void ArticleTextsWriter::write_blocks(bool all) {
  const std::size_t least = text_dictionary_ != nullptr ? kBlockBytes : kBareBlockBytes;
  std::size_t first = 0, begin = 0;
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    const bool last = all && i + 1 == pending_.size();
    if (pending_[i].texts - begin < least && !last) continue;
    write_block(first, i + 1 - first);
    first = i + 1;
    begin = pending_[i].texts;
  }
  if (first == 0) return;
  const Pending done = pending_[first - 1];
  texts_.erase(0, done.texts);
  notes_.erase(0, done.notes);
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(first));
  for (Pending& end : pending_) {
    end.texts -= done.texts;
    end.notes -= done.notes;
  }
}

void ArticleTextsWriter::write_block(std::size_t first, std::size_t count) {
  const Pending begin = first == 0 ? Pending{} : pending_[first - 1];
  const Pending end = pending_[first + count - 1];
  std::string notes;
  ByteWriter out(notes);
  Pending before = begin;
  for (std::size_t i = first; i < first + count; ++i) {
    out.varint(pending_[i].texts - before.texts);
    out.varint(pending_[i].notes - before.notes);
    before = pending_[i];
  }
  notes.append(notes_, begin.notes, end.notes - begin.notes);
  const std::string_view texts =
      std::string_view(texts_).substr(begin.texts, end.texts - begin.texts);
  const std::string packed_texts = compressed(texts, text_dictionary_.get());
  const std::string packed_notes = compressed(notes, note_dictionary_.get());

  ByteWriter table(block_table_);
  table.u64(written_);
  table.u32(articles_);
  table.u32(static_cast<std::uint32_t>(packed_texts.size()));
  put(packed_texts);
  put(packed_notes);
  ++blocks_;
  ++part_.blocks;
  part_.articles += static_cast<std::uint32_t>(count);
  part_.text_bytes += texts.size();
  part_.note_bytes += notes.size();
  articles_ += static_cast<std::uint32_t>(count);
}

void ArticleTextsWriter::end_part() {
  if (!open_ && pending_.empty()) return;
  if (!open_) begin_part();
  write_blocks(true);
  part_.article_bytes = std::exchange(article_bytes_, 0);
  part_.rules_size = static_cast<std::uint32_t>(rule_bytes_.size());
  put(rule_bytes_);
  rule_bytes_.clear();
  rules_.clear();
  list_part(part_);
  open_ = false;
}

void ArticleTextsWriter::list_part(const TextsPart& part) {
  ByteWriter out(part_table_);
  out.u64(part.offset);
  out.u64(part.article_bytes);
  out.u64(part.text_bytes);
  out.u64(part.note_bytes);
  out.u32(part.text_dictionary);
  out.u32(part.note_dictionary);
  out.u32(part.rules_size);
  out.u32(part.blocks);
  out.u32(part.articles);
  ++parts_;
}

void ArticleTextsWriter::append(const ArticleTexts& other) {
  ArticleTextsReader reader;
  std::uint32_t block = 0, article = 0;
  for (std::size_t i = 0; i < other.parts().size(); ++i) {
    TextsPart part = other.parts()[i];
    const std::uint32_t first = article;
    article += part.articles;
    if (part.text_dictionary == 0 || part.text_bytes < kCopiedBytes) {
      for (std::uint32_t a = first; a < article; ++a) add(reader.read(other, a));
      block += part.blocks;
      continue;
    }
    end_part();
    const std::uint64_t begin = part.offset, end = other.end_of_part(i);
    part.offset = written_;
    for (std::uint32_t b = 0; b < part.blocks; ++b, ++block) {
      const TextsBlock here = other.block(block);
      ByteWriter table(block_table_);
      table.u64(here.offset - begin + written_);
      table.u32(here.first - first + articles_);
      table.u32(here.texts_size);
      ++blocks_;
    }
    for (std::uint64_t at = begin; at < end; at += kOutBytes) {
      const std::string_view copied = other.bytes().substr(at, std::min<std::uint64_t>(kOutBytes, end - at));
      put(copied);
      give_back_pages(copied);
    }
    articles_ += part.articles;
    list_part(part);
  }
}

void ArticleTextsWriter::finish() {
  end_part();
  std::string footer;
  ByteWriter out(footer);
  out.u64(written_);
  out.u64(parts_);
  out.u32(blocks_);
  out.u32(articles_);
  footer += kTextsMagic;
  out.u32(kTextsVersion);
  out.u32(0);
  put(block_table_);
  put(part_table_);
  put(footer);
  file_.write_all(out_);
  out_.clear();
  file_.sync();
}

}  // namespace quoth::storage
