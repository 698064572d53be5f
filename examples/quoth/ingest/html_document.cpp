#include "ingest/html_document.hpp"

#include <csetjmp>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/ascii.hpp"

namespace quoth_cli {
namespace {

constexpr std::size_t kDeepest = 512;
constexpr std::size_t kMostAttributes = 1000;
constexpr std::size_t kMostTreeBytes = std::size_t{512} << 20;

constexpr bool is_tag_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

// Elements that never hold another of their own kind, however often they are opened: void ones, and those
// whose end may be left out. In SVG and MathML they nest like any other.
bool nests(std::string_view tag) noexcept {
  constexpr std::string_view kNever =
      " area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead "
      "tbody "
      "tfoot option optgroup rt rp colgroup html head body ";
  std::string padded = " ";
  padded.append(tag) += ' ';
  return kNever.find(padded) == std::string_view::npos;
}

struct Tag {
  std::string_view name;
  bool closes = false;
  std::size_t end = 0;  // behind its ">"
  std::size_t attributes = 0;
};

// The tag at `at`, which is its "<"; nothing for other uses of that sign.
std::optional<Tag> tag_at(std::string_view html, std::size_t at) noexcept {
  Tag out;
  std::size_t i = at + 1;
  out.closes = i < html.size() && html[i] == '/';
  if (out.closes) ++i;
  const std::size_t name = i;
  while (i < html.size() && is_tag_letter(html[i])) ++i;
  if (i == name) return std::nullopt;
  out.name = html.substr(name, i - name);
  bool blank = false;
  for (char quote = '\0'; i < html.size() && (quote != '\0' || html[i] != '>'); ++i) {
    const char c = html[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if ((c == '"' || c == '\'') && html[i - 1] == '=') {
      quote = c;
    } else if (is_ascii_space(c) || c == '/' || c == '"' || c == '\'') {
      blank = true;
      continue;
    } else if (blank) {
      ++out.attributes;
    }
    blank = false;
  }
  out.end = i;
  return out;
}

}  // namespace

std::optional<std::string_view> why_not_parsed(std::string_view html) {
  if (html.size() > kMostPageBytes) return "is larger than 8 MiB";
  std::unordered_map<std::string, std::size_t> open;
  std::size_t depth = 0, foreign = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const auto tag = tag_at(html, at);
    if (!tag) continue;
    if (tag->attributes > kMostAttributes) return "has a tag with more than 1,000 attributes";
    std::string name = lower_ascii(tag->name.substr(0, 64));
    const bool is_foreign = name == "svg" || name == "math";
    if (foreign == 0 && !nests(name)) continue;
    std::size_t& count = open[std::move(name)];
    if (!tag->closes) {
      ++count;
      foreign += is_foreign ? 1 : 0;
      if (++depth > kDeepest) return "has elements that nest more than 512 deep";
    } else if (count > 0) {
      --count;
      --depth;
      foreign -= is_foreign ? 1 : 0;
    }
  }
  return std::nullopt;
}

// Memory of one tree, given back all at once: gumbo frees a tree by recursion, which a deep one overflows.
class HtmlDocument::Arena {
 public:
  static void* allocate(void* arena, std::size_t size) {
    return static_cast<Arena*>(arena)->take(size);
  }
  static void deallocate(void*, void*) noexcept {}

  ~Arena() {
    for (void* block : blocks_) std::free(block);
  }

  // gumbo has no way to say that there is no memory, so it is left from within.
  std::jmp_buf out_of_memory;

 private:
  void* take(std::size_t size) {
    constexpr std::size_t kAlign = alignof(std::max_align_t), kBlock = std::size_t{1} << 18;
    size = (size + kAlign - 1) / kAlign * kAlign;
    if (size > left_) {
      const std::size_t block = size > kBlock / 4 ? size : kBlock;
      void* made = total_ + block > kMostTreeBytes || count_ == blocks_.capacity()
                       ? nullptr
                       : std::malloc(block);
      if (made == nullptr) std::longjmp(out_of_memory, 1);
      blocks_.push_back(made);
      ++count_;
      total_ += block;
      if (block != kBlock) return made;
      at_ = static_cast<char*>(made);
      left_ = block;
    }
    void* out = at_;
    at_ += size;
    left_ -= size;
    return out;
  }

  // Room for all blocks there can be: nothing may throw through gumbo.
  static constexpr std::size_t kMostBlocks = kMostTreeBytes / (std::size_t{1} << 16) + 1;
  std::vector<void*> blocks_ = [] {
    std::vector<void*> out;
    out.reserve(kMostBlocks);
    return out;
  }();
  std::size_t count_ = 0;
  char* at_ = nullptr;
  std::size_t left_ = 0, total_ = 0;
};

void HtmlDocument::Free::operator()(Arena* arena) const noexcept { delete arena; }

std::optional<HtmlDocument> HtmlDocument::parse(std::string_view html) {
  if (why_not_parsed(html)) return std::nullopt;
  std::unique_ptr<Arena, Free> arena(new Arena);
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Arena::allocate;
  options.deallocator = Arena::deallocate;
  options.userdata = arena.get();
  options.max_errors = 0;
  options.stop_on_first_error = false;
  if (setjmp(arena->out_of_memory) != 0) return std::nullopt;
  const GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
  return HtmlDocument(std::move(arena), output->root);
}

const GumboVector& children_of(const GumboNode& node) noexcept {
  static const GumboVector kNone{nullptr, 0, 0};
  return is_element(node) ? node.v.element.children : kNone;
}

std::string_view attribute(const GumboNode& element, const char* name) noexcept {
  if (!is_element(element)) return {};
  const GumboAttribute* found = gumbo_get_attribute(&element.v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

}  // namespace quoth_cli
