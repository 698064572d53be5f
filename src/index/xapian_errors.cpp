#include "index/xapian_errors.hpp"

#include <cerrno>
#include <string>
#include <system_error>

#include "index/file.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

// Xapian keeps the text of the errno, sometimes only within its own message.
int errno_of(std::string_view description) {
  for (const int error : {ENOSPC, EDQUOT, EFBIG, EROFS, EACCES, EPERM, EMFILE, ENFILE, ENOMEM, ENOLCK, EIO})
    if (description.find(std::generic_category().message(error)) != std::string_view::npos)
      return error;
  return 0;
}

}  // namespace

void throw_xapian(Doing doing, std::string_view what, const Xapian::Error& error) {
  const std::string description = error.get_description();
  std::string message(what);
  message.append(": ").append(description).append(". ");
  const std::string_view type = error.get_type();
  // A database error that no system call caused is about the bytes.
  const bool unexplained =
      error.get_error_string() == nullptr &&
      (type == "DatabaseError" || type == "RangeError" || type == "SerialisationError");
  if (type == "DatabaseCorruptError" || type == "DatabaseVersionError" ||
      type == "DocNotFoundError" || (unexplained && doing == Doing::reading))
    throw DamagedError(message + "Restore the index from a copy, or index again.");
  const int reason = type == "DatabaseLockError" ? ENOLCK : errno_of(description);
  if (reason == 0)
    throw StorageError(message +
                       "Xapian does not say why: see that the disk has room and may be written to, and that enough "
                       "files may be open (ulimit -n). Nothing that was committed before is lost.");
  throw StorageError(message.append(remedy_of(reason)));
}

}  // namespace quoth::storage
