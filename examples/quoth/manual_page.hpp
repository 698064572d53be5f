// The man page, made of the program's own options so that it tells of nothing else.
#pragma once

#include <string>
#include <vector>

#include "command_tree.hpp"

namespace quoth_cli {

/// A section that the options do not tell: its heading, and text laid out as descriptions are.
struct ManualSection {
  std::string heading;
  std::string text;
};

/// The page of section 1 in the language of man(7), UTF-8; `summary` is the one line that apropos(1) shows. Descriptions are read as they are laid out for `--help`: an
/// empty line ends a paragraph; of an indented line what stands behind the last two spaces explains what stands before;
/// a line indented further goes on with that.
[[nodiscard]] std::string manual_page(const CommandText& program, const std::string& summary,
                                      const std::string& version,
                                      const std::vector<ManualSection>& sections);

}  // namespace quoth_cli
