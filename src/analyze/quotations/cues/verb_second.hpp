// Reads the clause of a cue verb in a language whose finite verb stands second, as German's does.
#pragma once

#include <cstdint>
#include <optional>

#include "analyze/quotations/cues/cues.hpp"

namespace quoth::quotations {

/// What the clause around a cue verb says of it:
///
///     Am Freitag   habe   die Ministerin   das Papier   kritisiert   ,
///     first field  finite subject                       verb         end
struct VerbClause {
  ItemRange range;  ///< from the boundary before to the one after
  std::uint32_t finite =
      0;  ///< the verb that agrees with the subject; the cue itself, or its auxiliary
  std::optional<NounPhrase> subject;
  bool subject_after = false;    ///< it follows the finite verb
  bool subject_carried = false;  ///< it is the subject of the clause before
  bool participle = false;
  bool infinitive = false;
  bool passive = false;
  bool negated = false;
  bool hypothetical = false;
  std::uint32_t content = 0;  ///< after the subject and the particle, where what was said can begin
};

/// Reads the clause of the cue verb at item `k`; nothing when it is no cue there: a verb whose
/// particle is missing ("teilte die Ansicht"), an adjective ("die betonte Silbe"). Looks at a bounded
/// number of items. `s` is a sentence of a language for which `SpeechWords::verb_second` holds.
[[nodiscard]] std::optional<VerbClause> read_verb_second(const SentenceReader& s, std::uint32_t k,
                                                         CueVerb verb);

}  // namespace quoth::quotations
