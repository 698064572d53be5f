#include "analyze/names/tag_features.hpp"

namespace quoth::names {

std::string_view name_of(Template which) noexcept {
  static constexpr std::string_view kNames[] = {
#define QUOTH_NAME(name) #name,
      QUOTH_TAG_TEMPLATES(QUOTH_NAME)
#undef QUOTH_NAME
  };
  return kNames[static_cast<std::size_t>(which)];
}

}  // namespace quoth::names
