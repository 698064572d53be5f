// Where Xapian's exceptions become Quoth's.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <utility>

#include "quoth/error.hpp"

namespace quoth::storage {

/// Runs `call`; what Xapian throws in it is thrown on as ours. `doing` begins the message: "Reading
/// news.quoth/segments/000017".
/// @throws DamagedError  Xapian found its bytes broken
/// @throws StorageError  anything else
template <class Call>
decltype(auto) with_storage_errors(std::string_view doing, Call&& call) {
  try {
    return std::forward<Call>(call)();
  } catch (const Xapian::DatabaseCorruptError& e) {
    throw DamagedError(std::string(doing) + ": " + e.get_description() +
                       ". Restore the index from a copy, or index again.");
  } catch (const Xapian::DatabaseVersionError& e) {
    throw DamagedError(std::string(doing) + ": " + e.get_description() +
                       ". Restore the index from a copy, or index again.");
  } catch (const Xapian::DocNotFoundError& e) {
    throw DamagedError(std::string(doing) + ": " + e.get_description() +
                       ". Restore the index from a copy, or index again.");
  } catch (const Xapian::Error& e) {
    throw StorageError(std::string(doing) + ": " + e.get_description());
  }
}

}  // namespace quoth::storage
