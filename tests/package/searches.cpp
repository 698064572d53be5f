// Uses the whole of Quoth.
#include <iostream>
#include <quoth/postings/terms.hpp>

int main() {
  const std::string term = quoth::term::name_token("tarenko");
  std::cout << term << '\n';
  return term == "XNtarenko" ? 0 : 1;
}
