// Somebody or something that an article names, as the index keeps it.
#pragma once

#include <quoth/index/snapshot.hpp>

#include "members.hpp"

namespace quoth_python {

constexpr auto members(Tag<quoth::ArticleName>) {
  using T = quoth::ArticleName;
  return std::make_tuple(&T::type, &T::gender, &T::name, &T::variants, &T::roles, &T::mentions,
                         &T::quotations);
}

}  // namespace quoth_python
