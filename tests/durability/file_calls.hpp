// The file system's calls, as the programs of this folder make them: counted, failed, cut short, made the last ones
// of the process, or recorded.
//
// file_calls.cpp defines open, write, fsync, ... in front of the C library's, for our own code and for Xapian's.
// Watched are calls by a path below the root, by a name in an open directory, and on an open file or directory; what a
// library does elsewhere (/proc, /dev) passes untouched, and so do pipes.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::durability {

enum class Call : std::uint8_t { open, read, write, sync, rename, make_directory, remove, truncate, map, duplicate, lock };
[[nodiscard]] std::string_view name_of(Call call) noexcept;

/// What becomes of one watched call.
struct Fault {
  enum class Kind : std::uint8_t {
    none,
    fail,    ///< it does nothing and gives an error
    dies,    ///< the process is killed (SIGKILL) before it; a write is done by half first
  };
  Kind kind = Kind::none;
  std::uint64_t at = 0;      ///< the how-manyth watched call, from 1
  unsigned choice = 0;       ///< which of the errors that such a call can have: see variants_of; taken modulo their number
  bool lasting = false;      ///< so do all later calls of that sort: a disk that stays full
};

/// How a call can go wrong: an errno; or kShort, a part of the bytes done.
inline constexpr int kShort = -1;
[[nodiscard]] std::vector<int> variants_of(Call call);

/// One call that a Fault met.
struct Met {
  bool any = false;
  Call call = Call::open;
  int error = 0;  ///< an errno, or kShort
  std::string file;
};

/// Begins to watch calls below `root` (an absolute path), counting from 0. One at a time; any threads may make them.
void watch(const std::string& root, Fault fault = {});
/// Ends it. Calls then pass untouched.
void unwatch() noexcept;
[[nodiscard]] std::uint64_t watched_calls() noexcept;
[[nodiscard]] Met fault_met();
/// What each watched call so far was, in their order.
[[nodiscard]] std::vector<Call> calls_made();

/// A change of the file system that was made while watching, in the order in which they were made.
struct Change {
  enum class Kind : std::uint8_t { make_file, make_directory, write, resize, sync, rename, remove, note };
  Kind kind = Kind::note;
  std::uint32_t object = 0;     ///< file or directory that it is about; 0 is the root
  std::uint32_t directory = 0;  ///< that has the name; for a rename the old one
  std::string name;
  std::uint32_t to_directory = 0;
  std::string to_name;
  std::uint64_t offset = 0;  ///< of a write; the new size of a resize; the number of a note
  std::string bytes;
};
/// Watches as well, and records changes. `root` exists and is empty.
void record(const std::string& root);
/// Puts a note between the changes. Does nothing unless recording.
void note(std::uint64_t number);
/// Ends recording and watching.
[[nodiscard]] std::vector<Change> recorded();

}  // namespace quoth::durability
