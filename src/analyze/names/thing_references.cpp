#include "analyze/names/thing_references.hpp"

#include <algorithm>
#include <boost/container/static_vector.hpp>
#include <cmath>
#include <vector>

#include "analyze/names/predicates.hpp"
#include "analyze/names/thing_nouns.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr std::size_t kRecent = 8;   // places, and organisations, kept in mind
constexpr std::size_t kSalient = 6;  // those named most, of each sort
constexpr std::uint32_t kFarthest = 20;
constexpr std::uint32_t kNever = 0xffffffff;
constexpr std::uint64_t kIt = hash_word("it");

enum Feature : std::size_t {
  kBias,
  kFits,           // the noun is what the name is known to be
  kFitUnknown,     // nothing is known of the name
  kInName,         // the noun stands in the name
  kSoFar,          // log of the names before
  kTotal,          // log of all names
  kShare,          // its share of all names of the sort
  kMost,           // named most of its sort
  kDistance,       // sentences since its last mention, 0..1
  kUnmet,          // not yet named
  kRank,           // others of its sort named since, 0..1
  kLatest,         // none named since
  kLatestFitting,  // none named since that the noun fits
  kSameSentence,
  kSaidBefore,  // the noun meant it before
  kSaidOther,   // the noun meant something else before
  kTitle,       // named in the first sentence
  kThis,
  kPossessive,
  kThisMost,    // "this", and named most
  kThisLatest,  // "this", and none fitting named since
  kAdjectives,
  kModified,  // "who", "that", "which" or "in" follows
  kCountry,
  kTown,
  kRegion,
  kState,
  kIsland,
  kQuarter,
  kSite,
  kGroup,
  kFirm,
  kAgency,
  kBody,
  kCount
};
constexpr std::string_view kFeatureNames[] = {
    "thing-bias",           "thing-fits",          "thing-fit-unknown", "thing-in-name",
    "thing-so-far",         "thing-total",         "thing-share",       "thing-most",
    "thing-distance",       "thing-unmet",         "thing-rank",        "thing-latest",
    "thing-latest-fitting", "thing-same-sentence", "thing-said-before", "thing-said-other",
    "thing-title",          "thing-this",          "thing-possessive",  "thing-this-most",
    "thing-this-latest",    "thing-adjectives",    "thing-modified",    "thing-country",
    "thing-town",           "thing-region",        "thing-state",       "thing-island",
    "thing-quarter",        "thing-site",          "thing-group",       "thing-firm",
    "thing-agency",         "thing-body"};
static_assert(std::size(kFeatureNames) == kCount);

Feature kind_feature(ThingKind kind) noexcept {
  switch (kind) {
    case ThingKind::country:
      return kCountry;
    case ThingKind::town:
    case ThingKind::capital:
      return kTown;
    case ThingKind::region:
    case ThingKind::continent:
      return kRegion;
    case ThingKind::state:
      return kState;
    case ThingKind::island:
    case ThingKind::peninsula:
      return kIsland;
    case ThingKind::quarter:
      return kQuarter;
    case ThingKind::nature:
    case ThingKind::site:
      return kSite;
    case ThingKind::group:
      return kGroup;
    case ThingKind::firm:
      return kFirm;
    case ThingKind::agency:
      return kAgency;
    case ThingKind::body:
      return kBody;
  }
  return kBody;
}

constexpr std::uint32_t bit(ThingKind kind) noexcept { return 1u << static_cast<unsigned>(kind); }

class ThingResolver {
 public:
  ThingResolver(const TokenTable& t, const WordFacts& facts, const FoundNames& names,
                const Clusters& clusters, NominalTraining* training)
      : t_(t), facts_(facts), names_(names), clusters_(clusters), training_(training) {
    kinds_.resize(clusters.entities.size(), 0);
    met_.resize(clusters.entities.size());
    for (std::size_t e = 0; e < clusters.entities.size(); ++e) {
      const EntityType type = clusters.entities[e].type;
      if (type == EntityType::person) continue;
      kinds_[e] = kinds_of(e);
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
        if (!is_governed(name.tokens.begin)) i = predicate_of(id, name.tokens.end, i);
        continue;
      }
      // Most words are none of the nouns: on to the next that is, or to the next name.
      const TokenIndex stop = next < names_.size() ? names_[next].tokens.begin : t_.size();
      while (i < stop && !nouns_.may_be(t_.hash(i)) && t_.hash(i) != kIt) ++i;
      if (i == stop) {
        --i;
        continue;
      }
      if (t_.shape(i) != Shape::lower && t_.shape(i) != Shape::capitalised) continue;
      if (t_.hash(i) == kIt) {
        i = it_is(i);
        continue;
      }
      const ThingNoun* noun = nouns_.find(t_.hash(i));
      if (noun == nullptr) continue;
      Phrase phrase;
      if (!read_phrase(i, next, phrase)) continue;
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
  };
  struct Phrase {
    TokenRange words;
    bool is_this = false, possessive = false, modified = false;
    bool elsewhere = false;  // a name tells where: "the court in Zorvan"
    unsigned adjectives = 0;
    EntityId named;  // whose name follows: "the magazine Zorvan Weekly"
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
    return (kinds_[e] & bit(ThingKind::country)) != 0 ? salient_[1] : salient_[2];
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

  // What the lists and its own words tell of a name; 0 for nothing.
  std::uint32_t kinds_of(std::size_t e) const {
    const WordClasses classes = clusters_.classes[e];
    const bool place = entity(e).type == EntityType::place;
    std::uint32_t kinds = 0;
    if (!place) {
      if (has(classes, WordClass::outlet)) kinds |= bit(ThingKind::agency);
    }
    const bool country = place && has(classes, WordClass::country);
    std::uint64_t whole = 0;
    bool complement = false;
    const TokenRange name = names_[clusters_.fullest[e]].tokens;
    for (TokenIndex k = name.begin; k < name.end; ++k) {
      if (t_.kind(k) != TokenKind::word) continue;
      if (k == name.begin && has(t_.classes(k), WordClass::determiner)) continue;
      whole = hash_phrase(whole, t_.hash(k));
      // "Institute of Government" is no government.
      complement = complement || has(t_.classes(k), WordClass::preposition);
      if (name.size() < 2 || country || complement) continue;
      const ThingNoun* noun = thing_noun(t_.hash(k));
      if (noun != nullptr && t_.shape(k) != Shape::lower &&
          ((noun->type == EntityType::place) == place || noun->kind == ThingKind::site ||
           noun->kind == ThingKind::body))
        kinds |= bit(noun->kind);
    }
    if (!place) return kinds;
    if (const auto kind = listed_place_kind(whole))
      return bit(*kind) | (country ? bit(ThingKind::country) : 0) |
             (*kind == ThingKind::capital ? bit(ThingKind::town) : 0);
    if (country) return bit(ThingKind::country);
    if (kinds == 0 && has(classes, WordClass::place)) kinds = bit(ThingKind::town);
    return kinds;
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

  // "York is an ancient city": a mention, and from then on York is known to be a city. Gives the
  // last token read: `last`, or the predicate's.
  TokenIndex predicate_of(EntityId id, TokenIndex after, TokenIndex last) {
    const Predicate predicate = predicate_after(t_, facts_, after);
    if (predicate.words.empty()) return last;
    if (const ThingNoun* noun = thing_noun(t_.hash(predicate.head))) {
      kinds_[static_cast<std::size_t>(id.index)] |= bit(noun->kind);
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

  // "It is a romantic city": whatever "the city" means.
  TokenIndex it_is(TokenIndex i) {
    const Predicate predicate = predicate_after(t_, facts_, i + 1);
    if (predicate.words.empty()) return i;
    const ThingNoun* noun = thing_noun(t_.hash(predicate.head));
    if (noun == nullptr) return i;
    Phrase phrase;
    phrase.words = predicate.words;
    const EntityId id = meant(*noun, phrase, i);
    if (!id.known()) return i;
    add(predicate.words, id);
    meet_again(id, t_.sentence_of(i));
    return predicate.head;
  }

  // "the city", "this small country", "their company": a definite word before it, and no "of X",
  // name or further noun that would make it mean something else.
  bool read_phrase(TokenIndex i, std::size_t next, Phrase& phrase) const noexcept {
    const std::uint32_t sentence = t_.sentence_of(i);
    const TokenIndex after = i + 1;
    if (after < t_.size() && t_.sentence_of(after) == sentence) {
      const TokenIndex name =
          has(t_.classes(after), WordClass::determiner) && t_.shape(after) == Shape::lower
              ? after + 1
              : after;
      // "the capital, Zorvagrad,"; "the capital Zorvagrad".
      const ThingNoun* noun = thing_noun(t_.hash(i));
      const bool insertion = noun != nullptr && noun->kind == ThingKind::capital &&
                             t_.at(after) == ',' && next < names_.size() &&
                             names_[next].tokens.begin == after + 1 &&
                             names_[next].tokens.end < t_.size() &&
                             t_.kind(names_[next].tokens.end) == TokenKind::punctuation;
      if (insertion || (next < names_.size() && names_[next].tokens.begin == name))
        phrase.named = clusters_.of_name[next];
      const std::uint64_t h = t_.hash(after);
      // "the capital city": the second is the head.
      if (const ThingNoun* head = thing_noun(h);
          head != nullptr && head->type == EntityType::place && head->kind != ThingKind::site)
        return false;
      if (h == hash_word("of") || h == hash_word("where")) return false;
      // "the court in Zorvan" is the one there, "the movement in Zorvan" any part of it.
      const TokenIndex there = has(t_.classes(after), WordClass::preposition) ? after + 1 : after;
      if (there != after && next < names_.size() &&
          (names_[next].tokens.begin == there || (names_[next].tokens.begin == there + 1 &&
                                                  has(t_.classes(there), WordClass::determiner))))
        phrase.elsewhere = true;
      if (t_.at(after) == '-' && !t_.before(after, Gap::space)) return false;
      phrase.modified = h == hash_word("that") || h == hash_word("which") ||
                        h == hash_word("who") || h == hash_word("in") || h == hash_word("whose");
    }
    TokenIndex begin = i;
    for (TokenIndex k = i, back = 0; back < 4 && k > 0 && t_.sentence_of(k - 1) == sentence;
         ++back) {
      --k;
      if (t_.at(k) == '-') continue;
      if (t_.kind(k) != TokenKind::word) return false;
      const std::uint64_t h = t_.hash(k);
      const bool is_this = h == hash_word("this");
      const bool possessive = has(t_.classes(k), WordClass::possessive);
      if (is_this || possessive || h == hash_word("the") || h == hash_word("that")) {
        phrase.is_this = is_this;
        phrase.possessive = possessive;
        phrase.words = {begin, after};
        // "the Nation" is written as a name, "this Nation" as a noun.
        return is_this || t_.shape(i) == Shape::lower;
      }
      if (facts_.is_capital(k) && !facts_.at_start(k)) return false;
      if (has_any(t_.classes(k), kFunctionWord)) return false;
      ++phrase.adjectives;
      begin = k;
    }
    return false;
  }

  // "the magazine Zorvan Weekly" says what Zorvan Weekly is; "the city Tuesday", "the company
  // Orvald Mink founded" mean nothing.
  EntityId named_so(const ThingNoun& noun, EntityId id) {
    const auto e = static_cast<std::size_t>(id.index);
    if (entity(e).type != noun.type) return EntityId::none();
    kinds_[e] |= bit(noun.kind);
    return id;
  }

  EntityId meant(const ThingNoun& noun, const Phrase& phrase, TokenIndex i) {
    static const std::vector<float> table = read_weights(kFeatureNames, kCount);
    const std::vector<float>& weights = training_ != nullptr ? training_->weights : table;
    boost::container::static_vector<std::size_t, 2 * kRecent + 3 * kSalient> candidates;
    const auto consider = [&](std::size_t e) {
      if (fits(noun, e) && std::find(candidates.begin(), candidates.end(), e) == candidates.end())
        candidates.push_back(e);
    };
    // A museum may have been taken for a place, a park for an organisation.
    const bool either = noun.kind == ThingKind::site || noun.kind == ThingKind::body;
    if (noun.type == EntityType::place || either) {
      for (const EntityId id : places_) consider(static_cast<std::size_t>(id.index));
      for (const std::size_t e : salient_[1]) consider(e);
      for (const std::size_t e : salient_[2]) consider(e);
    }
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

  // Whether a noun can mean an entity at all.
  bool fits(const ThingNoun& noun, std::size_t e) const {
    const std::uint32_t kinds = kinds_[e];
    const auto any = [&](auto... kind) { return (kinds & (bit(kind) | ...)) != 0; };
    using enum ThingKind;
    if (any(noun.kind) && noun.kind != body && noun.kind != site) return true;
    switch (noun.kind) {
      case country:
      case continent:
        return false;
      case town:
      case capital:
        return kinds == 0;
      case state:
        return kinds == 0 || any(region);
      case region:
        return !any(site, nature, country) && !(any(ThingKind::town) && any(quarter));
      case island:
      case peninsula:
      case quarter:
        return kinds == 0;
      case nature:
        return false;
      case group:
        return true;
      case firm:
        return !any(agency, body) && !has(clusters_.classes[e], WordClass::metonym);
      case agency:
        return false;
      case site:
      case body:
        return holds(noun, e);
    }
    return false;
  }

  // Whether the noun stands in the name, before any "of".
  bool holds(const ThingNoun& noun, std::size_t e) const {
    const TokenRange name = names_[clusters_.fullest[e]].tokens;
    for (TokenIndex k = name.begin; k < name.end; ++k) {
      if (t_.hash(k) == noun.hash) return true;
      if (has(t_.classes(k), WordClass::preposition)) return false;
    }
    return false;
  }

  Features<kCount> features(const ThingNoun& noun, const Phrase& phrase, TokenIndex i,
                            std::size_t e, bool first) const {
    Features<kCount> f{};
    const EntityId id{static_cast<std::int32_t>(e)};
    const Met& met = met_[e];
    const EntityType type = entity(e).type;
    const std::uint32_t sentence = t_.sentence_of(i);
    f[kBias] = 1;
    f[kFits] = (kinds_[e] & bit(noun.kind)) != 0;
    f[kFitUnknown] = kinds_[e] == 0;
    f[kInName] = holds(noun, e);
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
    return f;
  }

  const TokenTable& t_;
  const WordFacts& facts_;
  const FoundNames& names_;
  const Clusters& clusters_;
  NominalTraining* training_;
  const ThingNouns& nouns_ = ThingNouns::english();
  std::vector<std::uint32_t> kinds_;  // by EntityId: bits of ThingKind
  std::vector<Met> met_;              // by EntityId
  std::uint32_t total_[3] = {0, 0, 0};
  Salient salient_[3];
  Ring places_, bodies_;
  std::vector<Said> said_;
  std::size_t next_ = 0;  // the name not yet passed
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
