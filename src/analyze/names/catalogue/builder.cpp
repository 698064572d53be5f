// Building a catalogue of names: distinct tokens, their keys, their postings.
#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "analyze/names/catalogue/data.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/error.hpp"
#include "quoth/text/fold.hpp"

namespace quoth {

struct NameCatalogue::Builder::Draft {
  names::CatalogueData data;
  std::unordered_map<std::string, names::TokenId> ids;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys, texts, variants, things;
  std::string scratch;
  std::vector<names::KeyHashes>
      keys_of;  // by token: itself, its keys, then what it may be shortened to

  names::TokenId token_of(std::string text) {
    const auto [at, is_new] =
        ids.try_emplace(text, static_cast<names::TokenId>(data.tokens.size()));
    if (!is_new) return at->second;
    if (data.tokens.size() >= names::kMostTokenIds)
      throw UsageError("the catalogue has more than 16,777,216 distinct words; split it in two");
    const names::TokenId id = at->second;
    for (const std::string& key : name_keys(text)) {
      keys.emplace_back(hash_bytes(key), id);
      if (key.front() == '=') continue;
      for (const char c : key)
        if (data.key_letters.find(c) == std::string::npos) data.key_letters += c;
    }
    texts.emplace_back(hash_word(text), id);
    names::KeyHashes hashes = names::key_hashes(text, true);
    data.tokens.push_back(names::prepare_token(std::move(text)));
    const names::PreparedToken& token = data.tokens.back();
    const names::KeyHashes initials = names::initial_hashes(token, token.initial);
    if (token.initial) hashes.clear();  // "J" is no name
    for (const std::uint64_t h : initials) hashes.push_back(h);
    keys_of.push_back(std::move(hashes));
    return id;
  }

  // Two tokens of a name, or a token and a joined pair beside it. Two letters alone, or a letter and
  // a name that only begins with another, tell too little.
  void add_pairs(const names::NameRow& row, const names::NameView& view, std::uint32_t name) {
    struct Unit {
      names::TokenId token;
      std::uint32_t cover;
    };
    boost::container::static_vector<Unit, names::kMostUnits> units;
    const std::uint32_t* place = data.places.data() + row.first;
    for (std::size_t i = 0; i < row.tokens; ++i)
      if (view.tokens[i].role != names::TokenRole::particle || row.tokens < 3)
        units.push_back({place[i] & (names::kMostTokenIds - 1), 1U << i});
    for (std::size_t k = 0; k < row.joined; ++k) {
      names::PackedJoin join;
      join.bits = place[row.tokens + k];
      units.push_back({join.token(), ((1U << join.count()) - 1) << join.first()});
    }
    for (std::size_t i = 0; i < units.size(); ++i)
      for (std::size_t j = i + 1; j < units.size(); ++j) {
        if ((units[i].cover & units[j].cover) != 0) continue;
        if (i >= row.tokens && j >= row.tokens) continue;
        const auto &a = keys_of[units[i].token], &b = keys_of[units[j].token];
        const std::size_t full_a = full_keys(units[i].token), full_b = full_keys(units[j].token);
        for (std::size_t x = 0; x < a.size(); ++x)
          for (std::size_t y = 0; y < b.size(); ++y)
            if (x < full_a || y < full_b)
              data.pairs.add(names::PairTable::pair_of(a[x], b[y]), name);
      }
  }

  [[nodiscard]] std::size_t full_keys(names::TokenId token) const {
    return data.tokens[token].initial
               ? 0
               : keys_of[token].size() - names::initial_hashes(data.tokens[token], false).size();
  }
};

NameCatalogue::Builder::Builder() : draft_(std::make_unique<Draft>()) {}
NameCatalogue::Builder::Builder(Builder&&) noexcept = default;
NameCatalogue::Builder& NameCatalogue::Builder::operator=(Builder&&) noexcept = default;
NameCatalogue::Builder::~Builder() = default;

std::size_t NameCatalogue::Builder::size() const noexcept {
  return draft_ ? draft_->data.names.size() : 0;
}

void NameCatalogue::Builder::add(std::string_view id, std::string_view name) {
  if (!draft_) draft_ = std::make_unique<Draft>();
  names::CatalogueData& data = draft_->data;
  if (data.texts.size() + id.size() + name.size() > std::numeric_limits<std::uint32_t>::max())
    throw UsageError("the catalogue has more than 4 GiB of names; split it in two");
  const names::SplitName split = names::split_name(name);
  const auto joins = names::joins_of(split);
  names::NameRow row;
  row.text = static_cast<std::uint32_t>(data.texts.size());
  row.id = row.text + static_cast<std::uint32_t>(name.size());
  row.first = static_cast<std::uint32_t>(data.places.size());
  row.tokens = static_cast<std::uint8_t>(split.tokens.size());
  row.joined = static_cast<std::uint8_t>(joins.size());
  row.comma = split.comma;
  row.variant = names::whole_name_variant(split);
  std::size_t capitals = 0;
  for (const names::SplitToken& t : split.tokens) {
    data.places.push_back(draft_->token_of(t.text));
    capitals += t.capitals ? 1 : 0;
  }
  row.capitals_tell = capitals > 0 && capitals < split.tokens.size();
  for (const names::Join join : joins) {
    const names::TokenId token = draft_->token_of(names::joined_text(split, join));
    data.places.push_back(names::PackedJoin(token, join).bits);
  }
  // The roles depend on the tokens, which may move while more are added: settle them now.
  names::NameView view;
  for (std::size_t i = 0; i < split.tokens.size(); ++i)
    view.tokens.push_back({&data.tokens[data.places[row.first + i]],
                           {},
                           split.tokens[i].joined_next,
                           split.tokens[i].capitals});
  view.comma = row.comma;
  view.capitals_tell = row.capitals_tell;
  names::settle_roles(view);
  for (std::size_t i = 0; i < view.tokens.size(); ++i) {
    std::uint32_t& place = data.places[row.first + i];
    place = names::PackedToken(place, view.tokens[i]).bits;
  }
  draft_->add_pairs(row, view, static_cast<std::uint32_t>(data.names.size()));
  if (row.variant != 0)
    draft_->variants.emplace_back(row.variant, static_cast<std::uint32_t>(data.names.size()));
  const auto things = variants_of(name, draft_->scratch);
  for (const VariantRef thing : things.first(std::min(things.size(), names::kMostThings)))
    draft_->things.emplace_back(names::key_of_thing(thing),
                                static_cast<std::uint32_t>(data.names.size()));
  data.texts.append(name).append(id);
  data.names.push_back(row);
}

NameCatalogue NameCatalogue::Builder::build() && {
  if (!draft_) draft_ = std::make_unique<Draft>();
  auto data = std::make_shared<names::CatalogueData>(std::move(draft_->data));
  data->pairs.build();
  data->by_key.build(draft_->keys);
  data->by_text.build(draft_->texts);
  data->by_variant.build(draft_->variants);
  data->by_thing.build(draft_->things);
  draft_ = std::make_unique<Draft>();
  const std::size_t count = data->names.size();
  names::NameRow end;
  end.text = end.id = static_cast<std::uint32_t>(data->texts.size());
  data->names.push_back(end);
  data->texts.shrink_to_fit();
  data->places.shrink_to_fit();
  data->tokens.shrink_to_fit();
  // Counting sort: names are visited in order, so each list ascends. A token twice in one name is
  // one posting.
  data->posting_begins.assign(data->tokens.size() + 1, 0);
  const auto for_each_posting = [&](auto&& each) {
    std::vector<names::NameId> last(data->tokens.size(), ~names::NameId{0});
    for (names::NameId n = 0; n < count; ++n)
      for (const std::uint32_t place : data->places_of(n)) {
        const names::TokenId token = place & (names::kMostTokenIds - 1);
        if (std::exchange(last[token], n) != n) each(token, n);
      }
  };
  for_each_posting([&](names::TokenId t, names::NameId) { ++data->posting_begins[t + 1]; });
  for (std::size_t t = 0; t < data->tokens.size(); ++t)
    data->posting_begins[t + 1] += data->posting_begins[t];
  data->postings.resize(data->posting_begins.back());
  std::vector<std::uint32_t> next(data->posting_begins.begin(), data->posting_begins.end() - 1);
  for_each_posting([&](names::TokenId t, names::NameId n) { data->postings[next[t]++] = n; });
  return NameCatalogue(std::move(data));
}

}  // namespace quoth
