#include "index/article_map.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

#include "index/bytes.hpp"
#include "index/remedy.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

constexpr std::string_view kMagic = "QUOTHMAP";
constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kHeaderBytes = 24;

template <class Number>
Number load(const char* at) noexcept {
  Number value;
  std::memcpy(&value, at, sizeof value);
  if constexpr (std::endian::native == std::endian::big) {
    Number swapped = 0;
    for (std::size_t i = 0; i < sizeof value; ++i, value >>= 8)
      swapped = static_cast<Number>(swapped << 8 | (value & 0xff));
    return swapped;
  }
  return value;
}

}  // namespace

std::uint64_t hash_of_id(std::string_view id) noexcept { return checksum_of(id); }

std::string article_map_bytes(const std::vector<ArticleMapEntry>& articles) {
  const auto count = static_cast<std::uint32_t>(articles.size());
  std::vector<std::uint32_t> by_hash(count);
  std::iota(by_hash.begin(), by_hash.end(), 0U);
  std::stable_sort(by_hash.begin(), by_hash.end(), [&](std::uint32_t a, std::uint32_t b) {
    return articles[a].id_hash < articles[b].id_hash;
  });

  std::string bytes(kMagic);
  bytes.reserve(kHeaderBytes + 4 + std::size_t{count} * 24);
  ByteWriter out(bytes);
  out.u32(kVersion);
  out.u32(count);
  std::uint32_t quotations = 0;
  for (const ArticleMapEntry& article : articles) quotations += article.quotations;
  out.u32(quotations);
  out.u32(0);  // so that the hashes lie on multiples of 8
  for (const std::uint32_t i : by_hash) out.u64(articles[i].id_hash);
  for (const ArticleMapEntry& article : articles) out.u64(article.sketch);
  for (const std::uint32_t i : by_hash) out.u32(i + 1);
  quotations = 0;
  out.u32(quotations);
  for (const ArticleMapEntry& article : articles) out.u32(quotations += article.quotations);
  return bytes;
}

ArticleMap::ArticleMap(Mapping mapping, std::uint32_t articles, std::uint32_t quotations,
                       const std::string& path)
    : mapping_(std::move(mapping)), articles_(articles) {
  const std::string_view bytes = mapping_.bytes();
  const auto require = [&](bool good) {
    if (good) return;
    throw DamagedError("Reading " + path + ": not the article map of this segment." +
                       std::string(remedy_for(path)));
  };
  ByteReader header(bytes);
  require(header.bytes(kMagic.size()) == kMagic && header.u32() == kVersion &&
          header.u32() == articles && header.u32() == quotations && header.u32() == 0 &&
          bytes.size() == kHeaderBytes + std::size_t{articles} * 24 + 4);
  hashes_ = bytes.data() + kHeaderBytes;
  sketches_ = hashes_ + std::size_t{articles} * 8;
  docids_ = sketches_ + std::size_t{articles} * 8;
  offsets_ = docids_ + std::size_t{articles} * 4;

  require(offset(0) == 0 && offset(articles) == quotations);
  std::vector<bool> seen(std::size_t{articles} + 1);
  for (std::uint32_t i = 0; i < articles; ++i) {
    require(offset(i) <= offset(i + 1));
    require(i == 0 || hash(i - 1) <= hash(i));
    require(docid(i) >= 1 && docid(i) <= articles && !seen[docid(i)]);
    seen[docid(i)] = true;
  }
}

std::uint32_t ArticleMap::offset(std::uint32_t i) const noexcept {
  return load<std::uint32_t>(offsets_ + std::size_t{i} * 4);
}
std::uint64_t ArticleMap::hash(std::uint32_t i) const noexcept {
  return load<std::uint64_t>(hashes_ + std::size_t{i} * 8);
}
std::uint64_t ArticleMap::sketch(std::uint32_t docid) const noexcept {
  return load<std::uint64_t>(sketches_ + std::size_t{docid - 1} * 8);
}
std::uint32_t ArticleMap::docid(std::uint32_t i) const noexcept {
  return load<std::uint32_t>(docids_ + std::size_t{i} * 4);
}

std::uint32_t ArticleMap::article_of(std::uint32_t quotation) const noexcept {
  // The first article that ends at or after it; those without quotations end where they begin.
  std::uint32_t low = 1, high = articles_;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (offset(middle) >= quotation)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

std::vector<std::uint32_t> ArticleMap::with_hash(std::uint64_t wanted) const {
  std::uint32_t low = 0, high = articles_;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (hash(middle) < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  std::vector<std::uint32_t> docids;
  for (; low < articles_ && hash(low) == wanted; ++low) docids.push_back(docid(low));
  return docids;
}

std::vector<ArticleMapEntry> ArticleMap::entries() const {
  std::vector<ArticleMapEntry> entries(articles_);
  for (std::uint32_t i = 0; i < articles_; ++i) {
    entries[docid(i) - 1].id_hash = hash(i);
    entries[i].quotations = quotations_of(i + 1);
    entries[i].sketch = sketch(i + 1);
  }
  return entries;
}

}  // namespace quoth::storage
