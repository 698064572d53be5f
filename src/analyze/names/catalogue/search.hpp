// One question to a catalogue of names, on one thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "analyze/names/alignment.hpp"
#include "analyze/names/catalogue/data.hpp"

namespace quoth::names {

/// What a thread keeps between questions, so that none allocates: which tokens and names this
/// question has met. Stamps tell questions apart, so nothing is cleared.
struct SearchScratch {
  using Row =
      std::array<Meeting, kMostUnits>;  ///< by unit of the question; similarity < 0: unknown

  struct Seen {
    std::uint32_t stamp = 0, row = 0;
  };
  struct Drawn {
    float promise;
    NameId name;
  };
  std::uint32_t stamp = 0;
  std::vector<Seen> tokens;          ///< by token
  std::vector<std::uint32_t> names;  ///< by name: the stamp of the question that met it
  std::vector<Row> rows;
  std::vector<Drawn> drawn;
  std::vector<std::pair<float, TokenId>> similar[kMostUnits];  ///< by unit: the tokens like it
  std::vector<std::span<const PairTable::Entry>> lists, later;
  MeetingTable meetings;
  std::string form;  ///< of a name looked up in the gazetteer

  void begin(const CatalogueData& data);
};

/// Appends the matches, best first. Uses the thread's scratch.
void search(const CatalogueData& data, std::string_view name, const FindOptions& options,
            FoundNames& out);

}  // namespace quoth::names
