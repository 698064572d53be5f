// What must hold for any query: random texts, random bytes and random trees. Each failure prints
// its seed.
#include <doctest/doctest.h>

#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "quoth/query/parse.hpp"
#include "quoth/query/query.hpp"
#include "quoth/text/decode.hpp"

using namespace quoth;
using Kind = Query::Kind;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t count) { return random() % count; }

template <std::size_t N>
std::string one_of(Random& random, const char* const (&choices)[N]) {
  return choices[below(random, N)];
}

const ParseOptions kOnSunday{Day::from({2025, 3, 16})};

// Text made of what means something to the parser, whether or not it fits together.
std::string scribble(Random& random) {
  constexpr const char* kPieces[] = {"a",
                                     "b",
                                     "well-known",
                                     "Зеленський",
                                     "習近平",
                                     "U.S.",
                                     "AND",
                                     "OR",
                                     "NOT",
                                     "NEAR/3",
                                     "NEAR/3",
                                     "NEAR",
                                     "ADJ",
                                     "ADJ/2",
                                     "w/3",
                                     "w/0",
                                     "(a OR b)",
                                     "sabot*",
                                     "(",
                                     "(",
                                     ")",
                                     ")",
                                     "\"",
                                     "“",
                                     "”",
                                     "«",
                                     "»",
                                     "„",
                                     "+",
                                     "-",
                                     "*",
                                     "a*",
                                     "said:",
                                     "by:",
                                     "by:=",
                                     "name:",
                                     "title:",
                                     "person:(",
                                     "when:",
                                     "2022-03",
                                     "2022..",
                                     "..",
                                     "published:2020",
                                     "foo:",
                                     "foo:bar",
                                     "source:Post",
                                     "lang:en",
                                     "https://x.example",
                                     "'",
                                     "’s",
                                     "â€œ",
                                     "\xFF",
                                     "\xD0",
                                     ":",
                                     "=",
                                     "…",
                                     "–",
                                     "said:(",
                                     "by:(",
                                     "title:(",
                                     "when:(",
                                     "\t",
                                     "—",
                                     "/",
                                     "&",
                                     "b.c.",
                                     "name:a~90",
                                     "by:\"a b\"~0.7",
                                     "~80",
                                     "~",
                                     "~5%",
                                     "name:=a~60",
                                     "about:a",
                                     "about:(a b)",
                                     "kind:direct",
                                     "kind:",
                                     "stance:denied",
                                     "stance:(a"};
  std::string text;
  const std::size_t count = 1 + below(random, 24);
  for (std::size_t i = 0; i < count; ++i) {
    if (below(random, 8) == 0)
      text += static_cast<char>(random());
    else
      text += one_of(random, kPieces);
    if (below(random, 3) > 0) text += ' ';
  }
  return text;
}

Query random_tree(Random& random, int depth, bool quoted = false, bool words = false);

std::vector<Query> random_trees(Random& random, int depth, bool quoted, bool words) {
  std::vector<Query> trees;
  for (std::size_t i = 0, count = 1 + below(random, 3); i < count; ++i)
    trees.push_back(random_tree(random, depth, quoted, words));
  return trees;
}

// What Query::near takes.
Query random_place(Random& random, bool alternatives = true) {
  constexpr const char* kWords[] = {"a", "b", "c", "d"};
  switch (below(random, alternatives ? 5 : 4)) {
    case 0:
      return Query::phrase(one_of(random, kWords) + " " + one_of(random, kWords));
    case 1:
      return Query::prefix(one_of(random, kWords) + one_of(random, kWords));
    case 4:
      return Query::any({random_place(random, false), random_place(random, false)});
    default:
      return Query::word(one_of(random, kWords));
  }
}

Query random_leaf(Random& random, bool quoted, bool words) {
  constexpr const char* kWords[] = {"a", "b", "c", "d"};
  constexpr const char* kNames[] = {"Marek", "Ilse Marek"};
  const Interval year = Interval::of_days(Day::from({2022, 1, 1}), Day::from({2023, 1, 1}));
  switch (below(random, words ? 4 : 10)) {
    case 0:
      return Query::word(one_of(random, kWords));
    case 1: {
      std::vector<Query> row;
      for (std::size_t i = 1 + below(random, 4); i > 0; --i) row.push_back(random_place(random));
      return Query::near(std::move(row), 1 + static_cast<unsigned>(below(random, 3)),
                         random() % 2 == 0);
    }
    case 2:
      return Query::phrase(one_of(random, kWords) + " " + one_of(random, kWords));
    case 3:
      return below(random, 4) == 0 ? Query::everything() : Query::word(one_of(random, kWords));
    case 4:
      return Query::name(
          one_of(random, kNames), NameScope(below(random, 4)), random() % 2 == 0,
          random() % 2 == 0 ? 0 : kLeastStrictness + static_cast<int>(below(random, 51)));
    case 5:
      return Query::source("Post");
    case 6:
      return random() % 2 == 0 ? Query::when(year) : Query::published(year);
    case 7: {
      const Query leaf = random() % 2 == 0   ? Query::about(one_of(random, kNames))
                         : random() % 2 == 0 ? Query::speech(QuotationKind(below(random, 3)))
                                             : Query::stance(Stance(below(random, 3)));
      return quoted ? leaf : Query::quotation(leaf);
    }
    default:
      return quoted ? Query::speaker(one_of(random, kNames)) : by(one_of(random, kNames));
  }
}

Query random_tree(Random& random, int depth, bool quoted, bool words) {
  if (depth == 0) return random_leaf(random, quoted, words);
  const auto child = [&] { return random_tree(random, depth - 1, quoted, words); };
  switch (below(random, words ? 5 : 8)) {
    case 0:
      return random_leaf(random, quoted, words);
    case 1:
      return Query::all(random_trees(random, depth - 1, quoted, words));
    case 2:
      return Query::any(random_trees(random, depth - 1, quoted, words));
    case 3:
      return Query::without(child(), child());
    case 4:
      // Optional fields have no syntax of their own: see Query::syntax.
      return Query::prefer(child(), random_tree(random, depth - 1, false, true));
    case 5:
      return quoted ? child() : Query::title(random_tree(random, depth - 1, false, true));
    default:
      return quoted ? child() : Query::quotation(random_tree(random, depth - 1, true));
  }
}

// An article as far as a query can tell: which leaves hold of it, and of each of its quotations.
struct Document {
  std::set<std::string> holds;
  std::set<std::string> title;
  std::vector<Document> quotations;
};

bool matches(const Query& q, const Document& document) {
  switch (q.kind()) {
    case Kind::nothing:
      return false;
    case Kind::everything:
      return true;
    case Kind::all:
      for (const Query& child : q.children())
        if (!matches(child, document)) return false;
      return true;
    case Kind::any:
      for (const Query& child : q.children())
        if (matches(child, document)) return true;
      return false;
    case Kind::without:
      return matches(q.children()[0], document) && !matches(q.children()[1], document);
    case Kind::prefer:
      return matches(q.children()[0], document);
    case Kind::title:
      return matches(q.children()[0], Document{document.title, {}, {}});
    case Kind::quotation:
      for (const Document& quotation : document.quotations)
        if (matches(q.children()[0], quotation)) return true;
      return false;
    default:
      return document.holds.count(q.syntax()) > 0;
  }
}

void collect_leaves(const Query& q, std::set<std::string>& leaves) {
  if (q.children().empty() || q.kind() == Kind::near) leaves.insert(q.syntax());
  for (const Query& child : q.children()) collect_leaves(child, leaves);
}

Document random_document(Random& random, const std::set<std::string>& leaves, bool article) {
  Document document;
  for (const std::string& leaf : leaves) {
    if (random() % 2 == 0) document.holds.insert(leaf);
    if (random() % 2 == 0) document.title.insert(leaf);
  }
  if (article)
    for (std::size_t i = below(random, 3); i > 0; --i)
      document.quotations.push_back(random_document(random, leaves, false));
  return document;
}

std::uint32_t first_seed() {
  const char* seed = std::getenv("QUOTH_TEST_SEED");
  return seed != nullptr ? static_cast<std::uint32_t>(std::atoll(seed)) : 20250316;
}

bool on_boundary(std::string_view text, std::size_t byte) {
  for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).size)
    if (at >= byte) return at == byte;
  return byte == text.size();
}

void check_sound(const std::string& text) {
  const ParsedQuery parsed = parse_query(text, kOnSunday);
  const std::string syntax = parsed.query.syntax();
  CAPTURE(syntax);
  CHECK(is_utf8(syntax));
  const std::string plain = parsed.query.plain_words();
  CHECK(is_utf8(plain));
  std::uint32_t last = 0;
  for (const auto& issue : parsed.issues) {
    CHECK(issue.span.begin >= last);
    CHECK(issue.span.begin <= issue.span.end);
    CHECK(on_boundary(text, issue.span.begin));
    CHECK(on_boundary(text, issue.span.end));
    CHECK(is_utf8(issue.message));
    last = issue.span.begin;
  }
  if (syntax.size() > kMaxQueryBytes) return;
  const ParsedQuery again = parse_query(syntax, kOnSunday);
  CHECK(again.query == parsed.query);
  CHECK(again.issues.empty());
}

}  // namespace

TEST_CASE("query property: what the parser made reads back as itself") {
  const std::uint32_t seed = first_seed();
  for (std::uint32_t round = 0; round < 20000; ++round) {
    Random random(seed + round);
    const std::string text = scribble(random);
    INFO("QUOTH_TEST_SEED=" << seed + round);
    CAPTURE(text);
    check_sound(text);
  }
}

TEST_CASE("query property: any tree written and read again matches the same articles") {
  const std::uint32_t seed = first_seed();
  for (std::uint32_t round = 0; round < 5000; ++round) {
    Random random(seed + round);
    const Query tree = random_tree(random, 4);
    const std::string syntax = tree.syntax();
    INFO("QUOTH_TEST_SEED=" << seed + round);
    CAPTURE(syntax);
    const ParsedQuery read = parse_query(syntax, kOnSunday);
    CHECK(read.issues.empty());
    CHECK_FALSE(tree.plain_words().empty());
    const std::string again = read.query.syntax();
    CHECK(parse_query(again, kOnSunday).query == read.query);
    std::set<std::string> leaves;
    collect_leaves(tree, leaves);
    for (int i = 0; i < 20; ++i) {
      const Document document = random_document(random, leaves, true);
      CHECK(matches(tree, document) == matches(read.query, document));
    }
  }
}

TEST_CASE("query property: any bytes are a query") {
  const std::uint32_t seed = first_seed();
  for (std::uint32_t round = 0; round < 60; ++round) {
    Random random(seed + round);
    const std::string marks = "()\"+-*: \xE2\x80\x9C\xE2\x80\x9D";
    std::string bytes;
    const std::size_t size = below(random, kMaxQueryBytes + 200);
    while (bytes.size() < size)
      bytes += random() % 2 == 0 ? marks[below(random, marks.size())] : static_cast<char>(random());
    INFO("QUOTH_TEST_SEED=" << seed + round);
    check_sound(bytes);
  }
}

TEST_CASE("query property: 8 KiB of one thing is a query") {
  for (const char* piece :
       {"(",           ")",         "\"",       "“",         "„",       "«",      "+",
        "-",           "- ",        "NOT ",     "AND ",      "a AND ",  "a OR (", "a:",
        "by:",         "by:(",      "said:(",   "when:(",    "*",       "a* ",    "-(",
        "+a -b ",      "NEAR ",     "foo:bar ", ":",         "\xFF",    "习",     "a-",
        "a NEAR/2 ",   "ab* ADJ ",  "w/5 ",     "(a NEAR ",  "-a w/1 ", "NEAR/",  "a w/9 -",
        "when:.. ",    "‘",         "name:\"",  "title:(a ", "name:a~", "~",      "by:(a~9 ",
        "name:\"a\"~", "by:(a)~80 "}) {
    std::string text;
    while (text.size() < kMaxQueryBytes) text += piece;
    CAPTURE(piece);
    check_sound(text);
  }
}
