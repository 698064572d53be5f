#include "random_batches.hpp"

#include <algorithm>
#include <stdexcept>

#include "index/support.hpp"
#include "quoth/error.hpp"
#include "quoth/index/check.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/query/query.hpp"
#include "quoth/results/searcher.hpp"

// Xapian's check deletes an object by its base, which has another size.
extern "C" const char* __asan_default_options();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier)
  return "new_delete_type_mismatch=0:handle_segv=1";
}

namespace quoth::durability {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kIds = 40;
constexpr const char* kWords[] = {"ferry", "sluice", "harbour", "council", "ballot",  "orchard", "timber", "granary",
                                  "valley", "tariff", "lantern", "viaduct", "quarry", "census",  "levy",   "drought"};
constexpr const char* kSpeakers[] = {"Ilse", "Marek", "Odalys", "Tarenko", "Vesna", "Brannigh"};

std::string word_of(std::uint64_t stamp) { return "mark" + std::to_string(stamp); }

std::uint64_t stamp_of(const Article& article) {
  constexpr std::string_view kHead = "Report ";
  return article.title.starts_with(kHead) ? std::strtoull(article.title.c_str() + kHead.size(), nullptr, 10) : 0;
}

// "" or what differs between the article in the index and the one that it must be.
std::string difference(const Article& found, const Article& expected) {
  if (found == expected) return {};
  if (found.id != expected.id) return "its id is " + found.id;
  if (found.title != expected.title) return "its title is " + found.title;
  if (found.body != expected.body) return "its body differs";
  return "its day, source, address or language differs";
}

}  // namespace

Article article_of(const std::string& id, std::uint64_t stamp) {
  std::mt19937_64 random(stamp ^ std::hash<std::string>{}(id));
  const auto below = [&](std::size_t count) { return random() % count; };
  Article article;
  article.id = id;
  article.title = "Report " + std::to_string(stamp);
  article.body = "This is " + word_of(stamp) + ".";
  std::size_t sentences = 1 + below(6);
  if (below(40) == 0) sentences += 400;
  for (; sentences > 0; --sentences) {
    const bool quoted = below(3) == 0;
    article.body += quoted ? " \"The" : " The";
    for (std::size_t words = 1 + below(12); words > 0; --words) {
      article.body += ' ';
      article.body += kWords[below(std::size(kWords))];
    }
    article.body += quoted ? std::string(" stays\" ") + kSpeakers[below(std::size(kSpeakers))] + " said." : " waits.";
  }
  if (below(4) != 0) article.published = Day::from({2024, 5, 17});
  if (below(2) == 0) article.source = "Harbour Post";
  if (below(2) == 0) article.url = "https://post.example/" + std::to_string(stamp);
  return article;
}

std::vector<Batch> random_batches(std::mt19937_64& random, std::size_t count) {
  std::vector<Batch> batches(count);
  for (Batch& batch : batches) {
    for (std::size_t steps = 1 + random() % 8; steps > 0; --steps) {
      Step step{"article-" + std::to_string(random() % kIds), random() >> 1 | 1};
      if (random() % 5 == 0) step.stamp = 0;
      batch.steps.push_back(std::move(step));
    }
    batch.merges = random() % 12 == 0;  // rarely, so that some are due in the background
  }
  return batches;
}

State state_after(State before, const std::vector<Batch>& all, std::size_t batches) {
  for (std::size_t i = 0; i < batches; ++i)
    for (const Step& step : all[i].steps) {
      if (step.stamp == 0)
        before.erase(step.id);
      else
        before[step.id] = step.stamp;
    }
  return before;
}

WriterOptions writer_options(std::mt19937_64& random) {
  WriterOptions options = testing::options();
  if (random() % 3 == 0) options.memory_bytes = 32 * 4096;
  options.xapian = random() % 4 == 0;
  return options;
}

void write_batches(Writer& writer, const std::vector<Batch>& batches, std::size_t from,
                   const std::function<void(std::size_t)>& acknowledged) {
  for (std::size_t i = from; i < batches.size(); ++i) {
    for (const Step& step : batches[i].steps) {
      if (step.stamp == 0)
        writer.remove(step.id);
      else
        writer.add(article_of(step.id, step.stamp));
    }
    batches[i].merges ? writer.merge() : writer.commit();
    acknowledged(i + 1);
  }
}

State state_of(const Snapshot& snapshot) {
  State state;
  std::uint64_t quotations = 0;
  for (std::uint32_t segment = 0; segment < snapshot.segment_count(); ++segment)
    for (std::uint32_t docid = 1; docid <= snapshot.articles_in(segment); ++docid) {
      const ArticleRef ref{segment, docid};
      if (snapshot.is_deleted(ref)) continue;
      const StoredArticle stored = snapshot.article(ref);
      const std::string& id = stored.article.id;
      const std::uint64_t stamp = stamp_of(stored.article);
      const std::string differs = difference(stored.article, article_of(id, stamp));
      if (!differs.empty()) throw std::runtime_error("article " + id + ": " + differs);
      if (!state.emplace(id, stamp).second) throw std::runtime_error("article " + id + " is there twice");
      quotations += stored.annotations.quotations.size();
    }
  if (snapshot.stats().articles != state.size()) throw std::runtime_error("it counts other articles than it has");
  if (snapshot.stats().quotations != quotations)
    throw std::runtime_error("it counts other quotations than its articles have");
  return state;
}

std::string fault_in_answers(const Searcher& searcher, const std::string& id, std::uint64_t stamp) {
  const auto ref = searcher.snapshot().find(id);
  if (!ref || searcher.snapshot().article(*ref).article.id != id) return "article " + id + " is not found by its id";
  const Results results = searcher.search(word_of(stamp));
  if (results.hits.size() != 1 || results.hits[0].id != id) return "article " + id + " is not found by its words";
  return {};
}

std::string fault_of(const fs::path& index, const std::vector<State>& allowed, std::size_t& found) {
  const Searcher searcher = Searcher::open(index);
  const State state = state_of(searcher.snapshot());
  const auto same = std::find(allowed.begin(), allowed.end(), state);
  if (same == allowed.end()) {
    std::string fault = "its " + std::to_string(state.size()) + " articles are those of no commit:";
    for (const State& other : allowed) {
      std::size_t lost = 0, more = 0;
      for (const auto& entry : other) lost += state.count(entry.first) == 0 || state.at(entry.first) != entry.second;
      for (const auto& entry : state) more += other.count(entry.first) == 0;
      fault += " " + std::to_string(lost) + " lost or old and " + std::to_string(more) + " too many;";
    }
    return fault;
  }
  found = static_cast<std::size_t>(same - allowed.begin());
  for (const auto& [id, stamp] : state) {
    std::string fault = fault_in_answers(searcher, id, stamp);
    if (!fault.empty()) return fault;
  }
  const CheckReport report = check_index(index);
  if (!report.ok()) return report.problems[0].file + ": " + report.problems[0].message;
  return {};
}

std::string fault_of_begun(const fs::path& index, const std::vector<State>& allowed, std::size_t& found) {
  if (fs::exists(index / "manifest.json")) return fault_of(index, allowed, found);
  found = 0;
  return allowed.at(0).empty() ? std::string() : "there is no index";
}

std::string left_over_after_sweep(const fs::path& index) {
  (void)testing::open_writer(index);
  const CheckReport report = check_index(index);
  std::uint64_t files = 0;
  std::string names;
  for (const auto& entry : fs::recursive_directory_iterator(index)) {
    if (entry.is_directory()) continue;
    ++files;
    names += " " + fs::relative(entry.path(), index).string();
  }
  // The lock is no part of the index, and the one file beside it.
  if (files == report.files + 1) return {};
  return std::to_string(files) + " files where " + std::to_string(report.files) + " and the lock are named:" + names;
}

}  // namespace quoth::durability
