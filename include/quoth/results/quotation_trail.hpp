// The trail of a quotation: where its words were first printed, and what became of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "quoth/results/context.hpp"
#include "quoth/results/quotation_check.hpp"

namespace quoth {

/// A printing of a variant: one article, without its context.
struct TrailPrinting {
  ArticleRef article;
  std::string id, title, source, url;
  std::optional<PublicationDay> published;
  friend bool operator==(const TrailPrinting&, const TrailPrinting&) = default;
};

/// One way the words were printed. Articles that print the same normalised words of the same speaker are one variant: a
/// wire story and its copies.
struct TrailVariant
    : CheckedSource {  ///< the first printing; verdict, diff and notes against the text asked for
  std::vector<WordEdit>
      against_first;  ///< from the trail's first variant to this one; empty for the first
  std::vector<TrailPrinting>
      printings;  ///< all of them, the first one too, oldest first, undated ones last
  std::vector<std::string>
      outlets;  ///< of these, each once, in that order; an article without one is not in it
  friend bool operator==(const TrailVariant&, const TrailVariant&) = default;
};

struct TrailOptions {
  std::size_t limit = 50;           ///< variants given back at most
  std::size_t most_articles = 400;  ///< read at most; the most alike are
  ContextOptions context;
};

struct Trail {
  std::string text;  ///< the words that were compared
  std::vector<TrailVariant>
      variants;              ///< oldest first by the first day of publication; undated ones last
  std::size_t articles = 0;  ///< that print a variant
  std::size_t undated = 0;   ///< of these, how many have no day of publication
  std::vector<std::string> notes;  ///< what was left out; that other languages are not compared
};

}  // namespace quoth
