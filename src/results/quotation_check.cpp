#include "quoth/results/quotation_check.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/error.hpp"
#include "quoth/results/searcher.hpp"
#include "results/article_reader.hpp"
#include "results/check_summary.hpp"
#include "results/checked_text.hpp"
#include "results/language_guess.hpp"
#include "results/printed_quotation.hpp"
#include "results/quotation_matcher.hpp"
#include "results/quotation_source.hpp"
#include "results/quotation_verdict.hpp"

namespace quoth {
namespace {

// So many words say something of their own; fewer, anybody says.
constexpr std::size_t kFewWords = 4;
// Of an article's text so much is looked through for words that are no quotation.
constexpr std::size_t kMostRunningText = std::size_t{1} << 20;
constexpr std::size_t kMostPieces = 6;

// The better verdict first. Exact words, then words that somebody took back, then ones that are near.
int rank_of(const CheckedSource& s) {
  switch (s.verdict) {
    case Verdict::verbatim:
      return 0;
    case Verdict::denied:
    case Verdict::hypothetical:
      return is_exact(s) ? 1 : 4;
    case Verdict::cut:
      return 2;
    case Verdict::altered:
      return s.likeness >= 0.75 ? 3 : 6;
    case Verdict::spliced:
      return 4;
    case Verdict::paraphrase:
      return 5;
    case Verdict::in_text:
      return 7;
    case Verdict::unknown:
      return 8;
  }
  return 8;
}

// Whether the source says that the words were said.
bool is_asserted(const CheckedSource& s) {
  return s.verdict != Verdict::denied && s.verdict != Verdict::hypothetical &&
         s.verdict != Verdict::in_text && s.verdict != Verdict::unknown;
}

// Far from the text: such a source is no answer to who said it.
constexpr int kWeak = 6;

std::int64_t day_of(const QuotationSource& s) {
  return s.published ? s.published->interval.from.seconds : INT64_MAX;
}

class QuotationCheck {
 public:
  QuotationCheck(const Snapshot& snapshot, const CheckedText& text, const CheckOptions& options,
                 std::string by)
      : snapshot_(snapshot),
        text_(text),
        options_(options),
        by_(std::move(by)),
        asked_(by_),
        reader_(snapshot),
        matcher_(snapshot, text, reader_) {}

  CheckResult run() {
    const WordRange all{0, text_.words.size()};
    std::vector<QuotationMatch> matches = all_matches(all);
    std::vector<CheckedSource> sources;
    // Those alike as a whole.
    std::size_t more = 0;
    bool whole_found = false;
    const std::size_t most_read = std::max<std::size_t>(12, options_.limit + 4);
    std::set<std::pair<ArticleRef, std::uint32_t>> seen;
    for (const QuotationMatch& match : matches) {
      // A text that runs through two parts of a quotation is more like the whole than like either.
      const bool may_be_part = !whole_found && is_piece(match.likeness);
      whole_found = whole_found || match.likeness.coverage >= 0.999;
      if (!is_like(match.likeness, all.size()) && !may_be_part) continue;
      if (seen.size() >= most_read) {
        ++more;
        continue;
      }
      const QuotationRef ref = snapshot_.quotation(match.document.segment, match.document.docid);
      const auto& article = reader_.read(ref.article);
      if (!seen.emplace(ref.article, first_part(article.stored, ref.index)).second) continue;
      if (auto compared = compare(ref, all)) sources.push_back(std::move(compared->source));
    }
    drop_outer(sources);
    sort(sources);
    if (sources.empty() || needs_pieces(sources.front())) {
      std::vector<CheckedSource> pieces = splice(std::move(matches), all);
      if (!pieces.empty()) {
        sources = std::move(pieces);
        more = 0;
      }
    }
    if (sources.empty()) sources = running_text_sources(all);
    if (!sources.empty() && result_.verdict == Verdict::unknown)
      result_.verdict = sources.front().verdict;
    finish(std::move(sources), more);
    return std::move(result_);
  }

 private:
  // Candidates by votes; of so few words that votes tell little, also those that have them side by side.
  std::vector<QuotationMatch> all_matches(WordRange range) {
    constexpr std::size_t kPhraseWords = 6;
    QuotationMatcher::MatchOptions options;
    options.votes.keep = std::max<std::size_t>(48, options_.limit * 2);
    options.phrases = range.size() <= kPhraseWords;
    options.like_only = true;
    return matcher_.matches(range, options);
  }

  struct Compared {
    CheckedSource source;
    bool from_begin = false, to_end = false;  // of the whole quotation
  };

  std::optional<Compared> compare(QuotationRef ref, WordRange range, bool as_piece = false) {
    const auto& [stored, text] = reader_.read(ref.article);
    const PrintedQuotation printed = printed_quotation(stored, text, ref.index);
    std::vector<std::string_view> words;
    words.reserve(printed.words.size());
    for (const QuotationWord& word : printed.words) words.emplace_back(word.text);
    const WordAlignment alignment = matcher_.align(range, words);
    if (alignment.steps.empty()) return std::nullopt;
    const Likeness likeness = matcher_.likeness_of(alignment, range);
    if (as_piece ? !is_piece(likeness) : !is_like(likeness, range.size())) return std::nullopt;
    const WordRange judged_range = as_piece ? likeness.text : range;
    JudgedWords judged = judge(text_, judged_range, printed, text, alignment);
    if (judged.verdict == Verdict::paraphrase && !tells_enough(likeness)) return std::nullopt;
    Compared compared;
    compared.from_begin = judged.first == 0;
    compared.to_end = judged.last + 1 == printed.words.size();
    CheckedSource& out = compared.source;
    static_cast<QuotationSource&>(out) =
        quotation_source(stored, text, ref.article, printed, judged.first, judged.last);
    out.likeness = likeness.likeness;
    out.verdict = judged.verdict;
    out.diff = std::move(judged.diff);
    out.notes = std::move(judged.notes);
    const std::uint32_t part = printed.part[judged.first];
    const Quotation& quotation = stored.annotations.quotations[part];
    if (is_corrected(stored, text, part)) {
      out.verdict = Verdict::denied;
      out.notes.push_back("The article says that these words are a misquotation.");
    } else if (quotation.stance == Stance::denied) {
      out.verdict = Verdict::denied;
    } else if (quotation.stance == Stance::hypothetical) {
      out.verdict = Verdict::hypothetical;
    }
    if (!by_.empty()) out.by_asked = asked_.said(stored, text, part);
    return compared;
  }

  // Of quotations one inside the other, which hold the same words, the inner one says who spoke them.
  static void drop_outer(std::vector<CheckedSource>& sources) {
    std::vector<bool> outer(sources.size(), false);
    for (std::size_t i = 0; i < sources.size(); ++i)
      for (std::size_t k = 0; k < sources.size(); ++k) {
        if (i == k || sources[i].article != sources[k].article) continue;
        const Span a = sources[i].quotation.span, b = sources[k].quotation.span;
        const bool holds = a.contains(b) && a != b;
        const bool same_words = sources[i].printed == sources[k].printed;
        if (holds && (same_words || rank_of(sources[k]) <= rank_of(sources[i]))) outer[i] = true;
      }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (outer[i]) continue;
      if (kept != i) sources[kept] = std::move(sources[i]);
      ++kept;
    }
    sources.resize(kept);
  }

  static void sort(std::vector<CheckedSource>& sources) {
    std::stable_sort(sources.begin(), sources.end(),
                     [](const CheckedSource& a, const CheckedSource& b) {
                       const int x = rank_of(a), y = rank_of(b);
                       const bool by_a = a.by_asked && x < kWeak, by_b = b.by_asked && y < kWeak;
                       if (by_a != by_b) return by_a;
                       if (x != y) return x < y;
                       if (a.by_asked != b.by_asked) return a.by_asked;
                       if (a.likeness != b.likeness) return a.likeness > b.likeness;
                       if (day_of(a) != day_of(b)) return day_of(a) < day_of(b);
                       return a.article < b.article;
                     });
  }

  // Whether a stretch of the text has no counterpart in its best source, so that it may come from another.
  [[nodiscard]] bool needs_pieces(const CheckedSource& best) const {
    if (best.verdict != Verdict::altered) return false;
    for (const WordEdit& edit : best.diff) {
      if (edit.kind != WordEdit::Kind::added && edit.kind != WordEdit::Kind::changed) continue;
      if (std::count(edit.asked.begin(), edit.asked.end(), ' ') + 1 >=
          static_cast<std::ptrdiff_t>(kFewWords))
        return true;
    }
    return false;
  }

  struct Piece {
    WordRange range;
    Compared found;
  };

  // The text as pieces of several quotations, in the text's order; nothing when they do not make it up. Sets the
  // verdict.
  std::vector<CheckedSource> splice(std::vector<QuotationMatch> matches, WordRange all) {
    std::vector<Piece> pieces;
    std::vector<WordRange> open = {all};
    bool first = true;
    while (!open.empty() && pieces.size() < kMostPieces) {
      const WordRange range = open.back();
      open.pop_back();
      if (range.size() < kFewWords) continue;
      if (!first) matches = matcher_.matches(range, {});
      first = false;
      std::optional<Piece> best;
      std::size_t tried = 0;
      for (const QuotationMatch& match : matches) {
        if (!is_piece(match.likeness) || ++tried > 4) continue;
        const QuotationRef ref = snapshot_.quotation(match.document.segment, match.document.docid);
        auto compared = compare(ref, range, true);
        if (!compared) continue;
        const WordRange found = match.likeness.text;
        const bool better = !best || (compared->source.by_asked && !best->found.source.by_asked) ||
                            (found.size() > best->range.size());
        if (better) best = Piece{found, std::move(*compared)};
      }
      if (!best) continue;
      const WordRange found = best->range;
      pieces.push_back(std::move(*best));
      open.push_back({range.begin, found.begin});
      open.push_back({found.end, range.end});
    }
    double whole = 0, covered = 0;
    for (std::size_t i = 0; i < all.size(); ++i) whole += matcher_.weight(i);
    for (const Piece& piece : pieces)
      for (std::size_t i = piece.range.begin; i < piece.range.end; ++i)
        covered += matcher_.weight(i);
    if (pieces.size() < 2 || covered < 0.85 * whole) {
      if (!pieces.empty()) {
        const CheckedSource& longest = pieces.front().found.source;
        longest_piece_ = longest.printed + "” (" + longest.id + ")";
      }
      return {};
    }
    std::sort(pieces.begin(), pieces.end(),
              [](const Piece& a, const Piece& b) { return a.range.begin < b.range.begin; });
    result_.verdict = verdict_of(pieces);
    std::vector<CheckedSource> out;
    for (Piece& piece : pieces) {
      piece.found.source.piece = out.size();
      out.push_back(std::move(piece.found.source));
    }
    return out;
  }

  // Pieces of one speech in its order are not from several: what lay between them is left out, if anything did.
  static Verdict verdict_of(const std::vector<Piece>& pieces) {
    bool adjacent = true;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const CheckedSource& here = pieces[i].found.source;
      if (!is_asserted(here) || here.quotation.speakers.empty()) return Verdict::spliced;
      adjacent = adjacent && here.verdict == Verdict::verbatim;
      if (i == 0) continue;
      const CheckedSource& before = pieces[i - 1].found.source;
      if (before.article != here.article || before.span.end > here.span.begin ||
          before.quotation.speakers.front().name != here.quotation.speakers.front().name)
        return Verdict::spliced;
      adjacent = adjacent && pieces[i - 1].found.to_end && pieces[i].found.from_begin &&
                 before.quotation.ref.index + 1 == here.quotation.ref.index;
    }
    return adjacent ? Verdict::verbatim : Verdict::cut;
  }

  std::vector<CheckedSource> running_text_sources(WordRange all) {
    std::vector<CheckedSource> out;
    if (all.size() < kFewWords) return out;
    VoteOptions options;
    options.keep = 6;
    for (const VotedDocument& document : matcher_.articles(options)) {
      const ArticleRef ref{document.segment, document.docid};
      const auto& [stored, text] = reader_.read(ref);
      const PrintedQuotation printed = running_text(stored, text, kMostRunningText);
      std::vector<std::string_view> words;
      words.reserve(printed.words.size());
      for (const QuotationWord& word : printed.words) words.emplace_back(word.text);
      const WordAlignment alignment = matcher_.align(all, words);
      if (alignment.steps.empty()) continue;
      const Likeness likeness = matcher_.likeness_of(alignment, all);
      constexpr double kAllButAll = 0.9;
      if (likeness.coverage < kAllButAll || likeness.likeness < kAllButAll) continue;
      JudgedWords judged = judge(text_, all, printed, text, alignment);
      CheckedSource source;
      static_cast<QuotationSource&>(source) =
          text_source(stored, text, ref, printed, judged.first, judged.last);
      source.likeness = likeness.likeness;
      source.verdict = Verdict::in_text;
      source.diff = std::move(judged.diff);
      out.push_back(std::move(source));
    }
    sort(out);
    return out;
  }

  void finish(std::vector<CheckedSource> sources, std::size_t more) {
    result_.by = by_;
    if (sources.size() > options_.limit) {
      more += sources.size() - options_.limit;
      // What tells whose the words are stands first already.
      sources.resize(options_.limit);
    }
    result_.more_sources = more;
    for (CheckedSource& s : sources) {
      const auto& [stored, text] = reader_.read(s.article);
      add_context(stored, text, options_.context, s);
    }
    const bool pieces = in_pieces(sources);
    std::vector<std::string> speakers;
    for (const CheckedSource& s : sources) {
      if (s.verdict != result_.verdict && !pieces) continue;
      for (const FoundSpeaker& speaker : s.quotation.speakers)
        if (!speaker.name.empty() &&
            std::find(speakers.begin(), speakers.end(), speaker.name) == speakers.end())
          speakers.push_back(speaker.name);
    }
    if (!by_.empty()) result_.attribution = attribution(sources, speakers);
    notes(sources, speakers);
    result_.summary = summary_of(result_, sources, speakers);
    result_.sources = std::move(sources);
  }

  static bool in_pieces(const std::vector<CheckedSource>& sources) {
    return sources.size() > 1 && sources[1].piece == 1;
  }

  [[nodiscard]] Attribution attribution(const std::vector<CheckedSource>& sources,
                                        const std::vector<std::string>& speakers) const {
    if (result_.verdict == Verdict::unknown || result_.verdict == Verdict::in_text)
      return Attribution::unknown;
    if (sources.front().by_asked && sources.front().verdict == Verdict::denied)
      return Attribution::denied;
    bool denied = false, asked = false;
    for (const CheckedSource& s : sources) {
      if (s.by_asked && is_asserted(s)) return Attribution::confirmed;
      denied = denied || (s.by_asked && s.verdict == Verdict::denied);
      asked = asked || s.by_asked;
    }
    if (denied) return Attribution::denied;
    // Nobody calls them so; they may be any of the speakers.
    if (asked || speakers.empty() || asked_.is_description()) return Attribution::unknown;
    return Attribution::other;
  }

  void notes(const std::vector<CheckedSource>& sources, const std::vector<std::string>& speakers) {
    if (result_.verdict == Verdict::verbatim) note_other_printings(sources);
    if (result_.verdict == Verdict::verbatim && in_pieces(sources))
      result_.notes.push_back("It is printed as " + std::to_string(sources.size()) +
                              " quotations, one after the other.");
    if (asked_.is_description() && result_.attribution == Attribution::unknown && !sources.empty())
      result_.notes.push_back(
          "“" + by_ + "” is a description, and no source found calls its speaker so. Ask by name.");
    const std::size_t words = text_.words.size();
    if (words < kFewWords && result_.verdict != Verdict::unknown)
      result_.notes.push_back(
          "Fewer than four words: many people may have said them. Give more of the text for a "
          "surer answer.");
    else if (words < kFewWords)
      result_.notes.push_back(
          "Fewer than four words are only found when they are printed exactly so.");
    if (speakers.size() > 1 && result_.verdict != Verdict::spliced)
      result_.notes.push_back("Several people are quoted with these words: " + listed(speakers) +
                              ".");
    if (result_.verdict == Verdict::unknown) {
      if (is_other_language(text_, matcher_.share_of_unknown_words()))
        result_.notes.push_back(
            "The text seems to be in another language than the index. Quoth does not compare "
            "across languages: a "
            "translation of these words would not be found.");
      if (!longest_piece_.empty())
        result_.notes.push_back("Only a part of it is a quotation: “" + longest_piece_ + ".");
    }
  }

  // One outlet's words are not yet the speaker's: another may print more of them.
  void note_other_printings(const std::vector<CheckedSource>& sources) {
    std::size_t others = 0, turned = 0;
    for (const CheckedSource& s : sources) {
      if (s.verdict != Verdict::altered && s.verdict != Verdict::cut) continue;
      ++others;
      turned +=
          s.verdict == Verdict::cut ||
          std::any_of(s.diff.begin(), s.diff.end(), [](const WordEdit& e) { return e.turning; });
    }
    if (others == 0) return;
    std::string note = std::to_string(others) +
                       (others == 1 ? " other printing has" : " other printings have") +
                       " other words";
    if (turned > 0)
      note += "; in " +
              (turned == others ? std::string(others == 1 ? "it" : "all of them")
                                : std::to_string(turned) + " of them") +
              " the sense is another";
    result_.notes.push_back(note + ".");
  }

  const Snapshot& snapshot_;
  const CheckedText& text_;
  const CheckOptions& options_;
  const std::string by_;
  const AskedSpeaker asked_;
  ArticleReader reader_;
  QuotationMatcher matcher_;
  CheckResult result_;
  std::string longest_piece_;
};

std::string compared_text(const CheckedText& text) {
  std::string out;
  bool space = false;
  for (const char c : text.compared.of(text.text)) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += c;
  }
  return out;
}

// Whether the clause of a text is like its source, and the words before it have no counterpart there: these are then
// no part of what was said.
bool is_better_reading(const CheckResult& clause, const CheckResult& whole) {
  constexpr std::uint32_t kAWord = 8;
  const CheckedSource& a = clause.sources.front();
  const CheckedSource& b = whole.sources.front();
  if (a.likeness < b.likeness) return false;
  return a.article != b.article || a.span.size() + kAWord > b.span.size();
}

}  // namespace

std::string_view name_of(Verdict verdict) noexcept {
  constexpr std::string_view kNames[] = {"verbatim",     "altered",    "cut",
                                         "spliced",      "paraphrase", "denied",
                                         "hypothetical", "in text",    "unknown"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(Attribution attribution) noexcept {
  constexpr std::string_view kNames[] = {"not asked", "confirmed", "denied", "other", "unknown"};
  return kNames[static_cast<std::size_t>(attribution)];
}

std::string_view name_of(WordEdit::Kind kind) noexcept {
  constexpr std::string_view kNames[] = {"same", "changed", "added", "left out"};
  return kNames[static_cast<std::size_t>(kind)];
}

CheckResult Searcher::check(std::string_view text, const CheckOptions& options) const {
  if (!options.by.empty() && AskedSpeaker(options.by).is_empty())
    throw UsageError("The name to check against, \"" + options.by +
                     "\", holds no letter or digit. Give a name such as \"Ada Moss\", or none to "
                     "check the words alone");
  const CheckedText read = read_checked_text(text);
  const auto run = [&](const CheckedText& t) {
    CheckResult result;
    if (t.words.empty()) {
      result.summary = "Unknown: the text has no words.";
      result.notes.push_back("The text has no words to compare.");
    } else {
      result = QuotationCheck(snapshot_, t, options, options.by.empty() ? t.by : options.by).run();
    }
    result.text = compared_text(t);
    result.notes.insert(result.notes.begin(), t.notes.begin(), t.notes.end());
    return result;
  };
  CheckResult result = run(read);
  // The clause of "Moss said that ...", or what stands between marks, is the better reading when it is found and the
  // whole is no quotation itself.
  const bool whole_is_quoted =
      result.verdict == Verdict::verbatim || result.verdict == Verdict::cut ||
      result.verdict == Verdict::spliced ||
      ((result.verdict == Verdict::denied || result.verdict == Verdict::hypothetical) &&
       is_exact(result.sources.front()));
  if (!read.part.empty() && !whole_is_quoted) {
    CheckResult part = run(read_part(read));
    const bool found = part.verdict != Verdict::unknown && part.verdict != Verdict::in_text;
    if (found && (result.sources.empty() || is_better_reading(part, result))) return part;
  }
  return result;
}

}  // namespace quoth
