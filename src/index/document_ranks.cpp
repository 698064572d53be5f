#include "index/document_ranks.hpp"

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "postings/name_term_keys.hpp"

namespace quoth::storage {

// No other term begins with it: prefixes are capitals, and all terms of a document have one.
bool has_ranks(std::string_view term) noexcept { return !term.starts_with('Q'); }

void add_document(const DocumentTerms& document, RanksBuilder& out) {
  std::vector<RanksBuilder::Term> terms;
  std::vector<RanksBuilder::Form> forms;
  std::vector<std::size_t> place(document.terms.size());  // of each term among `terms`
  terms.reserve(document.terms.size());
  forms.reserve(document.forms.size());
  for (std::size_t i = 0; i < document.terms.size(); ++i) {
    place[i] = terms.size();
    if (has_ranks(document.terms[i].text))
      terms.push_back({document.terms[i].text, document.terms[i].wdf});
  }
  for (const DocumentTerms::Form& form : document.forms)
    forms.push_back({place[form.term], form.text, form.positions});
  NameTermKeys keys_of;
  std::vector<std::vector<std::string>> of_terms(terms.size());
  std::vector<RanksBuilder::Key> keys;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    keys_of.find(terms[i].text, of_terms[i]);
    for (const std::string& key : of_terms[i]) keys.push_back({key, i});
  }
  static_assert(DocumentTerms::kMostTitleWords <= std::numeric_limits<std::uint16_t>::max());
  out.add(terms, forms, static_cast<std::uint16_t>(document.title_words),
          {document.place.first, document.place.before, document.place.after}, keys);
}

}  // namespace quoth::storage
