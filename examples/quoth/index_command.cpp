// quoth index: files in, one commit or more out.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <deque>
#include <exception>
#include <future>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "ingest/ascii.hpp"
#include "ingest/byte_source.hpp"
#include "ingest/metadata.hpp"
#include "ingest/read_articles.hpp"
#include "quoth/error.hpp"
#include "quoth/index/snapshot.hpp"
#include "quoth/index/writer.hpp"
#include "reading_position.hpp"
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
  unsigned threads = 0;
  std::string memory = "512M", commit_every = "192M";
  bool restart = false;
};

// Counts, rate and time left on a terminal, a few times a second; quiet elsewhere. From one thread at a time.
class Progress {
 public:
  explicit Progress(std::uint64_t input_bytes) : input_bytes_(input_bytes) {}

  /// Of this run; `passed` bytes of input were not read because an earlier run has.
  void tick(std::uint64_t articles, std::uint64_t text_bytes, std::uint64_t skipped,
            std::uint64_t passed) {
    if (!shown_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(200)) return;
    last_ = now;
    const double seconds = std::max(std::chrono::duration<double>(now - start_).count(), 1e-3);
    std::fprintf(stderr, "\r%llu articles, %.1f MB, %.0f articles/s",
                 static_cast<unsigned long long>(articles), static_cast<double>(text_bytes) / 1e6,
                 static_cast<double>(articles) / seconds);
    const std::uint64_t read = input_bytes_read();
    if (read > 0 && input_bytes_ > read + passed) {
      const double left = seconds * static_cast<double>(input_bytes_ - read - passed) /
                          static_cast<double>(read);
      std::fprintf(stderr, ", %.0f:%02d left", std::floor(left / 60),
                   static_cast<int>(std::fmod(left, 60)));
    }
    if (skipped > 0) std::fprintf(stderr, ", %llu skipped", static_cast<unsigned long long>(skipped));
    std::fputs("\x1b[K", stderr);
    drawn_ = true;
  }
  void say(const char* what) {
    if (!shown_) return;
    std::fprintf(stderr, "\r%s\x1b[K", what);
    drawn_ = true;
  }
  void clear() {
    if (drawn_) std::fputs("\r\x1b[K", stderr);
    drawn_ = false;
  }

 private:
  const std::uint64_t input_bytes_;
  bool shown_ = isatty(STDERR_FILENO) != 0;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now(), last_ = start_;
};

// Articles on their way from the reading thread to analysis, and how far reading is behind them.
struct Chunk {
  std::vector<quoth::Article> articles;
  std::vector<std::string> ids;
  std::size_t bytes = 0;
  ReadingPosition behind;
};

// Hands chunks from one thread to another; a few wait.
class ChunkQueue {
 public:
  /// False when nobody takes any more.
  bool put(Chunk chunk) {
    std::unique_lock held(mutex_);
    changed_.wait(held, [&] { return chunks_.size() < kMost || closed_; });
    if (closed_) return false;
    chunks_.push_back(std::move(chunk));
    changed_.notify_all();
    return true;
  }
  /// Nothing when no more come.
  std::optional<Chunk> take() {
    std::unique_lock held(mutex_);
    changed_.wait(held, [&] { return !chunks_.empty() || closed_; });
    if (chunks_.empty()) return std::nullopt;
    Chunk chunk = std::move(chunks_.front());
    chunks_.pop_front();
    changed_.notify_all();
    return chunk;
  }
  void close() {
    const std::lock_guard held(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  static constexpr std::size_t kMost = 2;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Chunk> chunks_;
  bool closed_ = false;
};

// "512M", "2G", "800000000" as bytes.
std::size_t bytes_of(const std::string& text) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  std::string unit = lower_ascii(text.substr(digits));
  if (unit.ends_with("ib")) unit.resize(unit.size() - 2);
  const unsigned shift = unit.empty() ? 0 : unit == "k" ? 10 : unit == "m" ? 20 : unit == "g" ? 30 : 64;
  if (digits == 0 || digits > 12 || shift == 64)
    throw quoth::UsageError("\"" + text + "\" is no size; write 512M or 2G");
  return std::size_t{std::stoull(text.substr(0, digits))} << shift;
}

// One run of the command.
class Indexing {
 public:
  explicit Indexing(const IndexArguments& arguments)
      : arguments_(arguments),
        metadata_(arguments.metadata.empty() ? Metadata() : Metadata(arguments.metadata)),
        files_(list_files()),
        progress_(bytes_of_files()) {
    for (const std::string& pair : arguments.fields) fields_.tell(pair);
    options_.wait_for_lock = std::chrono::seconds(arguments.wait_seconds);
    options_.memory_bytes = bytes_of(arguments.memory);
    if (options_.memory_bytes < kLeastMemory)
      throw quoth::UsageError("--memory " + arguments.memory +
                              " is too little; at least 64M are needed");
    bytes_per_commit_ = std::max<std::uint64_t>(bytes_of(arguments.commit_every), 1);
    options_.xapian = arguments.xapian;
    std::vector<std::string> command = arguments.paths;
    command.insert(command.end(), arguments.fields.begin(), arguments.fields.end());
    command.insert(command.end(), {arguments.kind, arguments.metadata});
    note_key_ = note_key(command);
  }

  int run() {
    quoth::Writer writer = quoth::Writer::open(arguments_.index, options_);
    // Who asks twice is not kept waiting: what was committed stands.
    const auto interrupt = [](int) {
      if (g_interrupted.exchange(true)) _exit(kInterrupted);
    };
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
    resume();
    {
      std::exception_ptr failed;
      std::jthread reader([&] {
        try {
          read();
        } catch (...) {
          failed = std::current_exception();
        }
        chunks_.close();
      });
      try {
        take_chunks(writer);
      } catch (...) {
        chunks_.close();
        stopped_ = true;
        throw;
      }
      reader.join();
      if (failed) std::rethrow_exception(failed);
    }
    return finish(writer, !g_interrupted);
  }

 private:
  std::vector<InputFile> list_files() const {
    std::vector<InputFile> files;
    ArticleSink listing;
    listing.file = [&](const std::string& path) {
      files.push_back(input_file(path));
      return false;
    };
    read_articles(arguments_.paths, {}, listing, arguments_.kind);
    return files;
  }
  [[nodiscard]] std::uint64_t bytes_of_files() const {
    std::uint64_t bytes = 0;
    for (const InputFile& file : files_) bytes += file.bytes;
    return bytes;
  }

  // An earlier run of the same command may have been interrupted.
  void resume() {
    if (arguments_.restart) return;
    const auto found =
        position_of(quoth::Snapshot::open(arguments_.index).note(note_key_), files_);
    if (!found) return;
    from_ = *found;
    resumed_ = true;
    for (std::size_t i = 0; i < from_.file && i < files_.size(); ++i) passed_ += files_[i].bytes;
    std::cerr << "An earlier run was interrupted after " << from_.indexed
              << (from_.indexed == 1 ? " article" : " articles")
              << "; going on there (--restart: from the beginning).\n";
  }

  // The reading thread.
  void read() {
    at_ = {0, 0, from_.indexed, from_.skipped};
    bool first_file = true;
    ArticleSink sink;
    sink.file = [&](const std::string&) {
      if (!first_file) ++at_.file, at_.records = 0;
      first_file = false;
      return !resumed_ || at_.file >= from_.file;
    };
    // Whether an earlier run has dealt with this record.
    const auto is_done = [&] {
      ++at_.records;
      return resumed_ && at_.file == from_.file && at_.records <= from_.records;
    };
    sink.skipped = [&](const std::string& where, const std::string& why) {
      if (is_done()) return;
      ++at_.skipped;
      report(where, why);
    };
    sink.article = [&](quoth::Article article) {
      if (is_done()) return !is_stopped();
      metadata_.apply(article);
      ++at_.indexed;
      chunk_.bytes += article.title.size() + article.body.size();
      chunk_.ids.push_back(article.id);
      chunk_.articles.push_back(std::move(article));
      if (chunk_.articles.size() >= kArticlesInChunk || chunk_.bytes >= kBytesInChunk ||
          chunk_.bytes >= bytes_per_commit_)
        hand_over();
      return !is_stopped();
    };
    read_articles(arguments_.paths, fields_, sink, arguments_.kind);
    hand_over();
  }
  [[nodiscard]] bool is_stopped() const { return g_interrupted.load() || stopped_.load(); }
  void hand_over() {
    chunk_.behind = at_;
    chunks_.put(std::exchange(chunk_, {}));
  }
  void report(const std::string& where, const std::string& why) {
    const std::lock_guard held(output_);
    ++skipped_;
    progress_.clear();
    std::cerr << "skipped " << escaped(where) << ": " << escaped(why) << "\n";
  }

  // The thread that called: analysis on all cores, a commit every so often.
  void take_chunks(quoth::Writer& writer) {
    using Clock = std::chrono::steady_clock;
    auto last_commit = Clock::now();
    while (auto chunk = chunks_.take()) {
      std::uint64_t refused = 0;
      writer.add_many(chunk->articles, arguments_.threads,
                      [&](std::size_t i, const quoth::UsageError& why) {
                        ++refused;
                        report(chunk->ids[i], why.what());
                      });
      refused_ += refused;
      added_ += chunk->articles.size() - refused;
      bytes_ += chunk->bytes;
      uncommitted_ += chunk->bytes;
      behind_ = chunk->behind;
      behind_.indexed -= refused_;
      behind_.skipped += refused_;
      writer.note(note_key_, note_of(behind_, files_));
      {
        const std::lock_guard held(output_);
        progress_.tick(added_, bytes_, skipped_, passed_);
      }
      if (uncommitted_ >= bytes_per_commit_ || Clock::now() - last_commit >= kTimePerCommit) {
        commit(writer);
        last_commit = Clock::now();
      }
    }
  }

  // Sealed beside further analysis. One at a time.
  void commit(quoth::Writer& writer) {
    wait_for_commit();
    uncommitted_ = 0;
    commit_ = std::async(std::launch::async, [&writer] { return writer.commit(); });
  }
  void wait_for_commit() {
    if (commit_.valid()) replaced_ += commit_.get().replaced;
  }

  int finish(quoth::Writer& writer, bool whole) {
    wait_for_commit();
    progress_.say("writing ...");
    if (whole) writer.note(note_key_, "");  // the next time all is read again
    replaced_ += writer.commit().replaced;
    if (whole && !g_interrupted) {
      progress_.say("merging ...");
      writer.wait_for_merges();
    } else {
      writer.give_up_merges();
    }
    progress_.clear();
    if (g_interrupted)
      std::cerr << "Interrupted. What was read until then is committed; the same command goes on "
                   "there:\n";
    std::cout << added_ << (added_ == 1 ? " article" : " articles") << " indexed";
    if (replaced_ > 0) std::cout << " (" << replaced_ << " replaced an older one)";
    const std::uint64_t before = from_.skipped;
    if (skipped_ > 0) std::cout << ", " << skipped_ << " skipped";
    if (resumed_)
      std::cout << "; " << from_.indexed << " before" << (before > 0 ? ", " : "")
                << (before > 0 ? std::to_string(before) + " skipped" : "");
    std::cout << "\n";
    if (!metadata_.unused().empty() && whole && !resumed_)
      std::cerr << "note: " << metadata_.unused().size() << " rows of " << arguments_.metadata
                << " belong to no article read, the first is for " << *metadata_.unused().begin()
                << "\n";
    if (g_interrupted) return kInterrupted;
    return skipped_ + before > 0 ? kSkipped : kDone;
  }

  static constexpr std::size_t kArticlesInChunk = 4096, kBytesInChunk = std::size_t{8} << 20;
  static constexpr std::size_t kLeastMemory = std::size_t{64} << 20;
  // A commit every so often bounds what a crash can cost.
  static constexpr std::chrono::seconds kTimePerCommit{60};

  const IndexArguments& arguments_;
  FieldMap fields_;
  Metadata metadata_;
  const std::vector<InputFile> files_;
  quoth::WriterOptions options_;
  std::uint64_t bytes_per_commit_ = 0;
  std::string note_key_;
  ReadingPosition from_;
  bool resumed_ = false;
  std::uint64_t passed_ = 0;  // bytes of files that an earlier run read wholly

  // The reading thread's.
  ReadingPosition at_;
  Chunk chunk_;

  ChunkQueue chunks_;
  std::atomic<bool> stopped_{false};

  std::mutex output_;  // guards standard error and what follows
  Progress progress_;
  std::uint64_t skipped_ = 0;

  // The other thread's.
  std::uint64_t added_ = 0, refused_ = 0, replaced_ = 0, bytes_ = 0, uncommitted_ = 0;
  ReadingPosition behind_;
  std::future<quoth::CommitInfo> commit_;
};

int run_index(const IndexArguments& arguments) {
  std::signal(SIGPIPE, SIG_IGN);
  require_paths(arguments.paths);
  return Indexing(arguments).run();
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
                         "names columns so. What cannot be read is skipped and named.\n"
                         "What is read is committed every minute at the latest. A run that was interrupted goes "
                         "on there when the same command is given again and its files are the same.");
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
                    "Xapian's own tools");
  command
      ->add_option("--wait", arguments->wait_seconds,
                   "Seconds to wait for another writer to finish")
      ->check(CLI::NonNegativeNumber);
  command->add_option("--threads", arguments->threads, "How many analyse articles; 0: one for each core")
      ->check(CLI::Range(0, 1024));
  command
      ->add_option("--memory", arguments->memory,
                   "About how much memory to take for articles on their way, at least 64M")
      ->type_name("SIZE")
      ->capture_default_str();
  command
      ->add_option("--commit-every", arguments->commit_every,
                   "Commit after so much text, or a minute if that is sooner")
      ->type_name("SIZE")
      ->capture_default_str();
  command->add_flag("--restart", arguments->restart,
                    "Read all from the beginning, also where an earlier run of the same command was "
                    "interrupted");
  command->callback(
      [arguments, &action] { action = [arguments] { return run_index(*arguments); }; });
}

}  // namespace quoth_cli
