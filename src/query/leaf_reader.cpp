#include "query/leaf_reader.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "query/query_text.hpp"
#include "query/strictness.hpp"
#include "query/when.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {

using query_text::cleaned;
using query_text::is_space;
using query_text::shown;

void LeafReader::report(std::size_t begin, std::size_t end, std::string message) {
  out_.issues.push_back({span(begin, end), std::move(message)});
}

Span LeafReader::span(std::size_t begin, std::size_t end) noexcept {
  constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
  return {static_cast<std::uint32_t>(std::min(begin, kMost)),
          static_cast<std::uint32_t>(std::min(end, kMost))};
}

void LeafReader::cut_to_bound() {
  if (text_.size() <= kMaxQueryBytes) return;
  std::size_t end = 0, word_end = 0;
  for (std::size_t at = 0; at < kMaxQueryBytes;) {
    const CodePoint c = code_point_at(text_, at);
    if (at + c.size > kMaxQueryBytes) break;
    if (is_space(c.value)) word_end = at;
    at += c.size;
    end = at;
  }
  if (word_end > 0 && !is_space(code_point_at(text_, end).value)) end = word_end;
  report(end, text_.size(),
         "a query has at most " + std::to_string(kMaxQueryBytes) + " bytes; the rest was ignored");
  text_ = text_.substr(0, end);
}

std::size_t LeafReader::take_terms(std::size_t wanted) noexcept {
  const std::size_t given = std::min(wanted, kMaxQueryTerms - terms_);
  terms_ += given;
  return given;
}

void LeafReader::lose_terms(std::size_t begin, std::size_t end) noexcept {
  if (lost_terms_.empty()) lost_terms_.begin = span(begin, end).begin;
  lost_terms_.end = span(begin, end).end;
}

bool LeafReader::told_since(std::size_t begin) const noexcept {
  return !lost_terms_.empty() || (!out_.issues.empty() && out_.issues.back().span.begin >= begin);
}

void LeafReader::report_lost_terms() {
  if (lost_terms_.empty()) return;
  report(lost_terms_.begin, lost_terms_.end,
         "a query has at most " + std::to_string(kMaxQueryTerms) +
             " words and values; those beyond were ignored from here on");
}

QueryPart LeafReader::bare(const QueryContext& context) {
  const std::size_t begin = at_;
  at_ = chunk_end(at_);
  std::size_t end = at_;
  while (!holds_words(context.field)) {
    skip_space();
    const std::string_view next = chunk();
    if (next.empty() || next == "NOT" || next.front() == '+' || next.front() == '-' ||
        operator_ahead() != Operator::none)
      break;
    at_ = end = chunk_end(at_);
  }
  at_ = end;
  return from_text(context, begin, end, false);
}

QueryPart LeafReader::phrase(const QueryContext& context) {
  const std::size_t begin = at_;
  const Marked found = marked();
  if (!found.closed)
    report(begin, found.begin,
           "the mark " + shown(slice(begin, found.begin)) +
               " is never closed; it was closed at the end");
  at_ = found.after;
  if (!holds_names(context.field) || peek() != '~')
    return from_text(context, found.begin, found.end, true);
  const std::size_t tilde = std::exchange(at_, chunk_end(at_));
  QueryContext strict = context;
  strict.strictness = strictness_at(context, tilde, at_);
  return from_text(strict, found.begin, found.end, true);
}

int LeafReader::strictness_at(const QueryContext& context, std::size_t tilde, std::size_t end) {
  const auto read = read_strictness(without_trailing_marks(slice(tilde + 1, end)));
  if (context.exact) {
    report(tilde, end,
           shown(slice(tilde, end)) + " was ignored: “=” asks for exactly that spelling");
    return 0;
  }
  if (!read || *read > 100) {
    report(tilde, end,
           shown(slice(tilde, end)) +
               " was ignored: behind “~” stands how alike a spelling must be, 50 to 100, as in "
               "name:Zelensky~90");
    return 0;
  }
  if (*read < kLeastStrictness)
    report(tilde, end,
           shown(slice(tilde, end)) + " was read as ~" + std::to_string(kLeastStrictness) +
               ": less alike is another name");
  return std::max(*read, kLeastStrictness);
}

QueryPart LeafReader::from_text(QueryContext context, std::size_t begin, std::size_t end,
                                bool quoted) {
  if (holds_names(context.field) && !quoted) {
    // "name:Zelensky~90"; a "~" inside a value, as in "a~b c", is a mark like any other.
    const std::string_view text = slice(begin, end);
    const std::size_t tilde = text.rfind('~');
    if (tilde != std::string_view::npos && tilde > 0 &&
        text.find_first_not_of("0123456789.%,;:!?*", tilde + 1) == std::string_view::npos) {
      context.strictness = strictness_at(context, begin + tilde, end);
      end = begin + tilde;
    }
  }
  tokens_.scan(slice(begin, end), lexicon_of("en"));
  TokenIndex first = 0, last = 0;
  std::size_t words = 0;
  for (TokenIndex i = 0; i < tokens_.size(); ++i) {
    if (!is_indexed(tokens_, i)) continue;
    if (words++ == 0) first = i;
    last = i;
  }
  if (words == 0) {
    report_wordless(context, begin, end, quoted);
    return {};
  }
  if (!quoted && words == 1 && holds_words(context.field) && has_star(first))
    return prefix_of(begin, end, first);
  if (!quoted) report_wildcards(begin, first, last);
  return holds_words(context.field) ? words_of(begin, end, quoted, first, last, words)
                                    : value_of(context, begin, end, quoted, words);
}

void LeafReader::report_wordless(const QueryContext& context, std::size_t begin, std::size_t end,
                                 bool quoted) {
  if (tokens_.size() > 0 && tokens_.kind(0) == TokenKind::link) {
    report(begin, end, shown(slice(begin, end)) + " was ignored: links are not searched");
  } else if (quoted || context.field != Field::none) {
    report(begin, end,
           (begin == end ? std::string("an empty phrase") : shown(slice(begin, end))) +
               " was ignored: it holds no letter or digit");
  }
  // Other marks between words say nothing: "war – latest".
}

bool LeafReader::has_star(TokenIndex word) const noexcept {
  return is_indexed(tokens_, word) && word + 1 < tokens_.size() && tokens_.at(word + 1) == '*' &&
         !tokens_.before(word + 1, Gap::space);
}

void LeafReader::report_wildcards(std::size_t begin, TokenIndex first, TokenIndex last) {
  for (TokenIndex i = first; i <= last; ++i) {
    if (has_star(i)) {
      report_star(begin, i, i, i + 1,
                  " is not understood, as a star belongs behind one word; searched for the word ");
    } else if (i > 0 && tokens_.at(i - 1) == '*' && !tokens_.before(i, Gap::space) &&
               (i == 1 || !has_star(i - 2))) {
      report_star(begin, i, i - 1, i,
                  " is not understood, as a star belongs behind a word; searched for the word ");
    }
  }
}

void LeafReader::report_star(std::size_t begin, TokenIndex word, TokenIndex first, TokenIndex last,
                             std::string_view says) {
  const std::size_t from = begin + tokens_.span(first).begin,
                    until = begin + tokens_.span(last).end;
  report(from, until, shown(slice(from, until)) + std::string(says) + shown(tokens_.text(word)));
}

QueryPart LeafReader::prefix_of(std::size_t begin, std::size_t end, TokenIndex word) {
  const std::string_view letters = tokens_.text(word);
  if (!query_text::is_prefix(letters)) {
    report_star(begin, word, word, word + 1,
                " needs two letters before the star at least; searched for the word ");
    return words_of(begin, end, false, word, word, 1);
  }
  if (take_terms(1) == 0) {
    lose_terms(begin, end);
    return {};
  }
  return {Query::prefix(letters), true, false};
}

QueryPart LeafReader::words_of(std::size_t begin, std::size_t end, bool quoted, TokenIndex first,
                               TokenIndex last, std::size_t words) {
  const std::size_t given = take_terms(words);
  if (given == 0) {
    lose_terms(begin, end);
    return {};
  }
  if (given < words) {  // a phrase keeps its first words
    std::size_t kept = 0;
    for (last = first; kept < given; ++last) kept += is_indexed(tokens_, last) ? 1 : 0;
    --last;
    lose_terms(begin + tokens_.span(last).end, end);
    end = begin + tokens_.span(last).end;
  }
  if (quoted) return {Query::phrase(cleaned(slice(begin, end))), true, false};
  if (first != last) {
    const Span whole{tokens_.span(first).begin, tokens_.span(last).end};
    return {Query::phrase(cleaned(whole.of(tokens_.text()))), true, false};
  }
  std::string word(tokens_.text(first));
  if (tokens_.size() > 1) {
    // Alone it may be another token: "v’s" is one before an apostrophe, and "v" and ’s by itself.
    tokens_.scan(word, lexicon_of("en"));
    word.resize(tokens_.span(0).end);
    if (!query_text::is_bare_word(word)) return {Query::phrase(word), true, false};
  }
  // In small letters it can never be taken for an operator.
  if (query_text::is_operator(word)) word = folded(word);
  return {Query::word(word), true, false};
}

QueryPart LeafReader::value_of(const QueryContext& context, std::size_t begin, std::size_t end,
                               bool quoted, std::size_t words) {
  if (kMaxQueryTerms - terms_ < words) {
    lose_terms(begin, end);
    return {};
  }
  terms_ += words;
  std::string_view text = slice(begin, end);
  if (!quoted) text = without_trailing_marks(text);
  const std::string value = cleaned(text);
  switch (context.field) {
    case Field::by:
      return {Query::speaker(value, context.exact, context.strictness), true, false};
    case Field::about:
      return {Query::about(value), true, false};
    case Field::speech:
      for (const QuotationKind kind :
           {QuotationKind::direct, QuotationKind::mixed, QuotationKind::indirect})
        if (folded(value) == name_of(kind)) return {Query::speech(kind), true, false};
      report(begin, end, shown(text) + " was ignored: kind: is direct, mixed or indirect");
      return {};
    case Field::stance:
      for (const Stance stance : {Stance::asserted, Stance::denied, Stance::hypothetical})
        if (folded(value) == name_of(stance)) return {Query::stance(stance), true, false};
      report(begin, end, shown(text) + " was ignored: stance: is asserted, denied or hypothetical");
      return {};
    case Field::name:
      return {Query::name(value, NameScope::any, context.exact, context.strictness), true, false};
    case Field::person:
      return {Query::name(value, NameScope::person, context.exact, context.strictness), true,
              false};
    case Field::organisation:
      return {Query::name(value, NameScope::organisation, context.exact, context.strictness), true,
              false};
    case Field::place:
      return {Query::name(value, NameScope::place, context.exact, context.strictness), true, false};
    case Field::source:
      return {Query::source(value), true, false};
    case Field::language:
      return {Query::language(value), true, false};
    default:
      return date_of(context, begin, end, value);
  }
}

QueryPart LeafReader::date_of(const QueryContext& context, std::size_t begin, std::size_t end,
                              const std::string& value) {
  const WhenReading read = read_when(value, today_);
  if (!read.interval) {
    report(begin, end,
           read.trouble == WhenReading::Trouble::reversed
               ? shown(value) + " was ignored: the range ends before it begins"
               : shown(value) +
                     " was ignored: it is no date that can be read here. Write "
                     "2022-03-11, 2022-03, 2022-Q1, 2022-03..2022-04, ..2020 or, in "
                     "quotation marks, \"last week\"");
    return {};
  }
  const std::string_view said = read.absolute ? std::string_view{} : std::string_view(value);
  return {context.field == Field::when ? Query::when(*read.interval, said)
                                       : Query::published(*read.interval, said),
          true, false};
}

}  // namespace quoth
