// From the fields of a stranger's record to an article.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/article.hpp"

namespace quoth_cli {

enum class ArticleField : std::uint8_t { id, title, body, published, source, url, lang };
inline constexpr std::size_t kArticleFields = 7;
[[nodiscard]] std::string_view name_of(ArticleField field) noexcept;

/// Which names of a record mean which field of an article: the usual ones, or those told.
///
///   id         id, _id, guid; where there is none, the url
///   title      title, headline
///   body       body, text, content
///   published  published, doc_date, date, published_at, publish_date, datePublished, pubDate
///   source     source, publisher, outlet
///   url        url, link
///   lang       lang, language
class FieldMap {
 public:
  FieldMap();
  /// Takes "body=article.text" as: the body stands in "article.text", and nowhere else.
  /// @throws UsageError  it is no such pair, or the article has no such field
  void tell(std::string_view pair);
  /// The names to try, the first that holds anything counts. A point leads into objects of JSON.
  [[nodiscard]] const std::vector<std::string>& names(ArticleField field) const noexcept {
    return names_[static_cast<std::size_t>(field)];
  }

 private:
  std::array<std::vector<std::string>, kArticleFields> names_;
};

/// The values of one record, as text; a field without a value is empty.
struct RecordValues {
  std::array<std::string, kArticleFields> text;
  [[nodiscard]] const std::string& operator[](ArticleField field) const noexcept {
    return text[static_cast<std::size_t>(field)];
  }
  [[nodiscard]] std::string& operator[](ArticleField field) noexcept {
    return text[static_cast<std::size_t>(field)];
  }
};

/// What is no UTF-8 is made so.
/// @throws UsageError  no id and no url, an id longer than 4096 bytes, neither title nor body, or a
///                     publication day that cannot be read
[[nodiscard]] quoth::Article article_of(RecordValues values);

/// When something was published, as records write it: ISO 8601 and what begins so, days of e-mail
/// ("Tue, 26 Mar 2024 10:00:00 GMT"), 20240326, 2024/03/26, seconds since 1970, and what Quoth reads as one
/// day ("March 26, 2024"). Zones are left out of account: the day is that of the place that wrote it.
struct PublishedAt {
  quoth::Day day;
  std::optional<quoth::Instant> instant;  ///< where the record tells the clock too
};
[[nodiscard]] std::optional<PublishedAt> read_published(std::string_view text);

}  // namespace quoth_cli
