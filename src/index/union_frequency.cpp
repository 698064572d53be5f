#include "index/union_frequency.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "index/ranks/whole_term.hpp"

namespace quoth::storage {

std::uint32_t union_frequency(const Ranks& ranks, std::span<const std::string> terms) {
  std::vector<std::pair<const std::string*, DictionaryEntry>> there;
  DictionaryEntry entry;
  for (const std::string& term : terms)
    if (ranks.terms().find(term, entry)) there.emplace_back(&term, entry);
  if (there.empty()) return 0;
  if (there.size() == 1) return Ranks::documents_of(there.front().second);
  WholeTermReader reader(ranks);
  TermToWrite term;
  std::vector<std::uint32_t> all, more;
  for (const auto& [text, at] : there) {
    if (!reader.read(at, false, term))
      ranks.throw_damaged("the postings of “" + *text + "” are damaged");
    more.clear();
    std::set_union(all.begin(), all.end(), term.documents.begin(), term.documents.end(),
                   std::back_inserter(more));
    std::swap(all, more);
  }
  return static_cast<std::uint32_t>(all.size());
}

}  // namespace quoth::storage
