// The analyzers of an index, in their order of work: text in, annotations out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/analyzer.hpp"
#include "quoth/analyze/annotations.hpp"
#include "quoth/analyze/article.hpp"

namespace quoth {

/// How the dates analyzer reads.
enum class DateStyle : std::uint8_t {
  news,   ///< running text: a word that could be something else must look like a date
  query,  ///< a question, as `when:` reads it: whatever can be a date is one
};

/// An ordered set of analyzers. A value: cheap to copy, immutable, used from any number of threads.
class Analyzers {
 public:
  /// Names, dates and quotations of English news.
  [[nodiscard]] static Analyzers english(DateStyle dates = DateStyle::news);
  /// Those given, run in the order given.
  explicit Analyzers(std::vector<std::shared_ptr<const Analyzer>> analyzers);

  /// These and one more, run last.
  [[nodiscard]] Analyzers with(std::shared_ptr<const Analyzer> analyzer) const;

  /// Their stored names, in order.
  [[nodiscard]] std::vector<std::string> names() const;

  /// Annotates an article; spans index `text_of(article)`. Any bytes are acceptable.
  [[nodiscard]] Annotations annotate(const Article& article) const;
  /// Many articles at once, in their order.
  ///   threads  how many work at it, the caller's among them; 0: one for each core
  /// @throws what an analyzer of one's own throws, of the first article in order that met an error
  [[nodiscard]] std::vector<Annotations> annotate_many(std::span<const Article> articles,
                                                       unsigned threads = 0) const;
  /// Annotates a text that its caller has scanned already.
  [[nodiscard]] Annotations annotate(const Context& context) const;
  /// Annotates a bare text.
  [[nodiscard]] Annotations annotate(std::string_view text,
                                     std::optional<Day> published = {}) const;

 private:
  std::shared_ptr<const std::vector<std::shared_ptr<const Analyzer>>> analyzers_;
};

/// The compiled lexicon of a language by its BCP 47 tag, of which the first part counts: "de",
/// "DE", "de-AT". English when the tag is empty or no such language has tables. Static data.
[[nodiscard]] const Lexicon& lexicon_of(std::string_view lang) noexcept;

/// The lexicon that an article is read with: that of its `lang`, or, where it names none, of the
/// language with tables whose function words it begins with; else English.
[[nodiscard]] const Lexicon& lexicon_of(const Article& article);

/// The analyzers `Analyzers::english` is made of.
[[nodiscard]] std::shared_ptr<const Analyzer> make_names_analyzer();
[[nodiscard]] std::shared_ptr<const Analyzer> make_dates_analyzer(
    DateStyle style = DateStyle::news);
[[nodiscard]] std::shared_ptr<const Analyzer> make_quotations_analyzer();

}  // namespace quoth
