// Articles from files and folders of all the kinds that Quoth reads.
#pragma once

#include <string>
#include <vector>

#include "ingest/article_fields.hpp"
#include "ingest/sink.hpp"

namespace quoth_cli {

/// @throws NotFoundError  one of them does not exist
void require_paths(const std::vector<std::string>& paths);

/// Reads every article of `paths`: files, folders (the files in them of kinds that are known by their
/// names, sorted, at any depth; links to folders are not followed) and "-", standard input. Kinds, also behind .gz,
/// .bz2 and .zst:
///
///   .jsonl .ndjson     JSON lines              .html .htm .xhtml  a page
///   .csv .tsv          a table with a header   .xml .rss .atom    a feed
///   .warc              a web archive           .txt, all others   a text
///
/// Standard input is JSON lines, unless `kind` says otherwise. In folders tables are passed over, unless they
/// are asked for: most often they tell of the other files. The id of an article that is a file of its own is its path
/// relative to the folder given (its name when given itself). What cannot be read is reported and
/// passed over, never thrown.
///   kind  of all files given, as the extension ("csv"), and the only one read in folders; empty: by their names
/// @throws NotFoundError  a path does not exist
/// @throws UsageError     there is no such kind; a table's first row does not name its columns
void read_articles(const std::vector<std::string>& paths, const FieldMap& fields,
                   const ArticleSink& sink, const std::string& kind = {});

/// The kinds that `kind` can be, for help texts: "jsonl, csv, ...".
[[nodiscard]] std::string known_kinds();

/// Reads all of standard input as one article; reports as read_articles does.
void read_text_from_standard_input(const ArticleSink& sink);

}  // namespace quoth_cli
