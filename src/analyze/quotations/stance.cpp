#include "analyze/quotations/stance.hpp"

namespace quoth::quotations {

Stance stance_of(const SentenceReader&, const Cue& cue) {
  if (cue.negated || cue.frame == Frame::deny) return Stance::denied;
  if (cue.hypothetical) return Stance::hypothetical;
  return Stance::asserted;
}

}  // namespace quoth::quotations
