// The segments of one batch while they are built: written by a thread of their own, sealed by another.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "index/file.hpp"
#include "index/manifest.hpp"
#include "index/segment_builder.hpp"

namespace quoth::storage {

/// Articles come in buffers, in their order. They are documents 1, 2, ... of the batch, and lie in one segment or, when
/// that grows too large for memory, in several: while one is sealed the next is built. A batch of a single buffer needs
/// no thread. What is not kept is removed again.
///
/// Memory: one buffer that waits and one that is written, and two segments of `segment_bytes`.
class BatchSegments {
 public:
  /// Numbers of segments are drawn from `next_number`; `xapian` as WriterOptions::xapian. Both it and `segments` must outlive this.
  BatchSegments(const Directory& segments, std::atomic<std::uint64_t>& next_number,
                std::size_t segment_bytes, bool xapian);
  ~BatchSegments();
  BatchSegments(const BatchSegments&) = delete;
  BatchSegments& operator=(const BatchSegments&) = delete;

  /// Takes a buffer over; waits while another one waits to be written.
  /// @throws what went wrong since the last call. Then only the destructor may follow.
  void write(std::vector<PreparedArticle> articles);

  /// To be called once no more buffers come but the rest: of all numbers that are drawn from now on the batch takes only
  /// the first, so that those of a later batch are higher.
  void reserve_last_number();

  struct Sealed {
    SegmentEntry entry;
    std::uint32_t before = 0;  ///< documents of the batch in the segments before it
  };
  /// Writes the last buffer and seals all: they are on disk to stay. Not to be called twice.
  [[nodiscard]] const std::vector<Sealed>& finish(const std::vector<PreparedArticle>& rest);
  /// They are to stay, whatever comes: to be called before anything names them.
  void keep() noexcept { kept_ = true; }

 private:
  void run() noexcept;
  void build(const std::vector<PreparedArticle>& articles);
  // Of the next segment; nothing when there must be none.
  [[nodiscard]] std::optional<std::uint64_t> take_number();
  void seal_current();
  void wait_for_sealing();
  void stop() noexcept;
  void rethrow();

  const Directory& segments_;
  std::atomic<std::uint64_t>& next_number_;
  const std::size_t segment_bytes_;
  const bool xapian_;

  // Of whoever builds: the thread, or the caller where there is none or it has ended.
  std::unique_ptr<SegmentBuilder> builder_;
  std::uint32_t built_ = 0;  // documents in the segments before it
  std::vector<Sealed> sealed_;
  bool kept_ = false;

  // The sealing thread; whoever joins it reads what it left.
  std::jthread sealing_;
  std::vector<Sealed> sealed_aside_;
  std::exception_ptr sealing_error_;

  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::vector<PreparedArticle> waiting_;
  bool last_ = false;     // no more buffers come
  bool reserved_ = false;  // see reserve_last_number()
  std::optional<std::uint64_t> reserved_number_;  // until it is taken
  std::exception_ptr error_;
  std::jthread building_;
};

}  // namespace quoth::storage
