#include "analyze/names/references.hpp"

#include <algorithm>
#include <boost/container/static_vector.hpp>
#include <unordered_map>

#include "analyze/names/roles.hpp"
#include "analyze/tables/per_language.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

// Weights of the search for a referent, set by hand. A referent needs kEnough, and kMargin more
// than the next best.
constexpr double kSameRole = 4, kRoleFamily = 3, kOtherRole = -2, kSameCountry = 4,
                 kOtherCountry = -7, kUnknownCountry = -1, kLaterInSentence = -6, kEnough = 3.5,
                 kMargin = .75;
constexpr std::size_t kRecent = 10;         // people kept in mind
constexpr std::uint32_t kFarthest = 12;     // sentences a nominal reaches back
constexpr std::uint32_t kPronounReach = 3;  // sentences a pronoun reaches back

// Roles that name the same office in other words.
enum class Office : std::uint8_t {
  none,
  leader,
  minister,
  envoy,
  spokesperson,
  aide,
  business,
  relation,  // an office told by somebody else's: any office fits
};
constexpr std::size_t kOfficeCount = 8;

struct OfficeWord {
  std::string_view word;
  Office office;
};
constexpr OfficeWord kOffices[] = {
    {"president", Office::leader},
    {"leader", Office::leader},
    {"premier", Office::leader},
    {"prime minister", Office::leader},
    {"chancellor", Office::leader},
    {"autocrat", Office::leader},
    {"dictator", Office::leader},
    {"strongman", Office::leader},
    {"despot", Office::leader},
    {"tyrant", Office::leader},
    {"king", Office::leader},
    {"monarch", Office::leader},
    {"supreme leader", Office::leader},
    {"president elect", Office::leader},
    {"emperor", Office::leader},
    {"statesman", Office::leader},
    {"minister", Office::minister},
    {"foreign minister", Office::minister},
    {"defence minister", Office::minister},
    {"defense minister", Office::minister},
    {"finance minister", Office::minister},
    {"secretary", Office::minister},
    {"secretary of state", Office::minister},
    {"deputy prime minister", Office::minister},
    {"diplomat", Office::minister},
    {"envoy", Office::envoy},
    {"special envoy", Office::envoy},
    {"investment envoy", Office::envoy},
    {"negotiator", Office::envoy},
    {"chief negotiator", Office::envoy},
    {"special representative", Office::envoy},
    {"representative", Office::envoy},
    {"ambassador", Office::envoy},
    {"spokesman", Office::spokesperson},
    {"spokeswoman", Office::spokesperson},
    {"spokesperson", Office::spokesperson},
    {"press secretary", Office::spokesperson},
    {"aide", Office::aide},
    {"adviser", Office::aide},
    {"advisor", Office::aide},
    {"presidential aide", Office::aide},
    {"foreign policy aide", Office::aide},
    {"chief executive", Office::business},
    {"ceo", Office::business},
    {"billionaire", Office::business},
    {"businessman", Office::business},
    {"tycoon", Office::business},
    {"founder", Office::business},
    {"counterpart", Office::relation},
    {"colleague", Office::relation},
    {"ally", Office::relation},
    {"rival", Office::relation},
    {"successor", Office::relation},
    {"predecessor", Office::relation},
    {"incumbent", Office::relation},
};

class OfficeTable {
 public:
  OfficeTable() = default;
  explicit OfficeTable(const Lexicon& lexicon) {
    for (const OfficeWord& o : kOffices)
      if (const WordId id = lexicon.find_text(o.word); id != kNoWord)
        offices_.emplace(id, o.office);
  }
  [[nodiscard]] Office of(WordId word) const {
    const auto at = offices_.find(word);
    return at == offices_.end() ? Office::none : at->second;
  }

 private:
  std::unordered_map<WordId, Office> offices_;
};

constexpr std::int32_t kHe = 4, kShe = 5, kWho = 8;

class Resolver {
 public:
  Resolver(const TokenTable& t, const WordFacts& facts, const FoundNames& names,
           const Clusters& clusters, const OfficeTable& offices)
      : t_(t), facts_(facts), names_(names), clusters_(clusters), offices_(offices) {
    for (std::size_t e = 0; e < clusters.entities.size(); ++e) {
      if (clusters.entities[e].type != EntityType::person) continue;
      const EntityId id{static_cast<std::int32_t>(e)};
      if (clusters.country[e] != 0) remember(by_country_[clusters.country[e]], id);
      for (const HeldRole& h : clusters.held[e]) {
        remember(by_role_[h.word], id);
        if (const Office o = offices_.of(h.word); o != Office::none)
          remember(by_office_[static_cast<std::size_t>(o)], id);
      }
    }
  }

  std::vector<Reference> run() {
    const TokenIndex size = t_.size();
    for (TokenIndex i = 0; i < size;) {
      while (next_name_ < names_.size() && names_[next_name_].tokens.begin < i) ++next_name_;
      if (next_name_ < names_.size()) {
        const FoundName& name = names_[next_name_];
        // The role before a name belongs to it; "Witkoff's" own words too.
        if (!name.role.empty() && name.role.begin <= i && i < name.role.end &&
            name.role.end <= name.tokens.begin) {
          i = name.role.end;
          continue;
        }
        if (name.tokens.begin == i) {
          if (name.type == EntityType::person) {
            meet(clusters_.of_name[next_name_], name.tokens, false);
            role_after_ =
                !name.role.empty() && name.role.begin >= name.tokens.end ? name.role : TokenRange{};
          }
          i = name.tokens.end;
          continue;
        }
      }
      if (role_after_.begin <= i && i < role_after_.end) {
        i = role_after_.end;
        continue;
      }
      i = pronoun_at(i) ? i + 1 : nominal_at(i);
    }
    return std::move(out_);
  }

 private:
  using Few = boost::container::static_vector<EntityId, kRecent>;
  struct Recent {
    EntityId id;
    std::uint32_t sentence = 0;
    TokenIndex end = 0;  // of its last mention
    bool subject = false;
    std::uint32_t count = 0;
  };

  static void remember(Few& few, EntityId id) {
    if (few.size() < few.capacity() && std::find(few.begin(), few.end(), id) == few.end())
      few.push_back(id);
  }

  [[nodiscard]] Gender gender_of_entity(EntityId id) const {
    return clusters_.entities[static_cast<std::size_t>(id.index)].gender;
  }

  // Whether the words before a mention make it the subject: no preposition right before it, and the
  // first person of its sentence or right before a verb.
  bool is_subject(TokenRange tokens) const {
    const std::uint32_t sentence = t_.sentence_of(tokens.begin);
    TokenIndex before = tokens.begin;
    while (before > 0 && t_.sentence_of(before - 1) == sentence && tokens.begin - before < 4 &&
           (facts_.is_capital(before - 1) ||
            has_any(t_.classes(before - 1), classes_of(WordClass::role, WordClass::determiner))))
      --before;
    if (before > 0 && t_.sentence_of(before - 1) == sentence &&
        has(t_.classes(before - 1), WordClass::preposition))
      return false;
    if (tokens.end < t_.size() && t_.kind(tokens.end) == TokenKind::clitic) return false;
    if (tokens.end < t_.size() &&
        has_any(t_.classes(tokens.end),
                classes_of(WordClass::cue_verb, WordClass::auxiliary, WordClass::modal,
                           WordClass::verb_past, WordClass::verb_present)))
      return true;
    return recent_.empty() || recent_.front().sentence != sentence;
  }

  // A mention makes its person the most recent one.
  void meet(EntityId id, TokenRange tokens, bool weak) {
    Recent r;
    r.id = id;
    r.sentence = t_.sentence_of(tokens.begin);
    r.end = tokens.end;
    r.subject = is_subject(tokens);
    r.count = 1;
    const auto old =
        std::find_if(recent_.begin(), recent_.end(), [&](const Recent& o) { return o.id == id; });
    if (old != recent_.end()) {
      r.count = old->count + 1;
      // Named again in one sentence, a subject stays one.
      if (old->sentence == r.sentence && old->subject) r.subject = true;
      if (weak && old->sentence == r.sentence) r.subject = old->subject || r.subject;
      recent_.erase(old);
    } else if (recent_.size() == recent_.capacity()) {
      recent_.pop_back();
    }
    recent_.insert(recent_.begin(), r);
  }

  void add(TokenRange tokens, MentionForm form, EntityId id) {
    out_.push_back({t_.span(tokens), form, id, EntityType::person});
    if (id.known()) meet(id, tokens, form == MentionForm::pronoun);
  }

  bool pronoun_at(TokenIndex i) {
    const WordClasses c = t_.classes(i);
    if (!has_any(c, classes_of(WordClass::pronoun, WordClass::possessive))) return false;
    const Lexicon& lexicon = t_.lexicon();
    const std::int32_t code =
        has(c, WordClass::pronoun)
            ? lexicon.value(t_.word(i), static_cast<unsigned>(WordClass::pronoun))
            : lexicon.value(t_.word(i), static_cast<unsigned>(WordClass::possessive));
    if (code == kWho) {
      if (i == 0 || recent_.empty()) return true;
      const Recent& last = recent_.front();
      if (last.end <= i && i - last.end <= 1 && t_.sentence_of(i) == last.sentence)
        add({i, i + 1}, MentionForm::pronoun, last.id);
      return true;
    }
    if (code != kHe && code != kShe) return false;
    add({i, i + 1}, MentionForm::pronoun,
        person_meant(i, code == kHe ? Gender::male : Gender::female));
    return true;
  }

  EntityId person_meant(TokenIndex i, Gender gender) const {
    const std::uint32_t sentence = t_.sentence_of(i);
    EntityId best = EntityId::none();
    double best_score = -100, second = -100;
    double rank = 0;
    for (const Recent& r : recent_) {
      const Gender theirs = gender_of_entity(r.id);
      const std::uint32_t distance = sentence - r.sentence;
      if (distance > kPronounReach || (theirs != Gender::unknown && theirs != gender)) continue;
      double score = -1.5 * distance - .4 * rank++;
      if (r.subject) score += 2;
      if (theirs == gender) score += 1;
      score += .2 * std::min<std::uint32_t>(r.count, 5);
      if (score > best_score) {
        second = best_score;
        best_score = score;
        best = r.id;
      } else {
        second = std::max(second, score);
      }
    }
    return best_score - second >= .2 ? best : EntityId::none();
  }

  // Reads a description that ends in the role at `i`; gives the token to go on with.
  TokenIndex nominal_at(TokenIndex i) {
    constexpr WordClasses kHead =
        classes_of(WordClass::role, WordClass::person_noun, WordClass::relative_person) |
        kStartsPhrase;
    if (t_.kind(i) != TokenKind::word || !has_any(t_.classes(i), kHead)) return i + 1;
    WordId word = kNoWord;
    const TokenRange words = role_words_at(t_, i, word);
    if (words.empty()) return i + 1;
    const TokenIndex next = words.end;
    if (t_.text(next - 1).ends_with('s') && !t_.text(next - 1).ends_with("ss")) return next;
    if (next < t_.size() && t_.sentence_of(next) == t_.sentence_of(i)) {
      // "President Tol", "the president's", "foreign minister level": a name or a compound follows.
      if (next_name_ < names_.size() && names_[next_name_].tokens.begin == next) return next;
      if (t_.at(next) == '-' && !t_.before(next, Gap::space)) return next;
    }
    const RoleBeside role = role_before(t_, facts_, next);
    using Owner = RoleBeside::Owner;
    const WordClasses classes = t_.lexicon().classes(word);
    const bool plain = !has(classes, WordClass::role);
    if (role.tokens.empty()) return next;
    if (role.owner == Owner::none && (role.country == 0 || plain)) return next;
    const TokenRange tokens = unoverlapped(role.tokens, words);
    EntityId id = EntityId::none();
    if (role.owner != Owner::indefinite && !has(classes, WordClass::relative_person))
      id = described(role, word, tokens, plain);
    add(tokens, MentionForm::nominal, id);
    return next;
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

  EntityId described(const RoleBeside& role, WordId word, TokenRange tokens, bool plain) const {
    boost::container::static_vector<EntityId, kRecent * 4> candidates;
    const auto consider = [&](EntityId id) {
      if (candidates.size() < candidates.capacity() &&
          std::find(candidates.begin(), candidates.end(), id) == candidates.end())
        candidates.push_back(id);
    };
    for (const Recent& r : recent_) consider(r.id);
    const Office office = offices_.of(word);
    if (role.country != 0)
      if (const auto at = by_country_.find(role.country); at != by_country_.end())
        for (const EntityId id : at->second) consider(id);
    if (const auto at = by_role_.find(word); at != by_role_.end())
      for (const EntityId id : at->second) consider(id);
    if (office != Office::none)
      for (const EntityId id : by_office_[static_cast<std::size_t>(office)]) consider(id);
    EntityId best = EntityId::none();
    double best_score = -100, second = -100;
    for (const EntityId id : candidates) {
      const double score = fit(id, role, word, office, tokens, plain);
      if (score > best_score) {
        second = best_score;
        best_score = score;
        best = id;
      } else {
        second = std::max(second, score);
      }
    }
    return best_score >= kEnough && best_score - second >= kMargin ? best : EntityId::none();
  }

  double fit(EntityId id, const RoleBeside& role, WordId word, Office office, TokenRange tokens,
             bool plain) const {
    const auto e = static_cast<std::size_t>(id.index);
    const Gender gender = clusters_.entities[e].gender;
    if (role.gender != Gender::unknown && gender != Gender::unknown && gender != role.gender)
      return -100;
    double score = 0;
    // The office.
    double by_role = clusters_.held[e].empty() ? 0 : kOtherRole;
    for (const HeldRole& h : clusters_.held[e]) {
      if (h.word == word)
        by_role = std::max(by_role, kSameRole);
      else if (office != Office::none && offices_.of(h.word) == office)
        by_role = std::max(by_role, kRoleFamily);
      else if (offices_.of(h.word) == Office::relation)
        by_role = std::max(by_role, 0.0);
    }
    if (plain) by_role = role.gender == gender && gender != Gender::unknown ? 2 : 0;
    // "his envoy", "Trump's envoy": somebody of just that office.
    const bool owned =
        role.owner == RoleBeside::Owner::pronoun || role.owner == RoleBeside::Owner::name;
    if (owned && by_role < kSameRole && role.country == 0) return -100;
    score += by_role;
    // The country.
    if (role.country != 0) {
      const std::int32_t country = clusters_.country[e];
      score += country == role.country ? kSameCountry
               : country == 0          ? kUnknownCountry
                                       : kOtherCountry;
    }
    // How lately the article spoke of him.
    const std::uint32_t sentence = t_.sentence_of(tokens.begin);
    const auto r =
        std::find_if(recent_.begin(), recent_.end(), [&](const Recent& o) { return o.id == id; });
    if (r != recent_.end() && sentence - r->sentence <= kFarthest) {
      score +=
          2.0 - .15 * (sentence - r->sentence) - .25 * static_cast<double>(r - recent_.begin());
      if (r->sentence == sentence && r->end + 3 > tokens.begin) score -= 2;
    } else {
      score -= 1;
    }
    // "the president brought it to Putin": who is named later in the sentence is somebody else.
    for (std::size_t n = next_name_; n < names_.size() && n < next_name_ + 8; ++n) {
      if (t_.sentence_of(names_[n].tokens.begin) != sentence) break;
      if (clusters_.of_name[n] == id) {
        score += kLaterInSentence;
        break;
      }
    }
    return score;
  }

  const TokenTable& t_;
  const WordFacts& facts_;
  const FoundNames& names_;
  const Clusters& clusters_;
  const OfficeTable& offices_;
  boost::container::static_vector<Recent, kRecent> recent_;  // latest first
  std::unordered_map<std::int32_t, Few> by_country_;
  std::unordered_map<WordId, Few> by_role_;
  std::array<Few, kOfficeCount> by_office_;
  std::size_t next_name_ = 0;
  TokenRange role_after_{};
  std::vector<Reference> out_;
};

}  // namespace

std::vector<Reference> find_references(const TokenTable& tokens, const WordFacts& facts,
                                       const FoundNames& names, const Clusters& clusters) {
  // Words go by their ids, which are another language's in another lexicon.
  static tables::PerLanguage<OfficeTable> offices;
  const Lexicon& lexicon = tokens.lexicon();
  return Resolver(tokens, facts, names, clusters,
                  offices.of(lexicon, [&](std::string_view) { return OfficeTable(lexicon); }))
      .run();
}

}  // namespace quoth::names
