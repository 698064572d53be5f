// From the term of a name to the keys that lead to it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "quoth/analyze/name_keys.hpp"

namespace quoth {

/// Tells the entries of the name dictionary (postings/terms.hpp). Remembers the keys of tokens that it met. For one
/// thread at a time.
class NameTermKeys {
 public:
  /// Replaces `out` by the keys that lead to `term`: distinct, sorted. None for what is no name's, and for a name too
  /// long to be spelled by its term.
  void find(std::string_view term, std::vector<std::string>& out);

 private:
  const NameKeys& keys_of(std::string_view token);

  std::unordered_map<std::string, NameKeys> of_tokens_;
};

}  // namespace quoth
