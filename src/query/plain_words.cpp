// Says a query in English, so that a reader sees what was understood.
//
// Every condition becomes a phrase that can follow "articles" or "quotations": "with the word
// “tanks”", "published in 2025". Rows of words are closed by their own wording ("with any of the
// words ..."); any other nesting is closed by brackets, so no reading is ambiguous.
#include <algorithm>
#include <string>
#include <vector>

#include "query/query_text.hpp"
#include "query/when.hpp"
#include "quoth/query/query.hpp"

namespace quoth {
namespace {

using Kind = Query::Kind;
using Phrases = std::vector<std::string>;

bool is_word(const Query& q) {
  return q.kind() == Kind::word || q.kind() == Kind::phrase || q.kind() == Kind::prefix;
}
bool is_row_of_words(const Query& q) {
  return (q.kind() == Kind::any || q.kind() == Kind::all) &&
         std::all_of(q.children().begin(), q.children().end(), is_word);
}
bool is_compound(const Query& q) {
  return (q.kind() == Kind::any || q.kind() == Kind::all || q.kind() == Kind::without ||
          q.kind() == Kind::prefer) &&
         !is_row_of_words(q);
}

std::string marked(const Query& q) {
  const std::string text = query_text::cleaned(q.text());
  return q.kind() == Kind::prefix ? "any word beginning with “" + text + "”" : "“" + text + "”";
}

// "a", "a and b", "a, b and c".
std::string listed(const Phrases& parts, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? ' ' + std::string(last) + ' ' : std::string(", ");
    out += parts[i];
  }
  return out;
}

std::string row_of_words(const Query& q) {
  Phrases parts;
  bool words = true;
  for (const Query& child : q.children()) {
    parts.push_back(marked(child));
    words = words && child.kind() == Kind::word;
  }
  const std::string which = q.kind() == Kind::any ? "any of"
                            : parts.size() == 2   ? "both"
                                                  : "all of";
  return which + (words ? " the words " : " ") + listed(parts, "and");
}

// "“a” and (“b” or “c”) within 5 words of each other".
std::string near_each_other(const Query& q) {
  Phrases parts;
  for (const Query& child : q.children()) {
    if (child.kind() != Kind::any) {
      parts.push_back(marked(child));
      continue;
    }
    Phrases choice;
    for (const Query& one : child.children()) choice.push_back(marked(one));
    parts.push_back("(" + listed(choice, "or") + ")");
  }
  return listed(parts, "and") + (q.ordered() ? " in this order within " : " within ") +
         (q.distance() == 1 ? "1 word" : std::to_string(q.distance()) + " words") +
         " of each other";
}

// A name as it is asked for.
std::string named(const Query& q) {
  std::string text = query_text::cleaned(q.text());
  if (q.exact()) return text + " (in exactly that spelling)";
  if (q.strictness() == 0) return text;
  return text + " (spelled at least " + std::to_string(q.strictness()) + " % alike)";
}

std::string in_small_letters(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return text;
}

// With what the reader wrote, where that says it in another way: "in March 2025 (“last month”)".
std::string in_time(const Query& q) {
  const std::string words = when_words(q.interval());
  const std::string written = in_small_letters(query_text::cleaned(q.text()));
  return in_small_letters(words).find(written) != std::string::npos
             ? words
             : words + " (" + marked(q) + ")";
}

class Describer {
 public:
  explicit Describer(bool in_quotation) : in_quotation_(in_quotation) {}

  // The condition as what follows "articles" or "quotations".
  std::string of(const Query& q) const {
    switch (q.kind()) {
      case Kind::nothing:
        return "that cannot be";
      case Kind::everything:
        return "of any kind";
      case Kind::word:
        return "with the word " + marked(q);
      case Kind::phrase:
        return query_text::count_words(q.text()) > 1
                   ? "with the words " + marked(q) + " side by side"
                   : "with exactly the word " + marked(q);
      case Kind::prefix:
        return "with " + marked(q);
      case Kind::near:
        return "with " + near_each_other(q);
      case Kind::all:
        return is_row_of_words(q) ? "with " + row_of_words(q) : conjunction(q);
      case Kind::any: {
        if (is_row_of_words(q)) return "with " + row_of_words(q);
        Phrases parts;
        for (const Query& child : q.children()) parts.push_back(closed(child));
        return (parts.size() == 2 ? "either " : "") + listed(parts, "or");
      }
      case Kind::without:
        if (q.children()[0].kind() == Kind::everything)
          return "other than those " + closed(q.children()[1]);
        return closed(q.children()[0]) + ", but not those " + closed(q.children()[1]);
      case Kind::prefer:
        return closed(q.children()[0]) + ", those " + closed(q.children()[1]) + " ranked higher";
      case Kind::title:
        return title(q.children()[0]);
      case Kind::source:
        return "from " + query_text::cleaned(q.text());
      case Kind::language:
        return "in the language " + marked(q);
      case Kind::name: {
        constexpr std::string_view kScopes[] = {"naming ", "naming the person ",
                                                "naming the organisation ", "naming the place "};
        return std::string(kScopes[static_cast<std::size_t>(q.scope())]) + named(q);
      }
      case Kind::speaker:
        return "by " + named(q);
      case Kind::about:
        return "about " + marked(q);
      case Kind::speech:
        return "in " + q.text() + " speech";
      case Kind::stance:
        return "that are " + q.text();
      case Kind::when:
        return (in_quotation_ ? "said " : "with a date ") + in_time(q);
      case Kind::published:
        return "published " + in_time(q);
      case Kind::quotation: {
        const Query& inside = q.children()[0];
        if (inside.kind() == Kind::everything) return "with a quotation";
        return "with a quotation " + Describer(true).closed_choice(inside);
      }
    }
    return "";
  }

 private:
  // A quotation's conditions stand at the end of a list; only a choice among them needs brackets.
  std::string closed_choice(const Query& q) const {
    return q.kind() == Kind::all || !is_compound(q) ? of(q) : "(" + of(q) + ")";
  }
  std::string closed(const Query& q) const { return is_compound(q) ? "(" + of(q) + ")" : of(q); }

  static std::string title(const Query& words) {
    if (is_word(words)) return "with " + marked(words) + " in the title";
    if (is_row_of_words(words)) return "with " + row_of_words(words) + " in the title";
    if (words.kind() == Kind::near) return "with " + near_each_other(words) + " in the title";
    return "with a title (" + Describer(false).of(words) + ")";
  }

  std::string conjunction(const Query& q) const {
    // The speaker comes first, as in "by Putin with the word", a quotation last, as its own
    // conditions follow it.
    Phrases speakers, parts, last;
    for (const Query& child : q.children()) {
      Phrases& place = child.kind() == Kind::speaker     ? speakers
                       : child.kind() == Kind::quotation ? last
                                                         : parts;
      place.push_back(closed(child));
    }
    std::string out = listed(speakers, "and");
    if (!out.empty() && !parts.empty()) out += ' ';
    parts.insert(parts.end(), last.begin(), last.end());
    return out + listed(parts, "and");
  }

  bool in_quotation_;
};

// What the results are, less the kind of node that says so.
Query inside_of(const Query& q) {
  if (q.kind() == Kind::quotation) return q.children()[0];
  std::vector<Query> children;
  for (const Query& child : q.children()) children.push_back(inside_of(child));
  switch (q.kind()) {
    case Kind::any:
      return Query::any(std::move(children));
    case Kind::without:
      return Query::without(std::move(children[0]), std::move(children[1]));
    case Kind::prefer:
      return Query::prefer(std::move(children[0]), std::move(children[1]));
    default:
      return q;
  }
}

}  // namespace

std::string Query::plain_words() const {
  if (kind() == Kind::nothing) return "nothing";
  const bool quotations = only_quotations();
  const Query asked = quotations ? inside_of(*this) : *this;
  const std::string what = quotations ? "quotations" : "articles";
  if (asked.kind() == Kind::everything) return "all " + what;
  if (asked.kind() == Kind::without && asked.children()[0].kind() == Kind::everything)
    return "all " + what + ' ' + Describer(quotations).of(asked);
  return what + ' ' + Describer(quotations).of(asked);
}

}  // namespace quoth
