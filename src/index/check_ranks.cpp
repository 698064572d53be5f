#include "index/check_ranks.hpp"

#include <numeric>
#include <string_view>

#include "index/document_ranks.hpp"
#include "index/ranks/whole_term.hpp"
#include "index/segment_builder.hpp"
#include "index/xapian_errors.hpp"

namespace quoth::storage {
namespace {

std::string in_marks(std::string_view term) { return "\"" + std::string(term) + "\""; }

class Comparison {
 public:
  Comparison(const Segment& segment, Space space)
      : segment_(segment),
        space_(space),
        ranks_(segment.ranks(space)),
        glass_(segment.has_database() ? segment.open_database() : Xapian::Database()),
        term_(glass_.allterms_begin()) {}

  std::string run() {
    if (space_ == Space::quotations) {
      check_spans();
    } else if (segment_.has_database()) {
      compare_terms();
      if (found_.empty()) compare_lengths();
    }
    return std::move(found_);
  }

 private:
  void skip_ids() {
    while (term_ != glass_.allterms_end() && !has_ranks(*term_)) ++term_;
  }

  void compare_terms() {
    std::uint64_t walked = 0;
    ranks_.terms().for_each_with_prefix({},
                                        [&](std::string_view text, const DictionaryEntry& entry) {
                                          ++walked;
                                          if (fits_xapian(text)) compare(text, entry);
                                          return found_.empty();
                                        });
    if (!found_.empty()) return;
    if (walked != ranks_.terms().size()) {
      found_ = "Its dictionary ends too early.";
      return;
    }
    skip_ids();
    if (term_ != glass_.allterms_end()) found_ = "It lacks the term " + in_marks(*term_) + ".";
  }

  // One term, the least that was not compared yet.
  void compare(std::string_view text, const DictionaryEntry& entry) {
    skip_ids();
    if (term_ == glass_.allterms_end() || *term_ != text) {
      found_ = "It has the term " + in_marks(text) + " where the glass file has " +
               (term_ == glass_.allterms_end() ? "none" : in_marks(*term_)) + ".";
      return;
    }
    if (!reader_.read(entry, false, whole_)) {
      found_ = "The postings of " + in_marks(text) + " cannot be read.";
      return;
    }
    const std::uint64_t occurrences =
        std::accumulate(whole_.frequencies.begin(), whole_.frequencies.end(), std::uint64_t{0});
    if (whole_.documents.size() != term_.get_termfreq() ||
        occurrences != glass_.get_collection_freq(*term_)) {
      found_ = "It counts the term " + in_marks(text) + " otherwise than the glass file does.";
      return;
    }
    ++term_;
  }

  void compare_lengths() {
    for (std::uint32_t document = 0; document < ranks_.documents(); ++document)
      if (ranks_.length(document) != glass_.get_doclength(document + 1)) {
        found_ = "Document " + std::to_string(document + 1) +
                 " has another length than in the glass file.";
        return;
      }
  }

  // That the words of a quotation, and those round it, are words of its article.
  void check_spans() {
    const Ranks& articles = segment_.ranks(Space::articles);
    for (std::uint32_t docid = 1; docid <= segment_.map().articles(); ++docid) {
      const std::uint64_t length = articles.length(docid - 1);
      // Title words count threefold.
      const std::uint64_t title = 2 * std::uint64_t{articles.title_words(docid - 1)};
      for (std::uint32_t q = segment_.map().first_quotation(docid);
           q < segment_.map().first_quotation(docid + 1); ++q) {
        const SpanInArticle span = ranks_.span_in_article(q - 1);
        if (span.first <= span.before ||
            std::uint64_t{span.first} + ranks_.length(q - 1) + span.after + title > length + 1) {
          found_ = "Document " + std::to_string(q) + " stands outside of its article.";
          return;
        }
      }
    }
  }

  const Segment& segment_;
  const Space space_;
  const Ranks& ranks_;
  const Xapian::Database glass_;
  Xapian::TermIterator term_;
  WholeTermReader reader_{ranks_};
  TermToWrite whole_;
  std::string found_;
};

}  // namespace

std::string ranks_disagreement(const Segment& segment, Space space) {
  return with_storage_errors("Checking " + segment.path() + "/" + ranks_name(space),
                             [&] { return Comparison(segment, space).run(); });
}

}  // namespace quoth::storage
