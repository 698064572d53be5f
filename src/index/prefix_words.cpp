#include "index/prefix_words.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "index/ranks/prefix_postings.hpp"

namespace quoth::storage {

Snapshot::PrefixWords prefix_words(const Snapshot::Impl& snapshot, Snapshot::Space space,
                                   std::string_view folded, std::size_t most) {
  std::unordered_map<std::string, std::uint64_t> frequencies;
  std::uint64_t collection = 0;
  for (const Snapshot::Impl::Part& part : snapshot.parts) {
    const Ranks& ranks = part.segment->ranks(space);
    collection += ranks.documents();
    // Of each segment exactly those that have such a word, so that it does not show how an index is split.
    for (PrefixPostings words(ranks, folded); words.next();)
      frequencies[words.stem()] += words.count();
  }
  std::vector<std::pair<std::string, std::uint64_t>> found(frequencies.begin(), frequencies.end());
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  Snapshot::PrefixWords out;
  out.left_out = found.size() - std::min(found.size(), most);
  found.resize(found.size() - out.left_out);
  for (auto& [stem, documents] : found) {
    out.documents += documents;
    out.stems.push_back(std::move(stem));
  }
  out.documents = std::min(out.documents, collection);
  return out;
}

}  // namespace quoth::storage
