// Lookups in the compiled gazetteer.
#include <algorithm>
#include <cstring>

#include "analyze/gazetteer/format.hpp"
#include "analyze/gazetteer/phrase.hpp"
#include "quoth/analyze/name_variants.hpp"
#include "quoth/text/fold.hpp"

// The image, from image.S.
extern "C" const unsigned char quoth_gazetteer_image[];

namespace quoth {
namespace gazetteer {
namespace {

static_assert(sizeof(VariantRef) == 4);

const Header& header() noexcept { return *reinterpret_cast<const Header*>(quoth_gazetteer_image); }

template <class T>
const T* array(std::uint32_t offset) noexcept {
  return reinterpret_cast<const T*>(quoth_gazetteer_image + offset);
}

const Group& packed_group(VariantRef ref) noexcept {
  return array<Group>(header().groups)[ref.group()];
}

std::span<const VariantRef> references_of(std::string_view phrase) noexcept {
  const Header& h = header();
  const std::uint64_t hash = hash_bytes(phrase);
  const std::uint32_t* bucket = array<std::uint32_t>(h.buckets) + (hash >> (64 - h.bucket_bits));
  const std::uint32_t* prints = array<std::uint32_t>(h.prints);
  const auto print = static_cast<std::uint32_t>(hash);
  std::uint32_t first = bucket[0];
  const std::uint32_t end = bucket[1];
  while (first < end && prints[first] != print) ++first;
  std::uint32_t last = first;
  while (last < end && prints[last] == print) ++last;
  return {array<VariantRef>(h.references) + first, last - first};
}

}  // namespace
}  // namespace gazetteer

std::string_view name_of(VariantKind kind) noexcept {
  switch (kind) {
    case VariantKind::territory:
      return "territory";
    case VariantKind::division:
      return "division";
    case VariantKind::city:
      return "city";
    case VariantKind::other_place:
      return "place";
    case VariantKind::organisation:
      return "organisation";
  }
  return "";
}

std::span<const VariantRef> variants_of(std::string_view name, std::string& scratch) {
  gazetteer::phrase_form(name, scratch);
  if (scratch.empty()) return {};
  return gazetteer::references_of(scratch);
}

std::span<const VariantRef> variants_of(std::string_view name) {
  std::string scratch;
  return variants_of(name, scratch);
}

VariantGroup group_of(VariantRef ref) noexcept {
  const gazetteer::Group& g = gazetteer::packed_group(ref);
  std::string_view name;
  VariantSpellings(ref).next(name);
  return {name, static_cast<VariantKind>(g.kind),
          g.country[0] == '\0' ? std::string_view() : std::string_view(g.country, 2), g.population,
          g.source_id};
}

VariantSpellings::VariantSpellings(VariantRef ref) noexcept {
  const gazetteer::Group& g = gazetteer::packed_group(ref);
  at_ = gazetteer::array<unsigned char>(gazetteer::header().spellings + g.spellings);
  left_ = g.count;
}

bool VariantSpellings::next(std::string_view& out) noexcept {
  if (left_ == 0) return false;
  --left_;
  out = {reinterpret_cast<const char*>(at_ + 1), *at_};
  at_ += 1 + *at_;
  return true;
}

WholeNameKeys whole_name_keys(std::string_view name) {
  WholeNameKeys keys;
  std::string form;
  for (const VariantRef ref : variants_of(name, form)) {
    if (keys.size() == kMaxWholeNameKeys || (ref.further() && !keys.empty())) break;
    gazetteer::phrase_form(group_of(ref).name, form);
    std::string key = "=" + form;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  }
  return keys;
}

double variant_similarity(std::span<const VariantRef> a, std::span<const VariantRef> b) noexcept {
  constexpr std::size_t kMost = 16;
  if (a.size() > kMost) a = a.first(kMost);
  if (b.size() > kMost) b = b.first(kMost);
  double best = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j)
      if (a[i].group() == b[j].group() && !(a[i].further() && b[j].further())) {
        const double further = a[i].further() || b[j].further() ? .03 : 0;
        const int foreign = (a[i].usual() ? 0 : 1) + (b[j].usual() ? 0 : 1);
        const auto rank = static_cast<double>(std::min<std::size_t>(i + j, 9));
        // The best must come before mere sounds, which give .9999 at most.
        best = std::max(best, 1 - further - .00004 * foreign - .00005 * rank);
      }
  return best;
}

bool are_variants(std::string_view a, std::string_view b) {
  return variant_similarity(variants_of(a), variants_of(b)) > 0;
}

std::uint32_t place_population(std::string_view name, std::string& scratch) {
  std::uint32_t most = 0;
  for (const VariantRef ref : variants_of(name, scratch)) {
    if (ref.further()) break;  // those stand last
    if (!ref.usual()) continue;
    const gazetteer::Group& g = gazetteer::packed_group(ref);
    if (static_cast<VariantKind>(g.kind) != VariantKind::organisation)
      most = std::max(most, g.population);
  }
  return most;
}

GazetteerFacts gazetteer_facts() noexcept {
  const gazetteer::Header& h = gazetteer::header();
  return {h.group_count, h.spelling_count, h.reference_count, h.size, h.complete != 0, h.content};
}

}  // namespace quoth
