// The manifest: the one file that says what an index consists of. Its renaming is the commit.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/file.hpp"

namespace quoth::storage {

inline constexpr char kManifestName[] = "manifest.json";
inline constexpr char kManifestAside[] = "manifest.json.new";
inline constexpr char kSegmentsName[] = "segments";
inline constexpr std::uint64_t kFormatVersion = 6;
/// The oldest format whose stored articles can be read, to rebuild the index from them.
inline constexpr std::uint64_t kOldestVersion = 3;
/// The order slot has 32 bits for it.
inline constexpr std::uint64_t kMaxSegmentNumber = 0xffffffff;

/// A file of a segment, by its exact size.
struct FileEntry {
  std::string name;
  std::uint64_t size = 0;
  friend bool operator==(const FileEntry&, const FileEntry&) = default;
};

/// The tombstones in force for a segment.
struct TombstoneEntry {
  std::string file;
  std::uint64_t size = 0;
  std::uint32_t count = 0;     ///< dead articles, >= 1
  std::uint64_t checksum = 0;  ///< of the whole file
  friend bool operator==(const TombstoneEntry&, const TombstoneEntry&) = default;
};

struct SegmentEntry {
  std::uint64_t number = 0;  ///< names its directory; never used again
  std::uint64_t order = 0;   ///< upper half of its documents' order slot; grows along the manifest
  std::uint32_t articles = 0;
  std::uint32_t quotations = 0;
  std::vector<FileEntry> files;  ///< all but the checksums and the tombstones
  FileEntry checksums;           ///< the file of block checksums
  std::uint64_t checksum = 0;    ///< of that file
  std::optional<TombstoneEntry> deleted;
  friend bool operator==(const SegmentEntry&, const SegmentEntry&) = default;

  /// "000017"
  [[nodiscard]] std::string directory() const;
};

struct Manifest {
  std::uint64_t generation = 0;
  std::vector<std::string> analyzers;
  std::uint64_t next_segment = 1;
  std::vector<SegmentEntry> segments;  ///< oldest first
  std::map<std::string, std::string> notes;  ///< see Writer::note
  friend bool operator==(const Manifest&, const Manifest&) = default;

  /// Of all segments, the dead included.
  [[nodiscard]] std::uint64_t articles() const noexcept;
  [[nodiscard]] std::uint64_t quotations() const noexcept;
  [[nodiscard]] std::uint64_t deleted() const noexcept;
};

/// "000017" of 17, and back; nothing for any other name.
[[nodiscard]] std::string segment_directory(std::uint64_t number);
[[nodiscard]] std::optional<std::uint64_t> segment_number(std::string_view directory) noexcept;

/// The manifest's bytes, its own checksum at their end.
[[nodiscard]] std::string to_json(const Manifest& manifest);
/// Reads them. `path` is for messages; versions before `oldest` are refused.
/// @throws FormatError   not an index's manifest, or a newer or an older Quoth's
/// @throws DamagedError  was one, and has changed since
[[nodiscard]] Manifest manifest_from_json(std::string_view json, const std::string& path,
                                          std::uint64_t oldest = kFormatVersion);

/// The manifest in force, and its size in bytes.
struct ManifestInForce {
  Manifest manifest;
  std::uint64_t bytes = 0;
};
/// Nothing when the directory has none.
[[nodiscard]] std::optional<ManifestInForce> read_manifest(const Directory& index,
                                                           std::uint64_t oldest = kFormatVersion);
/// Puts `manifest` in force: written aside, saved, renamed, the directory saved. When it returns,
/// the change is on disk to stay; when it throws before the renaming, the old one stays in force.
void publish_manifest(const Directory& index, const Manifest& manifest);

}  // namespace quoth::storage
