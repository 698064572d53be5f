#include "quoth/results/quotation_check.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/rank/execute.hpp"
#include "quoth/results/searcher.hpp"
#include "quoth/text/decode.hpp"
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

bool is_exact(const CheckedSource& s) {
  return std::all_of(s.diff.begin(), s.diff.end(), [](const WordEdit& e) {
    return e.kind == WordEdit::Kind::same || (e.marked && !e.turning);
  });
}

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

std::int64_t day_of(const QuotationSource& s) {
  return s.published ? s.published->interval.from.seconds : INT64_MAX;
}

/// Articles that were read, once each.
class ArticleReader {
 public:
  struct Read {
    StoredArticle stored;
    std::string text;
  };
  explicit ArticleReader(const Snapshot& snapshot) : snapshot_(snapshot) {}
  const Read& read(ArticleRef ref) {
    const auto at = articles_.find(ref);
    if (at != articles_.end()) return at->second;
    Read read{snapshot_.article(ref), {}};
    read.text = text_of(read.stored.article);
    return articles_.emplace(ref, std::move(read)).first->second;
  }

 private:
  const Snapshot& snapshot_;
  std::map<ArticleRef, Read> articles_;
};

class QuotationCheck {
 public:
  QuotationCheck(const Snapshot& snapshot, const CheckedText& text, const CheckOptions& options,
                 std::string by)
      : snapshot_(snapshot),
        text_(text),
        options_(options),
        by_(std::move(by)),
        matcher_(snapshot, text),
        reader_(snapshot) {}

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
      if (auto source = compare(ref, all)) sources.push_back(std::move(*source));
    }
    drop_outer(sources);
    sort(sources);
    if (sources.empty() || needs_pieces(sources.front())) {
      std::vector<CheckedSource> pieces = splice(std::move(matches), all);
      if (!pieces.empty()) {
        sources = std::move(pieces);
        result_.verdict = Verdict::spliced;
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
    VoteOptions options;
    options.keep = std::max<std::size_t>(48, options_.limit * 2);
    return matcher_.matches(range, options, range.size() <= kPhraseWords);
  }

  std::optional<CheckedSource> compare(QuotationRef ref, WordRange range, bool as_piece = false) {
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
    CheckedSource out;
    static_cast<QuotationSource&>(out) = quotation_source(
        stored, text, ref.article, printed, judged.first, judged.last, options_.context);
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
    if (!by_.empty()) out.by_asked = is_said_by(stored, text, part, by_);
    return out;
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
                       if (a.by_asked != b.by_asked) return a.by_asked;
                       if (rank_of(a) != rank_of(b)) return rank_of(a) < rank_of(b);
                       if (a.likeness != b.likeness) return a.likeness > b.likeness;
                       if (day_of(a) != day_of(b)) return day_of(a) < day_of(b);
                       return a.article < b.article;
                     });
  }

  // Whether a stretch of the text has no counterpart in its best source, so that it may come from another.
  [[nodiscard]] bool needs_pieces(const CheckedSource& best) const {
    if (best.verdict != Verdict::altered && best.verdict != Verdict::spliced) return false;
    for (const WordEdit& edit : best.diff) {
      if (edit.kind != WordEdit::Kind::added && edit.kind != WordEdit::Kind::changed) continue;
      if (std::count(edit.asked.begin(), edit.asked.end(), ' ') + 1 >=
          static_cast<std::ptrdiff_t>(kFewWords))
        return true;
    }
    return false;
  }

  // The text as pieces of several quotations, in the text's order; nothing when they do not make it up.
  std::vector<CheckedSource> splice(std::vector<QuotationMatch> matches, WordRange all) {
    struct Piece {
      WordRange range;
      CheckedSource source;
    };
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
        auto source = compare(ref, range, true);
        if (!source) continue;
        const WordRange found = match.likeness.text;
        const bool better = !best || (source->by_asked && !best->source.by_asked) ||
                            (found.size() > best->range.size());
        if (better) best = Piece{found, std::move(*source)};
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
      if (!pieces.empty())
        longest_piece_ = pieces.front().source.printed + "” (" + pieces.front().source.id + ")";
      return {};
    }
    std::sort(pieces.begin(), pieces.end(),
              [](const Piece& a, const Piece& b) { return a.range.begin < b.range.begin; });
    std::vector<CheckedSource> out;
    for (Piece& piece : pieces) {
      piece.source.piece = out.size();
      out.push_back(std::move(piece.source));
    }
    return out;
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
          text_source(stored, text, ref, printed, judged.first, judged.last, options_.context);
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
    std::vector<std::string> speakers;
    bool by_asked = false;
    for (const CheckedSource& s : sources) {
      by_asked = by_asked || s.by_asked;
      if (s.verdict != result_.verdict && result_.verdict != Verdict::spliced) continue;
      for (const FoundSpeaker& speaker : s.quotation.speakers)
        if (!speaker.name.empty() &&
            std::find(speakers.begin(), speakers.end(), speaker.name) == speakers.end())
          speakers.push_back(speaker.name);
    }
    if (!by_.empty())
      result_.attribution = by_asked           ? Attribution::confirmed
                            : speakers.empty() ? Attribution::unknown
                                               : Attribution::other;
    if (result_.verdict == Verdict::unknown || result_.verdict == Verdict::in_text) {
      if (!by_.empty()) result_.attribution = Attribution::unknown;
    }
    notes(sources, speakers);
    result_.summary = summary(sources, speakers);
    result_.sources = std::move(sources);
  }

  void notes(const std::vector<CheckedSource>& sources, const std::vector<std::string>& speakers) {
    if (result_.verdict == Verdict::verbatim) note_other_printings(sources);
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

  static std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t kMostNamed = 5;
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < kMostNamed; ++i)
      out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    if (names.size() > kMostNamed)
      out += " and " + std::to_string(names.size() - kMostNamed) + " more";
    return out;
  }

  [[nodiscard]] std::string summary(const std::vector<CheckedSource>& sources,
                                    const std::vector<std::string>& speakers) const {
    const std::string who = speakers.empty() ? "somebody it does not name" : listed(speakers);
    const auto where = [&] {
      const CheckedSource& s = sources.front();
      return s.source.empty() ? (s.title.empty() ? s.id : "“" + s.title + "”") : s.source;
    };
    std::string out;
    switch (result_.verdict) {
      case Verdict::verbatim:
        out = "Verbatim: " + where() + " quotes " + who + " with these words.";
        break;
      case Verdict::altered:
        out = "Altered: " + where() + " quotes " + who +
              " with other words: " + changes(sources.front());
        break;
      case Verdict::cut:
        out = "Cut: " + where() + " quotes " + who +
              " with words that are missing here and turn the sense: " + changes(sources.front());
        break;
      case Verdict::spliced:
        out = sources.size() > 1
                  ? "Spliced: put together from " + std::to_string(sources.size()) +
                        " places; nobody is quoted with all of it."
                  : "Spliced: " + where() +
                        " has these words in places that lie apart, with others in between.";
        break;
      case Verdict::paraphrase:
        out = "Paraphrase: " + where() + " reports in its own words that " +
              (speakers.empty() ? "somebody" : who) +
              " said so; it prints no quotation with these words.";
        break;
      case Verdict::denied:
        out = is_misquotation(sources.front())
                  ? "Misquotation: " + where() + " says that " +
                        (speakers.empty() ? "the speaker" : who) +
                        " was misquoted with these words."
                  : (speakers.empty() ? "Denied: the speaker" : "Denied: " + who) +
                        " denied saying it, " + where() + " reports.";
        break;
      case Verdict::hypothetical:
        out = "Hypothetical: " + where() + " prints it as what " +
              (speakers.empty() ? "somebody" : who) + " might or should say, not as said.";
        break;
      case Verdict::in_text:
        out = "No quotation: the words stand in the text of " + where() + ", not as a quotation.";
        break;
      case Verdict::unknown:
        out = "Unknown: no quotation in the index is like it.";
        break;
    }
    if (result_.attribution == Attribution::other)
      out += " Misattributed: the words are " + listed(speakers) + "’s, not " + by_ + "’s.";
    if (result_.attribution == Attribution::unknown && result_.verdict != Verdict::unknown)
      out += " Whether " + by_ + " said it, the index does not tell.";
    return out;
  }

  static bool is_misquotation(const CheckedSource& source) {
    return std::any_of(source.notes.begin(), source.notes.end(), [](const std::string& note) {
      return note.find("misquotation") != std::string::npos;
    });
  }

  static std::string changes(const CheckedSource& source) {
    std::string out;
    std::size_t shown = 0;
    for (const WordEdit& e : source.diff) {
      if (e.kind == WordEdit::Kind::same || (e.marked && !e.turning)) continue;
      if (shown++ == 3) return out + ", ….";
      if (!out.empty()) out += ", ";
      if (e.kind == WordEdit::Kind::changed) out += "“" + e.asked + "” for “" + e.source + "”";
      if (e.kind == WordEdit::Kind::added) out += "“" + e.asked + "” added";
      if (e.kind == WordEdit::Kind::left_out) out += "“" + e.source + "” left out";
    }
    return out + ".";
  }

  const Snapshot& snapshot_;
  const CheckedText& text_;
  const CheckOptions& options_;
  const std::string by_;
  QuotationMatcher matcher_;
  ArticleReader reader_;
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

}  // namespace

std::string_view name_of(Verdict verdict) noexcept {
  constexpr std::string_view kNames[] = {"verbatim",     "altered",    "cut",
                                         "spliced",      "paraphrase", "denied",
                                         "hypothetical", "in text",    "unknown"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(Attribution attribution) noexcept {
  constexpr std::string_view kNames[] = {"not asked", "confirmed", "other", "unknown"};
  return kNames[static_cast<std::size_t>(attribution)];
}

std::string_view name_of(WordEdit::Kind kind) noexcept {
  constexpr std::string_view kNames[] = {"same", "changed", "added", "left out"};
  return kNames[static_cast<std::size_t>(kind)];
}

CheckResult Searcher::check(std::string_view text, const CheckOptions& options) const {
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
  // The clause of "Moss said that ..." is the better reading when it is found and the whole is no quotation itself.
  const bool whole_is_quoted =
      result.verdict != Verdict::unknown && result.verdict != Verdict::in_text &&
      result.verdict != Verdict::paraphrase && result.verdict != Verdict::altered;
  if (read.clause && !whole_is_quoted) {
    CheckResult part = run(read_part(read, *read.clause));
    const bool found = part.verdict != Verdict::unknown && part.verdict != Verdict::in_text;
    if (found && (result.sources.empty() ||
                  part.sources.front().likeness >= result.sources.front().likeness))
      return part;
  }
  return result;
}

}  // namespace quoth
