#include "rank/xapian/name_postings.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "quoth/error.hpp"

namespace quoth::xapian {
namespace {

constexpr Xapian::docid kPastAll = std::numeric_limits<Xapian::docid>::max();

void keep_time(std::chrono::steady_clock::time_point deadline) {
  if (std::chrono::steady_clock::now() >= deadline)
    throw DeadlineError(
        "The query ran out of time. Ask for something narrower, or give it a longer deadline.");
}

// Merges two lists, of a document in both the greater likeness stays.
template <class Entry>
std::vector<Entry> merged(const std::vector<Entry>& a, const std::vector<Entry>& b) {
  std::vector<Entry> out;
  out.reserve(a.size() + b.size());
  auto i = a.begin(), j = b.begin();
  while (i != a.end() && j != b.end()) {
    if (i->docid < j->docid) {
      out.push_back(*i++);
    } else if (j->docid < i->docid) {
      out.push_back(*j++);
    } else {
      out.push_back(i->likeness >= j->likeness ? *i : *j);
      ++i, ++j;
    }
  }
  out.insert(out.end(), i, a.end());
  out.insert(out.end(), j, b.end());
  return out;
}

}  // namespace

void NamePostings::init(const Xapian::Database& shard) {
  constexpr std::size_t kEvery = 4096;  // postings between looks at the clock
  shard_ = shard;
  at_ = 0;
  started_ = false;
  std::size_t read = 0;
  std::vector<std::vector<Entry>> lists;
  double most = 0;
  for (const NameExpansion& e : name_->expansions) {
    const double likeness = kNameLikenessScore * likeness_share(e.similarity);
    std::vector<Entry> list;
    const auto end = shard.postlist_end(e.term);
    for (auto it = shard.postlist_begin(e.term); it != end; ++it) {
      if (++read % kEvery == 0) keep_time(name_->deadline);
      list.push_back({*it, likeness});
    }
    if (list.empty()) continue;
    most = std::max(most, likeness);
    lists.push_back(std::move(list));
  }
  // The two shortest first, so that a long list is copied few times.
  const auto longer = [](const auto& a, const auto& b) { return a.size() > b.size(); };
  std::make_heap(lists.begin(), lists.end(), longer);
  while (lists.size() > 1) {
    std::pop_heap(lists.begin(), lists.end(), longer);
    const std::vector<Entry> shortest = std::move(lists.back());
    lists.pop_back();
    std::pop_heap(lists.begin(), lists.end(), longer);
    lists.back() = merged(shortest, lists.back());
    std::push_heap(lists.begin(), lists.end(), longer);
  }
  entries_ = lists.empty() ? std::vector<Entry>() : std::move(lists.front());

  groups_.clear();
  for (const NameWords& words : name_->words) {
    Group group;
    const auto documents =
        std::clamp<std::uint64_t>(words.documents, 1, std::max(name_->collection, 1u));
    group.idf = bm25_idf(name_->collection, documents);
    for (const std::string& stem : words.stems) {
      Word word{shard.postlist_begin(stem), shard.postlist_end(stem), 0};
      word.docid = word.at == word.end ? kPastAll : *word.at;
      if (word.docid != kPastAll) group.words.push_back(std::move(word));
    }
    most += group.idf * (name_->bm25.k1 + 1);
    if (!group.words.empty()) groups_.push_back(std::move(group));
  }
  set_maxweight(most);
}

void NamePostings::next(double) {
  if (started_) ++at_;
  started_ = true;
}

void NamePostings::skip_to(Xapian::docid docid, double) {
  started_ = true;
  if (at_ < entries_.size() && entries_[at_].docid >= docid) return;
  const auto from = entries_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, entries_.size()));
  at_ = static_cast<std::size_t>(
      std::lower_bound(from, entries_.end(), docid,
                       [](const Entry& e, Xapian::docid d) { return e.docid < d; }) -
      entries_.begin());
}

double NamePostings::get_weight() const {
  const Entry& entry = entries_[at_];
  double score = entry.likeness;
  double length = -1;
  for (Group& group : groups_) {
    Xapian::termcount wdf = 0;
    for (Word& word : group.words) {
      if (word.docid < entry.docid) {
        word.at.skip_to(entry.docid);
        word.docid = word.at == word.end ? kPastAll : *word.at;
      }
      if (word.docid == entry.docid) wdf += word.at.get_wdf();
    }
    if (wdf == 0) continue;
    if (length < 0) length = static_cast<double>(shard_.get_doclength(entry.docid));
    score += bm25(wdf, length, name_->average_length, group.idf, name_->bm25);
  }
  return score;
}

}  // namespace quoth::xapian
