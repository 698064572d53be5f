// Articles of news feeds.
#pragma once

#include <string>

#include "ingest/byte_source.hpp"
#include "ingest/sink.hpp"

namespace quoth_cli {

/// The items of an RSS 0.9-2.0 or RDF feed, the entries of an Atom feed: id is the guid or id, else the link; the body
/// the fullest of what it carries, as text; the source the feed's own title, or the item's. No entity but XML's own
/// and no reference to anything outside is followed. An item without id, or without title and
/// text, is skipped by its number.
/// @throws BrokenInput
/// Gives whether to go on.
[[nodiscard]] bool read_feed(ByteSource& source, const std::string& name, const ArticleSink& sink);

}  // namespace quoth_cli
