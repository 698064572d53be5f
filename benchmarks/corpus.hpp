// Reads a corpus for a benchmark: a JSON object with title and body a line.
#pragma once

#include <simdjson.h>

#include <boost/iostreams/filter/bzip2.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filter/zstd.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "quoth/analyze/article.hpp"

namespace quoth::benchmarks {

/// Calls visit(article) for each line that is an article with a body, until it returns false. Names
/// that end in .zst, .gz or .bz2 are decompressed.
/// @throws std::runtime_error  the file cannot be opened
template <class Visit>
void for_each_article(const std::string& path, Visit visit) {
  namespace io = boost::iostreams;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot open " + path);
  io::filtering_istream in;
  if (path.ends_with(".zst")) in.push(io::zstd_decompressor());
  if (path.ends_with(".gz")) in.push(io::gzip_decompressor());
  if (path.ends_with(".bz2")) in.push(io::bzip2_decompressor());
  in.push(file);
  simdjson::dom::parser parser;
  for (std::string line; std::getline(in, line);) {
    simdjson::dom::element record;
    if (parser.parse(line).get(record)) continue;
    std::string_view title, body;
    if (record["body"].get(body)) continue;
    if (record["title"].get(title)) title = {};
    Article article;
    article.title = title;
    article.body = body;
    if (!visit(article)) return;
  }
}

}  // namespace quoth::benchmarks
