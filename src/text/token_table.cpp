#include "quoth/text/token_table.hpp"

#include <algorithm>
#include <array>

#include "quoth/text/fold.hpp"
#include "text/token_scanner.hpp"

namespace quoth {

void TokenTable::resize(std::size_t tokens) {
  begin_.resize(tokens);
  end_.resize(tokens);
  kind_.resize(tokens);
  shape_.resize(tokens);
  mark_.resize(tokens);
  gap_.resize(tokens);
  value_.resize(tokens);
  word_.resize(tokens);
  classes_.resize(tokens);
  hash_.resize(tokens);
}

void TokenTable::scan(std::string_view text, const Lexicon& lexicon) {
  sentences_.clear();
  paragraphs_.clear();
  text_ = text.substr(0, 0xffffffffu);
  lexicon_ = &lexicon;
  TokenScanner(*this).run();
}

TokenIndex TokenTable::token_at(std::uint32_t byte) const noexcept {
  return static_cast<TokenIndex>(std::upper_bound(end_.begin(), end_.end(), byte) - end_.begin());
}

TokenRange TokenTable::tokens_in(Span span) const noexcept {
  const auto first = std::lower_bound(begin_.begin(), begin_.end(), span.begin) - begin_.begin();
  const auto last = std::upper_bound(end_.begin(), end_.end(), span.end) - end_.begin();
  return {static_cast<TokenIndex>(first), static_cast<TokenIndex>(std::max(first, last))};
}

TokenTable::Phrase TokenTable::read_phrase(TokenIndex i) const noexcept {
  Phrase best;
  std::uint64_t hash = hash_[i];
  unsigned words = 1;
  for (TokenIndex j = i + 1; j < size() && words < lexicon_->longest_phrase(); ++j) {
    if (before(j, Gap::paragraph)) break;
    if (kind_[j] == TokenKind::punctuation) {
      // "Jong-un", "St. Petersburg": the point or hyphen must touch the word before it.
      const char32_t c = value_[j];
      if (before(j, Gap::space) || (c != '-' && c != '.') || end_[j] - begin_[j] != 1) break;
      if (c == '.' && (classes_[j - 1] & kAbbreviation) == 0) break;
      continue;
    }
    if (kind_[j] != TokenKind::word && kind_[j] != TokenKind::number) break;
    hash = hash_phrase(hash, hash_[j]);
    ++words;
    if (words == 2 && !lexicon_->may_begin_phrase(hash)) break;
    if (const WordId id = lexicon_->find(hash, words); id != kNoWord) best = {id, j - i + 1};
  }
  return best;
}

}  // namespace quoth
