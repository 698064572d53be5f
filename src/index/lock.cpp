#include "index/lock.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
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
  if (::fcntl(file.fd(), F_OFD_SETLK, &whole) == 0) return true;
  if (errno == EAGAIN || errno == EACCES) return false;
  throw_refusal("Locking", file.path(), errno);
}

// "process 4711", or "another process" where the file does not tell (yet).
std::string holder_of(const File& file) {
  const std::string text = file.read_all(4096);
  const std::string digits = text.substr(0, text.find_first_not_of("0123456789"));
  return digits.empty() || digits.size() > 10 ? "another process" : "process " + digits;
}

}  // namespace

WriterLock WriterLock::take(const Directory& index, std::chrono::milliseconds wait) {
  File file = index.open_or_create_file(kLockName);
  const auto give_up = std::chrono::steady_clock::now() + wait;
  while (!try_lock(file)) {
    const auto left = give_up - std::chrono::steady_clock::now();
    if (left <= std::chrono::milliseconds(0))
      throw LockedError("Writing to " + index.path() + ": " + holder_of(file) +
                        " is writing to it. Wait until it has finished, or end it.");
    // The kernel has no lock request with a time limit.
    std::this_thread::sleep_for(
        std::min<std::chrono::nanoseconds>(left, std::chrono::milliseconds(10)));
  }
  if (::ftruncate(file.fd(), 0) != 0) throw_refusal("Writing", file.path(), errno);
  file.write_all(std::to_string(::getpid()) + "\n");
  return WriterLock(std::move(file));
}

}  // namespace quoth::storage
