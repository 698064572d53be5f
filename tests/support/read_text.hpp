// A text with what the analyzers find in it, and the words by which a test asks for a quotation.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/article.hpp"

namespace quoth::testing {

/// An article, its text and the annotations of it.
struct Read {
  Article article;
  std::string text;
  Annotations found;
};

[[nodiscard]] inline Read read(Article article) {
  Read r;
  r.article = std::move(article);
  r.text = text_of(r.article);
  r.found = Analyzers::english().annotate(r.article);
  return r;
}
[[nodiscard]] inline Read read(std::string_view text, std::optional<Day> published = {},
                               std::string_view lang = {}) {
  Article article;
  article.body = text;
  article.lang = lang;
  article.published = published;
  return read(std::move(article));
}

/// The text of a table's example, where ⏎ stands for a line feed.
[[nodiscard]] inline std::string with_line_feeds(std::string_view text) {
  constexpr std::string_view kLine = "⏎";
  std::string out(text);
  for (std::size_t at = out.find(kLine); at != std::string::npos; at = out.find(kLine, at))
    out.replace(at, kLine.size(), "\n");
  return out;
}

/// The quotation whose content has these words, the shortest when there are several; else null.
[[nodiscard]] inline const Quotation* with(const Read& r, std::string_view words) {
  const Quotation* best = nullptr;
  for (const Quotation& q : r.found.quotations)
    if (q.span.of(r.text).find(words) != std::string_view::npos &&
        (best == nullptr || q.span.size() < best->span.size()))
      best = &q;
  return best;
}
/// The quotation with just this content, or null.
[[nodiscard]] inline const Quotation* with_content(const Read& r, std::string_view content) {
  for (const Quotation& q : r.found.quotations)
    if (q.span.of(r.text) == content) return &q;
  return nullptr;
}

/// "[first][second]": the contents of all quotations.
[[nodiscard]] inline std::string contents(const Read& r) {
  std::string all;
  for (const Quotation& q : r.found.quotations) all += "[" + std::string(q.span.of(r.text)) + "]";
  return all;
}

/// The entity's name where it is known, else the words of the text.
[[nodiscard]] inline std::string name_of_speaker(const Read& r, const Speaker& speaker) {
  return speaker.entity.known()
             ? r.found.entities[static_cast<std::size_t>(speaker.entity.index)].name
             : std::string(speaker.span.of(r.text));
}
[[nodiscard]] inline std::string speaker_of(const Read& r, const Quotation& q) {
  return q.speakers.empty() ? "(nobody)" : name_of_speaker(r, q.speakers.front());
}
/// Who says the quotation with these words.
[[nodiscard]] inline std::string speaker(const Read& r, std::string_view words) {
  const Quotation* q = with(r, words);
  return q == nullptr ? "(no quotation)" : speaker_of(r, *q);
}
[[nodiscard]] inline std::string speaker(std::string_view text, std::string_view words) {
  return speaker(read(text), words);
}
/// "speaker < channel < channel" of the quotation with these words, from the speaker outwards.
[[nodiscard]] inline std::string chain(const Read& r, std::string_view words) {
  std::string out = speaker(r, words);
  if (const Quotation* q = with(r, words))
    for (const Speaker& channel : q->via) out += " < " + name_of_speaker(r, channel);
  return out;
}
/// "asserted", "denied", "hypothetical" of the quotation with these words, "none" without one.
[[nodiscard]] inline std::string stance(const Read& r, std::string_view words) {
  const Quotation* q = with(r, words);
  return q == nullptr ? "none" : std::string(name_of(q->stance));
}
/// "Speaker: words" of every quotation made by the rule, in order.
[[nodiscard]] inline std::vector<std::string> made_by(const Read& r, std::string_view rule) {
  std::vector<std::string> out;
  for (const Quotation& q : r.found.quotations)
    if (r.found.rule_name(q.rule) == rule)
      out.push_back(speaker_of(r, q) + ": " + std::string(q.span.of(r.text)));
  return out;
}

}  // namespace quoth::testing
