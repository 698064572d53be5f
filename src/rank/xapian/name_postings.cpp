#include "rank/xapian/name_postings.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "index/memo.hpp"
#include "quoth/error.hpp"

namespace quoth::xapian {
namespace {

// A document of all segments together, numbered as the borrowed database numbers it.
struct Found {
  Xapian::docid docid;
  std::uint32_t spelling;
};

class NameReader {
 public:
  NameReader(const PlanNode& node, const Snapshot::Impl& snapshot, Snapshot::Space space,
             std::chrono::steady_clock::time_point deadline)
      : node_(node), snapshot_(snapshot), database_(snapshot.borrow(space)), deadline_(deadline) {}

  NameDocuments read() {
    const std::vector<Found> found = merged_lists();
    const std::size_t groups = node_.scored.size();
    std::vector<Xapian::termcount> wdf(found.size() * groups, 0);
    for (std::size_t g = 0; g < groups; ++g)
      for (const std::string& stem : node_.scored[g].stems) count(stem, found, g, groups, wdf);
    NameDocuments out;
    out.segments.resize(snapshot_.segment_count());
    for (std::size_t i = 0; i < found.size(); ++i) {
      keep_time();
      const auto place = snapshot_.place(found[i].docid);
      NameDocuments::Segment& segment = out.segments[place.segment];
      segment.entries.push_back(
          {place.docid, database_->get_doclength(found[i].docid), found[i].spelling});
      for (std::size_t g = 0; g < groups; ++g) segment.wdf.push_back(wdf[i * groups + g]);
    }
    return out;
  }

 private:
  void keep_time() {
    constexpr std::size_t kEvery = 4096;
    if (++read_ % kEvery == 0 && std::chrono::steady_clock::now() >= deadline_)
      throw DeadlineError(
          "The query ran out of time. Ask for something narrower, or give it a longer deadline.");
  }

  // Of a document in both lists the better spelling stays: expansions are sorted, best first.
  static std::vector<Found> merged(const std::vector<Found>& a, const std::vector<Found>& b) {
    std::vector<Found> out;
    out.reserve(a.size() + b.size());
    auto i = a.begin(), j = b.begin();
    while (i != a.end() && j != b.end()) {
      if (i->docid != j->docid) {
        out.push_back(i->docid < j->docid ? *i++ : *j++);
      } else {
        out.push_back(i->spelling < j->spelling ? *i : *j);
        ++i, ++j;
      }
    }
    out.insert(out.end(), i, a.end());
    out.insert(out.end(), j, b.end());
    return out;
  }

  std::vector<Found> merged_lists() {
    std::vector<std::vector<Found>> lists;
    for (std::uint32_t e = 0; e < node_.expansions.size(); ++e) {
      const std::string& term = node_.expansions[e].term;
      std::vector<Found> list;
      const auto end = database_->postlist_end(term);
      for (auto it = database_->postlist_begin(term); it != end; ++it) {
        keep_time();
        list.push_back({*it, e});
      }
      if (!list.empty()) lists.push_back(std::move(list));
    }
    if (lists.empty()) return {};
    // The two shortest first, so that a long list is copied few times.
    const auto longer = [](const auto& a, const auto& b) { return a.size() > b.size(); };
    std::make_heap(lists.begin(), lists.end(), longer);
    while (lists.size() > 1) {
      std::pop_heap(lists.begin(), lists.end(), longer);
      const std::vector<Found> shortest = std::move(lists.back());
      lists.pop_back();
      std::pop_heap(lists.begin(), lists.end(), longer);
      lists.back() = merged(shortest, lists.back());
      std::push_heap(lists.begin(), lists.end(), longer);
    }
    return std::move(lists.front());
  }

  // Adds a stem's occurrences in the documents found.
  void count(const std::string& stem, const std::vector<Found>& found, std::size_t group,
             std::size_t groups, std::vector<Xapian::termcount>& wdf) {
    auto it = database_->postlist_begin(stem);
    const auto end = database_->postlist_end(stem);
    for (std::size_t i = 0; i < found.size() && it != end;) {
      keep_time();
      if (*it < found[i].docid) {
        it.skip_to(found[i].docid);
      } else if (*it > found[i].docid) {
        const Xapian::docid next = *it;
        i = static_cast<std::size_t>(
            std::lower_bound(found.begin() + static_cast<std::ptrdiff_t>(i), found.end(), next,
                             [](const Found& f, Xapian::docid d) { return f.docid < d; }) -
            found.begin());
      } else {
        wdf[i * groups + group] += it.get_wdf();
        ++i;
      }
    }
  }

  const PlanNode& node_;
  const Snapshot::Impl& snapshot_;
  Snapshot::Impl::Borrowed database_;
  std::chrono::steady_clock::time_point deadline_;
  std::size_t read_ = 0;
};

}  // namespace

std::shared_ptr<const NameDocuments> name_documents(
    const PlanNode& node, const Snapshot::Impl& snapshot, Snapshot::Space space,
    std::chrono::steady_clock::time_point deadline) {
  // What is read depends on the terms, their order and the words alone.
  std::string key = space == Snapshot::Space::articles ? "d" : "e";
  for (const NameExpansion& e : node.expansions) key += e.term + '\n';
  for (const NameWords& words : node.scored) {
    key += '\n';
    for (const std::string& stem : words.stems) key += stem + '\n';
  }
  auto documents = snapshot.memo.find<NameDocuments>(key);
  if (documents != nullptr) return documents;
  documents =
      std::make_shared<const NameDocuments>(NameReader(node, snapshot, space, deadline).read());
  std::size_t bytes = 0;
  for (const NameDocuments::Segment& segment : documents->segments)
    bytes += sizeof segment + segment.entries.capacity() * sizeof(NameDocuments::Entry) +
             segment.wdf.capacity() * sizeof(Xapian::termcount);
  snapshot.memo.keep(key, documents, bytes);
  return documents;
}

NamePostings::Scoring NamePostings::scoring_of(const PlanNode& node, std::uint64_t documents,
                                               double average_length, const Bm25& bm25) {
  Scoring out;
  out.bm25 = bm25;
  out.average_length = average_length;
  for (const NameExpansion& e : node.expansions) {
    out.weight.push_back(spelling_weight(e.similarity));
    out.likeness.push_back(kNameLikenessScore * likeness_share(e.similarity));
  }
  for (const NameWords& words : node.scored)
    out.idf.push_back(bm25_idf(
        documents,
        std::clamp<std::uint64_t>(words.documents, 1, std::max<std::uint64_t>(documents, 1))));
  return out;
}

void NamePostings::init(const Xapian::Database& shard) {
  static const NameDocuments::Segment kNone;
  const std::size_t segment = segment_of_(shard.get_uuid());
  segment_ = segment < documents_->segments.size() ? &documents_->segments[segment] : &kNone;
  at_ = 0;
  started_ = false;
  double most = scoring_->likeness.empty() ? 0 : scoring_->likeness.front();
  for (const double idf : scoring_->idf) most += idf * (scoring_->bm25.k1 + 1);
  set_maxweight(most);
}

void NamePostings::next(double) {
  if (started_) ++at_;
  started_ = true;
}

void NamePostings::skip_to(Xapian::docid docid, double) {
  started_ = true;
  const auto& entries = segment_->entries;
  if (at_ < entries.size() && entries[at_].docid >= docid) return;
  const auto from = entries.begin() + static_cast<std::ptrdiff_t>(std::min(at_, entries.size()));
  at_ = static_cast<std::size_t>(
      std::lower_bound(from, entries.end(), docid,
                       [](const NameDocuments::Entry& e, Xapian::docid d) { return e.docid < d; }) -
      entries.begin());
}

double NamePostings::get_weight() const {
  const NameDocuments::Entry& entry = segment_->entries[at_];
  const std::size_t groups = scoring_->idf.size();
  double words = 0;
  for (std::size_t g = 0; g < groups; ++g)
    if (const Xapian::termcount wdf = segment_->wdf[at_ * groups + g]; wdf > 0)
      words += bm25(wdf, entry.length, scoring_->average_length, scoring_->idf[g], scoring_->bm25);
  return scoring_->weight[entry.spelling] * words + scoring_->likeness[entry.spelling];
}

}  // namespace quoth::xapian
