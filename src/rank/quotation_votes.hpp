// Documents that share rare words with a text: candidates for being the same words.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "quoth/index/snapshot.hpp"

namespace quoth {

struct VoteOptions {
  std::size_t keep = 48;  ///< documents given back at most
  /// Postings read at most. Words are taken from the rarest on, whole lists at a time; of the rarest word as many
  /// as this are read even when it has more.
  std::size_t postings = 8'000;
};

/// One candidate. `docid` is that of its article, or of the quotation in its segment's quotations file.
struct VotedDocument {
  std::uint32_t segment = 0;
  std::uint32_t docid = 0;
  float votes = 0;  ///< the sum of the weights of the words it has, of those that voted
  float shared = 0;  ///< the same of all words that it has
};

struct Votes {
  std::vector<VotedDocument>
      documents;                 ///< living ones, most votes first; ties by (segment, docid)
  float most = 0;                        ///< votes of a document that has every word that voted
  std::uint64_t collection = 0;  ///< documents of the space, the dead included
  /// Of each word given: how many documents have it or another form of its stem; 0 when none has the word itself.
  std::vector<std::uint64_t> frequency;
  /// Of each word given: what it adds to what a document shares that has its stem; 0 of one that no document has, or
  /// whose stem another word stands for.
  std::vector<float> weight;
  bool complete = true;                  ///< every word that is not in one document of ten voted
};

/// Lets the words of a text vote for the documents that have them in any form, each with ln((N + 1) / (df + 1)), at
/// least 0.05. Words of one stem vote once.
///
///   words  folded, as indexed (term::form); distinct
///
/// Costs a look-up for each word, the postings, and a look-up for each document given back and word that did not vote.
/// @throws DamagedError, StorageError
[[nodiscard]] Votes vote(const Snapshot& snapshot, Snapshot::Space space,
                         std::span<const std::string> words, const VoteOptions& options = {});

}  // namespace quoth
