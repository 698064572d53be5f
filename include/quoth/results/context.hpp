// The sentences round a stretch of an article.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "quoth/text/span.hpp"

namespace quoth {

class TokenTable;
struct StoredArticle;

/// Some whole sentences of a text, or their nearer part where they are too long.
struct Sentences {
  Span span;  ///< in the text; empty when there are none
  std::string
      text;  ///< the same, fit to be shown: one line, white space folded, no control characters; "…" where
      ///< it was cut
  friend bool operator==(const Sentences&, const Sentences&) = default;
};

/// A stretch of text and what stands round it:
///
///     The council met on Monday. “We will pay,” Ada Moss said, “but not twice.” Nobody laughed.
///     |                        | |          |                                 | |             |
///     `-- before --------------' `-- asked -'                                 | `-- after ----'
///                                `-- holding ---------------------------------'
///
struct SentenceContext {
  Sentences before;   ///< those that end before the first one that holds a part of the stretch
  Sentences holding;  ///< those that the stretch begins in, runs through and ends in
  Sentences after;    ///< those that begin after the last of these
  friend bool operator==(const SentenceContext&, const SentenceContext&) = default;
};

struct ContextOptions {
  std::size_t sentences = 1;  ///< before, and as many after
  /// Bytes of text that each of the three may have. Of `before` the end is kept, of `after` the
  /// begin, of `holding` the asked stretch's begin and what stands before it in its sentence.
  std::size_t bytes = 1000;
  friend bool operator==(const ContextOptions&, const ContextOptions&) = default;
};

/// The sentences round `span`.
///
///   text    any bytes
///   tokens  the scan of `text`
///   span    in `text`
///   body    where the body begins in `text`, behind the title: a stretch of the body has no sentence of the
///           title before it, one of the title none of the body after it
///
/// Cuts on code points. Costs the sentences shown, and a logarithm of the text; nothing grows with
/// the length of a sentence.
[[nodiscard]] SentenceContext sentences_around(std::string_view text, const TokenTable& tokens,
                                               Span span, std::uint32_t body = 0,
                                               const ContextOptions& options = {});

/// The same of a stored article, of which only a window round `span` is read for sentences: as wide as
/// `options` can show, so that a long article costs no more than a short one. `text` is
/// `text_of(stored.article)`.
[[nodiscard]] SentenceContext sentences_around(const StoredArticle& stored, std::string_view text,
                                               Span span, const ContextOptions& options = {});

}  // namespace quoth
