#include "analyze/dates/rules.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "analyze/tables/per_language.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

constexpr WordClasses kDateClasses =
    classes_of(WordClass::month, WordClass::weekday, WordClass::time_unit, WordClass::day_part,
               WordClass::season, WordClass::cardinal, WordClass::ordinal, WordClass::temporal,
               WordClass::holiday, WordClass::time_zone);

struct AtomName {
  std::string_view name;
  Atom atom;
};
constexpr AtomName kAtomNames[] = {
    {"DAY", Atom::day},         {"YEAR", Atom::year},         {"MONTH", Atom::month},
    {"WEEKDAY", Atom::weekday}, {"UNIT", Atom::unit},         {"UNITS", Atom::units},
    {"PART", Atom::part},       {"SEASON", Atom::season},     {"HOLIDAY", Atom::holiday},
    {"CLOCK", Atom::clock},     {"NUMDATE", Atom::numdate},   {"N", Atom::quantity},
    {"NUM", Atom::number},      {"ORD", Atom::ordinal},       {"DECADE", Atom::decade},
    {"TWO", Atom::two},         {"WEEKDAYS", Atom::weekdays}, {"-", Atom::dash},
    {",", Atom::comma},         {".", Atom::point},           {"/", Atom::slash},
    {"(", Atom::bracket},       {"'s", Atom::clitic},
};

// Word classes an atom can start with, so that most tokens are turned away by one test.
constexpr std::array<WordClasses, static_cast<std::size_t>(Atom::count_)> kFirstClasses = [] {
  std::array<WordClasses, static_cast<std::size_t>(Atom::count_)> table{};
  const auto set = [&](Atom atom, auto... classes) {
    table[static_cast<std::size_t>(atom)] = classes_of(classes...);
  };
  set(Atom::day, WordClass::ordinal, WordClass::cardinal);
  set(Atom::year, WordClass::cardinal);
  set(Atom::month, WordClass::month);
  set(Atom::weekday, WordClass::weekday);
  set(Atom::weekdays, WordClass::weekday);
  set(Atom::unit, WordClass::time_unit);
  set(Atom::units, WordClass::time_unit);
  set(Atom::part, WordClass::day_part);
  set(Atom::season, WordClass::season);
  set(Atom::clock, WordClass::cardinal);
  set(Atom::quantity, WordClass::cardinal, WordClass::temporal);
  set(Atom::number, WordClass::cardinal);
  set(Atom::ordinal, WordClass::ordinal, WordClass::cardinal);
  set(Atom::decade, WordClass::temporal);
  table[static_cast<std::size_t>(Atom::holiday)] = classes_of(WordClass::holiday) | kStartsPhrase;
  return table;
}();

constexpr bool reads_numbers(Atom atom) noexcept {
  switch (atom) {
    case Atom::day:
    case Atom::year:
    case Atom::clock:
    case Atom::numdate:
    case Atom::quantity:
    case Atom::number:
    case Atom::ordinal:
    case Atom::decade:
    case Atom::two:
      return true;
    default:
      return false;
  }
}

constexpr bool is_mark(Atom atom) noexcept { return atom >= Atom::dash && atom < Atom::count_; }

bool can_be(const TokenTable& t, Atom atom, TokenIndex i) noexcept {
  switch (t.kind(i)) {
    case TokenKind::word:
      return (t.classes(i) & kFirstClasses[static_cast<std::size_t>(atom)]) != 0 ||
             (atom == Atom::year && t.shape(i) == Shape::upper);  // AD 79
    case TokenKind::number:
      return reads_numbers(atom);
    case TokenKind::mark:
      return atom == Atom::year || atom == Atom::decade;
    default:
      return is_mark(atom);
  }
}

Grain grain_named(std::string_view name) noexcept {
  constexpr std::pair<std::string_view, Grain> kNames[] = {
      {"second", Grain::second},
      {"minute", Grain::minute},
      {"hour", Grain::hour},
      {"part", Grain::part},
      {"day", Grain::day},
      {"weekend", Grain::weekend},
      {"week", Grain::week},
      {"month", Grain::month},
      {"season", Grain::season},
      {"quarter", Grain::quarter},
      {"half", Grain::half},
      {"year", Grain::year},
      {"decade", Grain::decade},
      {"century", Grain::century},
      {"fortnight", Grain::fortnight},
      {"millennium", Grain::millennium},
  };
  for (const auto& [n, grain] : kNames)
    if (n == name) return grain;
  return Grain::none;
}

DayPart part_named(std::string_view name) noexcept {
  constexpr std::pair<std::string_view, DayPart> kNames[] = {
      {"morning", DayPart::morning},     {"midday", DayPart::midday},
      {"afternoon", DayPart::afternoon}, {"evening", DayPart::evening},
      {"night", DayPart::night},         {"daytime", DayPart::daytime},
      {"noon", DayPart::noon},           {"midnight", DayPart::midnight},
  };
  for (const auto& [n, part] : kNames)
    if (n == name) return part;
  return DayPart::none;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    if (end != 0) out.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

}  // namespace

/// Builds the trie. A frontier is the set of nodes that the elements read so far can lead to, each
/// with the depths at which brackets stood on its path.
class RuleSet::Compiler {
 public:
  Compiler(RuleSet& out, const Lexicon& lexicon, std::vector<std::string>* errors,
           std::string_view file)
      : out_(out), lexicon_(lexicon), errors_(errors), file_(file) {
    nodes_.emplace_back();
    out_.symbol_of_word_.assign(lexicon.size(), 0);
  }

  void row(std::span<const std::string_view> columns, std::size_t line) {
    line_ = line;
    if (columns.size() < 3)
      return fail(columns[0], "needs a name, a pattern and a reading, with TABs between them");
    if (columns[0] == "define") {
      definitions_[std::string(columns[1])].push_back({std::string(columns[2]), line});
      return;
    }
    Rule rule;
    rule.name = columns[0];
    if (!read_reading(columns[2], rule)) return;
    const auto id = static_cast<std::uint32_t>(out_.rules_.size());
    out_.rules_.push_back(std::move(rule));
    const Frontier ends = expand(columns[1], {Path{}}, 0);
    for (const Path& path : ends) {
      if (path.node == 0) {
        fail(columns[0], "could match no word at all; leave one element without its ?");
        continue;
      }
      Draft& node = nodes_[path.node];
      Accept accept{id, path.bounds, -1};
      if (path.brackets == 0) accept.bounds = {0, path.depth, 0, 0};
      // The row that stands first is asked first.
      std::int32_t* slot = &node.accept;
      while (*slot >= 0 && out_.accepts_[static_cast<std::size_t>(*slot)].rule != id)
        slot = &out_.accepts_[static_cast<std::size_t>(*slot)].next;
      if (*slot >= 0) continue;
      *slot = static_cast<std::int32_t>(out_.accepts_.size());
      out_.accepts_.push_back(accept);
    }
  }

  // Lays the drafts down as flat arrays, the words of a set one by one.
  void finish() {
    for (const Rule& rule : out_.rules_)
      if (rule.reading == Reading::set && rule.check == Check::quantity) out_.rate_ = &rule;
    for (Draft& draft : nodes_) {
      Node node;
      node.accept = draft.accept;
      node.words = static_cast<std::uint32_t>(out_.word_edges_.size());
      node.atoms = static_cast<std::uint32_t>(out_.atom_edges_.size());
      for (const Edge& edge : draft.edges) {
        if (edge.kind == EdgeKind::atom) {
          out_.atom_edges_.push_back({static_cast<Atom>(edge.id), edge.child});
        } else if (edge.kind == EdgeKind::number) {
          out_.word_edges_.push_back({kNumberSymbol | edge.id, edge.child});
        } else {
          for (const std::uint16_t symbol : sets_[edge.id])
            out_.word_edges_.push_back({symbol, edge.child});
        }
      }
      node.words_end = static_cast<std::uint32_t>(out_.word_edges_.size());
      node.atoms_end = static_cast<std::uint32_t>(out_.atom_edges_.size());
      std::sort(out_.word_edges_.begin() + node.words, out_.word_edges_.end(),
                [](const WordEdge& a, const WordEdge& b) { return a.symbol < b.symbol; });
      out_.nodes_.push_back(node);
    }
    WordClasses first = 0;
    for (std::uint32_t k = out_.nodes_[0].atoms; k < out_.nodes_[0].atoms_end; ++k)
      first |= kFirstClasses[static_cast<std::size_t>(out_.atom_edges_[k].atom)];
    // Words that a quantity can start with ("a", "some") still need a unit after them.
    first &= ~classes_of(WordClass::temporal);
    out_.starts_.assign(lexicon_.size(), 0);
    for (WordId word = 0; word < lexicon_.size(); ++word) {
      const WordClasses classes = lexicon_.classes(word);
      std::uint8_t& starts = out_.starts_[word];
      if ((classes & first & ~kStartsPhrase) != 0) starts = 2;
      if ((classes & kStartsPhrase) != 0 || has(classes, WordClass::temporal))
        starts = std::max(starts, std::uint8_t{1});
      const std::uint16_t symbol = out_.symbol_of_word_[word];
      for (std::uint32_t k = out_.nodes_[0].words; symbol != 0 && k < out_.nodes_[0].words_end;
           ++k) {
        if (out_.word_edges_[k].symbol != symbol) continue;
        starts = std::max(starts, std::uint8_t{1});
        if (out_.nodes_[out_.word_edges_[k].child].accept >= 0) starts = 2;
      }
      // "eighties" is an atom and a word of time at once.
      if (decade_of(lexicon_, word) != 0) starts = starts != 0 ? std::uint8_t{2} : starts;
    }
  }

 private:
  enum class EdgeKind : std::uint8_t { atom, set, number };
  struct Edge {
    EdgeKind kind;
    std::uint16_t id;  ///< an Atom, a set of words, or a number itself
    std::uint32_t child;
  };
  struct Draft {
    std::vector<Edge> edges;
    std::int32_t accept = -1;
  };
  struct Definition {
    std::string pattern;
    std::size_t line;  ///< where a mistake in it is told
  };
  struct Path {
    std::uint32_t node = 0;
    std::uint8_t depth = 0;
    std::uint8_t brackets = 0;
    std::array<std::uint8_t, 4> bounds{};
    friend auto operator<=>(const Path&, const Path&) = default;
  };
  using Frontier = std::vector<Path>;

  void fail(std::string_view row, std::string_view what) {
    if (errors_ == nullptr) return;
    std::string error =
        file_ + ":" + std::to_string(line_) + ": \"" + std::string(row) + "\" " + std::string(what);
    // A definition is read again by each row that uses it.
    if (std::find(errors_->begin(), errors_->end(), error) == errors_->end())
      errors_->push_back(std::move(error));
  }

  bool read_reading(std::string_view text, Rule& rule) {
    const auto fields = split(text, ' ');
    constexpr std::pair<std::string_view, Reading> kReadings[] = {
        {"none", Reading::none},          {"date", Reading::date},
        {"deictic", Reading::deictic},    {"offset", Reading::offset},
        {"duration", Reading::duration},  {"set", Reading::set},
        {"reference", Reading::reference}};
    bool known = false;
    for (const auto& [name, reading] : kReadings) {
      if (fields.empty() || fields[0] != name) continue;
      rule.reading = reading;
      known = true;
    }
    if (!known) {
      fail(rule.name,
           "has no such reading; write date, deictic, offset, duration, set, reference or none");
      return false;
    }
    for (std::size_t k = 1; k < fields.size(); ++k) {
      const std::size_t equals = fields[k].find('=');
      const std::string_view key = fields[k].substr(0, equals);
      const std::string_view value =
          equals == std::string_view::npos ? std::string_view{} : fields[k].substr(equals + 1);
      if (key == "shift") {
        std::from_chars(value.data() + (value.starts_with('+') ? 1 : 0),
                        value.data() + value.size(), rule.shift);
      } else if (key == "holiday") {
        std::from_chars(value.data(), value.data() + value.size(), rule.holiday);
      } else if (key == "unit") {
        rule.unit = grain_named(value);
        if (rule.unit == Grain::none)
          fail(rule.name,
               "has an unknown unit; write second, minute, ... week, month, year, century");
      } else if (key == "part") {
        rule.part = part_named(value);
        if (rule.part == DayPart::none)
          fail(rule.name, "has an unknown part of the day; write morning, noon, night, ...");
      } else if (key == "anchor") {
        rule.anchor = value == "discourse" ? Anchor::discourse : Anchor::published;
      } else if (key == "check") {
        constexpr std::pair<std::string_view, Check> kChecks[] = {
            {"year", Check::year},   {"month", Check::month},        {"season", Check::season},
            {"part", Check::part},   {"unit", Check::unit},          {"quantity", Check::quantity},
            {"edge", Check::edge},   {"coming", Check::coming},      {"time", Check::time},
            {"clock", Check::clock}, {"narrative", Check::narrative}};
        for (const auto& [name, check] : kChecks)
          if (name == value) rule.check = check;
        if (rule.check == Check::none)
          fail(rule.name, "has an unknown check; see the README of the tables for those there are");
      } else if (key == "value") {
        rule.value = value;
      } else if (key == "mod") {
        rule.mod = value;
      } else if (key == "quant") {
        rule.quant = value;
      } else if (key == "freq") {
        rule.freq = value;
      } else if (key == "bc") {
        rule.bc = true;
      } else if (key == "event") {
        rule.event = true;
      } else if (key == "year-told") {
        rule.year_told = true;
      } else if (key == "latest") {
        rule.latest = true;
      } else if (key == "per-amount") {
        rule.per_amount = true;
      } else {
        fail(rule.name,
             "has an unknown key " + std::string(key) + "; the README of the tables lists them");
      }
    }
    return true;
  }

  Frontier expand(std::string_view pattern, Frontier frontier, int nesting) {
    if (nesting > 8) {
      fail(pattern, "is defined by itself; take its own name out of the pattern");
      return {};
    }
    for (std::string_view element : split(pattern, ' ')) {
      if (element == "[" || element == "]") {
        for (Path& path : frontier)
          if (path.brackets < 4) path.bounds[path.brackets++] = path.depth;
        continue;
      }
      const bool optional = element.size() > 1 && element.ends_with('?');
      if (optional) element.remove_suffix(1);
      Frontier next;
      if (optional) next = frontier;
      std::string plain;
      for (const std::string_view choice : split(element, '|')) {
        if (!choice.starts_with('<')) {
          plain += plain.empty() ? "" : "|";
          plain += choice;
          continue;
        }
        const auto found = definitions_.find(std::string(choice));
        if (found == definitions_.end()) {
          fail(pattern, "uses the unknown " + std::string(choice) + "; define it in a row above");
          return {};
        }
        for (const Definition& definition : found->second) {
          const std::size_t line = std::exchange(line_, definition.line);
          const Frontier reached = expand(definition.pattern, frontier, nesting + 1);
          line_ = line;
          next.insert(next.end(), reached.begin(), reached.end());
        }
      }
      if (!plain.empty())
        for (const Edge& edge : edges_of(plain, pattern))
          for (const Path& path : frontier)
            if (path.depth < kMostDepth) next.push_back(step(path, edge));
      std::sort(next.begin(), next.end());
      next.erase(std::unique(next.begin(), next.end()), next.end());
      frontier = std::move(next);
    }
    return frontier;
  }

  // The edges of one element: each atom of the alternatives, and its words as one word or set.
  std::vector<Edge> edges_of(std::string_view element, std::string_view pattern) {
    std::vector<Edge> edges;
    std::vector<std::uint16_t> symbols;
    for (const std::string_view name : split(element, '|')) {
      const auto atom = std::find_if(std::begin(kAtomNames), std::end(kAtomNames),
                                     [&](const AtomName& a) { return a.name == name; });
      if (atom != std::end(kAtomNames)) {
        edges.push_back({EdgeKind::atom, static_cast<std::uint16_t>(atom->atom), 0});
        continue;
      }
      if (name.find_first_not_of("0123456789") == std::string_view::npos) {
        std::uint16_t number = 0;
        std::from_chars(name.data(), name.data() + name.size(), number);
        edges.push_back({EdgeKind::number, number, 0});
        continue;
      }
      const WordId word = lexicon_.find_text(name);
      if (word == kNoWord || (lexicon_.classes(word) & kDateClasses) == 0) {
        fail(pattern,
             "uses the word " + std::string(name) +
                 ", which has no class of time; give it one in lexicon/calendar.tsv (temporal, "
                 "if no other fits)");
        continue;
      }
      std::uint16_t& symbol = out_.symbol_of_word_[word];
      if (symbol == 0) symbol = ++symbols_;
      symbols.push_back(symbol);
    }
    if (symbols.empty()) return edges;
    std::sort(symbols.begin(), symbols.end());
    const auto known = std::find(sets_.begin(), sets_.end(), symbols);
    edges.push_back({EdgeKind::set, static_cast<std::uint16_t>(known - sets_.begin()), 0});
    if (known == sets_.end()) sets_.push_back(symbols);
    return edges;
  }

  Path step(Path path, const Edge& edge) {
    ++path.depth;
    for (const Edge& known : nodes_[path.node].edges) {
      if (known.kind != edge.kind || known.id != edge.id) continue;
      path.node = known.child;
      return path;
    }
    const auto child = static_cast<std::uint32_t>(nodes_.size());
    nodes_[path.node].edges.push_back({edge.kind, edge.id, child});
    nodes_.emplace_back();
    path.node = child;
    return path;
  }

  RuleSet& out_;
  const Lexicon& lexicon_;
  std::vector<std::string>* errors_;
  std::string file_;
  std::size_t line_ = 0;
  std::map<std::string, std::vector<Definition>> definitions_;
  std::vector<Draft> nodes_;
  std::vector<std::vector<std::uint16_t>> sets_;
  std::uint16_t symbols_ = 0;
};

RuleSet::RuleSet(std::string_view table, const Lexicon& lexicon, std::vector<std::string>* errors,
                 std::string_view file) {
  if (tables::trimmed(table).empty()) return;
  Compiler compiler(*this, lexicon, errors, file);
  tables::for_each_row(table, [&](std::span<const std::string_view> columns, std::size_t line) {
    compiler.row(columns, line);
  });
  compiler.finish();
}

const RuleSet& RuleSet::of(const Lexicon& lexicon) {
  static tables::PerLanguage<RuleSet> rules;
  return rules.of(lexicon, [&](std::string_view language) {
    const std::string file = std::string(language) + "/dates.tsv";
    return RuleSet(tables::text_of(file), lexicon, nullptr, file);
  });
}

bool Matcher::can_start(TokenIndex i) const noexcept {
  switch (t_.kind(i)) {
    case TokenKind::word: {
      const WordClasses classes = t_.classes(i);
      if ((classes & (kDateClasses | kStartsPhrase)) == 0) return false;
      const std::uint8_t starts = rules_.starts_[t_.word(i)];
      if (starts != 1) return starts != 0;
      if (i + 1 >= t_.size()) return false;
      const TokenKind next = t_.kind(i + 1);
      if (next == TokenKind::word)
        return (t_.classes(i + 1) & kDateClasses) != 0 || (classes & kStartsPhrase) != 0;
      return next == TokenKind::number || next == TokenKind::mark || atoms_.is_dash(i + 1);
    }
    case TokenKind::number:
      return !atoms_.inside_number(i);
    case TokenKind::mark:
      return i + 1 < t_.size() && t_.kind(i + 1) == TokenKind::number && atoms_.glued(i + 1);
    default:
      return false;
  }
}

void Matcher::set_rule(const RuleSet::Accept& accept) noexcept {
  best_.rule = &rules_.rules_[accept.rule];
  best_.groups[0] = {best_positions_[accept.bounds[0]], best_positions_[accept.bounds[1]]};
  best_.groups[1] = {best_positions_[accept.bounds[2]], best_positions_[accept.bounds[3]]};
}

void Matcher::accept(std::int32_t id, TokenIndex at, std::uint32_t depth) noexcept {
  const RuleSet::Accept& accept = rules_.accepts_[static_cast<std::size_t>(id)];
  const Rule* rule = &rules_.rules_[accept.rule];
  if (best_.rule != nullptr && (at < best_.end || (at == best_.end && rule >= best_.rule))) return;
  best_.begin = positions_[0];
  best_.end = at;
  std::copy_n(positions_.begin(), depth + 1, best_positions_.begin());
  std::copy_n(captures_.begin(), capture_count_, best_.captures.begin());
  best_.capture_count = capture_count_;
  best_accept_ = id;
  set_rule(accept);
}

const Match* Matcher::alternative() noexcept {
  best_accept_ = rules_.accepts_[static_cast<std::size_t>(best_accept_)].next;
  if (best_accept_ < 0) return nullptr;
  set_rule(rules_.accepts_[static_cast<std::size_t>(best_accept_)]);
  return &best_;
}

void Matcher::walk(std::uint32_t node_id, TokenIndex at, std::uint32_t depth) noexcept {
  const RuleSet::Node& node = rules_.nodes_[node_id];
  positions_[depth] = at;
  if (node.accept >= 0) accept(node.accept, at, depth);
  if (at >= t_.size() || depth >= RuleSet::kMostDepth) return;
  // No expression runs over a paragraph's end, nor over a sentence's (an abbreviation ends none).
  if (depth > 0 && t_.before(at, Gap::paragraph | Gap::sentence)) return;
  const TokenKind kind = t_.kind(at);
  if (kind == TokenKind::word && (t_.classes(at) & (kDateClasses | kStartsPhrase)) == 0) return;
  std::uint32_t symbol = 0;
  if (kind == TokenKind::word) {
    symbol = rules_.symbol_of_word_[t_.word(at)];
  } else if (kind == TokenKind::number && (depth > 0 || !atoms_.inside_number(at))) {
    symbol = RuleSet::kNumberSymbol | (t_.number(at) & 0x7fffffff);
  }
  if (symbol != 0 && node.words != node.words_end) {
    const auto begin = rules_.word_edges_.begin();
    auto edge =
        std::lower_bound(begin + node.words, begin + node.words_end, symbol,
                         [](const RuleSet::WordEdge& e, std::uint32_t s) { return e.symbol < s; });
    for (; edge != begin + node.words_end && edge->symbol == symbol; ++edge)
      walk(edge->child, at + 1, depth + 1);
  }
  for (std::uint32_t k = node.atoms; k < node.atoms_end; ++k) {
    const RuleSet::AtomEdge& edge = rules_.atom_edges_[k];
    if (!can_be(t_, edge.atom, at)) continue;
    const Capture capture = atoms_.read(edge.atom, at);
    if (capture.tokens == 0) continue;
    const bool keep = !is_mark(edge.atom) && capture_count_ < captures_.size();
    if (keep) captures_[capture_count_++] = capture;
    walk(edge.child, at + capture.tokens, depth + 1);
    if (keep) --capture_count_;
  }
}

const Match* Matcher::match(TokenIndex i) noexcept {
  best_.rule = nullptr;
  capture_count_ = 0;
  walk(0, i, 0);
  return best_.rule != nullptr && best_.end > i ? &best_ : nullptr;
}

}  // namespace quoth::dates
