#include "ingest/html_page.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ingest/ascii.hpp"
#include "ingest/charset.hpp"
#include "ingest/html_document.hpp"
#include "ingest/html_metadata.hpp"
#include "ingest/html_text.hpp"
#include "quoth/error.hpp"

namespace quoth_cli {
namespace {

// Bytes of text that an element has in paragraphs, for choosing the one that is the article.
struct Weighed {
  const GumboNode* node = nullptr;
  std::size_t text = 0;
};

// Looks for the element that holds the article. An element that says so is believed where it holds
// enough; else the one that has most of the page's paragraphs right inside it, those of its children
// counted half, as Readability does.
class MainPart {
 public:
  const GumboNode& find(const GumboNode& root) {
    constexpr std::size_t kEnough = 250;
    walk(root);
    for (const Weighed& said : {body_, article_, main_})
      if (said.text >= kEnough) return *said.node;
    const GumboNode* best = nullptr;
    for (const GumboNode* node : order_)
      if (best == nullptr || scores_[node] > scores_[best]) best = node;
    return best == nullptr ? root : *best;
  }
  /// The first <h1> of the page.
  [[nodiscard]] const GumboNode* heading() const noexcept { return heading_; }

 private:
  // Gives the bytes in paragraphs below `node`.
  std::size_t walk(const GumboNode& node) {
    if (!is_element(node)) return 0;
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_H1 && heading_ == nullptr) heading_ = &node;
    if (is_beside_the_text(node)) return 0;
    if (tag == GUMBO_TAG_P || tag == GUMBO_TAG_PRE) return paragraph(node);
    std::size_t below = 0;
    const GumboVector& children = children_of(node);
    for (unsigned i = 0; i < children.length; ++i) below += walk(child_of(children, i));
    const auto offer = [&](Weighed& best) {
      if (below > best.text) best = {&node, below};
    };
    if (same_ascii(attribute(node, "itemprop"), "articleBody")) offer(body_);
    if (tag == GUMBO_TAG_ARTICLE) offer(article_);
    if (tag == GUMBO_TAG_MAIN || same_ascii(attribute(node, "role"), "main")) offer(main_);
    return below;
  }

  std::size_t paragraph(const GumboNode& node) {
    constexpr std::size_t kShortest = 25;  // shorter ones are dates, buttons, names
    const std::size_t size = readable_text(node).size();
    const GumboNode* parent = node.parent;
    if (size < kShortest || parent == nullptr) return size;
    add(parent, size);
    if (parent->parent != nullptr) add(parent->parent, size / 2);
    return size;
  }

  void add(const GumboNode* node, std::size_t size) {
    const auto [at, first] = scores_.try_emplace(node, 0);
    if (first) order_.push_back(node);
    at->second += size;
  }

  Weighed body_, article_, main_;
  const GumboNode* heading_ = nullptr;
  std::unordered_map<const GumboNode*, std::size_t> scores_;
  std::vector<const GumboNode*> order_;  // as they were found, so that ties go to the first
};

// "Ferry late - Harbour Post" is "Ferry late" where the site is called so.
std::string without_site(std::string title, std::string_view site) {
  if (site.empty() || title.size() <= site.size() || !title.ends_with(site)) return title;
  std::string_view rest(title);
  rest.remove_suffix(site.size());
  const std::size_t end = rest.find_last_not_of(' ');
  for (const std::string_view mark : {"-", "|", "–", "—", "·", "»", ":"}) {
    std::string_view head = rest.substr(0, end + 1);
    if (end == std::string_view::npos || !head.ends_with(mark)) continue;
    head.remove_suffix(mark.size());
    return std::string(trimmed(head));
  }
  return title;
}

// The text without the headline and the byline that it begins with.
std::string without_heading(std::string body, std::string_view title) {
  if (title.empty() || !body.starts_with(title)) return body;
  const std::size_t rest = body.find_first_not_of(" \n", title.size());
  return rest == std::string::npos || body[title.size()] != '\n' ? body : body.substr(rest);
}

// JSON-LD's text has no tags, or is HTML within JSON.
std::string plain(const std::string& text) {
  return text.find('<') == std::string::npos ? text : text_from_html(text);
}

}  // namespace

quoth::Article article_from_html(std::string_view utf8) {
  if (const auto why = why_not_parsed(utf8)) throw quoth::UsageError(std::string(*why));
  const auto page = HtmlDocument::parse(utf8);
  if (!page)
    throw quoth::UsageError("its elements overlap so often that mending it takes too much memory");
  HtmlMetadata said = html_metadata(*page);
  MainPart main;
  const GumboNode& part = main.find(page->root());
  quoth::Article article;
  article.title = without_site(std::move(said.headline), said.site);
  if (article.title.empty() && main.heading() != nullptr)
    article.title = one_line_text(*main.heading());
  if (article.title.empty()) article.title = without_site(std::move(said.title), said.site);
  article.body = without_heading(readable_text(part), article.title);
  // A page that shows its text by script, or only its begin.
  if (said.body.size() / 2 > article.body.size()) article.body = plain(said.body);
  if (article.body.empty() && article.title.empty()) throw quoth::UsageError("holds no text");
  if (!said.byline.empty() && article.body.find(said.byline) == std::string::npos) {
    const bool english = said.lang.empty() || same_ascii(said.lang.substr(0, 2), "en");
    article.body.insert(0, (english ? "By " : "") + said.byline + "\n\n");
  }
  if (said.published) {
    article.published = said.published->day;
    article.published_at = said.published->instant;
  }
  article.source = std::move(said.site);
  article.url = std::move(said.url);
  article.lang = std::move(said.lang);
  return article;
}

std::string text_from_html(std::string_view utf8) {
  const auto page = HtmlDocument::parse(utf8);
  return page ? readable_text(page->root()) : std::string(utf8);
}

bool read_html(ByteSource& source, const std::string& name, std::string id, const ArticleSink& sink,
               std::string_view declared) {
  std::string bytes;
  if (!read_all(source, kMostPageBytes, bytes)) {
    sink.skipped(name, "is larger than 8 MiB");
    return true;
  }
  try {
    if (declared.empty()) declared = declared_charset(bytes);
    quoth::Article article = article_from_html(to_utf8(bytes, declared).text);
    article.id = std::move(id);
    return sink.article(std::move(article));
  } catch (const quoth::UsageError& e) {
    sink.skipped(name, e.what());
  }
  return true;
}

}  // namespace quoth_cli
