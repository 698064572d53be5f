#include "index/file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "index/remedy.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

// Calls until no signal comes in between.
template <class Call>
auto uninterrupted(Call&& call) noexcept {
  for (;;) {
    const auto result = call();
    if (result != -1 || errno != EINTR) return result;
  }
}

int open_at(int directory, const char* name, int flags) noexcept {
  return uninterrupted([&] { return ::openat(directory, name, flags | O_CLOEXEC, 0666); });
}

void remove_contents(int directory) noexcept;

bool remove_at(int directory, const char* name) noexcept {
  if (::unlinkat(directory, name, 0) == 0 || errno == ENOENT) return true;
  if (errno != EISDIR && errno != EPERM) return false;
  const Descriptor inner(open_at(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (inner.get() >= 0) remove_contents(inner.get());
  return ::unlinkat(directory, name, AT_REMOVEDIR) == 0;
}

// Names in a directory, as far as it can be read; then an errno, or 0 when these are all.
int list(int directory, std::vector<std::string>& names) {
  // A descriptor of its own: reading moves the offset, and closedir closes.
  const int own = open_at(directory, ".", O_RDONLY | O_DIRECTORY);
  if (own < 0) return errno;
  DIR* stream = ::fdopendir(own);
  if (stream == nullptr) {
    const int error = errno;
    ::close(own);
    return error;
  }
  errno = 0;
  while (const dirent* entry = ::readdir(stream)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
    errno = 0;
  }
  const int error = errno;
  ::closedir(stream);
  std::sort(names.begin(), names.end());
  return error;
}

void remove_contents(int directory) noexcept {
  try {
    std::vector<std::string> names;
    list(directory, names);
    for (const std::string& name : names) remove_at(directory, name.c_str());
  } catch (const std::bad_alloc&) {  // swept another time
  }
}

// Refuses the file or directory `inner` of a directory when it belongs to somebody who may not write there.
void require_trusted_owner(int directory, int inner, const std::string& path) {
  struct stat outside {}, status {};
  if (::fstat(directory, &outside) != 0 || ::fstat(inner, &status) != 0) throw_refusal("Opening", path, errno);
  if (status.st_uid == outside.st_uid || status.st_uid == 0 || status.st_uid == ::geteuid()) return;
  if ((outside.st_mode & S_IWGRP) != 0 && status.st_gid == outside.st_gid) return;
  throw StorageError("Opening " + path + ": it belongs to user " + std::to_string(status.st_uid) +
                     ", who has no part in this index (of user " + std::to_string(outside.st_uid) +
                     "). Remove it, or give it to the index's owner (chown), and let nobody else write there.");
}

}  // namespace

std::string_view remedy_of(int error) noexcept {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "Make room on the disk and try again; what was committed before is safe.";
    case EROFS:
      return "The file system is mounted read-only.";
    case EACCES:
    case EPERM:
      return "Check who owns it and its permissions.";
    case EMFILE:
    case ENFILE:
      return "Raise the limit of open files (ulimit -n), or merge the index into fewer segments.";
    case EFBIG:
      return "Raise the limit of a file's size (ulimit -f), or use a file system for larger files.";
    case ENOMEM:
      return "Free memory, or allow more (ulimit -v), and try again.";
    case ENOLCK:
      return "Put the index on a file system that has locks.";
    case EIO:
      return "The disk fails: copy the index elsewhere and check it there.";
    case ENOENT:
      return "Something removed it meanwhile; no other program may change an index's files.";
    default:
      return "Nothing that was committed before is lost.";
  }
}

void throw_refusal(std::string_view doing, std::string_view path, int error) {
  std::string message(doing);
  message.append(" ").append(path).append(": ");
  if (error == ELOOP || error == EISDIR || error == ENOTDIR || error == ENXIO)
    throw DamagedError(
        message
            .append("not a plain file or directory of an index (no symbolic link is followed "
                    "inside one).")
            .append(remedy_for(path)));
  message.append(std::generic_category().message(error)).append(". ").append(remedy_of(error));
  throw StorageError(message);
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

std::uint64_t File::size() const {
  struct stat status {};
  if (::fstat(fd(), &status) != 0) throw_refusal("Asking the size of", path_, errno);
  return static_cast<std::uint64_t>(status.st_size);
}

Descriptor File::duplicate() const {
  Descriptor copy(::fcntl(fd(), F_DUPFD_CLOEXEC, 0));
  if (copy.get() < 0) throw_refusal("Opening once more", path_, errno);
  return copy;
}

bool File::read_at(std::uint64_t offset, std::span<char> out) const {
  while (!out.empty()) {
    const ssize_t got = uninterrupted(
        [&] { return ::pread(fd(), out.data(), out.size(), static_cast<off_t>(offset)); });
    if (got < 0) throw_refusal("Reading", path_, errno);
    if (got == 0) return false;
    out = out.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::uint64_t>(got);
  }
  return true;
}

std::string File::read_all(std::uint64_t limit) const {
  const std::uint64_t bytes = size();
  if (bytes > limit)
    throw DamagedError("Reading " + path_ +
                       ": it is impossibly large. Restore the index from a "
                       "copy, or index again.");
  std::string all(static_cast<std::size_t>(bytes), '\0');
  if (!read_at(0, all)) throw DamagedError("Reading " + path_ + ": it shrank meanwhile.");
  return all;
}

void File::write_all(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t done = uninterrupted([&] { return ::write(fd(), bytes.data(), bytes.size()); });
    if (done < 0) throw_refusal("Writing", path_, errno);
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

void File::write_at(std::uint64_t offset, std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t done = uninterrupted(
        [&] { return ::pwrite(fd(), bytes.data(), bytes.size(), static_cast<off_t>(offset)); });
    if (done < 0) throw_refusal("Writing", path_, errno);
    bytes.remove_prefix(static_cast<std::size_t>(done));
    offset += static_cast<std::uint64_t>(done);
  }
}

void File::sync() const {
  if (uninterrupted([&] { return ::fsync(fd()); }) != 0) throw_refusal("Saving", path_, errno);
}

Mapping::Mapping(const File& file) : size_(static_cast<std::size_t>(file.size())) {
  if (size_ == 0) return;
  void* const mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file.fd(), 0);
  if (mapped == MAP_FAILED) throw_refusal("Mapping", file.path(), errno);
  data_ = mapped;
}

Mapping::~Mapping() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

std::optional<Directory> Directory::open(const std::filesystem::path& path) {
  Descriptor opened(open_at(AT_FDCWD, path.c_str(), O_RDONLY | O_DIRECTORY));
  if (opened.get() >= 0) return Directory(std::move(opened), path.string());
  if (errno == ENOENT) return std::nullopt;
  if (errno == ENOTDIR || errno == ENAMETOOLONG || errno == ELOOP)
    throw FormatError("Opening " + path.string() +
                      ": an index is a directory, and this is none. Give the directory made by "
                      "indexing.");
  throw_refusal("Opening", path.string(), errno);
}

Directory Directory::make(const std::filesystem::path& path) {
  std::error_code failure;
  std::filesystem::create_directories(path, failure);
  // Where something else stands, opening says so better.
  if (auto made = open(path)) return std::move(*made);
  throw_refusal("Making", path.string(), failure ? failure.value() : ENOENT);
}

std::string Directory::path_of(std::string_view name) const {
  return path_ + "/" + std::string(name);
}

std::optional<Directory> Directory::subdirectory(const std::string& name) const {
  Descriptor opened(open_at(descriptor_.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  if (opened.get() >= 0) {
    require_trusted_owner(descriptor_.get(), opened.get(), path_of(name));
    return Directory(std::move(opened), path_of(name));
  }
  if (errno == ENOENT) return std::nullopt;
  throw_refusal("Opening", path_of(name), errno);
}

Directory Directory::make_subdirectory(const std::string& name) const {
  if (::mkdirat(descriptor_.get(), name.c_str(), 0777) != 0 && errno != EEXIST)
    throw_refusal("Making", path_of(name), errno);
  if (auto made = subdirectory(name)) return std::move(*made);
  throw_refusal("Opening", path_of(name), ENOENT);
}

std::optional<File> Directory::open_file(const std::string& name) const {
  // O_NONBLOCK: opening a FIFO must not wait for its writer.
  Descriptor opened(open_at(descriptor_.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
  if (opened.get() < 0) {
    if (errno == ENOENT) return std::nullopt;
    throw_refusal("Opening", path_of(name), errno);
  }
  struct stat status {};
  if (::fstat(opened.get(), &status) != 0) throw_refusal("Opening", path_of(name), errno);
  if (!S_ISREG(status.st_mode)) throw_refusal("Opening", path_of(name), EISDIR);
  require_trusted_owner(descriptor_.get(), opened.get(), path_of(name));
  return File(std::move(opened), path_of(name));
}

File Directory::create_file(const std::string& name) const {
  remove_at(descriptor_.get(), name.c_str());
  Descriptor made(open_at(descriptor_.get(), name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW));
  if (made.get() < 0) throw_refusal("Making", path_of(name), errno);
  return File(std::move(made), path_of(name));
}

File Directory::open_or_create_file(const std::string& name) const {
  Descriptor opened(
      open_at(descriptor_.get(), name.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK));
  if (opened.get() < 0) throw_refusal("Opening", path_of(name), errno);
  struct stat status {};
  if (::fstat(opened.get(), &status) != 0) throw_refusal("Opening", path_of(name), errno);
  if (!S_ISREG(status.st_mode)) throw_refusal("Opening", path_of(name), EISDIR);
  require_trusted_owner(descriptor_.get(), opened.get(), path_of(name));
  return File(std::move(opened), path_of(name));
}

void Directory::rename(const std::string& from, const std::string& to) const {
  if (::renameat(descriptor_.get(), from.c_str(), descriptor_.get(), to.c_str()) != 0)
    throw_refusal("Renaming", path_of(from), errno);
}

bool Directory::remove_file(const std::string& name) const noexcept {
  return ::unlinkat(descriptor_.get(), name.c_str(), 0) == 0 || errno == ENOENT;
}

bool Directory::remove_tree(const std::string& name) const noexcept {
  return remove_at(descriptor_.get(), name.c_str());
}

std::vector<std::string> Directory::names() const {
  std::vector<std::string> names;
  if (const int error = list(descriptor_.get(), names); error != 0) throw_refusal("Reading", path_, error);
  return names;
}

void Directory::sync() const {
  if (uninterrupted([&] { return ::fsync(descriptor_.get()); }) != 0)
    throw_refusal("Saving", path_, errno);
}

void Directory::sync_way_to() const {
  struct stat own {};
  if (::fstat(descriptor_.get(), &own) != 0) throw_refusal("Opening", path_, errno);
  std::error_code failure;
  std::filesystem::path at = std::filesystem::canonical(path_, failure);
  if (failure) throw_refusal("Opening", path_, failure.value());
  while (at != at.parent_path()) {
    at = at.parent_path();
    const Descriptor parent(open_at(AT_FDCWD, at.c_str(), O_RDONLY | O_DIRECTORY));
    if (parent.get() < 0) {
      // What we may pass through and not read, nobody with our rights has made.
      if (errno == EACCES || errno == EPERM) return;
      throw_refusal("Opening", at.string(), errno);
    }
    struct stat status {};
    if (::fstat(parent.get(), &status) != 0 || status.st_dev != own.st_dev) return;
    if (uninterrupted([&] { return ::fsync(parent.get()); }) != 0)
      throw_refusal("Saving", at.string(), errno);
  }
}

}  // namespace quoth::storage
