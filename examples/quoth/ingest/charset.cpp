#include "ingest/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "ingest/ascii.hpp"
#include "quoth/text/decode.hpp"

namespace quoth_cli {
namespace {

// A page says its charset within its first 1,024 bytes (HTML standard, 13.2.3.2); some say it later.
constexpr std::size_t kDeclaredWithin = 4096;
// Of longer texts the begin is enough for the detector, which looks at pairs of letters.
constexpr std::size_t kDetectedBy = std::size_t{1} << 16;
// ICU's words for it: 10 is a guess, 50 rather likely.
constexpr std::int32_t kSureEnough = 40;

constexpr bool is_name_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == ':' || c == '.' || c == '+';
}

// The name behind "charset" or "encoding" and an equals sign, at `at`.
std::string_view value_behind(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_ascii_space(text[at])) ++at;
  if (at >= text.size() || text[at] != '=') return {};
  ++at;
  while (at < text.size() && (is_ascii_space(text[at]) || text[at] == '"' || text[at] == '\''))
    ++at;
  std::size_t end = at;
  while (end < text.size() && is_name_letter(text[end])) ++end;
  return text.substr(at, end - at);
}

// What the web means by these names: https://encoding.spec.whatwg.org/#names-and-labels.
bool is_western(std::string_view charset) noexcept {
  constexpr std::array<std::string_view, 9> kNames = {"iso-8859-1", "iso8859-1", "iso_8859-1",
                                                      "latin1",     "latin-1",   "us-ascii",
                                                      "ascii",      "cp1252",    "windows-1252"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view name) { return same_ascii(name, charset); });
}

bool is_utf8_name(std::string_view charset) noexcept {
  return same_ascii(charset, "utf-8") || same_ascii(charset, "utf8");
}

// Nothing where ICU knows no such charset.
bool convert(std::string_view bytes, const std::string& charset, Utf8Text& out) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(
      ucnv_open(charset.c_str(), &error), ucnv_close);
  if (U_FAILURE(error)) return false;
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                converter.get(), error);
  if (U_FAILURE(error)) return false;
  out.text.clear();
  text.toUTF8String(out.text);
  out.charset = charset;
  out.replaced = 0;
  for (std::size_t at = out.text.find("\xEF\xBF\xBD"); at != std::string::npos;
       at = out.text.find("\xEF\xBF\xBD", at + 3))
    ++out.replaced;
  return true;
}

// What ICU's detector is sure of; empty for nothing, or for what quoth::decode reads as well.
std::string detected(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&error),
                                                                                ucsdet_close);
  if (U_FAILURE(error)) return {};
  const std::string_view begin = bytes.substr(0, kDetectedBy);
  ucsdet_setText(detector.get(), begin.data(), static_cast<std::int32_t>(begin.size()), &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || match == nullptr) return {};
  const std::int32_t confidence = ucsdet_getConfidence(match, &error);
  const char* name = ucsdet_getName(match, &error);
  if (U_FAILURE(error) || confidence < kSureEnough || name == nullptr) return {};
  return is_western(name) || is_utf8_name(name) ? std::string() : std::string(name);
}

}  // namespace

Utf8Text to_utf8(std::string_view bytes, std::string_view declared) {
  constexpr std::size_t kMostConverted = std::size_t{1} << 29;  // ICU counts in 32 bits
  Utf8Text out;
  const quoth::Decoded decoded = quoth::decode(bytes);
  const bool settled =
      decoded.had_bom || (decoded.read_as == quoth::Encoding::utf8 && decoded.replaced == 0);
  if (!settled && bytes.size() < kMostConverted) {
    std::string charset(declared);
    if (is_western(charset)) {
      if (convert(bytes, "windows-1252", out)) return out;
    } else if (!charset.empty() && !is_utf8_name(charset)) {
      if (convert(bytes, charset, out)) return out;
    }
    charset = detected(bytes);
    if (!charset.empty() && convert(bytes, charset, out)) return out;
  }
  out.text = decoded.text;
  out.charset = quoth::name_of(decoded.read_as);
  out.replaced = decoded.replaced;
  return out;
}

std::string_view charset_of_content_type(std::string_view content_type) noexcept {
  const std::size_t at = find_ascii(content_type, "charset");
  return at == std::string_view::npos ? std::string_view() : value_behind(content_type, at + 7);
}

std::string_view declared_charset(std::string_view markup) noexcept {
  markup = markup.substr(0, kDeclaredWithin);
  const std::size_t first = markup.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string_view::npos && markup.substr(first).starts_with("<?xml")) {
    const std::string_view declaration = markup.substr(first, markup.find("?>", first) - first);
    const std::size_t at = find_ascii(declaration, "encoding");
    if (at != std::string_view::npos) return value_behind(declaration, at + 8);
  }
  for (std::size_t at = find_ascii(markup, "<meta"); at != std::string_view::npos;
       at = find_ascii(markup, "<meta", at + 5)) {
    const std::string_view tag = markup.substr(at, markup.find('>', at) - at);
    const std::size_t charset = find_ascii(tag, "charset");
    if (charset == std::string_view::npos) continue;
    if (const std::string_view value = value_behind(tag, charset + 7); !value.empty()) return value;
  }
  return {};
}

}  // namespace quoth_cli
