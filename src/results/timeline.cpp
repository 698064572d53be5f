#include "quoth/results/timeline.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>
#include <utility>

#include "quoth/analyze/analyzers.hpp"
#include "quoth/error.hpp"
#include "quoth/rank/execute.hpp"
#include "quoth/results/searcher.hpp"
#include "results/matching.hpp"

namespace quoth {
namespace {

// A day on which an article or quotation stands, with the timex that says so.
struct Dated {
  Interval interval;
  bool decided = true;
  std::size_t timex = kNoTimex;
  static constexpr std::size_t kNoTimex = static_cast<std::size_t>(-1);
};

// What a row is filed under; sorts as rows do.
struct Key {
  Instant from, until;
  bool undecided = false;
  bool wide = false;
  friend constexpr auto operator<=>(const Key&, const Key&) noexcept = default;
};

// The rows of one date: none outside `within`.
struct Keys {
  Key keys[2];
  std::size_t size = 0;
  void add(const Interval& interval, bool undecided, bool wide) noexcept {
    keys[size++] = {interval.from, interval.until, undecided, wide};
  }
};

Keys rows_of(const Dated& dated, Grain grain, const Interval& within) noexcept {
  Keys out;
  const Interval date{std::max(dated.interval.from, kAllTime.from),
                      std::min(dated.interval.until, kAllTime.until)};
  if (date.empty() || !(dated.decided ? date.overlaps(within) : within.contains(date))) return out;
  const Interval first = period_of(grain, date.from);
  if (date.until <= first.until) {
    out.add(first, false, false);
    return out;
  }
  const Interval last = period_of(grain, Instant{date.until.seconds - 1});
  const auto length = [](const Interval& i) { return i.until.seconds - i.from.seconds; };
  const bool touches_two = last.from == first.until;
  if (dated.decided && touches_two && length(date) <= std::max(length(first), length(last))) {
    if (first.overlaps(within)) out.add(first, false, false);
    if (last.overlaps(within)) out.add(last, false, false);
    return out;
  }
  out.add(date, !dated.decided, true);
  return out;
}

// A document that could be shown in a row.
struct Candidate {
  double score = 0;
  std::uint64_t dates = 0;    // how often it speaks of the row's days
  std::int64_t distance = 0;  // days between its printing and the row's begin
  ArticleRef article;
  std::optional<std::uint32_t> quotation;
  [[nodiscard]] bool before(const Candidate& o) const noexcept {
    if (score != o.score) return score > o.score;
    if (dates != o.dates) return dates > o.dates;
    if (distance != o.distance) return distance < o.distance;
    return std::pair(article, quotation) < std::pair(o.article, o.quotation);
  }
};

struct Row {
  std::uint64_t count = 0, dates = 0;
  std::optional<Interval> printed;
  std::vector<Candidate> best;
};

// The rows of one grain while they are being counted.
class Tally {
 public:
  Tally(Grain grain, const TimelineOptions& options) : grain_(grain), options_(options) {}

  void add(const std::vector<Dated>& dates, Candidate document,
           const std::optional<PublicationDay>& published) {
    keys_.clear();
    for (const Dated& dated : dates) {
      const Keys keys = rows_of(dated, grain_, options_.within);
      keys_.insert(keys_.end(), keys.keys, keys.keys + keys.size);
      if (keys.size > 0) ++(keys.keys[0].wide ? dates_in_wider_ : dates_in_rows_);
    }
    if (keys_.empty()) return;
    ++counted_;
    std::sort(keys_.begin(), keys_.end());
    for (auto at = keys_.begin(); at != keys_.end();) {
      const auto next = std::find_if(at, keys_.end(), [&](const Key& k) { return k != *at; });
      Row& row = rows_[*at];
      row_count_ += row.count == 0 && !at->wide ? 1 : 0;
      document.dates = static_cast<std::uint64_t>(next - at);
      document.distance =
          published ? std::abs(published->interval.from.seconds - at->from.seconds) / Instant::kDay
                    : std::numeric_limits<std::int64_t>::max();
      ++row.count;
      row.dates += document.dates;
      if (published) {
        const Interval& day = published->interval;
        row.printed = row.printed ? Interval{std::min(row.printed->from, day.from),
                                             std::max(row.printed->until, day.until)}
                                  : day;
      }
      keep(row, document);
      at = next;
    }
  }

  [[nodiscard]] Grain grain() const noexcept { return grain_; }
  [[nodiscard]] std::uint64_t counted() const noexcept { return counted_; }
  [[nodiscard]] const std::map<Key, Row>& rows() const noexcept { return rows_; }
  [[nodiscard]] bool readable() const noexcept {
    return row_count_ <= kReadableRows && dates_in_rows_ >= dates_in_wider_;
  }

 private:
  void keep(Row& row, const Candidate& document) const {
    const auto at = std::find_if(row.best.begin(), row.best.end(),
                                 [&](const Candidate& c) { return document.before(c); });
    if (static_cast<std::size_t>(at - row.best.begin()) >= options_.examples) return;
    row.best.insert(at, document);
    if (row.best.size() > options_.examples) row.best.pop_back();
  }

  Grain grain_;
  const TimelineOptions& options_;
  std::map<Key, Row> rows_;
  std::vector<Key> keys_;
  std::uint64_t counted_ = 0, dates_in_rows_ = 0, dates_in_wider_ = 0;
  std::size_t row_count_ = 0;
};

class TimelineMaker {
 public:
  TimelineMaker(const Query& query, const Snapshot& snapshot, const TimelineOptions& options)
      : snapshot_(snapshot),
        options_(options),
        end_(std::chrono::steady_clock::now() + options.deadline),
        plan_(make_plan(query, snapshot, options.unit)) {
    if (options.grain && (*options.grain == Grain::moment || *options.grain == Grain::other))
      throw UsageError(
          "A timeline has rows of days, weeks, months, quarters, halves, years, "
          "decades or centuries, not of grain \"" +
          std::string(name_of(*options.grain)) + "\"");
    if (options.grain) {
      tallies_.emplace_back(*options.grain, options_);
    } else {
      for (const Grain grain :
           {Grain::day, Grain::week, Grain::month, Grain::year, Grain::decade, Grain::century})
        tallies_.emplace_back(grain, options_);
    }
  }

  Timeline make() {
    Timeline out;
    out.by = options_.by;
    out.unit = plan_.unit;
    out.total = count();
    const auto readable =
        std::find_if(tallies_.begin(), tallies_.end(), [](const Tally& t) { return t.readable(); });
    const Tally& tally = readable == tallies_.end() ? tallies_.back() : *readable;
    out.grain = tally.grain();
    out.counted = tally.counted();
    std::vector<const Entry*> rows, wider;
    for (const Entry& entry : tally.rows()) (entry.first.wide ? wider : rows).push_back(&entry);
    out.rows_left_out = leave_fullest(rows);
    out.wider_left_out = leave_fullest(wider);
    for (const Entry* entry : rows) out.rows.push_back(shown(*entry, tally.grain()));
    for (const Entry* entry : wider) out.wider.push_back(shown(*entry, tally.grain()));
    out.notes = std::move(plan_.notes);
    return out;
  }

 private:
  using Entry = std::map<Key, Row>::value_type;

  // Files everything that matches; returns how much that is.
  std::uint64_t count() {
    Ranking ranking = execute(plan_, snapshot_,
                              {.limit = std::numeric_limits<std::size_t>::max(),
                               .offset = 0,
                               .bm25 = options_.bm25,
                               .deadline = options_.deadline});
    // In the order they are stored in, which is that of reading and of an article's quotations.
    std::sort(ranking.documents.begin(), ranking.documents.end(),
              [](const RankedDocument& a, const RankedDocument& b) {
                return std::pair(a.segment, a.docid) < std::pair(b.segment, b.docid);
              });
    std::optional<ArticleRef> read;
    StoredArticle stored;
    for (const RankedDocument& document : ranking.documents) {
      Candidate candidate;
      candidate.score = document.score;
      if (plan_.unit == Unit::quotations) {
        const QuotationRef ref = snapshot_.quotation(document.segment, document.docid);
        candidate.article = ref.article;
        candidate.quotation = ref.index;
      } else {
        candidate.article = {document.segment, document.docid};
      }
      if (read != candidate.article) {
        keep_time();
        stored = snapshot_.article(candidate.article);
        read = candidate.article;
      }
      const std::vector<Dated> dates = dates_of(stored, candidate.quotation);
      for (Tally& tally : tallies_) tally.add(dates, candidate, stored.annotations.published);
    }
    return ranking.documents.size();
  }

  void keep_time() const {
    if (std::chrono::steady_clock::now() >= end_)
      throw DeadlineError(
          "The timeline ran out of time: it reads every article that matches. Ask for something "
          "narrower, or give it a longer deadline.");
  }

  std::vector<Dated> dates_of(const StoredArticle& stored,
                              std::optional<std::uint32_t> quotation) const {
    const Annotations& annotations = stored.annotations;
    std::vector<Dated> out;
    if (options_.by == TimelineBy::published) {
      if (annotations.published)
        out.push_back({annotations.published->interval,
                       annotations.published->interval.single_day().has_value()});
    } else if (quotation) {
      const Quotation& q = annotations.quotations[*quotation];
      if (q.said) out.push_back({*q.said, is_decided(q, annotations)});
    } else {
      for (std::size_t i = 0; i < annotations.timexes.size(); ++i) {
        const Timex& timex = annotations.timexes[i];
        if (timex.interval) out.push_back({*timex.interval, is_decided(timex), i});
      }
      if (options_.beside_match && !out.empty()) keep_beside_match(stored, out);
    }
    return out;
  }

  void keep_beside_match(const StoredArticle& stored, std::vector<Dated>& dates) const {
    ArticleView view(stored);
    const std::vector<MatchedSpan> marks = view.marks(plan_.root, {});
    if (marks.empty()) return;
    std::vector<char> marked(view.tokens().sentences().size(), 0);
    for (const MatchedSpan& mark : marks) {
      const auto sentence = sentence_at(view.tokens(), mark.span);
      if (sentence) marked[*sentence] = 1;
    }
    std::erase_if(dates, [&](const Dated& dated) {
      const auto sentence =
          sentence_at(view.tokens(), stored.annotations.timexes[dated.timex].span);
      return !sentence || marked[*sentence] == 0;
    });
  }

  static std::optional<std::uint32_t> sentence_at(const TokenTable& tokens, Span span) noexcept {
    const TokenIndex at = tokens.token_at(span.begin);
    if (at >= tokens.size()) return std::nullopt;
    return tokens.sentence_of(at);
  }

  // Leaves at most the limit, of the highest counts, in the order they were in.
  std::uint64_t leave_fullest(std::vector<const Entry*>& rows) const {
    if (rows.size() <= options_.limit) return 0;
    const std::uint64_t left_out = rows.size() - options_.limit;
    const auto by_key = [](const Entry* a, const Entry* b) { return a->first < b->first; };
    std::stable_sort(rows.begin(), rows.end(), [](const Entry* a, const Entry* b) {
      return a->second.count > b->second.count;
    });
    rows.resize(options_.limit);
    std::sort(rows.begin(), rows.end(), by_key);
    return left_out;
  }

  TimelineRow shown(const Entry& entry, Grain grain) const {
    const auto& [key, row] = entry;
    TimelineRow out;
    out.interval = {key.from, key.until};
    out.grain = key.wide ? grain_of(out.interval) : grain;
    out.name = period_name(out.interval);
    out.decided = !key.undecided;
    out.count = row.count;
    out.dates = row.dates;
    out.printed = row.printed;
    for (const Candidate& candidate : row.best)
      out.examples.push_back(example(candidate, key, grain));
    return out;
  }

  TimelineExample example(const Candidate& candidate, const Key& key, Grain grain) const {
    keep_time();
    ArticleView view(snapshot_.article(candidate.article));
    const StoredArticle& stored = view.stored();
    TimelineExample out;
    out.article = candidate.article;
    out.id = stored.article.id;
    out.title = stored.article.title;
    out.source = stored.article.source;
    out.published = stored.annotations.published;
    out.score = candidate.score;
    const std::vector<MatchedSpan> marks = view.marks(plan_.root, candidate.quotation);
    if (candidate.quotation) {
      out.quotation =
          found_quotation(stored, view.text(), {candidate.article, *candidate.quotation});
    } else if (const auto timex = telling_date(view, marks, key, grain)) {
      out.date = found_date(stored, view.text(), *timex);
      out.snippet = sentence_snippet(view, marks, out.date->span);
      return out;
    }
    const std::size_t title = stored.article.title.size();
    out.snippet = make_snippet(view.text(), view.tokens(), marks, options_.snippet,
                               title == 0 ? 0 : static_cast<std::uint32_t>(title) + 2);
    return out;
  }

  // Of the article's dates in the row the one whose sentence holds the most matches, one in the
  // body before one in the title, which is shown anyway; then the first.
  std::optional<std::size_t> telling_date(const ArticleView& view,
                                          const std::vector<MatchedSpan>& marks, const Key& key,
                                          Grain grain) const {
    if (options_.by == TimelineBy::published) return std::nullopt;
    const TokenTable& tokens = view.tokens();
    std::vector<std::uint32_t> held(tokens.sentences().size(), 0);
    for (const MatchedSpan& mark : marks)
      if (const auto sentence = sentence_at(tokens, mark.span)) ++held[*sentence];
    const std::size_t title = view.stored().article.title.size();
    std::optional<std::size_t> best;
    std::pair<std::uint32_t, bool> most{0, false};
    for (const Dated& dated : dates_of(view.stored(), {})) {
      const Keys keys = rows_of(dated, grain, options_.within);
      if (std::find(keys.keys, keys.keys + keys.size, key) == keys.keys + keys.size) continue;
      const Span span = view.stored().annotations.timexes[dated.timex].span;
      const auto sentence = sentence_at(tokens, span);
      const std::pair<std::uint32_t, bool> worth{sentence ? held[*sentence] : 0,
                                                 span.begin >= title};
      if (best && worth <= most) continue;
      best = dated.timex;
      most = worth;
    }
    return best;
  }

  Snippet sentence_snippet(const ArticleView& view, const std::vector<MatchedSpan>& marks,
                           Span date) const {
    const TokenTable& tokens = view.tokens();
    const auto first = sentence_at(tokens, date);
    const auto last = sentence_at(tokens, Span{date.end - 1, date.end});
    if (date.empty() || !first || !last) return {};
    // A date such as "sitting no. 211" can reach over what looked like the end of a sentence.
    const auto& sentences = tokens.sentences();
    const Span sentence = tokens.span(TokenRange{sentences[*first].begin, sentences[*last].end});
    if (!sentence.contains(date)) return {};
    std::vector<MatchedSpan> inside{{date, MatchedSpan::Kind::date}};
    for (const MatchedSpan& mark : marks)
      if (sentence.contains(mark.span) && mark.span != date) inside.push_back(mark);
    std::sort(inside.begin(), inside.end(),
              [](const MatchedSpan& a, const MatchedSpan& b) { return a.span < b.span; });
    for (MatchedSpan& m : inside)
      m.span = {m.span.begin - sentence.begin, m.span.end - sentence.begin};
    TokenTable alone;
    const std::string_view text = sentence.of(view.text());
    alone.scan(text, lexicon_of(view.stored().article));
    return make_snippet(text, alone, inside, options_.snippet);
  }

  const Snapshot& snapshot_;
  const TimelineOptions& options_;
  std::chrono::steady_clock::time_point end_;
  Plan plan_;
  std::vector<Tally> tallies_;  // one for each grain that may be shown
};

}  // namespace

Timeline Searcher::timeline(const Query& query, const TimelineOptions& options) const {
  return TimelineMaker(query, snapshot_, options).make();
}

Timeline Searcher::timeline(std::string_view text, const TimelineOptions& options) const {
  ParsedQuery parsed = parse_query(text, ParseOptions{options.today});
  Timeline out = timeline(parsed.query, options);
  out.issues = std::move(parsed.issues);
  return out;
}

}  // namespace quoth
