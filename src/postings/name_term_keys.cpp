#include "postings/name_term_keys.hpp"

#include <algorithm>

#include "quoth/analyze/name_variants.hpp"
#include "quoth/postings/terms.hpp"

namespace quoth {
namespace {

// Of a term that was too long: what was kept of its text, and a hash.
bool is_cut(std::string_view body) noexcept {
  constexpr std::size_t kKept = 160, kHash = 17;
  return body.size() == kKept + kHash && body[kKept] == '#';
}

}  // namespace

const NameKeys& NameTermKeys::keys_of(std::string_view token) {
  constexpr std::size_t kMostRemembered = std::size_t{1} << 16;
  if (of_tokens_.size() > kMostRemembered) of_tokens_.clear();
  const auto [at, fresh] = of_tokens_.try_emplace(std::string(token));
  if (fresh) at->second = name_keys(token);
  return at->second;
}

void NameTermKeys::find(std::string_view term, std::vector<std::string>& out) {
  out.clear();
  std::string_view spelled = dictionary::spelling_of(term);
  if (spelled.empty()) return;
  const bool whole = term.starts_with("XE");
  const char scope = spelled.front();
  if (whole) spelled.remove_prefix(1);
  if (spelled.empty() || spelled.size() > dictionary::kMaxListed || is_cut(spelled)) return;
  if (whole) {
    for (std::size_t begin = 0; begin <= spelled.size();) {
      const std::size_t end = std::min(spelled.find(' ', begin), spelled.size());
      out.push_back(dictionary::names_with_token(spelled.substr(begin, end - begin)));
      begin = end + 1;
    }
    // "Ivory Coast" leads to "Côte d'Ivoire": what a place or an organisation is called elsewhere.
    if (scope != 'P')
      for (const std::string& key : whole_name_keys(std::string(spelled)))
        out.push_back(dictionary::names_with_key(key));
  } else {
    for (const std::string& key : keys_of(spelled)) out.push_back(dictionary::tokens_with_key(key));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace quoth
