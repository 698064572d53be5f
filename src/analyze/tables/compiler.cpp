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
  source.finish();
  for (const std::string& error : settings.errors) std::cerr << error << "\n";
  for (const std::string& error : source.errors()) std::cerr << error << "\n";
  if (!settings.errors.empty() || !source.errors().empty()) return 1;

  const auto& words = source.words();
  std::size_t slot_count = 64;
  while (slot_count < words.size() * 2) slot_count *= 2;
  std::vector<std::uint32_t> slots(slot_count, kNoWord);
  std::ofstream out(argv[3], std::ios::binary);
  std::string pool, entries, values;
  std::size_t value_count = 0;
  std::uint32_t id = 0;
  for (const auto& [key, word] : words) {
    entries += "{" + std::to_string(word.hash) + "u," + std::to_string(word.classes) + "u," +
               std::to_string(pool.size()) + "," + std::to_string(value_count) + "," +
               std::to_string(key.size()) + "," + std::to_string(word.values.size()) + "," +
               std::to_string(word.words) + "},\n";
    for (const auto& [bit, value] : word.values) {
      values += "{" + std::to_string(bit) + "," + std::to_string(value.value) + "},\n";
      ++value_count;
    }
    pool += key;
    std::size_t slot = word.hash & (slot_count - 1);
    while (slots[slot] != kNoWord) slot = (slot + 1) & (slot_count - 1);
    slots[slot] = id++;
  }
  out << "// Written by src/analyze/tables/compiler.cpp. Do not edit.\n"
         "#include \"quoth/text/lexicon.hpp\"\n#include <cstddef>\n"
         "namespace quoth::tables {\nnamespace {\n"
         "constexpr Lexicon::Entry kEntries[] = {\n"
      << entries << "};\nconstexpr Lexicon::Value kValues[] = {\n"
      << values << "{0,0}};\nconstexpr char kPool[] =\n"
      << cpp_literal(pool) << ";\nconstexpr std::uint32_t kSlots[] = {\n";
  for (std::size_t i = 0; i < slots.size(); ++i)
    out << slots[i] << "u," << (i % 12 == 11 ? "\n" : "");
  out << "};\n}\nextern const Lexicon k_lexicon_" << lang << ";\nconst Lexicon k_lexicon_" << lang
      << "{Lexicon::Data{kSlots, kEntries, kValues, {kPool, sizeof kPool - 1}, "
      << source.longest_phrase() << ", " << (settings.ordinal_point ? "true" : "false") << "}};\n"
      << "struct TextTable { const char* name; const char* text; std::size_t size; };\n"
      << "extern const TextTable k_tables_" << lang << "[];\nconst TextTable k_tables_" << lang
      << "[] = {\n";
  for (const fs::path& table : rules) {
    const std::string text = read_file(table);
    out << "{\"" << name_of(root, table) << "\",\n"
        << cpp_literal(text) << ", " << text.size() << "},\n";
  }
  out << "{nullptr, nullptr, 0}};\n}\n";
  out.flush();
  if (!out) fail(argv[3], "cannot be written");
}
