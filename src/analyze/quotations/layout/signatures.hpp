// Gives a block of quoted paragraphs the speaker that the line under it names.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/quotations/layout/layout.hpp"
#include "analyze/quotations/speakers/speakers.hpp"
#include "quoth/analyze/analyzer.hpp"

namespace quoth::quotations {

/// Gives the quotations `block` (indices into `out.quotations`) the speaker, channel and, for a
/// post, the day of `line`, which `sentence` was read as. The paragraph above a post's signature is
/// the post when it holds no quotation yet: it is appended to `out` and to `block`. Returns the
/// speaker.
Speaker sign_block(const Context& context, const SentenceReader& sentence,
                   const AttributionLine& line, const SpeakerResolver& resolver,
                   std::vector<std::int32_t>& block, Annotations& out);

}  // namespace quoth::quotations
