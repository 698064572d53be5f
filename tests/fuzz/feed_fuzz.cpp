// Any bytes are a feed: each item is an article, or is skipped.
#include "ingest/feed.hpp"
#include "ingest_must.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return quoth::fuzz::read_bytes(data, size, [](auto& source, const auto& sink) {
    (void)quoth_cli::read_feed(source, "f", sink);
  });
}
