// One random damage to the files of an index, and its undoing.
#pragma once

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace quoth::durability {

/// An index's files, kept as they are when whole, and the directory that they lie in.
class DamagedFiles {
 public:
  /// Remembers all files below `index` but the lock. They are few and small enough to be held in memory.
  explicit DamagedFiles(std::filesystem::path index);

  /// Does one damage to one file or two, drawn from `random`: bits turned, bytes written over, zeroed, doubled or moved,
  /// blocks or files changed for one another, a file cut short, made longer, emptied, removed, or in its place a link,
  /// a FIFO or a directory. Says which. Never leaves all files as they were.
  std::string damage(std::mt19937_64& random);
  /// Makes all as it was.
  void undo();

 private:
  void put(const std::string& name, const std::string& content);
  [[nodiscard]] std::filesystem::path path_of(const std::string& name) const { return index_ / name; }

  std::filesystem::path index_;
  std::map<std::string, std::string> whole_;
  std::vector<std::string> names_, changed_;
};

}  // namespace quoth::durability
