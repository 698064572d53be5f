// The errors Quoth throws: for wrong calls and broken storage, never for text.
#pragma once

#include <stdexcept>
#include <string>

namespace quoth {

/// Root of everything Quoth throws. `what()` names the thing and the remedy, in UTF-8, ready to
/// show.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The caller asked for something that cannot be: an empty id, a negative limit, a commit on a
/// closed writer.
class UsageError : public Error {
 public:
  using Error::Error;
};

/// There is no index, file or article where one was expected.
class NotFoundError : public Error {
 public:
  using Error::Error;
};

/// The bytes are not ours, come from a newer Quoth, or were made by other analyzers.
class FormatError : public Error {
 public:
  using Error::Error;
};

/// The bytes were ours and have changed since: a checksum, size or structure is wrong.
class DamagedError : public Error {
 public:
  using Error::Error;
};

/// The machine refused: disk full, read-only, no permission, too many files.
class StorageError : public Error {
 public:
  using Error::Error;
};

/// Another writer holds the index.
class LockedError : public Error {
 public:
  using Error::Error;
};

/// The time given to a query ran out before its answer was complete.
class DeadlineError : public Error {
 public:
  using Error::Error;
};

}  // namespace quoth
