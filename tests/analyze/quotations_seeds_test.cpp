// The real articles, where they are at hand: who said what, through whom.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "quoth/analyze/analyzers.hpp"

using namespace quoth;

namespace {

std::filesystem::path seeds() {
  return QUOTH_SOURCE_FOLDER "/../shared/seeds";  // beside the source tree
}

std::string article(std::string_view number) {
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(seeds(), none)) {
    if (!entry.path().filename().string().starts_with(number)) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  return {};
}

std::string surname(const Annotations& found, const Speaker& speaker) {
  if (!speaker.entity.known()) return {};
  const std::string& name = found.entities[static_cast<std::size_t>(speaker.entity.index)].name;
  return name.substr(name.rfind(' ') + 1);
}

}  // namespace

TEST_CASE("quotations: the seed articles' quotations have their speakers") {
  if (!std::filesystem::is_directory(seeds())) {
    MESSAGE("skipped: no seed articles at ", seeds().string());
    return;
  }
  struct Row {
    std::string_view article, words, speaker, channel;
  };
  for (const Row& row :
       {Row{"000", "certain positive developments there", "Putin", "Kremlin"},
        Row{"000", "almost a daily basis", "Putin", ""}, Row{"000", "massive blow", "Putin", ""},
        Row{"000", "Pathetic shrieks", "Lavrov", ""},
        Row{"001", "security guarantees", "Zelenskiy", ""},
        Row{"001", "window of opportunity", "Ryabkov", ""},
        Row{"002", "whole range of the most", "Medinsky", "Tass"},
        Row{"002", "general willingness", "Scholz", "Hebestreit"},
        Row{"002", "very early", "Hebestreit", ""}, Row{"002", "no breakthrough,", "Peskov", ""},
        Row{"002", "drawn out in time", "Peskov", ""}, Row{"002", "Surely not", "Chaus", ""},
        Row{"003", "painstaking work", "Peskov", "TASS"},
        Row{"003", "Russia must move", "Trump", ""}, Row{"003", "Too many are dying", "Trump", ""},
        Row{"003", "not a bad guy", "Witkov", ""}, Row{"004", "signals", "Ushakov", ""},
        Row{"004", "Dialogue will prevail", "Dmitriev", ""}}) {
    CAPTURE(row.article);
    CAPTURE(row.words);
    const std::string text = article(row.article);
    const Annotations found = Analyzers::english().annotate(text);
    bool seen = false;
    for (const Quotation& q : found.quotations) {
      bool here = false;
      for (const Span s : q.quoted) here = here || s.of(text).find(row.words) != std::string::npos;
      if (!here) continue;
      seen = true;
      REQUIRE(!q.speakers.empty());
      CHECK(surname(found, q.speakers.front()) == row.speaker);
      if (row.channel.empty()) continue;
      REQUIRE(!q.via.empty());
      CHECK(surname(found, q.via.front()) == row.channel);
    }
    CHECK(seen);
    for (const Quotation& q : found.quotations)
      for (const Speaker& s : q.speakers)
        if (row.article == "000") CHECK(surname(found, s) != "Lukashenka");
  }
}
