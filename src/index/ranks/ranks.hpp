// Reads a .ranks file where it lies: lengths, code book, terms and their postings.
#pragma once

#include <boost/container/small_vector.hpp>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/ranks/code_book.hpp"
#include "index/ranks/number_column.hpp"
#include "index/ranks/position_bits.hpp"
#include "index/ranks/ranks_layout.hpp"
#include "index/ranks/spans_in_articles.hpp"
#include "index/ranks/term_dictionary.hpp"

namespace quoth::storage {

/// The postings of one term in one window of documents.
struct WindowPostings {
  std::uint32_t window = 0;    ///< its documents begin at window * ranks::kWindow
  std::uint32_t postings = 0;  ///< >= 1
  std::uint32_t before = 0;    ///< postings of the term in the windows before
  ranks::WindowKind kind = ranks::WindowKind::offsets;
  const std::uint16_t* offsets = nullptr;  ///< kind offsets: ascending
  /// Kind lows: how many postings each kCountedEach documents have, and of each posting the offset's low byte.
  const std::uint8_t *counts = nullptr, *lows = nullptr;
  /// Kind bits: one for each document, zeros to a whole step; and how many are set before each kCountedEach.
  const std::uint64_t* bits = nullptr;
  const std::uint16_t* counted = nullptr;
  /// Of scored terms: one for each posting. kStep bytes behind the last one can be read, too.
  const std::uint8_t* codes = nullptr;
  /// Of scored terms: codes of the window, so that no posting's bound is above all of theirs.
  std::span<const std::uint8_t> front;
  /// Ascending: the postings whose code tells no frequency.
  std::span<const std::uint16_t> inexact;
  const char* frequencies = nullptr;  ///< those of `inexact`, u32 each
};

/// Where the positions of a posting lie: in the block that begins where `bytes` do, as its `which`-th.
struct PositionPlace {
  std::string_view bytes;      ///< to the end of the term's
  std::uint32_t postings = 0;  ///< of the block; 0 when the bytes are damaged
  std::uint32_t which = 0;
  BlockHead head;
};

/// What is known of a posting's first occurrence without reading its block.
struct FirstOccurrence {
  std::uint32_t position = 0;  ///< 0: only the block tells it
  bool other_form = false;     ///< whether it is in another form than number 0
};

class Ranks;

/// The postings of one term. Pointers lead into the file, or into this object where the term is
/// packed: it is not to be moved while they are used. Reusable: no allocation when it was larger
/// before.
class TermPostings {
 public:
  TermPostings() = default;
  TermPostings(const TermPostings&) = delete;
  TermPostings& operator=(const TermPostings&) = delete;

  /// Reads where the term's windows are. False when the bytes are damaged.
  [[nodiscard]] bool open(const Ranks& file, const DictionaryEntry& entry);
  /// Forgets the term: as one that no document has.
  void close() noexcept;

  [[nodiscard]] std::uint32_t documents() const noexcept { return documents_; }
  [[nodiscard]] bool scored() const noexcept { return (flags_ & ranks::kScored) != 0; }
  [[nodiscard]] bool has_positions() const noexcept { return (flags_ & ranks::kPositions) != 0; }
  /// Whether it lies packed in the file.
  [[nodiscard]] bool packed() const noexcept { return (flags_ & ranks::kIsPacked) != 0; }
  /// Whether it has several forms.
  [[nodiscard]] bool has_forms() const noexcept { return (flags_ & ranks::kForms) != 0; }
  /// For how many postings a frequency is listed, as their codes do not tell it.
  [[nodiscard]] std::size_t listed_frequencies() const noexcept;
  /// How many bytes of the term's are those of its positions.
  [[nodiscard]] std::size_t position_bytes() const noexcept { return positions_.size(); }
  [[nodiscard]] std::span<const WindowPostings> windows() const noexcept {
    return {windows_.data(), windows_.size()};
  }
  /// The postings in a window; null when there are none.
  [[nodiscard]] const WindowPostings* in_window(std::uint32_t window) const noexcept;
  /// Which posting of the window a document's is; nothing when it has none. Quick but for kind lows.
  [[nodiscard]] static std::optional<std::uint32_t> posting_at(const WindowPostings& window,
                                                               std::uint16_t offset) noexcept;
  /// The same, quick where documents are asked for in ascending order: looks on from `hint`, the posting looked up
  /// last (at first 0), and sets it anew.
  [[nodiscard]] static std::optional<std::uint32_t> posting_from(const WindowPostings& window,
                                                                 std::uint16_t offset,
                                                                 std::uint32_t& hint) noexcept;
  /// Occurrences in the document of a posting. REQUIRES: scored().
  [[nodiscard]] std::uint32_t frequency(const WindowPostings& window,
                                        std::uint32_t posting) const noexcept;
  /// Appends where the term stands in the document of a posting. False when the bytes are damaged.
  /// REQUIRES: has_positions().
  [[nodiscard]] bool positions(const WindowPostings& window, std::uint32_t posting,
                               std::vector<Occurrence>& out) const;
  /// Whether `find_firsts` tells of most postings where they occur first.
  [[nodiscard]] bool has_firsts() const noexcept { return has_positions() && !packed(); }
  /// Finds where many postings of a window occur first, out[i] for postings[i]: memory is waited for once instead of
  /// for each. REQUIRES: has_firsts(); postings ascend.
  void find_firsts(const WindowPostings& window, std::span<const std::uint32_t> postings,
                   FirstOccurrence* out) const;
  /// Finds where the positions of many postings of a window lie, out[i] for postings[i], and has the processor fetch
  /// them: they stand all over the file, and memory is waited for once instead of for each.
  /// REQUIRES: has_positions(); postings ascend.
  void find_positions(const WindowPostings& window, std::span<const std::uint32_t> postings,
                      PositionPlace* out) const;
  /// Appends for each of the term's documents how many occurrences it has, >= 1, and all of these.
  /// False when the bytes are damaged. REQUIRES: has_positions().
  [[nodiscard]] bool all_positions(std::vector<std::uint32_t>& counts,
                                   std::vector<Occurrence>& out) const;

 private:
  // Has the processor fetch the groups of position blocks, and if `firsts` what tells first positions.
  void prefetch_groups(const WindowPostings& window, std::span<const std::uint32_t> postings,
                       bool firsts) const noexcept;
  // Where the positions of the term's posting `number` lie, and how many bytes the block has; 0: it is the last of its
  // group. Of damaged bytes no postings.
  [[nodiscard]] PositionPlace place_of(std::size_t number, std::size_t& size) const noexcept;
  // A group of position blocks: what they share, and the bytes behind it. False when damaged.
  struct PositionGroup {
    std::string_view bytes;    // sizes and blocks, to the end of the term's
    std::size_t postings = 0;  // of the group
    BlockHead head;            // of its first block
    std::string_view formed;   // a bit for each posting
    std::uint8_t highs = 0;    // a bit for each block

    [[nodiscard]] BlockHead head_of(std::size_t block) const noexcept;
  };
  [[nodiscard]] bool position_group(std::size_t group, PositionGroup& out) const noexcept;
  // Documents [first, last], behind all others. False when there are none such.
  [[nodiscard]] bool append_run(std::uint64_t first, std::uint64_t last);
  // Leaves in `bytes` what follows the postings.
  [[nodiscard]] bool open_packed(std::string_view& bytes);
  [[nodiscard]] bool open_windows(std::string_view bytes);
  [[nodiscard]] bool open_window(std::string_view bytes, std::size_t index, WindowPostings& out);
  // Whether what leads to documents and postings of a window stays inside it.
  [[nodiscard]] static bool is_sound(const WindowPostings& window, std::uint32_t documents) noexcept;

  const Ranks* file_ = nullptr;
  std::uint8_t flags_ = 0;
  std::uint32_t documents_ = 0;
  std::string_view positions_;
  boost::container::small_vector<WindowPostings, 2> windows_;
  // What a packed term is unpacked into.
  boost::container::small_vector<std::uint16_t, ranks::kPacked> offsets_;
  boost::container::small_vector<std::uint16_t, 8> inexact_;  // postings of all windows
  boost::container::small_vector<std::uint32_t, 8> inexact_frequencies_;
};

/// A surface form, as one of a term's.
struct FormOf {
  std::uint64_t term = 0;  ///< ordinal
  std::uint32_t form = 0;  ///< as Occurrence::form
  friend auto operator<=>(const FormOf&, const FormOf&) = default;
};

/// One .ranks file. Immutable; any number of threads. The bytes are the caller's and stay.
class Ranks {
 public:
  Ranks() = default;
  /// Looks over the footer, the sections and the code book. False when they are wrong. Takes the
  /// same time for a file of any size. `path` is for messages.
  /// REQUIRES: `bytes` begin at a multiple of 8.
  ///   guard  of the bytes, and stays as they do: each part is verified when it is first used, and whatever reads a
  ///          damaged one throws DamagedError; null: nothing is verified
  [[nodiscard]] bool open(std::string_view bytes, std::string path = {},
                          const VerifiedBlocks* guard = nullptr);
  /// Says that the file is damaged: `what` of it, as a clause, and what to do about it.
  /// @throws DamagedError
  [[noreturn]] void throw_damaged(std::string_view what) const;

  /// A number that no other file opened by this process has, but copies of this; 0 before `open`.
  [[nodiscard]] std::uint64_t identity() const noexcept { return identity_; }
  [[nodiscard]] std::uint32_t documents() const noexcept { return documents_; }
  [[nodiscard]] std::uint64_t total_length() const noexcept { return total_length_; }
  /// REQUIRES: document < documents().
  [[nodiscard]] std::uint32_t length(std::uint32_t document) const noexcept {
    return lengths_[document];
  }
  /// How many words the document's title has: positions 1..n, and the body's follow without a gap.
  /// REQUIRES: document < documents().
  [[nodiscard]] std::uint32_t title_words(std::uint32_t document) const noexcept {
    return title_words_[document];
  }
  /// What the lengths of documents and titles, and the places of quotations, take in the file.
  [[nodiscard]] std::uint64_t length_bytes() const noexcept { return lengths_.bytes(); }
  [[nodiscard]] std::uint64_t title_word_bytes() const noexcept { return title_words_.bytes(); }
  [[nodiscard]] std::uint64_t span_bytes() const noexcept { return spans_.bytes(); }
  /// Where the quotation that the document is stands in its article. REQUIRES: document < documents().
  [[nodiscard]] SpanInArticle span_in_article(std::uint32_t document) const noexcept {
    return spans_[document];
  }
  [[nodiscard]] const CodeBook& book() const noexcept { return book_; }
  [[nodiscard]] const TermDictionary& terms() const noexcept { return terms_; }
  /// Surface forms but those that are their stem; an entry's extra is for each term it belongs to uint
  /// ordinal, uint number.
  [[nodiscard]] const TermDictionary& forms() const noexcept { return forms_; }
  /// How many documents have the term; 0 when it is not there.
  [[nodiscard]] std::uint32_t document_frequency(std::string_view term) const;
  /// How many documents the term of an entry has; 0 when it is damaged.
  [[nodiscard]] static std::uint32_t documents_of(const DictionaryEntry& entry) noexcept;
  /// The number of the form that is the term's own text without its first byte; nothing when the
  /// term of the entry has none such.
  [[nodiscard]] static std::optional<std::uint32_t> own_form_of(
      const DictionaryEntry& entry) noexcept;
  /// Replaces `out` by the terms that a surface form belongs to, ascending: none or one, but where
  /// articles of several languages stem it differently.
  void terms_of_form(std::string_view form, std::vector<FormOf>& out) const;
  /// Replaces `out` by all forms that begin with `prefix`, ascending.
  void forms_with(std::string_view prefix, std::vector<FormOf>& out) const;
  /// Whether the term of an entry has several forms.
  [[nodiscard]] static bool has_forms(const DictionaryEntry& entry) noexcept;
  /// Keys of names; an entry's extra is the terms that the key leads to: for each uint difference of its ordinal to the
  /// one before (to -1) less one.
  [[nodiscard]] const TermDictionary& keys() const noexcept { return keys_; }
  /// Replaces `out` by the ordinals of the terms that an entry of keys() leads to, ascending. False when it is damaged:
  /// no term, or one that there is not.
  [[nodiscard]] bool terms_of_key(const DictionaryEntry& entry,
                                  std::vector<std::uint64_t>& out) const;
  /// How long the postings of all terms are together.
  [[nodiscard]] std::uint64_t posting_bytes() const noexcept { return postings_.size(); }
  /// All of a term's bytes, not verified yet. Empty when the entry is damaged.
  [[nodiscard]] std::string_view postings_of(const DictionaryEntry& entry) const noexcept;
  /// Verifies a part of the file's bytes; and what is kept of each document, its length and places.
  /// @throws DamagedError
  void require(std::string_view part) const {
    if (guard_ != nullptr) guard_->require(part);
  }
  void require_columns() const { require(columns_); }

 private:
  std::string path_;
  const VerifiedBlocks* guard_ = nullptr;
  std::string_view postings_, columns_;
  NumberColumn lengths_, title_words_;
  std::uint64_t identity_ = 0;
  std::uint32_t documents_ = 0;
  std::uint64_t total_length_ = 0;
  SpansInArticles spans_;
  CodeBook book_;
  TermDictionary terms_, forms_, keys_;
};

}  // namespace quoth::storage
