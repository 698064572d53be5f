#include "postings/equal_writings.hpp"

#include <algorithm>
#include <map>

#include "analyze/tables/tables.hpp"
#include "quoth/postings/quotation_words.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {
namespace {

template <class F>
void for_each_word(std::string_view words, F&& use) {
  while (!words.empty()) {
    const std::size_t space = words.find(' ');
    if (space != 0) use(words.substr(0, space));
    words.remove_prefix(space == std::string_view::npos ? words.size() : space + 1);
  }
}

std::uint16_t role_of(std::string_view name) noexcept {
  if (name == "negation") return word_trait::negation;
  if (name == "condition") return word_trait::condition;
  if (name == "term") return word_trait::term;
  if (name == "term-as") return word_trait::term_as;
  return word_trait::contrast;
}

}  // namespace

EqualWritings::EqualWritings(std::string_view table) {
  tables::for_each_row(table, [&](std::span<const std::string_view> row) {
    if (row.size() < 2) return;
    if (row[0] == "contraction" && row.size() >= 3) {
      Contraction& c = contractions_[folded(row[1])];
      for_each_word(row[2], [&](std::string_view word) { c.words.emplace_back(word); });
      c.needs_apostrophe = row.size() > 3 && row[3] == "apostrophe";
    } else if (row[0] == "prefix" && row.size() >= 3) {
      prefixes_.emplace(row[1], row[2]);
      shortest_prefix_ =
          shortest_prefix_ == 0 ? row[1].size() : std::min(shortest_prefix_, row[1].size());
      longest_prefix_ = std::max(longest_prefix_, row[1].size());
    } else if (row[0] == "ise") {
      for_each_word(row[1], [&](std::string_view word) { ise_.emplace(word); });
    } else if (row[0] == "role" && row.size() >= 3) {
      for_each_word(row[2],
                    [&](std::string_view word) { roles_[std::string(word)] |= role_of(row[1]); });
    } else if (row[0] == "foreign" && row.size() >= 3) {
      for_each_word(row[2], [&](std::string_view word) {
        small_words_[std::string(word)] |= next_language_;
      });
      next_language_ <<= 1;
    } else if (row[0] == "complement") {
      for_each_word(row[1], [&](std::string_view word) { complements_.emplace(word); });
    } else if (row[0] == "skip") {
      for_each_word(row[1], [&](std::string_view word) { skipped_.emplace(word); });
    } else if (row[0] == "misquoting") {
      for_each_word(row[1], [&](std::string_view word) { misquoting_.emplace(word); });
    }
  });
}

const EqualWritings& EqualWritings::of(std::string_view lang) {
  static const std::map<std::string, EqualWritings, std::less<>> all = [] {
    std::map<std::string, EqualWritings, std::less<>> out;
    for (const std::string_view code : tables::languages()) {
      // A language without the table has the English one: a text whose language nobody tells is compared by it, too.
      const auto table = [](std::string_view of) {
        return tables::text_of(std::string(of) + "/quotation_words.tsv");
      };
      out.emplace(code, EqualWritings(table(code).empty() ? table("en") : table(code)));
    }
    return out;
  }();
  return all.find(tables::language_of(lang))->second;
}

const std::vector<std::string>* EqualWritings::contraction(std::string_view folded,
                                                           bool apostrophe) const {
  const auto at = contractions_.find(folded);
  if (at == contractions_.end() || (at->second.needs_apostrophe && !apostrophe)) return nullptr;
  return &at->second.words;
}

void EqualWritings::unify_spelling(std::string& folded) const {
  if (shortest_prefix_ == 0 || folded.size() < shortest_prefix_) return;
  for (std::size_t size = std::min(longest_prefix_, folded.size()); size >= shortest_prefix_;
       --size) {
    const auto at = prefixes_.find(std::string_view(folded).substr(0, size));
    if (at == prefixes_.end()) continue;
    // "fulfil" begins "fulfill" too, which is in order; "travelled" begins with "travel", and is not.
    if (at->second.size() < size || !folded.starts_with(at->second)) folded.replace(0, size, at->second);
    return;
  }
  const std::size_t is = folded.rfind("is");
  if (is == std::string::npos || is < 4 || is + 2 >= folded.size()) return;
  const char next = folded[is + 2];
  if ((next == 'e' || next == 'i' || next == 'a') &&
      ise_.contains(std::string_view(folded).substr(0, is)))
    folded[is + 1] = 'z';
}

std::uint16_t EqualWritings::roles(std::string_view folded) const {
  const auto at = roles_.find(folded);
  return at == roles_.end() ? 0 : at->second;
}

std::uint32_t EqualWritings::languages_of(std::string_view folded) const {
  const auto at = small_words_.find(folded);
  return at == small_words_.end() ? 0 : at->second;
}

bool EqualWritings::begins_complement(std::string_view folded) const {
  return complements_.contains(folded);
}

bool EqualWritings::is_skipped(std::string_view folded) const { return skipped_.contains(folded); }

bool EqualWritings::is_misquoting(std::string_view folded) const {
  return misquoting_.contains(folded);
}

}  // namespace quoth
