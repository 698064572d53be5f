#include "index/manifest.hpp"

#include <simdjson.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "index/bytes.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

constexpr char kFormatName[] = "quoth-index";
constexpr std::uint64_t kMaxManifestBytes = std::uint64_t{256} << 20;

// The last member and the closing brace, of fixed length in every version of the format: the
// checksum covers all bytes before `kSealHead`.
constexpr std::string_view kSealHead = ",\n  \"checksum\": \"";
constexpr std::string_view kSealTail = "\"\n}\n";
constexpr std::size_t kSealBytes = kSealHead.size() + 16 + kSealTail.size();

// What a seal promises of the bytes before it, or nothing when there is none.
std::optional<std::uint64_t> seal_of(std::string_view json) noexcept {
  if (json.size() < kSealBytes) return std::nullopt;
  const std::string_view seal = json.substr(json.size() - kSealBytes);
  if (!seal.starts_with(kSealHead) || !seal.ends_with(kSealTail)) return std::nullopt;
  return from_hex(seal.substr(kSealHead.size(), 16));
}

[[noreturn]] void throw_damaged(const std::string& path, std::string_view what) {
  throw DamagedError("Reading " + path + ": " + std::string(what) +
                     ". Restore the index from a copy, or index again.");
}

// Takes members out of one object, each of which must be there.
class Members {
 public:
  Members(simdjson::dom::element element, const std::string& path) : path_(path) {
    if (element.get(object_) != simdjson::SUCCESS) throw_damaged(path_, "an object is missing");
  }

  std::uint64_t number(const char* key, std::uint64_t most = UINT64_MAX) const {
    std::uint64_t value = 0;
    if (object_[key].get(value) != simdjson::SUCCESS || value > most)
      throw_damaged(path_, std::string("no number, or an impossible one, as \"") + key + "\"");
    return value;
  }
  std::uint32_t number32(const char* key) const {
    return static_cast<std::uint32_t>(number(key, UINT32_MAX));
  }
  std::string string(const char* key) const {
    std::string_view value;
    if (object_[key].get(value) != simdjson::SUCCESS)
      throw_damaged(path_, std::string("no text as \"") + key + "\"");
    return std::string(value);
  }
  std::uint64_t checksum(const char* key) const {
    const auto value = from_hex(string(key));
    if (!value) throw_damaged(path_, std::string("no checksum as \"") + key + "\"");
    return *value;
  }
  /// The name of a file: nothing that could lead elsewhere.
  std::string file_name(const char* key) const {
    std::string name = string(key);
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
    if (name.empty() || name.size() > 64 || name.front() == '.' || !plain)
      throw_damaged(path_, "\"" + std::string(key) + "\" is no file's name");
    return name;
  }
  simdjson::dom::array array(const char* key) const {
    simdjson::dom::array value;
    if (object_[key].get(value) != simdjson::SUCCESS)
      throw_damaged(path_, std::string("no list as \"") + key + "\"");
    return value;
  }
  /// All members of an object that has only texts; none when there is no such object.
  std::vector<std::pair<std::string, std::string>> texts(const char* key) const {
    std::vector<std::pair<std::string, std::string>> out;
    simdjson::dom::element element;
    if (object_[key].get(element) != simdjson::SUCCESS) return out;
    simdjson::dom::object members;
    if (element.get(members) != simdjson::SUCCESS)
      throw_damaged(path_, std::string("no texts as \"") + key + "\"");
    for (const auto& [name, member] : members) {
      std::string_view text;
      if (member.get(text) != simdjson::SUCCESS)
        throw_damaged(path_, std::string("no texts as \"") + key + "\"");
      out.emplace_back(name, text);
    }
    return out;
  }
  std::optional<Members> object(const char* key) const {
    simdjson::dom::element value;
    if (object_[key].get(value) != simdjson::SUCCESS) return std::nullopt;
    return Members(value, path_);
  }

 private:
  simdjson::dom::object object_;
  const std::string& path_;
};

nlohmann::ordered_json json_of(const SegmentEntry& segment) {
  nlohmann::ordered_json json{{"directory", segment.directory()},
                              {"order", segment.order},
                              {"articles", segment.articles},
                              {"quotations", segment.quotations},
                              {"files", nlohmann::ordered_json::array()}};
  for (const FileEntry& file : segment.files)
    json["files"].push_back({{"name", file.name}, {"bytes", file.size}});
  json["checksums"] = {{"name", segment.checksums.name},
                       {"bytes", segment.checksums.size},
                       {"xxh3", to_hex(segment.checksum)}};
  if (segment.deleted)
    json["deleted"] = {{"name", segment.deleted->file},
                       {"bytes", segment.deleted->size},
                       {"articles", segment.deleted->count},
                       {"xxh3", to_hex(segment.deleted->checksum)}};
  return json;
}

SegmentEntry segment_from(const Members& json, const std::string& path) {
  SegmentEntry segment;
  const auto number = segment_number(json.string("directory"));
  if (!number) throw_damaged(path, "a segment's directory has an impossible name");
  segment.number = *number;
  segment.order = json.number("order", kMaxSegmentNumber);
  segment.articles = json.number32("articles");
  segment.quotations = json.number32("quotations");
  for (const simdjson::dom::element element : json.array("files")) {
    const Members file(element, path);
    segment.files.push_back({file.file_name("name"), file.number("bytes")});
  }
  const auto checksums = json.object("checksums");
  if (!checksums) throw_damaged(path, "a segment has no checksums");
  segment.checksums = {checksums->file_name("name"), checksums->number("bytes")};
  segment.checksum = checksums->checksum("xxh3");
  if (const auto deleted = json.object("deleted")) {
    segment.deleted = {deleted->file_name("name"), deleted->number("bytes"),
                       deleted->number32("articles"), deleted->checksum("xxh3")};
    if (segment.deleted->count == 0 || segment.deleted->count > segment.articles)
      throw_damaged(path, "a segment has an impossible number of deleted articles");
  }
  return segment;
}

}  // namespace

std::string SegmentEntry::directory() const { return segment_directory(number); }

std::uint64_t Manifest::articles() const noexcept {
  std::uint64_t sum = 0;
  for (const SegmentEntry& segment : segments) sum += segment.articles;
  return sum;
}

std::uint64_t Manifest::quotations() const noexcept {
  std::uint64_t sum = 0;
  for (const SegmentEntry& segment : segments) sum += segment.quotations;
  return sum;
}

std::uint64_t Manifest::deleted() const noexcept {
  std::uint64_t sum = 0;
  for (const SegmentEntry& segment : segments) sum += segment.deleted ? segment.deleted->count : 0;
  return sum;
}

std::string segment_directory(std::uint64_t number) {
  std::string digits = std::to_string(number);
  if (digits.size() < 6) digits.insert(0, 6 - digits.size(), '0');
  return digits;
}

std::optional<std::uint64_t> segment_number(std::string_view directory) noexcept {
  if (directory.size() < 6 || directory.size() > 10) return std::nullopt;
  if (directory.size() > 6 && directory.front() == '0') return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : directory) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (number > kMaxSegmentNumber) return std::nullopt;
  return number;
}

std::string to_json(const Manifest& manifest) {
  nlohmann::ordered_json json{{"format", kFormatName},
                              {"version", kFormatVersion},
                              {"generation", manifest.generation},
                              {"analyzers", manifest.analyzers},
                              {"next_segment", manifest.next_segment},
                              {"segments", nlohmann::ordered_json::array()},
                              {"totals",
                               {{"articles", manifest.articles()},
                                {"quotations", manifest.quotations()},
                                {"deleted", manifest.deleted()}}}};
  for (const SegmentEntry& segment : manifest.segments)
    json["segments"].push_back(json_of(segment));
  if (!manifest.notes.empty()) json["notes"] = manifest.notes;
  std::string text = json.dump(2);
  text.resize(text.size() - 2);  // "\n}" comes with the seal
  const std::uint64_t checksum = checksum_of(text);
  return text.append(kSealHead).append(to_hex(checksum)).append(kSealTail);
}

Manifest manifest_from_json(std::string_view text, const std::string& path, std::uint64_t oldest) {
  const std::optional<std::uint64_t> sealed = seal_of(text);
  const bool whole = sealed && *sealed == checksum_of(text.substr(0, text.size() - kSealBytes));

  simdjson::dom::parser parser;
  simdjson::dom::element root;
  const bool is_json = parser.parse(text.data(), text.size()).get(root) == simdjson::SUCCESS;
  std::string_view format;
  // Somebody else's manifest.json has no seal, and says nothing of us.
  if (is_json && !sealed && root["format"].get(format) != simdjson::SUCCESS)
    throw FormatError("Reading " + path +
                      ": this is not the manifest of a Quoth index. Give the directory made by "
                      "indexing.");
  if (!whole || !is_json)
    throw_damaged(path, "its checksum is wrong, so it was changed or cut off");

  const Members json(root, path);
  if (json.string("format") != kFormatName) throw_damaged(path, "its format is unknown");
  const std::uint64_t version = json.number("version");
  if (version > kFormatVersion)
    throw FormatError("Reading " + path + ": the index has format " + std::to_string(version) +
                      ", this Quoth reads up to " + std::to_string(kFormatVersion) +
                      ". Use a newer Quoth, or index again with this one.");
  if (version < oldest)
    throw FormatError("Reading " + path + ": the index has format " + std::to_string(version) +
                      " of an older Quoth; this one reads " + std::to_string(kFormatVersion) +
                      (version >= kOldestVersion
                           ? ". Bring it up to date from its stored texts: quoth rebuild."
                           : ". Index again."));

  Manifest manifest;
  manifest.generation = json.number("generation");
  manifest.next_segment = json.number("next_segment", kMaxSegmentNumber + 1);
  for (const simdjson::dom::element element : json.array("analyzers")) {
    std::string_view name;
    if (element.get(name) != simdjson::SUCCESS) throw_damaged(path, "an analyzer has no name");
    manifest.analyzers.emplace_back(name);
  }
  for (const simdjson::dom::element element : json.array("segments")) {
    SegmentEntry segment = segment_from(Members(element, path), path);
    if (segment.number >= manifest.next_segment ||
        (!manifest.segments.empty() && segment.order <= manifest.segments.back().order))
      throw_damaged(path, "its segments are out of order");
    manifest.segments.push_back(std::move(segment));
  }
  for (auto&& [key, note] : json.texts("notes")) manifest.notes.emplace(std::move(key), std::move(note));
  const auto totals = json.object("totals");
  if (!totals || totals->number("articles") != manifest.articles() ||
      totals->number("quotations") != manifest.quotations() ||
      totals->number("deleted") != manifest.deleted())
    throw_damaged(path, "its totals are not the sum of its segments");
  return manifest;
}

std::optional<ManifestInForce> read_manifest(const Directory& index, std::uint64_t oldest) {
  const auto file = index.open_file(kManifestName);
  if (!file) return std::nullopt;
  const std::string json = file->read_all(kMaxManifestBytes);
  return ManifestInForce{manifest_from_json(json, file->path(), oldest), json.size()};
}

void publish_manifest(const Directory& index, const Manifest& manifest) {
  const File aside = index.create_file(kManifestAside);
  aside.write_all(to_json(manifest));
  aside.sync();
  index.rename(kManifestAside, kManifestName);
  index.sync();
}

}  // namespace quoth::storage
