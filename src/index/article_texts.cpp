#include "index/article_texts.hpp"

#include <zstd.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "index/bytes.hpp"
#include "index/mapped_pages.hpp"
#include "index/remedy.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

constexpr std::size_t kHeaderBytes = 16, kFooterBytes = 40, kBlockBytes = 16;
// A frame of a block of one record, the largest there may be, and what is told of its parts.
constexpr std::uint64_t kMaxFrame = kMaxRecordBytes + (std::uint64_t{1} << 16);

std::shared_ptr<const ZSTD_DDict> dictionary_of(std::string_view bytes) {
  if (bytes.empty()) return nullptr;
  ZSTD_DDict* made = ZSTD_createDDict(bytes.data(), bytes.size());
  if (made == nullptr) return nullptr;
  return {made, [](ZSTD_DDict* d) { ZSTD_freeDDict(d); }};
}

}  // namespace

ArticleTexts::ArticleTexts(ArticleTexts&&) noexcept = default;
ArticleTexts::~ArticleTexts() = default;

void ArticleTexts::require_all() const {
  if (guard_ != nullptr) require_and_give_back(*guard_, bytes());
}

void ArticleTexts::throw_damaged(const std::string& what) const {
  throw DamagedError("Reading " + path_ + ": " + what + "." + std::string(remedy_for(path_)));
}

ArticleTexts::ArticleTexts(Mapping mapping, std::uint32_t articles, std::string path,
                           std::optional<FileChecksums> sums)
    : mapping_(std::move(mapping)), path_(std::move(path)), articles_(articles) {
  const std::string_view all = mapping_.bytes();
  if (sums) guard_ = std::make_unique<VerifiedBlocks>(all, std::move(*sums), path_);
  const auto require = [&](bool good) {
    if (!good) throw_damaged("not the stored texts of this segment");
  };
  require(all.size() >= kHeaderBytes + kFooterBytes);
  ByteReader header(all), footer(all.substr(all.size() - kFooterBytes));
  require(header.bytes(kTextsMagic.size()) == kTextsMagic && header.u32() == kTextsVersion);
  tables_ = footer.u64();
  const std::uint64_t part_count = footer.u64();
  blocks_ = footer.u32();
  require(footer.u32() == articles);
  require(footer.bytes(kTextsMagic.size()) == kTextsMagic && footer.u32() == kTextsVersion);
  const std::uint64_t end = all.size() - kFooterBytes;
  require(tables_ >= kHeaderBytes && tables_ <= end &&
          (end - tables_) / kBlockBytes >= blocks_ && part_count <= end - tables_);
  table_ = all.data() + tables_;
  this->require(all.substr(static_cast<std::size_t>(tables_)));
  ByteReader in(all.substr(tables_ + std::uint64_t{blocks_} * kBlockBytes,
                           end - tables_ - std::uint64_t{blocks_} * kBlockBytes));
  for (std::uint64_t i = 0; i < part_count && in.ok(); ++i) {
    TextsPart part;
    part.offset = in.u64();
    part.article_bytes = in.u64();
    part.text_bytes = in.u64();
    part.note_bytes = in.u64();
    part.text_dictionary = in.u32();
    part.note_dictionary = in.u32();
    part.rules_size = in.u32();
    part.blocks = in.u32();
    part.articles = in.u32();
    parts_.push_back(part);
  }
  require(in.done());
  std::uint64_t block = 0, article = 0, begin = kHeaderBytes;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const TextsPart& part = parts_[i];
    const std::uint64_t part_end = i + 1 < parts_.size() ? parts_[i + 1].offset : tables_;
    const std::uint64_t dictionaries =
        std::uint64_t{part.text_dictionary} + part.note_dictionary;
    require(part.offset == begin && part_end >= begin && part_end <= tables_ &&
            dictionaries <= part_end - begin && part.rules_size <= part_end - begin - dictionaries &&
            part.blocks > 0 && part.blocks <= blocks_ - block && part.articles >= part.blocks &&
            part.articles <= articles - article);
    OpenPart open;
    open.first_block = static_cast<std::uint32_t>(block);
    open.end = part_end - part.rules_size;
    const std::string_view bytes = all.substr(begin, dictionaries);
    this->require(bytes);
    this->require(all.substr(open.end, part.rules_size));
    open.texts = dictionary_of(bytes.substr(0, part.text_dictionary));
    open.notes = dictionary_of(bytes.substr(part.text_dictionary));
    require((open.texts != nullptr) == (part.text_dictionary > 0) &&
            (open.notes != nullptr) == (part.note_dictionary > 0));
    ByteReader rules(all.substr(open.end, part.rules_size));
    while (rules.ok() && rules.left() > 0) open.rules.push_back(rules.string());
    require(rules.ok());
    // Blocks follow one another without a gap, and each has an article.
    std::uint64_t at = begin + dictionaries, next = article;
    for (std::uint32_t b = 0; b < part.blocks; ++b, ++block) {
      const TextsBlock here = this->block(static_cast<std::uint32_t>(block));
      require(b == 0 ? here.offset == at && here.first == next
                     : here.offset >= at && here.first >= next);
      require(here.offset <= open.end && here.texts_size <= open.end - here.offset);
      at = here.offset + here.texts_size;
      next = std::uint64_t{here.first} + 1;
    }
    article += part.articles;
    require(next <= article);
    begin = part_end;
    open_.push_back(std::move(open));
  }
  require(block == blocks_ && article == articles && begin == tables_);
}

TextsBlock ArticleTexts::block(std::uint32_t i) const noexcept {
  ByteReader in({table_ + std::size_t{i} * kBlockBytes, kBlockBytes});
  TextsBlock block;
  block.offset = in.u64();
  block.first = in.u32();
  block.texts_size = in.u32();
  return block;
}

std::uint32_t ArticleTexts::block_of(std::uint32_t article) const noexcept {
  // The last block that begins at or before it.
  std::uint32_t low = 0, high = blocks_;
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (block(middle).first <= article ? low : high) = middle;
  }
  return low;
}

const ArticleTexts::OpenPart& ArticleTexts::part_of(std::uint32_t block) const noexcept {
  const auto after =
      std::upper_bound(open_.begin(), open_.end(), block,
                       [](std::uint32_t b, const OpenPart& part) { return b < part.first_block; });
  return *(after - 1);
}

std::uint64_t ArticleTexts::end_of(std::uint32_t block) const noexcept {
  const OpenPart& part = part_of(block);
  const auto index = static_cast<std::size_t>(&part - open_.data());
  return block + 1 < part.first_block + parts_[index].blocks ? this->block(block + 1).offset
                                                             : part.end;
}

TextsSizes ArticleTexts::sizes() const noexcept {
  TextsSizes out;
  out.tables = bytes().size();
  for (std::uint32_t i = 0; i < blocks_; ++i) {
    const TextsBlock here = block(i);
    out.texts += here.texts_size;
    out.notes += end_of(i) - here.offset - here.texts_size;
  }
  for (const TextsPart& part : parts_) {
    out.dictionaries += std::uint64_t{part.text_dictionary} + part.note_dictionary;
    out.article_bytes += part.article_bytes;
  }
  out.tables -= out.texts + out.notes + out.dictionaries;
  return out;
}

ArticleTextsReader::ArticleTextsReader()
    : context_(ZSTD_createDCtx(), [](ZSTD_DCtx* context) { ZSTD_freeDCtx(context); }) {
  if (context_ == nullptr) throw std::bad_alloc();
}
ArticleTextsReader::ArticleTextsReader(ArticleTextsReader&&) noexcept = default;
ArticleTextsReader& ArticleTextsReader::operator=(ArticleTextsReader&&) noexcept = default;
ArticleTextsReader::~ArticleTextsReader() = default;

void ArticleTextsReader::load_frame(const ArticleTexts& texts, std::string_view frame,
                                    const ZSTD_DDict* dictionary, std::string& out) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  // Unknown and wrong sizes are the largest numbers there are.
  if (size > kMaxFrame) texts.throw_damaged("a block of it is damaged");
  out.resize(static_cast<std::size_t>(size));
  const std::size_t got =
      dictionary != nullptr
          ? ZSTD_decompress_usingDDict(context_.get(), out.data(), out.size(), frame.data(),
                                       frame.size(), dictionary)
          : ZSTD_decompressDCtx(context_.get(), out.data(), out.size(), frame.data(), frame.size());
  if (got != out.size()) texts.throw_damaged("a block of it is damaged");
}

void ArticleTextsReader::load(const ArticleTexts& texts, std::uint32_t block) {
  if (texts_ == &texts && block_ == block) return;
  texts_ = nullptr;
  const TextsBlock here = texts.block(block);
  const ArticleTexts::OpenPart& part = texts.part_of(block);
  const std::string_view bytes =
      texts.bytes().substr(here.offset, texts.end_of(block) - here.offset);
  texts.require(bytes);
  load_frame(texts, bytes.substr(0, here.texts_size), part.texts.get(), text_bytes_);
  load_frame(texts, bytes.substr(here.texts_size), part.notes.get(), note_bytes_);
  const std::uint32_t next =
      block + 1 < texts.block_count() ? texts.block(block + 1).first : texts.articles();
  places_.resize(next - here.first);
  ByteReader in(note_bytes_);
  Place end;
  for (Place& place : places_) {
    const std::uint64_t text = in.varint(), note = in.varint();
    if (text > kMaxFrame || note > kMaxFrame) in.fail();
    end.texts += static_cast<std::size_t>(text);
    end.notes += static_cast<std::size_t>(note);
    place = end;
  }
  notes_begin_ = note_bytes_.size() - in.left();
  if (!in.ok() || end.texts != text_bytes_.size() || end.notes != in.left())
    texts.throw_damaged("a block of it is damaged");
  texts_ = &texts;
  block_ = block;
}

std::string_view ArticleTextsReader::read_texts(const ArticleTexts& texts, std::uint32_t article) {
  const std::uint32_t block = texts.block_of(article);
  load(texts, block);
  const std::size_t i = article - texts.block(block).first;
  const std::size_t begin = i == 0 ? 0 : places_[i - 1].texts;
  return std::string_view(text_bytes_).substr(begin, places_[i].texts - begin);
}

const RecordParts& ArticleTextsReader::read(const ArticleTexts& texts, std::uint32_t article) {
  parts_.texts = read_texts(texts, article);
  const std::size_t i = article - texts.block(block_).first;
  const std::size_t begin = i == 0 ? 0 : places_[i - 1].notes;
  ByteReader in(std::string_view(note_bytes_).substr(notes_begin_ + begin, places_[i].notes - begin));
  const std::vector<std::string_view>& table = texts.part_of(block_).rules;
  parts_.rules.clear();
  for (std::uint64_t rules = in.varint(); rules > 0 && in.ok(); --rules) {
    const std::uint64_t rule = in.varint();
    if (rule < table.size())
      parts_.rules.push_back(table[static_cast<std::size_t>(rule)]);
    else
      in.fail();
  }
  if (!in.ok()) texts.throw_damaged("a block of it is damaged");
  parts_.notes = in.bytes(in.left());
  return parts_;
}

}  // namespace quoth::storage
