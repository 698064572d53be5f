#include "file_calls.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace quoth::durability {
namespace {

// The kernel's calls, past everybody's wrappers.
template <class... Arguments>
long kernel(long number, Arguments... arguments) noexcept {
  return ::syscall(number, arguments...);
}

// Built before main and never destroyed: calls come from anywhere until the very end.
struct Watch {
  std::atomic<bool> on{false};
  std::atomic<bool> recording{false};
  std::atomic<std::uint64_t> calls{0};
  std::string root;
  Fault fault;
  std::mutex mutex;  // guards what follows
  Met met;
  std::vector<Call> made;
  std::vector<Change> changes;
  std::map<ino_t, std::uint32_t> objects;
  std::uint32_t next_object = 1;
};
Watch& the_watch() noexcept {
  static Watch& watch = *new Watch;
  return watch;
}

bool below_root(const char* path) noexcept {
  const std::string& root = the_watch().root;
  return std::strncmp(path, root.c_str(), root.size()) == 0 && (path[root.size()] == '/' || path[root.size()] == '\0');
}
bool is_watched(int directory, const char* path) noexcept {
  return the_watch().on.load(std::memory_order_relaxed) && path != nullptr &&
         (path[0] == '/' ? below_root(path) : directory != AT_FDCWD);
}
bool is_watched(int fd) noexcept {
  if (!the_watch().on.load(std::memory_order_relaxed)) return false;
  struct stat status {};
  return kernel(SYS_fstat, fd, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
}

std::string name_of_fd(int fd) {
  char path[4096];
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  const long size = kernel(SYS_readlink, link.c_str(), path, sizeof path);
  return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : "?";
}
std::string name_of_path(int directory, const char* path) {
  return path[0] == '/' || directory == AT_FDCWD ? path : name_of_fd(directory) + "/" + path;
}

// What becomes of the call at hand: nothing, an errno, or kShort. Does not return where the process dies.
struct Verdict {
  int error = 0;
  bool dies = false;
};
template <class File>
Verdict judge(Call call, File&& file) {
  Watch& watch = the_watch();
  const std::lock_guard held(watch.mutex);
  const std::uint64_t number = ++watch.calls;
  watch.made.push_back(call);
  const Fault& fault = watch.fault;
  if (fault.kind == Fault::Kind::none || number < fault.at) return {};
  if (fault.kind == Fault::Kind::dies) return {0, number == fault.at};
  if (number != fault.at && !(fault.lasting && watch.met.any && watch.met.call == call)) return {};
  const std::vector<int> variants = variants_of(call);
  int error = variants[fault.choice % variants.size()];
  if (number == fault.at) watch.met = {true, call, error, file()};
  return {error, false};
}
[[noreturn]] void die() noexcept {
  kernel(SYS_kill, ::getpid(), SIGKILL);
  for (;;) ::pause();
}

// Runs `call` unless it is to fail or to be the last.
template <class File, class Real>
auto pass(Call call, File&& file, Real&& real) -> decltype(real()) {
  const Verdict verdict = judge(call, file);
  if (verdict.dies) die();
  if (verdict.error > 0) {
    errno = verdict.error;
    return static_cast<decltype(real())>(-1);
  }
  return real();
}
/// The same for a call with a number of bytes: `real(count)`.
template <class File, class Real>
ssize_t pass_bytes(Call call, File&& file, std::size_t count, Real&& real) {
  const Verdict verdict = judge(call, file);
  if (verdict.dies) {
    if (call == Call::write) (void)real(count / 2);
    die();
  }
  if (verdict.error > 0) {
    errno = verdict.error;
    return -1;
  }
  return real(verdict.error == kShort && count > 1 ? count / 2 : count);
}

// ---- recording; all under the mutex, so that the order is the one in which things happened

bool records() noexcept { return the_watch().recording.load(std::memory_order_relaxed); }

std::optional<std::uint32_t> object_of(int fd) {
  struct stat status {};
  if (kernel(SYS_fstat, fd, &status) != 0) return std::nullopt;
  const auto known = the_watch().objects.find(status.st_ino);
  return known == the_watch().objects.end() ? std::nullopt : std::optional(known->second);
}

// A name's directory, as an object, and the name in it.
std::optional<std::pair<std::uint32_t, std::string>> place_of(int directory, const char* path) {
  const std::string_view text = path;
  const std::size_t slash = text.rfind('/');
  if (slash == std::string_view::npos) {
    const auto object = directory == AT_FDCWD ? std::nullopt : object_of(directory);
    if (!object) return std::nullopt;
    return std::pair(*object, std::string(text));
  }
  const std::string parent(text.substr(0, slash));
  const int fd = static_cast<int>(kernel(SYS_openat, directory, parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd < 0) return std::nullopt;
  const auto object = object_of(fd);
  kernel(SYS_close, fd);
  if (!object) return std::nullopt;
  return std::pair(*object, std::string(text.substr(slash + 1)));
}

std::optional<std::uint32_t> object_at(int directory, const char* path) {
  struct stat status {};
  if (kernel(SYS_newfstatat, directory, path, &status, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
  const auto known = the_watch().objects.find(status.st_ino);
  return known == the_watch().objects.end() ? std::nullopt : std::optional(known->second);
}

std::uint32_t new_object(ino_t inode) {
  Watch& watch = the_watch();
  return watch.objects[inode] = watch.next_object++;
}

void add_change(Change change) { the_watch().changes.push_back(std::move(change)); }

// Whatever is recorded of a call happens in `with`, under the lock, round the call itself.
template <class With>
auto recorded_call(With&& with) -> decltype(with()) {
  const std::lock_guard held(the_watch().mutex);
  return with();
}

int real_open(int directory, const char* path, int flags, mode_t mode) {
  const auto open = [&] { return static_cast<int>(kernel(SYS_openat, directory, path, flags, mode)); };
  if (!records() || !is_watched(directory, path) || (flags & (O_CREAT | O_TRUNC)) == 0) return open();
  return recorded_call([&] {
    struct stat status {};
    const bool was_there = kernel(SYS_newfstatat, directory, path, &status, 0) == 0;
    const int fd = open();
    if (fd < 0 || kernel(SYS_fstat, fd, &status) != 0) return fd;
    if (!was_there) {
      if (const auto place = place_of(directory, path))
        add_change({Change::Kind::make_file, new_object(status.st_ino), place->first, place->second, 0, {}, 0, {}});
    } else if ((flags & O_TRUNC) != 0) {
      if (const auto object = object_of(fd)) add_change({Change::Kind::resize, *object, 0, {}, 0, {}, 0, {}});
    }
    return fd;
  });
}

ssize_t real_write(int fd, const void* bytes, std::size_t count, std::optional<off_t> offset) {
  const auto write = [&]() -> ssize_t {
    return offset ? kernel(SYS_pwrite64, fd, bytes, count, *offset) : kernel(SYS_write, fd, bytes, count);
  };
  if (!records() || !is_watched(fd)) return write();
  return recorded_call([&] {
    const off_t at = offset ? *offset : static_cast<off_t>(kernel(SYS_lseek, fd, 0, SEEK_CUR));
    const ssize_t done = write();
    if (done > 0)
      if (const auto object = object_of(fd))
        add_change({Change::Kind::write, *object, 0, {}, 0, {}, static_cast<std::uint64_t>(at),
                    std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(done))});
    return done;
  });
}

int real_sync(int fd, long number) {
  const auto sync = [&] { return static_cast<int>(kernel(number, fd)); };
  if (!records() || !is_watched(fd)) return sync();
  return recorded_call([&] {
    const int done = sync();
    if (done == 0)
      if (const auto object = object_of(fd)) add_change({Change::Kind::sync, *object, 0, {}, 0, {}, 0, {}});
    return done;
  });
}

int real_rename(int from, const char* old_name, int to, const char* new_name) {
  const auto rename = [&] { return static_cast<int>(kernel(SYS_renameat, from, old_name, to, new_name)); };
  if (!records() || !is_watched(from, old_name)) return rename();
  return recorded_call([&] {
    const auto object = object_at(from, old_name);
    const auto old_place = place_of(from, old_name), new_place = place_of(to, new_name);
    const int done = rename();
    if (done == 0 && object && old_place && new_place)
      add_change({Change::Kind::rename, *object, old_place->first, old_place->second, new_place->first,
                  new_place->second, 0, {}});
    return done;
  });
}

int real_make_directory(int directory, const char* path, mode_t mode) {
  const auto make = [&] { return static_cast<int>(kernel(SYS_mkdirat, directory, path, mode)); };
  if (!records() || !is_watched(directory, path)) return make();
  return recorded_call([&] {
    const int done = make();
    struct stat status {};
    if (done == 0 && kernel(SYS_newfstatat, directory, path, &status, AT_SYMLINK_NOFOLLOW) == 0)
      if (const auto place = place_of(directory, path))
        add_change({Change::Kind::make_directory, new_object(status.st_ino), place->first, place->second, 0, {}, 0, {}});
    return done;
  });
}

int real_remove(int directory, const char* path, int flags) {
  const auto remove = [&] { return static_cast<int>(kernel(SYS_unlinkat, directory, path, flags)); };
  if (!records() || !is_watched(directory, path)) return remove();
  return recorded_call([&] {
    const auto object = object_at(directory, path);
    const auto place = place_of(directory, path);
    const int done = remove();
    if (done == 0 && object && place)
      add_change({Change::Kind::remove, *object, place->first, place->second, 0, {}, 0, {}});
    return done;
  });
}

int real_truncate(int fd, off_t size) {
  const auto truncate = [&] { return static_cast<int>(kernel(SYS_ftruncate, fd, size)); };
  if (!records() || !is_watched(fd)) return truncate();
  return recorded_call([&] {
    const int done = truncate();
    if (done == 0)
      if (const auto object = object_of(fd))
        add_change({Change::Kind::resize, *object, 0, {}, 0, {}, static_cast<std::uint64_t>(size), {}});
    return done;
  });
}

// ---- what stands in front of the C library

int open_in(int directory, const char* path, int flags, mode_t mode) {
  const auto real = [&] { return real_open(directory, path, flags, mode); };
  if (!is_watched(directory, path)) return real();
  return pass(Call::open, [&] { return name_of_path(directory, path); }, real);
}
ssize_t write_to(int fd, const void* bytes, std::size_t count, std::optional<off_t> offset) {
  const auto real = [&](std::size_t some) { return real_write(fd, bytes, some, offset); };
  if (!is_watched(fd)) return real(count);
  return pass_bytes(Call::write, [&] { return name_of_fd(fd); }, count, real);
}
ssize_t read_from(int fd, void* bytes, std::size_t count, std::optional<off_t> offset) {
  const auto real = [&](std::size_t some) -> ssize_t {
    return offset ? kernel(SYS_pread64, fd, bytes, some, *offset) : kernel(SYS_read, fd, bytes, some);
  };
  if (!is_watched(fd)) return real(count);
  return pass_bytes(Call::read, [&] { return name_of_fd(fd); }, count, real);
}
int sync_fd(int fd, long number) {
  const auto real = [&] { return real_sync(fd, number); };
  if (!is_watched(fd)) return real();
  return pass(Call::sync, [&] { return name_of_fd(fd); }, real);
}
int rename_in(int from, const char* old_name, int to, const char* new_name) {
  const auto real = [&] { return real_rename(from, old_name, to, new_name); };
  if (!is_watched(from, old_name)) return real();
  return pass(Call::rename, [&] { return name_of_path(from, old_name); }, real);
}
int make_directory_in(int directory, const char* path, mode_t mode) {
  const auto real = [&] { return real_make_directory(directory, path, mode); };
  if (!is_watched(directory, path)) return real();
  return pass(Call::make_directory, [&] { return name_of_path(directory, path); }, real);
}
int remove_in(int directory, const char* path, int flags) {
  const auto real = [&] { return real_remove(directory, path, flags); };
  if (!is_watched(directory, path)) return real();
  return pass(Call::remove, [&] { return name_of_path(directory, path); }, real);
}
int truncate_fd(int fd, off_t size) {
  const auto real = [&] { return real_truncate(fd, size); };
  if (!is_watched(fd)) return real();
  return pass(Call::truncate, [&] { return name_of_fd(fd); }, real);
}
void* map_fd(void* address, std::size_t size, int protection, int flags, int fd, off_t offset) {
  const auto real = [&] { return kernel(SYS_mmap, address, size, protection, flags, fd, offset); };
  if ((flags & MAP_ANONYMOUS) != 0 || fd < 0 || !is_watched(fd)) return reinterpret_cast<void*>(real());
  return reinterpret_cast<void*>(pass(Call::map, [&] { return name_of_fd(fd); }, real));
}
int control_fd(int fd, int command, void* argument) {
  const auto real = [&] { return static_cast<int>(kernel(SYS_fcntl, fd, command, argument)); };
  const bool duplicates = command == F_DUPFD || command == F_DUPFD_CLOEXEC;
  const bool locks = command == F_OFD_SETLK || command == F_SETLK;
  if ((!duplicates && !locks) || !is_watched(fd)) return real();
  return pass(duplicates ? Call::duplicate : Call::lock, [&] { return name_of_fd(fd); }, real);
}

}  // namespace

std::string_view name_of(Call call) noexcept {
  constexpr std::string_view kNames[] = {"open",   "read",     "write", "fsync", "rename", "mkdir",
                                         "unlink", "truncate", "mmap",  "dup",   "lock"};
  return kNames[static_cast<std::size_t>(call)];
}

std::vector<int> variants_of(Call call) {
  switch (call) {
    case Call::open:
      return {EMFILE, EACCES, ENOSPC, EIO, EROFS, EINTR, ENFILE};
    case Call::read:
      return {EIO, kShort, EINTR};
    case Call::write:
      return {ENOSPC, EIO, kShort, EINTR, EDQUOT, EFBIG};
    case Call::sync:
      return {EIO, ENOSPC, EINTR, EDQUOT};
    case Call::rename:
      return {ENOSPC, EIO, EROFS, EACCES};
    case Call::make_directory:
      return {ENOSPC, EROFS, EACCES, EMLINK};
    case Call::remove:
      return {EIO, EROFS, EBUSY, EACCES};
    case Call::truncate:
      return {EIO, ENOSPC, EINTR, EROFS};
    case Call::map:
      return {ENOMEM, EAGAIN, ENODEV};
    case Call::duplicate:
      return {EMFILE};
    case Call::lock:
      return {ENOLCK, EINTR};
  }
  return {EIO};
}

void watch(const std::string& root, Fault fault) {
  Watch& watch = the_watch();
  watch.root = root;
  watch.fault = fault;
  watch.met = {};
  watch.made.clear();
  watch.calls = 0;
  watch.on = true;
}

void unwatch() noexcept {
  the_watch().on = false;
  the_watch().recording = false;
}

std::uint64_t watched_calls() noexcept { return the_watch().calls; }

Met fault_met() {
  const std::lock_guard held(the_watch().mutex);
  return the_watch().met;
}

std::vector<Call> calls_made() {
  const std::lock_guard held(the_watch().mutex);
  return the_watch().made;
}

void record(const std::string& root) {
  Watch& watch = the_watch();
  struct stat status {};
  kernel(SYS_stat, root.c_str(), &status);
  watch.objects = {{status.st_ino, 0}};
  watch.next_object = 1;
  watch.changes.clear();
  quoth::durability::watch(root);
  watch.recording = true;
}

void note(std::uint64_t number) {
  if (!records()) return;
  recorded_call([&] { add_change({Change::Kind::note, 0, 0, {}, 0, {}, number, {}}); });
}

std::vector<Change> recorded() {
  unwatch();
  const std::lock_guard held(the_watch().mutex);
  return std::move(the_watch().changes);
}

}  // namespace quoth::durability

// With optimisation the C library's headers turn calls into their checked or 64-bit twins: each name has to stand here.
extern "C" {
// NOLINTBEGIN(readability-identifier-naming,bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
using namespace quoth::durability;

#define QUOTH_OPEN(name)                                          \
  int name(const char* path, int flags, ...) {                    \
    va_list more;                                                 \
    va_start(more, flags);                                        \
    const mode_t mode = va_arg(more, mode_t);                     \
    va_end(more);                                                 \
    return open_in(AT_FDCWD, path, flags, mode);                  \
  }
#define QUOTH_OPENAT(name)                                        \
  int name(int directory, const char* path, int flags, ...) {     \
    va_list more;                                                 \
    va_start(more, flags);                                        \
    const mode_t mode = va_arg(more, mode_t);                     \
    va_end(more);                                                 \
    return open_in(directory, path, flags, mode);                 \
  }
#define QUOTH_FCNTL(name)                                         \
  int name(int fd, int command, ...) {                            \
    va_list more;                                                 \
    va_start(more, command);                                      \
    void* const argument = va_arg(more, void*);                   \
    va_end(more);                                                 \
    return control_fd(fd, command, argument);                     \
  }
QUOTH_OPEN(open)
QUOTH_OPEN(open64)
QUOTH_OPENAT(openat)
QUOTH_OPENAT(openat64)
QUOTH_FCNTL(fcntl)
QUOTH_FCNTL(fcntl64)
int __open_2(const char* path, int flags) { return open_in(AT_FDCWD, path, flags, 0); }
int __open64_2(const char* path, int flags) { return open_in(AT_FDCWD, path, flags, 0); }
int __openat_2(int directory, const char* path, int flags) { return open_in(directory, path, flags, 0); }
int __openat64_2(int directory, const char* path, int flags) { return open_in(directory, path, flags, 0); }

ssize_t write(int fd, const void* bytes, std::size_t count) { return write_to(fd, bytes, count, std::nullopt); }
ssize_t pwrite(int fd, const void* bytes, std::size_t count, off_t at) { return write_to(fd, bytes, count, at); }
ssize_t pwrite64(int fd, const void* bytes, std::size_t count, off_t at) { return write_to(fd, bytes, count, at); }
ssize_t read(int fd, void* bytes, std::size_t count) { return read_from(fd, bytes, count, std::nullopt); }
ssize_t pread(int fd, void* bytes, std::size_t count, off_t at) { return read_from(fd, bytes, count, at); }
ssize_t pread64(int fd, void* bytes, std::size_t count, off_t at) { return read_from(fd, bytes, count, at); }
ssize_t __read_chk(int fd, void* bytes, std::size_t count, std::size_t) {
  return read_from(fd, bytes, count, std::nullopt);
}
ssize_t __pread_chk(int fd, void* bytes, std::size_t count, off_t at, std::size_t) {
  return read_from(fd, bytes, count, at);
}
ssize_t __pread64_chk(int fd, void* bytes, std::size_t count, off_t at, std::size_t) {
  return read_from(fd, bytes, count, at);
}
int fsync(int fd) { return sync_fd(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_fd(fd, SYS_fdatasync); }
int rename(const char* from, const char* to) noexcept { return rename_in(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int from, const char* old_name, int to, const char* new_name) noexcept {
  return rename_in(from, old_name, to, new_name);
}
int mkdir(const char* path, mode_t mode) noexcept { return make_directory_in(AT_FDCWD, path, mode); }
int mkdirat(int directory, const char* path, mode_t mode) noexcept { return make_directory_in(directory, path, mode); }
int unlink(const char* path) noexcept { return remove_in(AT_FDCWD, path, 0); }
int unlinkat(int directory, const char* path, int flags) noexcept { return remove_in(directory, path, flags); }
int rmdir(const char* path) noexcept { return remove_in(AT_FDCWD, path, AT_REMOVEDIR); }
int ftruncate(int fd, off_t size) noexcept { return truncate_fd(fd, size); }
int ftruncate64(int fd, off_t size) noexcept { return truncate_fd(fd, size); }
void* mmap(void* address, std::size_t size, int protection, int flags, int fd, off_t offset) noexcept {
  return map_fd(address, size, protection, flags, fd, offset);
}
void* mmap64(void* address, std::size_t size, int protection, int flags, int fd, off_t offset) noexcept {
  return map_fd(address, size, protection, flags, fd, offset);
}
// NOLINTEND(readability-identifier-naming,bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
}
