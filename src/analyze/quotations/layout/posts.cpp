#include "analyze/quotations/layout/posts.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "analyze/quotations/day_said.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::quotations {
namespace {

constexpr TokenIndex kLongestHead = 24;     // tokens of the line that names the author
constexpr std::uint32_t kLongestTag = 400;  // bytes
constexpr std::uint32_t kLongestPost = 12;  // paragraphs in mark-up

class PostFinder {
 public:
  PostFinder(const Context& context, const Annotations& found, std::vector<Turn>& out)
      : t_(context.tokens), found_(found), out_(out) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(t_.paragraphs().size());
    for (std::uint32_t p = 0; p < count; ++p) {
      const TokenRange range = t_.paragraphs()[p];
      if (range.size() < 3) continue;
      const char c = t_.at(range.begin);
      if (c == '<')
        p = std::max(p, in_markup(p));
      else if (c == '@' || t_.shape(range.begin) != Shape::lower)
        with_handle(p);
    }
  }

 private:
  // After a handle that begins with the @ at `i`, or `i` when there is none.
  TokenIndex after_handle(TokenIndex i, TokenIndex end) const noexcept {
    if (i + 1 >= end || t_.at(i) != '@' || t_.before(i + 1, Gap::space)) return i;
    TokenIndex k = i + 1;
    while (k < end && k < i + 10 && !t_.before(k, Gap::space) &&
           (t_.kind(k) == TokenKind::word || t_.kind(k) == TokenKind::number || t_.at(k) == '_'))
      ++k;
    return k == i + 1 ? i : k;
  }

  void with_handle(std::uint32_t paragraph) {
    const TokenRange p = t_.paragraphs()[paragraph];
    const TokenIndex limit = std::min(p.end, p.begin + kLongestHead);
    TokenIndex i = p.begin;
    TokenRange name{i, i};
    while (i < limit && t_.kind(i) == TokenKind::word && t_.shape(i) != Shape::lower) ++i;
    name.end = i;
    const bool bracket = i < limit && t_.at(i) == '(' && i > p.begin;
    if (bracket) ++i;
    const TokenIndex handle = i;
    i = after_handle(i, limit);
    if (i == handle) return;
    const TokenIndex handle_end = i;
    if (bracket) {
      if (i >= p.end || t_.at(i) != ')') return;
      ++i;
    }
    if (name.empty()) name = {handle + 1, handle_end};
    if (i < p.end && t_.at(i) == ':') {
      add(paragraph, p.begin, name, {i + 1, p.end}, p.end, {p.begin, i});
      return;
    }
    // Nothing but a day may follow: the post stands below.
    if (name.begin > p.begin || handle == p.begin) return;
    if (p.end - i > 12 || paragraph + 1 >= t_.paragraphs().size()) return;
    for (TokenIndex k = i; k < p.end; ++k)
      if (t_.kind(k) == TokenKind::word && !of_a_day(k)) return;
    const TokenRange below = t_.paragraphs()[paragraph + 1];
    add(paragraph, p.begin, name, below, below.end, p);
  }

  bool of_a_day(TokenIndex i) const noexcept {
    if (t_.text(i).size() <= 2) return true;  // 3h, pm
    const Span span = t_.span(i);
    const auto x =
        std::lower_bound(found_.timexes.begin(), found_.timexes.end(), span.begin,
                         [](const Timex& t, std::uint32_t b) { return t.span.end <= b; });
    return x != found_.timexes.end() && x->span.begin <= span.begin;
  }

  // <post author="Ada Voss" date="...">...</post>: returns its last paragraph.
  std::uint32_t in_markup(std::uint32_t paragraph) {
    const TokenRange p = t_.paragraphs()[paragraph];
    const std::string_view text = t_.text();
    const std::uint32_t begin = t_.span(p.begin).begin;
    const std::string_view head = text.substr(begin, kLongestTag);
    const std::size_t close = head.find('>');
    if (close == std::string_view::npos) return paragraph;
    const std::string_view tag = head.substr(0, close);
    const Span author = attribute(tag, "author", begin);
    if (author.empty() || p.begin + 1 >= p.end) return paragraph;
    const std::string_view kind = t_.text(p.begin + 1);
    const TokenIndex first = t_.token_at(begin + static_cast<std::uint32_t>(close) + 1);
    const auto last_paragraph = std::min<std::uint32_t>(
        paragraph + kLongestPost, static_cast<std::uint32_t>(t_.paragraphs().size()));
    for (std::uint32_t q = paragraph; q < last_paragraph; ++q) {
      const TokenRange range = t_.paragraphs()[q];
      for (TokenIndex i = std::max(range.begin, first); i + 2 < range.end; ++i) {
        if (t_.at(i) != '<' || t_.at(i + 1) != '/' || t_.text(i + 2) != kind) continue;
        TokenRange name = t_.tokens_in(author);
        if (!name.empty() && t_.at(name.begin) == '@') ++name.begin;
        if (name.empty() || i <= first) return paragraph;
        const TokenIndex end = std::min(i + 4, range.end);
        add(paragraph, p.begin, name, {first, i}, end, {p.begin, first});
        return q;
      }
    }
    return paragraph;
  }

  // The value of name="value" in a tag that begins at byte `begin`; empty when it has none.
  static Span attribute(std::string_view tag, std::string_view name, std::uint32_t begin) {
    std::size_t at = tag.find(name);
    if (at == std::string_view::npos) return {};
    at += name.size();
    if (at + 1 >= tag.size() || tag[at] != '=') return {};
    const char quote = tag[++at];
    if (quote != '"' && quote != '\'') return {};
    const std::size_t end = tag.find(quote, at + 1);
    if (end == std::string_view::npos) return {};
    return {begin + static_cast<std::uint32_t>(at) + 1, begin + static_cast<std::uint32_t>(end)};
  }

  void add(std::uint32_t paragraph, TokenIndex line, TokenRange name, TokenRange words,
           TokenIndex line_end, TokenRange head) {
    while (!words.empty() && t_.kind(words.end - 1) == TokenKind::link) --words.end;
    if (words.empty() || name.empty()) return;
    Turn turn;
    turn.line = line;
    turn.line_end = line_end;
    turn.conversation = paragraph;
    turn.label = name;
    turn.rule = "post";
    turn.day = day_in(t_.span(head), found_);
    turn.speakers = {author(name)};
    // One part a paragraph.
    while (!words.empty()) {
      const TokenIndex end = std::min(words.end, t_.paragraphs()[t_.paragraph_of(words.begin)].end);
      turn.parts.push_back({words.begin, end});
      words.begin = end;
    }
    out_.push_back(std::move(turn));
  }

  Speaker author(TokenRange name) const {
    Speaker speaker;
    speaker.span = t_.span(name);
    speaker.status = SpeakerStatus::named;
    const auto m =
        std::lower_bound(found_.mentions.begin(), found_.mentions.end(), speaker.span.begin,
                         [](const Mention& x, std::uint32_t b) { return x.span.end <= b; });
    if (m != found_.mentions.end() && m->span.begin < speaker.span.end &&
        m->form == MentionForm::name) {
      speaker.entity = m->entity;
      return speaker;
    }
    // No mention inside mark-up: by its spelling.
    constexpr std::size_t kMost = 500;
    const std::string_view spelling = speaker.span.of(t_.text());
    const bool handle = (name.begin > 0 && t_.at(name.begin - 1) == '@') ||
                        spelling.find(' ') == std::string_view::npos;
    for (std::size_t e = 0; e < std::min(found_.entities.size(), kMost); ++e) {
      const Entity& entity = found_.entities[e];
      if (entity.name != spelling &&
          !(handle && entity.type == EntityType::person && may_be_handle(spelling, entity.name)))
        continue;
      speaker.entity = {static_cast<std::int32_t>(e)};
      break;
    }
    return speaker;
  }

  // @AdaVoss, @ada_voss, @voss_arlen of Ada Voss: the whole name, or the surname between _.
  static bool may_be_handle(std::string_view handle, std::string_view name) {
    const auto letters = [](std::string_view s) {
      std::string out;
      for (const char c : s)
        if (c != ' ' && c != '_' && c != '.' && c != '-')
          out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      return out;
    };
    const std::size_t space = name.rfind(' ');
    if (space == std::string_view::npos) return letters(handle) == letters(name);
    // @realAdaVoss
    if (letters(handle).ends_with(letters(name))) return true;
    const std::string surname = letters(name.substr(space + 1));
    while (!handle.empty()) {
      const std::size_t end = handle.find('_');
      if (letters(handle.substr(0, end)) == surname) return true;
      if (end == std::string_view::npos) break;
      handle.remove_prefix(end + 1);
    }
    return false;
  }

  const TokenTable& t_;
  const Annotations& found_;
  std::vector<Turn>& out_;
};

}  // namespace

void find_posts(const Context& context, const Annotations& found, std::vector<Turn>& out) {
  PostFinder(context, found, out).run();
}

}  // namespace quoth::quotations
