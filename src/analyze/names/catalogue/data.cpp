#include "analyze/names/catalogue/data.hpp"

#include <algorithm>

#include "quoth/analyze/name_keys.hpp"
#include "quoth/text/decode.hpp"
#include "quoth/text/fold.hpp"

namespace quoth::names {

void KeyTable::build(std::vector<std::pair<std::uint64_t, std::uint32_t>>& pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  keys_ = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i)
    if (i == 0 || pairs[i].first != pairs[i - 1].first) ++keys_;
  std::size_t size = 4;
  while (size < keys_ * 2) size *= 2;
  slots_.assign(size, {});
  numbers_.resize(pairs.size());
  for (std::size_t i = 0; i < pairs.size();) {
    std::size_t end = i;
    while (end < pairs.size() && pairs[end].first == pairs[i].first) {
      numbers_[end] = pairs[end].second;
      ++end;
    }
    std::size_t at = pairs[i].first & (size - 1);
    while (slots_[at].count != 0) at = (at + 1) & (size - 1);
    slots_[at] = {pairs[i].first, static_cast<std::uint32_t>(i),
                  static_cast<std::uint32_t>(end - i)};
    i = end;
  }
}

std::span<const std::uint32_t> KeyTable::find(std::uint64_t hash) const noexcept {
  if (slots_.empty()) return {};
  for (std::size_t at = hash & (slots_.size() - 1); slots_[at].count != 0;
       at = (at + 1) & (slots_.size() - 1))
    if (slots_[at].hash == hash) return {numbers_.data() + slots_[at].first, slots_[at].count};
  return {};
}

KeyHashes key_hashes(std::string_view folded_token, bool variants) {
  KeyHashes out;
  out.push_back(hash_word(folded_token));
  for (const std::string& key : name_keys(folded_token))
    if (variants || key.front() != '=') out.push_back(hash_bytes(key));
  return out;
}

KeyHashes initial_hashes(const PreparedToken& token, bool written) {
  KeyHashes out;
  const auto add = [&](char kind, std::string_view what) {
    std::string text{written ? '@' : '^', kind};
    const std::uint64_t hash = hash_bytes(text.append(what));
    if (std::find(out.begin(), out.end(), hash) == out.end()) out.push_back(hash);
  };
  const std::string_view text = token.sound.text;
  if (!text.empty()) add('l', text.substr(0, code_point_at(text, 0).size));
  for (const SoundReading& r : token.sound.readings)
    if (r.size > 0) {
      const char sound = static_cast<char>('A' + token.sound.sounds[r.begin]);
      add('s', {&sound, 1});
    }
  return out;
}

void CatalogueData::view_of(NameId name, NameView& view) const {
  const NameRow& row = names[name];
  const std::uint32_t* place = places.data() + row.first;
  view.tokens.clear();
  view.joined.clear();
  for (std::size_t i = 0; i < row.tokens; ++i) {
    PackedToken packed;
    packed.bits = *place++;
    view.tokens.push_back(
        {&tokens[packed.token()], packed.role(), packed.joined_next(), packed.capitals()});
  }
  for (std::size_t i = 0; i < row.joined; ++i) {
    PackedJoin packed;
    packed.bits = *place++;
    view.joined.push_back({&tokens[packed.token()], packed.first(), packed.count()});
  }
  view.comma = row.comma;
  view.variant = row.variant;
  view.capitals_tell = row.capitals_tell;
}

}  // namespace quoth::names
