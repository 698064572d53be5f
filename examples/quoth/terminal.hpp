// How the tool speaks to a person: colour only on a terminal, control characters never.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "quoth/text/span.hpp"

namespace quoth_cli {

/// Whether standard output is a terminal that wants colour (NO_COLOR is not set, TERM is not
/// "dumb").
[[nodiscard]] bool use_colour();

/// The text with control characters taken out, white space folded, at most `most` code points (then
/// an ellipsis).
[[nodiscard]] std::string printable(std::string_view text,
                                    std::size_t most = static_cast<std::size_t>(-1));

/// The same with `marks` of the text (sorted, apart) bold when colour is used, and in « » otherwise.
[[nodiscard]] std::string printable(std::string_view text, std::span<const quoth::Span> marks,
                                    bool colour, std::size_t most);

/// For error messages, which repeat what was typed or what a file is called: control characters and those that turn the
/// direction of writing as \x1b or \u{202e}, so that they are seen and do nothing; broken UTF-8 as U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

/// Wrapped in an escape code when colour is used: "1" bold, "2" faint, "36" cyan.
[[nodiscard]] std::string styled(std::string_view text, const char* code, bool colour);

}  // namespace quoth_cli
