#include "quoth/results/quotation_trail.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/postings/quotation_words.hpp"
#include "quoth/results/searcher.hpp"
#include "quoth/text/token_table.hpp"
#include "results/article_reader.hpp"
#include "results/checked_text.hpp"
#include "results/language_guess.hpp"
#include "results/printed_quotation.hpp"
#include "results/quotation_matcher.hpp"
#include "results/quotation_source.hpp"
#include "results/quotation_verdict.hpp"

namespace quoth {
namespace {

// An interval of years, inferred from what an article states, says nothing of who was first.
bool is_dated(const std::optional<PublicationDay>& published) {
  constexpr std::int64_t kMonth = std::int64_t{31} * 86'400;
  return published &&
         published->interval.until.seconds - published->interval.from.seconds <= kMonth;
}

std::int64_t day_of(const std::optional<PublicationDay>& published) {
  return is_dated(published) ? published->interval.from.seconds : INT64_MAX;
}

// A printing and its normalised words, by which copies are told from variants.
struct Printing {
  TrailVariant variant;
  std::string words;
  std::string speaker;
};

class QuotationTrail {
 public:
  QuotationTrail(const Snapshot& snapshot, const CheckedText& text, const TrailOptions& options)
      : snapshot_(snapshot),
        text_(text),
        options_(options),
        reader_(snapshot),
        matcher_(snapshot, text, reader_) {}

  Trail run() {
    QuotationMatcher::MatchOptions matching;
    matching.votes.keep = options_.most_articles;
    matching.votes.postings = 60'000;
    matching.phrases = true;
    const WordRange all{0, text_.words.size()};
    std::vector<Printing> printings;
    std::set<std::pair<ArticleRef, std::uint32_t>> seen;
    std::size_t left_out = 0;
    for (const QuotationMatch& match : matcher_.matches(all, matching)) {
      if (!belongs(match.likeness, match.words)) continue;
      if (seen.size() >= options_.most_articles) {
        ++left_out;
        continue;
      }
      const QuotationRef ref = snapshot_.quotation(match.document.segment, match.document.docid);
      const auto& [stored, text] = reader_.read(ref.article);
      if (!seen.emplace(ref.article, first_part(stored, ref.index)).second) continue;
      if (auto printing = read(stored, text, ref, all)) printings.push_back(std::move(*printing));
    }
    drop_outer(printings);
    std::stable_sort(printings.begin(), printings.end(), [](const Printing& a, const Printing& b) {
      const std::int64_t x = day_of(a.variant.published), y = day_of(b.variant.published);
      return x != y ? x < y : a.variant.article < b.variant.article;
    });
    Trail out;
    fold(std::move(printings), out);
    for (std::size_t i = 1; i < out.variants.size(); ++i)
      out.variants[i].against_first = diff(out.variants.front().printed, out.variants[i].printed);
    if (left_out > 0)
      out.notes.push_back("At least " + std::to_string(left_out) +
                          " more quotations are like it; their articles were not read.");
    if (out.variants.size() > options_.limit) {
      out.notes.push_back(std::to_string(out.variants.size() - options_.limit) +
                          " more variants were left out.");
      out.variants.resize(options_.limit);
    }
    if (out.variants.empty() && is_other_language(text_, matcher_.share_of_unknown_words()))
      out.notes.emplace_back("The text seems to be in another language than the index.");
    out.notes.emplace_back(
        "Quoth does not compare across languages: translations of these words are not in the "
        "trail.");
    return out;
  }

 private:
  // The words asked for, altered, or one outlet's excerpt of them.
  [[nodiscard]] bool belongs(const Likeness& likeness, std::size_t source_words) const noexcept {
    return is_like(likeness, text_.words.size()) || is_excerpt(likeness, source_words);
  }

  std::optional<Printing> read(const StoredArticle& stored, const std::string& text,
                               QuotationRef ref, WordRange all) {
    const PrintedQuotation printed = printed_quotation(stored, text, ref.index);
    std::vector<std::string_view> words;
    for (const QuotationWord& word : printed.words) words.emplace_back(word.text);
    const WordAlignment alignment = matcher_.align(all, words);
    const Likeness likeness = matcher_.likeness_of(alignment, all);
    if (alignment.steps.empty() || !belongs(likeness, words.size())) return std::nullopt;
    JudgedWords judged = judge(text_, all, printed, text, alignment);
    Printing out;
    static_cast<QuotationSource&>(out.variant) =
        quotation_source(stored, text, ref.article, printed, judged.first, judged.last);
    add_context(stored, text, options_.context, out.variant);
    out.variant.verdict = judged.verdict;
    out.variant.likeness = likeness.likeness;
    out.variant.diff = std::move(judged.diff);
    out.variant.notes = std::move(judged.notes);
    const std::uint32_t part = printed.part[judged.first];
    const Stance stance = stored.annotations.quotations[part].stance;
    if (is_corrected(stored, text, part) || stance == Stance::denied)
      out.variant.verdict = Verdict::denied;
    else if (stance == Stance::hypothetical)
      out.variant.verdict = Verdict::hypothetical;
    for (std::size_t i = judged.first; i <= judged.last; ++i) {
      // An insertion in brackets makes no other words.
      if (!printed.words[i].is(word_trait::bracketed)) out.words += printed.words[i].text + ' ';
    }
    // What is printed as speech, as denied and in an outlet's own words are different things.
    out.words += name_of(out.variant.verdict == Verdict::denied ||
                                 out.variant.verdict == Verdict::hypothetical ||
                                 out.variant.verdict == Verdict::paraphrase
                             ? out.variant.verdict
                             : Verdict::verbatim);
    if (!out.variant.quotation.speakers.empty())
      out.speaker = out.variant.quotation.speakers.front().name;
    return out;
  }

  // Of quotations one inside the other the inner one is the words' own.
  static void drop_outer(std::vector<Printing>& printings) {
    std::map<ArticleRef, std::vector<Span>> spans;
    for (const Printing& p : printings)
      spans[p.variant.article].push_back(p.variant.quotation.span);
    std::erase_if(printings, [&](const Printing& p) {
      const auto& all = spans[p.variant.article];
      return std::any_of(all.begin(), all.end(), [&](Span inner) {
        return p.variant.quotation.span.contains(inner) && p.variant.quotation.span != inner;
      });
    });
  }

  void fold(std::vector<Printing> printings, Trail& out) {
    std::map<std::string, std::size_t> variant_of;
    std::set<ArticleRef> articles;
    for (Printing& p : printings) {
      if (articles.insert(p.variant.article).second) {
        ++out.articles;
        if (!is_dated(p.variant.published)) ++out.undated;
      }
      const TrailPrinting printing{p.variant.article, p.variant.id,  p.variant.title,
                                   p.variant.source,  p.variant.url, p.variant.published};
      const auto [at, fresh] = variant_of.emplace(std::move(p.words), out.variants.size());
      if (fresh) out.variants.push_back(std::move(p.variant));
      TrailVariant& variant = out.variants[at->second];
      if (!variant.printings.empty() && variant.printings.back().article == printing.article)
        continue;
      variant.printings.push_back(printing);
      if (!printing.source.empty() && std::find(variant.outlets.begin(), variant.outlets.end(),
                                                printing.source) == variant.outlets.end())
        variant.outlets.push_back(printing.source);
    }
  }

  // The word diff of two printings.
  static std::vector<WordEdit> diff(const std::string& first, const std::string& other) {
    const auto words_of = [](const std::string& text) {
      TokenTable tokens;
      tokens.scan(text, lexicon_of("en"));
      std::vector<QuotationWord> words;
      append_quotation_words(tokens, {0, tokens.size()}, "en", words);
      if (words.size() > kMostCheckedWords) words.resize(kMostCheckedWords);
      return words;
    };
    CheckedText asked;
    asked.text = other;
    asked.words = words_of(other);
    PrintedQuotation source;
    source.words = words_of(first);
    source.part.assign(source.words.size(), 0);
    source.marked.assign(source.words.size(), true);
    std::map<std::string_view, std::uint32_t> numbers;
    std::vector<std::uint32_t> a, b;
    std::vector<std::uint8_t> weights;
    for (const QuotationWord& word : asked.words) {
      a.push_back(
          numbers.emplace(word.text, static_cast<std::uint32_t>(numbers.size())).first->second);
      weights.push_back(word.is(word_trait::function) ? 1 : 4);
    }
    for (const QuotationWord& word : source.words) {
      const auto at = numbers.find(word.text);
      b.push_back(at == numbers.end() ? kUnknownWord : at->second);
    }
    const WordAlignment alignment = align_words(a, b, weights);
    if (alignment.steps.empty()) return {{WordEdit::Kind::changed, other, first, false, false}};
    return judge(asked, {0, asked.words.size()}, source, first, alignment).diff;
  }

  const Snapshot& snapshot_;
  const CheckedText& text_;
  const TrailOptions& options_;
  ArticleReader reader_;
  QuotationMatcher matcher_;
};

}  // namespace

Trail Searcher::trail(std::string_view text, const TrailOptions& options) const {
  const CheckedText read = read_checked_text(text);
  Trail out;
  if (!read.words.empty()) out = QuotationTrail(snapshot_, read, options).run();
  out.text = read.compared.of(read.text);
  out.notes.insert(out.notes.begin(), read.notes.begin(), read.notes.end());
  if (read.words.empty()) out.notes.emplace_back("The text has no words to compare.");
  return out;
}

}  // namespace quoth
