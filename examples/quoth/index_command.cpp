// quoth index: files in, one commit or more out.
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <iostream>

#include "commands.hpp"
#include "ingest/metadata.hpp"
#include "ingest/read_articles.hpp"
#include "quoth/error.hpp"
#include "quoth/index/writer.hpp"
#include "terminal.hpp"

namespace quoth_cli {
namespace {

std::atomic<bool> g_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler writes it");

struct IndexArguments {
  std::string index;
  std::vector<std::string> paths;
  std::string metadata, kind;
  std::vector<std::string> fields;
  int wait_seconds = 0;
  bool xapian = false;
};

// Counts and rate on a terminal, a few times a second.
class Progress {
 public:
  void tick(std::uint64_t articles, std::uint64_t bytes, std::uint64_t skipped) {
    if (!shown_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(200)) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    std::fprintf(stderr, "\r%llu articles, %.1f MB, %.0f articles/s, %llu skipped\x1b[K",
                 static_cast<unsigned long long>(articles), static_cast<double>(bytes) / 1e6,
                 static_cast<double>(articles) / std::max(seconds, 1e-3),
                 static_cast<unsigned long long>(skipped));
    drawn_ = true;
  }
  void clear() {
    if (drawn_) std::fputs("\r\x1b[K", stderr);
    drawn_ = false;
  }

 private:
  bool shown_ = isatty(STDERR_FILENO) != 0;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), last_ = start_;
};

int run_index(const IndexArguments& arguments) {
  // A commit every so often bounds what a crash can cost.
  constexpr std::uint64_t kBytesPerCommit = std::uint64_t{256} << 20;
  std::signal(SIGPIPE, SIG_IGN);
  require_paths(arguments.paths);
  FieldMap fields;
  for (const std::string& pair : arguments.fields) fields.tell(pair);
  Metadata metadata = arguments.metadata.empty() ? Metadata() : Metadata(arguments.metadata);
  quoth::WriterOptions options;
  options.wait_for_lock = std::chrono::seconds(arguments.wait_seconds);
  options.xapian = arguments.xapian;
  quoth::Writer writer = quoth::Writer::open(arguments.index, options);
  std::signal(SIGINT, [](int) { g_interrupted = true; });
  std::signal(SIGTERM, [](int) { g_interrupted = true; });

  std::uint64_t added = 0, replaced = 0, skipped = 0, bytes = 0, uncommitted = 0;
  Progress progress;
  const auto commit = [&] {
    const quoth::CommitInfo info = writer.commit();
    replaced += info.replaced;
    uncommitted = 0;
  };
  ArticleSink sink;
  sink.skipped = [&](const std::string& where, const std::string& why) {
    ++skipped;
    progress.clear();
    std::cerr << "skipped " << escaped(where) << ": " << escaped(why) << "\n";
  };
  sink.article = [&](quoth::Article article) {
    metadata.apply(article);
    const std::size_t size = article.title.size() + article.body.size();
    const std::string id = article.id;
    try {
      writer.add(std::move(article));
      ++added;
      bytes += size;
      uncommitted += size;
    } catch (const quoth::UsageError& e) {
      sink.skipped(id, e.what());
    }
    if (uncommitted >= kBytesPerCommit) commit();
    progress.tick(added, bytes, skipped);
    return !g_interrupted.load();
  };
  read_articles(arguments.paths, fields, sink, arguments.kind);
  commit();
  progress.clear();
  if (g_interrupted) std::cerr << "Interrupted. What was read until then is committed:\n";
  std::cout << added << (added == 1 ? " article" : " articles") << " indexed";
  if (replaced > 0) std::cout << " (" << replaced << " replaced an older one)";
  if (skipped > 0) std::cout << ", " << skipped << " skipped";
  std::cout << "\n";
  if (!metadata.unused().empty() && !g_interrupted)
    std::cerr << "note: " << metadata.unused().size() << " rows of " << arguments.metadata
              << " belong to no article read, the first is for " << *metadata.unused().begin()
              << "\n";
  if (g_interrupted) return kInterrupted;
  return skipped > 0 ? kSkipped : kDone;
}

}  // namespace

void add_index_option(CLI::App& command, std::string& index) {
  command.add_option("--index", index, "Index directory")
      ->envname("QUOTH_INDEX")
      ->required()
      ->type_name("DIR");
}

void add_index_command(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<IndexArguments>();
  CLI::App* command =
      app.add_subcommand("index",
                         "Add articles to an index, or replace those with the same id. Makes the "
                         "index when there is none.\n"
                         "Reads files and folders of texts, JSON lines, web pages (.html), feeds (.xml, "
                         ".rss, .atom) and web archives (.warc), and single tables (.csv, .tsv); "
                         "compressed with gzip, bzip2 or zstd or not; - is JSON lines from standard "
                         "input.\n"
                         "A JSON line is {\"id\", \"text\"} or {\"id\", \"title\", \"body\"} with "
                         "optional \"published\", \"source\", \"url\", \"lang\"; a table's first row "
                         "names columns so. What cannot be read is skipped and named.");
  add_index_option(*command, arguments->index);
  command->add_option("paths", arguments->paths, "Folders and files")
      ->required()
      ->type_name("PATH");
  command
      ->add_option("--metadata", arguments->metadata,
                   "CSV with a column id and any of published, source, url, title, lang")
      ->type_name("FILE.csv");
  command
      ->add_option("--field", arguments->fields,
                   "What a field is called in JSON lines and tables: body=content, "
                   "published=meta.day; may be given several times")
      ->type_name("FIELD=NAME")
      ->allow_extra_args(false);
  command
      ->add_option("--as", arguments->kind,
                   "Read all files as this kind, whatever they are called: " + known_kinds())
      ->type_name("KIND");
  command->add_flag("--xapian", arguments->xapian,
                    "Also keep a Xapian database of the articles, articles.glass, in each segment, for "
                    "Xapian's own tools; takes about as long again");
  command
      ->add_option("--wait", arguments->wait_seconds,
                   "Seconds to wait for another writer to finish")
      ->check(CLI::NonNegativeNumber);
  command->callback(
      [arguments, &action] { action = [arguments] { return run_index(*arguments); }; });
}

}  // namespace quoth_cli
