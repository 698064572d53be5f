// Pieces of work made on several threads and taken in order.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "text/each_on_threads.hpp"

namespace quoth::storage {

/// Makes piece i for each i below `count` on several threads, and takes the pieces one at a time in their order, while
/// others are made. Whoever finishes the next piece takes it and all that wait behind it.
template <class Piece>
class OrderedPipe {
 public:
  /// `weigh` tells how many bytes a piece is made of: of those that are made or wait there are kMostBytes, or one.
  OrderedPipe(std::size_t count, std::function<std::size_t(std::size_t)> weigh,
              std::function<Piece(std::size_t)> make, std::function<void(std::size_t, Piece)> take)
      : weigh_(std::move(weigh)), make_(std::move(make)), take_(std::move(take)), ready_(count) {}

  /// As each_on_threads. Returns when all are taken.
  /// @throws the error of the first piece, in order, that could not be made or taken: those before it are taken, none
  ///         from it on
  void run(unsigned threads) {
    each_on_threads(ready_.size(), threads, [this](std::size_t i) noexcept { one(i); });
    if (error_) std::rethrow_exception(error_);
  }

 private:
  /// Pieces that may wait to be taken, so that memory stays bounded while a slow one is made or taken.
  static constexpr std::size_t kMostWaiting = 256, kMostBytes = std::size_t{16} << 20;

  struct Ready {
    std::optional<Piece> piece;
    std::exception_ptr error;
    bool done = false;
    std::size_t bytes = 0;
  };

  void one(std::size_t i) noexcept {
    Ready made;
    {
      std::unique_lock held(mutex_);
      made.bytes = weigh_(i);
      // Pieces are begun in order, so the one that all wait for is always being made.
      room_.wait(held, [&] {
        return error_ || i == next_ ||
               (i < next_ + kMostWaiting && bytes_ + made.bytes <= kMostBytes);
      });
      if (error_) return;
      bytes_ += made.bytes;
    }
    try {
      made.piece = make_(i);
    } catch (...) {
      made.error = std::current_exception();
    }
    made.done = true;
    std::unique_lock held(mutex_);
    ready_[i] = std::move(made);
    if (taking_) return;
    taking_ = true;
    while (!error_ && next_ < ready_.size() && ready_[next_].done) {
      Ready now = std::exchange(ready_[next_], {});
      held.unlock();
      if (!now.error) {
        try {
          take_(next_, std::move(*now.piece));
        } catch (...) {
          now.error = std::current_exception();
        }
      }
      held.lock();
      if (now.error)
        error_ = now.error;
      else
        ++next_, bytes_ -= now.bytes;
      room_.notify_all();
    }
    taking_ = false;
  }

  std::function<std::size_t(std::size_t)> weigh_;
  std::function<Piece(std::size_t)> make_;
  std::function<void(std::size_t, Piece)> take_;
  std::mutex mutex_;  ///< guards what follows, but `next_` is read without it by whoever takes
  std::condition_variable room_;
  std::vector<Ready> ready_;
  std::size_t next_ = 0;  ///< the piece to be taken next
  std::size_t bytes_ = 0;  ///< of pieces begun and not taken
  bool taking_ = false;
  std::exception_ptr error_;
};

}  // namespace quoth::storage
