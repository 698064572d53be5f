#include "quoth/analyze/name_catalogue.hpp"

#include <utility>

#include "analyze/names/catalogue/data.hpp"
#include "analyze/names/catalogue/search.hpp"
#include "quoth/error.hpp"

namespace quoth {
namespace {

template <class T>
std::size_t bytes_of(const std::vector<T>& v) noexcept {
  return v.capacity() * sizeof(T);
}

}  // namespace

NameCatalogue::NameCatalogue() : NameCatalogue(Builder().build()) {}
NameCatalogue::NameCatalogue(std::shared_ptr<const names::CatalogueData> data)
    : data_(std::move(data)) {}
NameCatalogue::NameCatalogue(const NameCatalogue&) = default;
// What was moved from keeps its names. NOLINTNEXTLINE(performance-move-constructor-init)
NameCatalogue::NameCatalogue(NameCatalogue&& other) noexcept : data_(other.data_) {}
NameCatalogue& NameCatalogue::operator=(const NameCatalogue&) = default;
NameCatalogue& NameCatalogue::operator=(NameCatalogue&& other) noexcept {
  data_ = other.data_;
  return *this;
}
NameCatalogue::~NameCatalogue() = default;

FoundNames NameCatalogue::find(std::string_view name, const FindOptions& options) const {
  if (options.limit == 0) throw UsageError("a limit of 0 finds nothing; ask for at least 1");
  if (!(options.at_least >= 0 && options.at_least <= 1))
    throw UsageError("at_least is a score from 0 to 1");
  FoundNames out;
  names::search(*data_, name, options, out);
  return out;
}

NameExplanation NameCatalogue::explain(std::string_view asked, std::uint32_t index,
                                       const FindOptions& options) const {
  return explain_similarity(asked, name(index), SimilarityOptions{options.variants});
}

std::size_t NameCatalogue::size() const noexcept { return data_->names.size() - 1; }

std::string_view NameCatalogue::name(std::uint32_t index) const noexcept {
  const names::NameRow& row = data_->names[index];
  return std::string_view(data_->texts).substr(row.text, row.id - row.text);
}

std::string_view NameCatalogue::id(std::uint32_t index) const noexcept {
  const names::NameRow& row = data_->names[index];
  return std::string_view(data_->texts).substr(row.id, data_->names[index + 1].text - row.id);
}

std::size_t NameCatalogue::tokens() const noexcept { return data_->tokens.size(); }
std::size_t NameCatalogue::keys() const noexcept { return data_->by_key.keys(); }

std::size_t NameCatalogue::memory() const noexcept {
  const names::CatalogueData& d = *data_;
  std::size_t bytes = d.texts.capacity() + bytes_of(d.names) + bytes_of(d.places) +
                      bytes_of(d.tokens) + bytes_of(d.posting_begins) + bytes_of(d.postings) +
                      d.by_text.memory() + d.by_key.memory() + d.by_variant.memory() +
                      d.by_thing.memory() + d.pairs.memory();
  constexpr std::size_t kInside = 15;  // what a std::string holds without allocating
  for (const names::PreparedToken& t : d.tokens) {
    if (t.sound.text.capacity() > kInside) bytes += t.sound.text.capacity() + 1;
    bytes += bytes_of(t.sound.sounds) + bytes_of(t.sound.chunks);
  }
  return bytes;
}

}  // namespace quoth
