#include <algorithm>
#include <string>

#include "analyze/dates/publication.hpp"
#include "analyze/dates/tense.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::dates {
namespace {

// A paragraph that states the day of publication holds little else.
constexpr TokenIndex kShortLine = 24;
constexpr std::size_t kHeadParagraphs = 8;
constexpr std::size_t kFootParagraphs = 4;

struct Statement {
  Day day;
  int strength =
      0;  ///< 4 "Published", 3 a line of its own, 2 a dateline, 1 a short line with more in it
  const char* place = "";
  Span span;
  std::optional<Day> other;  ///< of a numeric date that reads two ways
};

bool is_one_of(const TokenTable& t, TokenIndex i,
               std::initializer_list<std::string_view> words) noexcept {
  std::string_view text = t.text(i);
  for (const std::string_view word : words) {
    if (text.size() != word.size()) continue;
    bool same = true;
    for (std::size_t k = 0; k < text.size() && same; ++k)
      same = (text[k] | 0x20) == (word[k] | 0x20);
    if (same) return true;
  }
  return false;
}

class Reader {
 public:
  Reader(const Context& context, const std::vector<Expression>& found)
      : t_(context.tokens), title_(context.title), found_(found) {}

  std::optional<PublicationDay> read() {
    for (const Expression& e : found_) consider(e);
    if (best_.strength == 0 || (best_.strength < 4 && contradicted())) return std::nullopt;
    PublicationDay out;
    out.how = PublicationDay::How::text;
    out.interval = Interval::of_day(best_.day);
    if (best_.other)
      out.interval = Interval::of_days(std::min(best_.day, *best_.other),
                                       std::max(best_.day, *best_.other).plus(1));
    out.confidence = best_.strength >= 3 ? 0.97 : best_.strength == 2 ? 0.93 : 0.85;
    out.evidence.push_back(std::string(best_.place) + " says \"" +
                           std::string(best_.span.of(t_.text()).substr(0, 80)) + "\"" +
                           (best_.other ? ", which reads two ways" : ""));
    return out;
  }

 private:
  void consider(const Expression& e) {
    const Stated& s = e.stated;
    if (e.rule->reading != Reading::date || e.range != 0) return;
    if (!s.has_year() || s.month == 0 || s.day == 0) return;
    const Civil civil{s.year, s.month, s.day};
    if (!is_valid(civil)) return;
    Day day = Day::from(civil);
    if (s.weekday != 0 && day.weekday() != s.weekday) {
      // 03/04/2025 that reads two ways is decided by its weekday; otherwise one of the two is
      // wrong.
      const Civil turned{s.year, s.day, s.month};
      if (!s.two_readings || !is_valid(turned) || Day::from(turned).weekday() != s.weekday) return;
      day = Day::from(turned);
    }
    Statement now{day, 0, "", t_.span(TokenRange{e.begin, e.end}), {}};
    // 03/04/2025 that nothing decides is one of two days, and a line of its own must say it.
    const bool undecided = s.two_readings && s.weekday == 0;
    if (undecided) now.other = Day::from({s.year, s.day, s.month});
    const std::uint32_t p = t_.paragraph_of(e.begin);
    const TokenRange line = t_.paragraphs()[p];
    const std::size_t count = t_.paragraphs().size();
    if (e.end > line.end) return;
    const TokenIndex before = e.begin - line.begin, after = line.end - e.end;
    const bool head = p < kHeadParagraphs, foot = count - p <= kFootParagraphs;
    bool said = false, revised = false, quoted = false;
    for (TokenIndex i = line.begin; i < e.begin && before < kShortLine; ++i) {
      if (is_one_of(t_, i, {"published", "posted", "issued", "filed"})) said = true;
      // "Date: March 3, 2022", not "its date matches 7/8/07"
      if (is_one_of(t_, i, {"date", "dated"}) && (i == line.begin || t_.at(i + 1) == ':'))
        said = true;
      if (is_one_of(
              t_, i,
              {"updated", "modified", "edited", "corrected", "accessed", "retrieved", "archived"}))
        revised = true;
      if (t_.at(i) == '@' || t_.kind(i) == TokenKind::link) quoted = true;
    }
    if (quoted || revised) return;
    if (title_.contains(now.span) && !title_.empty()) return;
    if (said && before + after < kShortLine && (head || foot)) {
      now.strength = 4;
      now.place = head ? "a line at the head" : "a line at the foot";
    } else if (before <= 1 && after <= 2 && (head || foot)) {
      now.strength = 3;
      now.place = head ? "a line of its own at the head" : "a line of its own at the foot";
    } else if (p < 3 && before == 0 && s.weekday != 0 && after < kShortLine && e.end < line.end &&
               (t_.at(e.end) == '.' || t_.at(e.end) == '|' || t_.at(e.end) == ',')) {
      // "Saturday, 30 March 2024. All times GMT."
      now.strength = 2;
      now.place = "the line under the title";
    } else if (head && before <= 8 && dateline(line.begin, e.begin, e.end, line.end)) {
      now.strength = 2;
      now.place = "the dateline";
    } else if ((head || foot) && before + after <= 8 && byline(line.begin, e.begin)) {
      now.strength = 2;
      now.place = "the byline";
    }
    if (undecided && now.strength < 3) return;
    if (now.strength > best_.strength) best_ = now;
  }

  // A line of its own can be the heading of a chronicle: then the text tells of later days as past.
  bool contradicted() const {
    for (const Expression& e : found_) {
      const Stated& s = e.stated;
      if (e.rule->reading != Reading::date || !s.has_year() || s.month == 0 || s.two_readings)
        continue;
      const Civil civil{s.year, s.month, s.day == 0 ? 1 : s.day};
      if (!is_valid(civil) || Day::from(civil) <= best_.day.plus(1)) continue;
      if (lean_of(t_, e.begin, e.end) == Lean::past) return true;
    }
    return false;
  }

  // BRNO, March 3, 2022 (Agency) -
  bool dateline(TokenIndex begin, TokenIndex date, TokenIndex after,
                TokenIndex end) const noexcept {
    for (TokenIndex i = begin; i < date; ++i) {
      if (t_.kind(i) == TokenKind::word && t_.shape(i) == Shape::lower) return false;
    }
    if (date == begin) {
      return after < end && (is_dash(after) || t_.at(after) == '(' || t_.at(after) == '|');
    }
    for (TokenIndex i = after; i < end && i < after + 6; ++i) {
      if (is_dash(i)) return true;
      if (t_.kind(i) == TokenKind::word && t_.shape(i) == Shape::lower) return false;
    }
    return false;
  }
  bool is_dash(TokenIndex i) const noexcept {
    const char32_t c = t_.code(i);
    return c == '-' || (c >= 0x2010 && c <= 0x2015);
  }
  // By Some Body, March 3, 2022
  bool byline(TokenIndex begin, TokenIndex date) const noexcept {
    if (begin == date) return true;
    for (TokenIndex i = begin; i < date; ++i) {
      if (t_.kind(i) == TokenKind::word && t_.shape(i) == Shape::lower &&
          !is_one_of(t_, i, {"by", "on", "and", "at"}))
        return false;
      if (is_dash(i) && i == begin) return false;  // the signature of a post
    }
    return is_one_of(t_, begin, {"by"}) || t_.at(date - 1) == '|' || is_dash(date - 1) ||
           t_.at(date - 1) == ',' || t_.code(date - 1) == 0x2022;
  }

  const TokenTable& t_;
  Span title_;
  const std::vector<Expression>& found_;
  Statement best_;
};

}  // namespace

std::optional<PublicationDay> stated_publication(const Context& context,
                                                 const std::vector<Expression>& found) {
  if (found.empty()) return std::nullopt;
  return Reader(context, found).read();
}

}  // namespace quoth::dates
