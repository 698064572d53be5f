// What the programs of this folder share: options, a folder that goes away, and how they count.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::durability {

/// --name=N options, all of them numbers. `--help` prints them and ends the program, as an unknown one does.
class Options {
 public:
  struct Option {
    std::string name;  ///< "seed"
    std::uint64_t value;
    std::string help;
  };
  Options(int argc, char** argv, std::string_view what, std::vector<Option> options);
  [[nodiscard]] std::uint64_t operator[](std::string_view name) const;

 private:
  std::vector<Option> options_;
};

/// A new folder below the one for temporary files, removed with all in it at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

/// A forked process, and what it tells: numbers and texts, each whole or not at all.
class Child {
 public:
  /// What a child says to its parent.
  class Report {
   public:
    explicit Report(int fd) : fd_(fd) {}
    /// Begins with one letter, has no line feed, and is at most 4 KB (a longer one is cut).
    void say(char kind, std::string_view text) const;

   private:
    int fd_;
  };
  /// Runs `work` in a forked process, which then exits with 0, or with 2 when something was thrown.
  explicit Child(const std::function<void(const Report&)>& work);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  struct End {
    bool killed = false;      ///< by us, or by its own hand
    std::string crash;        ///< "signal 11", "exit code 2"; empty when it came to its end or was killed
    std::vector<std::string> said;
  };
  /// Waits for its end; kills it when `microseconds` have gone by before.
  [[nodiscard]] End wait_for(std::int64_t microseconds = kForever);
  static constexpr std::int64_t kForever = -1;

 private:
  pid_t pid_ = -1;
  int fd_ = -1;
};

/// Memory that forked processes share with us. Stays until the end.
[[nodiscard]] void* shared_memory(std::size_t bytes);
/// A value that forked processes share with us; it stays until the end. T is trivial, or all atomics.
template <class T>
[[nodiscard]] T* shared_between_processes() {
  return new (shared_memory(sizeof(T))) T{};
}

class Findings;

/// Runs `work(i)` for i in [0, count), many in one forked process after another, so that a crash costs one of them.
/// `work` says what is wrong, or nothing; so do crashes and exceptions, through `name_of(i)`.
void each_in_children(std::uint64_t count, std::uint64_t in_one, Findings& findings,
                      const std::function<std::string(std::uint64_t)>& name_of,
                      const std::function<std::string(std::uint64_t)>& work);

/// Faults told and counted; the first few are printed.
class Findings {
 public:
  void add(const std::string& what);
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  /// 0 when there is none, for main to return.
  [[nodiscard]] int exit_code() const noexcept { return count_ == 0 ? 0 : 1; }

 private:
  std::uint64_t count_ = 0;
};

}  // namespace quoth::durability
