// The documents that spell a name in any of its spellings, as one posting list.
#pragma once

#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "quoth/rank/bm25.hpp"
#include "quoth/rank/plan.hpp"

namespace quoth::xapian {

/// The posting lists of all spellings merged, scored as PlanNode::Op::names says. One list merged
/// here costs the matcher less than as many operands as a name has spellings, and the group's
/// frequency is ours to define.
class NamePostings final : public Xapian::PostingSource {
 public:
  struct Name {
    std::vector<NameExpansion> expansions;
    std::vector<NameWords> words;
    Bm25 bm25;
    Xapian::doccount collection = 0;  ///< documents of all segments
    double average_length = 0;        ///< over all segments
    std::chrono::steady_clock::time_point deadline;
  };

  explicit NamePostings(std::shared_ptr<const Name> name) : name_(std::move(name)) {}

  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  double get_weight() const override;
  Xapian::docid get_docid() const override { return entries_[at_].docid; }
  bool at_end() const override { return started_ && at_ >= entries_.size(); }
  void next(double) override;
  void skip_to(Xapian::docid docid, double) override;
  Xapian::PostingSource* clone() const override { return new NamePostings(name_); }
  /// @throws quoth::DeadlineError
  void init(const Xapian::Database& shard) override;

 private:
  struct Entry {
    Xapian::docid docid;
    double likeness;  ///< what the best spelling's likeness is worth
  };
  /// One stem's occurrences, read along with the documents.
  struct Word {
    Xapian::PostingIterator at, end;
    Xapian::docid docid = 0;  ///< where `at` stands; past every document at the end
  };
  struct Group {
    double idf = 0;
    std::vector<Word> words;
  };
  Xapian::doccount size() const { return static_cast<Xapian::doccount>(entries_.size()); }

  std::shared_ptr<const Name> name_;
  Xapian::Database shard_;
  std::vector<Entry> entries_;
  // Xapian asks for the weight of a document once, in ascending order; the cursors follow.
  mutable std::vector<Group> groups_;
  std::size_t at_ = 0;
  bool started_ = false;
};

}  // namespace quoth::xapian
