// Compiles the gazetteer's tables into one image that is read where it lies, without being unpacked (format.hpp).
//
//   quoth_gazetteer_compiler FOLDER complete|small OUT.bin
//
// FOLDER is src/analyze/gazetteer; "small" leaves out cities, divisions and zones. A wrong row ends the build with its
// file and line.
#include <algorithm>
#include <bit>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <tuple>
#include <vector>

#include "analyze/gazetteer/format.hpp"
#include "analyze/gazetteer/phrase.hpp"
#include "analyze/gazetteer/source.hpp"
#include "quoth/text/fold.hpp"

namespace {

using namespace quoth;
using namespace quoth::gazetteer;
namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  std::cerr << where << ": " << what << "\n";
  std::exit(1);
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path.string(), "cannot be read; is its name spelled as the file's?");
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Reference {
  std::uint64_t hash;
  std::uint32_t bits;
};

template <class T>
std::uint32_t append(std::string& image, const std::vector<T>& values) {
  image.resize((image.size() + 7) / 8 * 8);
  const std::size_t at = image.size();
  image.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  return static_cast<std::uint32_t>(at);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) fail("usage", "quoth_gazetteer_compiler FOLDER complete|small OUT.bin");
  const fs::path folder = argv[1];
  const bool complete = std::string_view(argv[2]) == "complete";

  Source source;
  source.add_places(read_file(folder / "territories.tsv"), "territories.tsv",
                    VariantKind::territory);
  if (complete) {
    source.add_places(read_file(folder / "divisions.tsv"), "divisions.tsv", VariantKind::division);
    source.add_places(read_file(folder / "cities.tsv"), "cities.tsv", VariantKind::city);
    source.add_places(read_file(folder / "zones.tsv"), "zones.tsv", VariantKind::other_place);
  }
  source.add_exonyms(read_file(folder / "exonyms.tsv"), "exonyms.tsv");
  source.add_organisations(read_file(folder / "organisations.tsv"), "organisations.tsv");
  source.finish();
  for (const std::string& error : source.errors()) std::cerr << error << "\n";
  if (!source.errors().empty()) return 1;

  std::vector<Group> groups;
  std::vector<Reference> references;
  std::string pool, form;
  std::uint32_t spelling_count = 0;
  for (const SourceGroup& from : source.groups()) {
    Group group{};
    group.spellings = static_cast<std::uint32_t>(pool.size());
    group.population = from.population;
    group.source_id = from.source_id;
    group.kind = static_cast<std::uint16_t>(from.kind) & 15u;
    std::copy_n(from.country.data(), std::min<std::size_t>(2, from.country.size()), group.country);
    const auto number = static_cast<std::uint32_t>(groups.size());
    const std::size_t first = references.size();
    for (const SourceSpelling& spelling : from.spellings) {
      phrase_form(spelling.text, form);
      if (form.empty()) continue;
      const std::uint64_t hash = hash_bytes(form);
      const auto same =
          std::find_if(references.begin() + static_cast<std::ptrdiff_t>(first), references.end(),
                       [&](const Reference& r) { return r.hash == hash; });
      const bool known = same != references.end();
      const std::uint32_t bits = number << 1 |
                                 (spelling.rank == SpellingRank::further ? kFurther : 0) |
                                 (spelling.rank == SpellingRank::usual ? 0 : kNotUsual);
      if (known) {
        same->bits = std::min(same->bits, bits);  // preferred by one table is preferred
      } else {
        references.push_back({hash, bits});
      }
      // The name, though it may fold to nothing new, and whatever differs from those before.
      if (spelling.derived || (known && group.count > 0) || group.count == 4095) continue;
      pool += static_cast<char>(spelling.text.size());
      pool += spelling.text;
      ++group.count;
      ++spelling_count;
    }
    if (group.count == 0) fail(from.name, "has no spelling with a letter; take the row out");
    groups.push_back(group);
  }

  Header header{};
  std::memcpy(header.magic, "quothgz1", 8);
  header.bucket_bits = static_cast<std::uint32_t>(std::bit_width(references.size() / 4));
  const auto bucket_of = [&](const Reference& r) { return r.hash >> (64 - header.bucket_bits); };
  std::sort(references.begin(), references.end(), [&](const Reference& a, const Reference& b) {
    const auto order = [&](const Reference& r) {
      return std::tuple(bucket_of(r), static_cast<std::uint32_t>(r.hash), r.bits);
    };
    return order(a) < order(b);
  });
  std::vector<std::uint32_t> buckets((std::size_t{1} << header.bucket_bits) + 1, 0), prints, bits;
  for (const Reference& r : references) {
    ++buckets[bucket_of(r) + 1];
    prints.push_back(static_cast<std::uint32_t>(r.hash));
    bits.push_back(r.bits);
  }
  for (std::size_t b = 1; b < buckets.size(); ++b) buckets[b] += buckets[b - 1];

  std::string image(sizeof(Header), '\0');
  header.reference_count = static_cast<std::uint32_t>(references.size());
  header.group_count = static_cast<std::uint32_t>(groups.size());
  header.spelling_count = spelling_count;
  header.buckets = append(image, buckets);
  header.prints = append(image, prints);
  header.references = append(image, bits);
  header.groups = append(image, groups);
  header.spellings = static_cast<std::uint32_t>(image.size());
  image += pool;
  header.size = static_cast<std::uint32_t>(image.size());
  header.complete = complete;
  header.content = hash_bytes(std::string_view(image).substr(sizeof(Header)));
  std::memcpy(image.data(), &header, sizeof header);

  std::ofstream out(argv[3], std::ios::binary);
  out << image;
  out.flush();
  if (!out) fail(argv[3], "cannot be written");
}
