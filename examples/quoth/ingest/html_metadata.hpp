// What a page says of itself: in <meta>, in JSON-LD, in <link> and <time>.
#pragma once

#include <optional>
#include <string>

#include "ingest/article_fields.hpp"
#include "ingest/html_document.hpp"

namespace quoth_cli {

struct HtmlMetadata {
  std::string headline;  ///< of JSON-LD, else of Open Graph
  std::string title;     ///< <title>, with the site's name where the page puts it there
  std::string byline;    ///< who wrote it, several with commas between
  std::string site, url, lang;
  std::optional<PublishedAt> published;
  std::string body;  ///< JSON-LD's articleBody: pages that show their text by script have it there
};

/// Reads all of a page's metadata. Of several that tell the same, JSON-LD of an article comes first, then
/// Open Graph and its like, then older conventions, then the first <time> of the page.
[[nodiscard]] HtmlMetadata html_metadata(const HtmlDocument& page);

}  // namespace quoth_cli
