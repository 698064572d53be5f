#include "ingest/html_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "ingest/ascii.hpp"

namespace quoth_cli {
namespace {

// Words of class and id attributes that name what stands round an article. Whole words: of "sidebar-right"
// "sidebar" and "right".
constexpr std::array<std::string_view, 35> kBeside = {
    "ad",          "ads",     "advert",      "advertisement", "banner",   "breadcrumb",
    "breadcrumbs", "caption", "comment",     "comments",      "cookie",   "cookies",
    "copyright",   "credit",  "disclaimer",  "footer",        "hidden",   "menu",
    "modal",       "nav",     "navigation",  "newsletter",    "outbrain", "paywall",
    "popup",       "promo",   "recommended", "related",       "share",    "sharing",
    "sidebar",     "social",  "sponsored",   "subscribe",     "taboola"};

bool names_what_is_beside(std::string_view names) {
  std::string word;
  const auto is_beside = [&] {
    return std::find(kBeside.begin(), kBeside.end(), word) != kBeside.end();
  };
  for (const char c : names) {
    if (c == '-' || c == '_' || is_ascii_space(c)) {
      if (is_beside()) return true;
      word.clear();
    } else {
      word += ascii_lower(c);
    }
  }
  return is_beside();
}

bool is_block(GumboTag tag) noexcept {
  switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
      return true;
    default:
      return false;
  }
}

// Text in the making: gaps are written when something follows them.
class Writer {
 public:
  void text(std::string_view text) {
    for (const char c : text) {
      if (is_ascii_space(c) || c == '\0') {
        gap_ = std::max(gap_, Gap::space);
      } else {
        flush();
        out_ += c;
      }
    }
  }
  void line() { gap_ = std::max(gap_, Gap::line); }
  void paragraph() { gap_ = Gap::paragraph; }
  [[nodiscard]] std::string take() && { return std::move(out_); }

 private:
  enum class Gap { none, space, line, paragraph };
  void flush() {
    constexpr std::array<std::string_view, 4> kText = {"", " ", "\n", "\n\n"};
    if (!out_.empty()) out_ += kText[static_cast<std::size_t>(gap_)];
    gap_ = Gap::none;
  }
  std::string out_;
  Gap gap_ = Gap::none;
};

// No deeper than a parsed page is.
void write(const GumboNode& node, bool all, Writer& out) {
  switch (node.type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      return out.text(node.v.text.text);
    case GUMBO_NODE_ELEMENT:
      break;
    default:
      return;
  }
  const GumboTag tag = node.v.element.tag;
  if (tag == GUMBO_TAG_BR) return out.line();
  if (!all && is_beside_the_text(node)) return;
  const bool block = is_block(tag), quote = tag == GUMBO_TAG_Q;
  if (block) out.paragraph();
  if (quote) out.text("“");
  const GumboVector& children = children_of(node);
  for (unsigned i = 0; i < children.length; ++i) write(child_of(children, i), all, out);
  if (quote) out.text("”");
  if (block) out.paragraph();
}

}  // namespace

bool is_beside_the_text(const GumboNode& element) {
  switch (element.v.element.tag) {
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_VIDEO:
      return true;
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_P:
      return false;  // "body with-sidebar"
    default:
      break;
  }
  if (gumbo_get_attribute(&element.v.element.attributes, "hidden") != nullptr ||
      same_ascii(attribute(element, "aria-hidden"), "true") ||
      find_ascii(attribute(element, "style"), "display:none") != std::string_view::npos ||
      find_ascii(attribute(element, "style"), "display: none") != std::string_view::npos)
    return true;
  return names_what_is_beside(attribute(element, "class")) ||
         names_what_is_beside(attribute(element, "id"));
}

std::string readable_text(const GumboNode& node) {
  Writer out;
  // The node itself was chosen, whatever it is called.
  const GumboVector& children = children_of(node);
  if (!is_element(node)) write(node, false, out);
  for (unsigned i = 0; i < children.length; ++i) write(child_of(children, i), false, out);
  return std::move(out).take();
}

std::string one_line_text(const GumboNode& node) {
  Writer out;
  write(node, true, out);
  return folded_space(std::move(out).take());
}

std::string folded_space(std::string_view text) {
  Writer out;
  out.text(text);
  return std::move(out).take();
}

}  // namespace quoth_cli
