// Gathers documents in memory, and writes them as a .ranks file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/ranks/ranks_writer.hpp"

namespace quoth::storage {

/// Postings come document by document and leave term by term. What is gathered is kept as
/// variable-length numbers: about two thirds of the text's size.
class RanksBuilder {
 public:
  /// One term of a document. Texts live until the call returns.
  struct Term {
    std::string_view text;
    std::uint32_t frequency = 0;  ///< 0 for terms that only filter
  };
  /// A surface form of one of the terms, and where it stands.
  struct Form {
    std::size_t term = 0;  ///< index among the document's terms; that has a frequency
    std::string_view text;
    std::vector<std::uint32_t> positions;  ///< ascending, from 1; not empty
  };

  /// A key that leads to one of the terms.
  struct Key {
    std::string_view text;
    std::size_t term = 0;  ///< index among the document's terms
  };

  /// Adds the next document. `terms` are distinct; a term that has a frequency has one in every
  /// document that it stands in, and forms in all of them or in none. The title's words have
  /// positions 1..title_words; the body's follow, and no phrase reads from one into the other. Only quotations have a
  /// span. `keys` are distinct; a term's are the same in every document.
  void add(const std::vector<Term>& terms, const std::vector<Form>& forms,
           std::uint16_t title_words = 0, const SpanInArticle& span = {},
           const std::vector<Key>& keys = {});
  [[nodiscard]] std::uint32_t documents() const noexcept {
    return static_cast<std::uint32_t>(documents_.lengths.size());
  }
  /// Writes all, and is empty again.
  void write(const RanksWriter::Sink& sink);

 private:
  // For each document: uint difference to the one before (to -1) less one; uint frequency if scored;
  // if there are forms: uint how many occurrences, for each uint difference of the position to the one
  // before, uint number of the form.
  struct Gathered {
    std::string bytes;
    std::uint32_t next = 0;  // least document that can come
    bool scored = false;
    std::vector<std::string> forms;
    std::vector<std::uint64_t> form_counts;  // occurrences of each
    std::uint64_t ordinal = 0;               // once all terms are there
  };
  static void read(const Gathered& gathered, TermToWrite& out);

  void write_keys(RanksWriter& writer);

  std::unordered_map<std::string, Gathered> terms_;
  std::unordered_map<std::string, std::vector<const Gathered*>> keys_;
  DocumentsToWrite documents_;
  std::vector<Occurrence> occurrences_;  // scratch
};

}  // namespace quoth::storage
