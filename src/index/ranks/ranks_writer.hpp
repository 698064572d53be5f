// Writes a .ranks file: the postings of one space of documents, as the ranking core reads them.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "index/ranks/code_book.hpp"
#include "index/ranks/position_bits.hpp"
#include "index/ranks/spans_in_articles.hpp"
#include "index/ranks/term_dictionary.hpp"

namespace quoth::storage {

/// The postings of one term. Documents are numbered from 0.
struct TermToWrite {
  std::string text;
  std::vector<std::uint32_t> documents;  ///< ascending, distinct
  std::vector<std::uint32_t>
      frequencies;  ///< one for each document, >= 1; empty for terms that only filter
  /// How many of `occurrences` each document has, >= 1; empty for terms without positions.
  std::vector<std::uint32_t> counts;
  std::vector<Occurrence> occurrences;  ///< of document after document, positions ascending
  /// What Occurrence::form stands for: the most frequent first, then by text.
  std::vector<std::string> forms;

  void clear();
};

/// What is known of the documents but their terms: one of each for each document, in their order.
struct DocumentsToWrite {
  std::vector<std::uint32_t> lengths;
  std::vector<std::uint32_t> title_words;  ///< at most 65535
  std::vector<SpanInArticle> spans;
};

/// Writes front to back, so that only dictionaries are held in memory. The layout is drawn in
/// FORMAT.md.
class RanksWriter {
 public:
  /// Takes each piece of the file in turn.
  using Sink = std::function<void(std::string_view)>;

  /// `book` fits every posting that will come.
  RanksWriter(Sink sink, DocumentsToWrite documents, CodeBook book);

  /// Terms come in ascending order of their texts, each once, with at least one document.
  void add(const TermToWrite& term);
  /// A key, and the ordinals of the terms it leads to: ascending, distinct, at least one. Keys come in ascending order,
  /// each once, when all terms have come.
  void add_key(std::string_view key, std::span<const std::uint64_t> terms);
  /// How many terms came.
  [[nodiscard]] std::uint64_t terms() const noexcept { return terms_.size(); }
  /// Writes what follows the postings. Nothing may be added after it.
  void finish();

 private:
  struct Window;  // the postings of one term in one window
  void pad(std::size_t multiple);
  void flush_when_large();
  [[nodiscard]] std::uint64_t here() const noexcept { return flushed_ + buffer_.size(); }
  [[nodiscard]] std::uint8_t add_packed(const TermToWrite& term);
  static void append_runs(const TermToWrite& term, std::string& out);
  [[nodiscard]] std::uint8_t add_windows(const TermToWrite& term);
  [[nodiscard]] std::vector<Window> windows_of(const TermToWrite& term) const;
  void append_positions(const TermToWrite& term, bool indexed);
  [[nodiscard]] std::uint8_t code_of(const TermToWrite& term, std::size_t posting) const noexcept;

  Sink sink_;
  const DocumentsToWrite documents_;
  const CodeBook book_;
  std::string buffer_;
  std::uint64_t flushed_ = 0;
  TermDictionaryWriter terms_{Pieces::yes}, keys_{Pieces::no};
  std::vector<std::tuple<std::string, std::uint64_t, std::uint32_t>> forms_;  // form, term, number
};

}  // namespace quoth::storage
