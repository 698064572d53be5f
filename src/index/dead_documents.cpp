#include "index/dead_documents.hpp"

namespace quoth::storage {
namespace {

std::vector<std::uint64_t> zeros_for(std::uint32_t documents) {
  return std::vector<std::uint64_t>((std::size_t{documents} + 63) / 64);
}

void set(std::vector<std::uint64_t>& bits, std::uint32_t document) {
  bits[document / 64] |= std::uint64_t{1} << document % 64;
}

}  // namespace

DeadDocuments::DeadDocuments(const Tombstones& tombstones, const ArticleMap& map,
                             std::uint32_t quotations) {
  if (tombstones.empty()) return;
  articles_ = zeros_for(map.articles());
  quotations_ = zeros_for(quotations);
  tombstones.for_each([&](std::uint32_t docid) {
    set(articles_, docid - 1);
    const std::uint32_t end = map.first_quotation(docid + 1);
    for (std::uint32_t said = map.first_quotation(docid); said < end; ++said)
      set(quotations_, said - 1);
  });
}

}  // namespace quoth::storage
