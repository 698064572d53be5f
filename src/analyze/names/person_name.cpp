#include "analyze/names/person_name.hpp"

#include <algorithm>
#include <string>

#include "analyze/names/nicknames.hpp"
#include "analyze/names/roles.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

bool is_generation(std::uint64_t hash) noexcept {
  for (const std::uint64_t h :
       {hash_word("jr"), hash_word("sr"), hash_word("junior"), hash_word("senior"), hash_word("ii"),
        hash_word("iii"), hash_word("iv"), hash_word("v"), hash_word("vi")})
    if (hash == h) return true;
  return false;
}

std::uint32_t letter_bit(std::string_view text) noexcept {
  const char c = static_cast<char>(text.front() | 0x20);
  return c >= 'a' && c <= 'z' ? 1u << (c - 'a') : 0;
}

}  // namespace

PersonName person_name(const TokenTable& t, const FoundName& name) {
  PersonName out;
  for (TokenIndex k = name.tokens.begin; k < name.tokens.end; ++k) {
    if (t.kind(k) != TokenKind::word) continue;
    if (k > name.tokens.begin && has(t.classes(k), WordClass::name_suffix)) {
      if (out.generation == 0 && is_generation(t.hash(k))) out.generation = t.hash(k);
      continue;
    }
    if (has(t.classes(k), WordClass::particle) && t.shape(k) == Shape::lower) continue;
    if (out.words.size() == out.words.capacity()) out.words.pop_back();
    out.words.push_back(k);
  }
  if (out.words.empty()) out.words.push_back(name.tokens.begin);
  const auto is_initial = [&](TokenIndex k) { return t.span(k).size() == 1; };
  // "George W.": what comes after the last whole word only tells which George.
  while (out.words.size() > 1 && is_initial(out.words.back()) && !is_initial(out.words.front())) {
    out.initials |= letter_bit(t.text(out.words.back()));
    out.words.pop_back();
  }
  out.given = out.words.front();
  out.surname = out.words.back();
  for (std::size_t k = 1; k + 1 < out.words.size(); ++k) {
    const std::uint32_t bit = letter_bit(t.text(out.words[k]));
    out.middles |= bit;
    if (is_initial(out.words[k])) out.initials |= bit;
  }
  out.middles |= out.initials;
  return out;
}

bool given_names_agree(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty() || a == b) return true;
  if (a.size() == 1 || b.size() == 1) return a[0] == b[0];
  constexpr std::size_t kShortestCut = 3;
  if (std::min(a.size(), b.size()) >= kShortestCut && (a.starts_with(b) || b.starts_with(a)))
    return true;
  return is_nickname(a, b) || token_similarity(a, b) >= kSameToken;
}

bool may_be_one(const TokenTable& t, const PersonName& earlier, const PersonName& later) {
  if (later.generation != 0 && later.generation != earlier.generation) return false;
  if (earlier.initials != 0 && later.initials != 0) {
    if (earlier.middles == earlier.initials && later.middles == later.initials &&
        earlier.initials != later.initials)
      return false;
    if ((earlier.initials & ~later.middles) != 0 && (later.initials & ~earlier.middles) != 0)
      return false;
  }
  if (!earlier.full() || !later.full()) return true;
  const auto holds = [&](const PersonName& name, TokenIndex word) {
    return t.span(word).size() > 1 &&
           std::any_of(name.words.begin(), name.words.end() - 1,
                       [&](TokenIndex k) { return t.hash(k) == t.hash(word); });
  };
  if (holds(earlier, later.given) || holds(later, earlier.given)) return true;
  const auto gender = [&](TokenIndex k) {
    return gender_of(t.lexicon().value(t.word(k), static_cast<unsigned>(WordClass::given_name)));
  };
  const Gender a = gender(earlier.given), b = gender(later.given);
  if (a != Gender::unknown && b != Gender::unknown && a != b) return false;
  return given_names_agree(folded(t.text(earlier.given)), folded(t.text(later.given)));
}

}  // namespace quoth::names
