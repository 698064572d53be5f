// A disk that lost power: what was saved is there, what was not may be.
//
// It is told the changes of a run one by one. A file's writes since its last fsync, and the names made, changed or
// removed in a directory since that one's, are pending: after the power is gone any of them may be there and any may
// not, a write also by a part, whatever their order was. Only a renaming within a directory is one thing, as every
// journal keeps it. No file system loses as much; what survives this survives them all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "file_calls.hpp"

namespace quoth::durability {

class DiskModel {
 public:
  DiskModel();
  void apply(const Change& change);

  /// Files by their path below the root; a directory's ends in "/" and has no content.
  using Tree = std::map<std::string, std::string>;
  /// All that was done.
  [[nodiscard]] Tree everything() const;
  /// What may be found after the power was lost now. One of several habits is drawn: nothing pending is there, all
  /// of it, only names, only contents, the first so many of each, each with some chance.
  [[nodiscard]] Tree after_power_loss(std::mt19937_64& random) const;

 private:
  struct Pending {
    bool write = false;          // of bytes at `at`; else the file gets the size `at`
    std::uint64_t at = 0;
    std::string bytes;
  };
  struct NameChange {
    std::string removed;  // empty for none
    std::string set;      // empty for none
    std::uint32_t object = 0;
  };
  struct Object {
    bool directory = false;
    std::string content;                         // saved
    std::vector<Pending> writes;                 // since
    std::map<std::string, std::uint32_t> names;  // saved
    std::vector<NameChange> changes;             // since
  };
  template <class Keeps, class KeepsName>
  [[nodiscard]] Tree tree(Keeps&& keeps, KeepsName&& keeps_name) const;

  std::map<std::uint32_t, Object> objects_;
};

/// Makes `tree` below `root`, which must exist.
void put_on_disk(const DiskModel::Tree& tree, const std::filesystem::path& root);
/// What lies below `root`.
[[nodiscard]] DiskModel::Tree tree_on_disk(const std::filesystem::path& root);

}  // namespace quoth::durability
