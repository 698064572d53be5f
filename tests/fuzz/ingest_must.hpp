// What holds of whatever a reader of strangers' files reports.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "ingest/byte_source.hpp"
#include "ingest/sink.hpp"
#include "must.hpp"
#include "quoth/error.hpp"
#include "quoth/index/writer.hpp"
#include "quoth/text/decode.hpp"

namespace quoth::fuzz {

/// A sink that holds what it is given to what an index wants.
inline quoth_cli::ArticleSink strict_sink() {
  return {[](quoth::Article article) {
            must(!article.id.empty() && article.id.size() <= kMaxIdBytes, "an article has an id");
            must(!article.title.empty() || !article.body.empty(), "an article holds something");
            for (const std::string* text :
                 {&article.title, &article.body, &article.source, &article.url, &article.lang})
              must(is_utf8(*text), "an article is UTF-8");
            return true;
          },
          [](const std::string& where, const std::string& why) {
            must(!where.empty() && !why.empty(), "what is skipped is named, with a reason");
          }};
}

/// Reads `data` by `read(source, sink)`; a broken stream and a wrong table are told by exceptions of
/// their own.
template <class Read>
int read_bytes(const std::uint8_t* data, std::size_t size, Read read) {
  const auto source = quoth_cli::bytes_of({reinterpret_cast<const char*>(data), size});
  try {
    read(*source, strict_sink());
  } catch (const quoth_cli::BrokenInput&) {
  } catch (const UsageError&) {
  }
  return 0;
}

}  // namespace quoth::fuzz
