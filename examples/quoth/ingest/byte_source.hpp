// Bytes of files and of standard input, decompressed by what they hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace quoth_cli {

/// A stream that cannot be read to its end: cut short, damaged, or larger than any honest one. What was
/// read before it was thrown is good. `what()` goes behind the name of the file.
class BrokenInput : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where bytes come from, once, in order. For one thread.
class ByteSource {
 public:
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;
  /// Fills the front of `out`, which is not empty. Gives how many bytes; 0 at the end, and only there.
  /// @throws BrokenInput
  [[nodiscard]] virtual std::size_t read(std::span<char> out) = 0;

 protected:
  ByteSource() = default;
};

/// How much a compressed stream may grow. News shrinks to a fifth, logs to a hundredth.
struct ExpansionLimit {
  std::uint64_t ratio = 250;                     ///< bytes out a byte in, counted from
  std::uint64_t free = std::uint64_t{64} << 20;  ///< so many bytes out on
};

/// The bytes of `raw`, decompressed where they begin as gzip, bzip2 or zstd do, however often one
/// stream follows another; else as they are. A stream that is cut short or grows beyond `limit` throws
/// BrokenInput, after what was good of it.
[[nodiscard]] std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> raw,
                                                       const ExpansionLimit& limit = {});

/// A file's bytes, or standard input's for "-", decompressed.
/// @throws NotFoundError, StorageError  it cannot be opened
[[nodiscard]] std::unique_ptr<ByteSource> open_input(const std::string& path);

/// How many bytes were read of files and of standard input so far, as they lie there, in all threads: how far a program is.
[[nodiscard]] std::uint64_t input_bytes_read() noexcept;

/// Bytes in memory, borrowed.
[[nodiscard]] std::unique_ptr<ByteSource> bytes_of(std::string_view bytes);

/// All that is left. Nothing when that is more than `most` bytes.
/// @throws BrokenInput
[[nodiscard]] bool read_all(ByteSource& source, std::size_t most, std::string& out);

/// Calls `line(text, number)` for every line, numbered from 1, without its line feed; a line over
/// kMostLineBytes is passed as empty, with `too_long`. Stops early when `line` returns false.
/// @throws BrokenInput  after the lines before
void for_each_line(
    ByteSource& source,
    const std::function<bool(std::string_view text, std::size_t number, bool too_long)>& line);
inline constexpr std::size_t kMostLineBytes = std::size_t{128} << 20;

}  // namespace quoth_cli
