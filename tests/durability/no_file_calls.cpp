// In place of file_calls.cpp under ThreadSanitizer, which makes such calls itself before anything of ours may run: none
// is watched.
#include "file_calls.hpp"

namespace quoth::durability {

void unwatch() noexcept {}

}  // namespace quoth::durability
