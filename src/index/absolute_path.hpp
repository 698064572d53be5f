// The path of an index from the root, so that it stays one when the working directory changes.
#pragma once

#include <filesystem>
#include <string>
#include <system_error>

#include "quoth/error.hpp"

namespace quoth::storage {

/// @throws UsageError    the path is empty
/// @throws StorageError  it is relative to a working directory that is gone
///   doing  for the message: "Writing to"
inline std::filesystem::path absolute_path(const std::filesystem::path& path, const char* doing) {
  if (path.empty())
    throw UsageError(std::string(doing) + " an index: its path is empty. Give the path of a directory.");
  std::error_code error;
  std::filesystem::path absolute = std::filesystem::absolute(path, error);
  if (error)
    throw StorageError(std::string(doing) + " " + path.string() + ": " + error.message() +
                       ". The working directory may be gone: give a path that begins with /.");
  return absolute;
}

}  // namespace quoth::storage
