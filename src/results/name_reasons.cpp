#include "results/name_reasons.hpp"

#include <algorithm>
#include <vector>

#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/decode.hpp"

namespace quoth {
namespace {

struct Script {
  char32_t first, last;
  std::string_view name;
};
constexpr Script kScripts[] = {
    {0x0370, 0x03FF, "Greek"},    {0x0400, 0x052F, "Cyrillic"}, {0x0530, 0x058F, "Armenian"},
    {0x0590, 0x05FF, "Hebrew"},   {0x0600, 0x077F, "Arabic"},   {0x0900, 0x097F, "Devanagari"},
    {0x0E00, 0x0E7F, "Thai"},     {0x10A0, 0x10FF, "Georgian"}, {0x1100, 0x11FF, "Hangul"},
    {0x3040, 0x30FF, "Japanese"}, {0x3400, 0x9FFF, "Chinese"},  {0xAC00, 0xD7AF, "Hangul"},
};

// Of its first letter that is not Latin.
std::string_view script_of(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    for (const Script& script : kScripts)
      if (c.value >= script.first && c.value <= script.last) return script.name;
    at += c.size;
  }
  return "Latin";
}

std::vector<std::string> tokens_of(std::string_view name) {
  std::vector<std::string> out;
  for (std::string& token : name_tokens(name)) out.push_back(std::move(token));
  return out;
}

bool is_initial_of(const std::string& a, const std::string& b) noexcept {
  return (a.size() == 1) != (b.size() == 1) && !a.empty() && !b.empty() && a[0] == b[0];
}

bool share_key(const std::string& a, const std::string& b, bool of_table) {
  const NameKeys x = name_keys(a), y = name_keys(b);
  return std::any_of(x.begin(), x.end(), [&](const std::string& key) {
    return key.starts_with('=') == of_table && std::find(y.begin(), y.end(), key) != y.end();
  });
}

// How two tokens that were taken for one name differ.
std::string of_tokens(const std::string& a, const std::string& b) {
  if (a == b) return "the same spelling";
  if (is_initial_of(a, b)) return "an initial";
  const std::string_view x = script_of(a), y = script_of(b);
  if (x != y) {
    // Written in another script: the reader asked in one and finds the other.
    const std::string_view foreign = x == "Latin" ? y : x;
    return "the same sounds, from " + std::string(foreign);
  }
  if (share_key(a, b, true)) return "a known variant";
  return share_key(a, b, false) ? "sounds alike" : "spelled alike";
}

}  // namespace

std::string why_alike(std::string_view asked, std::string_view spelling) {
  if (asked == spelling) return "the same spelling";
  const std::vector<std::string> a = tokens_of(asked), b = tokens_of(spelling);
  if (a.empty() || b.empty()) return "spelled alike";
  if (a.size() == 1 && b.size() == 1) return of_tokens(a[0], b[0]);
  // Each token beside the one it is most alike to.
  std::vector<std::string> reasons;
  std::vector<char> used(b.size(), 0);
  std::size_t matched = 0, last = 0;
  bool in_order = true;
  for (const std::string& token : a) {
    std::size_t best = b.size();
    double most = kSameToken - .1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      if (used[j] != 0) continue;
      const double likeness =
          is_initial_of(token, b[j]) ? kSameToken : token_similarity(token, b[j]);
      if (likeness <= most) continue;
      best = j;
      most = likeness;
    }
    if (best == b.size()) continue;
    used[best] = 1;
    in_order = in_order && (matched == 0 || best > last);
    last = best;
    ++matched;
    std::string reason = of_tokens(token, b[best]);
    if (reason == "the same spelling") continue;
    reason = "“" + b[best] + "” " + (reason == "an initial" ? "is an initial" : reason);
    if (reason.find(" the same") != std::string::npos)
      reason.replace(reason.find(" the same"), 1, " has ");
    if (reason.find(" a known") != std::string::npos)
      reason.replace(reason.find(" a known"), 1, " is ");
    reasons.push_back(std::move(reason));
  }
  if (matched == 0) return "written together or apart";
  if (!in_order) reasons.insert(reasons.begin(), "in another order");
  if (b.size() == 1 && a.size() > 1) {
    const bool is_last = token_similarity(a.back(), b[0]) > kSameToken - .1;
    reasons.insert(reasons.begin(), is_last ? "the last name alone" : "one of its names alone");
  } else if (a.size() == 1) {
    reasons.insert(reasons.begin(), "part of a longer name");
  } else if (matched < b.size()) {
    reasons.insert(reasons.begin(), "a longer form");
  } else if (matched < a.size()) {
    reasons.insert(reasons.begin(), "a shorter form");
  }
  std::string out;
  for (const std::string& reason : reasons) out += (out.empty() ? "" : ", ") + reason;
  return out.empty() ? "the same spelling" : out;
}

}  // namespace quoth
