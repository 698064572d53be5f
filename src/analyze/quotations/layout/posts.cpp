#include "analyze/quotations/layout/posts.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "analyze/quotations/day_said.hpp"
#include "analyze/quotations/speech_words.hpp"
#include "quoth/analyze/word_class.hpp"

namespace quoth::quotations {
namespace {

constexpr TokenIndex kLongestHead = 24;     // tokens of the line that names the author
constexpr std::uint32_t kLongestTag = 400;  // bytes
constexpr std::uint32_t kLongestPost = 12;  // paragraphs in mark-up
constexpr std::uint32_t kLongestCard = 8;   // paragraphs from the handle to the day
constexpr TokenIndex kLongestDay = 12;      // tokens after a handle

class PostFinder {
 public:
  PostFinder(const Context& context, const Annotations& found, std::vector<Turn>& out)
      : t_(context.tokens), words_(SpeechWords::of(t_.lexicon())), found_(found), out_(out) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(t_.paragraphs().size());
    for (std::uint32_t p = 0; p < count; ++p) {
      const TokenRange range = t_.paragraphs()[p];
      if (range.size() < 2) continue;
      const char c = t_.at(range.begin);
      if (c == '<')
        p = std::max(p, in_markup(p));
      else if (!signed_post(p) && (c == '@' || t_.shape(range.begin) != Shape::lower))
        p = std::max(p, with_handle(p));
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

  // Returns the last paragraph of the post, if there is one.
  std::uint32_t with_handle(std::uint32_t paragraph) {
    const TokenRange p = t_.paragraphs()[paragraph];
    const TokenIndex limit = std::min(p.end, p.begin + kLongestHead);
    TokenIndex i = p.begin;
    if (words_.is(t_, i, SpeechRole::reposts)) return reposted(paragraph, {}, i);
    TokenRange name{i, i};
    while (i < limit && t_.kind(i) == TokenKind::word && t_.shape(i) != Shape::lower) ++i;
    name.end = i;
    const bool bracket = i < limit && t_.at(i) == '(' && i > p.begin;
    if (bracket) ++i;
    const TokenIndex handle = i;
    i = after_handle(i, limit);
    if (i == handle) return paragraph;
    const TokenIndex handle_end = i;
    if (bracket) {
      if (i >= p.end || t_.at(i) != ')') return paragraph;
      ++i;
    }
    if (name.empty()) name = {handle + 1, handle_end};
    if (i < p.end && t_.at(i) == ':') {
      if (i + 1 < p.end && words_.is(t_, i + 1, SpeechRole::reposts))
        return reposted(paragraph, name, i + 1);
      add(paragraph, p.begin, name, {i + 1, p.end}, p.end, {p.begin, i});
      return paragraph;
    }
    // Nothing but a day may follow: the post stands below.
    if (p.end - i > kLongestDay || paragraph + 1 >= t_.paragraphs().size() ||
        !tells_day({i, p.end}))
      return paragraph;
    if (handle == p.begin) return card(paragraph, name);
    if (name.begin > p.begin) return paragraph;
    const TokenRange below = t_.paragraphs()[paragraph + 1];
    add(paragraph, p.begin, name, below, below.end, p);
    return paragraph;
  }

  // RT @ada_voss: The dam will hold. `by` is who passes it on, empty when nobody is named.
  std::uint32_t reposted(std::uint32_t paragraph, TokenRange by, TokenIndex rt) {
    const TokenRange p = t_.paragraphs()[paragraph];
    const TokenIndex colon = after_handle(rt + 1, p.end);
    if (colon == rt + 1 || colon >= p.end || t_.at(colon) != ':') return paragraph;
    add(paragraph, p.begin, {rt + 2, colon}, {colon + 1, p.end}, p.end, {p.begin, colon}, by);
    return paragraph;
  }

  // A line that is nothing but a handle, and perhaps a day: the name stands above, the words stand
  // below, down to a line with the day. Returns the last paragraph of the card.
  std::uint32_t card(std::uint32_t paragraph, TokenRange name) {
    const auto& all = t_.paragraphs();
    TokenIndex line = all[paragraph].begin;
    const bool named = paragraph > 0 && is_name(all[paragraph - 1]);
    if (named) {
      name = all[paragraph - 1];
      line = name.begin;
    }
    const auto limit = std::min(paragraph + kLongestCard, static_cast<std::uint32_t>(all.size()));
    for (std::uint32_t q = paragraph + 2; q < limit; ++q) {
      if (!day_line(all[q])) continue;
      add(paragraph, line, name, {all[paragraph + 1].begin, all[q].begin}, all[q].end, all[q]);
      return q;
    }
    if (!named || !day_in(t_.span(all[paragraph]), found_)) return paragraph;
    add(paragraph, line, name, all[paragraph + 1], all[paragraph + 1].end, all[paragraph]);
    return paragraph + 1;
  }

  // Nothing but words with a capital.
  bool is_name(TokenRange p) const noexcept {
    constexpr TokenIndex kLongestName = 6;
    if (p.size() > kLongestName || t_.kind(p.begin) != TokenKind::word) return false;
    for (TokenIndex i = p.begin; i < p.end; ++i)
      if (t_.kind(i) == TokenKind::word ? t_.shape(i) == Shape::lower
                                        : t_.at(i) != '.' && t_.at(i) != '-')
        return false;
    return true;
  }

  // 4:12 PM · Mar 3, 2031 · and what the post was sent with
  bool day_line(TokenRange p) const {
    constexpr TokenIndex kLongestLine = 20;
    if (p.size() > kLongestLine || !day_in(t_.span(p), found_)) return false;
    bool dot = false, told = false;  // so far: a middle dot, a day
    for (TokenIndex i = p.begin; i < p.end && !(dot && told); ++i) {
      if (t_.kind(i) == TokenKind::word && !of_a_day(i)) return false;
      dot = dot || t_.code(i) == 0xB7 || t_.code(i) == 0x2022;
      told = told || (t_.code(i) == 0xB7 && day_in(t_.span({p.begin, i}), found_).has_value());
    }
    return true;
  }

  bool tells_day(TokenRange r) const noexcept {
    for (TokenIndex k = r.begin; k < r.end; ++k)
      if (t_.kind(k) == TokenKind::word && !of_a_day(k)) return false;
    return true;
  }

  bool is_dash(TokenIndex i) const noexcept {
    const char32_t c = t_.code(i);
    return c == '-' || (c >= 0x2012 && c <= 0x2015);
  }

  // The dam will hold. — Ada Voss (@ada_voss) March 3, 2031
  bool signed_post(std::uint32_t paragraph) {
    const TokenRange p = t_.paragraphs()[paragraph];
    TokenIndex at = p.end;  // of the handle, near the paragraph's end
    for (TokenIndex n = 0; n < kLongestHead && at > p.begin; ++n)
      if (t_.at(--at) == '@') break;
    if (at <= p.begin + 3 || t_.at(at) != '@') return false;
    TokenIndex i = after_handle(at, p.end);
    const bool bracket = t_.at(at - 1) == '(';
    if (i == at || (bracket && (i >= p.end || t_.at(i) != ')'))) return false;
    if (bracket) ++i;
    if (p.end - i > kLongestDay || !tells_day({i, p.end})) return false;
    TokenRange name{at - (bracket ? 1 : 0), at - (bracket ? 1 : 0)};
    while (name.begin > p.begin && t_.kind(name.begin - 1) == TokenKind::word &&
           t_.shape(name.begin - 1) != Shape::lower)
      --name.begin;
    TokenIndex dash = name.begin;
    while (dash > p.begin && is_dash(dash - 1)) --dash;
    if (name.empty() || dash == name.begin || dash <= p.begin + 1) return false;
    // Marked words have a cue in the dash.
    for (TokenIndex k = p.begin; k < dash; ++k)
      if (t_.kind(k) == TokenKind::mark && t_.mark(k) != Mark::right_single) return false;
    const std::size_t known = out_.size();
    add(paragraph, p.begin, name, {p.begin, dash}, p.end, {name.begin, p.end});
    return out_.size() > known;
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
           TokenIndex line_end, TokenRange head, TokenRange by = {}) {
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
    if (!by.empty()) turn.via = {author(by)};
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
  const SpeechWords& words_;
  const Annotations& found_;
  std::vector<Turn>& out_;
};

}  // namespace

void find_posts(const Context& context, const Annotations& found, std::vector<Turn>& out) {
  PostFinder(context, found, out).run();
}

}  // namespace quoth::quotations
