#include "analyze/quotations/layout/unclosed_speeches.hpp"

namespace quoth::quotations {

void join_unclosed_speeches(const std::vector<Stretch>& stretches,
                            const std::vector<std::int32_t>& quotation_of, Annotations& out) {
  std::vector<std::int32_t> speech;  // quotations of the paragraphs so far
  bool goes_on = false;
  const auto quotation = [&](std::int32_t i) -> Quotation& {
    return out.quotations[static_cast<std::size_t>(i)];
  };
  // “It will hold,” Voss said. “It always has. -- the second half is hers as surely as the first.
  const auto owned = [&](const Quotation& q) {
    return !q.speakers.empty() && (!q.cue.empty() || out.rule_name(q.rule) == "split");
  };
  const auto join = [&] {
    const Quotation* named = nullptr;
    for (const std::int32_t i : speech) {
      const Quotation& q = quotation(i);
      if (!owned(q)) continue;
      if (named == nullptr || q.confidence > named->confidence) named = &q;
    }
    if (named == nullptr || speech.size() < 2) return speech.clear();
    const Quotation owner = *named;
    // The group goes back before this speech only when the same one spoke there.
    const Quotation& first = quotation(speech.front());
    const bool resumes =
        owned(first) && first.speakers.front().entity == owner.speakers.front().entity;
    const std::int32_t group = resumes ? first.group : speech.front();
    for (const std::int32_t i : speech) {
      Quotation& q = quotation(i);
      const bool own = owned(q);
      if (own && q.speakers.front().entity != owner.speakers.front().entity) continue;
      q.group = group;
      const bool known = !q.speakers.empty() && q.speakers.front().entity.known() &&
                         q.speakers.front().entity == owner.speakers.front().entity;
      if (own || known) continue;
      q.speakers = owner.speakers;
      q.via = owner.via;
      q.said = owner.said;
      q.stance = owner.stance;
      q.rule = out.rule("unclosed-speech");
      q.confidence = 0.8f;
    }
    speech.clear();
  };
  for (std::size_t k = 0; k < stretches.size(); ++k) {
    const Stretch& s = stretches[k];
    if (s.parent >= 0) continue;
    if (!goes_on) join();
    if (quotation_of[k] >= 0) speech.push_back(quotation_of[k]);
    goes_on = s.goes_on;
  }
  join();
}

}  // namespace quoth::quotations
