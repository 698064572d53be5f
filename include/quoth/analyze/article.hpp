// An article as its owner gives it.
#pragma once

#include <optional>
#include <string>

#include "quoth/analyze/calendar.hpp"

namespace quoth {

/// One article, in well-formed UTF-8 (use `decode` for bytes from outside).
struct Article {
  std::string id;     ///< the caller's own, unique in an index, 1..4096 bytes
  std::string title;  ///< may be empty
  std::string body;
  std::optional<Day> published;  ///< when the owner knows it
  std::string source;            ///< outlet: "TASS"
  std::string url;
  std::string lang;  ///< BCP 47, empty for unknown (guessed from the words, else read as English)
  /// The moment of publication, where the owner knows the clock too. Only questions ("in five
  /// minutes", DateStyle::query) look at it; it is not stored.
  std::optional<Instant> published_at = {};
  friend bool operator==(const Article&, const Article&) = default;
};

/// The text that spans index: the title, two line feeds and the body; the body alone when there is
/// no title.
[[nodiscard]] inline std::string text_of(const Article& article) {
  return article.title.empty() ? article.body : article.title + "\n\n" + article.body;
}

}  // namespace quoth
