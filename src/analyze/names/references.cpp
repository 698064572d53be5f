#include "analyze/names/references.hpp"

#include <algorithm>
#include <boost/container/static_vector.hpp>
#include <cmath>

#include "analyze/names/interview.hpp"
#include "analyze/names/kinship.hpp"
#include "analyze/names/known_roles.hpp"
#include "analyze/names/offices.hpp"
#include "analyze/names/person_features.hpp"
#include "analyze/names/predicates.hpp"
#include "analyze/names/recent_people.hpp"
#include "analyze/names/role_features.hpp"
#include "analyze/names/roles.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

using namespace person_feature;

constexpr std::uint32_t kFarthest = 20;  // sentences a description reaches back
constexpr std::uint32_t kTitleSentences = 3;
constexpr std::uint64_t kAs = hash_word("as");
// What a description can begin with, or be.
constexpr WordClasses kDescribing =
    classes_of(WordClass::role, WordClass::person_noun, WordClass::relative_person) | kStartsPhrase;
constexpr std::int32_t kHe = 4, kShe = 5, kWho = 8;
constexpr std::size_t kMostSaid = 64;  // slots for what descriptions meant before

class Resolver {
 public:
  Resolver(const TokenTable& t, const WordFacts& facts, const FoundNames& names, Clusters& clusters,
           NominalTraining* training)
      : t_(t),
        facts_(facts),
        names_(names),
        clusters_(clusters),
        training_(training),
        offices_(Offices::of(t.lexicon())),
        recent_(t, facts),
        known_(offices_),
        interview_(t) {
    met_.resize(clusters.entities.size());
    for (std::size_t e = 0; e < clusters.entities.size(); ++e) {
      if (clusters.entities[e].type != EntityType::person) continue;
      const EntityId id{static_cast<std::int32_t>(e)};
      all_names_ += static_cast<std::uint32_t>(clusters.mentions[e]);
      if (!most_.known() || clusters.mentions[e] > clusters.mentions[index_of(most_)]) most_ = id;
      if (clusters.country[e] != 0) known_.comes_from(id, clusters.country[e]);
      for (const HeldRole& h : clusters.held[e]) known_.holds(id, h.word);
    }
  }

  std::vector<Reference> run() {
    const TokenIndex size = t_.size();
    for (TokenIndex i = 0; i < size;) {
      while (next_name_ < names_.size() && names_[next_name_].tokens.begin < i) ++next_name_;
      i = first_telling(i);
      if (i == size) break;
      if (next_name_ < names_.size()) {
        const FoundName& name = names_[next_name_];
        // The role before a name belongs to it; "Witkoff's" own words too.
        if (!name.role.empty() && name.role.begin <= i && i < name.role.end &&
            name.role.end <= name.tokens.begin) {
          told_by_another(name);
          i = name.role.end;
          continue;
        }
        if (name.tokens.begin == i) {
          i = name.tokens.end;
          if (name.type == EntityType::person) name_at(name);
          continue;
        }
      }
      if (role_after_.begin <= i && i < role_after_.end) {
        i = role_after_.end;
        continue;
      }
      if (t_.hash(i) == kAs && as_role(i)) {
        i = passed_;
        continue;
      }
      if (interview_.speaks(i)) first_person(i);
      if (is_wedding(t_.hash(i))) married(i);
      if (const TokenIndex end = fronted(i); end > i) {
        i = end;
        continue;
      }
      i = pronoun_at(i) ? i + 1 : nominal_at(i);
    }
    std::stable_sort(out_.begin(), out_.end(), [](const Reference& a, const Reference& b) {
      return a.span.begin < b.span.begin;
    });
    return std::move(out_);
  }

 private:
  // The first token from `i` on that the loop above does more with than step over it: most do not
  // come so far.
  TokenIndex first_telling(TokenIndex i) const noexcept {
    if (interview_.is_one()) return i;  // follows every token
    constexpr WordClasses kTelling =
        classes_of(WordClass::pronoun, WordClass::possessive) | kDescribing;
    constexpr auto bit = [](std::uint64_t hash) { return std::uint64_t{1} << (hash % 64); };
    constexpr std::uint64_t kWords = bit(kAs) | bit(hash_word("married")) |
                                     bit(hash_word("marrying")) | bit(hash_word("marries"));
    TokenIndex stop = t_.size();
    if (next_name_ < names_.size()) {
      const FoundName& name = names_[next_name_];
      stop = name.role.empty() ? name.tokens.begin : std::min(name.role.begin, name.tokens.begin);
    }
    for (; i < stop; ++i)
      if (has_any(t_.classes(i), kTelling) || (kWords & bit(t_.hash(i))) != 0 ||
          t_.before(i, Gap::sentence | Gap::paragraph) || i == 0)
        break;
    return i;
  }

  struct Met {
    std::uint32_t first = 0xffffffff;  // sentence
    std::uint32_t count = 0;
  };
  struct Said {
    WordId word = kNoWord;
    EntityId id;
  };
  // A description as the article words it.
  struct Description {
    RoleBeside role;
    WordId word = kNoWord;
    Office office = 0;
    TokenRange tokens;
    bool plain = false;
    EntityId owner;  // of "his", where known
  };

  static std::size_t index_of(EntityId id) noexcept { return static_cast<std::size_t>(id.index); }
  void meet(EntityId id, TokenRange tokens, bool weak) {
    Met& met = met_[index_of(id)];
    if (met.count++ == 0) met.first = t_.sentence_of(tokens.begin);
    recent_.meet(id, tokens, weak);
  }
  void add(TokenRange tokens, MentionForm form, EntityId id) {
    out_.push_back({t_.span(tokens), form, id, EntityType::person});
    if (id.known()) meet(id, tokens, form == MentionForm::pronoun);
  }

  void name_at(const FoundName& name) {
    const EntityId id = clusters_.of_name[next_name_];
    meet(id, name.tokens, false);
    role_after_ =
        !name.role.empty() && name.role.begin >= name.tokens.end ? name.role : TokenRange{};
    const TokenIndex before = name.tokens.begin;
    apposed_role(name, id);
    // "Orvald Henry Mink or Orvald Mink was".
    const bool alias = before > 0 && t_.hash(before - 1) == hash_word("or") && next_name_ > 0 &&
                       names_[next_name_ - 1].tokens.end + 1 == before &&
                       clusters_.of_name[next_name_ - 1] == id;
    if (!alias && before > 0 && t_.sentence_of(before - 1) == t_.sentence_of(before) &&
        has_any(t_.classes(before - 1), classes_of(WordClass::preposition, WordClass::conjunction)))
      return;
    predicate_of(id, name.tokens.end);
  }

  // "Orvald Mink, the first linguist there": the words after the comma are a mention of their own.
  void apposed_role(const FoundName& name, EntityId id) {
    if (role_after_.empty() || name.tokens.end >= t_.size() || t_.at(name.tokens.end) != ',')
      return;
    TokenRange words = role_after_;
    const auto article = [&](TokenIndex k) {
      return has_any(t_.classes(k), classes_of(WordClass::determiner, WordClass::possessive));
    };
    if (article(words.begin))
      ++words.begin;
    else if (!article(words.begin - 1) &&
             !(t_.shape(words.begin) == Shape::lower && words.end < t_.size() &&
               has(t_.classes(words.end), WordClass::preposition)))
      return;
    if (words.begin < words.end) mark(words, id);
  }

  // "I am the only candidate": in an interview, the one who is asked.
  void first_person(TokenIndex i) {
    if (!most_.known() || met_[index_of(most_)].first > kTitleSentences) return;
    const TokenIndex before = passed_;
    predicate_of(most_, i + 1);
    if (passed_ > before) named_again(i, t_.hash(passed_ - 1));
  }

  // "and the only candidate who": the noun of a predicate again, in its sentence.
  void named_again(TokenIndex i, std::uint64_t noun) {
    constexpr TokenIndex kReach = 60;
    const TokenIndex last = std::min(t_.size(), i + kReach);
    const std::uint32_t sentence = t_.sentence_of(i);
    for (TokenIndex k = std::max(passed_, again_end_);
         k + 2 < last && t_.sentence_of(k) == sentence; ++k) {
      if ((t_.hash(k) != hash_word("and") && t_.hash(k) != hash_word("also")) ||
          !has(t_.classes(k + 1), WordClass::determiner))
        continue;
      const TokenRange words = noun_phrase_at(t_, k + 2);
      if (words.empty() || t_.hash(words.end - 1) != noun ||
          t_.sentence_of(words.end - 1) != sentence)
        continue;
      out_.push_back({t_.span(words), MentionForm::nominal, most_, EntityType::person});
      again_end_ = words.end;
    }
  }

  // "Orvald is a linguist": a mention, and from then on his role.
  void predicate_of(EntityId id, TokenIndex i) {
    const Predicate predicate = predicate_after(t_, facts_, i);
    if (predicate.words.empty() || predicate.words.begin < std::max(passed_, again_end_)) return;
    passed_ = predicate.words.end;
    mark(predicate.words, id);
    called(id, predicate.words.end);
    // "a vlogger, comedian and actress".
    TokenIndex end = predicate.words.end;
    for (int more = 0; more < 4 && end + 1 < t_.size(); ++more) {
      TokenIndex k = end;
      if (t_.sentence_of(k) != t_.sentence_of(i) ||
          (t_.at(k) != ',' && t_.hash(k) != hash_word("and")))
        break;
      ++k;
      if (k + 1 < t_.size() && t_.hash(k) == hash_word("and")) ++k;
      if (has(t_.classes(k), WordClass::determiner)) ++k;
      const TokenRange words = noun_phrase_at(t_, k);
      if (words.empty() || !called(id, words.end)) break;
      mark(words, id);
      passed_ = end = words.end;
    }
    // "Daniel was a son of Johann": whose child he is.
    const TokenIndex of = predicate.words.end;
    if (!is_child_noun(t_.hash(predicate.head)) || of >= t_.size() ||
        t_.hash(of) != hash_word("of"))
      return;
    for (std::size_t n = next_name_; n < names_.size() && n < next_name_ + 3; ++n)
      if (names_[n].tokens.begin == of + 1 && names_[n].type == EntityType::person) {
        const EntityId parent = clusters_.of_name[n];
        kin_.add_parent(id, parent, clusters_.entities[index_of(parent)].gender);
      }
  }

  // "He served as a chaplain": the subject of the sentence.
  bool as_role(TokenIndex i) {
    if (i + 1 >= t_.size() || recent_.list().empty()) return false;
    const std::uint32_t sentence = t_.sentence_of(i);
    TokenIndex begin = i + 1;
    if (t_.hash(begin) == hash_word("a") || t_.hash(begin) == hash_word("an")) ++begin;
    if (begin >= t_.size() || t_.sentence_of(begin) != sentence) return false;
    const TokenRange words = noun_phrase_at(t_, begin);
    WordId word = kNoWord;
    if (words.empty() || role_words_before(t_, words.end, word).empty()) return false;
    if (!has(t_.lexicon().classes(word), WordClass::role)) return false;
    if (t_.text(words.end - 1).ends_with('s') || t_.shape(words.end - 1) != Shape::lower)
      return false;
    EntityId id = EntityId::none();
    for (const RecentPeople::Recent& r : recent_.list()) {
      if (r.sentence != sentence) break;
      if (r.subject) id = r.id;
    }
    if (!id.known()) return false;
    passed_ = words.end;
    mark(words, id);
    called(id, words.end);
    return true;
  }

  // A phrase that a name stands in ("a son of Orvald Mink") tells more than whom it means; like
  // annotators, it is left unmarked.
  void mark(TokenRange words, EntityId id) {
    const TokenIndex end = complement_end(t_, words.end);
    // "a contemporary and friend of Orvald Mink".
    if (end + 1 < t_.size() && t_.hash(end) == hash_word("and") &&
        t_.sentence_of(end) == t_.sentence_of(words.begin) &&
        !has(t_.classes(end + 1), WordClass::determiner))
      if (const TokenRange more = noun_phrase_at(t_, end + 1);
          !more.empty() && more.end < t_.size() && t_.hash(more.end) == hash_word("of") &&
          next_name_ < names_.size())
        for (std::size_t n = next_name_; n < names_.size() && n < next_name_ + 3; ++n)
          if (names_[n].tokens.begin == more.end + 1) return;
    for (std::size_t n = next_name_; n < names_.size() && names_[n].tokens.begin < end; ++n)
      if (names_[n].tokens.begin >= words.begin) return;
    add(words, MentionForm::nominal, id);
  }

  static bool is_wedding(std::uint64_t hash) noexcept {
    return hash == hash_word("married") || hash == hash_word("marrying") ||
           hash == hash_word("marries");
  }
  // "He married the physician Vera Tol": who is whose wife.
  void married(TokenIndex i) {
    if (recent_.list().empty() || next_name_ >= names_.size()) return;
    constexpr TokenIndex kReach = 5;
    const FoundName& name = names_[next_name_];
    const RecentPeople::Recent& who = recent_.list().front();
    if (name.type != EntityType::person || name.tokens.begin > i + kReach ||
        t_.sentence_of(name.tokens.begin) != t_.sentence_of(i) || who.sentence != t_.sentence_of(i))
      return;
    const EntityId spouse = clusters_.of_name[next_name_];
    const Gender his = clusters_.entities[index_of(who.id)].gender;
    const Gender hers = clusters_.entities[index_of(spouse)].gender;
    if (his != Gender::female && hers != Gender::male) related(who.id, hash_word("wife"), spouse);
    if (his != Gender::male && hers != Gender::female)
      related(who.id, hash_word("husband"), spouse);
  }

  // "An able student and a poor cricketer, he was": what stands before the subject. Gives the end of
  // what was read, or `i`.
  TokenIndex fronted(TokenIndex i) {
    if (i > 0 && !t_.before(i, Gap::sentence | Gap::paragraph)) return i;
    boost::container::static_vector<TokenRange, 3> phrases;
    TokenIndex k = i;
    while (k + 2 < t_.size() && phrases.size() < phrases.capacity() &&
           (t_.hash(k) == hash_word("a") || t_.hash(k) == hash_word("an"))) {
      const TokenRange words = noun_phrase_at(t_, k + 1);
      WordId word = kNoWord;
      if (words.empty() || role_words_before(t_, words.end, word).empty()) return i;
      phrases.push_back(words);
      k = words.end;
      if (k >= t_.size() || t_.hash(k) != hash_word("and")) break;
      ++k;
    }
    if (phrases.empty() || k + 1 >= t_.size() || t_.at(k) != ',') return i;
    const TokenIndex subject = k + 1;
    EntityId id = EntityId::none();
    const std::int32_t code =
        t_.lexicon().value(t_.word(subject), static_cast<unsigned>(WordClass::pronoun));
    if (next_name_ < names_.size() && names_[next_name_].tokens.begin == subject &&
        names_[next_name_].type == EntityType::person)
      id = clusters_.of_name[next_name_];
    else if (code == kHe || code == kShe)
      id = recent_.meant(subject, code == kHe ? Gender::male : Gender::female, clusters_.entities)
               .id;
    if (!id.known()) return i;
    for (const TokenRange words : phrases) {
      mark(words, id);
      called(id, words.end);
    }
    return k;
  }

  // Notes the role that ends before token `end` as somebody's; false when there is none.
  bool called(EntityId id, TokenIndex end) {
    WordId word = kNoWord;
    if (role_words_before(t_, end, word).empty()) return false;
    auto& held = clusters_.held[index_of(id)];
    if (held.size() < KnownRoles::kFew) held.push_back({word, 0});
    known_.holds(id, word);
    return true;
  }

  // "his father, Orvald Mink": the words before the name are a mention of their own.
  void told_by_another(const FoundName& name) {
    // Back over small adjectives: "your distinguished chairman, Bill".
    TokenIndex begin = name.role.begin;
    if (begin == 0) return;
    const std::uint32_t sentence = t_.sentence_of(begin);
    constexpr int kMostAdjectives = 3;
    for (int k = 0;
         k < kMostAdjectives && begin > 1 && t_.shape(begin - 1) == Shape::lower &&
         t_.kind(begin - 1) == TokenKind::word && !has_any(t_.classes(begin - 1), kFunctionWord);
         ++k)
      --begin;
    if (t_.sentence_of(begin - 1) != sentence) return;
    const bool pronoun = has(t_.classes(begin - 1), WordClass::possessive);
    const bool relative = has(t_.lexicon().classes(name.role_word), WordClass::relative_person);
    const bool comma = name.role.end < name.tokens.begin && t_.at(name.role.end) == ',';
    // "a son, Orvald (born 1915)".
    const bool one =
        comma && (t_.hash(begin - 1) == hash_word("a") || t_.hash(begin - 1) == hash_word("an") ||
                  t_.hash(begin - 1) == hash_word("another"));
    if (!pronoun && !one && !((relative || comma) && t_.kind(begin - 1) == TokenKind::clitic))
      return;
    // "to speak with his mother, Montalvo was put through" names nobody's mother.
    if (comma && name.tokens.size() == 1 && name.tokens.end < t_.size() &&
        t_.kind(name.tokens.end) != TokenKind::punctuation)
      return;
    const EntityId id = clusters_.of_name[next_name_];
    if (relative) related(owner_before(begin), t_.hash(name.role.end - 1), id);
    out_.push_back({t_.span({begin, name.role.end}), MentionForm::nominal, id, EntityType::person});
  }

  // Notes a relative, for those that were spoken of before he was named too.
  void related(EntityId owner, std::uint64_t noun, EntityId relative) {
    kin_.add(owner, noun, relative,
             owner.known() ? clusters_.entities[index_of(owner)].gender : Gender::unknown);
    if (!owner.known()) return;
    for (std::size_t k = nameless_.size(); k-- > 0;)
      if (nameless_[k].owner == owner && nameless_[k].noun == noun) {
        out_[nameless_[k].at].entity = relative;
        nameless_.erase(nameless_.begin() + static_cast<std::ptrdiff_t>(k));
      }
  }

  // Whose, where a possessive pronoun or a name with ’s stands right before token `i`.
  EntityId owner_before(TokenIndex i) const {
    if (i == 0) return EntityId::none();
    if (last_pronoun_.tokens.end == i) return last_pronoun_.id;
    if (t_.kind(i - 1) == TokenKind::clitic)
      for (std::size_t n = std::min(next_name_ + 1, names_.size()); n-- > 0;) {
        if (names_[n].tokens.end > i) continue;
        if (names_[n].tokens.end + 1 == i && names_[n].type == EntityType::person)
          return clusters_.of_name[n];
        break;
      }
    return EntityId::none();
  }

  bool pronoun_at(TokenIndex i) {
    const WordClasses c = t_.classes(i);
    if (!has_any(c, classes_of(WordClass::pronoun, WordClass::possessive))) return false;
    const Lexicon& lexicon = t_.lexicon();
    const std::int32_t code =
        has(c, WordClass::pronoun)
            ? lexicon.value(t_.word(i), static_cast<unsigned>(WordClass::pronoun))
            : lexicon.value(t_.word(i), static_cast<unsigned>(WordClass::possessive));
    const auto& list = recent_.list();
    if (code == kWho) {
      if (i == 0 || list.empty()) return true;
      const RecentPeople::Recent& last = list.front();
      if (last.end <= i && i - last.end <= 1 && t_.sentence_of(i) == last.sentence)
        add({i, i + 1}, MentionForm::pronoun, last.id);
      return true;
    }
    if (code != kHe && code != kShe) return false;
    const Gender gender = code == kHe ? Gender::male : Gender::female;
    const RecentPeople::Meant meant = recent_.meant(i, gender, clusters_.entities);
    if (meant.id.known() && meant.alone) {
      Gender& known = clusters_.entities[index_of(meant.id)].gender;
      if (known == Gender::unknown) known = gender;
    }
    add({i, i + 1}, MentionForm::pronoun, meant.id);
    last_pronoun_ = {{i, i + 1}, meant.id};
    if (meant.id.known() && has(c, WordClass::pronoun)) predicate_of(meant.id, i + 1);
    return true;
  }

  // Reads a description that ends in the role at `i`; gives the token to go on with.
  TokenIndex nominal_at(TokenIndex i) {
    if (t_.kind(i) != TokenKind::word || !has_any(t_.classes(i), kDescribing)) return i + 1;
    Description d;
    const TokenRange words = role_words_at(t_, i, d.word);
    if (words.empty()) return i + 1;
    const TokenIndex next = words.end;
    if (words.begin < passed_ || words.begin < again_end_) return next;
    if (t_.text(next - 1).ends_with('s') && !t_.text(next - 1).ends_with("ss")) return next;
    const WordClasses classes = t_.lexicon().classes(d.word);
    const bool relative = has(classes, WordClass::relative_person);
    d.role = role_before(t_, facts_, next);
    if (d.role.tokens.empty()) return next;
    using Owner = RoleBeside::Owner;
    if (next < t_.size() && t_.sentence_of(next) == t_.sentence_of(i)) {
      // "President Tol", "the president's", "foreign minister level": a name or a compound follows.
      if (next_name_ < names_.size() && names_[next_name_].tokens.begin == next) return next;
      if (t_.at(next) == '-' && !t_.before(next, Gap::space)) return next;
      if (relative && t_.at(next) == ',') named_after_comma(d, words);
    }
    // "Zorvan academic and professor Orvald Mink": a name's own words.
    if (d.role.owner == Owner::none && next + 1 < t_.size() && next_name_ < names_.size() &&
        t_.hash(next) == hash_word("and") && names_[next_name_].tokens.begin <= next + 4 &&
        names_[next_name_].role.end <= names_[next_name_].tokens.begin &&
        !names_[next_name_].role.empty())
      return next;
    d.plain = !has(classes, WordClass::role);
    if (d.role.owner == Owner::none && (d.role.country == 0 || d.plain)) return next;
    d.tokens = unoverlapped(d.role.tokens, words);
    d.office = offices_.of_word(d.word);
    d.owner = owner_before(d.tokens.begin);
    EntityId id = EntityId::none();
    if (relative)
      id = d.role.owner == Owner::pronoun || d.role.owner == Owner::name
               ? kin_.relative_of(d.owner, t_.hash(next - 1))
               : EntityId::none();
    else if (d.role.owner != Owner::indefinite)
      id = described(d);
    if (relative && !id.known() && d.owner.known() && nameless_.size() < nameless_.capacity())
      nameless_.push_back({out_.size(), d.owner, t_.hash(next - 1)});
    add(d.tokens, MentionForm::nominal, id);
    if (id.known()) predicate_of(id, next);
    return next;
  }

  // "his father, Anthony, was": the name between the commas is his.
  void named_after_comma(const Description& d, TokenRange words) {
    if (next_name_ >= names_.size()) return;
    const FoundName& name = names_[next_name_];
    if (name.type != EntityType::person || name.tokens.begin != words.end + 1) return;
    const TokenIndex after = name.tokens.end;
    if (after < t_.size() && t_.kind(after) != TokenKind::punctuation) return;
    related(owner_before(d.role.tokens.begin), t_.hash(words.end - 1),
            clusters_.of_name[next_name_]);
  }

  // Modifiers that are names themselves ("Kremlin spokesman", "Ukraine's president") stay outside.
  TokenRange unoverlapped(TokenRange tokens, TokenRange words) const {
    for (std::size_t n = next_name_; n-- > 0 && names_[n].tokens.end > tokens.begin;)
      if (names_[n].tokens.begin < tokens.end) {
        tokens.begin = std::max(tokens.begin, names_[n].tokens.end);
        break;
      }
    while (tokens.begin < words.begin && t_.kind(tokens.begin) == TokenKind::clitic) ++tokens.begin;
    return tokens.begin < words.end ? TokenRange{std::min(tokens.begin, words.begin), words.end}
                                    : words;
  }

  EntityId described(const Description& d) {
    static const std::vector<float> table = read_weights(kFeatureNames, kCount);
    const std::vector<float>& weights = training_ != nullptr ? training_->weights : table;
    boost::container::static_vector<EntityId, RecentPeople::kMost + 3 * KnownRoles::kFew + 1>
        candidates;
    const auto consider = [&](EntityId id) {
      if (candidates.size() < candidates.capacity() &&
          std::find(candidates.begin(), candidates.end(), id) == candidates.end())
        candidates.push_back(id);
    };
    for (const RecentPeople::Recent& r : recent_.list()) consider(r.id);
    for (const EntityId id : known_.of_country(d.role.country)) consider(id);
    for (const EntityId id : known_.of_role(d.word)) consider(id);
    for (const EntityId id : known_.of_office(d.office)) consider(id);
    if (d.plain && most_.known()) consider(most_);
    // Of two who fit alike neither is taken: a wrong speaker is worse than none.
    constexpr float kMargin = .4F;
    alone_ = recent_.alone(d.tokens.begin, d.role.gender, d.owner, clusters_.entities);
    EntityId best = EntityId::none();
    float best_score = 0, second = 0;
    for (const EntityId id : candidates) {
      const Gender gender = clusters_.entities[index_of(id)].gender;
      if (d.role.gender != Gender::unknown && gender != Gender::unknown && gender != d.role.gender)
        continue;
      if (d.owner == id) continue;
      const Features<kCount> f = features(d, id);
      if (training_ != nullptr)
        training_->seen.push_back({t_.span(d.tokens), id, std::vector<float>(f.begin(), f.end())});
      const float score = weighed(f, weights);
      if (score > best_score) {
        second = best_score;
        best_score = score;
        best = id;
      } else {
        second = std::max(second, score);
      }
    }
    if (second > 0 && best_score - second < kMargin) return EntityId::none();
    if (best.known()) {
      said_.resize(kMostSaid);
      said_[static_cast<std::size_t>(d.word) % kMostSaid] = {d.word, best};
    }
    return best;
  }

  Features<kCount> features(const Description& d, EntityId id) const {
    Features<kCount> f{};
    const std::size_t e = index_of(id);
    const HeldBy his{{clusters_.held[e].data(), clusters_.held[e].size()},
                     clusters_.country[e],
                     clusters_.entities[e].gender};
    add_role_features({d.role, d.word, d.office, d.plain}, his, offices_, f);
    f[kSoFar] = std::log1p(static_cast<float>(met_[e].count));
    f[kTotal] = std::log1p(static_cast<float>(clusters_.mentions[e]));
    f[kMost] = id == most_;
    f[kUnmet] = met_[e].count == 0;
    f[kTitle] = met_[e].first == 0;
    // How lately the article spoke of him.
    const std::uint32_t sentence = t_.sentence_of(d.tokens.begin);
    const RecentPeople::Recent* r = recent_.find(id);
    std::uint32_t distance = kFarthest;
    std::size_t rank = RecentPeople::kMost;
    if (r != nullptr) {
      distance = std::min(sentence - r->sentence, kFarthest);
      rank = static_cast<std::size_t>(r - recent_.list().data());
      f[kSubject] = r->subject;
      f[kJustBefore] = distance == 0 && r->end + 3 > d.tokens.begin;
    }
    f[kDistance] = static_cast<float>(distance) / kFarthest;
    f[kRank] = static_cast<float>(rank) / RecentPeople::kMost;
    f[kLatest] = rank == 0;
    f[kSameSentence] = distance == 0;
    // "the president brought it to Putin": who is named later in the sentence is somebody else.
    for (std::size_t n = next_name_; n < names_.size() && n < next_name_ + 8; ++n) {
      if (t_.sentence_of(names_[n].tokens.begin) != sentence) break;
      if (clusters_.of_name[n] == id) f[kLater] = 1;
    }
    const Said said = said_.empty() ? Said{} : said_[static_cast<std::size_t>(d.word) % kMostSaid];
    f[kSaidBefore] = said.word == d.word && said.id == id;
    f[kSaidOther] = said.word == d.word && said.id != id;
    f[kPlainMost] = d.plain && id == most_;
    f[kAlone] = alone_ == id;
    f[kShare] = static_cast<float>(clusters_.mentions[e]) / static_cast<float>(all_names_);
    f[kShareDefinite] = f[kDefinite] * f[kShare];
    f[kRoleLatest] = f[kSameRole] > 0 && rank == 0;
    f[kAloneDefinite] = f[kAlone] * f[kDefinite];
    f[kNear] = distance <= 1;
    return f;
  }

  const TokenTable& t_;
  const WordFacts& facts_;
  const FoundNames& names_;
  Clusters& clusters_;
  NominalTraining* training_;
  const Offices& offices_;
  RecentPeople recent_;
  Kinship kin_;
  struct Nameless {
    std::size_t at;  // in out_
    EntityId owner;
    std::uint64_t noun;
  };
  boost::container::static_vector<Nameless, 16> nameless_;
  KnownRoles known_;
  std::vector<Met> met_;  // by EntityId
  std::vector<Said> said_;
  EntityId most_;  // named most
  EntityId alone_;
  std::uint32_t all_names_ = 1;  // of people
  struct {
    TokenRange tokens;
    EntityId id;
  } last_pronoun_;
  std::size_t next_name_ = 0;
  TokenIndex again_end_ = 0;  // of the last that named_again() has read
  TokenIndex passed_ = 0;     // what a predicate has read already
  TokenRange role_after_{};
  Interview interview_;
  std::vector<Reference> out_;
};

}  // namespace

std::vector<Reference> find_references(const TokenTable& tokens, const WordFacts& facts,
                                       const FoundNames& names, Clusters& clusters,
                                       NominalTraining* training) {
  return Resolver(tokens, facts, names, clusters, training).run();
}

std::span<const std::string_view> person_features() noexcept { return kFeatureNames; }

}  // namespace quoth::names
