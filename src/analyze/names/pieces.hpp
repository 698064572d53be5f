// A run of capitalised words cut into pieces: what each word or known phrase of it may be.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>

#include "analyze/names/word_facts.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth::names {

enum class PieceKind : std::uint8_t {
  word,        ///< anything else: an unknown word, a surname, a common word with a capital
  given,       ///< a given name
  initial,     ///< "J." with its point, or "J"
  particle,    ///< von, al-
  suffix,      ///< Jr, III
  place,       ///< a known place
  org,         ///< a known organisation, outlet or metonym
  demonym,     ///< Russian
  honorific,   ///< Mr
  role,        ///< President, Prime Minister
  org_head,    ///< Ministry
  org_suffix,  ///< Inc
  place_head,  ///< River
};

struct Piece {
  PieceKind kind;
  TokenRange tokens;
  WordClasses classes;  ///< of the word or phrase
  WordId word;
  bool common;  ///< a common word, so that a capital tells little
};

using Pieces = boost::container::small_vector<Piece, 12>;

/// At most this many pieces are read at once; a longer run is read in several parts.
inline constexpr std::size_t kMostPieces = 24;

/// The pieces of the run that begins at token `i`, as far as names can reach: words with capitals
/// joined by hyphens, initials, particles and "&". Empty when no name can begin here. Sets `end` to
/// the first token after the run (at least i + 1).
void read_run(const TokenTable& tokens, const WordFacts& facts, TokenIndex i, Pieces& pieces,
              TokenIndex& end);

/// The token after the nickname in marks that stands inside a name at token `i`: after “Bud” in
/// Harold “Bud” Quenly. `i` when none does.
[[nodiscard]] TokenIndex nickname_end(const TokenTable& tokens, const WordFacts& facts,
                                      TokenIndex i) noexcept;

}  // namespace quoth::names
