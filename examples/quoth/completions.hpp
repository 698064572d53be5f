// What shells complete after the program's name, made of its own options so that they offer nothing else.
#pragma once

#include <string>

#include "command_tree.hpp"

namespace quoth_cli {

/// Scripts in the language of each shell, for the folders where it looks for them; they run no program and need nothing
/// that the shell itself does not bring.
[[nodiscard]] std::string bash_completion(const CommandText& program);
[[nodiscard]] std::string zsh_completion(const CommandText& program);
[[nodiscard]] std::string fish_completion(const CommandText& program);

}  // namespace quoth_cli
