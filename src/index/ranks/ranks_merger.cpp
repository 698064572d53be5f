#include "index/ranks/ranks_merger.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/mapped_pages.hpp"
#include "index/ranks/forms_by_term.hpp"
#include "index/ranks/whole_term.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();

class Part {
 public:
  Part(const RanksPart& part, std::uint64_t first)
      : ranks_(*part.ranks),
        cursor_(ranks_.terms()),
        keys_(ranks_.keys()),
        reader_(ranks_),
        tell_passed_(part.passed) {
    numbers_.reserve(ranks_.documents());
    std::uint64_t next = first;
    for (std::uint32_t d = 0; d < ranks_.documents(); ++d) {
      const bool gone = d / 64 < part.dead.size() && (part.dead[d / 64] >> d % 64 & 1) != 0;
      if (!gone && next >= kGone)
        throw StorageError("the parts of a merge have 2^32 documents or more: merge fewer of them");
      numbers_.push_back(gone ? kGone : static_cast<std::uint32_t>(next++));
    }
    living_ = static_cast<std::uint32_t>(next - first);
  }

  [[nodiscard]] const Ranks& ranks() const noexcept { return ranks_; }
  [[noreturn]] void damaged(std::string_view what) const { ranks_.throw_damaged(what); }
  [[nodiscard]] std::uint32_t living() const noexcept { return living_; }
  /// In the result; kGone for a document that is left out.
  [[nodiscard]] std::uint32_t number(std::uint32_t document) const noexcept {
    return numbers_[document];
  }

  void open_forms() {
    if (!forms_.open(ranks_)) damaged("its dictionary of forms is damaged");
  }
  [[nodiscard]] const FormsByTerm& forms() const noexcept { return forms_; }

  /// To the next term. False at the end.
  bool next() {
    last_ = cursor_.text();
    if (!cursor_.next()) {
      if (!cursor_.complete()) damaged("its dictionary of terms is damaged");
      pass(0);
      return false;
    }
    if (cursor_.entry().ordinal > 0 && cursor_.text() <= last_)
      damaged("its terms are out of order");
    return true;
  }
  [[nodiscard]] const std::string& text() const noexcept { return cursor_.text(); }
  [[nodiscard]] std::uint64_t ordinal() const noexcept { return cursor_.entry().ordinal; }
  /// What it has of the term at hand. Lives until the next call.
  const TermToWrite& read(bool with_positions) {
    if (!reader_.read(cursor_.entry(), with_positions, term_))
      damaged("the postings of the term " + text() + " are damaged");
    // Postings lie in the order of their terms: what was read before these is done with.
    const std::string_view bytes = ranks_.postings_of(cursor_.entry());
    if (behind_ == nullptr) behind_ = bytes.data();
    read_to_ = bytes.data() + bytes.size();
    pass(kGivenBackAt);
    return term_;
  }
  [[nodiscard]] const TermPostings& postings() const noexcept { return reader_.postings(); }

  /// Remembers which one of the result's the term at hand is.
  void set_in_result(std::uint64_t in_result) {
    in_result_.resize(static_cast<std::size_t>(ranks_.terms().size()), kGone);
    in_result_[static_cast<std::size_t>(ordinal())] = static_cast<std::uint32_t>(in_result);
  }
  /// To the next key. False at the end.
  bool next_key() {
    last_ = keys_.text();
    if (!keys_.next()) {
      if (!keys_.complete()) damaged("its dictionary of names is damaged");
      return false;
    }
    if (keys_.entry().ordinal > 0 && keys_.text() <= last_) damaged("its keys are out of order");
    return true;
  }
  [[nodiscard]] const std::string& key() const noexcept { return keys_.text(); }
  /// Appends which terms of the result the key at hand leads to.
  void append_terms_of_key(std::vector<std::uint64_t>& out) {
    if (!ranks_.terms_of_key(keys_.entry(), terms_of_key_))
      damaged("its key " + key() + " does not lead to terms");
    for (const std::uint64_t term : terms_of_key_)
      if (term < in_result_.size() && in_result_[static_cast<std::size_t>(term)] != kGone)
        out.push_back(in_result_[static_cast<std::size_t>(term)]);
  }

 private:
  // Tells of what was read, if it is so much.
  void pass(std::size_t least) {
    if (!tell_passed_ || read_to_ <= behind_) return;
    const auto size = static_cast<std::size_t>(read_to_ - behind_);
    if (size < least) return;
    tell_passed_({behind_, size});
    behind_ = read_to_;
  }

  const Ranks& ranks_;
  TermDictionary::Cursor cursor_, keys_;
  WholeTermReader reader_;
  std::function<void(std::string_view)> tell_passed_;
  const char *behind_ = nullptr, *read_to_ = nullptr;  // of the postings
  FormsByTerm forms_;
  std::vector<std::uint32_t> numbers_;
  std::uint32_t living_ = 0;
  TermToWrite term_;
  std::string last_;
  std::vector<std::uint32_t> in_result_;  // ordinal of each term; kGone for those left out
  std::vector<std::uint64_t> terms_of_key_;
};

/// One term of the result, joined from the parts that have it.
class JoinedTerm {
 public:
  void begin(std::string_view text) {
    term_.clear();
    form_counts_.clear();
    term_.text = text;
  }

  /// Adds what a part has of the term. Parts come in their order.
  void add(Part& part) {
    const TermToWrite& more = part.read(true);
    const bool scored = part.postings().scored(), positions = part.postings().has_positions();
    if (!term_.documents.empty() && (scored != scored_ || positions != positions_))
      part.damaged("its term " + term_.text + " is of another kind than in the other files");
    scored_ = scored, positions_ = positions;
    const std::vector<std::uint32_t> forms =
        positions ? numbers_of_forms(part) : std::vector<std::uint32_t>();
    std::size_t occurrence = 0;
    for (std::size_t i = 0; i < more.documents.size(); ++i) {
      const std::uint32_t document = part.number(more.documents[i]);
      const std::uint32_t count = positions ? more.counts[i] : 0;
      const std::size_t end = occurrence + count;
      if (document == kGone) {
        occurrence = end;
        continue;
      }
      term_.documents.push_back(document);
      if (scored) term_.frequencies.push_back(more.frequencies[i]);
      if (positions) term_.counts.push_back(count);
      for (; occurrence < end; ++occurrence) {
        const Occurrence& there = more.occurrences[occurrence];
        if (there.form >= forms.size())
          part.damaged("the forms of the term " + term_.text + " are damaged");
        term_.occurrences.push_back({there.position, forms[there.form]});
        ++form_counts_[forms[there.form]];
      }
    }
  }

  /// The whole, with its most frequent form first. No documents when all of its are gone.
  const TermToWrite& finish() {
    std::vector<std::uint32_t> order(term_.forms.size()), number(term_.forms.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return form_counts_[a] != form_counts_[b] ? form_counts_[a] > form_counts_[b]
                                                : term_.forms[a] < term_.forms[b];
    });
    std::vector<std::string> forms;
    for (std::uint32_t i = 0; i < order.size() && form_counts_[order[i]] > 0; ++i) {
      number[order[i]] = i;
      forms.push_back(std::move(term_.forms[order[i]]));
    }
    term_.forms = std::move(forms);
    for (Occurrence& occurrence : term_.occurrences) occurrence.form = number[occurrence.form];
    return term_;
  }

 private:
  // For each of the part's forms of the term, its place in term_.forms. A stem has few forms, so
  // they are looked for one by one.
  std::vector<std::uint32_t> numbers_of_forms(const Part& part) {
    std::vector<std::uint32_t> out;
    std::string text;
    for (std::uint32_t n = 0; n < part.forms().count(part.ordinal()); ++n) {
      if (!part.forms().text(part.ordinal(), n, text))
        part.damaged("its dictionary of forms is damaged");
      const auto at = std::find(term_.forms.begin(), term_.forms.end(), text);
      out.push_back(static_cast<std::uint32_t>(at - term_.forms.begin()));
      if (at == term_.forms.end()) {
        term_.forms.push_back(text);
        form_counts_.push_back(0);
      }
    }
    return out;
  }

  TermToWrite term_;
  bool scored_ = false, positions_ = false;
  std::vector<std::uint64_t> form_counts_;  // occurrences of each
};

using Parts = std::vector<std::unique_ptr<Part>>;

Parts opened(std::span<const RanksPart> parts) {
  Parts out;
  std::uint64_t documents = 0;
  for (const RanksPart& part : parts) {
    out.push_back(std::make_unique<Part>(part, documents));
    documents += out.back()->living();
  }
  return out;
}

PostingHistogram histogram_of(const Parts& parts) {
  PostingHistogram out;
  for (const auto& part : parts)
    while (part->next()) {
      const TermToWrite& term = part->read(false);
      for (std::size_t i = 0; i < term.frequencies.size(); ++i)
        if (part->number(term.documents[i]) != kGone)
          out.add(term.frequencies[i], part->ranks().length(term.documents[i]));
    }
  return out;
}

// Walks what the parts have in order, each by next(part) and text(part); calls joined(text, parts) for each
// text and the numbers of the parts that stand there, ascending.
template <class Next, class Text, class Joined>
void for_each_joined(const Parts& parts, Next next, Text text, Joined joined) {
  // A heap with the part on top whose text comes first; the earlier one of two with the same.
  const auto later = [&](std::size_t a, std::size_t b) {
    const int order = text(*parts[a]).compare(text(*parts[b]));
    return order != 0 ? order > 0 : a > b;
  };
  std::vector<std::size_t> heap, same;
  const auto advance = [&](std::size_t part) {
    if (!next(*parts[part])) return;
    heap.push_back(part);
    std::push_heap(heap.begin(), heap.end(), later);
  };
  for (std::size_t p = 0; p < parts.size(); ++p) advance(p);
  while (!heap.empty()) {
    same.clear();
    do {
      std::pop_heap(heap.begin(), heap.end(), later);
      same.push_back(heap.back());
      heap.pop_back();
    } while (!heap.empty() && text(*parts[heap.front()]) == text(*parts[same.front()]));
    joined(text(*parts[same.front()]), std::span<const std::size_t>(same));
    for (const std::size_t part : same) advance(part);
  }
}

void add_terms(const Parts& parts, RanksWriter& writer) {
  JoinedTerm term;
  for_each_joined(
      parts, [](Part& part) { return part.next(); },
      [](const Part& part) -> const std::string& { return part.text(); },
      [&](const std::string& text, std::span<const std::size_t> same) {
        term.begin(text);
        for (const std::size_t part : same) term.add(*parts[part]);
        const TermToWrite& whole = term.finish();
        if (whole.documents.empty()) return;
        for (const std::size_t part : same) parts[part]->set_in_result(writer.terms());
        writer.add(whole);
      });
}

void add_keys(const Parts& parts, RanksWriter& writer) {
  std::vector<std::uint64_t> terms;
  for_each_joined(
      parts, [](Part& part) { return part.next_key(); },
      [](const Part& part) -> const std::string& { return part.key(); },
      [&](const std::string& key, std::span<const std::size_t> same) {
        terms.clear();
        for (const std::size_t part : same) parts[part]->append_terms_of_key(terms);
        std::sort(terms.begin(), terms.end());
        terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
        if (!terms.empty()) writer.add_key(key, terms);
      });
}

}  // namespace

void merge_ranks(std::span<const RanksPart> parts, const RanksWriter::Sink& sink) {
  const CodeBook book(histogram_of(opened(parts)));
  const Parts opened_parts = opened(parts);
  DocumentsToWrite documents;
  for (const auto& part : opened_parts) {
    part->open_forms();
    for (std::uint32_t d = 0; d < part->ranks().documents(); ++d) {
      if (part->number(d) == kGone) continue;
      documents.lengths.push_back(part->ranks().length(d));
      documents.title_words.push_back(part->ranks().title_words(d));
      documents.spans.push_back(part->ranks().span_in_article(d));
    }
  }
  RanksWriter writer(sink, std::move(documents), book);
  add_terms(opened_parts, writer);
  add_keys(opened_parts, writer);
  writer.finish();
}

}  // namespace quoth::storage
