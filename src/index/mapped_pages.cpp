#include "index/mapped_pages.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace quoth::storage {

void give_back_pages(std::string_view bytes) noexcept {
  static const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  if (bytes.empty()) return;
  // A mapping begins with a page, so what stands before `bytes` on their first one is the file's, too.
  const std::size_t before = reinterpret_cast<std::uintptr_t>(bytes.data()) % page;
  (void)::madvise(const_cast<char*>(bytes.data()) - before, bytes.size() + before, MADV_DONTNEED);
}

void require_and_give_back(const VerifiedBlocks& blocks, std::string_view file) {
  for (std::size_t at = 0; at < file.size(); at += kGivenBackAt) {
    const std::string_view part = file.substr(at, kGivenBackAt);
    blocks.require(part);
    give_back_pages(part);
  }
}

}  // namespace quoth::storage
