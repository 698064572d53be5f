#include "analyze/names/entities.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "analyze/names/roles.hpp"
#include "analyze/names/variants.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

using Words = boost::container::small_vector<std::uint64_t, 6>;

constexpr std::size_t kMostCandidates = 8;  // entities of one surname compared with a name
constexpr std::size_t kMostNamesakes = 32;  // people of one surname whose given names are compared
constexpr std::size_t kMostSoundAlikes = 2048;  // surnames of one article compared by sound

bool is_letter_pair_feminine(std::string_view a, std::string_view b) noexcept {
  // Ivanov and Ivanova, Zelensky and Zelenska are two people.
  if (a.size() > b.size()) std::swap(a, b);
  const auto base = [](std::string_view s) {
    for (const std::string_view ending :
         {"skaya", "skaia", "ska", "sky", "skyi", "skyy", "skiy", "skyj", "ski"})
      if (s.ends_with(ending)) return s.substr(0, s.size() - ending.size());
    return std::string_view{};
  };
  if (const std::string_view x = base(a), y = base(b); !x.empty() && x == y)
    return a.back() == 'a' || b.back() == 'a' ? a.back() != b.back() : false;
  return b.size() == a.size() + 1 && b.starts_with(a) && b.back() == 'a' &&
         (a.ends_with("ov") || a.ends_with("ev") || a.ends_with("in") || a.ends_with("yn"));
}

class Clusterer {
 public:
  Clusterer(const TokenTable& tokens, const FoundNames& names) : t_(tokens), names_(names) {}

  Clusters run() {
    out_.of_name.assign(names_.size(), EntityId::none());
    // Full names first, so that a surname before its full name finds it too.
    for (std::size_t n = 0; n < names_.size(); ++n)
      if (names_[n].type == EntityType::person && words_of(names_[n]).size() > 1) place_full(n);
    for (std::size_t n = 0; n < names_.size(); ++n) {
      if (out_.of_name[n].known()) continue;
      if (names_[n].type == EntityType::person)
        place_single(n);
      else
        place_other(n);
    }
    describe();
    return std::move(out_);
  }

 private:
  struct Person {
    Words words;                  // folded, of the fullest name
    std::uint32_t last_seen = 0;  // index of a name
    std::string surname;          // folded
    Gender gender = Gender::unknown;
  };

  // The words that count: no suffixes, no particles, no points.
  Words words_of(const FoundName& name) const {
    Words words;
    for (TokenIndex k = name.tokens.begin; k < name.tokens.end; ++k) {
      if (t_.kind(k) != TokenKind::word) continue;
      if (has(t_.classes(k), WordClass::name_suffix) && k > name.tokens.begin) continue;
      if (has(t_.classes(k), WordClass::particle) && t_.shape(k) == Shape::lower) continue;
      words.push_back(t_.hash(k));
    }
    if (words.empty()) words.push_back(t_.hash(name.tokens.begin));
    return words;
  }
  TokenIndex surname_token(const FoundName& name) const noexcept {
    for (TokenIndex k = name.tokens.end; k-- > name.tokens.begin;)
      if (t_.kind(k) == TokenKind::word &&
          !(has(t_.classes(k), WordClass::name_suffix) && k > name.tokens.begin))
        return k;
    return name.tokens.begin;
  }
  bool is_initial(TokenIndex k) const noexcept { return t_.span(k).size() == 1; }

  EntityId make(EntityType type) {
    Entity entity;
    entity.type = type;
    out_.entities.push_back(std::move(entity));
    people_.emplace_back();
    return {static_cast<std::int32_t>(out_.entities.size() - 1)};
  }

  static Gender gender_hint(const TokenTable& t, const FoundName& name) noexcept {
    if (name.gender != Gender::unknown) return name.gender;
    const TokenIndex first = name.tokens.begin;
    return gender_of(
        t.lexicon().value(t.word(first), static_cast<unsigned>(WordClass::given_name)));
  }

  // Whether given names allow two full names of one surname to be one person.
  bool given_agree(const FoundName& name, const Person& person, EntityId id) const {
    const TokenIndex first = name.tokens.begin;
    const std::string_view other = person_first(id);
    if (person.words.size() < 2 || other.empty()) return true;
    const std::string mine = folded(t_.text(first)), theirs = folded(other);
    if (mine == theirs) return true;
    if (mine.empty() || theirs.empty()) return true;
    if (mine.size() == 1 || theirs.size() == 1) return mine[0] == theirs[0];
    return token_similarity(mine, theirs) >= kSameToken;
  }
  std::string_view person_first(EntityId id) const {
    const std::size_t n = fullest_[static_cast<std::size_t>(id.index)];
    return t_.text(names_[n].tokens.begin);
  }

  void put(std::size_t n, EntityId id) {
    out_.of_name[n] = id;
    const auto e = static_cast<std::size_t>(id.index);
    people_[e].last_seen = static_cast<std::uint32_t>(n);
    if (people_[e].gender == Gender::unknown) people_[e].gender = gender_hint(t_, names_[n]);
  }

  void place_full(std::size_t n) {
    const FoundName& name = names_[n];
    const TokenIndex last = surname_token(name);
    const std::uint64_t whole = hash_phrase(t_.hash(last), t_.hash(name.tokens.begin));
    if (const auto known = by_full_.find(whole); known != by_full_.end()) {
      grow(n, known->second);
      return put(n, known->second);
    }
    const EntityId id = full_person(n, last);
    by_full_.emplace(whole, id);
    put(n, id);
  }

  // Who a full name means that is spelled so for the first time.
  EntityId full_person(std::size_t n, TokenIndex last) {
    const FoundName& name = names_[n];
    auto& bucket = by_surname_[t_.hash(last)];
    // Comparing given names is dear: a surname of very many people (a list of relatives, or of
    // nonsense) is taken at its letters.
    if (bucket.size() > kMostNamesakes) {
      bucket.push_back(new_person(n));
      return bucket.back();
    }
    for (std::size_t k = bucket.size(); k-- > 0 && bucket.size() - k <= kMostCandidates;) {
      if (!given_agree(name, person(bucket[k]), bucket[k])) continue;
      grow(n, bucket[k]);
      return bucket[k];
    }
    if (const EntityId alike = sound_alike(n, true); alike.known()) {
      bucket.push_back(alike);
      grow(n, alike);
      return alike;
    }
    const EntityId id = new_person(n);
    bucket.push_back(id);
    const Words words = words_of(name);
    if (words.front() != t_.hash(last)) by_first_[words.front()].push_back(id);
    return id;
  }

  EntityId new_person(std::size_t n) {
    const EntityId id = make(EntityType::person);
    const auto e = static_cast<std::size_t>(id.index);
    people_[e].words = words_of(names_[n]);
    people_[e].surname = folded(t_.text(surname_token(names_[n])));
    fullest_.resize(out_.entities.size(), 0);
    fullest_[e] = n;
    add_sounds(id);
    put(n, id);
    return id;
  }

  void grow(std::size_t n, EntityId id) {
    const auto e = static_cast<std::size_t>(id.index);
    Words words = words_of(names_[n]);
    if (words.size() <= people_[e].words.size()) return;
    people_[e].words = std::move(words);
    fullest_[e] = n;
  }

  Person& person(EntityId id) { return people_[static_cast<std::size_t>(id.index)]; }

  void add_sounds(EntityId id) {
    const std::string& surname = person(id).surname;
    if (surname.size() < 5 || sounds_ >= kMostSoundAlikes) return;
    ++sounds_;
    for (const std::string& key : name_keys(surname)) {
      auto& bucket = by_sound_[hash_word(key)];
      if (bucket.size() < kMostCandidates) bucket.push_back(id);
    }
  }

  // Another spelling of a surname already met: Shapovarova for Shapovalova, Witkov for Witkoff.
  EntityId sound_alike(std::size_t n, bool full) {
    const FoundName& name = names_[n];
    const TokenIndex last = surname_token(name);
    if (t_.span(last).size() < 5 || sounds_ >= kMostSoundAlikes) return EntityId::none();
    if (const auto known = alike_.find(t_.hash(last)); known != alike_.end() && !full)
      return known->second;
    const std::string surname = folded(t_.text(last));
    EntityId best = EntityId::none();
    double best_score = .87;  // stricter than across articles: here both stand side by side
    for (const std::string& key : name_keys(surname)) {
      const auto bucket = by_sound_.find(hash_word(key));
      if (bucket == by_sound_.end()) continue;
      for (const EntityId id : bucket->second) {
        const Person& other = person(id);
        if (is_letter_pair_feminine(surname, other.surname)) continue;
        if (full && !given_agree(name, other, id)) continue;
        if (name.gender != Gender::unknown && other.gender != Gender::unknown &&
            name.gender != other.gender)
          continue;
        const double score = token_similarity(surname, other.surname);
        if (score > best_score) {
          best_score = score;
          best = id;
        }
      }
    }
    if (!full) alike_.emplace(t_.hash(last), best);
    return best;
  }

  // One word: the person of that surname met last before it, else the first one after it.
  EntityId nearest(const std::vector<EntityId>& bucket, std::size_t n) {
    EntityId best = EntityId::none();
    const std::size_t from = bucket.size() > kMostCandidates ? bucket.size() - kMostCandidates : 0;
    for (std::size_t k = from; k < bucket.size(); ++k) {
      const Person& p = person(bucket[k]);
      const Gender title = names_[n].gender;
      if (title != Gender::unknown && p.gender != Gender::unknown && title != p.gender) continue;
      if (!best.known()) {
        best = bucket[k];
        continue;
      }
      const std::size_t first = fullest_[static_cast<std::size_t>(bucket[k].index)];
      // Several people of one surname: the one named last before this place.
      if (first < n && p.last_seen <= n) {
        const Person& b = person(best);
        const std::size_t best_first = fullest_[static_cast<std::size_t>(best.index)];
        if (best_first > n || p.last_seen > b.last_seen) best = bucket[k];
      }
    }
    return best;
  }

  void place_single(std::size_t n) {
    const FoundName& name = names_[n];
    const std::uint64_t hash = t_.hash(surname_token(name));
    if (const auto at = by_surname_.find(hash); at != by_surname_.end()) {
      if (const EntityId id = nearest(at->second, n); id.known()) return put_single(n, id);
    }
    if (const auto at = by_first_.find(hash); at != by_first_.end()) {
      if (const EntityId id = nearest(at->second, n); id.known()) return put_single(n, id);
    }
    if (const EntityId id = sound_alike(n, false); id.known()) return put_single(n, id);
    const EntityId id = new_person(n);
    by_surname_[hash].push_back(id);
  }
  void put_single(std::size_t n, EntityId id) {
    // Names come in order here, so "met last" moves along with the text.
    out_.of_name[n] = id;
    person(id).last_seen = static_cast<std::uint32_t>(n);
  }

  // Places and organisations: the same words, the same country, a known variant, or the acronym.
  void place_other(std::size_t n) {
    const FoundName& name = names_[n];
    const std::uint64_t salt = name.type == EntityType::place ? 0x9e37u : 0x79b9u;
    std::uint64_t key = salt, letters = 0xcbf29ce484222325ULL;
    std::size_t words = 0;
    for (TokenIndex k = name.tokens.begin; k < name.tokens.end; ++k) {
      if (t_.kind(k) != TokenKind::word && t_.kind(k) != TokenKind::number) continue;
      if (k == name.tokens.begin && has(t_.classes(k), WordClass::determiner)) continue;
      key = hash_phrase(key, t_.hash(k));
      ++words;
      if (t_.shape(k) != Shape::lower) {
        const char c = t_.text(k).front();
        letters = (letters ^ static_cast<unsigned char>(c | 0x20)) * 0x100000001b3ULL;
      }
    }
    if (name.rule == Rule::glued)
      key = hash_phrase(salt, hash_word(folded(name.span.of(t_.text()))));
    EntityId id = EntityId::none();
    const auto look = [&](std::uint64_t k) {
      const auto at = by_name_.find(k);
      if (at != by_name_.end()) id = at->second;
    };
    look(key);
    std::uint64_t other = 0;
    if (const std::int32_t country = whole_country(name); country != 0)
      other = hash_phrase(salt + 1, static_cast<std::uint64_t>(country));
    else if (words == 1)
      if (const std::uint32_t group = variant_group(folded(name.span.of(t_.text()))); group != 0)
        other = hash_phrase(salt + 2, group);
    if (!id.known() && other != 0) look(other);
    // "World Health Organization" and "WHO", in whichever order they come; never two full names of
    // the same initials.
    std::uint64_t acronym = 0, stands_for = 0;
    if (words >= 2) {
      acronym = hash_phrase(salt + 3, letters);
      stands_for = hash_phrase(salt + 4, letters);
    } else if (words == 1 && t_.shape(name.tokens.begin) != Shape::lower) {
      std::uint64_t h = 0xcbf29ce484222325ULL;
      for (const char c : folded(name.span.of(t_.text())))
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
      if (name.span.size() >= 2 && name.span.size() <= 8) {
        acronym = hash_phrase(salt + 4, h);
        stands_for = hash_phrase(salt + 3, h);
      }
    }
    if (!id.known() && stands_for != 0) look(stands_for);
    if (!id.known()) {
      id = make(name.type);
      fullest_.resize(out_.entities.size(), 0);
      fullest_[static_cast<std::size_t>(id.index)] = n;
    }
    by_name_.emplace(key, id);
    if (other != 0) by_name_.emplace(other, id);
    if (acronym != 0) by_name_.emplace(acronym, id);
    out_.of_name[n] = id;
    auto& fullest = fullest_[static_cast<std::size_t>(id.index)];
    if (name.span.size() > names_[fullest].span.size()) fullest = n;
  }

  WordId whole_word(const FoundName& name) const {
    const auto phrase = t_.phrase_at(name.tokens.begin);
    if (phrase.id != kNoWord && name.tokens.begin + phrase.words == name.tokens.end)
      return phrase.id;
    if (name.rule == Rule::glued) return t_.lexicon().find_text(name.span.of(t_.text()));
    return name.tokens.size() == 1 ? t_.word(name.tokens.begin) : kNoWord;
  }
  std::int32_t whole_country(const FoundName& name) const {
    if (name.type != EntityType::place) return 0;
    return t_.lexicon().value(whole_word(name), static_cast<unsigned>(WordClass::country));
  }

  // The text of a span with its white space folded.
  std::string text_of(Span span) const {
    std::string out;
    bool space = false;
    for (const char c : span.of(t_.text())) {
      if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        space = !out.empty();
        continue;
      }
      if (space) out += ' ';
      space = false;
      out += c;
    }
    return out;
  }

  bool shouted(std::size_t n) const {
    constexpr std::uint32_t kLongestAcronym = 3;
    const TokenIndex last = names_[n].tokens.end - 1;
    return names_[n].type == EntityType::person && t_.shape(last) == Shape::upper &&
           t_.span(last).size() > kLongestAcronym;
  }

  void describe() {
    out_.held.resize(out_.entities.size());
    out_.country.assign(out_.entities.size(), 0);
    out_.classes.assign(out_.entities.size(), 0);
    fullest_.resize(out_.entities.size());
    // A headline's capitals are not how a name is written, when the text writes it otherwise too.
    for (std::size_t n = 0; n < names_.size(); ++n) {
      std::size_t& fullest = fullest_[static_cast<std::size_t>(out_.of_name[n].index)];
      if (shouted(fullest) && !shouted(n) &&
          names_[n].tokens.size() >= names_[fullest].tokens.size())
        fullest = n;
    }
    out_.fullest = fullest_;
    for (std::size_t e = 0; e < out_.entities.size(); ++e) {
      out_.entities[e].name = text_of(names_[fullest_[e]].span);
      out_.entities[e].gender = people_[e].gender;
    }
    constexpr std::size_t kMostVariants = 32;
    const auto add = [](std::vector<std::string>& list, std::string text) {
      if (list.size() < kMostVariants && std::find(list.begin(), list.end(), text) == list.end())
        list.push_back(std::move(text));
    };
    for (std::size_t n = 0; n < names_.size(); ++n) {
      const FoundName& name = names_[n];
      const auto e = static_cast<std::size_t>(out_.of_name[n].index);
      Entity& entity = out_.entities[e];
      if (std::string text = text_of(name.span); text != entity.name)
        add(entity.variants, std::move(text));
      if (entity.gender == Gender::unknown) entity.gender = name.gender;
      if (name.type != EntityType::person) {
        const WordId word = whole_word(name);
        out_.classes[e] |= t_.lexicon().classes(word);
        if (out_.country[e] == 0) out_.country[e] = country_of(t_.lexicon(), word);
        continue;
      }
      if (name.role_word == kNoWord) continue;
      if (entity.roles.size() < kMostVariants) add(entity.roles, text_of(t_.span(name.role)));
      auto& held = out_.held[e];
      const bool seen = std::any_of(held.begin(), held.end(), [&](const HeldRole& h) {
        return h.word == name.role_word && (name.country == 0 || h.country == name.country);
      });
      if (!seen && held.size() < kMostVariants) held.push_back({name.role_word, name.country});
      if (out_.country[e] == 0) out_.country[e] = name.country;
    }
  }

  const TokenTable& t_;
  const FoundNames& names_;
  Clusters out_;
  std::vector<Person> people_;        // by EntityId; only persons' are filled
  std::vector<std::size_t> fullest_;  // by EntityId: index of its fullest name
  std::unordered_map<std::uint64_t, std::vector<EntityId>> by_surname_, by_first_, by_sound_;
  std::unordered_map<std::uint64_t, EntityId> by_name_, by_full_, alike_;
  std::size_t sounds_ = 0;
};

}  // namespace

Clusters cluster(const TokenTable& tokens, const FoundNames& names) {
  return Clusterer(tokens, names).run();
}

}  // namespace quoth::names
