#include "quoth/query/query.hpp"

#include <algorithm>
#include <utility>

#include "query/near_row.hpp"
#include "query/query_text.hpp"
#include "query/when.hpp"
#include "quoth/error.hpp"

namespace quoth {

struct Query::Node {
  Kind kind = Kind::nothing;
  NameScope scope = NameScope::any;
  bool exact = false;
  bool ordered = false;
  std::uint8_t strictness = 0;
  std::uint16_t distance = 0;
  bool holds_quotation = false;  // here or below
  std::uint32_t height = 1;
  std::string text;
  Interval interval;
  std::vector<Query> children;
};

namespace {

using Kind = Query::Kind;

std::uint8_t checked_strictness(int strictness) {
  if (strictness != 0 && (strictness < kLeastStrictness || strictness > 100))
    throw UsageError("a name's strictness of " + std::to_string(strictness) +
                     " is out of range; give " + std::to_string(kLeastStrictness) +
                     " to 100 per cent, or 0 for the usual");
  return static_cast<std::uint8_t>(strictness);
}

bool is_everything_without(const Query& q) {
  return q.kind() == Kind::without && q.children()[0].kind() == Kind::everything;
}

bool matches_all(const Query& q) {
  const std::vector<Query>& children = q.children();
  switch (q.kind()) {
    case Kind::everything:
      return true;
    case Kind::any:
      return std::any_of(children.begin(), children.end(), matches_all);
    case Kind::all:
      return std::all_of(children.begin(), children.end(), matches_all);
    case Kind::prefer:
    case Kind::title:
      return matches_all(children[0]);
    default:
      return false;
  }
}

// The parts of an `all` or `any` in the making: its children with those of the same kind opened up.
void flatten(Kind kind, std::vector<Query> children, std::vector<Query>& out) {
  for (Query& child : children) {
    if (child.kind() == kind) {
      out.insert(out.end(), child.children().begin(), child.children().end());
    } else {
      out.push_back(std::move(child));
    }
  }
}

bool only_words(const Query& q) {
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
      return std::all_of(q.children().begin(), q.children().end(), only_words);
    default:
      return false;
  }
}

Query words_or_phrase(std::string_view text) {
  return query_text::count_words(text) > 1 ? Query::phrase(text) : Query::word(text);
}

std::vector<Query> words_or_phrases(std::initializer_list<std::string_view> texts) {
  std::vector<Query> out;
  for (const std::string_view text : texts) out.push_back(words_or_phrase(text));
  return out;
}

}  // namespace

Query::Query() noexcept = default;
Query::Query(std::shared_ptr<const Node> node) noexcept : node_(std::move(node)) {}

const Query::Node& Query::node() const noexcept {
  static const Node nothing;
  return node_ ? *node_ : nothing;
}

Query::Kind Query::kind() const noexcept { return node().kind; }
const std::string& Query::text() const noexcept { return node().text; }
NameScope Query::scope() const noexcept { return node().scope; }
bool Query::exact() const noexcept { return node().exact; }
int Query::strictness() const noexcept { return node().strictness; }
const Interval& Query::interval() const noexcept { return node().interval; }
unsigned Query::distance() const noexcept { return node().distance; }
bool Query::ordered() const noexcept { return node().ordered; }
const std::vector<Query>& Query::children() const noexcept { return node().children; }

Query Query::leaf(Node node) { return Query(std::make_shared<const Node>(std::move(node))); }

Query Query::inner(Kind kind, std::vector<Query> children) {
  Node node;
  node.kind = kind;
  node.holds_quotation = kind == Kind::quotation;
  for (const Query& child : children) {
    node.holds_quotation = node.holds_quotation || child.node().holds_quotation;
    node.height = std::max(node.height, child.node().height + 1);
  }
  if (node.height > kMaxHeight)
    throw UsageError("the query is nested more than " + std::to_string(kMaxHeight) +
                     " levels deep; build it from fewer alternating operators");
  node.children = std::move(children);
  return leaf(std::move(node));
}

Query Query::everything() {
  Node node;
  node.kind = Kind::everything;
  return leaf(std::move(node));
}

Query Query::with_text(Kind kind, std::string_view text) {
  Node node;
  node.kind = kind;
  node.text = text;
  return leaf(std::move(node));
}

Query Query::word(std::string_view text) { return with_text(Kind::word, text); }
Query Query::phrase(std::string_view text) { return with_text(Kind::phrase, text); }

Query Query::prefix(std::string_view text) {
  if (!query_text::is_prefix(text))
    throw UsageError(query_text::shown(text) +
                     " cannot be the begin of a word; give at least two letters or digits of one "
                     "word, without a star");
  return with_text(Kind::prefix, text);
}

Query Query::source(std::string_view text) { return with_text(Kind::source, text); }
Query Query::language(std::string_view text) { return with_text(Kind::language, text); }

Query Query::name(std::string_view text, NameScope scope, bool exact, int strictness) {
  Node node;
  node.kind = Kind::name;
  node.text = text;
  node.scope = scope;
  node.exact = exact;
  node.strictness = exact ? 0 : checked_strictness(strictness);  // exactly is as strict as can be
  return leaf(std::move(node));
}

Query Query::speaker(std::string_view text, bool exact, int strictness) {
  Node node;
  node.kind = Kind::speaker;
  node.text = text;
  node.exact = exact;
  node.strictness = exact ? 0 : checked_strictness(strictness);  // exactly is as strict as can be
  return leaf(std::move(node));
}

Query Query::about(std::string_view words) { return with_text(Kind::about, words); }
Query Query::speech(QuotationKind kind) { return with_text(Kind::speech, name_of(kind)); }
Query Query::stance(Stance stance) { return with_text(Kind::stance, name_of(stance)); }

Query Query::in_time(Kind kind, const Interval& interval, std::string_view shown) {
  Node node;
  node.kind = kind;
  node.interval = {std::max(interval.from, kAllTime.from),
                   std::min(interval.until, kAllTime.until)};
  node.text = shown;
  if (node.interval.empty()) return {};
  return leaf(std::move(node));
}

Query Query::when(const Interval& interval, std::string_view shown) {
  return in_time(Kind::when, interval, shown);
}
Query Query::published(const Interval& interval, std::string_view shown) {
  return in_time(Kind::published, interval, shown);
}

Query Query::all(std::vector<Query> children) {
  std::vector<Query> parts, wanted, unwanted, inside;
  flatten(Kind::all, std::move(children), parts);
  std::size_t quotation_at = 0;
  bool everything_seen = false;
  for (Query& part : parts) {
    switch (part.kind()) {
      case Kind::nothing:
        return {};
      case Kind::everything:
        everything_seen = true;
        break;
      case Kind::quotation:
        if (inside.empty()) {
          quotation_at = wanted.size();
          wanted.push_back(part);
        }
        inside.push_back(part.children()[0]);
        break;
      default:
        // "Everything without x" beside anything else is that without x.
        if (is_everything_without(part)) {
          unwanted.push_back(part.children()[1]);
        } else {
          wanted.push_back(std::move(part));
        }
    }
  }
  if (inside.size() > 1) wanted[quotation_at] = quotation(all(std::move(inside)));
  if (wanted.empty() && (everything_seen || !unwanted.empty())) wanted.push_back(everything());
  if (wanted.empty()) return {};
  Query base = wanted.size() == 1 ? std::move(wanted[0]) : inner(Kind::all, std::move(wanted));
  return without(std::move(base), any(std::move(unwanted)));
}

Query Query::any(std::vector<Query> children) {
  std::vector<Query> parts, kept;
  flatten(Kind::any, std::move(children), parts);
  bool everything_seen = false;
  for (Query& part : parts) {
    if (part.kind() == Kind::nothing) continue;
    if (part.kind() == Kind::everything && std::exchange(everything_seen, true)) continue;
    kept.push_back(std::move(part));
  }
  if (kept.empty()) return {};
  return kept.size() == 1 ? std::move(kept[0]) : inner(Kind::any, std::move(kept));
}

Query Query::without(Query wanted, Query unwanted) {
  if (unwanted.kind() == Kind::nothing || wanted.kind() == Kind::nothing) return wanted;
  if (matches_all(unwanted)) return {};
  if (wanted.kind() == Kind::without)
    return without(wanted.children()[0], any({wanted.children()[1], std::move(unwanted)}));
  return inner(Kind::without, {std::move(wanted), std::move(unwanted)});
}

Query Query::prefer(Query required, Query optional) {
  if (required.kind() == Kind::nothing || optional.kind() == Kind::nothing ||
      optional.kind() == Kind::everything)
    return required;
  if (required.kind() == Kind::prefer)
    return prefer(required.children()[0], any({required.children()[1], std::move(optional)}));
  return inner(Kind::prefer, {std::move(required), std::move(optional)});
}

Query Query::near(std::vector<Query> children, unsigned distance, bool ordered) {
  if (distance < 1 || distance > kMaxDistance)
    throw UsageError("words cannot be asked for at a distance of " + std::to_string(distance) +
                     "; give 1 to " + std::to_string(kMaxDistance));
  for (const Query& child : children) {
    if (child.kind() == Kind::nothing) return {};
    if (!can_be_near(child))
      throw UsageError("only words, phrases, prefixes and any of these can be near each other; put "
                       "other conditions beside them");
  }
  if (children.empty()) return {};
  if (children.size() == 1) return std::move(children[0]);
  if (children.size() > kMaxNear)
    throw UsageError(std::to_string(children.size()) +
                     " words cannot be asked for near each other; give at most " +
                     std::to_string(kMaxNear));
  Node node;
  node.kind = Kind::near;
  node.distance = static_cast<std::uint16_t>(distance);
  node.ordered = ordered;
  for (const Query& child : children) node.height = std::max(node.height, child.node().height + 1);
  node.children = std::move(children);
  return leaf(std::move(node));
}

Query Query::title(Query words) {
  if (words.kind() == Kind::nothing || words.kind() == Kind::everything) return words;
  if (!only_words(words))
    throw UsageError("a title holds words and phrases; put other conditions beside it");
  return inner(Kind::title, {std::move(words)});
}

Query Query::quotation(Query inside) {
  inside = opened(std::move(inside));
  if (inside.kind() == Kind::nothing) return inside;
  return inner(Kind::quotation, {std::move(inside)});
}

// What stands in one quotation stands in the same one: the nodes of quotations below go.
Query Query::opened(Query q) {
  if (!q.node().holds_quotation) return q;
  if (q.kind() == Kind::quotation) return q.children()[0];
  std::vector<Query> children;
  children.reserve(q.children().size());
  for (const Query& child : q.children()) children.push_back(opened(child));
  switch (q.kind()) {
    case Kind::all:
      return all(std::move(children));
    case Kind::any:
      return any(std::move(children));
    case Kind::without:
      return without(std::move(children[0]), std::move(children[1]));
    default:
      return prefer(std::move(children[0]), std::move(children[1]));
  }
}

Query Query::by(std::string_view name) const {
  if (kind() != Kind::quotation)
    throw UsageError("by(\"" + std::string(name) +
                     "\") needs a quotation to be its speaker: begin with said(...)");
  return quotation(all({speaker(name), children()[0]}));
}

bool Query::only_quotations() const noexcept {
  switch (kind()) {
    case Kind::quotation:
      return true;
    case Kind::any:
    case Kind::without:
    case Kind::prefer:
      return std::all_of(children().begin(), children().end(),
                         [](const Query& child) { return child.only_quotations(); });
    default:
      return false;
  }
}

bool operator==(const Query& a, const Query& b) noexcept {
  if (a.node_ == b.node_) return true;
  const Query::Node &x = a.node(), &y = b.node();
  if (x.kind != y.kind || x.scope != y.scope || x.exact != y.exact ||
      x.strictness != y.strictness || x.interval != y.interval || x.distance != y.distance ||
      x.ordered != y.ordered)
    return false;
  // How a person wrote an interval is no part of what is asked.
  const bool time = x.kind == Kind::when || x.kind == Kind::published;
  return (time || x.text == y.text) && x.children == y.children;
}

Query near(std::initializer_list<std::string_view> words, unsigned distance) {
  return Query::near(words_or_phrases(words), distance);
}
Query in_order(std::initializer_list<std::string_view> words, unsigned distance) {
  return Query::near(words_or_phrases(words), distance, true);
}
Query word_beginning(std::string_view letters) { return Query::prefix(letters); }

Query said(std::string_view words) { return Query::quotation(words_or_phrase(words)); }

Query by(std::string_view name) { return Query::quotation(Query::speaker(name)); }
Query about(std::string_view words) { return Query::quotation(Query::about(words)); }
Query said_during(std::string_view when) { return Query::quotation(during(when)); }
Query in_speech(QuotationKind kind) { return Query::quotation(Query::speech(kind)); }
Query with_stance(Stance stance) { return Query::quotation(Query::stance(stance)); }

Query during(std::string_view when) {
  const WhenReading read = read_when(when, local_today());
  if (!read.interval)
    throw UsageError("\"" + std::string(when) + "\" is no " +
                     (read.trouble == WhenReading::Trouble::reversed
                          ? "range: it ends before it begins"
                          : "date; write 2022-03-11, 2022-03, 2022-03..2022-04 or ..2020"));
  return Query::when(*read.interval, read.absolute ? std::string_view{} : when);
}

}  // namespace quoth
