// Compiles the tables of one language into a C++ file: all lexica into one hash table, rule tables
// as text.
//
//   quoth_table_compiler LANG OUT.cpp --lexica A.tsv ... --rules B.tsv ...
//
// A lexicon row is: word or phrase, TAB, classes separated by spaces, each `class` or
// `class=value`. Rows of one word in several files add up. A wrong row ends the build with its file
// and line.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"
#include "tables.hpp"

namespace {

using namespace quoth;

struct Word {
  WordClasses classes = 0;
  std::map<unsigned, std::int32_t> values;
  unsigned words = 1;
  std::uint64_t hash = 0;
};

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  std::cerr << where << ": " << what << "\n";
  std::exit(1);
}

unsigned class_bit(std::string_view name, const std::string& where) {
#define QUOTH_MATCH(class_name, bit) \
  if (name == #class_name) return bit;
  QUOTH_WORD_CLASSES(QUOTH_MATCH)
#undef QUOTH_MATCH
  fail(where, "there is no word class \"" + std::string(name) + "\"; see analyze/word_class.hpp");
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path, "cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

// Folds each part between white space and hyphens; phrases are joined by one space.
std::vector<std::string> fold_parts(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  const auto flush = [&] {
    if (!part.empty()) parts.push_back(folded(part));
    part.clear();
  };
  for (const char c : text) {
    if (c == ' ' || c == '-') {
      flush();
    } else {
      part += c;
    }
  }
  flush();
  std::erase(parts, "");
  return parts;
}

void read_lexicon(const std::string& path, std::map<std::string, Word>& words) {
  const std::string text = read_file(path);
  std::size_t number = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::string where = path + ":" + std::to_string(++number);
    if (quoth::tables::trimmed(line).empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) fail(where, "no TAB between word and classes");
    const auto parts = fold_parts(quoth::tables::trimmed(std::string_view(line).substr(0, tab)));
    if (parts.empty()) fail(where, "no word");
    std::string key;
    std::uint64_t hash = 0;
    for (const std::string& part : parts) {
      const std::uint64_t h = hash_word(part);
      hash = key.empty() ? h : hash_phrase(hash, h);
      key += (key.empty() ? "" : " ") + part;
    }
    Word& word = words[key];
    word.words = static_cast<unsigned>(parts.size());
    word.hash = hash;
    std::string classes = line.substr(tab + 1);
    if (const std::size_t next = classes.find('\t'); next != std::string::npos)
      classes.resize(next);
    std::istringstream fields(classes);
    bool any = false;
    for (std::string field; fields >> field; any = true) {
      const std::size_t equals = field.find('=');
      const unsigned bit = class_bit(field.substr(0, equals), where);
      word.classes |= WordClasses{1} << bit;
      if (equals == std::string::npos) continue;
      char* end = nullptr;
      const long value = std::strtol(field.c_str() + equals + 1, &end, 10);
      if (*end != '\0' || end == field.c_str() + equals + 1) fail(where, "not a number: " + field);
      const auto [at, fresh] = word.values.emplace(bit, static_cast<std::int32_t>(value));
      if (!fresh && at->second != value)
        fail(where, field + " contradicts an earlier row of \"" + key + "\"");
    }
    if (!any) fail(where, "no classes");
  }
}

/// The places of all hashes in one table without gaps, and the pilots that lead there: large buckets
/// first, for each the first pilot that sends all its hashes to free places.
struct PerfectHash {
  std::vector<std::uint16_t> pilots;
  std::vector<WordId> places;  ///< of each hash, in the order given
};

PerfectHash perfect_hash(const std::vector<std::uint64_t>& hashes) {
  constexpr std::size_t kHashesPerBucket = 3;
  PerfectHash out;
  std::size_t bucket_count = 1;
  while (bucket_count * kHashesPerBucket < hashes.size()) bucket_count *= 2;
  out.places.resize(hashes.size());
  // Many buckets make every one small: one more doubling for each round that fails.
  for (int round = 0; round < 4; ++round, bucket_count *= 2) {
    out.pilots.assign(bucket_count, 0);
    std::vector<std::vector<std::size_t>> buckets(bucket_count);
    for (std::size_t k = 0; k < hashes.size(); ++k)
      buckets[hashes[k] & (bucket_count - 1)].push_back(k);
    std::vector<std::size_t> order(bucket_count);
    for (std::size_t k = 0; k < bucket_count; ++k) order[k] = k;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return buckets[a].size() > buckets[b].size();
    });
    std::vector<bool> taken(hashes.size(), false);
    const auto settle = [&](std::size_t b) {
      for (std::uint32_t pilot = 0; pilot <= 0xffff; ++pilot) {
        out.pilots[b] = static_cast<std::uint16_t>(pilot);
        std::size_t done = 0;
        for (; done < buckets[b].size(); ++done) {
          const std::size_t k = buckets[b][done];
          out.places[k] = Lexicon::place_of(hashes[k], out.pilots[b], hashes.size());
          if (taken[out.places[k]]) break;
          taken[out.places[k]] = true;
        }
        if (done == buckets[b].size()) return true;
        while (done > 0) taken[out.places[buckets[b][--done]]] = false;
      }
      return false;
    };
    if (std::all_of(order.begin(), order.end(), settle)) return out;
  }
  fail("lexicon", "no perfect hash found; are two words' hashes equal?");
}

std::string cpp_literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n\"\n\"";
    } else if (byte < 0x20 || byte >= 0x7f) {
      char octal[8];
      std::snprintf(octal, sizeof octal, "\\%03o", byte);
      out += octal;
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3)
    fail("usage", "quoth_table_compiler LANG OUT.cpp --lexica A.tsv ... --rules B.tsv ...");
  const std::string lang = argv[1];
  std::map<std::string, Word> words;
  std::vector<std::string> rules;
  bool lexica = true;
  for (int i = 3; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--lexica" || arg == "--rules") {
      lexica = arg == "--lexica";
    } else if (lexica) {
      read_lexicon(arg, words);
    } else {
      rules.push_back(arg);
    }
  }
  // A phrase's first word must be known to start one, even when it has no class of its own.
  std::vector<std::string> starts;
  unsigned longest = 1;
  for (const auto& [key, word] : words) {
    if (word.words < 2) continue;
    longest = std::max(longest, word.words);
    starts.push_back(key.substr(0, key.find(' ')));
  }
  for (const std::string& start : starts) {
    Word& word = words[start];
    word.hash = hash_word(start);
    word.classes |= kStartsPhrase;
  }

  constexpr WordClasses kOpeners =
      classes_of(WordClass::determiner, WordClass::pronoun, WordClass::conjunction,
                 WordClass::subordinator, WordClass::possessive, WordClass::preposition,
                 WordClass::auxiliary, WordClass::adverb, WordClass::modal);
  for (auto& [key, word] : words)
    if (has_any(word.classes, kOpeners)) word.classes |= kOpensSentence;

  if (words.empty()) fail(lang, "its lexica have no words");
  std::vector<std::uint64_t> hashes;
  for (const auto& [key, word] : words) hashes.push_back(word.hash);
  const PerfectHash table = perfect_hash(hashes);
  std::vector<std::string> entries(words.size());
  std::ofstream out(argv[2], std::ios::binary);
  std::string pool, values;
  std::size_t value_count = 0, count = 0;
  for (const auto& [key, word] : words) {
    entries[table.places[count++]] =
        "{" + std::to_string(word.hash) + "u," + std::to_string(word.classes) + "u," +
        std::to_string(pool.size()) + "," + std::to_string(value_count) + "," +
        std::to_string(key.size()) + "," + std::to_string(word.values.size()) + "," +
        std::to_string(word.words) + "},\n";
    for (const auto& [bit, value] : word.values) {
      values += "{" + std::to_string(bit) + "," + std::to_string(value) + "},\n";
      ++value_count;
    }
    pool += key;
  }
  out << "// Written by src/analyze/tables/compiler.cpp. Do not edit.\n"
         "#include \"quoth/text/lexicon.hpp\"\n#include <cstddef>\n"
         "namespace quoth::tables {\nnamespace {\n"
         "constexpr Lexicon::Entry kEntries[] = {\n";
  for (const std::string& entry : entries) out << entry;
  out << "};\nconstexpr Lexicon::Value kValues[] = {\n"
      << values << "{0,0}};\nconstexpr char kPool[] =\n"
      << cpp_literal(pool) << ";\nconstexpr std::uint16_t kPilots[] = {\n";
  for (std::size_t i = 0; i < table.pilots.size(); ++i)
    out << table.pilots[i] << "," << (i % 16 == 15 ? "\n" : "");
  out << "};\n}\nextern const Lexicon k_lexicon_" << lang << ";\nconst Lexicon k_lexicon_" << lang
      << "{Lexicon::Data{kPilots, kEntries, kValues, {kPool, sizeof kPool - 1}, " << longest
      << "}};\n"
      << "struct TextTable { const char* name; const char* text; std::size_t size; };\n"
      << "extern const TextTable k_tables_" << lang << "[];\nconst TextTable k_tables_" << lang
      << "[] = {\n";
  for (const std::string& path : rules) {
    const std::string text = read_file(path);
    out << "{\"" << lang << "/" << std::filesystem::path(path).filename().string() << "\",\n"
        << cpp_literal(text) << ", " << text.size() << "},\n";
  }
  out << "{nullptr, nullptr, 0}};\n}\n";
  out.flush();
  if (!out) fail(argv[2], "cannot be written");
}
