// An index as Quoth wrote it up to format 5: records are the data of the documents of articles.glass.
#pragma once

#include <xapian.h>

#include <bit>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "index/block_checksums.hpp"
#include "index/bytes.hpp"
#include "index/manifest.hpp"
#include "index/segment.hpp"
#include "index/segment_builder.hpp"
#include "quoth/index/snapshot.hpp"

namespace quoth::testing {

// Writes fields in the order they are named to it.
class RecordEncoder {
 public:
  explicit RecordEncoder(std::string& out) noexcept : out_(out) {}

  template <class Number>
  void number(const Number& value) {
    if constexpr (std::is_signed_v<Number>)
      out_.zigzag(value);
    else
      out_.varint(value);
  }
  void flag(const bool& value) { out_.u8(value ? 1 : 0); }
  template <class Enum>
  void one_of(const Enum& value, Enum) {
    out_.u8(static_cast<std::uint8_t>(value));
  }
  void real(const float& value) { out_.u32(std::bit_cast<std::uint32_t>(value)); }
  void real(const double& value) { out_.u64(std::bit_cast<std::uint64_t>(value)); }
  void text(const std::string& value) { out_.string(value); }
  void span(const Span& value) {
    // Neighbours in the record are neighbours in the text.
    out_.zigzag(std::int64_t{value.begin} - last_begin_);
    out_.zigzag(std::int64_t{value.end} - std::int64_t{value.begin});
    last_begin_ = value.begin;
  }
  template <class Value, class Each>
  void maybe(const std::optional<Value>& value, Each&& each) {
    flag(value.has_value());
    if (value) each(*value);
  }
  template <class Value, class Each>
  void list(const std::vector<Value>& values, Each&& each) {
    out_.varint(values.size());
    for (const Value& value : values) each(value);
  }

 private:
  storage::ByteWriter out_;
  std::int64_t last_begin_ = 0;
};


inline void write_interval(RecordEncoder& out, const Interval& interval) {
  out.number(interval.from.seconds);
  out.number(interval.until.seconds);
}

inline void write_rule(RecordEncoder& out, const RuleId& rule) {
  out.number(static_cast<std::uint16_t>(rule));
}

inline void write_article(RecordEncoder& out, const Article& article) {
  out.text(article.id);
  out.text(article.title);
  out.text(article.body);
  out.maybe(article.published, [&](auto& day) { out.number(day.since_epoch); });
  out.text(article.source);
  out.text(article.url);
  out.text(article.lang);
}

inline void write_publication(RecordEncoder& out, const PublicationDay& published) {
  write_interval(out, published.interval);
  out.one_of(published.how, PublicationDay::How::inferred);
  out.real(published.confidence);
  out.list(published.evidence, [&](auto& text) { out.text(text); });
}

inline void write_mention(RecordEncoder& out, const Mention& mention) {
  out.span(mention.span);
  out.one_of(mention.type, EntityType::place);
  out.one_of(mention.form, MentionForm::pronoun);
  out.number(mention.entity.index);
  write_rule(out, mention.rule);
}

inline void write_entity(RecordEncoder& out, const Entity& entity) {
  out.one_of(entity.type, EntityType::place);
  out.one_of(entity.gender, Gender::female);
  out.text(entity.name);
  out.list(entity.variants, [&](auto& text) { out.text(text); });
  out.list(entity.roles, [&](auto& text) { out.text(text); });
}

inline void write_timex(RecordEncoder& out, const Timex& timex) {
  out.span(timex.span);
  out.one_of(timex.type, TimexType::set);
  out.text(timex.value);
  out.text(timex.mod);
  out.text(timex.quant);
  out.text(timex.freq);
  out.maybe(timex.interval, [&](auto& interval) { write_interval(out, interval); });
  out.maybe(timex.anchor, [&](auto& interval) { write_interval(out, interval); });
  write_rule(out, timex.rule);
}

inline void write_speaker(RecordEncoder& out, const Speaker& speaker) {
  out.span(speaker.span);
  out.number(speaker.entity.index);
  out.one_of(speaker.status, SpeakerStatus::unknown);
}

inline void write_quotation(RecordEncoder& out, const Quotation& quotation) {
  out.number(quotation.parent);
  out.number(quotation.group);
  out.span(quotation.span);
  out.one_of(quotation.kind, QuotationKind::indirect);
  out.list(quotation.quoted, [&](auto& span) { out.span(span); });
  out.list(quotation.speakers, [&](auto& speaker) { write_speaker(out, speaker); });
  out.list(quotation.via, [&](auto& speaker) { write_speaker(out, speaker); });
  out.span(quotation.cue);
  out.one_of(quotation.stance, Stance::hypothetical);
  out.maybe(quotation.said, [&](auto& interval) { write_interval(out, interval); });
  out.real(quotation.confidence);
  write_rule(out, quotation.rule);
}

inline void write_annotations(RecordEncoder& out, const Annotations& found) {
  out.list(found.rules, [&](auto& name) { out.text(name); });
  out.maybe(found.published, [&](auto& published) { write_publication(out, published); });
  out.list(found.mentions, [&](auto& mention) { write_mention(out, mention); });
  out.list(found.entities, [&](auto& entity) { write_entity(out, entity); });
  out.list(found.timexes, [&](auto& timex) { write_timex(out, timex); });
  out.list(found.quotations, [&](auto& quotation) { write_quotation(out, quotation); });
}


inline std::string record_before_6(const StoredArticle& stored) {
  std::string record("\x01");
  RecordEncoder out(record);
  write_article(out, stored.article);
  write_annotations(out, stored.annotations);
  return record;
}

/// Makes the index one of an older format, 3 to 5: what a rebuild looks at is as that had it.
inline void make_older(const std::filesystem::path& index, char version) {
  const auto directory = *storage::Directory::open(index);
  storage::Manifest manifest = storage::read_manifest(directory)->manifest;
  const storage::Directory segments = *directory.subdirectory("segments");
  {
    const Snapshot snapshot = Snapshot::open(index);
    for (std::uint32_t s = 0; s < snapshot.segment_count(); ++s) {
      storage::SegmentEntry& segment = manifest.segments[s];
      const storage::Directory own = *segments.subdirectory(segment.directory());
      Xapian::WritableDatabase database(own.path_of("build-articles"),
                                        Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
      for (std::uint32_t docid = 1; docid <= snapshot.articles_in(s); ++docid) {
        Xapian::Document document;
        document.set_data(record_before_6(snapshot.article({s, docid})));
        database.add_document(document);
      }
      database.commit();
      own.remove_file("articles.glass");
      storage::compact_into(database, own, "articles.glass");
      database.close();
      own.remove_tree("build-articles");
      for (const char* name : {"articles.texts", "articles.map", "articles.ranks", "quotations.ranks"})
        own.remove_file(name);
      const std::vector<storage::FileChecksums> sums = {
          storage::checksums_of(*own.open_file("articles.glass"), "articles.glass")};
      segment.files = {sums.front().file};
      const std::string bytes = storage::to_bytes(sums);
      own.create_file("checksums").write_all(bytes);
      segment.checksums = {"checksums", bytes.size()};
      segment.checksum = storage::checksum_of(bytes);
    }
  }
  std::string json = storage::to_json(manifest);
  json[json.find("\"version\": 6") + 11] = version;
  const std::size_t seal = json.rfind(",\n  \"checksum\"");
  json.replace(json.size() - 20, 16,
               storage::to_hex(storage::checksum_of(std::string_view(json).substr(0, seal))));
  std::ofstream(index / "manifest.json", std::ios::binary) << json;
}

}  // namespace quoth::testing
