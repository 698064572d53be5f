#include "index/ranks/prefix_postings.hpp"

#include <algorithm>

namespace quoth::storage {
namespace {

constexpr std::uint32_t kTitleWeight = 3;

}  // namespace

void PrefixPostings::throw_damaged() const {
  file_.throw_damaged("the postings of the term " + stem_ + " are damaged");
}

bool PrefixPostings::next() {
  read_ = false;
  begin_ = end_;
  if (begin_ == forms_.size()) return false;
  const std::uint64_t term = forms_[begin_].term;
  while (end_ < forms_.size() && forms_[end_].term == term) ++end_;
  if (!file_.terms().at(term, stem_, entry_))
    file_.throw_damaged("its dictionary of forms names a term that is not there");
  return true;
}

std::uint32_t PrefixPostings::count() {
  // All occurrences of a stem with one form are of that one.
  if (!Ranks::has_forms(entry_)) return Ranks::documents_of(entry_);
  read();
  return static_cast<std::uint32_t>(whole_.documents.size());
}

void PrefixPostings::read() {
  if (read_) return;
  const bool several = Ranks::has_forms(entry_);
  if (!reader_.read(entry_, several, whole_) || !reader_.postings().scored()) throw_damaged();
  if (several) keep_forms();
  read_ = true;
}

void PrefixPostings::keep_forms() {
  const std::span<const FormOf> wanted = forms();
  std::size_t kept = 0, occurrence = 0;
  if (whole_.counts.size() != whole_.documents.size()) throw_damaged();
  for (std::size_t i = 0; i < whole_.documents.size(); ++i) {
    const std::uint32_t title = file_.title_words(whole_.documents[i]);
    std::uint32_t frequency = 0;
    for (const std::size_t end = occurrence + whole_.counts[i]; occurrence < end; ++occurrence) {
      const Occurrence& there = whole_.occurrences[occurrence];
      if (std::any_of(wanted.begin(), wanted.end(),
                      [&](const FormOf& form) { return form.form == there.form; }))
        frequency += there.position <= title ? kTitleWeight : 1;
    }
    if (frequency == 0) continue;
    whole_.documents[kept] = whole_.documents[i];
    whole_.frequencies[kept++] = frequency;
  }
  whole_.documents.resize(kept);
  whole_.frequencies.resize(kept);
}

}  // namespace quoth::storage
