// The Python module `quoth`: converts, and holds no logic.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <quoth/quoth.hpp>

namespace py = pybind11;
using namespace quoth;

namespace {

py::object iso(const std::optional<Interval>& interval) {
  if (!interval) return py::none();
  return py::make_tuple(to_iso(interval->from), to_iso(interval->until));
}

// Spans become code-point offsets, so that text[begin:end] is right in Python.
py::tuple code_points(CodePointOffsets& offsets, Span span) {
  const std::size_t begin = offsets.at(span.begin);
  return py::make_tuple(begin, offsets.at(span.end));
}

py::dict quotation_dict(const FoundQuotation& q) {
  py::list speakers, via;
  for (const FoundSpeaker& s : q.speakers) speakers.append(s.name);
  for (const FoundSpeaker& s : q.via) via.append(s.name);
  py::dict out;
  out["text"] = q.text;
  out["kind"] = name_of(q.kind);
  out["speakers"] = speakers;
  out["speaker"] =
      q.speakers.empty() ? py::object(py::none()) : py::object(py::str(q.speakers.front().name));
  out["via"] = via;
  out["said"] = iso(q.said);
  out["stance"] = name_of(q.stance);
  out["before"] = q.context.before.text;
  out["sentence"] = q.context.holding.text;
  out["after"] = q.context.after.text;
  return out;
}

py::list hits_list(const Results& results) {
  py::list out;
  for (const Hit& hit : results.hits) {
    py::list quotations;
    for (const FoundQuotation& q : hit.quotations) quotations.append(quotation_dict(q));
    py::dict h;
    h["id"] = hit.id;
    h["title"] = hit.title;
    h["published"] = iso(hit.published ? std::optional(hit.published->interval) : std::nullopt);
    h["score"] = hit.score;
    h["snippet"] = to_plain(hit.snippet);
    h["quotations"] = quotations;
    out.append(h);
  }
  return out;
}

py::list names_list(const std::vector<ResolvedName>& names) {
  py::list out;
  for (const ResolvedName& n : names) {
    py::dict variants;
    for (const NameVariant& v : n.variants) variants[py::str(v.spelling)] = v.articles;
    py::dict d;
    d["name"] = n.name;
    d["type"] = name_of(n.type);
    d["articles"] = n.articles;
    d["mentions"] = n.mentions;
    d["quotations"] = n.quotations;
    d["variants"] = variants;
    d["roles"] = n.roles;
    out.append(d);
  }
  return out;
}

std::optional<EntityType> type_named(const std::optional<std::string>& name) {
  if (!name) return std::nullopt;
  if (*name == "person") return EntityType::person;
  if (*name == "org") return EntityType::organisation;
  if (*name == "place") return EntityType::place;
  throw UsageError("type \"" + *name + "\" is none of person, org and place");
}

py::dict annotations_dict(const Annotations& a, std::string_view text) {
  CodePointOffsets offsets(text);
  const auto name = [&](const Speaker& s) {
    return s.entity.known() ? a.entities[static_cast<std::size_t>(s.entity.index)].name
                            : std::string(s.span.of(text));
  };
  py::list dates, names, quotations;
  for (const Timex& t : a.timexes) {
    py::dict d;
    d["span"] = code_points(offsets, t.span);
    d["type"] = name_of(t.type);
    d["value"] = t.value;
    d["interval"] = iso(t.interval);
    dates.append(d);
  }
  for (const Mention& m : a.mentions) {
    py::dict d;
    d["span"] = code_points(offsets, m.span);
    d["type"] = name_of(m.type);
    d["form"] = name_of(m.form);
    d["name"] = m.entity.known()
                    ? py::object(py::str(a.entities[static_cast<std::size_t>(m.entity.index)].name))
                    : py::object(py::none());
    names.append(d);
  }
  for (const Quotation& q : a.quotations) {
    py::list speakers;
    for (const Speaker& s : q.speakers) speakers.append(name(s));
    py::dict d;
    d["span"] = code_points(offsets, q.span);
    d["kind"] = name_of(q.kind);
    d["speakers"] = speakers;
    d["said"] = iso(q.said);
    quotations.append(d);
  }
  py::dict out;
  out["published"] = iso(a.published ? std::optional(a.published->interval) : std::nullopt);
  out["dates"] = dates;
  out["names"] = names;
  out["quotations"] = quotations;
  return out;
}

}  // namespace

PYBIND11_MODULE(quoth, m) {
  m.doc() = "Who said what, when: a search engine for news.";
  auto error = py::register_exception<Error>(m, "Error");
  py::register_exception<UsageError>(m, "UsageError", error);
  py::register_exception<NotFoundError>(m, "NotFoundError", error);
  py::register_exception<FormatError>(m, "FormatError", error);
  py::register_exception<DamagedError>(m, "DamagedError", error);
  py::register_exception<StorageError>(m, "StorageError", error);
  py::register_exception<DeadlineError>(m, "DeadlineError", error);

  const auto run = [](const Searcher& searcher, const std::string& query, std::size_t limit,
                      Unit unit) {
    SearchOptions options;
    options.unit = unit;
    options.limit = limit;
    Results results;
    {
      py::gil_scoped_release release;
      results = searcher.search(query, options);
    }
    return hits_list(results);
  };
  py::class_<Searcher>(m, "Index", "A snapshot of an index, opened for searching.")
      .def(
          "search",
          [run](const Searcher& s, const std::string& query, std::size_t limit) {
            return run(s, query, limit, Unit::automatic);
          },
          py::arg("query"), py::arg("limit") = 10, "The best hits, as dictionaries.")
      .def(
          "quotes",
          [run](const Searcher& s, const std::string& query, std::size_t limit) {
            return run(s, query, limit, Unit::quotations);
          },
          py::arg("query"), py::arg("limit") = 10, "The best quotations, one a hit.")
      .def(
          "names",
          [](const Searcher& s, const std::optional<std::string>& type, const std::string& like,
             std::size_t limit) {
            NamesOptions options;
            options.type = type_named(type);
            options.like = like;
            options.limit = limit;
            NameList list;
            {
              py::gil_scoped_release release;
              list = s.names(options);
            }
            return names_list(list.names);
          },
          py::arg("type") = py::none(), py::arg("like") = "", py::arg("limit") = 50,
          "The people, organisations and places of the index, joined over articles; `type` is "
          "person, org or place.")
      .def(
          "facets",
          [](const Searcher& s, const std::string& query, std::size_t limit) {
            FacetOptions options;
            options.limit = limit;
            Facets facets;
            {
              py::gil_scoped_release release;
              facets = s.facets(query, options);
            }
            py::dict out;
            out["articles"] = facets.articles;
            out["people"] = names_list(facets.people);
            out["organisations"] = names_list(facets.organisations);
            out["places"] = names_list(facets.places);
            out["speakers"] = names_list(facets.speakers);
            return out;
          },
          py::arg("query"), py::arg("limit") = 10,
          "Whom and what the articles that match name, and who speaks in them.")
      .def("__len__", [](const Searcher& s) { return s.stats().articles; })
      .def("__repr__", [](const Searcher& s) {
        return "<quoth.Index of " + std::to_string(s.stats().articles) + " articles, " +
               std::to_string(s.stats().quotations) + " quotations>";
      });
  m.def(
      "open",
      [](const py::object& path) {
        const auto name = py::module_::import("os").attr("fspath")(path).cast<std::string>();
        py::gil_scoped_release release;
        return Searcher::open(name);
      },
      py::arg("path"), "Opens an index directory.");
  m.def(
      "annotate",
      [](const std::string& text, const std::optional<std::string>& published) {
        std::optional<Day> day;
        if (published && !(day = day_from_iso(*published)))
          throw UsageError("published \"" + *published + "\" is no day of the form YYYY-MM-DD");
        Annotations annotations;
        {
          py::gil_scoped_release release;
          annotations = Analyzers::english().annotate(text, day);
        }
        return annotations_dict(annotations, text);
      },
      py::arg("text"), py::arg("published") = py::none(), "Names, dates and quotations of a text.");
}
