#include "ingest/html_metadata.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/ascii.hpp"
#include "ingest/html_text.hpp"

namespace quoth_cli {
namespace {

// Names of <meta>, the surer ones first.
constexpr std::array<std::string_view, 2> kHeadlines = {"og:title", "twitter:title"};
constexpr std::array<std::string_view, 4> kBylines = {"author", "article:author", "parsely-author",
                                                      "dc.creator"};
constexpr std::array<std::string_view, 17> kDates = {"article:published_time",
                                                     "og:published_time",
                                                     "datepublished",
                                                     "parsely-pub-date",
                                                     "sailthru.date",
                                                     "article.published",
                                                     "publish-date",
                                                     "publish_date",
                                                     "publication_date",
                                                     "pubdate",
                                                     "dc.date.issued",
                                                     "dcterms.created",
                                                     "dcterms.date",
                                                     "dc.date",
                                                     "cxenseparse:recs:publishtime",
                                                     "date",
                                                     "article:modified_time"};

template <std::size_t n>
std::size_t rank_in(const std::array<std::string_view, n>& names, std::string_view name) noexcept {
  return static_cast<std::size_t>(
      std::find_if(names.begin(), names.end(),
                   [&](std::string_view known) { return same_ascii(known, name); }) -
      names.begin());
}

// A value, kept while none of a better rank comes.
template <class Value>
struct Ranked {
  Value value{};
  std::size_t rank = static_cast<std::size_t>(-1);
  void offer(std::size_t at, Value offered) {
    if (at >= rank) return;
    rank = at;
    value = std::move(offered);
  }
};

bool is_article_type(std::string_view type) noexcept {
  return type.ends_with("Article") || type.ends_with("Posting") || type == "Report" ||
         type == "Review";
}

class Reader {
 public:
  void page(const GumboNode& root) {
    out_.lang = attribute(root, "lang");
    element(root);
    out_.headline = ld_headline_.empty() ? std::move(headline_.value) : std::move(ld_headline_);
    if (!ld_byline_.empty()) {
      out_.byline = std::move(ld_byline_);
    } else if (byline_.value.find("://") == std::string::npos) {  // some name a profile's address
      out_.byline = std::move(byline_.value);
    }
    if (out_.site.empty()) out_.site = std::move(ld_site_);
    if (out_.url.empty()) out_.url = std::move(ld_url_);
    out_.published = ld_published_ ? ld_published_ : date_.value ? date_.value : time_;
  }
  HtmlMetadata take() && { return std::move(out_); }

 private:
  void element(const GumboNode& node) {
    if (!is_element(node)) return;
    switch (node.v.element.tag) {
      case GUMBO_TAG_META:
        return meta(node);
      case GUMBO_TAG_LINK:
        if (same_ascii(attribute(node, "rel"), "canonical")) out_.url = attribute(node, "href");
        return;
      case GUMBO_TAG_TITLE:
        if (out_.title.empty()) out_.title = one_line_text(node);
        return;
      case GUMBO_TAG_SCRIPT:
        if (same_ascii(attribute(node, "type"), "application/ld+json")) linked_data(node);
        return;
      case GUMBO_TAG_TIME:
        time(node);
        break;
      default:
        break;
    }
    const GumboVector& children = children_of(node);
    for (unsigned i = 0; i < children.length; ++i) element(child_of(children, i));
  }

  void meta(const GumboNode& node) {
    const std::string content = folded_space(attribute(node, "content"));
    if (content.empty()) return;
    for (const char* key : {"property", "name", "itemprop"}) {
      const std::string_view name = attribute(node, key);
      if (name.empty()) continue;
      if (const std::size_t rank = rank_in(kHeadlines, name); rank < kHeadlines.size())
        headline_.offer(rank, content);
      if (const std::size_t rank = rank_in(kBylines, name); rank < kBylines.size())
        byline_.offer(rank, content);
      if (const std::size_t rank = rank_in(kDates, name); rank < kDates.size())
        if (auto at = read_published(content)) date_.offer(rank, at);
      if (same_ascii(name, "og:site_name")) out_.site = content;
      if (same_ascii(name, "og:url") && out_.url.empty()) out_.url = content;
    }
  }

  // The page's own day stands in the first <time>; one that says so comes before it.
  void time(const GumboNode& node) {
    const bool says = same_ascii(attribute(node, "itemprop"), "datePublished") ||
                      gumbo_get_attribute(&node.v.element.attributes, "pubdate") != nullptr;
    if (time_ && (!says || time_says_)) return;
    const std::string_view value = attribute(node, "datetime");
    if (auto at = read_published(value.empty() ? one_line_text(node) : std::string(value))) {
      time_ = at;
      time_says_ = says;
    }
  }

  // --- JSON-LD

  void linked_data(const GumboNode& script) {
    constexpr std::size_t kDeepest = 64;
    std::string text;
    const GumboVector& children = children_of(script);
    for (unsigned i = 0; i < children.length; ++i) text += child_of(children, i).v.text.text;
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parser.allocate(text.size() + 1, kDeepest) == simdjson::SUCCESS &&
        parser.parse(text).get(root) == simdjson::SUCCESS)
      linked_value(root);
  }

  void linked_value(simdjson::dom::element value) {
    if (simdjson::dom::array array; value.get(array) == simdjson::SUCCESS) {
      for (const simdjson::dom::element each : array) linked_value(each);
      return;
    }
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS) return;
    if (simdjson::dom::element graph; object["@graph"].get(graph) == simdjson::SUCCESS)
      linked_value(graph);
    if (has_article_type(object)) article(object);
  }

  static bool has_article_type(simdjson::dom::object object) {
    simdjson::dom::element type;
    if (object["@type"].get(type) != simdjson::SUCCESS) return false;
    std::string_view name;
    if (type.get(name) == simdjson::SUCCESS) return is_article_type(name);
    simdjson::dom::array names;
    if (type.get(names) != simdjson::SUCCESS) return false;
    for (const simdjson::dom::element each : names)
      if (each.get(name) == simdjson::SUCCESS && is_article_type(name)) return true;
    return false;
  }

  void article(simdjson::dom::object object) {
    const auto text = [&](const char* key) {
      std::string_view found;
      return object[key].get(found) == simdjson::SUCCESS ? folded_space(found) : std::string();
    };
    const auto fill = [](std::string& to, std::string from) {
      if (to.empty()) to = std::move(from);
    };
    fill(ld_headline_, text("headline"));
    fill(ld_url_, text("url"));
    fill(out_.lang, text("inLanguage"));
    if (!ld_published_) ld_published_ = read_published(text("datePublished"));
    simdjson::dom::element inner;
    if (object["author"].get(inner) == simdjson::SUCCESS) fill(ld_byline_, names_in(inner));
    if (object["publisher"].get(inner) == simdjson::SUCCESS) fill(ld_site_, names_in(inner));
    std::string_view body;
    if (object["articleBody"].get(body) == simdjson::SUCCESS && out_.body.empty())
      out_.body = std::string(trimmed(body));
  }

  // "Ada Moss", {"name": "Ada Moss"}, or several of these.
  static std::string names_in(simdjson::dom::element value) {
    std::string_view text;
    if (value.get(text) == simdjson::SUCCESS)
      return text.find("://") == std::string_view::npos ? folded_space(text) : std::string();
    if (simdjson::dom::object object; value.get(object) == simdjson::SUCCESS)
      return object["name"].get(text) == simdjson::SUCCESS ? folded_space(text) : std::string();
    std::string out;
    if (simdjson::dom::array array; value.get(array) == simdjson::SUCCESS)
      for (const simdjson::dom::element each : array)
        if (const std::string name = names_in(each); !name.empty())
          out += (out.empty() ? "" : ", ") + name;
    return out;
  }

  HtmlMetadata out_;
  Ranked<std::string> headline_, byline_;
  Ranked<std::optional<PublishedAt>> date_;
  std::optional<PublishedAt> time_, ld_published_;
  bool time_says_ = false;
  std::string ld_headline_, ld_byline_, ld_site_, ld_url_;
};

}  // namespace

HtmlMetadata html_metadata(const HtmlDocument& page) {
  Reader reader;
  reader.page(page.root());
  return std::move(reader).take();
}

}  // namespace quoth_cli
