// An analyzer of one's own beside Quoth's: it knows when each sitting of a parliament was held, so
// that "at the 212th sitting" is a date like any other: for when:, for the timeline, for snippets.
#include <cstdio>
#include <filesystem>
#include <map>
#include <quoth/quoth.hpp>

namespace {

/// Reads "the 212th sitting", "sitting 212", "sitting no. 212".
class SittingsAnalyzer final : public quoth::Analyzer {
 public:
  explicit SittingsAnalyzer(std::map<std::uint32_t, quoth::Day> days) : days_(std::move(days)) {}

  // The index keeps this name. Another table of sittings is another version: the index is then
  // refused for writing, instead of mixing articles that mean different days by one number.
  std::string_view name() const noexcept override { return "example.sittings/1"; }

  void analyze(const quoth::Context& context, quoth::Annotations& out) const override {
    const quoth::TokenTable& tokens = context.tokens;
    std::vector<quoth::Timex> found;
    for (quoth::TokenIndex i = 0; i < tokens.size(); ++i) {
      if (tokens.hash(i) != quoth::hash_word("sitting")) continue;  // words are hashed once, folded
      const quoth::TokenRange range = expression_at(tokens, i);
      const quoth::TokenIndex number = range.begin == i ? range.end - 1 : range.begin;
      const auto day = days_.find(tokens.number(number));
      if (range.size() < 2 || day == days_.end()) continue;
      quoth::Timex timex;
      timex.span = tokens.span(range);
      timex.value = quoth::to_iso(day->second);
      timex.interval = quoth::Interval::of_day(day->second);
      timex.rule = out.rule("sittings:number");  // shown by explain()
      found.push_back(std::move(timex));
    }
    out.add_timexes(std::move(found));  // in their places, where no date was read before
  }

 private:
  // The tokens of the expression around "sitting" at `i`; that word alone when no number is there.
  static quoth::TokenRange expression_at(const quoth::TokenTable& tokens, quoth::TokenIndex i) {
    const auto is_number = [&](quoth::TokenIndex at) {
      return at < tokens.size() && tokens.kind(at) == quoth::TokenKind::number;
    };
    // "212th" is two tokens, 212 and th.
    if (i >= 2 && is_number(i - 2) && tokens.text(i - 1) == "th") return {i - 2, i + 1};
    quoth::TokenIndex next = i + 1;
    if (next < tokens.size() && tokens.hash(next) == quoth::hash_word("no")) {
      ++next;
      if (next < tokens.size() && tokens.at(next) == '.') ++next;
    }
    return is_number(next) ? quoth::TokenRange{i, next + 1} : quoth::TokenRange{i, i + 1};
  }

  std::map<std::uint32_t, quoth::Day> days_;
};

}  // namespace

int main() {
  const char* path = "sittings.quoth";
  std::filesystem::remove_all(path);
  quoth::WriterOptions options;
  options.analyzers = quoth::Analyzers::english().with(std::make_shared<SittingsAnalyzer>(std::map{
      std::pair{211u, *quoth::day_from_iso("2024-03-05")},
      std::pair{212u, *quoth::day_from_iso("2024-03-12")},
  }));
  quoth::Writer writer = quoth::Writer::open(path, options);
  quoth::Article article;
  article.id = "grain";
  article.title = "Grain law passed";
  article.body =
      "The chamber passed the grain law at its 212th sitting. It had been read a first time at "
      "sitting no. 211.";
  article.published = quoth::day_from_iso("2024-04-20");
  writer.add(article);
  writer.commit();

  const quoth::Searcher searcher = quoth::Searcher::open(path);  // asking needs no analyzers
  for (const quoth::Hit& hit : searcher.search("when:2024-03-12").hits)
    for (const quoth::FoundDate& date : hit.dates)
      std::printf("%s: %s is %s (%s)\n", hit.id.c_str(), date.text.c_str(), date.value.c_str(),
                  date.rule.c_str());
  for (const quoth::TimelineRow& row : searcher.timeline("grain").rows)
    std::printf("%s: %s\n", row.name.c_str(),
                quoth::to_plain(row.examples.front().snippet).c_str());
}
