#include "index/article_names.hpp"

#include <algorithm>


namespace quoth::storage {
namespace {

void keep(std::vector<std::string>& out, const std::vector<std::string>& spellings) {
  for (const std::string& spelling : spellings)
    if (out.size() < kMaxVariantsKept && spelling.size() <= kMaxNameBytes) out.push_back(spelling);
}

}  // namespace

std::vector<ArticleName> names_of(const Annotations& annotations) {
  std::vector<std::uint32_t> mentions(annotations.entities.size(), 0), quotations = mentions;
  for (const Mention& mention : annotations.mentions)
    if (mention.form == MentionForm::name && mention.entity.known())
      ++mentions[static_cast<std::size_t>(mention.entity.index)];
  for (const Quotation& quotation : annotations.quotations)
    for (const Speaker& speaker : quotation.speakers)
      if (speaker.entity.known()) ++quotations[static_cast<std::size_t>(speaker.entity.index)];
  std::vector<ArticleName> out;
  for (std::size_t i = 0; i < annotations.entities.size() && out.size() < kMaxNamesKept; ++i) {
    const Entity& entity = annotations.entities[i];
    if (entity.name.empty() || entity.name.size() > kMaxNameBytes) continue;
    ArticleName name;
    name.type = entity.type;
    name.gender = entity.gender;
    name.name = entity.name;
    keep(name.variants, entity.variants);
    keep(name.roles, entity.roles);
    name.mentions = mentions[i];
    name.quotations = quotations[i];
    out.push_back(std::move(name));
  }
  return out;
}

}  // namespace quoth::storage
