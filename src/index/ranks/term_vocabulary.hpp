// The terms of a segment in the making, and the forms of those that are words: each text once, with a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace quoth::storage {

/// Texts lie one behind the other in blocks; numbers are given in the order of coming. Not for two threads at once, but
/// for any number while none is added.
class TermVocabulary {
 public:
  using TermId = std::uint32_t;

  /// The number of a term, from 0; a new one if it was not there. `hash` is its hash_word().
  TermId term(std::string_view text, std::uint64_t hash);
  TermId term(std::string_view text);
  /// The number of a form among the forms of its term, from 0; a new one if it was not there.
  std::uint32_t form(TermId term, std::string_view text, std::uint64_t hash);
  std::uint32_t form(TermId term, std::string_view text);

  [[nodiscard]] std::uint32_t terms() const noexcept {
    return static_cast<std::uint32_t>(terms_.size());
  }
  [[nodiscard]] std::string_view text(TermId term) const noexcept { return terms_[term].text(); }
  /// Replaces `out` by the texts of the term's forms, in the order of their numbers.
  void forms_of(TermId term, std::vector<std::string_view>& out) const;
  /// All terms, ascending by text.
  [[nodiscard]] std::vector<TermId> sorted() const;
  /// Bytes of memory it takes, about.
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Term {
    const char* begin = nullptr;
    std::uint32_t size = 0;
    std::uint32_t forms = 0, first_form = kNone;
    [[nodiscard]] std::string_view text() const noexcept { return {begin, size}; }
  };
  struct Form {
    const char* begin = nullptr;
    std::uint32_t size = 0;
    TermId term = 0;
    std::uint32_t number = 0;
    std::uint32_t next = kNone;  // another form of the term
    [[nodiscard]] std::string_view text() const noexcept { return {begin, size}; }
  };
  // Open addressing. A slot has some bits of the hash, so that most that are not meant are passed over unread.
  class Table {
   public:
    // Calls is(number) for the numbers that can have the hash until it returns true; the number it was true for, else
    // kNone.
    template <class Is>
    [[nodiscard]] std::uint32_t find(std::uint64_t hash, Is is) const {
      const auto tag = static_cast<std::uint32_t>(hash >> 32);
      for (std::size_t at = hash & mask(); slots_[at].number != kNone; at = (at + 1) & mask())
        if (slots_[at].tag == tag && is(slots_[at].number)) return slots_[at].number;
      return kNone;
    }
    void add(std::uint64_t hash, std::uint32_t number);
    [[nodiscard]] std::size_t bytes() const noexcept { return slots_.size() * sizeof(Slot); }

   private:
    struct Slot {
      std::uint32_t tag = 0, number = kNone;
      std::uint32_t low = 0;  // the rest of the hash
    };
    [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
    void place(const Slot& slot) noexcept;
    std::vector<Slot> slots_ = std::vector<Slot>(1024);
    std::size_t count_ = 0;
  };

  const char* keep(std::string_view text);

  std::vector<Term> terms_;
  std::vector<Form> forms_;
  Table term_table_, form_table_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t left_ = 0;  // in the last block
  std::size_t text_bytes_ = 0;
};

}  // namespace quoth::storage
