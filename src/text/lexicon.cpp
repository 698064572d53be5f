#include "quoth/text/lexicon.hpp"

#include "quoth/text/fold.hpp"

namespace quoth {

WordId Lexicon::find_text(std::string_view words) const {
  std::uint64_t hash = 0;
  unsigned count = 0;
  while (!words.empty()) {
    const std::size_t end = words.find_first_of(" -");
    const std::string part = folded(words.substr(0, end));
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
    if (part.empty()) continue;
    hash = count == 0 ? hash_word(part) : hash_phrase(hash, hash_word(part));
    ++count;
  }
  return count == 0 ? kNoWord : find(hash, count);
}

}  // namespace quoth
