#include "rank/core/open_term.hpp"

#include <string>

#include "quoth/error.hpp"

namespace quoth::core {

void open_entry(const storage::Ranks& ranks, std::string_view term,
                const storage::DictionaryEntry& entry, storage::TermPostings& out) {
  if (!out.open(ranks, entry))
    throw DamagedError("The postings of “" + std::string(term) +
                       "” are damaged. Run `quoth verify` on the index.");
}

bool open_term(const storage::Ranks& ranks, std::string_view term, storage::TermPostings& out) {
  storage::DictionaryEntry entry;
  if (!ranks.terms().find(term, entry)) {
    out.close();
    return false;
  }
  open_entry(ranks, term, entry, out);
  return true;
}

}  // namespace quoth::core
