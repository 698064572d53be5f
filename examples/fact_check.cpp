// Did they say this? Holds a text against every quotation of an index, and shows where it was first printed.
//
//   fact_check INDEX "We will not raise taxes" ["Ilka Marenko"]
#include <iostream>

#include "quoth/quoth.hpp"

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::cerr << "usage: fact_check INDEX TEXT [NAME]\n";
    return 2;
  }
  const quoth::Searcher searcher = quoth::Searcher::open(argv[1]);
  quoth::CheckOptions options;
  if (argc > 3) options.by = argv[3];
  const quoth::CheckResult result = searcher.check(argv[2], options);

  std::cout << result.summary << "\n";
  for (const quoth::CheckedSource& source : result.sources) {
    std::cout << source.id << ": " << source.context.holding.text << "\n";
    for (const quoth::WordEdit& edit : source.diff)
      if (edit.kind != quoth::WordEdit::Kind::same)
        std::cout << "  " << name_of(edit.kind) << ": " << edit.source << " -> " << edit.asked << "\n";
  }

  const quoth::Trail trail = searcher.trail(argv[2]);
  if (!trail.variants.empty()) {
    const quoth::TrailVariant& first = trail.variants.front();
    std::cout << "first printed in " << first.id << ", " << trail.variants.size() << " variant"
              << (trail.variants.size() == 1 ? "" : "s") << " in all\n";
  }
} catch (const quoth::Error& e) {
  std::cerr << e.what() << "\n";
  return 1;
}
