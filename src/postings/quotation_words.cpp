#include "quoth/postings/quotation_words.hpp"

#include <algorithm>

#include "postings/equal_writings.hpp"
#include "postings/number_words.hpp"
#include "quoth/analyze/word_class.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {
namespace {

constexpr WordClasses kFunction =
    classes_of(WordClass::determiner, WordClass::pronoun, WordClass::possessive,
               WordClass::preposition, WordClass::conjunction, WordClass::subordinator,
               WordClass::auxiliary, WordClass::modal, WordClass::negation);

constexpr WordClasses kBeginsPhrase =
    classes_of(WordClass::preposition, WordClass::conjunction, WordClass::subordinator);

// What windows-1252 makes of the bytes 0x80..0x9f; 0 where it has nothing.
constexpr char16_t kWindows1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The byte a code point stood for in windows-1252; 0 for none.
unsigned byte_of(char32_t c) noexcept {
  if (c < 0x100) return static_cast<unsigned>(c);
  for (unsigned i = 0; i < 32; ++i)
    if (kWindows1252[i] == c) return 0x80 + i;
  return 0;
}

// Characters of two or three bytes that were once read as windows-1252, "Ã©" for é, "â€™" for ’, put right; the rest as
// it is.
std::string ungarbled(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint lead = code_point_at(text, at);
    const std::size_t trails = lead.value >= 0xC2 && lead.value <= 0xDF   ? 1
                               : lead.value >= 0xE0 && lead.value <= 0xEF ? 2
                                                                          : 0;
    std::string bytes(1, static_cast<char>(lead.value));
    std::size_t end = at + lead.size;
    while (bytes.size() <= trails && end < text.size()) {
      const CodePoint trail = code_point_at(text, end);
      const unsigned byte = byte_of(trail.value);
      if (byte < 0x80 || byte >= 0xC0) break;
      bytes += static_cast<char>(byte);
      end += trail.size;
    }
    if (trails > 0 && bytes.size() == trails + 1) {
      out += bytes;
      at = end;
    } else {
      out.append(text.substr(at, lead.size));
      at += lead.size;
    }
  }
  return out;
}

// What can lead a garbled character: Â, Ã, Ä, Å, and â before €.
bool has_garbled_lead(std::string_view text) noexcept {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (text[i] == '\xc3' && ((text[i + 1] >= '\x82' && text[i + 1] <= '\x85') ||
                              (text[i + 1] == '\xa2' && text.substr(i + 2).starts_with("€"))))
      return true;
  return false;
}

bool is_digits(std::string_view text) noexcept {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class Normaliser {
 public:
  Normaliser(const TokenTable& tokens, TokenRange range, std::string_view lang,
             std::vector<QuotationWord>& out)
      : tokens_(tokens),
        range_(range),
        writings_(EqualWritings::of(lang)),
        out_(out),
        first_(out.size()) {}

  void run() {
    for (TokenIndex i = range_.begin; i < range_.end;) i = read(i);
  }

 private:
  [[nodiscard]] bool glued(TokenIndex i) const noexcept {
    return i < range_.end && i > range_.begin && !tokens_.before(i, Gap::space);
  }

  // Reads what begins with token `i`; returns the token after it.
  TokenIndex read(TokenIndex i) {
    if (tokens_.before(i, Gap::sentence)) pending_ |= word_trait::sentence | word_trait::clause;
    switch (tokens_.kind(i)) {
      case TokenKind::word:
        return read_word(i);
      case TokenKind::number:
        return read_number(i);
      case TokenKind::clitic:
        read_clitic(i);
        return i + 1;
      case TokenKind::punctuation:
        return read_punctuation(i);
      case TokenKind::symbol:
        if (tokens_.at(i) == '%') push("percent", {}, tokens_.span(i), 0);
        return i + 1;
      case TokenKind::mark:
      case TokenKind::link:
        return i + 1;
    }
    return i + 1;
  }

  TokenIndex read_punctuation(TokenIndex i) {
    switch (const char32_t c = tokens_.code(i)) {
      case U'[':
        if (is_bracketed_letter(i)) return read_bracketed_letter(i);
        pending_ |= word_trait::clause;
        bracket_ = is_closed_bracket(i);
        break;
      case U']':
        bracket_ = false;
        break;
      case U'…':
        pending_ |= word_trait::gap | word_trait::clause;
        break;
      case U'.':
        if (tokens_.span(i).size() >= 2 || (i > range_.begin && tokens_.at(i - 1) == '.'))
          pending_ |= word_trait::gap;
        pending_ |= word_trait::clause;
        break;
      case U',':
      case U';':
      case U':':
      case U'(':
      case U')':
      case U'–':
      case U'—':
      case U'!':
      case U'?':
        pending_ |= word_trait::clause;
        break;
      default:
        (void)c;
    }
    return i + 1;
  }

  // One that nobody closes makes the rest no insertion.
  [[nodiscard]] bool is_closed_bracket(TokenIndex i) const noexcept {
    constexpr TokenIndex kLongestInsertion = 24;
    for (TokenIndex k = i + 1; k < range_.end && k <= i + kLongestInsertion; ++k) {
      if (tokens_.at(k) == ']') return true;
      if (tokens_.at(k) == '[') return false;
    }
    return false;
  }

  // "[T]he": an editor's capital.
  [[nodiscard]] bool is_bracketed_letter(TokenIndex i) const noexcept {
    return glued(i + 1) && glued(i + 2) && glued(i + 3) && tokens_.kind(i + 1) == TokenKind::word &&
           tokens_.at(i + 2) == ']' && tokens_.kind(i + 3) == TokenKind::word &&
           code_point_at(tokens_.text(i + 1), 0).size == tokens_.span(i + 1).size();
  }
  TokenIndex read_bracketed_letter(TokenIndex i) {
    scratch_.clear();
    fold_word(tokens_.text(i + 1), scratch_);
    fold_word(tokens_.text(i + 3), scratch_);
    Span span{tokens_.span(i).begin, tokens_.span(i + 3).end};
    const bool clitic = glued(i + 4) && tokens_.kind(i + 4) == TokenKind::clitic;
    if (clitic) {
      fold_clitic(i + 4);
      span.end = tokens_.span(i + 4).end;
    }
    const TokenIndex end = i + (clitic ? 5 : 4);
    const bool apostrophe = scratch_.size() + 2 < span.size();  // besides the brackets
    if (const auto* words = writings_.contraction(scratch_, apostrophe)) {
      for (const std::string& word : *words) push(word, {}, span, 0);
      return end;
    }
    writings_.unify_spelling(scratch_);
    push(scratch_, {}, span, 0);
    return end;
  }

  // A lost apostrophe: a "?" or a U+FFFD between two letters.
  [[nodiscard]] bool is_lost_apostrophe(TokenIndex i) const noexcept {
    return glued(i) && glued(i + 1) && tokens_.kind(i + 1) == TokenKind::word &&
           tokens_.span(i + 1).size() <= 2 && (tokens_.code(i) == 0xFFFD || tokens_.at(i) == '?');
  }

  TokenIndex read_word(TokenIndex i) {
    const std::string_view raw = tokens_.text(i);
    Span span = tokens_.span(i);
    scratch_.clear();
    if (has_garbled_lead(raw)) {
      TokenIndex end = i + 1;
      while (glued(end) &&
             (tokens_.kind(end) == TokenKind::word || tokens_.kind(end) == TokenKind::symbol ||
              tokens_.kind(end) == TokenKind::number || tokens_.kind(end) == TokenKind::clitic))
        ++end;
      span.end = tokens_.span(end - 1).end;
      std::string whole = ungarbled(span.of(tokens_.text()));
      constexpr std::string_view kAcute = "\xC2\xB4";  // typed for an apostrophe
      for (std::size_t at = whole.find(kAcute); at != std::string::npos; at = whole.find(kAcute))
        whole.erase(at, kAcute.size());
      fold_word(whole, scratch_);
      if (const auto* words = writings_.contraction(scratch_, true)) {
        for (const std::string& word : *words) push(word, {}, span, 0);
      } else {
        push(scratch_, {}, span, 0);
      }
      return end;
    }
    if (is_lost_apostrophe(i + 1)) {
      span.end = tokens_.span(i + 2).end;
      fold_word(raw, scratch_);
      fold_word(tokens_.text(i + 2), scratch_);
      if (const auto* words = writings_.contraction(scratch_, true)) {
        for (const std::string& word : *words) push(word, {}, span, 0);
        return i + 3;
      }
      scratch_.clear();
      span = tokens_.span(i);
    }
    fold_word(raw, scratch_);
    // The scanner keeps a lost apostrophe in its word.
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    for (std::size_t at = scratch_.find(kReplacement); at != std::string::npos;
         at = scratch_.find(kReplacement, at))
      scratch_.erase(at, kReplacement.size());
    // "it’s": the clitic is a token of its own.
    if (i + 1 < range_.end && tokens_.kind(i + 1) == TokenKind::clitic && glued(i + 1)) {
      const std::size_t size = scratch_.size();
      fold_clitic(i + 1);
      span.end = tokens_.span(i + 1).end;
      if (const auto* words = writings_.contraction(scratch_, true)) {
        for (const std::string& word : *words) push(word, {}, span, 0);
      } else {
        const WordClasses classes = tokens_.classes(i);
        const std::string base = scratch_.substr(0, size);
        push(scratch_, classes, span, writings_.roles(base));
      }
      return i + 2;
    }
    const bool apostrophe =
        scratch_.size() != raw.size() || raw.find('\'') != std::string_view::npos;
    if (const auto* words = writings_.contraction(scratch_, apostrophe)) {
      for (const std::string& word : *words) push(word, {}, span, 0);
      return i + 1;
    }
    const WordClasses classes = tokens_.classes(i);
    if (!has(classes, WordClass::pronoun) && read_number_word(i, span)) return i + 1;
    if (scratch_ == "cent" && out_.size() > first_ && out_.back().text == "per") {
      out_.back().text = "percent";
      out_.back().span.end = span.end;
      out_.back().traits &= static_cast<std::uint16_t>(~word_trait::function);
      return i + 1;
    }
    writings_.unify_spelling(scratch_);
    push(scratch_, classes, span, writings_.roles(scratch_));
    return i + 1;
  }

  // The "s" behind what stands for its apostrophe, which may be in disguise: children&rsquo;s.
  void fold_clitic(TokenIndex i) { fold_word(letter_of_clitic(i), scratch_); }
  [[nodiscard]] std::string_view letter_of_clitic(TokenIndex i) const noexcept {
    const std::string_view text = tokens_.text(i);
    return text.substr(text.size() - 1);
  }

  // "five", "twenty-five", "three hundred", folded in `scratch_`; false for what is left a word.
  bool read_number_word(TokenIndex i, Span span) {
    const std::int32_t value = number_of_word(scratch_);
    if (value < 0) return false;
    const bool follows = out_.size() > first_ && last_number_ >= 0 && number_token_ + 1 == i;
    const bool hyphenated = out_.size() > first_ && last_number_ >= 0 && number_token_ + 2 == i &&
                            tokens_.at(i - 1) == '-';
    std::int64_t joined = -1;
    if (follows || hyphenated) {
      if (last_number_ >= 20 && last_number_ < 100 && last_number_ % 10 == 0 && value >= 1 &&
          value <= 9)
        joined = last_number_ + value;
      else if (last_number_ >= 1 && last_number_ < 100 && (value == 100 || value == 1000))
        joined = last_number_ * value;
    }
    if (joined >= 0) {
      out_.back().text = std::to_string(joined);
      out_.back().span.end = span.end;
    } else {
      joined = value;
      push(std::to_string(value), {}, span, word_trait::number);
    }
    last_number_ = joined;
    number_token_ = i;
    return true;
  }

  TokenIndex read_number(TokenIndex i) {
    Span span = tokens_.span(i);
    std::string digits(tokens_.text(i));
    TokenIndex end = i + 1;
    while (glued(end) && glued(end + 1) && tokens_.kind(end + 1) == TokenKind::number) {
      const char joint = tokens_.at(end);
      const std::string_view more = tokens_.text(end + 1);
      if (joint == ',' && more.size() == 3)
        digits += more;
      else if (joint == '.')
        digits.append(".").append(more);
      else
        break;
      span.end = tokens_.span(end + 1).end;
      end += 2;
      if (joint == '.') break;
    }
    // "30th", "90s": one word.
    if (glued(end) && tokens_.kind(end) == TokenKind::word) {
      fold_word(tokens_.text(end), digits);
      span.end = tokens_.span(end).end;
      ++end;
    } else if (is_digits(digits) && digits.size() < 10) {
      last_number_ = std::stoll(digits);
      number_token_ = end - 1;
      // So that "3 hundred" is 300; a number of digits is never added to ("20 5").
      if (last_number_ >= 20) last_number_ = -1;
    }
    push(digits, {}, span, word_trait::number);
    return end;
  }

  void read_clitic(TokenIndex i) {
    if (out_.size() == first_) return;
    QuotationWord& word = out_.back();
    if (word.text.size() < term::kMaxBytes) fold_word(letter_of_clitic(i), word.text);
    word.span.end = tokens_.span(i).end;
  }

  void push(std::string_view text, WordClasses classes, Span span, std::uint16_t traits) {
    if (text.empty()) return;
    if (bracket_ && writings_.is_skipped(text)) return;
    QuotationWord word;
    word.text = text.substr(0, term::kMaxBytes);
    word.span = span;
    if (classes == 0 && traits == 0) {
      // A word that was put together: what it is, the lexicon knows by its new form.
      classes = tokens_.lexicon().classes(tokens_.lexicon().find_text(word.text));
      traits = writings_.roles(word.text);
    }
    if (has_any(classes, kFunction)) traits |= word_trait::function;
    if (has(classes, WordClass::negation)) traits |= word_trait::negation;
    if (has_any(classes, classes_of(WordClass::pronoun, WordClass::possessive)))
      traits |= word_trait::pronoun;
    if (has_any(classes, kBeginsPhrase) && !writings_.begins_complement(word.text))
      traits |= word_trait::adjunct;
    if (has(classes, WordClass::modal)) traits |= word_trait::modal;
    if (bracket_) traits |= word_trait::bracketed;
    word.traits = static_cast<std::uint16_t>(traits | pending_);
    pending_ = 0;
    out_.push_back(std::move(word));
  }

  const TokenTable& tokens_;
  const TokenRange range_;
  const EqualWritings& writings_;
  std::vector<QuotationWord>& out_;
  const std::size_t first_;
  std::string scratch_;
  std::uint16_t pending_ = 0;
  bool bracket_ = false;
  std::int64_t last_number_ = -1;
  TokenIndex number_token_ = 0;
};

}  // namespace

void append_quotation_words(const TokenTable& tokens, TokenRange range, std::string_view lang,
                            std::vector<QuotationWord>& out) {
  range.end = std::min(range.end, tokens.size());
  if (range.begin < range.end) Normaliser(tokens, range, lang, out).run();
}

}  // namespace quoth
