// Who said it? Quotations about some words, by somebody or by anybody, said on some day or on any; each with its
// speaker, channel and day, between the sentences round it.
//
//   who_said INDEX WORDS [NAME [DATE]]
#include <iostream>
#include <quoth/quoth.hpp>
#include <string>

int main(int argc, char** argv) {
  if (argc < 3 || argc > 5) {
    std::cerr << "usage: who_said INDEX WORDS [NAME [DATE]]\n";
    return 2;
  }
  try {
    quoth::Query question = quoth::about(argv[2]);
    if (argc > 3) question = question & quoth::by(argv[3]);
    if (argc > 4) question = question & quoth::said_during(argv[4]);

    const quoth::Searcher searcher = quoth::Searcher::open(argv[1]);
    const quoth::Results found = searcher.quotes(question);
    for (const quoth::Hit& hit : found.hits) {
      const quoth::FoundQuotation& q = hit.quotations.front();
      std::cout << (q.speakers.empty() ? "Nobody is named" : q.speakers.front().name);
      for (const quoth::FoundSpeaker& channel : q.via) std::cout << ", via " << channel.name;
      if (q.said) std::cout << ", " << quoth::period_words(*q.said);
      if (q.stance != quoth::Stance::asserted) std::cout << ", " << quoth::name_of(q.stance);
      std::cout << "  [" << hit.id << "]\n";
      for (const auto* sentences : {&q.context.before, &q.context.holding, &q.context.after})
        if (!sentences->text.empty()) std::cout << "  " << sentences->text << "\n";
    }
    if (found.hits.empty()) std::cout << "Nobody, as far as this index knows.\n";
  } catch (const quoth::Error& e) {
    std::cerr << "who_said: " << e.what() << "\n";
    return 1;
  }
}
