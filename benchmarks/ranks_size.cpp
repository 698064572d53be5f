// What a .ranks file is made of:
//
//   ranks_size CORPUS.jsonl[.zst]              of the corpus' words, forms and positions
//   ranks_size FILE.ranks [BYTES_OF_TEXT]      of a segment's file, with its names and dates
//   ranks_size INDEX                           of all files of an index, both of its spaces
//
// Prints a line for each part, and for the whole:
//
//   PART BYTES BYTES_A_BYTE BYTES_A_POSTING    the third over the bytes of text, 0 when these are not known
//
// and once more for each kind of term, told by its prefix: its entries in the dictionary with its postings, then its
// positions. Separated by tabs. Of an index each part begins with the file's name, and the last line, `both`, is the
// size of all .ranks files.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus.hpp"
#include "index/ranks/position_bits.hpp"
#include "index/ranks/whole_term.hpp"
#include "index/snapshot_impl.hpp"
#include "word_index.hpp"

namespace {

using namespace quoth;
using namespace quoth::benchmarks;
using storage::ranks::WindowKind;

std::uint64_t varint_bytes(std::uint64_t value) {
  std::uint64_t bytes = 1;
  for (; value >= 0x80; value >>= 7) ++bytes;
  return bytes;
}

// What a term is, by its prefix.
std::string_view kind_of(std::string_view term) {
  if (term.starts_with("Z")) return "words";
  if (term.starts_with("XN")) return "tokens of names";
  if (term.starts_with("XEB")) return "whole names of speakers";
  if (term.starts_with("XE")) return "whole names";
  if (term.starts_with("XB")) return "tokens of speakers";
  if (term.starts_with("XT") || term.starts_with("XA")) return "dates";
  if (term.starts_with("D") || term.starts_with("M") || term.starts_with("Y"))
    return "days of publication";
  return "other filters";
}

double over(std::uint64_t a, std::uint64_t b) {
  return b > 0 ? static_cast<double>(a) / static_cast<double>(b) : 0.0;
}

class Split {
 public:
  // `bytes`: of the file.
  void add(const storage::Ranks& ranks, std::uint64_t bytes) {
    ranks_ = &ranks;
    storage::WholeTermReader reader(ranks);
    reader_ = &reader;
    at("dictionary of terms") += ranks.terms().bytes();
    at("dictionary of forms") += ranks.forms().bytes();
    at("dictionary of names") += ranks.keys().bytes();
    at("lengths") += ranks.length_bytes();
    at("title words") += ranks.title_word_bytes();
    at("spans in articles") += ranks.span_bytes();
    storage::TermDictionary::Cursor cursor(ranks.terms());
    for (const char* end = nullptr; cursor.next();) {
      const storage::DictionaryEntry& entry = cursor.entry();
      // Entries lie side by side; of the first one only the head is missing.
      const char* own = end == nullptr ? entry.extra.data() - cursor.text().size() - 3 : end;
      end = entry.extra.data() + entry.extra.size();
      add(entry);
      const std::string kind(kind_of(cursor.text()));
      at_kind(kind) +=
          static_cast<std::uint64_t>(end - own) + entry.size - reader.postings().position_bytes();
      if (reader.postings().has_positions())
        at_kind(kind + ": positions") += reader.postings().position_bytes();
    }
    file_ += bytes;
  }

  void print(const std::string& name, std::uint64_t text) {
    std::uint64_t sum = 0;
    for (const auto& [part, bytes] : parts_) sum += bytes;
    at("code book, footer, zeros between sections") = file_ - sum;
    for (const auto& [part, bytes] : parts_) print_line(name + part, bytes, text);
    for (const auto& [part, bytes] : kinds_) print_line(name + "of " + part, bytes, text);
    print_line(name + "all", file_, text);
  }

  [[nodiscard]] std::uint64_t bytes() const noexcept { return file_; }

 private:
  using Parts = std::vector<std::pair<std::string, std::uint64_t>>;

  void print_line(const std::string& part, std::uint64_t bytes, std::uint64_t text) const {
    std::printf("%s\t%llu\t%.4f\t%.3f\n", part.c_str(), static_cast<unsigned long long>(bytes),
                over(bytes, text), over(bytes, postings_));
  }

  // In the order in which they were first asked for.
  static std::uint64_t& in(Parts& parts, std::string_view part) {
    for (auto& [name, bytes] : parts)
      if (name == part) return bytes;
    return parts.emplace_back(part, 0).second;
  }
  std::uint64_t& at(std::string_view part) { return in(parts_, part); }
  std::uint64_t& at_kind(std::string_view kind) { return in(kinds_, kind); }

  void add(const storage::DictionaryEntry& entry) {
    if (!reader_->read(entry, true, term_)) throw std::runtime_error("the .ranks file is damaged");
    const storage::TermPostings& postings = reader_->postings();
    postings_ += postings.documents();
    std::uint64_t left = entry.size - postings.position_bytes();
    const auto take = [&](std::string_view part, std::uint64_t bytes) {
      at(part) += bytes;
      left -= bytes;
    };
    if (postings.packed() && !postings.scored()) {
      take("packed: runs of filters", left);
    } else if (postings.packed()) {
      std::uint64_t next = 0, differences = 0;
      for (const std::uint32_t document : term_.documents) {
        differences += varint_bytes(document - next);
        next = std::uint64_t{document} + 1;
      }
      take("packed: differences", differences);
      take("packed: codes", term_.frequencies.size());
      take("packed: inexact frequencies", left);
    } else {
      take("windows: headers", 2 + storage::ranks::kWindowHeader * postings.windows().size());
      for (const storage::WindowPostings& window : postings.windows()) {
        const std::uint32_t documents =
            storage::ranks::documents_in_window(ranks_->documents(), window.window);
        const std::uint64_t counts =
            (documents + storage::ranks::kCountedEach - 1) / storage::ranks::kCountedEach;
        switch (window.kind) {
          case WindowKind::offsets:
            take("windows: offsets", std::uint64_t{2} * window.postings);
            break;
          case WindowKind::lows:
            take("windows: counts", counts);
            take("windows: low bytes", window.postings);
            break;
          case WindowKind::bits:
            take("windows: bits", storage::ranks::padded(documents) / 8);
            take("windows: counted sums", 2 * counts);
            break;
        }
        if (postings.scored()) take("windows: codes", window.postings);
        take("windows: inexact frequencies", 6 * window.inexact.size());
        take("windows: fronts", window.front.size());
      }
      take("windows: zeros for alignment", left);
    }
    if (postings.has_positions()) add_positions(postings);
  }

  void add_positions(const storage::TermPostings& postings) {
    constexpr std::size_t kBlock = storage::kPostingsInBlock;
    constexpr std::size_t kGroup = kBlock * storage::ranks::kBlocksInGroup;
    const bool with_forms = postings.has_forms();
    const std::size_t count = term_.counts.size();
    std::uint64_t left = postings.position_bytes(), form_bits = 0, count_bits = 0, low_bits = 0;
    storage::BlockHead head;
    std::vector<std::uint32_t> firsts;
    if (postings.has_firsts()) {
      std::size_t first = 0;
      for (const std::uint32_t n : term_.counts) {
        firsts.push_back(term_.occurrences[first].position - 1);
        first += n;
      }
      head.apart = true, head.width = storage::best_width(firsts);
      const std::uint64_t groups = (count + kGroup - 1) / kGroup;
      at("positions: begins of groups") += 1 + 4 * groups;
      const std::uint64_t apart =
          groups + (count * head.width + 7) / 8 + (postings.has_forms() ? (count + 7) / 8 : 0);
      at("positions: first ones") += apart;
      left -= 1 + 4 * groups + apart;
    }
    std::span<const storage::Occurrence> occurrences(term_.occurrences);
    std::string block;
    for (std::size_t i = 0; i < count; i += kBlock) {
      const auto counts = std::span(term_.counts).subspan(i, std::min(kBlock, count - i));
      std::size_t here = 0;
      for (const std::uint32_t n : counts) here += n;
      const auto those = occurrences.first(here);
      occurrences = occurrences.subspan(here);
      low_bits += 5, count_bits += here;
      if (with_forms) {
        bool any = false;
        std::uint64_t bits = 0;
        for (const storage::Occurrence& o : those) any = any || o.form != 0, bits += o.form + 1;
        if (head.apart) bits -= counts.size();  // about
        form_bits += 1 + (any ? bits : 0);
      }
      if ((i / kBlock + 1) % storage::ranks::kBlocksInGroup == 0 || i + kBlock >= count) continue;
      block.clear();
      head.highs = head.apart && std::any_of(firsts.begin() + static_cast<std::ptrdiff_t>(i),
                                             firsts.begin() + static_cast<std::ptrdiff_t>(i + counts.size()),
                                             [&](std::uint32_t f) { return f >> head.width != 0; });
      storage::append_position_block(counts, those, with_forms, head, block);
      at("positions: sizes of blocks") += varint_bytes(block.size());
      left -= varint_bytes(block.size());
    }
    // Parts of bytes are given to what follows.
    for (const auto& [part, bits] :
         {std::pair("positions: counts", count_bits), std::pair("positions: low fields", low_bits),
          std::pair("positions: forms", form_bits)}) {
      at(part) += bits / 8;
      left -= bits / 8;
    }
    at("positions: distances, zeros to whole bytes") += left;
  }

  const storage::Ranks* ranks_ = nullptr;  // those at hand
  storage::WholeTermReader* reader_ = nullptr;
  storage::TermToWrite term_;
  std::uint64_t postings_ = 0, file_ = 0;
  Parts parts_, kinds_;
};

int split_index(const std::string& path) {
  const Snapshot snapshot = Snapshot::open(path);
  std::uint64_t text = 0, sum = 0;
  for (std::uint32_t s = 0; s < snapshot.segment_count(); ++s)
    for (std::uint32_t docid = 1; docid <= snapshot.articles_in(s); ++docid) {
      const StoredArticle stored = snapshot.article({s, docid});
      text += stored.article.title.size() + stored.article.body.size();
    }
  for (const auto space : {Snapshot::Space::articles, Snapshot::Space::quotations}) {
    Split split;
    for (const auto& part : snapshot.impl().parts)
      split.add(part.segment->ranks(space), std::filesystem::file_size(part.segment->path() + "/" +
                                                                       storage::ranks_name(space)));
    split.print(std::string(storage::ranks_name(space)) + ": ", text);
    sum += split.bytes();
  }
  std::printf("text\t%llu\t1\t0\n", static_cast<unsigned long long>(text));
  std::printf("both\t%llu\t%.4f\t0\n", static_cast<unsigned long long>(sum), over(sum, text));
  return 0;
}

int run(int argc, char** argv) {
  if (argc < 2) {
    std::fputs(
        "usage: ranks_size CORPUS.jsonl[.zst]\n       ranks_size FILE.ranks [BYTES_OF_TEXT]\n      "
        " ranks_size INDEX\n",
        stderr);
    return 2;
  }
  const std::string path = argv[1];
  if (std::filesystem::is_directory(path)) return split_index(path);
  RanksInMemory made;
  std::uint64_t text = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
  if (path.ends_with(".ranks")) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot open " + path);
    made.bytes.assign(std::istreambuf_iterator<char>(file), {});
  } else {
    WordIndex words;
    text = 0;
    for_each_article(path, [&](const Article& article) {
      words.add(article);
      text += article.title.size() + article.body.size();
      return true;
    });
    made.bytes = words.bytes();
  }
  made.open();
  Split split;
  split.add(made.ranks, made.bytes.size());
  split.print("", text);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "ranks_size: %s\n", error.what());
  }
  return 1;
}
