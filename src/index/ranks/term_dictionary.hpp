// A sorted dictionary in blocks: from texts to ordinals, and to pieces of a stream.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/block_checksums.hpp"

namespace quoth::storage {

/// What the dictionary says of a text.
struct DictionaryEntry {
  std::uint64_t ordinal = 0;  ///< its place among all texts
  std::uint64_t start = 0;    ///< of its piece; 0 without pieces
  std::uint64_t size = 0;     ///< of its piece, in bytes; 0 without pieces
  std::string_view extra;     ///< as it was given; lives as long as the dictionary's bytes
};

/// Whether each text of a dictionary has a piece of one stream, in the order of the texts.
enum class Pieces : bool { no, yes };

/// Makes the bytes of a dictionary.
class TermDictionaryWriter {
 public:
  explicit TermDictionaryWriter(Pieces pieces) noexcept : pieces_(pieces) {}

  /// Texts come in ascending order, each once. Without pieces `size` is not looked at.
  void add(std::string_view text, std::uint64_t size, std::string_view extra);
  [[nodiscard]] const std::string& entries() const noexcept { return entries_; }
  [[nodiscard]] const std::string& blocks() const noexcept { return blocks_; }
  [[nodiscard]] std::uint64_t size() const noexcept { return count_; }

 private:
  const Pieces pieces_;
  std::string entries_, blocks_, last_;
  std::uint64_t count_ = 0, start_ = 0;
};

/// Reads a dictionary where its bytes lie. Nothing is copied or allocated to find a text, and
/// damaged bytes do no harm: what cannot be read is not found. With a guard, what is read is verified when it is first
/// used, and whatever reads throws DamagedError.
///
///   entries  := as many as there are texts: u8 16 * shared + n, n bytes, then without pieces text
///               extra, else u8 8 * size + m, m bytes of extra
///               shared bytes are those of the text before; 0 for each kInBlock-th. Where shared or n
///               is 15 or more, it is 15 there, and uint the rest of it follows the u8. The same of
///               size, from 31 on, and of m, from 7 on
///   blocks   := for each kInBlock texts: u64 first eight bytes of its first text, as a big-endian
///               number, zeros behind its end; u32 offset in entries; u64 start if there are pieces
class TermDictionary {
 public:
  static constexpr std::size_t kInBlock = 16;

  TermDictionary() = default;
  /// Looks over sizes, in the same time for a dictionary of any size. False when they are wrong.
  ///   guard  of the file that the bytes are a part of, and stays as they do; null: nothing is verified
  [[nodiscard]] bool open(std::string_view entries, std::string_view blocks, std::uint64_t count,
                          Pieces pieces, const VerifiedBlocks* guard = nullptr);

  [[nodiscard]] std::uint64_t size() const noexcept { return count_; }
  /// What it takes in its file.
  [[nodiscard]] std::uint64_t bytes() const noexcept { return entries_.size() + blocks_.size(); }
  [[nodiscard]] bool find(std::string_view text, DictionaryEntry& out) const;
  /// The text with an ordinal. False when there is none.
  [[nodiscard]] bool at(std::uint64_t ordinal, std::string& text, DictionaryEntry& out) const;

  /// Calls visit(text) for the texts with these ordinals, in order; for none that cannot be read. The text lives until
  /// the next one. REQUIRES: the ordinals ascend.
  template <class Visit>
  void for_each_at(std::span<const std::uint64_t> ordinals, Visit visit) const {
    constexpr std::size_t kAhead = 4;  // blocks lie apart: memory is asked for them early
    std::string text;
    Walk walk;
    std::uint64_t next = 0;  // that the walk gives
    for (std::size_t i = 0; i < ordinals.size(); ++i) {
      if (i + kAhead < ordinals.size()) prefetch(ordinals[i + kAhead]);
      const std::uint64_t begin = ordinals[i] / kInBlock * kInBlock;
      if (i == 0 || next < begin) {
        walk = begin_at_block(static_cast<std::size_t>(ordinals[i] / kInBlock));
        next = begin;
        text.clear();
      }
      while (next <= ordinals[i] && walk.next(text)) ++next;
      if (next == ordinals[i] + 1) visit(std::string_view(text));
    }
  }

  class Cursor;

  /// Reads all of it and says what is wrong, as a clause without a subject: "is not in order";
  /// empty when nothing is. `stream` is how long the pieces are together.
  [[nodiscard]] std::string fault(std::uint64_t stream) const;

  /// Calls visit(text, entry) for the texts that begin with `prefix`, in order, until it returns
  /// false. The text lives until the next one.
  template <class Visit>
  void for_each_with_prefix(std::string_view prefix, Visit visit) const {
    std::string text;
    Walk walk = begin_at_block(block_before(prefix));
    while (walk.next(text)) {
      if (std::string_view(text) < prefix) continue;
      if (!std::string_view(text).starts_with(prefix)) return;
      if (!visit(std::string_view(text), walk.entry)) return;
    }
  }

 private:
  // Reads entry after entry.
  struct Walk {
    std::string_view left;      // of the entries
    std::uint64_t to_come = 0;  // texts
    DictionaryEntry entry;
    Pieces pieces = Pieces::no;
    bool first = true;
    const VerifiedBlocks* guard = nullptr;
    const char* verified = nullptr;  // with a guard: bytes of `left` before it are
    // One entry, its text as `shared` and `rest`. False at the end and where bytes are damaged.
    bool step(std::uint64_t& shared, std::string_view& rest);
    void verify(std::string_view part);
    bool next(std::string& text);
  };

  [[nodiscard]] std::size_t block_bytes() const noexcept {
    return pieces_ == Pieces::yes ? 20 : 12;
  }
  [[nodiscard]] std::size_t block_count() const noexcept { return blocks_.size() / block_bytes(); }
  [[nodiscard]] std::uint64_t key_of(std::size_t block) const noexcept;
  [[nodiscard]] std::string_view first_of(std::size_t block) const;
  // The last block whose first text is <= text; 0 when there is none.
  [[nodiscard]] std::size_t block_before(std::string_view text) const;
  [[nodiscard]] Walk begin_at_block(std::size_t block) const;
  // Has the processor fetch the block of an ordinal.
  void prefetch(std::uint64_t ordinal) const;

  std::string_view entries_, blocks_;
  std::uint64_t count_ = 0;
  Pieces pieces_ = Pieces::no;
  const VerifiedBlocks* guard_ = nullptr;
};

/// Goes over a dictionary's texts in order. The dictionary's bytes must stay.
class TermDictionary::Cursor {
 public:
  explicit Cursor(const TermDictionary& dictionary)
      : walk_(dictionary.begin_at_block(0)), to_come_(dictionary.size()) {}

  /// To the first text, then to the next one. False at the end, and where bytes are damaged.
  bool next() {
    if (!walk_.next(text_)) return false;
    --to_come_;
    return true;
  }
  /// Whether every text came: false after next() was false means damage.
  [[nodiscard]] bool complete() const noexcept { return to_come_ == 0; }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] const DictionaryEntry& entry() const noexcept { return walk_.entry; }

 private:
  Walk walk_;
  std::uint64_t to_come_;
  std::string text_;
};

}  // namespace quoth::storage
