#include "index/ranks/whole_term.hpp"

#include "index/ranks/each_posting.hpp"

namespace quoth::storage {

using namespace ranks;

namespace {

// Appends the numbers of the window's documents. False when they do not ascend.
bool read_documents(const WindowPostings& window, std::vector<std::uint32_t>& out) {
  const std::uint32_t first = window.window * kWindow;
  std::uint32_t least = 0;
  return for_each_posting(window, [&](std::uint16_t offset, std::uint32_t) {
    if (offset < least) return false;
    least = offset + std::uint32_t{1};
    out.push_back(first + offset);
    return true;
  });
}

}  // namespace

bool WholeTermReader::read(const DictionaryEntry& entry, bool with_positions, TermToWrite& out) {
  out.clear();
  if (!term_.open(file_, entry)) return false;
  for (const WindowPostings& window : term_.windows()) {
    const std::size_t before = out.documents.size();
    if (!read_documents(window, out.documents)) return false;
    if (!term_.scored()) continue;
    for (std::size_t i = before; i < out.documents.size(); ++i) {
      const std::uint32_t frequency =
          term_.frequency(window, static_cast<std::uint32_t>(i - before));
      if (frequency == 0) return false;
      out.frequencies.push_back(frequency);
    }
  }
  if (!with_positions || !term_.has_positions()) return true;
  return term_.scored() && term_.all_positions(out.counts, out.occurrences);
}

}  // namespace quoth::storage
