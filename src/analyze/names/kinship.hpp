// Who is whose father: what an article tells of relatives, so that "his father" has a name.
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstdint>

#include "quoth/analyze/annotations.hpp"

namespace quoth::names {

class Kinship {
 public:
  /// Notes that `relative` is the `noun` (hash_word, "father") of `owner`; none() where the owner is
  /// not known; and what the owner is to the relative. Only the last 32 links are kept.
  void add(EntityId owner, std::uint64_t noun, EntityId relative, Gender owners_gender);
  /// Notes from "`child` is a son of `parent`" what the parent is to the child.
  void add_parent(EntityId child, EntityId parent, Gender parents_gender);

  /// Whom "his father" means: the owner's own, or one whose owner was left open; none() without an
  /// owner.
  [[nodiscard]] EntityId relative_of(EntityId owner, std::uint64_t noun) const noexcept;

 private:
  struct Link {
    EntityId owner;
    std::uint64_t noun = 0;
    EntityId relative;
  };
  void put(Link link);
  boost::container::static_vector<Link, 32> links_;
};

/// Whether a kin noun (hash_word) is that of a child: "son", "daughter".
[[nodiscard]] bool is_child_noun(std::uint64_t noun) noexcept;

}  // namespace quoth::names
