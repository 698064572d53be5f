#include "analyze/names/thing_references.hpp"

#include <algorithm>
#include <boost/container/static_vector.hpp>
#include <cmath>
#include <optional>
#include <vector>

#include "analyze/names/predicates.hpp"
#include "analyze/names/short_list.hpp"
#include "analyze/names/thing_features.hpp"
#include "analyze/names/thing_kinds.hpp"
#include "analyze/names/thing_nouns.hpp"
#include "analyze/names/thing_phrase.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

using namespace thing_feature;

constexpr std::size_t kRecent = 8;   // places, and organisations, kept in mind
constexpr std::size_t kSalient = 6;  // those named most, of each sort
constexpr std::uint32_t kFarthest = 20;
constexpr std::uint32_t kNever = 0xffffffff;
constexpr std::uint64_t kIt = hash_word("it");
constexpr std::uint64_t kAs = hash_word("as");
constexpr std::uint64_t kBecome = hash_word("become");
constexpr std::uint64_t kHome = hash_word("home");
constexpr std::uint64_t kAbroad = hash_word("abroad");
constexpr std::uint64_t kThisWord = hash_word("this"), kThatWord = hash_word("that");
constexpr ThingNoun kCountryNoun{hash_word("country"), EntityType::place, ThingKind::country};
constexpr ThingNoun kTownNoun{hash_word("city"), EntityType::place, ThingKind::town};
constexpr std::uint64_t kThere = hash_word("there");
// What goes before a "there" that is a place.
constexpr std::uint64_t kBeThere[] = {
    hash_word("be"),        hash_word("been"),     hash_word("being"),    hash_word("go"),
    hash_word("goes"),      hash_word("going"),    hash_word("went"),     hash_word("gone"),
    hash_word("live"),      hash_word("lives"),    hash_word("lived"),    hash_word("living"),
    hash_word("stay"),      hash_word("stays"),    hash_word("stayed"),   hash_word("staying"),
    hash_word("work"),      hash_word("works"),    hash_word("worked"),   hash_word("working"),
    hash_word("moved"),     hash_word("move"),     hash_word("moving"),   hash_word("born"),
    hash_word("died"),      hash_word("resided"),  hash_word("resides"),  hash_word("studied"),
    hash_word("taught"),    hash_word("settled"),  hash_word("arrived"),  hash_word("arrive"),
    hash_word("get"),       hash_word("getting"),  hash_word("got"),      hash_word("travel"),
    hash_word("travelled"), hash_word("traveled"), hash_word("remained"), hash_word("remain"),
    hash_word("served"),    hash_word("fought"),   hash_word("fled"),     hash_word("flew"),
    hash_word("fly"),       hash_word("drove"),    hash_word("drive"),    hash_word("sent"),
    hash_word("buried"),    hash_word("held")};
// "out there", "from there" mean no place that was named.
constexpr std::uint64_t kNoThere[] = {
    hash_word("out"),  hash_word("up"),   hash_word("over"), hash_word("from"), hash_word("right"),
    hash_word("down"), hash_word("in"),   hash_word("and"),  hash_word("or"),   hash_word("even"),
    hash_word("here"), hash_word("that"), hash_word("hi"),   hash_word("but")};

// What a town may be to others.
constexpr std::uint64_t kSpots[] = {hash_word("hub"), hash_word("center"), hash_word("centre"),
                                    hash_word("destination")};
// Whether a word of that hash may be one of those that refer without a noun; false for nearly all others.
constexpr bool may_lead(std::uint64_t hash) noexcept {
  std::uint64_t words = 0;
  for (const std::uint64_t h : {kIt, kThere, kAs, kBecome, kHome, kThisWord, kThatWord})
    words |= std::uint64_t{1} << (h % 64);
  return (words >> (hash % 64) & 1) != 0;
}

class ThingResolver {
 public:
  ThingResolver(const TokenTable& t, const WordFacts& facts, const FoundNames& names,
                const Clusters& clusters, NominalTraining* training)
      : t_(t),
        facts_(facts),
        names_(names),
        clusters_(clusters),
        training_(training),
        kinds_(t, names, clusters) {
    met_.resize(clusters.entities.size());
    for (std::size_t e = 0; e < clusters.entities.size(); ++e) {
      const EntityType type = clusters.entities[e].type;
      if (type == EntityType::person) continue;
      total_[static_cast<std::size_t>(type)] += clusters.mentions[e];
      note_salient(e);
    }
  }

  std::vector<Reference> run() {
    std::size_t& next = next_;
    for (TokenIndex i = 0; i < t_.size(); ++i) {
      while (next < names_.size() && names_[next].tokens.end <= i) ++next;
      if (next < names_.size() && names_[next].tokens.begin <= i) {
        const FoundName& name = names_[next];
        i = name.tokens.end - 1;
        if (name.type == EntityType::person) continue;
        const EntityId id = clusters_.of_name[next];
        meet(id, t_.sentence_of(i));
        kinds_.told_after(id, name.tokens.end);
        const bool governed = is_governed(name.tokens.begin);
        met_[static_cast<std::size_t>(id.index)].subject = !governed;
        // The first of a sentence.
        if (!governed && (!subject_.known() || subject_sentence_ != t_.sentence_of(i))) {
          subject_ = id;
          subject_sentence_ = t_.sentence_of(i);
        }
        const TokenIndex apposed = apposition_of(id, name.tokens.end, i);
        if (apposed > i)
          i = apposed;
        else if (!governed)
          i = predicate_of(id, name.tokens.end, i);
        continue;
      }
      // Most words are none of the nouns: on to the next that is, or to the next name.
      const TokenIndex stop = next < names_.size() ? names_[next].tokens.begin : t_.size();
      while (i < stop && !nouns_.may_be(t_.hash(i)) && !may_lead(t_.hash(i))) ++i;
      if (i == stop) {
        --i;
        continue;
      }
      if (t_.shape(i) != Shape::lower && t_.shape(i) != Shape::capitalised) continue;
      if (t_.hash(i) == kIt) {
        i = it_is(i, true);
        continue;
      }
      if (t_.hash(i) == kThere) {
        there_at(i);
        continue;
      }
      if (t_.hash(i) == kAs || t_.hash(i) == kBecome) {
        i = as_thing(i);
        continue;
      }
      if (t_.hash(i) == kHome) {
        home_at(i);
        continue;
      }
      if ((t_.hash(i) == kThisWord || t_.hash(i) == kThatWord) && i + 1 < t_.size() &&
          (t_.hash(i + 1) == hash_word("is") || t_.hash(i + 1) == hash_word("was") ||
           t_.kind(i + 1) == TokenKind::clitic)) {
        i = it_is(i, false);
        continue;
      }
      const ThingNoun* noun = nouns_.find(t_.hash(i));
      if (noun == nullptr) continue;
      std::optional<ThingPhrase> read =
          thing_phrase_at(t_, facts_, names_, clusters_.of_name, next, i);
      if (!read) continue;
      ThingPhrase& phrase = *read;
      if (phrase.apposed.known() && kinds_.may_be(*noun, phrase.apposed))
        phrase.named = phrase.apposed;
      if (phrase.indefinite && !phrase.named.known()) continue;
      if (phrase.elsewhere && (noun->kind == ThingKind::body || noun->kind == ThingKind::site ||
                               noun->kind == ThingKind::capital))
        continue;
      const EntityId id =
          phrase.named.known() ? named_so(*noun, phrase.named) : meant(*noun, phrase, i);
      if (!id.known()) continue;
      add(phrase.words, id);
      say(*noun, id);
      meet_again(id, t_.sentence_of(i));
      i = predicate_of(id, i + 1, i);
    }
    return std::move(out_);
  }

 private:
  struct Met {
    std::uint32_t last = kNever;  // sentence
    std::uint32_t first = kNever;
    std::uint32_t count = 0;
    bool subject = false;  // the last name
  };
  struct Said {
    std::uint64_t noun = 0;
    EntityId id;
  };
  static constexpr std::size_t kMostSaid = 64;
  using Ring = boost::container::static_vector<EntityId, kRecent>;
  using Salient = boost::container::static_vector<std::size_t, kSalient>;

  const Entity& entity(std::size_t e) const { return clusters_.entities[e]; }
  Ring& ring_of(EntityType type) noexcept { return type == EntityType::place ? places_ : bodies_; }
  // Countries apart from other places, so that neither hides the other.
  Salient& salient_of(std::size_t e) noexcept {
    if (entity(e).type != EntityType::place) return salient_[0];
    return kinds_.is(e, ThingKind::country) ? salient_[1] : salient_[2];
  }

  void note_salient(std::size_t e) {
    Salient& list = salient_of(e);
    const auto more = [&](std::size_t a, std::size_t b) {
      return clusters_.mentions[a] > clusters_.mentions[b];
    };
    if (list.size() == list.capacity()) {
      if (!more(e, list.back())) return;
      list.pop_back();
    }
    list.insert(std::upper_bound(list.begin(), list.end(), e, more), e);
  }

  void meet(EntityId id, std::uint32_t sentence) {
    Met& met = met_[static_cast<std::size_t>(id.index)];
    if (met.first == kNever) met.first = sentence;
    ++met.count;
    meet_again(id, sentence);
  }
  void meet_again(EntityId id, std::uint32_t sentence) {
    met_[static_cast<std::size_t>(id.index)].last = sentence;
    Ring& ring = ring_of(entity(static_cast<std::size_t>(id.index)).type);
    const auto old = std::find(ring.begin(), ring.end(), id);
    if (old != ring.end())
      ring.erase(old);
    else if (ring.size() == ring.capacity())
      ring.pop_back();
    ring.insert(ring.begin(), id);
  }

  void say(const ThingNoun& noun, EntityId id) {
    said_.resize(kMostSaid);
    said_[static_cast<std::size_t>(noun.hash % kMostSaid)] = {noun.hash, id};
  }
  void add(TokenRange words, EntityId id) {
    out_.push_back({t_.span(words), MentionForm::nominal, id,
                    entity(static_cast<std::size_t>(id.index)).type});
  }

  // Whether a preposition or another name before it makes a name no subject of its own.
  bool is_governed(TokenIndex begin) const noexcept {
    if (begin == 0 || t_.sentence_of(begin - 1) != t_.sentence_of(begin)) return false;
    TokenIndex before = begin - 1;
    if (has(t_.classes(before), WordClass::determiner) && before > 0) --before;
    return has_any(t_.classes(before), classes_of(WordClass::preposition, WordClass::conjunction));
  }

  // "Zorvan, a small town in the hills": gives the head, or `last` when there is none.
  TokenIndex apposition_of(EntityId id, TokenIndex after, TokenIndex last) {
    if (after + 2 >= t_.size() || t_.at(after) != ',' ||
        t_.sentence_of(after + 2) != t_.sentence_of(last))
      return last;
    const std::uint64_t h = t_.hash(after + 1);
    if (!has(t_.classes(after + 1), WordClass::possessive) && h != hash_word("a") &&
        h != hash_word("an") && h != hash_word("the") && h != hash_word("another"))
      return last;
    const TokenRange words = noun_phrase_at(t_, after + 2);
    if (words.empty()) return last;
    const ThingNoun* noun = thing_noun(t_.hash(words.end - 1));
    if (noun == nullptr || !kinds_.may_be(*noun, id) || holds_name(words)) return last;
    kinds_.tell(id, noun->kind);
    add(words, id);
    say(*noun, id);
    return words.end - 1;
  }

  // "She went there", "unhappy there,": the place named last; "there is" means none.
  void there_at(TokenIndex i) {
    if (i == 0 || places_.empty()) return;
    const std::uint32_t sentence = t_.sentence_of(i);
    if (t_.sentence_of(i - 1) != sentence || is_one_of(t_.hash(i - 1), kNoThere) ||
        t_.kind(i - 1) != TokenKind::word)
      return;
    const TokenIndex after = i + 1;
    const bool last = after >= t_.size() || t_.sentence_of(after) != sentence ||
                      (t_.kind(after) == TokenKind::punctuation && t_.at(after) != '-');
    if (!last && !is_one_of(t_.hash(i - 1), kBeThere) && t_.hash(after) != hash_word("that"))
      return;
    constexpr std::uint32_t kNear = 3, kFar = 10;
    EntityId id = places_.front();
    if (sentence - met_[static_cast<std::size_t>(id.index)].last > kNear) {
      // Then the article's own place.
      id = main_place();
      if (!id.known() || sentence - met_[static_cast<std::size_t>(id.index)].last > kFar) return;
    }
    add({i, i + 1}, id);
    meet_again(id, sentence);
  }

  // "York is an ancient city": a mention, and from then on York is known to be a city. Gives the
  // last token read: `last`, or the predicate's.
  TokenIndex predicate_of(EntityId id, TokenIndex after, TokenIndex last) {
    const Predicate predicate = predicate_after(t_, facts_, after);
    if (predicate.words.empty()) return last;
    const ThingNoun* noun = thing_noun(t_.hash(predicate.head));
    // "the club was her first love".
    if (noun == nullptr && has(t_.classes(predicate.words.begin - 1), WordClass::possessive))
      return last;
    if (noun != nullptr) {
      kinds_.tell(id, noun->kind);
      say(*noun, id);
    }
    if (holds_name(predicate.words)) return last;
    add(predicate.words, id);
    meet_again(id, t_.sentence_of(predicate.head));
    return predicate.head;
  }

  // A phrase that a name stands in ("the capital of Tolmeria") tells more than whom it means; like
  // annotators, it is left unmarked.
  bool holds_name(TokenRange words) const noexcept {
    const TokenIndex end = complement_end(t_, words.end);
    for (std::size_t n = next_; n < names_.size() && names_[n].tokens.begin < end; ++n)
      if (names_[n].tokens.begin >= words.begin) return true;
    return false;
  }

  // "peace at home and abroad": the speaker's country.
  void home_at(TokenIndex i) {
    if (i == 0 || t_.hash(i - 1) != hash_word("at")) return;
    constexpr TokenIndex kReach = 12;
    const TokenIndex first = i > kReach ? i - kReach : 0;
    const TokenIndex last = std::min(t_.size(), i + kReach);
    bool abroad = false;
    for (TokenIndex k = first; k < last && !abroad; ++k)
      abroad = t_.hash(k) == kAbroad && t_.sentence_of(k) == t_.sentence_of(i);
    if (!abroad) return;
    ThingPhrase phrase;
    phrase.words = {i, i + 1};
    phrase.our = true;
    const EntityId id = meant(kCountryNoun, phrase, i);
    if (!id.known()) return;
    add(phrase.words, id);
    meet_again(id, t_.sentence_of(i));
  }

  // "its history as a city", "grew to become an industrial centre": gives the last token read.
  TokenIndex as_thing(TokenIndex i) {
    if (i == 0 || i + 2 >= t_.size() ||
        (t_.hash(i + 1) != hash_word("a") && t_.hash(i + 1) != hash_word("an")) ||
        (t_.hash(i) == kBecome && t_.hash(i - 1) != hash_word("to")))
      return i;
    TokenRange words = noun_phrase_at(t_, i + 2);
    if (words.empty() || t_.sentence_of(words.end - 1) != t_.sentence_of(i)) return i;
    std::uint64_t head = t_.hash(words.end - 1);
    const ThingNoun* noun = thing_noun(head);
    bool spot = is_one_of(head, kSpots);
    // "an industrial and commercial centre".
    if (!spot && noun == nullptr && words.end + 1 < t_.size() &&
        t_.hash(words.end) == hash_word("and"))
      if (const TokenRange more = noun_phrase_at(t_, words.end + 1); !more.empty()) {
        words.end = more.end;
        head = t_.hash(words.end - 1);
        noun = thing_noun(head);
        spot = is_one_of(head, kSpots);
      }
    if (!spot &&
        (noun == nullptr || noun->type != EntityType::place || noun->kind == ThingKind::site))
      return i;
    ThingPhrase phrase;
    phrase.words = words;
    phrase.our = t_.hash(i - 1) == hash_word("we") || t_.hash(i - 1) == hash_word("us");
    const EntityId id = meant(spot ? kTownNoun : *noun, phrase, i);
    if (!id.known() || holds_name(words)) return i;
    add(words, id);
    meet_again(id, t_.sentence_of(i));
    return words.end - 1;
  }

  // The place named most, none() where none is named twice.
  EntityId main_place() const {
    EntityId best = EntityId::none();
    std::uint32_t most = 1;
    for (const Salient& list : {salient_[1], salient_[2]})
      if (!list.empty() && clusters_.mentions[list.front()] > most) {
        most = static_cast<std::uint32_t>(clusters_.mentions[list.front()]);
        best = EntityId{static_cast<std::int32_t>(list.front())};
      }
    return best;
  }

  // Named in the first sentence, and most of its sort.
  bool is_topic(EntityId id) {
    const auto e = static_cast<std::size_t>(id.index);
    const Salient& salient = salient_of(e);
    return met_[e].first == 0 && !salient.empty() && salient.front() == e;
  }

  // "It is an honour to be here" speaks of nothing named.
  bool is_clause_next(TokenIndex i) const noexcept {
    return i < t_.size() && (t_.hash(i) == hash_word("to") || t_.hash(i) == hash_word("that") ||
                             t_.hash(i) == hash_word("for") || t_.hash(i) == hash_word("if") ||
                             t_.hash(i) == hash_word("how") || t_.hash(i) == hash_word("when"));
  }

  // "It is a romantic city": whatever "the city" means.
  TokenIndex it_is(TokenIndex i, bool anything) {
    const Predicate predicate = predicate_after(t_, facts_, i + 1);
    if (predicate.words.empty()) return i;
    const ThingNoun* noun = thing_noun(t_.hash(predicate.head));
    ThingPhrase phrase;
    phrase.words = predicate.words;
    EntityId id = noun != nullptr ? meant(*noun, phrase, i) : EntityId::none();
    // Whatever was the subject of this sentence or the last.
    if (anything && !id.known() && subject_.known() &&
        t_.sentence_of(i) - subject_sentence_ <= (is_topic(subject_) ? 3U : 1U) &&
        !holds_name(predicate.words) && !is_clause_next(predicate.words.end))
      id = subject_;
    if (!id.known()) return i;
    subject_ = id;
    subject_sentence_ = t_.sentence_of(i);
    add(predicate.words, id);
    meet_again(id, t_.sentence_of(i));
    return predicate.head;
  }

  // "the magazine Zorvan Weekly" says what Zorvan Weekly is; "the city Tuesday", "the company
  // Orvald Mink founded" mean nothing.
  EntityId named_so(const ThingNoun& noun, EntityId id) {
    const auto e = static_cast<std::size_t>(id.index);
    if (entity(e).type != noun.type) return EntityId::none();
    kinds_.tell(id, noun.kind);
    return id;
  }

  EntityId meant(const ThingNoun& noun, const ThingPhrase& phrase, TokenIndex i) {
    static const std::vector<float> table = read_weights(kFeatureNames, kCount);
    const std::vector<float>& weights = training_ != nullptr ? training_->weights : table;
    boost::container::static_vector<std::size_t, 2 * kRecent + 3 * kSalient> candidates;
    const auto consider = [&](std::size_t e) {
      if (static_cast<std::int32_t>(e) != phrase.there.index &&
          kinds_.fits(noun, e, phrase.words) &&
          std::find(candidates.begin(), candidates.end(), e) == candidates.end())
        candidates.push_back(e);
    };
    const auto consider_told = [&](std::size_t e) {
      if (kinds_.is(e, noun.kind)) consider(e);
    };
    // A museum may have been taken for a place, a park for an organisation.
    const bool either = noun.kind == ThingKind::site || noun.kind == ThingKind::body ||
                        noun.kind == ThingKind::venue;
    if (noun.type == EntityType::place || either) {
      for (const EntityId id : places_) consider(static_cast<std::size_t>(id.index));
      for (const std::size_t e : salient_[1]) consider(e);
      for (const std::size_t e : salient_[2]) consider(e);
    }
    // So may a constituency, but its noun stood beside it.
    if (noun.type == EntityType::place && !either)
      for (const EntityId id : bodies_) consider_told(static_cast<std::size_t>(id.index));
    if (noun.type == EntityType::organisation || either) {
      for (const EntityId id : bodies_) consider(static_cast<std::size_t>(id.index));
      for (const std::size_t e : salient_[0]) consider(e);
    }
    EntityId best = EntityId::none();
    float best_score = 0;
    for (std::size_t k = 0; k < candidates.size(); ++k) {
      const Features<kCount> f = features(noun, phrase, i, candidates[k], k == 0);
      const EntityId id{static_cast<std::int32_t>(candidates[k])};
      if (training_ != nullptr)
        training_->seen.push_back(
            {t_.span(phrase.words), id, std::vector<float>(f.begin(), f.end())});
      const float score = weighed(f, weights);
      if (score > best_score) {
        best_score = score;
        best = id;
      }
    }
    return best;
  }

  Features<kCount> features(const ThingNoun& noun, const ThingPhrase& phrase, TokenIndex i,
                            std::size_t e, bool first) const {
    Features<kCount> f{};
    const EntityId id{static_cast<std::int32_t>(e)};
    const Met& met = met_[e];
    const EntityType type = entity(e).type;
    const std::uint32_t sentence = t_.sentence_of(i);
    f[kBias] = 1;
    f[kFits] = kinds_.is(e, noun.kind);
    f[kFitUnknown] = kinds_.of(e) == 0;
    f[kInName] = kinds_.holds(noun, e);
    f[kSoFar] = std::log1p(static_cast<float>(met.count));
    f[kTotal] = std::log1p(static_cast<float>(clusters_.mentions[e]));
    f[kShare] = static_cast<float>(clusters_.mentions[e]) /
                static_cast<float>(total_[static_cast<std::size_t>(type)]);
    const Salient& salient = const_cast<ThingResolver*>(this)->salient_of(e);
    f[kMost] = !salient.empty() && salient.front() == e;
    f[kUnmet] = met.last == kNever;
    const std::uint32_t distance = met.last == kNever ? kFarthest : sentence - met.last;
    f[kDistance] = static_cast<float>(std::min(distance, kFarthest)) / kFarthest;
    f[kSameSentence] = distance == 0;
    const Ring& ring = type == EntityType::place ? places_ : bodies_;
    const auto at = std::find(ring.begin(), ring.end(), id);
    f[kRank] = static_cast<float>(at - ring.begin()) / kRecent;
    f[kLatest] = at == ring.begin();
    f[kLatestFitting] = first;
    const Said said = said_.empty() ? Said{} : said_[noun.hash % kMostSaid];
    f[kSaidBefore] = said.noun == noun.hash && said.id == id;
    f[kSaidOther] = said.noun == noun.hash && said.id != id;
    f[kTitle] = met.first == 0;
    f[kThis] = phrase.is_this;
    f[kPossessive] = phrase.possessive;
    f[kThisMost] = phrase.is_this && f[kMost] > 0;
    f[kThisLatest] = phrase.is_this && first;
    f[kAdjectives] = static_cast<float>(phrase.adjectives);
    f[kModified] = phrase.modified;
    f[kind_feature(noun.kind)] = 1;
    f[kOur] = phrase.our;
    f[kOurCountry] = phrase.our && noun.kind == ThingKind::country;
    f[kUnmetCountry] = f[kUnmet] > 0 && noun.kind == ThingKind::country;
    f[kArea] = noun.hash == hash_word("area");
    f[kCompound] = phrase.compound;
    f[kWasSubject] = met.subject;
    f[kJustNamed] = distance == 1;
    f[kFitsMost] = f[kFits] > 0 && f[kMost] > 0;
    f[kFitsLatest] = f[kFits] > 0 && first;
    f[kBare] = phrase.bare;
    f[kOwned] = phrase.owned;
    f[kOwnedCapital] = phrase.owned && noun.kind == ThingKind::capital;
    f[kNameWord] = kinds_.shares_word(phrase.words, e);
    f[kFamily] = f[kInName] > 0 && !kinds_.holds_itself(noun, e);
    return f;
  }

  const TokenTable& t_;
  const WordFacts& facts_;
  const FoundNames& names_;
  const Clusters& clusters_;
  NominalTraining* training_;
  const ThingNouns& nouns_ = ThingNouns::english();
  KnownKinds kinds_;
  std::vector<Met> met_;  // by EntityId
  std::uint32_t total_[3] = {0, 0, 0};
  Salient salient_[3];
  Ring places_, bodies_;
  std::vector<Said> said_;
  std::size_t next_ = 0;                 // the name not yet passed
  EntityId subject_ = EntityId::none();  // the last name that was no complement
  std::uint32_t subject_sentence_ = 0;
  std::vector<Reference> out_;
};

}  // namespace

std::vector<Reference> find_thing_references(const TokenTable& tokens, const WordFacts& facts,
                                             const FoundNames& names, const Clusters& clusters,
                                             NominalTraining* training) {
  return ThingResolver(tokens, facts, names, clusters, training).run();
}

std::span<const std::string_view> thing_features() noexcept { return kFeatureNames; }

}  // namespace quoth::names
