#include "quoth/results/snippet.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>

#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"
#include "quoth/text/token_table.hpp"

namespace quoth {
namespace {

// Characters that a terminal or browser acts on instead of showing.
bool is_control(char32_t c) noexcept {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

std::uint32_t shown_characters(std::string_view token) noexcept {
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < token.size();) {
    const CodePoint c = code_point_at(token, at);
    at += c.size;
    count += is_control(c.value) ? 0 : 1;
  }
  return count;
}

// Tokens that matches cover, with which matches those are.
struct Cluster {
  TokenRange tokens;
  std::uint32_t first_match, last_match;  // half-open, in the list of matches kept
};

class SnippetMaker {
 public:
  SnippetMaker(std::string_view text, const TokenTable& tokens, const SnippetOptions& options,
               std::uint32_t body)
      : text_(text), tokens_(tokens), body_(body == 0 ? 0 : tokens.token_at(body)) {
    fragments_ = std::max<std::size_t>(options.fragments, 1);
    budget_ = std::max<std::size_t>(options.characters, 40);
    measure();
  }

  Snippet make(std::span<const MatchedSpan> matches) {
    if (tokens_.size() == 0) return {};
    keep(matches);
    gather();
    std::vector<TokenRange> ranges;
    if (clusters_.empty()) {
      const TokenIndex begin = body_ < tokens_.size() ? body_ : 0;
      ranges.push_back(widened({begin, begin}, room_for(1)));
    } else if (clusters_.size() == 1) {
      ranges.push_back(widened(clusters_[0].tokens, room_for(1)));
    } else {
      ranges = chosen();
    }
    return rendered(ranges);
  }

 private:
  // --- measuring

  // Where each token begins, in characters of the text as it would be shown.
  void measure() {
    begin_.resize(tokens_.size() + 1);
    std::uint32_t at = 0;
    for (TokenIndex i = 0; i < tokens_.size(); ++i) {
      if (i > 0 && tokens_.before(i, Gap::space)) ++at;
      begin_[i] = at;
      at += shown_characters(tokens_.text(i));
    }
    begin_[tokens_.size()] = at;
  }
  [[nodiscard]] std::uint32_t end_of(TokenIndex i) const noexcept {
    const TokenIndex next = i + 1;
    return begin_[next] - (next < tokens_.size() && tokens_.before(next, Gap::space) ? 1 : 0);
  }
  [[nodiscard]] std::size_t characters(TokenRange r) const noexcept {
    return r.empty() ? 0 : end_of(r.end - 1) - begin_[r.begin];
  }
  // For each of `count` fragments: "… a … b …".
  [[nodiscard]] std::size_t room_for(std::size_t count) const noexcept {
    const std::size_t ellipses = 3 * count + 1;
    return budget_ > ellipses ? (budget_ - ellipses) / count : 0;
  }

  // --- matches

  // Keeps the matches that can be shown whole; when there are none, the first.
  void keep(std::span<const MatchedSpan> matches) {
    const std::size_t room = room_for(1);
    std::optional<MatchedSpan> first;
    TokenIndex at = 0;
    for (const MatchedSpan& match : matches) {
      while (at < tokens_.size() && tokens_.span(at).end <= match.span.begin) ++at;
      if (at == tokens_.size()) break;
      TokenIndex end = at;
      // The end of one that does not fit need not be exact.
      while (end < tokens_.size() && tokens_.span(end).begin < match.span.end && end - at <= room &&
             begin_[end] - begin_[at] <= room)
        ++end;
      if (end == at) continue;
      const bool whole = end == tokens_.size() || tokens_.span(end).begin >= match.span.end;
      if (whole && characters({at, end}) <= room) {
        matches_.push_back(match);
        covers_.push_back({at, end});
      } else if (!first) {
        first = match;
        first_cover_ = {at, end};
      }
    }
    if (matches_.empty() && first) {
      matches_.push_back(*first);
      covers_.push_back(first_cover_);
    }
    identify();
  }

  // Numbers the different matches: the same kind and words are the same.
  void identify() {
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    for (std::size_t i = 0; i < matches_.size(); ++i) {
      std::uint64_t hash = static_cast<std::uint64_t>(matches_[i].kind) + 1;
      // Some tokens tell long matches apart well enough.
      constexpr TokenIndex kMost = 16;
      const TokenIndex end = std::min(covers_[i].end, covers_[i].begin + kMost);
      for (TokenIndex t = covers_[i].begin; t < end; ++t) hash = hash_phrase(hash, tokens_.hash(t));
      ids_.push_back(numbers.emplace(hash, numbers.size()).first->second);
    }
    id_count_ = numbers.size();
  }

  // Joins matches that overlap, as long as they fit, so that clusters ascend at both ends.
  void gather() {
    for (std::uint32_t i = 0; i < covers_.size(); ++i) {
      const TokenRange cover = covers_[i];
      if (!clusters_.empty()) {
        Cluster& last = clusters_.back();
        const TokenRange joined{last.tokens.begin, std::max(last.tokens.end, cover.end)};
        if (cover.begin < last.tokens.end && characters(joined) <= room_for(1)) {
          last.tokens = joined;
          last.last_match = i + 1;
          continue;
        }
      }
      clusters_.push_back({cover, i, i + 1});
    }
  }

  // --- choosing

  struct Choice {
    std::vector<TokenRange> ranges;
    std::size_t different = 0;
  };

  std::vector<TokenRange> chosen() {
    Choice best;
    for (std::size_t count = 1; count <= fragments_ && room_for(count) >= 30; ++count) {
      Choice choice = choose(count);
      if (choice.different > best.different) best = std::move(choice);
      if (best.different == id_count_) break;
    }
    return std::move(best.ranges);
  }

  // Up to `count` windows, each the best for what those before it left out.
  Choice choose(std::size_t count) {
    Choice choice;
    const std::size_t room = room_for(count);
    std::vector<char> seen(id_count_, 0);
    for (std::size_t i = 0; i < count; ++i) {
      const auto [first, last] = best_window(room, seen);
      if (first == last) break;
      for (std::uint32_t m = clusters_[first].first_match; m < clusters_[last - 1].last_match; ++m)
        choice.different += std::exchange(seen[ids_[m]], 1) == 0 ? 1 : 0;
      choice.ranges.push_back(
          widened({clusters_[first].tokens.begin, clusters_[last - 1].tokens.end}, room));
    }
    std::sort(choice.ranges.begin(), choice.ranges.end(),
              [](TokenRange a, TokenRange b) { return a.begin < b.begin; });
    std::vector<TokenRange> apart;
    for (const TokenRange range : choice.ranges) {
      const bool same_part =
          !apart.empty() && (apart.back().begin < body_) == (range.begin < body_);
      if (same_part && range.begin <= apart.back().end)
        apart.back().end = std::max(apart.back().end, range.end);
      else
        apart.push_back(range);
    }
    choice.ranges = std::move(apart);
    return choice;
  }

  // The clusters [first, last) within `room` characters that hold the most ids not `seen`, then the
  // most matches. Empty when no cluster has a new one. Two pointers, each only moving forward.
  std::pair<std::size_t, std::size_t> best_window(std::size_t room, const std::vector<char>& seen) {
    std::vector<std::uint32_t> held(id_count_, 0);
    std::size_t fresh = 0, last = 0, best_fresh = 0, best_matches = 0;
    std::pair<std::size_t, std::size_t> best{0, 0};
    const auto add = [&](const Cluster& c) {
      for (std::uint32_t m = c.first_match; m < c.last_match; ++m)
        if (held[ids_[m]]++ == 0 && seen[ids_[m]] == 0) ++fresh;
    };
    const auto drop = [&](const Cluster& c) {
      for (std::uint32_t m = c.first_match; m < c.last_match; ++m)
        if (--held[ids_[m]] == 0 && seen[ids_[m]] == 0) --fresh;
    };
    for (std::size_t first = 0; first < clusters_.size(); ++first) {
      const TokenIndex begin = clusters_[first].tokens.begin;
      while (last < clusters_.size() && same_part(begin, clusters_[last].tokens.begin) &&
             characters({begin, clusters_[last].tokens.end}) <= room)
        add(clusters_[last++]);
      if (last == first) {  // too long for this room
        ++last;
        continue;
      }
      const std::size_t matches = clusters_[last - 1].last_match - clusters_[first].first_match;
      if (fresh > best_fresh || (fresh == best_fresh && fresh > 0 && matches > best_matches)) {
        best = {first, last};
        best_fresh = fresh;
        best_matches = matches;
      }
      drop(clusters_[first]);
    }
    return best;
  }
  [[nodiscard]] bool same_part(TokenIndex a, TokenIndex b) const noexcept {
    return (a < body_) == (b < body_);
  }

  // --- widening

  // Whether a stretch may begin or end before token `i`: not inside "well-known" or "$5".
  [[nodiscard]] bool is_break(TokenIndex i) const noexcept {
    return i == 0 || i == tokens_.size() || tokens_.before(i, Gap::space | Gap::sentence) ||
           (tokens_.kind(i) == TokenKind::word && tokens_.kind(i - 1) == TokenKind::word);
  }

  // The window with as much around it as `room` characters hold: from the begin of its sentence
  // where that fits, else with a third of the room before it; then on to the right, preferably to
  // the end of a sentence.
  TokenRange widened(TokenRange core, std::size_t room) const {
    const TokenIndex floor = core.begin >= body_ ? body_ : 0;
    const TokenIndex ceiling = core.begin >= body_ ? tokens_.size() : body_;
    core.end = std::min(core.end, ceiling);
    while (core.end > core.begin + 1 && characters(core) > room) --core.end;
    TokenRange wide = core;
    const std::size_t spare = room - std::min(room, characters(core));

    const TokenIndex sentence = sentence_begin(core.begin);
    if (sentence >= floor && characters({sentence, core.end}) <= room) {
      wide.begin = sentence;
    } else {
      wide.begin = break_before(core, floor, spare / 3, spare);
    }
    wide.end = break_after(wide, ceiling, room);
    // What the right did not need the left may have.
    if (wide.end == ceiling && wide.begin > floor) {
      TokenIndex begin = wide.begin;
      while (begin > floor && characters({begin - 1, wide.end}) <= room) {
        --begin;
        if (tokens_.before(begin, Gap::sentence)) wide.begin = begin;
      }
    }
    return wide;
  }

  [[nodiscard]] TokenIndex sentence_begin(TokenIndex i) const noexcept {
    return i < tokens_.size() ? tokens_.sentences()[tokens_.sentence_of(i)].begin : i;
  }

  // The earliest break that leaves at most `wanted` characters before `core`; when there is none,
  // the nearest within `most`; when there is none either, core.begin.
  [[nodiscard]] TokenIndex break_before(TokenRange core, TokenIndex floor, std::size_t wanted,
                                        std::size_t most) const noexcept {
    TokenIndex best = core.begin;
    bool found = is_break(core.begin);
    for (TokenIndex i = core.begin; i > floor;) {
      --i;
      const std::size_t taken = begin_[core.begin] - begin_[i];
      if (taken > most || (found && taken > wanted)) break;
      if (!is_break(i)) continue;
      best = i;
      found = true;
    }
    return best;
  }

  // The end that fills the room: the last sentence's end if that leaves less than a third empty,
  // else the last break.
  [[nodiscard]] TokenIndex break_after(TokenRange wide, TokenIndex ceiling,
                                       std::size_t room) const noexcept {
    TokenIndex at = wide.end, last_break = wide.end, last_sentence = wide.end;
    while (at < ceiling && characters({wide.begin, at + 1}) <= room) {
      ++at;
      if (at == ceiling || is_break(at)) last_break = at;
      if (at == ceiling || tokens_.before(at, Gap::sentence)) last_sentence = at;
    }
    if (last_sentence > wide.end && characters({wide.begin, last_sentence}) * 3 >= room * 2)
      return last_sentence;
    if (last_break > wide.begin) return last_break;
    // A run without a break is cut between tokens, a token longer than all room when it is shown.
    return std::min(std::max(at, wide.begin + 1), ceiling);
  }

  // --- rendering

  Snippet rendered(const std::vector<TokenRange>& ranges) {
    Snippet out;
    unite();
    left_ = static_cast<std::ptrdiff_t>(budget_);
    TokenIndex shown_to = 0;
    bool whole = true;
    for (const TokenRange range : ranges) {
      if (characters(range) == 0 || !whole) continue;
      if (!out.text.empty()) {
        append(out.text, range.begin == shown_to ? " – " : " … ", 3);
      } else if (range.begin != 0 && range.begin != body_) {  // the title is shown elsewhere
        append(out.text, "… ", 2);
      }
      whole = render(range, out);
      shown_to = range.end;
    }
    if (!whole) {
      append(out.text, "…", 1);
    } else if (shown_to != tokens_.size()) {
      append(out.text, " …", 2);
    }
    return out;
  }

  void append(std::string& text, std::string_view what, std::ptrdiff_t characters) {
    text += what;
    left_ -= characters;
  }

  // The union of the matches: what is marked.
  void unite() {
    for (const MatchedSpan& match : matches_) {
      if (match.span.empty()) continue;
      if (!united_.empty() && match.span.begin < united_.back().end)
        united_.back().end = std::max(united_.back().end, match.span.end);
      else
        united_.push_back(match.span);
    }
  }

  // Appends the tokens; false when one had to be cut, being longer than all room.
  bool render(TokenRange range, Snippet& out) {
    auto mark = std::partition_point(united_.begin(), united_.end(), [&](Span s) {
      return s.end <= tokens_.span(range.begin).begin;
    });
    std::uint32_t open = kClosed;
    const auto close = [&] {
      if (open != kClosed) out.marks.push_back({open, static_cast<std::uint32_t>(out.text.size())});
      open = kClosed;
    };
    const std::size_t start = out.text.size();
    bool space = false;
    for (TokenIndex i = range.begin; i < range.end; ++i) {
      const Span token = tokens_.span(i);
      space = space || (i > range.begin && tokens_.before(i, Gap::space));
      for (std::uint32_t at = token.begin; at < token.end;) {
        while (mark != united_.end() && mark->end <= at) {
          close();
          ++mark;
        }
        const CodePoint c = code_point_at(text_, at);
        const bool marked = mark != united_.end() && mark->begin <= at;
        at += c.size;
        if (is_control(c.value)) continue;
        if (left_ <= (space ? 3 : 2)) {  // kept for the ellipsis
          close();
          return false;
        }
        if (std::exchange(space, false) && out.text.size() > start) append(out.text, " ", 1);
        if (marked && open == kClosed) open = static_cast<std::uint32_t>(out.text.size());
        append_utf8(out.text, c.value);
        --left_;
      }
    }
    close();
    return true;
  }
  static constexpr std::uint32_t kClosed = 0xffffffff;

  std::string_view text_;
  const TokenTable& tokens_;
  TokenIndex body_;
  std::size_t fragments_ = 1;
  std::size_t budget_ = 0;
  std::ptrdiff_t left_ = 0;  // characters of the budget not yet written
  std::vector<std::uint32_t> begin_;
  std::vector<MatchedSpan> matches_;
  std::vector<TokenRange> covers_;  // tokens of each match
  TokenRange first_cover_;
  std::vector<std::uint32_t> ids_;  // of each match
  std::size_t id_count_ = 0;
  std::vector<Cluster> clusters_;
  std::vector<Span> united_;
};

// Calls `plain` with each stretch of the text and whether it is marked.
template <class Stretch>
void for_each_stretch(const Snippet& snippet, Stretch stretch) {
  const std::string_view text = snippet.text;
  std::size_t at = 0;
  for (const Span mark : snippet.marks) {
    const std::size_t begin = std::min<std::size_t>(mark.begin, text.size());
    const std::size_t end = std::min<std::size_t>(mark.end, text.size());
    if (begin < at || end <= begin) continue;
    stretch(text.substr(at, begin - at), false);
    stretch(text.substr(begin, end - begin), true);
    at = end;
  }
  stretch(text.substr(at), false);
}

}  // namespace

Snippet make_snippet(std::string_view text, const TokenTable& tokens,
                     std::span<const MatchedSpan> matches, const SnippetOptions& options,
                     std::uint32_t body) {
  return SnippetMaker(text, tokens, options, body).make(matches);
}

std::string to_html(const Snippet& snippet) {
  std::string out;
  for_each_stretch(snippet, [&](std::string_view stretch, bool marked) {
    if (marked) out += "<mark>";
    for (const char c : stretch) {
      switch (c) {
        case '&':
          out += "&amp;";
          break;
        case '<':
          out += "&lt;";
          break;
        case '>':
          out += "&gt;";
          break;
        case '"':
          out += "&quot;";
          break;
        case '\'':
          out += "&#39;";
          break;
        default:
          out += c;
      }
    }
    if (marked) out += "</mark>";
  });
  return out;
}

std::string to_terminal(const Snippet& snippet) {
  std::string out;
  for_each_stretch(snippet, [&](std::string_view stretch, bool marked) {
    if (marked) out += "\x1b[1m";
    for (std::size_t at = 0; at < stretch.size();) {
      const CodePoint c = code_point_at(stretch, at);
      at += c.size;
      if (!is_control(c.value)) append_utf8(out, c.value);
    }
    if (marked) out += "\x1b[0m";
  });
  return out;
}

std::string to_plain(const Snippet& snippet, std::string_view open, std::string_view close) {
  std::string out;
  for_each_stretch(snippet, [&](std::string_view stretch, bool marked) {
    if (marked) out += open;
    out += stretch;
    if (marked) out += close;
  });
  return out;
}

}  // namespace quoth
