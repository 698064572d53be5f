#include "ingest/byte_source.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/iostreams/categories.hpp>
#include <boost/iostreams/filter/bzip2.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_streambuf.hpp>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <vector>

#include "quoth/error.hpp"

namespace quoth_cli {
namespace {

namespace fs = std::filesystem;
namespace io = boost::iostreams;

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr const char* kCutShort = "ends in the middle of its compressed data; is it cut short?";

std::atomic<std::uint64_t> g_input_bytes{0};

class FileSource final : public ByteSource {
 public:
  FileSource(int fd, bool owned) noexcept : fd_(fd), owned_(owned) {}
  ~FileSource() override {
    if (owned_) ::close(fd_);
  }
  std::size_t read(std::span<char> out) override {
    for (;;) {
      const ssize_t got = ::read(fd_, out.data(), out.size());
      if (got >= 0) {
        g_input_bytes += static_cast<std::uint64_t>(got);
        return static_cast<std::size_t>(got);
      }
      if (errno != EINTR)
        throw BrokenInput("cannot be read to its end: " + std::generic_category().message(errno));
    }
  }

 private:
  int fd_;
  bool owned_;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) noexcept : left_(bytes) {}
  std::size_t read(std::span<char> out) override {
    const std::size_t size = left_.copy(out.data(), out.size());
    left_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view left_;
};

// Counts what is read, and lets its begin be looked at first.
class PeekedSource final : public ByteSource {
 public:
  explicit PeekedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {
    while (size_ < head_.size()) {
      const std::size_t got = source_->read(std::span(head_).subspan(size_));
      if (got == 0) break;
      size_ += got;
    }
  }
  [[nodiscard]] std::string_view head() const noexcept { return {head_.data(), size_}; }
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  std::size_t read(std::span<char> out) override {
    const std::size_t got =
        at_ < size_ ? head().substr(at_).copy(out.data(), out.size()) : source_->read(out);
    at_ += std::min(got, size_ - at_);
    count_ += got;
    return got;
  }

 private:
  std::unique_ptr<ByteSource> source_;
  std::array<char, 4> head_{};
  std::size_t size_ = 0, at_ = 0;
  std::uint64_t count_ = 0;
};

// A ByteSource as Boost.Iostreams reads one.
struct Device {
  using char_type = char;
  using category = io::source_tag;
  ByteSource* source;
  std::streamsize read(char* out, std::streamsize size) const {
    const std::size_t got = source->read({out, static_cast<std::size_t>(size)});
    return got == 0 ? -1 : static_cast<std::streamsize>(got);
  }
};

class BoostSource final : public ByteSource {
 public:
  template <class Filter>
  BoostSource(ByteSource& raw, const Filter& filter) {
    chain_.push(filter);
    chain_.push(Device{&raw});
  }
  std::size_t read(std::span<char> out) override {
    try {
      return static_cast<std::size_t>(
          chain_.sgetn(out.data(), static_cast<std::streamsize>(out.size())));
    } catch (const io::gzip_error&) {
      throw BrokenInput(kCutShort);
    } catch (const io::zlib_error& e) {
      throw BrokenInput(e.error() == io::zlib::buf_error ? kCutShort : kDamaged);
    } catch (const io::bzip2_error& e) {
      throw BrokenInput(e.error() == io::bzip2::unexpected_eof ? kCutShort : kDamaged);
    }
  }

 private:
  static constexpr const char* kDamaged = "holds compressed data that is damaged";
  io::filtering_streambuf<io::input> chain_;
};

// Not through Boost.Iostreams, which takes a stream that ends in the middle of a frame for whole.
class ZstdSource final : public ByteSource {
 public:
  explicit ZstdSource(ByteSource& raw) : raw_(raw), context_(ZSTD_createDCtx()) {
    if (context_ == nullptr) throw std::bad_alloc();
  }
  ~ZstdSource() override { ZSTD_freeDCtx(context_); }
  std::size_t read(std::span<char> out) override {
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    while (to.pos == 0) {
      if (in_.pos == in_.size) {
        in_ = {buffer_.data(), raw_.read(buffer_), 0};
        if (in_.size == 0) {
          if (inside_) throw BrokenInput(kCutShort);
          return 0;
        }
      }
      const std::size_t left = ZSTD_decompressStream(context_, &to, &in_);
      if (ZSTD_isError(left))
        throw BrokenInput(std::string("holds compressed data that is damaged (") +
                          ZSTD_getErrorName(left) + ")");
      inside_ = left != 0;
    }
    return to.pos;
  }

 private:
  ByteSource& raw_;
  ZSTD_DCtx* context_;
  std::vector<char> buffer_ = std::vector<char>(kChunk);
  ZSTD_inBuffer in_{};
  bool inside_ = false;  // a frame, of which more must come
};

class BoundedSource final : public ByteSource {
 public:
  BoundedSource(std::unique_ptr<PeekedSource> raw, std::unique_ptr<ByteSource> open,
                const ExpansionLimit& limit)
      : raw_(std::move(raw)), open_(std::move(open)), limit_(limit) {}
  std::size_t read(std::span<char> out) override {
    const std::size_t got = open_->read(out);
    count_ += got;
    if (count_ > limit_.free && count_ / limit_.ratio > raw_->count())
      throw BrokenInput("grows to more than " + std::to_string(limit_.ratio) +
                        " times its size when it is decompressed, as no news does");
    return got;
  }

 private:
  std::unique_ptr<PeekedSource> raw_;
  std::unique_ptr<ByteSource> open_;  // reads from raw_
  ExpansionLimit limit_;
  std::uint64_t count_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> raw,
                                         const ExpansionLimit& limit) {
  auto peeked = std::make_unique<PeekedSource>(std::move(raw));
  const std::string_view head = peeked->head();
  std::unique_ptr<ByteSource> open;
  if (head.starts_with("\x1f\x8b")) {
    open = std::make_unique<BoostSource>(*peeked, io::gzip_decompressor());
  } else if (head.starts_with("BZh")) {
    open = std::make_unique<BoostSource>(*peeked, io::bzip2_decompressor());
  } else if (head == "\x28\xb5\x2f\xfd") {
    open = std::make_unique<ZstdSource>(*peeked);
  } else {
    return peeked;
  }
  return std::make_unique<BoundedSource>(std::move(peeked), std::move(open), limit);
}

std::unique_ptr<ByteSource> open_input(const std::string& path) {
  if (path == "-") return decompressed(std::make_unique<FileSource>(STDIN_FILENO, false));
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) throw quoth::NotFoundError(path + ": there is no such file");
  if (!fs::is_regular_file(status) && !fs::is_character_file(status) && !fs::is_fifo(status))
    throw quoth::StorageError(path + ": is no file to read");
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    throw quoth::StorageError(path + ": cannot be opened (" +
                              std::generic_category().message(errno) +
                              "); do you have the right to read it?");
  return decompressed(std::make_unique<FileSource>(fd, true));
}

std::uint64_t input_bytes_read() noexcept { return g_input_bytes.load(); }

std::unique_ptr<ByteSource> bytes_of(std::string_view bytes) {
  return std::make_unique<MemorySource>(bytes);
}

bool read_all(ByteSource& source, std::size_t most, std::string& out) {
  out.clear();
  std::vector<char> buffer(kChunk);
  while (const std::size_t got = source.read(buffer)) {
    if (out.size() + got > most) return false;
    out.append(buffer.data(), got);
  }
  return true;
}

void for_each_line(ByteSource& source,
                   const std::function<bool(std::string_view, std::size_t, bool)>& line) {
  std::string text;
  std::vector<char> buffer(kChunk);
  std::size_t number = 1;
  bool too_long = false;
  const auto flush = [&] {
    const bool go_on = line(text, number++, too_long);
    text.clear();
    too_long = false;
    return go_on;
  };
  while (const std::size_t got = source.read(buffer)) {
    std::string_view chunk(buffer.data(), got);
    for (;;) {
      const std::size_t eol = chunk.find('\n');
      const std::string_view part = chunk.substr(0, eol);
      if (text.size() + part.size() > kMostLineBytes) {
        too_long = true;
        text.clear();
      }
      if (!too_long) text += part;
      if (eol == std::string_view::npos) break;
      chunk.remove_prefix(eol + 1);
      if (!flush()) return;
    }
  }
  if (!text.empty() || too_long) flush();
}

}  // namespace quoth_cli
