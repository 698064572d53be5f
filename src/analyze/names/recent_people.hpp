// The people an article has spoken of lately: whom "he" can mean.
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstdint>

#include "analyze/names/word_facts.hpp"
#include "quoth/analyze/annotations.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

class RecentPeople {
 public:
  struct Recent {
    EntityId id;
    std::uint32_t sentence = 0;
    TokenIndex end = 0;  ///< of the last mention
    bool subject = false;
    std::uint32_t count = 0;
  };
  static constexpr std::size_t kMost = 10;
  using List = boost::container::static_vector<Recent, kMost>;

  RecentPeople(const TokenTable& tokens, const WordFacts& facts) : t_(tokens), facts_(facts) {}

  /// The person of a mention becomes the most recent one; a `weak` mention (a pronoun) keeps what
  /// the sentence said of him before.
  void meet(EntityId id, TokenRange tokens, bool weak);

  /// Latest first.
  [[nodiscard]] const List& list() const noexcept { return list_; }
  [[nodiscard]] const Recent* find(EntityId id) const noexcept;

  struct Meant {
    EntityId id;         ///< none() where two fit alike
    bool alone = false;  ///< nobody else fits
  };
  /// Whom a pronoun of that gender at token `i` means; `entities` tell everybody's gender.
  [[nodiscard]] Meant meant(TokenIndex i, Gender gender, const std::vector<Entity>& entities) const;
  /// The only one of the last few sentences who can be of that gender, but for `owner`; none() for
  /// nobody or several.
  [[nodiscard]] EntityId alone(TokenIndex i, Gender gender, EntityId owner,
                               const std::vector<Entity>& entities) const;

 private:
  bool is_subject(TokenRange tokens) const;

  const TokenTable& t_;
  const WordFacts& facts_;
  List list_;
};

}  // namespace quoth::names
