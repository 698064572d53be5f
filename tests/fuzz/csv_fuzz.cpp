// Any bytes are a table: each row is an article, or is skipped.
#include "ingest/csv.hpp"
#include "ingest_must.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return quoth::fuzz::read_bytes(data, size, [](auto& source, const auto& sink) {
    (void)quoth_cli::read_csv_articles(source, "f", {}, sink);
  });
}
