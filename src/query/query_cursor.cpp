#include "query/query_cursor.hpp"

#include <algorithm>

#include "quoth/text/decode.hpp"

namespace quoth {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

}  // namespace

bool QueryCursor::at_space() const noexcept {
  return !at_end() && query_text::is_space(code_point_at(text_, at_).value);
}

void QueryCursor::skip_space() noexcept {
  while (at_space()) at_ += code_point_at(text_, at_).size;
}

void QueryCursor::skip_bracket() {
  for (std::size_t open = 1; open > 0 && !at_end();) {
    if (mark_ahead() != nullptr) {
      at_ = marked().after;
      continue;
    }
    if (peek() == '(') ++open;
    if (peek() == ')') --open;
    at_ += code_point_at(text_, at_).size;
  }
}

std::size_t QueryCursor::chunk_end(std::size_t at) const noexcept {
  while (at < text_.size()) {
    const CodePoint c = code_point_at(text_, at);
    if (query_text::is_space(c.value) || c.value == '(' || c.value == ')' ||
        query_text::opened_by(c.value) != nullptr)
      break;
    at += c.size;
  }
  return at;
}

QueryCursor::Operator QueryCursor::operator_ahead() const noexcept {
  const std::string_view word = chunk();
  if (word == "OR") return Operator::either;
  if (word == "AND") return Operator::both;
  return read_distance_operator(word) ? Operator::distance : Operator::none;
}

DistanceOperator QueryCursor::distance_ahead() const noexcept {
  return *read_distance_operator(chunk());
}

const query_text::MarkPair* QueryCursor::mark_ahead() const noexcept {
  return at_end() ? nullptr : query_text::opened_by(code_point_at(text_, at_).value);
}

QueryCursor::Marked QueryCursor::marked() {
  const CodePoint open = code_point_at(text_, at_);
  const query_text::MarkPair& pair = *query_text::opened_by(open.value);
  const std::size_t inside = at_ + open.size;
  std::size_t end = find_any(pair.close, inside);
  if (end == kNowhere) end = find_any(pair.otherwise, inside);
  if (end == kNowhere) return {inside, text_.size(), text_.size(), false};
  return {inside, end, end + code_point_at(text_, end).size, true};
}

// The first of `marks` from `from` on. Each failure is remembered: looking for every open mark to
// the end of the text would be quadratic.
std::size_t QueryCursor::find_any(std::u32string_view marks, std::size_t from) {
  if (marks.empty()) return kNowhere;
  if (std::find(missing_.begin(), missing_.end(), marks) != missing_.end()) return kNowhere;
  for (std::size_t at = from; at < text_.size();) {
    const CodePoint c = code_point_at(text_, at);
    if (marks.find(c.value) != std::u32string_view::npos) return at;
    at += c.size;
  }
  missing_.push_back(marks);
  return kNowhere;
}

}  // namespace quoth
