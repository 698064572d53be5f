// What the tables of names weigh and what their first use costs, each on its own: bytes of text in
// the program, bytes it keeps on the heap, milliseconds; then what the first article costs.
//
//     names_tables              every table
//     names_tables --article    the names of one short article, first with all tables cold, then warm
//
// Tables that need no making (lexicon, gazetteer) are asked for one entry, so that their first pages
// are read. Times are of the one thread's CPU. Not measured: reading the program from a cold disk.
#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <initializer_list>
#include <new>
#include <string>
#include <string_view>

#include "analyze/names/cues.hpp"
#include "analyze/names/letter_table.hpp"
#include "analyze/names/nicknames.hpp"
#include "analyze/names/tag_weights.hpp"
#include "analyze/names/thing_nouns.hpp"
#include "analyze/names/token_role.hpp"
#include "analyze/names/variants.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_variants.hpp"
#include "quoth/text/token_table.hpp"

namespace {

std::size_t bytes_held = 0;

double cpu_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

template <class F>
double milliseconds(F&& f) {
  const double before = cpu_milliseconds();
  f();
  return cpu_milliseconds() - before;
}

double total = 0;

template <class F>
void tell(const char* name, std::size_t in_program, F&& first_use) {
  const std::size_t before = bytes_held;
  const double took = milliseconds(first_use);
  total += took;
  std::printf("%-22s %8.1f KB in the program %8.1f KB on the heap %8.2f ms\n", name,
              static_cast<double>(in_program) / 1e3, static_cast<double>(bytes_held - before) / 1e3,
              took);
}

std::size_t text(std::initializer_list<std::string_view> tables) {
  std::size_t bytes = 0;
  for (const std::string_view table : tables) bytes += quoth::tables::text_of(table).size();
  return bytes;
}

void tell_tables() {
  using namespace quoth;
  using namespace quoth::names;
  std::size_t found = 0;  // so that nothing is left out for want of use
  const Lexicon& lexicon = lexicon_of("en");
  tell("lexicon", lexicon.size() * (sizeof(Lexicon::Slot) + sizeof(Lexicon::Entry)),
       [&] { found += lexicon.find_text("minister"); });
  tell("tagger", text({"en/names_tagger.tsv"}), [&] { found += TagWeights::english().empty(); });
  tell("cues", text({"en/names.tsv"}), [&] { found += Cues::english().ending_row("mink"); });
  tell("nouns", text({"en/names_nominals.tsv"}), [&] { found += thing_noun(1) != nullptr; });
  tell("kinds of places", text({"en/names_place_kinds.tsv"}),
       [&] { found += listed_place_kind(1).has_value(); });
  tell("variants", text({"en/names_variants.tsv"}), [&] { found += variant_group("kyiv"); });
  tell("gazetteer", gazetteer_facts().bytes, [&] { found += variants_of("Ivory Coast").size(); });
  const double used_by_articles = total;
  constexpr std::size_t kTables = quoth::names::kLetterTables;
  constexpr const char* kScripts[kTables] = {"cyrillic", "arabic", "hebrew", "kana", "hangul"};
  std::size_t all_letters = 0;
  for (const char* script : kScripts) {
    const std::string name = std::string("en/names_letters_") + script;
    all_letters += text({name + ".tsv", name + "_more.tsv"});
  }
  ChunkId chunks[3];
  tell("Latin letters", all_letters, [&] { find_latin_chunks("a", chunks); });
  for (std::size_t s = 0; s < kTables; ++s) {
    const std::string name = std::string("letters, ") + kScripts[s];
    const std::string file = std::string("en/names_letters_") + kScripts[s];
    tell(name.c_str(), text({file + ".tsv", file + "_more.tsv"}),
         [&] { found += LetterTable::of(static_cast<Letters>(s + 1)).bytes(); });
  }
  tell("nicknames, spellings", text({"en/names_nicknames.tsv", "en/names_spellings.tsv"}), [&] {
    found += nickname_groups("bill").size();
    found += nickname_keys(1).size();
  });
  tell("frequency", text({"en/names_frequency.tsv"}),
       [&] { found += static_cast<std::size_t>(rarity_of("smith")); });
  tell("roles of tokens", text({"en/names_token_roles.tsv"}),
       [&] { found += static_cast<std::size_t>(role_of("jr").group); });
  std::printf("used by articles in Latin letters %.2f ms, all %.2f ms (%zu)\n", used_by_articles,
              total, found % 2);
}

void tell_article() {
  constexpr std::string_view kArticle =
      "Minister Olga Tarenko met Bernt Orvald of Harbour Bank in Kyiv on Friday. “The sluices stay "
      "shut,” Ms Tarenko said. The minister, a critic of the bank, left for Tolmeria.\n\nOrvald’s "
      "spokesman said that he had asked for talks with the government in Vienna.";
  for (const char* when : {"first", "second"}) {
    const std::size_t before = bytes_held;
    std::size_t found = 0;
    const double took = milliseconds([&] {
      const auto names = quoth::make_names_analyzer();
      quoth::TokenTable table;
      table.scan(kArticle, quoth::lexicon_of("en"));
      quoth::Annotations annotations;
      names->analyze(quoth::Context{table, {}, {}, "en"}, annotations);
      found = annotations.mentions.size();
    });
    std::printf("names of the %s article: %.2f ms, %zu mentions, %.1f KB kept\n", when, took, found,
                static_cast<double>(bytes_held - before) / 1e3);
  }
}

}  // namespace

// Counts what is held: the benchmark runs in one thread.
void* operator new(std::size_t size) {
  void* at = std::malloc(size);
  if (at == nullptr) throw std::bad_alloc();
  bytes_held += malloc_usable_size(at);
  return at;
}
void operator delete(void* at) noexcept {
  bytes_held -= malloc_usable_size(at);
  std::free(at);
}
void operator delete(void* at, std::size_t) noexcept { operator delete(at); }

int main(int count, char** arguments) {
  if (count > 1 && std::string_view(arguments[1]) == "--article")
    tell_article();
  else
    tell_tables();
}
