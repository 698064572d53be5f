// Which names of many articles mean the same.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "quoth/index/snapshot.hpp"
#include "quoth/results/names.hpp"

namespace quoth {

/// Gathers the names of articles, then joins them. For one thread.
class NameResolver {
 public:
  /// One name of article number `article`. REQUIRES: articles are numbered in the order of the calls.
  void add(const ArticleName& name, std::uint32_t article);

  struct Group {
    ResolvedName resolved;
    std::vector<std::uint32_t> articles;  ///< ascending
    std::size_t most_tokens = 0;          ///< of its fullest spelling
  };
  /// The names of one type, joined; those in most articles first.
  ///
  /// Names of several tokens join the group whose most frequent name is most alike, if that is alike
  /// enough and nothing tells them apart (see may_be_one). A name that is rare beside the group may
  /// be less alike: it is a misspelling rather than a namesake. Lone tokens come last.
  /// @throws DeadlineError
  [[nodiscard]] std::vector<Group> resolve(EntityType type,
                                           std::chrono::steady_clock::time_point deadline) const;

 private:
  friend class NameJoiner;
  struct Tally {
    std::vector<std::string> tokens;
    std::vector<std::uint32_t> articles;  ///< ascending
    std::uint64_t mentions = 0, quotations = 0;
    std::int64_t male = 0, female = 0;
    std::map<std::string, std::uint64_t> forms;     ///< as written; the article's fullest
    std::map<std::string, std::uint64_t> variants;  ///< the others
    std::map<std::string, std::uint64_t> roles;
  };
  std::unordered_map<std::string, Tally> tallies_[3];  // by type, by folded name
};

/// Whether nothing tells two persons' names apart: generation marks ("Jr"), middle initials that
/// contradict ("George W." and "George H. W. Bush").
[[nodiscard]] bool may_be_one(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace quoth
