// Articles of JSON lines.
#pragma once

#include <string>
#include <string_view>

#include "ingest/article_fields.hpp"
#include "ingest/byte_source.hpp"
#include "ingest/sink.hpp"

namespace quoth_cli {

/// One line as an article. Values may be strings, numbers or null; strings may hold anything; NULs and broken
/// parts become U+FFFD. Objects nest 64 deep at most.
/// @throws UsageError  it is not such a line; the message says why
[[nodiscard]] quoth::Article article_from_json(std::string_view line, const FieldMap& fields = {});

/// Every line that is not blank; broken ones are skipped by number.
///   name  of the file, for messages
/// @throws BrokenInput  after the lines before
/// Gives whether to go on.
[[nodiscard]] bool read_json_lines(ByteSource& source, const std::string& name,
                                   const FieldMap& fields, const ArticleSink& sink);

}  // namespace quoth_cli
