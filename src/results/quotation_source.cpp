#include "results/quotation_source.hpp"

#include <algorithm>

#include "postings/equal_writings.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/name_similarity.hpp"
#include "quoth/results/searcher.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {
namespace {

constexpr std::size_t kMostPrinted = 2000;

QuotationSource particulars(const StoredArticle& stored, ArticleRef article) {
  QuotationSource out;
  out.article = article;
  out.id = stored.article.id;
  out.title = stored.article.title;
  out.source = stored.article.source;
  out.url = stored.article.url;
  out.published = stored.annotations.published;
  return out;
}

// The words as printed. Between parts, which something else stands between, an ellipsis.
std::string printed_words(std::string_view text, const PrintedQuotation& words, std::size_t first,
                          std::size_t last) {
  std::string out;
  for (std::size_t i = first; i <= last && out.size() < kMostPrinted;) {
    std::size_t end = i + 1;
    while (end <= last && words.part[end] == words.part[i]) ++end;
    if (!out.empty()) out += " … ";
    const Span span{words.words[i].span.begin, words.words[end - 1].span.end};
    bool space = false;
    for (const char c :
         span.of(text).substr(0, kMostPrinted - std::min(kMostPrinted, out.size()))) {
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        space = true;
        continue;
      }
      if (space && !out.empty()) out += ' ';
      space = false;
      out += c;
    }
    i = end;
  }
  while (!out.empty() && out.size() >= kMostPrinted &&
         (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80)
    out.pop_back();
  return out;
}

bool is_that_name(std::string_view asked, std::string_view name) {
  constexpr double kSameName = 0.8;
  if (name.empty()) return false;
  const auto a = name_tokens(asked), b = name_tokens(name);
  const auto holds = [](const auto& all, const auto& some) {
    return !some.empty() && std::all_of(some.begin(), some.end(), [&](const auto& token) {
      return std::find(all.begin(), all.end(), token) != all.end();
    });
  };
  // "Moss" asks for Ada Moss; the article's "Moss" may be the Ada Moss who was asked for.
  return holds(b, a) || holds(a, b) || name_similarity(asked, name, {}) >= kSameName;
}

}  // namespace

QuotationSource quotation_source(const StoredArticle& stored, std::string_view text,
                                 ArticleRef article, const PrintedQuotation& words,
                                 std::size_t first, std::size_t last,
                                 const ContextOptions& options) {
  QuotationSource out = particulars(stored, article);
  out.quotation = found_quotation(stored, text, {article, words.part[first]});
  // Somebody may be named at another part only.
  if (out.quotation.speakers.empty())
    out.quotation.speakers =
        found_quotation(stored, text, {article, first_part(stored, words.part[first])}).speakers;
  out.printed = printed_words(text, words, first, last);
  const Span span{words.words[first].span.begin,
                  std::max(words.words[last].span.end, words.words[first].span.end)};
  out.context = sentences_around(stored, text, span, options);
  return out;
}

QuotationSource text_source(const StoredArticle& stored, std::string_view text, ArticleRef article,
                            const PrintedQuotation& words, std::size_t first, std::size_t last,
                            const ContextOptions& options) {
  QuotationSource out = particulars(stored, article);
  out.printed = printed_words(text, words, first, last);
  const Span span{words.words[first].span.begin, words.words[last].span.end};
  out.quotation.ref.article = article;
  out.quotation.span = span;
  out.quotation.text = span.of(text);
  out.context = sentences_around(stored, text, span, options);
  return out;
}

bool is_said_by(const StoredArticle& stored, std::string_view text, std::uint32_t quotation,
                std::string_view name) {
  const Annotations& annotations = stored.annotations;
  const auto is_asked = [&](const Speaker& speaker) {
    if (speaker.entity.known()) {
      const Entity& entity = annotations.entities[static_cast<std::size_t>(speaker.entity.index)];
      return is_that_name(name, entity.name) ||
             std::any_of(entity.variants.begin(), entity.variants.end(),
                         [&](const std::string& variant) { return is_that_name(name, variant); });
    }
    return is_that_name(name, speaker.span.of(text));
  };
  const auto& speakers = annotations.quotations[quotation].speakers;
  if (!speakers.empty()) return std::any_of(speakers.begin(), speakers.end(), is_asked);
  const auto& first = annotations.quotations[first_part(stored, quotation)].speakers;
  return std::any_of(first.begin(), first.end(), is_asked);
}

bool is_corrected(const StoredArticle& stored, std::string_view text, std::uint32_t quotation) {
  // What stands before it in its sentence, up to the quotation before.
  constexpr std::uint32_t kReach = 400;
  const auto& quotations = stored.annotations.quotations;
  const Span span = quotations[quotation].span;
  std::uint32_t begin = span.begin > kReach ? span.begin - kReach : 0;
  if (quotation > 0 && quotations[quotation - 1].span.end <= span.begin)
    begin = std::max(begin, quotations[quotation - 1].span.end);
  while (begin < span.begin && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
  TokenTable tokens;
  const std::string_view before = Span{begin, span.begin}.of(text);
  tokens.scan(before, lexicon_of(stored.article.lang));
  if (tokens.size() == 0) return false;
  const EqualWritings& writings = EqualWritings::of(stored.article.lang);
  const std::uint32_t sentence = tokens.sentence_of(tokens.size() - 1);
  for (TokenIndex i = tokens.size(); i-- > 0 && tokens.sentence_of(i) == sentence;)
    if (tokens.kind(i) == TokenKind::word && writings.is_misquoting(folded(tokens.text(i))))
      return true;
  return false;
}

}  // namespace quoth
