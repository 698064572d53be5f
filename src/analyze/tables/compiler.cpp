// Compiles the tables of one language into a C++ file: all lexica into one hash table, rule tables
// as text.
//
//   quoth_table_compiler TABLES LANG OUT.cpp
//
// TABLES is src/analyze/tables; the language is its folder LANG: *.tsv are rule tables,
// lexicon/*.tsv word lists, language.tsv settings (see README.md there). A wrong row ends the build
// with its file and line.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "analyze/tables/lexicon_source.hpp"
#include "quoth/analyze/word_class.hpp"

namespace {

using namespace quoth;
namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& where, const std::string& what) {
  std::cerr << where << ": " << what << "\n";
  std::exit(1);
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path.string(), "cannot be read; is its name spelled as the file's?");
  return {std::istreambuf_iterator<char>(in), {}};
}

// The tables of a folder, by name, so that the output does not depend on the disk.
std::vector<fs::path> tables_in(const fs::path& folder) {
  std::vector<fs::path> out;
  if (!fs::is_directory(folder)) return out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == ".tsv") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

// A word list goes by the end of its path, which is where the reader finds it: de/lexicon/x.tsv.
std::string name_of(const fs::path& root, const fs::path& table) {
  return table.lexically_relative(root).generic_string();
}

/// The places of all keys in one table without gaps, and the pilots that lead there: large buckets
/// first, for each the first pilot that sends all its keys to free places.
struct PerfectHash {
  std::vector<std::uint16_t> pilots;
  std::vector<WordId> places;  ///< of each key, in the order given
};

PerfectHash perfect_hash(const std::vector<std::uint64_t>& keys) {
  constexpr std::size_t kKeysPerBucket = 3;
  PerfectHash out;
  std::size_t bucket_count = 1;
  while (bucket_count * kKeysPerBucket < keys.size()) bucket_count *= 2;
  out.places.resize(keys.size());
  // Many buckets make every one small: one more doubling for each round that fails.
  for (int round = 0; round < 4; ++round, bucket_count *= 2) {
    out.pilots.assign(bucket_count, 0);
    std::vector<std::vector<std::size_t>> buckets(bucket_count);
    for (std::size_t k = 0; k < keys.size(); ++k)
      buckets[keys[k] & (bucket_count - 1)].push_back(k);
    std::vector<std::size_t> order(bucket_count);
    for (std::size_t k = 0; k < bucket_count; ++k) order[k] = k;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return buckets[a].size() > buckets[b].size();
    });
    std::vector<bool> taken(keys.size(), false);
    const auto settle = [&](std::size_t b) {
      for (std::uint32_t pilot = 0; pilot <= 0xffff; ++pilot) {
        out.pilots[b] = static_cast<std::uint16_t>(pilot);
        std::size_t done = 0;
        for (; done < buckets[b].size(); ++done) {
          const std::size_t k = buckets[b][done];
          out.places[k] = Lexicon::place_of(keys[k], out.pilots[b], keys.size());
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
  if (argc != 4) fail("usage", "quoth_table_compiler TABLES LANG OUT.cpp");
  const fs::path root = argv[1];
  const std::string lang = argv[2];
  const std::vector<fs::path> rules = tables_in(root / lang);

  tables::LanguageSettings settings;
  for (const fs::path& table : rules)
    if (table.filename() == "language.tsv")
      settings = tables::read_settings(read_file(table), name_of(root, table));
  tables::LexiconSource source;
  for (const fs::path& table : tables_in(root / lang / "lexicon"))
    source.add(read_file(table), name_of(root, table));
  for (const std::string& table : settings.borrowed)
    source.add(read_file(root / table), table, true);
  for (const fs::path& table : rules) {
    if (table.filename() == "cue_verbs.tsv")
      source.add_verbs(read_file(table), name_of(root, table));
    if (table.filename() == "cue_nouns.tsv")
      source.add_nouns(read_file(table), name_of(root, table));
  }
  source.finish();
  for (const std::string& error : settings.errors) std::cerr << error << "\n";
  for (const std::string& error : source.errors()) std::cerr << error << "\n";
  if (!settings.errors.empty() || !source.errors().empty()) return 1;

  const auto& words = source.words();
  if (words.empty()) fail(lang, "its lexica have no words");
  std::vector<std::uint64_t> keys;
  keys.reserve(words.size());
  for (const auto& [text, word] : words) keys.push_back(Lexicon::key_of(word.hash, word.words));
  const PerfectHash hash = perfect_hash(keys);
  std::vector<std::string> slots(words.size()), entries(words.size());
  std::ofstream out(argv[3], std::ios::binary);
  std::string pool, values;
  std::size_t value_count = 0, count = 0;
  for (const auto& [key, word] : words) {
    slots[hash.places[count]] =
        "{" + std::to_string(keys[count]) + "u," + std::to_string(word.classes) + "u},\n";
    entries[hash.places[count]] = "{" + std::to_string(pool.size()) + "," +
                                  std::to_string(value_count) + "," + std::to_string(key.size()) +
                                  "," + std::to_string(word.values.size()) + "},\n";
    ++count;
    for (const auto& [bit, value] : word.values) {
      values += "{" + std::to_string(bit) + "," + std::to_string(value.value) + "},\n";
      ++value_count;
    }
    pool += key;
  }
  out << "// Written by src/analyze/tables/compiler.cpp. Do not edit.\n"
         "#include \"quoth/text/lexicon.hpp\"\n#include <cstddef>\n"
         "namespace quoth::tables {\nnamespace {\n"
         "constexpr Lexicon::Slot kSlots[] = {\n";
  for (const std::string& slot : slots) out << slot;
  out << "};\nconstexpr Lexicon::Entry kEntries[] = {\n";
  for (const std::string& entry : entries) out << entry;
  out << "};\nconstexpr Lexicon::Value kValues[] = {\n"
      << values << "{0,0}};\nconstexpr char kPool[] =\n"
      << cpp_literal(pool) << ";\nconstexpr std::uint16_t kPilots[] = {\n";
  for (std::size_t i = 0; i < hash.pilots.size(); ++i)
    out << hash.pilots[i] << "," << (i % 16 == 15 ? "\n" : "");
  std::vector<std::uint64_t> pairs(Lexicon::kPairBits / 64);
  for (const auto& [key, word] : words)
    if (word.words >= 2)
      pairs[Lexicon::pair_bit(word.pair) / 64] |= std::uint64_t{1}
                                                  << (Lexicon::pair_bit(word.pair) % 64);
  out << "};\nconstexpr std::uint64_t kPairs[] = {\n";
  for (std::size_t i = 0; i < pairs.size(); ++i)
    out << pairs[i] << "u," << (i % 16 == 15 ? "\n" : "");
  out << "};\n}\nextern const Lexicon k_lexicon_" << lang << ";\nconst Lexicon k_lexicon_" << lang
      << "{Lexicon::Data{kPilots, kSlots, kEntries, kValues, {kPool, sizeof kPool - 1}, "
      << source.longest_phrase() << ", " << (settings.ordinal_point ? "true" : "false")
      << ", kPairs}};\n"
      << "struct TextTable { const char* name; const char* text; std::size_t size; };\n"
      << "extern const TextTable k_tables_" << lang << "[];\nconst TextTable k_tables_" << lang
      << "[] = {\n";
  for (const fs::path& rule_table : rules) {
    const std::string text = read_file(rule_table);
    out << "{\"" << name_of(root, rule_table) << "\",\n"
        << cpp_literal(text) << ", " << text.size() << "},\n";
  }
  out << "{nullptr, nullptr, 0}};\n}\n";
  out.flush();
  if (!out) fail(argv[3], "cannot be written");
}
