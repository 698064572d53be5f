#include "analyze/names/thing_clusters.hpp"

#include <algorithm>
#include <string>

#include "analyze/names/roles.hpp"
#include "analyze/names/skeleton.hpp"
#include "analyze/names/thing_nouns.hpp"
#include "analyze/names/variants.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

// Kinds of keys in one map.
enum Salt : std::uint64_t { kPlace = 0x9e37, kBody = 0x79b9 };
enum Offset : std::uint64_t {
  kCountry = 1,
  kVariant,
  kSpelledOut,
  kLetters,
  kAnyOrder,
  kOfCountry,
  kThing
};

constexpr std::size_t kMostShort = 4;  // names that share a short form and are told apart

// The first letters of a name, as they make an acronym of it.
class Letters {
 public:
  void add(char c) noexcept {
    hash_ = (hash_ ^ static_cast<unsigned char>(c | 0x20)) * 0x100000001b3ULL;
  }
  [[nodiscard]] std::uint64_t hash() const noexcept { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

bool is_small(const TokenTable& t, TokenIndex k) noexcept {
  return t.kind(k) == TokenKind::word && t.shape(k) == Shape::lower;
}

}  // namespace

WordId whole_word(const TokenTable& t, const FoundName& name) {
  const auto phrase = t.phrase_at(name.tokens.begin);
  if (phrase.id != kNoWord && name.tokens.begin + phrase.words == name.tokens.end) return phrase.id;
  if (name.rule == Rule::glued) return t.lexicon().find_text(name.span.of(t.text()));
  return name.tokens.size() == 1 ? t.word(name.tokens.begin) : kNoWord;
}

EntityId ThingClusters::find(std::uint64_t key) const {
  const EntityId* at = by_name_.find(key);
  return at == nullptr ? EntityId::none() : *at;
}

// Of those that share a short form, the one named last.
EntityId ThingClusters::latest(std::uint64_t key) const {
  const Ids* at = by_short_.find(key);
  if (at == nullptr) return EntityId::none();
  return *std::max_element(at->begin(), at->end(), [&](EntityId a, EntityId b) {
    return last_[static_cast<std::size_t>(a.index)] < last_[static_cast<std::size_t>(b.index)];
  });
}

void ThingClusters::remember_short(std::uint64_t key, EntityId id) {
  Ids& ids = by_short_[key];
  if (ids.size() < kMostShort && std::find(ids.begin(), ids.end(), id) == ids.end())
    ids.push_back(id);
}

std::uint64_t ThingClusters::key_of(std::uint64_t salt, const Words& words, std::size_t begin,
                                    std::size_t end) const {
  std::uint64_t key = salt;
  for (std::size_t k = begin; k < end; ++k) key = hash_phrase(key, t_.hash(words[k]));
  return key;
}

// "Harbour Bank (HBT)": the bracket says what its letters stand for, whatever they are.
EntityId ThingClusters::in_brackets(std::size_t n, const Words& words) const {
  const FoundName& name = b_.names[n];
  if (n == 0 || words.size() != 1 || t_.shape(words[0]) != Shape::upper) return EntityId::none();
  const FoundName& before = b_.names[n - 1];
  const bool bracketed = before.type == name.type && before.tokens.size() > 1 &&
                         before.tokens.end + 1 == name.tokens.begin &&
                         t_.at(before.tokens.end) == '(' && name.tokens.end < t_.size() &&
                         t_.at(name.tokens.end) == ')';
  // "Texas (USA)" says where, not what.
  if (!bracketed || country_of(t_.lexicon(), whole_word(t_, name)) != 0) return EntityId::none();
  return b_.of_name[n - 1];
}

void ThingClusters::place(std::size_t n) {
  const FoundName& name = b_.names[n];
  const std::uint64_t salt = name.type == EntityType::place ? kPlace : kBody;
  Words words;
  Letters capitals, all;
  for (TokenIndex k = name.tokens.begin; k < name.tokens.end; ++k) {
    if (t_.kind(k) != TokenKind::word && t_.kind(k) != TokenKind::number) continue;
    if (k == name.tokens.begin && has(t_.classes(k), WordClass::determiner)) continue;
    if (words.empty() || !has(t_.classes(k), WordClass::org_suffix) || k + 1 < name.tokens.end)
      words.push_back(k);
    all.add(t_.text(k).front());
    if (t_.shape(k) != Shape::lower) capitals.add(t_.text(k).front());
  }
  std::uint64_t key = key_of(salt, words, 0, words.size());
  std::string spelled;
  // "U. S.": letters set apart are still one word.
  bool initialism = words.size() >= 2 && words.size() <= 4;
  for (const TokenIndex k : words) initialism = initialism && t_.span(k).size() == 1;
  if (initialism)
    for (const TokenIndex k : words) fold_word(t_.text(k), spelled);
  if (words.size() <= 1) {
    spelled = folded(name.span.of(t_.text()));
    if (name.rule == Rule::glued) key = hash_phrase(salt, hash_word(spelled));
  }
  EntityId id = find(key);
  const WordId whole = initialism ? t_.lexicon().find(hash_word(spelled)) : whole_word(t_, name);
  std::uint64_t other = 0;
  if (const std::int32_t country =
          t_.lexicon().value(whole, static_cast<unsigned>(WordClass::country));
      country != 0)
    other = hash_phrase(salt + kCountry, static_cast<std::uint64_t>(country));
  else if (words.size() == 1)
    if (const std::uint32_t group = variant_group(spelled); group != 0)
      other = hash_phrase(salt + kVariant, group);
  if (!id.known() && other != 0) id = find(other);
  // "Ivory Coast" and "Côte d'Ivoire": asked once a spelling, for the next one is known by its words.
  std::uint64_t thing = 0;
  if (!id.known())
    if (const std::uint32_t group =
            whole_variant_group(name.span.of(t_.text()), name.type, phrase_);
        group != 0) {
      // Mixed first: hash_phrase of two small numbers can be that of two others.
      thing = hash_phrase(salt + kThing, group * 0x9e3779b97f4a7c15ULL);
      id = find(thing);
    }
  if (!id.known()) id = in_brackets(n, words);
  // "World Health Organization" and "WHO", in whichever order they come; never two full names of
  // the same initials.
  std::uint64_t mine[2] = {0, 0};
  if (words.size() >= 2 && !initialism) {
    mine[0] = hash_phrase(salt + kSpelledOut, capitals.hash());
    mine[1] = hash_phrase(salt + kSpelledOut, all.hash());
    for (const std::uint64_t letters : {capitals.hash(), all.hash()})
      if (!id.known()) id = find(hash_phrase(salt + kLetters, letters));
  } else if ((words.size() == 1 || initialism) && !is_small(t_, words[0]) && spelled.size() >= 2 &&
             spelled.size() <= 8) {
    Letters letters;
    for (const char c : spelled) letters.add(c);
    mine[0] = hash_phrase(salt + kLetters, letters.hash());
    // "LibriVox": LV.
    if (t_.shape(words[0]) == Shape::mixed) {
      Letters large;
      std::size_t count = 0;
      for (const char c : t_.text(words[0]))
        if (c >= 'A' && c <= 'Z') {
          large.add(c);
          ++count;
        }
      if (count >= 2) mine[1] = hash_phrase(salt + kSpelledOut, large.hash());
    }
    if (!id.known()) id = find(hash_phrase(salt + kSpelledOut, letters.hash()));
  }
  // "Ministry of Defence" and "Defence Ministry".
  std::uint64_t any_order = 0;
  if (words.size() >= 2) {
    std::size_t content = 0;
    for (const TokenIndex k : words) {
      if (is_small(t_, k)) continue;
      any_order += t_.hash(k) * 0x9fb21c651e98df25ULL;
      ++content;
    }
    any_order = content >= 2 ? hash_phrase(salt + kAnyOrder, any_order) : 0;
    if (!id.known() && any_order != 0) id = find(any_order);
  }
  // "United States Congress" and "U.S. Congress".
  std::uint64_t of_country = 0;
  if (words.size() >= 2)
    if (const auto [size, country] = leading_country(words); country != 0) {
      of_country = hash_phrase(key_of(salt + kOfCountry, words, size, words.size()),
                               static_cast<std::uint64_t>(country));
      if (!id.known()) id = find(of_country);
    }
  bool shortened = false;
  if (!id.known()) {
    id = latest(key);
    shortened = id.known();
  }
  const Keys shorts = words.size() >= 2 ? short_forms(name, words, salt) : Keys{};
  // "Congress" before "U.S. Congress": the short form may come first.
  for (const std::uint64_t k : shorts) {
    if (id.known()) break;
    if (const EntityId known = find(k); known.known() && known_by(known, k)) id = known;
  }
  if (!id.known() && words.size() == 1) id = sound_alike(name, salt, spelled);
  // "the Nation": the country named last.
  const bool is_country =
      name.type == EntityType::place && has(t_.lexicon().classes(whole), WordClass::country);
  if (!id.known() && words.size() == 1 && name.type == EntityType::place && country_.known())
    if (const ThingNoun* noun = thing_noun(t_.hash(words[0]));
        noun != nullptr && noun->kind == ThingKind::country) {
      id = country_;
      shortened = true;
    }
  if (!id.known()) id = b_.make(name.type, n);
  if (is_country) country_ = id;
  last_.resize(b_.types.size(), 0);
  last_[static_cast<std::size_t>(id.index)] = static_cast<std::uint32_t>(n);
  fullest_key_.resize(b_.types.size(), 0);
  b_.of_name[n] = id;
  std::size_t& fullest = b_.fullest_of(id);
  if (name.span.size() > b_.names[fullest].span.size()) fullest = n;
  if (fullest == n) fullest_key_[static_cast<std::size_t>(id.index)] = key;
  if (shortened) return;
  remember(key, id);
  for (const std::uint64_t more : {other, thing, mine[0], mine[1], any_order, of_country})
    if (more != 0) remember(more, id);
  for (const std::uint64_t k : shorts) remember_short(k, id);
}

// What an article may call it when it names it again.
ThingClusters::Keys ThingClusters::short_forms(const FoundName& name, const Words& words,
                                               std::uint64_t salt) const {
  Keys out;
  const std::size_t size = words.size();
  const auto add = [&](std::size_t begin, std::size_t end) {
    if (begin < end && out.size() < out.capacity()) out.push_back(key_of(salt, words, begin, end));
  };
  const auto is_head = [&](std::size_t k) {
    if (is_small(t_, words[k])) return false;
    if (has_any(t_.classes(words[k]), classes_of(WordClass::org_head, WordClass::place_head)))
      return true;
    return thing_noun(t_.hash(words[k])) != nullptr;
  };
  const WordId whole = whole_word(t_, name);
  std::size_t prefix = 0;
  while (prefix < size && !has(t_.classes(words[prefix]), WordClass::preposition)) ++prefix;
  if (name.type == EntityType::place) {
    // "Mirren City", "City of Mirren", "Republic of Mirren"; but Kansas City, which is listed, is
    // not Kansas, nor is the Province of Mirren the town.
    constexpr std::uint64_t kOf = hash_word("of");
    // Hong Kong Island is not Hong Kong either: what is left must be no country.
    const auto phrase = t_.phrase_at(words[0]);
    const WordClasses base = phrase.id != kNoWord && phrase.words + 1 == size
                                 ? t_.lexicon().classes(phrase.id)
                             : size == 2 ? t_.classes(words[0])
                                         : 0;
    if (whole == kNoWord && !has(base, WordClass::country)) {
      for (const std::uint64_t head :
           {hash_word("city"), hash_word("island"), hash_word("islands"), hash_word("town"),
            hash_word("village"), hash_word("state"), hash_word("republic"), hash_word("kingdom"),
            hash_word("commonwealth")}) {
        if (t_.hash(words[size - 1]) == head) add(0, size - 1);
        if (size > 2 && t_.hash(words[0]) == head && t_.hash(words[1]) == kOf) add(2, size);
      }
    }
    // "Mirren International Airport": "the Airport".
    if (prefix == size && is_head(size - 1)) add(size - 1, size);
    if (prefix == 1 && is_head(0)) add(0, 1);
    return out;
  }
  // "Harbour Bank of Tolmeria": "Harbour Bank"; "Church of Zorvan": "Church".
  if (prefix > 0 && prefix < size && (prefix > 1 || is_head(0))) add(0, prefix);
  // "Zorvan Supreme Court": "Supreme Court", "Court".
  if (prefix > 0 && is_head(prefix - 1))
    for (std::size_t k = prefix - 1; k > 0 && prefix - k <= 3; --k)
      if (!has(t_.classes(words[k]), WordClass::conjunction)) add(k, prefix);
  if (prefix == size && is_head(size - 1)) {
    // "Mirren University": "Mirren"; but Reuters is not the Reuters Institute, nor Kyiv a
    // university.
    const WordClasses base = size == 2 ? t_.classes(words[0]) : 0;
    const bool known = has_any(base, kPlaceName | kOrgName | classes_of(WordClass::demonym));
    const bool both_listed = has(base, WordClass::organisation) && whole != kNoWord;
    if (!known || both_listed) add(0, size - 1);
  }
  // "United States Air Force": "Air Force".
  if (const auto [led, country] = leading_country(words); country != 0) add(led, size);
  // "Church of Zorvanity": "Zorvanity"; but England is no bank.
  if (size == 3 && prefix == 1 && is_head(0) &&
      !has_any(t_.classes(words[2]), kPlaceName | kOrgName | classes_of(WordClass::demonym)))
    add(2, size);
  return out;
}

// How many words at the front of a name are a country or its people, and which; 0 for none, never
// all of them.
std::pair<std::size_t, std::int32_t> ThingClusters::leading_country(const Words& words) const {
  const auto phrase = t_.phrase_at(words[0]);
  if (phrase.id != kNoWord && phrase.words < words.size())
    if (const std::int32_t country = country_of(t_.lexicon(), phrase.id); country != 0)
      return {phrase.words, country};
  if (words.size() < 2) return {0, 0};
  return {1, country_of(t_.lexicon(), t_.word(words[0]))};
}

// Another spelling of a place or organisation that is in no list: Jolfa for Julfa.
EntityId ThingClusters::sound_alike(const FoundName& name, std::uint64_t salt,
                                    const std::string& spelled) {
  constexpr std::size_t kShortest = 5, kMost = 1024;
  constexpr double kSameSpelling = .87;
  const bool listed = has_any(t_.classes(name.tokens.begin), kPlaceName | kOrgName);
  if (spelled.size() < kShortest || sounds_.size() > kMost ||
      t_.shape(name.tokens.begin) == Shape::upper)
    return EntityId::none();
  EntityId best = EntityId::none();
  double best_score = kSameSpelling;
  Sounding& bucket = sounds_[hash_phrase(salt, skeleton(spelled))];
  for (const Sound& other : bucket) {
    // Two listed names are two places, however alike they sound.
    if ((listed && other.listed) || other.spelled == spelled) continue;
    if (const double score = token_similarity(spelled, other.spelled); score > best_score) {
      best_score = score;
      best = b_.of_name[other.name];
    }
  }
  if (bucket.size() < kMostAlike)
    bucket.push_back({spelled, static_cast<std::size_t>(&name - b_.names.data()), listed});
  return best;
}

// Whether nothing fuller than this spelling has been met yet.
bool ThingClusters::known_by(EntityId id, std::uint64_t key) const noexcept {
  return fullest_key_[static_cast<std::size_t>(id.index)] == key;
}

}  // namespace quoth::names
