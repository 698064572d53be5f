#include "analyze/dates/rules.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

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

bool can_start(const TokenTable& t, Atom atom, TokenIndex i) noexcept {
  switch (t.kind(i)) {
    case TokenKind::word:
      return (t.classes(i) & kFirstClasses[static_cast<std::size_t>(atom)]) != 0;
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
      {"second", Grain::second},   {"minute", Grain::minute},   {"hour", Grain::hour},
      {"part", Grain::part},       {"day", Grain::day},         {"weekend", Grain::weekend},
      {"week", Grain::week},       {"month", Grain::month},     {"season", Grain::season},
      {"quarter", Grain::quarter}, {"half", Grain::half},       {"year", Grain::year},
      {"decade", Grain::decade},   {"century", Grain::century}, {"fortnight", Grain::fortnight},
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
  Compiler(RuleSet& out, const Lexicon& lexicon, std::vector<std::string>* errors)
      : out_(out), lexicon_(lexicon), errors_(errors) {
    out_.nodes_.emplace_back();
    out_.symbol_of_word_.assign(lexicon.size(), 0);
    out_.sets_of_symbol_.emplace_back();
  }

  void row(std::span<const std::string_view> columns) {
    if (columns.size() < 3) return fail(columns.empty() ? "" : columns[0], "needs three columns");
    if (columns[0] == "define") {
      definitions_[std::string(columns[1])].push_back(std::string(columns[2]));
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
        fail(columns[0], "matches nothing at all");
        continue;
      }
      Node& node = out_.nodes_[path.node];
      if (node.accept >= 0) continue;  // the rule that stands first wins
      node.accept = static_cast<std::int32_t>(out_.accepts_.size());
      Accept accept{id, path.bounds};
      if (path.brackets == 0) accept.bounds = {0, path.depth, 0, 0};
      out_.accepts_.push_back(accept);
    }
  }

  void finish() {
    for (const Rule& rule : out_.rules_)
      if (rule.reading == Reading::set && rule.check == Check::quantity) out_.rate_ = &rule;
    out_.starts_.assign(lexicon_.size(), 0);
    WordClasses first = 0;
    for (const Edge& edge : out_.nodes_[0].edges)
      if (edge.kind == EdgeKind::atom) first |= kFirstClasses[edge.id];
    for (WordId word = 0; word < lexicon_.size(); ++word) {
      const std::uint16_t symbol = out_.symbol_of_word_[word];
      bool starts = (lexicon_.classes(word) & first) != 0;
      for (const Edge& edge : out_.nodes_[0].edges) {
        if (symbol == 0) break;
        if (edge.kind == EdgeKind::word && edge.id == symbol) starts = true;
        if (edge.kind == EdgeKind::set && out_.sets_of_symbol_[symbol][edge.id]) starts = true;
      }
      out_.starts_[word] = starts ? 1 : 0;
    }
  }

 private:
  struct Path {
    std::uint32_t node = 0;
    std::uint8_t depth = 0;
    std::uint8_t brackets = 0;
    std::array<std::uint8_t, 4> bounds{};
    friend auto operator<=>(const Path&, const Path&) = default;
  };
  using Frontier = std::vector<Path>;

  void fail(std::string_view row, std::string_view what) {
    if (errors_ != nullptr) errors_->push_back(std::string(row) + ": " + std::string(what));
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
      fail(rule.name, "has no such reading");
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
        if (rule.unit == Grain::none) fail(rule.name, "has an unknown unit");
      } else if (key == "part") {
        rule.part = part_named(value);
        if (rule.part == DayPart::none) fail(rule.name, "has an unknown part of the day");
      } else if (key == "anchor") {
        rule.anchor = value == "discourse" ? Anchor::discourse : Anchor::published;
      } else if (key == "check") {
        constexpr std::pair<std::string_view, Check> kChecks[] = {
            {"year", Check::year},      {"month", Check::month}, {"season", Check::season},
            {"part", Check::part},      {"unit", Check::unit},   {"quantity", Check::quantity},
            {"holiday", Check::holiday}};
        for (const auto& [name, check] : kChecks)
          if (name == value) rule.check = check;
        if (rule.check == Check::none) fail(rule.name, "has an unknown check");
      } else if (key == "value") {
        rule.value = value;
      } else if (key == "mod") {
        rule.mod = value;
      } else if (key == "quant") {
        rule.quant = value;
      } else if (key == "freq") {
        rule.freq = value;
      } else if (key == "event") {
        rule.event = true;
      } else if (key == "year-told") {
        rule.year_told = true;
      } else if (key == "latest") {
        rule.latest = true;
      } else if (key == "per-amount") {
        rule.per_amount = true;
      } else {
        fail(rule.name, "has an unknown key " + std::string(key));
      }
    }
    return true;
  }

  Frontier expand(std::string_view pattern, Frontier frontier, int nesting) {
    if (nesting > 8) {
      fail(pattern, "is defined by itself");
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
          fail(pattern, "uses the unknown " + std::string(choice));
          return {};
        }
        for (const std::string& definition : found->second) {
          const Frontier reached = expand(definition, frontier, nesting + 1);
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
        fail(pattern, "uses the word " + std::string(name) +
                          ", which has no class of time in lexicon/calendar.tsv");
        continue;
      }
      std::uint16_t& symbol = out_.symbol_of_word_[word];
      if (symbol == 0) {
        symbol = static_cast<std::uint16_t>(out_.sets_of_symbol_.size());
        out_.sets_of_symbol_.emplace_back();
      }
      symbols.push_back(symbol);
    }
    if (symbols.size() == 1) edges.push_back({EdgeKind::word, symbols[0], 0});
    if (symbols.size() > 1) {
      std::sort(symbols.begin(), symbols.end());
      const auto [at, fresh] = sets_.emplace(symbols, static_cast<std::uint16_t>(sets_.size()));
      if (at->second >= kMostSets) {
        fail(pattern, "needs one set of words too many");
        return edges;
      }
      if (fresh)
        for (const std::uint16_t symbol : symbols) out_.sets_of_symbol_[symbol].set(at->second);
      edges.push_back({EdgeKind::set, at->second, 0});
    }
    return edges;
  }

  Path step(Path path, const Edge& edge) {
    ++path.depth;
    for (const Edge& known : out_.nodes_[path.node].edges) {
      if (known.kind != edge.kind || known.id != edge.id) continue;
      path.node = known.child;
      return path;
    }
    const auto child = static_cast<std::uint32_t>(out_.nodes_.size());
    out_.nodes_[path.node].edges.push_back({edge.kind, edge.id, child});
    out_.nodes_.emplace_back();
    path.node = child;
    return path;
  }

  RuleSet& out_;
  const Lexicon& lexicon_;
  std::vector<std::string>* errors_;
  std::map<std::string, std::vector<std::string>> definitions_;
  std::map<std::vector<std::uint16_t>, std::uint16_t> sets_;
};

RuleSet::RuleSet(std::string_view table, const Lexicon& lexicon, std::vector<std::string>* errors) {
  Compiler compiler(*this, lexicon, errors);
  tables::for_each_row(table,
                       [&](std::span<const std::string_view> columns) { compiler.row(columns); });
  compiler.finish();
}

const RuleSet& RuleSet::english() {
  static const RuleSet rules(tables::text_of("en/dates.tsv"), lexicon_of("en"));
  return rules;
}

struct RuleSet::Walk {
  const TokenTable& tokens;
  const AtomReader& atoms;
  Match& best;
  std::array<TokenIndex, kMostDepth + 2> positions;  ///< token at which depth d begins
  std::array<Capture, 16> captures;
  std::uint32_t capture_count = 0;
};

void RuleSet::walk(Walk& w, std::uint32_t node_id, TokenIndex at,
                   std::uint32_t depth) const noexcept {
  const Node& node = nodes_[node_id];
  w.positions[depth] = at;
  if (node.accept >= 0) {
    const Accept& accept = accepts_[static_cast<std::size_t>(node.accept)];
    const bool better =
        !w.best || at > w.best.end ||
        (at == w.best.end && accept.rule < static_cast<std::uint32_t>(w.best.rule - rules_.data()));
    if (better) {
      w.best.rule = &rules_[accept.rule];
      w.best.begin = w.positions[0];
      w.best.end = at;
      w.best.groups[0] = {w.positions[accept.bounds[0]], w.positions[accept.bounds[1]]};
      w.best.groups[1] = {w.positions[accept.bounds[2]], w.positions[accept.bounds[3]]};
      w.best.captures = w.captures;
      w.best.capture_count = w.capture_count;
    }
  }
  if (node.edges.empty() || at >= w.tokens.size() || depth >= kMostDepth) return;
  const TokenTable& t = w.tokens;
  // No expression runs over a paragraph's end, nor over a sentence's (an abbreviation ends none).
  if (depth > 0 && t.before(at, Gap::paragraph | Gap::sentence)) return;
  const bool word = t.kind(at) == TokenKind::word;
  if (word && (t.classes(at) & (kDateClasses | kStartsPhrase)) == 0) return;
  const WordId id = t.word(at);
  const std::uint16_t symbol = word && id != kNoWord ? symbol_of_word_[id] : std::uint16_t{0};
  for (const Edge& edge : node.edges) {
    switch (edge.kind) {
      case EdgeKind::word:
        if (symbol != 0 && symbol == edge.id) walk(w, edge.child, at + 1, depth + 1);
        break;
      case EdgeKind::set:
        if (symbol != 0 && sets_of_symbol_[symbol][edge.id]) walk(w, edge.child, at + 1, depth + 1);
        break;
      case EdgeKind::number:
        if (t.number(at) == edge.id && (depth > 0 || !w.atoms.inside_number(at)))
          walk(w, edge.child, at + 1, depth + 1);
        break;
      case EdgeKind::atom: {
        const auto atom = static_cast<Atom>(edge.id);
        if (!can_start(t, atom, at)) break;
        const Capture capture = w.atoms.read(atom, at);
        if (capture.tokens == 0) break;
        const bool keep = !is_mark(atom) && w.capture_count < w.captures.size();
        if (keep) w.captures[w.capture_count++] = capture;
        walk(w, edge.child, at + capture.tokens, depth + 1);
        if (keep) --w.capture_count;
        break;
      }
    }
  }
}

Match RuleSet::match(const TokenTable& tokens, const AtomReader& atoms,
                     TokenIndex i) const noexcept {
  Match best;
  Walk w{tokens, atoms, best, {}, {}, 0};
  walk(w, 0, i, 0);
  return best;
}

}  // namespace quoth::dates
