// Bytes come out decompressed, or it is said why not.
#include "ingest/byte_source.hpp"

#include <doctest/doctest.h>
#include <zstd.h>

#include <boost/iostreams/copy.hpp>
#include <boost/iostreams/device/array.hpp>
#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/filter/bzip2.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>

#include "ingest/gathered.hpp"

using namespace quoth_cli;
namespace io = boost::iostreams;

namespace {

template <class Compressor>
std::string packed(const std::string& text, const Compressor& compressor) {
  std::string out;
  io::filtering_ostream stream;
  stream.push(compressor);
  stream.push(io::back_inserter(out));
  io::copy(io::array_source(text.data(), text.size()), stream);
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

std::string unpacked(const std::string& bytes, const ExpansionLimit& limit = {}) {
  const auto source = decompressed(std::make_unique<DripSource>(bytes), limit);
  std::string out;
  REQUIRE(read_all(*source, std::size_t{1} << 30, out));
  return out;
}

const std::string kNews = [] {
  std::string out;
  for (int i = 0; i < 3000; ++i) out += "line " + std::to_string(i * i) + " of the harbour news\n";
  return out;
}();

}  // namespace

TEST_CASE("byte source: compressed bytes are told by what they are, one stream behind another") {
  CHECK(unpacked("") == "");
  CHECK(unpacked("abc") == "abc");
  CHECK(unpacked(kNews) == kNews);
  for (const std::string& bytes :
       {packed(kNews, io::gzip_compressor()), packed(kNews, io::bzip2_compressor()), zstd(kNews)}) {
    CHECK(bytes.size() < kNews.size());
    CHECK(unpacked(bytes) == kNews);
    CHECK(unpacked(bytes + bytes) == kNews + kNews);
  }
  CHECK(unpacked(packed("", io::gzip_compressor())) == "");
  CHECK(unpacked(zstd("")) == "");
}

TEST_CASE("byte source: a stream that is cut short gives what is good of it, then says so") {
  for (const std::string& bytes :
       {packed(kNews, io::gzip_compressor()), packed(kNews, io::bzip2_compressor()), zstd(kNews)})
    for (std::size_t size = 5; size < bytes.size(); size += 1 + bytes.size() / 97) {
      CAPTURE(size);
      CHECK_THROWS_AS((void)unpacked(bytes.substr(0, size)), BrokenInput);
    }
}

TEST_CASE("byte source: damaged bytes are never read as something else in silence") {
  for (std::string bytes :
       {packed(kNews, io::gzip_compressor()), packed(kNews, io::bzip2_compressor())})
    for (std::size_t at = 20; at < bytes.size(); at += 1 + bytes.size() / 53) {
      CAPTURE(at);
      bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
      bool noticed = false;
      try {
        noticed = unpacked(bytes) == kNews;  // a bit that means nothing
      } catch (const BrokenInput&) {
        noticed = true;
      }
      CHECK(noticed);
      bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    }
}

TEST_CASE("byte source: what grows beyond all news is stopped") {
  const std::string zeros(std::size_t{4} << 20, '\0');
  const ExpansionLimit strict{50, std::uint64_t{1} << 20};
  for (const std::string& bytes :
       {packed(zeros, io::gzip_compressor()), packed(zeros, io::bzip2_compressor()), zstd(zeros)}) {
    CHECK(unpacked(bytes).size() == zeros.size());  // within what is free
    CHECK_THROWS_WITH_AS((void)unpacked(bytes, strict), doctest::Contains("50 times"), BrokenInput);
  }
  CHECK(unpacked(zstd(kNews), {50, 1}) == kNews);
}

TEST_CASE("byte source: lines are numbered, the last one needs no line feed") {
  const auto lines = [](const std::string& text) {
    std::string out;
    DripSource source(text);
    for_each_line(source, [&](std::string_view line, std::size_t number, bool) {
      out += std::to_string(number) + "=" + std::string(line) + ";";
      return line != "stop";
    });
    return out;
  };
  CHECK(lines("") == "");
  CHECK(lines("a") == "1=a;");
  CHECK(lines("a\n\nb\n") == "1=a;2=;3=b;");
  CHECK(lines("a\nstop\nb") == "1=a;2=stop;");
}
