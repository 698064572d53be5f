#include "index/ranks/term_vocabulary.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "quoth/text/fold.hpp"

namespace quoth::storage {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16;

// Of the text and the term it belongs to.
std::uint64_t form_hash(std::uint32_t term, std::uint64_t hash) noexcept {
  return hash_phrase(hash, term);
}

// The first eight bytes, so that they compare as the text does.
std::uint64_t beginning_of(std::string_view text) noexcept {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i)
    out = out << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  return out;
}

}  // namespace

void TermVocabulary::Table::place(const Slot& slot) noexcept {
  std::size_t at = (std::uint64_t{slot.tag} << 32 | slot.low) & mask();
  while (slots_[at].number != kNone) at = (at + 1) & mask();
  slots_[at] = slot;
}

void TermVocabulary::Table::add(std::uint64_t hash, std::uint32_t number) {
  if (2 * (count_ + 1) > slots_.size()) {
    const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
    for (const Slot& slot : before)
      if (slot.number != kNone) place(slot);
  }
  place({static_cast<std::uint32_t>(hash >> 32), number, static_cast<std::uint32_t>(hash)});
  ++count_;
}

const char* TermVocabulary::keep(std::string_view text) {
  if (text.size() > left_) {
    left_ = std::max(kBlock, text.size());
    blocks_.push_back(std::make_unique<char[]>(left_));
    text_bytes_ += left_;
  }
  // From the block's end on, so that what is left is at its begin.
  left_ -= text.size();
  char* const at = blocks_.back().get() + left_;
  if (!text.empty()) std::memcpy(at, text.data(), text.size());
  return at;
}

TermVocabulary::TermId TermVocabulary::term(std::string_view text, std::uint64_t hash) {
  const std::uint32_t there =
      term_table_.find(hash, [&](TermId id) { return terms_[id].text() == text; });
  if (there != kNone) return there;
  const std::uint32_t id = terms();
  terms_.push_back({keep(text), static_cast<std::uint32_t>(text.size()), 0, kNone});
  term_table_.add(hash, id);
  return id;
}

TermVocabulary::TermId TermVocabulary::term(std::string_view text) {
  return term(text, hash_word(text));
}

std::uint32_t TermVocabulary::form(TermId term, std::string_view text, std::uint64_t hash) {
  const std::uint64_t whole = form_hash(term, hash);
  const std::uint32_t there = form_table_.find(
      whole, [&](std::uint32_t id) { return forms_[id].term == term && forms_[id].text() == text; });
  if (there != kNone) return forms_[there].number;
  Term& of = terms_[term];
  const auto id = static_cast<std::uint32_t>(forms_.size());
  // More than half of all forms are their stem, whose text holds them.
  const bool own = of.size == text.size() + 1 && of.text().substr(1) == text;
  forms_.push_back({own ? of.begin + 1 : keep(text), static_cast<std::uint32_t>(text.size()), term,
                    of.forms, of.first_form});
  form_table_.add(whole, id);
  of.first_form = id;
  return of.forms++;
}

std::uint32_t TermVocabulary::form(TermId term, std::string_view text) {
  return form(term, text, hash_word(text));
}

void TermVocabulary::forms_of(TermId term, std::vector<std::string_view>& out) const {
  out.resize(terms_[term].forms);
  for (std::uint32_t id = terms_[term].first_form; id != kNone; id = forms_[id].next)
    out[forms_[id].number] = forms_[id].text();
}

std::vector<TermVocabulary::TermId> TermVocabulary::sorted() const {
  struct Entry {
    std::uint64_t beginning;
    TermId term;
  };
  std::vector<Entry> entries;
  entries.reserve(terms_.size());
  for (TermId id = 0; id < terms(); ++id) entries.push_back({beginning_of(text(id)), id});
  std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    return a.beginning != b.beginning ? a.beginning < b.beginning : text(a.term) < text(b.term);
  });
  std::vector<TermId> out;
  out.reserve(entries.size());
  for (const Entry& entry : entries) out.push_back(entry.term);
  return out;
}

std::size_t TermVocabulary::bytes() const noexcept {
  return text_bytes_ + terms_.capacity() * sizeof(Term) + forms_.capacity() * sizeof(Form) +
         term_table_.bytes() + form_table_.bytes();
}

}  // namespace quoth::storage
