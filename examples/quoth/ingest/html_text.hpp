// The text of a part of a page, as a reader sees it.
#pragma once

#include <cstddef>
#include <string>

#include "ingest/html_document.hpp"

namespace quoth_cli {

/// Whether an element is no part of what an article says: scripts, navigation, forms, captions, what is
/// hidden, and what its class or id calls a comment, a share bar, a related story.
[[nodiscard]] bool is_beside_the_text(const GumboNode& element);

/// The text of `node`: paragraphs apart by an empty line, white space folded, <br> as a line feed, the marks
/// that a browser draws round <q>. What stands beside the text is left out.
[[nodiscard]] std::string readable_text(const GumboNode& node);

/// All text in `node`, in one line.
[[nodiscard]] std::string one_line_text(const GumboNode& node);

/// White space folded to single spaces, none at the ends.
[[nodiscard]] std::string folded_space(std::string_view text);

}  // namespace quoth_cli
