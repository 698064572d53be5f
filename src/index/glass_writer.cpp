#include "index/glass_writer.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "index/bytes.hpp"

namespace quoth::storage {
namespace {

// What the header of a table says of one that has nothing in it: no root, a root to be made up, no entries; blocks of
// 4 * 2 KiB; texts from so many bytes on would be compressed; no list of free blocks.
constexpr std::string_view kNoDocumentData{"\x00\x03\x00\x04\x12\x00", 6};
constexpr std::string_view kNoTermLists = kNoDocumentData;
constexpr std::string_view kNoPositions{"\x00\x03\x00\x04\x00\x00", 6};
constexpr std::string_view kNoSpellings = kNoDocumentData;
constexpr std::string_view kNoSynonyms = kNoDocumentData;
// Name of the format and its version: a date, 2016-03-14.
constexpr std::string_view kMagic{"\x0f\x0dXapian Glass\x04\x6e", 16};
constexpr std::uint32_t kRevision = 1;

constexpr std::string_view kLengths{"\x00\xe0", 2};
constexpr std::size_t kItemHead = 3;       // u16 size and flags, u8 size of the key
constexpr std::uint16_t kWholeItem = 0x6000;  // first and last of its pieces
constexpr std::size_t kBranchHead = 5;     // u32 block, u8 size of the key
constexpr std::size_t kBranchTail = 2;     // u16 which piece of its key
constexpr std::size_t kOfDirectory = 2;    // bytes an item takes there

// Numbers are big-endian in blocks.
void put(std::string& out, std::size_t at, std::uint64_t value, std::size_t bytes) noexcept {
  for (std::size_t i = 0; i < bytes; ++i)
    out[at + i] = static_cast<char>(value >> 8 * (bytes - 1 - i) & 0xff);
}

void append_string(std::string& out, std::string_view text) {
  ByteWriter writer(out);
  writer.string(text);
}

// A number that sorts as it counts: 15 bits in two bytes, else as many ones at the front as there are bytes more than
// the second, and a zero.
void append_sortable(std::string& out, std::uint32_t value) {
  if (value < 0x8000) {
    out.push_back(static_cast<char>(value >> 8));
    out.push_back(static_cast<char>(value & 0xff));
    return;
  }
  std::size_t bytes = 3;
  for (std::uint32_t rest = value >> 22; rest > 0; rest >>= 7) ++bytes;
  const std::uint64_t ones = 0xffu << (10 - bytes) & 0xffu;
  const std::uint64_t all = ones << 8 * (bytes - 1) | value;
  for (std::size_t i = bytes; i-- > 0;) out.push_back(static_cast<char>(all >> 8 * i & 0xff));
}

void append_varint(std::string& out, std::uint64_t value) { ByteWriter(out).varint(value); }

}  // namespace

GlassWriter::GlassWriter(const File& file, const GlassDocuments& documents)
    : file_(file), levels_(1), documents_(static_cast<std::uint32_t>(documents.lengths.size())) {
  file_.write_all(std::string(kBlock, '\0'));  // the header's place
  add_item({}, {}, {});
  entries_ = 0;  // that one is not counted
  for (const std::uint32_t length : documents.lengths) {
    total_length_ += length;
    longest_ = std::max(longest_, length);
    if (length > 0 && (shortest_ == 0 || length < shortest_)) shortest_ = length;
  }
  for (const GlassValues& slot : documents.values) {
    if (slot.documents.empty()) continue;
    const auto [least, most] = std::minmax_element(slot.values.begin(), slot.values.end());
    std::string key("\x00\xd0", 2), tag;
    for (std::uint32_t rest = slot.slot; rest > 0; rest >>= 8)
      key.push_back(static_cast<char>(rest & 0xff));
    append_varint(tag, slot.documents.size());
    append_string(tag, *least);
    if (*least != *most) tag += *most;
    add_item(key, {}, tag);
  }
  for (const GlassValues& slot : documents.values) add_values(slot);
  if (documents_ == 0) return;
  std::vector<std::uint32_t> all(documents_);
  for (std::uint32_t i = 0; i < documents_; ++i) all[i] = i;
  add_postings(kLengths, false, all, documents.lengths, 0);
}

void GlassWriter::add(std::string_view term, std::span<const std::uint32_t> documents,
                      std::span<const std::uint32_t> frequencies) {
  std::uint64_t sum = 0;
  for (const std::uint32_t frequency : frequencies) {
    sum += frequency;
    most_frequent_ = std::max(most_frequent_, frequency);
  }
  if (term.find('\0') == std::string_view::npos) {
    add_postings(term, true, documents, frequencies, sum);
    return;
  }
  std::string key;
  for (const char c : term) {
    key.push_back(c);
    if (c == '\0') key.push_back('\xff');
  }
  add_postings(key, true, documents, frequencies, sum);
}

void GlassWriter::add_values(const GlassValues& values) {
  for (std::size_t i = 0; i < values.documents.size();) {
    std::string key("\x00\xd8", 2);
    append_varint(key, values.slot);
    append_sortable(key, values.documents[i] + 1);
    const std::size_t most = room_for(key.size());
    tag_.clear();
    for (const std::size_t first = i; i < values.documents.size(); ++i) {
      const std::size_t before = tag_.size();
      if (i > first)
        append_varint(tag_, values.documents[i] - values.documents[i - 1] - 1);
      append_string(tag_, values.values[i]);
      if (i > first && tag_.size() > most) {
        tag_.resize(before);
        break;
      }
    }
    add_item(key, {}, tag_);
  }
}

void GlassWriter::add_postings(std::string_view key, bool is_term,
                               std::span<const std::uint32_t> documents,
                               std::span<const std::uint32_t> frequencies, std::uint64_t sum) {
  constexpr std::size_t kMostHead = 32, kMostPosting = 10;
  for (std::size_t i = 0; i < documents.size();) {
    key_ = key;
    const std::size_t first = i;
    if (first > 0) {
      if (is_term) key_.push_back('\0');
      append_sortable(key_, documents[first] + 1);
    }
    const std::size_t most = room_for(key_.size()) - kMostHead - kMostPosting;
    tag_.clear();
    ByteWriter tag(tag_);
    do {
      if (i > first) tag.varint(documents[i] - documents[i - 1] - 1);
      tag.varint(frequencies.empty() ? 0 : frequencies[i]);
      ++i;
    } while (i < documents.size() && tag_.size() <= most);
    head_.clear();
    ByteWriter head(head_);
    if (first == 0) {
      head.varint(is_term ? documents.size() : 0);
      head.varint(sum);
      head.varint(documents[0]);
    }
    head.u8(i == documents.size() ? '1' : '0');
    head.varint(documents[i - 1] - documents[first]);
    add_item(key_, head_, tag_);
  }
}

std::size_t GlassWriter::room_for(std::size_t key_bytes) const noexcept {
  constexpr std::size_t kLeast = 256;  // less is not worth a piece of its own
  const std::size_t overhead = kOfDirectory + kItemHead + key_bytes;
  const std::size_t room = levels_[0].room();
  return room >= overhead + kLeast ? std::min(room - overhead, kMostPiece) : kMostPiece;
}

void GlassWriter::add_item(std::string_view key, std::string_view head, std::string_view tag) {
  const std::size_t size = kItemHead + key.size() + head.size() + tag.size();
  if (levels_[0].room() < size + kOfDirectory) {
    const std::uint32_t number = write_block(levels_[0], 0);
    add_branch(1, levels_[0].separator, number);
    levels_[0] = Block();
    // The shortest text that keeps the two blocks apart.
    const std::size_t same = static_cast<std::size_t>(
        std::mismatch(key.begin(), key.end(), last_key_.begin(), last_key_.end()).first -
        key.begin());
    levels_[0].separator = key.substr(0, same + 1);
  }
  Block& block = levels_[0];
  block.items -= size;
  put(block.bytes, block.directory, block.items, kOfDirectory);
  block.directory += kOfDirectory;
  std::size_t at = block.items;
  put(block.bytes, at, (size - kItemHead) | kWholeItem, 2);
  block.bytes[at + 2] = static_cast<char>(key.size());
  at += kItemHead;
  for (const std::string_view part : {key, head, tag}) {
    if (!part.empty()) std::memcpy(block.bytes.data() + at, part.data(), part.size());
    at += part.size();
  }
  last_key_ = key;
  ++entries_;
}

// `key` separates the child from the one before it; the first one of a block needs none there, and gives it to the
// block instead.
void GlassWriter::add_branch(std::size_t level, std::string_view key, std::uint32_t child) {
  if (level == levels_.size()) levels_.emplace_back();
  if (!levels_[level].empty() &&
      levels_[level].room() < kBranchHead + key.size() + kBranchTail + kOfDirectory) {
    const std::uint32_t number = write_block(levels_[level], level);
    const std::string separator = std::move(levels_[level].separator);
    levels_[level] = Block();
    add_branch(level + 1, separator, number);
  }
  Block& block = levels_[level];
  const bool first = block.empty();
  if (first) block.separator = key;
  if (first) key = {};
  block.items -= kBranchHead + key.size() + kBranchTail;
  put(block.bytes, block.directory, block.items, kOfDirectory);
  block.directory += kOfDirectory;
  put(block.bytes, block.items, child, 4);
  block.bytes[block.items + 4] = static_cast<char>(key.size());
  if (!key.empty())
    std::memcpy(block.bytes.data() + block.items + kBranchHead, key.data(), key.size());
  put(block.bytes, block.items + kBranchHead + key.size(), first ? 0 : 1, kBranchTail);
}

std::uint32_t GlassWriter::write_block(Block& block, std::size_t level) {
  put(block.bytes, 0, kRevision, 4);
  block.bytes[4] = static_cast<char>(level);
  put(block.bytes, 5, block.room(), 2);  // in one piece
  put(block.bytes, 7, block.room(), 2);  // in all
  put(block.bytes, 9, block.directory, 2);
  hash_ = checksum_of(block.bytes) + 31 * hash_;
  file_.write_all(block.bytes);
  return blocks_++;
}

void GlassWriter::finish() {
  std::uint32_t root = 0;
  std::size_t level = 0;
  for (;; ++level) {
    root = write_block(levels_[level], level);
    if (level + 1 == levels_.size()) break;
    add_branch(level + 1, levels_[level].separator, root);
  }
  file_.write_at(0, header(root, level));
}

std::string GlassWriter::header(std::uint32_t root, std::size_t level) const {
  std::string out(kMagic);
  ByteWriter writer(out);
  // Tells databases apart: as good as random, and the same for the same content.
  writer.u64(hash_);
  writer.u64(checksum_of(out));
  writer.varint(kRevision);
  writer.varint(root);
  writer.varint(level << 2);
  writer.varint(entries_);
  writer.varint(kBlock / 2048);
  writer.varint(0);  // nothing is compressed
  std::string free_blocks;
  ByteWriter blocks(free_blocks);
  blocks.varint(kRevision);
  blocks.varint(blocks_);  // the first that is not used
  for (int i = 0; i < 4; ++i) blocks.varint(0);
  writer.string(free_blocks);
  for (const std::string_view table :
       {kNoDocumentData, kNoTermLists, kNoPositions, kNoSpellings, kNoSynonyms})
    out += table;
  writer.varint(documents_);
  writer.varint(0);  // the last document's number less the documents
  writer.varint(shortest_);
  writer.varint(most_frequent_);
  writer.varint(longest_ - std::min(longest_, most_frequent_));
  writer.varint(0);
  writer.varint(total_length_);
  writer.varint(0);
  return out;
}

}  // namespace quoth::storage
