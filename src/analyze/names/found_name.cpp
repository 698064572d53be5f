#include "analyze/names/found_name.hpp"

namespace quoth::names {

std::string_view name_of(Rule rule) noexcept {
  switch (rule) {
    case Rule::gazetteer:
      return "names/gazetteer";
    case Rule::titled:
      return "names/titled";
    case Rule::given_name:
      return "names/given-name";
    case Rule::surname:
      return "names/surname";
    case Rule::initials:
      return "names/initials";
    case Rule::context:
      return "names/context";
    case Rule::shape:
      return "names/shape";
    case Rule::org_head:
      return "names/org-head";
    case Rule::org_suffix:
      return "names/org-suffix";
    case Rule::place_head:
      return "names/place-head";
    case Rule::repetition:
      return "names/repetition";
    case Rule::glued:
      return "names/glued";
    case Rule::learned:
      return "names/learned";
    case Rule::nominal:
      return "names/nominal";
    case Rule::pronoun:
      return "names/pronoun";
  }
  return "";
}

}  // namespace quoth::names
