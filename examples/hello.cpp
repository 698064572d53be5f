// Index two articles, then ask who said what.
#include <cstdio>
#include <quoth/quoth.hpp>

int main() {
  const char* path = "hello.quoth";
  quoth::Writer writer = quoth::Writer::open(path);
  quoth::Article article;
  article.id = "budget";
  article.title = "Premier defends budget";
  article.body =
      "“We will not raise taxes,” Premier Ilka Marenko said on Friday. Her rival, Tomas Veld, "
      "called the plan “a fairy tale.”";
  article.published = quoth::day_from_iso("2024-03-10");
  writer.add(article);
  article.id = "bridge";
  article.title = "Bridge reopens";
  article.body = "The old bridge over the Senna reopened on 1 March, said Mayor Ana Roš.";
  writer.add(article);
  writer.commit();

  const quoth::Searcher searcher = quoth::Searcher::open(path);
  for (const quoth::Hit& hit : searcher.search("by:Marenko said:taxes").hits)
    for (const quoth::FoundQuotation& q : hit.quotations)
      std::printf("%s: %s (%s)\n", q.speakers.front().name.c_str(), q.text.c_str(),
                  quoth::to_iso(q.said->from).c_str());
  for (const quoth::Hit& hit : searcher.search("when:2024-03-01").hits)
    std::printf("%s: %s\n", hit.title.c_str(), quoth::to_plain(hit.snippet).c_str());
}
