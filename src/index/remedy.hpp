// What to do about a file of an index that is damaged or missing.
#pragma once

#include <string_view>

namespace quoth::storage {

/// A sentence for the end of a message; `file` is a name or path. What is made from the stored
/// texts can be made anew; the texts, the deletions and the manifest cannot.
[[nodiscard]] constexpr std::string_view remedy_for(std::string_view file) noexcept {
  for (const std::string_view derived : {"articles.ranks", "quotations.ranks", "articles.map",
                                         "articles.glass"})
    if (file.ends_with(derived))
      return " Restore the index from a copy, or have the file made anew from the stored texts: "
             "quoth rebuild.";
  return " Restore the index from a copy, or index again.";
}

}  // namespace quoth::storage
