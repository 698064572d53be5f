#include "index/ranks/whole_term.hpp"

#include <bit>

namespace quoth::storage {

using namespace ranks;

namespace {

// Appends the numbers of the window's documents. False when they are not as many as it says.
bool read_documents(const WindowPostings& window, std::uint32_t documents,
                    std::vector<std::uint32_t>& out) {
  const std::size_t before = out.size();
  const std::uint32_t first = window.window * kWindow;
  switch (window.kind) {
    case WindowKind::offsets:
      for (std::uint32_t i = 0; i < window.postings; ++i) {
        if (i > 0 && window.offsets[i] <= window.offsets[i - 1]) return false;
        out.push_back(first + window.offsets[i]);
      }
      return window.offsets[window.postings - 1] < documents;
    case WindowKind::codes:
      for (std::uint32_t offset = 0; offset < documents; ++offset)
        if (window.codes[offset] != 0) out.push_back(first + offset);
      break;
    case WindowKind::bits:
      for (std::uint32_t begin = 0; begin < documents; begin += 64)
        for (std::uint64_t bits = window.bits[begin / 64]; bits != 0; bits &= bits - 1) {
          const std::uint32_t offset = begin + static_cast<std::uint32_t>(std::countr_zero(bits));
          if (offset >= documents) return false;
          out.push_back(first + offset);
        }
      break;
  }
  return out.size() - before == window.postings;
}

}  // namespace

bool WholeTermReader::read(const DictionaryEntry& entry, bool with_positions, TermToWrite& out) {
  out.clear();
  if (!term_.open(file_, entry)) return false;
  for (const WindowPostings& window : term_.windows()) {
    const std::size_t before = out.documents.size();
    if (!read_documents(window, documents_in_window(file_.documents(), window.window),
                        out.documents))
      return false;
    if (!term_.scored()) continue;
    for (std::size_t i = before; i < out.documents.size(); ++i) {
      const auto offset = static_cast<std::uint16_t>(out.documents[i] % kWindow);
      const std::uint32_t frequency =
          term_.frequency(window, offset, static_cast<std::uint32_t>(i - before));
      if (frequency == 0) return false;
      out.frequencies.push_back(frequency);
    }
  }
  if (!with_positions || !term_.has_positions()) return true;
  return term_.scored() && term_.all_positions(out.counts, out.occurrences);
}

}  // namespace quoth::storage
