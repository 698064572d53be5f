// Writes a query in its own language, with no bracket that the grammar of parse.cpp does not need:
// so a query that was read within the parser's bounds is written within them.
#include <algorithm>
#include <string>
#include <vector>

#include "query/query_text.hpp"
#include "query/when.hpp"
#include "quoth/query/query.hpp"
#include "quoth/text/decode.hpp"

namespace quoth {
namespace {

using Kind = Query::Kind;
using Clauses = std::vector<std::string>;

// What the parser takes for words side by side: no field stands in it.
bool is_soft(const Query& q) {
  switch (q.kind()) {
    case Kind::everything:
    case Kind::word:
    case Kind::phrase:
    case Kind::prefix:
    case Kind::near:
      return true;
    case Kind::all:
    case Kind::any:
    case Kind::without:
    case Kind::prefer:
      return std::all_of(q.children().begin(), q.children().end(), is_soft);
    default:
      return false;
  }
}

bool is_leaf(const Query& q) { return q.children().empty(); }
bool is_row_of_words(const Query& q) {
  return is_soft(q) &&
         (is_leaf(q) || (q.kind() == Kind::any &&
                         std::all_of(q.children().begin(), q.children().end(), is_leaf)));
}

std::string joined(const Clauses& clauses, std::string_view between) {
  std::string out;
  for (const std::string& clause : clauses) {
    if (!out.empty()) out += between;
    out += clause;
  }
  return out;
}

// In the first pair of marks that reads back as the same text.
std::string in_quotes(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    points += c.value;
    at += c.size;
  }
  for (const query_text::MarkPair& pair : query_text::mark_pairs()) {
    if (points.find_first_of(pair.close) != std::u32string::npos) continue;
    std::string out;
    append_utf8(out, pair.open);
    out += text;
    append_utf8(out, pair.close.front());
    return out;
  }
  // No text the parser read holds all closing marks. They mean nothing in a phrase.
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? ' ' : c;
  return out + '"';
}

// A value without spaces or anything else that ends it stands without marks.
std::string value(std::string_view text) {
  bool bare = !text.empty();
  for (std::size_t at = 0; bare && at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const bool letter = (c.value >= '0' && c.value <= '9') || (c.value >= 'A' && c.value <= 'Z') ||
                        (c.value >= 'a' && c.value <= 'z');
    const bool inner =
        at > 0 && c.value < 128 &&
        std::string_view("-_.'/&").find(static_cast<char>(c.value)) != std::string_view::npos;
    const bool foreign = c.value >= 128 && !query_text::is_space(c.value) &&
                         query_text::opened_by(c.value) == nullptr;
    bare = letter || inner || foreign;
    at += c.size;
  }
  return bare ? std::string(text) : in_quotes(text);
}

std::string strictness(const Query& q) {
  return q.strictness() == 0 ? std::string() : "~" + std::to_string(q.strictness());
}

std::string word(const std::string& text) {
  const bool one = query_text::is_bare_word(text) && !query_text::is_operator(text);
  return one ? text : in_quotes(text);
}

// What by itself speaks of a quotation.
bool is_of_quotations(const Query& q) {
  return q.kind() == Kind::speaker || q.kind() == Kind::about || q.kind() == Kind::speech ||
         q.kind() == Kind::stance;
}

class Writer {
 public:
  // Alternatives: at the top and in brackets.
  std::string either(const Query& q) {
    if (q.kind() != Kind::any) return both(q);
    if (is_row_of_words(q)) return group(q);
    Clauses parts;
    for (const Query& child : q.children()) parts.push_back(both(child));
    return joined(parts, " OR ");
  }

 private:
  // Operands of OR.
  std::string both(const Query& q) {
    if (q.kind() == Kind::all && !reads_as_group(q)) {
      Clauses parts;
      for (const Query& child : q.children()) parts.push_back(group(child));
      return joined(parts, " AND ");
    }
    if (q.kind() == Kind::without && q.children()[0].kind() == Kind::all &&
        !reads_as_group(q.children()[0])) {
      std::string out = both(q.children()[0]);
      for (const std::string& clause : unwanted(q.children()[1])) out += " AND NOT " + clause;
      return out;
    }
    return group(q);
  }

  // Fields with at most one row of words: these are best read side by side.
  static bool reads_as_group(const Query& all) {
    int rows = 0;
    for (const Query& child : all.children()) {
      const bool simple =
          is_leaf(child) || child.kind() == Kind::title || child.kind() == Kind::quotation;
      if (is_soft(child) ? !is_row_of_words(child) || ++rows > 1 : !simple) return false;
    }
    return true;
  }

  // Operands of AND.
  std::string group(const Query& q) { return joined(clauses(q), " "); }

  Clauses clauses(const Query& q) {
    switch (q.kind()) {
      case Kind::any:
        return is_soft(q) ? clause_each(q.children(), "") : Clauses{clause(q)};
      case Kind::all: {
        const auto rows = std::count_if(q.children().begin(), q.children().end(), is_soft);
        Clauses out;
        for (const Query& child : q.children()) {
          if (rows > 1) {
            append(out, required(child));
          } else if (child.kind() == Kind::any || child.kind() == Kind::quotation) {
            append(out, clauses(child));
          } else {
            out.push_back(clause(child));
          }
        }
        return out;
      }
      case Kind::without: {
        Clauses out;
        if (q.children()[0].kind() != Kind::everything) out = clauses(q.children()[0]);
        for (const std::string& clause : unwanted(q.children()[1])) out.push_back('-' + clause);
        return out;
      }
      case Kind::prefer: {
        const Query &needed = q.children()[0], &more = q.children()[1];
        if (!is_soft(
                more))  // only built, never read: fields cannot be optional, but alternatives can
          return {"(" + group(needed) + " AND (* OR " + either(more) + "))"};
        Clauses out;
        if (needed.kind() == Kind::all) {
          for (const Query& child : needed.children()) append(out, required(child));
        } else {
          out = required(needed);
        }
        append(out, more.kind() == Kind::any ? clauses(more) : Clauses{clause(more)});
        return out;
      }
      case Kind::quotation:
        return of_quotation(q.children()[0]);
      case Kind::nothing:
        return {};
      default:
        return {clause(q)};
    }
  }

  // "+" before each clause; those of one quotation stay apart, as conjunction joins them again.
  Clauses required(const Query& q) {
    Clauses out = q.kind() == Kind::quotation ? clauses(q) : Clauses{clause(q)};
    for (std::string& one : out) one.insert(0, 1, '+');
    return out;
  }

  Clauses unwanted(const Query& q) {
    return q.kind() == Kind::any ? clause_each(q.children(), "") : Clauses{clause(q)};
  }

  Clauses clause_each(const std::vector<Query>& queries, std::string_view prefix) {
    Clauses out;
    for (const Query& q : queries) out.push_back(std::string(prefix) + clause(q));
    return out;
  }

  // One unit: what a sign can stand before.
  std::string clause(const Query& q) {
    switch (q.kind()) {
      case Kind::everything:
        return "*";
      case Kind::word:
        return word(q.text());
      case Kind::phrase:
        return in_quotes(q.text());
      case Kind::prefix:
        return q.text() + '*';
      case Kind::near:  // binds closer than signs do: no brackets
        return joined(clause_each(q.children(), ""), (q.ordered() ? " ADJ/" : " NEAR/") +
                                                         std::to_string(q.distance()) + ' ');
      case Kind::title:
        return "title:" + in_field(q.children()[0]);
      case Kind::source:
        return "source:" + value(q.text());
      case Kind::language:
        return "lang:" + value(q.text());
      case Kind::name: {
        constexpr std::string_view kScopes[] = {"name:", "person:", "org:", "place:"};
        return std::string(kScopes[static_cast<std::size_t>(q.scope())]) + (q.exact() ? "=" : "") +
               value(q.text()) + strictness(q);
      }
      case Kind::speaker:
        return std::string("by:") + (q.exact() ? "=" : "") + value(q.text()) + strictness(q);
      case Kind::about:
        return "about:" + value(q.text());
      case Kind::speech:
        return "kind:" + q.text();
      case Kind::stance:
        return "stance:" + q.text();
      case Kind::when:
        return "when:" + when_syntax(q.interval());
      case Kind::published:
        return "published:" + when_syntax(q.interval());
      case Kind::quotation: {
        const Clauses parts = of_quotation(q.children()[0]);
        return parts.size() == 1 ? parts[0] : "(" + joined(parts, " ") + ")";
      }
      default:
        return "(" + either(q) + ")";
    }
  }

  // Conditions on one quotation, side by side: the parser joins them again.
  Clauses of_quotation(const Query& inside) {
    if (inside.kind() != Kind::all)
      return {is_of_quotations(inside) ? clause(inside) : "said:" + in_field(inside)};
    Clauses out;
    for (const Query& child : inside.children()) append(out, of_quotation(child));
    return out;
  }

  std::string in_field(const Query& q) {
    const bool bare = is_leaf(q) && is_soft(q);
    return bare ? clause(q) : "(" + either(q) + ")";
  }

  static void append(Clauses& out, Clauses more) {
    out.insert(out.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
  }
};

}  // namespace

std::string Query::syntax() const {
  return kind() == Kind::nothing ? std::string() : Writer().either(*this);
}

}  // namespace quoth
