// The interface every analyzer has: tokens in, annotations out.
#pragma once

#include <optional>
#include <string_view>

#include "quoth/analyze/annotations.hpp"
#include "quoth/text/span.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {

/// What an analyzer may look at. Borrowed for the length of one call.
struct Context {
  const TokenTable& tokens;      ///< of the whole text, already scanned; tokens.text() is the text
  Span title;                    ///< of the title in the text; empty when there is none
  std::optional<Day> published;  ///< the day given by the article's owner
  std::string_view lang;         ///< "en"
  std::optional<Instant> published_at = {};  ///< with the time of day, where that is known
  [[nodiscard]] std::string_view text() const noexcept { return tokens.text(); }
};

/// Finds annotations in one text. Immutable; used from many threads at once.
///
/// One of your own joins the pipeline by `Analyzers::english().with(...)`, given to
/// WriterOptions::analyzers: what it adds is stored and indexed like the rest.
/// `examples/custom_analyzer.cpp` is a whole one, `tests/support/analyzer_contract.hpp` its test.
class Analyzer {
 public:
  virtual ~Analyzer() = default;
  /// Identity stored in the index, such as "quoth.dates.en/3". Change it whenever the output
  /// changes: an index made by another version then fails to open for writing (FormatError) instead
  /// of mixing two meanings.
  [[nodiscard]] virtual std::string_view name() const noexcept = 0;
  /// Adds what it finds to `out`, which holds what earlier analyzers found (names, then dates, then
  /// quotations). Keeps the order and exclusiveness that `Annotations` promises. Total: any bytes
  /// are acceptable text, and only std::bad_alloc is ever thrown.
  virtual void analyze(const Context& context, Annotations& out) const = 0;

 protected:
  Analyzer() = default;
  Analyzer(const Analyzer&) = default;
  Analyzer& operator=(const Analyzer&) = default;
};

}  // namespace quoth
