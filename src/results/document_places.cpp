#include "results/document_places.hpp"

#include <algorithm>

namespace quoth {
namespace {

using Op = PlanNode::Op;

template <class Entry>
const Entry* find_text(const std::vector<Entry>& entries, std::string_view text) {
  const auto at = std::lower_bound(entries.begin(), entries.end(), text,
                                   [](const Entry& e, std::string_view s) { return e.text < s; });
  return at != entries.end() && at->text == text ? &*at : nullptr;
}

// Every form of the stems that begins so.
void add_words(const DocumentTerms& document, const std::vector<std::string>& stems,
               std::string_view beginning, bool in_title, std::vector<Place>& out) {
  std::vector<char> wanted(document.terms.size(), 0);
  bool any = false;
  for (const std::string& stem : stems)
    if (const auto* term = find_term(document, stem)) {
      wanted[static_cast<std::size_t>(term - document.terms.data())] = 1;
      any = true;
    }
  if (!any) return;
  for (const DocumentTerms::Form& form : document.forms)
    if (wanted[form.term] != 0 && form.text.starts_with(beginning))
      for (const std::uint32_t position : form.positions)
        if (!in_title || position <= document.title_words) out.push_back({position, position});
}

void add_places(const DocumentTerms& document, const PlanNode& node, bool in_title,
                std::vector<Place>& out) {
  switch (node.op) {
    case Op::word:
      add_words(document, node.terms, {}, in_title, out);
      break;
    case Op::synonyms:
      add_words(document, node.scored.front().stems, node.beginning, in_title, out);
      break;
    case Op::phrase: {
      const std::vector<Place> phrases = places_of_phrase(document, node.forms, in_title);
      out.insert(out.end(), phrases.begin(), phrases.end());
      break;
    }
    case Op::any:
      for (const PlanNode& child : node.children) add_places(document, child, in_title, out);
      break;
    default:
      break;
  }
}

}  // namespace

const DocumentTerms::Term* find_term(const DocumentTerms& document, std::string_view text) {
  return find_text(document.terms, text);
}

std::vector<Place> places_of_phrase(const DocumentTerms& document,
                                    const std::vector<std::string>& forms, bool in_title) {
  std::vector<const std::vector<std::uint32_t>*> positions;
  for (const std::string& form : forms) {
    const auto* found = find_text(document.forms, form);
    if (found == nullptr) return {};
    positions.push_back(&found->positions);
  }
  std::vector<Place> out;
  if (positions.empty()) return out;
  for (const std::uint32_t start : *positions.front()) {
    const std::uint32_t last = start + static_cast<std::uint32_t>(forms.size()) - 1;
    if (last > document.title_words && (in_title || start <= document.title_words)) continue;
    bool all = true;
    for (std::size_t i = 1; all && i < positions.size(); ++i)
      all = std::binary_search(positions[i]->begin(), positions[i]->end(),
                               start + static_cast<std::uint32_t>(i));
    if (all) out.push_back({start, last});
  }
  return out;
}

std::vector<Place> places_of_stems(const DocumentTerms& document,
                                   const std::vector<std::string>& stems,
                                   std::string_view beginning, bool in_title) {
  std::vector<Place> out;
  add_words(document, stems, beginning, in_title, out);
  return out;
}

std::vector<Place> places_of(const DocumentTerms& document, const PlanNode& words, bool in_title) {
  std::vector<Place> out;
  add_places(document, words, in_title, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<std::vector<Place>> places_of_near(const DocumentTerms& document,
                                               const PlanNode& near) {
  std::vector<std::vector<Place>> title, body;
  bool everywhere = true;
  for (const PlanNode& child : near.children) {
    std::vector<Place> places = places_of(document, child, near.in_title);
    everywhere = everywhere && !places.empty();
    const auto begin = std::partition_point(places.begin(), places.end(), [&](const Place& place) {
      return place.first <= document.title_words;
    });
    body.emplace_back(begin, places.end());
    places.erase(begin, places.end());
    title.push_back(std::move(places));
  }
  if (!everywhere) return std::vector<std::vector<Place>>(near.children.size());
  title = near_places(title, near.distance, near.ordered);
  body = near_places(body, near.distance, near.ordered);
  for (std::size_t i = 0; i < title.size(); ++i)
    title[i].insert(title[i].end(), body[i].begin(), body[i].end());
  return title;
}

}  // namespace quoth
