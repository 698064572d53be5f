// Articles of plain text files.
#pragma once

#include <string>

#include "ingest/byte_source.hpp"
#include "ingest/sink.hpp"

namespace quoth_cli {

/// All of `source` as one article; its first line is the title when it looks like one.
///   name  of the file, for messages
///   id    of the article
/// @throws BrokenInput
/// Gives whether to go on.
[[nodiscard]] bool read_plain_text(ByteSource& source, const std::string& name, std::string id,
                                   const ArticleSink& sink);

}  // namespace quoth_cli
