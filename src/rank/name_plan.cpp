#include "rank/name_plan.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "index/memo.hpp"
#include "quoth/analyze/name_keys.hpp"
#include "quoth/analyze/name_variants.hpp"
#include "quoth/postings/terms.hpp"
#include "quoth/text/decode.hpp"
#include "rank/name_likeness.hpp"

namespace quoth {
namespace {

using Space = Snapshot::Space;
using TokenSpelling = Snapshot::TokenSpelling;

// Names compared with the one asked for, at most; a name of two common words has this many.
constexpr std::size_t kMostCandidates = 5'000;

constexpr std::string_view kMentioned = "POL";

char letter_of(NameScope scope) noexcept {
  switch (scope) {
    case NameScope::person:
      return 'P';
    case NameScope::organisation:
      return 'O';
    case NameScope::place:
      return 'L';
    case NameScope::any:
      break;
  }
  return '\0';
}

class NamePlanner {
 public:
  NamePlanner(const Query& query, const Snapshot& snapshot, Space space, int strictness,
              TermMaker& stems)
      : query_(query),
        snapshot_(snapshot),
        space_(space),
        least_(thresholds_of(query, strictness)),
        stems_(stems),
        usual_(query.strictness() == 0 && strictness == 0),
        speaker_(query.kind() == Query::Kind::speaker) {}

  NamePlan make() {
    for (std::string& token : name_tokens(query_.text())) tokens_.push_back(std::move(token));
    if (tokens_.empty()) return {};
    if (!query_.exact()) things_ = meant_by(query_.text(), variants_of(query_.text()));
    find_spellings();
    if (tokens_.size() == 1) {
      single_token();
    } else {
      whole_names();
    }
    if (!query_.exact()) same_things();
    bound();
    if (!speaker_) score();
    return std::move(out_);
  }

 private:
  void find_spellings() {
    for (const std::string& token : tokens_) {
      auto& found = spellings_.emplace_back();
      if (!query_.exact()) {
        const AskedToken asked(token, tokens_.size() == 1 ? query_.text() : "");
        found = snapshot_.spellings_like(
            space_, token, usual_ ? asked.least() : std::min(least_.token, kSameToken));
        if (usual_)
          std::erase_if(found, [&](const TokenSpelling& s) {
            return !asked.is_met_by(s.text, s.similarity);
          });
      }
      // Words spell it too, where no name does.
      if (found.empty() || found.front().text != token) found.insert(found.begin(), {token, 1});
    }
  }

  std::string token_term(std::string_view token) const {
    if (speaker_) return term::speaker_token(token);
    const char scope = letter_of(query_.scope());
    return scope == '\0' ? term::name_token(token) : term::name_token(scope, token);
  }

  void single_token() {
    for (const TokenSpelling& s : spellings_.front())
      if (usual_ || s.similarity >= least_.token) add(token_term(s.text), s.text, s.similarity);
  }

  bool in_scope(char scope) const noexcept {
    if (speaker_) return scope == 'B';
    const char wanted = letter_of(query_.scope());
    return wanted == '\0' ? kMentioned.find(scope) != std::string_view::npos : scope == wanted;
  }

  void whole_names() {
    std::string asked;
    for (const std::string& token : tokens_) asked += (asked.empty() ? "" : " ") + token;
    if (query_.exact()) {
      for (const char scope : speaker_ ? std::string_view("B") : kMentioned)
        if (in_scope(scope)) add(term::whole_name(scope, asked), asked, 1);
      return;
    }
    std::unordered_map<std::string, double> compared;  // one spelling can be of several scopes
    const bool known = usual_ && !things_.empty();
    // "North Korea" is not South Korea, however alike the words: the gazetteer has both.
    std::string scratch;
    const auto is_another = [&](char scope, const std::string& whole) {
      if (!known || (scope != 'O' && scope != 'L')) return false;
      const std::vector<VariantRef> others = meant_by(whole, variants_of(whole, scratch));
      return !others.empty() && variant_similarity(things_, others) == 0;
    };
    for (const std::string& scoped : names_holding(
             tokens_, snapshot_, space_, std::min(least_.token, kSameToken), kMostCandidates)) {
      if (scoped.size() < 2 || !in_scope(scoped.front())) continue;
      std::string whole = scoped.substr(1);
      const auto [at, fresh] = compared.try_emplace(whole);
      if (fresh) at->second = whole == asked ? 1 : name_similarity(asked, whole);
      if (at->second < least_.whole) continue;
      if (usual_ && at->second < 1 &&
          !is_that_name(asked, whole, known && (scoped.front() == 'O' || scoped.front() == 'L')))
        continue;
      if (at->second < 1 && is_another(scoped.front(), whole)) continue;
      add(term::whole_name(scoped.front(), whole), whole, at->second);
    }
  }

  // Whole names in the index that mean the same place or organisation, whatever they sound like.
  void same_things() {
    std::string scratch;
    if (things_.empty()) return;
    for (const std::string& key : whole_name_keys(query_.text()))
      for (const std::string& scoped :
           snapshot_.spellings(space_, dictionary::names_with_key(key), kMaxExpansions)) {
        if (scoped.size() < 2 || !in_scope(scoped.front())) continue;
        std::string whole = scoped.substr(1);
        const double similarity =
            variant_similarity(things_, meant_by(whole, variants_of(whole, scratch)));
        if (similarity < least_.whole) continue;
        std::string term = term::whole_name(scoped.front(), whole);
        // Of one word its token's term finds as much.
        const std::string token = tokens_.size() == 1 ? token_term(whole) : std::string();
        const bool known =
            std::any_of(out_.expansions.begin(), out_.expansions.end(),
                        [&](const NameExpansion& e) { return e.term == term || e.term == token; });
        if (!known) add(std::move(term), std::move(whole), similarity);
      }
    if (usual_ && !speaker_ && tokens_.size() == 1 && in_scope('L')) misspelt_places();
  }

  // "Turkier" sounds like neither Turkey nor Türkiye, but is no other place and no word either.
  void misspelt_places() {
    constexpr double kMisspelt = .75;
    constexpr std::size_t kFewestLetters = 6;
    const VariantGroup group = group_of(things_.front());
    if (group.kind != VariantKind::territory) return;
    std::vector<std::string> names = tokens_;
    for (std::string& token : name_tokens(group.name)) names.push_back(std::move(token));
    if (names.size() > 2) return;
    if (names.back() == names.front()) names.pop_back();
    for (const std::string& name : names) {
      if (count_code_points(name) < kFewestLetters) continue;
      for (const TokenSpelling& s : snapshot_.spellings_like(space_, name, kMisspelt)) {
        if (s.similarity >= kSameToken || count_code_points(s.text) < kFewestLetters ||
            !is_unknown_word(s.text))
          continue;
        std::string term = term::name_token('L', s.text);
        const bool known = std::any_of(out_.expansions.begin(), out_.expansions.end(),
                                       [&](const NameExpansion& e) { return e.term == term; });
        if (!known) add(std::move(term), s.text, s.similarity);
      }
    }
  }

  void add(std::string term, std::string spelling, double similarity) {
    const std::uint64_t documents = snapshot_.document_frequency(space_, term);
    if (documents > 0)
      out_.expansions.push_back({std::move(term), std::move(spelling), similarity, documents});
  }

  // The most frequent expansions stay; they are then ordered by likeness.
  void bound() {
    auto& all = out_.expansions;
    if (all.size() > kMaxExpansions) {
      std::stable_sort(all.begin(), all.end(),
                       [](const auto& a, const auto& b) { return a.documents > b.documents; });
      out_.left_out = all.size() - kMaxExpansions;
      all.resize(kMaxExpansions);
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return a.similarity != b.similarity ? a.similarity > b.similarity : a.documents > b.documents;
    });
  }

  // Of each token asked for the words that spell it in the names found. A lone letter is in too
  // many words to say anything.
  void score() {
    if (out_.expansions.empty()) return;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_.size() > 1 && tokens_[i].size() == 1) continue;
      NameWords group;
      for (const TokenSpelling& s : spellings_[i])
        if (usual_ || s.similarity >= std::min(least_.token, kSameToken))
          group.stems.push_back(term::stem(stems_.stem_of(s.text)));
      std::sort(group.stems.begin(), group.stems.end());
      group.stems.erase(std::unique(group.stems.begin(), group.stems.end()), group.stems.end());
      std::erase_if(group.stems, [&](const std::string& stem) {
        const std::uint64_t documents = snapshot_.document_frequency(space_, stem);
        group.documents += documents;
        return documents == 0;
      });
      if (!group.stems.empty()) out_.scored.push_back(std::move(group));
    }
  }

  const Query& query_;
  const Snapshot& snapshot_;
  Space space_;
  NameThresholds least_;
  TermMaker& stems_;
  bool usual_;  // nobody says how strict to be
  bool speaker_;
  std::vector<std::string> tokens_;
  std::vector<VariantRef> things_;  // places and organisations that the name means
  std::vector<std::vector<TokenSpelling>> spellings_;  // of each token
  NamePlan out_;
};

std::size_t bytes_of(const NamePlan& plan) noexcept {
  std::size_t bytes = sizeof plan;
  for (const NameExpansion& e : plan.expansions)
    bytes += sizeof e + e.term.size() + e.spelling.size();
  for (const NameWords& words : plan.scored)
    for (const std::string& stem : words.stems) bytes += sizeof stem + stem.size();
  return bytes;
}

}  // namespace

NameThresholds thresholds_of(const Query& query, int strictness) noexcept {
  if (query.strictness() != 0) strictness = query.strictness();
  if (strictness == 0) return {kSameToken, kSameName};
  const double least = strictness / 100.0;
  return {least, least};
}

std::vector<std::string> names_holding(const std::vector<std::string>& tokens,
                                       const Snapshot& snapshot, Space space, double least,
                                       std::size_t most) {
  constexpr std::size_t kMostOfAToken = 20'000;
  const auto frequency_term = [&](const std::string& token) {
    return space == Space::articles ? term::name_token(token) : term::speaker_token(token);
  };
  std::vector<std::vector<TokenSpelling>> spellings;
  std::vector<std::uint64_t> documents;
  for (const std::string& token : tokens) {
    auto& found = spellings.emplace_back(snapshot.spellings_like(space, token, least));
    if (found.empty() || found.front().text != token) found.insert(found.begin(), {token, 1});
    std::uint64_t total = 0;
    for (const TokenSpelling& s : found)
      total += snapshot.document_frequency(space, frequency_term(s.text));
    documents.push_back(total);
  }
  // "Abdul Rahman" may stand there as "Abdulrahman".
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
    spellings.push_back(snapshot.spellings_like(space, tokens[i] + tokens[i + 1], least));

  // The most frequent token is mostly a given name or "bank": a name that shares no other token is
  // somebody else, unless it is that token alone.
  constexpr std::uint64_t kMany = 5'000;
  std::size_t skipped = tokens.size();
  const auto most_frequent = std::max_element(documents.begin(), documents.end());
  if (tokens.size() > 1 && *most_frequent > kMany)
    skipped = static_cast<std::size_t>(most_frequent - documents.begin());
  std::unordered_map<std::string, std::uint32_t> found;  // in how many tokens' lists
  for (std::size_t i = 0; i < spellings.size(); ++i) {
    for (const TokenSpelling& s : spellings[i]) {
      if (i == skipped || (i < tokens.size() && tokens.size() > 1 && tokens[i].size() == 1)) {
        for (const char scope : std::string_view("POLB")) ++found[scope + s.text];
        continue;
      }
      for (std::string& name :
           snapshot.spellings(space, dictionary::names_with_token(s.text), kMostOfAToken))
        ++found[std::move(name)];
    }
  }
  std::vector<std::pair<std::uint32_t, std::string>> ordered;
  ordered.reserve(found.size());
  for (auto& [name, count] : found) ordered.emplace_back(count, name);
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<std::string> out;
  for (auto& [count, name] : ordered) {
    if (out.size() == most) break;
    out.push_back(std::move(name));
  }
  return out;
}

std::shared_ptr<const NamePlan> plan_name(const Query& query, const Snapshot& snapshot, Space space,
                                          int strictness, TermMaker& stems) {
  const int asked = query.exact() ? 0 : query.strictness() != 0 ? query.strictness() : strictness;
  std::string key = "p";
  key += static_cast<char>('0' + static_cast<int>(space));
  key += query.kind() == Query::Kind::speaker
             ? 'B'
             : static_cast<char>('0' + static_cast<int>(query.scope()));
  key += query.exact() ? '=' : static_cast<char>(asked);
  key += query.text();
  storage::Memo& memo = snapshot.memo();
  auto plan = memo.find<NamePlan>(key);
  if (plan != nullptr) return plan;
  plan = std::make_shared<const NamePlan>(
      NamePlanner(query, snapshot, space, strictness, stems).make());
  memo.keep(key, plan, bytes_of(*plan));
  return plan;
}

}  // namespace quoth
