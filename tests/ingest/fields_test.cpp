// Strangers' fields, days and charsets.
#include <doctest/doctest.h>

#include "ingest/article_fields.hpp"
#include "ingest/charset.hpp"
#include "ingest/json_lines.hpp"
#include "quoth/error.hpp"
#include "quoth/text/decode.hpp"

using namespace quoth_cli;

TEST_CASE("published: as records of all kinds write it") {
  const auto day = [](const char* text) {
    const auto at = read_published(text);
    return at ? quoth::to_iso(at->day) : std::string("none");
  };
  const auto instant = [](const char* text) {
    const auto at = read_published(text);
    return at && at->instant ? quoth::to_iso(*at->instant) : std::string("none");
  };
  for (const char* text : {"2024-03-26",
                           " 2024-03-26 ",
                           "2024-03-26T10:00:00",
                           "2024-03-26T23:59:59-08:00",
                           "2024-03-26T10:00:00.123Z",
                           "2024-03-26 10:00:00+00",
                           "2024-03-26T10:00",
                           "20240326",
                           "2024/03/26",
                           "2024.03.26",
                           "2024/03/26 10:00",
                           "Tue, 26 Mar 2024 10:00:00 GMT",
                           "26 Mar 2024 10:00:00 +0200",
                           "26 March 2024",
                           "Tue, 26 MAR 2024",
                           "March 26, 2024",
                           "Tuesday, March 26, 2024",
                           "26.03.2024",
                           "26. März 2024",
                           "1711447200",
                           "1711447200000"}) {
    CAPTURE(text);
    CHECK(day(text) == "2024-03-26");
  }
  for (const char* text :
       {"", "soon", "yesterday", "last Tuesday", "March 2024", "2024", "12345", "2024-02-30",
        "20241301", "31 Feb 2024", "2024-03-26x", "99999999999999"}) {
    CAPTURE(text);
    CHECK(day(text) == "none");
  }
  CHECK(instant("2024-03-26T10:00:00Z") == "2024-03-26T10:00");
  CHECK(instant("2024-03-26 10:00:05.5+02:00") == "2024-03-26T10:00:05");
  CHECK(instant("Tue, 26 Mar 2024 10:00:00 GMT") == "2024-03-26T10:00");
  CHECK(instant("2024-03-26") == "none");
}

TEST_CASE("fields: the usual names, or those told, through objects of JSON") {
  const quoth::Article usual = article_from_json(
      R"({"_id": 7, "headline": "H", "content": "B", "pubDate": "Tue, 26 Mar 2024 10:00:00 GMT",
          "publisher": "Post", "link": "https://x.example", "language": "en"})");
  CHECK(usual.id == "7");
  CHECK(usual.title == "H");
  CHECK(usual.body == "B");
  CHECK(usual.published == quoth::day_from_iso("2024-03-26"));
  CHECK(usual.source == "Post");
  CHECK(usual.url == "https://x.example");
  CHECK(usual.lang == "en");

  FieldMap fields;
  fields.tell("body=article.text");
  fields.tell("published=meta.day.iso");
  const quoth::Article told = article_from_json(
      R"({"url": "https://x.example/1", "article": {"text": "B"}, "body": "no", "meta.day": {"iso": "2024-03-26"}, "meta": 1})",
      fields);
  CHECK(told.id == "https://x.example/1");
  CHECK(told.body == "B");
  CHECK_FALSE(told.published);  // "meta" is there, and no object
  for (const char* wrong : {"", "body", "body=", "text=x", "=x"})
    CHECK_THROWS_AS(FieldMap().tell(wrong), quoth::UsageError);
}

TEST_CASE("fields: a record that is no article says why") {
  const auto why = [](const std::string& line) -> std::string {
    try {
      (void)article_from_json(line);
    } catch (const quoth::UsageError& e) {
      return e.what();
    }
    return "fine";
  };
  CHECK(why(R"({"id": "a", "text": "x"})") == "fine");
  CHECK(why(R"({"id": "a", "title": "x", "published": ""})") == "fine");
  CHECK(why(R"({"id": "a", "title": "x", "published": null})") == "fine");
  CHECK(why("{").find("not JSON") == 0);
  CHECK(why("[1]").find("not a JSON object") == 0);
  CHECK(why(R"({"text": "x"})").find("has no \"id\"") == 0);
  CHECK(why(R"({"id": "a"})").find("has neither") == 0);
  CHECK(why(R"({"id": ["a"], "text": "x"})").find("\"id\" is no string") == 0);
  CHECK(why(R"({"id": "a", "text": "x", "published": "soon"})").find("published \"soon\"") == 0);
  CHECK(why("{\"id\": \"" + std::string(4097, 'a') + "\", \"text\": \"x\"}").find("4096") !=
        std::string::npos);
  std::string deep = R"({"id": "a", "text": "x", "more": )";
  for (int i = 0; i < 100; ++i) deep += '[';
  for (int i = 0; i < 100; ++i) deep += ']';
  CHECK(why(deep + "}").find("not JSON") == 0);
}

TEST_CASE("charset: a mark, then UTF-8, then what is said, then what it looks like") {
  const auto text = [](std::string_view bytes, std::string_view declared = "") {
    return to_utf8(bytes, declared).text;
  };
  CHECK(text("caf\xC3\xA9") == "café");
  CHECK(text("caf\xC3\xA9", "iso-8859-1") == "café");  // whatever it is said to be
  CHECK(text("caf\xE9", "iso-8859-1") == "café");
  CHECK(text("\x93yes\x94", "ISO-8859-1") == "“yes”");  // windows-1252, as on the web
  CHECK(text("\x93yes\x94") == "“yes”");
  CHECK(text("\xE4\xE0", "windows-1251") == "да");
  CHECK(text("\xE4\xE0", "no-such-thing") == "äà");
  CHECK(text(std::string_view("\xFF\xFE\x61\0", 4)) == "a");
  // The detector needs some sentences: windows-1251 that nobody names.
  const std::string russian =
      "Порт Сенны снова открыт, сказал мэр города вчера утром. Паромы ходят по расписанию, и все, кто "
      "ждал на берегу, смогли уехать домой. Мэр не сказал, сколько это стоило.";
  std::string bytes;
  for (std::size_t at = 0; at < russian.size();) {
    const quoth::CodePoint c = quoth::code_point_at(russian, at);
    bytes += static_cast<char>(c.value < 0x80 ? c.value : c.value - 0x410 + 0xC0);
    at += c.size;
  }
  CHECK(to_utf8(bytes).text == russian);
  CHECK(to_utf8(bytes).charset == "windows-1251");

  CHECK(declared_charset(
            "<html><META http-equiv='content-type' content='text/html; charset=koi8-r'>") ==
        "koi8-r");
  CHECK(declared_charset("<meta name=x><meta charset=\"windows-1251\">") == "windows-1251");
  CHECK(declared_charset("<?xml version=\"1.0\" encoding='ISO-8859-2'?>") == "ISO-8859-2");
  CHECK(declared_charset("<p>charset=none") == "");
  CHECK(charset_of_content_type("text/html; Charset=\"UTF-8\"") == "UTF-8");
  CHECK(charset_of_content_type("text/html") == "");
}
