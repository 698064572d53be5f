#include "analyze/names/catalogue/search.hpp"

#include <algorithm>

#include "analyze/names/nicknames.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr float kSimilar = .62F;              // a token this like a question's leads to its names
constexpr float kSimilarAlone = .5F;          // the same where a question has no other
constexpr std::size_t kMostAligned = 40;      // names aligned in full
constexpr std::size_t kMostTold = 64;         // names that the gazetteer leads to
constexpr std::size_t kMostDrawn = 1200;      // names taken from postings
constexpr std::size_t kMostByOneToken = 400;  // of them, more for a later and weaker means
constexpr std::size_t kEnough = 200;          // names drawn once one fits
constexpr std::size_t kMostMet = 1500;        // tokens met in vain on the way
constexpr float kFits = .97F;                 // a promise so good that common pairs need no look
constexpr float kHopeless = .3F;              // a best score that calls for the dearest means
constexpr float kSurely = .99F;               // a score that ends the search
constexpr float kSettled = .94F;              // as kSurely, of a name in other letters
constexpr double kStem = .97;                 // of the score of a name without its ending
constexpr float kGood = .8F;                  // a token this like is counted to its unit's group

// A token of the question, or a joined pair, that leads to names.
struct Unit {
  std::size_t index = 0;
  std::uint32_t cover = 0;  // the tokens it covers, as bits
  // Its keys, then those of its nicknames, then what it may be shortened to.
  boost::container::small_vector<std::uint64_t, 32> hashes;
  std::size_t full = 0, names = 0;  // how many are its own, and with nicknames
  bool weak = false;                // a title or particle
};

class Search {
 public:
  Search(const CatalogueData& data, std::string_view name, const FindOptions& options,
         SearchScratch& scratch)
      : data_(data),
        options_(options),
        s_(scratch),
        question_(name, SimilarityOptions{options.variants}),
        view_(question_.view()),
        similar_(view_.tokens.size() == 1 && view_.tokens[0].token->script != Script::latin
                     ? kSimilarAlone
                     : kSimilar) {}

  // Names with both tokens of a question of two.
  void run_by_pairs(FoundNames& out) {
    if (view_.tokens.size() < 2) return out.matches.clear();
    choose_units();
    draw_by_pairs();
    align_best();
    finish(out);
  }

  void run(FoundNames& out) {
    if (view_.tokens.empty()) return;
    choose_units();
    if (view_.variant != 0)
      for (const NameId n : data_.by_variant.find(view_.variant)) draw(n);
    look_up_things();
    draw_by_pairs();
    if (strong_ <= 1) draw_by_tokens(kMostByOneToken);
    align_best();
    if (best_ < (latin_ ? kSurely : kSettled)) {
      draw_by_pairs_one_sound_away();
      align_best();
    }
    if (best_ < kSettled) {
      if (strong_ <= 1 || best_ < kHopeless)
        for (const Unit& unit : units_)
          if (unit.full > 0 && !unit.weak) meet_one_sound_away(unit);
      draw_by_tokens(kMostByOneToken);
      align_best();
    }
    finish(out);
  }

 private:
  // The units that lead to names: what somebody is called. When that is one token or nothing, titles,
  // generations and particles too ("Princess Anne", "Leo II").
  void choose_units() {
    std::size_t names = 0;
    for (const NameToken& t : view_.tokens) latin_ = latin_ && t.token->script == Script::latin;
    for (std::size_t i = 0; i < view_.tokens.size(); ++i) names += is_name(view_.tokens[i].role);
    for (std::size_t i = 0; i < view_.units(); ++i) {
      const bool joined = i >= view_.tokens.size();
      const bool weak = !joined && !is_name(view_.tokens[i].role);
      if (weak && names > 1) continue;
      Unit unit;
      unit.weak = weak;
      if (!joined && !weak && !view_.unit(i).initial) ++strong_;
      unit.index = i;
      if (joined) {
        const JoinedTokens& j = view_.joined[i - view_.tokens.size()];
        unit.cover = ((1U << j.count) - 1) << j.first;
      } else {
        unit.cover = 1U << i;
      }
      const PreparedToken& token = view_.unit(i);
      if (token.initial) {
        for (const std::uint64_t h : initial_hashes(token, false)) unit.hashes.push_back(h);
        for (const std::uint64_t h : initial_hashes(token, true)) unit.hashes.push_back(h);
      } else {
        for (const std::uint64_t h : key_hashes(token.sound.text, options_.variants))
          unit.hashes.push_back(h);
        unit.full = unit.hashes.size();
        for (const NicknameGroup& g : token.nicknames)
          for (const std::uint64_t h : nickname_keys(g.group))
            if (std::find(unit.hashes.begin(), unit.hashes.end(), h) == unit.hashes.end())
              unit.hashes.push_back(h);
        unit.names = unit.hashes.size();
        if (!joined)
          for (const std::uint64_t h : initial_hashes(token, true)) unit.hashes.push_back(h);
      }
      units_.push_back(std::move(unit));
    }
  }

  static bool is_name(TokenRole role) noexcept {
    return role == TokenRole::name || role == TokenRole::patronymic || role == TokenRole::common;
  }

  // Two units of the question that stand beside each other somehow in a name. The rarest pairs
  // first; common ones only while nothing fits.
  void draw_by_pairs() {
    auto& lists = s_.lists;
    lists.clear();
    s_.later.clear();
    for (std::size_t i = 0; i < units_.size(); ++i)
      for (std::size_t j = i + 1; j < units_.size(); ++j) {
        const Unit &a = units_[i], &b = units_[j];
        if ((a.cover & b.cover) != 0) continue;
        for (std::size_t x = 0; x < a.hashes.size(); ++x)
          for (std::size_t y = 0; y < b.hashes.size(); ++y) {
            if (x >= a.names && y >= b.names) continue;
            const auto list = data_.pairs.find(PairTable::pair_of(a.hashes[x], b.hashes[y]));
            if (!list.empty()) (x < a.full && y < b.full ? lists : s_.later).push_back(list);
          }
      }
    draw_lists(kMostDrawn);
    lists.swap(s_.later);
    draw_lists(kMostDrawn);
  }

  void draw_lists(std::size_t budget) {
    auto& lists = s_.lists;
    std::sort(lists.begin(), lists.end(), [](const auto& x, const auto& y) {
      return x.size() != y.size() ? x.size() < y.size() : x.data() < y.data();
    });
    for (const auto& list : lists) {
      if (most_promising_ >= kFits && examined_ + list.size() > kEnough) return;
      for (const PairTable::Entry& e : list) {
        if (examined_ >= budget) return;
        take(e.name);
      }
    }
  }

  // A mistyped or misheard consonant changes the key: tries every key one sound away, beside
  // the other units' own.
  void draw_by_pairs_one_sound_away() {
    auto& lists = s_.lists;
    lists.clear();
    for (const Unit& a : units_) {
      if (a.full == 0) continue;
      for_each_key_one_sound_away(a.index, [&](std::uint64_t key) {
        for (const Unit& b : units_) {
          if ((a.cover & b.cover) != 0) continue;
          for (std::size_t y = 0; y < b.names; ++y) {
            const auto list = data_.pairs.find(PairTable::pair_of(key, b.hashes[y]));
            if (!list.empty()) lists.push_back(list);
          }
        }
      });
    }
    draw_lists(examined_ + kMostByOneToken);
  }

  SearchScratch::Row& row_of(TokenId token) {
    SearchScratch::Seen& seen = s_.tokens[token];
    if (seen.stamp != s_.stamp) {
      seen.stamp = s_.stamp;
      seen.row = static_cast<std::uint32_t>(rows_);
      if (rows_ == s_.rows.size()) s_.rows.emplace_back();
      for (std::size_t u = 0; u < view_.units(); ++u) s_.rows[rows_][u].similarity = -1;
      ++rows_;
    }
    return s_.rows[seen.row];
  }

  const Meeting& meet(std::size_t unit, TokenId token) {
    Meeting& m = row_of(token)[unit];
    if (m.similarity < 0) {
      m = meeting_of(view_.unit(unit), data_.tokens[token], view_.tokens.size() == 1);
      if (m.similarity >= similar_ && m.how != TokenMeeting::initial)
        s_.similar[unit].emplace_back(m.similarity, token);
    }
    return m;
  }

  void meet_by_keys(std::size_t unit) {
    const PreparedToken& token = view_.unit(unit);
    for (const TokenId t : data_.by_text.find(hash_word(token.sound.text))) meet(unit, t);
    for (const NicknameGroup& g : token.nicknames)
      for (const std::string& word : nicknames_of(g.group))
        for (const TokenId t : data_.by_text.find(hash_word(word))) meet(unit, t);
    for (const std::string& key : name_keys(token.sound.text)) {
      if (key.front() == '=' && !options_.variants) continue;
      for (const TokenId t : data_.by_key.find(hash_bytes(key))) meet(unit, t);
    }
  }

  template <class F>
  void for_each_key_one_sound_away(std::size_t unit, F&& look) {
    std::size_t taken = 0;
    std::string other;
    for (const std::string& key : name_keys(view_.unit(unit).sound.text)) {
      if (key.front() == '=' || ++taken > 2) continue;
      for (std::size_t i = 0; i <= key.size(); ++i) {
        for (const char c : data_.key_letters) {
          other.assign(key).insert(i, 1, c);
          look(hash_bytes(other));
          if (i == key.size() || c == key[i]) continue;
          other.assign(key)[i] = c;
          look(hash_bytes(other));
        }
        if (i == key.size()) break;
        other.assign(key).erase(i, 1);
        if (!other.empty()) look(hash_bytes(other));
        if (i + 1 < key.size()) {
          other.assign(key);
          std::swap(other[i], other[i + 1]);
          look(hash_bytes(other));
        }
      }
    }
  }

  void meet_one_sound_away(const Unit& unit) {
    for_each_key_one_sound_away(unit.index, [&](std::uint64_t key) {
      for (const TokenId t : data_.by_key.find(key))
        if (met_ < kMostMet) meet(unit.index, t), ++met_;
    });
  }

  void take(NameId name) {
    ++examined_;
    draw(name);
  }

  void draw(NameId name) {
    if (s_.names[name] == s_.stamp) return;
    s_.names[name] = s_.stamp;
    const float promise = promise_of(name);
    most_promising_ = std::max(most_promising_, promise);
    s_.drawn.push_back({promise, name});
  }

  // A quick estimate of the alignment's score: how much of the question finds a counterpart, and
  // how much of the name is left over.
  float promise_of(NameId name) {
    std::array<float, kMostUnits> best{};
    const NameRow& row = data_.names[name];
    std::size_t met = 0;
    for (std::size_t k = 0; k < std::size_t{row.tokens} + row.joined; ++k) {
      const TokenId t = data_.places[row.first + k] & (kMostTokenIds - 1);
      float most = 0;
      const std::size_t units = k < row.tokens ? view_.units() : view_.tokens.size();
      for (std::size_t u = 0; u < units; ++u) {
        const float similarity = meet(u, t).similarity;
        best[u] = std::max(best[u], similarity);
        most = std::max(most, similarity);
      }
      if (k < row.tokens && most >= similar_) ++met;
    }
    for (std::size_t k = 0; k < view_.joined.size(); ++k) {
      const JoinedTokens& j = view_.joined[k];
      const float similarity = best[view_.tokens.size() + k];
      for (std::size_t i = j.first; i < std::size_t{j.first} + j.count; ++i)
        best[i] = std::max(best[i], similarity);
    }
    float sum = 0, weights = 0;
    for (std::size_t i = 0; i < view_.tokens.size(); ++i) {
      const float w = weight_of(view_.tokens[i]);
      sum += w * best[i];
      weights += w;
    }
    const float left = static_cast<float>(row.tokens - std::min<std::size_t>(met, row.tokens));
    return sum / std::max(weights, .1F) - .03F * left;
  }

  // The names of the tokens that are like a unit: the rarest unit first, the likest tokens first.
  void draw_by_tokens(std::size_t budget) {
    boost::container::static_vector<std::pair<std::size_t, std::size_t>, kMostUnits> order;
    for (const Unit& unit : units_) {
      if (unit.full == 0 || (unit.weak && strong_ > 0)) continue;
      meet_by_keys(unit.index);
      auto& similar = s_.similar[unit.index];
      std::sort(similar.begin(), similar.end(), [](const auto& x, const auto& y) {
        return x.first != y.first ? x.first > y.first : x.second < y.second;
      });
      std::size_t names = 0;
      for (const auto& [similarity, token] : similar)
        if (similarity >= kGood) names += data_.postings_of(token).size();
      order.emplace_back(names, unit.index);
    }
    std::sort(order.begin(), order.end());
    const std::size_t end = examined_ + budget;
    for (const float least : {kGood, similar_})
      for (const auto& [names, unit] : order)
        // By number: drawing a name may find more similar tokens. NOLINTNEXTLINE(modernize-loop-convert)
        for (std::size_t k = 0, count = s_.similar[unit].size(); k < count; ++k) {
          const auto [similarity, token] = s_.similar[unit][k];
          if (similarity < least || (least < kGood && similarity >= kGood)) continue;
          for (const NameId n : data_.postings_of(token)) {
            if (examined_ >= end) return;
            take(n);
          }
        }
  }

  // Names of the places and organisations that the question means, whatever they sound like. They
  // need no alignment.
  void look_up_things() {
    const auto& things = view_.things;
    for (const VariantRef thing : things.first(std::min(things.size(), kMostThings)))
      for (const NameId n : data_.by_thing.find(key_of_thing(thing))) {
        if (told_.size() == kMostTold) return;
        if (std::any_of(told_.begin(), told_.end(),
                        [&](const NameMatch& m) { return m.index == n; }))
          continue;
        ++examined_;
        const NameRow& row = data_.names[n];
        const std::string_view text =
            std::string_view(data_.texts).substr(row.text, row.id - row.text);
        const double score = variant_similarity(things, variants_of(text, s_.form));
        best_ = std::max(best_, score);
        if (score > 0 && score >= options_.at_least) told_.push_back({n, score});
      }
  }

  void align_best() {
    const std::size_t most = std::min(s_.drawn.size(), kMostAligned);
    std::partial_sort(s_.drawn.begin(), s_.drawn.begin() + static_cast<std::ptrdiff_t>(most),
                      s_.drawn.end(), [](const auto& x, const auto& y) {
                        return x.promise != y.promise ? x.promise > y.promise : x.name < y.name;
                      });
    matches_.clear();
    NameView name;
    for (std::size_t i = 0; i < most; ++i) {
      data_.view_of(s_.drawn[i].name, name);
      fill(name, s_.drawn[i].name);
      const double score = final_score(view_, name, align(view_, name, s_.meetings));
      best_ = std::max(best_, score);
      if (score >= options_.at_least) matches_.push_back({s_.drawn[i].name, score});
    }
  }

  void fill(const NameView& name, NameId id) {
    const auto places = data_.places_of(id);
    for (std::size_t j = 0; j < name.units(); ++j) {
      const TokenId t = places[j] & (kMostTokenIds - 1);
      for (std::size_t i = 0; i < view_.units(); ++i) {
        const bool joined_i = i >= view_.tokens.size(), joined_j = j >= name.tokens.size();
        if (joined_i && joined_j) {
          s_.meetings.at(i, j) = {};
          continue;
        }
        Meeting m = name.tokens.size() == 1 && view_.tokens.size() > 1
                        ? meeting_of(view_.unit(i), data_.tokens[t], true)
                        : meet(i, t);
        if ((joined_i || joined_j) && m.how != TokenMeeting::initial) m.how = TokenMeeting::joined;
        s_.meetings.at(i, j) = m;
      }
    }
  }

  void finish(FoundNames& out) {
    for (const NameMatch& told : told_) {
      const auto same = std::find_if(matches_.begin(), matches_.end(),
                                     [&](const NameMatch& m) { return m.index == told.index; });
      if (same == matches_.end()) {
        matches_.push_back(told);
      } else {
        same->score = std::max(same->score, told.score);
      }
    }
    std::sort(matches_.begin(), matches_.end(), [](const NameMatch& x, const NameMatch& y) {
      return x.score != y.score ? x.score > y.score : x.index < y.index;
    });
    if (matches_.size() > options_.limit) matches_.resize(options_.limit);
    out.matches.assign(matches_.begin(), matches_.end());
    out.examined = examined_;
  }

  const CatalogueData& data_;
  const FindOptions& options_;
  SearchScratch& s_;
  PreparedName question_;
  const NameView& view_;
  const float similar_;
  boost::container::static_vector<Unit, kMostUnits> units_;
  boost::container::static_vector<NameMatch, kMostAligned + kMostTold> matches_;
  boost::container::static_vector<NameMatch, kMostTold> told_;
  std::size_t rows_ = 0, examined_ = 0, met_ = 0, strong_ = 0;
  float most_promising_ = 0;
  double best_ = 0;
  bool latin_ = true;  // typing slips are looked for
};

}  // namespace

void SearchScratch::begin(const CatalogueData& data) {
  if (tokens.size() < data.tokens.size()) tokens.resize(data.tokens.size());
  if (names.size() < data.names.size()) names.resize(data.names.size());
  if (++stamp == 0) {
    std::fill(tokens.begin(), tokens.end(), Seen{});
    std::fill(names.begin(), names.end(), 0);
    stamp = 1;
  }
  drawn.clear();
  for (auto& list : similar) list.clear();
}

namespace {

// The places where a word of kana, Hangul or Han may be parted, in bytes: these scripts write several
// words of a foreign name as one (ノースベイ). Empty for all else.
boost::container::static_vector<std::size_t, 8> cuts_of(std::string_view name) {
  constexpr std::size_t kFewest = 3, kMostSyllables = 9;
  boost::container::static_vector<std::size_t, 8> cuts;
  std::size_t count = 0;
  for (std::size_t i = 0; i < name.size(); ++count) {
    const CodePoint c = code_point_at(name, i);
    const bool syllable = (c.value >= 0x3041 && c.value <= 0x30FF && c.value != 0x30FB) ||
                          (c.value >= 0x4E00 && c.value <= 0x9FFF) ||
                          (c.value >= 0xAC00 && c.value <= 0xD7A3);
    if (!syllable || count == kMostSyllables) return {};
    // No word begins with a small kana or the mark of length.
    const bool goes_on = c.value == 0x30FC || c.value == 0x30F3 || c.value == 0x30C3 ||
                         (c.value >= 0x30E3 && c.value <= 0x30E7 && c.value % 2 == 1) ||
                         (c.value >= 0x30A1 && c.value <= 0x30A9 && c.value % 2 == 1);
    if (i > 0 && !goes_on) cuts.push_back(i);
    i += c.size;
  }
  if (count < kFewest) cuts.clear();
  return cuts;
}

// The name without what some languages put behind every foreign one: Lithuanian and Latvian -as, -is,
// -us and -s, and the -ia of a country. Empty where it has none, for names of several words also
// where not every one has it.
std::string without_ending(std::string_view name) {
  static constexpr std::string_view kOfNames[] = {"as", "is", "us", "os", "ys", "s"};
  static constexpr std::string_view kOfOne[] = {"ien", "ija", "ia", "iya", "ия", "ія", "ија"};
  std::string out;
  const SplitName split = split_name(name);
  const auto strip = [&](std::string_view word, const auto& endings) {
    for (const std::string_view ending : endings)
      if (word.size() >= ending.size() + 3 && word.ends_with(ending)) {
        if (!out.empty()) out += ' ';
        out += word.substr(0, word.size() - ending.size());
        return true;
      }
    return false;
  };
  for (const SplitToken& t : split.tokens)
    if (!strip(t.text, kOfNames) && !(split.tokens.size() == 1 && strip(t.text, kOfOne))) return {};
  return out;
}

// Both lists as one; a name in both has the better score.
void merge(const FoundNames& more, std::size_t limit, FoundNames& out) {
  for (const NameMatch& m : more.matches) {
    const auto same = std::find_if(out.matches.begin(), out.matches.end(),
                                   [&](const NameMatch& o) { return o.index == m.index; });
    if (same == out.matches.end())
      out.matches.push_back(m);
    else
      same->score = std::max(same->score, m.score);
  }
  std::sort(out.matches.begin(), out.matches.end(), [](const NameMatch& x, const NameMatch& y) {
    return x.score != y.score ? x.score > y.score : x.index < y.index;
  });
  if (out.matches.size() > limit) out.matches.resize(limit);
  out.examined += more.examined;
}

}  // namespace

void search(const CatalogueData& data, std::string_view name, const FindOptions& options,
            FoundNames& out) {
  thread_local SearchScratch scratch;
  scratch.begin(data);
  Search(data, name, options, scratch).run(out);
  if (!out.matches.empty() && out.matches.front().score >= kSettled) return;
  FoundNames more;
  if (const std::string stem = without_ending(name); !stem.empty()) {
    scratch.begin(data);
    Search(data, stem, options, scratch).run(more);
    for (NameMatch& m : more.matches) m.score *= kStem;
    std::erase_if(more.matches, [&](const NameMatch& m) { return m.score < options.at_least; });
    merge(more, options.limit, out);
    more.examined = 0;
  }
  std::string parted;
  for (const std::size_t cut : cuts_of(name)) {
    parted.assign(name).insert(cut, 1, ' ');
    scratch.begin(data);
    Search(data, parted, options, scratch).run_by_pairs(more);
    merge(more, options.limit, out);
    more.examined = 0;
  }
}

}  // namespace quoth::names
