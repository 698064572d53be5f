#include "json_output.hpp"

#include <cmath>

#include "quoth/text/decode.hpp"

namespace quoth_cli {
namespace {

using namespace quoth;

double rounded(double value) { return std::round(value * 1e6) / 1e6; }

Json instant_json(std::optional<Interval> interval, bool until) {
  if (!interval) return nullptr;
  return to_iso(until ? interval->until : interval->from);
}

Json interval_json(const std::optional<Interval>& interval) {
  if (!interval) return nullptr;
  return {{"from", to_iso(interval->from)}, {"until", to_iso(interval->until)}};
}

// Offsets of one text, in the unit asked for. Annotations ask mostly forwards, so code points are
// counted once.
class OffsetMap {
 public:
  OffsetMap(std::string_view text, Offsets unit) : code_points_(text), unit_(unit) {}
  std::size_t operator()(std::uint32_t byte) {
    return unit_ == Offsets::bytes ? byte : code_points_.at(byte);
  }

 private:
  CodePointOffsets code_points_;
  Offsets unit_;
};

Json speaker_json(const Speaker& speaker, const Annotations& annotations, std::string_view text,
                  OffsetMap& offset) {
  Json out = {{"start", offset(speaker.span.begin)},
              {"end", offset(speaker.span.end)},
              {"text", speaker.span.of(text)}};
  if (speaker.entity.known()) {
    out["entity"] = speaker.entity.index;
    out["name"] = annotations.entities[static_cast<std::size_t>(speaker.entity.index)].name;
  } else {
    out["name"] = speaker.span.of(text);
  }
  out["status"] = name_of(speaker.status);
  return out;
}

// The day, when it is one; else what it lies between.
void add_published(Json& out, const std::optional<PublicationDay>& published) {
  const auto day = published ? published->interval.single_day() : std::nullopt;
  out["published"] = day ? Json(to_iso(*day)) : Json();
  if (published && !day) out["published_between"] = interval_json(published->interval);
}

Json issues_json(const std::vector<ParsedQuery::Issue>& issues) {
  Json out = Json::array();
  for (const auto& issue : issues)
    out.push_back(
        {{"start", issue.span.begin}, {"end", issue.span.end}, {"message", issue.message}});
  return out;
}

Json rows_json(const std::vector<TimelineRow>& rows) {
  Json out = Json::array();
  for (const TimelineRow& row : rows) {
    Json r = {{"name", row.name},
              {"from", to_iso(row.interval.from)},
              {"until", to_iso(row.interval.until)},
              {"grain", name_of(row.grain)}};
    r["decided"] = row.decided;
    r["count"] = row.count;
    r["dates"] = row.dates;
    r["printed"] = interval_json(row.printed);
    r["examples"] = Json::array();
    for (const TimelineExample& example : row.examples) {
      Json e = {{"id", example.id}, {"title", example.title}};
      add_published(e, example.published);
      if (!example.source.empty()) e["source"] = example.source;
      e["score"] = example.score;
      if (example.date) e["date"] = to_json(*example.date);
      if (example.quotation) e["quotation"] = to_json(*example.quotation);
      e["snippet"] = to_html(example.snippet);
      r["examples"].push_back(std::move(e));
    }
    out.push_back(std::move(r));
  }
  return out;
}

Json names_json(const std::vector<ResolvedName>& names) {
  Json out = Json::array();
  for (const ResolvedName& name : names) out.push_back(to_json(name));
  return out;
}

Json speaker_names(const std::vector<FoundSpeaker>& speakers) {
  Json out = Json::array();
  for (const FoundSpeaker& s : speakers) out.push_back(s.name);
  return out;
}

}  // namespace

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json to_json(const std::optional<PublicationDay>& published) {
  if (!published) return nullptr;
  Json out = {{"from", to_iso(published->interval.from)},
              {"until", to_iso(published->interval.until)},
              {"how", name_of(published->how)},
              {"confidence", rounded(published->confidence)}};
  out["evidence"] = published->evidence;
  return out;
}

Json to_json(const FoundQuotation& q) {
  Json out = {{"text", q.text}, {"kind", name_of(q.kind)}};
  out["speaker"] = q.speakers.empty() ? Json() : Json(q.speakers.front().name);
  out["speakers"] = Json::array();
  for (const FoundSpeaker& s : q.speakers)
    out["speakers"].push_back({{"name", s.name}, {"text", s.text}, {"status", name_of(s.status)}});
  out["via"] = speaker_names(q.via);
  out["said"] = interval_json(q.said);
  out["stance"] = name_of(q.stance);
  out["confidence"] = rounded(static_cast<double>(q.confidence));
  out["rule"] = q.rule;
  out["before"] = q.context.before.text;
  out["sentence"] = q.context.holding.text;
  out["after"] = q.context.after.text;
  return out;
}

Json to_json(const Hit& hit) {
  Json out = {{"id", hit.id}, {"title", hit.title}};
  add_published(out, hit.published);
  if (!hit.source.empty()) out["source"] = hit.source;
  if (!hit.url.empty()) out["url"] = hit.url;
  out["score"] = hit.score;
  out["snippet"] = to_html(hit.snippet);
  out["quotations"] = Json::array();
  for (const FoundQuotation& q : hit.quotations) out["quotations"].push_back(to_json(q));
  if (!hit.dates.empty()) {
    out["dates"] = Json::array();
    for (const FoundDate& date : hit.dates) out["dates"].push_back(to_json(date));
  }
  if (!hit.copies.empty()) {
    out["copies"] = Json::array();
    for (const Copy& copy : hit.copies) out["copies"].push_back(to_json(copy));
  }
  return out;
}

Json to_json(const Copy& copy) {
  Json out = {{"id", copy.id}, {"title", copy.title}};
  add_published(out, copy.published);
  if (!copy.source.empty()) out["source"] = copy.source;
  if (!copy.url.empty()) out["url"] = copy.url;
  out["shared"] = rounded(copy.shared);
  return out;
}

Json to_json(const FoundDate& date) {
  return {{"text", date.text},
          {"value", date.value},
          {"from", to_iso(date.interval.from)},
          {"until", to_iso(date.interval.until)},
          {"precision", name_of(date.grain)},
          {"decided", date.decided},
          {"rule", date.rule}};
}

Json to_json(const Timeline& timeline, std::string_view query) {
  Json out = {{"query", query},
              {"by", timeline.by == TimelineBy::published ? "published" : "event"},
              {"unit", timeline.unit == Unit::quotations ? "quotations" : "articles"},
              {"grain", name_of(timeline.grain)},
              {"total", timeline.total},
              {"counted", timeline.counted}};
  out["rows"] = rows_json(timeline.rows);
  out["rows_left_out"] = timeline.rows_left_out;
  out["wider"] = rows_json(timeline.wider);
  out["wider_left_out"] = timeline.wider_left_out;
  out["issues"] = issues_json(timeline.issues);
  out["notes"] = timeline.notes;
  return out;
}

Json to_json(const Results& results, std::string_view query) {
  Json out = {{"query", query},
              {"unit", results.unit == Unit::quotations ? "quotations" : "articles"},
              {"total", results.total},
              {"total_is_exact", results.total_is_exact}};
  out["hits"] = Json::array();
  for (const Hit& hit : results.hits) out["hits"].push_back(to_json(hit));
  out["issues"] = issues_json(results.issues);
  out["notes"] = results.notes;
  out["suggestions"] = Json::array();
  for (const Suggestion& s : results.suggestions)
    out["suggestions"].push_back({{"asked", s.asked},
                                  {"spelling", s.spelling},
                                  {"documents", s.documents},
                                  {"likeness", rounded(s.likeness)},
                                  {"query", s.query}});
  out["people"] = names_json(results.people);
  return out;
}

Json to_json(const ResolvedName& name) {
  Json out = {{"name", name.name},
              {"type", name_of(name.type)},
              {"articles", name.articles},
              {"mentions", name.mentions},
              {"quotations", name.quotations}};
  out["variants"] = Json::array();
  for (const NameVariant& v : name.variants)
    out["variants"].push_back({{"spelling", v.spelling}, {"articles", v.articles}});
  out["roles"] = name.roles;
  return out;
}

Json to_json(const Facets& facets) {
  Json out = {{"total", facets.total}, {"articles", facets.articles}};
  out["people"] = names_json(facets.people);
  out["organisations"] = names_json(facets.organisations);
  out["places"] = names_json(facets.places);
  out["speakers"] = names_json(facets.speakers);
  out["notes"] = facets.notes;
  return out;
}

Json to_json(const NameList& list) {
  Json out = {{"articles", list.articles}};
  out["names"] = names_json(list.names);
  out["left_out"] = list.left_out;
  return out;
}

Json to_json(const Explanation& explanation) {
  Json out = {{"query", explanation.query}, {"score", explanation.score}};
  out["parts"] = Json::array();
  for (const auto& part : explanation.parts)
    out["parts"].push_back({{"what", part.what}, {"score", part.score}, {"details", part.details}});
  return out;
}

Json to_json(const Annotations& a, std::string_view id, std::string_view text, Offsets unit) {
  OffsetMap offset(text, unit);
  Json out = {{"id", id}};
  out["published"] = to_json(a.published);
  out["dates"] = Json::array();
  for (const Timex& t : a.timexes) {
    Json timex = {{"start", offset(t.span.begin)},
                  {"end", offset(t.span.end)},
                  {"type", name_of(t.type)},
                  {"value", t.value}};
    if (!t.mod.empty()) timex["mod"] = t.mod;
    if (!t.quant.empty()) timex["quant"] = t.quant;
    if (!t.freq.empty()) timex["freq"] = t.freq;
    timex["from"] = instant_json(t.interval, false);
    timex["until"] = instant_json(t.interval, true);
    if (t.anchor) timex["anchor"] = to_iso(t.anchor->from);
    timex["rule"] = a.rule_name(t.rule);
    out["dates"].push_back(std::move(timex));
  }
  out["mentions"] = Json::array();
  for (const Mention& m : a.mentions) {
    Json mention = {{"start", offset(m.span.begin)},
                    {"end", offset(m.span.end)},
                    {"type", name_of(m.type)},
                    {"form", name_of(m.form)}};
    if (m.entity.known()) mention["entity"] = m.entity.index;
    mention["rule"] = a.rule_name(m.rule);
    out["mentions"].push_back(std::move(mention));
  }
  out["entities"] = Json::array();
  for (std::size_t i = 0; i < a.entities.size(); ++i) {
    const Entity& e = a.entities[i];
    Json entity = {{"id", i}, {"type", name_of(e.type)}, {"name", e.name}};
    entity["variants"] = e.variants;
    entity["roles"] = e.roles;
    out["entities"].push_back(std::move(entity));
  }
  out["quotations"] = Json::array();
  for (std::size_t i = 0; i < a.quotations.size(); ++i) {
    const Quotation& q = a.quotations[i];
    Json quotation = {{"id", i}};
    quotation["parent"] = q.parent < 0 ? Json() : Json(q.parent);
    quotation["group"] = q.group;
    quotation["start"] = offset(q.span.begin);
    quotation["end"] = offset(q.span.end);
    quotation["kind"] = name_of(q.kind);
    quotation["quoted"] = Json::array();
    for (const Span s : q.quoted) quotation["quoted"].push_back({offset(s.begin), offset(s.end)});
    quotation["speakers"] = Json::array();
    for (const Speaker& s : q.speakers)
      quotation["speakers"].push_back(speaker_json(s, a, text, offset));
    quotation["via"] = Json::array();
    for (const Speaker& s : q.via) quotation["via"].push_back(speaker_json(s, a, text, offset));
    if (!q.cue.empty())
      quotation["cue"] = {{"start", offset(q.cue.begin)}, {"end", offset(q.cue.end)}};
    quotation["stance"] = name_of(q.stance);
    quotation["said"] = interval_json(q.said);
    quotation["confidence"] = rounded(static_cast<double>(q.confidence));
    quotation["rule"] = a.rule_name(q.rule);
    out["quotations"].push_back(std::move(quotation));
  }
  return out;
}

}  // namespace quoth_cli
