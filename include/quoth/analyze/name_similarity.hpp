// How alike two whole names are, told token by token.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quoth/analyze/name_keys.hpp"

namespace quoth {

/// How one token of a name met its counterpart.
enum class TokenMeeting : std::uint8_t {
  same,      ///< the same folded form
  variant,   ///< one name by a table: Kyiv, Kiev
  nickname,  ///< Bill, William
  initial,   ///< J., John
  sound,     ///< alike in sound or spelling: Khrushchev, Хрущёв
  joined,    ///< two tokens written as one: Abdul Rahman, Abdulrahman
  conflict,  ///< both names have a token in this place, and they differ
  only_a,    ///< the other name has nothing for it
  only_b,
};

/// "same", "variant", ... as above.
[[nodiscard]] std::string_view name_of(TokenMeeting meeting) noexcept;

/// One row of an explanation. `a` and `b` are folded; one is empty for `only_a` and `only_b`.
struct TokenReason {
  std::string a, b;
  TokenMeeting how = TokenMeeting::same;
  double similarity = 0;  ///< 0..1, as token_similarity() has it, or what the table gives
  double weight = 0;      ///< 0..1: how much the token tells who is meant; rare tokens more
};

struct NameExplanation {
  double score = 0;                 ///< as name_similarity()
  std::vector<TokenReason> tokens;  ///< in the order of `a`, then what only `b` has
  /// What forbids that both mean the same, in words ("generations differ: jr, sr"); empty for
  /// nothing.
  std::string veto;
  std::vector<float> evidence;  ///< the numbers the score is made of, for fitting its weights
};

/// Which tables may say that unlike words are one name.
struct SimilarityOptions {
  /// Variants of places and organisations: Kyiv and Kiev, Germany and Deutschland. Nicknames and
  /// sounds do not depend on it.
  bool variants = true;
};

/// name_similarity(a, b), with its reasons. Total: any bytes are acceptable names. The score is
/// symmetric; >= 0.8 means "rather the same than not", as fitted on pairs of people's names.
[[nodiscard]] NameExplanation explain_similarity(std::string_view a, std::string_view b,
                                                 const SimilarityOptions& options = {});
/// The score alone, with options.
[[nodiscard]] double name_similarity(std::string_view a, std::string_view b,
                                     const SimilarityOptions& options);

}  // namespace quoth
