// Files of an index: descriptors, directories and mappings that follow no symbolic link.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quoth::storage {

/// What to do about an errno; something true of any for those without a remedy of their own.
[[nodiscard]] std::string_view remedy_of(int error) noexcept;

/// Throws what the machine's refusal `error` (an errno) means: "<doing> <path>: <reason>.
/// <remedy>".
/// @throws DamagedError  a symbolic link or a directory where a file should be
/// @throws StorageError  everything else
[[noreturn]] void throw_refusal(std::string_view doing, std::string_view path, int error);

/// Owns one file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) noexcept : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor();

  [[nodiscard]] int get() const noexcept { return fd_; }
  [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

/// A regular file, open. Moving it keeps it open; its `path` is for messages alone.
class File {
 public:
  File(Descriptor descriptor, std::string path)
      : descriptor_(std::move(descriptor)), path_(std::move(path)) {}

  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] int fd() const noexcept { return descriptor_.get(); }
  [[nodiscard]] std::uint64_t size() const;
  /// A second descriptor of the same open file: the two share one file offset.
  [[nodiscard]] Descriptor duplicate() const;
  /// Fills `out` from byte `offset`; false when the file ends before.
  [[nodiscard]] bool read_at(std::uint64_t offset, std::span<char> out) const;
  /// All of it. @throws DamagedError  it is larger than `limit`
  [[nodiscard]] std::string read_all(std::uint64_t limit) const;
  /// Appends at the descriptor's offset.
  void write_all(std::string_view bytes) const;
  /// Writes over what is there from byte `offset` on; the descriptor's offset stays.
  void write_at(std::uint64_t offset, std::string_view bytes) const;
  /// Returns once the bytes are on the disk.
  void sync() const;

 private:
  Descriptor descriptor_;
  std::string path_;
};

/// A file's bytes, mapped for reading. Stays valid when the file is unlinked.
class Mapping {
 public:
  Mapping() = default;
  explicit Mapping(const File& file);
  Mapping(Mapping&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Mapping& operator=(Mapping&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~Mapping();

  [[nodiscard]] std::string_view bytes() const noexcept {
    return {static_cast<const char*>(data_), size_};
  }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// A directory, open: names are looked up in it whatever becomes of its path. Names given to its
/// functions are single ones, never "a/b".
///
/// What it opens must belong to somebody who may write here: the directory's owner, root, this process's user, or, where
/// the group may write, anybody whose file has that group. Others can have put a file here only where all the world may,
/// and could change it while it is read: it is refused.
class Directory {
 public:
  /// The directory at a caller's own path, whose symbolic links are followed; nothing when there is
  /// none.
  [[nodiscard]] static std::optional<Directory> open(const std::filesystem::path& path);
  /// The same, made (with its parents) when there is none.
  [[nodiscard]] static Directory make(const std::filesystem::path& path);

  [[nodiscard]] const std::string& path() const noexcept { return path_; }
  [[nodiscard]] std::string path_of(std::string_view name) const;

  [[nodiscard]] std::optional<Directory> subdirectory(const std::string& name) const;
  /// The subdirectory, made when there is none.
  [[nodiscard]] Directory make_subdirectory(const std::string& name) const;
  /// A regular file for reading; nothing when there is none. Never waits: a FIFO or device is
  /// refused.
  /// @throws DamagedError  a symbolic link, or no regular file
  /// @throws StorageError  it belongs to somebody else
  [[nodiscard]] std::optional<File> open_file(const std::string& name) const;
  /// A new empty file for reading and writing, in the place of whatever had that name.
  [[nodiscard]] File create_file(const std::string& name) const;
  /// An existing or new file for reading and writing, left as it is.
  [[nodiscard]] File open_or_create_file(const std::string& name) const;
  void rename(const std::string& from, const std::string& to) const;
  /// Whether it is gone now. Never throws: what stays is swept another time.
  bool remove_file(const std::string& name) const noexcept;
  /// The subdirectory and all in it; links are removed, not followed.
  bool remove_tree(const std::string& name) const noexcept;
  /// Sorted; without "." and "..". @throws StorageError
  [[nodiscard]] std::vector<std::string> names() const;
  /// Returns once the names are on the disk.
  void sync() const;
  /// Returns once the names that lead to this directory are on the disk, up to the root of its file system: whoever
  /// made one of them, even a writer that died, may not have saved it.
  void sync_way_to() const;

 private:
  Directory(Descriptor descriptor, std::string path)
      : descriptor_(std::move(descriptor)), path_(std::move(path)) {}

  Descriptor descriptor_;
  std::string path_;
};

}  // namespace quoth::storage
