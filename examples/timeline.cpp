// What happened when, whenever it was printed: timeline INDEX QUERY
//
//   timeline news.quoth 'name:Marek'      a row for each day (week, month, year) that the articles
//                                         naming Marek speak of, with the sentence that does
#include <algorithm>
#include <cstdio>
#include <quoth/quoth.hpp>

namespace {

void print(const std::vector<quoth::TimelineRow>& rows) {
  for (const quoth::TimelineRow& row : rows) {
    const std::string bar(static_cast<std::size_t>(std::min<std::uint64_t>(row.count, 40)), '#');
    std::printf("%s%-12s %s %llu\n", row.decided ? "" : "a day of ", row.name.c_str(), bar.c_str(),
                static_cast<unsigned long long>(row.count));
    for (const quoth::TimelineExample& example : row.examples)
      std::printf("    %s (%s)\n", quoth::to_plain(example.snippet).c_str(), example.id.c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: timeline INDEX QUERY\n");
    return 2;
  }
  try {
    const quoth::Searcher searcher = quoth::Searcher::open(argv[1]);
    const quoth::Timeline timeline = searcher.timeline(argv[2]);
    for (const auto& issue : timeline.issues) std::fprintf(stderr, "%s\n", issue.message.c_str());
    print(timeline.rows);
    // "in 2022" is one row here, not 365 days above.
    if (!timeline.wider.empty()) std::puts("less precise:");
    print(timeline.wider);
    std::printf("%llu of %llu that match speak of a day\n",
                static_cast<unsigned long long>(timeline.counted),
                static_cast<unsigned long long>(timeline.total));
  } catch (const quoth::Error& e) {
    std::fprintf(stderr, "timeline: %s\n", e.what());
    return 1;
  }
}
