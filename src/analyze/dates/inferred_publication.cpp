#include "analyze/dates/publication.hpp"

namespace quoth::dates {

std::optional<PublicationDay> inferred_publication(const Context&, const std::vector<Expression>&) {
  return std::nullopt;
}

}  // namespace quoth::dates
