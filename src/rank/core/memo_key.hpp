// The keys under which lists are remembered. The memo knows no types, so that each kind of value begins its keys with a
// letter that nothing else in src/index and src/rank begins one with.
#pragma once

#include <cstring>
#include <string>

#include "quoth/rank/bm25.hpp"

namespace quoth::core {

/// Appends the eight bytes of `value`: equal ones have equal keys, and no others.
inline void append_number(std::string& key, double value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  key.append(bytes, sizeof value);
}

/// Begins the key of a list whose scores depend on how words are weighed.
inline void begin_scored_key(std::string& key, char kind, bool of_quotations, const Bm25& bm25) {
  key = kind;
  key += of_quotations ? 'q' : 'a';
  append_number(key, bm25.k1);
  append_number(key, bm25.b);
}

}  // namespace quoth::core
