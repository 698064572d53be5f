// Who said it? Looks for words inside quotations and prints each with its speaker, channel and day.
//
//   who_said INDEX WORDS...
#include <iostream>
#include <quoth/quoth.hpp>
#include <string>

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: who_said INDEX WORDS...\n";
    return 2;
  }
  std::string words;
  for (int i = 2; i < argc; ++i) words += std::string(i > 2 ? " " : "") + argv[i];
  try {
    const quoth::Searcher searcher = quoth::Searcher::open(argv[1]);
    const quoth::Results found = searcher.quotes(quoth::said(words));
    for (const quoth::Hit& hit : found.hits) {
      const quoth::FoundQuotation& q = hit.quotations.front();
      std::cout << q.text << "\n  "
                << (q.speakers.empty() ? "nobody is named" : q.speakers.front().name);
      for (const quoth::FoundSpeaker& channel : q.via) std::cout << ", via " << channel.name;
      if (q.said) std::cout << ", " << quoth::to_iso(q.said->from.day());
      std::cout << "  [" << hit.id << "]\n";
    }
    if (found.hits.empty()) std::cout << "Nobody, as far as this index knows.\n";
  } catch (const quoth::Error& e) {
    std::cerr << "who_said: " << e.what() << "\n";
    return 1;
  }
}
