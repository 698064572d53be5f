#include "index/ranks/term_dictionary.hpp"

#include <algorithm>
#include <cstring>

#include "index/bytes.hpp"

namespace quoth::storage {
namespace {

// The first eight bytes as a number that compares as the bytes do.
std::uint64_t key_of_text(std::string_view text) noexcept {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i)
    key = key << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  return key;
}

std::size_t shared_prefix(std::string_view a, std::string_view b) noexcept {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t i = 0;
  while (i < most && a[i] == b[i]) ++i;
  return i;
}

// Where a part of a byte is this, a number follows that is to be added.
constexpr std::uint64_t kMore = 15, kMoreSize = 31, kMoreExtra = 7;

}  // namespace

void TermDictionaryWriter::add(std::string_view text, std::uint64_t size, std::string_view extra) {
  ByteWriter entry(entries_);
  std::size_t shared = 0;
  if (count_ % TermDictionary::kInBlock == 0) {
    ByteWriter block(blocks_);
    block.u64(key_of_text(text));
    block.u32(static_cast<std::uint32_t>(entries_.size()));
    if (pieces_ == Pieces::yes) block.u64(start_);
  } else {
    shared = shared_prefix(last_, text);
  }
  const std::string_view rest = text.substr(shared);
  const std::uint64_t n = rest.size();
  entry.u8(
      static_cast<std::uint8_t>(std::min<std::uint64_t>(shared, kMore) << 4 | std::min(n, kMore)));
  if (shared >= kMore) entry.varint(shared - kMore);
  if (n >= kMore) entry.varint(n - kMore);
  entries_.append(rest);
  if (pieces_ == Pieces::yes) {
    const std::uint64_t more = extra.size();
    entry.u8(
        static_cast<std::uint8_t>(std::min(size, kMoreSize) << 3 | std::min(more, kMoreExtra)));
    if (size >= kMoreSize) entry.varint(size - kMoreSize);
    if (more >= kMoreExtra) entry.varint(more - kMoreExtra);
    start_ += size;
    entries_.append(extra);
  } else {
    entry.string(extra);
  }
  last_.assign(text);
  ++count_;
}

bool TermDictionary::open(std::string_view entries, std::string_view blocks, std::uint64_t count,
                          Pieces pieces, const VerifiedBlocks* guard) {
  pieces_ = pieces, guard_ = guard;
  if (count > entries.size() || blocks.size() != (count + kInBlock - 1) / kInBlock * block_bytes())
    return false;
  entries_ = entries, blocks_ = blocks, count_ = count;
  return true;
}

std::uint64_t TermDictionary::key_of(std::size_t block) const noexcept {
  std::uint64_t key;
  std::memcpy(&key, blocks_.data() + block * block_bytes(), 8);
  return key;
}

TermDictionary::Walk TermDictionary::begin_at_block(std::size_t block) const {
  Walk walk;
  if (block >= block_count()) return walk;
  const std::string_view head = blocks_.substr(block * block_bytes() + 8, block_bytes() - 8);
  if (guard_ != nullptr) guard_->require(head);
  ByteReader in(head);
  const std::uint32_t offset = in.u32();
  if (offset >= entries_.size()) return walk;
  walk.left = entries_.substr(offset);
  walk.pieces = pieces_;
  walk.guard = guard_;
  walk.verified = walk.left.data();
  if (pieces_ == Pieces::yes) walk.entry.start = in.u64();
  walk.entry.ordinal = block * kInBlock;
  walk.to_come = count_ - walk.entry.ordinal;
  return walk;
}

void TermDictionary::prefetch(std::uint64_t ordinal) const {
  const Walk walk = begin_at_block(static_cast<std::size_t>(ordinal / kInBlock));
  constexpr std::size_t kLine = 64, kLines = 4;  // about a block
  for (std::size_t at = 0; at < std::min(kLines * kLine, walk.left.size()); at += kLine)
    __builtin_prefetch(walk.left.data() + at);
}

bool TermDictionary::Walk::step(std::uint64_t& shared, std::string_view& rest) {
  if (to_come == 0) return false;
  if (!first) {
    entry.start += entry.size;
    ++entry.ordinal;
  }
  ByteReader in(left);
  const std::uint8_t sizes = in.u8();
  shared = sizes >> 4;
  std::uint64_t n = sizes & kMore;
  if (shared == kMore) shared += in.varint();
  if (n == kMore) n += in.varint();
  rest = in.bytes(n);
  if (pieces == Pieces::yes) {
    const std::uint8_t both = in.u8();
    std::uint64_t size = both >> 3, more = both & kMoreExtra;
    if (size == kMoreSize) size += in.varint();
    if (more == kMoreExtra) more += in.varint();
    entry.size = size;
    entry.extra = in.bytes(more);
  } else {
    entry.size = 0;
    entry.extra = in.string();
  }
  if (!in.ok()) {
    // Sealed bytes are whole: here they are damaged, and a guard says so.
    if (guard != nullptr) guard->require(left.substr(0, kChecksumBlock));
    to_come = 0;
    return false;
  }
  const std::size_t size = left.size() - in.left();
  if (guard != nullptr && left.data() + size > verified) verify(left.substr(0, size));
  left.remove_prefix(size);
  first = false;
  --to_come;
  return true;
}

void TermDictionary::Walk::verify(std::string_view part) {
  guard->require(part);
  verified = guard->end_of_block(part.data() + part.size() - 1);
}

bool TermDictionary::Walk::next(std::string& text) {
  std::uint64_t shared = 0;
  std::string_view rest;
  if (!step(shared, rest) || shared > text.size()) return false;
  text.resize(static_cast<std::size_t>(shared));
  text.append(rest);
  return true;
}

std::string_view TermDictionary::first_of(std::size_t block) const {
  Walk walk = begin_at_block(block);
  std::uint64_t shared = 0;
  std::string_view rest;
  return walk.step(shared, rest) ? rest : std::string_view();
}

std::size_t TermDictionary::block_before(std::string_view text) const {
  if (guard_ != nullptr) guard_->require(blocks_);  // any of it may be looked at
  // Keys decide between most blocks; whole texts only between blocks of one key.
  const std::uint64_t key = key_of_text(text);
  std::size_t low = 0, high = block_count();  // the answer is low - 1
  while (low < high) {
    const std::size_t half = low + (high - low) / 2;
    const std::uint64_t there = key_of(half);
    const bool before = there < key || (there == key && first_of(half) <= text);
    before ? low = half + 1 : high = half;
  }
  return low == 0 ? 0 : low - 1;
}

bool TermDictionary::find(std::string_view text, DictionaryEntry& out) const {
  Walk walk = begin_at_block(block_before(text));
  std::size_t matched = 0;  // of `text`, by the entry before, which is less than it
  std::uint64_t shared = 0;
  std::string_view rest;
  for (std::size_t n = 0; n < kInBlock && walk.step(shared, rest); ++n) {
    if (n == 0 && shared != 0) return false;
    if (shared > matched) continue;      // differs from `text` where the one before does
    if (shared < matched) return false;  // is greater there
    const std::string_view wanted = text.substr(matched);
    const std::size_t more = shared_prefix(wanted, rest);
    if (more == wanted.size() && more == rest.size()) {
      out = walk.entry;
      return true;
    }
    const bool less = more == rest.size() ||
                      (more < wanted.size() && static_cast<unsigned char>(rest[more]) <
                                                   static_cast<unsigned char>(wanted[more]));
    if (!less) return false;
    matched += more;
  }
  return false;
}

bool TermDictionary::at(std::uint64_t ordinal, std::string& text, DictionaryEntry& out) const {
  if (ordinal >= count_) return false;
  text.clear();
  Walk walk = begin_at_block(static_cast<std::size_t>(ordinal / kInBlock));
  while (walk.next(text)) {
    if (walk.entry.ordinal != ordinal) continue;
    out = walk.entry;
    return true;
  }
  return false;
}

std::string TermDictionary::fault(std::uint64_t stream) const {
  Walk walk = begin_at_block(0);
  std::string text, last;
  std::uint64_t read = 0, end = 0;
  for (; walk.to_come > 0; ++read) {
    const auto offset = static_cast<std::uint64_t>(walk.left.data() - entries_.data());
    if (read % kInBlock == 0) text.clear();  // so that nothing can be shared
    if (!walk.next(text)) return "cannot be read";
    if (read > 0 && text <= last) return "is not in order";
    if (read % kInBlock == 0) {
      ByteReader head(
          blocks_.substr(static_cast<std::size_t>(read / kInBlock) * block_bytes(), block_bytes()));
      if (head.u64() != key_of_text(text) || head.u32() != offset ||
          (pieces_ == Pieces::yes && head.u64() != end))
        return "has a block that begins elsewhere than it says";
    }
    if (walk.entry.size > stream - end) return "speaks of more postings than there are";
    end += walk.entry.size;
    last = text;
  }
  if (read != count_ || !walk.left.empty() || end != stream) return "ends elsewhere than it says";
  return {};
}

}  // namespace quoth::storage
