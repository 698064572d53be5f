#include "analyze/names/catalogue/search.hpp"

#include <algorithm>
#include <numeric>

#include "analyze/names/nicknames.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr float kSimilar = .62F;          // a token this like a question's leads to its names
constexpr std::size_t kMostAligned = 40;  // names aligned in full
constexpr std::size_t kMostDrawn = 1200;  // names taken from postings
constexpr float kGood = .8F;              // a score that ends the search

class Search {
 public:
  Search(const CatalogueData& data, std::string_view name, const FindOptions& options,
         SearchScratch& scratch)
      : data_(data),
        options_(options),
        s_(scratch),
        question_(name, SimilarityOptions{options.variants}),
        view_(question_.view()) {}

  void run(FoundNames& out) {
    if (view_.tokens.empty()) return;
    choose_units();
    if (view_.variant != 0)
      for (const NameId n : data_.by_variant.find(view_.variant)) draw(n);
    for (const std::size_t unit : units_) meet_by_keys(unit);
    draw_names();
    align_best();
    if (best_ < kGood) {
      for (const std::size_t unit : units_) meet_one_sound_away(unit);
      draw_names();
      align_best();
    }
    finish(out);
  }

 private:
  // The units that lead to names: what somebody is called. When that is nothing but initials and
  // particles, those.
  void choose_units() {
    for (std::size_t i = 0; i < view_.units(); ++i) {
      if (view_.unit(i).initial) continue;
      if (i < view_.tokens.size()) {
        const TokenRole role = view_.tokens[i].role;
        if (role != TokenRole::name && role != TokenRole::patronymic && role != TokenRole::common)
          continue;
      }
      units_.push_back(i);
    }
    if (units_.empty())
      for (std::size_t i = 0; i < view_.tokens.size(); ++i) units_.push_back(i);
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
      m = meeting_of(view_.unit(unit), data_.tokens[token]);
      if (m.similarity >= kSimilar && m.how != TokenMeeting::initial)
        s_.similar[unit].emplace_back(m.similarity, token);
    }
    return m;
  }

  void meet_by_keys(std::size_t unit) {
    const PreparedToken& token = view_.unit(unit);
    for (const TokenId t : data_.by_text.find(hash_word(token.sound.text))) meet(unit, t);
    for (const std::uint16_t group : token.nicknames)
      for (const std::string& word : nicknames_of(group))
        for (const TokenId t : data_.by_text.find(hash_word(word))) meet(unit, t);
    for (const std::string& key : name_keys(token.sound.text)) {
      if (key.front() == '=' && !options_.variants) continue;
      for (const TokenId t : data_.by_key.find(hash_bytes(key))) meet(unit, t);
    }
  }

  // A mistyped or misheard consonant changes the key: tries every key one sound away.
  void meet_one_sound_away(std::size_t unit) {
    const auto look = [&](const std::string& key) {
      for (const TokenId t : data_.by_key.find(hash_bytes(key))) meet(unit, t);
    };
    std::size_t taken = 0;
    for (const std::string& key : name_keys(view_.unit(unit).sound.text)) {
      if (key.front() == '=' || ++taken > 2) continue;
      std::string other;
      for (std::size_t i = 0; i <= key.size(); ++i) {
        for (const char c : data_.key_letters) {
          other.assign(key).insert(i, 1, c);
          look(other);
          if (i == key.size() || c == key[i]) continue;
          other.assign(key)[i] = c;
          look(other);
        }
        if (i == key.size()) break;
        other.assign(key).erase(i, 1);
        if (!other.empty()) look(other);
        if (i + 1 < key.size()) {
          other.assign(key);
          std::swap(other[i], other[i + 1]);
          look(other);
        }
      }
    }
  }

  void draw(NameId name) {
    if (s_.names[name] == s_.stamp) return;
    s_.names[name] = s_.stamp;
    s_.drawn.push_back({promise_of(name), name});
  }

  // A quick estimate of the alignment's score: how much of the question finds a counterpart, and
  // how much of the name is left over.
  float promise_of(NameId name) {
    std::array<float, kMostUnits> best{};
    const NameRow& row = data_.names[name];
    std::size_t met = 0;
    for (std::size_t k = 0; k < std::size_t{row.tokens} + row.joined; ++k) {
      const TokenId t = data_.places[row.first + k] & (kMostTokenIds - 1);
      const PreparedToken& token = data_.tokens[t];
      float most = 0;
      const bool known = s_.tokens[t].stamp == s_.stamp;
      for (std::size_t u = 0; u < view_.units(); ++u) {
        float similarity = 0;
        if (known && s_.rows[s_.tokens[t].row][u].similarity >= 0) {
          similarity = s_.rows[s_.tokens[t].row][u].similarity;
        } else if (view_.unit(u).initial != token.initial) {
          similarity = meet(u, t).similarity;
        }
        best[u] = std::max(best[u], similarity);
        most = std::max(most, similarity);
      }
      if (k < row.tokens && most >= kSimilar) ++met;
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

  void draw_names() {
    // The rarest unit first: the fewer names its like tokens lead to, the more each tells.
    boost::container::static_vector<std::pair<std::size_t, std::size_t>, kMostUnits> order;
    for (const std::size_t unit : units_) {
      auto& similar = s_.similar[unit];
      std::sort(similar.begin(), similar.end(), [](const auto& x, const auto& y) {
        return x.first != y.first ? x.first > y.first : x.second < y.second;
      });
      std::size_t names = 0;
      for (const auto& [similarity, token] : similar)
        if (similarity >= kGood) names += data_.postings_of(token).size();
      order.emplace_back(names, unit);
    }
    std::sort(order.begin(), order.end());
    std::size_t budget = kMostDrawn;
    for (const float least : {kGood, kSimilar})
      for (const auto& [names, unit] : order)
        for (const auto& [similarity, token] : s_.similar[unit]) {
          if (similarity < least || (least < kGood && similarity >= kGood)) continue;
          const auto postings = data_.postings_of(token);
          for (const NameId n : postings) {
            if (s_.drawn.size() + taken_twice_ >= budget) return;
            if (s_.names[n] == s_.stamp)
              ++taken_twice_;
            else
              draw(n);
          }
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
        Meeting m = meet(i, t);
        if ((joined_i || joined_j) && m.how != TokenMeeting::initial) m.how = TokenMeeting::joined;
        s_.meetings.at(i, j) = m;
      }
    }
  }

  void finish(FoundNames& out) {
    std::sort(matches_.begin(), matches_.end(), [](const NameMatch& x, const NameMatch& y) {
      return x.score != y.score ? x.score > y.score : x.index < y.index;
    });
    if (matches_.size() > options_.limit) matches_.resize(options_.limit);
    out.matches.assign(matches_.begin(), matches_.end());
    out.examined = s_.drawn.size() + taken_twice_;
  }

  const CatalogueData& data_;
  const FindOptions& options_;
  SearchScratch& s_;
  PreparedName question_;
  const NameView& view_;
  boost::container::static_vector<std::size_t, kMostUnits> units_;
  boost::container::static_vector<NameMatch, kMostAligned> matches_;
  std::size_t rows_ = 0, taken_twice_ = 0;
  double best_ = 0;
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

void search(const CatalogueData& data, std::string_view name, const FindOptions& options,
            FoundNames& out) {
  thread_local SearchScratch scratch;
  scratch.begin(data);
  Search(data, name, options, scratch).run(out);
}

}  // namespace quoth::names
