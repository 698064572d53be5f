#include "results/quotation_matcher.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "quoth/postings/quotation_words.hpp"
#include "quoth/rank/execute.hpp"

namespace quoth {
namespace {

// What words weigh in an alignment: 1 for a function word, up to 6 for the rarest.
constexpr double kHeaviest = 5;
constexpr double kFunctionRarity = 0.1, kLeastRarity = 0.35;

// How rare a word is, a few quotations do not tell: so many of English are added to the index's.
constexpr double kBackground = 200, kFunctionShare = 0.2, kContentShare = 0.005;

}  // namespace

QuotationMatcher::QuotationMatcher(const Snapshot& snapshot, const CheckedText& text,
                                   ArticleReader& reader)
    : snapshot_(snapshot),
      text_(text),
      reader_(reader),
      weights_(text.words.size(), 1),
      nats_(text.words.size(), 0) {
  text_numbers_.reserve(text.words.size());
  for (const QuotationWord& word : text.words)
    text_numbers_.push_back(
        numbers_.emplace(word.text, static_cast<std::uint32_t>(numbers_.size())).first->second);
}

std::vector<std::string> QuotationMatcher::forms_in(WordRange range) const {
  std::vector<std::string> out;
  if (range.size() == 0) return out;
  const Span span{text_.words[range.begin].span.begin, text_.words[range.end - 1].span.end};
  for (const CheckedText::Form& form : text_.forms)
    if (span.contains(form.span)) out.push_back(form.text);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void QuotationMatcher::weigh(const Votes& votes, std::span<const std::string> forms) {
  const double most = std::log(static_cast<double>(votes.collection) + 2);
  const auto rarity = [&](Span span) {
    double rarest = -1;
    for (const CheckedText::Form& form : text_.forms) {
      if (!span.contains(form.span)) continue;
      const auto at = std::lower_bound(forms.begin(), forms.end(), form.text);
      if (at == forms.end() || *at != form.text) continue;
      const auto df =
          static_cast<double>(votes.frequency[static_cast<std::size_t>(at - forms.begin())]);
      rarest = std::max(rarest, (most - std::log(df + 1)) / most);
    }
    return rarest < 0 ? 0.5 : rarest;
  };
  const double all = static_cast<double>(votes.collection) + kBackground + 1;
  chance_ = std::log(all);
  for (std::size_t i = 0; i < weights_.size(); ++i) {
    const QuotationWord& word = text_.words[i];
    const double told = rarity(word.span);
    const double df = std::exp(most * (1 - told));  // of its rarest form, one more
    nats_[i] = std::log(all / (df + kBackground * (word.is(word_trait::function) ? kFunctionShare
                                                                                 : kContentShare)));
    const double r = word.is(word_trait::function) && !word.is(word_trait::negation)
                         ? kFunctionRarity
                         : std::max(kLeastRarity, told);
    weights_[i] = static_cast<std::uint8_t>(1 + std::lround(kHeaviest * r));
  }
  weighed_ = true;
}

// Votes cannot tell those that have common words side by side from those that merely have them.
void QuotationMatcher::add_phrase(WordRange range, Votes& votes) const {
  constexpr std::size_t kMostMore = 64;
  const Span span{text_.words[range.begin].span.begin, text_.words[range.end - 1].span.end};
  const Query query = Query::quotation(Query::phrase(span.of(text_.text)));
  RankOptions options;
  options.limit = kMostMore;
  const Ranking ranking =
      execute(make_plan(query, snapshot_, Unit::quotations), snapshot_, options);
  for (const RankedDocument& found : ranking.documents) {
    const bool known =
        std::any_of(votes.documents.begin(), votes.documents.end(), [&](const VotedDocument& d) {
          return d.segment == found.segment && d.docid == found.docid;
        });
    if (!known) votes.documents.push_back({found.segment, found.docid, 0, 0});
  }
}

QuotationMatcher::Told QuotationMatcher::told(WordRange range, const Votes& votes,
                                              std::span<const std::string> forms) const {
  Told out;
  std::vector<bool> counted(numbers_.size(), false);
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (counted[text_numbers_[i]]) continue;
    counted[text_numbers_[i]] = true;
    out.asked += nats_[i];
    // What is written otherwise than it is compared ("don’t", "three hundred") may stand there in another term.
    const auto at = std::lower_bound(forms.begin(), forms.end(), text_.words[i].text);
    const bool is_term = at != forms.end() && *at == text_.words[i].text;
    const double seen = is_term ? votes.weight[static_cast<std::size_t>(at - forms.begin())] : 0;
    out.unseen += std::max(0.0, nats_[i] - seen);
  }
  return out;
}

std::optional<QuotationMatch> QuotationMatcher::match(const VotedDocument& document,
                                                      WordRange range) {
  const QuotationRef ref = snapshot_.quotation(document.segment, document.docid);
  words_.clear();
  for (const QuotationWord& word : reader_.words(ref)) words_.emplace_back(word.text);
  QuotationMatch out;
  out.alignment = align(range, words_);
  if (out.alignment.steps.empty()) return std::nullopt;
  const Quotation& quotation = reader_.read(ref.article).stored.annotations.quotations[ref.index];
  out.document = document;
  out.kind = quotation.kind;
  out.stance = quotation.stance;
  out.words = words_.size();
  out.likeness = likeness_of(out.alignment, range);
  return out;
}

std::vector<QuotationMatch> QuotationMatcher::matches(WordRange range,
                                                      const MatchOptions& options) {
  const std::vector<std::string> forms = forms_in(range);
  Votes votes = vote(snapshot_, Snapshot::Space::quotations, forms, options.votes);
  if (!weighed_) weigh(votes, forms);
  complete_ = votes.complete;
  // Only where there may be more than the votes have shown.
  if (options.phrases && !forms.empty() && votes.documents.size() >= options.votes.keep)
    add_phrase(range, votes);
  if (!forms.empty())
    unknown_ = static_cast<double>(std::count(votes.frequency.begin(), votes.frequency.end(), 0U)) /
               static_cast<double>(forms.size());
  // To be like it a document shares half of what the words tell, to be a piece what its like would by chance. Reading one
  // costs more than all that comes before.
  constexpr double kLeastShare = 0.45, kNearlyAll = 0.8;
  const Told all = told(range, votes, forms);
  const auto may_share = [&](const VotedDocument& document, double nats) {
    return document.votes == 0 || document.shared + all.unseen >= nats;  // no votes: found as a phrase
  };
  std::vector<QuotationMatch> out;
  bool found = false;
  for (const bool likely : {true, false}) {
    if (!likely && options.like_only && found) break;
    for (const VotedDocument& document : votes.documents) {
      if (may_share(document, kLeastShare * all.asked) != likely) continue;
      if (!likely && options.like_only && !may_share(document, chance_)) continue;
      if (auto matched = match(document, range)) {
        found = found || (matched->likeness.coverage >= kNearlyAll &&
                          is_like(matched->likeness, range.size()));
        out.push_back(std::move(*matched));
      }
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const QuotationMatch& a, const QuotationMatch& b) {
    if (a.alignment.score != b.alignment.score) return a.alignment.score > b.alignment.score;
    const auto rank = [](const QuotationMatch& m) {
      return (m.kind == QuotationKind::indirect ? 2 : 0) + (m.stance == Stance::asserted ? 0 : 1);
    };
    return rank(a) < rank(b);
  });
  return out;
}

std::vector<VotedDocument> QuotationMatcher::articles(const VoteOptions& options) {
  const std::vector<std::string> forms = forms_in({0, text_.words.size()});
  Votes votes = vote(snapshot_, Snapshot::Space::articles, forms, options);
  // One that lacks a good part of the words need not be read.
  constexpr float kLeastShare = 0.88F;
  std::erase_if(votes.documents,
                [&](const VotedDocument& d) { return d.votes < kLeastShare * votes.most; });
  if (!forms.empty())
    unknown_ = static_cast<double>(std::count(votes.frequency.begin(), votes.frequency.end(), 0U)) /
               static_cast<double>(forms.size());
  return votes.documents;
}

WordAlignment QuotationMatcher::align(WordRange range,
                                      std::span<const std::string_view> source) const {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(source.size());
  for (const std::string_view word : source) {
    const auto at = numbers_.find(word);
    numbers.push_back(at == numbers_.end() ? kUnknownWord : at->second);
  }
  WordAlignment out = align_words(std::span(text_numbers_).subspan(range.begin, range.size()),
                                  numbers, std::span(weights_).subspan(range.begin, range.size()));
  for (AlignedWords& step : out.steps)
    if (step.text != AlignedWords::kNoWord) step.text += static_cast<std::uint32_t>(range.begin);
  return out;
}

Likeness QuotationMatcher::likeness_of(const WordAlignment& alignment, WordRange range) const {
  Likeness out;
  if (alignment.steps.empty()) return out;
  double whole = 0, same = 0, within = 0;
  std::vector<bool> counted(numbers_.size(), false);
  for (std::size_t i = range.begin; i < range.end; ++i) {
    whole += weights_[i];
    if (!counted[text_numbers_[i]]) out.asked += nats_[i];
    counted[text_numbers_[i]] = true;
  }
  out.chance = chance_;
  out.text = {alignment.steps.front().text, alignment.steps.back().text + 1};
  for (std::size_t i = out.text.begin; i < out.text.end; ++i) within += weights_[i];
  std::size_t run = 0, omission = 0;
  const auto close_omission = [&] {
    constexpr std::size_t kLongOmission = 4;
    if (omission < kLongOmission) out.stretch += omission;
    omission = 0;
  };
  for (const AlignedWords& step : alignment.steps) {
    if (step.text == AlignedWords::kNoWord) {
      ++omission;
      run = 0;
      continue;
    }
    close_omission();
    if (step.source != AlignedWords::kNoWord) ++out.stretch;
    if (!step.same) {
      run = 0;
      continue;
    }
    ++out.same;
    const QuotationWord& word = text_.words[step.text];
    if (!word.is(word_trait::function)) ++out.content;
    same += weights_[step.text];
    if (counted[text_numbers_[step.text]]) out.shared += nats_[step.text];
    counted[text_numbers_[step.text]] = false;
    out.run = std::max(out.run, ++run);
  }
  out.coverage = whole > 0 ? same / whole : 0;
  out.within = within > 0 ? same / within : 0;
  out.likeness =
      2 * static_cast<double>(out.same) / static_cast<double>(range.size() + out.stretch);
  return out;
}

bool is_like(const Likeness& l, std::size_t text_words) noexcept {
  if (l.same == 0) return false;
  // So few words are anybody's: only all of them, side by side, are a match.
  if (text_words <= 3) return l.same == text_words && l.stretch == text_words && l.content > 0;
  if (l.coverage >= 0.999 && l.likeness >= 0.85) return true;
  const bool is_short = text_words <= 6;
  if (l.coverage < 0.5 || l.likeness < (is_short ? 0.75 : 0.6) || l.content < 2 ||
      l.run < (is_short ? 2U : 3U))
    return false;
  // What is alike by chance: in an index of N quotations some share ln N nats with any text, and set phrases ("one of
  // the greatest … I have ever seen") twice that. The more is shared, the less of the text it need be.
  constexpr double kLeast = 1.7, kSetPhrase = 3, kBeyondChance = 4.5;
  constexpr double kMostOfIt = 2.0 / 3, kHalfOfIt = 0.5;
  const double told = l.shared / std::max(l.chance, 1.0);
  if (told < kLeast) return false;
  const double way = std::clamp((told - kSetPhrase) / (kBeyondChance - kSetPhrase), 0.0, 1.0);
  return l.shared >= l.asked * std::lerp(kMostOfIt, kHalfOfIt, way);
}

bool tells_enough(const Likeness& l) noexcept { return l.shared >= 1.5 * l.chance; }

bool is_excerpt(const Likeness& l, std::size_t source_words) noexcept {
  return l.same >= 4 && l.content >= 2 && l.run >= 3 && l.same * 5 >= source_words * 4;
}

bool is_piece(const Likeness& l) noexcept {
  return l.within >= 0.85 && l.same >= 4 && l.content >= 2 && l.run >= 3 && l.shared >= l.chance;
}

}  // namespace quoth
