#include "analyze/dates/question.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "analyze/dates/finder.hpp"
#include "analyze/dates/resolve.hpp"

namespace quoth::dates {
namespace {

// Nobody said when it is today: what two such days agree on needs no today.
constexpr Day kSomeDay = Day::from({2001, 3, 6});
constexpr Day kOtherDay = Day::from({2018, 10, 19});
// A longer line is read in stretches, so that the memory of reading stays small.
constexpr std::size_t kLongestLine = 8192;

Resolved resolved(const Expression& e, const Asked& asked) {
  Surroundings around;
  around.published = asked.today;
  around.lean = asked.outlook == DateOutlook::archive ? Lean::past : Lean::future;
  return resolve(e, around);
}

// The dates that the rules of news see between two bytes of the text.
std::vector<NewsPiece> pieces_of(const std::vector<Expression>& found, const TokenTable& t,
                                 std::uint32_t begin, std::uint32_t end, const Asked& asked,
                                 std::size_t& next) {
  std::vector<NewsPiece> out;
  while (next < found.size() && t.span(found[next].begin).begin < begin) ++next;
  for (; next < found.size(); ++next) {
    const Expression& e = found[next];
    const Span span = t.span(TokenRange{e.begin, e.end});
    if (span.begin >= end) break;
    const Reading reading = e.rule->reading;
    if (reading != Reading::date && reading != Reading::deictic) continue;
    const Resolved r = resolved(e, asked);
    if (!r.possible || !r.cell) continue;
    NewsPiece piece{span.begin - begin, span.end - begin, {}};
    piece.meaning.form = Meaning::Form::cell;
    piece.meaning.first = *r.cell;
    piece.meaning.type = r.type;
    out.push_back(piece);
  }
  return out;
}

std::string_view mod_of(DateSide side) noexcept {
  switch (side) {
    case DateSide::before:
      return "BEFORE";
    case DateSide::after:
      return "AFTER";
    case DateSide::until:
      return "ON_OR_BEFORE";
    case DateSide::since:
      return "ON_OR_AFTER";
    case DateSide::within:
      break;
  }
  return {};
}

std::string_view stretch_from(std::string_view text, std::size_t begin) noexcept {
  const std::string_view ahead = text.substr(begin, kLongestLine + 1);
  if (const std::size_t line = ahead.find('\n'); line != std::string_view::npos)
    return ahead.substr(0, line);
  if (ahead.size() <= kLongestLine) return ahead;
  const std::size_t space = ahead.rfind(' ');
  if (space != std::string_view::npos && space > 0) return ahead.substr(0, space);
  std::size_t end = kLongestLine;
  while (end > 1 && (static_cast<unsigned char>(ahead[end]) & 0xC0) == 0x80) --end;
  return ahead.substr(0, end);
}

}  // namespace

void annotate_question(const Context& context, const QuestionGrammar& grammar,
                       const std::vector<Expression>& found, Annotations& out) {
  const TokenTable& t = context.tokens;
  const std::string_view text = context.text();
  const auto published = out.published ? out.published->interval.single_day() : std::nullopt;
  Asked asked;
  asked.outlook = DateOutlook::agenda;
  asked.today = published.value_or(kSomeDay);
  if (published && context.published_at && context.published_at->day() == *published)
    asked.second = static_cast<std::int32_t>(context.published_at->second_of_day());
  Asked other = asked;
  other.today = kOtherDay;

  std::size_t next = 0, next_other = 0, next_left = 0;
  for (std::size_t begin = 0; begin < text.size() && out.timexes.size() < kMostExpressions;) {
    const std::string_view line = stretch_from(text, begin);
    const auto at = static_cast<std::uint32_t>(begin);
    const auto end = static_cast<std::uint32_t>(begin + line.size());
    QuestionReader reader(line, grammar, asked, pieces_of(found, t, at, end, asked, next));
    const std::vector<QuestionDate> dates = reader.all();
    std::vector<QuestionDate> again;
    if (!published && !dates.empty())
      again = QuestionReader(line, grammar, other, pieces_of(found, t, at, end, other, next_other))
                  .all();
    // What only news reads, a length or a set, stands between.
    const auto leftovers_until = [&](std::uint32_t limit, std::uint32_t taken) {
      for (; next_left < found.size(); ++next_left) {
        const Expression& e = found[next_left];
        const Span span = t.span(TokenRange{e.begin, e.end});
        if (span.begin >= limit) break;
        if (span.begin < taken || span.end > limit) continue;
        const Resolved r = resolved(e, asked);
        if (!r.possible || (r.interval && r.cell)) continue;
        Timex timex;
        timex.span = span;
        timex.type = r.type;
        timex.value = r.value;
        timex.quant = e.rule->quant;
        timex.freq = e.rule->freq;
        timex.rule = out.rule("dates:" + e.rule->name);
        out.timexes.push_back(std::move(timex));
      }
    };
    std::uint32_t taken = at;
    for (const QuestionDate& date : dates) {
      leftovers_until(at + date.begin, taken);
      taken = at + date.end;
      Timex timex;
      timex.span = {at + date.begin, at + date.end};
      timex.type = date.place.type;
      timex.value = date.place.value;
      timex.interval = date.place.interval;
      timex.mod =
          date.meaning.side != DateSide::within ? mod_of(date.meaning.side) : date.meaning.mod;
      if (date.meaning.set) timex.quant = "EVERY";
      timex.rule = out.rule("questions:" + date.row->name);
      if (published) {
        timex.anchor = Interval::of_day(*published);
      } else if (std::none_of(again.begin(), again.end(), [&](const QuestionDate& o) {
                   return o.begin == date.begin && o.end == date.end &&
                          o.place.value == date.place.value;
                 })) {
        timex.interval.reset();
        timex.value = timex.type == TimexType::time ? "XXXX-XX-XXTXX:XX" : "XXXX-XX-XX";
      }
      out.timexes.push_back(std::move(timex));
    }
    leftovers_until(end, taken);
    begin = end;
    if (begin < text.size() && (text[begin] == '\n' || text[begin] == ' ')) ++begin;
  }
}

std::optional<QuestionDate> read_question(std::string_view expression,
                                          const QuestionGrammar& grammar, const Lexicon& lexicon,
                                          const Asked& asked) {
  if (expression.find('\n') != std::string_view::npos) return std::nullopt;
  TokenTable tokens;
  tokens.scan(expression, lexicon);
  std::vector<Expression> found;
  find_expressions(tokens, {}, true, found);
  std::size_t next = 0;
  return QuestionReader(expression, grammar, asked,
                        pieces_of(found, tokens, 0, static_cast<std::uint32_t>(expression.size()),
                                  asked, next))
      .whole();
}

}  // namespace quoth::dates
