#include "analyze/names/thing_references.hpp"

#include <algorithm>
#include <bitset>
#include <boost/container/static_vector.hpp>
#include <vector>

#include "analyze/tables/tables.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

constexpr std::size_t kRecent = 8;       // places, and organisations, kept in mind
constexpr std::uint32_t kFarthest = 15;  // sentences a description reaches back

enum class Kind : std::uint8_t { country, town, region, firm, agency, body };

struct Noun {
  std::uint64_t hash;
  EntityType type;
  Kind kind;
};

const std::vector<Noun>& nouns() {
  static const std::vector<Noun> table = [] {
    std::vector<Noun> out;
    tables::for_each_row(tables::text_of("en/names_nominals.tsv"), [&](auto columns) {
      if (columns.size() < 3) return;
      constexpr std::string_view kKinds[] = {"country", "town", "region", "firm", "agency", "body"};
      const auto kind = std::find(std::begin(kKinds), std::end(kKinds), columns[2]);
      if (kind == std::end(kKinds)) return;
      out.push_back({hash_word(columns[0]),
                     columns[1] == "LOC" ? EntityType::place : EntityType::organisation,
                     static_cast<Kind>(kind - std::begin(kKinds))});
    });
    std::sort(out.begin(), out.end(), [](const Noun& a, const Noun& b) { return a.hash < b.hash; });
    return out;
  }();
  return table;
}

// Nearly every word is none of them: a bit per hash value says so at once.
class NounFilter {
 public:
  NounFilter() {
    for (const Noun& n : nouns()) bits_.set(n.hash % kBits);
  }
  [[nodiscard]] bool may_hold(std::uint64_t hash) const noexcept { return bits_[hash % kBits]; }

 private:
  static constexpr std::size_t kBits = 2048;
  std::bitset<kBits> bits_;
};

const Noun* noun_of(std::uint64_t hash) {
  static const NounFilter filter;
  if (!filter.may_hold(hash)) return nullptr;
  const auto& table = nouns();
  const auto at =
      std::lower_bound(table.begin(), table.end(), hash,
                       [](const Noun& n, std::uint64_t wanted) { return n.hash < wanted; });
  return at != table.end() && at->hash == hash ? &*at : nullptr;
}

class ThingResolver {
 public:
  ThingResolver(const TokenTable& t, const WordFacts& facts, const FoundNames& names,
                const Clusters& clusters)
      : t_(t), facts_(facts), names_(names), clusters_(clusters) {}

  std::vector<Reference> run() {
    std::size_t next = 0;
    for (TokenIndex i = 0; i < t_.size(); ++i) {
      while (next < names_.size() && names_[next].tokens.end <= i) ++next;
      if (next < names_.size() && names_[next].tokens.begin <= i) {
        if (names_[next].type != EntityType::person)
          meet(names_[next].type, {clusters_.of_name[next], t_.sentence_of(i)});
        i = names_[next].tokens.end - 1;
        continue;
      }
      if (t_.shape(i) != Shape::lower && t_.shape(i) != Shape::capitalised) continue;
      const Noun* noun = noun_of(t_.hash(i));
      if (noun == nullptr || !stands_for_itself(i, next)) continue;
      const EntityId id = meant(*noun, i);
      if (!id.known()) continue;
      out_.push_back({t_.span(i), MentionForm::nominal, id, noun->type});
      meet(noun->type, {id, t_.sentence_of(i)});
    }
    return std::move(out_);
  }

 private:
  struct Recent {
    EntityId id;
    std::uint32_t sentence;
  };
  using Ring = boost::container::static_vector<Recent, kRecent>;

  Ring& ring_of(EntityType type) noexcept { return type == EntityType::place ? places_ : bodies_; }

  void meet(EntityType type, Recent recent) {
    Ring& ring = ring_of(type);
    const auto old =
        std::find_if(ring.begin(), ring.end(), [&](const Recent& r) { return r.id == recent.id; });
    if (old != ring.end())
      ring.erase(old);
    else if (ring.size() == ring.capacity())
      ring.pop_back();
    ring.insert(ring.begin(), recent);
  }

  // "the city", "this small country": a definite word before it, and no "of X", name or further
  // noun that would make it mean something else.
  bool stands_for_itself(TokenIndex i, std::size_t next) const noexcept {
    const std::uint32_t sentence = t_.sentence_of(i);
    const TokenIndex after = i + 1;
    if (after < t_.size() && t_.sentence_of(after) == sentence) {
      if (next < names_.size() && names_[next].tokens.begin == after) return false;
      if (t_.hash(after) == hash_word("of") || t_.hash(after) == hash_word("where")) return false;
      if (t_.at(after) == '-' && !t_.before(after, Gap::space)) return false;
    }
    for (TokenIndex k = i, back = 0; back < 3 && k > 0 && t_.sentence_of(k - 1) == sentence;
         ++back) {
      --k;
      if (t_.kind(k) != TokenKind::word || facts_.is_capital(k))
        return t_.kind(k) == TokenKind::word && is_definite(t_.hash(k));
      if (is_definite(t_.hash(k))) return true;
      if (has_any(t_.classes(k), kFunctionWord)) return false;
    }
    return false;
  }
  static bool is_definite(std::uint64_t hash) noexcept {
    for (const std::uint64_t h : {hash_word("the"), hash_word("this"), hash_word("that"),
                                  hash_word("our"), hash_word("entire")})
      if (hash == h) return true;
    return false;
  }

  EntityId meant(const Noun& noun, TokenIndex i) {
    const std::uint32_t sentence = t_.sentence_of(i);
    for (const Recent& r : ring_of(noun.type))
      if (sentence - r.sentence <= kFarthest && fits(noun, r.id)) return r.id;
    return EntityId::none();
  }

  bool fits(const Noun& noun, EntityId id) const {
    const auto e = static_cast<std::size_t>(id.index);
    const WordClasses classes = clusters_.classes[e];
    switch (noun.kind) {
      case Kind::country:
        return has(classes, WordClass::country);
      case Kind::town:
      case Kind::region:
        return !has(classes, WordClass::country);
      case Kind::firm:
        return !has_any(classes, classes_of(WordClass::metonym, WordClass::outlet));
      case Kind::agency:
        return has(classes, WordClass::outlet);
      case Kind::body: {
        const TokenRange name = names_[clusters_.fullest[e]].tokens;
        for (TokenIndex k = name.begin; k < name.end; ++k)
          if (t_.hash(k) == noun.hash) return true;
        return false;
      }
    }
    return false;
  }

  const TokenTable& t_;
  const WordFacts& facts_;
  const FoundNames& names_;
  const Clusters& clusters_;
  Ring places_, bodies_;
  std::vector<Reference> out_;
};

}  // namespace

std::vector<Reference> find_thing_references(const TokenTable& tokens, const WordFacts& facts,
                                             const FoundNames& names, const Clusters& clusters) {
  return ThingResolver(tokens, facts, names, clusters).run();
}

}  // namespace quoth::names
