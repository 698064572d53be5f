#include "index/lock.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <string>
#include <thread>

#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

constexpr char kLockName[] = "writer.lock";

bool try_lock(const File& file) {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  int result = 0;
  do result = ::fcntl(file.fd(), F_OFD_SETLK, &whole);
  while (result != 0 && errno == EINTR);
  if (result == 0) return true;
  if (errno == EAGAIN || errno == EACCES) return false;
  throw_refusal("Locking", file.path(), errno);
}

// The locks of this process, by descriptor. A forked process has to close its copies, or it would hold the lock for as
// long as it lives: slots without a mutex, since the handler of a fork may take none.
constexpr int kNone = -1;
constexpr std::size_t kMostKnown = 256;  // beyond so many open writers a fork goes unnoticed
std::atomic<int> held_locks[kMostKnown];

void close_copies() noexcept {
  for (std::atomic<int>& slot : held_locks)
    if (const int fd = slot.exchange(kNone); fd > kNone) ::close(fd);
}

void remember(int fd) {
  static const bool begun = [] {
    for (std::atomic<int>& slot : held_locks) slot = kNone;
    return ::pthread_atfork(nullptr, nullptr, close_copies) == 0;
  }();
  (void)begun;
  for (std::atomic<int>& slot : held_locks) {
    int none = kNone;
    if (slot.compare_exchange_strong(none, fd)) return;
  }
}

void forget(int fd) noexcept {
  for (std::atomic<int>& slot : held_locks) {
    int held = fd;
    if (slot.compare_exchange_strong(held, kNone)) return;
  }
}

// Who is writing, as far as the file tells (yet), and what to do about it.
std::string holder_and_remedy(const File& file) {
  const std::string text = file.read_all(4096);
  const std::string digits = text.substr(0, text.find_first_not_of("0123456789"));
  if (digits == std::to_string(::getpid()))
    return "another writer of this process is writing to it. Close that one first.";
  return (digits.empty() || digits.size() > 10 ? "another process" : "process " + digits) +
         " is writing to it. Wait until it has finished, or end it.";
}

}  // namespace

WriterLock::WriterLock(File file) : file_(std::move(file)) { remember(file_.fd()); }

WriterLock::~WriterLock() {
  if (file_.fd() >= 0) forget(file_.fd());
}

WriterLock WriterLock::take(const Directory& index, std::chrono::milliseconds wait) {
  File file = index.open_or_create_file(kLockName);
  const auto give_up = std::chrono::steady_clock::now() + wait;
  while (!try_lock(file)) {
    const auto left = give_up - std::chrono::steady_clock::now();
    if (left <= std::chrono::milliseconds(0))
      throw LockedError("Writing to " + index.path() + ": " + holder_and_remedy(file));
    // The kernel has no lock request with a time limit.
    std::this_thread::sleep_for(
        std::min<std::chrono::nanoseconds>(left, std::chrono::milliseconds(10)));
  }
  int cut = 0;
  do cut = ::ftruncate(file.fd(), 0);
  while (cut != 0 && errno == EINTR);
  if (cut != 0) throw_refusal("Writing", file.path(), errno);
  file.write_all(std::to_string(::getpid()) + "\n");
  return WriterLock(std::move(file));
}

}  // namespace quoth::storage
