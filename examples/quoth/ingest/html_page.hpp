// Articles of web pages.
#pragma once

#include <string>
#include <string_view>

#include "ingest/article_fields.hpp"
#include "ingest/byte_source.hpp"
#include "ingest/sink.hpp"

namespace quoth_cli {

/// A page as an article, without an id: its headline, the text of its main part, the day, site, address and
/// language that it tells of itself. A byline that the text does not hold stands in a paragraph before it, "By
/// Ada Moss", so that who wrote it can be searched for.
/// @throws UsageError  it is not parsed (why_not_parsed), or holds no text
[[nodiscard]] quoth::Article article_from_html(std::string_view utf8);

/// The text of a piece of HTML such as feeds carry; the piece itself where it cannot be parsed.
[[nodiscard]] std::string text_from_html(std::string_view utf8);

/// All of `source` as one page, in whatever charset it or `declared` says; the id is `id`.
/// @throws BrokenInput
/// Gives whether to go on.
[[nodiscard]] bool read_html(ByteSource& source, const std::string& name, std::string id,
                             const ArticleSink& sink, std::string_view declared = {});

}  // namespace quoth_cli
