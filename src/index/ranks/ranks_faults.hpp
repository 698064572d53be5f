// Does a .ranks file contradict itself?
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "index/ranks/ranks.hpp"

namespace quoth::storage {

/// Reads all of a file and tells what in it cannot be, each fault a sentence, at most `most` of them;
/// none when it is as RanksBuilder would have written it for some documents. Checked are
///
///   - the order of the dictionaries, their blocks, and that pieces lie side by side
///   - that each form leads to terms, and each term's forms are numbered by how frequent they are
///   - that each key of names leads to terms
///   - of each window: its documents, counted sums, codes against the code book, the exact frequencies and
///     the documents' lengths, lists of frequencies, and that its front bounds every posting
///   - of each document: that its frequencies add up to its length, and its positions are 1 to the number of
///     its words, each once; that a frequency is the number of positions, those in the title threefold
///
/// Whatever the bytes are, nothing outside of them is read. Holds in memory the postings of one term,
/// 16 bytes for each document, and 4 for each term and each form.
///   passed  where it is set, told of postings that were read, as RanksPart::passed is
[[nodiscard]] std::vector<std::string> ranks_faults(
    const Ranks& ranks, std::size_t most = 20, const std::function<void(std::string_view)>& passed = {});

}  // namespace quoth::storage
