// Uses Quoth::analyze alone: no index, no Xapian.
#include <iostream>
#include <quoth/analyze/analyzers.hpp>

int main() {
  const quoth::Analyzers analyzers = quoth::Analyzers::english();
  const quoth::Annotations found =
      analyzers.annotate("“The sluices stay shut,” Tarenko said on 14 March 2024.");
  for (const std::string& name : analyzers.names()) std::cout << name << '\n';
  return analyzers.names().size() == 3 && found.quotations.size() <= 1 ? 0 : 1;
}
