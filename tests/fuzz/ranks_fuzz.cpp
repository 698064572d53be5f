// Any bytes are a .ranks file: no crash, nothing read or written outside of it, and whatever is found is one of its
// documents. An input is changes to a sound file, four bytes each: three of a place in it, from its end on, and one of
// what is to stand there; or, behind "raw", a whole file.
#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "index/ranks/each_posting.hpp"
#include "index/ranks/ranks_builder.hpp"
#include "index/ranks/ranks_faults.hpp"
#include "index/ranks/ranks_merger.hpp"
#include "must.hpp"
#include "quoth/error.hpp"
#include "rank/core/executor.hpp"

namespace {

using namespace quoth;
using fuzz::must;
using Op = PlanNode::Op;

// Words in all shares of documents, so that each kind of list is there; of one to three forms.
std::string sound_file() {
  storage::RanksBuilder builder;
  for (std::uint32_t d = 0; d < 700; ++d) {
    std::vector<storage::RanksBuilder::Term> terms;
    std::vector<storage::RanksBuilder::Form> forms;
    std::vector<std::string> texts;
    for (std::uint32_t word = 1; word < 16; ++word)
      if ((d * 2654435761U >> 7) % (word * word) == 0) texts.push_back("Zw" + std::to_string(word));
    std::uint32_t position = 0;
    for (const std::string& text : texts) {
      const std::uint32_t often = d % 211 == 0 ? 40 : d % 5 == 0 ? 2 : 1;
      std::vector<std::uint32_t> places;
      while (places.size() < often) places.push_back(++position);
      forms.push_back({terms.size(), d % 3 == 0 ? "w" : std::string_view(text).substr(1), places});
      terms.push_back({text, often});
    }
    if (d % 2 == 0) terms.push_back({"Feven", 0});
    if (d % 40 == 0) terms.push_back({"XNsome", 0});
    const std::vector<storage::RanksBuilder::Key> keys{{"key", 0}};
    builder.add(terms, forms, 0, {1 + d % 9, d % 3, d % 4}, keys);
  }
  std::string out;
  builder.write([&](std::string_view piece) { out += piece; });
  return out;
}

PlanNode word(const std::string& text) {
  PlanNode out;
  out.op = Op::word;
  out.terms = {text};
  return out;
}

std::vector<PlanNode> plans() {
  std::vector<PlanNode> out{word("Zw1"), word("Zw3")};
  for (const Op op : {Op::any, Op::all, Op::near, Op::without}) {
    PlanNode node;
    node.op = op, node.distance = 3;
    node.children = {word("Zw2"), word("Zw1"), word("Zw4")};
    out.push_back(node);
  }
  PlanNode phrase;
  phrase.op = Op::phrase;
  phrase.terms = {"Zw1", "Zw2"}, phrase.forms = {"w1", "w2"};
  out.push_back(phrase);
  PlanNode filter;
  filter.op = Op::filter;
  filter.terms = {"Feven", "XNsome"};
  out.push_back(filter);
  return out;
}

void read_all(const storage::Ranks& ranks) {
  std::vector<storage::Occurrence> places;
  storage::TermPostings term;
  ranks.terms().for_each_with_prefix("", [&](std::string_view,
                                             const storage::DictionaryEntry& entry) {
    if (!term.open(ranks, entry)) return true;
    for (const storage::WindowPostings& window : term.windows())
      (void)storage::for_each_posting(window, [&](std::uint16_t offset, std::uint32_t posting) {
        must(window.window * storage::ranks::kWindow + offset < ranks.documents(),
             "a posting is one of the documents'");
        must(storage::TermPostings::posting_at(window, offset) == posting,
             "a posting is found where it stands");
        if (term.scored()) (void)term.frequency(window, posting);
        places.clear();
        if (term.has_positions()) (void)term.positions(window, posting, places);
      });
    return true;
  });
  std::vector<storage::FormOf> forms;
  ranks.forms_with("", forms);
  ranks.terms_of_form("w1", forms);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string sound = sound_file();
  static const std::vector<PlanNode> asked = plans();
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string bytes;
  if (input.starts_with("raw")) {
    bytes = input.substr(3);
  } else {
    bytes = sound;
    for (std::size_t i = 0; i + 4 <= size; i += 4) {
      const std::size_t place = data[i] | std::size_t{data[i + 1]} << 8 | std::size_t{data[i + 2]} << 16;
      bytes[bytes.size() - 1 - place % bytes.size()] = static_cast<char>(data[i + 3]);
    }
  }
  storage::Ranks ranks;
  if (!ranks.open(bytes)) {
    must(bytes != sound, "a sound file can be opened");
    return 0;
  }
  const auto faults = storage::ranks_faults(ranks);
  must(bytes != sound || faults.empty(), "a sound file has no faults");
  read_all(ranks);
  try {
    std::string joined;
    const storage::RanksPart parts[] = {{&ranks, {}}};
    storage::merge_ranks(parts, [&](std::string_view piece) { joined += piece; });
    must(bytes != sound || joined == sound, "a sound file joined with nothing is itself");
  } catch (const Error&) {
    must(!faults.empty(), "what cannot be joined has faults");
  }
  static core::Executor executor;
  const core::SegmentView view{&ranks, {}};
  for (const PlanNode& plan : asked)
    for (const std::size_t exactly : {0U, 100U}) {
      core::CoreOptions options;
      options.count_exactly = exactly;
      try {
        for (const core::Scored& hit : executor.run(plan, {&view, 1}, options).documents)
          must(hit.document < ranks.documents(), "what is found is one of the documents");
      } catch (const Error&) {
        must(!faults.empty(), "what cannot be searched has faults");
      }
    }
  return 0;
}
