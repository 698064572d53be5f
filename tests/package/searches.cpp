// Uses the whole of Quoth: an index made, asked and checked.
#include <filesystem>
#include <iostream>
#include <quoth/quoth.hpp>

int main() {
  const std::filesystem::path path = "searches.quoth";
  std::filesystem::remove_all(path);
  quoth::Writer writer = quoth::Writer::open(path);
  quoth::Article article;
  article.id = "sluices";
  article.body = "“The sluices stay shut,” Minister Olga Tarenko said.";
  writer.add(article);
  writer.commit();

  const quoth::Results found = quoth::Searcher::open(path).search("sluices");
  for (const quoth::Hit& hit : found.hits) std::cout << hit.id << '\n';
  const bool whole = quoth::check_index(path).ok();
  std::filesystem::remove_all(path);
  return found.hits.size() == 1 && whole ? 0 : 1;
}
