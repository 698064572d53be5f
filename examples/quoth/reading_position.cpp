#include "reading_position.hpp"

#include <cstdio>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "json_output.hpp"
#include "quoth/text/fold.hpp"

namespace quoth_cli {
namespace {

namespace fs = std::filesystem;

std::string hex(std::uint64_t value) {
  char digits[20];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(value));
  return digits;
}

std::uint64_t hash_of(std::uint64_t so_far, const InputFile& file) {
  return quoth::hash_bytes(hex(so_far) + file.path + '\n' + std::to_string(file.bytes) + '\n' +
                           std::to_string(file.modified));
}

// Of the files that were begun.
std::string hash_of(const ReadingPosition& position, const std::vector<InputFile>& files) {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < files.size() && i <= position.file; ++i) hash = hash_of(hash, files[i]);
  return hex(hash);
}

}  // namespace

InputFile input_file(const std::string& path) {
  InputFile out;
  out.path = path;
  if (path == "-") return out;
  std::error_code failed;
  out.bytes = fs::file_size(path, failed);
  if (failed) out.bytes = 0;
  out.modified = static_cast<std::int64_t>(fs::last_write_time(path, failed).time_since_epoch().count());
  if (failed) out.modified = 0;
  return out;
}

std::string note_of(const ReadingPosition& position, const std::vector<InputFile>& files) {
  return Json{{"file", position.file},
              {"records", position.records},
              {"indexed", position.indexed},
              {"skipped", position.skipped},
              {"files", hash_of(position, files)}}
      .dump();
}

std::optional<ReadingPosition> position_of(const std::string& note,
                                           const std::vector<InputFile>& files) {
  const Json json = Json::parse(note, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  ReadingPosition position;
  for (const auto& [key, value] : {std::pair<const char*, std::uint64_t*>{"file", &position.file},
                                   {"records", &position.records},
                                   {"indexed", &position.indexed},
                                   {"skipped", &position.skipped}}) {
    if (!json.contains(key) || !json[key].is_number_unsigned()) return std::nullopt;
    *value = json[key].get<std::uint64_t>();
  }
  if (position.file > files.size()) return std::nullopt;
  for (std::size_t i = 0; i < files.size() && i <= position.file; ++i)
    if (files[i].path == "-") return std::nullopt;
  if (json.value("files", std::string()) != hash_of(position, files)) return std::nullopt;
  return position;
}

std::string note_key(const std::vector<std::string>& arguments) {
  std::string all = fs::current_path().string();
  for (const std::string& argument : arguments) all += '\n' + argument;
  return "quoth index " + hex(quoth::hash_bytes(all));
}

}  // namespace quoth_cli
