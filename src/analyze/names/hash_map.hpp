// A map of what an article holds by hash: made anew for every article, small, and never erased from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

namespace quoth::names {

/// From a 64-bit hash to a value. Values stand one behind the other in the order they were added;
/// pointers to them hold until the next is added. Two keys are one when they are the same number.
template <class Value>
class HashMap {
 public:
  /// The value of a key, or null.
  [[nodiscard]] const Value* find(std::uint64_t key) const noexcept {
    if (places_.empty()) return nullptr;
    const std::uint32_t at = places_[place_of(key)];
    return at == 0 ? nullptr : &entries_[at - 1].second;
  }
  /// Adds a value unless the key has one. Gives the key's value, and whether it was added.
  template <class... Arguments>
  std::pair<Value*, bool> emplace(std::uint64_t key, const Arguments&... value) {
    // At most half of the places are taken.
    if (entries_.size() * 2 >= places_.size()) grow();
    std::uint32_t& at = places_[place_of(key)];
    const bool fresh = at == 0;
    if (fresh) {
      entries_.emplace_back(std::piecewise_construct, std::forward_as_tuple(key),
                            std::forward_as_tuple(value...));
      at = static_cast<std::uint32_t>(entries_.size());
    }
    return {&entries_[at - 1].second, fresh};
  }
  Value& operator[](std::uint64_t key) { return *emplace(key).first; }
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

 private:
  [[nodiscard]] std::size_t place_of(std::uint64_t key) const noexcept {
    const std::size_t mask = places_.size() - 1;
    std::size_t place = (key * 0x9e3779b97f4a7c15ULL) >> 32 & mask;
    while (places_[place] != 0 && entries_[places_[place] - 1].first != key)
      place = (place + 1) & mask;
    return place;
  }
  void grow() {
    places_.assign(places_.empty() ? 32 : places_.size() * 2, 0);
    entries_.reserve(places_.size() / 2);
    for (std::size_t i = 0; i < entries_.size(); ++i)
      places_[place_of(entries_[i].first)] = static_cast<std::uint32_t>(i + 1);
  }

  std::vector<std::uint32_t> places_;  // 1 + index among entries_; a power of two, or none
  std::vector<std::pair<std::uint64_t, Value>> entries_;
};

}  // namespace quoth::names
