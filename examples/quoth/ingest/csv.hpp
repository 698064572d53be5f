// Rows of CSV, and articles of them.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "ingest/article_fields.hpp"
#include "ingest/byte_source.hpp"
#include "ingest/sink.hpp"

namespace quoth_cli {

/// One record of a CSV.
struct CsvRow {
  std::vector<std::string> fields;  ///< in well-formed UTF-8
  std::size_t line = 0;             ///< that it begins on, from 1
  /// What is wrong with it; empty for nothing: text behind a closing quotation mark, a quotation mark never closed,
  /// a record over 64 MiB.
  std::string fault;
};

/// Calls `row` for each record of a CSV as RFC 4180 has it: fields between commas (or semicolons or tabs,
/// whichever the first line has most of), in quotation marks where they hold one, doubled, or a line
/// feed. Blank lines are no records. A record with a quotation mark that nothing closes ends with its line, so that
/// the next line is read again. Stops early when `row` returns false.
/// @throws BrokenInput  after the rows before
void for_each_csv_row(ByteSource& source, const std::function<bool(const CsvRow&)>& row);

/// Articles of a CSV whose first row names the columns; faulty rows are skipped by line.
/// Gives whether to go on.
/// @throws UsageError   the first row names none of the columns that an article needs
/// @throws BrokenInput  after the rows before
[[nodiscard]] bool read_csv_articles(ByteSource& source, const std::string& name,
                                     const FieldMap& fields, const ArticleSink& sink);

}  // namespace quoth_cli
