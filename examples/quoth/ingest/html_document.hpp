// A page as gumbo's tree, parsed within bounds.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace quoth_cli {

/// Pages larger than this are no articles.
inline constexpr std::size_t kMostPageBytes = std::size_t{8} << 20;

/// Why a page is not parsed, or nothing: it is too large, its elements nest more than 512 deep, or a tag
/// has more than 1,000 attributes. HTML's own rules for mending such pages take time that grows with
/// the square of them. Any bytes; linear.
[[nodiscard]] std::optional<std::string_view> why_not_parsed(std::string_view html);

/// The tree of a page; nodes live as long as it, and as the text that it was made from.
class HtmlDocument {
 public:
  /// Parses well-formed UTF-8. Nothing where why_not_parsed() says so, or where mending the page would take
  /// more than 512 MiB of memory.
  [[nodiscard]] static std::optional<HtmlDocument> parse(std::string_view html);

  [[nodiscard]] const GumboNode& root() const noexcept { return *root_; }  ///< an element

 private:
  class Arena;
  struct Free {
    void operator()(Arena* arena) const noexcept;
  };
  explicit HtmlDocument(std::unique_ptr<Arena, Free> arena, const GumboNode* root) noexcept
      : arena_(std::move(arena)), root_(root) {}

  std::unique_ptr<Arena, Free> arena_;
  const GumboNode* root_;
};

/// The children of an element; none of other nodes.
[[nodiscard]] const GumboVector& children_of(const GumboNode& node) noexcept;
[[nodiscard]] inline const GumboNode& child_of(const GumboVector& children, unsigned i) noexcept {
  return *static_cast<const GumboNode*>(children.data[i]);
}
[[nodiscard]] inline bool is_element(const GumboNode& node) noexcept {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}
[[nodiscard]] inline bool is_element(const GumboNode& node, GumboTag tag) noexcept {
  return is_element(node) && node.v.element.tag == tag;
}
/// An attribute's value; empty where the element has none.
[[nodiscard]] std::string_view attribute(const GumboNode& element, const char* name) noexcept;

}  // namespace quoth_cli
