// What later stages remember about one snapshot: answers that cost more to work out than to keep.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "index/process_mark.hpp"

namespace quoth::storage {

/// A bounded table of immutable values by key. Any number of threads. When it is full it forgets
/// everything: what is asked for often soon stands there again, and no use has to be counted.
class Memo {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{32} << 20;

  explicit Memo(std::size_t most_bytes = kMaxBytes) : most_bytes_(most_bytes) {}

  /// The value kept under `key`, or null. The caller knows its type: each begins its keys with a
  /// byte of its own. @throws UsageError  in a forked process, where another thread's lock would stay for ever
  template <class Value>
  [[nodiscard]] std::shared_ptr<const Value> find(const std::string& key) const {
    process_.require("This searcher");
    const std::lock_guard lock(mutex_);
    const auto at = values_.find(key);
    return at == values_.end() ? nullptr : std::static_pointer_cast<const Value>(at->second);
  }

  /// Keeps `value`, of about `bytes` bytes.
  template <class Value>
  void keep(const std::string& key, std::shared_ptr<const Value> value, std::size_t bytes) {
    constexpr std::size_t kOverhead = 128;
    const std::size_t cost = bytes + key.size() + kOverhead;
    if (cost > most_bytes_ / 4) return;  // one giant must not push out the rest
    process_.require("This searcher");
    const std::lock_guard lock(mutex_);
    if (bytes_ + cost > most_bytes_) {
      values_.clear();
      bytes_ = 0;
    }
    if (values_.emplace(key, std::move(value)).second) bytes_ += cost;
  }

 private:
  const ProcessMark process_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const void>> values_;
  const std::size_t most_bytes_;
  std::size_t bytes_ = 0;
};

}  // namespace quoth::storage
