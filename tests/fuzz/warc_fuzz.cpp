// Any bytes are a web archive, whatever its lengths say.
#include "ingest/warc.hpp"
#include "ingest_must.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return quoth::fuzz::read_bytes(data, size, [](auto& source, const auto& sink) {
    (void)quoth_cli::read_warc(source, "f", sink);
  });
}
