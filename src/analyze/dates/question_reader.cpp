#include "analyze/dates/question_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace quoth::dates {
namespace {

std::vector<QuestionToken> tokens_of(std::string_view line, const QuestionGrammar& grammar) {
  std::vector<QuestionToken> out;
  cut(line, grammar.words(), out);
  return out;
}

}  // namespace

/// One row tried at one token.
struct QuestionReader::Attempt {
  const QuestionRow& row;
  Index begin;
  std::vector<Edge>& found;
  std::array<Meaning, kMostParts> parts{};
  std::array<const QuestionRow*, kMostParts> rows{};
  std::size_t count = 0;
  Index inner_begin = 0, inner_end = 0;
  bool marked = false;
  std::uint32_t steps = 0;
};

QuestionReader::QuestionReader(std::string_view line, const QuestionGrammar& grammar,
                               const Asked& asked, std::vector<NewsPiece> news)
    : line_(line),
      grammar_(grammar),
      asked_(asked),
      news_(std::move(news)),
      tokens_(tokens_of(line, grammar)),
      atoms_(line_, tokens_, grammar.words(), news_),
      slots_(tokens_.size() * grammar.categories().size()) {}

void QuestionReader::finish(Attempt& a, Index end) {
  if (a.row.action == QuestionAction::none) return;
  Edge edge;
  std::array<const Meaning*, kMostParts> parts{};
  for (std::size_t k = 0; k < a.count; ++k) parts[k] = &a.parts[k];
  if (!apply(a.row, parts.data(), a.count, asked_, edge.meaning)) return;
  edge.end = end;
  edge.inner_begin = a.marked ? a.inner_begin : a.begin;
  edge.inner_end = a.marked && a.inner_end > 0 ? a.inner_end : end;
  const bool took = a.row.action == QuestionAction::take && a.count > 0 && a.rows[a.count - 1];
  edge.row = took ? a.rows[a.count - 1] : &a.row;
  // Of two readings of the same words the surer one stays, then the row that stands first.
  for (Edge& known : a.found) {
    if (known.end != end) continue;
    const auto doubt = [](const Meaning& m) { return (m.impossible ? 256 : 0) + m.doubt; };
    if (doubt(edge.meaning) < doubt(known.meaning)) known = edge;
    return;
  }
  if (a.found.size() < kMostEdges) a.found.push_back(edge);
}

void QuestionReader::match(Attempt& a, std::size_t element, Index at) {
  constexpr std::uint32_t kMostSteps = 2000;
  if (++a.steps > kMostSteps) return;
  if (element == a.row.elements.size()) {
    if (at > a.begin) finish(a, at);
    return;
  }
  const QuestionRow::Element& e = a.row.elements[element];
  const QuestionToken& token = tokens_[at];
  const auto go_on = [&](Index next) {
    const Index inner_begin = a.inner_begin, inner_end = a.inner_end;
    if (e.opens) a.inner_begin = at, a.marked = true;
    if (e.closes) a.inner_end = next;
    match(a, element + 1, next);
    a.inner_begin = inner_begin;
    a.inner_end = inner_end;
  };
  if (token.kind != QuestionToken::Kind::end) {
    if (!e.words.empty() && token.meaning != nullptr && token.meaning->symbol != 0 &&
        std::binary_search(e.words.begin(), e.words.end(), token.meaning->symbol))
      go_on(at + 1);
    if (!e.marks.empty() && token.kind == QuestionToken::Kind::mark &&
        e.marks.find(token.mark) != std::u32string::npos)
      go_on(at + 1);
    if (a.count < kMostParts) {
      for (const std::uint8_t category : e.categories) {
        const Slot slot = edges_of(category, at);
        for (std::int32_t k = 0; k < slot.count; ++k) {
          const Edge& edge = edges_[static_cast<std::size_t>(slot.begin + k)];
          const Index end = edge.end;
          a.parts[a.count] = edge.meaning;
          a.rows[a.count] = edge.row;
          ++a.count;
          go_on(end);
          --a.count;
        }
      }
      for (const QuestionAtom atom : e.atoms) {
        const AtomReading read = atoms_.read(atom, at);
        if (read.tokens == 0) continue;
        a.parts[a.count] = read.meaning;
        a.rows[a.count] = nullptr;
        ++a.count;
        go_on(at + read.tokens);
        --a.count;
      }
    }
  }
  if (e.optional) match(a, element + 1, at);
}

QuestionReader::Slot QuestionReader::edges_of(std::uint8_t category, Index at) {
  const std::size_t place = at * grammar_.categories().size() + category;
  if (slots_[place].begin >= 0) return slots_[place];
  std::vector<Edge> found;
  if (can_begin(at)) {
    for (const QuestionRow& row : grammar_.categories()[category].rows) {
      // Most rows begin with a word that is not this one.
      const QuestionRow::Element& first = row.elements.front();
      if (!first.optional && first.categories.empty() && first.atoms.empty()) {
        const QuestionToken& token = tokens_[at];
        const bool word =
            token.meaning != nullptr && token.meaning->symbol != 0 &&
            std::binary_search(first.words.begin(), first.words.end(), token.meaning->symbol);
        if (!word && (token.kind != QuestionToken::Kind::mark ||
                      first.marks.find(token.mark) == std::u32string::npos))
          continue;
      }
      Attempt attempt{.row = row, .begin = at, .found = found};
      match(attempt, 0, at);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Edge& a, const Edge& b) { return a.end > b.end; });
  }
  slots_[place] = {static_cast<std::int32_t>(edges_.size()),
                   static_cast<std::int32_t>(found.size())};
  edges_.insert(edges_.end(), found.begin(), found.end());
  return slots_[place];
}

bool QuestionReader::can_begin(Index at) const noexcept {
  const QuestionToken& token = tokens_[at];
  switch (token.kind) {
    case QuestionToken::Kind::end:
      return false;
    case QuestionToken::Kind::number:
      return true;
    case QuestionToken::Kind::word: {
      if (token.meaning != nullptr) return true;
      break;
    }
    case QuestionToken::Kind::mark:
      if (std::u32string_view(U"'+-~@<>=").find(token.mark) != std::u32string_view::npos)
        return true;
      break;
  }
  const auto piece =
      std::lower_bound(news_.begin(), news_.end(), token.begin,
                       [](const NewsPiece& p, std::uint32_t begin) { return p.begin < begin; });
  return piece != news_.end() && piece->begin == token.begin;
}

// Whether nothing is glued to either end that makes it part of something longer: a telephone
// number, a version, an amount of money.
bool QuestionReader::stands_free(Index begin, Index end) const noexcept {
  using Kind = QuestionToken::Kind;
  const auto alphanumeric = [](const QuestionToken& t) {
    return t.kind == Kind::word || t.kind == Kind::number;
  };
  const auto joins = [](char32_t c) {
    return c == '-' || c == '.' || c == ',' || c == ':' || c == '/' || c == '_';
  };
  const QuestionToken& first = tokens_[begin];
  if (first.glued) {
    const QuestionToken& before = tokens_[begin - 1];
    if (alphanumeric(before)) return false;
    if (before.mark == '%' || before.mark == '$' || before.mark == '#' || before.mark == 0x20AC ||
        before.mark == 0xA3 || before.mark == '&' || before.mark == '_')
      return false;
    if (joins(before.mark) && before.glued && begin > 1 &&
        tokens_[begin - 2].kind == Kind::number && first.kind == Kind::number)
      return false;
  }
  const QuestionToken& last = tokens_[end - 1];
  const QuestionToken& after = tokens_[end];
  if (after.kind == Kind::end || !after.glued) return true;
  if (alphanumeric(after) && alphanumeric(last)) return false;
  if (after.mark == '%' || after.mark == 0xB0 || after.mark == 0x20AC || after.mark == '_')
    return false;
  return !(joins(after.mark) && last.kind == Kind::number && tokens_[end + 1].glued &&
           tokens_[end + 1].kind == Kind::number);
}

std::vector<QuestionDate> QuestionReader::all() {
  std::vector<QuestionDate> out;
  const auto top = static_cast<std::uint8_t>(grammar_.categories().size() - 1);
  for (Index at = 0; tokens_[at].kind != QuestionToken::Kind::end;) {
    Index next = at + 1;
    const Slot slot = edges_of(top, at);
    for (std::int32_t k = 0; k < slot.count; ++k) {
      const Edge& edge = edges_[static_cast<std::size_t>(slot.begin + k)];
      if (!stands_free(edge.inner_begin, edge.inner_end)) continue;
      const bool alone = at == 0 && tokens_[edge.end].kind == QuestionToken::Kind::end;
      if (edge.meaning.latent && !alone) continue;
      // "may", "march" and "sat" are verbs, unless "in" or "since" leads to them.
      const QuestionToken& last = tokens_[edge.end - 1];
      if (edge.end == at + 2 && !alone && last.meaning != nullptr && last.meaning->weak &&
          last.meaning->month != 0 && line_[last.begin] >= 'a')
        continue;  // this may be, one may ask
      if (edge.end == at + 1 && !alone && tokens_[at].meaning != nullptr &&
          tokens_[at].meaning->weak)
        continue;
      if (edge.meaning.impossible) {  // nor is a part of it a date
        next = edge.end;
        break;
      }
      auto place = place_of(edge.meaning, asked_);
      if (!place) continue;
      out.push_back({tokens_[edge.inner_begin].begin, tokens_[edge.inner_end - 1].end, edge.row,
                     edge.meaning, std::move(*place)});
      next = edge.end;
      break;
    }
    at = next;
  }
  return out;
}

std::optional<QuestionDate> QuestionReader::whole() {
  Index end = static_cast<Index>(tokens_.size() - 1);
  while (end > 0 && tokens_[end - 1].kind == QuestionToken::Kind::mark &&
         tokens_[end - 1].mark == '.')
    --end;
  if (end == 0) return std::nullopt;
  const auto top = static_cast<std::uint8_t>(grammar_.categories().size() - 1);
  const Slot slot = edges_of(top, 0);
  for (std::int32_t k = 0; k < slot.count; ++k) {
    const Edge& edge = edges_[static_cast<std::size_t>(slot.begin + k)];
    if (edge.end != end && edge.end != tokens_.size() - 1) continue;
    if (edge.meaning.impossible) return std::nullopt;
    if (auto place = place_of(edge.meaning, asked_))
      return QuestionDate{tokens_[edge.inner_begin].begin, tokens_[edge.inner_end - 1].end,
                          edge.row, edge.meaning, std::move(*place)};
  }
  return std::nullopt;
}

}  // namespace quoth::dates
