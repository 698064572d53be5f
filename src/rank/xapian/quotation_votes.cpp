#include "rank/quotation_votes.hpp"

#include <xapian.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "index/snapshot_impl.hpp"
#include "index/xapian_errors.hpp"
#include "quoth/postings/terms.hpp"

namespace quoth {
namespace {

// Votes by document: an open table made for as many postings as will be read.
class Ballot {
 public:
  explicit Ballot(std::size_t postings)
      : mask_(std::bit_ceil(postings * 2 + 16) - 1), slots_(mask_ + 1) {}

  void add(Xapian::docid document, float weight) noexcept {
    std::size_t at = (document * std::size_t{0x9e3779b1}) & mask_;
    while (slots_[at].document != 0 && slots_[at].document != document) at = (at + 1) & mask_;
    slots_[at].document = document;
    slots_[at].votes += weight;
  }

  struct Slot {
    Xapian::docid document = 0;
    float votes = 0;
  };
  // Those with votes, the best `keep` first and in order.
  std::vector<Slot> best(std::size_t keep) {
    std::erase_if(slots_, [](const Slot& s) { return s.document == 0; });
    const auto better = [](const Slot& a, const Slot& b) {
      return a.votes != b.votes ? a.votes > b.votes : a.document < b.document;
    };
    const auto middle = slots_.begin() + static_cast<std::ptrdiff_t>(std::min(keep, slots_.size()));
    std::partial_sort(slots_.begin(), middle, slots_.end(), better);
    slots_.erase(middle, slots_.end());
    return std::move(slots_);
  }

 private:
  std::size_t mask_;
  std::vector<Slot> slots_;
};

}  // namespace

Votes vote(const Snapshot& snapshot, Snapshot::Space space, std::span<const std::string> words,
           const VoteOptions& options) {
  const Snapshot::Impl& impl = snapshot.impl();
  Votes out;
  out.frequency.resize(words.size());
  if (impl.segment_count() == 0) return out;
  const Snapshot::Impl::Borrowed all = impl.borrow(space);
  storage::with_storage_errors("Reading " + impl.path, [&] {
    out.collection = all->get_doccount();
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string form = term::form(words[i]);
      if (!form.empty() && form.size() <= 245) out.frequency[i] = all->get_termfreq(form);
    }
    std::vector<std::size_t> order(words.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::erase_if(order, [&](std::size_t i) { return out.frequency[i] == 0; });
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return out.frequency[a] != out.frequency[b] ? out.frequency[a] < out.frequency[b] : a < b;
    });
    std::size_t voters = 0;
    std::uint64_t postings = 0;
    while (voters < order.size() &&
           (voters == 0 || postings + out.frequency[order[voters]] <= options.postings))
      postings += out.frequency[order[voters++]];
    out.complete = postings <= options.postings &&
                   (voters == order.size() || out.frequency[order[voters]] > out.collection / 10);
    Ballot ballot(static_cast<std::size_t>(std::min<std::uint64_t>(postings, options.postings)));
    std::size_t left = options.postings;
    for (std::size_t v = 0; v < voters; ++v) {
      const std::size_t i = order[v];
      const double rarity = std::log((static_cast<double>(out.collection) + 1) /
                                     (static_cast<double>(out.frequency[i]) + 1));
      const auto weight = static_cast<float>(std::max(rarity, 0.05));
      out.most += weight;
      const std::string form = term::form(words[i]);
      const auto end = all->postlist_end(form);
      for (auto it = all->postlist_begin(form); it != end && left > 0; ++it, --left)
        ballot.add(*it, weight);
    }
    // Some more than wanted: the dead are among them.
    for (const Ballot::Slot& slot : ballot.best(options.keep * 2 + 16)) {
      const Snapshot::Impl::Place place = impl.place(slot.document);
      const std::uint32_t article = space == Snapshot::Space::articles
                                        ? place.docid
                                        : impl.map(place.segment).article_of(place.docid);
      if (impl.is_deleted({place.segment, article})) continue;
      out.documents.push_back({place.segment, place.docid, slot.votes});
      if (out.documents.size() == options.keep) break;
    }
  });
  return out;
}

std::vector<std::string> quotation_documents(const Snapshot& snapshot,
                                             std::span<const VotedDocument> documents) {
  const Snapshot::Impl& impl = snapshot.impl();
  std::vector<std::string> out;
  out.reserve(documents.size());
  if (documents.empty()) return out;
  const Snapshot::Impl::Borrowed all = impl.borrow(Snapshot::Space::quotations);
  storage::with_storage_errors("Reading " + impl.path, [&] {
    for (const VotedDocument& document : documents)
      out.push_back(all->get_document(impl.global({document.segment, document.docid}),
                                      Xapian::DOC_ASSUME_VALID)
                        .get_data());
  });
  return out;
}

}  // namespace quoth
