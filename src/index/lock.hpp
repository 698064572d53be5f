// The writer's lock: one writer for an index, in all processes.
#pragma once

#include <chrono>

#include "index/file.hpp"

namespace quoth::storage {

/// Holds an open-file-description lock on `writer.lock`, which names its holder. The kernel lets go
/// of it when the holder dies, however it dies; the file itself always stays. A forked process has no part in it.
class WriterLock {
 public:
  WriterLock(WriterLock&&) noexcept = default;
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();
  /// @throws LockedError  still held by another writer after `wait`; names its process
  [[nodiscard]] static WriterLock take(const Directory& index, std::chrono::milliseconds wait);

 private:
  explicit WriterLock(File file);
  File file_;
};

}  // namespace quoth::storage
