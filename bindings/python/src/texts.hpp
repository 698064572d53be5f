// Text that goes to and comes from Python: strings, and byte spans as code-point offsets.
#pragma once

#include <pybind11/pybind11.h>

#include <map>
#include <memory>
#include <optional>
#include <quoth/index/snapshot.hpp>
#include <quoth/text/decode.hpp>
#include <quoth/text/span.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quoth_python {

namespace py = pybind11;

/// A str of UTF-8; broken bytes are U+FFFD, one for each that quoth::count_code_points counts.
[[nodiscard]] py::str to_str(std::string_view utf8);

/// The UTF-8 of a str. A lone surrogate, which UTF-8 has no bytes for, becomes U+FFFD: offsets stay true.
[[nodiscard]] std::string from_str(py::handle str);

/// Code-point offsets of spans of one text. Calls need the GIL, which keeps threads apart.
class Offsets {
 public:
  explicit Offsets(std::string_view text);
  Offsets(const Offsets&) = delete;
  Offsets& operator=(const Offsets&) = delete;
  [[nodiscard]] std::size_t at(std::size_t byte) { return ascii_ ? byte : offsets_.at(byte); }
  [[nodiscard]] std::pair<std::size_t, std::size_t> of(quoth::Span span) {
    const std::size_t begin = at(span.begin);
    return {begin, at(span.end)};
  }
  /// The other way: the byte at which a code point begins, the text's size for those behind its end. Linear.
  [[nodiscard]] static std::size_t byte_of(std::string_view text, std::size_t code_point);

 private:
  bool ascii_;
  quoth::CodePointOffsets offsets_;
};

/// The texts that the spans of one result index: results hold no article's text, so offsets read the stored
/// article when they are first asked for. Calls need the GIL.
class ArticleTexts {
 public:
  using Points = std::pair<std::size_t, std::size_t>;
  /// Where a span of an article's text lies in code points, as a pickle keeps it.
  struct Place {
    quoth::ArticleRef article;
    quoth::Span span;
    std::uint64_t begin = 0, end = 0;
  };

  explicit ArticleTexts(std::optional<quoth::Snapshot> snapshot) : snapshot_(std::move(snapshot)) {}
  /// @throws quoth::DamagedError, quoth::StorageError  the stored article cannot be read
  [[nodiscard]] Points code_points(quoth::ArticleRef article, quoth::Span span);
  void remember(const Place& place) {
    known_[{place.article, place.span}] = {place.begin, place.end};
  }

 private:
  std::optional<quoth::Snapshot>
      snapshot_;  ///< none in what was unpickled: all its places are known
  std::map<std::pair<quoth::ArticleRef, quoth::Span>, Points> known_;
  // The text of the last article asked for: who asks goes through the hits in order.
  quoth::ArticleRef last_;
  std::string text_;
  std::unique_ptr<Offsets> offsets_;
};

}  // namespace quoth_python
