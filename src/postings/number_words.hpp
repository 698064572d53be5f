// Which words are numbers, in any language with tables: two texts are compared whatever their language.
#pragma once

#include <cstdint>
#include <string_view>

namespace quoth {

/// The number that a folded word is: up to 100, or 1000; -1 for other words. Of a word of two
/// languages ("elf"), the same whichever it is read in, so that a text equals itself. Any number of
/// threads.
[[nodiscard]] std::int32_t number_of_word(std::string_view folded);

}  // namespace quoth
