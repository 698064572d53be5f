#include "quoth/analyze/name_keys.hpp"

#include <unicode/icudataver.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include "analyze/names/letter_chunks.hpp"
#include "analyze/names/letter_table.hpp"
#include "analyze/names/phonemes.hpp"
#include "analyze/names/sound_key.hpp"
#include "analyze/names/variants.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/name_variants.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {
namespace names {
namespace {

// The rows of a native word beside each other: a chunk of one or two letters goes on from the keys
// of the letters before it.
void native_keys(Letters script, std::u32string_view letters, std::uint32_t cost, KeyBeam& out) {
  constexpr std::size_t kMostRead = 24;
  letters = letters.substr(0, kMostRead);
  if (letters.empty()) return;
  const LetterTable& table = LetterTable::of(script);
  std::array<ChunkId, 2 * kMostRead> rows;
  table.find_rows(letters, rows.data());
  KeyBeam here, next, after;  // the keys of the first i, i + 1 and i + 2 letters
  here.start();
  const auto go_on = [&](ChunkId row, KeyBeam& to) {
    for (const CostedKey& item : here.items())
      for (const KeyStep& step : table.key_steps(row)) {
        CostedKey longer = item;
        step.apply_to(longer.key);
        longer.cost += step.cost;
        to.offer(longer);
      }
  };
  for (std::size_t i = 0; i < letters.size(); ++i) {
    go_on(rows[2 * i], next);
    if (rows[2 * i + 1] != kNoChunk) go_on(rows[2 * i + 1], after);
    here = next;
    next = after;
    after.clear();
  }
  for (const CostedKey& item : here.items()) out.offer({item.key, item.cost + cost});
}

void add_key(NameKeys& keys, std::string key) {
  if (key.empty() || keys.size() == kMaxNameKeys) return;
  if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
}

}  // namespace
}  // namespace names

NameKeys name_keys(std::string_view token) {
  using namespace names;
  NameKeys keys;
  const std::string word = folded(with_geresh(token));
  if (const std::string_view first = first_variant(word); !first.empty()) {
    std::string key = "=";
    key += first;
    add_key(keys, std::move(key));
  }
  const Letters script = letters_of(word);
  KeyBeam beam;
  if (has_letter_table(script)) {
    const std::u32string letters = native_letters(word);
    native_keys(script, letters, 0, beam);
    // The article is never the name, so it does not compete on costs: its letters would be free.
    if (script == Letters::arabic && has_arabic_article(letters)) {
      KeyBeam without;
      native_keys(script, std::u32string_view(letters).substr(2), 0, without);
      for (std::size_t i = 0; i < std::min<std::size_t>(3, without.items().size()); ++i)
        if (!without.items()[i].key.empty()) add_key(keys, without.items()[i].key.text());
    }
  } else {
    latin_keys(latin_letters(word), beam);
  }
  for (const CostedKey& item : beam.items())
    if (!item.key.empty()) add_key(keys, item.key.text());
  if (script == Letters::none)
    for (const Reading& r : readings_of(word)) add_key(keys, key_of_sounds(r.sounds).text());
  return keys;
}

std::string_view names_version() {
  // The tables are part of the rules: a changed one changes keys, a changed gazetteer which whole
  // names are one.
  static const std::string version = [] {
    char text[96];
    const std::uint64_t rules =
        hash_phrase(hash_phrase(hash_bytes(tables::text_of("en/names_variants.tsv")),
                                hash_bytes(tables::text_of("en/names_east_asian.tsv"))),
                    hash_phrase(names::letter_tables_hash(), gazetteer_facts().version));
    UVersionInfo data = {};
    UErrorCode status = U_ZERO_ERROR;
    u_getDataVersion(data, &status);
    char data_version[U_MAX_VERSION_STRING_LENGTH];
    u_versionToString(data, data_version);
    std::snprintf(text, sizeof text, "keys/3 icu/%s data/%s unicode/%s tables/%08x", U_ICU_VERSION,
                  data_version, U_UNICODE_VERSION, static_cast<unsigned>(rules & 0xffffffffu));
    return std::string(text);
  }();
  return version;
}

}  // namespace quoth
