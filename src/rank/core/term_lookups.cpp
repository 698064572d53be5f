#include "rank/core/term_lookups.hpp"

#include <algorithm>

#include "rank/core/memo_key.hpp"
#include "rank/core/open_term.hpp"

namespace quoth::core {
void TermInSegments::open(std::string_view term, std::span<const SegmentView> segments,
                          CodeBounds& bounds, double average, const Bm25& bm25) {
  in_.assign(segments.size(), nullptr);
  documents_ = 0;
  std::size_t used = 0;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const storage::Ranks& ranks = *segments[s].ranks;
    storage::DictionaryEntry entry;
    if (!ranks.terms().find(term, entry)) continue;
    if (used == parts_.size()) parts_.emplace_back();
    Part& part = parts_[used++];
    open_entry(ranks, term, entry, part.postings);
    part.ordinal = entry.ordinal;
    const CodeBounds::Table& by_code =
        bounds.of(static_cast<std::uint32_t>(s), ranks, average, bm25);
    part.best = 0, part.best_of_window.clear();
    for (const storage::WindowPostings& window : part.postings.windows()) {
      float best = 0;
      for (const std::uint8_t code : window.front) best = std::max(best, by_code[code]);
      part.best_of_window.push_back(best);
      part.best = std::max(part.best, best);
    }
    documents_ += part.postings.documents();
    in_[s] = &part;
  }
}

std::size_t TermInSegments::bytes() const noexcept {
  std::size_t sum = sizeof(*this) + in_.size() * sizeof(const Part*);
  for (const Part& part : parts_)
    sum += sizeof part +
           part.postings.windows().size() * (sizeof(storage::WindowPostings) + sizeof(float));
  return sum;
}

void FormInSegments::open(std::string_view form, std::span<const SegmentView> segments) {
  terms_.clear(), begins_.clear();
  for (const SegmentView& segment : segments) {
    begins_.push_back(terms_.size());
    segment.ranks->terms_of_form(form, own_);
    terms_.insert(terms_.end(), own_.begin(), own_.end());
  }
  begins_.push_back(terms_.size());
}

std::size_t FormInSegments::bytes() const noexcept {
  return sizeof(*this) + begins_.size() * sizeof(begins_[0]) +
         (terms_.size() + own_.size()) * sizeof(storage::FormOf);
}

void TermLookups::begin(std::span<const SegmentView> segments, storage::Memo* memo, double average,
                        const Bm25& bm25) {
  end();
  segments_ = segments, memo_ = memo, average_ = average, bm25_ = bm25;
}

void TermLookups::end() noexcept {
  terms_.shared.clear(), forms_.shared.clear();
  terms_.used = forms_.used = 0;
}

template <class Found, class Open>
const Found& TermLookups::find(Kind<Found>& kind, Open open) {
  if (memo_ == nullptr) {
    if (kind.used == kind.own.size()) kind.own.emplace_back();
    Found& found = kind.own[kind.used++];
    open(found);
    return found;
  }
  std::shared_ptr<const Found> found = memo_->find<Found>(key_);
  if (found == nullptr) {
    auto made = std::make_shared<Found>();
    open(*made);
    found = made;
    memo_->keep(key_, found, found->bytes());
  }
  kind.shared.push_back(std::move(found));
  return *kind.shared.back();
}

const TermInSegments& TermLookups::term(std::string_view text) {
  begin_scored_key(key_, 't', of_quotations(), bm25_);
  key_ += text;
  return find(terms_, [&](TermInSegments& found) {
    found.open(text, segments_, bounds_, average_, bm25_);
  });
}

const FormInSegments& TermLookups::form(std::string_view text) {
  key_ = of_quotations() ? "wq" : "wa";
  key_ += text;
  return find(forms_, [&](FormInSegments& found) { found.open(text, segments_); });
}

}  // namespace quoth::core
