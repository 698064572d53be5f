// A recursive descent over the bytes of the query; only brackets recurse, so depth is bounded.
//
//   either  := both (OR both)*
//   both    := group (AND group)*
//   group   := ((NOT | + | -)* row)*
//   row     := clause ((NEAR/n | ADJ/n | w/n) clause)*
//   clause  := field ':' value | ( either ) | "phrase" | word | word* | *
//   value   := word | "phrase" | ( either )
//
// Each function leaves the position after what it read and returns what it came to; what it could
// not read it has reported.
#include "quoth/query/parse.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/distance_operator.hpp"
#include "query/fields.hpp"
#include "query/leaf_reader.hpp"
#include "query/near_row.hpp"
#include "query/query_text.hpp"
#include "query/when.hpp"
#include "quoth/text/decode.hpp"

namespace quoth {
namespace {

using query_text::is_space;
using query_text::shown;

class Parser : private LeafReader {
 public:
  Parser(std::string_view text, Day today) : LeafReader(text, today) {}

  ParsedQuery run() {
    cut_to_bound();
    const QueryPart part = either({});
    report_lost_terms();
    std::stable_sort(out_.issues.begin(), out_.issues.end(),
                     [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
    out_.query = part.query;
    return std::move(out_);
  }

 private:
  // --- operators

  void report_lonely(std::size_t begin, std::size_t end) {
    report(begin, end,
           shown(slice(begin, end)) + " has nothing to join or leave out here and was ignored");
  }

  // One level of operators: parts read by `part_of`, joined by what `join_ahead` accepts.
  template <class PartOf, class JoinAhead>
  std::vector<QueryPart> joined(PartOf part_of, JoinAhead join_ahead) {
    std::vector<QueryPart> parts;
    Span open;  // a join whose right side is to come
    for (;;) {
      QueryPart part = part_of();
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

  static QueryPart merged(std::vector<QueryPart> parts, Query (*make)(std::vector<Query>)) {
    if (parts.empty()) return {};
    if (parts.size() == 1) return std::move(parts[0]);
    QueryPart out;
    out.present = true;
    std::vector<Query> queries;
    for (QueryPart& part : parts) {
      out.fields = out.fields || part.fields;
      queries.push_back(std::move(part.query));
    }
    out.query = make(std::move(queries));
    return out;
  }

  QueryPart either(const QueryContext& context) {
    return merged(joined([&] { return both(context); },
                         [&] {
                           if (operator_ahead() != Operator::either) return false;
                           at_ = chunk_end(at_);
                           return true;
                         }),
                  Query::any);
  }

  QueryPart both(const QueryContext& context) {
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
  Sign sign(const QueryContext& context) {
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

  QueryPart group(const QueryContext& context) {
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
      // With nothing before it NEAR may be a word of a headline, and w/5 a name; NEAR/5 is neither.
      if (ahead == Operator::distance &&
          (present || chunk().starts_with("NEAR/") || chunk().starts_with("ADJ/"))) {
        if (!holds_words(context.field)) break;
        report_lonely(at_, chunk_end(at_));
        at_ = chunk_end(at_);
        continue;
      }

      const Sign sign_read = sign(context);
      QueryPart part;
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
  QueryPart row(const QueryContext& context) {
    const std::size_t first_begin = at_;
    QueryPart out = clause(context);
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
      QueryPart part = operand(context);
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
  QueryPart operand(const QueryContext& context) {
    for (;;) {
      skip_space();
      const std::size_t begin = operand_begin_ = at_;
      const Sign sign_read = sign(context);
      if (at_end() || peek() == ')' || operator_ahead() != Operator::none) {
        if (sign_read.given) report_lonely(sign_read.begin, sign_read.end);
        return {};
      }
      QueryPart part = clause(context);
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

  QueryPart clause(const QueryContext& context) {
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

  QueryPart bracket(const QueryContext& context) {
    const std::size_t begin = at_++;
    if (depth_ >= kMaxQueryDepth) {
      skip_bracket();
      report(begin, at_,
             "brackets nest at most " + std::to_string(kMaxQueryDepth) +
                 " deep; what stands deeper was ignored");
      return {};
    }
    ++depth_;
    QueryPart part = either(context);
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

  // --- fields

  QueryPart field_clause(const QueryContext& outer, Field field) {
    const std::size_t begin = at_;
    const std::string name(name_of(field));
    at_ += name.size() + 1;
    if (!holds_words(outer.field) || outer.field == Field::title) {
      report(begin, at_,
             shown(slice(begin, at_)) + " was ignored: " + std::string(name_of(outer.field)) +
                 ":( ) holds no other fields");
      skip_space();
      return at_end() || peek() == ')' ? QueryPart{} : value(outer);
    }
    QueryContext context{field, false, outer.in_quotation || holds_quotation(field)};
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
    QueryPart part = value(context);
    if (!part.present) return {};
    if (field == Field::title) part.query = Query::title(std::move(part.query));
    if (holds_quotation(field) && !outer.in_quotation)
      part.query = Query::quotation(std::move(part.query));
    part.fields = true;
    return part;
  }

  // What follows "field:".
  QueryPart value(const QueryContext& context) {
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
  QueryPart unknown_field(const QueryContext& context, std::size_t name_size) {
    const std::size_t begin = at_;
    const std::size_t colon = begin + name_size;
    std::vector<QueryPart> parts;
    const auto add = [&](QueryPart part) {
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

  std::size_t depth_ = 0;
  std::size_t operand_begin_ = 0;  // of what operand() read last
};

}  // namespace

ParsedQuery parse_query(std::string_view text, const ParseOptions& options) {
  return Parser(text, options.today ? *options.today : local_today()).run();
}

}  // namespace quoth
