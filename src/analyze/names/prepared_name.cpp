#include "analyze/names/prepared_name.hpp"

#include <algorithm>
#include <utility>

#include "analyze/names/letter_chunks.hpp"
#include "analyze/names/place_words.hpp"
#include "analyze/names/variants.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {
namespace {

bool is_hangul(char32_t c) noexcept { return c >= 0xAC00 && c <= 0xD7A3; }
bool is_han(char32_t c) noexcept {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
}

Script script_of(std::string_view folded_token) noexcept {
  for (std::size_t i = 0; i < folded_token.size();) {
    const CodePoint c = code_point_at(folded_token, i);
    i += c.size;
    if (c.value < 0x250) {
      if (c.value >= 'a') return Script::latin;
      continue;
    }
    if (c.value >= 0x370 && c.value <= 0x58F) return Script::alphabet;
    if (c.value >= 0x10A0 && c.value <= 0x10FF) return Script::alphabet;
    if (c.value >= 0x590 && c.value <= 0x8FF) return Script::abjad;
    if ((c.value >= 0x3041 && c.value <= 0x30FF) || is_hangul(c.value)) return Script::syllables;
    return Script::other;
  }
  return Script::latin;
}

// "김정은" is a surname and a given name in one block: name_tokens() knows where to cut it.
void part_block(SplitName& name) {
  if (name.tokens.size() != 1) return;
  const CodePoint first = code_point_at(name.tokens[0].text, 0);
  if (!is_hangul(first.value) && !is_han(first.value)) return;
  auto parts = name_tokens(name.tokens[0].text);
  if (parts.size() != 2) return;
  name.tokens[0].text = std::move(parts[0]);
  name.tokens[0].joined_next = true;
  name.tokens.push_back({std::move(parts[1]), false, false});
}

// The words that end or begin a place's name stand alone in other languages: Kokosinseln.
void part_place_words(SplitName& name) {
  for (std::size_t i = 0; i < name.tokens.size() && name.tokens.size() < kMostNameTokens; ++i) {
    const std::size_t cut = place_word_cut(name.tokens[i].text);
    if (cut == 0) continue;
    SplitToken rest = name.tokens[i];
    rest.text.erase(0, cut);
    name.tokens[i].text.resize(cut);
    name.tokens[i].joined_next = true;
    name.tokens.insert(name.tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(rest));
    if (name.comma > i) ++name.comma;
  }
}

bool is_prefix(std::string_view word) noexcept {
  constexpr std::string_view kPrefixes[] = {"abd", "abdel", "abdul", "abdal", "abdol", "abu",
                                            "mac", "mc",    "fitz",  "saint", "st",    "bint",
                                            "gol", "nur",   "seif",  "saif",  "din"};
  return std::find(std::begin(kPrefixes), std::end(kPrefixes), word) != std::end(kPrefixes);
}

bool is_short(std::string_view word) noexcept {
  return word.size() >= 2 && word.size() <= 5 && static_cast<unsigned char>(word[0]) < 0x80;
}

}  // namespace

PreparedToken prepare_token(std::string folded_token) {
  PreparedToken t;
  t.role = role_of(folded_token);
  t.rarity = rarity_of(folded_token);
  t.script = script_of(folded_token);
  t.nicknames = nickname_groups(folded_token);
  const Lexicon& lexicon = lexicon_of("en");
  const WordId word = lexicon.find(hash_word(folded_token));
  const WordClasses classes = lexicon.classes(word);
  t.gender =
      static_cast<std::uint8_t>(lexicon.value(word, static_cast<unsigned>(WordClass::given_name)));
  t.given = has(classes, WordClass::given_name);
  t.given_only = t.given && !has(classes, WordClass::surname);
  t.initial = !folded_token.empty() && code_point_at(folded_token, 0).size == folded_token.size() &&
              t.script != Script::syllables && t.script != Script::other;
  t.sound = token_sound(std::move(folded_token));
  if (!t.sound.readings.empty()) t.length = t.sound.readings[0].size;
  for (const char c : t.sound.text)
    if (c >= 'a' && c <= 'z') t.letters |= 1U << (c - 'a');
  return t;
}

namespace {

// "S.A.", "o.O.O." and "J.R.R." are one word of single letters, "J.R." and "J. Smith" are not, unless
// a legal form is written so. Appends the letters after the first, which `part` holds; `at` is
// behind its point. Gives where to go on.
std::size_t take_dotted_letters(std::string_view name, std::size_t at, std::string& part) {
  std::string letters = part;
  std::size_t end = at;
  while (end + 1 < name.size() && name[end + 1] == '.' && name[end] > ' ' &&
         static_cast<unsigned char>(name[end]) < 0x80) {
    letters += name[end];
    end += 2;
  }
  const bool one_word = letters.size() > 2 ||
                        (letters.size() == 2 && role_of(folded(letters)).role == TokenRole::legal);
  if (!one_word) return at;
  part = std::move(letters);
  return end;
}

}  // namespace

SplitName split_name(std::string_view name) {
  constexpr std::size_t kMostBytes = 4096;  // beyond it are more tokens than are compared
  name = name.substr(0, kMostBytes);
  SplitName out;
  std::string part;
  bool lower = false, upper = false, several = false;
  const auto flush = [&](bool joined_next) {
    if ((part.ends_with("'s") || part.ends_with("'S")) && part.size() > 3)
      part.resize(part.size() - 2);
    std::string word = folded(with_geresh(part));
    if (!word.empty() && out.tokens.size() < kMostNameTokens)
      out.tokens.push_back({std::move(word), joined_next, upper && !lower && several});
    else if (!out.tokens.empty() && word.empty() && !joined_next)
      out.tokens.back().joined_next = false;
    part.clear();
    lower = upper = several = false;
  };
  std::size_t run_of_lower = 0;
  for (std::size_t i = 0; i < name.size();) {
    const CodePoint c = code_point_at(name, i);
    const std::string_view bytes = name.substr(i, c.size);
    i += c.size;
    const char32_t v = c.value;
    if (v == 0x2019 || v == 0x02BC || v == 0x2018 || v == 0x02BB || v == '`' || v == 0x00B4) {
      part += '\'';
    } else if (v < 0x80) {
      const auto ch = static_cast<char>(v);
      const bool small = ch >= 'a' && ch <= 'z', capital = ch >= 'A' && ch <= 'Z';
      if (small || capital || (ch >= '0' && ch <= '9') || ch == '\'' || ch == '&') {
        if (capital && run_of_lower >= 2 && part.size() >= 3 && i < name.size() &&
            part.find('\'') == std::string::npos)
          flush(true);  // OrvaldMink, VorlanAG
        several = several || ((small || capital) && (lower || upper));
        lower = lower || small;
        upper = upper || capital;
        run_of_lower = small ? run_of_lower + 1 : 0;
        part += ch;
        continue;
      }
      if (ch == '.' && part.size() == 1) i = take_dotted_letters(name, i, part);
      flush(ch == '-');
      if (ch == ',' && out.comma == 0 && i < name.size())
        out.comma = static_cast<std::uint8_t>(out.tokens.size());
      run_of_lower = 0;
    } else if (v == 0x00A0 || (v >= 0x2000 && v <= 0x206F) || v == 0x3000 || v == 0x30FB ||
               v == 0x00B7 || v == 0xFFFD || v == 0x0387 || v == 0xFF1D || v == 0xFF65 ||
               v == 0x30A0 ||
               (v >= 0x00AB && v <= 0x00BF && v != 0x00AD && v != 0x00AA && v != 0x00BA)) {
      flush(v == 0x2010 || v == 0x2011);
      run_of_lower = 0;
    } else {
      several = several || lower || upper;
      // Folding changes capitals only: enough to tell them.
      if (folded(bytes) != bytes)
        upper = true;
      else
        lower = true;
      part += bytes;
      run_of_lower = 0;
    }
  }
  flush(false);
  if (!out.tokens.empty()) out.tokens.back().joined_next = false;
  if (out.comma >= out.tokens.size()) out.comma = 0;
  part_block(out);
  part_place_words(out);
  return out;
}

boost::container::static_vector<Join, kMostUnits - kMostNameTokens> joins_of(
    const SplitName& name) {
  boost::container::static_vector<Join, kMostUnits - kMostNameTokens> out;
  const auto& t = name.tokens;
  for (std::size_t i = 0; i + 1 < t.size() && out.size() < out.capacity(); ++i) {
    const bool first_joins = is_prefix(t[i].text) || role_of(t[i].text).role == TokenRole::particle;
    if (t[i].joined_next || first_joins || (is_short(t[i].text) && is_short(t[i + 1].text)))
      out.push_back({static_cast<std::uint8_t>(i), 2});
    // Abd al-Rahman
    if (i + 2 < t.size() && out.size() < out.capacity() && is_prefix(t[i].text) &&
        role_of(t[i + 1].text).role == TokenRole::particle)
      out.push_back({static_cast<std::uint8_t>(i), 3});
  }
  return out;
}

std::string joined_text(const SplitName& name, Join join) {
  std::string text;
  for (std::size_t i = 0; i < join.count; ++i) text += name.tokens[join.first + i].text;
  return text;
}

std::uint32_t whole_name_variant(const SplitName& name) {
  return name.tokens.size() == 1 ? variant_group(name.tokens[0].text) : 0;
}

void settle_roles(NameView& name) {
  auto& t = name.tokens;
  const auto weighty = [](const NameToken& x) {
    return x.role == TokenRole::name || x.role == TokenRole::patronymic;
  };
  // Titles lead; behind a name only those too short for a surname ("Noor Sali DR").
  bool leading = true;
  for (std::size_t i = 0; i < t.size(); ++i) {
    t[i].role = t[i].token->role.role;
    if (t[i].role == TokenRole::title) {
      const bool is_short_title = t[i].token->sound.text.size() <= 2;
      const bool last = i + 1 == t.size();
      if ((!leading || last || (name.comma == i + 1)) && !(is_short_title && !leading))
        t[i].role = TokenRole::name;
    } else {
      leading = false;
    }
    if (t[i].role == TokenRole::patronymic && (i == 0 || t.size() < 3)) t[i].role = TokenRole::name;
    if (t[i].role == TokenRole::patronymic && i + 1 == t.size() && !name.capitals_tell) {
      // "Ivan Petrovich Abramovich": the last is the surname when one stands before it.
      for (std::size_t k = 1; k < i; ++k)
        if (t[k].role == TokenRole::patronymic) t[i].role = TokenRole::name;
    }
    if (t[i].role == TokenRole::patronymic && name.capitals_tell && t[i].capitals)
      t[i].role = TokenRole::name;
    // "Ortega y Gasset", but "Y. Gasset".
    if (t[i].role == TokenRole::particle && t[i].token->initial && (i == 0 || i + 1 == t.size()))
      t[i].role = TokenRole::name;
    // Nobody ends in "von", but some do in "Santa" or "Abou".
    if (t[i].role == TokenRole::particle && i + 1 == t.size() && i > 0 &&
        t[i].token->sound.text.size() > 3)
      t[i].role = TokenRole::name;
  }
  if (std::any_of(t.begin(), t.end(), weighty)) return;
  // "The Bank", "Lord Prince", "De La": something must be the name.
  const bool commons = std::any_of(t.begin(), t.end(),
                                   [](const NameToken& x) { return x.role == TokenRole::common; });
  if (commons) return;
  for (NameToken& x : t)
    if (x.role != TokenRole::legal && x.role != TokenRole::generation) x.role = TokenRole::name;
  if (!std::any_of(t.begin(), t.end(), weighty))
    for (NameToken& x : t) x.role = TokenRole::name;
}

PreparedName::PreparedName(std::string_view name, const SimilarityOptions& options) {
  const SplitName split = split_name(name);
  const auto joins = joins_of(split);
  tokens_.reserve(split.tokens.size() + joins.size());
  std::size_t capitals = 0;
  for (const SplitToken& t : split.tokens) {
    tokens_.push_back(prepare_token(t.text));
    capitals += t.capitals ? 1 : 0;
  }
  for (const Join join : joins) tokens_.push_back(prepare_token(joined_text(split, join)));
  if (!options.variants)
    for (PreparedToken& t : tokens_) t.sound.variants = 0;
  for (std::size_t i = 0; i < split.tokens.size(); ++i)
    view_.tokens.push_back(
        {&tokens_[i], TokenRole::name, split.tokens[i].joined_next, split.tokens[i].capitals});
  for (std::size_t k = 0; k < joins.size(); ++k)
    view_.joined.push_back({&tokens_[split.tokens.size() + k], joins[k].first, joins[k].count});
  view_.comma = split.comma;
  view_.variant = options.variants ? whole_name_variant(split) : 0;
  if (options.variants) view_.things = variants_of(name);
  view_.capitals_tell = capitals > 0 && capitals < split.tokens.size();
  settle_roles(view_);
}

}  // namespace quoth::names
