// Values as bytes and back: what a pickle holds, and what two values are compared by.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "members.hpp"

namespace quoth_python {

/// Version of the layout; a pickle of another one is refused.
inline constexpr std::uint32_t kArchiveVersion = 1;

/// Appends values to bytes. Equal values give equal bytes on one machine.
class ArchiveWriter {
 public:
  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void put(const T& value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void put(const std::string& text) {
    put(static_cast<std::uint64_t>(text.size()));
    bytes_ += text;
  }
  template <class T>
  void put(const std::vector<T>& values) {
    put(static_cast<std::uint64_t>(values.size()));
    for (const T& value : values) put(value);
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <HasMembers T>
  void put(const T& value) {
    std::apply([&](auto... member) { (put(value.*member), ...); }, members(Tag<T>{}));
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads what ArchiveWriter wrote.
/// @throws quoth::FormatError  the bytes end too early
class ArchiveReader {
 public:
  explicit ArchiveReader(std::string_view bytes) : rest_(bytes) {}

  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void get(T& value) { std::memcpy(&value, taken(sizeof value), sizeof value); }
  void get(std::string& text) {
    const std::size_t size = size_of_next(1);
    text.assign(taken(size), size);
  }
  template <class T>
  void get(std::vector<T>& values) {
    const std::size_t size = size_of_next(1);  // no value takes less than a byte
    values.clear();
    for (std::size_t i = 0; i < size; ++i) get(values.emplace_back());
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool has = false;
    get(has);
    value.reset();
    if (has) get(value.emplace());
  }
  template <HasMembers T>
  void get(T& value) {
    std::apply([&](auto... member) { (get(value.*member), ...); }, members(Tag<T>{}));
  }
  [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

 private:
  const char* taken(std::size_t size) {
    if (size > rest_.size()) refuse();
    const char* begin = rest_.data();
    rest_.remove_prefix(size);
    return begin;
  }
  std::size_t size_of_next(std::size_t least) {
    std::uint64_t size = 0;
    get(size);
    if (size > rest_.size() / least) refuse();
    return static_cast<std::size_t>(size);
  }
  [[noreturn]] static void refuse() {
    throw quoth::FormatError("A pickled value of quoth is cut short. Make it anew.");
  }

  std::string_view rest_;
};

template <class T>
[[nodiscard]] std::string archived(const T& value) {
  ArchiveWriter out;
  out.put(value);
  return out.take();
}

/// `bytes` with the layout's version before and a hash behind, so that neither an old nor a damaged pickle is
/// taken for a value.
[[nodiscard]] inline std::string sealed(const std::string& bytes) {
  ArchiveWriter out;
  out.put(kArchiveVersion);
  std::string whole = out.take() + bytes;
  ArchiveWriter end;
  end.put(quoth::hash_bytes(whole));
  return whole + end.take();
}
/// What sealed() was given, as a view of `whole`.
/// @throws quoth::FormatError
[[nodiscard]] inline std::string_view unsealed(std::string_view whole) {
  constexpr std::size_t kHash = sizeof(std::uint64_t), kVersion = sizeof(std::uint32_t);
  if (whole.size() < kHash + kVersion)
    throw quoth::FormatError("A pickled value of quoth is cut short. Make it anew.");
  std::uint64_t hash = 0;
  std::uint32_t version = 0;
  std::memcpy(&hash, whole.data() + whole.size() - kHash, kHash);
  std::memcpy(&version, whole.data(), kVersion);
  whole.remove_suffix(kHash);
  if (hash != quoth::hash_bytes(whole))
    throw quoth::FormatError("A pickled value of quoth is damaged. Make it anew.");
  if (version != kArchiveVersion)
    throw quoth::FormatError("A pickled value was made by another version of quoth. Make it anew.");
  return whole.substr(kVersion);
}

}  // namespace quoth_python
