#include "results/name_resolver.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "analyze/names/alignment.hpp"
#include "analyze/names/prepared_name.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/name_variants.hpp"
#include "quoth/error.hpp"
#include "quoth/text/fold.hpp"
#include "rank/name_likeness.hpp"

namespace quoth {
namespace {

constexpr std::size_t kMostVariants = 20;
constexpr std::size_t kMostRoles = 5;
constexpr std::size_t kMostFormsKept =
    64;  // spellings of one name in memory, hostile input in mind

// So many names are compared each with each; more are looked up by their keys.
constexpr std::size_t kFewNames = 200;
// Groups that share a key with a name are compared with it, the most frequent first.
constexpr std::size_t kMostCompared = 48;

struct Likeness {
  double usual;  // two names of like frequency
  double rare;   // one that is rare beside the other
};
constexpr Likeness kWhole[] = {{.94, .935}, {.96, .95}, {.96, .95}};  // by type
constexpr Likeness kToken[] = {{.92, .86}, {.97, .92}, {.97, .92}};
constexpr std::size_t kRareBeside = 50;  // times as many articles
// A lone surname goes to the bearer who is in so many times as many articles as the next.
constexpr std::size_t kByFar = 3;

// Of organisations' and places' names; the last ones are legal forms.
constexpr std::string_view kSmallWords[] = {"the", "of",  "and",  "for", "in",      "inc",
                                            "co",  "ltd", "corp", "llc", "company", "corporation"};

bool is_initial(const std::string& token) noexcept { return token.size() == 1; }

bool is_generation(std::string_view token) noexcept {
  for (const std::string_view mark : {"jr", "sr", "junior", "senior", "ii", "iii", "iv"})
    if (token == mark) return true;
  return false;
}

std::string generation_of(const std::vector<std::string>& tokens) {
  if (tokens.size() < 3 || !is_generation(tokens.back())) return {};
  return tokens.back().substr(0, 1) == "j"   ? "jr"
         : tokens.back().substr(0, 1) == "s" ? "sr"
                                             : tokens.back();
}

std::string middle_initials(const std::vector<std::string>& tokens) {
  std::string out;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i)
    if (is_initial(tokens[i])) out += tokens[i];
  return out;
}

// Boris and Ben Johnson.
bool given_names_conflict(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() < 2 || b.size() < 2 || a.front() == b.front() || a.back() != b.back()) return false;
  constexpr double kNickname = .96;  // of the whole names: Bill and William
  return !a.front().starts_with(b.front()) && !b.front().starts_with(a.front()) &&  // Chris, D.
         token_similarity(a.front(), b.front()) < kSameToken &&
         name_similarity(a.front() + " " + a.back(), b.front() + " " + b.back()) < kNickname;
}

// How many words tell an organisation or a place from its parts: the U.N. Security Council is not the
// U.N., but the U.S. Supreme Court is the Supreme Court.
std::size_t words_that_tell(const std::vector<std::string>& tokens) {
  std::size_t count = 0, at = 0;
  if (tokens.size() > 2 && tokens[0] == "u" && (tokens[1] == "s" || tokens[1] == "k"))
    at = 2;
  else if (tokens.size() > 1 && (tokens[0] == "us" || tokens[0] == "uk"))
    at = 1;
  else if (tokens.size() > 2 && tokens[0] == "united" && tokens[1] == "states")
    at = 2;
  for (; at < tokens.size(); ++at) {
    const bool small = std::any_of(std::begin(kSmallWords), std::end(kSmallWords),
                                   [&](std::string_view word) { return tokens[at] == word; });
    count += small ? 0 : 1;
  }
  return count;
}

// "Putin", "UN" and "U.N.": nothing but one word to compare.
bool is_lone(const std::vector<std::string>& tokens) noexcept {
  return tokens.size() == 1 || std::all_of(tokens.begin(), tokens.end(), is_initial);
}

std::string spaced(const std::vector<std::string>& tokens) {
  std::string out;
  for (const std::string& token : tokens) out += (out.empty() ? "" : " ") + token;
  return out;
}

std::string joined(const std::vector<std::string>& tokens) {
  std::string out;
  for (const std::string& token : tokens) out += token;
  return out;
}

void count(std::map<std::string, std::uint64_t>& counts, const std::string& text) {
  if (const auto at = counts.find(text); at != counts.end())
    ++at->second;
  else if (counts.size() < kMostFormsKept)
    counts.emplace(text, 1);
}

std::vector<std::pair<std::string, std::uint64_t>> by_count(
    const std::map<std::string, std::uint64_t>& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> out(counts.begin(), counts.end());
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

}  // namespace

bool may_be_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.size() < 2 || b.size() < 2) return true;
  if (generation_of(a) != generation_of(b)) return false;
  const std::string x = middle_initials(a), y = middle_initials(b);
  return x.empty() || y.empty() || x == y;
}

void NameResolver::add(const ArticleName& name, std::uint32_t article) {
  std::vector<std::string> tokens;
  for (std::string& token : name_tokens(name.name)) tokens.push_back(std::move(token));
  if (tokens.empty()) return;
  std::string whole;
  for (const std::string& token : tokens) whole += (whole.empty() ? "" : " ") + token;
  Tally& tally = tallies_[static_cast<std::size_t>(name.type)][whole];
  if (tally.tokens.empty()) tally.tokens = std::move(tokens);
  if (tally.articles.empty() || tally.articles.back() != article) tally.articles.push_back(article);
  tally.mentions += name.mentions;
  tally.quotations += name.quotations;
  tally.male += name.gender == Gender::male ? 1 : 0;
  tally.female += name.gender == Gender::female ? 1 : 0;
  count(tally.forms, name.name);
  for (const std::string& variant : name.variants) count(tally.variants, variant);
  for (const std::string& role : name.roles) count(tally.roles, role);
}

namespace {

// The most frequent way to write it, but not in capitals where any article writes it otherwise.
std::string best_form(const std::map<std::string, std::uint64_t>& forms) {
  const auto ordered = by_count(forms);
  const auto shouted = [](const std::string& form) {
    return std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  const auto at = std::find_if(ordered.begin(), ordered.end(),
                               [&](const auto& form) { return !shouted(form.first); });
  return (at == ordered.end() ? ordered.front() : *at).first;
}

}  // namespace

// Joins the tallies of one type.
class NameJoiner {
 public:
  using Tally = NameResolver::Tally;
  using Group = NameResolver::Group;

  NameJoiner(EntityType type, std::chrono::steady_clock::time_point deadline)
      : type_(type), deadline_(deadline) {}

  std::vector<Group> join(const std::unordered_map<std::string, Tally>& tallies) {
    constexpr std::size_t kMostPrepared = 4096;
    few_ = tallies.size() <= kFewNames;
    prepared_.resize(std::min(tallies.size(), kMostPrepared));
    std::vector<const std::pair<const std::string, Tally>*> ordered;
    ordered.reserve(tallies.size());
    for (const auto& entry : tallies) ordered.push_back(&entry);
    std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
      const bool lone_a = is_lone(a->second.tokens), lone_b = is_lone(b->second.tokens);
      if (lone_a != lone_b) return lone_b;
      const std::size_t x = a->second.articles.size(), y = b->second.articles.size();
      return x != y ? x > y : a->first < b->first;
    });
    std::size_t done = 0;
    bool filed_variants = false;
    for (const auto* entry : ordered) {
      if (++done % 256 == 0) keep_time();
      if (!filed_variants && is_lone(entry->second.tokens)) {
        file_variants();
        filed_variants = true;
      }
      place(entry->first, entry->second);
    }
    std::vector<Group> out;
    out.reserve(parties_.size());
    for (const Party& party : parties_) out.push_back(shown(party));
    std::stable_sort(out.begin(), out.end(), [](const Group& a, const Group& b) {
      return a.articles.size() > b.articles.size();
    });
    return out;
  }

 private:
  struct Party {
    std::string name;  // folded, of its first member
    std::vector<const Tally*> members;
    std::size_t articles = 0;
    std::int64_t male = 0, female = 0;
    std::optional<std::uint32_t> thing;  // in the gazetteer
    bool lone = false;                   // its first member is
  };

  void keep_time() const {
    if (std::chrono::steady_clock::now() >= deadline_)
      throw DeadlineError(
          "Counting names ran out of time. Ask for something narrower, or give it a longer "
          "deadline.");
  }

  const NameKeys& keys_of(const std::string& token) {
    const auto [at, fresh] = keys_.try_emplace(token);
    if (fresh) at->second = name_keys(token);
    return at->second;
  }

  // Where a name of several tokens is filed: under the keys of two of them, in any order; initials
  // under the letter.
  std::vector<std::string> pair_keys(const std::vector<std::string>& tokens) {
    constexpr std::size_t kKeysOfToken = 2;
    std::vector<std::string> out;
    const auto file = [&](const std::string& a, const std::string& b) {
      const NameKeys &x = keys_of(a), &y = keys_of(b);
      for (std::size_t i = 0; i < std::min(x.size(), kKeysOfToken); ++i)
        for (std::size_t j = 0; j < std::min(y.size(), kKeysOfToken); ++j)
          out.push_back(x[i] < y[j] ? x[i] + "|" + y[j] : y[j] + "|" + x[i]);
    };
    const std::size_t last = tokens.size() - 1;
    file(tokens.front(), tokens[last]);
    if (tokens.size() > 2) {
      file(tokens[0], tokens[1]);
      file(tokens[last - 1], tokens[last]);
      file(tokens[0] + tokens[1], tokens[last]);
      file(tokens[0], tokens[last - 1] + tokens[last]);
    }
    if (type_ == EntityType::person)
      for (const std::string& key : keys_of(tokens[last]))
        out.push_back(tokens.front().substr(0, 1) + "." + key);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  std::vector<std::string> token_keys(const std::vector<std::string>& tokens) {
    std::vector<std::string> out;
    for (const std::string& token : tokens)
      for (const std::string& key : keys_of(token)) out.push_back("=" + key);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  // Parties that share a key, those formed first (the most frequent names) first.
  std::vector<std::size_t> candidates(const std::vector<std::string>& keys) const {
    std::vector<std::size_t> out;
    if (few_) {
      for (std::size_t i = 0; i < parties_.size(); ++i) out.push_back(i);
      return out;
    }
    for (const std::string& key : keys) {
      const auto at = filed_.find(key);
      if (at == filed_.end()) continue;
      out.insert(out.end(), at->second.begin(),
                 at->second.begin() +
                     static_cast<std::ptrdiff_t>(std::min(at->second.size(), kMostCompared)));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    if (out.size() > 2 * kMostCompared) out.resize(2 * kMostCompared);
    return out;
  }

  // The lone spellings that articles use of those they also name in full.
  void file_variants() {
    for (std::size_t i = 0; i < parties_.size(); ++i)
      for (const Tally* member : parties_[i].members)
        for (const auto& [variant, articles] : member->variants) {
          std::vector<std::string> tokens;
          for (std::string& token : name_tokens(variant)) tokens.push_back(std::move(token));
          if (!tokens.empty() && is_lone(tokens)) bearers_[joined(tokens)][i] += articles;
        }
  }

  // Who is meant by a lone spelling: who bears it by far the most where articles tell. Of places and
  // organisations, whose short names are names of others too (House, America), a good share of the
  // articles must tell.
  std::size_t bearer_of(const Tally& tally) const {
    const std::size_t none = parties_.size();
    const auto at = bearers_.find(joined(tally.tokens));
    if (at == bearers_.end()) return none;
    std::size_t best = none;
    std::uint64_t most = 0, next = 0;
    for (const auto& [party, articles] : at->second) {
      if (articles > most) {
        next = std::exchange(most, articles);
        best = party;
      } else {
        next = std::max(next, articles);
      }
    }
    if (most < kByFar * next) return none;
    const bool told = most >= 2 && most * 10 >= tally.articles.size();
    return type_ == EntityType::person || told ? best : none;
  }

  bool agree(const Party& party, const std::string& name, const Tally& tally) const {
    if (type_ != EntityType::person)
      return is_lone(tally.tokens) ||
             words_that_tell(party.members.front()->tokens) == words_that_tell(tally.tokens);
    if (given_names_conflict(party.members.front()->tokens, tally.tokens)) return false;
    if ((party.male > party.female && tally.female > tally.male) ||
        (party.female > party.male && tally.male > tally.female))
      return false;
    return std::all_of(party.members.begin(),
                       party.members.begin() + static_cast<std::ptrdiff_t>(
                                                   std::min<std::size_t>(party.members.size(), 8)),
                       [&](const Tally* member) {
                         // "Kim Jong" may be either, but Kim Jong-un is not Kim Jong-il.
                         return may_be_one(member->tokens, tally.tokens) &&
                                (is_lone(member->tokens) || member == party.members.front() ||
                                 name_similarity(name, spaced(member->tokens)) >= kSameName);
                       });
  }

  // The name of a party, ready to be compared: those that were compared last are kept.
  const names::PreparedName& prepared(std::size_t party) {
    Prepared& slot = prepared_[party % prepared_.size()];
    if (!slot.name || slot.party != party) {
      slot.name = std::make_unique<names::PreparedName>(parties_[party].name);
      slot.party = party;
    }
    return *slot.name;
  }

  // The best known place or organisation that the name means, whatever language it is in; a number of
  // the gazetteer.
  std::optional<std::uint32_t> thing_of(const std::string& name) {
    if (type_ == EntityType::person) return std::nullopt;
    const std::vector<VariantRef> things = meant_by(name, variants_of(name, scratch_));
    const auto of_type = [&](VariantRef ref) {
      return (group_of(ref).kind == VariantKind::organisation) ==
             (type_ == EntityType::organisation);
    };
    if (things.empty() || things.front().further() || !of_type(things.front())) return std::nullopt;
    return things.front().group();
  }

  void place(const std::string& name, const Tally& tally) {
    const std::optional<std::uint32_t> thing = thing_of(name);
    if (thing) {
      if (const auto at = things_.find(*thing); at != things_.end()) {
        join(parties_[at->second], tally);
        return;
      }
    }
    const bool lone = is_lone(tally.tokens);
    const std::string word = joined(tally.tokens);
    const std::vector<std::string> keys = lone ? token_keys({word}) : pair_keys(tally.tokens);
    std::optional<names::PreparedName> own;
    const auto likeness_to = [&](std::size_t party) {
      if (!own) own.emplace(name);
      return names::similarity_of(*own, prepared(party));
    };
    const Likeness least = (lone ? kToken : kWhole)[static_cast<std::size_t>(type_)];
    std::size_t best = parties_.size();
    double most = 0;
    std::vector<std::size_t> bearers;
    for (const std::size_t i : candidates(keys)) {
      const Party& party = parties_[i];
      if (lone != party.lone) {
        if (lone && type_ == EntityType::person && likeness_to(i) >= kSameName)
          bearers.push_back(i);
        continue;
      }
      const bool rare = party.articles >= kRareBeside * tally.articles.size();
      const double likeness = lone ? token_similarity(word, joined(party.members.front()->tokens))
                                   : likeness_to(i);
      if (likeness < (rare ? least.rare : least.usual) || likeness <= most) continue;
      if (thing && party.thing) continue;  // two things that the gazetteer tells apart
      if (!agree(party, name, tally)) continue;
      best = i;
      most = likeness;
    }
    const std::size_t told = lone ? bearer_of(tally) : parties_.size();
    if (told < parties_.size() && agree(parties_[told], name, tally)) {
      best = told;
    } else if (!bearers.empty() && !bearers_.contains(word)) {
      std::sort(bearers.begin(), bearers.end(), [&](std::size_t a, std::size_t b) {
        return parties_[a].articles != parties_[b].articles
                   ? parties_[a].articles > parties_[b].articles
                   : a < b;
      });
      const bool by_far = bearers.size() == 1 ||
                          parties_[bearers[0]].articles >= kByFar * parties_[bearers[1]].articles;
      if (by_far && agree(parties_[bearers[0]], name, tally)) best = bearers[0];
    }
    if (best == parties_.size()) {
      Party& party = parties_.emplace_back();
      party.name = name;
      party.lone = lone;
      std::vector<std::string> filed = keys;
      if (!lone && type_ == EntityType::person)
        for (std::string& key : token_keys(tally.tokens)) filed.push_back(std::move(key));
      for (const std::string& key : filed) filed_[key].push_back(best);
    }
    if (thing) {
      things_.emplace(*thing, best);
      if (!parties_[best].thing) parties_[best].thing = thing;
    }
    join(parties_[best], tally);
  }

  static void join(Party& party, const Tally& tally) {
    party.members.push_back(&tally);
    party.articles += tally.articles.size();
    party.male += tally.male;
    party.female += tally.female;
  }

  // Of what the gazetteer knows the usual name, else the most frequent: Iran, not the Islamic Republic.
  static const Tally& member_that_names(const Party& party) {
    if (!party.thing) return *party.members.front();
    const std::string usual = folded(group_of(VariantRef::to(*party.thing)).name);
    const auto named =
        std::find_if(party.members.begin(), party.members.end(),
                     [&](const Tally* member) { return spaced(member->tokens) == usual; });
    if (named != party.members.end()) return **named;
    return **std::max_element(
        party.members.begin(), party.members.end(),
        [](const Tally* a, const Tally* b) { return a->articles.size() < b->articles.size(); });
  }

  Group shown(const Party& party) const {
    Group out;
    ResolvedName& r = out.resolved;
    r.type = type_;
    std::map<std::string, std::uint64_t> spellings, roles;
    for (const Tally* member : party.members) {
      out.articles.insert(out.articles.end(), member->articles.begin(), member->articles.end());
      out.most_tokens = std::max(out.most_tokens, member->tokens.size());
      r.mentions += member->mentions;
      r.quotations += member->quotations;
      for (const auto* counts : {&member->forms, &member->variants})
        for (const auto& [spelling, n] : *counts) spellings[spelling] += n;
      for (const auto& [role, n] : member->roles) roles[role] += n;
    }
    std::sort(out.articles.begin(), out.articles.end());
    out.articles.erase(std::unique(out.articles.begin(), out.articles.end()), out.articles.end());
    r.articles = out.articles.size();
    r.name = best_form(member_that_names(party).forms);
    for (const auto& [spelling, n] : by_count(spellings))
      if (spelling != r.name && r.variants.size() < kMostVariants)
        r.variants.push_back({spelling, n});
    for (const auto& [role, n] : by_count(roles))
      if (r.roles.size() < kMostRoles) r.roles.push_back(role);
    return out;
  }

  EntityType type_;
  std::chrono::steady_clock::time_point deadline_;
  bool few_ = false;
  std::vector<Party> parties_;
  std::unordered_map<std::string, std::vector<std::size_t>> filed_;  // parties by key
  std::unordered_map<std::string, NameKeys> keys_;                   // by token
  std::unordered_map<std::uint32_t, std::size_t> things_;  // parties by number in the gazetteer
  std::string scratch_;
  struct Prepared {
    std::unique_ptr<const names::PreparedName> name;
    std::size_t party = 0;
  };
  std::vector<Prepared> prepared_;
  // By lone spelling: parties, and in how many articles it is theirs.
  std::unordered_map<std::string, std::map<std::size_t, std::uint64_t>> bearers_;
};

std::vector<NameResolver::Group> NameResolver::resolve(
    EntityType type, std::chrono::steady_clock::time_point deadline) const {
  return NameJoiner(type, deadline).join(tallies_[static_cast<std::size_t>(type)]);
}

}  // namespace quoth
