#include "rank/core/term_lookups.hpp"

#include <algorithm>

#include "rank/core/open_term.hpp"

namespace quoth::core {
namespace {

// Of all the windows' fronts those codes that none of the others bounds.
void find_front(const storage::Ranks& ranks, TermInSegments::Part& part) {
  part.front.clear();
  const auto bounds = [&](std::uint8_t a, std::uint8_t b) {
    const storage::CodeClass &x = ranks.book()[a], &y = ranks.book()[b];
    return x.most >= y.most && x.shortest <= y.shortest;
  };
  for (const storage::WindowPostings& window : part.postings.windows())
    for (const std::uint8_t code : window.front) {
      if (std::any_of(part.front.begin(), part.front.end(),
                      [&](std::uint8_t other) { return bounds(other, code); }))
        continue;
      part.front.erase(std::remove_if(part.front.begin(), part.front.end(),
                                      [&](std::uint8_t other) { return bounds(code, other); }),
                       part.front.end());
      part.front.push_back(code);
    }
}

}  // namespace

void TermInSegments::open(std::string_view term, std::span<const SegmentView> segments) {
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
    find_front(ranks, part);
    documents_ += part.postings.documents();
    in_[s] = &part;
  }
}

std::size_t TermInSegments::bytes() const noexcept {
  std::size_t sum = sizeof(*this) + in_.size() * sizeof(in_[0]);
  for (const Part& part : parts_)
    sum += sizeof part + part.postings.windows().size() * sizeof(storage::WindowPostings);
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

void TermLookups::begin(std::span<const SegmentView> segments, storage::Memo* memo) {
  end();
  segments_ = segments, memo_ = memo;
}

void TermLookups::end() noexcept {
  terms_.shared.clear(), forms_.shared.clear();
  terms_.used = forms_.used = 0;
}

template <class Found>
const Found& TermLookups::Kind<Found>::of(TermLookups& all, char kind, std::string_view text) {
  if (all.memo_ == nullptr) {
    if (used == own.size()) own.emplace_back();
    Found& found = own[used++];
    found.open(text, all.segments_);
    return found;
  }
  all.key_ = kind;
  all.key_ += !all.segments_.empty() && all.segments_.front().of_quotations ? 'q' : 'a';
  all.key_ += text;
  std::shared_ptr<const Found> found = all.memo_->find<Found>(all.key_);
  if (found == nullptr) {
    auto made = std::make_shared<Found>();
    made->open(text, all.segments_);
    found = made;
    all.memo_->keep(all.key_, found, found->bytes());
  }
  shared.push_back(std::move(found));
  return *shared.back();
}

template const TermInSegments& TermLookups::Kind<TermInSegments>::of(TermLookups&, char,
                                                                     std::string_view);
template const FormInSegments& TermLookups::Kind<FormInSegments>::of(TermLookups&, char,
                                                                     std::string_view);

}  // namespace quoth::core
