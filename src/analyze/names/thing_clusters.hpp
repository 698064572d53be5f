// Which names of places and organisations mean the same one.
#pragma once

#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analyze/names/entity_builder.hpp"
#include "analyze/names/hash_map.hpp"

namespace quoth::names {

/// Joins names by their words, by the country or variant they are a spelling of, by their letters
/// ("World Health Organization", "WHO"), and by what is left of a name used again ("Harbour Bank of
/// Tolmeria", "Harbour Bank"). Expected time linear in the names.
class ThingClusters {
 public:
  explicit ThingClusters(EntityBuilder& builder) : b_(builder), t_(builder.tokens) {}

  /// Gives the name `n`, no person's, its entity. Names come in text order.
  void place(std::size_t n);

 private:
  using Ids = boost::container::small_vector<EntityId, 2>;
  using Keys = boost::container::static_vector<std::uint64_t, 8>;
  using Words = boost::container::small_vector<TokenIndex, 8>;

  EntityId find(std::uint64_t key) const;
  EntityId latest(std::uint64_t key) const;
  EntityId in_brackets(std::size_t n, const Words& words) const;
  void remember(std::uint64_t key, EntityId id) { by_name_.emplace(key, id); }
  void remember_short(std::uint64_t key, EntityId id);
  Keys short_forms(const FoundName& name, const Words& words, std::uint64_t salt) const;
  EntityId sound_alike(const FoundName& name, std::uint64_t salt, const std::string& spelled);
  std::pair<std::size_t, std::int32_t> leading_country(const Words& words) const;
  bool known_by(EntityId id, std::uint64_t key) const noexcept;
  std::uint64_t key_of(std::uint64_t salt, const Words& words, std::size_t begin,
                       std::size_t end) const;

  struct Sound {
    std::string spelled;  // folded
    std::size_t name;
    bool listed;
  };
  static constexpr std::size_t kMostAlike = 8;  // kept of those that may sound alike
  using Sounding = boost::container::small_vector<Sound, 1>;

  EntityBuilder& b_;
  const TokenTable& t_;
  HashMap<EntityId> by_name_;
  HashMap<Ids> by_short_;
  HashMap<Sounding> sounds_;
  std::string phrase_;                      // scratch of the gazetteer's lookups
  EntityId country_;                        // named last
  std::vector<std::uint32_t> last_;         // by EntityId: index of the last name
  std::vector<std::uint64_t> fullest_key_;  // by EntityId: key of the fullest name
};

/// The lexicon's entry for all of a name, kNoWord where it has none.
[[nodiscard]] WordId whole_word(const TokenTable& tokens, const FoundName& name);

}  // namespace quoth::names
