#include "quoth/postings/article_terms.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>

#include "postings/article_postings.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {

bool is_indexed(const TokenTable& tokens, std::uint32_t token) noexcept {
  const TokenKind kind = tokens.kind(token);
  return kind == TokenKind::word || kind == TokenKind::number;
}

bool is_decided(const Timex& timex) noexcept { return !timex.value.starts_with('X'); }

bool is_decided(const Quotation& quotation, const Annotations& annotations) noexcept {
  return !(annotations.published && annotations.published->how == PublicationDay::How::inferred &&
           quotation.said == annotations.published->interval);
}

namespace {

// The place of each of `count` texts among them all, equal ones having one.
template <class TextAt>
std::vector<std::uint32_t> places(std::size_t count, TextAt text_at) {
  std::vector<std::uint32_t> sorted(count), out(count);
  std::iota(sorted.begin(), sorted.end(), 0U);
  std::sort(sorted.begin(), sorted.end(),
            [&](std::uint32_t a, std::uint32_t b) { return text_at(a) < text_at(b); });
  std::uint32_t place = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && text_at(sorted[i - 1]) != text_at(sorted[i])) ++place;
    out[sorted[i]] = place;
  }
  return out;
}

}  // namespace

TextOrder::TextOrder(const ArticlePostings& postings)
    : terms(places(postings.terms.size(),
                   [&](std::uint32_t i) { return postings.text_of(postings.terms[i]); })),
      words(places(postings.words.size(),
                   [&](std::uint32_t i) { return postings.text_of(postings.words[i].form); })) {}

DocumentTerms document_terms(const ArticlePostings& postings,
                             const ArticlePostings::Document& document, const TextOrder& order) {
  const bool is_article = document.place.first == 0;
  const std::uint32_t first = is_article ? 1 : document.place.first;
  const std::uint32_t words = is_article ? static_cast<std::uint32_t>(postings.sequence.size())
                                         : document.place.words;
  struct Occurrence {
    std::uint32_t place, position;  // in the order; in the document
    std::uint32_t number;           // of the term, or of the word
    bool operator<(const Occurrence& other) const noexcept {
      return place != other.place ? place < other.place : position < other.position;
    }
  };
  std::vector<Occurrence> of_terms, of_words;
  of_terms.reserve(words + document.end - document.begin);
  of_words.reserve(words);
  for (std::uint32_t i = document.begin; i < document.end; ++i)
    of_terms.push_back({order.terms[postings.filters[i]], 0, postings.filters[i]});
  for (std::uint32_t position = 1; position <= words; ++position) {
    const std::uint32_t word = postings.sequence[first + position - 2];
    const std::uint32_t stem = postings.words[word].stem;
    of_terms.push_back({order.terms[stem], position, stem});
    of_words.push_back({order.words[word], position, word});
  }
  std::sort(of_terms.begin(), of_terms.end());
  std::sort(of_words.begin(), of_words.end());

  DocumentTerms out;
  std::vector<std::uint32_t> term_places;  // of each of out.terms
  for (const Occurrence& o : of_terms) {
    if (term_places.empty() || term_places.back() != o.place) {
      term_places.push_back(o.place);
      out.terms.push_back({std::string(postings.text_of(postings.terms[o.number])), 0});
    }
    if (o.position > 0)  // else it only filters
      out.terms.back().wdf += is_article ? postings.weight_at(o.position) : 1;
  }
  for (std::size_t i = 0; i < of_words.size(); ++i) {
    if (i == 0 || of_words[i - 1].place != of_words[i].place) {
      const ArticlePostings::Word& word = postings.words[of_words[i].number];
      const auto term =
          std::lower_bound(term_places.begin(), term_places.end(), order.terms[word.stem]);
      out.forms.push_back({static_cast<std::uint32_t>(term - term_places.begin()),
                           std::string(postings.text_of(word.form)),
                           {}});
    }
    out.forms.back().positions.push_back(of_words[i].position);
  }
  if (is_article) out.title_words = postings.title_words;
  out.place = document.place;
  return out;
}

struct TermMaker::Impl {
  explicit Impl(std::string_view lang) : postings(lang) {}
  PostingsMaker postings;
};

TermMaker::TermMaker(std::string_view lang) : impl_(std::make_unique<Impl>(lang)) {}
TermMaker::~TermMaker() = default;
TermMaker::TermMaker(TermMaker&&) noexcept = default;
TermMaker& TermMaker::operator=(TermMaker&&) noexcept = default;

std::string_view TermMaker::stem_of(std::string_view folded) {
  return impl_->postings.stem_of(folded);
}

ArticleTerms TermMaker::make(const Article& article, const TokenTable& tokens,
                             const Annotations& annotations) {
  const ArticlePostings postings = impl_->postings.make(article, tokens, annotations);
  const TextOrder order(postings);
  ArticleTerms out;
  out.article = document_terms(postings, postings.article, order);
  out.quotations.reserve(postings.quotations.size());
  for (const ArticlePostings::Document& quotation : postings.quotations)
    out.quotations.push_back(document_terms(postings, quotation, order));
  return out;
}

}  // namespace quoth
