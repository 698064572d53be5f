#include "analyze/names/repetition.hpp"

#include <algorithm>
#include <vector>

#include "analyze/names/cues.hpp"
#include "analyze/names/roles.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr std::size_t kLongestRepeated = 16;  // tokens of a name that is looked for again

struct Votes {
  std::uint32_t count[3] = {0, 0, 0};
  bool surname = false;  ///< of a sure full name
  TokenRange whole{};    ///< the last sure name of several words that begins with this one
  EntityType whole_type{};
  [[nodiscard]] EntityType best() const noexcept {
    return static_cast<EntityType>(std::max_element(count, count + 3) - count);
  }
  [[nodiscard]] bool any() const noexcept { return count[0] + count[1] + count[2] > 0; }
};

// How the sure names of an article read a word. Kept where WordFacts keeps what it knows of the word:
// whatever can be asked for has a capital somewhere.
class WordVotes {
 public:
  explicit WordVotes(const WordFacts& facts) : facts_(facts), votes_(facts.slots()) {}
  /// Of token `i`'s word. Null where nobody has voted.
  [[nodiscard]] const Votes* find(TokenIndex i) const noexcept {
    const Votes& votes = votes_[facts_.slot_of(i)];
    return votes.any() ? &votes : nullptr;
  }
  /// Null only where the word has no capital anywhere.
  [[nodiscard]] const Votes* known(TokenIndex i) const noexcept {
    const std::size_t slot = facts_.slot_of(i);
    return slot == WordFacts::kNoSlot ? nullptr : &votes_[slot];
  }
  [[nodiscard]] Votes* of(TokenIndex i) noexcept { return at(facts_.slot_of(i)); }
  void add(TokenIndex i, EntityType type) noexcept { add(of(i), type); }
  void add_word(std::uint64_t hash, EntityType type) noexcept {
    add(at(facts_.slot_of_hash(hash)), type);
  }

 private:
  Votes* at(std::size_t slot) noexcept {
    return slot == WordFacts::kNoSlot ? nullptr : &votes_[slot];
  }
  static void add(Votes* votes, EntityType type) noexcept {
    if (votes != nullptr) ++votes->count[static_cast<std::size_t>(type)];
  }

  const WordFacts& facts_;
  std::vector<Votes> votes_;
};

TokenIndex last_word(const TokenTable& t, TokenRange tokens) noexcept {
  TokenIndex k = tokens.end - 1;
  while (k > tokens.begin &&
         (t.kind(k) != TokenKind::word || has(t.classes(k), WordClass::name_suffix)))
    --k;
  return k;
}

std::size_t words_in(const TokenTable& t, TokenRange tokens) noexcept {
  std::size_t words = 0;
  for (TokenIndex k = tokens.begin; k < tokens.end; ++k) words += t.kind(k) == TokenKind::word;
  return words;
}

bool follows_preposition(const TokenTable& t, TokenIndex i) noexcept {
  return i > 0 && t.sentence_of(i - 1) == t.sentence_of(i) &&
         has(t.classes(i - 1), WordClass::preposition);
}

// "World Health Organization" speaks for "WHO".
void vote_acronym(const TokenTable& t, TokenRange tokens, WordVotes& votes) {
  char letters[8];
  std::size_t size = 0;
  for (TokenIndex k = tokens.begin; k < tokens.end; ++k) {
    if (t.kind(k) != TokenKind::word || t.shape(k) == Shape::lower) continue;
    const char c = t.text(k).front();
    if (size == sizeof letters || c < 'A' || c > 'Z') return;
    letters[size++] = static_cast<char>(c + ('a' - 'A'));
  }
  if (size >= 2) votes.add_word(hash_word({letters, size}), EntityType::organisation);
}

// How the sure names of the article read a single word.
WordVotes collect(const TokenTable& t, const WordFacts& facts, const FoundNames& names) {
  WordVotes votes(facts);
  for (const FoundName& n : names) {
    if (n.rule == Rule::glued) continue;
    const bool single = words_in(t, n.tokens) == 1;
    if (!single && n.sure && n.tokens.size() <= kLongestRepeated &&
        facts.casing(n.tokens.begin) == Casing::sentence)
      if (Votes* v = votes.of(n.tokens.begin)) {
        v->whole = n.tokens;
        v->whole_type = n.type;
      }
    // A doubtful full name speaks for its surname only when that is no word we know.
    if (!n.sure &&
        (single || (n.type == EntityType::person && t.word(last_word(t, n.tokens)) != kNoWord)))
      continue;
    if (!single && n.type == EntityType::organisation) vote_acronym(t, n.tokens, votes);
    if (n.type == EntityType::person) {
      if (Votes* v = votes.of(last_word(t, n.tokens))) {
        ++v->count[0];
        if (!single && n.sure) v->surname = true;
      }
      if (!single && n.tokens.size() <= 4) {
        // "Xi" of Xi Jinping: the first word too, unless it is just a given name.
        const TokenIndex first = n.tokens.begin;
        if (t.kind(first) == TokenKind::word && !has(t.classes(first), WordClass::given_name) &&
            t.span(first).size() > 1)
          votes.add(first, EntityType::person);
      }
    } else if (single) {
      votes.add(n.tokens.begin, n.type);
    }
  }
  return votes;
}

// "Hostomel, Zorvane and Bucha": what stands between sure names of one type has that type.
void join_lists(const TokenTable& t, FoundNames& names) {
  const auto linked = [&](const FoundName& a, const FoundName& b) {
    TokenIndex k = a.tokens.end;
    if (k >= b.tokens.begin || b.tokens.begin - k > 2) return false;
    for (; k < b.tokens.begin; ++k) {
      const bool comma = t.at(k) == ',';
      const bool and_or = has(t.classes(k), WordClass::conjunction);
      if (!comma && !and_or) return false;
    }
    return t.sentence_of(a.tokens.begin) == t.sentence_of(b.tokens.begin);
  };
  const auto adopt = [&](FoundName& to, const FoundName& from) {
    if (to.sure || !from.sure || words_in(t, to.tokens) > 2) return;
    if (from.type == EntityType::person && to.type != EntityType::person) return;
    if (to.type == EntityType::person && words_in(t, to.tokens) > 1) return;
    to.type = from.type;
    to.rule = Rule::context;
    to.sure = true;
  };
  for (std::size_t i = 1; i < names.size(); ++i)
    if (linked(names[i - 1], names[i])) adopt(names[i], names[i - 1]);
  for (std::size_t i = names.size(); i-- > 1;)
    if (linked(names[i - 1], names[i])) adopt(names[i - 1], names[i]);
}

void note_role(const TokenTable& t, const WordFacts& facts, FoundName& name) {
  RoleBeside role = role_before(t, facts, name.tokens.begin);
  const Gender before = role.gender;
  if (role.word == kNoWord) role = role_after(t, facts, name.tokens.end);
  name.role = role.word == kNoWord ? TokenRange{} : role.tokens;
  name.role_word = role.word;
  name.country = role.country;
  name.gender = before != Gender::unknown ? before : role.gender;
}

// What knows a sure name of several words that stands again, word for word, at `i` and before `until`.
const Votes* repeated_whole(const TokenTable& t, const WordFacts& facts, const WordVotes& votes,
                            TokenIndex i, TokenIndex until) {
  const Votes* const found = votes.known(i);
  if (found == nullptr || found->whole.empty()) return nullptr;
  const TokenRange name = found->whole;
  const TokenIndex end = i + name.size();
  if (end > until || t.sentence_of(i) != t.sentence_of(end - 1)) return nullptr;
  for (TokenIndex k = 1; k < name.size(); ++k) {
    const TokenIndex here = i + k, there = name.begin + k;
    if (t.kind(here) != t.kind(there) || t.hash(here) != t.hash(there) ||
        t.code(here) != t.code(there) || facts.is_capital(here) != facts.is_capital(there))
      return nullptr;
  }
  return found;
}

// Surnames the article is sure of, where capitals tell nothing: in headlines, or as the first,
// common-looking word of a sentence.
void add_repeated(const TokenTable& t, const WordFacts& facts, const WordVotes& votes,
                  FoundNames& names) {
  FoundNames more;
  std::size_t next = 0;
  TokenIndex resume = 0;
  for (const TokenIndex i : facts.capitals()) {
    if (i < resume) continue;
    while (next < names.size() && names[next].tokens.end <= i) ++next;
    if (next < names.size() && names[next].tokens.begin <= i) continue;
    if (t.span(i).size() < 3) continue;
    const TokenIndex until = next < names.size() ? names[next].tokens.begin : t.size();
    if (const Votes* whole = repeated_whole(t, facts, votes, i, until)) {
      FoundName name;
      name.tokens = {i, i + whole->whole.size()};
      name.span = t.span(name.tokens);
      name.type = whole->whole_type;
      name.rule = Rule::repetition;
      name.sure = true;
      more.push_back(name);
      resume = name.tokens.end;
      continue;
    }
    if (has_any(t.classes(i), kFunctionWord | classes_of(WordClass::demonym, WordClass::role,
                                                         WordClass::honorific)))
      continue;
    const Votes* const found = votes.find(i);
    if (found == nullptr) continue;
    if (facts.lower_count(i) > 0 || facts.in_address(i)) continue;
    FoundName name;
    name.tokens = {i, i + 1};
    name.span = t.span(i);
    name.type = found->best();
    name.rule = Rule::repetition;
    name.sure = true;
    more.push_back(name);
  }
  if (more.empty()) return;
  FoundNames all(names.size() + more.size());
  std::merge(names.begin(), names.end(), more.begin(), more.end(), all.begin(),
             [](const FoundName& a, const FoundName& b) { return a.span.begin < b.span.begin; });
  names = std::move(all);
}

}  // namespace

void settle(const TokenTable& t, const WordFacts& facts, FoundNames& names) {
  join_lists(t, names);
  const WordVotes votes = collect(t, facts, names);
  for (FoundName& n : names) {
    if (words_in(t, n.tokens) != 1 || n.rule == Rule::glued) continue;
    const Votes* const found = votes.find(n.tokens.begin);
    if (found == nullptr) continue;
    if (n.sure) {
      // "Putin, US" looked like a place; Denzel Washington is "Washington" but not "in Washington".
      if (n.type != EntityType::person && found->surname &&
          (n.rule != Rule::gazetteer || !follows_preposition(t, n.tokens.begin))) {
        n.type = EntityType::person;
        n.rule = Rule::repetition;
      }
      continue;
    }
    if (n.rule == Rule::repetition && facts.lower_count(n.tokens.begin) > 0 &&
        has(t.classes(n.tokens.begin), WordClass::common_word))
      continue;
    n.type = found->best();
    n.rule = Rule::repetition;
    n.sure = true;
  }
  std::erase_if(names, [](const FoundName& n) { return n.rule == Rule::repetition && !n.sure; });
  add_repeated(t, facts, votes, names);
}

void add_repeats(const TokenTable& t, const WordFacts& facts, FoundNames& names) {
  add_repeated(t, facts, collect(t, facts, names), names);
}

void note_roles(const TokenTable& t, const WordFacts& facts, FoundNames& names) {
  for (FoundName& n : names)
    if (n.type == EntityType::person) note_role(t, facts, n);
}

}  // namespace quoth::names
