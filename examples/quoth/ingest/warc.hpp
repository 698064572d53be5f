// Articles of web archives.
#pragma once

#include <string>

#include "ingest/byte_source.hpp"
#include "ingest/sink.hpp"

namespace quoth_cli {

/// The pages of a WARC file (ISO 28500): responses of HTML, and resources and conversions of HTML or plain
/// text; other records are passed over. The id and url are the target's address. A page over 8 MiB
/// or that is no article is skipped, named by its address and the byte that its record begins at. What the day of
/// an article is says the page; the day it was fetched is not taken for it.
/// @throws BrokenInput  also where a record is none, since nothing tells then where the next begins
/// Gives whether to go on.
[[nodiscard]] bool read_warc(ByteSource& source, const std::string& name, const ArticleSink& sink);

}  // namespace quoth_cli
