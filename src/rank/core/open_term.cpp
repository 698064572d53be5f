#include "rank/core/open_term.hpp"

#include <string>

namespace quoth::core {

void open_entry(const storage::Ranks& ranks, std::string_view term,
                const storage::DictionaryEntry& entry, storage::TermPostings& out) {
  if (!out.open(ranks, entry))
    ranks.throw_damaged("the postings of “" + std::string(term) + "” are damaged");
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
