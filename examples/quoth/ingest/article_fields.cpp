#include "ingest/article_fields.hpp"

#include <algorithm>
#include <charconv>

#include "ingest/ascii.hpp"
#include "quoth/analyze/dates.hpp"
#include "quoth/error.hpp"
#include "quoth/index/writer.hpp"
#include "quoth/text/decode.hpp"

namespace quoth_cli {
namespace {

using quoth::Day;
using quoth::Instant;

bool all_digits(std::string_view text) noexcept {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t number_of(std::string_view digits) noexcept {
  std::int64_t out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

// "2024-03-26", "2024-03-26 10:00:00+02:00", "2024-03-26T10:00:00.123Z".
std::optional<PublishedAt> iso(std::string_view text) {
  const auto day = quoth::day_from_iso(text.substr(0, 10));
  if (!day) return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ' && text[10] != 't')
    return std::nullopt;
  std::string clock(text);
  if (text.size() > 10) clock[10] = 'T';
  // The clock without its fraction and zone: neither tells the day here.
  const std::size_t end = clock.find_first_not_of("0123456789:T-", 0);
  const std::size_t zone = clock.find('-', 11);
  clock.resize(std::min({clock.size(), end, zone}));
  return PublishedAt{*day, text.size() > 10 ? quoth::instant_from_iso(clock) : std::nullopt};
}

// "20240326", "2024/03/26", "2024.03.26" and seconds since 1970, which have more digits than a day.
std::optional<PublishedAt> numeric(std::string_view text) {
  constexpr std::size_t kDayDigits = 8, kFewestSeconds = 9, kMostSeconds = 11, kMilliseconds = 13;
  if (all_digits(text)) {
    if (text.size() == kDayDigits)
      return iso(std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
                 std::string(text.substr(6)));
    std::int64_t seconds = number_of(text);
    if (text.size() == kMilliseconds) {
      seconds /= 1000;
    } else if (text.size() < kFewestSeconds || text.size() > kMostSeconds) {
      return std::nullopt;
    }
    const Instant instant{seconds};
    return PublishedAt{instant.day(), instant};
  }
  if (text.size() >= 10 && (text[4] == '/' || text[4] == '.') && text[7] == text[4]) {
    std::string day(text);
    day[4] = day[7] = '-';
    return iso(day);
  }
  return std::nullopt;
}

// RFC 5322: "Tue, 26 Mar 2024 10:00:00 +0000", the weekday and the clock optional.
std::optional<PublishedAt> of_mail(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  if (const std::size_t comma = text.find(','); comma != std::string_view::npos)
    text = trimmed(text.substr(comma + 1));
  std::array<std::string_view, 4> word;
  for (std::string_view& w : word) {
    text = trimmed(text);
    w = text.substr(0, text.find(' '));
    text.remove_prefix(w.size());
  }
  if (!all_digits(word[0]) || word[0].size() > 2 || word[1].size() < 3 || !all_digits(word[2]) ||
      word[2].size() != 4)
    return std::nullopt;
  const auto month = std::find_if(kMonths.begin(), kMonths.end(), [&](std::string_view m) {
    return same_ascii(m, word[1].substr(0, 3));
  });
  if (month == kMonths.end()) return std::nullopt;
  const quoth::Civil civil{static_cast<std::int32_t>(number_of(word[2])),
                           static_cast<std::int32_t>(month - kMonths.begin()) + 1,
                           static_cast<std::int32_t>(number_of(word[0]))};
  if (!quoth::is_valid(civil)) return std::nullopt;
  const Day day = Day::from(civil);
  return PublishedAt{day, word[3].size() >= 5 ? quoth::instant_from_iso(quoth::to_iso(day) + "T" +
                                                                        std::string(word[3]))
                                              : std::nullopt};
}

// "March 26, 2024", "26. März 2024": whatever is one day, whenever it is read.
std::optional<PublishedAt> in_words(std::string_view text) {
  // Two days far apart: what is relative ("today") means another day on each.
  const Day here = Day::from({2001, 7, 4}), there = Day::from({2013, 2, 19});
  const auto a = quoth::read_date(text, here, ""), b = quoth::read_date(text, there, "");
  if (!a || !b || !(*a == *b)) return std::nullopt;
  const auto day = a->single_day();
  return day ? std::optional(PublishedAt{*day, std::nullopt}) : std::nullopt;
}

}  // namespace

std::string_view name_of(ArticleField field) noexcept {
  constexpr std::array<std::string_view, kArticleFields> kNames = {
      "id", "title", "body", "published", "source", "url", "lang"};
  return kNames[static_cast<std::size_t>(field)];
}

FieldMap::FieldMap()
    : names_{{{"id", "_id", "guid"},
              {"title", "headline"},
              {"body", "text", "content"},
              {"published", "doc_date", "date", "published_at", "publish_date", "datePublished",
               "pubDate"},
              {"source", "publisher", "outlet"},
              {"url", "link"},
              {"lang", "language"}}} {}

void FieldMap::tell(std::string_view pair) {
  const std::size_t equals = pair.find('=');
  const std::string_view name = pair.substr(0, equals);
  for (std::size_t i = 0; i < kArticleFields; ++i) {
    if (name != name_of(static_cast<ArticleField>(i))) continue;
    if (equals == std::string_view::npos || equals + 1 == pair.size()) break;
    names_[i] = {std::string(pair.substr(equals + 1))};
    return;
  }
  throw quoth::UsageError(
      "\"" + std::string(pair) +
      "\" maps no field: write FIELD=NAME, as in body=content, where FIELD is id, "
      "title, body, published, source, url or lang");
}

quoth::Article article_of(RecordValues values) {
  using F = ArticleField;
  for (std::string& text : values.text)  // XML can name code points that are none
    if (!quoth::is_utf8(text)) text = quoth::decode(text).text;
  quoth::Article article;
  article.id = values[values[F::id].empty() ? F::url : F::id];
  if (article.id.empty()) throw quoth::UsageError("has no \"id\" and no \"url\"");
  if (article.id.size() > quoth::kMaxIdBytes)
    throw quoth::UsageError("its \"id\" is longer than 4096 bytes");
  article.title = std::move(values[F::title]);
  article.body = std::move(values[F::body]);
  if (article.title.empty() && article.body.empty())
    throw quoth::UsageError("has neither \"title\" nor \"body\" (or \"text\")");
  if (const std::string& published = values[F::published]; !trimmed(published).empty()) {
    const auto at = read_published(published);
    if (!at)
      throw quoth::UsageError("published \"" + published +
                              "\" is no day that can be read; write YYYY-MM-DD");
    article.published = at->day;
    article.published_at = at->instant;
  }
  article.source = std::move(values[F::source]);
  article.url = std::move(values[F::url]);
  article.lang = std::move(values[F::lang]);
  return article;
}

std::optional<PublishedAt> read_published(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 6) return std::nullopt;  // no day is shorter
  if (auto at = iso(text)) return at;
  if (auto at = numeric(text)) return at;
  if (auto at = of_mail(text)) return at;
  return in_words(text);
}

}  // namespace quoth_cli
