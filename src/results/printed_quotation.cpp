#include "results/printed_quotation.hpp"

#include <algorithm>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {
namespace {

void append(const StoredArticle& stored, std::string_view text, Span span, TokenTable& tokens,
            std::vector<QuotationWord>& out) {
  tokens.scan(span.of(text), lexicon_of(stored.article));
  const std::size_t before = out.size();
  append_quotation_words(tokens, {0, tokens.size()}, stored.article.lang, out);
  for (std::size_t i = before; i < out.size(); ++i) {
    out[i].span.begin += span.begin;
    out[i].span.end += span.begin;
  }
}

}  // namespace

std::uint32_t first_part(const StoredArticle& stored, std::uint32_t index) noexcept {
  const auto& quotations = stored.annotations.quotations;
  const std::int32_t group = quotations[index].group;
  return group >= 0 && static_cast<std::size_t>(group) < quotations.size()
             ? static_cast<std::uint32_t>(group)
             : index;
}

PrintedQuotation printed_quotation(const StoredArticle& stored, std::string_view text,
                                   std::uint32_t index) {
  PrintedQuotation out;
  const auto& quotations = stored.annotations.quotations;
  const std::uint32_t group = first_part(stored, index);
  // Parts follow one another, but for what is nested in them: a part that is further away than this is left alone.
  constexpr std::uint32_t kFurthest = 256;
  TokenTable tokens;
  for (std::uint32_t i = group; i < quotations.size() && i < group + kFurthest; ++i) {
    const Quotation& q = quotations[i];
    if (i != group && first_part(stored, i) != group) continue;
    append(stored, text, q.span, tokens, out.words);
    std::size_t quoted = 0;
    for (std::size_t w = out.part.size(); w < out.words.size(); ++w) {
      const Span span = out.words[w].span;
      while (quoted < q.quoted.size() && q.quoted[quoted].end < span.end) ++quoted;
      out.part.push_back(i);
      out.marked.push_back((q.kind == QuotationKind::direct && q.quoted.empty()) ||
                           (quoted < q.quoted.size() && q.quoted[quoted].contains(span)));
    }
  }
  return out;
}

void append_words_of(const StoredArticle& stored, std::string_view text, std::uint32_t index,
                     TokenTable& scratch, std::vector<QuotationWord>& out) {
  // To guess the language would take longer than to read the words.
  const std::string& lang = stored.article.lang;
  scratch.scan(stored.annotations.quotations[index].span.of(text),
               lexicon_of(lang.empty() ? std::string_view("en") : lang));
  out.reserve(out.size() + scratch.size());
  append_quotation_words(scratch, {0, scratch.size()}, lang, out);
}

PrintedQuotation running_text(const StoredArticle& stored, std::string_view text,
                              std::size_t most) {
  PrintedQuotation out;
  std::size_t end = std::min(text.size(), most);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  TokenTable tokens;
  append(stored, text, {0, static_cast<std::uint32_t>(end)}, tokens, out.words);
  out.part.assign(out.words.size(), 0);
  out.marked.assign(out.words.size(), false);
  return out;
}

}  // namespace quoth
