// Articles of pages, feeds and web archives.
#include <doctest/doctest.h>

#include "ingest/feed.hpp"
#include "ingest/gathered.hpp"
#include "ingest/html_document.hpp"
#include "ingest/html_page.hpp"
#include "ingest/warc.hpp"
#include "quoth/error.hpp"

using namespace quoth_cli;

namespace {

const std::string kParagraph =
    "<p>The ferry to Senna was late again on Friday, harbour officials said in the morning.</p>";
const std::string kText =
    "The ferry to Senna was late again on Friday, harbour officials said in the morning.";

quoth::Article page(const std::string& body, const std::string& head = "") {
  return article_from_html("<!doctype html><html><head>" + head + "</head><body>" + body +
                           "</body></html>");
}

std::string why(const std::string& html) {
  try {
    (void)article_from_html(html);
  } catch (const quoth::UsageError& e) {
    return e.what();
  }
  return "fine";
}

std::string times(const std::string& text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("page: its main part is the article, without what stands round it") {
  const std::string noise =
      "<nav>Home Sport</nav><div class='share-bar'>Share this</div><aside><p>" + kText +
      " Other</p></aside>"
      "<div id=comments><p>" +
      kText +
      " Comment</p></div><script>var p = '<p>x</p>'</script>"
      "<figure><figcaption>A ferry</figcaption></figure><div hidden>unseen</div>"
      "<p style='display:none'>kept: paragraphs are no boxes to hide</p>";
  const std::string two = kParagraph + "<p>Nobody was hurt, said the harbour's spokesman.</p>";
  const std::string expected = kText + "\n\nNobody was hurt, said the harbour's spokesman.";
  for (const std::string& shape :
       {"<article>" + two + two + "</article>" + noise,
        "<main>" + two + two + "</main><footer>" + kParagraph + "</footer>",
        "<div><div itemprop=articleBody>" + two + two + "</div><article>" + kParagraph +
            "</article></div>",
        noise.substr(0, noise.find("<p style")) + "<div class=x>" + two + two +
            "</div><div><p>short</p></div>"}) {
    CAPTURE(shape);
    CHECK(page(shape).body == expected + "\n\n" + expected);
  }
}

TEST_CASE("page: text reads as a browser shows it") {
  const auto body = [](const std::string& html) {
    return page("<article>" + html + "</article>").body;
  };
  CHECK(body("<p>A\n  <b>b</b>c&nbsp;d &amp; &ldquo;e&rdquo;<p>f") == "A bc\u00a0d & “e”\n\nf");
  CHECK(body("<p>one<br>two<br/>three") == "one\ntwo\nthree");
  CHECK(body("<p>He said <q>no <em>way</em></q>.") == "He said “no way”.");
  CHECK(body("<blockquote><p>A.<p>B.</blockquote>after") == "A.\n\nB.\n\nafter");
  CHECK(body("<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>") == "a\n\nb\n\nc\n\nd");
  CHECK(body("x<div>y</div>z") == "x\n\ny\n\nz");
  CHECK(body("<div class=address-header>kept</div><div class=ad>gone</div>") == "kept");
}

TEST_CASE("page: headline, day, site, address and language as it tells them") {
  const std::string head =
      "<title>Ferry late again | Harbour Post</title><meta property=og:site_name content='Harbour "
      "Post'>"
      "<link rel=canonical href=https://post.example/ferry>";
  const quoth::Article plain = page(kParagraph, head);
  CHECK(plain.title == "Ferry late again");
  CHECK(plain.source == "Harbour Post");
  CHECK(plain.url == "https://post.example/ferry");
  CHECK_FALSE(plain.published);
  CHECK(page("<h1>Heading</h1>" + kParagraph, head).title == "Heading");
  CHECK(page("<h1>Heading</h1>" + kParagraph, head + "<meta property=og:title content=Shared>")
            .title == "Shared");
  CHECK(article_from_html("<html lang=de><body><p>Hallo Welt").lang == "de");

  const auto day = [](const std::string& meta, const std::string& body = kParagraph) {
    const auto at = page(body, meta).published;
    return at ? quoth::to_iso(*at) : std::string("none");
  };
  const std::string
      open = "<meta property='article:published_time' content='2024-05-17T08:00:00Z'>",
      old = "<meta name=date content='16 May 2024'>",
      ld = "<script "
           "type='application/ld+json'>{\"@context\":\"x\",\"@graph\":[{\"@type\":\"Person\","
           "\"datePublished\":\"2020-01-01\"},{\"@type\":[\"NewsArticle\"],\"headline\":\"LD\","
           "\"datePublished\":\"2024-05-18\",\"author\":[{\"name\":\"Ada Moss\"},\"Ilka Marenko\"],"
           "\"publisher\":{\"name\":\"Wire\"}}]}</script>";
  CHECK(day(open + old) == "2024-05-17");
  CHECK(day(old) == "2024-05-16");
  CHECK(day(open + ld) == "2024-05-18");
  CHECK(day("", "<time datetime=2024-05-14>May</time>" + kParagraph) == "2024-05-14");
  CHECK(day("", "<time datetime=2024-05-14></time><time pubdate datetime=2024-05-15></time>" +
                    kParagraph) == "2024-05-15");
  CHECK(day("<meta name=date content=soon>") == "none");
  const quoth::Article linked = page(kParagraph, ld);
  CHECK(linked.title == "LD");
  CHECK(linked.source == "Wire");
  CHECK(linked.body == "By Ada Moss, Ilka Marenko\n\n" + kText);
  CHECK(page("<p>By Ada Moss, " + kText, "<meta name=author content='Ada Moss'>").body ==
        "By Ada Moss, " + kText);
}

TEST_CASE("page: hostile shapes are refused before they cost anything") {
  CHECK(why("<html><script>x</script>") == "holds no text");
  CHECK(why(times("<div>", 100'000) + "x").find("512 deep") != std::string::npos);
  CHECK(why(times("<div></p>", 100'000)).find("512 deep") != std::string::npos);
  CHECK(why(times("<svg><tr>", 100'000)).find("512 deep") != std::string::npos);
  CHECK(why("<p " + times("a=1 ", 2000) + ">").find("1,000 attributes") != std::string::npos);
  CHECK(why(std::string(std::size_t{9} << 20, 'x')).find("8 MiB") != std::string::npos);
  CHECK(why(times("<p>a long page of short paragraphs", 50'000)) == "fine");
  CHECK(why(times("<li>item", 50'000)) == "fine");
  // Formatting elements that are opened anew in every paragraph.
  std::string reopened;
  for (int i = 0; i < 500; ++i) reopened += "<b class=c" + std::to_string(i) + ">";
  const std::string said = why(reopened + times("<p>x", 60'000));
  CHECK((said == "fine" || said.find("memory") != std::string::npos));
}

TEST_CASE("feed: items of RSS and RDF, entries of Atom") {
  const auto read = [](const std::string& xml) {
    Gathered out;
    DripSource source(xml);
    CHECK(read_feed(source, "f.xml", out.sink()));
    return out;
  };
  const Gathered rss = read(
      "<?xml version='1.0' encoding='ISO-8859-1'?><rss xmlns:content='c' "
      "xmlns:dc='d'><channel><title>Harbour "
      "Post</title><language>en-gb</language><item><title>Mill &amp; bridge</title><link> "
      "https://p.example/m "
      "</link><guid>m-1</guid><pubDate>Tue, 26 Mar 2024 10:00:00 "
      "GMT</pubDate><description>short</description>"
      "<content:encoded><![CDATA[<p>The caf\xE9 closed.</p><p>\x93It was time,\x94 she "
      "said.</p>]]></content:encoded>"
      "</item><item><title>No "
      "id</title></item><item><link>https://p.example/2</link><description>a &lt;b&gt;b&lt;/b&gt; "
      "&amp;amp; c</description><dc:date>2024-03-27</dc:date></item></channel></rss>");
  REQUIRE(rss.articles.size() == 2);
  CHECK(rss.articles[0].id == "m-1");
  CHECK(rss.articles[0].title == "Mill & bridge");
  CHECK(rss.articles[0].body == "The café closed.\n\n“It was time,” she said.");
  CHECK(rss.articles[0].published == quoth::day_from_iso("2024-03-26"));
  CHECK(rss.articles[0].source == "Harbour Post");
  CHECK(rss.articles[0].url == "https://p.example/m");
  CHECK(rss.articles[0].lang == "en-gb");
  CHECK(rss.articles[1].id == "https://p.example/2");
  CHECK(rss.articles[1].body == "a b & c");
  CHECK(rss.articles[1].published == quoth::day_from_iso("2024-03-27"));
  CHECK(rss.skipped == std::vector<std::string>{"f.xml, item 2: has no \"id\" and no \"url\""});

  const Gathered atom = read(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>Senna "
      "Wire</title><entry><id>t:1</id><title "
      "type='html'>Dam &amp;amp; sluice</title><link rel='self' href='https://x/self'/><link "
      "href='https://x/dam'/>"
      "<updated>2024-03-28</updated><published>2024-03-26T10:00:00Z</published><content "
      "type='xhtml'><div><p>First.</p>"
      "<p>Second.</p></div></content><source><title>Agency</title></source></entry></feed>");
  REQUIRE(atom.articles.size() == 1);
  CHECK(atom.articles[0].title == "Dam & sluice");
  CHECK(atom.articles[0].body == "First.\n\nSecond.");
  CHECK(atom.articles[0].url == "https://x/dam");
  CHECK(atom.articles[0].source == "Agency");
  CHECK(atom.articles[0].published == quoth::day_from_iso("2024-03-26"));

  const Gathered rdf = read(
      "<rdf:RDF><channel><title>R</title></channel><item><link>u</link><title>T</title></item></"
      "rdf:RDF>");
  REQUIRE(rdf.articles.size() == 1);
  CHECK(rdf.articles[0].source == "R");

  const Gathered cut =
      read("<rss><channel><item><guid>1</guid><title>T</title></item><item><guid>2</gu");
  CHECK(cut.articles.size() == 1);
  CHECK(cut.skipped.size() >= 1);
  CHECK(read("no xml").skipped.size() == 1);
  const Gathered entity = read(
      "<!DOCTYPE rss [<!ENTITY x SYSTEM "
      "'file:///etc/passwd'>]><rss><channel><item><guid>1</guid><title>a&x;b</title>"
      "</item></channel></rss>");
  REQUIRE(entity.articles.size() == 1);
  CHECK(entity.articles[0].title.find("root") == std::string::npos);
}

TEST_CASE("warc: pages of responses, texts of conversions") {
  const auto record = [](const std::string& type, const std::string& uri,
                         const std::string& content, const std::string& block) {
    return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + uri +
           "\r\nContent-Type: " + content + "\r\nContent-Length: " + std::to_string(block.size()) +
           "\r\n\r\n" + block + "\r\n\r\n";
  };
  const std::string html = "<h1>Ferry late</h1>" + kParagraph;
  const std::string http = "application/http; msgtype=response";
  const std::string ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n";
  const std::string archive =
      record("warcinfo", "", "application/warc-fields", "software: x\r\n") +
      record("response", "<https://a.example/1>", http, ok + "\r\n" + html + "<p>\xE4\xE0") +
      record("response", "https://a.example/404", http,
             "HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n" + html) +
      record("response", "https://a.example/png", http,
             "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx") +
      record("response", "https://a.example/2", http,
             ok + "Transfer-Encoding: "
                  "chunked\r\n\r\n5\r\n<h1>F\r\nb;x=y\r\nerry</h1><p\r\n3\r\n>It\r\n0\r\n\r\n") +
      record("response", "https://a.example/3", http, ok + "Content-Encoding: br\r\n\r\nxyz") +
      record("conversion", "https://a.example/4", "text/plain", "Just a text.") +
      record("response", "https://a.example/5", http, ok + "\r\n<script>x</script>");
  Gathered out;
  DripSource source(archive);
  CHECK(read_warc(source, "w", out.sink()));
  REQUIRE(out.articles.size() == 3);
  CHECK(out.articles[0].id == "https://a.example/1");
  CHECK(out.articles[0].url == "https://a.example/1");
  CHECK(out.articles[0].title == "Ferry late");
  CHECK(out.articles[0].body == kText + "\n\nда");
  CHECK(out.articles[1].title == "Ferry");
  CHECK(out.articles[1].body == "It");
  CHECK(out.articles[2].body == "Just a text.");
  REQUIRE(out.skipped.size() == 2);
  CHECK(out.skipped[0].find("compressed as br") != std::string::npos);
  CHECK(out.skipped[1].find("holds no text") != std::string::npos);

  for (const std::size_t cut : {archive.size() / 2, archive.size() / 3, std::size_t{20}}) {
    DripSource half(archive.substr(0, cut));
    CHECK_THROWS_AS((void)read_warc(half, "w", out.sink()), BrokenInput);
  }
  DripSource none("no archive\n\nat all");
  CHECK_THROWS_WITH_AS((void)read_warc(none, "w", out.sink()), doctest::Contains("no WARC record"),
                       BrokenInput);
}
