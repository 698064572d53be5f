// Which encoding are these bytes in? For texts that come from outside, which may say so, and may be wrong.
#pragma once

#include <string>
#include <string_view>

namespace quoth_cli {

struct Utf8Text {
  std::string text;          ///< well-formed UTF-8, without a byte-order mark
  std::string charset;       ///< what it was read as: "UTF-8", "windows-1251"
  std::size_t replaced = 0;  ///< how many U+FFFD stand for bytes that meant nothing
};

/// Reads bytes as text. A byte-order mark decides; then UTF-8 where the bytes are that, whatever they
/// are said to be, since nothing else looks like it by chance; then the charset they are said to be in
/// (of which ISO-8859-1 and ASCII mean windows-1252, as on the web); then what ICU's detector is sure
/// enough of; then what quoth::decode makes of them. Total.
///   declared  by a server, a page or an XML declaration; empty or unknown: nothing is said
[[nodiscard]] Utf8Text to_utf8(std::string_view bytes, std::string_view declared = {});

/// The charset of a Content-Type ("text/html; charset=utf-8"), without quotation marks; empty for none.
[[nodiscard]] std::string_view charset_of_content_type(std::string_view content_type) noexcept;

/// What an XML declaration or a <meta> at the begin of a page says its charset is; empty for nothing.
[[nodiscard]] std::string_view declared_charset(std::string_view markup) noexcept;

}  // namespace quoth_cli
