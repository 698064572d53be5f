#include "analyze/dates/rules.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "analyze/dates/token_traits.hpp"
#include "analyze/tables/per_language.hpp"
#include "analyze/tables/tables.hpp"
#include "quoth/analyze/analyzers.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

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
      first |= first_classes(out_.atom_edges_[k].atom);
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
    // Where the edges of each word lie at the root, which has far more of them than other nodes.
    out_.root_edges_.assign(std::size_t{symbols_} + 2, 0);
    for (std::uint32_t k = out_.nodes_[0].words; k < out_.nodes_[0].words_end; ++k)
      if (const std::uint32_t symbol = out_.word_edges_[k].symbol; symbol <= symbols_)
        out_.root_edges_[symbol + 1] = k + 1;
    out_.root_edges_[0] = out_.nodes_[0].words;
    for (std::size_t k = 1; k < out_.root_edges_.size(); ++k)
      out_.root_edges_[k] = std::max(out_.root_edges_[k], out_.root_edges_[k - 1]);
    find_traits();
  }

 private:
  // What each word can be, what each node wants next, what must follow a word that starts a rule.
  void find_traits() {
    std::vector<bool> begins_holiday(lexicon_.size(), false);
    for (WordId word = 0; word < lexicon_.size(); ++word) {
      const std::string_view text = lexicon_.text(word);
      if (text.find(' ') == std::string_view::npos ||
          !has(lexicon_.classes(word), WordClass::holiday))
        continue;
      if (const WordId first = lexicon_.find_text(text.substr(0, text.find(' '))); first != kNoWord)
        begins_holiday[first] = true;
    }
    const DateWords& words = DateWords::of(lexicon_);
    out_.traits_.assign(lexicon_.size(), {});
    for (WordId word = 0; word < lexicon_.size(); ++word) {
      if ((lexicon_.classes(word) & (kDateClasses | kStartsPhrase)) == 0) continue;
      out_.traits_[word].own = word_traits(lexicon_, words, word, begins_holiday[word]);
      if (const std::uint16_t symbol = out_.symbol_of_word_[word]; symbol != 0)
        out_.traits_[word].own |= symbol_trait(symbol);
    }
    for (Node& node : out_.nodes_) {
      for (std::uint32_t k = node.words; k < node.words_end; ++k)
        node.wants |= symbol_trait(out_.word_edges_[k].symbol);
      for (std::uint32_t k = node.atoms; k < node.atoms_end; ++k)
        node.wants |= atom_trait(out_.atom_edges_[k].atom);
    }
    for (WordId word = 0; word < lexicon_.size(); ++word)
      out_.traits_[word].follows = follows(word);
  }

  Traits follows(WordId word) const {
    if (out_.starts_[word] != 1) return out_.starts_[word] == 0 ? 0 : kAnyTraits;
    const Node& root = out_.nodes_[0];
    Traits out = 0;
    const auto reach = [&](std::uint32_t child) {
      out |= out_.nodes_[child].accept >= 0 ? kAnyTraits : out_.nodes_[child].wants;
    };
    for (std::uint32_t k = root.words; k < root.words_end; ++k)
      if (out_.symbol_of_word_[word] != 0 &&
          out_.word_edges_[k].symbol == out_.symbol_of_word_[word])
        reach(out_.word_edges_[k].child);
    for (std::uint32_t k = root.atoms; k < root.atoms_end; ++k) {
      const AtomEdge& edge = out_.atom_edges_[k];
      if ((out_.traits_[word].own & atom_trait(edge.atom)) == 0) continue;
      switch (edge.atom) {
        case Atom::unit:
        case Atom::units:
        case Atom::part:
        case Atom::season:
          reach(edge.child);
          break;
        case Atom::quantity:
          if (has(lexicon_.classes(word), WordClass::cardinal)) return kAnyTraits;
          reach(edge.child);
          out |= kGoesOn;
          break;
        default:
          return kAnyTraits;  // its later tokens may be anything
      }
    }
    return out;
  }

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
            {"year", Check::year},   {"month", Check::month},         {"season", Check::season},
            {"part", Check::part},   {"unit", Check::unit},           {"quantity", Check::quantity},
            {"edge", Check::edge},   {"coming", Check::coming},       {"time", Check::time},
            {"clock", Check::clock}, {"narrative", Check::narrative}, {"fiscal", Check::fiscal},
            {"nth", Check::nth}};
        for (const auto& [name, check] : kChecks)
          if (name == value) rule.check = check;
        if (rule.check == Check::none)
          fail(rule.name, "has an unknown check; see the README of the tables for those there are");
      } else if (key == "day") {
        rule.edge_day = value == "last" ? 1 : -1;
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

}  // namespace quoth::dates
