#include "index/article_names.hpp"

#include <algorithm>

#include "index/bytes.hpp"
#include "quoth/error.hpp"

namespace quoth::storage {
namespace {

void keep(std::vector<std::string>& out, const std::vector<std::string>& spellings) {
  for (const std::string& spelling : spellings)
    if (out.size() < kMaxVariantsKept && spelling.size() <= kMaxNameBytes) out.push_back(spelling);
}

void write_list(ByteWriter& out, const std::vector<std::string>& texts) {
  out.varint(texts.size());
  for (const std::string& text : texts) out.string(text);
}

void read_list(ByteReader& in, std::vector<std::string>& texts) {
  const std::uint64_t count = in.varint();
  if (count > in.left()) {  // each takes a byte at least
    in.fail();
    return;
  }
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) texts.emplace_back(in.string());
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

std::string names_value(const std::vector<ArticleName>& names) {
  std::string value;
  ByteWriter out(value);
  for (const ArticleName& name : names) {
    out.u8(static_cast<std::uint8_t>(static_cast<unsigned>(name.type) |
                                     static_cast<unsigned>(name.gender) << 4));
    out.varint(name.mentions);
    out.varint(name.quotations);
    out.string(name.name);
    write_list(out, name.variants);
    write_list(out, name.roles);
  }
  return value;
}

std::vector<ArticleName> names_from_value(std::string_view value, const std::string& where) {
  std::vector<ArticleName> names;
  ByteReader in(value);
  while (in.ok() && in.left() > 0) {
    ArticleName& name = names.emplace_back();
    const std::uint8_t kind = in.u8();
    if ((kind & 0x0f) > static_cast<unsigned>(EntityType::place) ||
        kind >> 4 > static_cast<int>(Gender::female)) {
      in.fail();
      break;
    }
    name.type = static_cast<EntityType>(kind & 0x0f);
    name.gender = static_cast<Gender>(kind >> 4);
    const std::uint64_t mentions = in.varint(), quotations = in.varint();
    if (mentions > UINT32_MAX || quotations > UINT32_MAX) in.fail();
    name.mentions = static_cast<std::uint32_t>(mentions);
    name.quotations = static_cast<std::uint32_t>(quotations);
    name.name = in.string();
    read_list(in, name.variants);
    read_list(in, name.roles);
  }
  if (!in.ok())
    throw DamagedError("Reading " + where +
                       ": the list of its names is cut off or garbled. Restore the index from a "
                       "copy, or index again.");
  return names;
}

}  // namespace quoth::storage
