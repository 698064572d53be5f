// Who says "I" in an interview: the one who is asked, outside of quotation marks.
#pragma once

#include "quoth/text/token_table.hpp"

namespace quoth::names {

class Interview {
 public:
  explicit Interview(const TokenTable& tokens) : t_(tokens), is_one_(tells_so()) {}

  /// Follows the text, token by token; whether the token is an "I" of the one who is asked. False for
  /// every token where the article's first 150 do not call it an interview. A paragraph ends what a
  /// quotation mark has begun.
  [[nodiscard]] bool speaks(TokenIndex i) noexcept;
  /// False where speaks() need not be asked at all.
  [[nodiscard]] bool is_one() const noexcept { return is_one_; }

 private:
  [[nodiscard]] bool tells_so() const noexcept;

  const TokenTable& t_;
  bool is_one_;
  bool quoted_ = false;
};

}  // namespace quoth::names
