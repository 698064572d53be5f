#include "analyze/tables/lexicon_source.hpp"

#include <algorithm>
#include <charconv>

#include "analyze/tables/speech_codes.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::tables {
namespace {

constexpr unsigned kNoBit = 64;

unsigned class_bit(std::string_view name) noexcept {
#define QUOTH_MATCH(class_name, bit) \
  if (name == #class_name) return bit;
  QUOTH_WORD_CLASSES(QUOTH_MATCH)
#undef QUOTH_MATCH
  return kNoBit;
}

// Folds each part between white space and hyphens; phrases are joined by one space.
std::vector<std::string> fold_parts(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(" -");
    if (std::string part = folded(text.substr(0, end)); !part.empty())
      parts.push_back(std::move(part));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

// Calls `part(text)` for each non-empty part between separators.
template <class F>
void for_each_part(std::string_view text, char separator, F&& part) {
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    if (const std::string_view one = trimmed(text.substr(0, end)); !one.empty()) part(one);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  for (;;) {
    const std::size_t tab = line.find('\t');
    columns.push_back(trimmed(line.substr(0, tab)));
    if (tab == std::string_view::npos) return columns;
    line.remove_prefix(tab + 1);
  }
}

// Calls `line(text, number)` for each line that is neither blank nor a comment.
template <class F>
void for_each_line(std::string_view table, F&& line) {
  for (std::size_t number = 1; !table.empty(); ++number) {
    const std::size_t end = table.find('\n');
    const std::string_view text = table.substr(0, end);
    table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
    if (!trimmed(text).empty() && text.front() != '#') line(text, number);
  }
}

}  // namespace

void LexiconSource::add(std::string_view table, std::string_view file, bool borrowed) {
  for_each_line(table, [&](std::string_view line, std::size_t number) {
    row(line, std::string(file) + ":" + std::to_string(number), borrowed);
  });
}

void LexiconSource::row(std::string_view line, const std::string& where, bool borrowed) {
  const std::size_t tab = line.find('\t');
  if (tab == std::string_view::npos)
    return fail(where, "no TAB between the word and its classes; put one (spaces do not count)");
  const auto parts = fold_parts(trimmed(line.substr(0, tab)));
  if (parts.empty()) return fail(where, "no word before the TAB; write one or delete the row");
  std::string key;
  std::uint64_t hash = 0, pair = 0;
  std::size_t read = 0;
  for (const std::string& part : parts) {
    const std::uint64_t h = hash_word(part);
    hash = key.empty() ? h : hash_phrase(hash, h);
    if (++read == 2) pair = hash;
    key += (key.empty() ? "" : " ") + part;
  }
  Word& word = words_[key];
  word.pair = pair;
  word.words = static_cast<unsigned>(parts.size());
  word.hash = hash;
  std::string_view fields = line.substr(tab + 1);
  classes(fields.substr(0, fields.find('\t')), key, word, where, borrowed);
}

void LexiconSource::classes(std::string_view fields, const std::string& key, Word& word,
                            const std::string& where, bool borrowed) {
  bool any = false;
  while (!(fields = trimmed(fields)).empty()) {
    any = true;
    const std::size_t end = fields.find(' ');
    const std::string_view field = fields.substr(0, end);
    fields.remove_prefix(end == std::string_view::npos ? fields.size() : end);
    const std::size_t equals = field.find('=');
    const std::string name(field.substr(0, equals));
    const unsigned bit = class_bit(name);
    if (bit == kNoBit) {
      fail(where, "there is no word class \"" + name +
                      "\"; use one of those listed in include/quoth/analyze/word_class.hpp");
      continue;
    }
    word.classes |= WordClasses{1} << bit;
    if (equals == std::string_view::npos) continue;
    const std::string_view number = field.substr(equals + 1);
    std::int32_t value = 0;
    const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (error != std::errc{} || stop != number.data() + number.size()) {
      fail(where, "\"" + std::string(number) + "\" is no whole number; write " + name +
                      "= and digits alone");
      continue;
    }
    if (!is_speech_code(static_cast<WordClass>(bit), value)) {
      fail(where, name + " has no code " + std::to_string(value) +
                      "; use one of those told in src/analyze/tables/README.md");
      continue;
    }
    const auto [at, fresh] = word.values.emplace(bit, Value{value, borrowed});
    if (!fresh && at->second.value != value && at->second.borrowed == borrowed)
      fail(where, std::string(field) + " contradicts " + name + "=" +
                      std::to_string(at->second.value) + " in an earlier row of \"" + key +
                      "\"; keep one of the two");
  }
  if (!any) fail(where, "no classes after the TAB; write one or delete the row");
}

void LexiconSource::add_verbs(std::string_view table, std::string_view file) {
  for_each_line(table, [&](std::string_view line, std::size_t number) {
    verb(line, std::string(file) + ":" + std::to_string(number));
  });
}

// The value of a form: 1000 * complements + 10 * frame + form, as
// analyze/quotations/cues/cue_words.hpp reads it.
void LexiconSource::verb(std::string_view line, const std::string& where) {
  constexpr std::string_view kFrames[] = {"say",   "tell", "add",   "call",    "thank",
                                          "think", "deny", "write", "inquire", "sense",
                                          "learn", "plan", "show",  "act"};
  constexpr int kFirstReport = 11;
  const std::vector<std::string_view> columns = columns_of(line);
  if (columns.size() != 7)
    return fail(where, "has " + std::to_string(columns.size()) +
                           " columns; write five forms, the frame and what it takes, with TABs");
  const auto frame = std::find(std::begin(kFrames), std::end(kFrames), columns[5]);
  if (frame == std::end(kFrames))
    return fail(where, "there is no frame \"" + std::string(columns[5]) +
                           "\"; use one of those listed at the top of en/cue_verbs.tsv");
  const int number = static_cast<int>(frame - std::begin(kFrames)) + 1;
  const std::size_t takes = complements(columns[6], where);
  // Columns of forms, and the form each says: base 3, present 2, past 1, participle 5, ing 4. A
  // form that stands in two columns is the earlier of past, present, base, ing and participle.
  constexpr std::size_t kColumn[] = {2, 1, 0, 4, 3};
  for (std::size_t form = 1; form <= 5; ++form)
    for_each_part(columns[kColumn[form - 1]], ',', [&](std::string_view word) {
      if (word == "-") return;
      std::size_t code = form;
      if (word.back() == '*') {
        word.remove_suffix(1);
        code = form == 3 ? 7 : 6;
      }
      const auto known = words_.find(folded(word));
      const std::string name = number < kFirstReport ? "cue_verb" : "report_verb";
      if (known != words_.end() && known->second.values.contains(class_bit(name))) return;
      const auto value = takes * 1000 + static_cast<std::size_t>(number) * 10 + code;
      row(std::string(word) + "\t" + name + "=" + std::to_string(value), where, false);
    });
}

void LexiconSource::add_nouns(std::string_view table, std::string_view file) {
  for_each_line(table, [&](std::string_view line, std::size_t number) {
    noun(line, std::string(file) + ":" + std::to_string(number));
  });
}

// The value of a noun: 10 * complements + kind.
void LexiconSource::noun(std::string_view line, const std::string& where) {
  constexpr std::string_view kKinds[] = {"occasion", "words", "text"};
  const std::vector<std::string_view> columns = columns_of(line);
  if (columns.size() != 4)
    return fail(where, "has " + std::to_string(columns.size()) +
                           " columns; write the noun, its plural, its kind and what it takes");
  const auto kind = std::find(std::begin(kKinds), std::end(kKinds), columns[2]);
  if (kind == std::end(kKinds))
    return fail(
        where, "there is no kind \"" + std::string(columns[2]) + "\"; use occasion, words or text");
  const std::size_t value =
      10 * complements(columns[3], where) + static_cast<std::size_t>(kind - std::begin(kKinds)) + 1;
  for (const std::string_view word : {columns[0], columns[1]})
    if (word != "-") row(std::string(word) + "\tcue_noun=" + std::to_string(value), where, false);
}

std::size_t LexiconSource::complements(std::string_view names, const std::string& where) {
  std::int32_t takes = 0;
  if (names != "-")
    for_each_part(names, ' ', [&](std::string_view name) { takes |= complement(name, where); });
  return static_cast<std::size_t>(takes);
}

std::int32_t LexiconSource::complement(std::string_view name, const std::string& where) {
  constexpr std::string_view kKinds[] = {"that", "clause", "infinitive", "wh", "ing", "object"};
  constexpr std::int32_t kMostPrepositions = 8;
  const auto kind = std::find(std::begin(kKinds), std::end(kKinds), name);
  if (kind != std::end(kKinds)) return 1 << (kind - std::begin(kKinds));
  const auto word = words_.find(folded(name));
  if (word != words_.end()) {
    const auto value = word->second.values.find(class_bit("preposition"));
    if (value != word->second.values.end() && value->second.value >= 1 &&
        value->second.value <= kMostPrepositions)
      return 1 << (std::size(kKinds) + static_cast<std::size_t>(value->second.value) - 1);
  }
  fail(where, "a verb cannot take \"" + std::string(name) +
                  "\"; use that, clause, infinitive, wh, ing, object, or a preposition that "
                  "lexicon/function_words.tsv numbers 1 to 8");
  return 0;
}

void LexiconSource::finish() {
  // A phrase's first word must be known to start one, even when it has no class of its own.
  std::vector<std::string> starts;
  for (const auto& [key, word] : words_) {
    if (word.words < 2) continue;
    longest_phrase_ = std::max(longest_phrase_, word.words);
    starts.push_back(key.substr(0, key.find(' ')));
  }
  for (const std::string& start : starts) {
    Word& word = words_[start];
    word.hash = hash_word(start);
    word.classes |= kStartsPhrase;
  }
  constexpr WordClasses kOpeners =
      classes_of(WordClass::determiner, WordClass::pronoun, WordClass::conjunction,
                 WordClass::subordinator, WordClass::possessive, WordClass::preposition,
                 WordClass::auxiliary, WordClass::adverb, WordClass::modal);
  for (auto& [key, word] : words_)
    if (has_any(word.classes, kOpeners)) word.classes |= kOpensSentence;
}

LanguageSettings read_settings(std::string_view table, std::string_view file) {
  LanguageSettings out;
  for_each_line(table, [&](std::string_view line, std::size_t number) {
    const std::string where = std::string(file) + ":" + std::to_string(number) + ": ";
    const std::size_t tab = line.find('\t');
    const std::string_view key = trimmed(line.substr(0, tab));
    const std::string_view value =
        tab == std::string_view::npos ? std::string_view{} : trimmed(line.substr(tab + 1));
    if (key == "borrow" && value.find('/') != std::string_view::npos) {
      out.borrowed.emplace_back(value);
    } else if (key == "borrow") {
      out.errors.push_back(where + "names no table; write the word list after a TAB, as in " +
                           "en/lexicon/places.tsv");
    } else if (bool* const on = key == "ordinal-point"   ? &out.ordinal_point
                                : key == "capital-nouns" ? &out.capital_nouns
                                : key == "verb-second"   ? &out.verb_second
                                                         : nullptr) {
      if (value == "yes" || value == "no")
        *on = value == "yes";
      else
        out.errors.push_back(where + std::string(key) + " needs yes or no after a TAB");
    } else {
      out.errors.push_back(where + "there is no setting \"" + std::string(key) +
                           "\"; write borrow, ordinal-point, capital-nouns or verb-second");
    }
  });
  return out;
}

}  // namespace quoth::tables
