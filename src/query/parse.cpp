// A recursive descent over the bytes of the query; only brackets recurse, so depth is bounded.
//
//   either  := both (OR both)*
//   both    := group (AND group)*
//   group   := ((NOT | + | -)* row)*
//   row     := clause ((NEAR/n | ADJ/n | w/n) clause)*
//   clause  := field ':' value | ( either ) | "phrase" | word | word* | *
//   value   := word | "phrase" | ( either )
//
// Each function leaves the position after what it read and returns a Part; what it could not read
// it has reported.
#include "quoth/query/parse.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "query/fields.hpp"
#include "query/near_row.hpp"
#include "query/query_cursor.hpp"
#include "query/query_text.hpp"
#include "query/strictness.hpp"
#include "query/when.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/postings/article_terms.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {
namespace {

using query_text::cleaned;
using query_text::is_space;
using query_text::shown;

struct Context {
  Field field = Field::none;
  bool exact = false;
  bool in_quotation = false;
  int strictness = 0;
};

// What a stretch of text came to.
struct Part {
  Query query;
  bool present = false;  // something was there, though it may be nothing
  bool fields = false;   // it holds a field clause, so it must hold beside others
};

class Parser : private QueryCursor {
 public:
  Parser(std::string_view text, Day today) : QueryCursor(text), today_(today) {}

  ParsedQuery run() {
    cut_to_bound();
    const Part part = either({});
    report_lost_terms();
    std::stable_sort(out_.issues.begin(), out_.issues.end(),
                     [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
    out_.query = part.query;
    return std::move(out_);
  }

 private:
  // --- reporting

  void report(std::size_t begin, std::size_t end, std::string message) {
    out_.issues.push_back({span(begin, end), std::move(message)});
  }
  static Span span(std::size_t begin, std::size_t end) noexcept {
    constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
    return {static_cast<std::uint32_t>(std::min(begin, kMost)),
            static_cast<std::uint32_t>(std::min(end, kMost))};
  }
  // --- bounds

  void cut_to_bound() {
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
    report(
        end, text_.size(),
        "a query has at most " + std::to_string(kMaxQueryBytes) + " bytes; the rest was ignored");
    text_ = text_.substr(0, end);
  }

  // How many of `wanted` terms may still be searched for; counts them.
  std::size_t take_terms(std::size_t wanted) noexcept {
    const std::size_t given = std::min(wanted, kMaxQueryTerms - terms_);
    terms_ += given;
    return given;
  }
  void lose_terms(std::size_t begin, std::size_t end) noexcept {
    if (lost_terms_.empty()) lost_terms_.begin = span(begin, end).begin;
    lost_terms_.end = span(begin, end).end;
  }
  void report_lost_terms() {
    if (lost_terms_.empty()) return;
    report(lost_terms_.begin, lost_terms_.end,
           "a query has at most " + std::to_string(kMaxQueryTerms) +
               " words and values; those beyond were ignored from here on");
  }

  // --- operators

  void report_lonely(std::size_t begin, std::size_t end) {
    report(begin, end,
           shown(slice(begin, end)) + " has nothing to join or leave out here and was ignored");
  }

  // One level of operators: parts read by `part_of`, joined by what `join_ahead` accepts.
  template <class PartOf, class JoinAhead>
  std::vector<Part> joined(PartOf part_of, JoinAhead join_ahead) {
    std::vector<Part> parts;
    Span open;  // a join whose right side is to come
    for (;;) {
      Part part = part_of();
      if (part.present) {
        parts.push_back(std::move(part));
        open = {};
      } else if (!open.empty()) {
        report_lonely(open.begin, open.end);
        open = {};
      }
      const std::size_t begin = at_;
      if (!join_ahead()) return parts;
      if (parts.empty()) {
        report_lonely(begin, at_);
      } else {
        open = span(begin, at_);
      }
    }
  }

  static Part merged(std::vector<Part> parts, Query (*make)(std::vector<Query>)) {
    if (parts.empty()) return {};
    if (parts.size() == 1) return std::move(parts[0]);
    Part out;
    out.present = true;
    std::vector<Query> queries;
    for (Part& part : parts) {
      out.fields = out.fields || part.fields;
      queries.push_back(std::move(part.query));
    }
    out.query = make(std::move(queries));
    return out;
  }

  Part either(const Context& context) {
    return merged(joined([&] { return both(context); },
                         [&] {
                           if (operator_ahead() != Operator::either) return false;
                           at_ = chunk_end(at_);
                           return true;
                         }),
                  Query::any);
  }

  Part both(const Context& context) {
    return merged(joined([&] { return group(context); },
                         [&] {
                           const Operator ahead = operator_ahead();
                           const std::size_t end = chunk_end(at_);
                           if (ahead == Operator::distance)  // between values
                             report(at_, end,
                                    shown(slice(at_, end)) +
                                        " joins words, not values; searched for both sides at any "
                                        "distance, as AND does");
                           if (ahead != Operator::both && ahead != Operator::distance) return false;
                           at_ = end;
                           return true;
                         }),
                  Query::all);
  }

  // --- clauses side by side

  struct Sign {
    bool required = false;
    bool unwanted = false;
    bool given = false;
    std::size_t begin = 0, end = 0;  // of the signs, when given
    void add(std::size_t from, std::size_t until) noexcept {
      if (!std::exchange(given, true)) begin = from;
      end = until;
    }
  };

  // Reads NOT, + and - before a clause.
  Sign sign(const Context& context) {
    Sign sign;
    for (;;) {
      skip_space();
      const std::size_t begin = at_;
      if (chunk() == "NOT") {
        at_ += 3;
        sign.unwanted = !sign.unwanted;
        sign.add(begin, at_);
        continue;
      }
      if (peek() != '+' && peek() != '-') return sign;
      while (peek() == '+' || peek() == '-') ++at_;
      const std::string_view signs = slice(begin, at_);
      const std::size_t after = at_;
      const bool loose = at_end() || peek() == ')' || at_space();
      if (loose || signs.size() > 1) {
        report(begin, after,
               shown(signs) +
                   " was ignored; one + or - right before a word asks for it or leaves it out");
        continue;
      }
      if (signs == "+" && !holds_words(context.field)) {
        report(begin, after,
               "“+” means nothing inside " + std::string(name_of(context.field)) +
                   ":( ) and was ignored");
        continue;
      }
      (signs == "+" ? sign.required : sign.unwanted) = true;
      sign.add(begin, after);
      return sign;
    }
  }

  Part group(const Context& context) {
    std::vector<Query> must, may, unwanted;
    std::size_t may_at = 0;  // place in `must` of the words side by side
    bool required = false, present = false, fields = false;
    for (;;) {
      skip_space();
      if (at_end()) break;
      if (peek() == ')') {
        if (depth_ > 0) break;
        report(at_, at_ + 1, "“)” closes nothing and was ignored");
        ++at_;
        continue;
      }
      const Operator ahead = operator_ahead();
      if (ahead == Operator::either || ahead == Operator::both) break;
      // A bare NEAR or ADJ with nothing before it may be a word of a headline.
      if (ahead == Operator::distance && present) {
        if (!holds_words(context.field)) break;
        report_lonely(at_, chunk_end(at_));
        at_ = chunk_end(at_);
        continue;
      }

      const Sign sign_read = sign(context);
      Part part;
      const bool clause_ahead = !at_end() && peek() != ')' &&
                                operator_ahead() != Operator::either &&
                                operator_ahead() != Operator::both;
      if (clause_ahead) part = row(context);
      if (!part.present) {
        if (sign_read.given && !clause_ahead) report_lonely(sign_read.begin, sign_read.end);
        continue;
      }
      present = true;
      fields = fields || part.fields;
      if (sign_read.unwanted) {
        unwanted.push_back(std::move(part.query));
      } else if (sign_read.required || part.fields) {
        required = required || sign_read.required;
        must.push_back(std::move(part.query));
      } else {
        if (may.empty()) may_at = must.size();
        may.push_back(std::move(part.query));
      }
    }
    if (!present) return {};

    // Fields must hold; words side by side are alternatives, and only add where a + asks for more.
    Query wanted;
    if (required) {
      wanted = Query::prefer(Query::all(std::move(must)), Query::any(std::move(may)));
    } else if (must.empty() && may.empty()) {
      wanted = Query::everything();
    } else {
      if (!may.empty())
        must.insert(must.begin() + static_cast<std::ptrdiff_t>(may_at), Query::any(std::move(may)));
      wanted = Query::all(std::move(must));
    }
    return {Query::without(std::move(wanted), Query::any(std::move(unwanted))), true, fields};
  }

  // Clauses that are to stand close together; most often there is only one.
  Part row(const Context& context) {
    const std::size_t first_begin = at_;
    Part out = clause(context);
    if (!out.present || !holds_words(context.field)) return out;
    const std::size_t first_end = at_;
    skip_space();
    if (operator_ahead() != Operator::distance) return out;

    if (!can_be_near(out.query)) report_not_near(first_begin, first_end);
    NearRow row(std::move(out.query));
    while (operator_ahead() == Operator::distance) {
      const std::size_t begin = at_;
      const DistanceOperator join = distance_ahead();
      at_ = chunk_end(at_);
      if (join.cut)
        report(begin, at_,
               shown(slice(begin, at_)) + " was read as " + std::to_string(join.distance) +
                   ": words are 1 to " + std::to_string(kMaxDistance) + " apart");
      const std::size_t join_end = at_;
      Part part = operand(context);
      if (!part.present) {
        report_lonely(begin, join_end);
        continue;
      }
      out.fields = out.fields || part.fields;
      if (!row.add(join, std::move(part.query)))
        report(operand_begin_, at_,
               shown(slice(operand_begin_, at_)) +
                   " was searched for at any distance from those before it, as AND does: at most " +
                   std::to_string(kMaxNear) + " words can be near each other");
      skip_space();
    }
    out.query = std::move(row).query();
    return out;
  }

  // The clause behind NEAR/n, with its signs.
  Part operand(const Context& context) {
    for (;;) {
      skip_space();
      const std::size_t begin = operand_begin_ = at_;
      const Sign sign_read = sign(context);
      if (at_end() || peek() == ')' || operator_ahead() != Operator::none) {
        if (sign_read.given) report_lonely(sign_read.begin, sign_read.end);
        return {};
      }
      Part part = clause(context);
      if (!part.present) continue;
      if (sign_read.unwanted)
        part.query = Query::without(Query::everything(), std::move(part.query));
      if (!can_be_near(part.query)) {
        report_not_near(begin, at_);
      } else if (sign_read.required) {
        report(sign_read.begin, sign_read.end,
               "“+” was ignored: words near each other are all asked for");
      }
      return part;
    }
  }

  void report_not_near(std::size_t begin, std::size_t end) {
    report(begin, end,
           shown(slice(begin, end)) +
               " cannot be near other words, as only words, phrases and (a OR b) can; searched for "
               "at any distance, as AND does");
  }

  Part clause(const Context& context) {
    if (peek() == '(') return bracket(context);
    if (mark_ahead() != nullptr) return phrase(context);
    if (chunk() == "*" && holds_words(context.field)) {
      ++at_;
      return {Query::everything(), true, false};
    }
    const std::size_t end = chunk_end(at_);
    const std::string_view text = slice(at_, end);
    if (const std::size_t name_size = field_name_size(text); name_size > 0) {
      if (const auto field = field_named(text.substr(0, name_size)))
        return field_clause(context, *field);
      const std::size_t value = at_ + name_size + 1;
      const bool has_value = value < text_.size() && !is_space(code_point_at(text_, value).value) &&
                             text_[value] != ')';
      const bool link = text.substr(name_size).starts_with("://");
      if (has_value && !link && holds_words(context.field))
        return unknown_field(context, name_size);
    }
    return bare(context);
  }

  Part bracket(const Context& context) {
    const std::size_t begin = at_++;
    if (depth_ >= kMaxQueryDepth) {
      skip_bracket();
      report(begin, at_,
             "brackets nest at most " + std::to_string(kMaxQueryDepth) +
                 " deep; what stands deeper was ignored");
      return {};
    }
    ++depth_;
    Part part = either(context);
    --depth_;
    if (at_end()) {
      report(begin, begin + 1, "“(” is never closed; it was closed at the end");
    } else {
      ++at_;
      if (!part.present && !told_since(begin))
        report(begin, at_, "these brackets hold nothing and were ignored");
      if (holds_names(context.field) && peek() == '~') {
        const std::size_t tilde = std::exchange(at_, chunk_end(at_));
        report(tilde, at_,
               shown(slice(tilde, at_)) +
                   " was ignored: it belongs right behind a name, as in name:Zelensky~90");
      }
    }
    return part;
  }
  [[nodiscard]] bool told_since(std::size_t begin) const noexcept {
    return !lost_terms_.empty() || (!out_.issues.empty() && out_.issues.back().span.begin >= begin);
  }

  // --- fields

  Part field_clause(const Context& outer, Field field) {
    const std::size_t begin = at_;
    const std::string name(name_of(field));
    at_ += name.size() + 1;
    if (!holds_words(outer.field) || outer.field == Field::title) {
      report(begin, at_,
             shown(slice(begin, at_)) + " was ignored: " + std::string(name_of(outer.field)) +
                 ":( ) holds no other fields");
      skip_space();
      return at_end() || peek() == ')' ? Part{} : value(outer);
    }
    Context context{field, false, outer.in_quotation || holds_quotation(field)};
    if (peek() == '=') {
      if (holds_names(field)) {
        context.exact = true;
      } else {
        report(at_, at_ + 1,
               "“=” was ignored: only names have an exact spelling, as in name:=Zelensky");
      }
      ++at_;
    }
    if (at_end() || peek() == ')' || at_space()) {
      report(begin, at_,
             shown(slice(begin, at_)) + " was ignored: its value must follow at once, as in " +
                 std::string(example_of(field)));
      return {};
    }
    Part part = value(context);
    if (!part.present) return {};
    if (field == Field::title) part.query = Query::title(std::move(part.query));
    if (holds_quotation(field) && !outer.in_quotation)
      part.query = Query::quotation(std::move(part.query));
    part.fields = true;
    return part;
  }

  // What follows "field:".
  Part value(const Context& context) {
    if (peek() == '(') return bracket(context);
    if (mark_ahead() != nullptr) return phrase(context);
    if (chunk() == "*" && holds_words(context.field)) {
      ++at_;
      return {Query::everything(), true, false};
    }
    const std::size_t begin = at_;
    at_ = chunk_end(at_);
    return from_text(context, begin, at_, false);
  }

  // "foo:bar": two words.
  Part unknown_field(const Context& context, std::size_t name_size) {
    const std::size_t begin = at_;
    const std::size_t colon = begin + name_size;
    std::vector<Part> parts;
    const auto add = [&](Part part) {
      if (part.present) parts.push_back(std::move(part));
    };
    add(from_text(context, begin, colon, false));
    at_ = colon + 1;
    std::string known;
    for (const FieldName& f : field_names())
      known += (known.empty() ? "" : ", ") + std::string(f.text);
    report(begin, at_,
           "there is no field " + shown(slice(begin, colon)) +
               "; it was searched for as a word. The fields are " + known);
    if (peek() == '(') {
      add(bracket(context));
    } else if (mark_ahead() != nullptr) {
      add(phrase(context));
    } else {
      const std::size_t value_begin = at_;
      at_ = chunk_end(at_);
      add(from_text(context, value_begin, at_, false));
    }
    return merged(std::move(parts), Query::any);
  }

  // --- leaves

  // A chunk without a field. Where values stand, chunks side by side are one value.
  Part bare(const Context& context) {
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

  Part phrase(const Context& context) {
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
    Context strict = context;
    strict.strictness = strictness_at(context, tilde, at_);
    return from_text(strict, found.begin, found.end, true);
  }

  // The strictness that the text from a "~" to `end` asks for; 0, and reported, when it is none.
  int strictness_at(const Context& context, std::size_t tilde, std::size_t end) {
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

  // The leaf that the text [begin, end) stands for; `quoted` when it stood in quotation marks.
  Part from_text(Context context, std::size_t begin, std::size_t end, bool quoted) {
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
    if (!quoted) report_wildcard(begin, first, last);
    return holds_words(context.field) ? words_of(begin, end, quoted, first, last, words)
                                      : value_of(context, begin, end, quoted, words);
  }

  void report_wordless(const Context& context, std::size_t begin, std::size_t end, bool quoted) {
    if (tokens_.size() > 0 && tokens_.kind(0) == TokenKind::link) {
      report(begin, end, shown(slice(begin, end)) + " was ignored: links are not searched");
    } else if (quoted || context.field != Field::none) {
      report(begin, end,
             (begin == end ? std::string("an empty phrase") : shown(slice(begin, end))) +
                 " was ignored: it holds no letter or digit");
    }
    // Other marks between words say nothing: "war – latest".
  }

  // Whether a star is glued to the end of a word.
  [[nodiscard]] bool has_star(TokenIndex word) const noexcept {
    return is_indexed(tokens_, word) && word + 1 < tokens_.size() && tokens_.at(word + 1) == '*' &&
           !tokens_.before(word + 1, Gap::space);
  }

  // The star of "sab*tage", and of values, which are no words.
  void report_wildcard(std::size_t begin, TokenIndex first, TokenIndex last) {
    for (TokenIndex i = first; i <= last; ++i)
      if (has_star(i))
        report_star(begin, i,
                    " is not understood, as a star belongs behind one word; searched for the word ");
  }
  void report_star(std::size_t begin, TokenIndex word, std::string_view says) {
    const std::size_t from = begin + tokens_.span(word).begin,
                      until = begin + tokens_.span(word + 1).end;
    report(from, until, shown(slice(from, until)) + std::string(says) + shown(tokens_.text(word)));
  }

  // "sabot*": the only word of the text has a star behind it.
  Part prefix_of(std::size_t begin, std::size_t end, TokenIndex word) {
    const std::string_view letters = tokens_.text(word);
    if (!query_text::is_prefix(letters)) {
      report_star(begin, word,
                  " needs two letters before the star at least; searched for the word ");
      return words_of(begin, end, false, word, word, 1);
    }
    if (take_terms(1) == 0) {
      lose_terms(begin, end);
      return {};
    }
    return {Query::prefix(letters), true, false};
  }

  // A word, or a phrase where the text has several.
  Part words_of(std::size_t begin, std::size_t end, bool quoted, TokenIndex first, TokenIndex last,
                std::size_t words) {
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

  // A name, an outlet, a language or a date.
  Part value_of(const Context& context, std::size_t begin, std::size_t end, bool quoted,
                std::size_t words) {
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
        report(begin, end,
               shown(text) + " was ignored: stance: is asserted, denied or hypothetical");
        return {};
      case Field::name:
        return {Query::name(value, NameScope::any, context.exact, context.strictness), true, false};
      case Field::person:
        return {Query::name(value, NameScope::person, context.exact, context.strictness), true,
                false};
      case Field::organisation:
        return {Query::name(value, NameScope::organisation, context.exact, context.strictness),
                true, false};
      case Field::place:
        return {Query::name(value, NameScope::place, context.exact, context.strictness), true,
                false};
      case Field::source:
        return {Query::source(value), true, false};
      case Field::language:
        return {Query::language(value), true, false};
      default:
        return date_of(context, begin, end, value);
    }
  }

  Part date_of(const Context& context, std::size_t begin, std::size_t end,
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

  Day today_;
  std::size_t depth_ = 0;
  std::size_t terms_ = 0;
  std::size_t operand_begin_ = 0;  // of what operand() read last
  Span lost_terms_;
  TokenTable tokens_;
  ParsedQuery out_;
};

}  // namespace

ParsedQuery parse_query(std::string_view text, const ParseOptions& options) {
  return Parser(text, options.today ? *options.today : local_today()).run();
}

}  // namespace quoth
