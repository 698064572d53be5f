#include <doctest/doctest.h>
#include <stdio.h>

#include "index/support.hpp"

using namespace quoth;
using namespace quoth::testing;

namespace {

// What a command prints, or nothing when it fails or is not installed.
std::string output_of(const std::string& command) {
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return {};
  std::string output;
  char buffer[4096];
  while (const std::size_t got = ::fread(buffer, 1, sizeof buffer, pipe))
    output.append(buffer, got);
  return ::pclose(pipe) == 0 ? output : std::string();
}

bool installed(const std::string& tool) {
  if (!output_of("command -v " + tool).empty()) return true;
  MESSAGE(tool << " is not installed: skipped");
  return false;
}

}  // namespace

TEST_CASE("stock tools: xapian-check finds a segment whole, xapian-delve reads its terms") {
  const TempDir dir;
  {
    Writer writer = open_writer(dir.index());
    writer.add(article("first", "\"Rivers rise\" Orla said.", "Floods"));
    writer.add(article("second", "Dry weather."));
    writer.commit();
    writer.add(article("third", "More rain."));
    writer.merge();
  }
  const fs::path segment = fs::directory_iterator(dir.index() / "segments")->path();
  const std::string articles = (segment / "articles.glass").string();
  if (installed("xapian-check"))
    CHECK(output_of("xapian-check " + articles).find("No errors found") != std::string::npos);
  if (installed("xapian-delve")) {
    CHECK(output_of("xapian-delve " + articles).find("number of documents = 3") !=
          std::string::npos);
    CHECK(output_of("xapian-delve -1 -t Qsecond " + articles).find("\n2") != std::string::npos);
  }
}

TEST_CASE("stock tools: stored text is compressed") {
  const TempDir dir;
  std::string body;
  for (int i = 0; i < 20000; ++i) body += "The same sentence again. ";
  {
    Writer writer = open_writer(dir.index());
    writer.add(article("long", body));
    writer.commit();
  }
  const Snapshot snapshot = Snapshot::open(dir.index());
  CHECK(snapshot.article(*snapshot.find("long")).article.body == body);
  // Postings and positions included.
  CHECK(snapshot.stats().bytes < body.size() / 2);
}
