// The stored record of an article: what was given and what was found in it, as bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/article.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth::storage {

/// The largest record a segment can keep: glass holds 133 MB in one document, compressed or not.
inline constexpr std::size_t kMaxRecordBytes = std::size_t{120} << 20;

/// The record's bytes. Not compressed: glass does that.
/// @throws UsageError  an annotation lies outside the text or names an entity that is not there (an
///                     analyzer's mistake), a day is outside the calendar, or the record would be
///                     larger than kMaxRecordBytes
[[nodiscard]] std::string record_of(const Article& article, const Annotations& annotations);

/// Reads a record. Whatever the bytes, what is returned is consistent: every span lies in the
/// text, every index in its list.
/// @throws DamagedError  not a record; `where` is for the message
[[nodiscard]] StoredArticle stored_from_record(std::string_view record, const std::string& where);

/// The id alone, which comes first; a view of `record`.
/// @throws DamagedError
[[nodiscard]] std::string_view id_from_record(std::string_view record, const std::string& where);

}  // namespace quoth::storage
