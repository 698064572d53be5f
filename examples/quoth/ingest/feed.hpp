// Articles of news feeds.
#pragma once

#include <string>
#include <string_view>

#include "ingest/byte_source.hpp"
#include "ingest/sink.hpp"

namespace quoth_cli {

/// Whether the text begins as a feed does: RSS, RDF or Atom.
[[nodiscard]] bool looks_like_feed(std::string_view begin) noexcept;

/// The items of an RSS 0.9-2.0 or RDF feed, the entries of an Atom feed: id is the guid or id, else the link; the body
/// the fullest of what it carries, as text; the source the feed's own title, or the item's. No entity but XML's own
/// and no reference to anything outside is followed. An item without id, or without title and
/// text, is skipped by its number.
/// @throws BrokenInput
/// Gives whether to go on.
[[nodiscard]] bool read_feed(ByteSource& source, const std::string& name, const ArticleSink& sink);

}  // namespace quoth_cli
