#include "index/ranks/ranks_builder.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "index/bytes.hpp"

namespace quoth::storage {
namespace {

// A stem has few forms, so they are looked for one by one.
std::uint32_t number_of(std::vector<std::string>& forms, std::string_view form) {
  const auto at = std::find(forms.begin(), forms.end(), form);
  const auto number = static_cast<std::uint32_t>(at - forms.begin());
  if (at == forms.end()) forms.emplace_back(form);
  return number;
}

}  // namespace

void RanksBuilder::add(const std::vector<Term>& terms, const std::vector<Form>& forms,
                       std::uint16_t title_words, const SpanInArticle& span,
                       const std::vector<Key>& keys) {
  const std::uint32_t document = documents();
  std::uint32_t length = 0;
  // Forms of one term stand together.
  std::vector<const Form*> by_term;
  by_term.reserve(forms.size());
  for (const Form& form : forms) by_term.push_back(&form);
  std::stable_sort(by_term.begin(), by_term.end(),
                   [](const Form* a, const Form* b) { return a->term < b->term; });
  for (const Key& key : keys) {
    const Gathered& gathered = terms_[std::string(terms[key.term].text)];
    // Those of a term that an earlier document has are known.
    if (gathered.bytes.empty()) keys_[std::string(key.text)].push_back(&gathered);
  }
  auto form = by_term.begin();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    Gathered& gathered = terms_[std::string(terms[i].text)];
    ByteWriter out(gathered.bytes);
    out.varint(document - gathered.next);
    gathered.next = document + 1;
    length += terms[i].frequency;
    if (terms[i].frequency == 0) continue;
    gathered.scored = true;
    out.varint(terms[i].frequency);
    occurrences_.clear();
    for (; form != by_term.end() && (*form)->term == i; ++form) {
      const std::uint32_t number = number_of(gathered.forms, (*form)->text);
      gathered.form_counts.resize(gathered.forms.size());
      gathered.form_counts[number] += (*form)->positions.size();
      for (const std::uint32_t position : (*form)->positions)
        occurrences_.push_back({position, number});
    }
    if (gathered.forms.empty()) continue;
    std::sort(occurrences_.begin(), occurrences_.end(),
              [](const Occurrence& a, const Occurrence& b) { return a.position < b.position; });
    out.varint(occurrences_.size());
    std::uint32_t before = 0;
    for (const Occurrence& occurrence : occurrences_) {
      out.varint(occurrence.position - before);
      out.varint(occurrence.form);
      before = occurrence.position;
    }
  }
  documents_.lengths.push_back(length);
  documents_.title_words.push_back(title_words);
  documents_.spans.push_back(span);
}

void RanksBuilder::read(const Gathered& gathered, TermToWrite& out) {
  ByteReader in(gathered.bytes);
  std::uint64_t next = 0;
  while (in.left() > 0) {
    next += in.varint();
    out.documents.push_back(static_cast<std::uint32_t>(next++));
    if (!gathered.scored) continue;
    out.frequencies.push_back(static_cast<std::uint32_t>(in.varint()));
    if (gathered.forms.empty()) continue;
    out.counts.push_back(static_cast<std::uint32_t>(in.varint()));
    std::uint64_t position = 0;
    for (std::uint32_t k = 0; k < out.counts.back(); ++k) {
      position += in.varint();
      out.occurrences.push_back(
          {static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(in.varint())});
    }
  }
  // The most frequent form is number 0; of two as frequent the first one by text, so that the order
  // of documents and of their forms makes no difference.
  std::vector<std::uint32_t> order(gathered.forms.size()), number(gathered.forms.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return gathered.form_counts[a] != gathered.form_counts[b]
               ? gathered.form_counts[a] > gathered.form_counts[b]
               : gathered.forms[a] < gathered.forms[b];
  });
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    number[order[i]] = i;
    out.forms.push_back(gathered.forms[order[i]]);
  }
  for (Occurrence& occurrence : out.occurrences) occurrence.form = number[occurrence.form];
}

void RanksBuilder::write(const RanksWriter::Sink& sink) {
  using Entry = std::unordered_map<std::string, Gathered>::value_type;
  std::vector<Entry*> sorted;
  sorted.reserve(terms_.size());
  for (Entry& entry : terms_) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(),
            [](const Entry* a, const Entry* b) { return a->first < b->first; });
  TermToWrite term;
  PostingHistogram postings;
  for (const Entry* entry : sorted) {
    if (!entry->second.scored) continue;
    term.clear();
    read(entry->second, term);
    for (std::size_t i = 0; i < term.documents.size(); ++i)
      postings.add(term.frequencies[i], documents_.lengths[term.documents[i]]);
  }
  RanksWriter writer(sink, std::exchange(documents_, {}), CodeBook(postings));
  for (Entry* entry : sorted) {
    entry->second.ordinal = writer.terms();
    term.clear();
    term.text = entry->first;
    read(entry->second, term);
    writer.add(term);
  }
  write_keys(writer);
  writer.finish();
  terms_.clear();
  keys_.clear();
}

void RanksBuilder::write_keys(RanksWriter& writer) {
  std::vector<const decltype(keys_)::value_type*> sorted;
  sorted.reserve(keys_.size());
  for (const auto& key : keys_) sorted.push_back(&key);
  std::sort(sorted.begin(), sorted.end(),
            [](const auto* a, const auto* b) { return a->first < b->first; });
  std::vector<std::uint64_t> terms;
  for (const auto* key : sorted) {
    terms.clear();
    for (const Gathered* term : key->second) terms.push_back(term->ordinal);
    std::sort(terms.begin(), terms.end());
    writer.add_key(key->first, terms);
  }
}

}  // namespace quoth::storage
