#include "analyze/quotations/marks.hpp"

#include <algorithm>
#include <array>

#include "analyze/quotations/speech_words.hpp"

namespace quoth::quotations {
namespace {

enum class Family : std::uint8_t {
  doubles,
  singles,
  guillemets,
  single_guillemets,
  corners,
  white_corners
};
constexpr std::size_t kFamilies = 6;

// What a mark can do where it stands, seen without its partner.
enum class Side : std::uint8_t {
  opens,
  closes,
  either,
  weak_close,  // closes, or is the apostrophe of a plural possessive or a clipped word
  nothing,
};

struct MarkToken {
  TokenIndex token;
  Family family;
  Side side;
};

constexpr std::size_t kDeepest = 8;
// How many paragraphs an unclosed mark may reach over to the mark that closes it.
constexpr std::uint32_t kLongestReach = 12;

Family family_of(Mark mark) noexcept {
  switch (mark) {
    case Mark::straight_single:
    case Mark::left_single:
    case Mark::right_single:
    case Mark::low_single:
    case Mark::grave_single:
      return Family::singles;
    case Mark::left_guillemet:
    case Mark::right_guillemet:
      return Family::guillemets;
    case Mark::left_single_guillemet:
    case Mark::right_single_guillemet:
      return Family::single_guillemets;
    case Mark::left_corner:
    case Mark::right_corner:
      return Family::corners;
    case Mark::left_white_corner:
    case Mark::right_white_corner:
      return Family::white_corners;
    default:
      return Family::doubles;
  }
}

bool opening_bracket(char32_t c) noexcept { return c == '(' || c == '[' || c == '{'; }
bool dash(char32_t c) noexcept {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == '/' || c == '=';
}

class MarkScanner {
 public:
  MarkScanner(const TokenTable& tokens, AttributionTest attribution, std::vector<Stretch>& out)
      : t_(tokens),
        words_(SpeechWords::of(tokens.lexicon())),
        attribution_(attribution),
        out_(out) {}

  void run() {
    out_.clear();
    survey();
    if (!any_) return;
    classify();
    pair();
    compact();
  }

 private:
  bool space_before(TokenIndex i) const noexcept {
    return i == 0 || t_.before(i, Gap::space | Gap::paragraph);
  }
  bool space_after(TokenIndex i) const noexcept {
    return i + 1 >= t_.size() || t_.before(i + 1, Gap::space | Gap::paragraph);
  }
  // Looks like an opening mark: nothing, space, a bracket or a dash before, a word glued after.
  bool opening_place(TokenIndex i) const noexcept {
    if (space_after(i)) return false;
    if (space_before(i)) return true;
    const char32_t c = t_.code(i - 1);
    return opening_bracket(c) || dash(c) ||
           (t_.kind(i - 1) == TokenKind::mark && opening_place_once(i - 1));
  }
  bool opening_place_once(TokenIndex i) const noexcept { return space_before(i); }
  // Looks like a closing mark: glued to what is before; space or punctuation after.
  bool closing_place(TokenIndex i) const noexcept {
    if (space_before(i)) return false;
    if (space_after(i)) return true;
    const TokenKind next = t_.kind(i + 1);
    return next == TokenKind::punctuation || next == TokenKind::mark || next == TokenKind::clitic;
  }

  // Counts the marks, to learn the text's habits.
  void survey() {
    for (TokenIndex i = 0; i < t_.size(); ++i) {
      if (t_.kind(i) != TokenKind::mark) continue;
      any_ = true;
      const Mark m = t_.mark(i);
      const bool loose = space_before(i) && space_after(i);
      if (family_of(m) == Family::singles) {
        ++(loose ? loose_singles_ : tight_singles_);
      } else if (family_of(m) == Family::doubles) {
        ++doubles_;
      }
      if (m == Mark::low_double || m == Mark::low_single) low_ = true;
      if (m == Mark::left_double && opening_place(i)) ++left_doubles_;
      if (m == Mark::grave_double) latex_ = true;
      if (m == Mark::left_guillemet || m == Mark::right_guillemet) {
        const bool first = guillemets_ % 2 == 0;
        if (first) guillemet_votes_ += m == Mark::left_guillemet ? 1 : -1;
        ++guillemets_;
      }
    }
  }

  Side side_of(TokenIndex i) const noexcept {
    switch (t_.mark(i)) {
      case Mark::left_double:
        if (low_) return Side::closes;
        return closing_place(i) ? Side::either : Side::opens;
      case Mark::right_double:
        if (opening_place(i)) return left_doubles_ == 0 ? Side::either : Side::closes;
        return Side::closes;
      case Mark::low_double:
      case Mark::low_single:
        return Side::opens;
      case Mark::straight_double: {
        if (i > 0 && t_.code(i - 1) == '=' && !space_before(i)) return Side::nothing;
        const bool opening = opening_place(i), closing = closing_place(i);
        if (opening == closing) return Side::either;
        return opening ? Side::opens : Side::closes;
      }
      case Mark::apostrophe_double:
        if (latex_ || !opening_place(i)) return Side::closes;
        return Side::either;
      case Mark::grave_double:
        return Side::opens;
      case Mark::dagger:
        return Side::closes;
      case Mark::left_guillemet:
        return guillemet_votes_ >= 0 ? Side::opens : Side::closes;
      case Mark::right_guillemet:
        return guillemet_votes_ >= 0 ? Side::closes : Side::opens;
      case Mark::left_single_guillemet:
      case Mark::left_corner:
      case Mark::left_white_corner:
        return Side::opens;
      case Mark::right_single_guillemet:
      case Mark::right_corner:
      case Mark::right_white_corner:
        return Side::closes;
      case Mark::left_single:
        if (low_) return closing_place(i) ? Side::closes : Side::opens;
        [[fallthrough]];
      case Mark::grave_single:
      case Mark::straight_single:
        if (loose_singles() && space_before(i) && space_after(i))
          return t_.mark(i) == Mark::straight_single ? Side::either : Side::opens;
        if (opening_place(i)) return clipped_word(i) ? Side::nothing : Side::opens;
        return single_close(i);
      case Mark::right_single:
        if (loose_singles() && space_before(i) && space_after(i)) return Side::closes;
        if (opening_place(i)) return Side::nothing;  // ’90s, ’em
        return single_close(i);
      default:
        return Side::nothing;
    }
  }

  // Tokenised text: ' I know , ' he said .
  bool loose_singles() const noexcept { return loose_singles_ >= 6; }
  // Speech stands in single marks here, and doubles inside them.
  bool singles_first() const noexcept { return loose_singles_ + tight_singles_ > 4 * doubles_ + 8; }

  Side single_close(TokenIndex i) const noexcept {
    if (!closing_place(i)) return Side::nothing;
    const TokenIndex last = i - 1;
    const std::string_view before = t_.text(last);
    // 6'2", 5': feet.
    if (t_.kind(last) == TokenKind::number && t_.mark(i) == Mark::straight_single)
      return Side::weak_close;
    if (t_.kind(last) != TokenKind::word) return Side::closes;
    const bool word_after = i + 1 < t_.size() && t_.kind(i + 1) == TokenKind::word;
    if (!word_after) return Side::closes;
    // workers’ rights; talkin’ about
    return words_.ends_before_apostrophe(before) ? Side::weak_close : Side::closes;
  }

  // 'em, 'til, '90s, 'n': an apostrophe where letters were dropped.
  bool clipped_word(TokenIndex i) const noexcept {
    if (i + 1 >= t_.size()) return true;
    const std::string_view next = t_.text(i + 1);
    if (t_.kind(i + 1) == TokenKind::number) {
      const bool decade = next.size() == 2 && i + 2 < t_.size() && !t_.before(i + 2, Gap::space) &&
                          t_.kind(i + 2) == TokenKind::word;
      return next.size() == 2 && (decade || i + 2 >= t_.size() || t_.mark(i + 2) == Mark::none);
    }
    if (t_.kind(i + 1) != TokenKind::word) return false;
    // ‘Cause’ in full marks is a word; ‘em is not.
    return words_.small(t_, i + 1, SpeechRole::clipped) &&
           (i + 2 >= t_.size() || t_.mark(i + 2) == Mark::none || next.size() < 3);
  }

  void classify() {
    for (TokenIndex i = 0; i < t_.size(); ++i) {
      if (t_.kind(i) != TokenKind::mark) continue;
      Side side = side_of(i);
      if (t_.mark(i) == Mark::straight_double && side == Side::nothing) {
        // name="value" in markup: both marks belong to the markup.
        marks_.push_back({i, Family::doubles, Side::nothing});
        for (TokenIndex j = i + 1; j < t_.size() && !t_.before(j, Gap::paragraph); ++j) {
          if (t_.mark(j) != Mark::straight_double) continue;
          i = j;
          break;
        }
        continue;
      }
      if (side != Side::nothing) marks_.push_back({i, family_of(t_.mark(i)), side});
    }
    // How many doubles a paragraph has, for the parity of straight marks.
    for (std::size_t k = 0; k < marks_.size();) {
      const std::uint32_t paragraph = t_.paragraph_of(marks_[k].token);
      std::uint32_t doubles = 0;
      std::size_t e = k;
      for (; e < marks_.size() && t_.paragraph_of(marks_[e].token) == paragraph; ++e)
        if (marks_[e].family == Family::doubles && marks_[e].side != Side::nothing) ++doubles;
      parity_.push_back({e, doubles % 2 == 0});
      k = e;
    }
    // The next mark of the same family, from the right.
    next_.resize(marks_.size());
    std::array<std::uint32_t, kFamilies> seen;
    seen.fill(kNone);
    for (std::size_t k = marks_.size(); k-- > 0;) {
      std::uint32_t& next = seen[static_cast<std::size_t>(marks_[k].family)];
      next_[k] = next;
      if (marks_[k].side != Side::nothing) next = static_cast<std::uint32_t>(k);
    }
  }

  bool is_open(Family family) const noexcept {
    return std::any_of(stack_.begin(), stack_.begin() + depth_,
                       [&](const Open& o) { return o.family == family; });
  }

  void pair() {
    std::size_t block = 0;
    std::uint32_t paragraph = 0;
    for (std::size_t k = 0; k < marks_.size(); ++k) {
      const MarkToken& m = marks_[k];
      while (k >= parity_[block].end) ++block;
      const std::uint32_t here = t_.paragraph_of(m.token);
      if (here != paragraph) enter_paragraph(here, k);
      paragraph = here;
      if (m.side == Side::nothing) continue;
      switch (m.side) {
        case Side::opens:
          if (is_open(m.family) && t_.mark(m.token) == Mark::straight_double && parity_[block].even)
            close(k);
          else
            open(k);
          break;
        case Side::either:
          if (is_open(m.family))
            close(k);
          else if (t_.mark(m.token) != Mark::straight_double || !inches(m.token))
            open(k);
          break;
        case Side::closes:
        case Side::weak_close:
          close(k);
          break;
        case Side::nothing:
          break;
      }
    }
    enter_paragraph(kNone, marks_.size());
  }

  bool inches(TokenIndex i) const noexcept {
    return i > 0 && t_.kind(i - 1) == TokenKind::number && !t_.before(i, Gap::space);
  }

  void open(std::size_t k) {
    const MarkToken& m = marks_[k];
    // The same kind of mark again: the one before was never closed.
    for (std::size_t d = depth_; d-- > 0;) {
      if (stack_[d].family != m.family) continue;
      drop_to(d + 1, m.token);
      end_unclosed(stack_[d], m.token, false);
      depth_ = d;
      break;
    }
    if (depth_ == kDeepest) return;
    Stretch s;
    s.open = m.token;
    s.close = m.token;
    s.parent = depth_ == 0 ? -1 : stack_[depth_ - 1].stretch;
    s.single = m.family == Family::singles;
    s.closed = false;
    stack_[depth_++] = {static_cast<std::int32_t>(out_.size()), m.family, k};
    out_.push_back(s);
  }

  void close(std::size_t k) {
    const MarkToken& m = marks_[k];
    for (std::size_t d = depth_; d-- > 0;) {
      if (stack_[d].family != m.family) {
        // A single mark may not reach out of the double ones it stands in.
        if (m.family == Family::singles) return;
        continue;
      }
      if (m.side == Side::weak_close && closes_later(k)) return;
      drop_to(d + 1, m.token);
      Stretch& s = out_[static_cast<std::size_t>(stack_[d].stretch)];
      s.close = m.token;
      s.closed = true;
      depth_ = d;
      return;
    }
  }

  // Whether a better closing mark for the open single stretch follows in the same paragraph.
  bool closes_later(std::size_t k) const noexcept {
    std::uint32_t next = next_[k];
    for (int steps = 0; steps < 4 && next != kNone; ++steps, next = next_[next]) {
      if (t_.paragraph_of(marks_[next].token) != t_.paragraph_of(marks_[k].token)) return false;
      if (marks_[next].side == Side::opens) return false;
      if (marks_[next].side == Side::closes) return true;
    }
    return false;
  }

  // Ends what is open above depth `d`.
  void drop_to(std::size_t d, TokenIndex before) {
    while (depth_ > d) {
      --depth_;
      end_unclosed(stack_[depth_], before, false);
    }
  }

  struct Open {
    std::int32_t stretch = -1;
    Family family = Family::doubles;
    std::size_t mark = 0;
  };

  // At a paragraph's begin: what is still open ends, unless its closing mark is plainly ahead.
  void enter_paragraph(std::uint32_t paragraph, std::size_t k) {
    for (std::size_t d = 0; d < depth_; ++d) {
      const Open& o = stack_[d];
      const std::uint32_t from = t_.paragraph_of(marks_[o.mark].token);
      bool ahead = false, again = false;
      if (paragraph != kNone) {
        const std::uint32_t next = next_[o.mark];
        // The next mark of the family lies ahead of `k` here, or `k` is it.
        if (next != kNone && next >= k) {
          const MarkToken& n = marks_[next];
          const std::uint32_t where = t_.paragraph_of(n.token);
          const bool starts = t_.before(n.token, Gap::paragraph);
          again = starts && n.side != Side::closes && where == from + 1;
          ahead = !starts && where - from <= kLongestReach &&
                  (n.side == Side::closes || n.side == Side::either) &&
                  (o.family != Family::singles || singles_first());
        }
      }
      if (ahead) continue;
      const TokenIndex end = t_.paragraphs()[from].end;
      drop_to(d + 1, end);
      end_unclosed(o, end, again);
      depth_ = d;
      return;
    }
  }

  // Gives an unclosed stretch its end, at or before `limit`; a single one was an apostrophe.
  void end_unclosed(const Open& o, TokenIndex limit, bool again) {
    Stretch& s = out_[static_cast<std::size_t>(o.stretch)];
    const TokenIndex end = std::min(limit, t_.paragraphs()[t_.paragraph_of(s.open)].end);
    s.closed = false;
    if (o.family == Family::singles && !(again && t_.before(s.open, Gap::paragraph))) {
      s.close = s.open;  // dropped
      return;
    }
    s.goes_on = again;
    s.close = end;
    if (again || attribution_ == nullptr) return;
    for (TokenIndex i = s.open + 2; i + 1 < end; ++i) {
      const char32_t c = t_.code(i);
      if (c != ',' && c != '.' && c != '!' && c != '?' && c != 0x2014 && c != 0x2013) continue;
      if (!attribution_(t_, i + 1, end)) continue;
      s.close = i + 1;
      return;
    }
  }

  // Throws dropped stretches away and hands their children up.
  void compact() {
    std::vector<std::int32_t> place(out_.size(), -1);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < out_.size(); ++i) {
      Stretch s = out_[i];
      const std::int32_t up = s.parent;
      if (up >= 0) s.parent = place[static_cast<std::size_t>(up)];
      // A child that reaches past its parent's implied end stands alone.
      while (s.parent >= 0 && s.open >= out_[static_cast<std::size_t>(s.parent)].close)
        s.parent = out_[static_cast<std::size_t>(s.parent)].parent;
      if (s.parent >= 0)
        s.close = std::min(s.close, out_[static_cast<std::size_t>(s.parent)].close);
      if (s.close <= s.open + 1) {
        place[i] = s.parent;
        continue;
      }
      place[i] = static_cast<std::int32_t>(kept);
      out_[kept++] = s;
    }
    out_.resize(kept);
  }

  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Parity {
    std::size_t end;
    bool even;
  };
  const TokenTable& t_;
  const SpeechWords& words_;
  const AttributionTest attribution_;
  std::vector<Stretch>& out_;
  std::vector<MarkToken> marks_;
  std::vector<std::uint32_t> next_;
  std::vector<Parity> parity_;
  std::array<Open, kDeepest> stack_{};
  std::size_t depth_ = 0;
  bool any_ = false, low_ = false, latex_ = false;
  std::uint32_t left_doubles_ = 0, guillemets_ = 0;
  std::uint32_t loose_singles_ = 0, tight_singles_ = 0, doubles_ = 0;
  std::int32_t guillemet_votes_ = 0;
};

}  // namespace

void find_stretches(const TokenTable& tokens, AttributionTest attribution,
                    std::vector<Stretch>& out) {
  MarkScanner(tokens, attribution, out).run();
}

Span inner_span(const TokenTable& tokens, const Stretch& s) noexcept {
  return {tokens.span(s.open + 1).begin, tokens.span(s.close - 1).end};
}

Span outer_span(const TokenTable& tokens, const Stretch& s) noexcept {
  return {tokens.span(s.open).begin,
          s.closed ? tokens.span(s.close).end : tokens.span(s.close - 1).end};
}

}  // namespace quoth::quotations
