#include "analyze/dates/question_tokens.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "quoth/analyze/word_class.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::dates {
namespace {

constexpr unsigned bit(WordClass c) noexcept { return static_cast<unsigned>(c); }

// One code point, or U+FFFD and one byte where the bytes are broken.
char32_t code_at(std::string_view text, std::size_t at, std::size_t& size) noexcept {
  const auto byte = [&](std::size_t k) {
    return at + k < text.size() ? static_cast<unsigned char>(text[at + k]) : 0u;
  };
  const auto next = [&](std::size_t k) { return (byte(k) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  size = 1;
  if (first < 0x80) return first;
  if (first >= 0xC2 && first < 0xE0 && next(1)) {
    size = 2;
    return (first & 0x1Fu) << 6 | (byte(1) & 0x3Fu);
  }
  if (first >= 0xE0 && first < 0xF0 && next(1) && next(2)) {
    size = 3;
    return (first & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
  }
  if (first >= 0xF0 && first < 0xF5 && next(1) && next(2) && next(3)) {
    size = 4;
    return (first & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 |
           (byte(3) & 0x3Fu);
  }
  return 0xFFFD;
}

constexpr bool is_digit(char32_t c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_apostrophe(char32_t c) noexcept { return c == '\'' || c == 0x2019 || c == 0x2BC; }
constexpr bool is_space(char32_t c) noexcept {
  return c == ' ' || c == '\t' || c == '\r' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x3000;
}
constexpr bool is_dash(char32_t c) noexcept {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D;
}
constexpr bool is_letter(char32_t c) noexcept {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c < 0x2C00) &&
         !(c >= 0x3000 && c < 0x3040) && c != 0xFFFD && c != 0xFF0D && c < 0x1F000;
}

void folded_into(std::string_view word, std::string& out) {
  out.clear();
  fold_word(word, out);
}

}  // namespace

QuestionWords::QuestionWords(const Lexicon& lexicon) {
  constexpr WordClasses kWanted =
      classes_of(WordClass::month, WordClass::weekday, WordClass::time_unit, WordClass::day_part,
                 WordClass::season, WordClass::cardinal, WordClass::ordinal, WordClass::time_zone,
                 WordClass::holiday);
  for (WordId id = 0; id < lexicon.size(); ++id) {
    const WordClasses classes = lexicon.classes(id);
    if (!has_any(classes, kWanted)) continue;
    const std::string_view text = lexicon.text(id);
    if (has(classes, WordClass::holiday))
      add_holiday(text, lexicon.value(id, bit(WordClass::holiday)));
    if (text.find(' ') != std::string_view::npos) continue;
    const auto value = [&](WordClass c) { return lexicon.value(id, bit(c)); };
    WordMeaning& word = words_[std::string(text)];
    if (has(classes, WordClass::month))
      word.month = static_cast<std::int8_t>(value(WordClass::month));
    if (has(classes, WordClass::weekday)) {
      const std::int32_t code = value(WordClass::weekday);
      word.weekday = static_cast<std::int8_t>(code % 100);
      word.weekdays = code > 100;
    }
    if (has(classes, WordClass::time_unit))
      word.unit = static_cast<Grain>(value(WordClass::time_unit) % 100);
    if (has(classes, WordClass::day_part))
      word.part = static_cast<DayPart>(value(WordClass::day_part) % 100);
    if (has(classes, WordClass::season))
      word.season = static_cast<std::int8_t>(value(WordClass::season));
    if (has(classes, WordClass::ordinal))
      word.ordinal = static_cast<std::int8_t>(value(WordClass::ordinal));
    if (has(classes, WordClass::cardinal)) word.cardinal = value(WordClass::cardinal);
    if (has(classes, WordClass::time_zone)) {
      word.zone = true;
      word.zone_minutes = static_cast<std::int16_t>(value(WordClass::time_zone));
    }
  }
}

void QuestionWords::add_holiday(std::string_view folded_words, std::int32_t code) {
  Holiday holiday{{}, code};
  std::string first;
  while (!folded_words.empty()) {
    const std::size_t end = std::min(folded_words.find(' '), folded_words.size());
    if (first.empty())
      first = folded_words.substr(0, end);
    else if (end > 0)
      holiday.rest.emplace_back(folded_words.substr(0, end));
    folded_words.remove_prefix(std::min(end + 1, folded_words.size()));
  }
  words_[first].starts_holiday = true;
  std::vector<Holiday>& names = holidays_[first];
  names.push_back(std::move(holiday));
  std::stable_sort(names.begin(), names.end(), [](const Holiday& a, const Holiday& b) {
    return a.rest.size() > b.rest.size();
  });
}

std::uint16_t QuestionWords::symbol(std::string_view folded_word) {
  WordMeaning& word = words_[std::string(folded_word)];
  if (word.symbol == 0) word.symbol = ++symbols_;
  return word.symbol;
}

bool QuestionWords::define(std::string_view folded_word, std::string_view what) {
  const std::size_t equals = what.find('=');
  const std::string_view key = what.substr(0, equals);
  int value = 0;
  if (equals != std::string_view::npos) {
    const std::string_view digits = what.substr(equals + 1);
    if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc{})
      return false;
  }
  WordMeaning& word = words_[std::string(folded_word)];
  if (key == "unit")
    word.unit = static_cast<Grain>(value);
  else if (key == "glued-unit")
    word.unit = static_cast<Grain>(value), word.glued_unit = true;
  else if (key == "month")
    word.month = static_cast<std::int8_t>(value);
  else if (key == "weekday")
    word.weekday = static_cast<std::int8_t>(value);
  else if (key == "part")
    word.part = static_cast<DayPart>(value);
  else if (key == "ordinal")
    word.ordinal = static_cast<std::int8_t>(value);
  else if (key == "weak")
    word.weak = true;
  else if (key == "zone")
    word.zone = true, word.zone_minutes = static_cast<std::int16_t>(value);
  else
    return false;
  return true;
}

const WordMeaning* QuestionWords::find(std::string_view folded_word) const {
  const auto found = words_.find(folded_word);
  return found == words_.end() ? nullptr : &found->second;
}

const std::vector<QuestionWords::Holiday>* QuestionWords::holidays(
    std::string_view folded_word) const {
  const auto found = holidays_.find(folded_word);
  return found == holidays_.end() ? nullptr : &found->second;
}

void cut(std::string_view text, const QuestionWords& words, std::vector<QuestionToken>& out) {
  out.clear();
  std::string fold;
  std::size_t at = 0, last_end = 0;
  while (at < text.size()) {
    std::size_t size = 1;
    char32_t c = code_at(text, at, size);
    if (is_space(c)) {
      at += size;
      continue;
    }
    QuestionToken token;
    token.begin = static_cast<std::uint32_t>(at);
    token.glued = !out.empty() && last_end == at;
    std::size_t end = at + size;
    if (is_digit(c)) {
      token.kind = QuestionToken::Kind::number;
      while (end < text.size() && is_digit(static_cast<unsigned char>(text[end]))) ++end;
      token.digits = static_cast<std::uint8_t>(std::min<std::size_t>(end - at, 255));
      if (token.digits <= 9) std::from_chars(text.data() + at, text.data() + end, token.number);
    } else if (is_letter(c)) {
      token.kind = QuestionToken::Kind::word;
      std::size_t stem = 0;  // where a possessive 's begins
      for (;;) {
        std::size_t next_size = 0;
        const char32_t next = end < text.size() ? code_at(text, end, next_size) : 0;
        if (is_letter(next)) {
          end += next_size;
          continue;
        }
        std::size_t after_size = 0;
        if (is_apostrophe(next) && end + next_size < text.size() &&
            is_letter(code_at(text, end + next_size, after_size))) {
          stem = end;
          end += next_size + after_size;
          continue;
        }
        break;
      }
      constexpr std::size_t kLongestWord = 40;
      if (end - at <= kLongestWord) {
        if (stem != 0 && end - stem <= 4 && (text[end - 1] == 's' || text[end - 1] == 'S')) {
          folded_into(text.substr(at, stem - at), fold);
          token.meaning = words.find(fold);
          token.possessive = token.meaning != nullptr;
        }
        if (token.meaning == nullptr) {
          folded_into(text.substr(at, end - at), fold);
          token.meaning = words.find(fold);
        }
      }
    } else {
      token.kind = QuestionToken::Kind::mark;
      token.mark = is_dash(c) ? U'-' : is_apostrophe(c) || c == 0x2018 || c == 0x2032 ? U'\'' : c;
      if (c == 0x223C || c == 0xFF5E) token.mark = U'~';
      if (c == 0x2264) token.mark = U'≤';
    }
    token.end = static_cast<std::uint32_t>(end);
    last_end = end;
    out.push_back(token);
    at = end;
  }
  QuestionToken stop;
  stop.begin = stop.end = static_cast<std::uint32_t>(text.size());
  out.push_back(stop);
}

}  // namespace quoth::dates
