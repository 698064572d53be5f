// Tokens of a question about dates: finer than a text's, since "15h20", "3mo" and "Feb13" are two.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyze/dates/cell.hpp"
#include "quoth/text/lexicon.hpp"
#include "quoth/text/span.hpp"

namespace quoth::dates {

/// What a word can be; 0 or nothing where it is not that.
struct WordMeaning {
  std::uint16_t symbol = 0;  ///< a word that rows of the table spell out
  std::int8_t month = 0, weekday = 0, season = 0;
  bool weekdays = false;        ///< Fridays
  bool glued_unit = false;      ///< a unit only right after its number: 5m
  bool weak = false;            ///< more often another word: may, march
  bool starts_holiday = false;  ///< the first word of a holiday's name
  Grain unit = Grain::none;
  DayPart part = DayPart::none;
  std::int8_t ordinal = 0;
  bool zone = false;
  std::int16_t zone_minutes = 0;
  std::int32_t cardinal = -1;
};

/// The words a question can be made of.
class QuestionWords {
 public:
  explicit QuestionWords(const Lexicon& lexicon);

  /// The symbol of a word that a row spells out, made on first use.
  std::uint16_t symbol(std::string_view folded_word);
  /// Gives a word what a `word` row says: "unit=hour", "month=9". False when it cannot be read.
  bool define(std::string_view folded_word, std::string_view what);
  /// Adds a name of a holiday.
  void add_holiday(std::string_view folded_words, std::int32_t code);

  [[nodiscard]] const WordMeaning* find(std::string_view folded_word) const;

  struct Holiday {
    std::vector<std::string> rest;  ///< the words after the first
    std::int32_t code;
  };
  /// The holidays whose names begin with a word, longest first; null when there are none.
  [[nodiscard]] const std::vector<Holiday>* holidays(std::string_view folded_word) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, WordMeaning, Hash, std::equal_to<>> words_;
  std::unordered_map<std::string, std::vector<Holiday>, Hash, std::equal_to<>> holidays_;
  std::uint16_t symbols_ = 0;
};

struct QuestionToken {
  enum class Kind : std::uint8_t { word, number, mark, end };
  static constexpr std::uint32_t kTooLong = 0xffffffff;
  Kind kind = Kind::end;
  bool glued = false;                ///< nothing stands between it and the token before
  bool possessive = false;           ///< a word followed by 's, which is part of it
  std::uint8_t digits = 0;           ///< of a number, at most 255
  char32_t mark = 0;                 ///< every dash is '-', every apostrophe '\'', every tilde '~'
  std::uint32_t begin = 0, end = 0;  ///< bytes
  std::uint32_t number = kTooLong;   ///< of at most nine digits
  const WordMeaning* meaning = nullptr;
};

/// Cuts a text (any bytes) into tokens, and puts one of kind `end` behind them.
void cut(std::string_view text, const QuestionWords& words, std::vector<QuestionToken>& out);

}  // namespace quoth::dates
