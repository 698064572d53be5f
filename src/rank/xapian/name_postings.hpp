// The documents that spell a name in any of its spellings, as one posting list.
#pragma once

#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

#include "index/snapshot_impl.hpp"
#include "quoth/rank/bm25.hpp"
#include "quoth/rank/plan.hpp"
#include "rank/xapian/posting_sources.hpp"

namespace quoth::xapian {

/// The posting lists of a name's spellings merged, with what scoring needs: read once, then
/// remembered by the snapshot.
struct NameDocuments {
  struct Entry {
    Xapian::docid docid;       ///< in its segment
    Xapian::termcount length;  ///< of the document
    std::uint32_t spelling;    ///< index of the best expansion that the document has
  };
  struct Segment {
    std::vector<Entry> entries;          ///< ascending by docid
    std::vector<Xapian::termcount> wdf;  ///< of each entry, one for each of the node's `scored`
  };
  std::vector<Segment> segments;
};

/// Reads, or remembers, the documents of a names node.
/// @throws quoth::DeadlineError
[[nodiscard]] std::shared_ptr<const NameDocuments> name_documents(
    const PlanNode& node, const Snapshot::Impl& snapshot, Snapshot::Space space,
    std::chrono::steady_clock::time_point deadline);

/// Scored as PlanNode::Op::names says. One list merged by us costs the matcher less than as many
/// operands as a name has spellings, and the group's frequency is ours to define.
class NamePostings final : public Xapian::PostingSource {
 public:
  struct Scoring {
    std::vector<double> weight;    ///< spelling_weight of each expansion
    std::vector<double> likeness;  ///< what its likeness is worth
    std::vector<double> idf;       ///< of each of the node's `scored`
    Bm25 bm25;
    double average_length = 0;  ///< over all segments
  };
  /// That of `node` in a collection of so many documents.
  [[nodiscard]] static Scoring scoring_of(const PlanNode& node, std::uint64_t documents,
                                          double average_length, const Bm25& bm25);

  NamePostings(std::shared_ptr<const NameDocuments> documents,
               std::shared_ptr<const Scoring> scoring, SegmentOf segment_of)
      : documents_(std::move(documents)),
        scoring_(std::move(scoring)),
        segment_of_(std::move(segment_of)) {}

  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  double get_weight() const override;
  Xapian::docid get_docid() const override { return segment_->entries[at_].docid; }
  bool at_end() const override { return started_ && at_ >= segment_->entries.size(); }
  void next(double) override;
  void skip_to(Xapian::docid docid, double) override;
  Xapian::PostingSource* clone() const override {
    return new NamePostings(documents_, scoring_, segment_of_);
  }
  void init(const Xapian::Database& shard) override;

 private:
  Xapian::doccount size() const {
    return static_cast<Xapian::doccount>(segment_ == nullptr ? 0 : segment_->entries.size());
  }

  std::shared_ptr<const NameDocuments> documents_;
  std::shared_ptr<const Scoring> scoring_;
  SegmentOf segment_of_;
  const NameDocuments::Segment* segment_ = nullptr;
  std::size_t at_ = 0;
  bool started_ = false;
};

}  // namespace quoth::xapian
