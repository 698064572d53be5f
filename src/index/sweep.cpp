#include "index/sweep.hpp"

#include <algorithm>
#include <string>

#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

bool is_named(const SegmentEntry& segment, const std::string& name) {
  if (name == segment.checksums.name) return true;
  if (segment.deleted && name == segment.deleted->file) return true;
  return std::any_of(segment.files.begin(), segment.files.end(),
                     [&](const FileEntry& file) { return file.name == name; });
}

bool looks_temporary(const std::string& name) {
  return name.starts_with("build-") || (name.starts_with("deleted-") && name.ends_with(".bitmap"));
}

}  // namespace

void sweep(const Directory& index, const Manifest& in_force) {
  index.remove_file(kManifestAside);
  const auto segments = index.subdirectory(kSegmentsName);
  if (!segments) return;
  for (const std::string& name : segments->names()) {
    const auto number = segment_number(name);
    if (!number) continue;
    const auto named =
        std::find_if(in_force.segments.begin(), in_force.segments.end(),
                     [&](const SegmentEntry& segment) { return segment.number == *number; });
    if (named == in_force.segments.end()) {
      segments->remove_tree(name);
      continue;
    }
    const auto directory = segments->subdirectory(name);
    if (!directory) continue;
    for (const std::string& file : directory->names())
      if (!is_named(*named, file) && looks_temporary(file)) directory->remove_tree(file);
  }
}

}  // namespace quoth::storage
