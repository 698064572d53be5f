#include "analyze/names/entities.hpp"

#include <algorithm>
#include <string>

#include "analyze/names/entity_builder.hpp"
#include "analyze/names/one_type.hpp"
#include "analyze/names/person_clusters.hpp"
#include "analyze/names/roles.hpp"
#include "analyze/names/thing_clusters.hpp"
#include "analyze/names/word_facts.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::names {
namespace {

constexpr std::size_t kMostVariants = 32;  // spellings, and roles, kept of one entity

// The text of a span with its white space folded.
std::string text_of(std::string_view text, Span span) {
  std::string out;
  out.reserve(span.size());
  bool space = false;
  for (const char c : span.of(text)) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

bool is_shouted(const TokenTable& t, const FoundName& name) {
  constexpr std::uint32_t kLongestAcronym = 3;
  const TokenIndex last = name.tokens.end - 1;
  return name.type == EntityType::person && t.shape(last) == Shape::upper &&
         t.span(last).size() > kLongestAcronym;
}

// A headline's capitals are not how a name is written, when the text writes it otherwise too.
void unshout(EntityBuilder& b) {
  for (std::size_t n = 0; n < b.names.size(); ++n) {
    std::size_t& fullest = b.fullest_of(b.of_name[n]);
    if (is_shouted(b.tokens, b.names[fullest]) && !is_shouted(b.tokens, b.names[n]) &&
        b.names[n].tokens.size() >= b.names[fullest].tokens.size())
      fullest = n;
  }
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (list.size() < kMostVariants && std::find(list.begin(), list.end(), text) == list.end())
    list.push_back(std::move(text));
}

void add_role(const FoundName& name, Clusters& out, std::size_t e, std::string text) {
  add_once(out.entities[e].roles, std::move(text));
  auto& held = out.held[e];
  const bool seen = std::any_of(held.begin(), held.end(), [&](const HeldRole& h) {
    return h.word == name.role_word && (name.country == 0 || h.country == name.country);
  });
  if (!seen && held.size() < kMostVariants) held.push_back({name.role_word, name.country});
  if (out.country[e] == 0) out.country[e] = name.country;
}

// Best name, spellings and roles of each entity, and what the lists say of it.
Clusters described(EntityBuilder& b, const PersonClusters& people) {
  const TokenTable& t = b.tokens;
  const std::size_t size = b.types.size();
  Clusters out;
  out.entities.resize(size);
  out.held.resize(size);
  out.country.assign(size, 0);
  out.classes.assign(size, 0);
  out.mentions.assign(size, 0);
  for (std::size_t e = 0; e < size; ++e) {
    Entity& entity = out.entities[e];
    entity.type = b.types[e];
    entity.name = text_of(t.text(), b.names[b.fullest[e]].span);
    if (entity.type == EntityType::person)
      entity.gender = people.gender_of({static_cast<std::int32_t>(e)});
  }
  for (std::size_t n = 0; n < b.names.size(); ++n) {
    const FoundName& name = b.names[n];
    const auto e = static_cast<std::size_t>(b.of_name[n].index);
    Entity& entity = out.entities[e];
    ++out.mentions[e];
    const std::string_view written = name.span.of(t.text());
    if (written != entity.name)
      if (std::string text = text_of(t.text(), name.span); text != entity.name)
        add_once(entity.variants, std::move(text));
    if (entity.gender == Gender::unknown) entity.gender = name.gender;
    if (name.type != EntityType::person) {
      const WordId word = whole_word(t, name);
      out.classes[e] |= t.lexicon().classes(word);
      if (out.country[e] == 0) out.country[e] = country_of(t.lexicon(), word);
    } else if (const TokenIndex begin = name.tokens.begin;
               out.country[e] == 0 && begin > 1 && t.kind(begin - 1) == TokenKind::clitic &&
               has(t.classes(begin - 2), WordClass::country)) {
      // "Ukraine’s Zelensky".
      out.country[e] = country_of(t.lexicon(), t.word(begin - 2));
    } else if (name.role_word != kNoWord) {
      add_role(name, out, e, text_of(t.text(), t.span(name.role)));
    }
  }
  out.fullest = std::move(b.fullest);
  out.of_name = std::move(b.of_name);
  return out;
}

}  // namespace

Clusters cluster(const TokenTable& tokens, FoundNames& names) {
  give_one_type(tokens, names);
  EntityBuilder builder(tokens, names);
  PersonClusters people(builder);
  people.run();
  ThingClusters things(builder);
  for (std::size_t n = 0; n < names.size(); ++n) {
    FoundName& name = names[n];
    if (name.type == EntityType::person) continue;
    // "MBS": a person's letters, when nothing else goes by them.
    if (name.type == EntityType::organisation && name.tokens.size() == 1 &&
        tokens.shape(name.tokens.begin) == Shape::upper &&
        !has_any(tokens.classes(name.tokens.begin), kOrgName | kPlaceName))
      if (const EntityId id = people.by_letters(tokens.hash(name.tokens.begin)); id.known()) {
        name.type = EntityType::person;
        people.put(n, id);
        continue;
      }
    things.place(n);
  }
  unshout(builder);
  return described(builder, people);
}

}  // namespace quoth::names
