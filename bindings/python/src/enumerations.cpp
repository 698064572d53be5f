#include "enumerations.hpp"

namespace quoth_python {

using namespace quoth;

std::string_view word_of(EntityType type) noexcept {
  switch (type) {
    case EntityType::person:
      return "person";
    case EntityType::organisation:
      return "organisation";
    case EntityType::place:
      return "place";
  }
  return "";
}
std::string_view word_of(Gender gender) noexcept {
  switch (gender) {
    case Gender::unknown:
      return "unknown";
    case Gender::male:
      return "male";
    case Gender::female:
      return "female";
  }
  return "";
}
std::string_view word_of(Unit unit) noexcept {
  switch (unit) {
    case Unit::automatic:
      return "automatic";
    case Unit::articles:
      return "articles";
    case Unit::quotations:
      return "quotations";
  }
  return "";
}
std::string_view word_of(TimelineBy by) noexcept {
  return by == TimelineBy::event ? "event" : "published";
}
std::string_view word_of(NameScope scope) noexcept {
  switch (scope) {
    case NameScope::any:
      return "any";
    case NameScope::person:
      return "person";
    case NameScope::organisation:
      return "organisation";
    case NameScope::place:
      return "place";
  }
  return "";
}
std::string_view word_of(Query::Kind kind) noexcept {
  using Kind = Query::Kind;
  switch (kind) {
    case Kind::nothing:
      return "nothing";
    case Kind::everything:
      return "everything";
    case Kind::word:
      return "word";
    case Kind::phrase:
      return "phrase";
    case Kind::prefix:
      return "prefix";
    case Kind::near:
      return "near";
    case Kind::all:
      return "all";
    case Kind::any:
      return "any";
    case Kind::without:
      return "without";
    case Kind::prefer:
      return "prefer";
    case Kind::title:
      return "title";
    case Kind::source:
      return "source";
    case Kind::language:
      return "language";
    case Kind::name:
      return "name";
    case Kind::speaker:
      return "speaker";
    case Kind::about:
      return "about";
    case Kind::speech:
      return "speech";
    case Kind::stance:
      return "stance";
    case Kind::when:
      return "when";
    case Kind::published:
      return "published";
    case Kind::quotation:
      return "quotation";
  }
  return "";
}

}  // namespace quoth_python
