// Where Xapian's exceptions become Quoth's.
#pragma once

#include <xapian.h>

#include <string_view>
#include <utility>

namespace quoth::storage {

/// Whether Xapian was reading sealed bytes or writing new ones: where it says no more than that it
/// failed, the one means damage and the other that the machine refused.
enum class Doing { reading, writing };

/// What a Xapian error means: DamagedError when its bytes are broken, StorageError when the machine
/// refused. `what` begins the message.
[[noreturn]] void throw_xapian(Doing doing, std::string_view what, const Xapian::Error& error);

/// Runs `call`; what Xapian throws in it is thrown on as ours. `what` names the work and the thing:
/// "Reading news.quoth/segments/000017".
template <class Call>
decltype(auto) with_storage_errors(std::string_view what, Call&& call) {
  try {
    return std::forward<Call>(call)();
  } catch (const Xapian::Error& error) {
    throw_xapian(Doing::reading, what, error);
  }
}

/// The same for writing.
template <class Call>
decltype(auto) with_write_errors(std::string_view what, Call&& call) {
  try {
    return std::forward<Call>(call)();
  } catch (const Xapian::Error& error) {
    throw_xapian(Doing::writing, what, error);
  }
}

}  // namespace quoth::storage
