#include "index/ranks/forms_by_term.hpp"

#include <limits>

#include "index/bytes.hpp"

namespace quoth::storage {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kOwn = kNone - 1;  // the term's text tells the form

}  // namespace

// Calls visit(ordinal of the form, term, number) until it returns false, as this does then.
template <class Visit>
bool FormsByTerm::for_each(Visit visit) const {
  TermDictionary::Cursor terms(file_->terms());
  while (terms.next())
    if (const auto number = Ranks::own_form_of(terms.entry());
        number && !visit(kOwn, terms.entry().ordinal, *number))
      return false;
  if (!terms.complete()) return false;
  TermDictionary::Cursor cursor(file_->forms());
  while (cursor.next())
    for (ByteReader in(cursor.entry().extra); in.left() > 0;) {
      const std::uint64_t term = in.varint(), number = in.varint();
      if (!in.ok() || term >= file_->terms().size() || number >= kNone) return false;
      if (!visit(cursor.entry().ordinal, term, static_cast<std::uint32_t>(number))) return false;
    }
  return cursor.complete();
}

bool FormsByTerm::open(const Ranks& file) {
  file_ = &file;
  first_.assign(static_cast<std::size_t>(file.terms().size()) + 1, 0);
  std::uint64_t total = 0;
  if (file.forms().size() >= kOwn ||
      !for_each([&](std::uint64_t, std::uint64_t term, std::uint32_t) {
        ++first_[term + 1];
        return ++total < kNone;
      }))
    return false;
  for (std::size_t term = 1; term < first_.size(); ++term) first_[term] += first_[term - 1];
  ordinals_.assign(static_cast<std::size_t>(total), kNone);
  // As many places as forms: when none is taken twice, all are taken.
  return for_each([&](std::uint64_t ordinal, std::uint64_t term, std::uint32_t number) {
    if (number >= count(term)) return false;
    std::uint32_t& place = ordinals_[first_[term] + number];
    if (place != kNone) return false;
    place = static_cast<std::uint32_t>(ordinal);
    return true;
  });
}

bool FormsByTerm::text(std::uint64_t term, std::uint32_t number, std::string& out) const {
  DictionaryEntry ignored;
  const std::uint32_t ordinal = ordinals_[first_[term] + number];
  if (ordinal != kOwn) return file_->forms().at(ordinal, out, ignored);
  if (!file_->terms().at(term, out, ignored) || out.empty()) return false;
  out.erase(0, 1);
  return true;
}

}  // namespace quoth::storage
