#include "index/ranks/ranks_builder.hpp"

#include <algorithm>
#include <utility>

#include "index/bytes.hpp"

namespace quoth::storage {
namespace {

// A number that ByteWriter wrote into memory of our own.
std::uint64_t varint_at(const char*& at) noexcept {
  std::uint64_t value = static_cast<unsigned char>(*at++);
  if (value < 0x80) return value;
  value &= 0x7f;
  for (unsigned shift = 7;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

}  // namespace

RanksBuilder::Gathered& RanksBuilder::of(TermId term) {
  if (term >= terms_.size()) terms_.resize(std::max<std::size_t>(term + 1, 2 * terms_.size()));
  return terms_[term];
}

void RanksBuilder::add_filter(TermId term) {
  Gathered& gathered = of(term);
  posting_.clear();
  ByteWriter(posting_).varint(documents() - gathered.next);
  gathered.next = documents() + 1;
  lists_.append(gathered.bytes, posting_);
}

void RanksBuilder::add_word(TermId term, std::uint32_t frequency,
                            std::span<const Occurrence> occurrences) {
  Gathered& gathered = of(term);
  posting_.clear();
  ByteWriter out(posting_);
  out.varint(documents() - gathered.next);
  gathered.next = documents() + 1;
  gathered.scored = true;
  out.varint(frequency);
  length_ += frequency;
  frequencies_.push_back(frequency);
  if (!occurrences.empty()) {
    gathered.with_forms = true;
    out.varint(occurrences.size());
    std::uint32_t before = 0;
    for (const Occurrence& occurrence : occurrences) {
      const std::uint64_t distance = occurrence.position - before;
      out.varint(2 * distance + (occurrence.form > 0 ? 1 : 0));
      if (occurrence.form > 0) out.varint(occurrence.form - 1);
      before = occurrence.position;
    }
  }
  lists_.append(gathered.bytes, posting_);
}

void RanksBuilder::end_document(std::uint16_t title_words, const SpanInArticle& span) {
  for (const std::uint32_t frequency : frequencies_) histogram_.add(frequency, length_);
  documents_.lengths.push_back(length_);
  documents_.title_words.push_back(title_words);
  documents_.spans.push_back(span);
  length_ = 0;
  frequencies_.clear();
}

void RanksBuilder::add(const std::vector<Term>& terms, const std::vector<Form>& forms,
                       std::uint16_t title_words, const SpanInArticle& span,
                       const std::vector<Key>& keys) {
  std::vector<TermId> ids;
  ids.reserve(terms.size());
  for (const Term& term : terms) ids.push_back(vocabulary_.term(term.text));
  // Those of a term that an earlier document has are known.
  for (const Key& key : keys)
    if (of(ids[key.term]).bytes.empty()) keys_.emplace_back(key.text, ids[key.term]);
  // Forms of one term stand together.
  std::vector<const Form*> by_term;
  by_term.reserve(forms.size());
  for (const Form& form : forms) by_term.push_back(&form);
  std::stable_sort(by_term.begin(), by_term.end(),
                   [](const Form* a, const Form* b) { return a->term < b->term; });
  auto form = by_term.begin();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (terms[i].frequency == 0) {
      add_filter(ids[i]);
      continue;
    }
    occurrences_.clear();
    for (; form != by_term.end() && (*form)->term == i; ++form) {
      const std::uint32_t number = vocabulary_.form(ids[i], (*form)->text);
      for (const std::uint32_t position : (*form)->positions)
        occurrences_.push_back({position, number});
    }
    std::sort(occurrences_.begin(), occurrences_.end(),
              [](const Occurrence& a, const Occurrence& b) { return a.position < b.position; });
    add_word(ids[i], terms[i].frequency, occurrences_);
  }
  end_document(title_words, span);
}

void RanksBuilder::read(TermId term, TermToWrite& out) {
  const Gathered& gathered = terms_[term];
  out.clear();
  out.text = vocabulary_.text(term);
  lists_.read(gathered.bytes, bytes_);
  const char* at = bytes_.data();
  const char* const end = at + bytes_.size();
  std::uint64_t next = 0;
  while (at != end) {
    next += varint_at(at);
    out.documents.push_back(static_cast<std::uint32_t>(next++));
    if (!gathered.scored) continue;
    out.frequencies.push_back(static_cast<std::uint32_t>(varint_at(at)));
    if (!gathered.with_forms) continue;
    out.counts.push_back(static_cast<std::uint32_t>(varint_at(at)));
    std::uint64_t position = 0;
    for (std::uint32_t k = 0; k < out.counts.back(); ++k) {
      const std::uint64_t coded = varint_at(at);
      position += coded >> 1;
      const std::uint64_t form = (coded & 1) != 0 ? varint_at(at) + 1 : 0;
      out.occurrences.push_back(
          {static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(form)});
    }
  }
  if (!gathered.with_forms) return;
  // The most frequent form is number 0; of two as frequent the first one by text, so that the order
  // of documents and of their forms makes no difference. A form that only others who share the vocabulary have met is
  // none.
  vocabulary_.forms_of(term, forms_);
  if (forms_.size() == 1) {
    out.forms.emplace_back(forms_.front());
    return;
  }
  form_counts_.assign(forms_.size(), 0);
  for (const Occurrence& occurrence : out.occurrences) ++form_counts_[occurrence.form];
  form_order_.clear();
  for (std::uint32_t i = 0; i < forms_.size(); ++i)
    if (form_counts_[i] > 0) form_order_.push_back(i);
  std::sort(form_order_.begin(), form_order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return form_counts_[a] != form_counts_[b] ? form_counts_[a] > form_counts_[b]
                                              : forms_[a] < forms_[b];
  });
  form_number_.resize(forms_.size());
  for (std::uint32_t i = 0; i < form_order_.size(); ++i) {
    form_number_[form_order_[i]] = i;
    out.forms.emplace_back(forms_[form_order_[i]]);
  }
  for (Occurrence& occurrence : out.occurrences) occurrence.form = form_number_[occurrence.form];
}

void RanksBuilder::write(const RanksWriter::Sink& sink) {
  write(sink, vocabulary_.sorted(), {}, {});
  if (own_ != nullptr) *own_ = {};
  terms_.clear();
  lists_ = {};
  documents_ = {};
  histogram_ = {};
  keys_.clear();
}

void RanksBuilder::write(const RanksWriter::Sink& sink, std::span<const TermId> sorted,
                         const KeysOf& keys_of, const OnTerm& on_term) {
  RanksWriter writer(sink, documents_, CodeBook(histogram_));
  TermToWrite term;
  std::vector<std::pair<std::string, std::uint64_t>> keys;  // key, ordinal
  std::vector<std::string> of_term;
  std::vector<std::uint64_t> ordinals(keys_.empty() ? 0 : terms_.size());
  for (const TermId id : sorted) {
    if (id >= terms_.size() || terms_[id].bytes.empty()) continue;
    read(id, term);
    if (keys_of) {
      of_term.clear();
      keys_of(term.text, of_term);
      for (std::string& key : of_term) keys.emplace_back(std::move(key), writer.terms());
    }
    if (!keys_.empty()) ordinals[id] = writer.terms();
    writer.add(term);
    if (on_term) on_term(term);
  }
  for (auto& [key, id] : keys_) keys.emplace_back(key, ordinals[id]);
  std::sort(keys.begin(), keys.end());
  std::vector<std::uint64_t> led_to;
  for (std::size_t i = 0; i < keys.size();) {
    led_to.clear();
    std::size_t j = i;
    for (; j < keys.size() && keys[j].first == keys[i].first; ++j) led_to.push_back(keys[j].second);
    writer.add_key(keys[i].first, led_to);
    i = j;
  }
  writer.finish();
}

std::size_t RanksBuilder::bytes() const noexcept {
  return lists_.bytes() + terms_.capacity() * sizeof(Gathered) +
         documents_.lengths.capacity() * (2 * sizeof(std::uint32_t) + sizeof(SpanInArticle));
}

}  // namespace quoth::storage
