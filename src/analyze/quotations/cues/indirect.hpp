// Reports indirect speech: what a cue gives to somebody without any marks.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/quotations/cues/cues.hpp"
#include "analyze/quotations/cues/noun_phrase.hpp"
#include "analyze/quotations/cues/reported_content.hpp"
#include "analyze/quotations/quotation_builder.hpp"
#include "quoth/analyze/annotations.hpp"

namespace quoth::quotations {

/// Keeps scratch memory only; one a text.
class IndirectReporter {
 public:
  /// Appends the indirect quotations of one sentence, whose cues of speech are `cues`. `used[c]` is
  /// non-zero for cues that introduce marked words; those report nothing here.
  void report(const SentenceReader& sentence, const std::vector<Cue>& cues,
              const std::vector<std::uint8_t>& used, QuotationBuilder& builder, Annotations& out);

 private:
  Quotation* add(const SentenceReader& s, const Cue& cue, const Reported& reported,
                 const QuotationBuilder& builder, Annotations& out);

  std::vector<Cue> reports_;
  std::vector<Quotation> found_;
  Span speech_;  // the last plain speech of the sentence
};

}  // namespace quoth::quotations
