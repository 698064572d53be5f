#include "index/xapian_errors.hpp"

#include <cerrno>
#include <string>
#include <system_error>

#include "index/file.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

// Xapian keeps the text of the errno, not its number.
int errno_of(std::string_view text) {
  for (const int error : {ENOSPC, EDQUOT, EROFS, EACCES, EPERM, EMFILE, ENFILE, EIO, ENOENT})
    if (text == std::generic_category().message(error)) return error;
  return 0;
}

}  // namespace

void throw_xapian(std::string_view doing, const Xapian::Error& error) {
  std::string message(doing);
  message.append(": ").append(error.get_description());
  const char* const refusal = error.get_error_string();
  const std::string_view type = error.get_type();
  // A database error that no system call caused is about the bytes.
  const bool damaged =
      refusal == nullptr && (type == "DatabaseCorruptError" || type == "DatabaseVersionError" ||
                             type == "DatabaseError" || type == "DocNotFoundError" ||
                             type == "RangeError" || type == "SerialisationError");
  if (damaged) throw DamagedError(message + ". Restore the index from a copy, or index again.");
  if (refusal != nullptr) message.append(". ").append(remedy_of(errno_of(refusal)));
  throw StorageError(message);
}

}  // namespace quoth::storage
