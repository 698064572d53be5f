#include "quoth/analyze/organisation_names.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "analyze/gazetteer/phrase.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/name_variants.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {
namespace {

struct LegalForms {
  std::vector<std::uint64_t> front, end;  // hashes of phrase forms, ascending
  std::size_t most_words = 1;
};

const LegalForms& legal_forms() {
  static const LegalForms forms = [] {
    LegalForms out;
    std::string form;
    tables::for_each_row(tables::text_of("en/names_legal_forms.tsv"), [&](auto columns) {
      if (columns.size() < 2) return;
      gazetteer::phrase_form(columns[0], form);
      (columns[1] == "front" ? out.front : out.end).push_back(hash_bytes(form));
      const auto words = static_cast<std::size_t>(std::count(form.begin(), form.end(), ' ')) + 1;
      out.most_words = std::max(out.most_words, words);
    });
    std::sort(out.front.begin(), out.front.end());
    std::sort(out.end.begin(), out.end.end());
    return out;
  }();
  return forms;
}

// Small words that most acronyms skip, of the languages whose bodies the news names.
constexpr std::string_view kSmallWords[] = {
    "of",    "the", "and", "for",  "in",  "on",  "to",  "a",    "an",  "de",  "des", "du",  "la",
    "le",    "les", "et",  "pour", "sur", "der", "die", "das",  "des", "für", "fur", "und", "von",
    "zur",   "zum", "y",   "e",    "el",  "los", "las", "del",  "do",  "da",  "dos", "das", "di",
    "della", "dei", "per", "para", "i",   "w",   "na",  "voor", "van", "en",  "och", "for", "и",
    "по",    "в",   "на",  "для",  "та",  "з",   "і",   "о",    "об"};

bool is_small_word(std::string_view folded) {
  return std::find(std::begin(kSmallWords), std::end(kSmallWords), folded) != std::end(kSmallWords);
}

// The capital of a letter of a script with capitals, else 0.
char32_t capital_of(char32_t c) noexcept {
  const auto upper = u_toupper(static_cast<UChar32>(c));
  return u_isupper(upper) ? static_cast<char32_t>(upper) : 0;
}

bool divides(char32_t c) noexcept {
  return c == ' ' || c == ',' || c == '/' || c == '(' || c == ')' || c == '"' || c == 0x00A0 ||
         c == 0xAB || c == 0xBB || c == 0x201C || c == 0x201D || c == 0x201E;
}

void add(Acronyms& out, const std::string& acronym) {
  const std::size_t letters = count_code_points(acronym);
  if (letters < 2 || letters > 8 || out.size() == kMaxAcronyms) return;
  if (std::find(out.begin(), out.end(), acronym) == out.end()) out.push_back(acronym);
}

bool is_in(const std::vector<std::uint64_t>& forms, std::string_view text, std::string& scratch) {
  gazetteer::phrase_form(text, scratch);
  // "as", "se" in small letters are words of some language; "d.d." is none.
  const bool short_and_small =
      scratch.size() <= 2 &&
      std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
      static_cast<unsigned char>(text.front()) < 0x80;
  return !short_and_small && std::binary_search(forms.begin(), forms.end(), hash_bytes(scratch));
}

std::string_view trimmed(std::string_view s) noexcept {
  const auto loose = [](char c) { return c == ' ' || c == ',' || c == '&'; };
  while (!s.empty() && loose(s.back())) s.remove_suffix(1);
  while (!s.empty() && loose(s.front())) s.remove_prefix(1);
  for (const std::string_view word :
       {std::string_view(" and"), std::string_view(" und"), std::string_view(" et")})
    if (s.ends_with(word)) return trimmed(s.substr(0, s.size() - word.size()));
  return s;
}

}  // namespace

std::string_view without_legal_form(std::string_view name) {
  const LegalForms& forms = legal_forms();
  std::string scratch;
  std::string_view rest = trimmed(name);
  const auto strip_end = [&] {
    std::size_t at = rest.size();
    std::size_t longest = std::string_view::npos;
    for (std::size_t words = 0; words < forms.most_words; ++words) {
      at = at == 0 ? std::string_view::npos : rest.rfind(' ', at - 1);
      if (at == std::string_view::npos || at == 0) break;
      if (is_in(forms.end, rest.substr(at + 1), scratch)) longest = at;
    }
    if (longest == std::string_view::npos) return false;
    const std::string_view shorter = trimmed(rest.substr(0, longest));
    if (shorter.empty()) return false;
    rest = shorter;
    return true;
  };
  while (strip_end()) {
  }
  const std::size_t space = rest.find(' ');
  if (space != std::string_view::npos && is_in(forms.front, rest.substr(0, space), scratch)) {
    const std::string_view shorter = trimmed(rest.substr(space));
    if (!shorter.empty()) rest = shorter;
  }
  return rest.empty() ? name : rest;
}

Acronyms acronyms_of(std::string_view name) {
  Acronyms out;
  if (name.size() > gazetteer::kMostBytes) return out;
  name = without_legal_form(name);
  std::string few, all, parts, word;
  std::size_t words = 0;
  const auto flush = [&] {
    if (word.empty()) return;
    const CodePoint first = code_point_at(word, 0);
    const bool small = is_small_word(folded(word));
    if (const char32_t capital = capital_of(first.value)) {
      ++words;
      append_utf8(all, capital);
      if (!small) {
        append_utf8(few, capital);
        append_utf8(parts, capital);
        for (std::size_t at = word.find('-'); at != std::string::npos && at + 1 < word.size();
             at = word.find('-', at + 1))
          if (const char32_t inner = capital_of(code_point_at(word, at + 1).value))
            append_utf8(parts, inner);
      }
    }
    word.clear();
  };
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint c = code_point_at(name, at);
    if (divides(c.value)) {
      flush();
    } else if (c.value != '\'' && c.value != 0x2019 && c.value != 0x2018) {
      word += name.substr(at, c.size);
    }
    at += c.size;
  }
  flush();
  if (words < 2 && parts.size() < 2) return out;
  add(out, few);
  add(out, parts);
  add(out, all);
  return out;
}

bool is_acronym_of(std::string_view acronym, std::string_view name) {
  const std::string asked = folded(acronym);
  if (count_code_points(asked) < 2 || asked.find(' ') != std::string::npos) return false;
  for (const std::string& made : acronyms_of(name))
    if (folded(made) == asked) return true;
  return count_code_points(asked) <= 8 && are_variants(acronym, name) && asked != folded(name);
}

}  // namespace quoth
