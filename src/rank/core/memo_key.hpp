// Numbers in the keys under which lists are remembered.
#pragma once

#include <cstring>
#include <string>

namespace quoth::core {

/// Appends the eight bytes of `value`: equal ones have equal keys, and no others.
inline void append_number(std::string& key, double value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  key.append(bytes, sizeof value);
}

}  // namespace quoth::core
