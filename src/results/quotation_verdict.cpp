#include "results/quotation_verdict.hpp"

#include <algorithm>

namespace quoth {
namespace {

using namespace word_trait;

// Further apart than this, stretches of one quotation are different places of it, whatever stands between them.
constexpr std::size_t kDistantUnmarked = 12, kDistantMarked = 80;

// Words that a bracketed one may stand for: a pronoun, and at most so many in all.
constexpr std::size_t kMostReplaced = 3;

class Judge {
 public:
  Judge(const CheckedText& text, WordRange range, const PrintedQuotation& source,
        std::string_view source_text)
      : text_(text), range_(range), source_(source), source_text_(source_text) {}

  JudgedWords run(const WordAlignment& local) {
    const WordAlignment alignment = extended(local);
    const auto& steps = alignment.steps;
    out_.first = steps.front().source;
    out_.last = steps.back().source;
    next_text_ = steps.front().text;
    // Words of the text at its ends that the source has not.
    edit({range_.begin, steps.front().text}, {out_.first, out_.first});
    for (std::size_t k = 0; k < steps.size();) {
      std::size_t end = k;
      while (end < steps.size() && steps[end].same == steps[k].same) ++end;
      WordRange in_text = words_of(steps, k, end, &AlignedWords::text);
      WordRange in_source = words_of(steps, k, end, &AlignedWords::source);
      if (steps[k].same)
        keep(in_text, in_source);
      else
        edit(in_text, in_source);
      k = end;
    }
    edit({std::size_t{steps.back().text} + 1, range_.end}, {out_.last + 1, out_.last + 1});
    trim_begin();
    trim_end();
    for (const WordEdit& e : out_.diff) out_.turned = out_.turned || e.turning;
    out_.verdict = verdict(alignment);
    return std::move(out_);
  }

 private:
  using Steps = std::vector<AlignedWords>;

  // A local alignment ends where the text's words at its ends are no gain: "We have" of "We do not have", "Opening" for
  // "Closing". Such words belong to what stands beside them in the same sentence.
  [[nodiscard]] WordAlignment extended(const WordAlignment& local) const {
    constexpr std::size_t kMostWords = 4, kReach = 6;
    WordAlignment out = local;
    Steps more;
    std::size_t t = local.steps.front().text, s = local.steps.front().source;
    const auto may_go_back = [&](std::size_t from) {
      return from > 0 && !source_.words[from].is(sentence) && beside(from - 1, from);
    };
    if (t - range_.begin <= kMostWords)
      while (t > range_.begin) {
        std::size_t at = s;
        bool found = false;
        for (std::size_t back = 0; back < kReach && may_go_back(at) && !found; ++back)
          found = source_.words[--at].text == text_.words[t - 1].text;
        if (found) {
          while (s > at + 1)
            more.push_back({AlignedWords::kNoWord, static_cast<std::uint32_t>(--s), false});
        } else if (!may_go_back(s)) {
          break;
        }
        more.push_back({static_cast<std::uint32_t>(--t), static_cast<std::uint32_t>(--s), found});
      }
    out.steps.insert(out.steps.begin(), more.rbegin(), more.rend());
    more.clear();
    t = local.steps.back().text + std::size_t{1};
    s = local.steps.back().source + std::size_t{1};
    const auto may_go_on = [&](std::size_t to) {
      return to < source_.words.size() && !source_.words[to].is(sentence) && beside(to - 1, to);
    };
    if (range_.end - t <= kMostWords)
      while (t < range_.end) {
        std::size_t at = s;
        bool found = false;
        for (std::size_t on = 0; on < kReach && may_go_on(at) && !found; ++on, ++at)
          found = source_.words[at].text == text_.words[t].text;
        if (found) {
          while (s + 1 < at)
            more.push_back({AlignedWords::kNoWord, static_cast<std::uint32_t>(s++), false});
        } else if (!may_go_on(s)) {
          break;
        }
        more.push_back({static_cast<std::uint32_t>(t++), static_cast<std::uint32_t>(s++), found});
      }
    out.steps.insert(out.steps.end(), more.begin(), more.end());
    return out;
  }

  // Whether two neighbouring words of the source are both between marks, or both not.
  [[nodiscard]] bool beside(std::size_t a, std::size_t b) const {
    return source_.marked[a] == source_.marked[b];
  }

  static WordRange words_of(const Steps& steps, std::size_t begin, std::size_t end,
                            std::uint32_t AlignedWords::*side) {
    WordRange out;
    bool any = false;
    for (std::size_t k = begin; k < end; ++k) {
      if (steps[k].*side == AlignedWords::kNoWord) continue;
      if (!any) out.begin = steps[k].*side;
      out.end = std::size_t{steps[k].*side} + 1;
      any = true;
    }
    return out;
  }

  [[nodiscard]] std::string text_of_range(WordRange r) const {
    return shown(text_.words, text_.text, r);
  }
  [[nodiscard]] std::string source_of_range(WordRange r) const {
    return shown(source_.words, source_text_, r);
  }

  // As written, from the first word to the last, in one line; of a long stretch its ends.
  static std::string shown(const std::vector<QuotationWord>& words, std::string_view text,
                           WordRange r) {
    if (r.size() == 0) return {};
    constexpr std::size_t kMostShown = 40, kEnd = 12;
    const auto part = [&](std::size_t begin, std::size_t end) {
      std::string out;
      bool space = false;
      // Parts of a quotation, which lie apart, are joined by an ellipsis.
      std::uint32_t before = words[begin].span.begin;
      for (std::size_t i = begin; i < end; ++i) {
        const Span span = words[i].span;
        if (span.end <= before) continue;  // the second word of a contraction
        std::string_view between;
        if (span.begin > before) between = text.substr(before, span.begin - before);
        if (between.size() > 40) between = " … ";
        for (const char c : std::string(between) + std::string(span.of(text))) {
          if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            space = !out.empty();
            continue;
          }
          if (space) out += ' ';
          space = false;
          out += c;
        }
        before = span.end;
      }
      return out;
    };
    if (r.size() <= kMostShown) return part(r.begin, r.end);
    return part(r.begin, r.begin + kEnd) + " … " + part(r.end - kEnd, r.end);
  }

  [[nodiscard]] static bool any(const std::vector<QuotationWord>& words, WordRange r,
                                std::uint16_t trait) {
    for (std::size_t i = r.begin; i < r.end; ++i)
      if (words[i].is(trait)) return true;
    return false;
  }
  [[nodiscard]] static bool all(const std::vector<QuotationWord>& words, WordRange r,
                                std::uint16_t trait) {
    for (std::size_t i = r.begin; i < r.end; ++i)
      if (!words[i].is(trait)) return false;
    return r.size() > 0;
  }

  // A run of words that both have. What the source itself left out or put in between is not what the speaker said
  // there, so the run ends at the source's ellipses and brackets where the text does not show them.
  void keep(WordRange in_text, WordRange in_source) {
    const std::size_t shift = in_text.begin - in_source.begin;  // modulo 2^64
    for (std::size_t at = in_source.begin; at < in_source.end;) {
      const bool inserted = is_hidden(at, at + shift, bracketed);
      std::size_t end = at + 1;
      while (end < in_source.end && is_hidden(end, end + shift, bracketed) == inserted &&
             !is_hidden(end, end + shift, gap))
        ++end;
      if (at > out_.first && is_hidden(at, at + shift, gap)) add_hidden_ellipsis(at);
      const WordRange source{at, end}, text{at + shift, end + shift};
      if (inserted)
        add_hidden_insertion(text, source);
      else
        out_.diff.push_back(
            {WordEdit::Kind::same, text_of_range(text), source_of_range(source), false, false});
      at = end;
    }
    next_text_ = in_text.end;
  }

  [[nodiscard]] bool is_hidden(std::size_t in_source, std::size_t in_text,
                               std::uint16_t trait) const {
    return source_.words[in_source].is(trait) && !text_.words[in_text].is(trait);
  }

  void add_hidden_ellipsis(std::size_t before) {
    out_.diff.push_back({WordEdit::Kind::left_out, {}, "…", false, false});
    out_.notes.push_back("The source has an ellipsis before “" +
                         source_of_range({before, before + 1}) +
                         "”: what stood there, it does not print.");
    altered_ = true;
  }

  void add_hidden_insertion(WordRange in_text, WordRange in_source) {
    const std::string words = source_of_range(in_source);
    out_.diff.push_back(
        {WordEdit::Kind::changed, text_of_range(in_text), "[" + words + "]", false, false});
    out_.notes.push_back("“[" + words + "]” is the source's own insertion, not the speaker's.");
    altered_ = true;
  }

  // A stretch where the two differ; either may be empty.
  void edit(WordRange in_text, WordRange in_source) {
    if (in_text.size() == 0 && in_source.size() == 0) return;
    WordEdit e;
    e.asked = text_of_range(in_text);
    e.source = source_of_range(in_source);
    e.kind = in_text.size() == 0     ? WordEdit::Kind::left_out
             : in_source.size() == 0 ? WordEdit::Kind::added
                                     : WordEdit::Kind::changed;
    if (in_text.size() > 0) next_text_ = in_text.end;
    const bool gap_here = (in_text.size() > 0 && any(text_.words, in_text, gap)) ||
                          (next_text_ < range_.end && text_.words[next_text_].is(gap));
    if (in_text.size() > 0 && all(text_.words, in_text, bracketed)) {
      bracketed_in_text(e, in_text, in_source);
    } else if (in_source.size() > 0 && all(source_.words, in_source, bracketed)) {
      e.marked = true;
      out_.notes.push_back("“[" + e.source + "]” is the source's own insertion.");
      if (in_text.size() > 0 &&
          (in_text.size() > kMostReplaced || any(text_.words, in_text, turning)))
        altered_ = true;
    } else if (in_text.size() == 0) {
      left_out(e, in_source, gap_here);
    } else {
      e.turning = any(source_.words, in_source, turning) != any(text_.words, in_text, turning) ||
                  has_other_numbers(in_text, in_source);
      altered_ = true;
    }
    out_.diff.push_back(std::move(e));
  }

  [[nodiscard]] static std::string numbers_in(const std::vector<QuotationWord>& words,
                                              WordRange r) {
    std::string out;
    for (std::size_t i = r.begin; i < r.end; ++i)
      if (words[i].is(number)) out += words[i].text + ' ';
    return out;
  }

  // Whether both have numbers, and not the same.
  [[nodiscard]] bool has_other_numbers(WordRange in_text, WordRange in_source) const {
    const std::string a = numbers_in(text_.words, in_text);
    const std::string b = numbers_in(source_.words, in_source);
    return !a.empty() && !b.empty() && a != b;
  }

  void bracketed_in_text(WordEdit& e, WordRange in_text, WordRange in_source) {
    e.marked = true;
    if (in_source.size() == 0) {
      out_.notes.push_back("“[" + e.asked + "]” is an insertion of the text checked.");
      e.turning = any(text_.words, in_text, turning);
      altered_ = altered_ || e.turning;
      return;
    }
    const bool stands_for_pronoun = in_source.size() <= kMostReplaced &&
                                    any(source_.words, in_source, pronoun) &&
                                    !any(source_.words, in_source, turning);
    if (stands_for_pronoun) {
      out_.notes.push_back("“[" + e.asked + "]” stands for “" + e.source + "”.");
      return;
    }
    const bool in_both = any(text_.words, in_text, turning);
    const bool removes = any(source_.words, in_source, turning) && !in_both;
    e.turning =
        in_both != any(source_.words, in_source, turning) || has_other_numbers(in_text, in_source);
    (removes ? cut_ : altered_) = true;
    out_.notes.push_back("“[" + e.asked + "]” replaces “" + e.source + "”.");
  }

  void left_out(WordEdit& e, WordRange words, bool is_marked) {
    e.marked = is_marked;
    e.turning = turns(words) || takes_main_clause(words);
    const std::size_t distance = words.size();
    const bool whole_sentences = any(source_.words, words, sentence);
    if (is_marked) {
      const bool whole = e.turning || is_whole_phrase(words);
      cut_ = cut_ || e.turning || !whole;
      out_.distant = out_.distant || distance > kDistantMarked;
      out_.notes.push_back(whole ? "The ellipsis stands for “" + e.source + "”."
                                 : "The ellipsis takes “" + e.source +
                                       "” out of the middle of a clause.");
    } else if (distance > kDistantUnmarked && whole_sentences) {
      out_.distant = true;
    } else if (e.turning) {
      cut_ = true;
    } else {
      altered_ = true;
    }
  }

  // Whether words left out are such as a clause stands without: from where a phrase or clause begins to where another
  // does. "She loves killing … her children" lacks what she kills, "We pay … in May" only to whom.
  [[nodiscard]] bool is_whole_phrase(WordRange words) const {
    if (all(source_.words, words, function)) return !any(source_.words, words, modal);
    const auto begins = [&](std::size_t i) {
      return i >= source_.words.size() || source_.words[i].is(clause | sentence | adjunct);
    };
    return begins(words.begin) && begins(words.end);
  }

  // Whether words left out between two kept ones turn the sense of either: those up to the end of the sentence that
  // they begin in and those of the sentence that they end in; and a sentence that begins with a contrast.
  [[nodiscard]] bool turns(WordRange words) const {
    std::size_t head = words.begin;
    while (head < words.end && (head == words.begin || !source_.words[head].is(sentence))) ++head;
    if (!source_.words[words.begin].is(sentence) &&
        any(source_.words, {words.begin, head}, turning))
      return true;
    if (head == words.end && any(source_.words, {words.begin, head}, turning)) return true;
    for (std::size_t i = words.begin; i < words.end; ++i)
      if (source_.words[i].is(sentence) && source_.words[i].is(contrast)) return true;
    // The rest: the begin of the sentence that goes on behind.
    const bool next_begins =
        words.end < source_.words.size() && source_.words[words.end].is(sentence);
    if (next_begins) return false;
    std::size_t tail = words.end;
    while (tail > words.begin && !source_.words[tail - 1].is(sentence)) --tail;
    if (tail > words.begin) --tail;
    return any(source_.words, {tail, words.end}, turning);
  }

  // Whether words left out are all that the rest of their sentence is a condition of: "If they pay we sail", "Pay us and
  // we sail" without "we sail".
  [[nodiscard]] bool takes_main_clause(WordRange words) const {
    std::size_t begin = words.begin, end = words.begin + 1;
    while (begin > 0 && !source_.words[begin].is(sentence) && beside(begin - 1, begin)) --begin;
    while (end < words.end && !source_.words[end].is(sentence)) ++end;
    const bool to_end = end == source_.words.size() || source_.words[end].is(sentence);
    if (!to_end || begin == words.begin) return false;
    const WordRange kept{begin, words.begin}, lost{words.begin, end};
    if (source_.words[begin].is(condition) || sets_term(begin)) {
      // "if they pay, and only then": the main clause stands before the condition, or is kept.
      for (std::size_t i = kept.begin + 1; i < kept.end; ++i)
        if (source_.words[i].is(clause)) return false;
      return true;
    }
    // "Pay us and we will sail": nothing but a verb's plain form opens a sentence so.
    return !source_.words[begin].is(function | bracketed) && joins(lost.begin) &&
           !source_.words[lost.begin].is(contrast) && lost.size() > 2 &&
           source_.words[lost.begin + 1].is(pronoun) && any(source_.words, lost, modal) &&
           !any(source_.words, kept, modal);
  }

  // What the source has before the first shared word in the same sentence.
  void trim_begin() {
    std::size_t begin = out_.first;
    while (begin > 0 && !source_.words[begin].is(sentence) && beside(begin - 1, begin)) --begin;
    if (begin == out_.first) return;
    const WordRange before{begin, out_.first};
    // A negation reaches as far as its clause: "I do not think we will win", not "No, we will win".
    std::size_t clause_begin = out_.first;
    while (clause_begin > begin && !source_.words[clause_begin].is(clause) && !joins(clause_begin))
      --clause_begin;
    if (source_.words[out_.first].is(clause) || joins(out_.first)) clause_begin = out_.first;
    bool turned = any(source_.words, {clause_begin, out_.first}, negation);
    for (std::size_t i = begin; i < out_.first; ++i)
      turned = turned || source_.words[i].is(condition) ||
               (i == begin && sets_term(i) && out_.first < source_.words.size() &&
                source_.words[out_.first].is(clause) && is_open());
    note_trim("begin", before, turned);
  }

  // "when", "as long as"
  [[nodiscard]] bool sets_term(std::size_t i) const {
    const auto& words = source_.words;
    if (words[i].is(term)) return true;
    return i + 2 < words.size() && words[i].is(term_as) && words[i + 1].is(term_as) &&
           words[i].text == words[i + 2].text && words[i].text != words[i + 1].text;
  }

  // Whether what is kept tells what will or may be, so that it hangs on a term.
  [[nodiscard]] bool is_open() const {
    return any(source_.words, {out_.first, out_.last + 1}, modal);
  }

  // "and", "or", "but" between clauses end the reach of a negation.
  [[nodiscard]] bool joins(std::size_t i) const {
    const std::string& word = source_.words[i].text;
    return source_.words[i].is(contrast) || word == "and" || word == "or";
  }

  void trim_end() {
    const std::size_t begin = out_.last + 1;
    std::size_t end = begin;
    while (end < source_.words.size() && !source_.words[end].is(sentence) && beside(end - 1, end))
      ++end;
    if (end == begin) return;
    bool turned = any(source_.words, {begin, end}, condition | contrast);
    for (std::size_t i = begin; i < end && !turned; ++i) {
      if (i > begin && (source_.words[i].is(clause) || joins(i))) break;
      turned = sets_term(i) && is_open();
      if (i == begin && source_.words[i].is(clause)) break;
      turned = turned || source_.words[i].is(negation);
    }
    note_trim("end", {begin, end}, turned);
  }

  void note_trim(const char* where, WordRange words, bool turned) {
    if (turned) {
      cut_ = true;
      WordEdit e{WordEdit::Kind::left_out, {}, source_of_range(words), true, false};
      if (*where == 'b')
        out_.diff.insert(out_.diff.begin(), std::move(e));
      else
        out_.diff.push_back(std::move(e));
    }
    out_.notes.push_back(std::string("Trimmed at the ") + where + ": the source has “" +
                         source_of_range(words) + (*where == 'b' ? "” before it." : "” after it."));
  }

  [[nodiscard]] Verdict verdict(const WordAlignment& alignment) {
    std::size_t same = 0, marked = 0, unmarked_content = 0;
    for (const AlignedWords& step : alignment.steps) {
      if (!step.same) continue;
      ++same;
      if (source_.marked[step.source])
        ++marked;
      else if (!source_.words[step.source].is(function))
        ++unmarked_content;
    }
    if (marked * 5 < same * 4 || (unmarked_content > 0 && marked * 10 < same * 9)) {
      if (marked > 0) out_.notes.push_back("Only a part of these words stands between marks.");
      // What turns the sense is no other wording of it.
      if (!out_.turned) return Verdict::paraphrase;
      out_.notes.push_back("The source prints it in its own words, not between marks.");
    }
    if (altered_) return Verdict::altered;
    if (cut_ || out_.distant) return Verdict::cut;
    return Verdict::verbatim;
  }

  const CheckedText& text_;
  const WordRange range_;
  const PrintedQuotation& source_;
  const std::string_view source_text_;
  JudgedWords out_;
  bool altered_ = false, cut_ = false;
  std::size_t next_text_ = 0;  // the text's word after what was read so far
};

}  // namespace

JudgedWords judge(const CheckedText& text, WordRange range, const PrintedQuotation& source,
                  std::string_view source_text, const WordAlignment& alignment) {
  return Judge(text, range, source, source_text).run(alignment);
}

}  // namespace quoth
