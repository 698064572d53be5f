// Any bytes as two names: keys are few and the same twice, likeness is symmetric, between 0 and 1, and 1
// for a name and itself.
#include <algorithm>
#include <string>
#include <string_view>

#include "must.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/fold.hpp"

namespace {

using namespace quoth;
using fuzz::must;

void check_token(std::string_view token) {
  const NameKeys keys = name_keys(token);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    must(!keys[i].empty(), "no key is empty");
    must(std::find(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(i), keys[i]) ==
             keys.begin() + static_cast<std::ptrdiff_t>(i),
         "keys are distinct");
  }
  must(keys == name_keys(token), "keys are the same twice");
}

}  // namespace

// The two names are parted by the first line feed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = std::min(all.find('\n'), all.size());
  const std::string_view a = all.substr(0, cut);
  const std::string_view b = all.substr(std::min(cut + 1, all.size()));
  check_token(a);
  for (const std::string& token : name_tokens(a)) {
    must(!token.empty(), "no name token is empty");
    check_token(token);
  }
  const double token = token_similarity(a, b), name = name_similarity(a, b);
  must(token >= 0 && token <= 1 && name >= 0 && name <= 1, "likeness lies between 0 and 1");
  must(token == token_similarity(b, a), "likeness of tokens is symmetric");
  must(name == name_similarity(b, a), "likeness of names is symmetric");
  must(name_tokens(a).empty() || name_similarity(a, a) == 1, "a name is like itself");
  return 0;
}
