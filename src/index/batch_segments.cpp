#include "index/batch_segments.hpp"

#include <utility>

namespace quoth::storage {

BatchSegments::BatchSegments(const Directory& segments, std::atomic<std::uint64_t>& next_number,
                             std::size_t segment_bytes, bool xapian)
    : segments_(segments),
      next_number_(next_number),
      segment_bytes_(segment_bytes),
      xapian_(xapian) {}

BatchSegments::~BatchSegments() {
  stop();
  if (sealing_.joinable()) sealing_.join();
  if (kept_) return;
  builder_.reset();  // removes its own
  for (const auto* sealed : {&sealed_, &sealed_aside_})
    for (const Sealed& segment : *sealed) segments_.remove_tree(segment.entry.directory());
}

void BatchSegments::stop() noexcept {
  {
    const std::lock_guard held(mutex_);
    last_ = true;
    changed_.notify_all();
  }
  if (building_.joinable()) building_.join();
}

void BatchSegments::rethrow() {
  if (error_) std::rethrow_exception(error_);
}

void BatchSegments::write(std::vector<PreparedArticle> articles) {
  if (articles.empty()) return;
  std::unique_lock held(mutex_);
  changed_.wait(held, [&] { return waiting_.empty() || error_; });
  rethrow();
  waiting_ = std::move(articles);
  changed_.notify_all();
  if (!building_.joinable()) building_ = std::jthread([this] { run(); });
}

void BatchSegments::run() noexcept {
  for (;;) {
    std::vector<PreparedArticle> articles;
    {
      std::unique_lock held(mutex_);
      changed_.wait(held, [&] { return !waiting_.empty() || last_; });
      if (waiting_.empty()) return;
      articles = std::exchange(waiting_, {});
      changed_.notify_all();
    }
    try {
      build(articles);
    } catch (...) {
      const std::lock_guard held(mutex_);
      error_ = std::current_exception();
      waiting_.clear();
      changed_.notify_all();
      return;
    }
  }
}

void BatchSegments::build(const std::vector<PreparedArticle>& articles) {
  for (const PreparedArticle& article : articles) {
    if (builder_ == nullptr || builder_->bytes() >= segment_bytes_) {
      if (const auto number = take_number()) {
        if (builder_ != nullptr) seal_current();
        builder_ = std::make_unique<SegmentBuilder>(segments_, *number, *number, xapian_, 2 * segment_bytes_);
      }
    }
    builder_->add(article);
  }
}

void BatchSegments::reserve_last_number() {
  const std::lock_guard held(mutex_);
  if (reserved_) return;
  reserved_ = true;
  reserved_number_ = next_number_.fetch_add(1);
}

std::optional<std::uint64_t> BatchSegments::take_number() {
  const std::lock_guard held(mutex_);
  return reserved_ ? std::exchange(reserved_number_, std::nullopt) : next_number_.fetch_add(1);
}

void BatchSegments::wait_for_sealing() {
  if (sealing_.joinable()) sealing_.join();
  for (Sealed& segment : sealed_aside_) sealed_.push_back(std::move(segment));
  sealed_aside_.clear();
  if (sealing_error_) std::rethrow_exception(std::exchange(sealing_error_, nullptr));
}

void BatchSegments::seal_current() {
  wait_for_sealing();
  const std::uint32_t before = built_;
  built_ += builder_->articles();
  sealing_ = std::jthread([this, before, builder = std::shared_ptr(std::move(builder_))] {
    try {
      sealed_aside_.push_back({builder->finish(), before});
    } catch (...) {
      sealing_error_ = std::current_exception();
    }
  });
}

const std::vector<BatchSegments::Sealed>& BatchSegments::finish(
    const std::vector<PreparedArticle>& rest) {
  stop();
  rethrow();
  build(rest);
  const std::uint32_t before = built_;
  if (builder_ != nullptr) {
    SegmentEntry last = builder_->finish();
    wait_for_sealing();
    sealed_.push_back({std::move(last), before});
    builder_.reset();
  } else {
    wait_for_sealing();
  }
  return sealed_;
}

}  // namespace quoth::storage
