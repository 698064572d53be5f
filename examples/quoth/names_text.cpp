#include "names_text.hpp"

#include <iostream>

#include "terminal.hpp"

namespace quoth_cli {

using namespace quoth;

std::string name_text(const ResolvedName& name, bool colour) {
  constexpr std::size_t kMostVariants = 6;
  std::string out = styled(printable(name.name, 80), "1", colour);
  if (!name.roles.empty()) out += " (" + printable(name.roles.front(), 60) + ")";
  out += ": " + std::to_string(name.articles) + (name.articles == 1 ? " article" : " articles");
  if (name.quotations > 0)
    out += ", " + std::to_string(name.quotations) +
           (name.quotations == 1 ? " quotation" : " quotations");
  for (std::size_t i = 0; i < name.variants.size() && i < kMostVariants; ++i)
    out += (i == 0 ? "; also " : ", ") + printable(name.variants[i].spelling, 60);
  if (name.variants.size() > kMostVariants) out += ", …";
  return out;
}

void print_names(const char* heading, const std::vector<ResolvedName>& names, bool colour) {
  if (names.empty()) return;
  std::cout << styled(heading, "2", colour) << "\n";
  for (const ResolvedName& name : names) std::cout << "  " << name_text(name, colour) << "\n";
}

}  // namespace quoth_cli
