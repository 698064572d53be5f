#include "results/quotation_source.hpp"

#include <algorithm>

#include "postings/equal_writings.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/name_similarity.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"
#include "results/bare_quotation.hpp"

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

// From one word to another, with the brackets that they stand in.
Span span_of(std::string_view text, const PrintedQuotation& words, std::size_t first,
             std::size_t last) {
  Span out{words.words[first].span.begin,
           std::max(words.words[last].span.end, words.words[first].span.end)};
  const auto is_bracketed = [&](std::size_t i) { return words.words[i].is(word_trait::bracketed); };
  if (is_bracketed(first) && out.begin > 0 && text[out.begin - 1] == '[') --out.begin;
  if (is_bracketed(last) && out.end < text.size() && text[out.end] == ']') ++out.end;
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
    const Span span = span_of(text, words, i, end - 1);
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
                                 std::size_t first, std::size_t last) {
  QuotationSource out = particulars(stored, article);
  out.quotation = bare_quotation(stored, text, {article, words.part[first]});
  // Somebody may be named at another part only.
  if (out.quotation.speakers.empty())
    out.quotation.speakers =
        bare_quotation(stored, text, {article, first_part(stored, words.part[first])}).speakers;
  out.printed = printed_words(text, words, first, last);
  out.span = span_of(text, words, first, last);
  return out;
}

QuotationSource text_source(const StoredArticle& stored, std::string_view text, ArticleRef article,
                            const PrintedQuotation& words, std::size_t first, std::size_t last) {
  QuotationSource out = particulars(stored, article);
  out.printed = printed_words(text, words, first, last);
  out.span = span_of(text, words, first, last);
  out.quotation.ref.article = article;
  out.quotation.span = out.span;
  out.quotation.text = out.span.of(text);
  return out;
}

void add_context(const StoredArticle& stored, std::string_view text, const ContextOptions& options,
                 QuotationSource& source) {
  source.context = sentences_around(stored, text, source.span, options);
  source.quotation.context = source.context;
}

AskedSpeaker::AskedSpeaker(std::string_view name) : name_(name) {
  TokenTable tokens;
  tokens.scan(name, lexicon_of("en"));
  constexpr WordClasses kLeading = classes_of(WordClass::determiner, WordClass::possessive);
  constexpr WordClasses kSomebody =
      classes_of(WordClass::role, WordClass::anonymous, WordClass::group_noun,
                 WordClass::person_noun, WordClass::relative_person);
  bool small = true, somebody = false;
  for (TokenIndex i = 0; i < tokens.size(); ++i) {
    if (tokens.kind(i) != TokenKind::word && tokens.kind(i) != TokenKind::number) continue;
    if (i == 0 && has_any(tokens.classes(i), kLeading)) {
      is_description_ = tokens.size() > 1;
      continue;
    }
    small = small && tokens.shape(i) == Shape::lower;
    somebody = somebody || has_any(tokens.classes(i), kSomebody);
    words_.push_back(folded(tokens.text(i)));
  }
  is_description_ = is_description_ || (small && somebody);
  may_describe_ = is_description_ || small;
}

bool AskedSpeaker::is_described(std::string_view text) const {
  if (!may_describe_ || words_.empty()) return false;
  TokenTable tokens;
  tokens.scan(text, lexicon_of("en"));
  return std::all_of(words_.begin(), words_.end(), [&](const std::string& word) {
    for (TokenIndex i = 0; i < tokens.size(); ++i)
      if (folded(tokens.text(i)) == word) return true;
    return false;
  });
}

// "port director Ivo Kestermann", "Ada Rellstab, the mayor of Marsk,", "the mayor".
bool AskedSpeaker::is_described_at(std::string_view text, const Mention& mention) const {
  if (mention.form == MentionForm::nominal) return is_described(mention.span.of(text));
  if (mention.form != MentionForm::name) return false;
  constexpr std::uint32_t kReach = 80;
  std::uint32_t begin = mention.span.begin > kReach ? mention.span.begin - kReach : 0;
  while (begin < mention.span.begin && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80)
    ++begin;
  TokenTable tokens;
  tokens.scan(Span{begin, mention.span.begin}.of(text), lexicon_of("en"));
  const auto is_at = [&](TokenIndex from) {
    if (from + words_.size() > tokens.size()) return false;
    for (std::size_t k = 0; k < words_.size(); ++k)
      if (folded(tokens.text(from + static_cast<TokenIndex>(k))) != words_[k]) return false;
    return true;
  };
  const auto count = static_cast<TokenIndex>(words_.size());
  if (tokens.size() >= count && is_at(tokens.size() - count)) return true;
  tokens.scan(text.substr(mention.span.end, kReach), lexicon_of("en"));
  if (tokens.size() == 0 || tokens.at(0) != ',') return false;
  return is_at(1) ||
         (tokens.size() > 1 && has(tokens.classes(1), WordClass::determiner) && is_at(2));
}

bool AskedSpeaker::said(const StoredArticle& stored, std::string_view text,
                        std::uint32_t quotation) const {
  const Annotations& annotations = stored.annotations;
  const auto is_asked = [&](const Speaker& speaker) {
    const std::string_view shown = speaker.span.of(text);
    if (is_described(shown)) return true;
    if (!speaker.entity.known()) return is_that_name(name_, shown);
    const Entity& entity = annotations.entities[static_cast<std::size_t>(speaker.entity.index)];
    const auto is_name = [&](const std::string& name) { return is_that_name(name_, name); };
    const auto is_role = [&](const std::string& role) { return is_described(role); };
    if (is_name(entity.name) ||
        std::any_of(entity.variants.begin(), entity.variants.end(), is_name) ||
        std::any_of(entity.roles.begin(), entity.roles.end(), is_role))
      return true;
    return may_describe_ && std::any_of(annotations.mentions.begin(), annotations.mentions.end(),
                                        [&](const Mention& m) {
                                          return m.entity == speaker.entity &&
                                                 is_described_at(text, m);
                                        });
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
  tokens.scan(before, lexicon_of(stored.article));
  if (tokens.size() == 0) return false;
  const EqualWritings& writings = EqualWritings::of(stored.article.lang);
  const std::uint32_t sentence = tokens.sentence_of(tokens.size() - 1);
  for (TokenIndex i = tokens.size(); i-- > 0 && tokens.sentence_of(i) == sentence;)
    if (tokens.kind(i) == TokenKind::word && writings.is_misquoting(folded(tokens.text(i))))
      return true;
  return false;
}

}  // namespace quoth
