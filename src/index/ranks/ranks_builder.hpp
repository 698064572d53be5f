// Gathers documents in memory, and writes them as a .ranks file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/ranks/byte_lists.hpp"
#include "index/ranks/ranks_writer.hpp"
#include "index/ranks/term_vocabulary.hpp"

namespace quoth::storage {

/// Postings come document by document and leave term by term. What is gathered is kept as
/// variable-length numbers: about two thirds of the text's size. No allocation for a posting: lists of postings lie in
/// ByteLists, texts in a TermVocabulary, which several builders may share.
class RanksBuilder {
 public:
  using TermId = TermVocabulary::TermId;

  /// With a vocabulary of its own.
  RanksBuilder() : own_(std::make_unique<TermVocabulary>()), vocabulary_(*own_) {}
  /// With one that must outlive it.
  explicit RanksBuilder(TermVocabulary& vocabulary) : vocabulary_(vocabulary) {}

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

  /// The same in pieces, for who has numbers of the vocabulary: any number of add_filter and add_word, each term once,
  /// then end_document.
  void add_filter(TermId term);
  /// The occurrences' forms are numbered as the vocabulary does; positions ascend. There may be none.
  void add_word(TermId term, std::uint32_t frequency, std::span<const Occurrence> occurrences);
  void end_document(std::uint16_t title_words, const SpanInArticle& span);

  [[nodiscard]] std::uint32_t documents() const noexcept {
    return static_cast<std::uint32_t>(documents_.lengths.size());
  }
  /// Of each document: the sum of its terms' frequencies.
  [[nodiscard]] std::span<const std::uint32_t> lengths() const noexcept {
    return documents_.lengths;
  }
  /// Bytes of memory it takes, about, without the vocabulary.
  [[nodiscard]] std::size_t bytes() const noexcept;

  /// Called with each term that is written, in their order.
  using OnTerm = std::function<void(const TermToWrite&)>;
  /// Appends to a list the keys that lead to a term: distinct ones.
  using KeysOf = std::function<void(std::string_view term, std::vector<std::string>& out)>;

  /// Writes all, and is empty again; so is a vocabulary of its own.
  void write(const RanksWriter::Sink& sink);
  /// The same, where the terms of the vocabulary are sorted already. Documents stay: the builder is only good to go
  /// away. `keys_of` tells the keys that did not come with add().
  void write(const RanksWriter::Sink& sink, std::span<const TermId> sorted, const KeysOf& keys_of,
             const OnTerm& on_term);

 private:
  // For each document: uint difference to the one before (to -1) less one; uint frequency if scored;
  // if there are forms: uint how many occurrences, for each uint twice the difference of the position to the one
  // before, plus 1 and then uint its form's number less one if that is not 0.
  struct Gathered {
    ByteLists::List bytes;
    std::uint32_t next = 0;  // least document that can come
    bool scored = false, with_forms = false;
  };
  Gathered& of(TermId term);
  void read(TermId term, TermToWrite& out);

  std::unique_ptr<TermVocabulary> own_;
  TermVocabulary& vocabulary_;
  std::vector<Gathered> terms_;  // by number
  ByteLists lists_;
  DocumentsToWrite documents_;
  PostingHistogram histogram_;
  std::vector<std::pair<std::string, TermId>> keys_;

  std::uint32_t length_ = 0;                // of the document that is coming
  std::vector<std::uint32_t> frequencies_;  // its words'
  // Scratch.
  std::string posting_, bytes_;
  std::vector<Occurrence> occurrences_;
  std::vector<std::string_view> forms_;
  std::vector<std::uint64_t> form_counts_;
  std::vector<std::uint32_t> form_order_, form_number_;
};

}  // namespace quoth::storage
