// Where Xapian's exceptions become Quoth's.
#pragma once

#include <xapian.h>

#include <string_view>
#include <utility>

namespace quoth::storage {

/// What a Xapian error means: DamagedError when it found its bytes broken, StorageError when the
/// machine refused. `doing` begins the message.
[[noreturn]] void throw_xapian(std::string_view doing, const Xapian::Error& error);

/// Runs `call`; what Xapian throws in it is thrown on as ours. `doing` names the work and the
/// thing: "Reading news.quoth/segments/000017".
template <class Call>
decltype(auto) with_storage_errors(std::string_view doing, Call&& call) {
  try {
    return std::forward<Call>(call)();
  } catch (const Xapian::Error& error) {
    throw_xapian(doing, error);
  }
}

}  // namespace quoth::storage
