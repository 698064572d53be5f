#include "analyze/names/person_clusters.hpp"

#include <algorithm>

#include "analyze/names/roles.hpp"
#include "analyze/names/skeleton.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr std::size_t kMostCandidates = 8;  // people of one surname compared with a name
constexpr std::size_t kMostNamesakes = 32;  // people of one surname whose given names are compared
constexpr std::size_t kMostSoundAlikes = 2048;  // surnames of one article compared by sound
constexpr std::size_t kShortestSounding = 5;    // letters of a surname that sound may join
constexpr double kSameSpelling =
    .87;  // stricter than across articles: here both stand side by side

// Ivanov and Ivanova, Zelensky and Zelenska are two people.
bool is_feminine_pair(std::string_view a, std::string_view b) noexcept {
  if (a.size() > b.size()) std::swap(a, b);
  const auto base = [](std::string_view s) {
    for (const std::string_view ending :
         {"skaya", "skaia", "ska", "sky", "skyi", "skyy", "skiy", "skyj", "ski"})
      if (s.ends_with(ending)) return s.substr(0, s.size() - ending.size());
    return std::string_view{};
  };
  if (const std::string_view x = base(a), y = base(b); !x.empty() && x == y)
    return (a.back() == 'a') != (b.back() == 'a');
  return b.size() == a.size() + 1 && b.starts_with(a) && b.back() == 'a' &&
         (a.ends_with("ov") || a.ends_with("ev") || a.ends_with("in") || a.ends_with("yn"));
}

std::uint64_t full_key(const TokenTable& t, TokenIndex given, TokenIndex surname) noexcept {
  return hash_phrase(t.hash(surname), t.hash(given));
}

// One person's own spelling of a name: with initials and generation, where it has them.
std::uint64_t exact_key(const TokenTable& t, const PersonName& name) noexcept {
  const std::uint64_t key = full_key(t, name.given, name.surname);
  if (name.initials == 0 && name.generation == 0) return key;
  return hash_phrase(key, name.generation ^ (std::uint64_t{name.initials} << 32));
}

// "Jong" of "Jong-un": half a word, which is no name.
bool is_half(const TokenTable& t, TokenIndex k) noexcept {
  const auto joins = [&](TokenIndex hyphen) {
    return hyphen < t.size() && t.at(hyphen) == '-' && !t.before(hyphen, Gap::space);
  };
  return joins(k + 1) || (k > 0 && joins(k - 1) && !t.before(k, Gap::space));
}

void remember(boost::container::small_vector<EntityId, 2>& ids, EntityId id) {
  if (ids.empty() || ids.back() != id) ids.push_back(id);
}

}  // namespace

void PersonClusters::run() {
  // Full names first, so that a surname before its full name finds it too.
  const std::size_t size = b_.names.size();
  for (std::size_t n = 0; n < size; ++n)
    if (name_at(n).type == EntityType::person && name_at(n).tokens.size() > 1) place_full(n);
  for (std::size_t n = 0; n < size; ++n)
    if (name_at(n).type == EntityType::person && !b_.of_name[n].known()) place_single(n);
}

Gender PersonClusters::gender_hint(const FoundName& name) const noexcept {
  if (name.gender != Gender::unknown) return name.gender;
  return names::gender_of(
      t_.lexicon().value(t_.word(name.tokens.begin), static_cast<unsigned>(WordClass::given_name)));
}

void PersonClusters::put(std::size_t n, EntityId id) {
  b_.of_name[n] = id;
  Person& p = person(id);
  p.last = static_cast<std::uint32_t>(n);
  ++p.mentions;
  if (p.gender == Gender::unknown) p.gender = gender_hint(name_at(n));
}

void PersonClusters::place_full(std::size_t n) {
  const PersonName name = person_name(t_, name_at(n));
  if (!name.full()) return;
  const std::uint64_t exact = exact_key(t_, name);
  EntityId id = EntityId::none();
  if (const auto known = by_full_.find(exact); known != nullptr) {
    id = *known;
  } else if (name.words.size() == 2) {
    // "Orbán Viktor": the other order.
    if (const auto turned = by_full_.find(full_key(t_, name.surname, name.given));
        turned != nullptr)
      id = *turned;
  } else if (name.generation == 0) {
    // "Mohammed bin Salman Al Saud" after "Mohammed bin Salman".
    for (std::size_t k = 1; k + 1 < name.words.size() && !id.known() && k < kMostCandidates; ++k)
      if (const auto shorter = by_full_.find(full_key(t_, name.given, name.words[k]));
          shorter != nullptr && !is_half(t_, name.words[k]))
        id = *shorter;
  }
  if (!id.known()) id = full_person(n, name);
  if (by_full_.emplace(exact, id).second) remember_parts(id, name_at(n), name);
  grow(n, name, id);
  put(n, id);
}

// Who a full name means that is spelled so for the first time.
EntityId PersonClusters::full_person(std::size_t n, const PersonName& name) {
  const std::uint64_t surname = t_.hash(name.surname);
  if (const Ids* bucket = by_surname_.find(surname)) {
    const Ids& ids = *bucket;
    // Comparing given names is dear: a surname of very many people (a list of relatives, or of
    // nonsense) is taken at its letters.
    if (ids.size() > kMostNamesakes) return new_person(n, name);
    for (std::size_t k = ids.size(); k-- > 0 && ids.size() - k <= kMostCandidates;)
      if (may_be_one(t_, person(ids[k]).name, name)) return ids[k];
  }
  if (const EntityId alike = sound_alike(n, name); alike.known()) return alike;
  return new_person(n, name);
}

EntityId PersonClusters::new_person(std::size_t n, const PersonName& name) {
  const EntityId id = b_.make(EntityType::person, n);
  people_.resize(b_.types.size());
  Person& p = person(id);
  p.name = name;
  p.surname = folded(t_.text(name.surname));
  p.first = static_cast<std::uint32_t>(n);
  add_sounds(id);
  return id;
}

void PersonClusters::grow(std::size_t n, const PersonName& name, EntityId id) {
  Person& p = person(id);
  if (name.words.size() <= p.name.words.size()) return;
  p.name = name;
  b_.fullest_of(id) = n;
}

// What may be left of a name when it is used again.
void PersonClusters::remember_parts(EntityId id, const FoundName& found, const PersonName& name) {
  remember(by_surname_[t_.hash(name.surname)], id);
  if (!name.full()) return;
  remember(by_given_[t_.hash(name.given)], id);
  for (std::size_t k = 1; k + 1 < name.words.size() && k < kMostCandidates; ++k) {
    const TokenIndex word = name.words[k];
    if (t_.span(word).size() < 3 || is_half(t_, word)) continue;
    remember(by_middle_[t_.hash(word)], id);
    // "Gabriel García", "García Márquez".
    by_full_.emplace(full_key(t_, name.given, word), id);
    by_full_.emplace(full_key(t_, word, name.surname), id);
  }
  // Letters: of the whole name, and of a surname with its particles ("von der Leyen").
  constexpr std::size_t kFewest = 3, kMost = 5;
  std::string all, tail;
  for (TokenIndex k = found.tokens.begin; k < found.tokens.end && all.size() <= kMost; ++k) {
    if (t_.kind(k) != TokenKind::word || has(t_.classes(k), WordClass::name_suffix)) continue;
    const char c = static_cast<char>(t_.text(k).front() | 0x20);
    all += c;
    const bool particle = has(t_.classes(k), WordClass::particle) && t_.shape(k) == Shape::lower;
    if (particle || (!tail.empty() && k == name.surname)) tail += c;
  }
  for (const std::string& letters : {all, tail})
    if (letters.size() >= kFewest && letters.size() <= kMost)
      remember(by_letters_[hash_word(letters)], id);
}

EntityId PersonClusters::by_letters(std::uint64_t hash) const {
  const Ids* ids = by_letters_.find(hash);
  return ids != nullptr && ids->size() == 1 ? ids->front() : EntityId::none();
}

void PersonClusters::add_sounds(EntityId id) {
  const std::string& surname = person(id).surname;
  if (surname.size() < kShortestSounding || sounds_ >= kMostSoundAlikes) return;
  ++sounds_;
  Ids& bucket = by_sound_[skeleton(surname)];
  if (bucket.size() < kMostCandidates) bucket.push_back(id);
}

// Another spelling of a surname already met: Shapovarova for Shapovalova, Witkov for Witkoff.
EntityId PersonClusters::sound_alike(std::size_t n, const PersonName& name) {
  const FoundName& found = name_at(n);
  if (t_.span(name.surname).size() < kShortestSounding || sounds_ >= kMostSoundAlikes)
    return EntityId::none();
  const bool full = name.full();
  if (const auto known = alike_.find(t_.hash(name.surname)); known != nullptr && !full)
    return *known;
  const std::string surname = folded(t_.text(name.surname));
  EntityId best = EntityId::none();
  double best_score = kSameSpelling;
  if (const Ids* bucket = by_sound_.find(skeleton(surname)))
    for (const EntityId id : *bucket) {
      const Person& other = person(id);
      if (is_feminine_pair(surname, other.surname)) continue;
      if (found.gender != Gender::unknown && other.gender != Gender::unknown &&
          found.gender != other.gender)
        continue;
      const double score = token_similarity(surname, other.surname);
      if (score <= best_score || (full && !may_be_one(t_, other.name, name))) continue;
      best_score = score;
      best = id;
    }
  if (!full) alike_.emplace(t_.hash(name.surname), best);
  return best;
}

// Of several people who share the word: whom the article is about, rather than whom it named last.
// News says "Ann Mink" again where the bare surname would mean somebody else.
EntityId PersonClusters::likeliest(const ByHash& people, std::uint64_t hash, std::size_t n,
                                   const PersonName& name) {
  const Ids* at = people.find(hash);
  if (at == nullptr) return EntityId::none();
  const Ids& ids = *at;
  const Gender title = name_at(n).gender;
  EntityId best = EntityId::none();
  double best_score = 0;
  for (std::size_t k = 0; k < ids.size(); ++k) {
    // The first few and the last few of very many.
    if (k == kMostCandidates && ids.size() > 2 * kMostCandidates) k = ids.size() - kMostCandidates;
    const Person& p = person(ids[k]);
    if (title != Gender::unknown && p.gender != Gender::unknown && title != p.gender) continue;
    if ((name.initials != 0 || name.generation != 0) && !may_be_one(t_, p.name, name)) continue;
    double score = std::min(p.mentions, 12u);
    if (p.first > n) score -= 4;  // named only later
    if (p.last < n && n - p.last <= 2) score += 1;
    // "Mink Jr." left the bare name to his father.
    if (p.name.generation != 0 && name.generation == 0) score -= 3;
    if (p.name.generation != 0 && name.generation == p.name.generation) score += 20;
    if (!best.known() || score > best_score) {
      best = ids[k];
      best_score = score;
    }
  }
  return best;
}

void PersonClusters::place_single(std::size_t n) {
  const PersonName name = person_name(t_, name_at(n));
  const std::uint64_t hash = t_.hash(name.surname);
  for (const ByHash* people : {&by_surname_, &by_given_})
    if (const EntityId id = likeliest(*people, hash, n, name); id.known()) return put(n, id);
  // "Lula" may stand in a headline shortly before the full name.
  constexpr std::size_t kAhead = 6;
  if (const EntityId id = likeliest(by_middle_, hash, n, name);
      id.known() && person(id).first < n + kAhead)
    return put(n, id);
  if (t_.shape(name.surname) == Shape::upper)
    if (const EntityId id = by_letters(hash); id.known()) return put(n, id);
  if (share_surname(n, name)) return;
  EntityId id = sound_alike(n, name);
  if (!id.known()) {
    id = new_person(n, name);
    const bool given = has(t_.classes(name.given), WordClass::given_name) &&
                       !has(t_.classes(name.given), WordClass::surname);
    remember((given ? by_given_ : by_surname_)[hash], id);
  }
  put(n, id);
}

// "Hillary and Bill Zorvan": the first has the second's surname.
bool PersonClusters::share_surname(std::size_t n, const PersonName& name) {
  if (n + 1 >= b_.names.size() || !has(t_.classes(name.given), WordClass::given_name)) return false;
  const FoundName& next = name_at(n + 1);
  const TokenIndex between = name_at(n).tokens.end;
  if (next.type != EntityType::person || next.tokens.begin != between + 1 ||
      (t_.hash(between) != hash_word("and") && t_.at(between) != '&'))
    return false;
  const PersonName other = person_name(t_, next);
  if (!other.full() || !has(t_.classes(other.given), WordClass::given_name)) return false;
  const EntityId id = new_person(n, name);
  remember(by_given_[t_.hash(name.given)], id);
  by_full_.emplace(full_key(t_, name.given, other.surname), id);
  // Behind the other: the bare surname means whom it is written out for.
  by_surname_[t_.hash(other.surname)].push_back(id);
  put(n, id);
  return true;
}

}  // namespace quoth::names
