// How alike two full names are: their tokens aligned one to one.
#include "quoth/analyze/name_similarity.hpp"

#include <algorithm>
#include <string>

#include "analyze/names/alignment.hpp"
#include "quoth/analyze/name_keys.hpp"

namespace quoth {
namespace names {
namespace {

std::string text_of(const NameView& name, std::size_t unit, std::size_t tokens = 1) {
  std::size_t first = unit;
  if (unit >= name.tokens.size()) {
    first = name.joined[unit - name.tokens.size()].first;
    tokens = name.joined[unit - name.tokens.size()].count;
  }
  std::string text;
  for (std::size_t i = 0; i < tokens; ++i) {
    if (i > 0) text += ' ';
    text += name.tokens[first + i].token->sound.text;
  }
  return text;
}

bool same_tokens(const NameView& a, const NameView& b) {
  return std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(),
                    [](const NameToken& x, const NameToken& y) {
                      return x.token->sound.text == y.token->sound.text;
                    });
}

std::string words_of(Veto veto) {
  switch (veto) {
    case Veto::generation:
      return "the generations differ";
    case Veto::patronymic:
      return "the patronymics differ";
    case Veto::given_names_swapped:
      return "two given names in the other order";
    case Veto::none:
      break;
  }
  return {};
}

Alignment alignment_of(const PreparedName& a, const PreparedName& b) {
  MeetingTable meetings;
  fill_meetings(a.view(), b.view(), meetings);
  return align(a.view(), b.view(), meetings);
}

}  // namespace

double final_score(const NameView& a, const NameView& b, const Alignment& alignment) {
  if (a.tokens.empty() || b.tokens.empty()) return 0;
  if (a.comma == b.comma && same_tokens(a, b)) return 1;
  if (a.variant != 0 && a.variant == b.variant) return 1;
  return std::max(std::min<double>(alignment.score, .9999), variant_similarity(a.things, b.things));
}

double similarity_of(const PreparedName& a, const PreparedName& b) {
  return final_score(a.view(), b.view(), alignment_of(a, b));
}

}  // namespace names

std::string_view name_of(TokenMeeting meeting) noexcept {
  constexpr std::string_view kNames[] = {"same",   "variant",  "nickname", "initial", "sound",
                                         "joined", "conflict", "only_a",   "only_b"};
  return kNames[static_cast<std::size_t>(meeting)];
}

double name_similarity(std::string_view a, std::string_view b, const SimilarityOptions& options) {
  return names::similarity_of(names::PreparedName(a, options), names::PreparedName(b, options));
}

double name_similarity(std::string_view a, std::string_view b) {
  return name_similarity(a, b, SimilarityOptions{});
}

NameExplanation explain_similarity(std::string_view a, std::string_view b,
                                   const SimilarityOptions& options) {
  using namespace names;
  const PreparedName x(a, options), y(b, options);
  const NameView &view_a = x.view(), &view_b = y.view();
  Alignment alignment = alignment_of(x, y);
  NameExplanation out;
  out.score = final_score(view_a, view_b, alignment);
  out.veto = words_of(alignment.veto);
  out.evidence.assign(alignment.evidence.begin(), alignment.evidence.end());
  const auto place = [](const NameView& name, std::size_t unit) {
    return unit < name.tokens.size() ? unit : name.joined[unit - name.tokens.size()].first;
  };
  std::sort(alignment.pairs.begin(), alignment.pairs.end(),
            [&](const AlignedPair& p, const AlignedPair& q) {
              return place(view_a, p.a) < place(view_a, q.a);
            });
  auto pair = alignment.pairs.begin();
  for (std::size_t i = 0; i < view_a.tokens.size(); ++i) {
    if (pair != alignment.pairs.end() && place(view_a, pair->a) == i) {
      out.tokens.push_back({text_of(view_a, pair->a, pair->tokens_a),
                            text_of(view_b, pair->b, pair->tokens_b), pair->meeting.how,
                            pair->meeting.similarity, pair->weight});
      ++pair;
    } else if ((alignment.used_a >> i & 1) == 0) {
      out.tokens.push_back(
          {text_of(view_a, i), {}, TokenMeeting::only_a, 0, weight_of(view_a.tokens[i])});
    }
  }
  for (std::size_t j = 0; j < view_b.tokens.size(); ++j)
    if ((alignment.used_b >> j & 1) == 0)
      out.tokens.push_back(
          {{}, text_of(view_b, j), TokenMeeting::only_b, 0, weight_of(view_b.tokens[j])});
  return out;
}

}  // namespace quoth
