#include "quoth/postings/article_terms.hpp"

#include <algorithm>
#include <map>
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

// Sorted maps, for clarity: what an index writes goes another way (src/index/segment_postings.hpp).
DocumentTerms document_terms(const ArticlePostings& postings,
                             const ArticlePostings::Document& document) {
  const bool is_article = document.place.first == 0;
  const std::uint32_t first = is_article ? 1 : document.place.first;
  const std::uint32_t words = is_article ? static_cast<std::uint32_t>(postings.sequence.size())
                                         : document.place.words;
  std::map<std::string_view, std::uint32_t> terms;
  std::map<std::string_view, std::pair<std::string_view, std::vector<std::uint32_t>>> forms;
  for (std::uint32_t i = document.begin; i < document.end; ++i)
    terms[postings.text_of(postings.terms[postings.filters[i]])];
  for (std::uint32_t position = 1; position <= words; ++position) {
    const std::uint32_t in_article = first + position - 1;
    const ArticlePostings::Word& word = postings.words[postings.sequence[in_article - 1]];
    const std::string_view stem = postings.text_of(postings.terms[word.stem]);
    terms[stem] += is_article ? postings.weight_at(in_article) : 1;
    auto& [of_form, positions] = forms[postings.text_of(word.form)];
    if (positions.empty()) of_form = stem;
    positions.push_back(position);
  }
  DocumentTerms out;
  for (const auto& [text, wdf] : terms) out.terms.push_back({std::string(text), wdf});
  for (auto& [text, form] : forms) {
    const auto index = std::distance(terms.begin(), terms.find(form.first));
    out.forms.push_back({static_cast<std::uint32_t>(index), std::string(text),
                         std::move(form.second)});
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
  ArticleTerms out;
  out.article = document_terms(postings, postings.article);
  out.quotations.reserve(postings.quotations.size());
  for (const ArticlePostings::Document& quotation : postings.quotations)
    out.quotations.push_back(document_terms(postings, quotation));
  return out;
}

}  // namespace quoth
