// The stored record of an article: what was given and what was found in it, as bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/article.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth::storage {

/// The largest record a segment can keep.
inline constexpr std::size_t kMaxRecordBytes = std::size_t{120} << 20;

/// A record in its three parts, which articles.texts keeps apart: each compresses best among its
/// like. What the notes say, they say of the texts: a name is a place in them.
struct RecordParts {
  std::string_view texts;               ///< id, title, body, source, url, language
  std::vector<std::string_view> rules;  ///< names of the rules used, by RuleId
  std::string_view notes;               ///< the annotations
};

/// The record's bytes, not compressed: parts_of() takes it apart.
/// @throws UsageError  an annotation lies outside the text or names an entity that is not there (an
///                     analyzer's mistake), a day is outside the calendar, or the record would be
///                     larger than kMaxRecordBytes
[[nodiscard]] std::string record_of(const Article& article, const Annotations& annotations);

/// The parts of what record_of() made; they lead into it. REQUIRES: it did.
[[nodiscard]] RecordParts parts_of(std::string_view record);
/// The record again.
[[nodiscard]] std::string record_of(const RecordParts& parts);

/// Reads a record. Whatever the bytes, what is returned is consistent: every span lies in the
/// text, every index in its list.
/// @throws DamagedError  not a record; `where` is for the message
[[nodiscard]] StoredArticle stored_from_parts(const RecordParts& parts, const std::string& where);

/// The id alone, which comes first; a view of `texts`.
/// @throws DamagedError
[[nodiscard]] std::string_view id_from_texts(std::string_view texts, const std::string& where);

}  // namespace quoth::storage
