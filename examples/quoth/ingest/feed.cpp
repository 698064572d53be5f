#include "ingest/feed.hpp"

#include <initializer_list>
#include <pugixml.hpp>
#include <utility>

#include "ingest/article_fields.hpp"
#include "ingest/ascii.hpp"
#include "ingest/charset.hpp"
#include "ingest/html_page.hpp"
#include "ingest/html_text.hpp"
#include "quoth/error.hpp"
#include "quoth/index/writer.hpp"

namespace quoth_cli {
namespace {

// A name without its namespace's prefix: "dc:date" is "date".
std::string_view local_name(const pugi::xml_node& node) noexcept {
  const std::string_view name = node.name();
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// The first child with that name, whatever its namespace; of "content:encoded" the whole name is asked for.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name) noexcept {
  for (const pugi::xml_node& each : node.children())
    if (each.name() == name ||
        (name.find(':') == std::string_view::npos && local_name(each) == name))
      return each;
  return {};
}

// All text directly in a node: pieces and CDATA.
std::string text_in(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& each : node.children())
    if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) out += each.value();
  return out;
}

std::string line_in(const pugi::xml_node& node) { return folded_space(text_in(node)); }

struct StringWriter final : pugi::xml_writer {
  std::string out;
  void write(const void* data, std::size_t size) override {
    out.append(static_cast<const char*>(data), size);
  }
};

// What a node carries as text: escaped HTML, or Atom's elements of XHTML, which are HTML once written.
std::string readable(const pugi::xml_node& node) {
  std::string raw = text_in(node);
  if (std::string_view(node.attribute("type").value()) == "xhtml" ||
      (trimmed(raw).empty() && node.first_child())) {
    StringWriter writer;
    for (const pugi::xml_node& each : node.children()) each.print(writer, "", pugi::format_raw);
    raw = std::move(writer.out);
  }
  return raw.find_first_of("<&") == std::string::npos ? std::string(trimmed(raw))
                                                      : text_from_html(raw);
}

std::string fullest(const pugi::xml_node& item, std::initializer_list<std::string_view> names) {
  std::string best;
  for (const std::string_view name : names)
    if (std::string text = readable(child(item, name)); text.size() > best.size())
      best = std::move(text);
  return best;
}

// An item's address: RSS has it as text, Atom as an attribute of one link of several.
std::string link_of(const pugi::xml_node& item) {
  std::string other;
  for (const pugi::xml_node& each : item.children()) {
    if (local_name(each) != "link") continue;
    const std::string_view rel = each.attribute("rel").value(),
                           href = each.attribute("href").value();
    if (href.empty()) {
      if (std::string text = line_in(each); !text.empty()) return text;
    } else if (rel.empty() || rel == "alternate") {
      return std::string(href);
    } else if (other.empty() && rel != "self" && rel != "enclosure") {
      other = href;
    }
  }
  return other;
}

class Feed {
 public:
  Feed(const std::string& name, const ArticleSink& sink) : name_(name), sink_(sink) {}

  bool read(const pugi::xml_node& root) {
    const pugi::xml_node channel = child(root, "channel");
    const pugi::xml_node& about = channel ? channel : root;  // Atom has no channel
    title_ = one_line(child(about, "title"));
    lang_ = line_in(child(about, "language"));
    if (lang_.empty()) lang_ = root.attribute("xml:lang").value();
    // RDF's items stand beside the channel, RSS's in it.
    for (const pugi::xml_node& parent : {channel, root})
      for (const pugi::xml_node& each : parent.children())
        if (const std::string_view kind = local_name(each); kind == "item" || kind == "entry")
          if (!item(each)) return false;
    if (number_ == 0) sink_.skipped(name_, "is a feed without items");
    return true;
  }

 private:
  static std::string one_line(const pugi::xml_node& node) { return folded_space(readable(node)); }

  bool item(const pugi::xml_node& node) {
    ++number_;
    using F = ArticleField;
    RecordValues values;
    values[F::url] = link_of(node);
    values[F::id] = line_in(child(node, node.child("guid") ? "guid" : "id"));
    values[F::title] = one_line(child(node, "title"));
    values[F::body] = fullest(node, {"content:encoded", "content", "description", "summary"});
    const pugi::xml_node source = child(node, "source");
    values[F::source] = line_in(child(source, "title"));
    if (values[F::source].empty()) values[F::source] = line_in(source);
    if (values[F::source].empty()) values[F::source] = title_;
    values[F::lang] = node.attribute("xml:lang").value();
    if (values[F::lang].empty()) values[F::lang] = lang_;
    for (const char* name : {"pubDate", "published", "issued", "date", "updated"}) {
      const std::string day = line_in(child(node, name));
      if (!read_published(day)) continue;
      values[F::published] = day;
      break;
    }
    try {
      return sink_.article(article_of(std::move(values)));
    } catch (const quoth::UsageError& e) {
      sink_.skipped(name_ + ", item " + std::to_string(number_), e.what());
      return true;
    }
  }

  const std::string& name_;
  const ArticleSink& sink_;
  std::string title_, lang_;
  std::size_t number_ = 0;
};

}  // namespace

bool read_feed(ByteSource& source, const std::string& name, const ArticleSink& sink) {
  std::string bytes;
  if (!read_all(source, quoth::kMaxArticleBytes, bytes)) {
    sink.skipped(name, "is larger than 64 MiB");
    return true;
  }
  const Utf8Text read = to_utf8(bytes, declared_charset(bytes));
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(
      read.text.data(), read.text.size(), pugi::parse_default, pugi::encoding_utf8);
  const pugi::xml_node root = document.document_element();
  if (!parsed && !root) {
    sink.skipped(name, std::string("is no feed: ") + parsed.description());
    return true;
  }
  const bool go_on = Feed(name, sink).read(root);
  if (!parsed)  // what came before is good
    sink.skipped(name + ", byte " + std::to_string(parsed.offset),
                 std::string("is broken from there on: ") + parsed.description());
  return go_on;
}

}  // namespace quoth_cli
