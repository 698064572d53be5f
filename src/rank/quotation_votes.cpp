#include "rank/quotation_votes.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "index/ranks/each_posting.hpp"
#include "index/snapshot_impl.hpp"
#include "quoth/postings/terms.hpp"

namespace quoth {
namespace {

// Votes by document: an open table made for as many postings as will be read.
class Ballot {
 public:
  explicit Ballot(std::size_t postings)
      : mask_(std::bit_ceil(postings * 2 + 16) - 1), slots_(mask_ + 1) {}

  void add(std::uint32_t document, float weight) noexcept {
    std::size_t at = (document * std::size_t{0x9e3779b1}) & mask_;
    while (slots_[at].votes > 0 && slots_[at].document != document) at = (at + 1) & mask_;
    slots_[at].document = document;
    slots_[at].votes += weight;
  }

  struct Slot {
    std::uint32_t document = 0;
    float votes = 0;  // > 0 of a document with any
  };
  // Those with votes, the best `keep` first and in order.
  std::vector<Slot> best(std::size_t keep) {
    std::erase_if(slots_, [](const Slot& s) { return s.votes <= 0; });
    const auto better = [](const Slot& a, const Slot& b) {
      return a.votes != b.votes ? a.votes > b.votes : a.document < b.document;
    };
    const auto middle = slots_.begin() + static_cast<std::ptrdiff_t>(std::min(keep, slots_.size()));
    std::partial_sort(slots_.begin(), middle, slots_.end(), better);
    slots_.erase(middle, slots_.end());
    return std::move(slots_);
  }

 private:
  std::size_t mask_;
  std::vector<Slot> slots_;
};

// A word of the text: its stem in the index. Words of one stem vote once.
struct Voter {
  std::string stem;
  std::uint64_t frequency = 0;
  std::size_t word = 0;  // which of those given
};

// Hands over documents from 0 until `take` has had enough.
template <class Take>
void for_each_document(const storage::TermPostings& postings, Take&& take) {
  for (const storage::WindowPostings& window : postings.windows()) {
    const std::uint32_t first = window.window * storage::ranks::kWindow;
    if (!storage::for_each_posting(
            window, [&](std::uint16_t offset, std::uint32_t) { return take(first + offset); }))
      return;
  }
}

class Poll {
 public:
  Poll(const Snapshot::Impl& impl, Snapshot::Space space) : impl_(impl), space_(space) {
    for (std::uint32_t s = 0; s < impl.segment_count(); ++s) {
      first_.push_back(documents_);
      documents_ += ranks(s).documents();
    }
  }
  [[nodiscard]] std::uint32_t documents() const noexcept { return documents_; }
  [[nodiscard]] VotedDocument place(std::uint32_t document, float votes) const {
    const auto after = std::upper_bound(first_.begin(), first_.end(), document);
    const auto segment = static_cast<std::uint32_t>(after - first_.begin() - 1);
    return {segment, document - first_[segment] + 1, votes, votes};
  }

  // The stem that the index has of a word, the most frequent of several; nothing when no document has the word.
  [[nodiscard]] std::optional<Voter> voter_of(const std::string& form) {
    stems_.clear();
    std::string stem;
    storage::DictionaryEntry entry;
    for (std::uint32_t s = 0; s < impl_.segment_count(); ++s) {
      ranks(s).terms_of_form(form, forms_);
      for (const storage::FormOf& of : forms_)
        if (ranks(s).terms().at(of.term, stem, entry)) stems_.try_emplace(stem, 0);
    }
    std::optional<Voter> most;
    for (auto& [text, frequency] : stems_) {
      for (std::uint32_t s = 0; s < impl_.segment_count(); ++s)
        frequency += ranks(s).document_frequency(text);
      if (!most || frequency > most->frequency) most = Voter{text, frequency, 0};
    }
    return most;
  }

  // At most `most` documents that have the stem, numbered over all segments; returns how many.
  template <class Take>
  std::size_t for_each_with(const std::string& stem, std::size_t most, Take&& take) {
    std::size_t read = 0;
    for (std::uint32_t s = 0; s < impl_.segment_count() && read < most; ++s) {
      open(s, stem);
      for_each_document(postings_, [&](std::uint32_t document) {
        take(first_[s] + document);
        return ++read < most;
      });
    }
    return read;
  }

  // Adds the weight to what those of the documents share that have the stem.
  void add_shared(const std::string& stem, float weight, std::span<VotedDocument> documents) {
    for (std::uint32_t s = 0; s < impl_.segment_count(); ++s) {
      open(s, stem);
      for (VotedDocument& document : documents) {
        if (document.segment != s) continue;
        const std::uint32_t number = document.docid - 1;
        const storage::WindowPostings* window =
            postings_.in_window(number / storage::ranks::kWindow);
        if (window != nullptr &&
            storage::TermPostings::posting_at(
                *window, static_cast<std::uint16_t>(number % storage::ranks::kWindow)))
          document.shared += weight;
      }
    }
  }

 private:
  // The postings of a stem in a segment; none when it has not got it.
  void open(std::uint32_t segment, const std::string& stem) {
    postings_.close();
    storage::DictionaryEntry entry;
    if (ranks(segment).terms().find(stem, entry) && !postings_.open(ranks(segment), entry))
      ranks(segment).throw_damaged("the postings of “" + stem + "” are damaged");
  }
  [[nodiscard]] const storage::Ranks& ranks(std::uint32_t segment) const noexcept {
    return impl_.parts[segment].segment->ranks(space_);
  }

  const Snapshot::Impl& impl_;
  Snapshot::Space space_;
  std::vector<std::uint32_t> first_;  // of each segment
  std::uint32_t documents_ = 0;
  storage::TermPostings postings_;
  std::vector<storage::FormOf> forms_;
  std::map<std::string, std::uint64_t> stems_;
};

}  // namespace

Votes vote(const Snapshot& snapshot, Snapshot::Space space, std::span<const std::string> words,
           const VoteOptions& options) {
  const Snapshot::Impl& impl = snapshot.impl();
  Votes out;
  out.frequency.resize(words.size());
  out.weight.resize(words.size());
  if (impl.segment_count() == 0) return out;
  Poll poll(impl, space);
  out.collection = poll.documents();
  std::vector<Voter> voters;
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto voter = poll.voter_of(term::form(words[i]));
    if (!voter) continue;
    out.frequency[i] = voter->frequency;
    voter->word = i;
    voters.push_back(std::move(*voter));
  }
  std::sort(voters.begin(), voters.end(), [](const Voter& a, const Voter& b) {
    if (a.frequency != b.frequency) return a.frequency < b.frequency;
    return a.stem != b.stem ? a.stem < b.stem : a.word < b.word;
  });
  voters.erase(std::unique(voters.begin(), voters.end(),
                           [](const Voter& a, const Voter& b) { return a.stem == b.stem; }),
               voters.end());
  std::size_t voting = 0;
  std::uint64_t postings = 0;
  while (voting < voters.size() &&
         (voting == 0 || postings + voters[voting].frequency <= options.postings))
    postings += voters[voting++].frequency;
  out.complete = postings <= options.postings &&
                 (voting == voters.size() || voters[voting].frequency > out.collection / 10);
  const auto weight_of = [&](const Voter& voter) {
    const double rarity = std::log((static_cast<double>(out.collection) + 1) /
                                   (static_cast<double>(voter.frequency) + 1));
    return static_cast<float>(std::max(rarity, 0.05));
  };
  for (const Voter& voter : voters) out.weight[voter.word] = weight_of(voter);
  Ballot ballot(static_cast<std::size_t>(std::min<std::uint64_t>(postings, options.postings)));
  std::size_t left = options.postings;
  for (std::size_t v = 0; v < voting && left > 0; ++v) {
    const float weight = weight_of(voters[v]);
    out.most += weight;
    left -= poll.for_each_with(voters[v].stem, left,
                               [&](std::uint32_t document) { ballot.add(document, weight); });
  }
  // Some more than wanted: the dead are among them.
  for (const Ballot::Slot& slot : ballot.best(options.keep * 2 + 16)) {
    const VotedDocument found = poll.place(slot.document, slot.votes);
    const std::uint32_t article = space == Snapshot::Space::articles
                                      ? found.docid
                                      : impl.map(found.segment).article_of(found.docid);
    if (impl.is_deleted({found.segment, article})) continue;
    out.documents.push_back(found);
    if (out.documents.size() == options.keep) break;
  }
  for (std::size_t v = voting; v < voters.size(); ++v)
    poll.add_shared(voters[v].stem, weight_of(voters[v]), out.documents);
  return out;
}

}  // namespace quoth
