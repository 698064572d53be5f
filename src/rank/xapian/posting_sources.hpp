// Posting lists that are not in the index: documents listed by us, and the clock.
#pragma once

#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace quoth::xapian {

/// Which segment a shard is, by its database's UUID; set up by whoever knows the snapshot.
using SegmentOf = std::function<std::size_t(const std::string& uuid)>;

/// Documents of each segment, with a score each, as a posting list.
class ListedDocuments final : public Xapian::PostingSource {
 public:
  struct Entry {
    std::uint32_t docid;
    double score;
  };
  /// One list a segment, ascending by docid.
  using Lists = std::vector<std::vector<Entry>>;

  ListedDocuments(std::shared_ptr<const Lists> lists, SegmentOf segment_of)
      : lists_(std::move(lists)), segment_of_(std::move(segment_of)) {}

  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }
  double get_weight() const override { return (*list_)[at_].score; }
  Xapian::docid get_docid() const override { return (*list_)[at_].docid; }
  bool at_end() const override { return started_ && at_ >= list_->size(); }
  void next(double) override;
  void skip_to(Xapian::docid docid, double) override;
  Xapian::PostingSource* clone() const override { return new ListedDocuments(lists_, segment_of_); }
  void init(const Xapian::Database& shard) override;

 private:
  Xapian::doccount size() const {
    return static_cast<Xapian::doccount>(list_ == nullptr ? 0 : list_->size());
  }

  std::shared_ptr<const Lists> lists_;
  SegmentOf segment_of_;
  const std::vector<Entry>* list_ = nullptr;
  std::size_t at_ = 0;
  bool started_ = false;
};

/// Every document of a sealed segment (docids have no gaps), and a look at the clock now and then:
/// the way a deadline reaches into Xapian's matcher.
class Clock final : public Xapian::PostingSource {
 public:
  explicit Clock(std::chrono::steady_clock::time_point deadline) : deadline_(deadline) {}

  Xapian::doccount get_termfreq_min() const override { return last_; }
  Xapian::doccount get_termfreq_est() const override { return last_; }
  Xapian::doccount get_termfreq_max() const override { return last_; }
  Xapian::docid get_docid() const override { return at_; }
  bool at_end() const override { return at_ > last_; }
  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid docid, double) override { move_to(docid > at_ ? docid : at_); }
  bool check(Xapian::docid docid, double) override {
    move_to(docid > at_ ? docid : at_);
    return true;
  }
  Xapian::PostingSource* clone() const override { return new Clock(deadline_); }
  void init(const Xapian::Database& shard) override;

 private:
  /// @throws quoth::DeadlineError
  void move_to(Xapian::docid docid);

  std::chrono::steady_clock::time_point deadline_;
  Xapian::docid at_ = 0, last_ = 0;
  std::uint32_t moves_ = 0;
};

}  // namespace quoth::xapian
